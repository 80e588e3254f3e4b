/* SPDX-License-Identifier: Apache-2.0 */
/* The page of a plan: its tabs, its table, its drawing of the year and its filters. It escapes what the document says. */
#include "features/plan/plan_show_testing.h"

static void a_page_escapes_what_the_document_says(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "Hacer &lt;b&gt;seguimiento&lt;/b&gt; &amp; "));
    assert_false(has_c(d, "<b>seguimiento"));
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "&lt;i&gt;31/08/2022"));
    assert_false(has_c(d, "<i>"));
}

static void an_impossible_date_is_shown_as_written_with_its_finding(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, ">01/04/2022 a <mark>«31/04/2022»</mark></span>"));
    assert_true(has_c(d, "La fecha «31/04/2022» no existe en el calendario"));
    assert_true(has_c(d, "<article id=\"VD-P001\""));
    assert_true(has_c(d, "Código del hallazgo: <span class=\"nowrap\">VD-P001</span>"));
    assert_true(has_c(d, "href=\"#hallazgos\""));
    assert_true(has_c(d, "id=\"hallazgos\""));
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "data-l=\"Inicio\">01/04/2022</td><td role=\"cell\" data-l=\"Fin\">No existe en el calendario</td>"));
    assert_true(has_c(d, "href=\"#VD-P001\">Vea el hallazgo</a>"));
    assert_true(has_c(d, "id=\"VD-P001\""));
}

static void what_could_not_be_read_is_quoted_and_is_not_called_impossible(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .raw = VD_S("Bimestralmente"), .problem = VD_S("VD-P002"), .granularity = VD_S("day")};
    plan.head.dated = 1, plan.head.undated = 2;
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<mark>«Bimestralmente»</mark><br>"));
    assert_false(has_c(d, "– a"));
    assert_true(has_c(d, "3 ventanas: 1 con fecha, <a href=\"#VD-P001\">1 con una fecha que no existe</a>, "
                         "<a href=\"#hallazgos\">1 con una fecha que no se pudo leer</a>."));
    assert_true(vd_str_find(plan_year_of(d->arena, &plan, (struct vd_url){VD_S("/x")}, (struct vd_date){2026, 1, 1}).note, VD_S("1 ventana cuya fecha no se pudo leer no aparece aquí.")) >= 0);
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "data-l=\"Fin\">No se pudo leer</td>"));
}

static void one_day_is_shown_without_a_beginning(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .due = {2022, 6, 30}, .raw = VD_S("30/06/2022"), .granularity = VD_S("day")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<span class=\"nowrap\">30/06/2022</span>"));
}

static void a_window_of_one_day_says_the_day_once(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .from = {2022, 6, 30}, .due = {2022, 6, 30}, .raw = VD_S("30/06/2022 · 30/06/2022"), .granularity = VD_S("day")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<span class=\"nowrap\">30/06/2022</span>"));
    assert_false(has_c(d, "30/06/2022 a 30/06/2022"));
}

static void a_month_is_shown_from_its_first_day_to_its_last(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .from = {2022, 3, 1}, .due = {2022, 3, 31}, .raw = VD_S("Marzo de 2022"), .granularity = VD_S("month")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<span class=\"nowrap\">01/03/2022 a 31/03/2022</span>"));
}

static void a_finding_outside_the_tables_names_its_component(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "componente 2 (Trámites), fuera de las tablas"));
    write_document(d, &plan);
    assert_true(has_c(d, "\"component\":\"2\",\"activity\":null,\"place\":null,\"table\":null,\"row\":null,\"column\":null,\"read\":\"Ver documento anexo\""));
    assert_true(has_c(d, "\"component\":\"1\",\"activity\":\"1.4.1\",\"place\":\"tabla 1, fila 25, columna 7\",\"table\":1,\"row\":25,\"column\":7,\"read\":\"31/04/2022\",\"proposal\":\"30/04/2022\""));
}

static void a_plan_without_follow_up_shows_no_progress_and_nothing_late(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "Sin seguimiento"));
    static const char *const never[] = {"encida", "umplida", "sem ok", "sem near", "Avance", "0 %", "0\u00a0%"};
    for (size_t i = 0; i < VD_COUNT(never); i++)
        if (has_c(d, never[i]))
            fail_msg("the page says «%s»", never[i]);
}

static void every_activity_can_be_reached_by_tabs_without_script(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<a href=\"/pasto/plan/2022?componente=1\" aria-current=\"page\">1. Riesgos <span>(2)</span>"));
    assert_true(has_c(d, "<a href=\"/pasto/plan/2022?componente=2\">2. Trámites <span>(anexo)</span>"));
    assert_true(has_c(d, "<a href=\"/pasto/plan/2022?componente=todas\">Todas <span>(2)</span>"));
    assert_true(has_c(d, "/pasto/plan/2022/actividad/1.4.1\""));
    assert_true(has_c(d, "/pasto/plan/2022/actividad/1.f2\""));
    assert_false(has_c(d, "<script"));
}

static void a_component_in_another_document_says_so_and_has_no_table(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, plan_component_coded(&plan, VD_S("2")));
    assert_true(has_c(d, "Este componente está en otro documento"));
    assert_true(has_c(d, "«Ver documento anexo»"));
    assert_false(has_c(d, "<table role=\"table\" class=\"table cards\"><caption>Componente 2"));
}

static void windows_outside_the_year_and_without_date_are_told_beside_the_drawing(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_year year = plan_year_of(d->arena, &plan, (struct vd_url){VD_S("/x")}, (struct vd_date){2026, 1, 1});
    assert_true(year.there);
    assert_true(vd_str_is(year.note, "Cada ventana de fechas es una obligación y cuenta en el mes en que termina. "
                                     "1 ventana sin fecha final válida no aparece aquí. 1 ventana termina fuera de 2022."));
    plan.windows.v[1].due = (struct vd_date){0};
    assert_false(plan_year_of(d->arena, &plan, (struct vd_url){VD_S("/x")}, (struct vd_date){2026, 1, 1}).there);
}

static void every_part_of_a_filter_must_hold(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.activities.v[0].row.fold = VD_S("hacer seguimiento al informe de los veedores");
    plan.head.followed_on = VD_S("2022-12-31");
    const struct { struct plan_asked asked; bool kept; } cases[] = {
        {{.text = {0}}, true}, {{.text = VD_S("  SEGUIMIENTOS del  Informé")}, false}, {{.text = VD_S("SEGUIMIENTOS  Informés")}, true}, {{.text = VD_S("veedor")}, true},
        {{.unit = VD_S("correspondencia")}, true}, {{.month = vd_some(8)}, true}, {{.month = vd_some(4)}, false},
        {{.unit = VD_S("correspondencia"), .month = vd_some(4)}, false}, {{.state = VD_S("cumplida")}, false}, /* followed, and nothing declared */
        {{.component = VD_S("2")}, false}, {{.component = VD_S("todas")}, true}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct plan_filter filter;
        struct vd_str problem = {0};
        assert_int_equal(plan_filter_of(d->arena, &plan, &cases[i].asked, &filter, &problem), VD_OK);
        if (plan_filter_keeps(&filter, &plan, &plan.activities.v[0]) != cases[i].kept)
            fail_msg("case %zu", i);
    }
    struct plan_filter of_unit;
    struct vd_str none = {0};
    assert_int_equal(plan_filter_of(d->arena, &plan, &(struct plan_asked){.unit = VD_S("correspondencia")}, &of_unit, &none), VD_OK);
    assert_false(plan_filter_keeps(&of_unit, &plan, &plan.activities.v[1])); /* nobody answers for it */
}

static void what_a_plan_does_not_have_is_said_instead_of_finding_nothing(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    const struct { struct plan_asked asked; const char *problem; } cases[] = {
        {{.component = VD_S("9")}, "El plan no tiene un componente «9»."}, {{.unit = VD_S("otra")}, "El plan no nombra un responsable «otra»."},
        {{.state = VD_S("cumplida")}, "El plan no tiene seguimiento: ninguna de sus actividades tiene estado."}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct plan_filter filter;
        struct vd_str problem = {0};
        assert_int_equal(plan_filter_of(d->arena, &plan, &cases[i].asked, &filter, &problem), VD_NOT_FOUND);
        assert_string_equal(vd_str_c(d->arena, problem), cases[i].problem);
    }
}

static void a_row_stands_out_for_an_error_and_only_counts_what_is_less(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    *VD_PUSH(d->arena, &plan.findings) = (struct shown_finding_row){.activity_key = vd_some(plan.activities.v[1].row.key), .code = VD_S("VD-P004"), .severity = VD_S("aviso"),
                                                                    .read_text = VD_S("Señalética")};
    plan_activity_rows rows = {0};
    plan_activity_rows_of(d->arena, &plan, NULL, (struct vd_url){VD_S("/pasto/plan/2022")}, &rows);
    assert_true(rows.v[0].flag);
    assert_int_equal(rows.v[0].errors.n, 1);
    assert_int_equal(rows.v[1].errors.n, 0);
    assert_int_equal(rows.v[1].findings_n, 1);
    assert_true(vd_str_is(rows.v[1].findings_url.s, "/pasto/plan/2022/actividad/1.f2#hallazgos"));
}

static void a_column_that_nothing_fills_is_left_out_of_the_table(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.activities.v[0].row.product = VD_S("Informes");
    write_page(d, &plan, NULL);
    assert_true(has_c(d, ">Producto</th>"));
    VD_EACH(activity, &plan.activities)
        activity->row.product = (struct vd_str){0};
    vd_buf_clear(&d->out);
    write_page(d, &plan, NULL);
    assert_false(has_c(d, ">Producto</th>"));
    assert_false(has_c(d, "data-l=\"Producto\""));
}

static void a_component_shows_its_objective_and_its_indicators_in_its_own_tab(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.components.v[0].objective = VD_S("Prevenir & <cuidar>");
    *VD_PUSH(d->arena, &plan.indicators) = (struct plan_indicator){.component_key = vd_some(987010), .name = VD_S("Riesgos materializados"), .formula = VD_S("a / b * 100"),
        .unit_kind = VD_S("percent"), .lower_better = 1, .raw = VD_S("0%"), .qty = vd_some(0), .comparator = VD_S("=")};
    *VD_PUSH(d->arena, &plan.indicators) = (struct plan_indicator){.component_key = vd_some(987012), .name = VD_S("Trámites en el SUIT"), .unit_kind = VD_S("count"),
        .raw = VD_S("5 trámites"), .qty = vd_some(5000000), .comparator = VD_S("=")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<b>Objetivo:</b> Prevenir &amp; &lt;cuidar&gt;"));
    assert_true(has_c(d, "Riesgos materializados") && has_c(d, "a / b * 100") && has_c(d, "En porcentaje <span class=\"m\">Entre menos, mejor</span>"));
    assert_true(has_c(d, "data-l=\"Meta\"><span>0\u00a0%</span>"));
    assert_false(has_c(d, "Trámites en el SUIT"));
    vd_buf_clear(&d->out);
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "<span class=\"m\">Objetivo: Prevenir"));
    assert_true(has_c(d, "Trámites en el SUIT <span class=\"m\">Componente 2. Trámites</span>"));
    assert_true(has_c(d, "5 trámites <span class=\"m\">Se lee: 5</span>"));
    vd_buf_clear(&d->out);
    write_document(d, &plan);
    assert_true(has_c(d, "\"indicators\":[{\"name\":\"Riesgos materializados\",\"formula\":\"a / b * 100\",\"lower_better\":true,\"goal\":\"0%\""));
}

static void an_abbreviation_is_spelled_out_and_a_word_is_not(void **state)
{
    struct desk *d = *state;
    struct shown_plan_row head = {.short_name = VD_S("PAAC"), .instrument_name = VD_S("Plan Anticorrupción")};
    assert_true(vd_str_is(plan_spelled(d->arena, &head), "PAAC: Plan Anticorrupción."));
    head.short_name = VD_S("Plan propio");
    assert_int_equal(plan_spelled(d->arena, &head).n, 0);
}

static void the_source_is_told_in_the_words_of_who_keeps_documents(void **state)
{
    struct desk *d = *state;
    vd_us at = INT64_C(1653041700000000); /* 2022-05-20 */
    assert_true(vd_str_is(plan_reader_text(d->arena, VD_S("0.1.0 docx"), 4096, at), "un documento de Word, 5 kB; lo leyó Veedor (versión 0.1.0) el 20 de mayo de 2022"));
    assert_true(vd_str_is(plan_reader_text(d->arena, VD_S("0.1.0 csv"), 1000, at), "una tabla en CSV, 1 kB; lo leyó Veedor (versión 0.1.0) el 20 de mayo de 2022"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(a_page_escapes_what_the_document_says),
        DESK(an_impossible_date_is_shown_as_written_with_its_finding),
        DESK(what_could_not_be_read_is_quoted_and_is_not_called_impossible),
        DESK(one_day_is_shown_without_a_beginning),
        DESK(a_window_of_one_day_says_the_day_once),
        DESK(a_month_is_shown_from_its_first_day_to_its_last),
        DESK(a_finding_outside_the_tables_names_its_component),
        DESK(a_plan_without_follow_up_shows_no_progress_and_nothing_late),
        DESK(every_activity_can_be_reached_by_tabs_without_script),
        DESK(a_component_in_another_document_says_so_and_has_no_table),
        DESK(windows_outside_the_year_and_without_date_are_told_beside_the_drawing),
        DESK(every_part_of_a_filter_must_hold),
        DESK(what_a_plan_does_not_have_is_said_instead_of_finding_nothing),
        DESK(a_row_stands_out_for_an_error_and_only_counts_what_is_less),
        DESK(a_column_that_nothing_fills_is_left_out_of_the_table),
        DESK(a_component_shows_its_objective_and_its_indicators_in_its_own_tab),
        DESK(an_abbreviation_is_spelled_out_and_a_word_is_not),
        DESK(the_source_is_told_in_the_words_of_who_keeps_documents),
    };
    return cmocka_run_group_tests_name("plan page", tests, NULL, NULL);
}
