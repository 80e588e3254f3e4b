/* SPDX-License-Identifier: Apache-2.0 */
/* The real plans, in every format they are at hand. What must be in them is told by their source texts. Usage: real_test EXAMPLES */
#include <setjmp.h>
#include <sys/resource.h>
#include "office/decimal.h"
#include "sandbox/sandbox.h"
#include <cmocka.h>

enum { MEGABYTE = 1024 * 1024 };

static const char *examples;

static struct vd_doc *read_example(struct vd_arena *arena, const char *name)
{
    struct vd_doc *doc = NULL;
    struct vd_str reason = VD_S("");
    struct vd_sandbox_limits limits = {.millis = 20000, .memory = (size_t)256 * MEGABYTE};
    if (vd_sandbox_read(vd_str_printf(arena, "%s/%s", examples, name).p, &limits, arena, &doc, &reason) != VD_OK)
        fail_msg("%s: %.*s", name, VD_SARG(reason));
    return doc;
}

static void the_same_workbook_gives_the_same_grids_from_excel_and_from_libreoffice(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *xlsx = read_example(arena, "invipasto-2020.xlsx"), *ods = read_example(arena, "invipasto-2020.ods");
    assert_int_equal(xlsx->format, VD_DOC_XLSX);
    assert_int_equal(ods->format, VD_DOC_ODS);
    assert_int_equal(xlsx->blocks.n, 11); /* a sheet for each component and for each of the five indicator tables */
    assert_int_equal(ods->blocks.n, 11);
    for (size_t i = 0; i < xlsx->blocks.n; i++) {
        const struct vd_grid *a = xlsx->blocks.v[i].grid, *b = ods->blocks.v[i].grid;
        assert_true(vd_str_eq(a->sheet, b->sheet) && a->hidden == b->hidden);
        assert_true(a->rows == b->rows && a->cols == b->cols && a->cells.n == b->cells.n && a->cells.n > 0);
        for (size_t c = 0; c < a->cells.n; c++) {
            const struct vd_grid_cell *x = &a->cells.v[c], *y = &b->cells.v[c];
            assert_true(x->row == y->row && x->col == y->col && x->rows == y->rows && x->cols == y->cols && x->kind == y->kind);
            assert_true(vd_str_eq(x->text, y->text) && vd_str_eq(x->value, y->value));
        }
    }
}

static bool has_text(const struct vd_doc *doc, struct vd_str text)
{
    VD_EACH(b, &doc->blocks) {
        if (!b->grid && vd_str_eq(b->text, text))
            return true;
        for (size_t i = 0; b->grid && i < b->grid->cells.n; i++)
            if (vd_str_eq(b->grid->cells.v[i].text, text))
                return true;
    }
    return false;
}

static void the_document_cut_by_pages_has_every_text_of_the_workbook(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *xlsx = read_example(arena, "invipasto-2020.xlsx"), *docx = read_example(arena, "invipasto-2020-paginas.docx");
    int missing = 0;
    VD_EACH(b, &xlsx->blocks)
        VD_EACH(c, &b->grid->cells)
            missing += c->text.n && !has_text(docx, c->text);
    /* the two formulas of the first indicators, which the document writes with marks of a formula */
    assert_int_equal(missing, 2);
}

static void the_tables_of_ibague_have_their_seven_thirteen_five_and_fourteen_rows(void **state)
{
    (void)state;
    /* headers: one row in components 1, 4 and 5, none where a page cut the table, two above the months; one row ends a title */
    static const int want[][2] = {{1 + 7, 5}, {1 + 2, 7}, {5, 8}, {6, 8}, {1 + 5, 3}, {2 + 7, 14}, {1 + 7, 13}};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    struct vd_doc *doc = read_example(arena, "ibague-2021.docx");
    size_t n = 0;
    VD_EACH(b, &doc->blocks) {
        if (b->kind != VD_BLOCK_GRID)
            continue;
        assert_true(n < VD_COUNT(want));
        assert_int_equal(b->grid->rows, want[n][0]);
        assert_int_equal(b->grid->cols, want[n][1]);
        n++;
    }
    assert_int_equal(n, VD_COUNT(want));
}

/* Meta, Cumplimiento del indicador, Cumplimiento: the 41 rows as printed. */
static const char *const sopo[41][3] = {
    {"15", "15", "100,00"}, {"100%", "90,0", "90,00"}, {"3", "3", "100,00"}, {"1", "1,00", "100,00"}, {"50%", "12,0", "24,00"}, {"50%", "25,0", "50,00"},
    {"100%", "20,0", "20,00"}, {"100%", "100,0", "100,00"}, {"1", "1,0", "100,00"}, {"1", "1,0", "100,00"}, {"1", "1,0", "100,00"}, {"2", "1,0", "100,00"},
    {"80", "80", "100,00"}, {"90%", "0,9", "100,00"}, {"60%", "0,6", "100,00"}, {"1", "1", "100,00"}, {"4", "4", "100,00"}, {"100%", "50%", "50,00"},
    {"1", "1", "100,00"}, {"1", "1", "100,00"}, {"30%", "0,3", "100,00"}, {"30%", "0,3", "100,00"}, {"100%", "0,8", "80,00"}, {"100%", "0,75", "75,00"},
    {"2", "2", "100,00"}, {"1", "1", "100,00"}, {"12", "12", "100,00"}, {"80%", "36,0", "45,00"}, {"1", "0,2", "20,00"}, {"1", "1", "100,00"},
    {"100%", "1", "100,00"}, {"1", "1", "100,00"}, {"30%", "0,3", "100,00"}, {"12", "12", "100,00"}, {"1", "1", "100,00"}, {"1", "1,0", "100,00"},
    {"50", "5,0", "10,00"}, {"1", "1,0", "100,00"}, {"1", "1,0", "100,00"}, {"50%", "0,5", "100,00"}, {"1", "1,0", "100,00"},
};
enum { SHIFTED = 34, META = 4, ACHIEVED = 7, DECLARED = 8 }; /* row 34 stands one column further to the right */
static const int columns[] = {META, ACHIEVED, DECLARED};

/* "36,0" or "50%" as the number it stores. */
static struct vd_decimal stored(const char *printed)
{
    char plain[16];
    struct vd_decimal d;
    size_t n = 0;
    for (const char *c = printed; *c && *c != '%'; c++)
        plain[n++] = *c == ',' ? '.' : *c;
    assert_true(vd_decimal_read((struct vd_str){plain, n}, &d));
    d.point -= strchr(printed, '%') ? 2 : 0;
    return d;
}

static void the_follow_up_of_sopo_is_read_cell_by_cell_from_csv(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    const struct vd_grid *grid = read_example(arena, "sopo-2017-seguimiento.csv")->blocks.v[0].grid;
    for (int i = 0; i < 41; i++)
        for (size_t k = 0; k < VD_COUNT(columns); k++) {
            const struct vd_grid_cell *cell = vd_grid_at(grid, 2 + i, columns[k] + (i + 1 == SHIFTED), NULL);
            assert_non_null(cell);
            assert_true(vd_str_is(cell->text, sopo[i][k]));
            assert_int_equal(cell->kind, VD_CELL_TEXT);
        }
    assert_true(vd_str_is(vd_grid_at(grid, 43, 0, NULL)->text, "87,24"));
    assert_true(vd_str_is(vd_grid_at(grid, 2, 0, NULL)->text, "Mapa de Riesgos de Corrupción"));
}

static void the_follow_up_of_sopo_is_read_cell_by_cell_from_excel(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
    const struct vd_grid *grid = read_example(arena, "sopo-2017-seguimiento.xlsx")->blocks.v[0].grid;
    assert_true(vd_str_is(grid->sheet, "SEGUIMIENTO"));
    for (int i = 0; i < 41; i++)
        for (size_t k = 0; k < VD_COUNT(columns); k++) {
            const struct vd_grid_cell *cell = vd_grid_at(grid, 6 + i, columns[k] + (i + 1 == SHIFTED), NULL);
            struct vd_decimal want = stored(sopo[i][k]), got = {0};
            assert_non_null(cell);
            bool typed = i + 1 != SHIFTED || k == 1; /* the shifted row left numbers as texts behind */
            assert_int_equal(cell->kind, !typed ? VD_CELL_TEXT : strchr(sopo[i][k], '%') ? VD_CELL_PERCENT : VD_CELL_NUMBER);
            if (typed)
                assert_true(vd_decimal_read(cell->value, &got));
            else
                got = stored(vd_str_c(arena, cell->text));
            assert_true(got.n == want.n && got.point == want.point && memcmp(got.digits, want.digits, (size_t)want.n) == 0);
            if (k == 0) /* goals are shown as printed; the column of the achieved has one decimal */
                assert_true(vd_str_is(cell->text, sopo[i][k]));
        }
    assert_true(vd_str_is(vd_grid_at(grid, 47, 8, NULL)->text, "87,24"));
    assert_true(vd_str_is(vd_grid_at(grid, 47, 8, NULL)->value, "87.24"));
}

static void every_real_file_is_read_in_milliseconds(void **state)
{
    (void)state;
    static const char *const names[] = {"pasto-2022.docx", "ibague-2021.docx", "invipasto-2020-paginas.docx", "invipasto-2020.xlsx", "invipasto-2020.ods",
                                        "sopo-2017-seguimiento.xlsx", "sopo-2017-seguimiento.csv"};
    for (size_t i = 0; i < VD_COUNT(names); i++) {
        vd_us least = INT64_MAX;
        struct rusage before, after;
        getrusage(RUSAGE_CHILDREN, &before);
        for (int k = 0; k < 20; k++) {
            VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new((size_t)64 * MEGABYTE);
            vd_us began = vd_clock_monotonic();
            read_example(arena, names[i]);
            vd_us took = vd_clock_monotonic() - began;
            least = took < least ? took : least;
        }
        getrusage(RUSAGE_CHILDREN, &after);
        int64_t cpu = (after.ru_utime.tv_sec - before.ru_utime.tv_sec + after.ru_stime.tv_sec - before.ru_stime.tv_sec) * 1000000 + after.ru_utime.tv_usec -
                      before.ru_utime.tv_usec + after.ru_stime.tv_usec - before.ru_stime.tv_usec;
        print_message("           %-28s least of 20: %6" PRId64 " us, processor %6" PRId64 " us each\n", names[i], least, cpu / 20);
        assert_true(least < 1000000);
    }
}

int main(int argc, char **argv)
{
    vd_sandbox_child(argc, argv, NULL);
    if (argc != 2)
        return 2;
    examples = argv[1];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_workbook_gives_the_same_grids_from_excel_and_from_libreoffice),
        cmocka_unit_test(the_document_cut_by_pages_has_every_text_of_the_workbook),
        cmocka_unit_test(the_tables_of_ibague_have_their_seven_thirteen_five_and_fourteen_rows),
        cmocka_unit_test(the_follow_up_of_sopo_is_read_cell_by_cell_from_csv),
        cmocka_unit_test(the_follow_up_of_sopo_is_read_cell_by_cell_from_excel),
        cmocka_unit_test(every_real_file_is_read_in_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
