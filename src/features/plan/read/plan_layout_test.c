/* SPDX-License-Identifier: Apache-2.0 */
/* Layouts of matrices, drawn small: headings that are wrong, tables that pages cut, merged and blank cells, titles inside. */
#include "features/plan/read/plan_followup_draft.h"
#include "features/plan/read/plan_testing.h"
#include <setjmp.h>
#include <cmocka.h>

#define HEADER "| Subcomponente | Actividades | Meta | Responsable | Fecha programada |\n"
#define FIRST "| Uno | 1.1 Hacer el primer informe del año | 1 informe | OPGI | 30/06/2022 |\n"

static struct vd_arena *arena;
static struct vd_str reason;

static int open_arena(void **state) { (void)state; arena = vd_arena_new(64 << 20); return arena ? 0 : -1; }
static int close_arena(void **state) { (void)state; vd_arena_free(arena); return 0; }

static struct plan_draft *read_drawn(const char *text) { return plan_drawn(arena, text); }

static void assert_text(struct vd_str got, const char *expected)
{
    if (!vd_str_is(got, expected))
        fail_msg("«%.*s» instead of «%s»", VD_SARG(got), expected);
}

static struct vd_str people(const struct plan_draft *draft, size_t activity)
{
    struct vd_str out = VD_S("");
    VD_EACH(r, &draft->responsibles)
        if (r->activity == (int)activity)
            out = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(out), out.n ? "|" : "", VD_SARG(r->raw));
    return out;
}

static struct vd_str due(const struct plan_draft *draft, size_t activity)
{
    struct vd_str out = VD_S("");
    struct draft_windows windows = draft_windows_of(draft, activity);
    VD_EACH(w, &windows)
        out = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(out), out.n ? " " : "", VD_SARG(vd_date_iso(arena, w->due)));
    return out;
}

/* ---- headings */

static void a_group_over_two_columns_takes_its_headings_from_the_second_row(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Meta | Responsable | Fecha | < |\n| ^ | ^ | ^ | Inicio | Fin |\n"
        "| 1.1 Hacer el informe | 1 informe | OPGI | 01/02/2022 | 30/06/2022 |\n");
    assert_text(vd_date_iso(arena, draft->windows.v[0].from), "2022-02-01");
    assert_text(due(draft, 0), "2022-06-30");
    assert_int_equal(draft->activities.n, 1);
}

static void a_heading_with_one_wrong_letter_is_taken_and_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actvidades | Meta | Resposable | Fecha |\n| 1.1 Hacer | 1 acta | OPGI | 30/06/2022 |\n");
    assert_int_equal(findings(draft, "VD-P032"), 2);
    assert_text(people(draft, 0), "OPGI");
}

static void a_column_without_heading_is_known_by_what_it_holds(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Meta | Responsable |  |\n| 1.1 Hacer | 1 acta | OPGI | 30/06/2022 |\n| 1.2 Más | 1 acta | OPGI | 31/07/2022 |\n");
    assert_text(due(draft, 1), "2022-07-31");
    assert_int_equal(findings(draft, "VD-P034"), 1);
}

static void two_columns_of_dates_with_one_heading_are_start_and_end(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Responsable | Fecha | Fecha |\n| 1.1 Hacer | OPGI | 01/02/2022 | 30/06/2022 |\n");
    assert_int_equal(findings(draft, "VD-P030"), 1);
    assert_text(vd_date_iso(arena, draft->windows.v[0].from), "2022-02-01");
}

static void a_repeated_heading_over_people_is_the_responsible(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Meta | Fecha programada | Fecha programada |\n| 1.1 Hacer | 1 acta | 30/06/2022 | Oficina Jurídica |\n"
        "---\n# Componente 2. Trámites\n| Actividades | Meta | Fecha programada | Fecha programada |\n| 1.1 Hacer | 1 acta | Oficina Jurídica | 30/06/2022 |\n");
    assert_int_equal(findings(draft, "VD-P030"), 2);
    for (size_t i = 0; i < 2; i++) {
        assert_text(people(draft, i), "Oficina Jurídica");
        assert_text(due(draft, i), "2022-06-30");
    }
}

static void the_number_in_a_column_of_its_own_moves_the_headings(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Meta | Responsable | Fecha |  |\n| 1.1. | Hacer el informe | 1 informe | OPGI | 30/06/2022 |\n"
        "| 1.2 | Publicar el informe | 1 informe | OPGI | 31/07/2022 |\n");
    assert_int_equal(findings(draft, "VD-P031"), 1);
    assert_text(draft->activities.v[0].code, "1.1");
    assert_text(draft->activities.v[1].description, "Publicar el informe");
    assert_text(due(draft, 1), "2022-07-31");
}

static void a_heading_over_two_columns_parts_number_and_text(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividad | < | Meta | Responsable | Fecha |\n| 1.1 | Hacer el informe | 1 informe | OPGI | 30/06/2022 |\n");
    assert_text(draft->activities.v[0].code, "1.1");
    assert_text(draft->activities.v[0].description, "Hacer el informe");
    assert_int_equal(findings(draft, "VD-P031"), 0);
}

static void goal_beside_goal_or_product_are_two_things(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 4. Servicio al ciudadano\n| Actividades | Meta o producto | Meta anual | Indicador | Responsable | Fecha |\n"
        "| 1.1 Atender | Ciudadanos atendidos | 42.000 | Número de ciudadanos | OPGI | 30/06/2022 |\n");
    assert_text(draft->activities.v[0].product, "Ciudadanos atendidos");
    assert_int_equal(draft->activities.v[0].target.qty_u6.v, INT64_C(42000000000));
    assert_int_equal(findings(draft, "VD-P030"), 0);
}

static void a_column_that_nobody_knows_is_kept_and_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Presupuesto | Responsable | Fecha |\n| 1.1 Hacer | $ 5.000.000 | OPGI | 30/06/2022 |\n");
    assert_int_equal(findings(draft, "VD-P033"), 1);
}

/* ---- tables that pages cut */

static void a_table_goes_on_without_headings_and_with_the_number_apart(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER FIRST "---\nAlcaldía de Pasto\n"
        "|  | 1.2 | Publicar el informe del año | 1 informe | UAC | 31/07/2022 |\n| Dos | 2.1 | Revisar | 1 acta | UAC | 31/08/2022 |\n---\n|  | 2.2 Cerrar | 1 acta | UAC | 30/09/2022 |\n");
    assert_int_equal(draft->activities.n, 4);
    assert_text(draft->activities.v[1].code, "1.2");
    assert_int_equal(draft->activities.v[1].subcomponent, draft->activities.v[0].subcomponent);
    assert_int_equal(draft->activities.v[3].subcomponent, draft->activities.v[2].subcomponent);
    assert_string_equal(draft->tables.v[1].taken_for, "plan-sigue");
    assert_text(due(draft, 3), "2022-09-30");
}

static void another_table_of_the_same_width_is_not_taken_for_the_plan(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER FIRST "---\n| Nivel | Nombre | Descripción del nivel de riesgo | Frecuencia | Puntaje |\n"
        "| 1 | Rara vez | No se ha presentado en los últimos cinco años | Excepcional | 1 |\n");
    assert_int_equal(draft->activities.n, 1);
    assert_string_equal(draft->tables.v[1].taken_for, "otra");
}

static void a_text_cut_by_the_page_is_joined_and_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER "| Uno | 1.1 Designar el valor mediante la | 1 acta | OPGI | 30/06/2022 |\n---\n"
        "|  | circular 04 |  |  |  |\n|  | 1.2 Publicar | 1 acta | OPGI | 31/07/2022 |\n");
    assert_int_equal(draft->activities.n, 2);
    assert_text(draft->activities.v[0].description, "Designar el valor mediante la circular 04");
    assert_int_equal(findings(draft, "VD-P035"), 1);
}

static void the_head_of_the_page_inside_a_table_is_no_activity(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("ALCALDÍA DE PASTO\n# Componente 1. Riesgos\n" HEADER FIRST "|  | Alcaldía de Pasto |  |  |  |\n|  | 1.2 Publicar | 1 acta | OPGI | 31/07/2022 |\n");
    assert_int_equal(draft->activities.n, 2);
    assert_int_equal(findings(draft, "VD-P012"), 0);
}

/* ---- titles inside, sheets, columns of components */

static void titles_inside_a_table_begin_a_component_and_a_subcomponent(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("| Componente 1. Gestión del riesgo | < | < | < |\n| Actividades | Meta | Responsable | Fecha |\n| Subcomponente 1. Política | < | < | < |\n"
        "| 1.1 Hacer | 1 acta | OPGI | 30/06/2022 |\n| Componente 3: Rendición de cuentas | < | < | < |\n| 1.1 Informar | 1 acta | OPGI | 30/06/2022 |\n");
    assert_text(draft->activities.v[0].address, "1.1.1");
    assert_text(draft->components.v[draft->activities.v[0].subcomponent].name, "Política");
    assert_text(draft->activities.v[1].address, "3.1.1");
    assert_int_equal(draft->activities.v[1].subcomponent, -1);
}

static void the_sheet_names_the_component_when_nothing_in_it_does(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("= Componente 4\n" HEADER FIRST "= Hoja2\n");
    assert_text(draft->components.v[0].code, "4");
    assert_text(draft->components.v[0].catalogue, "4");
    assert_text(plan_place_text(arena, draft, draft->activities.v[0].place), "Componente 4!B2");
}

static void blank_cells_below_a_component_belong_to_it(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("| Estrategia | Objetivo | Actividades | Meta | Responsable | Fecha |\n| Riesgos | Prevenir | Hacer el mapa | 1 mapa | OPGI | 30/06/2022 |\n"
        "|  |  | Publicar el mapa | 1 mapa | OPGI | 31/07/2022 |\n| Trámites | Facilitar | Simplificar | 1 acta | OPGI | 31/08/2022 |\n");
    assert_int_equal(draft->components.n, 2);
    assert_text(draft->activities.v[1].address, "1.f2");
    assert_text(draft->activities.v[2].address, "2.f1");
    assert_text(draft->components.v[1].objective, "Facilitar");
}

/* ---- merged cells */

static void a_cell_merged_over_activities_says_the_same_of_each(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER "| Uno | 1.1 Hacer | 1 acta | OPGI | 30/06/2022 |\n| ^ | 1.2 Publicar | 1 acta | ^ | ^ |\n|  | 1.3 Cerrar | 1 acta |  |  |\n");
    assert_text(people(draft, 1), "OPGI");
    assert_text(due(draft, 1), "2022-06-30");
    assert_text(people(draft, 2), ""); /* blank is not merged */
    assert_int_equal(findings(draft, "VD-P007"), 1);
    int cells = 0;
    VD_EACH(c, &draft->cells)
        cells += c->field == PLAN_FIELD_RESPONSIBLE;
    assert_int_equal(cells, 1);
}

static void a_second_goal_of_a_merged_activity_is_kept_and_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER "| Uno | 1.1 Hacer | 1 acta | OPGI | 30/06/2022 |\n| ^ | ^ | 2 informes | UAC | 31/07/2022 |\n");
    assert_int_equal(draft->activities.n, 1);
    assert_text(draft->activities.v[0].goal, "1 acta");
    assert_text(people(draft, 0), "OPGI|UAC");
    assert_text(due(draft, 0), "2022-06-30 2022-07-31");
    assert_int_equal(findings(draft, "VD-P038"), 1);
}

/* ---- months and follow-ups */

static void marks_below_months_are_dates_and_a_thirteenth_is_reported(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 6. Iniciativas\n| Actividad | Responsable | Ene | Feb | Mar | Abr | May | Jun | Jul | Ago | Sept | Oct | Nov | Dicie mbre |  |\n"
        "| Lunes de valores | UAC |  | X |  |  |  |  |  |  | x |  |  |  | X |\n| Otra | UAC |  |  |  | X |  |  |  |  |  |  |  |  |  |\n");
    assert_text(due(draft, 0), "2022-02-28 2022-09-30");
    assert_text(due(draft, 1), "2022-04-30");
    assert_int_equal(findings(draft, "VD-P024"), 1);
}

static void a_followup_is_told_by_its_columns_and_its_total_is_no_activity(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("30 de abril de 2022\n| Componente | Actividades | Indicador | Meta | Fecha | Responsable | Cumplimiento del indicador | % de cumplimiento | Observaciones |\n"
        "| Riesgos | Hacer el mapa | Número de mapas | 2 | 30/04/2022 | OPGI | 1 | 50,00 | A medias |\n|  | Publicar el mapa | Número de mapas | 1 | 30/04/2022 | OPGI | 1 | 100,00 | Listo |\n"
        "| Promedio |  |  |  |  |  |  | 75,00 |  |\n| Elaboró: | Fulano |  |  |  |  |  |  |  |\n");
    assert_int_equal(draft->activities.n, 2);
    const struct followup_draft *sheet = plan_draft_followup(draft);
    assert_int_equal(sheet->rows.n, 2);
    assert_int_equal(sheet->mean_u6.v, 75000000);
    assert_int_equal(findings(draft, "VD-P064"), 0);
    assert_int_equal(findings(draft, "VD-P063"), 0);
    assert_text(vd_date_iso(arena, sheet->cutoff), "2022-04-30");
    assert_string_equal(draft->tables.v[0].taken_for, "seguimiento");
}

/* ---- what only sheets have */

static struct plan_draft *read_sheet(struct vd_doc *doc)
{
    struct plan_draft *draft = NULL;
    if (plan_read(doc, "paac-v2", 2022, arena, &draft, &reason) != VD_OK)
        fail_msg("%.*s", VD_SARG(reason));
    return draft;
}

static void a_number_that_lost_its_zero_gets_it_back_behind_the_nine(void **state)
{
    VD_AUTO_BUF struct vd_buf text;
    (void)state;
    vd_buf_init(&text, 1 << 16);
    vd_buf_c(&text, "# Componente 1. Riesgos\n| N.º | Actividades | Meta | Responsable | Fecha |\n");
    for (int i = 1; i <= 11; i++)
        vd_buf_printf(&text, "| 1,%d | Hacer algo | 1 acta | OPGI | 30/06/2022 |\n", i == 10 ? 1 : i);
    assert_int_equal(vd_buf_ok(&text), VD_OK);
    struct vd_doc *doc = doc_drawn(arena, text.p);
    struct vd_grid *grid = doc->blocks.v[1].grid;
    VD_EACH(cell, &grid->cells)
        cell->kind = cell->col == 0 && cell->row > 0 ? VD_CELL_NUMBER : VD_CELL_TEXT;
    struct plan_draft *draft = read_sheet(doc);
    assert_text(draft->activities.v[0].code, "1.1");
    assert_text(draft->activities.v[9].code, "1.10");
    assert_text(draft->activities.v[10].code, "1.11");
    assert_int_equal(findings(draft, "VD-P010") + findings(draft, "VD-P047"), 0);
}

static void a_number_shown_rounded_is_taken_whole(void **state)
{
    (void)state;
    struct vd_doc *doc = doc_drawn(arena, "| Componente | Actividades | Indicador | Meta | Fecha | Responsable | Cumplimiento del indicador | Cumplimiento |\n"
        "| Riesgos | Actualizar la página | Porcentaje de avance | 100% | 30/06/2022 | OPGI | 0,8 | 75,00 |\n");
    struct vd_grid_cell *achieved = &doc->blocks.v[0].grid->cells.v[8 + 6];
    achieved->kind = VD_CELL_NUMBER;
    achieved->value = VD_S("0.75");
    const struct followup_draft_row *row = &read_sheet(doc)->followup->rows.v[0];
    assert_text(row->achieved.raw, "0,75");
    assert_true(row->achieved.fits);
}

static void hidden_rows_and_formulas_without_value_are_said(void **state)
{
    (void)state;
    struct vd_doc *doc = doc_drawn(arena, "= Componente 1\n" HEADER FIRST "| Dos | 2.1 Publicar | =A1+B2 | OPGI | 31/07/2022 |\n");
    struct vd_grid *grid = doc->blocks.v[0].grid;
    *VD_PUSH(arena, &grid->hidden_rows) = (struct vd_span){2, 1};
    grid->hidden = true;
    grid->cells.v[12].kind = VD_CELL_FORMULA;
    struct plan_draft *draft = read_sheet(doc);
    assert_int_equal(draft->activities.n, 2);
    assert_int_equal(findings(draft, "VD-P073"), 2);
    assert_int_equal(findings(draft, "VD-P074"), 1);
}

static void a_sheet_named_like_a_component_is_that_component(void **state)
{
    (void)state;
    struct plan_draft *draft = read_sheet(doc_drawn(arena, "= Gestión del riesgo\n" HEADER FIRST "= Racionalización\n" HEADER FIRST));
    assert_int_equal(draft->components.n - 2, 2); /* each with its subcomponent */
    assert_int_equal(findings(draft, "VD-P078"), 0);
    assert_int_equal(findings(draft, "VD-P010"), 0);
}

static void a_sheet_that_names_no_component_is_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_sheet(doc_drawn(arena, "= Gestión del riesgo\n" HEADER FIRST "= Hoja2\n" HEADER "| Dos | 2.1 Publicar | 1 acta | OPGI | 31/07/2022 |\n"));
    assert_int_equal(findings(draft, "VD-P078"), 1);
    assert_int_equal(draft->activities.v[0].component, draft->activities.v[1].component);
    assert_int_equal(findings(read_sheet(doc_drawn(arena, "= Hoja1\n" HEADER FIRST)), "VD-P078"), 1);
}

static void a_row_of_totals_is_left_out_and_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_sheet(doc_drawn(arena, "= Componente 1\n" HEADER FIRST "|  | TOTAL ACTIVIDADES | 1 |  |  |\n"));
    assert_int_equal(draft->activities.n, 1);
    assert_int_equal(findings(draft, "VD-P012"), 1);
    assert_int_equal(read_sheet(doc_drawn(arena, "= Componente 1\n" HEADER FIRST "|  | Total de trámites revisados | 1 | OPGI | 31/07/2022 |\n"))->activities.n, 2);
}

static void a_total_over_the_whole_row_or_with_counts_by_month_is_left_out_and_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_sheet(doc_drawn(arena, "= Componente 1\n" HEADER FIRST "| TOTAL: 1 actividad | < | < | < | < |\n"));
    assert_int_equal(findings(draft, "VD-P012"), 1);
    assert_string_equal(draft->cells.v[draft->cells.n - 1].status, "sin_usar");
    draft = read_sheet(doc_drawn(arena, "| Componente | Actividades | Meta | Responsable | Enero | Febrero | Marzo |\n| 1. Riesgos | Hacer | 1 | OPGI |  | X |  |\n"
        "| TOTAL |  | 1 |  | 0 | 1 | 0 |\n| 2. Antitrámites | Inscribir | 1 | OPGI | X |  |  |\n"));
    assert_int_equal(draft->components.n, 2);
    assert_text(draft->components.v[1].code, "2");
    assert_text(draft->components.v[1].name, "Antitrámites");
    assert_int_equal(findings(draft, "VD-P012"), 1);
}

static void the_end_of_a_sentence_below_a_numbered_activity_joins_it(void **state)
{
    (void)state;
    static const char *const matrix = "= Componente 1\n| No. | Actividades | Meta | Responsable | Fecha |\n| 1.1 | Publicar el plan | 1 plan | OPGI | 30/06/2022 |\n|  | %s |  |  |  |\n";
    struct plan_draft *draft = read_sheet(doc_drawn(arena, vd_str_printf(arena, matrix, "y actualizarlo").p));
    assert_int_equal(draft->activities.n, 1);
    assert_text(draft->activities.v[0].description, "Publicar el plan y actualizarlo");
    assert_int_equal(findings(draft, "VD-P035"), 1);
    assert_int_equal(read_sheet(doc_drawn(arena, vd_str_printf(arena, matrix, "Actualizarlo").p))->activities.n, 2);
}

static void the_error_of_a_formula_kept_as_text_is_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_sheet(doc_drawn(arena, "= Componente 1\n" HEADER FIRST "| Dos | 2.1 Publicar | 1 acta | #¡REF! | 31/07/2022 |\n"));
    assert_int_equal(findings(draft, "VD-P074"), 1);
    assert_int_equal(draft->responsibles.n, 1);
    assert_int_equal(findings(draft, "VD-P007"), 1);
}

static void the_official_followup_form_is_not_asked_for_what_it_has_not(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("| Componente | Actividades programadas | Actividades cumplidas | % de avance | Observaciones |\n"
        "| Componente 1. Gestión del riesgo | Hacer el mapa | Se hizo el mapa | 100% | Listo |\n|  | Publicar el mapa | Se publicó | 50% | En curso |\n");
    assert_int_equal(draft->activities.n, 2);
    assert_int_equal(draft->followup->rows.v[1].achieved.declared_u6.v, 50000000);
    assert_int_equal(findings(draft, "VD-P040") + findings(draft, "VD-P041") + findings(draft, "VD-P042"), 0);
    assert_text(draft->components.v[0].code, "1");
}

static void a_bare_one_below_a_percentage_is_doubted_and_below_a_number_is_not(void **state)
{
    (void)state;
    const char *rows = "| Actividades | Indicador | Meta | Responsable | Fecha programada |\n"
        "| 1.1 Hacer el primer informe del año | Porcentaje de avance | 1 | OPGI | 30/06/2022 |\n"
        "| 1.2 Hacer el segundo informe del año | Número de informes | 1 | OPGI | 30/06/2022 |\n";
    struct plan_draft *draft = read_drawn(rows);
    assert_int_equal(findings(draft, "VD-P028"), 1);
    assert_false(draft->activities.v[0].target.qty_u6.has);
    assert_int_equal(draft->activities.v[1].target.qty_u6.v, 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_that_lost_its_zero_gets_it_back_behind_the_nine),
        cmocka_unit_test(a_number_shown_rounded_is_taken_whole),
        cmocka_unit_test(hidden_rows_and_formulas_without_value_are_said),
        cmocka_unit_test(a_sheet_named_like_a_component_is_that_component),
        cmocka_unit_test(a_sheet_that_names_no_component_is_said),
        cmocka_unit_test(a_row_of_totals_is_left_out_and_said),
        cmocka_unit_test(a_total_over_the_whole_row_or_with_counts_by_month_is_left_out_and_said),
        cmocka_unit_test(the_end_of_a_sentence_below_a_numbered_activity_joins_it),
        cmocka_unit_test(the_error_of_a_formula_kept_as_text_is_said),
        cmocka_unit_test(the_official_followup_form_is_not_asked_for_what_it_has_not),
        cmocka_unit_test(a_group_over_two_columns_takes_its_headings_from_the_second_row),
        cmocka_unit_test(a_heading_with_one_wrong_letter_is_taken_and_said),
        cmocka_unit_test(a_column_without_heading_is_known_by_what_it_holds),
        cmocka_unit_test(two_columns_of_dates_with_one_heading_are_start_and_end),
        cmocka_unit_test(a_repeated_heading_over_people_is_the_responsible),
        cmocka_unit_test(the_number_in_a_column_of_its_own_moves_the_headings),
        cmocka_unit_test(a_heading_over_two_columns_parts_number_and_text),
        cmocka_unit_test(goal_beside_goal_or_product_are_two_things),
        cmocka_unit_test(a_column_that_nobody_knows_is_kept_and_said),
        cmocka_unit_test(a_table_goes_on_without_headings_and_with_the_number_apart),
        cmocka_unit_test(another_table_of_the_same_width_is_not_taken_for_the_plan),
        cmocka_unit_test(a_text_cut_by_the_page_is_joined_and_said),
        cmocka_unit_test(the_head_of_the_page_inside_a_table_is_no_activity),
        cmocka_unit_test(titles_inside_a_table_begin_a_component_and_a_subcomponent),
        cmocka_unit_test(the_sheet_names_the_component_when_nothing_in_it_does),
        cmocka_unit_test(blank_cells_below_a_component_belong_to_it),
        cmocka_unit_test(a_cell_merged_over_activities_says_the_same_of_each),
        cmocka_unit_test(a_second_goal_of_a_merged_activity_is_kept_and_said),
        cmocka_unit_test(marks_below_months_are_dates_and_a_thirteenth_is_reported),
        cmocka_unit_test(a_bare_one_below_a_percentage_is_doubted_and_below_a_number_is_not),
        cmocka_unit_test(a_followup_is_told_by_its_columns_and_its_total_is_no_activity),
    };
    return cmocka_run_group_tests_name("plan layouts", tests, open_arena, close_arena);
}
