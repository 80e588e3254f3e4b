/* SPDX-License-Identifier: Apache-2.0 */
/* What is done on the page of a finding itself: planning's review, whether it helped, taking it back. */
#include "features/improvement/improvement_views.h"

struct judge_input { struct vd_str entidad, decision, razon, plazo, eficacia, razon_eficacia, plazo_eficacia, razon_retiro, requerimiento; struct vd_oint numero, visto; };

static struct improvement_said said_of(const struct judge_input *in, const char *form)
{
    if (!strcmp(form, "revision"))
        return (struct improvement_said){in->decision, in->razon, in->plazo, form};
    if (!strcmp(form, "requerir"))
        return (struct improvement_said){.reason = in->requerimiento, .form = form};
    return strcmp(form, "eficacia") ? (struct improvement_said){.reason = in->razon_retiro, .form = form} : (struct improvement_said){in->eficacia, in->razon_eficacia, in->plazo_eficacia, form};
}

static enum vd_err show(struct vd_req *rq, const char *form)
{
    const struct judge_input *in = rq->input;
    const struct improvement_said said = said_of(in, form);
    struct improvement_found_row found;
    VD_TRY(improvement_open(rq, in->numero.v, &found));
    return improvement_show_one(rq, &found, (struct vd_oint){0}, &said);
}

static enum vd_err answer(struct vd_req *rq, struct staff_write *write, const char *form, const char *field)
{
    if (write->err == VD_OK)
        return staff_go(rq, improvement_url(rq, ((const struct judge_input *)rq->input)->numero.v, ""), write->seq);
    if (improvement_clashed(write))
        write->problem = VD_S("Otra persona cambió este hallazgo. Vuelva a abrir su página y decida con lo que dice ahora.");
    if (write->err != VD_INVALID)
        return staff_failed(rq, write);
    vd_req_wrong(rq, field, "%.*s", VD_SARG(write->problem));
    return show(rq, form);
}

static enum vd_err reviewed(struct vd_req *rq, struct staff_write *write) { return answer(rq, write, "revision", "razon"); }
static enum vd_err withdrawn(struct vd_req *rq, struct staff_write *write) { return answer(rq, write, "retirar", "razon_retiro"); }
static enum vd_err required(struct vd_req *rq, struct staff_write *write) { return answer(rq, write, "requerir", "requerimiento"); }
static enum vd_err judged(struct vd_req *rq, struct staff_write *write)
{
    return answer(rq, write, "eficacia", ((const struct judge_input *)rq->input)->razon_eficacia.n ? "eficacia" : "razon_eficacia");
}

static void read_by(struct vd_req *rq, const char *field, struct vd_str typed, const char *must, struct vd_str *ret_iso)
{
    struct vd_date on;
    improvement_read_day(rq, field, typed, must, ret_iso);
    if (vd_date_from_iso(*ret_iso, &on) && vd_date_days(on) < vd_date_days(rq->today))
        vd_req_wrong(rq, field, "Ese día ya pasó");
}

static enum vd_err review_post(struct vd_req *rq)
{
    const struct judge_input *in = rq->input;
    struct improvement_asking asking = {.no = in->numero.v, .rev = in->visto.v, .what = in->decision, .reason = in->razon};
    const bool accepts = vd_str_is(in->decision, "aceptar"), returns = vd_str_is(in->decision, "devolver");
    if (!accepts && !returns)
        vd_req_wrong(rq, "decision", "Elija si las acepta o las devuelve");
    if (returns) {
        staff_must(rq, "razon", in->razon, "Escriba qué debe corregirse");
        read_by(rq, "plazo", in->plazo, NULL, &asking.plan_by);
    }
    return rq->wrong.n ? show(rq, "revision") : staff_write(rq, improvement_write_of(rq, accepts ? "mejora.aceptada" : "mejora.devuelta", improvement_review, reviewed, asking));
}

static enum vd_err judge_post(struct vd_req *rq)
{
    const struct judge_input *in = rq->input;
    struct improvement_asking asking = {.no = in->numero.v, .rev = in->visto.v, .what = in->eficacia, .reason = in->razon_eficacia};
    const bool helped = vd_str_is(in->eficacia, "eficaz"), again = vd_str_is(in->eficacia, "no_eficaz");
    if (!helped && !again)
        vd_req_wrong(rq, "eficacia", "Elija si sirvió o no");
    staff_must(rq, "razon_eficacia", in->razon_eficacia, "Escriba qué se verificó");
    if (again)
        read_by(rq, "plazo_eficacia", in->plazo_eficacia, "Escriba hasta cuándo tiene la dependencia para la acción nueva", &asking.plan_by);
    return rq->wrong.n ? show(rq, "eficacia") : staff_write(rq, improvement_write_of(rq, helped ? "hallazgo.cerrado" : "hallazgo.reabierto", improvement_judge, judged, asking));
}

static enum vd_err withdraw_post(struct vd_req *rq)
{
    const struct judge_input *in = rq->input;
    staff_must(rq, "razon_retiro", in->razon_retiro, "Escriba la razón");
    if (rq->wrong.n)
        return show(rq, "retirar");
    return staff_write(rq, improvement_write_of(rq, "hallazgo.retirado", improvement_withdraw, withdrawn, (struct improvement_asking){.no = in->numero.v, .rev = in->visto.v, .reason = in->razon_retiro}));
}

static enum vd_err require_post(struct vd_req *rq)
{
    const struct judge_input *in = rq->input;
    rq->way_out = improvement_url(rq, in->numero.v, "").s;
    return staff_write(rq, improvement_write_of(rq, "hallazgo.requerido", improvement_require, required, (struct improvement_asking){.no = in->numero.v, .reason = in->requerimiento}));
}

/* ---- routes */

#define TYPED(member, most, what, meaning) IMPROVEMENT_TYPED(judge_input, member, most, what, meaning)
#define ADDRESS VD_PARAM_ENTITY(judge_input), IMPROVEMENT_NO(judge_input), IMPROVEMENT_SEEN(judge_input)
static const struct vd_param of_review[] = {ADDRESS, TYPED(decision, 20, "Decisión", "aceptar or devolver"), TYPED(razon, 2000, "Razón", "why"), TYPED(plazo, 10, "Nuevo plazo", "day, dd/mm/yyyy"), {.name = NULL}};
static const struct vd_param of_judge[] = {ADDRESS, TYPED(eficacia, 20, "Eficacia", "eficaz or no_eficaz"), TYPED(razon_eficacia, 2000, "Razón", "why"),
    TYPED(plazo_eficacia, 10, "Plazo para la acción nueva", "day, dd/mm/yyyy"), {.name = NULL}};
static const struct vd_param of_require[] = {VD_PARAM_ENTITY(judge_input), IMPROVEMENT_NO(judge_input), TYPED(requerimiento, 2000, "Qué se requiere", "what is asked"), {.name = NULL}};
static const struct vd_param of_withdraw[] = {ADDRESS, TYPED(razon_retiro, 2000, "Razón", "why"), {.name = NULL}};

const struct vd_route improvement_act_routes[] = {
    STAFF_POST(judge_input, IMPROVEMENT_ONE "/revision", of_review, "mejora.revisar", review_post, "accept the actions of a finding, or send them back with a reason"),
    STAFF_POST(judge_input, IMPROVEMENT_ONE "/eficacia", of_judge, "mejora.cerrar", judge_post, "say whether what was done helped: close the finding, or send it round again"),
    STAFF_POST(judge_input, IMPROVEMENT_ONE "/requerir", of_require, "mejora.cerrar", require_post, "ask the units for what is past its day, once a day"),
    STAFF_POST(judge_input, IMPROVEMENT_ONE "/retirar", of_withdraw, "mejora.cerrar", withdraw_post, "take back a finding that was registered by mistake"),
    {.path = NULL},
};
