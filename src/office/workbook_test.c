/* SPDX-License-Identifier: Apache-2.0 */
/* A workbook is written to a file without a name, then read back with the reader of this room. */
#include "office/workbook.h"
#include <setjmp.h>
#include <unistd.h>
#include "office/office.h"
#include <cmocka.h>

struct row {
    struct vd_str name;
    struct vd_date due;
    struct vd_oint amount;
    bool late;
    struct vd_str state;
};
static const struct vd_code states[] = {{"open", "abierto", "Sin cerrar"}, {0}};

static const struct vd_field fields[] = {
    VD_FIELD(struct row, name, VD_F_TEXT, "name", "Nombre", "Nombre."),
    VD_FIELD(struct row, due, VD_F_DATE, "due", "Vence", "Fecha."),
    VD_FIELD(struct row, amount, VD_F_QTY, "amount", "Cantidad", "Cantidad."),
    VD_FIELD(struct row, late, VD_F_BOOL, "late", "Vencida", "Si venció."),
    VD_FIELD_CODE(struct row, state, states, "state", "Estado", "Cómo va."),
};
static const struct vd_dataset set = VD_DATASET(row, fields, "filas", "Filas");
static const vd_us at = INT64_C(1653041700000000);

static enum vd_err write_book(struct vd_arena *arena, FILE *out, const struct row *rows, size_t n)
{
    struct vd_workbook *book = NULL;
    VD_TRY(vd_workbook_open(arena, out, VD_S("Filas"), at, &book));
    VD_TRY(vd_workbook_sheet(book, "filas", &set));
    VD_TRY(vd_workbook_rows(book, rows, n));
    return vd_workbook_close(book);
}

static struct vd_str text_at(const struct vd_grid *grid, int row, int col)
{
    const struct vd_grid_cell *cell = vd_grid_at(grid, row, col, NULL);
    return cell ? cell->text : (struct vd_str){0};
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16u << 20);
    const struct row rows[] = {{VD_S("=1+1"), {2022, 1, 31}, {86926829, true}, true, VD_S("open")}, {VD_S(" '-ñ <&> \n dos"), {0, 0, 0}, {0, false}, false, {0}}};
    struct vd_doc *doc = NULL;
    struct vd_str reason;
    FILE *out = tmpfile();
    assert_non_null(out);
    assert_int_equal(write_book(arena, out, rows, 2), VD_OK);
    assert_int_equal(vd_doc_read(fileno(out), arena, &doc, &reason), VD_OK);
    const struct vd_grid *grid = doc->blocks.v[0].grid;
    assert_true(vd_str_is(grid->sheet, "filas"));
    assert_int_equal(grid->rows, 3);
    assert_true(vd_str_is(text_at(grid, 0, 1), "Vence"));
    assert_true(vd_str_is(text_at(grid, 1, 0), "=1+1"));
    assert_true(vd_str_is(text_at(grid, 1, 1), "31/01/2022"));
    assert_true(vd_str_is(vd_grid_at(grid, 1, 1, NULL)->value, "2022-01-31"));
    assert_true(vd_str_is(vd_grid_at(grid, 1, 2, NULL)->value, "86.926829"));
    assert_true(vd_str_is(text_at(grid, 1, 3), "Sí"));
    assert_true(vd_str_is(text_at(grid, 1, 4), "Sin cerrar"));
    assert_int_equal(text_at(grid, 2, 4).n, 0);
    assert_true(vd_str_is(text_at(grid, 2, 0), " '-ñ <&> \n dos"));
    assert_int_equal(text_at(grid, 2, 2).n, 0);
    fclose(out);
}

static void what_xml_cannot_hold_is_escaped_and_read_back(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16u << 20);
    const struct vd_str text = VD_S("a\xEF\xBF\xBE" "b\xEF\xBF\xBF _xFFFF_ \xEF\xBF\xBD\xEF\xBF\xBF");
    const struct row rows[] = {{.name = text}};
    struct vd_doc *doc = NULL;
    struct vd_str reason;
    FILE *out = tmpfile();
    assert_int_equal(write_book(arena, out, rows, 1), VD_OK);
    assert_int_equal(vd_doc_read(fileno(out), arena, &doc, &reason), VD_OK);
    assert_true(vd_str_eq(text_at(doc->blocks.v[0].grid, 1, 0), text));
    fclose(out);
}

static struct vd_str bytes_of(struct vd_arena *arena, FILE *file)
{
    fseek(file, 0, SEEK_END);
    size_t n = (size_t)ftell(file);
    char *p = vd_alloc(arena, n + 1);
    rewind(file);
    assert_int_equal(fread(p, 1, n, file), n);
    return (struct vd_str){p, n};
}

static void the_same_rows_give_the_same_bytes_whenever_they_are_written(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16u << 20);
    const struct row rows[] = {{VD_S("uno"), {2022, 1, 31}, {1500000, true}, true, VD_S("open")}};
    struct vd_str first, second;
    FILE *a = tmpfile(), *b = tmpfile();
    assert_int_equal(write_book(arena, a, rows, 1), VD_OK);
    sleep(2); /* zip times have two seconds */
    assert_int_equal(write_book(arena, b, rows, 1), VD_OK);
    first = bytes_of(arena, a);
    second = bytes_of(arena, b);
    assert_true(first.n > 0 && vd_str_eq(first, second));
    fclose(a);
    fclose(b);
}

static void a_text_that_no_cell_can_hold_is_refused_and_not_cut(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16u << 20);
    char *text = vd_alloc(arena, VD_CELL_MAX + 1);
    memset(text, 'a', VD_CELL_MAX + 1);
    struct row row = {.name = {text, VD_CELL_MAX}};
    FILE *out = tmpfile();
    assert_int_equal(write_book(arena, out, &row, 1), VD_OK);
    row.name.n++;
    assert_int_equal(write_book(arena, out, &row, 1), VD_TOO_BIG);
    fclose(out);
}

static void a_full_disk_is_said(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16u << 20);
    const struct row rows[] = {{VD_S("uno"), {2022, 1, 31}, {1500000, true}, true, VD_S("open")}};
    FILE *out = fopen("/dev/full", "r+");
    if (!out)
        skip();
    assert_int_not_equal(write_book(arena, out, rows, 1), VD_OK);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(what_xml_cannot_hold_is_escaped_and_read_back),
        cmocka_unit_test(the_same_rows_give_the_same_bytes_whenever_they_are_written),
        cmocka_unit_test(a_text_that_no_cell_can_hold_is_refused_and_not_cut),
        cmocka_unit_test(a_full_disk_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
