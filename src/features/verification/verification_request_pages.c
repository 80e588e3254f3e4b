/* SPDX-License-Identifier: Apache-2.0 */
/* What Control Interno asked for, as who reports sees and answers it. */
#include "features/verification/verification_request.tpl.h"
#include "features/verification/verification_say.h"

struct request_of {
    struct verification_opened o;
    struct monitoring_line line;
    verification_request_rows requests;
    const struct verification_request_row *open; /* NULL: nothing waits */
};

static enum vd_err open_requests(struct vd_req *rq, const struct verification_input *in, struct request_of *ret)
{
    monitoring_lines lines = {0};
    VD_TRY(verification_open_at(rq, in, &ret->o));
    rq->way_out = staff_url(rq, "reportar", NULL).s;
    const struct monitoring_of of = {rq->db, rq->arena, ret->o.version.entity_id, ret->o.version.plan_id, 0, rq->now};
    VD_TRY(monitoring_lines_of(&of, ret->o.version.id, rq->today, &lines));
    VD_EACH(l, &lines)
        if (vd_str_eq(l->activity.address, in->direccion))
            ret->line = *l;
    if (!ret->line.activity.key || !ret->o.cutoff.id) {
        rq->problem = VD_S("En ese seguimiento no hay un pedido para esa actividad.");
        return VD_NOT_FOUND;
    }
    if (!monitoring_may_report(staff_who(rq), &ret->line)) {
        rq->problem = VD_S("Usted responde por las actividades de su dependencia; esta es de otra.");
        return VD_DENIED;
    }
    VD_TRY(verification_requests_of(rq->db, rq->arena, ret->o.version.entity_id, ret->o.cutoff.id, ret->line.activity.key, &ret->requests));
    VD_EACH(q, &ret->requests)
        if (!q->answer.n)
            ret->open = q;
    return VD_OK;
}

static void fill_with(struct vd_req *rq, const struct request_of *r, struct vd_str chosen, struct vd_choices *choices)
{
    *choices = (struct vd_choices){.name = "con", .label = VD_S("Con qué reporte responde"), .as_list = true, .optional = true};
    VD_EACH(report, &r->line.reports) {
        struct vd_str id = vd_str_printf(rq->arena, "%" PRId64, report->id);
        if (report->sent_at.has && !report->replaced_at.has)
            *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){id, vd_str_printf(rq->arena, "Reporte %" PRId64 ", enviado el %.*s", report->no, VD_SARG(vd_es_instant(rq->arena, report->sent_at.v))), {0}, vd_str_eq(id, chosen)};
    }
}

static enum vd_err show(struct vd_req *rq, const struct request_of *r, const struct verification_input *in)
{
    const struct monitoring_activity_row *a = &r->line.activity;
    struct verification_answer_view view = {.wrongs = staff_wrongs(rq), .address = a->address, .description = a->description,
        .plan = vd_str_printf(rq->arena, "%.*s, seguimiento al %.*s", VD_SARG(verification_plan_said(rq->arena, &r->o.version)), VD_SARG(vd_es_date_long(rq->arena, r->o.cut.cut_on))),
        .token = vd_form_token(rq, VERIFICATION_ROW "/pedido"), .action = verification_row_url(rq, &r->o, a->address, "pedido"), .report = monitoring_url(rq, &r->o.version, a->address, "reporte"),
        .open = r->open && vd_str_is(r->o.cutoff.state, "abierto"), .request = r->open ? r->open->id : 0};
    VD_EACH(q, &r->requests)
        *VD_PUSH(rq->arena, &view.requests) = verification_request_show(rq->arena, q, rq->today);
    view.answer = staff_input(rq, "respuesta", VD_S("Respuesta"), in->respuesta);
    view.answer.rows = 4;
    fill_with(rq, r, in->con, &view.with);
    VD_TRY(staff_page(rq, vd_str_printf(rq->arena, "Lo que pide Control Interno de %.*s", VD_SARG(a->address)), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Reportar avance"), staff_url(rq, "reportar", NULL));
    tpl_verification_request(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err request_page(struct vd_req *rq)
{
    struct request_of r = {0};
    VD_TRY(open_requests(rq, rq->input, &r));
    return show(rq, &r, rq->input);
}

static enum vd_err answered(struct vd_req *rq, struct staff_write *write)
{
    const struct verification_input *in = rq->input;
    struct request_of r = {0};
    VD_TRY(open_requests(rq, in, &r));
    if (write->err != VD_INVALID || !write->problem.n)
        return verification_done_at(rq, write, verification_row_url(rq, &r.o, in->direccion, "pedido"));
    vd_req_wrong(rq, "con", "%.*s", VD_SARG(write->problem));
    return show(rq, &r, in);
}

static enum vd_err answer_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct request_of r = {0};
    int64_t report;
    struct verification_answering *of = VD_NEW(rq->arena, struct verification_answering);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(open_requests(rq, in, &r));
    if (!in->respuesta.n)
        vd_req_wrong(rq, "respuesta", "Escriba la respuesta");
    if (rq->wrong.n)
        return show(rq, &r, in);
    *of = (struct verification_answering){.person_id = staff_who(rq)->person_id, .cutoff_id = r.o.cutoff.id, .activity_key = r.line.activity.key, .request_id = in->pedido.v, .answer = in->respuesta};
    if (vd_str_i64(in->con, &report))
        of->report_id = vd_some(report);
    *write = (struct staff_write){.entity_id = r.o.version.entity_id, .kind = "seguimiento.respondido", .apply = verification_answer, .then = answered, .arg = of};
    return staff_write(rq, write);
}

static const struct vd_param of_page[] = {VERIFICATION_ACTIVITY(verification_input), STAFF_DONE(verification_input), {.name = NULL}};
static const struct vd_param of_answer[] = {VERIFICATION_ACTIVITY(verification_input),
    VD_PARAM(verification_input, pedido, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .about = "the request that is answered"),
    VD_PARAM(verification_input, respuesta, VD_FROM_FORM, VD_P_TEXT, .max = 2000, .label = "Respuesta", .about = "what is answered"),
    VD_PARAM(verification_input, con, VD_FROM_FORM, VD_P_TEXT, .max = 20, .label = "Reporte", .about = "the report that comes with it"), {.name = NULL}};

const struct vd_route verification_request_routes[] = {
    STAFF_PAGE(verification_input, VERIFICATION_ROW "/pedido", of_page, "seguimiento.reportar", request_page, "what Control Interno asked of an activity, for who reports it"),
    STAFF_POST(verification_input, VERIFICATION_ROW "/pedido", of_answer, "seguimiento.reportar", answer_post, "answer what Control Interno asked, with words and another report"),
    {.path = NULL},
};
