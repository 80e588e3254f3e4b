/* SPDX-License-Identifier: Apache-2.0 */
/* The list of findings, and one of them with all that was done. */
#include "features/improvement/improvement_filter.h"
#include "features/improvement/improvement_list.tpl.h"
#include "features/improvement/improvement_one.tpl.h"

/* ---- the list */

static struct improvement_line line_of(struct vd_req *rq, const struct improvement_found_row *f)
{
    const bool writing = vd_str_is(f->state, "por_formular");
    return (struct improvement_line){.no = f->no, .title = f->title, .source = improvement_source_name(f->source), .unit = f->unit, .state = improvement_sem(f->state), .actions = f->actions,
        .done = f->done, .late = f->late, .due = improvement_dmy(rq->arena, writing ? f->plan_by : f->next_due), .reserved = f->reserved.n > 0, .url = improvement_url(rq, f->no, "")};
}

static enum vd_err fill_rows(struct vd_req *rq, struct improvement_list_view *view)
{
    improvement_origins rows = {0};
    VD_TRY(improvement_origins_of(rq->db, rq->arena, staff_who(rq)->entity.id, 0, (struct vd_str){0}, (struct vd_str){0}, &rows));
    VD_EACH(r, &rows) {
        VD_AUTO_BUF struct vd_buf address;
        vd_buf_init(&address, 1000);
        vd_url_encode(&address, r->address);
        struct vd_str query = vd_str_printf(rq->arena, "%.*s?plan=%" PRId64 "&corte=%.*s&actividad=%.*s", VD_SARG(view->add.s), r->plan_id, VD_SARG(r->cut_on), VD_SARG(vd_buf_view(&address)));
        if (!r->taken_no.has)
            *VD_PUSH(rq->arena, &view->rows) = (struct improvement_row_line){r->address, r->description,
                vd_str_printf(rq->arena, "%.*s %" PRId64 ", corte del %.*s", VD_SARG(r->plan), r->vigencia, VD_SARG(improvement_day_said(rq->arena, r->cut_on))),
                r->nonconformity.n ? r->nonconformity : VD_S("Incumplida"), {query}};
    }
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct improvement_filter *in = rq->input;
    const struct vd_url base = staff_url(rq, "mejora", NULL);
    const struct improvement_asked asked = improvement_filter_read(rq, in);
    improvement_list list = {0};
    struct improvement_list_view view = {.add = staff_url(rq, "mejora", "nueva", NULL), .action = base, .clear = base, .public_page = site_url(rq, &staff_who(rq)->entity, "mejora"),
        .may = vd_who_may(staff_who(rq), "mejora.cerrar"), .set = improvement_filter_is_set(in), .late = in->plazo.n > 0,
        .forms = vd_forms_of(rq->arena, improvement_filter_url(rq, base, in, 0), VD_S("estos hallazgos"))};
    VD_TRY(improvement_list_of(rq->db, rq->arena, staff_who(rq)->entity.id, &asked, &list));
    VD_TRY(staff_page(rq, VD_S("Planes de mejoramiento"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    improvement_filter_codes(rq, improvement_states, in->estado, &view.states);
    for (size_t i = 0; i < improvement_finding_sources_n; i++)
        improvement_option(rq, &view.sources, improvement_finding_sources[i].code, improvement_finding_sources[i].name, in->fuente);
    VD_TRY(improvement_filter_units(rq, staff_who(rq)->entity.id, in->dependencia, &view.units));
    for (size_t i = 0; i < list.n && i < IMPROVEMENT_IN_PAGE; i++)
        *VD_PUSH(rq->arena, &view.lines) = line_of(rq, &list.v[i]);
    if (list.n > IMPROVEMENT_IN_PAGE)
        view.next = improvement_filter_url(rq, base, in, list.v[IMPROVEMENT_IN_PAGE - 1].no);
    if (view.may)
        VD_TRY(fill_rows(rq, &view));
    tpl_improvement_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- an action */

static struct improvement_proof_line proof_of(struct vd_req *rq, const struct improvement_proofs_row *e)
{
    struct improvement_proof_line line = {.id = e->id, .title = e->title, .about = vd_str_printf(rq->arena, "Enlace · %.*s", VD_SARG(improvement_class_said(e->classification))), .url = {e->url},
        .state = improvement_proof_sem(e->state), .pending = vd_str_is(e->state, "adjunta")};
    if (e->attachment_id.has) {
        line.url = documents_url(rq->arena, staff_who(rq)->entity.slug, e->attachment_id.v);
        line.about = vd_str_printf(rq->arena, "Archivo · %.*s · %.*s", VD_SARG(documents_size(rq->arena, e->size.v)), VD_SARG(improvement_class_said(e->classification)));
    }
    return line;
}

static void fill_reports(struct vd_req *rq, const struct improvement_act_row *a, const struct improvement_reported *reported, struct improvement_act_view *view)
{
    VD_EACH(r, &reported->reports) {
        struct improvement_report_line line = {.said = improvement_achieved_said(rq->arena, vd_some(r->achieved_u6), a), .done = improvement_day_said(rq->arena, r->done_on),
            .when = vd_es_instant(rq->arena, r->at), .person = r->person, .narrative = r->narrative};
        if (r->action_id != a->id)
            continue;
        VD_EACH(e, &reported->proofs)
            if (e->progress_id == r->id)
                *VD_PUSH(rq->arena, &line.proofs) = proof_of(rq, e);
        *VD_PUSH(rq->arena, &view->reports) = line;
    }
}

struct improvement_act_view improvement_show_act(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_act_row *a, const struct improvement_reported *reported)
{
    const struct vd_who *who = staff_who(rq);
    const enum improvement_standing standing = improvement_act_stands(a, rq->today);
    struct improvement_act_view view = {.no = a->no, .seen = a->rev, .what = a->what, .unit = a->unit, .person = a->person, .from = improvement_day_said(rq->arena, a->from_on),
        .due = improvement_day_said(rq->arena, a->due_on), .reached = improvement_day_said(rq->arena, a->reached_on), .achieved = improvement_achieved_said(rq->arena, a->achieved_u6, a),
        .target = vd_str_printf(rq->arena, "%.*s %.*s", VD_SARG(vd_es_qty(rq->arena, vd_some(a->target_u6))), VD_SARG(a->measure)), .verdict = a->verdict, .standing = improvement_standing_sem(standing), .bar = improvement_bar(rq->arena, a, standing), .accepted = standing != IMPROVEMENT_PROPOSED, .token = vd_form_token(rq, IMPROVEMENT_ACT "/quitar")};
    const struct vd_date registered = improvement_registered(a);
    if (registered.year && vd_date_days(registered) != vd_date_days(improvement_day(a->reached_on)))
        view.reached = vd_str_printf(rq->arena, "%.*s, registrado el %.*s", VD_SARG(view.reached), VD_SARG(vd_es_date_long(rq->arena, registered)));
    const bool open = vd_str_is(a->state, "abierta") || vd_str_is(a->state, "reportada"), doing = vd_str_is(f->state, "en_ejecucion");
    if (standing == IMPROVEMENT_PROPOSED && vd_str_is(f->state, "por_formular") && vd_who_may_unit(who, "mejora.escribir", f->unit_id)) {
        view.edit = improvement_act_url(rq, f->no, a->no, "/cambiar");
        view.drop = improvement_act_url(rq, f->no, a->no, "/quitar");
    }
    if (doing && open && vd_who_may_unit(who, "mejora.escribir", a->unit_id))
        view.report = improvement_act_url(rq, f->no, a->no, "/avance");
    if (doing && open && vd_who_may(who, "mejora.cerrar") && (standing == IMPROVEMENT_REPORTED || standing == IMPROVEMENT_LATE || a->reports))
        view.judge = improvement_act_url(rq, f->no, a->no, "/evaluacion");
    fill_reports(rq, a, reported, &view);
    return view;
}

/* ---- one */

static enum vd_err fill_acts(struct vd_req *rq, const struct improvement_found_row *f, struct improvement_one_view *view)
{
    improvement_acts all = {0};
    improvement_whys_rows whys = {0};
    struct improvement_reported reported;
    VD_TRY(improvement_acts_of(rq->db, rq->arena, staff_who(rq)->entity.id, f->id, false, &all));
    VD_TRY(improvement_reported_of(rq->db, rq->arena, staff_who(rq)->entity.id, f->id, &reported));
    VD_EACH(a, &all)
        *VD_PUSH(rq->arena, a->round == f->round ? &view->acts : &view->before) = improvement_show_act(rq, f, a, &reported);
    VD_TRY(improvement_whys_all(rq->db, rq->arena, staff_who(rq)->entity.id, f->id, &whys));
    VD_EACH(w, &whys)
        *VD_PUSH(rq->arena, &view->whys) = (struct improvement_why_line){w->no, w->why};
    return VD_OK;
}

static enum vd_err fill_steps(struct vd_req *rq, const struct improvement_found_row *f, struct improvement_one_view *view)
{
    improvement_steps_rows steps = {0};
    VD_TRY(improvement_steps_all(rq->db, rq->arena, staff_who(rq)->entity.id, f->id, &steps));
    VD_EACH(s, &steps) {
        const bool sent_back = vd_str_is(s->what, "devolver") || vd_str_is(s->what, "no_eficaz");
        *VD_PUSH(rq->arena, &view->steps) = (struct improvement_step_line){improvement_step_said(rq->arena, s), s->reason, s->person, vd_es_instant(rq->arena, s->at)};
        if (sent_back && !view->returned.n && vd_str_is(f->state, "por_formular"))
            view->returned = s->reason;
    }
    return VD_OK;
}

static void fill_writing(struct vd_req *rq, const struct improvement_found_row *f, struct improvement_one_view *view)
{
    if (!vd_str_is(f->state, "por_formular") || !vd_who_may_unit(staff_who(rq), "mejora.escribir", f->unit_id))
        return;
    view->edit_cause = improvement_url(rq, f->no, "/causa");
    view->add = improvement_url(rq, f->no, "/acciones/nueva");
    view->may_send = f->cause.n && f->actions;
    view->send = improvement_url(rq, f->no, "/enviar");
    view->send_token = vd_form_token(rq, IMPROVEMENT_ONE "/enviar");
}

static bool was_in(const struct improvement_said *said, const char *form) { return said && !strcmp(said->form, form); }

static void fill_review(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_said *said, struct improvement_one_view *view)
{
    const struct improvement_said in = was_in(said, "revision") ? *said : (struct improvement_said){0};
    const struct vd_str none = {0};
    view->review = improvement_url(rq, f->no, "/revision");
    view->review_token = vd_form_token(rq, IMPROVEMENT_ONE "/revision");
    view->decision = staff_choices(rq, "decision", VD_S("Decisión"), false, false);
    improvement_choose(rq, &view->decision, VD_S("aceptar"), VD_S("Aceptar"), VD_S("Las acciones atacan la causa, tienen meta y fechas que se pueden verificar."), in.decision);
    improvement_choose(rq, &view->decision, VD_S("devolver"), VD_S("Devolver para que se corrija"), none, in.decision);
    view->review_reason = staff_text(rq, "razon", VD_S("Razón"), in.reason, VD_S("La lee la dependencia. Para devolver es obligatoria."), 3, true);
    view->review_by = staff_text(rq, "plazo", VD_S("Nuevo plazo"), in.by, VD_S("Si lo devuelve: hasta cuándo tiene para corregirlo, día/mes/año."), 0, true);
    view->review_by.width = "w-m";
}

static void fill_judging(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_said *said, struct improvement_one_view *view)
{
    const struct improvement_said in = was_in(said, "eficacia") ? *said : (struct improvement_said){0};
    view->judge = improvement_url(rq, f->no, "/eficacia");
    view->judge_token = vd_form_token(rq, IMPROVEMENT_ONE "/eficacia");
    view->efficacy = staff_choices(rq, "eficacia", VD_S("Eficacia"), false, false);
    if (view->may_close)
        improvement_choose(rq, &view->efficacy, VD_S("eficaz"), VD_S("Eficaz: se cierra"), VD_S("La causa desapareció y el hallazgo no se repite."), in.decision);
    improvement_choose(rq, &view->efficacy, VD_S("no_eficaz"), VD_S("No eficaz: vuelve a la dependencia"), VD_S("Debe proponer al menos una acción nueva."), in.decision);
    view->judge_reason = staff_text(rq, "razon_eficacia", VD_S("Razón"), in.reason, VD_S("Qué se verificó y qué se encontró."), 3, false);
    view->judge_by = staff_text(rq, "plazo_eficacia", VD_S("Plazo para la acción nueva"), in.by, VD_S("Solo si no fue eficaz, día/mes/año."), 0, true);
    view->judge_by.width = "w-m";
}

/* Forms of planning and of Control Interno, and why they are not there for who wrote or does it. */
static enum vd_err fill_judges(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_said *said, struct improvement_one_view *view)
{
    const struct vd_who *who = staff_who(rq);
    const struct improvement_judging judging = {f->actions, f->open, f->reported, f->done, f->undone};
    const bool reviews = vd_str_is(f->state, "en_revision") && vd_who_may(who, "mejora.revisar"), doing = vd_str_is(f->state, "en_ejecucion"), closes = vd_who_may(who, "mejora.cerrar");
    const bool live = !vd_str_is(f->state, "cerrado") && !vd_str_is(f->state, "retirado");
    struct vd_str own = {0};
    if (reviews || (doing && closes))
        VD_TRY(improvement_own(rq->db, rq->arena, who, f->id, &own));
    view->own = own;
    view->may_review = reviews && !own.n;
    view->may_judge = doing && closes && !own.n && improvement_may_judge(&judging);
    view->may_close = improvement_may_close(&judging);
    view->may_withdraw = closes && live;
    if (closes && live)
        view->edit = improvement_url(rq, f->no, "/cambiar");
    if (view->may_review)
        fill_review(rq, f, said, view);
    if (view->may_judge)
        fill_judging(rq, f, said, view);
    view->may_require = closes && f->late > 0;
    view->require = improvement_url(rq, f->no, "/requerir");
    view->require_token = vd_form_token(rq, IMPROVEMENT_ONE "/requerir");
    view->require_reason = staff_text(rq, "requerimiento", VD_S("Qué se requiere"), was_in(said, "requerir") ? said->reason : (struct vd_str){0}, VD_S("Se avisa a las dependencias que lo deben. Una vez al día."), 2, true);
    view->withdraw = improvement_url(rq, f->no, "/retirar");
    view->withdraw_token = vd_form_token(rq, IMPROVEMENT_ONE "/retirar");
    view->withdraw_reason = staff_text(rq, "razon_retiro", VD_S("Razón"), was_in(said, "retirar") ? said->reason : (struct vd_str){0}, VD_S("Queda en su historia."), 2, false);
    return VD_OK;
}

enum vd_err improvement_show_one(struct vd_req *rq, const struct improvement_found_row *f, struct vd_oint done, const struct improvement_said *said)
{
    struct improvement_one_view view = {.wrongs = staff_wrongs(rq), .no = f->no, .round = f->round, .seen = f->rev, .title = f->title, .source = improvement_source_name(f->source),
        .document = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(f->document), VD_SARG(improvement_day_said(rq->arena, f->document_on))), .origin = improvement_origin_said(rq->arena, f),
        .detail = f->detail, .criterion = f->criterion, .unit = f->unit, .process = f->process, .plan_by = improvement_day_said(rq->arena, f->plan_by), .reserved = f->reserved, .cause = f->cause,
        .state = improvement_sem(f->state), .late = f->late > 0, .again = f->round > 1, .is_public = f->is_public};
    view.origin_url = improvement_origin_url(rq, staff_who(rq)->entity.slug, f);
    VD_TRY(staff_page(rq, vd_str_printf(rq->arena, "Hallazgo %" PRId64, f->no), &view.page));
    VD_TRY(staff_done(rq, done, &view.page));
    staff_crumb(rq, &view.page, VD_S("Planes de mejoramiento"), staff_url(rq, "mejora", NULL));
    VD_TRY(fill_acts(rq, f, &view));
    VD_TRY(fill_steps(rq, f, &view));
    fill_writing(rq, f, &view);
    VD_TRY(fill_judges(rq, f, said, &view));
    tpl_improvement_one(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

struct one_input { struct vd_str entidad; struct vd_oint numero, hecho; };

static enum vd_err one_page(struct vd_req *rq)
{
    const struct one_input *in = rq->input;
    struct improvement_found_row found;
    VD_TRY(improvement_open(rq, in->numero.v, &found));
    return improvement_show_one(rq, &found, in->hecho, NULL);
}

/* ---- routes */

static const struct vd_param of_list[] = {VD_PARAM_ENTITY(improvement_filter), IMPROVEMENT_FILTER, IMPROVEMENT_AFTER, STAFF_DONE(improvement_filter), {.name = NULL}};
static const struct vd_param of_data[] = {VD_PARAM_ENTITY(improvement_filter), IMPROVEMENT_FILTER, SITE_DIALECT(improvement_filter), {.name = NULL}};
static const struct vd_param of_one[] = {VD_PARAM_ENTITY(one_input), IMPROVEMENT_NO(one_input), STAFF_DONE(one_input), {.name = NULL}};

#define DATA_FORM(suffix, fn, ...) \
    STAFF_PAGE(improvement_filter, IMPROVEMENT_BASE suffix, of_data, "mejora.ver", fn, "actions of findings, also those that are not public", .extra = &improvement_data, __VA_ARGS__)
const struct vd_route improvement_routes[] = {
    STAFF_PAGE(improvement_filter, IMPROVEMENT_BASE, of_list, "mejora.ver", list_page, "findings of an entity, and rows of follow-ups that do not conform"),
    DATA_FORM(".csv", site_data_csv, .wide = false),
    DATA_FORM(".json", site_data_json, .wide = false),
    DATA_FORM(".xlsx", site_data_xlsx, .wide = true),
    STAFF_PAGE(one_input, IMPROVEMENT_ONE, of_one, "mejora.ver", one_page, "one finding: cause, actions, progress, what was judged, history"),
    {.path = NULL},
};
