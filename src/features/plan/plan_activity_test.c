/* SPDX-License-Identifier: Apache-2.0 */
/* The page of an activity: its cells, its people, its target, its trámite, where it stands. */
#include "features/plan/plan_show_testing.h"

static void places_are_named_as_the_program_that_made_the_file_does(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, ">tabla 1, fila 25, columna 7 ·"));
    assert_true(has_c(d, ">tabla 1, fila 25, columna 7, línea 2<"));
    vd_buf_clear(&d->out);
    plan.findings.v[0].reader = VD_S("0.1.0 xlsx");
    plan.findings.v[0].sheet = VD_S("Plan & metas");
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, ">Plan &amp; metas!G25 ·"));
    write_document(d, &plan);
    assert_true(has_c(d, "\"place\":\"Plan & metas!G25\""));
}

static void a_cell_without_value_says_why(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_view_in in = {.arena = d->arena, .plan = &plan, .base = {VD_S("/pasto/plan/2022")}};
    static const struct { const char *field, *raw, *reading, *status, *shown, *said; } cells[] = {
        {"end", "31/04/2022", NULL, "ambiguo", "No existe en el calendario", ""},
        {"end", "Bimestralmente", NULL, "ambiguo", "No se pudo leer", ""},
        {"end", "30/04/2022", "2022-04-30", "ambiguo", "30/04/2022", "Ambiguo: falta decidir"},
        {"goal", "Señalética instalada", NULL, "ambiguo", "Sin número", ""},
        {"goal", "Al menos 1 campaña", ">= 1", "leido", "Al menos 1", "Leído"},
        {"goal", "Máximo 10", "<= 10", "leido", "A lo sumo 10", "Leído"},
        {"goal", "100%", "100 %", "leido", "100\u00a0%", "Leído"},
        {"product", "Informe", NULL, "leido", "Tal como está escrito", "Leído"},
    };
    for (size_t i = 0; i < VD_COUNT(cells); i++) {
        struct plan_activity_view view = {0};
        plan_cells list = {0};
        *VD_PUSH(d->arena, &list) = (struct shown_cell_row){.field = vd_str_of(cells[i].field), .raw = vd_str_of(cells[i].raw),
            .reading = cells[i].reading ? vd_str_of(cells[i].reading) : (struct vd_str){0}, .status = vd_str_of(cells[i].status)};
        plan_activity_fill(&in, plan_activity_at(&plan, VD_S("1.4.1")), &list, &view);
        if (!vd_str_is(view.cells.v[0].reading, cells[i].shown) || !vd_str_is(view.cells.v[0].status, cells[i].said))
            fail_msg("%s: %.*s, %.*s", cells[i].raw, VD_SARG(view.cells.v[0].reading), VD_SARG(view.cells.v[0].status));
    }
}

static void an_activity_stands_at_the_last_cut_off_as_its_sheet_declares(void **state)
{
    struct desk *d = *state;
    static const struct { struct shown_progress_row row; const char *state; } cases[] = {
        {{.counted = {"si", 2}, .official = {100000000, true}, .declared_raw = {"100%", 4}}, "cumplida"},
        {{.counted = {"si", 2}, .official = {99999999, true}, .declared_raw = {"x", 1}}, "vencida"},
        {{.counted = {"si", 2}}, "sin-reporte"},
        {{.counted = {"si", 2}, .achieved_raw = {"2", 1}}, "sin-dato"},
        {{.counted = {"no_vencida", 10}}, "programada"},
        {{.counted = {"no_aplica", 9}}, "no-aplica"},
    };
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_activity *activity = &plan.activities.v[1];
    assert_null(plan_state_of(&plan, activity).p);
    plan.windows.v[2].due = (struct vd_date){2022, 12, 31};
    plan.head.followed_on = VD_S("2022-12-31");
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        activity->progress = cases[i].row;
        assert_string_equal(vd_str_c(d->arena, plan_state_of(&plan, activity)), cases[i].state);
    }
    activity->progress = cases[1].row;
    plan.windows.v[2].due = (struct vd_date){2023, 1, 1};
    assert_true(vd_str_is(plan_state_of(&plan, activity), "en-ejecucion"));
    plan.windows.v[2].due = (struct vd_date){0};
    assert_true(vd_str_is(plan_state_of(&plan, activity), "en-ejecucion"));
}

static void the_lead_is_marked_wherever_it_stands(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<span class=\"chip lead\"><a href=\"/pasto/responsable/control-interno\">Control Interno</a>, líder</span>"));
    assert_true(has_c(d, "<span class=\"chip\"><a href=\"/pasto/responsable/correspondencia\">Correspondencia</a></span>"));
    plan_activity_rows rows = {0};
    plan_activity_rows_of(d->arena, &plan, NULL, (struct vd_url){VD_S("/x")}, &rows);
    assert_true(vd_str_is(rows.v[0].responsible, "Control Interno"));
    assert_true(vd_str_is(rows.v[0].others, "Correspondencia"));
    assert_null(rows.v[1].responsible.p);
}

static void a_target_reads_as_a_person_would_say_it(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<dd>Al menos 3</dd>"));
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "Se lee: al menos 3<"));
    plan.activities.v[0].indicator.unit_kind = VD_S("percent");
    plan.activities.v[0].indicator.comparator = VD_S("=");
    plan.activities.v[0].indicator.condition = VD_S("en caso de materialización");
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<dd>3\u00a0%<br>Condición: en caso de materialización</dd>"));
    vd_buf_clear(&d->out);
    plan.activities.v[1].row.goal = (struct vd_str){0};
    write_activity(d, &plan, "1.f2");
    assert_false(has_c(d, "La meta se lee así"));
    plan.activities.v[1].row.goal = VD_S("Señalética instalada");
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "<dd>Sin número</dd>"));
}

static void the_ends_of_the_list_have_no_dead_step(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_false(has_c(d, "Actividad anterior"));
    assert_true(has_c(d, "Actividad siguiente: 1.f2"));
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "Actividad anterior: 1.4.1"));
    assert_false(has_c(d, "Actividad siguiente"));
    assert_false(has_c(d, "<a href=\"\""));
}

static void an_activity_says_its_formula_for_each_what_and_how_wide(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_indicator *one = &plan.activities.v[0].indicator;
    one->per = VD_S("comunas"), one->per_n = vd_some(12), one->coverage = VD_S("todas las dependencias"), one->lower_better = 1;
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<dd>Al menos 3<br>Por cada: comunas (12)<br>Alcance: todas las dependencias<br>Entre menos, mejor</dd>"));
    assert_true(has_c(d, "<dt class=\"muted\">Indicador</dt><dd>Informes</dd>"));
    assert_true(has_c(d, "<dt class=\"muted\">Fórmula del indicador</dt><dd>a &lt;b&gt; / c</dd>"));
    assert_false(has_c(d, "El trámite"));
    one->name = VD_S("Al menos 3 informes"); /* the goal says it already */
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_false(has_c(d, "Indicador</dt>"));
}

static void an_activity_of_the_suit_shows_what_is_known_of_its_tramite(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    const struct shown_tramite_row tramite = {.name = VD_S("Paz y <salvo>"), .improvement = plan.activities.v[1].row.description, .kind = VD_S("Normativa")};
    plan.activities.v[1].tramite = &tramite;
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "<h2>El trámite</h2>"));
    assert_true(has_c(d, "<dt>Trámite</dt><dd>Paz y &lt;salvo&gt;</dd>"));
    assert_true(has_c(d, "<dd>Normativa</dd>"));
    assert_false(has_c(d, "Mejora propuesta")); /* it is the title of the page */
    vd_buf_clear(&d->out);
    write_document(d, &plan);
    assert_true(has_c(d, "\"current\":null,\"improvement\":\"Otra\",\"benefit\":null,\"kind\":\"Normativa\",\"action\":null}"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(places_are_named_as_the_program_that_made_the_file_does),
        DESK(a_cell_without_value_says_why),
        DESK(an_activity_stands_at_the_last_cut_off_as_its_sheet_declares),
        DESK(the_lead_is_marked_wherever_it_stands),
        DESK(a_target_reads_as_a_person_would_say_it),
        DESK(the_ends_of_the_list_have_no_dead_step),
        DESK(an_activity_says_its_formula_for_each_what_and_how_wide),
        DESK(an_activity_of_the_suit_shows_what_is_known_of_its_tramite),
    };
    return cmocka_run_group_tests_name("plan activity", tests, NULL, NULL);
}
