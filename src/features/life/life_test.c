/* SPDX-License-Identifier: Apache-2.0 */
/* The life of a version on both engines: every row of the table, every wrong one, the race of two, the hash of what is frozen. */
#include "core/store_fixture.h"
#include "features/life/life_inside.h"
#include "features/plan/plan.h"
#include <pthread.h>

/* ---- guards that other features answer for */

static bool others_met;
static enum vd_err other(const struct life_ask *ask VD_UNUSED, struct life_met *ret)
{
    *ret = (struct life_met){others_met, VD_S("lo dice otra parte")};
    return VD_OK;
}
const struct life_guard life_guards[] = {{"borrador_sin_errores", other}, {"consulta_preparada", other}, {"aportes_respondidos", other}, {"sesion_decidida", other}, {"informados", other}, {"seguimientos_publicados", other}, {NULL, NULL}};

/* ---- the world: one person with every role, another one, and one who only reads */

enum { ALL = 1, SECOND, READER, PEOPLE };
static const vd_us LATE = INT64_C(1675260000000000); /* 2023-02-01 09:00 in Bogotá: 2022 is over */
static const char *const STATES[] = {"borrador", "en_consulta", "consolidacion", "modificacion_en_tramite", "en_aprobacion", "aprobado", "publicado", "reemplazado",
    "cerrado", "historico", "retirado", "rechazado"};

struct world {
    struct fixture *fx;
    int64_t entity, plan, person[PEOPLE], attachment, unit;
    int acts;
    vd_us now;
    int64_t no;                   /* of the next version */
};

static enum vd_err load_law(struct vd_db *db, void *arg)
{
    struct fixture *fx = arg;
    return plan_law_load(db, fx->arena, NOW);
}

struct making { struct world *w; enum vd_err (*make)(struct vd_change *change, struct world *w, void *arg); void *arg; };
static enum vd_err make(struct vd_change *change, void *arg)
{
    struct making *m = arg;
    return m->make(change, m->w, m->arg);
}

static enum vd_err act(struct world *w, int64_t entity, const char *kind, enum vd_err (*fn)(struct vd_change *, struct world *, void *), void *arg)
{
    struct making m = {w, fn, arg};
    struct act a = fixture_act(w->fx, entity, kind, 100 + w->acts++, make, &m);
    a.spec.now = w->now;
    return fixture_run(w->fx->db, &a);
}

static enum vd_err make_people(struct vd_change *change, struct world *w, void *arg VD_UNUSED)
{
    static const char *const names[PEOPLE] = {"", "a@x.co", "b@x.co", "c@x.co"};
    for (int i = ALL; i < PEOPLE; i++)
        VD_TRY(vd_person_create(change, vd_str_of(names[i]), vd_str_of(names[i]), &w->person[i]));
    return VD_OK;
}

static enum vd_err make_posts(struct vd_change *change, struct world *w, void *arg VD_UNUSED)
{
    static const char *const roles[] = {"planeacion", "comite", "jefe", "lider"};
    int64_t id;
    struct vd_appoint post = {.valid_from = VD_S("2022-01-01"), .role = VD_S("lector"), .person_id = w->person[READER]};
    VD_TRY(vd_appoint(change, &post, &id));
    for (size_t i = 0; i < VD_COUNT(roles); i++)
        for (int p = ALL; p <= SECOND; p++) {
            post.person_id = w->person[p];
            post.role = vd_str_of(roles[i]);
            VD_TRY(vd_appoint(change, &post, &id));
        }
    VD_TRY(vd_unit_resolve(change, VD_S("Oficina de Planeación"), &w->unit));
    struct row_plan plan = {.entity_id = w->entity, .id = vd_change_id(change), .instrument = VD_S("paac-v2"), .vigencia = 2022, .title = VD_S("PAAC 2022")};
    w->plan = plan.id;
    VD_TRY(vd_change_put(change, &T_plan, &plan));
    struct vd_file_ref ref = {.size = 3, .mime = VD_S("text/plain")};
    return vd_file_attach(change, &ref, VD_S("acta.pdf"), "plan_version", plan.id, &w->attachment);
}

static int open_world(void **state)
{
    assert_int_equal(fixture_setup(state), 0);
    struct world *w = calloc(1, sizeof *w);
    w->fx = *state;
    w->now = NOW;
    w->no = 1;
    others_met = true;
    assert_int_equal(fixture_write(w->fx->db, load_law, w->fx), VD_OK);
    w->entity = fixture_entity(w->fx, "pasto", "Alcaldía de Pasto");
    assert_int_equal(act(w, 0, "persona.creada", make_people, NULL), VD_OK);
    assert_int_equal(act(w, w->entity, "cargo.asignado", make_posts, NULL), VD_OK);
    *state = w;
    return 0;
}

static int close_world(void **state)
{
    struct world *w = *state;
    void *fx = w->fx;
    free(w);
    return fixture_teardown(&fx);
}

/* ---- versions, in any state */

struct version { const char *state; bool modifies, empty; int64_t base, id; };

static enum vd_err put_rows(struct vd_change *change, const struct world *w, int64_t version)
{
    struct row_component component = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .ord = 1, .code = VD_S("1"), .name = VD_S("Riesgos"), .raw = VD_S("1")};
    struct row_component part = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .parent_key = vd_some(component.key), .ord = 1, .code = VD_S("1"),
        .name = VD_S("Política"), .raw = VD_S("1")};
    struct row_activity activity = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .component_key = component.key, .subcomponent_key = vd_some(part.key),
        .ord = 1, .address = VD_S("1.1"), .description = VD_S("Actualizar el mapa"), .schedule_kind = VD_S("point"), .fold = VD_S("actualizar el mapa")};
    struct row_indicator indicator = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .activity_key = vd_some(activity.key), .ord = 1, .name = VD_S("mapas"), .unit_kind = VD_S("count")};
    struct row_target target = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .indicator_key = indicator.key, .raw = VD_S("1"), .qty_u6 = vd_some(1000000), .comparator = VD_S("=")};
    struct row_window_ window = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .activity_key = activity.key, .ord = 1, .due_on = VD_S("2022-04-30"), .granularity = VD_S("day"), .raw = VD_S("30/04/2022")};
    struct row_responsible lead = {.entity_id = w->entity, .version_id = version, .activity_key = activity.key, .ord = 1, .unit_id = w->unit, .raw = VD_S("Planeación"), .is_lead = 1};
    VD_TRY(vd_change_put(change, &T_component, &component));
    VD_TRY(vd_change_put(change, &T_component, &part));
    VD_TRY(vd_change_put(change, &T_activity, &activity));
    VD_TRY(vd_change_put(change, &T_indicator, &indicator));
    VD_TRY(vd_change_put(change, &T_target, &target));
    VD_TRY(vd_change_put(change, &T_window_, &window));
    return vd_change_put(change, &T_responsible, &lead);
}

static enum vd_err put_past(struct vd_change *change, const struct world *w, int64_t version, int64_t no, const char *event, int64_t person)
{
    struct row_plan_step step = {.entity_id = w->entity, .id = vd_change_id(change), .version_id = version, .no = no, .to_state = VD_S("borrador"), .event = vd_str_of(event),
        .at = NOW, .person_id = vd_some(person)};
    return vd_change_put(change, &T_plan_step, &step);
}

static enum vd_err make_version(struct vd_change *change, struct world *w, void *arg)
{
    struct version *v = arg;
    unsigned char hash[32];
    struct row_plan_version row = {.entity_id = w->entity, .id = vd_change_id(change), .plan_id = w->plan, .no = w->no++, .state = VD_S("borrador"), .created_at = NOW};
    if (v->modifies)
        row.base_id = vd_some(v->base);
    v->id = row.id;
    VD_TRY(vd_change_put(change, &T_plan_version, &row));
    if (!v->empty)
        VD_TRY(put_rows(change, w, row.id));
    VD_TRY(life_freeze_hash(vd_change_db(change), vd_change_arena(change), w->entity, row.id, hash));
    row.state = vd_str_of(v->state);
    const struct life_version_row after = {.state = row.state};
    if (!life_may_write(&after))
        row.frozen_hash = (struct vd_str){(const char *)hash, sizeof hash};
    VD_TRY(vd_change_put(change, &T_plan_version, &row));
    vd_change_subject(change, row.id);
    return VD_OK;
}

static int64_t version_in(struct world *w, const char *state, bool modifies)
{
    struct version base = {.state = "publicado"}, v = {.state = state, .modifies = modifies};
    if (modifies) {
        assert_int_equal(act(w, w->entity, "plan.empezado", make_version, &base), VD_OK);
        v.base = base.id;
    }
    assert_int_equal(act(w, w->entity, "plan.empezado", make_version, &v), VD_OK);
    return v.id;
}

struct past { int64_t version, no; const char *event; int64_t person; };
static enum vd_err make_past(struct vd_change *change, struct world *w, void *arg)
{
    const struct past *p = arg;
    return put_past(change, w, p->version, p->no, p->event, p->person);
}

static void was(struct world *w, int64_t version, int64_t no, const char *event, int64_t person)
{
    struct past p = {version, no, event, person};
    assert_int_equal(act(w, w->entity, "plan.empezado", make_past, &p), VD_OK);
}

struct taking { struct life_stepping of; struct life_stepped *ret; };
static enum vd_err take(struct vd_change *change, struct world *w VD_UNUSED, void *arg)
{
    struct taking *t = arg;
    return life_step(change, &t->of, t->ret);
}

static struct life_said everything(const struct world *w)
{
    return (struct life_said){.reason = VD_S("porque sí"), .act_kind = VD_S("acta"), .act_no = VD_S("3"), .act_on = VD_S("2022-01-28"), .attachment_id = vd_some(w->attachment)};
}

static enum vd_err step(struct world *w, int64_t version, const char *event, int64_t person, struct life_stepped *ret)
{
    struct taking t = {{.version_id = version, .event = vd_str_of(event), .person_id = person, .said = everything(w)}, ret};
    *ret = (struct life_stepped){0};
    return act(w, w->entity, "plan.enviado", take, &t);
}

static struct life_version_row get(struct world *w, int64_t version)
{
    struct life_version_row row;
    assert_int_equal(life_get(w->fx->db, w->fx->arena, w->entity, version, &row), VD_OK);
    return row;
}

static void assert_whole(struct world *w)
{
    struct vd_verify_report report = fixture_verify(w->fx);
    VD_EACH(fault, &report.faults)
        if (!vd_str_starts(fault->where, VD_S("archivo"))) /* the attached one was never stored */
            fail_msg("%.*s: %.*s", VD_SARG(fault->where), VD_SARG(fault->what));
}

/* ---- the table */

static void ready_for(struct world *w, int64_t version, const struct life_plan_transitions *rule)
{
    if (vd_str_find(rule->guard, VD_S("consultado")) >= 0)
        was(w, version, 1, "cerrar_consulta", w->person[ALL]);
    w->now = vd_str_find(rule->guard, VD_S("vigencia_terminada")) >= 0 ? LATE : NOW;
}

static bool starts_a_plan(const struct life_plan_transitions *rule) { return vd_str_is(rule->of, "nueva"); }

static void each_row_leads_where_it_says(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < life_plan_transitions_n; i++) {
        const struct life_plan_transitions *rule = &life_plan_transitions[i];
        struct life_stepped done;
        if (starts_a_plan(rule))
            continue;
        int64_t version = version_in(w, vd_str_c(w->fx->arena, rule->from), vd_str_is(rule->of, "modificacion"));
        ready_for(w, version, rule);
        enum vd_err err = step(w, version, vd_str_c(w->fx->arena, rule->event), rule->right.n ? w->person[ALL] : 0, &done);
        if (vd_str_is(rule->event, "pedir_modificacion") && err == VD_INVALID) { /* versions of rows before are on their way */
            assert_true(vd_str_starts(done.problem, VD_S("Ya hay una versión en trámite")));
            continue;
        }
        if (err != VD_OK)
            fail_msg("%.*s from %.*s: %s %.*s", VD_SARG(rule->event), VD_SARG(rule->from), vd_err_name(err), VD_SARG(done.problem));
        assert_true(vd_str_eq(get(w, version).state, rule->to));
        assert_true(vd_str_eq(done.version.state, rule->to));
    }
    assert_whole(w);
}

static bool in_table(const struct life_version_row *version, struct vd_str event)
{
    return life_rule(version, event) != NULL;
}

static void each_pair_that_is_not_in_the_table_is_refused(void **state)
{
    struct world *w = *state;
    int refused = 0;
    for (size_t s = 0; s < VD_COUNT(STATES); s++)
        for (int modifies = 0; modifies < 2; modifies++) {
            int64_t id = version_in(w, STATES[s], modifies);
            for (size_t i = 0; i < life_plan_transitions_n; i++) {
                struct life_version_row before = get(w, id);
                struct life_stepped done;
                if (in_table(&before, life_plan_transitions[i].event))
                    continue;
                assert_int_equal(step(w, id, vd_str_c(w->fx->arena, life_plan_transitions[i].event), w->person[ALL], &done), VD_CONFLICT);
                assert_true(vd_str_find(done.problem, vd_str_of(life_state_of(before.state)->word)) >= 0);
                assert_true(vd_str_eq(get(w, id).state, before.state));
                refused++;
            }
        }
    assert_true(refused > 300);
}

static void each_row_is_refused_to_who_has_not_its_right(void **state)
{
    struct world *w = *state;
    for (size_t i = 0; i < life_plan_transitions_n; i++) {
        const struct life_plan_transitions *rule = &life_plan_transitions[i];
        struct life_stepped done;
        if (starts_a_plan(rule))
            continue;
        int64_t version = version_in(w, vd_str_c(w->fx->arena, rule->from), vd_str_is(rule->of, "modificacion"));
        const char *event = vd_str_c(w->fx->arena, rule->event);
        assert_int_equal(step(w, version, event, w->person[READER], &done), VD_DENIED);
        assert_int_equal(step(w, version, event, rule->right.n ? 0 : w->person[ALL], &done), VD_DENIED); /* neither a person for the system nor the other way round */
        assert_true(vd_str_eq(get(w, version).state, rule->from));
    }
}

static void every_guard_of_the_table_is_known_here_or_is_another_features(void **state)
{
    struct world *w = *state;
    others_met = false;
    int unmet = 0;
    for (size_t i = 0; i < life_plan_transitions_n; i++) {
        const struct life_plan_transitions *rule = &life_plan_transitions[i];
        if (starts_a_plan(rule))
            continue;
        struct life_version_row version = get(w, version_in(w, vd_str_c(w->fx->arena, rule->from), false));
        const struct life_ask ask = {.db = w->fx->db, .arena = w->fx->arena, .version = &version, .rule = rule, .now = NOW};
        life_mets mets = {0};
        assert_int_equal(life_guards_ask(&ask, &mets), VD_OK);
        VD_EACH(met, &mets) {
            assert_false(vd_str_starts(met->said, VD_S("Veedor todavía no puede")));
            unmet += vd_str_is(met->said, "lo dice otra parte");
        }
    }
    assert_int_equal(unmet, 13); /* errors in a draft, four times; to open and to close the consultation, five decisions of the committee, who was told, the follow-ups */
}

/* ---- guards */

static void refused_because(struct world *w, int64_t version, const char *event, int64_t person, const char *why)
{
    struct life_stepped done;
    enum vd_err err = step(w, version, event, person, &done);
    if (err != VD_INVALID || vd_str_find(done.problem, vd_str_of(why)) < 0)
        fail_msg("%s: %s «%.*s»", event, vd_err_name(err), VD_SARG(done.problem));
}

struct edit { int64_t version; const struct vd_table *table; void *row; bool removes; };
static enum vd_err make_edit(struct vd_change *change, struct world *w VD_UNUSED, void *arg)
{
    const struct edit *e = arg;
    return e->removes ? vd_change_remove(change, e->table, e->row) : vd_change_put(change, e->table, e->row);
}

/* The first row of a table of a version. */
static void *row_of(struct world *w, const struct vd_table *table, int64_t version)
{
    VD_AUTO_STMT struct vd_stmt *st = vd_row_version(w->fx->db, table, w->entity, version);
    void *row = vd_alloc(w->fx->arena, table->row_size);
    assert_true(vd_row_next(st, w->fx->arena, row));
    return row;
}

static void edit(struct world *w, const struct vd_table *table, void *row, bool removes)
{
    struct edit e = {0, table, row, removes};
    assert_int_equal(act(w, w->entity, "plan.enviado", make_edit, &e), VD_OK);
}

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

/* ---- publishing and modifying */

static void publishing_keeps_day_file_and_deadline_and_the_next_version_replaces_it(void **state)
{
    struct world *w = *state;
    struct life_stepped done;
    int64_t first = version_in(w, "aprobado", false);
    assert_int_equal(step(w, first, "publicar", w->person[ALL], &done), VD_OK);
    struct life_version_row v = get(w, first);
    assert_true(vd_str_is(v.published_on, "2022-09-20") && vd_str_is(v.due_on, "2022-01-31"));
    assert_int_equal(v.published_at.v, NOW);
    assert_int_equal(v.published_file.v, w->attachment);
    assert_true(vd_str_is(plan_published_text(w->fx->arena, v.published_on, v.due_on), "Publicado el 20 de septiembre de 2022, 232 días después del plazo"));

    assert_int_equal(step(w, first, "pedir_modificacion", w->person[SECOND], &done), VD_OK);
    int64_t next = done.version.id;
    assert_int_not_equal(next, first);
    assert_true(vd_str_is(done.version.state, "modificacion_en_tramite") && vd_str_is(get(w, first).state, "publicado"));
    assert_int_equal(done.version.base_id.v, first);
    assert_int_equal(done.version.no, v.no + 1);
    assert_int_equal(done.version.activities, 1);
    refused_because(w, first, "pedir_modificacion", w->person[ALL], "Ya hay una versión en trámite");
    assert_int_equal(step(w, next, "someter", w->person[ALL], &done), VD_OK);
    assert_int_equal(step(w, next, "aprobar", w->person[SECOND], &done), VD_OK);
    assert_int_equal(step(w, next, "publicar", w->person[ALL], &done), VD_OK);
    assert_true(vd_str_is(get(w, next).state, "publicado") && vd_str_is(get(w, first).state, "reemplazado"));
    assert_false(get(w, next).due_on.n); /* the law gives a day to the plan of the year, none to its changes */
    assert_whole(w);
}

static void the_history_says_who_when_why_and_by_which_act(void **state)
{
    struct world *w = *state;
    struct life_stepped done;
    life_steps steps = {0};
    int64_t id = version_in(w, "en_aprobacion", false);
    assert_int_equal(step(w, id, "devolver", w->person[SECOND], &done), VD_OK);
    assert_int_equal(life_history(w->fx->db, w->fx->arena, w->entity, id, &steps), VD_OK);
    assert_int_equal(steps.n, 1);
    const struct life_step_row *s = &steps.v[0];
    assert_true(vd_str_is(s->event, "devolver") && vd_str_is(s->from_state, "en_aprobacion") && vd_str_is(s->to_state, "borrador"));
    assert_true(vd_str_is(s->person, "b@x.co") && vd_str_is(s->reason, "porque sí") && vd_str_is(s->act_no, "3") && vd_str_is(s->file, "acta.pdf"));
    assert_int_equal(s->at, NOW);
    assert_true(vd_str_is(life_past(s->event), "Se devolvió"));
}

static void what_comes_next_says_what_is_missing_and_who_may(void **state)
{
    struct world *w = *state;
    life_ways ways = {0};
    struct vd_who reader = {.person_id = w->person[READER]};
    struct life_version_row v = get(w, version_in(w, "borrador", false));
    assert_int_equal(vd_posts_of(w->fx->db, w->fx->arena, w->entity, w->person[READER], (struct vd_date){2022, 9, 20}, &reader), VD_OK);
    assert_int_equal(life_next(w->fx->db, w->fx->arena, &reader, &v, NOW, &ways), VD_OK);
    bool seen = false;
    VD_EACH(way, &ways) {
        assert_false(way->may);
        if (!vd_str_is(way->rule->event, "someter"))
            continue;
        seen = true;
        assert_false(way->ready);
        assert_false(way->guards.v[0].met);
        assert_true(way->guards.v[1].met);
    }
    assert_true(seen);
}

/* ---- beginning */

struct beginning { struct life_beginning of; struct life_stepped *ret; };
static enum vd_err begin(struct vd_change *change, struct world *w VD_UNUSED, void *arg)
{
    struct beginning *b = arg;
    return life_begin(change, &b->of, b->ret);
}

static void a_plan_is_begun_once_a_year_and_again_when_it_was_withdrawn(void **state)
{
    struct world *w = *state;
    struct life_stepped done = {0};
    struct beginning b = {{.instrument = VD_S("paac-v2"), .vigencia = 2023, .person_id = w->person[ALL]}, &done};
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_OK);
    int64_t first = done.version.id;
    assert_int_equal(done.version.no, 1);
    assert_true(vd_str_is(done.version.title, "Plan Anticorrupción y de Atención al Ciudadano 2023") && vd_str_is(done.version.state, "borrador"));
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_CONFLICT);
    assert_true(vd_str_starts(done.problem, VD_S("Ya hay un plan de 2023 (versión 1, Borrador)")));
    assert_int_equal(step(w, first, "retirar", w->person[ALL], &done), VD_OK);
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_OK);
    assert_int_equal(done.version.no, 2);
    struct life_version_row found;
    assert_int_equal(life_find(w->fx->db, w->fx->arena, w->entity, VD_S("plan"), 2023, 2, &found), VD_OK);
    assert_int_equal(found.id, done.version.id);
    b.of.person_id = w->person[READER];
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_DENIED);
    b.of = (struct life_beginning){.instrument = VD_S("otro"), .vigencia = 2023, .person_id = w->person[ALL]};
    assert_int_equal(act(w, w->entity, "plan.empezado", begin, &b), VD_INVALID);
}

/* ---- copies and hashes */

struct copying { int64_t from, to; enum life_keys keys; };
static enum vd_err copy(struct vd_change *change, struct world *w VD_UNUSED, void *arg)
{
    const struct copying *c = arg;
    return life_copy(change, c->from, c->to, c->keys);
}

static int64_t copy_of(struct world *w, int64_t from, enum life_keys keys)
{
    struct version v = {.state = "borrador", .empty = true};
    assert_int_equal(act(w, w->entity, "plan.empezado", make_version, &v), VD_OK);
    struct copying c = {from, v.id, keys};
    assert_int_equal(act(w, w->entity, "plan.empezado", copy, &c), VD_OK);
    return v.id;
}

static struct vd_str hash_of(struct world *w, int64_t version)
{
    unsigned char hash[32];
    assert_int_equal(life_freeze_hash(w->fx->db, w->fx->arena, w->entity, version, hash), VD_OK);
    return vd_str_dup(w->fx->arena, (struct vd_str){(const char *)hash, sizeof hash});
}

static void the_hash_is_of_the_content_whichever_version_holds_it(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "borrador", false), same = copy_of(w, id, LIFE_KEYS_KEPT), fresh = copy_of(w, id, LIFE_KEYS_NEW);
    assert_true(vd_str_eq(hash_of(w, id), hash_of(w, id)));
    assert_true(vd_str_eq(hash_of(w, id), hash_of(w, same)));
    assert_false(vd_str_eq(hash_of(w, id), hash_of(w, fresh)));
    struct row_target *target = row_of(w, &T_target, same);
    target->qty_u6 = vd_some(2000000);
    edit(w, &T_target, target, false);
    assert_false(vd_str_eq(hash_of(w, id), hash_of(w, same)));
    assert_whole(w);
}

static void a_copy_with_new_keys_hangs_together_and_shares_none(void **state)
{
    struct world *w = *state;
    int64_t id = version_in(w, "borrador", false), fresh = copy_of(w, id, LIFE_KEYS_NEW);
    const struct row_activity *old = row_of(w, &T_activity, id), *activity = row_of(w, &T_activity, fresh);
    const struct row_indicator *indicator = row_of(w, &T_indicator, fresh);
    const struct row_target *target = row_of(w, &T_target, fresh);
    const struct row_window_ *window = row_of(w, &T_window_, fresh);
    const struct row_component *component = row_of(w, &T_component, fresh);
    assert_int_not_equal(old->key, activity->key);
    assert_true(vd_str_eq(old->address, activity->address));
    assert_int_equal(indicator->activity_key.v, activity->key);
    assert_int_equal(target->indicator_key, indicator->key);
    assert_int_equal(window->activity_key, activity->key);
    assert_int_equal(component->key, activity->component_key);
    assert_int_not_equal(component->key, old->component_key);
}

static void what_is_frozen_bears_its_hash_until_it_can_be_written_again(void **state)
{
    struct world *w = *state;
    struct life_stepped done;
    int64_t id = version_in(w, "consolidacion", false);
    struct vd_str hash = hash_of(w, id);
    assert_false(get(w, id).frozen_hash.n);
    assert_int_equal(step(w, id, "someter", w->person[ALL], &done), VD_OK);
    assert_true(vd_str_eq(get(w, id).frozen_hash, hash));
    assert_int_equal(step(w, id, "devolver", w->person[SECOND], &done), VD_OK);
    assert_false(get(w, id).frozen_hash.n);
    assert_true(life_may_write(&done.version));
    life_steps steps = {0};
    assert_int_equal(life_history(w->fx->db, w->fx->arena, w->entity, id, &steps), VD_OK);
    assert_true(vd_str_eq(steps.v[1].document_hash, hash));
}

/* ---- two at once: two writers, as two nodes or two command lines would be */

struct racer { struct vd_job job; struct world *w; struct vd_writer *writer; struct life_stepping of; struct vd_arena *arena; char key[40]; enum vd_err err; pthread_mutex_t *lock; pthread_cond_t *over; int *left; };

static enum vd_err race_apply(struct vd_change *change, void *arg)
{
    struct life_stepped done = {0};
    return life_step(change, &((struct racer *)arg)->of, &done);
}

static enum vd_err race_run(struct vd_db *db, struct vd_job *job)
{
    struct racer *r = (struct racer *)(void *)job;
    struct vd_str key = vd_str_of(r->key);
    const struct vd_change_spec spec = {.entity_id = r->w->entity, .kind = "plan.sometido", .actor = {.kind = VD_ACTOR_PERSON, .id = r->of.person_id}, .now = NOW, .idem_key = key,
        .body_hash = key, .apply = race_apply, .arg = r};
    struct vd_change_result result;
    vd_arena_reset(r->arena);
    return vd_record_run(db, r->arena, &spec, &result);
}

static void race_done(struct vd_job *job, enum vd_err result)
{
    struct racer *r = (struct racer *)(void *)job;
    pthread_mutex_lock(r->lock);
    r->err = result;
    --*r->left;
    pthread_cond_signal(r->over);
    pthread_mutex_unlock(r->lock);
}

static void of_two_who_step_at_once_one_moves_it_and_the_other_is_told(void **state)
{
    struct world *w = *state;
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t over = PTHREAD_COND_INITIALIZER;
    for (int round = 0; round < 5; round++) {
        struct racer racers[2];
        int left = 2, won = 0;
        int64_t id = version_in(w, "consolidacion", false);
        for (int i = 0; i < 2; i++) {
            racers[i] = (struct racer){.job = {.run = race_run, .done = race_done}, .w = w, .arena = vd_arena_new(16 << 20), .lock = &lock, .over = &over, .left = &left,
                .of = {.version_id = id, .event = VD_S("someter"), .seen = VD_S("consolidacion"), .person_id = w->person[ALL + i]}};
            snprintf(racers[i].key, sizeof racers[i].key, "%032d", 50000 + round * 2 + i);
            assert_int_equal(vd_writer_start(&w->fx->test.config, &racers[i].writer), VD_OK);
        }
        for (int i = 0; i < 2; i++)
            assert_true(vd_writer_push(racers[i].writer, &racers[i].job));
        pthread_mutex_lock(&lock);
        while (left)
            pthread_cond_wait(&over, &lock);
        pthread_mutex_unlock(&lock);
        for (int i = 0; i < 2; i++) {
            vd_writer_stop(racers[i].writer);
            won += racers[i].err == VD_OK;
            if (racers[i].err != VD_OK)
                assert_int_equal(racers[i].err, VD_CONFLICT);
            vd_arena_free(racers[i].arena);
        }
        assert_int_equal(won, 1);
        assert_int_equal(get(w, id).step_no, 1);
    }
}

/* ---- the last day to publish */

static void the_last_day_to_publish_is_of_the_instrument_and_the_year(void **state)
{
    (void)state;
    static const struct { const char *instrument; int64_t vigencia; const char *due; } cases[] = {
        {"paac-v2", 2022, "2022-01-31"}, {"paac-v2", 2016, "2016-03-31"}, {"paac-v2", 2027, ""}, {"ptep-2024", 2027, "2027-01-31"}, /* a Sunday: the law does not move it */
        {"plan-accion", 2026, "2026-01-31"}, {"propio", 2026, ""}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct vd_date due = {0};
        struct life_deadline got = life_deadline_of(vd_str_of(cases[i].instrument), cases[i].vigencia);
        assert_int_equal(vd_date_from_iso(vd_str_of(cases[i].due), &due), cases[i].due[0] != 0);
        assert_true(got.due.year == due.year && got.due.month == due.month && got.due.day == due.day);
        assert_int_equal(got.law != NULL, cases[i].due[0] != 0);
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
    bool postgres;
    const struct CMUnitTest tests[] = {
        T(each_row_leads_where_it_says), T(each_pair_that_is_not_in_the_table_is_refused), T(each_row_is_refused_to_who_has_not_its_right),
        T(every_guard_of_the_table_is_known_here_or_is_another_features), T(a_draft_without_activities_goes_nowhere),
        T(what_lacks_a_lead_a_target_or_a_date_is_not_submitted_and_is_named), T(dates_of_another_year_are_looked_at_before_submitting),
        T(nobody_decides_on_what_the_same_person_submitted), T(what_changed_after_it_was_submitted_is_not_approved), T(approving_asks_for_the_act_and_returning_for_reasons),
        T(a_draft_is_consulted_before_it_is_submitted_where_the_law_asks_it), T(a_draft_that_citizens_saw_is_not_withdrawn), T(a_guard_of_another_feature_holds_a_step_back),
        T(a_modification_of_what_is_no_longer_in_force_is_not_published), T(publishing_keeps_day_file_and_deadline_and_the_next_version_replaces_it),
        T(the_history_says_who_when_why_and_by_which_act), T(what_comes_next_says_what_is_missing_and_who_may), T(a_plan_is_begun_once_a_year_and_again_when_it_was_withdrawn),
        T(the_hash_is_of_the_content_whichever_version_holds_it), T(a_copy_with_new_keys_hangs_together_and_shares_none),
        T(what_is_frozen_bears_its_hash_until_it_can_be_written_again), T(of_two_who_step_at_once_one_moves_it_and_the_other_is_told),
        T(the_last_day_to_publish_is_of_the_instrument_and_the_year), T(from_a_week_before_on_the_day_warns), T(publishing_in_time_and_late_is_said_in_days),
    };
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
