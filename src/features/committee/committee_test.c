/* SPDX-License-Identifier: Apache-2.0 */
/* Who decides on a version: a session with quorum, by somebody who attended and formulated nothing of it, once; or the head alone. */
#include "features/committee/committee.h"
#include "features/life/life_testing.h"

const struct life_guard life_guards[] = {{"sesion_decidida", committee_session_decided}, {"borrador_sin_errores", other}, {"consulta_preparada", other}, {"aportes_respondidos", other}, {"informados", other}, {NULL, NULL}};

/* The committee of the world: ALL, SECOND, and one person each with the role of the committee and of the head: four, of whom three decide. */
static int64_t of_role(const struct world *w, const char *role)
{
    for (size_t i = 0; i < vd_law_roles_n; i++)
        if (vd_str_is(vd_law_roles[i].code, role))
            return w->with_role[i];
    fail_msg("no role %s", role);
    return 0;
}

static enum vd_err registering(struct vd_change *change, struct world *w VD_UNUSED, void *arg) { return committee_register(change, arg); }
static enum vd_err deciding(struct vd_change *change, struct world *w VD_UNUSED, void *arg) { return committee_decide(change, arg); }
static enum vd_err ruling(struct vd_change *change, struct world *w VD_UNUSED, void *arg) { return committee_rule_set(change, arg); }

/* A session of that day; its first people of: comite, jefe, SECOND, ALL. */
static struct committee_registering session_of(struct world *w, const char *minutes, size_t attend, int64_t version)
{
    const int64_t people[] = {of_role(w, "comite"), of_role(w, "jefe"), w->person[SECOND], w->person[ALL]};
    struct committee_registering of = {.person_id = w->person[ALL], .held_on = VD_S("2022-09-20"), .place = VD_S("Sala"), .minutes_no = vd_str_of(minutes)};
    for (size_t i = 0; i < attend; i++)
        *VD_PUSH(w->fx->arena, &of.people) = people[i];
    *VD_PUSH(w->fx->arena, &of.versions) = version;
    return of;
}

/* Its point of the agenda. */
static int64_t held(struct world *w, const char *minutes, size_t attend, int64_t version)
{
    struct committee_registering of = session_of(w, minutes, attend, version);
    committee_items items = {0};
    assert_int_equal(act(w, w->entity, "sesion.registrada", registering, &of), VD_OK);
    assert_int_equal(committee_items_of(w->fx->db, w->fx->arena, w->entity, (struct committee_asked){.version = version}, &items), VD_OK);
    return items.v[0].id;
}

static enum vd_err decide(struct world *w, int64_t version, int64_t item, const char *event, int64_t person, struct committee_deciding *ret)
{
    *ret = (struct committee_deciding){.step = {.version_id = version, .event = vd_str_of(event), .person_id = person, .said = {.reason = VD_S("porque sí"), .attachment_id = vd_some(w->attachment)}}, .item_id = item};
    return act(w, w->entity, "plan.aprobado", deciding, ret);
}

static int64_t submitted(struct world *w)
{
    struct life_stepped done;
    int64_t version = version_in(w, "consolidacion", false);
    assert_int_equal(step(w, version, "someter", w->person[ALL], &done), VD_OK);
    return version;
}

static bool is_in(struct world *w, int64_t version, const char *state) { return vd_str_is(get(w, version).state, state); }

/* A session whose acta has its file: what a decision needs is there. */
static void kept(struct world *w, int64_t item)
{
    committee_items items = {0};
    struct row_committee_session row = {.entity_id = w->entity};
    assert_int_equal(committee_items_of(w->fx->db, w->fx->arena, w->entity, (struct committee_asked){.item = item}, &items), VD_OK);
    row.id = items.v[0].session_id;
    assert_int_equal(vd_row_get(w->fx->db, w->fx->arena, &T_committee_session, &row), VD_OK);
    row.attachment_id = vd_some(w->attachment);
    edit(w, &T_committee_session, &row, false);
}

static void the_quorum_is_counted_by_the_rule(void **state)
{
    (void)state;
    static const struct { const char *code; int64_t members, quorum; } cases[] = {
        {"mas_de_la_mitad", 0, 0}, {"mas_de_la_mitad", 1, 1}, {"mas_de_la_mitad", 2, 2}, {"mas_de_la_mitad", 5, 3}, {"mas_de_la_mitad", 6, 4}, {"la_mitad", 5, 3}, {"la_mitad", 6, 3},
        {"dos_tercios", 5, 4}, {"dos_tercios", 6, 4}, {"dos_tercios", 7, 5}, {"todos", 6, 6}};
    for (size_t i = 0; i < VD_COUNT(cases); i++)
        for (const struct committee_quorum_rule *rule = committee_quorum_rules; rule->code; rule++)
            if (strcmp(rule->code, cases[i].code) == 0 && committee_quorum(rule, cases[i].members) != cases[i].quorum)
                fail_msg("%s of %d: %d", rule->code, (int)cases[i].members, (int)committee_quorum(rule, cases[i].members));
}

static void an_entity_sets_its_quorum_and_sessions_that_were_held_keep_theirs(void **state)
{
    struct world *w = *state;
    struct committee_ruling all = {.rule = VD_S("todos"), .seen = VD_S("mas_de_la_mitad"), .act = VD_S("Resolución 12")}, late = all, wrong = {.rule = VD_S("nadie"), .seen = VD_S("todos")};
    struct committee_ruled ruled;
    committee_sessions sessions = {0};
    int64_t version = submitted(w);
    held(w, "1", 3, version);
    assert_int_equal(act(w, w->entity, "entidad.configurada", ruling, &all), VD_OK);
    assert_int_equal(act(w, w->entity, "entidad.configurada", ruling, &late), VD_CONFLICT); /* it was seen before */
    assert_int_equal(act(w, w->entity, "entidad.configurada", ruling, &wrong), VD_INVALID);
    assert_int_equal(committee_rule_of(w->fx->db, w->fx->arena, w->entity, &ruled), VD_OK);
    assert_true(strcmp(ruled.rule->code, "todos") == 0 && vd_str_is(ruled.act, "Resolución 12"));
    held(w, "2", 3, version);
    assert_int_equal(committee_sessions_of(w->fx->db, w->fx->arena, w->entity, 0, &sessions), VD_OK);
    assert_true(sessions.v[0].quorum_n == 4 && sessions.v[1].quorum_n == 3 && sessions.v[1].members_n == 4);
    assert_whole(w);
}

static void without_quorum_nothing_is_decided(void **state)
{
    struct world *w = *state;
    struct committee_deciding of;
    int64_t version = submitted(w), item = held(w, "1", 2, version);
    assert_int_equal(decide(w, version, item, "aprobar", of_role(w, "comite"), &of), VD_INVALID);
    assert_true(vd_str_is(of.problem, "La sesión no tuvo quórum: asistieron 2 y hacían falta 3. No puede decidir."));
    assert_true(is_in(w, version, "en_aprobacion"));
    item = held(w, "2", 3, version);
    kept(w, item);
    assert_int_equal(decide(w, version, item, "aprobar", of_role(w, "comite"), &of), VD_OK);
    assert_true(is_in(w, version, "aprobado"));
}

static void who_formulated_the_version_or_asked_for_its_changes_decides_nothing_on_it(void **state)
{
    struct world *w = *state;
    struct committee_deciding of;
    int64_t version = submitted(w), item = held(w, "1", 4, version);
    kept(w, item);
    assert_int_equal(decide(w, version, item, "aprobar", w->person[ALL], &of), VD_INVALID);
    assert_true(vd_str_find(of.problem, VD_S("debe decidir otra persona")) >= 0);
    struct row_change_request asked = {.entity_id = w->entity, .id = 900001, .no = 1, .version_id = version, .kind = VD_S("cambiar"), .motive = VD_S("m"), .asked_by = w->person[SECOND],
        .asked_at = NOW, .state = VD_S("aceptado"), .applied_to = vd_some(version)};
    edit(w, &T_change_request, &asked, false);
    assert_int_equal(decide(w, version, item, "aprobar", w->person[SECOND], &of), VD_INVALID);
    assert_true(vd_str_is(of.problem, "Usted participó en su formulación, porque escribió en él, lo trajo o pidió sus cambios: debe decidir otra persona."));
    assert_int_equal(decide(w, version, item, "aprobar", of_role(w, "jefe"), &of), VD_OK);
}

static void who_did_not_attend_and_who_is_of_no_committee_decide_nothing(void **state)
{
    struct world *w = *state;
    struct committee_deciding of;
    int64_t version = submitted(w), item = held(w, "1", 3, version);
    kept(w, item);
    assert_int_equal(decide(w, version, item, "aprobar", w->person[READER], &of), VD_DENIED);
    assert_int_equal(decide(w, version, item, "aprobar", w->person[ALL], &of), VD_DENIED); /* not among the three */
    assert_true(vd_str_find(of.problem, VD_S("no figura entre los asistentes")) >= 0);
    struct committee_registering stranger = session_of(w, "9", 0, version);
    *VD_PUSH(w->fx->arena, &stranger.people) = w->person[READER];
    assert_int_equal(act(w, w->entity, "sesion.registrada", registering, &stranger), VD_INVALID);
    assert_true(vd_str_find(stranger.problem, VD_S("no era del comité ese día")) >= 0);
}

static void a_point_of_the_agenda_is_decided_once_and_a_version_that_comes_again_is_another_point(void **state)
{
    struct world *w = *state;
    struct committee_deciding of;
    struct life_stepped done;
    int64_t version = submitted(w), first = held(w, "1", 3, version);
    assert_int_equal(decide(w, version, first, "devolver", of_role(w, "comite"), &of), VD_OK);
    assert_true(is_in(w, version, "borrador"));
    was(w, version, 90, "cerrar_consulta", w->person[ALL]);
    assert_int_equal(step(w, version, "someter", w->person[ALL], &done), VD_OK);
    assert_int_equal(decide(w, version, first, "aprobar", of_role(w, "comite"), &of), VD_CONFLICT);
    struct committee_registering same = session_of(w, "1", 3, version);
    assert_int_equal(act(w, w->entity, "sesion.registrada", registering, &same), VD_CONFLICT);
    int64_t second = held(w, "2", 3, version);
    kept(w, second);
    assert_int_equal(decide(w, version, second, "aprobar", of_role(w, "comite"), &of), VD_OK);
    struct committee_registering late = session_of(w, "3", 3, version);
    assert_int_equal(act(w, w->entity, "sesion.registrada", registering, &late), VD_INVALID);
    assert_true(vd_str_find(late.problem, VD_S("ya no espera aprobación")) >= 0);
    assert_whole(w);
}

static void the_head_decides_alone_by_an_act_that_is_named_and_nobody_else_does(void **state)
{
    struct world *w = *state;
    int64_t version = submitted(w);
    static const struct { const char *event, *role, *kind, *no; enum vd_err err; } cases[] = {
        {"devolver", "jefe", "", "", VD_INVALID}, {"devolver", "jefe", "acta", "7", VD_INVALID}, {"aprobar", "comite", "resolucion", "7", VD_INVALID}, {"aprobar", "jefe", "resolucion", "", VD_INVALID},
        {"aprobar", "jefe", "resolucion", "7", VD_OK}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct committee_deciding of = {.step = {.version_id = version, .event = vd_str_of(cases[i].event), .person_id = of_role(w, cases[i].role), .said = everything(w)}};
        of.step.said.act_kind = vd_str_of(cases[i].kind);
        of.step.said.act_no = vd_str_of(cases[i].no);
        enum vd_err err = act(w, w->entity, "plan.aprobado", deciding, &of);
        if (err != cases[i].err)
            fail_msg("case %zu: %s %.*s", i, vd_err_name(err), VD_SARG(of.problem));
    }
    assert_true(is_in(w, version, "aprobado"));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_quorum_is_counted_by_the_rule), T(an_entity_sets_its_quorum_and_sessions_that_were_held_keep_theirs), T(without_quorum_nothing_is_decided),
        T(who_formulated_the_version_or_asked_for_its_changes_decides_nothing_on_it), T(who_did_not_attend_and_who_is_of_no_committee_decide_nothing),
        T(a_point_of_the_agenda_is_decided_once_and_a_version_that_comes_again_is_another_point), T(the_head_decides_alone_by_an_act_that_is_named_and_nobody_else_does),
    };
    CHOOSE_ENGINE(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
