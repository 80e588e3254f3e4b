/* SPDX-License-Identifier: Apache-2.0 */
/* A space that was held, that will not be, or that was registered by mistake. */
#include "features/events/events_pages.h"

struct act_input { struct vd_str entidad, accion, razon; struct vd_oint espacio, visto; };

static const struct { const char *what, *kind; } acts[] = {{"realizar", "espacio.realizado"}, {"cancelar", "espacio.cancelado"}, {"retirar", "espacio.retirado"}};

static enum vd_err turned(struct vd_req *rq, struct staff_write *write)
{
    const struct act_input *in = rq->input;
    struct event_found_row event;
    if (write->err == VD_OK)
        return staff_go(rq, events_url(rq, in->espacio.v, ""), write->seq);
    if (write->err == VD_CONFLICT && !write->problem.n)
        write->problem = VD_S("Otra persona cambió este espacio. Vuelva a abrir su página y decida con lo que dice ahora.");
    if (write->err != VD_INVALID)
        return staff_failed(rq, write);
    VD_TRY(events_open(rq, in->espacio.v, &event));
    vd_req_wrong(rq, vd_str_is(in->accion, "realizar") ? "estado" : "razon", "%.*s", VD_SARG(write->problem));
    return events_show_one(rq, &event, (struct vd_oint){0}, in->razon);
}

static enum vd_err turn_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    struct event_found_row event;
    VD_TRY(events_open_to_write(rq, in->espacio.v, &event));
    for (size_t i = 0; i < VD_COUNT(acts) && !rq->wrong.n; i++)
        if (vd_str_is(in->accion, acts[i].what))
            return staff_write(rq, events_write_of(rq, acts[i].kind, events_turn, turned, (struct events_asking){.no = event.no, .rev = in->visto.v, .reason = in->razon, .what = in->accion}));
    return events_show_one(rq, &event, (struct vd_oint){0}, in->razon);
}

/* ---- routes */

static const char *const actions[] = {"realizar", "cancelar", "retirar", NULL};
static const struct vd_param of_form[] = {VD_PARAM_ENTITY(act_input), EVENTS_NO(act_input, espacio), EVENTS_SEEN(act_input),
    VD_PARAM(act_input, accion, VD_FROM_FORM, VD_P_CHOICE, .choices = actions, .required = true, .label = "Qué se hace", .about = "it was held, it will not be, it was a mistake"),
    EVENTS_TYPED(act_input, razon, 2000, "Razón", "why"), {.name = NULL}};

const struct vd_route events_act_routes[] = {
    STAFF_POST(act_input, EVENTS_BASE "/{espacio}/estado", of_form, "participacion.escribir", turn_post, "mark a space as held, cancel it or withdraw it"),
    {.path = NULL},
};
