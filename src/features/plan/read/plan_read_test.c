/* SPDX-License-Identifier: Apache-2.0 */
/* Matrices as real plans lay them out, drawn small. */
#include "features/plan/read/plan_draft.h"
#include "features/plan/read/plan_testing.h"
#include <setjmp.h>
#include <cmocka.h>

#define HEADER "| Actividades | Meta | Responsable | Fecha Inicio | Fecha Final |\n"
#define ROW "| 1.1 Hacer | 1 informe | OPGI | 01/02/2022 | 30/06/2022 |\n"

static struct vd_arena *arena;
static struct vd_str reason;

static int open_arena(void **state) { (void)state; arena = vd_arena_new(256 << 20); return arena ? 0 : -1; }
static int close_arena(void **state) { (void)state; vd_arena_free(arena); return 0; }

static struct plan_draft *read_drawn(const char *text) { return plan_drawn(arena, text); }

static void assert_address(const struct plan_draft *draft, size_t activity, const char *address)
{
    struct vd_str got = draft->activities.v[activity].address;
    if (!vd_str_is(got, address))
        fail_msg("activity %zu is «%.*s» instead of «%s»", activity, VD_SARG(got), address);
}

static void a_document_without_a_matrix_is_refused_with_what_was_looked_for(void **state)
{
    struct plan_draft *draft = NULL;
    (void)state;
    assert_int_equal(plan_read(doc_drawn(arena, "# Componente 1. Riesgos\nTexto\n| Ley | Objeto |\n| 1474 | x |"), "paac-v2", 2022, arena, &draft, &reason), VD_INVALID);
    assert_null(draft);
    assert_true(vd_str_find(reason, VD_S("«Actividades»")) >= 0);
}

static void a_matrix_with_headings_and_no_activity_is_refused(void **state)
{
    struct plan_draft *draft = NULL;
    (void)state;
    assert_int_equal(plan_read(doc_drawn(arena, "# Componente 1. Riesgos\n" HEADER "|  |  |  |  |  |"), "paac-v2", 2022, arena, &draft, &reason), VD_INVALID);
}

static void the_component_may_stand_on_top_of_its_table(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("| Componente 4: Servicio al ciudadano |\n" HEADER ROW);
    assert_int_equal(draft->components.n, 1);
    assert_true(vd_str_is(draft->components.v[0].code, "4"));
    assert_true(vd_str_is(draft->components.v[0].catalogue, "4"));
    assert_address(draft, 0, "4.1.1");
}

static void components_listed_in_the_introduction_are_not_doubled(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("Componente 1. Riesgos\nComponente 3. Cuentas\n# Componente 1: Gestión del riesgo\n" HEADER ROW "# Componente 3: Rendición de cuentas\n" HEADER ROW);
    assert_int_equal(draft->components.n, 2);
    assert_true(vd_str_is(draft->components.v[0].name, "Gestión del riesgo"));
    assert_true(vd_str_is(draft->components.v[1].name, "Rendición de cuentas"));
    assert_address(draft, 1, "3.1.1");
}

static void a_table_without_any_title_gets_a_component_without_name(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn(HEADER ROW);
    assert_true(vd_str_is(draft->components.v[0].name, "Sin título"));
    assert_null(draft->components.v[0].catalogue.p);
    assert_address(draft, 0, "1.1.1");
}

static void the_same_subcomponent_in_several_blocks_is_one(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 3. Rendición de cuentas\n"
        "| Subcomponente / Proceso | Actividades | Responsable | Fecha Inicio | Fecha Final |\n"
        "| Subcomponente 1. Información de calidad. | 1.1 Uno | A | 01/02/2022 | 30/06/2022 |\n"
        "| ^ | 1.2 Dos | A | 01/02/2022 | 30/06/2022 |\n"
        "| Subcomponente 1. Información de calidad | 1.3 Tres | A | 01/02/2022 | 30/06/2022 |\n"
        "| Diálogo | 2.1 Cuatro | A | 01/02/2022 | 30/06/2022 |\n");
    assert_int_equal(draft->components.n, 3);
    assert_int_equal(draft->activities.v[1].subcomponent, draft->activities.v[2].subcomponent);
    assert_true(vd_str_is(draft->components.v[1].catalogue, "3.1"));
    assert_true(vd_str_is(draft->components.v[2].code, "2"));
    assert_true(vd_str_is(draft->components.v[2].catalogue, "3.2"));
}

static void a_repeated_heading_row_is_no_activity(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER ROW HEADER "| 1.2 Otra | 1 acta | OPGI | 01/02/2022 | 30/06/2022 |\n");
    assert_int_equal(draft->activities.n, 2);
    assert_int_equal(findings(draft, "VD-P012"), 0);
}

static void rows_with_only_responsibles_or_dates_continue_the_activity_above(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER ROW
        "|  |  | Control Interno |  |  |\n|  |  |  | 01/08/2022 | 31/08/2022 |\n|  |  |  |  |  |\n");
    assert_int_equal(draft->activities.n, 1);
    assert_int_equal(draft->responsibles.n, 2);
    assert_int_equal(draft->responsibles.v[1].ord, 2);
    assert_int_equal(draft->windows.n, 2);
    assert_string_equal(draft->activities.v[0].schedule_kind, "windows");
    assert_true(vd_str_is(draft->activities.v[0].schedule, "01/02/2022 · 30/06/2022\n01/08/2022 · 31/08/2022"));
}

static void a_row_that_is_nothing_known_is_kept_and_reported(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER ROW "|  | ---------- |  |  |  |\n");
    assert_int_equal(draft->activities.n, 1);
    assert_int_equal(findings(draft, "VD-P012"), 1);
    const struct draft_cell *last = &draft->cells.v[draft->cells.n - 1];
    assert_string_equal(last->status, "sin_usar");
    assert_int_equal(last->place.row, 3);
    assert_int_equal(last->place.col, 2);
}

static void two_dates_in_one_cell_pair_by_order(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 3. Rendición\n" HEADER "| 1.10 Formular | 2 informes | Todas | 01/05/2022\\01/10/2022 | 01/06/2022\\01/11/2022 |\n");
    assert_int_equal(draft->windows.n, 2);
    assert_true(vd_str_is(draft->windows.v[1].raw, "01/10/2022 · 01/11/2022"));
    assert_int_equal(draft->windows.v[1].from.month, 10);
    assert_int_equal(draft->windows.v[1].due.month, 11);
    int parts = 0;
    VD_EACH(c, &draft->cells)
        parts += c->place.part > 0;
    assert_int_equal(parts, 4);
}

static void starts_and_ends_that_do_not_match_in_number_are_not_paired(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 3. Rendición\n" HEADER "| 1.10 Formular | 2 informes | Todas | 01/05/2022\\01/10/2022 | 01/06/2022 |\n");
    assert_int_equal(draft->windows.n, 1);
    assert_int_equal(draft->windows.v[0].from.year, 0);
    assert_int_equal(draft->windows.v[0].due.year, 0);
    assert_string_equal(draft->windows.v[0].problem, "VD-P003");
    assert_int_equal(findings(draft, "VD-P003"), 1);
}

static void a_start_without_end_is_not_a_window(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 3. Rendición\n" HEADER "| 1.1 Uno | 1 acta | A | 01/05/2022 |  |\n| 1.2 Dos | 1 acta | A |  | 01/06/2022 |\n"
        "| 1.3 Tres | 1 acta | A | pronto | 01/06/2022 |\n");
    assert_int_equal(draft->windows.n, 3);
    assert_string_equal(draft->windows.v[0].problem, "VD-P003");
    assert_string_equal(draft->windows.v[1].problem, "VD-P003");
    assert_string_equal(draft->windows.v[2].problem, "VD-P002");
    assert_int_equal(draft->windows.v[2].due.month, 6);
}

static void an_unreadable_date_is_kept_raw_and_reported(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n" HEADER "| 1.1 Hacer | 1 acta | OPGI | 01/05/2022 | mediados de junio |\n");
    assert_int_equal(draft->windows.v[0].from.month, 5);
    assert_int_equal(draft->windows.v[0].due.year, 0);
    assert_string_equal(draft->windows.v[0].problem, "VD-P002");
    assert_int_equal(findings(draft, "VD-P002"), 1);
}

static void one_column_of_dates_gives_points(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Responsable | Fecha programada |\n| 1.1 Hacer | OPGI | 30/04/2022\\31/08/2022 |\n");
    assert_int_equal(draft->windows.n, 2);
    assert_int_equal(draft->windows.v[0].from.year, 0);
    assert_int_equal(draft->windows.v[1].due.month, 8);
    assert_string_equal(draft->activities.v[0].schedule_kind, "points");
}

static void missing_and_repeated_numbers_get_an_address_by_order(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 4. Servicio\n" HEADER ROW "| Sin número | 1 acta | OPGI | 01/02/2022 | 30/06/2022 |\n" ROW);
    assert_address(draft, 0, "4.1.1");
    assert_address(draft, 1, "4.f2");
    assert_address(draft, 2, "4.f3");
    assert_int_equal(findings(draft, "VD-P009"), 1);
    assert_int_equal(findings(draft, "VD-P010"), 1);
}

static void what_an_activity_lacks_is_said(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 4. Servicio\n" HEADER "| 1.1 Hacer |  |  |  |  |\n| 1.2 Hacer más | 1 acta | -- | 01/02/2022 | 30/06/2022 |\n");
    assert_int_equal(findings(draft, "VD-P014"), 1);
    assert_int_equal(findings(draft, "VD-P008"), 1);
    assert_int_equal(findings(draft, "VD-P007"), 2); /* a dash is nobody */
    assert_string_equal(draft->activities.v[0].schedule_kind, "none");
    assert_int_equal(draft->responsibles.n, 0);
}

static void a_goal_that_contradicts_itself_is_not_counted(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 4. Servicio\n" HEADER "| 1.1 Hacer | Un (2) informe | OPGI | 01/02/2022 | 30/06/2022 |\n");
    assert_int_equal(findings(draft, "VD-P005"), 1);
    assert_false(draft->activities.v[0].target.qty_u6.has);
    VD_EACH(c, &draft->cells)
        if (c->field == PLAN_FIELD_GOAL)
            assert_string_equal(c->status, "ambiguo");
}

static void an_indicator_column_and_an_unknown_one_are_kept(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 4. Servicio\n| N.º | Actividades | Meta o producto | Indicador | Responsable | Fecha |\n"
        "| 7 | 1.1 Hacer | 1 acta | Actas firmadas | OPGI | 30/06/2022 |\n");
    assert_true(vd_str_is(draft->activities.v[0].indicator, "Actas firmadas"));
    assert_string_equal(draft->activities.v[0].schedule_kind, "point");
    int unused = 0;
    VD_EACH(c, &draft->cells)
        unused += strcmp(c->status, "sin_usar") == 0;
    assert_int_equal(unused, 1);
}

static void more_components_than_any_plan_has_are_refused(void **state)
{
    VD_AUTO_BUF struct vd_buf text;
    struct plan_draft *draft = NULL;
    (void)state;
    vd_buf_init(&text, 1 << 20);
    vd_buf_c(&text, "| Subcomponente | Actividades | Responsable |\n");
    for (int i = 0; i <= PLAN_MAX_COMPONENTS; i++)
        vd_buf_printf(&text, "| Nombre %d | | |\n", i);
    assert_int_equal(vd_buf_ok(&text), VD_OK);
    assert_int_equal(plan_read(doc_drawn(arena, text.p), "paac-v2", 2022, arena, &draft, &reason), VD_TOO_BIG);
}

static void more_activities_than_any_plan_has_are_refused(void **state)
{
    VD_AUTO_BUF struct vd_buf text;
    struct plan_draft *draft = NULL;
    (void)state;
    vd_buf_init(&text, 1 << 20);
    vd_buf_c(&text, HEADER);
    for (int i = 0; i <= PLAN_MAX_ACTIVITIES; i++)
        vd_buf_c(&text, ROW);
    assert_int_equal(vd_buf_ok(&text), VD_OK);
    assert_int_equal(plan_read(doc_drawn(arena, text.p), "paac-v2", 2022, arena, &draft, &reason), VD_TOO_BIG);
    assert_null(draft);
}

/* A matrix of one activity with this text in the column of the goal, of the responsible or of the end, so many times in lines. */
static enum vd_err read_long(const char *before, const char *unit, int times, const char *after)
{
    VD_AUTO_BUF struct vd_buf text;
    VD_AUTO_ARENA struct vd_arena *own = vd_arena_new(512 << 20);
    struct plan_draft *draft = NULL;
    vd_buf_init(&text, 32 << 20);
    vd_buf_c(&text, HEADER);
    vd_buf_c(&text, before);
    for (int i = 0; i < times; i++)
        vd_buf_c(&text, unit);
    vd_buf_c(&text, after);
    assert_int_equal(vd_buf_ok(&text), VD_OK);
    enum vd_err err = plan_read(doc_drawn(own, text.p), "paac-v2", 2022, own, &draft, &reason);
    reason = vd_str_dup(arena, reason);
    return err;
}

static void more_responsibles_of_one_activity_than_any_has_are_refused(void **state)
{
    (void)state;
    const char *after = " | 01/02/2022 | 30/06/2022 |\n";
    assert_int_equal(read_long("| 1.1 Hacer | 1 informe | ", "Oficina; ", PLAN_MAX_RESPONSIBLES, after), VD_OK);
    assert_int_equal(read_long("| 1.1 Hacer | 1 informe | ", "Oficina; ", PLAN_MAX_RESPONSIBLES + 1, after), VD_TOO_BIG);
    assert_true(vd_str_find(reason, VD_S("100 responsables")) >= 0);
    assert_int_equal(read_long(ROW, "| | | Oficina de a | | |\n", PLAN_MAX_RESPONSIBLES, ""), VD_TOO_BIG);
}

static void more_windows_of_one_activity_than_any_has_are_refused(void **state)
{
    (void)state;
    assert_int_equal(read_long(ROW, "| | | | 01/02/2022 | 30/06/2022 |\n", PLAN_MAX_WINDOWS, ""), VD_TOO_BIG);
    assert_true(vd_str_find(reason, VD_S("1000 ventanas de fechas")) >= 0);
}

static void more_text_in_the_matrices_than_any_plan_has_is_refused(void **state)
{
    (void)state;
    assert_int_equal(read_long(ROW, "| | | | | palabras sin fin |\n", PLAN_MAX_TEXT / 16, ""), VD_TOO_BIG);
    assert_true(vd_str_find(reason, VD_S("1 MB de texto")) >= 0);
}

static void a_reading_that_needs_too_much_memory_is_refused_and_nobody_falls(void **state)
{
    VD_AUTO_ARENA struct vd_arena *little = vd_arena_new(2 << 20);
    VD_AUTO_BUF struct vd_buf text;
    struct plan_draft *draft = NULL;
    (void)state;
    vd_buf_init(&text, 1 << 20);
    vd_buf_c(&text, HEADER);
    for (int i = 0; i < PLAN_MAX_ACTIVITIES; i++)
        vd_buf_c(&text, ROW);
    assert_int_equal(plan_read(doc_drawn(arena, text.p), "paac-v2", 2022, little, &draft, &reason), VD_TOO_BIG);
    assert_true(vd_str_find(reason, VD_S("demasiada memoria")) >= 0);
    assert_null(draft);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_without_a_matrix_is_refused_with_what_was_looked_for),
        cmocka_unit_test(a_matrix_with_headings_and_no_activity_is_refused),
        cmocka_unit_test(the_component_may_stand_on_top_of_its_table),
        cmocka_unit_test(components_listed_in_the_introduction_are_not_doubled),
        cmocka_unit_test(a_table_without_any_title_gets_a_component_without_name),
        cmocka_unit_test(the_same_subcomponent_in_several_blocks_is_one),
        cmocka_unit_test(a_repeated_heading_row_is_no_activity),
        cmocka_unit_test(rows_with_only_responsibles_or_dates_continue_the_activity_above),
        cmocka_unit_test(a_row_that_is_nothing_known_is_kept_and_reported),
        cmocka_unit_test(two_dates_in_one_cell_pair_by_order),
        cmocka_unit_test(starts_and_ends_that_do_not_match_in_number_are_not_paired),
        cmocka_unit_test(a_start_without_end_is_not_a_window),
        cmocka_unit_test(an_unreadable_date_is_kept_raw_and_reported),
        cmocka_unit_test(one_column_of_dates_gives_points),
        cmocka_unit_test(missing_and_repeated_numbers_get_an_address_by_order),
        cmocka_unit_test(what_an_activity_lacks_is_said),
        cmocka_unit_test(a_goal_that_contradicts_itself_is_not_counted),
        cmocka_unit_test(an_indicator_column_and_an_unknown_one_are_kept),
        cmocka_unit_test(more_components_than_any_plan_has_are_refused),
        cmocka_unit_test(more_activities_than_any_plan_has_are_refused),
        cmocka_unit_test(more_responsibles_of_one_activity_than_any_has_are_refused),
        cmocka_unit_test(more_windows_of_one_activity_than_any_has_are_refused),
        cmocka_unit_test(more_text_in_the_matrices_than_any_plan_has_is_refused),
        cmocka_unit_test(a_reading_that_needs_too_much_memory_is_refused_and_nobody_falls),
    };
    return cmocka_run_group_tests_name("plan reading", tests, open_arena, close_arena);
}
