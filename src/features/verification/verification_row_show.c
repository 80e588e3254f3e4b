/* SPDX-License-Identifier: Apache-2.0 */
/* One activity of a cut-off, shown: the report that entered, its evidence, the form. */
#include "features/verification/verification_row.h"
#include "features/verification/verification_row.tpl.h"

enum vd_err verification_row_open(struct vd_req *rq, const struct verification_input *in, struct verification_row_of *ret)
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

static enum vd_err fill_independence(struct vd_req *rq, const struct verification_row_of *r, struct verification_row_view *view)
{
    const struct monitoring_activity_row *a = &r->row->of->activity;
    struct plan_led led = {.unit = a->lead, .subcomponent = a->subcomponent, .description = a->description};
    VD_TRY(sits_there(rq, a, &led.is_third_line));
    if (plan_evaluates_itself(rq->arena, &led))
        view->independence = vd_str_printf(rq->arena, "%.*s responde por esta actividad, que no es de evaluación ni seguimiento: Control Interno estaría evaluando lo que ejecuta (Ley 87 de 1993, art. 12). Dígalo en las observaciones.", VD_SARG(a->lead));
    return VD_OK;
}

/* ---- the form */

enum vd_err verification_row_pieces(struct vd_req *rq, const struct verification_row_of *r, monitoring_evidences *ret)
{
    int64_t entity_id = r->o.version.entity_id;
    if (r->row->report)
        VD_TRY(monitoring_evidence_of(rq->db, rq->arena, entity_id, r->row->report->id, ret));
    VD_EACH(q, &r->requests)
        if (q->report_id.has && (!r->row->report || q->report_id.v != r->row->report->id))
            VD_TRY(monitoring_evidence_of(rq->db, rq->arena, entity_id, q->report_id.v, ret));
    return VD_OK;
}

struct vd_str verification_row_percent(struct vd_arena *arena, int64_t u6) { return followup_rounded(arena, followup_ratio(arena, u6, 1000000), 2, ','); }

struct vd_oint verification_row_offered(const struct verification_row_of *r)
{
    if (r->row->said && !r->row->stale)
        return r->line->verified;
    return vd_str_is(r->line->counted, "no_aplica") ? (struct vd_oint){0} : vd_some(r->row->value_u6);
}

static enum verification_verdict offered_verdict(const struct verification_row_of *r)
{
    enum verification_verdict verdict;
    if (r->row->said && !r->row->stale && verification_verdict_named(r->line->verdict, &verdict))
        return verdict;
    return vd_str_is(r->line->counted, "no_aplica") ? VERIFICATION_NOT_APPLICABLE : verification_verdict_of(&r->row->judging);
}

/* «Incumplida» is nobody's default: whoever verifies says it. */
static void fill_verdict(struct vd_req *rq, const struct verification_row_of *r, const struct verification_input *in, struct verification_row_view *view)
{
    const enum verification_verdict offered = offered_verdict(r);
    const bool known = offered != VERIFICATION_FAILED || (r->row->said && !r->row->stale);
    const char *chosen = known ? verification_verdict_name(offered) : "";
    view->verdict = (struct vd_choices){.name = "veredicto", .label = VD_S("Estado"), .error = staff_wrong_of(rq, "veredicto")};
    for (int i = 0; i < VERIFICATION_VERDICTS; i++) {
        const char *code = verification_verdict_name((enum verification_verdict)i);
        *VD_PUSH(rq->arena, &view->verdict.of) = (struct vd_choice){vd_str_of(code), vd_code_shown(followup_verdict_codes, vd_str_of(code)), {0}, in->veredicto.n ? vd_str_is(in->veredicto, code) : !strcmp(code, chosen)};
    }
}

static enum vd_err fill_form(struct vd_req *rq, const struct verification_row_of *r, const struct verification_input *in, struct verification_row_view *view)
{
    struct vd_oint value = verification_row_offered(r);
    bool typed = in->veredicto.n > 0;
    monitoring_evidences pieces = {0};
    fill_verdict(rq, r, in, view);
    view->value = staff_input(rq, "valor", VD_S("Valor verificado, en porcentaje de lo que se pedía a ese día"), typed ? in->valor : value.has ? verification_row_percent(rq->arena, value.v) : (struct vd_str){0});
    view->value.inputmode = "decimal";
    view->value.width = "w-s";
    view->value.optional = true;
    view->value.hint = VD_S("De 0 a 100. Vacío solo cuando no aplica.");
    view->reason = staff_text(rq, "razon", VD_S("Razón de la diferencia"), typed ? in->razon : r->line->difference_reason, VD_S("Obligatoria si su valor se aparta del declarado más de medio punto."), 2, true);
    view->remarks = staff_text(rq, "observaciones", VD_S("Observaciones"), typed ? in->observaciones : r->line->remarks, VD_S("Salen en el informe oficial."), 2, true);
    view->nonconformity = staff_text(rq, "no_conformidad", VD_S("No conformidad"), typed ? in->no_conformidad : r->line->nonconformity, VD_S("Lo que no cumple y pide un plan de mejoramiento."), 2, true);
    view->why_not = staff_text(rq, "porque", VD_S("Por qué no es conforme"), in->porque, VD_S("Obligatorio si marcó alguna."), 2, true);
    VD_TRY(verification_row_pieces(rq, r, &pieces));
    VD_EACH(e, &pieces) {
        bool bad = vd_str_is(e->state, "no_conforme") || vd_str_is(e->state, "devuelta");
        *VD_PUSH(rq->arena, &view->pieces) = (struct verification_piece_field){.title = e->title, .no = e->id, .rejected = typed ? vd_ints_has(&in->no_conformes, e->id) : bad};
    }
    return VD_OK;
}

/* ---- the page */

static void fill_values(struct vd_req *rq, const struct verification_row_of *r, struct verification_row_view *view)
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

static enum vd_err fill_report(struct vd_req *rq, const struct verification_row_of *r, struct verification_row_view *view)
{
    view->has_report = r->row->report != NULL;
    view->promise = monitoring_promise_markup(rq, r->row->of);
    VD_EACH(q, &r->requests)
        VD_EACH(report, &r->row->of->reports)
            if (q->report_id.has && q->report_id.v == report->id)
                VD_TRY(monitoring_report_markup(rq, &r->o.version, r->row->of, report, VD_PUSH(rq->arena, &view->answers)));
    return r->row->report ? monitoring_report_markup(rq, &r->o.version, r->row->of, r->row->report, &view->report) : VD_OK;
}

static void fill_ask(struct vd_req *rq, const struct verification_row_of *r, const struct verification_input *in, struct verification_row_view *view)
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

enum vd_err verification_row_show(struct vd_req *rq, const struct verification_row_of *r, const struct verification_input *in, bool conflict)
{
    const struct monitoring_activity_row *a = &r->row->of->activity;
    bool open = vd_str_is(r->o.cutoff.state, "abierto");
    struct verification_row_view view = {.wrongs = staff_wrongs(rq), .eyebrow = monitoring_eyebrow(rq->arena, r->row->of), .address = a->address, .description = a->description,
        .token = vd_form_token(rq, VERIFICATION_ROW), .action = verification_row_url(rq, &r->o, a->address, NULL), .history = monitoring_url(rq, &r->o.version, a->address, "reportes"),
        .own = verification_own(staff_who(rq), &r->wrote, r->row->of), .stale = r->row->stale, .late_report = r->row->late_report,
        .seen = verification_seen(rq->arena, r->row->said), .seen_report = r->row->report ? r->row->report->id : 0, .conflict = conflict};
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
