/* SPDX-License-Identifier: Apache-2.0 */
/* Where a version is approved or returned: what it needs, the sessions that have it on their agenda, the decision with its act. */
#include "features/committee/committee_approval.tpl.h"
#include "features/committee/committee_say.h"
#include "features/plan/plan.h"

struct approval_input {
    struct vd_str entidad, familia, estado, decision, razones, acto, numero, fecha, firmantes;
    struct vd_upload archivo;
    struct vd_oint vigencia, version, hecho;
};

static bool waits(const struct life_version_row *version) { return vd_str_is(version->state, "en_aprobacion"); }

/* ---- the page */

static const struct { const char *event, *word, *hint; } decisions[] = {
    {"aprobar", "Aprobar", "Queda listo para publicarse."},
    {"devolver", "Devolver con razones", "Vuelve a escribirse y se trae otra vez."},
    {"rechazar", "Rechazar la modificación", "Sigue en firme la versión anterior."},
};

static void fill_decisions(struct vd_req *rq, const struct life_version_row *version, const struct approval_input *in, struct committee_approval_view *view)
{
    view->decision = (struct vd_choices){.name = "decision", .label = VD_S("Decisión"), .error = staff_wrong_of(rq, "decision")};
    for (size_t i = 0; i < VD_COUNT(decisions); i++)
        if (life_rule(version, vd_str_of(decisions[i].event)))
            *VD_PUSH(rq->arena, &view->decision.of) = (struct vd_choice){.value = vd_str_of(decisions[i].event), .text = vd_str_of(decisions[i].word), .hint = vd_str_of(decisions[i].hint),
                .chosen = vd_str_is(in->decision, decisions[i].event)};
}

static void add_how(struct vd_req *rq, const struct approval_input *in, struct vd_str value, struct vd_str text, struct committee_approval_view *view)
{
    *VD_PUSH(rq->arena, &view->how.of) = (struct vd_choice){.value = value, .text = text, .chosen = vd_str_eq(in->acto, value)};
}

static enum vd_err fill_how(struct vd_req *rq, const struct life_version_row *version, const struct approval_input *in, struct committee_approval_view *view)
{
    committee_items items = {0};
    VD_TRY(committee_items_of(rq->db, rq->arena, version->entity_id, (struct committee_asked){.version = version->id}, &items));
    view->how = (struct vd_choices){.name = "acto", .label = VD_S("Con qué acto"), .error = staff_wrong_of(rq, "acto")};
    VD_EACH(item, &items) {
        struct committee_point *point = VD_PUSH(rq->arena, &view->points);
        struct vd_str text = vd_str_printf(rq->arena, "Acta %.*s, sesión del %.*s%s", VD_SARG(item->minutes_no), VD_SARG(committee_day(rq->arena, item->held_on)),
                                           committee_has_quorum(item->present, item->quorum_n) ? "" : " (sin quórum)");
        *point = committee_point_of(rq, item);
        point->plan = text;
        point->url = staff_url(rq, "comite", vd_str_printf(rq->arena, "%" PRId64, item->session_id).p, NULL);
        if (item->step_no == version->step_no && !item->decision.n)
            add_how(rq, in, vd_str_printf(rq->arena, "%" PRId64, item->id), text, view);
    }
    if (vd_who_has_role(staff_who(rq), "jefe")) {
        add_how(rq, in, VD_S("resolucion"), VD_S("Resolución del representante legal"), view);
        add_how(rq, in, VD_S("decreto"), VD_S("Decreto del representante legal"), view);
    }
    return VD_OK;
}

static enum vd_err fill_guards(struct vd_req *rq, const struct life_version_row *version, struct committee_approval_view *view)
{
    life_ways ways = {0};
    VD_TRY(life_next(rq->db, rq->arena, staff_who(rq), version, rq->now, &ways));
    VD_EACH(way, &ways) {
        if (!vd_str_is(way->rule->event, "aprobar"))
            continue;
        VD_EACH(met, &way->guards)
            *VD_PUSH(rq->arena, &view->guards) = (struct committee_met_view){met->met ? (struct vd_sem){"ok", "Listo"} : (struct vd_sem){"near", "Falta"}, met->said};
    }
    return VD_OK;
}

static void fill_inputs(struct vd_req *rq, const struct approval_input *in, struct committee_approval_view *view)
{
    view->reason = staff_input(rq, "razones", VD_S("Razones"), in->razones);
    view->reason.rows = 3;
    view->reason.optional = true;
    view->reason.hint = VD_S("Hacen falta para devolver o rechazar.");
    view->no = staff_input(rq, "numero", VD_S("Número de la resolución o del decreto"), in->numero);
    view->on = staff_input(rq, "fecha", VD_S("Fecha de la resolución o del decreto"), in->fecha);
    view->on.hint = VD_S("Día/mes/año. De un acta, el número y la fecha son los de su sesión.");
    view->no.width = view->on.width = "w-s";
    view->no.optional = view->on.optional = true;
    view->signers = staff_input(rq, "firmantes", VD_S("Quiénes firman el acto"), in->firmantes);
    view->signers.rows = 2;
    view->signers.optional = true;
    view->signers.hint = VD_S("Nombre y cargo, uno por línea. Es público cuando el plan se publica.");
    view->file = documents_input(rq, "archivo", VD_S("Archivo del acto"));
    view->file.optional = true;
    if (in->archivo.bytes.n && !view->file.error.p)
        view->file.error = VD_S("Vuelva a elegir el archivo");
    view->file.hint = VD_S("Hace falta para aprobar, si la sesión no tiene ya el archivo de su acta. PDF hasta 50 MB; Word u otro documento, hasta 20. Es público cuando el plan se publica.");
}

static enum vd_err show(struct vd_req *rq, const struct life_version_row *version, const struct approval_input *in)
{
    struct committee_approval_view view = {.title = life_title(rq->arena, version), .wrongs = staff_wrongs(rq), .state = version->state,
        .token = vd_form_token(rq, "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/aprobacion"), .session_add = staff_url(rq, "comite", "nueva", NULL),
        .may_register = waits(version) && vd_who_may(staff_who(rq), "sesion.registrar"), .action = {vd_str_printf(rq->arena, "%.*s/aprobacion", VD_SARG(life_url(rq, version).s))}};
    VD_TRY(life_page_below(rq, version, VD_S("Aprobación"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    VD_TRY(fill_how(rq, version, in, &view));
    VD_TRY(fill_guards(rq, version, &view));
    fill_decisions(rq, version, in, &view);
    fill_inputs(rq, in, &view);
    if (!waits(version))
        view.closed = vd_str_printf(rq->arena, "No espera decisión: está en «%s».", life_state_word(version->state));
    else if (!vd_who_may(staff_who(rq), "plan.aprobar"))
        view.closed = VD_S("Decide el comité o el representante legal: ninguno de sus cargos da ese derecho.");
    else if (!view.how.of.n)
        view.closed = VD_S("Todavía no hay una sesión que lo tenga en su orden del día.");
    tpl_committee_approval(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err approval_page(struct vd_req *rq)
{
    const struct approval_input *in = rq->input;
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    return show(rq, &version, in);
}

/* ---- deciding */

static enum vd_err decide(struct vd_change *change, struct staff_write *write)
{
    struct committee_deciding *of = write->arg;
    enum vd_err err = committee_decide(change, of);
    return err == VD_OK ? VD_OK : staff_refuse(write, err, "%.*s", VD_SARG(of->problem));
}

static enum vd_err decided(struct vd_req *rq, struct staff_write *write)
{
    const struct approval_input *in = rq->input;
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    if (write->err == VD_OK)
        return staff_go(rq, life_url(rq, &version), write->seq);
    if (write->err != VD_INVALID || !write->problem.n)
        return staff_failed(rq, write);
    vd_req_wrong(rq, "acto", "%.*s", VD_SARG(write->problem));
    return show(rq, &version, in);
}

static bool is_head_act(struct vd_str acto) { return vd_str_is(acto, "resolucion") || vd_str_is(acto, "decreto"); }

/* An act from before the plan was brought decides nothing on it. */
static enum vd_err judge_day(struct vd_req *rq, const struct life_version_row *version, const struct life_said *said)
{
    struct vd_date since, on;
    if (!waits(version) || staff_wrong_of(rq, "fecha").p || !vd_date_from_iso(said->act_on, &on))
        return VD_OK;
    VD_TRY(committee_waits_since(rq->db, rq->arena, version, &since));
    if (vd_date_days(on) < vd_date_days(since))
        vd_req_wrong(rq, "fecha", "El plan llegó a aprobación el %.*s: el acto que decide sobre él es de ese día o de después", VD_SARG(vd_date_dmy(rq->arena, since)));
    return VD_OK;
}

static void judge(struct vd_req *rq, const struct approval_input *in, struct committee_deciding *of)
{
    struct life_said *said = &of->step.said;
    struct vd_date on = {0};
    bool approves = vd_str_is(in->decision, "aprobar"), known = false;
    for (size_t i = 0; i < VD_COUNT(decisions); i++)
        known |= vd_str_is(in->decision, decisions[i].event);
    if (!staff_wrong_of(rq, "decision").p && !known)
        vd_req_wrong(rq, "decision", "Elija una decisión");
    if (!staff_wrong_of(rq, "razones").p && known && !approves && !in->razones.n)
        vd_req_wrong(rq, "razones", "Escriba las razones: quedan en la historia del plan");
    if (is_head_act(in->acto)) {
        said->act_kind = in->acto;
        said->act_no = vd_str_squeeze(rq->arena, in->numero);
        if (!in->numero.n)
            vd_req_wrong(rq, "numero", "Escriba el número del acto");
        bool read = staff_date(rq, "fecha", in->fecha, &on) == VD_OK;
        if (read && (!on.year || vd_date_days(on) > vd_date_days(rq->today)))
            vd_req_wrong(rq, "fecha", "Escriba la fecha del acto, que no sea después de hoy");
        said->act_on = vd_date_iso(rq->arena, on);
        if (approves && !in->archivo.bytes.n)
            vd_req_wrong(rq, "archivo", "Traiga el archivo del acto");
    } else if (!staff_wrong_of(rq, "acto").p && !vd_str_i64(in->acto, &of->item_id)) {
        vd_req_wrong(rq, "acto", "Elija con qué acto se decide");
    }
}

static const char *kind_of(struct vd_str decision)
{
    return vd_str_is(decision, "aprobar") ? "plan.aprobado" : vd_str_is(decision, "devolver") ? "plan.devuelto" : "plan.rechazado";
}

static enum vd_err approval_post(struct vd_req *rq)
{
    const struct approval_input *in = rq->input;
    struct committee_deciding *of = VD_NEW(rq->arena, struct committee_deciding);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    *of = (struct committee_deciding){.step = {.version_id = version.id, .event = in->decision, .seen = in->estado, .person_id = staff_who(rq)->person_id, .said = {.reason = in->razones, .act_signers = in->firmantes}}};
    judge(rq, in, of);
    VD_TRY(judge_day(rq, &version, &of->step.said));
    if (rq->wrong.n)
        return show(rq, &version, in);
    VD_TRY(documents_take(rq, "archivo", &in->archivo, &of->file));
    if (rq->wrong.n)
        return show(rq, &version, in);
    *write = (struct staff_write){.entity_id = version.entity_id, .kind = kind_of(in->decision), .apply = decide, .then = decided, .arg = of};
    return staff_write(rq, write);
}

/* ---- routes */

#define BELOW "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/aprobacion"
#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(approval_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const struct vd_param of_version[] = {LIFE_ADDRESS(approval_input), STAFF_DONE(approval_input), {.name = NULL}};
static const struct vd_param of_decision[] = {LIFE_ADDRESS(approval_input), TYPED(estado, 40, true, "Estado", "the state that the person saw"),
    TYPED(decision, 20, true, "Decisión", "aprobar, devolver or rechazar"), TYPED(razones, 4000, false, "Razones", "why"), TYPED(acto, 20, true, "Con qué acto", "a point of an agenda, resolucion or decreto"),
    TYPED(numero, 40, false, "Número", "of the act"), TYPED(fecha, 10, false, "Fecha", "of the act, dd/mm/yyyy"),
    TYPED(firmantes, 1000, false, "Quiénes firman el acto", "who signed it, one a line"),
    VD_PARAM(approval_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo del acto", .about = "the act"), {.name = NULL}};

const struct vd_route committee_approval_routes[] = {
    STAFF_PAGE(approval_input, BELOW, of_version, "plan.ver_borrador", approval_page, "approval of a version: what it needs and the form that decides"),
    STAFF_POST(approval_input, BELOW, of_decision, "plan.aprobar", approval_post, "approve, return or reject a version"),
    {.path = NULL},
};
