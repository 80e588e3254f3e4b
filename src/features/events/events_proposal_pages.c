/* SPDX-License-Identifier: Apache-2.0 */
/* A proposal made in a space: what was said, who said it (never a name), what was decided and which activity of the plan came of it. */
#include "features/events/events_pages.h"
#include "features/events/events_proposal.tpl.h"

struct proposal_input { struct vd_str entidad, texto, quien, dependencia, grupo, estado, razon, actividad; struct vd_oint espacio, propuesta, visto; };

struct opened { struct event_found_row event; struct event_proposal_row row; bool is_new; };

static enum vd_err open_it(struct vd_req *rq, bool is_new, struct opened *ret)
{
    const struct proposal_input *in = rq->input;
    events_proposals found = {0};
    *ret = (struct opened){.is_new = is_new};
    VD_TRY(events_open_to_write(rq, in->espacio.v, &ret->event));
    if (is_new)
        return VD_OK;
    VD_TRY(events_proposals_of(rq->db, rq->arena, staff_who(rq)->entity.id, &(struct events_proposed){.event_id = ret->event.id, .no = in->propuesta.v}, &found));
    if (!found.n)
        return VD_NOT_FOUND;
    ret->row = found.v[0];
    return VD_OK;
}

static struct proposal_input typed_of(struct vd_req *rq, const struct event_proposal_row *p)
{
    return (struct proposal_input){.texto = p->text, .quien = p->by_kind, .dependencia = p->unit_slug, .grupo = p->group_code, .estado = p->state, .razon = p->reason, .visto = vd_some(p->rev),
        .actividad = p->activity_key.has ? vd_str_printf(rq->arena, "%" PRId64, p->activity_key.v) : (struct vd_str){0}};
}

/* ---- the form */

static enum vd_err fill_decision(struct vd_req *rq, const struct opened *o, const struct proposal_input *t, struct events_proposal_view *view)
{
    events_activities all = {0};
    view->state = staff_choices(rq, "estado", VD_S("Qué se decidió"), false, false);
    events_choices_of_codes(rq, &view->state, events_proposal_states, t->estado.n ? t->estado : VD_S("por_decidir"));
    view->reason = staff_text(rq, "razon", VD_S("Razón"), t->razon, VD_S("Necesaria si no se acoge del todo. La lee quien la propuso."), 3, true);
    view->activity = staff_choices(rq, "actividad", VD_S("Actividad a la que dio origen"), true, true);
    if (o->event.family.n)
        VD_TRY(events_activities_of(rq->db, rq->arena, staff_who(rq)->entity.id, o->event.family, o->event.vigencia.v, false, &all));
    if (!all.n)
        view->activity.hint = VD_S("El plan todavía no tiene actividades: elíjala cuando las tenga.");
    VD_EACH(a, &all)
        events_choose(rq, &view->activity, vd_str_printf(rq->arena, "%" PRId64, a->key), vd_str_printf(rq->arena, "%.*s. %.*s", VD_SARG(a->address), VD_SARG(a->description)), t->actividad);
    return VD_OK;
}

static void fill_conflict(struct vd_req *rq, const struct opened *o, const struct proposal_input *t, struct events_proposal_view *view)
{
    const struct proposal_input now = typed_of(rq, &o->row);
    view->differ.said = VD_S("Otra persona cambió esta propuesta mientras usted escribía.");
    view->seen = o->row.rev;
    events_differ(rq, &view->differ.differences, VD_S("Propuesta"), now.texto, t->texto);
    events_differ(rq, &view->differ.differences, VD_S("Quién propone"), vd_code_shown(events_proposers, now.quien), vd_code_shown(events_proposers, t->quien));
    events_differ(rq, &view->differ.differences, VD_S("Qué se decidió"), vd_code_shown(events_proposal_states, now.estado), vd_code_shown(events_proposal_states, t->estado));
    events_differ(rq, &view->differ.differences, VD_S("Razón"), now.razon, t->razon);
    rq->status = 409;
}

static enum vd_err show(struct vd_req *rq, const struct opened *o, const struct proposal_input *t, bool conflict)
{
    struct events_proposal_view view = {.wrongs = staff_wrongs(rq), .seen = t->visto.v, .back = events_url(rq, o->event.no, "#propuestas"), .may_decide = events_may_all(staff_who(rq)),
        .heading = o->is_new ? VD_S("Registrar una propuesta") : vd_str_printf(rq->arena, "Propuesta %" PRId64 "-%" PRId64, o->event.no, o->row.no),
        .token = vd_form_token(rq, o->is_new ? EVENTS_BASE "/{espacio}/propuestas/nueva" : EVENTS_BASE "/{espacio}/propuestas/{propuesta}")};
    view.action = events_url(rq, o->event.no, o->is_new ? "/propuestas/nueva" : vd_str_printf(rq->arena, "/propuestas/%" PRId64, o->row.no).p);
    VD_TRY(staff_page(rq, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Espacios de participación"), staff_url(rq, "participacion", NULL));
    staff_crumb(rq, &view.page, o->event.title, events_url(rq, o->event.no, ""));
    view.text = staff_text(rq, "texto", VD_S("Propuesta"), t->texto, VD_S("Lo que se propuso, sin el nombre de quien habló."), 4, false);
    view.by = staff_choices(rq, "quien", VD_S("Quién propone"), false, false);
    events_choices_of_codes(rq, &view.by, events_proposers, t->quien);
    view.unit = staff_choices(rq, "dependencia", VD_S("Si fue una dependencia, cuál"), true, true);
    VD_TRY(events_choices_of_units(rq, &view.unit, true, t->dependencia));
    view.group = staff_choices(rq, "grupo", VD_S("Si fue un grupo, cuál"), true, true);
    for (size_t i = 0; i < events_event_groups_n; i++)
        events_choose(rq, &view.group, events_event_groups[i].code, events_event_groups[i].name, t->grupo);
    if (view.may_decide)
        VD_TRY(fill_decision(rq, o, t, &view));
    if (conflict)
        fill_conflict(rq, o, t, &view);
    tpl_events_proposal(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq)
{
    struct opened o;
    VD_TRY(open_it(rq, true, &o));
    return show(rq, &o, &(struct proposal_input){0}, false);
}

static enum vd_err one_page(struct vd_req *rq)
{
    struct opened o;
    VD_TRY(open_it(rq, false, &o));
    const struct proposal_input typed = typed_of(rq, &o.row);
    return show(rq, &o, &typed, false);
}

/* ---- saving */

static enum vd_err read_proposer(struct vd_req *rq, const struct proposal_input *in, struct row_participation_proposal *ret)
{
    if (!events_is_code(events_proposers, in->quien))
        vd_req_wrong(rq, "quien", "Elija quién la hizo");
    ret->by_kind = in->quien;
    if (vd_str_is(in->quien, "grupo")) {
        if (vd_str_eq(events_group_name(in->grupo), in->grupo))
            vd_req_wrong(rq, "grupo", "Elija qué grupo");
        ret->group_code = in->grupo;
    }
    if (!vd_str_is(in->quien, "dependencia"))
        return VD_OK;
    ret->unit_id.has = true;
    return staff_read_unit(rq, "dependencia", in->dependencia, &ret->unit_id.v);
}

/* Who may not decide leaves what was decided as it is. */
static void read_decision(struct vd_req *rq, const struct opened *o, const struct proposal_input *in, struct row_participation_proposal *ret)
{
    int64_t key = 0;
    ret->state = o->is_new ? VD_S("por_decidir") : o->row.state;
    ret->reason = o->row.reason;
    ret->activity_key = o->row.activity_key;
    if (!events_may_all(staff_who(rq)))
        return;
    if (!events_is_code(events_proposal_states, in->estado))
        vd_req_wrong(rq, "estado", "Elija qué se decidió");
    if ((vd_str_is(in->estado, "parcial") || vd_str_is(in->estado, "no_acogida")) && !in->razon.n)
        vd_req_wrong(rq, "razon", "Escriba por qué no se acoge del todo");
    if (in->actividad.n && (vd_str_is(in->estado, "no_acogida") || vd_str_is(in->estado, "por_decidir")))
        vd_req_wrong(rq, "actividad", "Da origen a una actividad solo la propuesta que se acoge, toda o en parte");
    ret->state = in->estado;
    ret->reason = in->razon.n ? in->razon : (struct vd_str){0};
    ret->activity_key = vd_str_i64(in->actividad, &key) ? vd_some(key) : (struct vd_oint){0};
}

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct proposal_input *in = rq->input;
    struct opened o;
    if (write->err == VD_OK)
        return staff_go(rq, events_url(rq, in->espacio.v, ""), write->seq);
    VD_TRY(open_it(rq, !in->propuesta.has, &o));
    if (write->err == VD_CONFLICT && !write->problem.n && !o.is_new && o.row.rev != in->visto.v)
        return show(rq, &o, in, true);
    if (write->err != VD_INVALID)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "actividad", "%.*s", VD_SARG(write->problem));
    return show(rq, &o, in, false);
}

static enum vd_err save(struct vd_req *rq, bool is_new)
{
    const struct proposal_input *in = rq->input;
    struct opened o;
    struct events_asking asking = {.no = in->espacio.v, .rev = in->visto.v, .proposal_no = in->propuesta.v, .proposal = {.text = in->texto}};
    VD_TRY(open_it(rq, is_new, &o));
    staff_must(rq, "texto", in->texto, "Escriba la propuesta");
    VD_TRY(read_proposer(rq, in, &asking.proposal));
    read_decision(rq, &o, in, &asking.proposal);
    return rq->wrong.n ? show(rq, &o, in, false) : staff_write(rq, events_write_of(rq, is_new ? "propuesta.registrada" : "propuesta.cambiada", events_propose, saved, asking));
}

static enum vd_err new_post(struct vd_req *rq) { return save(rq, true); }
static enum vd_err one_post(struct vd_req *rq) { return save(rq, false); }

/* ---- routes */

#define TYPED(member, most, what, meaning) EVENTS_TYPED(proposal_input, member, most, what, meaning)
#define PLACE VD_PARAM_ENTITY(proposal_input), EVENTS_NO(proposal_input, espacio)
#define FORM \
    TYPED(texto, EVENTS_TEXT_MOST, "Propuesta", "what was proposed"), TYPED(quien, 20, "Quién propone", "dependencia, grupo or ciudadania"), TYPED(dependencia, 80, "Dependencia", "slug of the unit"), \
    TYPED(grupo, 40, "Grupo", "code of law/event-groups.csv"), TYPED(estado, 20, "Qué se decidió", "por_decidir, acogida, parcial or no_acogida"), TYPED(razon, 2000, "Razón", "why"), \
    TYPED(actividad, 20, "Actividad", "key of an activity of the plan")
#define NO VD_PARAM(proposal_input, propuesta, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT32_MAX, .required = true, .about = "number of the proposal in its space")
static const struct vd_param of_new[] = {PLACE, {.name = NULL}};
static const struct vd_param of_add[] = {PLACE, FORM, {.name = NULL}};
static const struct vd_param of_one[] = {PLACE, NO, {.name = NULL}};
static const struct vd_param of_save[] = {PLACE, NO, EVENTS_SEEN(proposal_input), FORM, {.name = NULL}};

const struct vd_route events_proposal_routes[] = {
    STAFF_PAGE(proposal_input, EVENTS_BASE "/{espacio}/propuestas/nueva", of_new, "participacion.escribir", new_page, "form of a new proposal"),
    STAFF_POST(proposal_input, EVENTS_BASE "/{espacio}/propuestas/nueva", of_add, "participacion.escribir", new_post, "register a proposal made in a space"),
    STAFF_PAGE(proposal_input, EVENTS_BASE "/{espacio}/propuestas/{propuesta}", of_one, "participacion.escribir", one_page, "form of a proposal and of what was decided"),
    STAFF_POST(proposal_input, EVENTS_BASE "/{espacio}/propuestas/{propuesta}", of_save, "participacion.escribir", one_post, "change a proposal, or decide on it"),
    {.path = NULL},
};
