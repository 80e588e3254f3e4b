/* SPDX-License-Identifier: Apache-2.0 */
/* What is typed and what is understood of it, without a database. */
#include "features/editor/editor_form.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

const struct life_guard life_guards[] = {{NULL, NULL}};
const struct life_place life_places[] = {{NULL, NULL, NULL, NULL}};

static struct editor_rows rows_of(struct vd_arena *arena)
{
    struct editor_rows rows = {0};
    *VD_PUSH(arena, &rows.components) = (struct row_component){.key = 7, .ord = 1, .code = VD_S("4"), .name = VD_S("Servicio al ciudadano")};
    *VD_PUSH(arena, &rows.components) = (struct row_component){.key = 8, .parent_key = vd_some(7), .ord = 1, .code = VD_S("3"), .name = VD_S("Talento humano")};
    *VD_PUSH(arena, &rows.activities) = (struct row_activity){.key = 20, .component_key = 7, .address = VD_S("4.3.4"), .ord = 5};
    return rows;
}

static struct editor_typed good(void)
{
    return (struct editor_typed){.parte = VD_S("8"), .descripcion = VD_S("Capacitar a los servidores"), .meta = VD_S("Al menos 90% de los servidores"),
        .fechas = VD_S("01/02/2027 a 31/03/2027"), .lider = VD_S("talento-humano")};
}

static struct editor_understood understood(struct vd_arena *arena, const struct editor_typed *typed, const struct editor_one *one)
{
    struct editor_rows rows = rows_of(arena);
    struct editor_understood u;
    editor_understand(&(struct editor_reading){arena, &rows, one, 2027}, typed, &u);
    return u;
}

static void a_whole_form_is_understood_as_typed_rows(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(8 << 20);
    struct editor_typed typed = good();
    struct editor_understood u = understood(arena, &typed, &(struct editor_one){0});
    (void)state;
    assert_int_equal(u.wrongs.n, 0);
    assert_int_equal(u.component->key, 7);
    assert_int_equal(u.part->key, 8);
    assert_int_equal(u.target.qty_u6.v, 90000000);
    assert_string_equal(u.unit_kind, "percent");
    assert_string_equal(u.schedule_kind, "window");
    assert_int_equal(u.windows.n, 1);
    assert_int_equal(u.windows.v[0].due.month, 3);
}

/* What is wrong, with the words that must be said of it. */
static void what_cannot_be_sure_is_refused_with_a_reason_and_a_proposal(void **state)
{
    static const struct { const char *fechas, *meta, *unidad, *lider, *nuevo, *field, *said; } cases[] = {
        {"01/02/2027 a 31/04/2027", "3 informes", "", "x", "", "fechas", "30/04/2027"},
        {"31/08/2027 a 01/07/2027", "3 informes", "", "x", "", "fechas", "termina antes de empezar"},
        {"en algún momento", "3 informes", "", "x", "", "fechas", "en algún momento"},
        {"31/03/2027\nen algún momento", "3 informes", "", "x", "", "fechas", "en algún momento"},
        {"", "3 informes", "", "x", "", "fechas", "Escriba cuándo se cumple"},
        {"31/03/2027", "Un (2) informe", "", "x", "", "meta", "se contradice"},
        {"31/03/2027", "Señalética instalada", "count", "x", "", "meta", "no dice cuánto se espera"},
        {"31/03/2027", "", "percent", "x", "", "meta", "Escriba la meta"},
        {"31/03/2027", "3 informes", "", "", "", "lider", "qué dependencia lidera"},
        {"31/03/2027", "3 informes", "", "x", "Otra", "lider_nuevo", "no las dos"},
    };
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(8 << 20);
    (void)state;
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct editor_typed typed = good();
        typed.fechas = vd_str_of(cases[i].fechas);
        typed.meta = vd_str_of(cases[i].meta);
        typed.unidad = vd_str_of(cases[i].unidad);
        typed.lider = vd_str_of(cases[i].lider);
        typed.lider_nuevo = vd_str_of(cases[i].nuevo);
        struct editor_understood u = understood(arena, &typed, &(struct editor_one){0});
        if (u.wrongs.n != 1)
            fail_msg("«%s», «%s»: %zu things wrong", cases[i].fechas, cases[i].meta, u.wrongs.n);
        assert_string_equal(u.wrongs.v[0].field, cases[i].field);
        if (vd_str_find(u.wrongs.v[0].said, vd_str_of(cases[i].said)) < 0)
            fail_msg("%s, %s: %.*s", cases[i].fechas, cases[i].meta, VD_SARG(u.wrongs.v[0].said));
    }
}

static void several_lines_are_several_windows_and_their_kind_says_so(void **state)
{
    static const struct { const char *fechas, *kind; size_t windows; } cases[] = {
        {"31/03/2027", "point", 1}, {"31/03/2027\n30/06/2027", "points", 2}, {"31/03/2027\r\n01/05/2027 a 30/06/2027", "windows", 2}, {"mensual", "recurring", 12},
    };
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(8 << 20);
    (void)state;
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct editor_typed typed = good();
        typed.fechas = vd_str_of(cases[i].fechas);
        struct editor_understood u = understood(arena, &typed, &(struct editor_one){0});
        assert_int_equal(u.wrongs.n, 0);
        assert_string_equal(u.schedule_kind, cases[i].kind);
        assert_int_equal(u.windows.n, cases[i].windows);
    }
}

static void dates_that_were_there_before_stay_even_when_they_are_wrong(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(8 << 20);
    struct editor_one one = {.row = {.key = 20, .schedule_kind = VD_S("window")}};
    struct editor_typed typed = good();
    (void)state;
    *VD_PUSH(arena, &one.windows) = (struct row_window_){.key = 1, .ord = 1, .raw = VD_S("01/04/2027 · 31/04/2027"), .problem = VD_S("VD-P001")};
    typed.fechas = editor_dates_text(arena, &one);
    assert_true(vd_str_is(typed.fechas, "01/04/2027 · 31/04/2027"));
    struct editor_understood u = understood(arena, &typed, &one);
    assert_int_equal(u.wrongs.n, 0);
    assert_true(u.keeps_dates);
}

static void an_address_is_given_once_and_never_twice(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(8 << 20);
    struct editor_rows rows = rows_of(arena);
    const struct row_component *part = &rows.components.v[0];
    (void)state;
    assert_true(vd_str_is(editor_free_address(arena, &rows, part, VD_S("3.5")), "4.3.5"));
    assert_true(vd_str_is(editor_free_address(arena, &rows, part, VD_S("3.4")), "4.3.4-2"));
    assert_true(vd_str_is(editor_free_address(arena, &rows, part, VD_S("Á / 2.")), "4.a2"));
    assert_true(vd_str_is(editor_free_address(arena, &rows, part, (struct vd_str){0}), "4.n1"));
    *VD_PUSH(arena, &rows.activities) = (struct row_activity){.key = 21, .component_key = 7, .address = VD_S("4.n1")};
    assert_true(vd_str_is(editor_free_address(arena, &rows, &rows.components.v[0], (struct vd_str){0}), "4.n2"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_form_is_understood_as_typed_rows),
        cmocka_unit_test(what_cannot_be_sure_is_refused_with_a_reason_and_a_proposal),
        cmocka_unit_test(several_lines_are_several_windows_and_their_kind_says_so),
        cmocka_unit_test(dates_that_were_there_before_stay_even_when_they_are_wrong),
        cmocka_unit_test(an_address_is_given_once_and_never_twice),
    };
    return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
