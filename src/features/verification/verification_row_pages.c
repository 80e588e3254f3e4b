/* SPDX-License-Identifier: Apache-2.0 */
/* One activity of a cut-off: the report that entered, its evidence, and what Control Interno says of it. */
#include "features/verification/verification_row.tpl.h"
#include "features/verification/verification_say.h"

enum { TEXT_MOST = 2000 };

struct row_of {
    struct verification_opened o;
    struct verification_sheet sheet;
    verification_request_rows requests;
    monitoring_wrote_rows wrote; /* by who looks */
    size_t i;
    const struct followup_line_row *line;
    const struct verification_line *row;
};

static enum vd_err open_row(struct vd_req *rq, const struct verification_input *in, struct row_of *ret)
{
    VD_TRY(verification_open_rows(rq, in, &ret->o, &ret->sheet));
    VD_TRY(verification_open_row(rq, &ret->sheet, in->direccion, &ret->i));
    ret->line = &ret->sheet.sheet.lines.v[ret->i];
    ret->row = &ret->sheet.rows.v[ret->i];
    VD_TRY(monitoring_wrote_all(rq->db, rq->arena, ret->o.version.entity_id, ret->o.version.plan_id, staff_who(rq)->person_id, &ret->wrote));
    return verification_requests_of(rq->db, rq->arena, ret->o.version.entity_id, ret->o.cutoff.id, ret->line->activity_key, &ret->requests);
}

/* ---- independence (MECI): the third line does not evaluate what it executes */

static enum vd_err sits_there(struct vd_req *rq, const struct monitoring_activity_row *a, bool *ret)
{
    vd_appointed_list people = {0};
    VD_TRY(vd_appointed(rq->db, rq->arena, staff_who(rq)->entity.id, rq->today, &people));
    VD_EACH(p, &people)
        *ret = *ret || (p->unit_id.has && a->lead_id.has && p->unit_id.v == a->lead_id.v && vd_str_is(p->role, "control_interno"));
    return VD_OK;
}

static enum vd_err fill_independence(struct vd_req *rq, const struct row_of *r, struct verification_row_view *view)
{
    const struct monitoring_activity_row *a = &r->row->of->activity;
    struct plan_led led = {.unit = a->lead, .subcomponent = a->subcomponent, .description = a->description};
    VD_TRY(sits_there(rq, a, &led.is_third_line));
    if (plan_evaluates_itself(rq->arena, &led))
        view->independence = vd_str_printf(rq->arena, "%.*s responde por esta actividad, que no es de evaluación ni seguimiento: Control Interno estaría evaluando lo que ejecuta (Ley 87 de 1993, art. 12). Dígalo en las observaciones.", VD_SARG(a->lead));
    return VD_OK;
}

/* ---- the form */

static bool is_among(const vd_ints *ids, int64_t id)
{
    VD_EACH(i, ids)
        if (*i == id)
            return true;
    return false;
}

/* Of the report that entered, and of those that answer what was asked. */
static enum vd_err pieces_of(struct vd_req *rq, const struct row_of *r, monitoring_evidences *ret)
{
    int64_t entity_id = r->o.version.entity_id;
    if (r->row->report)
        VD_TRY(monitoring_evidence_of(rq->db, rq->arena, entity_id, r->row->report->id, ret));
    VD_EACH(q, &r->requests)
        if (q->report_id.has && (!r->row->report || q->report_id.v != r->row->report->id))
            VD_TRY(monitoring_evidence_of(rq->db, rq->arena, entity_id, q->report_id.v, ret));
    return VD_OK;
}

static struct vd_str rounded(struct vd_arena *arena, int64_t u6) { return followup_rounded(arena, followup_ratio(arena, u6, 1000000), 2, ','); }

/* What the form offers: what was verified before, else what planning said, else what was declared. */
static struct vd_oint offered(const struct row_of *r)
{
    if (r->row->said && !r->row->stale)
        return r->line->verified;
    return vd_str_is(r->line->counted, "no_aplica") ? (struct vd_oint){0} : vd_some(r->row->value_u6);
}

static enum verification_verdict offered_verdict(const struct row_of *r)
{
    enum verification_verdict verdict;
    if (r->row->said && !r->row->stale && verification_verdict_named(r->line->verdict, &verdict))
        return verdict;
    return vd_str_is(r->line->counted, "no_aplica") ? VERIFICATION_NOT_APPLICABLE : verification_verdict_of(&r->row->judging);
}

static struct vd_input area(const struct vd_req *rq, const char *name, struct vd_str label, struct vd_str value, struct vd_str hint)
{
    struct vd_input f = staff_input(rq, name, label, value);
    f.hint = hint;
    f.rows = 2;
    f.optional = true;
    return f;
}

static void fill_verdict(struct vd_req *rq, const struct row_of *r, const struct verification_input *in, struct verification_row_view *view)
{
    const char *chosen = verification_verdict_name(offered_verdict(r));
    view->verdict = (struct vd_choices){.name = "veredicto", .label = VD_S("Estado"), .error = staff_wrong_of(rq, "veredicto")};
    for (int i = 0; i < VERIFICATION_VERDICTS; i++) {
        const char *code = verification_verdict_name((enum verification_verdict)i);
        *VD_PUSH(rq->arena, &view->verdict.of) = (struct vd_choice){vd_str_of(code), vd_code_shown(followup_verdict_codes, vd_str_of(code)), {0}, in->veredicto.n ? vd_str_is(in->veredicto, code) : !strcmp(code, chosen)};
    }
}

static enum vd_err fill_form(struct vd_req *rq, const struct row_of *r, const struct verification_input *in, struct verification_row_view *view)
{
    struct vd_oint value = offered(r);
    bool typed = in->veredicto.n > 0;
    monitoring_evidences pieces = {0};
    fill_verdict(rq, r, in, view);
    view->value = staff_input(rq, "valor", VD_S("Valor verificado, en porcentaje de lo que se pedía a ese día"), typed ? in->valor : value.has ? rounded(rq->arena, value.v) : (struct vd_str){0});
    view->value.inputmode = "decimal";
    view->value.width = "w-s";
    view->value.optional = true;
    view->value.hint = VD_S("De 0 a 100. Vacío solo cuando no aplica.");
    view->reason = area(rq, "razon", VD_S("Razón de la diferencia"), typed ? in->razon : r->line->difference_reason, VD_S("Obligatoria si su valor se aparta del declarado más de medio punto."));
    view->remarks = area(rq, "observaciones", VD_S("Observaciones"), typed ? in->observaciones : r->line->remarks, VD_S("Salen en el informe oficial."));
    view->nonconformity = area(rq, "no_conformidad", VD_S("No conformidad"), typed ? in->no_conformidad : r->line->nonconformity, VD_S("Lo que no cumple y pide un plan de mejoramiento."));
    view->why_not = area(rq, "porque", VD_S("Por qué no es conforme"), in->porque, VD_S("Obligatorio si marcó alguna."));
    VD_TRY(pieces_of(rq, r, &pieces));
    VD_EACH(e, &pieces) {
        bool bad = vd_str_is(e->state, "no_conforme") || vd_str_is(e->state, "devuelta");
        *VD_PUSH(rq->arena, &view->pieces) = (struct verification_piece_field){.title = e->title, .no = e->id, .rejected = typed ? is_among(&in->no_conformes, e->id) : bad};
    }
    return VD_OK;
}

/* ---- the page */

static void fill_values(struct vd_req *rq, const struct row_of *r, struct verification_row_view *view)
{
    const struct followup_line_row *l = r->line;
    const struct followup_side side = followup_side_of(rq->arena, &r->sheet.sheet.input, FOLLOWUP_RECOMPUTED);
    view->declared = verification_percent(rq->arena, l->declared);
    view->reviewed = verification_percent(rq->arena, l->reviewed);
    view->verified = verification_percent(rq->arena, l->verified);
    view->recomputed = verification_percent(rq->arena, verification_recomputed(rq->arena, &side, r->i));
    view->difference = verification_difference(rq->arena, l);
    view->has_difference = view->difference.n > 0;
    view->state = verification_row_state(l, r->row);
    view->remarks_said = l->remarks;
    view->nonconformity_said = l->nonconformity;
    view->reason_said = l->difference_reason;
    if (l->periods > 0)
        view->asked_part = vd_str_printf(rq->arena, "A ese día se pedían %" PRId64 " de sus %" PRId64 " periodos.", l->ended, l->periods);
    if (l->verified_by.n)
        view->verified_by = vd_str_printf(rq->arena, "La verificó %.*s, %.*s", VD_SARG(l->verified_by), VD_SARG(vd_es_instant(rq->arena, l->verified_at.v)));
}

static enum vd_err fill_report(struct vd_req *rq, const struct row_of *r, struct verification_row_view *view)
{
    view->has_report = r->row->report != NULL;
    view->promise = monitoring_promise_markup(rq, r->row->of);
    VD_EACH(q, &r->requests)
        VD_EACH(report, &r->row->of->reports)
            if (q->report_id.has && q->report_id.v == report->id)
                VD_TRY(monitoring_report_markup(rq, &r->o.version, r->row->of, report, VD_PUSH(rq->arena, &view->answers)));
    return r->row->report ? monitoring_report_markup(rq, &r->o.version, r->row->of, r->row->report, &view->report) : VD_OK;
}

static void fill_ask(struct vd_req *rq, const struct row_of *r, const struct verification_input *in, struct verification_row_view *view)
{
    bool waits = false;
    VD_EACH(q, &r->requests) {
        waits = waits || !q->answer.n;
        *VD_PUSH(rq->arena, &view->requests) = verification_request_show(rq->arena, q, rq->today);
    }
    view->asking = vd_str_is(r->o.cutoff.state, "abierto") && !waits;
    view->ask_token = vd_form_token(rq, VERIFICATION_ROW "/pedir");
    view->ask_action = verification_row_url(rq, &r->o, r->line->address, "pedir");
    view->ask = staff_input(rq, "pedir", VD_S("Qué falta"), in->pedir);
    view->ask.rows = 3;
    view->ask_due = staff_input(rq, "plazo", VD_S("Plazo para responder"), in->plazo);
    view->ask_due.hint = VD_S("Día/mes/año");
    view->ask_due.width = "w-s";
}

static enum vd_err show(struct vd_req *rq, const struct row_of *r, const struct verification_input *in, bool conflict)
{
    const struct monitoring_activity_row *a = &r->row->of->activity;
    bool open = vd_str_is(r->o.cutoff.state, "abierto");
    struct verification_row_view view = {.wrongs = staff_wrongs(rq), .eyebrow = monitoring_eyebrow(rq->arena, r->row->of), .address = a->address, .description = a->description,
        .token = vd_form_token(rq, VERIFICATION_ROW), .action = verification_row_url(rq, &r->o, a->address, NULL), .history = monitoring_url(rq, &r->o.version, a->address, "reportes"),
        .own = verification_own(staff_who(rq), &r->wrote, r->row->of), .stale = r->row->stale, .late_report = r->row->late_report,
        .seen_at = r->row->said && r->row->said->verified_at.has ? r->row->said->verified_at.v : 0, .seen_report = r->row->report ? r->row->report->id : 0, .conflict = conflict};
    if (!open && (r->line->nonconformity.n || vd_str_is(r->line->verdict, "incumplida")) && vd_who_may(staff_who(rq), "mejora.cerrar"))
        view.finding = (struct vd_url){vd_str_printf(rq->arena, "%.*s?plan=%" PRId64 "&corte=%.*s&actividad=%.*s", VD_SARG(staff_url(rq, "mejora", "nueva", NULL).s), r->o.version.plan_id,
            VD_SARG(vd_date_iso(rq->arena, r->o.cutoff.cut_on)), VD_SARG(a->address))};
    view.may = open && !view.own.n && verification_counts(r->line);
    if (!open)
        view.closed = VD_S("El seguimiento está congelado: estos valores no cambian.");
    else if (!verification_counts(r->line))
        view.closed = VD_S("Esta actividad no vencía en este corte: no se verifica.");
    if (conflict)
        view.other = r->row->said ? vd_str_printf(rq->arena, "Mientras tanto la verificó %.*s con %.*s.", VD_SARG(r->row->said->name), VD_SARG(verification_percent(rq->arena, r->row->said->verified))) :
                                    VD_S("Mientras tanto entró otro reporte.");
    VD_TRY(verification_page(rq, &r->o, vd_str_printf(rq->arena, "Verificar %.*s", VD_SARG(a->address)), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    fill_values(rq, r, &view);
    VD_TRY(fill_report(rq, r, &view));
    VD_TRY(fill_independence(rq, r, &view));
    VD_TRY(fill_form(rq, r, in, &view));
    fill_ask(rq, r, in, &view);
    tpl_verification_row(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err row_page(struct vd_req *rq)
{
    struct row_of r = {0};
    VD_TRY(open_row(rq, rq->input, &r));
    return show(rq, &r, rq->input, false);
}

/* ---- verifying */

/* Rounded as the form offered it, it is the exact value. */
static void read_value(struct vd_req *rq, const struct row_of *r, const struct verification_input *in, struct verification_verifying *of)
{
    struct vd_oint exact = offered(r);
    int64_t u6;
    if (!in->valor.n)
        return;
    if (!monitoring_number(in->valor, &u6) || u6 > INT64_C(100000000)) {
        vd_req_wrong(rq, "valor", "Escriba un porcentaje de 0 a 100, por ejemplo 87,5");
        return;
    }
    of->value_u6 = exact.has && vd_str_eq(rounded(rq->arena, u6), rounded(rq->arena, exact.v)) ? exact : vd_some(u6);
}

static enum vd_err read_row(struct vd_req *rq, const struct row_of *r, const struct verification_input *in, struct verification_verifying *of)
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
    VD_TRY(pieces_of(rq, r, &pieces));
    VD_EACH(e, &pieces) {
        bool bad = is_among(&in->no_conformes, e->id);
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
    struct row_of r = {0};
    VD_TRY(open_row(rq, in, &r));
    if (write->err == VD_INVALID && write->problem.n) {
        vd_req_wrong(rq, "veredicto", "%.*s", VD_SARG(write->problem));
        return show(rq, &r, in, false);
    }
    if (write->err == VD_CONFLICT && !write->problem.n) {
        rq->status = 409;
        return show(rq, &r, in, true);
    }
    return verification_done_at(rq, write, verification_url(rq, &r.o, NULL));
}

static enum vd_err verify_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct row_of r = {0};
    struct verification_verifying *of = VD_NEW(rq->arena, struct verification_verifying);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(open_row(rq, in, &r));
    *of = (struct verification_verifying){.person_id = staff_who(rq)->person_id, .cutoff_id = r.o.cutoff.id, .activity_key = r.line->activity_key, .seen_at = in->visto.v, .seen_report = in->reporte.v,
        .remarks = in->observaciones, .nonconformity = in->no_conformidad, .difference_reason = in->razon, .why_not = in->porque};
    VD_TRY(read_row(rq, &r, in, of));
    if (rq->wrong.n)
        return show(rq, &r, in, false);
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
    struct row_of r = {0};
    struct vd_date due = {0};
    struct verification_asking *of = VD_NEW(rq->arena, struct verification_asking);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(open_row(rq, in, &r));
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
        return show(rq, &r, in, false);
    *of = (struct verification_asking){.person_id = staff_who(rq)->person_id, .cutoff_id = r.o.cutoff.id, .activity_key = r.line->activity_key, .asked = in->pedir, .due = due};
    *write = (struct staff_write){.entity_id = r.o.version.entity_id, .kind = "seguimiento.pedido", .apply = verification_ask, .then = asked, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) VD_PARAM(verification_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
static const struct vd_param of_row[] = {VERIFICATION_ACTIVITY(verification_input), STAFF_DONE(verification_input), {.name = NULL}};
static const struct vd_param of_verify[] = {VERIFICATION_ACTIVITY(verification_input),
    VD_PARAM(verification_input, visto, VD_FROM_FORM, VD_P_INT, .min = 0, .max = INT64_MAX / 2, .about = "when the row was verified as the person saw it; 0: it was not"),
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
