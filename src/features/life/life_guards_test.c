/* SPDX-License-Identifier: Apache-2.0 */
/* What must be met before a step. */
#include "features/life/life_testing.h"

const struct life_guard life_guards[] = {{"borrador_sin_errores", other}, {"consulta_preparada", other}, {"aportes_respondidos", other}, {"sesion_decidida", other}, {"informados", other}, {"seguimientos_publicados", other}, {NULL, NULL}};

static void a_draft_without_activities_goes_nowhere(void **state)
{
    struct world *w = *state;
    struct version v = {.state = "consolidacion", .empty = true};
    assert_int_equal(act(w, w->entity, "plan.empezado", make_version, &v), VD_OK);
    refused_because(w, v.id, "someter", w->person[ALL], "escriba al menos una");
}

static void what_lacks_a_lead_a_target_or_a_date_is_not_submitted_and_is_named(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "consolidacion", false);
    struct row_responsible *lead = row_of(w, &T_responsible, id);
    lead->is_lead = 0;
    edit(w, &T_responsible, lead, false);
    refused_because(w, id, "someter", w->person[ALL], "(1.1): responsable líder en 1.");
    edit(w, &T_target, row_of(w, &T_target, id), true);
    struct row_activity *activity = row_of(w, &T_activity, id);
    activity->schedule_kind = VD_S("none");
    edit(w, &T_activity, activity, false);
    refused_because(w, id, "someter", w->person[ALL], "responsable líder en 1, meta en 1, fecha en 1.");
}

static void dates_of_another_year_are_looked_at_before_submitting(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "consolidacion", false);
    struct row_window_ *window = row_of(w, &T_window_, id);
    window->is_shifted = 1;
    edit(w, &T_window_, window, false);
    refused_because(w, id, "someter", w->person[ALL], "nadie las ha revisado");
}

static void nobody_decides_on_what_the_same_person_submitted(void **state)
{
    struct world *w = *state;
    struct life_stepped done;
    int64_t id = version_in(w, "consolidacion", false);
    assert_int_equal(step(w, id, "someter", w->person[ALL], &done), VD_OK);
    refused_because(w, id, "aprobar", w->person[ALL], "debe decidir otra persona");
    refused_because(w, id, "devolver", w->person[ALL], "debe decidir otra persona");
    assert_int_equal(step(w, id, "aprobar", w->person[SECOND], &done), VD_OK);
}

static void what_changed_after_it_was_submitted_is_not_approved(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "en_aprobacion", false);
    struct row_activity *activity = row_of(w, &T_activity, id);
    activity->description = VD_S("Otra cosa");
    edit(w, &T_activity, activity, false);
    refused_because(w, id, "aprobar", w->person[ALL], "no es el que se llevó a aprobación");
}

static void approving_asks_for_the_act_and_returning_for_reasons(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "en_aprobacion", false);
    struct life_stepped done = {0};
    struct taking bare = {{.version_id = id, .event = VD_S("aprobar"), .person_id = w->person[ALL]}, &done};
    assert_int_equal(act(w, w->entity, "plan.enviado", take, &bare), VD_INVALID);
    assert_true(vd_str_starts(done.problem, VD_S("Diga el acto")));
    bare.of.event = VD_S("devolver");
    assert_int_equal(act(w, w->entity, "plan.enviado", take, &bare), VD_INVALID);
    assert_true(vd_str_starts(done.problem, VD_S("Escriba las razones")));
}

static void a_draft_is_consulted_before_it_is_submitted_where_the_law_asks_it(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "borrador", false);
    refused_because(w, id, "someter", w->person[ALL], "Falta consultarlo");
}

static void a_draft_that_citizens_saw_is_not_withdrawn(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "borrador", false);
    was(w, id, 1, "abrir_consulta", w->person[ALL]);
    refused_because(w, id, "retirar", w->person[ALL], "no se puede retirar");
}

static void a_guard_of_another_feature_holds_a_step_back(void **state)
{
    struct world *w = *state;
    others_met = false;
    refused_because(w, version_in(w, "en_consulta", false), "cerrar_consulta", w->person[ALL], "lo dice otra parte");
}

static void a_modification_of_what_is_no_longer_in_force_is_not_published(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "aprobado", true), base = get(w, id).base_id.v;
    struct row_plan_version row = {.entity_id = w->entity, .id = base};
    assert_int_equal(vd_row_get(w->fx->db, w->fx->arena, &T_plan_version, &row), VD_OK);
    row.state = VD_S("cerrado");
    edit(w, &T_plan_version, &row, false);
    refused_because(w, id, "publicar", w->person[ALL], "ya no está en firme");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_draft_without_activities_goes_nowhere), T(what_lacks_a_lead_a_target_or_a_date_is_not_submitted_and_is_named),
        T(dates_of_another_year_are_looked_at_before_submitting), T(nobody_decides_on_what_the_same_person_submitted),
        T(what_changed_after_it_was_submitted_is_not_approved), T(approving_asks_for_the_act_and_returning_for_reasons),
        T(a_draft_is_consulted_before_it_is_submitted_where_the_law_asks_it), T(a_draft_that_citizens_saw_is_not_withdrawn),
        T(a_guard_of_another_feature_holds_a_step_back), T(a_modification_of_what_is_no_longer_in_force_is_not_published),
    };
    CHOOSE_ENGINE(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
