/* SPDX-License-Identifier: Apache-2.0 */
/* The list of spaces of participation, and one of them. */
#include "features/events/events_filter.h"
#include "features/events/events_list.tpl.h"
#include "features/events/events_one.tpl.h"
#include "features/events/events_pages.h"

/* ---- the list */

static enum vd_err fill_filters(struct vd_req *rq, const struct events_filter *in, struct events_list_view *view)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        events_option(rq, &view->units, u->slug, u->name, in->dependencia);
    for (size_t i = 0; i < events_event_kinds_n; i++)
        events_option(rq, &view->kinds, events_event_kinds[i].code, events_event_kinds[i].name, in->clase);
    events_options_of(rq, &view->states, events_states, in->estado);
    events_options_of(rq, &view->families, events_families, in->familia);
    view->year = in->vigencia.has ? vd_str_printf(rq->arena, "%" PRId64, in->vigencia.v) : (struct vd_str){0};
    view->set = events_filter_is_set(in);
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct events_filter *in = rq->input;
    const struct vd_url base = staff_url(rq, "participacion", NULL);
    struct events_asked asked;
    events_list list = {0};
    struct events_list_view view = {.add = staff_url(rq, "participacion", "nuevo", NULL), .action = base, .clear = base, .pieces = staff_url(rq, "piezas", NULL),
        .may = vd_who_may(staff_who(rq), "participacion.escribir"), .forms = vd_forms_of(rq->arena, events_filter_url(rq, base, in), VD_S("estos espacios"))};
    VD_TRY(events_filter_read(in, &asked));
    VD_TRY(events_list_of(rq->db, rq->arena, staff_who(rq)->entity.id, &asked, &list));
    VD_TRY(staff_page(rq, VD_S("Espacios de participación"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_TRY(fill_filters(rq, in, &view));
    for (size_t i = 0; i < list.n && i < EVENTS_IN_PAGE; i++)
        *VD_PUSH(rq->arena, &view.lines) = events_line_of(rq, &list.v[i]);
    if (list.n > EVENTS_IN_PAGE)
        view.next = events_filter_next(rq, base, in, list.v[EVENTS_IN_PAGE - 1].held_on, list.v[EVENTS_IN_PAGE - 1].no);
    tpl_events_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- one */

struct events_proposal_line events_proposal_line_of(struct vd_req *rq, const struct event_proposal_row *p, bool may)
{
    struct events_proposal_line line = {.label = vd_str_printf(rq->arena, "%" PRId64 "-%" PRId64, p->event_no, p->no), .text = p->text, .by = events_proposer_said(p), .reason = p->reason,
        .state = events_proposal_sem(p->state), .may = may, .url = events_url(rq, p->event_no, vd_str_printf(rq->arena, "/propuestas/%" PRId64, p->no).p)};
    if (p->activity.n)
        line.activity = vd_str_printf(rq->arena, "%.*s. %.*s", VD_SARG(p->activity), VD_SARG(p->activity_text));
    if (p->decided_at.has)
        line.decided = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(p->decider), VD_SARG(vd_es_instant(rq->arena, p->decided_at.v)));
    return line;
}

enum vd_err events_steps_shown(struct vd_req *rq, int64_t subject_id, events_step_lines *ret)
{
    events_steps steps = {0};
    VD_TRY(events_steps_of(rq->db, rq->arena, staff_who(rq)->entity.id, subject_id, &steps));
    VD_EACH(s, &steps)
        *VD_PUSH(rq->arena, ret) = (struct events_step_line){events_step_said(rq->arena, s), s->reason, s->person, vd_es_instant(rq->arena, s->at)};
    return VD_OK;
}

static enum vd_err fill_parts(struct vd_req *rq, const struct event_found_row *e, struct events_one_view *view)
{
    const int64_t entity = staff_who(rq)->entity.id;
    events_counts counts = {0};
    events_proposals proposals = {0};
    VD_TRY(events_counts_of(rq->db, rq->arena, entity, e->id, &counts));
    VD_EACH(c, &counts) {
        const struct events_count_line line = {events_group_name(c->group_code), c->n};
        if (c->is_extra)
            *VD_PUSH(rq->arena, &view->extras) = line;
        else
            *VD_PUSH(rq->arena, &view->groups) = line;
    }
    VD_TRY(events_proposals_of(rq->db, rq->arena, entity, &(struct events_proposed){.event_id = e->id}, &proposals));
    VD_EACH(p, &proposals)
        *VD_PUSH(rq->arena, &view->proposals) = events_proposal_line_of(rq, p, view->may);
    return events_steps_shown(rq, e->id, &view->steps);
}

enum vd_err events_show_one(struct vd_req *rq, const struct event_found_row *e, struct vd_oint done, struct vd_str reason)
{
    struct events_one_view view = {.wrongs = staff_wrongs(rq), .title = e->title, .kind = events_kind_name(e->kind), .plan = events_plan_said(rq->arena, e->family, e->vigencia),
        .day = events_day_said(rq->arena, e->held_on), .hours = events_hours_said(rq->arena, e->from_time, e->to_time), .mode = vd_code_shown(events_modes, e->mode), .place = e->place, .link = e->link,
        .link_url = {e->link}, .channel = events_channel_name(e->channel), .unit = e->unit, .state = events_sem(e->state), .minutes = vd_markdown(rq->arena, e->minutes, 3), .no = e->no, .seen = e->rev,
        .attended = e->attended, .is_public = e->is_public, .withdrawn = vd_str_is(e->state, "retirado"), .may_turn = vd_str_is(e->state, "programado"), .token = vd_form_token(rq, EVENTS_BASE "/{espacio}/estado"),
        .edit = events_url(rq, e->no, "/cambiar"), .result = events_url(rq, e->no, "/resultado"), .propose = events_url(rq, e->no, "/propuestas/nueva"), .turn = events_url(rq, e->no, "/estado")};
    view.may = !view.withdrawn && events_may_unit(staff_who(rq), e->unit_id);
    view.reason = staff_text(rq, "razon", view.may_turn ? VD_S("Razón para cancelarlo o retirarlo") : VD_S("Razón para retirarlo"), reason,
                              VD_S("Queda en su historia. No se borra: sigue en la lista."), 2, false);
    VD_TRY(staff_page(rq, e->title, &view.page));
    VD_TRY(staff_done(rq, done, &view.page));
    staff_crumb(rq, &view.page, VD_S("Espacios de participación"), staff_url(rq, "participacion", NULL));
    VD_TRY(fill_parts(rq, e, &view));
    VD_TRY(events_files_of(rq, &(struct events_hanging){true, e->id, e->no, view.may}, &view.files));
    tpl_events_one(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

struct one_input { struct vd_str entidad; struct vd_oint espacio, hecho; };

static enum vd_err one_page(struct vd_req *rq)
{
    const struct one_input *in = rq->input;
    struct event_found_row event;
    VD_TRY(events_open(rq, in->espacio.v, &event));
    return events_show_one(rq, &event, in->hecho, (struct vd_str){0});
}

/* ---- routes */

static const struct vd_param of_list[] = {VD_PARAM_ENTITY(events_filter), EVENTS_FILTER(events_state_codes), EVENTS_AFTER, STAFF_DONE(events_filter), {.name = NULL}};
static const struct vd_param of_data[] = {VD_PARAM_ENTITY(events_filter), EVENTS_FILTER(events_state_codes), SITE_DIALECT(events_filter), {.name = NULL}};
static const struct vd_param of_one[] = {VD_PARAM_ENTITY(one_input), EVENTS_NO(one_input, espacio), STAFF_DONE(one_input), {.name = NULL}};

const struct vd_route events_routes[] = {
    STAFF_PAGE(events_filter, EVENTS_BASE, of_list, "participacion.ver", list_page, "spaces of participation of an entity"),
    EVENTS_DATA(EVENTS_BASE, of_data, &events_data, "spaces of participation, also those that are not public"),
    STAFF_PAGE(one_input, EVENTS_BASE "/{espacio}", of_one, "participacion.ver", one_page, "one space: attendance, minutes, proposals, evidence, history"),
    {.path = NULL},
};
