/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of trámites in the format of the SUIT and in that of the guide, drawn small. */
#include "features/plan/read/plan_draft.h"
#include "features/plan/read/plan_testing.h"
#include <setjmp.h>
#include <cmocka.h>

#define TITLE "# Componente 2. Racionalización de trámites\n"
#define SUIT "| Número | Nombre | Situación actual | Mejora por implementar | Beneficio al ciudadano o entidad | Tipo racionalización | Acciones racionalización | " \
    "Fecha inicio | Fecha final racionalización | Responsable |\n"
#define ROW "| 63892 | Licencia de construcción | Se pide en papel | Pedirla por la web | Ahorra un viaje | Tecnológica | Formularios en línea | 01/02/2022 | 30/06/2022 | Planeación |\n"

static struct vd_arena *arena;
static struct vd_str reason;

static int open_arena(void **state) { (void)state; arena = vd_arena_new(64 << 20); return arena ? 0 : -1; }
static int close_arena(void **state) { (void)state; vd_arena_free(arena); return 0; }

static struct plan_draft *read_drawn(const char *text)
{
    struct plan_draft *draft = NULL;
    if (plan_read(doc_drawn(arena, text), "paac-v2", 2022, arena, &draft, &reason) != VD_OK)
        fail_msg("%.*s", VD_SARG(reason));
    return draft;
}

/* The seven facts in their order, "·" between them. */
static void assert_facts(const struct plan_draft *draft, size_t activity, const char *expected)
{
    struct vd_str got = VD_S("");
    for (size_t i = 0; i < PLAN_TRAMITE_FIELDS; i++)
        got = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(got), i ? " · " : "", VD_SARG(draft->activities.v[activity].tramite[i]));
    if (!vd_str_is(got, expected))
        fail_msg("activity %zu: «%.*s» instead of «%s»", activity, VD_SARG(got), expected);
}

static void the_suit_format_is_a_matrix_whose_improvement_is_the_activity(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn(TITLE SUIT ROW);
    assert_int_equal(draft->activities.n, 1);
    assert_true(vd_str_is(draft->activities.v[0].description, "Pedirla por la web"));
    assert_facts(draft, 0, "63892 · Licencia de construcción · Se pide en papel · Pedirla por la web · Ahorra un viaje · Tecnológica · Formularios en línea");
    assert_true(vd_str_is(draft_lead_of(draft, 0)->name, "Planeación"));
    assert_true(vd_str_is(vd_date_iso(arena, draft->windows.v[0].due), "2022-06-30"));
    assert_int_equal(findings(draft, "VD-P033"), 0);
    assert_int_equal(findings(draft, "VD-P014") + findings(draft, "VD-P040"), 0); /* the format asks for no goal */
}

static void the_headings_of_the_domain_are_known(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn(TITLE "| Código del trámite | Nombre del trámite | Estado actual | Mejora propuesta | Beneficio al ciudadano | Tipo de racionalización | Acción | "
        "Dependencia responsable | Fecha inicio | Fecha fin |\n| 7 | Paz y salvo | En ventanilla | En línea | Sin filas | Tecnológica | Trámite total en línea | Hacienda | 01/02/2022 | 30/06/2022 |\n");
    assert_facts(draft, 0, "7 · Paz y salvo · En ventanilla · En línea · Sin filas · Tecnológica · Trámite total en línea");
    assert_true(vd_str_is(draft->activities.v[0].description, "En línea"));
    assert_int_equal(findings(draft, "VD-P033"), 0);
}

static void without_an_improvement_the_action_is_the_activity(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn(TITLE "| Nombre del trámite | Situación actual | Tipo de racionalización | Acción específica de racionalización | Responsable | Fecha |\n"
        "| Paz y salvo | En ventanilla | Normativa | Eliminación por norma | Hacienda | 30/06/2022 |\n");
    assert_true(vd_str_is(draft->activities.v[0].description, "Eliminación por norma"));
    assert_facts(draft, 0, " · Paz y salvo · En ventanilla ·  ·  · Normativa · Eliminación por norma");
}

static void a_column_of_activities_stays_the_activity(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn(TITLE "| Actividad | Nombre del trámite | Situación actual | Mejora propuesta | Responsable | Fecha |\n"
        "| 1.1 Publicar el formulario | Paz y salvo | En ventanilla | En línea | Hacienda | 30/06/2022 |\n");
    assert_true(vd_str_is(draft->activities.v[0].description, "Publicar el formulario"));
    assert_facts(draft, 0, " · Paz y salvo · En ventanilla · En línea ·  ·  · ");
}

static void a_tramite_merged_over_two_improvements_is_of_both(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn(TITLE SUIT ROW "| ^ | ^ | ^ | Responder en tres días | Menos espera | Administrativa | Reducción de tiempo | 01/02/2022 | 30/11/2022 | Planeación |\n");
    assert_int_equal(draft->activities.n, 2);
    assert_facts(draft, 1, "63892 · Licencia de construcción · Se pide en papel · Responder en tres días · Menos espera · Administrativa · Reducción de tiempo");
}

static void each_cell_of_a_tramite_is_kept_with_its_field(void **state)
{
    static const char *const fields[] = {"tramite_code", "tramite_name", "tramite_current", "activity", "tramite_benefit", "tramite_kind", "tramite_action", "start", "end", "responsible"};
    (void)state;
    struct plan_draft *draft = read_drawn(TITLE SUIT ROW);
    VD_EACH(cell, &draft->cells) {
        if (cell->place.row == 2)
            assert_string_equal(plan_field_name(cell->field), fields[cell->place.col - 1]);
        assert_true(strcmp(cell->status, "sin_usar") != 0);
    }
}

static void one_such_heading_in_another_matrix_is_a_column_that_nobody_knows(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn("# Componente 1. Riesgos\n| Actividades | Nombre | Beneficio | Responsable | Fecha |\n| 1.1 Hacer | Ana | Ninguno | OPGI | 30/06/2022 |\n");
    assert_int_equal(findings(draft, "VD-P033"), 2);
    assert_false(draft_is_tramite(&draft->activities.v[0]));
}

static void a_tramite_without_improvement_is_reported_and_not_lost(void **state)
{
    (void)state;
    struct plan_draft *draft = read_drawn(TITLE SUIT ROW "| 63893 | Permiso de rotura | Se pide en papel |  |  |  |  |  |  | Planeación |\n");
    assert_int_equal(draft->activities.n, 1);
    assert_int_equal(findings(draft, "VD-P012"), 1);
    assert_int_equal(draft->responsibles.n, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_suit_format_is_a_matrix_whose_improvement_is_the_activity),
        cmocka_unit_test(the_headings_of_the_domain_are_known),
        cmocka_unit_test(without_an_improvement_the_action_is_the_activity),
        cmocka_unit_test(a_column_of_activities_stays_the_activity),
        cmocka_unit_test(a_tramite_merged_over_two_improvements_is_of_both),
        cmocka_unit_test(each_cell_of_a_tramite_is_kept_with_its_field),
        cmocka_unit_test(one_such_heading_in_another_matrix_is_a_column_that_nobody_knows),
        cmocka_unit_test(a_tramite_without_improvement_is_reported_and_not_lost),
    };
    return cmocka_run_group_tests_name("plan tramites", tests, open_arena, close_arena);
}
