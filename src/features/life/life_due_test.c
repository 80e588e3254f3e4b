/* SPDX-License-Identifier: Apache-2.0 */
/* The last day to publish: law, warning, delay. */
#include "features/plan/plan.h"
#include "features/life/life_testing.h"

const struct life_guard life_guards[] = {{"borrador_sin_errores", other}, {"consulta_preparada", other}, {"aportes_respondidos", other}, {"sesion_decidida", other}, {"informados", other}, {"seguimientos_publicados", other}, {NULL, NULL}};

/* ---- the last day to publish */

static void the_last_day_to_publish_is_of_the_instrument_and_the_year(void **state)
{
    (void)state;
    static const struct { const char *instrument; int64_t vigencia; const char *due; } cases[] = {
        {"paac-v2", 2022, "2022-01-31"}, {"paac-v2", 2016, "2016-03-31"}, {"paac-v2", 2027, ""}, {"ptep-2024", 2027, "2027-01-31"}, {"ptep-2024", 2024, ""}, {"paac-v1", 2014, "2014-01-31"}, {"paac-v1", 2017, ""}, /* a Sunday: the law does not move it */
        {"plan-accion", 2026, "2026-01-31"}, {"propio", 2026, ""}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct vd_date due = {0};
        struct life_deadline got = life_deadline_of(vd_str_of(cases[i].instrument), cases[i].vigencia);
        assert_int_equal(vd_date_from_iso(vd_str_of(cases[i].due), &due), cases[i].due[0] != 0);
        assert_true(got.due.year == due.year && got.due.month == due.month && got.due.day == due.day);
        assert_int_equal(got.law != NULL, cases[i].due[0] != 0);
    }
}

static void every_duty_of_the_year_stands_in_the_law_with_its_norm(void **state)
{
    (void)state;
    static const struct { const char *code, *what; } duties[] = {{"D1", "publicar"}, {"D1b", "publicar"}, {"D2", "consultar"}, {"D3", "aprobar"}, {"D4", "modificar"}, {"D5", "monitorear"},
        {"D6", "entregar_a_control_interno"}, {"D7", "seguimiento_1"}, {"D8", "seguimiento_2"}, {"D9", "seguimiento_3"}, {"D10", "seguimiento_riesgos"}, {"D11", "informe_pqrs"},
        {"D12", "evaluacion_control_interno"}, {"D13", "reportar_corrupcion"}, {"D14", "responder"}};
    for (size_t i = 0; i < VD_COUNT(duties); i++) {
        bool there = false;
        for (size_t n = 0; n < life_plan_deadlines_n; n++) {
            const struct life_plan_deadlines *row = &life_plan_deadlines[n];
            if (!vd_str_is(row->code, duties[i].code))
                continue;
            there = vd_str_is(row->what, duties[i].what) && row->rule.n && row->who.n && row->norm.n && row->mark.n && row->text.n;
            assert_true(there);
        }
        if (!there)
            fail_msg("%s is not in law/plan-deadlines.csv", duties[i].code);
    }
}

static void from_a_week_before_on_the_day_warns(void **state)
{
    struct world *w = *state;
    const struct life_version_row draft = {.state = VD_S("borrador"), .instrument = VD_S("ptep-2024"), .vigencia = 2027};
    static const struct { struct vd_date today; const char *word, *said; } cases[] = {
        {{2027, 1, 23}, NULL, "Debe publicarse a más tardar el 31 de enero de 2027. Cae en domingo y la norma no lo corre."},
        {{2027, 1, 24}, "Vence pronto", "Faltan 7 días para publicarlo: el plazo vence el 31 de enero de 2027. Cae en domingo y la norma no lo corre."},
        {{2027, 1, 31}, "Vence hoy", "Hoy vence el plazo para publicarlo, el 31 de enero de 2027. Cae en domingo y la norma no lo corre."},
        {{2027, 2, 1}, "Venció", "El plazo para publicarlo venció el 31 de enero de 2027, hace 1 día."}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct life_due due = life_due_of(w->fx->arena, &draft, cases[i].today);
        assert_true(vd_str_is(due.said, cases[i].said));
        assert_true(cases[i].word ? due.sem.word && strcmp(due.sem.word, cases[i].word) == 0 : !due.sem.word);
    }
    const struct life_version_row done = {.state = VD_S("publicado"), .instrument = VD_S("ptep-2024"), .vigencia = 2027};
    assert_false(life_due_of(w->fx->arena, &done, cases[3].today).said.n);
}

static void a_plan_that_nobody_began_warns_too(void **state)
{
    struct world *w = *state;
    struct vd_arena *arena = w->fx->arena;
    const struct life_version_row mine = {.state = VD_S("borrador"), .path_word = VD_S("plan"), .vigencia = 2027}, left = {.state = VD_S("retirado"), .path_word = VD_S("plan"), .vigencia = 2027},
                                  other = {.state = VD_S("publicado"), .path_word = VD_S("plan-accion"), .vigencia = 2027};
    life_versions all = {0};
    *VD_PUSH(arena, &all) = left;
    *VD_PUSH(arena, &all) = other;
    assert_true(vd_str_is(life_due_unbegun(arena, &all, (struct vd_date){2027, 1, 5}).said,
                          "Nadie ha empezado el PTEP 2027. Debe publicarse a más tardar el 31 de enero de 2027. Cae en domingo y la norma no lo corre."));
    assert_int_equal(life_due_unbegun(arena, &all, (struct vd_date){2027, 1, 5}).due.month, 1);
    assert_true(vd_str_is(life_due_unbegun(arena, &all, (struct vd_date){2027, 1, 24}).said,
                          "Nadie ha empezado el PTEP 2027. Faltan 7 días para publicarlo: el plazo vence el 31 de enero de 2027. Cae en domingo y la norma no lo corre."));
    assert_true(strcmp(life_due_unbegun(arena, &all, (struct vd_date){2027, 11, 3}).sem.word, "Venció") == 0);
    *VD_PUSH(arena, &all) = mine;
    assert_false(life_due_unbegun(arena, &all, (struct vd_date){2027, 1, 31}).said.n);
}

static void publishing_in_time_and_late_is_said_in_days(void **state)
{
    struct world *w = *state;
    struct vd_arena *arena = w->fx->arena;
    assert_true(vd_str_is(plan_published_text(arena, VD_S("2027-01-31"), VD_S("2027-01-31")), "Publicado el 31 de enero de 2027, dentro del plazo"));
    assert_true(vd_str_is(plan_published_text(arena, VD_S("2027-02-01"), VD_S("2027-01-31")), "Publicado el 1 de febrero de 2027, 1 día después del plazo"));
    assert_true(vd_str_is(plan_published_text(arena, VD_S("2027-02-03"), VD_S("2027-01-31")), "Publicado el 3 de febrero de 2027, 3 días después del plazo"));
    assert_true(vd_str_is(plan_published_text(arena, VD_S("2027-02-03"), (struct vd_str){0}), "Publicado el 3 de febrero de 2027"));
    assert_int_equal(plan_published_text(arena, (struct vd_str){0}, VD_S("2027-01-31")).n, 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_last_day_to_publish_is_of_the_instrument_and_the_year), T(every_duty_of_the_year_stands_in_the_law_with_its_norm), T(from_a_week_before_on_the_day_warns),
        T(a_plan_that_nobody_began_warns_too),
        T(publishing_in_time_and_late_is_said_in_days),
    };
    CHOOSE_ENGINE(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
