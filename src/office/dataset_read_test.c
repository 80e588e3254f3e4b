/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "office/csv.h"
#include "office/dataset_read.h"

struct thing { struct vd_str name; int64_t n; struct vd_oint maybe, qty; struct vd_date on; bool yes; struct vd_str state; };
static const struct vd_code states[] = {{"open", "abierto", "Sin cerrar; aún"}, VD_CODE("cerrado", "Cerrado, ya"), {0}};
static const struct vd_field fields[] = {
    VD_FIELD(struct thing, name, VD_F_TEXT, "name", "Nombre", "-"),
    VD_FIELD(struct thing, n, VD_F_INT, "n", "Número; con punto y coma", "-"),
    VD_FIELD(struct thing, maybe, VD_F_OINT, "maybe", "Quizá", "-"),
    VD_FIELD(struct thing, qty, VD_F_QTY, "qty", "Cantidad", "-"),
    VD_FIELD(struct thing, on, VD_F_DATE, "on", "Día", "-"),
    VD_FIELD(struct thing, yes, VD_F_BOOL, "yes", "¿Sí?", "-"),
    VD_FIELD_CODE(struct thing, state, states, "state", "Estado", "-"),
};
static const struct vd_dataset things = VD_DATASET(thing, fields, "cosas", "Cosas");

static const struct thing rows[] = {
    {VD_S("=1+1"), 1, {7, true}, {86930000, true}, {2022, 2, 28}, true, VD_S("open")},
    {VD_S("'cita"), -2, {0}, {-500000, true}, {0}, false, VD_S("cerrado")},
    {VD_S("-menos; «\"así\"»"), 0, {0, true}, {0, true}, {1899, 12, 31}, true, {0}},
    {VD_S("uno\ndos, tres"), INT64_MAX, {-9, true}, {1, true}, {2024, 2, 29}, false, {0}},
    {VD_S("''=dos"), 4, {0}, {INT64_C(-9223372036854000000), true}, {9999, 12, 31}, true, {0}},
    {VD_S("\xF0\x9D\x94\x98 @"), 5, {0}, {0}, {0}, false, {0}},
    {{0}, 6, {0}, {0}, {0}, true, VD_S("open")},
};

static struct vd_arena *begin(void **state) { return *state = vd_arena_new(16 << 20); }
static int end(void **state) { vd_arena_free(*state); return 0; }

static const struct vd_grid *grid_of(struct vd_arena *arena, struct vd_str text)
{
    struct vd_doc *doc = VD_NEW(arena, struct vd_doc);
    struct vd_refusal why = {.arena = arena};
    vd_csv_read(vd_str_dup(arena, text), doc, &why);
    if (doc->blocks.n != 1)
        fail_msg("%.*s: %.*s", VD_SARG(text), VD_SARG(why.reason));
    return doc->blocks.v[0].grid;
}

static void same(const struct thing *a, const struct thing *b)
{
    assert_true(vd_str_eq(a->name, b->name) && vd_str_eq(a->state, b->state));
    assert_true(a->n == b->n && a->yes == b->yes);
    assert_true(a->maybe.has == b->maybe.has && a->maybe.v == b->maybe.v);
    assert_true(a->qty.has == b->qty.has && a->qty.v == b->qty.v);
    assert_memory_equal(&a->on, &b->on, sizeof a->on);
}

static void a_list_written_as_csv_is_read_back_equal_in_both_dialects(void **state)
{
    struct vd_arena *arena = begin(state);
    for (enum vd_csv_dialect dialect = VD_CSV_PEOPLE; dialect <= VD_CSV_RFC4180; dialect++) {
        VD_AUTO_BUF struct vd_buf out;
        struct vd_read_rows got;
        struct vd_str reason = {0};
        vd_buf_init(&out, 1 << 20);
        vd_dataset_csv(&out, &things, rows, VD_COUNT(rows), dialect);
        const struct vd_grid *grid = grid_of(arena, vd_buf_view(&out));
        assert_true(vd_dataset_heads(grid, &things));
        if (vd_dataset_read(grid, &things, arena, &got, &reason) != VD_OK)
            fail_msg("%.*s", VD_SARG(reason));
        assert_int_equal(got.n, VD_COUNT(rows));
        for (size_t i = 0; i < got.n; i++) {
            same(&rows[i], &((const struct thing *)got.v)[i]);
            assert_int_equal(got.row[i], i + 1);
        }
    }
}

static void headings_that_are_not_exactly_those_of_the_list_are_not_its(void **state)
{
    static const char *const wrong[] = {"Nombre,Número,Quizá,Cantidad,Día,¿Sí?,Estado\nx,1,,,,No,\n", "Nombre,Número; con punto y coma,Quizá,Cantidad,Día\nx,1,,,\n",
                                        "Nombre,Número; con punto y coma,Quizá,Cantidad,Día,¿Sí?,Estado,Más\nx,1,,,,No,,y\n",
                                        "Número; con punto y coma,Nombre,Quizá,Cantidad,Día,¿Sí?,Estado\n1,x,,,,No,\n"};
    struct vd_arena *arena = begin(state);
    for (size_t i = 0; i < VD_COUNT(wrong); i++)
        assert_false(vd_dataset_heads(grid_of(arena, vd_str_of(wrong[i])), &things));
}

static void a_value_of_another_type_refuses_the_list_and_says_where(void **state)
{
    static const struct { const char *row, *words, *more_heads; } wrong[] = {
        {"x,uno,,,,No,", "un número entero", ""}, {"x,,,,,No,", "está vacía", ""}, {"x,1,1.5,,,No,", "un número entero", ""}, {"x,1,,1.234.567,,No,", "seis decimales", ""},
        {"x,1,,0.1234567,,No,", "seis decimales", ""}, {"x,1,,9223372036855,,No,", "seis decimales", ""}, {"x,1,,,31/04/2022,No,", "AAAA-MM-DD", ""}, {"x,1,,,2022-04-31,No,", "AAAA-MM-DD", ""},
        {"x,1,,,,Tal vez,", "Sí o No", ""}, {"x,1,,,,No,abierto", "«Sin cerrar; aún», «Cerrado, ya»", ""}, {"x,1,,,,No,open", "una de estas palabras", ""}, {"x,1,,,,No,,de más", "fuera de las columnas", ","}};
    struct vd_arena *arena = begin(state);
    for (size_t i = 0; i < VD_COUNT(wrong); i++) {
        struct vd_read_rows got;
        struct vd_str reason = {0};
        struct vd_str text = vd_str_printf(arena, "Nombre,Número; con punto y coma,Quizá,Cantidad,Día,¿Sí?,Estado%s\n%s\n", wrong[i].more_heads, wrong[i].row);
        assert_int_equal(vd_dataset_read(grid_of(arena, text), &things, arena, &got, &reason), VD_INVALID);
        if (vd_str_find(reason, vd_str_of(wrong[i].words)) < 0)
            fail_msg("%s: %.*s", wrong[i].row, VD_SARG(reason));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_list_written_as_csv_is_read_back_equal_in_both_dialects, end),
        cmocka_unit_test_teardown(headings_that_are_not_exactly_those_of_the_list_are_not_its, end),
        cmocka_unit_test_teardown(a_value_of_another_type_refuses_the_list_and_says_where, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
