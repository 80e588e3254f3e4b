/* SPDX-License-Identifier: Apache-2.0 */
/* What citizens see of participation: of one plan, or of all. Nothing of a draft: an activity is named only when the public plan has it. */
#include "features/events/events_filter.h"
#include "features/events/events_public.tpl.h"

static struct vd_url public_url(struct vd_req *rq, const struct vd_entity *entity, struct vd_str family, int64_t vigencia)
{
    return family.n ? vd_url_with(rq->arena, plan_url(rq->arena, entity->slug, family, vigencia), "/participacion") : site_url(rq, entity, "participacion");
}

static void fill_proposals(struct vd_req *rq, const struct vd_entity *entity, const struct event_found_row *e, const events_proposals *all, struct events_public_event *ret)
{
    VD_EACH(p, all) {
        if (p->event_id != e->id)
            continue;
        struct events_public_proposal *v = VD_PUSH(rq->arena, &ret->proposals);
        *v = (struct events_public_proposal){.label = vd_str_printf(rq->arena, "%" PRId64 "-%" PRId64, p->event_no, p->no), .text = p->text, .by = events_proposer_said(p), .reason = p->reason,
            .state = events_proposal_sem(p->state), .activity = p->public_activity};
        if (p->public_activity.n && p->family.n)
            v->activity_url = plan_activity_url(rq->arena, plan_url(rq->arena, entity->slug, p->family, p->vigencia.v), p->public_activity);
    }
}

static struct events_public_event event_of(struct vd_req *rq, const struct event_found_row *e, const events_counts *counts)
{
    struct events_public_event v = {.title = e->title, .kind = events_kind_name(e->kind), .plan = events_plan_said(rq->arena, e->family, e->vigencia), .day = events_day_said(rq->arena, e->held_on),
        .iso = e->held_on, .hours = events_hours_said(rq->arena, e->from_time, e->to_time), .where = events_place_said(e), .link = e->link, .link_url = {e->link},
        .channel = events_channel_name(e->channel), .unit = e->unit, .anchor = vd_str_printf(rq->arena, "espacio-%" PRId64, e->no), .state = events_sem(e->state), .attended = e->attended};
    VD_EACH(c, counts) {
        const struct events_count_line line = {events_group_name(c->group_code), c->n};
        if (c->event_id != e->id)
            continue;
        if (c->is_extra)
            *VD_PUSH(rq->arena, &v.extras) = line;
        else
            *VD_PUSH(rq->arena, &v.groups) = line;
    }
    return v;
}

static enum vd_err fill_events(struct vd_req *rq, const struct vd_entity *entity, const struct events_asked *asked, struct vd_url base, struct events_public_view *view)
{
    events_list list = {0};
    events_counts counts = {0};
    events_proposals proposals = {0};
    const struct events_proposed proposed = {.family = asked->family, .vigencia = asked->vigencia, .public_only = true};
    VD_TRY(events_list_of(rq->db, rq->arena, entity->id, asked, &list));
    VD_TRY(events_counts_of(rq->db, rq->arena, entity->id, 0, &counts));
    VD_TRY(events_proposals_of(rq->db, rq->arena, entity->id, &proposed, &proposals));
    for (size_t i = 0; i < list.n && i < EVENTS_IN_PAGE; i++) {
        struct events_public_event event = event_of(rq, &list.v[i], &counts);
        VD_TRY(documents_public_links(rq, entity->id, entity->slug, EVENTS_SUBJECT, list.v[i].id, &event.files));
        fill_proposals(rq, entity, &list.v[i], &proposals, &event);
        *VD_PUSH(rq->arena, &view->events) = event;
    }
    if (list.n > EVENTS_IN_PAGE)
        view->next = events_filter_next(rq, base, &(struct events_filter){0}, list.v[EVENTS_IN_PAGE - 1].held_on, list.v[EVENTS_IN_PAGE - 1].no);
    return VD_OK;
}

static enum vd_err fill_pieces(struct vd_req *rq, const struct vd_entity *entity, const struct events_asked *asked, struct events_public_view *view)
{
    struct events_asked of = {.family = asked->family, .vigencia = asked->vigencia, .public_only = true, .most = EVENTS_IN_PAGE};
    events_pieces pieces = {0};
    VD_TRY(events_pieces_of(rq->db, rq->arena, entity->id, &of, &pieces));
    VD_EACH(p, &pieces) {
        struct events_public_piece *v = VD_PUSH(rq->arena, &view->pieces);
        *v = (struct events_public_piece){.title = p->title, .channel = events_channel_name(p->channel), .audience = p->audience, .plan = events_plan_said(rq->arena, p->family, p->vigencia),
            .link = p->link, .link_url = {p->link}};
        VD_TRY(documents_public_links(rq, entity->id, entity->slug, EVENTS_PIECE_SUBJECT, p->id, &v->files));
        if (p->version_no.has)
            v->plan = vd_str_printf(rq->arena, "%.*s, versión %" PRId64, VD_SARG(v->plan), p->version_no.v);
        if (!vd_date_from_iso(p->issued_on, &v->on))
            return VD_CORRUPT;
    }
    return VD_OK;
}

static enum vd_err fill_plans(struct vd_req *rq, const struct vd_entity *entity, struct events_public_view *view)
{
    events_plans plans = {0};
    VD_TRY(events_plans_of(rq->db, rq->arena, entity->id, true, &plans));
    VD_EACH(p, &plans)
        *VD_PUSH(rq->arena, &view->plans) = (struct vd_link){events_plan_said(rq->arena, p->family, vd_some(p->vigencia)), public_url(rq, entity, p->family, p->vigencia)};
    return VD_OK;
}

/* A year without anything is a page only when the public has its plan: that a draft is being written is not for an address to say. */
static enum vd_err must_be_there(struct vd_req *rq, const struct vd_entity *entity, const struct events_public_view *view, const struct events_filter *in)
{
    events_activities shown = {0};
    if (!in->familia.n || view->events.n || view->pieces.n)
        return VD_OK;
    VD_TRY(events_activities_of(rq->db, rq->arena, entity->id, in->familia, in->vigencia.v, true, &shown));
    if (shown.n)
        return VD_OK;
    rq->problem = vd_str_printf(rq->arena, "Del año %" PRId64 " no hay aquí espacios de participación ni piezas.", in->vigencia.v);
    rq->way_out = site_url(rq, entity, "participacion").s;
    return VD_NOT_FOUND;
}

static enum vd_err page(struct vd_req *rq)
{
    const struct events_filter *in = rq->input;
    struct vd_entity entity;
    struct events_asked asked;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(events_filter_read(in, &asked));
    asked.public_only = true;
    const bool of_plan = in->familia.n;
    const struct vd_url base = public_url(rq, &entity, in->familia, in->vigencia.v), all = site_url(rq, &entity, "participacion");
    struct events_public_view view = {.title = VD_S("Espacios de participación y piezas"), .all = all, .forms = vd_forms_of(rq->arena, base, VD_S("estos espacios")),
        .piece_forms = vd_forms_of(rq->arena, events_filter_url(rq, vd_url_with(rq->arena, all, "/piezas"), in), VD_S("estas piezas")),
        .proposal_forms = vd_forms_of(rq->arena, events_filter_url(rq, vd_url_with(rq->arena, all, "/propuestas"), in), VD_S("estas propuestas"))};
    if (of_plan)
        view.plan = events_plan_said(rq->arena, in->familia, in->vigencia);
    VD_TRY(site_page(rq, &entity, of_plan ? vd_str_printf(rq->arena, "Participación: %.*s", VD_SARG(view.plan)) : view.title, &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    site_crumb(rq, &view.page, VD_S("Participa"), view.page.nav_participate);
    if (of_plan)
        site_crumb(rq, &view.page, VD_S("Espacios y piezas"), all);
    view.page.here = of_plan ? view.plan : VD_S("Espacios y piezas");
    view.page.nav_current = 3;
    VD_TRY(fill_events(rq, &entity, &asked, base, &view));
    VD_TRY(fill_pieces(rq, &entity, &asked, &view));
    VD_TRY(must_be_there(rq, &entity, &view, in));
    if (!of_plan)
        VD_TRY(fill_plans(rq, &entity, &view));
    tpl_events_public(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- routes */

#define ADDRESS VD_PARAM_ENTITY(events_filter), \
    VD_PARAM(events_filter, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(events_filter, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define OF_PLAN \
    VD_PARAM(events_filter, familia, VD_FROM_QUERY, VD_P_CHOICE, .choices = plan_families, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(events_filter, vigencia, VD_FROM_QUERY, VD_P_INT, .min = 1991, .max = 2199, .about = "year of the plan")
static const struct vd_param of_plan[] = {ADDRESS, EVENTS_AFTER, {.name = NULL}};
static const struct vd_param of_plan_data[] = {ADDRESS, SITE_DIALECT(events_filter), {.name = NULL}};
static const struct vd_param of_all[] = {VD_PARAM_ENTITY(events_filter), EVENTS_AFTER, {.name = NULL}};
static const struct vd_param of_all_data[] = {VD_PARAM_ENTITY(events_filter), OF_PLAN, SITE_DIALECT(events_filter), {.name = NULL}};

const struct vd_route events_public_routes[] = {
    VD_PAGE(events_filter, "/{entidad}/participacion", of_all, page, "spaces of participation and pieces of communication of an entity"),
    SITE_LIST(events_filter, "/{entidad}/participacion", of_all_data, &events_data, "spaces of participation of an entity"),
    SITE_LIST(events_filter, "/{entidad}/participacion/piezas", of_all_data, &events_pieces_data, "pieces of communication of an entity"),
    SITE_LIST(events_filter, "/{entidad}/participacion/propuestas", of_all_data, &events_proposals_data, "proposals made in spaces of participation, with what was decided"),
    VD_PAGE(events_filter, "/{entidad}/{familia}/{vigencia}/participacion", of_plan, page, "spaces of participation and pieces of communication of a plan"),
    SITE_LIST(events_filter, "/{entidad}/{familia}/{vigencia}/participacion", of_plan_data, &events_data, "spaces of participation of a plan"),
    {.path = NULL},
};
