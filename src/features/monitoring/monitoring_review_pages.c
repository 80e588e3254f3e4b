/* SPDX-License-Identifier: Apache-2.0 */
/* Second line: what waits for a review, who has not reported, one report and what planning says of it. */
#include "calendar/calendar.h"
#include "features/monitoring/monitoring_review.tpl.h"
#include "features/monitoring/monitoring_reviews.tpl.h"
#include "features/monitoring/monitoring_say.h"

struct review_input {
    struct vd_str entidad, decision, valor, razon;
    vd_ints devueltas;             /* pieces that are sent back */
    struct vd_str porque;          /* why they are */
    struct vd_oint reporte, plan, hecho;
};

/* ---- the list */

static void add_waiting(struct vd_req *rq, const struct life_version_row *v, const struct monitoring_line *l, struct monitoring_reviews_view *view)
{
    VD_EACH(r, &l->reports) {
        if (!vd_str_is(r->state, "enviado"))
            continue;
        *VD_PUSH(rq->arena, &view->waiting) = (struct monitoring_waiting_line){.address = l->activity.address, .description = l->activity.description, .plan = life_title(rq->arena, v),
            .unit = l->activity.lead, .value = monitoring_value_said(rq->arena, l, r), .sent = vd_es_instant(rq->arena, r->sent_at.v), .url = monitoring_review_url(rq, r->id),
            .late = monitoring_late(l, r)};
    }
}

static void add_missing(struct vd_req *rq, const struct monitoring_line *l, struct monitoring_missing_group *group)
{
    struct monitoring_missing_line *found = NULL;
    struct vd_str unit = l->activity.lead.n ? l->activity.lead : VD_S("Sin dependencia líder");
    VD_EACH(line, &group->lines)
        if (vd_str_eq(line->unit, unit))
            found = line;
    if (!found) {
        found = VD_PUSH(rq->arena, &group->lines);
        found->unit = unit;
    }
    found->n++;
    found->activities = vd_str_printf(rq->arena, "%.*s%s%.*s", VD_SARG(found->activities), found->activities.n ? ", " : "", VD_SARG(l->activity.address));
}

static enum vd_err was_reminded(struct vd_req *rq, const struct life_version_row *v, bool *ret)
{
    struct monitoring_asked_row asked;
    enum vd_err err = monitoring_asked_one(rq->db, rq->arena, v->entity_id, v->plan_id, &asked);
    *ret = err == VD_OK && vd_date_days(vd_date_in_bogota(asked.at)) == vd_date_days(rq->today);
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct review_input *in = rq->input;
    struct monitoring_reviews_view view = {.action = staff_url(rq, "revision", "recordar", NULL)};
    life_versions versions = {0};
    VD_TRY(monitoring_in_force(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_EACH(v, &versions) {
        monitoring_lines lines = {0};
        struct monitoring_missing_group *group = VD_PUSH(rq->arena, &view.missing);
        *group = (struct monitoring_missing_group){.plan = life_title(rq->arena, v), .token = vd_form_token(rq, "/{entidad}/trabajo/revision/recordar"),
            .id = vd_str_printf(rq->arena, "%" PRId64, v->id), .period = monitoring_url(rq, v, (struct vd_str){0}, "monitoreo")};
        VD_TRY(was_reminded(rq, v, &group->reminded));
        VD_TRY(monitoring_now(rq, v, &lines));
        VD_EACH(l, &lines) {
            add_waiting(rq, v, l, &view);
            if (monitoring_lacks(l, rq->today))
                add_missing(rq, l, group);
        }
    }
    VD_TRY(staff_page(rq, VD_S("Revisar avances"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    tpl_monitoring_reviews(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- reminders */

static enum vd_err reminded(struct vd_req *rq, struct staff_write *write)
{
    return write->err == VD_OK ? staff_go(rq, staff_url(rq, "revision", NULL), write->seq) : staff_failed(rq, write);
}

static enum vd_err remind_post(struct vd_req *rq)
{
    const struct review_input *in = rq->input;
    struct monitoring_reminding *of = VD_NEW(rq->arena, struct monitoring_reminding);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *of = (struct monitoring_reminding){.person_id = staff_who(rq)->person_id, .version_id = in->plan.v, .page = staff_url(rq, "reportar", NULL).s};
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "avance.recordado", .apply = monitoring_remind, .then = reminded, .arg = of};
    rq->way_out = staff_url(rq, "revision", NULL).s;
    return staff_write(rq, write);
}

/* ---- one report */

/* progress: with this report, what was accepted and what was sent before it; a later one that waits is no part of it. */
struct opened { struct monitoring_opened of; struct monitoring_report_row report; struct monitoring_progress progress; struct vd_str lost; /* who decided before */ };

static struct monitoring_progress progress_with(struct vd_req *rq, const struct monitoring_line *l, int64_t no)
{
    const struct monitoring_of of = {.arena = rq->arena, .at = rq->now};
    struct monitoring_line until = *l;
    until.reports = (monitoring_reports){0};
    VD_EACH(r, &l->reports)
        if (r->no <= no || !vd_str_is(r->state, "enviado"))
            *VD_PUSH(rq->arena, &until.reports) = *r;
    return monitoring_progress_with(&of, &until, NULL, 0, rq->today);
}

static enum vd_err open_report(struct vd_req *rq, int64_t id, struct opened *ret)
{
    life_versions versions = {0};
    monitoring_lines lines = {0};
    struct monitoring_place_row place;
    rq->way_out = staff_url(rq, "revision", NULL).s;
    rq->problem = VD_S("En esta entidad no hay un reporte enviado con ese número.");
    VD_TRY(monitoring_place_one(rq->db, rq->arena, staff_who(rq)->entity.id, id, &place));
    VD_TRY(monitoring_in_force_or_closed(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_EACH(v, &versions) {
        const struct monitoring_of of = {rq->db, rq->arena, v->entity_id, v->plan_id, place.activity_key, rq->now};
        if (v->plan_id != place.plan_id)
            continue;
        VD_TRY(monitoring_lines_of(&of, v->id, rq->today, &lines));
        ret->of.version = *v;
    }
    if (!lines.n) {
        rq->problem = VD_S("La actividad de ese reporte ya no está en el plan.");
        return VD_NOT_FOUND;
    }
    ret->of.line = lines.v[0];
    VD_EACH(r, &ret->of.line.reports)
        if (r->id == id && r->sent_at.has) {
            ret->report = *r;
            ret->progress = progress_with(rq, &ret->of.line, r->no);
            rq->problem = (struct vd_str){0};
            return VD_OK;
        }
    return VD_NOT_FOUND;
}

static void fill_review(struct vd_req *rq, const struct opened *o, const struct review_input *in, struct monitoring_review_view *view)
{
    mpq_srcptr percent = o->progress.percent;
    struct vd_str value = in->valor.n || !percent ? in->valor : followup_rounded(rq->arena, percent, 2, ',');
    view->value = staff_input(rq, "valor", VD_S("Valor de planeación, en porcentaje de la meta"), value);
    view->value.hint = vd_str_printf(rq->arena, "De lo reportado resulta: %.*s. Si pone otro, diga por qué.", VD_SARG(monitoring_progress_said(rq->arena, &o->of.line, &o->progress)));
    view->value.inputmode = "decimal";
    view->value.width = "w-s";
    view->value.optional = true;
    view->reason = staff_input(rq, "razon", VD_S("Razón"), in->razon);
    view->reason.hint = VD_S("La lee la dependencia. Para devolver es obligatoria.");
    view->reason.rows = 3;
    view->reason.optional = true;
    view->why = staff_input(rq, "porque", VD_S("Por qué no sirve"), in->porque);
    view->why.optional = true;
    view->decision = (struct vd_choices){.name = "decision", .label = VD_S("Decisión"), .error = staff_wrong_of(rq, "decision")};
    *VD_PUSH(rq->arena, &view->decision.of) = (struct vd_choice){VD_S("aceptar"), VD_S("Aceptar"), {0}, vd_str_is(in->decision, "aceptar")};
    *VD_PUSH(rq->arena, &view->decision.of) = (struct vd_choice){VD_S("devolver"), VD_S("Devolver para que se corrija"), {0}, vd_str_is(in->decision, "devolver")};
    VD_EACH(p, &view->report.pieces)
        *VD_PUSH(rq->arena, &view->verdicts) = (struct monitoring_verdict_field){.piece = *p, .no = p->id, .sent_back = vd_ints_has(&in->devueltas, p->id)};
}

/* Why this person may not review it; absent: nothing. */
static struct vd_str refuses(const struct vd_who *who, const struct opened *o)
{
    if (o->lost.n)
        return o->lost;
    if (monitoring_is_closed(&o->of.version))
        return vd_str_is(o->report.state, "enviado") ? VD_S("El plan se cerró sin que planeación revisara este reporte: queda como se envió.") : VD_S("El plan se cerró: su revisión no cambia.");
    return monitoring_own(who, &o->of.line, o->report.person_id);
}

static enum vd_err show(struct vd_req *rq, const struct opened *o, const struct review_input *in)
{
    const struct monitoring_activity_row *a = &o->of.line.activity;
    struct monitoring_review_view view = {.wrongs = staff_wrongs(rq), .eyebrow = monitoring_eyebrow(rq->arena, &o->of.line), .address = a->address, .description = a->description,
        .token = vd_form_token(rq, "/{entidad}/trabajo/revision/{reporte}"), .action = monitoring_review_url(rq, o->report.id),
        .history = monitoring_url(rq, &o->of.version, a->address, "reportes"), .promise = monitoring_show_promise(rq, &o->of.line),
        .own = refuses(staff_who(rq), o)};
    view.may = vd_str_is(o->report.state, "enviado") && !view.own.n;
    const struct monitoring_report_row *earlier = view.may ? monitoring_waits_before(&o->of.line, o->report.no) : NULL;
    if (earlier)
        view.earlier = (struct vd_link){vd_str_printf(rq->arena, "el reporte %" PRId64 " de %.*s", earlier->no, VD_SARG(earlier->person)), monitoring_review_url(rq, earlier->id)};
    VD_TRY(staff_page(rq, vd_str_printf(rq->arena, "Revisar el avance de %.*s", VD_SARG(a->address)), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Revisar avances"), staff_url(rq, "revision", NULL));
    VD_TRY(monitoring_show_report(rq, &o->of, &o->report, &view.report));
    VD_TRY(monitoring_show_before(rq, &o->of, o->report.id, &view.before));
    fill_review(rq, o, in, &view);
    tpl_monitoring_review(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err one_page(struct vd_req *rq)
{
    const struct review_input *in = rq->input;
    struct opened o = {0};
    VD_TRY(open_report(rq, in->reporte.v, &o));
    return show(rq, &o, in);
}

/* Does planning's value differ from what follows from the report, as it is printed? */
static bool differs(struct vd_arena *arena, const struct opened *o, int64_t u6)
{
    mpq_srcptr percent = o->progress.percent;
    return !percent || !vd_str_eq(followup_rounded(arena, percent, 2, ','), followup_rounded(arena, followup_ratio(arena, u6, 1000000), 2, ','));
}

static void read_review(struct vd_req *rq, const struct review_input *in, const struct opened *o, struct monitoring_reviewing *of)
{
    int64_t u6 = 0;
    of->accept = vd_str_is(in->decision, "aceptar");
    if (!of->accept && !vd_str_is(in->decision, "devolver"))
        vd_req_wrong(rq, "decision", "Elija si acepta el reporte o lo devuelve");
    if (!of->accept && !in->razon.n)
        vd_req_wrong(rq, "razon", "Escriba qué debe corregirse");
    if (!of->accept || (o->progress.not_applicable && !in->valor.n))
        return;
    if (!vd_quantity_read(in->valor, &u6) || u6 > INT64_C(100000000))
        vd_req_wrong(rq, "valor", "Escriba un porcentaje de 0 a 100, por ejemplo 87,5");
    else if (differs(rq->arena, o, u6) && !in->razon.n)
        vd_req_wrong(rq, "razon", "Su valor no es el que resulta de lo reportado: escriba por qué");
    of->reviewed_u6 = vd_some(u6);
}

static enum vd_err read_verdicts(struct vd_req *rq, const struct review_input *in, const struct opened *o, struct monitoring_reviewing *of)
{
    monitoring_evidences pieces = {0};
    bool any = false;
    VD_TRY(monitoring_evidence_of(rq->db, rq->arena, staff_who(rq)->entity.id, o->report.id, &pieces));
    VD_EACH(e, &pieces) {
        bool back = vd_ints_has(&in->devueltas, e->id);
        any = any || back;
        *VD_PUSH(rq->arena, &of->verdicts) = (struct monitoring_verdict){.evidence_id = e->id, .accepted = !back, .reason = in->porque};
    }
    if (any && !in->porque.n)
        vd_req_wrong(rq, "porque", "Escriba por qué no sirve la evidencia que devuelve");
    return VD_OK;
}

/* The report as it was decided meanwhile, and what this person had written. */
static enum vd_err show_lost(struct vd_req *rq, struct opened *o, const struct review_input *in)
{
    o->lost = monitoring_decided_said(rq->arena, &o->report);
    if (in->razon.n)
        o->lost = vd_str_printf(rq->arena, "%.*s Lo que usted había escrito no se guardó: «%.*s»", VD_SARG(o->lost), VD_SARG(in->razon));
    rq->wrong.n = 0;
    rq->status = 409;
    return show(rq, o, in);
}

static enum vd_err reviewed(struct vd_req *rq, struct staff_write *write)
{
    const struct review_input *in = rq->input;
    struct opened o = {0};
    if (write->err == VD_OK)
        return staff_go(rq, staff_url(rq, "revision", NULL), write->seq);
    if (write->err == VD_CONFLICT && write->problem.n) {
        VD_TRY(open_report(rq, in->reporte.v, &o));
        return show_lost(rq, &o, in);
    }
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "decision", "%.*s", VD_SARG(write->problem));
    VD_TRY(open_report(rq, in->reporte.v, &o));
    return show(rq, &o, in);
}

static enum vd_err review_post(struct vd_req *rq)
{
    const struct review_input *in = rq->input;
    struct monitoring_reviewing *of = VD_NEW(rq->arena, struct monitoring_reviewing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct opened o = {0};
    VD_TRY(open_report(rq, in->reporte.v, &o));
    *of = (struct monitoring_reviewing){.person_id = staff_who(rq)->person_id, .version_id = o.of.version.id, .report_id = o.report.id, .reason = in->razon,
        .page = monitoring_url(rq, &o.of.version, o.of.line.activity.address, "reporte").s};
    struct vd_str own = refuses(staff_who(rq), &o);
    if (own.n) {
        rq->problem = own;
        return VD_DENIED;
    }
    read_review(rq, in, &o, of);
    VD_TRY(read_verdicts(rq, in, &o, of));
    if (rq->wrong.n)
        return vd_str_is(o.report.state, "enviado") ? show(rq, &o, in) : show_lost(rq, &o, in);
    *write = (struct staff_write){.entity_id = o.of.version.entity_id, .kind = of->accept ? "avance.aceptado" : "avance.devuelto", .apply = monitoring_review, .then = reviewed, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) VD_PARAM(review_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
#define REPORT VD_PARAM(review_input, reporte, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "report")
static const struct vd_param of_list[] = {MONITORING_ENTITY(review_input), STAFF_DONE(review_input), {.name = NULL}};
static const struct vd_param of_remind[] = {MONITORING_ENTITY(review_input),
    VD_PARAM(review_input, plan, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "the version in force"), {.name = NULL}};
static const struct vd_param of_one[] = {MONITORING_ENTITY(review_input), REPORT, STAFF_DONE(review_input), {.name = NULL}};
static const struct vd_param of_review[] = {MONITORING_ENTITY(review_input), REPORT, TYPED(decision, 20, "Decisión", "aceptar or devolver"),
    TYPED(valor, 40, "Valor de planeación", "percent of the target"), TYPED(razon, 2000, "Razón", "why"), TYPED(porque, 1000, "Por qué se devuelve la evidencia", "why evidence is sent back"),
    VD_PARAM(review_input, devueltas, VD_FROM_FORM, VD_P_INTS, .min = 1, .max = INT64_MAX / 2, .about = "pieces of evidence that are sent back"), {.name = NULL}};

const struct vd_route monitoring_review_routes[] = {
    STAFF_PAGE(review_input, "/{entidad}/trabajo/revision", of_list, "seguimiento.revisar", list_page, "reports that wait for a review, and units that have not reported"),
    STAFF_POST(review_input, "/{entidad}/trabajo/revision/recordar", of_remind, "seguimiento.revisar", remind_post, "remind the units of what they have not reported, once a day"),
    STAFF_PAGE(review_input, "/{entidad}/trabajo/revision/{reporte}", of_one, "seguimiento.revisar", one_page, "one report with its evidence, to be reviewed"),
    STAFF_POST(review_input, "/{entidad}/trabajo/revision/{reporte}", of_review, "seguimiento.revisar", review_post, "accept a report with a value and a reason, or send it back"),
    {.path = NULL},
};
