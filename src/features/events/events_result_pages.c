/* SPDX-License-Identifier: Apache-2.0 */
/* What came of a space: how many attended, by groups, and its minutes. */
#include "features/events/events_pages.h"
#include "features/events/events_result.tpl.h"

struct result_input { struct vd_str entidad, acta, razon; struct vd_oint espacio, visto; struct vd_str g[EVENTS_GROUPS_MOST]; };

static const char *const names[EVENTS_GROUPS_MOST] = {"g0", "g1", "g2", "g3", "g4", "g5", "g6", "g7", "g8", "g9", "g10", "g11", "g12", "g13", "g14", "g15", "g16", "g17", "g18", "g19", "g20", "g21", "g22", "g23"};

static size_t groups_n(void) { return events_event_groups_n < EVENTS_GROUPS_MOST ? events_event_groups_n : EVENTS_GROUPS_MOST; }
static bool is_extra(size_t i) { return vd_str_is(events_event_groups[i].counts, "diferencial"); }

static enum vd_err typed_of(struct vd_req *rq, const struct event_found_row *e, struct result_input *ret)
{
    events_counts counts = {0};
    *ret = (struct result_input){.acta = e->minutes, .visto = vd_some(e->rev)};
    VD_TRY(events_counts_of(rq->db, rq->arena, staff_who(rq)->entity.id, e->id, &counts));
    VD_EACH(c, &counts)
        for (size_t i = 0; i < groups_n(); i++)
            if (vd_str_eq(c->group_code, events_event_groups[i].code))
                ret->g[i] = vd_str_printf(rq->arena, "%" PRId64, c->n);
    return VD_OK;
}

static void fill_groups(struct vd_req *rq, const struct result_input *typed, struct events_result_view *view)
{
    for (size_t i = 0; i < groups_n(); i++) {
        const struct vd_input input = staff_input(rq, names[i], events_event_groups[i].name, typed->g[i]);
        if (is_extra(i))
            *VD_PUSH(rq->arena, &view->extras) = input;
        else
            *VD_PUSH(rq->arena, &view->groups) = input;
    }
}

static enum vd_err fill_conflict(struct vd_req *rq, const struct event_found_row *event, const struct result_input *typed, struct events_result_view *view)
{
    struct result_input now;
    VD_TRY(typed_of(rq, event, &now));
    view->differ.said = VD_S("Otra persona cambió este espacio mientras usted escribía.");
    view->seen = event->rev;
    for (size_t i = 0; i < groups_n(); i++)
        events_differ(rq, &view->differ.differences, events_event_groups[i].name, now.g[i], typed->g[i]);
    events_differ(rq, &view->differ.differences, VD_S("Acta"), now.acta, typed->acta);
    rq->status = 409;
    return VD_OK;
}

static enum vd_err show(struct vd_req *rq, const struct event_found_row *event, const struct result_input *typed, bool conflict)
{
    events_counts counts = {0};
    struct events_result_view view = {.heading = VD_S("Asistencia y acta"), .wrongs = staff_wrongs(rq), .seen = typed->visto.v, .token = vd_form_token(rq, EVENTS_BASE "/{espacio}/resultado"),
        .action = events_url(rq, event->no, "/resultado"), .back = events_url(rq, event->no, "")};
    VD_TRY(events_counts_of(rq->db, rq->arena, staff_who(rq)->entity.id, event->id, &counts));
    VD_TRY(staff_page(rq, view.heading, &view.page));
    staff_crumb(rq, &view.page, VD_S("Espacios de participación"), staff_url(rq, "participacion", NULL));
    staff_crumb(rq, &view.page, event->title, view.back);
    fill_groups(rq, typed, &view);
    view.minutes = staff_text(rq, "acta", VD_S("Acta"), typed->acta, VD_S("Qué se trató y qué se acordó, sin nombres de asistentes. Puede usar # para un subtítulo, - para una lista y ** para negrita."), 12, true);
    view.asks_reason = event->minutes.n || counts.n;
    view.reason = staff_text(rq, "razon", VD_S("Por qué se cambia"), typed->razon, VD_S("Queda en su historia."), 2, false);
    if (conflict)
        VD_TRY(fill_conflict(rq, event, typed, &view));
    tpl_events_result(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err result_page(struct vd_req *rq)
{
    const struct result_input *in = rq->input;
    struct event_found_row event;
    struct result_input typed;
    VD_TRY(events_open_to_write(rq, in->espacio.v, &event));
    VD_TRY(typed_of(rq, &event, &typed));
    return show(rq, &event, &typed, false);
}

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct result_input *in = rq->input;
    struct event_found_row event;
    if (write->err == VD_OK)
        return staff_go(rq, events_url(rq, in->espacio.v, ""), write->seq);
    VD_TRY(events_open_to_write(rq, in->espacio.v, &event));
    if (write->err == VD_CONFLICT && !write->problem.n && event.rev != in->visto.v)
        return show(rq, &event, in, true);
    if (write->err != VD_INVALID)
        return staff_failed(rq, write);
    vd_req_wrong(rq, in->razon.n ? "acta" : "razon", "%.*s", VD_SARG(write->problem));
    return show(rq, &event, in, false);
}

static void read_counts(struct vd_req *rq, const struct result_input *in, struct events_asking *asking)
{
    enum { PEOPLE_MOST = 1000000 };
    for (size_t i = 0; i < groups_n(); i++) {
        int64_t n = 0;
        if (in->g[i].n && (!vd_str_i64(in->g[i], &n) || n < 0 || n > PEOPLE_MOST))
            vd_req_wrong(rq, names[i], "Escriba cuántas personas, en números");
        else if (n)
            *VD_PUSH(rq->arena, &asking->counts) = (struct row_participation_count){.group_code = events_event_groups[i].code, .is_extra = is_extra(i), .n = n};
    }
}

static void compare_counts(struct vd_req *rq, const struct events_asking *asking)
{
    int64_t whole = 0;
    VD_EACH(c, &asking->counts)
        whole += c->is_extra ? 0 : c->n;
    for (size_t i = 0; i < groups_n(); i++)
        VD_EACH(c, &asking->counts)
            if (c->is_extra && c->n > whole && vd_str_eq(c->group_code, events_event_groups[i].code))
                vd_req_wrong(rq, names[i], "No pueden ser más que los %" PRId64 " asistentes de todos los grupos", whole);
}

static enum vd_err result_post(struct vd_req *rq)
{
    const struct result_input *in = rq->input;
    struct event_found_row event;
    struct events_asking asking = {.no = in->espacio.v, .rev = in->visto.v, .reason = in->razon, .event = {.minutes = in->acta}};
    VD_TRY(events_open_to_write(rq, in->espacio.v, &event));
    read_counts(rq, in, &asking);
    if (!rq->wrong.n)
        compare_counts(rq, &asking);
    if (!rq->wrong.n && !asking.counts.n && !in->acta.n)
        vd_req_wrong(rq, "acta", "Escriba cuántas personas asistieron o el acta");
    return rq->wrong.n ? show(rq, &event, in, false) : staff_write(rq, events_write_of(rq, "espacio.cambiado", events_result, saved, asking));
}

/* ---- routes */

#define GROUP(i) \
    {.name = "g" #i, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .offset = offsetof(struct result_input, g) + (i) * sizeof(struct vd_str), .max = 7, .label = "Asistentes", .about = "people of a group, in the order of law/event-groups.csv"}
static const struct vd_param of_page[] = {VD_PARAM_ENTITY(result_input), EVENTS_NO(result_input, espacio), {.name = NULL}};
static const struct vd_param of_form[] = {VD_PARAM_ENTITY(result_input), EVENTS_NO(result_input, espacio), EVENTS_SEEN(result_input),
    EVENTS_TYPED(result_input, acta, EVENTS_MINUTES_MOST, "Acta", "Markdown"), EVENTS_TYPED(result_input, razon, 2000, "Por qué se cambia", "why it is changed"),
    GROUP(0), GROUP(1), GROUP(2), GROUP(3), GROUP(4), GROUP(5), GROUP(6), GROUP(7), GROUP(8), GROUP(9), GROUP(10), GROUP(11),
    GROUP(12), GROUP(13), GROUP(14), GROUP(15), GROUP(16), GROUP(17), GROUP(18), GROUP(19), GROUP(20), GROUP(21), GROUP(22), GROUP(23), {.name = NULL}};

const struct vd_route events_result_routes[] = {
    STAFF_PAGE(result_input, EVENTS_BASE "/{espacio}/resultado", of_page, "participacion.escribir", result_page, "form of attendance and minutes of a space"),
    STAFF_POST(result_input, EVENTS_BASE "/{espacio}/resultado", of_form, "participacion.escribir", result_post, "register how many attended, by groups, and the minutes"),
    {.path = NULL},
};
