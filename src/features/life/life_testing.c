/* SPDX-License-Identifier: Apache-2.0 */
#include "features/life/life_testing.h"
#include "features/plan/plan.h"

bool others_met;

enum vd_err other(const struct life_ask *ask VD_UNUSED, struct life_met *ret)
{
    *ret = (struct life_met){.met = others_met, .said = VD_S("lo dice otra parte")};
    return VD_OK;
}

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

enum vd_err act(struct world *w, int64_t entity, const char *kind, enum vd_err (*fn)(struct vd_change *, struct world *, void *), void *arg)
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
    for (size_t i = 0; i < vd_law_roles_n; i++) {
        struct vd_str email = vd_str_printf(w->fx->arena, "%.*s@roles.co", VD_SARG(vd_law_roles[i].code));
        VD_TRY(vd_person_create(change, email, vd_law_roles[i].name, &w->with_role[i]));
    }
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
    for (size_t i = 0; i < vd_law_roles_n; i++) {
        post.person_id = w->with_role[i];
        post.role = vd_law_roles[i].code;
        VD_TRY(vd_appoint(change, &post, &id));
    }
    VD_TRY(vd_unit_resolve(change, VD_S("Oficina de Planeación"), &w->unit));
    struct row_plan plan = {.entity_id = w->entity, .id = vd_change_id(change), .instrument = VD_S("paac-v2"), .vigencia = 2022, .title = VD_S("PAAC 2022")};
    w->plan = plan.id;
    VD_TRY(vd_change_put(change, &T_plan, &plan));
    struct vd_file_ref ref = {.size = 3, .mime = VD_S("text/plain")};
    return vd_file_attach(change, &ref, VD_S("acta.pdf"), "plan_version", plan.id, &w->attachment);
}

int open_world(void **state)
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

int close_world(void **state)
{
    struct world *w = *state;
    void *fx = w->fx;
    free(w);
    return fixture_teardown(&fx);
}

/* ---- versions, in any state */

static enum vd_err put_rows(struct vd_change *change, const struct world *w, int64_t version)
{
    struct row_component component = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .ord = 1, .code = VD_S("1"), .name = VD_S("Riesgos"), .raw = VD_S("1")};
    struct row_component part = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .parent_key = vd_some(component.key), .ord = 1, .code = VD_S("1"),
        .name = VD_S("Política"), .raw = VD_S("1")};
    struct row_activity activity = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .component_key = component.key, .subcomponent_key = vd_some(part.key),
        .ord = 1, .address = VD_S("1.1"), .description = VD_S("Actualizar el mapa"), .goal_raw = VD_S("1 mapa"), .schedule_kind = VD_S("point"), .fold = VD_S("actualizar el mapa")};
    struct row_indicator indicator = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .activity_key = vd_some(activity.key), .ord = 1, .name = VD_S("mapas"), .unit_kind = VD_S("count")};
    struct row_target target = {.entity_id = w->entity, .version_id = version, .key = vd_change_id(change), .indicator_key = indicator.key, .raw = VD_S("1 mapa"), .qty_u6 = vd_some(1000000), .comparator = VD_S("=")};
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

enum vd_err make_version(struct vd_change *change, struct world *w, void *arg)
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

int64_t version_in(struct world *w, const char *state, bool modifies)
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

void was(struct world *w, int64_t version, int64_t no, const char *event, int64_t person)
{
    struct past p = {version, no, event, person};
    assert_int_equal(act(w, w->entity, "plan.empezado", make_past, &p), VD_OK);
}

enum vd_err take(struct vd_change *change, struct world *w VD_UNUSED, void *arg)
{
    struct taking *t = arg;
    return life_step(change, &t->of, t->ret);
}

struct life_said everything(const struct world *w)
{
    return (struct life_said){.reason = VD_S("porque sí"), .act_kind = VD_S("acta"), .act_no = VD_S("3"), .act_on = VD_S("2022-01-28"), .attachment_id = vd_some(w->attachment)};
}

enum vd_err step(struct world *w, int64_t version, const char *event, int64_t person, struct life_stepped *ret)
{
    struct taking t = {{.version_id = version, .event = vd_str_of(event), .person_id = person, .said = everything(w)}, ret};
    *ret = (struct life_stepped){0};
    enum vd_err err = act(w, w->entity, "plan.enviado", take, &t);
    w->no = ret->version.no >= w->no ? ret->version.no + 1 : w->no;
    return err;
}

struct life_version_row get(struct world *w, int64_t version)
{
    struct life_version_row row;
    assert_int_equal(life_get(w->fx->db, w->fx->arena, w->entity, version, &row), VD_OK);
    return row;
}

void assert_whole(struct world *w)
{
    struct vd_verify_report report = fixture_verify(w->fx);
    VD_EACH(fault, &report.faults)
        if (!vd_str_starts(fault->where, VD_S("archivo"))) /* the attached one was never stored */
            fail_msg("%.*s: %.*s", VD_SARG(fault->where), VD_SARG(fault->what));
}

void refused_because(struct world *w, int64_t version, const char *event, int64_t person, const char *why)
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
void *row_of(struct world *w, const struct vd_table *table, int64_t version)
{
    VD_AUTO_STMT struct vd_stmt *st = vd_row_version(w->fx->db, table, w->entity, version);
    void *row = vd_alloc(w->fx->arena, table->row_size);
    assert_true(vd_row_next(st, w->fx->arena, row));
    return row;
}

void edit(struct world *w, const struct vd_table *table, void *row, bool removes)
{
    struct edit e = {0, table, row, removes};
    assert_int_equal(act(w, w->entity, "plan.enviado", make_edit, &e), VD_OK);
}
