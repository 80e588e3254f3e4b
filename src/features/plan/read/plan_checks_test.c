/* SPDX-License-Identifier: Apache-2.0 */
/* Each rule of the findings on plans of one activity: where it must speak, and where a careful reader would not. */
#include "features/plan/read/plan_check.h"
#include "features/plan/read/plan_draft.h"
#include "features/plan/read/plan_law.h"
#include "features/plan/read/plan_testing.h"
#include <setjmp.h>
#include <cmocka.h>
#include "features/plan/read/plan_cases.h"

static void each_rule_speaks_where_its_file_says_and_nowhere_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases_plan_checks_cases_n; i++) {
        VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16 << 20);
        const struct cases_plan_checks_cases *c = &cases_plan_checks_cases[i];
        int64_t wanted = 0;
        int times;
        struct vd_str drawn = vd_str_printf(arena, "# Componente 1. Gestión del riesgo\n| Subcomponente | Actividades | Meta | Responsable | Fecha programada |\n| %.*s | %.*s | %.*s | %.*s | %.*s |\n",
            VD_SARG(c->subcomponent), VD_SARG(c->activity), VD_SARG(c->goal), VD_SARG(c->responsible), VD_SARG(c->date));
        assert_non_null(plan_law_finding(c->code));
        assert_true(vd_str_i64(c->times, &wanted));
        times = findings(plan_drawn(arena, drawn.p), vd_str_c(arena, c->code));
        if (times != wanted)
            fail_msg("%.*s, «%.*s» (%.*s): %d times", VD_SARG(c->code), VD_SARG(c->activity), VD_SARG(c->why), times);
    }
}

static bool evaluates(const char *unit, bool is_third_line, const char *subcomponent, const char *description)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    const struct plan_led led = {.unit = vd_str_of(unit), .is_third_line = is_third_line, .subcomponent = vd_str_of(subcomponent), .description = vd_str_of(description)};
    return plan_evaluates_itself(arena, &led);
}

static void the_office_that_evaluates_is_known_by_its_name_or_by_who_has_a_post_in_it(void **state)
{
    (void)state;
    assert_true(evaluates("Oficina de Control Interno", false, "", "Actualizar el mapa de riesgos"));
    assert_false(evaluates("Oficina Asesora de Evaluación Independiente", false, "", "Actualizar el mapa de riesgos"));
    assert_true(evaluates("Oficina Asesora de Evaluación Independiente", true, "", "Actualizar el mapa de riesgos"));
    assert_false(evaluates("Oficina de Control Interno Disciplinario", false, "", "Actualizar el mapa de riesgos"));
    assert_false(evaluates("", false, "", "Actualizar el mapa de riesgos"));
    assert_false(evaluates("Oficina de Control Interno", true, "", "Realizar seguimiento al mapa de riesgos"));
    assert_true(evaluates("Oficina de Control Interno", true, "", "Atender las peticiones de la ciudadanía")); /* of petitions its own is the report */
    assert_false(evaluates("Oficina de Control Interno", true, "Seguimiento", "Consolidar los formatos"));
}

static void every_finding_of_a_reading_is_in_the_registry_with_its_sentence(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16 << 20);
    (void)state;
    for (size_t i = 0; i < law_findings_n; i++) {
        struct vd_str text = plan_finding_text(arena, law_findings[i].code, VD_S("LO LEÍDO"), VD_S("LO PROPUESTO"));
        assert_true(vd_str_find(text, VD_S("{")) < 0);
        assert_true(vd_str_find(law_findings[i].text, VD_S("{leido}")) < 0 || vd_str_find(text, VD_S("LO LEÍDO")) >= 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_speaks_where_its_file_says_and_nowhere_else),
        cmocka_unit_test(the_office_that_evaluates_is_known_by_its_name_or_by_who_has_a_post_in_it),
        cmocka_unit_test(every_finding_of_a_reading_is_in_the_registry_with_its_sentence),
    };
    return cmocka_run_group_tests_name("plan checks", tests, NULL, NULL);
}
