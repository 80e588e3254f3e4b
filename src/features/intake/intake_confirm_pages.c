/* SPDX-License-Identifier: Apache-2.0 */
/* The question before a brought file is confirmed: what becomes public, which errors stay open, and whether its year is another one. */
#include "features/intake/intake.h"
#include "features/intake/intake_confirm.tpl.h"
#include "features/intake/intake_views.h"

enum { ERRORS_SHOWN = 10 };
struct act_input { struct vd_str entidad; struct vd_oint traida, rev, vigencia, hecho; };

/* ---- the question */

static void fill_errors(struct vd_req *rq, const struct intake_opened *opened, struct intake_confirm_view *view)
{
    int64_t n = intake_open_errors(opened);
    if (n)
        view->count = n == 1 ? VD_S("Tiene 1 error abierto") : vd_str_printf(rq->arena, "Tiene %.*s errores abiertos", VD_SARG(vd_es_int(rq->arena, n)));
    VD_EACH(f, &opened->batch.findings) {
        if (!vd_str_is(f->severity, "error") || !intake_is_open(opened, f) || view->errors.n == ERRORS_SHOWN)
            continue;
        struct vd_str place = plan_batch_place(rq->arena, &opened->batch, PLAN_PLACE_OF(f));
        *VD_PUSH(rq->arena, &view->errors) = (struct intake_open_error){.place = place.n ? plan_batch_upper(rq->arena, place) : VD_S("Todo el documento"),
            .fact = plan_finding_words_of(rq->arena, f->code, f->read_text, f->proposal).fact};
    }
    if (n > ERRORS_SHOWN)
        view->count = vd_str_printf(rq->arena, "%.*s; estos son los primeros %d", VD_SARG(view->count), ERRORS_SHOWN);
}

/* VD-P075: most dates are of read_text. */
static void fill_year(struct vd_req *rq, const struct intake_opened *opened, struct intake_confirm_view *view)
{
    VD_EACH(f, &opened->batch.findings)
        if (vd_str_is(f->code, "VD-P075")) {
            view->year = f->read_text;
            view->asked_year = vd_str_printf(rq->arena, "%" PRId64, opened->intake.row.vigencia);
            view->restart = vd_url_with(rq->arena, opened->base, "/vigencia");
            view->token_year = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/vigencia");
        }
}

static void fill_happens(struct vd_req *rq, const struct intake_opened *opened, struct intake_confirm_view *view)
{
    bool is_public = opened->run.historical, has_errors = intake_open_errors(opened) > 0;
    view->tone = is_public || has_errors ? "mid" : "info";
    view->button_class = is_public && has_errors ? "danger" : view->year.n ? "" : "main";
    view->button = is_public ? "Confirmar y publicar" : "Confirmar";
    view->happens = is_public ? vd_str_printf(rq->arena, "Esto queda público de inmediato como historia del %" PRId64, opened->intake.row.vigencia)
                              : VD_S("Esto queda como borrador, que solo ve quien trabaja en la entidad");
    view->detail = vd_str_printf(rq->arena, "Se guarda como versión %" PRId64 " de %.*s. %s", opened->run.no, VD_SARG(opened->title),
        is_public    ? has_errors ? "Cualquiera podrá verlo, con los errores que siguen abiertos." : "Cualquiera podrá verlo. No queda ningún error abierto."
        : has_errors ? "Con errores abiertos el borrador no podrá ir a consulta ni a aprobación." : "No queda ningún error abierto.");
}

static enum vd_err question_page(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    struct intake_opened opened;
    VD_TRY(intake_open_page(rq, in->traida.v, &opened));
    if (!vd_str_is(opened.intake.row.state, "leido") || opened.run.unchanged)
        return staff_go(rq, opened.base, 0);
    struct intake_confirm_view view = {.title = opened.title, .back = opened.base, .rev = opened.intake.row.rev, .confirm = vd_url_with(rq->arena, opened.base, "/confirmar"),
        .token = vd_form_token(rq, "/{entidad}/trabajo/traer/{traida}/confirmar")};
    fill_errors(rq, &opened, &view);
    fill_year(rq, &opened, &view);
    fill_happens(rq, &opened, &view);
    VD_TRY(staff_page(rq, VD_S("Confirmar el archivo"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Traer un plan"), staff_url(rq, "traer", NULL));
    staff_crumb(rq, &view.page, opened.title, opened.base);
    view.page.here = VD_S("Confirmar");
    tpl_intake_confirm(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the same file, of another year */

/* What the law asks for in that year, when it was that in the year that was asked for. */
static struct vd_str instrument_in(const struct intake_numbered_row *row, int64_t vigencia)
{
    const struct law_instruments *was = plan_law_instrument_of((int)row->vigencia), *is = plan_law_instrument_of((int)vigencia);
    return was && is && vd_str_eq(was->code, row->instrument) ? is->code : row->instrument;
}

static enum vd_err year_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    int64_t entity = staff_who(rq)->entity.id;
    struct intake *intake = VD_NEW(rq->arena, struct intake);
    struct plan_draft *draft;
    if (rq->wrong.n)
        return VD_INVALID;
    VD_TRY(intake_find(rq->db, rq->arena, entity, in->traida.v, intake));
    struct intake other = {.row = intake->row};
    other.row.vigencia = in->vigencia.v;
    other.row.instrument = instrument_in(&intake->row, in->vigencia.v);
    rq->way_out = intake_url(rq, in->traida.v).s;
    VD_TRY(intake_understand(rq->services, rq->arena, entity, &other, &draft, &rq->problem));
    return intake_bring_it(rq, &(struct intake_bringing){.again = intake, .file_name = intake->row.file, .instrument = other.row.instrument, .vigencia = in->vigencia.v,
        .person_id = staff_who(rq)->person_id});
}

/* ---- confirming, after the question */

struct confirming {
    struct plan_import import;
    struct intake_confirming of;
    struct plan_import_result result;
};

static enum vd_err confirm(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    struct confirming *c = job->arg;
    c->import.now = job->now;
    return plan_import_run(db, arena, &c->import, &c->result);
}

/* What two clicks at once leave: the second finds it confirmed. */
static enum vd_err confirmed(struct vd_req *rq, struct staff_job *job)
{
    const struct confirming *c = job->arg;
    struct intake now;
    if (job->err == VD_OK)
        return staff_go(rq, intake_url(rq, c->of.no), c->result.unchanged ? 0 : c->result.seq);
    if (job->err != VD_CONFLICT)
        return job->err;
    VD_TRY(intake_find(rq->db, rq->arena, staff_who(rq)->entity.id, c->of.no, &now));
    if (vd_str_is(now.row.state, "confirmado"))
        return staff_go(rq, intake_url(rq, c->of.no), 0);
    rq->problem = VD_S("Otra persona decidió algo sobre este archivo mientras usted lo miraba. No se guardó nada en el plan: abra de nuevo la revisión antes de confirmar.");
    rq->way_out = intake_url(rq, c->of.no).s;
    return VD_CONFLICT;
}

static enum vd_err confirm_post(struct vd_req *rq)
{
    const struct act_input *in = rq->input;
    const struct vd_who *who = staff_who(rq);
    struct confirming *c = VD_NEW(rq->arena, struct confirming);
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    struct plan_draft *draft;
    struct intake *intake = VD_NEW(rq->arena, struct intake);
    VD_TRY(intake_find(rq->db, rq->arena, who->entity.id, in->traida.v, intake));
    if (vd_str_is(intake->row.state, "confirmado"))
        return staff_go(rq, intake_url(rq, in->traida.v), 0);
    VD_TRY(intake_understand(rq->services, rq->arena, who->entity.id, intake, &draft, &rq->problem));
    c->of = (struct intake_confirming){in->traida.v, in->rev.v};
    c->import = intake_import(rq->services, rq->arena, &who->entity, intake, draft);
    c->import.beside = intake_confirmed;
    c->import.beside_arg = &c->of;
    c->import.actor = (struct vd_actor){.kind = VD_ACTOR_PERSON, .id = who->person_id};
    *job = (struct staff_job){.run = confirm, .then = confirmed, .arg = c};
    return staff_do(rq, job);
}

/* ---- routes */

#define BROUGHT VD_PARAM(act_input, traida, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the brought file")
static const struct vd_param of_question[] = {VD_PARAM_ENTITY(act_input), BROUGHT, STAFF_DONE(act_input), {.name = NULL}};
static const struct vd_param of_confirm[] = {VD_PARAM_ENTITY(act_input), BROUGHT,
    VD_PARAM(act_input, rev, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "the decisions that were seen"), {.name = NULL}};
static const struct vd_param of_year[] = {VD_PARAM_ENTITY(act_input), BROUGHT,
    VD_PARAM(act_input, vigencia, VD_FROM_FORM, VD_P_INT, .min = 2000, .max = 2100, .required = true, .label = "Vigencia", .about = "the right year"), {.name = NULL}};

const struct vd_route intake_confirm_routes[] = {
    STAFF_PAGE(act_input, "/{entidad}/trabajo/traer/{traida}/confirmar", of_question, "plan.crear", question_page, "what confirming a brought file does, with its open errors", .wide = true),
    STAFF_POST(act_input, "/{entidad}/trabajo/traer/{traida}/confirmar", of_confirm, "plan.crear", confirm_post, "import a brought file as a version of its plan", .wide = true),
    STAFF_POST(act_input, "/{entidad}/trabajo/traer/{traida}/vigencia", of_year, "plan.crear", year_post, "review a brought file as of another year", .wide = true),
    {.path = NULL},
};
