/* SPDX-License-Identifier: Apache-2.0 */
/* One contribution: it is let out or discarded when it was held, and answered with a reason. */
#include "features/consultation/consultation.h"
#include "features/consultation/consultation_answer.tpl.h"
#include "features/consultation/consultation_say.h"
#include "features/consultation/consultation_work.h"

struct opened { struct life_version_row version; struct contribution_found_row row; struct consultation_found_row consultation; struct contribution_no no; };

/* Of the version in the address: a number of another one is not found. */
static enum vd_err open_one(struct vd_req *rq, struct opened *ret)
{
    const struct consultation_work_input *in = rq->input;
    VD_TRY(consultation_version(rq, &ret->version));
    if (!contribution_no_read(in->aporte, &ret->no))
        return VD_NOT_FOUND;
    VD_TRY(contribution_get(rq->db, rq->arena, ret->version.entity_id, ret->no, &ret->row));
    VD_TRY(consultation_of_version(rq->db, rq->arena, ret->version.entity_id, ret->version.id, &ret->consultation));
    return ret->row.consultation_id == ret->consultation.id ? VD_OK : VD_NOT_FOUND;
}

static struct vd_url one_url(struct vd_req *rq, const struct opened *o, const char *word)
{
    struct vd_url below = vd_url_path(rq->arena, "aportes", contribution_no_said(rq->arena, o->no).p, word, NULL);
    return vd_url_with(rq->arena, consultation_work_url(rq, &o->version), below.s.p);
}

/* ---- the page */

static enum vd_err fill_answer(struct vd_req *rq, const struct opened *o, struct consultation_answer_view *view)
{
    const struct consultation_work_input *in = rq->input;
    bool sent = rq->route->method == VD_POST;
    struct vd_str answer = sent ? in->respuesta : o->row.answer, change = sent ? in->actividad : o->row.change_address;
    consulted_list list = {0};
    VD_TRY(consultation_activities(rq->db, rq->arena, o->version.entity_id, o->version.id, &list));
    view->answer_token = vd_form_token(rq, CONSULTATION_ANSWER_ROUTE);
    view->answer_url = one_url(rq, o, "responder");
    view->seen = o->row.rev; /* that one stands above the form */
    view->answer = (struct vd_choices){.name = "respuesta", .label = VD_S("Qué se decidió"), .error = staff_wrong_of(rq, "respuesta")};
    for (size_t i = 0; contribution_answers[i].value; i++)
        *VD_PUSH(rq->arena, &view->answer.of) = (struct vd_choice){.value = vd_str_of(contribution_answers[i].value), .text = vd_str_of(contribution_answers[i].word),
            .chosen = vd_str_is(answer, contribution_answers[i].value)};
    view->activity = (struct vd_choices){.name = "actividad", .label = VD_S("Actividad en la que se refleja"), .as_list = true, .optional = true, .error = staff_wrong_of(rq, "actividad")};
    VD_EACH(row, &list)
        *VD_PUSH(rq->arena, &view->activity.of) = (struct vd_choice){.value = row->address, .text = row->address, .chosen = vd_str_eq(row->address, change)};
    view->reason = staff_input(rq, "razon", VD_S("Por qué"), sent ? in->razon : o->row.reason);
    view->reason.hint = VD_S("La lee quien aportó y, al cerrar la consulta, todo el mundo.");
    return VD_OK;
}

static void fill_decision(struct vd_req *rq, const struct opened *o, struct consultation_answer_view *view)
{
    const struct consultation_work_input *in = rq->input;
    view->held_why = contribution_held_why(o->row.held);
    view->decide_token = vd_form_token(rq, CONSULTATION_DECIDE_ROUTE);
    view->decide_url = one_url(rq, o, "decidir");
    view->decision = (struct vd_choices){.name = "decision", .label = VD_S("Qué hacer con él"), .error = staff_wrong_of(rq, "decision")};
    *VD_PUSH(rq->arena, &view->decision.of) = (struct vd_choice){.value = VD_S("soltar"), .text = VD_S("Es un aporte: mostrarlo"), .chosen = vd_str_is(in->decision, "soltar")};
    *VD_PUSH(rq->arena, &view->decision.of) = (struct vd_choice){.value = VD_S("descartar"), .text = VD_S("No es un aporte: descartarlo"), .chosen = vd_str_is(in->decision, "descartar")};
    view->reason = staff_input(rq, "razon", VD_S("Por qué se descarta"), in->razon);
    view->reason.optional = true;
    view->reason.hint = VD_S("Obligatorio si lo descarta.");
}

static enum vd_err show(struct vd_req *rq, const struct opened *o)
{
    const struct consultation_work_input *in = rq->input;
    bool live = !o->consultation.closed_at.has;
    struct consultation_answer_view view = {.no = contribution_no_said(rq->arena, o->no), .name = o->row.name, .email = o->row.email, .back = consultation_work_url(rq, &o->version),
        .held = live && vd_str_is(o->row.state, "retenido"), .discarded = vd_str_is(o->row.state, "descartado"), .of = contribution_view_of(rq->arena, &o->row, true), .wrongs = staff_wrongs(rq)};
    view.answerable = live && !view.held && !view.discarded;
    view.rights = vd_url_with(rq->arena, life_url(rq, &o->version), vd_str_printf(rq->arena, "/derechos?aporte=%.*s", VD_SARG(view.no)).p);
    VD_TRY(life_page_below(rq, &o->version, view.no, &view.page));
    staff_crumb(rq, &view.page, VD_S("Consulta"), view.back);
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    if (view.held)
        fill_decision(rq, o, &view);
    if (view.answerable)
        VD_TRY(fill_answer(rq, o, &view));
    view.reason.rows = 5;
    tpl_consultation_answer(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err page(struct vd_req *rq)
{
    struct opened o;
    VD_TRY(open_one(rq, &o));
    return show(rq, &o);
}

/* ---- answering */

struct answering { struct contribution_answering of; struct opened o; };

static enum vd_err answer_apply(struct vd_change *change, struct staff_write *write)
{
    struct contribution_answering *of = &((struct answering *)write->arg)->of;
    enum vd_err err = contribution_answer(change, of);
    return err != VD_OK && of->problem.n ? staff_refuse(write, err, "%.*s", VD_SARG(of->problem)) : err;
}

/* Two at once: what the other one answered stands in the page, above the form with what this one typed. */
static enum vd_err answered(struct vd_req *rq, struct staff_write *write)
{
    struct answering *a = write->arg;
    if (write->err == VD_OK)
        return staff_go(rq, one_url(rq, &a->o, NULL), write->seq);
    if ((write->err != VD_CONFLICT && write->err != VD_INVALID) || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, write->err == VD_INVALID ? "actividad" : "razon", "%.*s", VD_SARG(write->problem));
    VD_TRY(open_one(rq, &a->o));
    return show(rq, &a->o);
}

static enum vd_err answer_post(struct vd_req *rq)
{
    const struct consultation_work_input *in = rq->input;
    struct answering *a = VD_NEW(rq->arena, struct answering);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(open_one(rq, &a->o));
    if (!staff_wrong_of(rq, "respuesta").p && !vd_code_of(contribution_answers, in->respuesta))
        vd_req_wrong(rq, "respuesta", "Elija qué se decidió");
    if (rq->wrong.n)
        return show(rq, &a->o);
    a->of = (struct contribution_answering){.version_id = a->o.version.id, .person_id = staff_who(rq)->person_id, .no = a->o.no, .answer = in->respuesta, .reason = in->razon,
        .change = in->actividad, .seen = in->visto_rev.v};
    *write = (struct staff_write){.entity_id = a->o.version.entity_id, .kind = "aporte.respondido", .apply = answer_apply, .then = answered, .arg = a};
    return staff_write(rq, write);
}

/* ---- what was held */

struct deciding { struct contribution_deciding of; struct opened o; };

static enum vd_err decide_apply(struct vd_change *change, struct staff_write *write)
{
    struct contribution_deciding *of = &((struct deciding *)write->arg)->of;
    enum vd_err err = contribution_decide(change, of);
    return err != VD_OK && of->problem.n ? staff_refuse(write, err, "%.*s", VD_SARG(of->problem)) : err;
}

static enum vd_err decided(struct vd_req *rq, struct staff_write *write)
{
    const struct deciding *d = write->arg;
    return write->err == VD_OK ? staff_go(rq, one_url(rq, &d->o, NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err decide_post(struct vd_req *rq)
{
    const struct consultation_work_input *in = rq->input;
    struct deciding *d = VD_NEW(rq->arena, struct deciding);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    bool discard = vd_str_is(in->decision, "descartar");
    VD_TRY(open_one(rq, &d->o));
    if (!staff_wrong_of(rq, "decision").p && !discard && !vd_str_is(in->decision, "soltar"))
        vd_req_wrong(rq, "decision", "Elija qué hacer con él");
    if (discard && !in->razon.n && !staff_wrong_of(rq, "razon").p)
        vd_req_wrong(rq, "razon", "Escriba por qué no es un aporte: lo lee quien lo envió");
    if (rq->wrong.n)
        return show(rq, &d->o);
    d->of = (struct contribution_deciding){.version_id = d->o.version.id, .person_id = staff_who(rq)->person_id, .no = d->o.no, .decision = in->decision, .reason = in->razon};
    *write = (struct staff_write){.entity_id = d->o.version.entity_id, .kind = discard ? "aporte.descartado" : "aporte.soltado", .apply = decide_apply, .then = decided, .arg = d};
    return staff_write(rq, write);
}

/* ---- routes */

#define ONE CONSULTATION_VERSION, VD_PARAM(consultation_work_input, aporte, VD_FROM_PATH, VD_P_TEXT, .max = 20, .required = true, .about = "number of a contribution")
#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(consultation_work_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const struct vd_param of_page[] = {ONE, STAFF_DONE(consultation_work_input), {.name = NULL}};
static const struct vd_param of_answer[] = {ONE, TYPED(respuesta, 20, true, "Qué se decidió", "aceptado, parcial or rechazado"), TYPED(razon, 8000, true, "Por qué", "reason"),
    TYPED(actividad, 40, false, "Actividad en la que se refleja", "address of an activity"), {.name = "visto", .from = VD_FROM_FORM, .kind = VD_P_INT, .offset = offsetof(struct consultation_work_input, visto_rev), .min = 0, .max = INT32_MAX, .required = true, .about = "rev of the answer that was seen"}, {.name = NULL}};
static const struct vd_param of_decide[] = {ONE, TYPED(decision, 20, true, "Qué hacer con él", "soltar or descartar"), TYPED(razon, 8000, false, "Por qué se descarta", "reason"), {.name = NULL}};

const struct vd_route consultation_answer_routes[] = {
    STAFF_PAGE(consultation_work_input, CONSULTATION_ONE_ROUTE, of_page, "plan.responder", page, "one contribution, with its answer"),
    STAFF_POST(consultation_work_input, CONSULTATION_ANSWER_ROUTE, of_answer, "plan.responder", answer_post, "answer a contribution"),
    STAFF_POST(consultation_work_input, CONSULTATION_DECIDE_ROUTE, of_decide, "plan.responder", decide_post, "let a held contribution out, or discard it"),
    {.path = NULL},
};
