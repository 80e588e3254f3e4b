/* SPDX-License-Identifier: Apache-2.0 */
/* Several findings of one code, accepted at once with one reason. */
#include "features/intake/intake.h"
#include "features/intake/intake_views.h"

enum { LEAST_REASON = 3 };
static const char ACCEPT[] = "/{entidad}/trabajo/traer/{traida}/aceptar";

struct many_input { struct vd_str entidad, codigo, razon; struct vd_oint traida, rev; };

static bool is_open(const struct intake_opened *opened, const struct batch_finding_row *f)
{
    return !vd_str_is(f->severity, "nota") && !intake_decided(&opened->intake, PLAN_PLACE_OF(f), f->code);
}

static int64_t open_of(const struct intake_opened *opened, struct vd_str code)
{
    int64_t n = 0;
    VD_EACH(f, &opened->batch.findings)
        n += vd_str_eq(f->code, code) && is_open(opened, f);
    return n;
}

static bool is_listed(const struct intake_review_view *view, struct vd_str code)
{
    VD_EACH(m, &view->many)
        if (vd_str_eq(m->code, code))
            return true;
    return false;
}

void intake_many_fill(struct vd_req *rq, const struct intake_opened *opened, const struct intake_typed *typed, struct intake_review_view *view)
{
    VD_EACH(f, &opened->batch.findings) {
        int64_t n = open_of(opened, f->code);
        bool typing = typed && typed->many && vd_str_eq(typed->code, f->code);
        if (n < 2 || !vd_str_is(opened->intake.row.state, "leido") || !is_open(opened, f) || is_listed(view, f->code))
            continue;
        *VD_PUSH(rq->arena, &view->many) = (struct intake_many){.code = f->code, .token = vd_form_token(rq, ACCEPT), .rev = opened->intake.row.rev,
            .action = vd_url_with(rq->arena, opened->base, "/aceptar"), .typed = typing ? typed->reason : (struct vd_str){0}, .error = typing ? typed->error : (struct vd_str){0},
            .said = vd_str_printf(rq->arena, "%" PRId64 " hallazgos %.*s: «%.*s»", n, VD_SARG(f->code), VD_SARG(plan_finding_words_of(rq->arena, f->code, f->read_text, f->proposal).fact))};
    }
}

static enum vd_err accept_all(struct vd_change *change, struct staff_write *write) { return intake_accept(change, write->arg); }

static enum vd_err accepted(struct vd_req *rq, struct staff_write *write)
{
    const struct intake_accepting *of = write->arg;
    rq->way_out = intake_url(rq, of->no).s;
    if (write->err == VD_CONFLICT)
        rq->problem = VD_S("Otra persona decidió algo sobre este archivo mientras usted lo miraba. No se guardó nada: abra de nuevo la revisión, mire lo que decidió y decida.");
    return write->err == VD_OK ? staff_go(rq, intake_url(rq, of->no), write->seq) : write->err == VD_CONFLICT ? VD_CONFLICT : staff_failed(rq, write);
}

static enum vd_err many_post(struct vd_req *rq)
{
    const struct many_input *in = rq->input;
    struct intake_opened opened;
    struct intake_accepting *of = VD_NEW(rq->arena, struct intake_accepting);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    if (in->razon.n < LEAST_REASON) {
        const struct intake_typed typed = {.code = in->codigo, .many = true, .reason = in->razon, .error = VD_S("Escriba la razón para dejarlos como están")};
        vd_req_wrong(rq, "razon", "%.*s", VD_SARG(typed.error));
        return intake_review(rq, &opened, &typed, (struct vd_oint){0});
    }
    *of = (struct intake_accepting){.no = in->traida.v, .rev = in->rev.v, .person_id = staff_who(rq)->person_id, .code = in->codigo, .reason = in->razon};
    VD_EACH(f, &opened.batch.findings)
        if (vd_str_eq(f->code, in->codigo) && is_open(&opened, f))
            *VD_PUSH(rq->arena, &of->places) = (struct plan_place)PLAN_PLACE_OF(f);
    if (!of->places.n || in->rev.v != opened.intake.row.rev)
        return accepted(rq, &(struct staff_write){.err = VD_CONFLICT, .arg = of});
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "archivo.decidido", .apply = accept_all, .then = accepted, .arg = of};
    return staff_write(rq, write);
}

static const struct vd_param of_many[] = {
    VD_PARAM_ENTITY(many_input),
    VD_PARAM(many_input, traida, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the brought file"),
    VD_PARAM(many_input, rev, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "the decisions that were seen"),
    VD_PARAM(many_input, codigo, VD_FROM_FORM, VD_P_TEXT, .max = 16, .required = true, .label = "Hallazgo", .about = "code of the findings"),
    VD_PARAM(many_input, razon, VD_FROM_FORM, VD_P_TEXT, .max = 1000, .label = "Razón", .about = "why they stand"), {.name = NULL}};

const struct vd_route intake_many_routes[] = {
    STAFF_POST(many_input, "/{entidad}/trabajo/traer/{traida}/aceptar", of_many, "plan.crear", many_post, "accept all open findings of one code of a brought file, with one reason", .wide = true),
    {.path = NULL},
};
