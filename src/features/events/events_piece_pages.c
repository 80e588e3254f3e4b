/* SPDX-License-Identifier: Apache-2.0 */
/* Pieces of communication: the list, one of them, and withdrawing it. */
#include "features/events/events_pages.h"
#include "features/events/events_piece.tpl.h"
#include "features/events/events_pieces.tpl.h"

static enum vd_err list_page(struct vd_req *rq)
{
    const struct events_filter *in = rq->input;
    const struct vd_url base = staff_url(rq, "piezas", NULL);
    struct events_asked asked;
    events_pieces list = {0};
    struct events_pieces_view view = {.add = staff_url(rq, "piezas", "nueva", NULL), .action = base, .clear = base, .events = staff_url(rq, "participacion", NULL),
        .may = vd_who_may(staff_who(rq), "participacion.escribir"), .set = events_filter_is_set(in), .forms = vd_forms_of(rq->arena, events_filter_url(rq, base, in), VD_S("estas piezas")),
        .year = in->vigencia.has ? vd_str_printf(rq->arena, "%" PRId64, in->vigencia.v) : (struct vd_str){0}};
    VD_TRY(events_filter_read(in, &asked));
    VD_TRY(events_pieces_of(rq->db, rq->arena, staff_who(rq)->entity.id, &asked, &list));
    VD_TRY(staff_page(rq, VD_S("Piezas de comunicación"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    for (size_t i = 0; i < events_event_channels_n; i++)
        if (events_event_channels[i].informs.n)
            events_option(rq, &view.channels, events_event_channels[i].code, events_event_channels[i].name, in->clase);
    events_options_of(rq, &view.states, events_piece_states, in->estado);
    events_options_of(rq, &view.families, events_families, in->familia);
    for (size_t i = 0; i < list.n && i < EVENTS_IN_PAGE; i++)
        *VD_PUSH(rq->arena, &view.lines) = events_piece_line_of(rq, &list.v[i]);
    if (list.n > EVENTS_IN_PAGE)
        view.next = events_filter_next(rq, base, in, list.v[EVENTS_IN_PAGE - 1].issued_on, list.v[EVENTS_IN_PAGE - 1].no);
    tpl_events_pieces(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- one */

enum vd_err events_show_piece(struct vd_req *rq, const struct event_piece_row *p, struct vd_oint done, struct vd_str reason)
{
    struct events_piece_view view = {.wrongs = staff_wrongs(rq), .title = p->title, .channel = events_channel_name(p->channel), .day = events_day_said(rq->arena, p->issued_on), .audience = p->audience,
        .plan = events_plan_said(rq->arena, p->family, p->vigencia), .unit = p->unit, .link = p->link, .link_url = {p->link}, .edit = events_piece_url(rq, p->no, "/cambiar"),
        .withdraw = events_piece_url(rq, p->no, "/retirar"), .token = vd_form_token(rq, EVENTS_PIECES "/{pieza}/retirar"), .state = events_piece_sem(p), .no = p->no, .seen = p->rev,
        .is_public = p->is_public, .may = !vd_str_is(p->state, "retirada") && events_may_unit(staff_who(rq), p->unit_id)};
    if (p->version_no.has)
        view.plan = vd_str_printf(rq->arena, "%.*s, versión %" PRId64, VD_SARG(view.plan), p->version_no.v);
    view.reason = staff_text(rq, "razon", VD_S("Por qué se retira"), reason, VD_S("Queda en su historia. La pieza sigue en la lista como retirada."), 2, false);
    VD_TRY(staff_page(rq, p->title, &view.page));
    VD_TRY(staff_done(rq, done, &view.page));
    staff_crumb(rq, &view.page, VD_S("Piezas de comunicación"), staff_url(rq, "piezas", NULL));
    VD_TRY(events_steps_shown(rq, p->id, &view.steps));
    VD_TRY(events_files_of(rq, &(struct events_hanging){false, p->id, p->no, view.may}, &view.files));
    tpl_events_piece(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

struct one_input { struct vd_str entidad, razon; struct vd_oint pieza, visto, hecho; };

static enum vd_err one_page(struct vd_req *rq)
{
    const struct one_input *in = rq->input;
    struct event_piece_row piece;
    VD_TRY(events_piece_open(rq, in->pieza.v, &piece));
    return events_show_piece(rq, &piece, in->hecho, (struct vd_str){0});
}

static enum vd_err withdrawn(struct vd_req *rq, struct staff_write *write)
{
    const struct one_input *in = rq->input;
    return write->err == VD_OK ? staff_go(rq, events_piece_url(rq, in->pieza.v, ""), write->seq) : staff_failed(rq, write);
}

static enum vd_err withdraw_post(struct vd_req *rq)
{
    const struct one_input *in = rq->input;
    struct event_piece_row piece;
    VD_TRY(events_piece_open_to_write(rq, in->pieza.v, &piece));
    staff_must(rq, "razon", in->razon, "Escriba por qué se retira");
    if (rq->wrong.n)
        return events_show_piece(rq, &piece, (struct vd_oint){0}, in->razon);
    return staff_write(rq, events_write_of(rq, "pieza.retirada", events_piece_withdraw, withdrawn, (struct events_asking){.no = piece.no, .rev = in->visto.v, .reason = in->razon}));
}

/* ---- routes */

static const struct vd_param of_list[] = {VD_PARAM_ENTITY(events_filter), EVENTS_FILTER(events_piece_state_codes), EVENTS_AFTER, STAFF_DONE(events_filter), {.name = NULL}};
static const struct vd_param of_data[] = {VD_PARAM_ENTITY(events_filter), EVENTS_FILTER(events_piece_state_codes), SITE_DIALECT(events_filter), {.name = NULL}};
static const struct vd_param of_one[] = {VD_PARAM_ENTITY(one_input), EVENTS_NO(one_input, pieza), STAFF_DONE(one_input), {.name = NULL}};
static const struct vd_param of_withdraw[] = {VD_PARAM_ENTITY(one_input), EVENTS_NO(one_input, pieza), EVENTS_SEEN(one_input), EVENTS_TYPED(one_input, razon, 2000, "Por qué se retira", "why"), {.name = NULL}};

const struct vd_route events_piece_routes[] = {
    STAFF_PAGE(events_filter, EVENTS_PIECES, of_list, "participacion.ver", list_page, "pieces of communication of an entity"),
    EVENTS_DATA(EVENTS_PIECES, of_data, &events_pieces_data, "pieces of communication, also those that are not public"),
    STAFF_PAGE(one_input, EVENTS_PIECES "/{pieza}", of_one, "participacion.ver", one_page, "one piece: channel, audience, evidence, history"),
    STAFF_POST(one_input, EVENTS_PIECES "/{pieza}/retirar", of_withdraw, "participacion.escribir", withdraw_post, "withdraw a piece, with a reason"),
    {.path = NULL},
};
