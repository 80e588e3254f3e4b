/* SPDX-License-Identifier: Apache-2.0 */
/* One activity of a cut-off: the report that entered, its evidence, and what Control Interno says of it. */
#include "calendar/calendar.h"
#include "features/verification/verification_row.h"

enum { TEXT_MOST = 2000 };

static enum vd_err row_page(struct vd_req *rq)
{
    struct verification_row_of r = {0};
    VD_TRY(verification_row_open(rq, rq->input, &r));
    return verification_row_show(rq, &r, rq->input, false);
}

/* ---- verifying */

/* Rounded as the form offered it, it is the exact value. */
static void read_value(struct vd_req *rq, const struct verification_row_of *r, const struct verification_input *in, struct verification_verifying *of)
{
    struct vd_oint exact = verification_row_offered(r);
    int64_t u6;
    if (!in->valor.n)
        return;
    if (!vd_quantity_read(in->valor, &u6) || u6 > INT64_C(100000000)) {
        vd_req_wrong(rq, "valor", "Escriba un porcentaje de 0 a 100, por ejemplo 87,5");
        return;
    }
    of->value_u6 = exact.has && vd_str_eq(verification_row_percent(rq->arena, u6), verification_row_percent(rq->arena, exact.v)) ? exact : vd_some(u6);
}

static enum vd_err read_row(struct vd_req *rq, const struct verification_row_of *r, const struct verification_input *in, struct verification_verifying *of)
{
    monitoring_evidences pieces = {0};
    bool any = false;
    if (!verification_verdict_named(in->veredicto, &of->verdict))
        vd_req_wrong(rq, "veredicto", "Elija un estado");
    read_value(rq, r, in, of);
    if (verification_differs(of->value_u6, r->line->declared) && !in->razon.n)
        vd_req_wrong(rq, "razon", "Su valor se aparta del declarado más de medio punto: escriba por qué");
    if (of->verdict == VERIFICATION_NOT_APPLICABLE && in->veredicto.n && !in->observaciones.n)
        vd_req_wrong(rq, "observaciones", "Escriba por qué no aplica");
    VD_TRY(verification_row_pieces(rq, r, &pieces));
    VD_EACH(e, &pieces) {
        bool bad = vd_ints_has(&in->no_conformes, e->id);
        any = any || bad;
        *VD_PUSH(rq->arena, &of->pieces) = (struct verification_piece){e->id, !bad};
    }
    if (any && !in->porque.n)
        vd_req_wrong(rq, "porque", "Escriba por qué no es conforme la evidencia que marcó");
    return VD_OK;
}

static enum vd_err verified(struct vd_req *rq, struct staff_write *write)
{
    const struct verification_input *in = rq->input;
    struct verification_row_of r = {0};
    VD_TRY(verification_row_open(rq, in, &r));
    if (write->err == VD_INVALID && write->problem.n) {
        vd_req_wrong(rq, "veredicto", "%.*s", VD_SARG(write->problem));
        return verification_row_show(rq, &r, in, false);
    }
    if (write->err == VD_CONFLICT && !write->problem.n) {
        rq->status = 409;
        return verification_row_show(rq, &r, in, true);
    }
    return verification_done_at(rq, write, verification_url(rq, &r.o, NULL));
}

static enum vd_err verify_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct verification_row_of r = {0};
    struct verification_verifying *of = VD_NEW(rq->arena, struct verification_verifying);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(verification_row_open(rq, in, &r));
    *of = (struct verification_verifying){.person_id = staff_who(rq)->person_id, .cutoff_id = r.o.cutoff.id, .activity_key = r.line->activity_key, .seen = in->visto, .seen_report = in->reporte.v,
        .remarks = in->observaciones, .nonconformity = in->no_conformidad, .difference_reason = in->razon, .why_not = in->porque};
    VD_TRY(read_row(rq, &r, in, of));
    if (rq->wrong.n)
        return verification_row_show(rq, &r, in, false);
    *write = (struct staff_write){.entity_id = r.o.version.entity_id, .kind = "seguimiento.verificado", .apply = verification_verify, .then = verified, .arg = of};
    return staff_write(rq, write);
}

/* ---- asking for more */

static enum vd_err asked(struct vd_req *rq, struct staff_write *write)
{
    const struct verification_input *in = rq->input;
    struct verification_opened o = {0};
    VD_TRY(verification_open_at(rq, in, &o));
    return verification_done_at(rq, write, verification_row_url(rq, &o, in->direccion, NULL));
}

static enum vd_err ask_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct verification_row_of r = {0};
    struct vd_date due = {0};
    struct verification_asking *of = VD_NEW(rq->arena, struct verification_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(verification_row_open(rq, in, &r));
    if (!in->pedir.n)
        vd_req_wrong(rq, "pedir", "Escriba qué falta");
    if (!in->plazo.n)
        vd_req_wrong(rq, "plazo", "Escriba el plazo");
    enum vd_err err = staff_date(rq, "plazo", in->plazo, &due);
    if (err != VD_OK && err != VD_INVALID)
        return err;
    if (due.year && vd_date_days(due) < vd_date_days(rq->today))
        vd_req_wrong(rq, "plazo", "El plazo va de hoy en adelante");
    if (rq->wrong.n)
        return verification_row_show(rq, &r, in, false);
    *of = (struct verification_asking){.person_id = staff_who(rq)->person_id, .cutoff_id = r.o.cutoff.id, .activity_key = r.line->activity_key, .asked = in->pedir, .due = due};
    *write = (struct staff_write){.entity_id = r.o.version.entity_id, .kind = "seguimiento.pedido", .apply = verification_ask, .then = asked, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) VD_PARAM(verification_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
static const struct vd_param of_row[] = {VERIFICATION_ACTIVITY(verification_input), STAFF_DONE(verification_input), {.name = NULL}};
static const struct vd_param of_verify[] = {VERIFICATION_ACTIVITY(verification_input),
    VD_PARAM(verification_input, visto, VD_FROM_FORM, VD_P_TEXT, .max = 32, .about = "what was verified of the row, as the person saw it; empty: nothing"),
    VD_PARAM(verification_input, reporte, VD_FROM_FORM, VD_P_INT, .min = 0, .max = INT64_MAX / 2, .about = "the report the person saw; 0: none"),
    TYPED(veredicto, 20, "Estado", "cumplida, cumplida_tarde, en_ejecucion, incumplida or no_aplica"), TYPED(valor, 40, "Valor verificado", "percent of what was asked by the cut-off"),
    TYPED(razon, TEXT_MOST, "Razón de la diferencia", "why it is not the declared value"), TYPED(observaciones, TEXT_MOST, "Observaciones", "of the official report"),
    TYPED(no_conformidad, TEXT_MOST, "No conformidad", "what does not conform"), TYPED(porque, 1000, "Por qué no es conforme", "why evidence does not conform"),
    VD_PARAM(verification_input, no_conformes, VD_FROM_FORM, VD_P_INTS, .min = 1, .max = INT64_MAX / 2, .about = "pieces of evidence that do not conform"), {.name = NULL}};
static const struct vd_param of_ask[] = {VERIFICATION_ACTIVITY(verification_input), TYPED(pedir, TEXT_MOST, "Qué falta", "what is asked for"), TYPED(plazo, 40, "Plazo", "last day to answer, day/month/year"), {.name = NULL}};

const struct vd_route verification_row_routes[] = {
    STAFF_PAGE(verification_input, VERIFICATION_ROW, of_row, "seguimiento.verificar", row_page, "one activity of a cut-off: the report that entered, its evidence, four values"),
    STAFF_POST(verification_input, VERIFICATION_ROW, of_verify, "seguimiento.verificar", verify_post, "verify an activity with a value, a state, its evidence and remarks"),
    STAFF_POST(verification_input, VERIFICATION_ROW "/pedir", of_ask, "seguimiento.verificar", ask_post, "ask who reports for more, with a term"),
    {.path = NULL},
};
