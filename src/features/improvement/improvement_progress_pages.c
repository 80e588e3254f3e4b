/* SPDX-License-Identifier: Apache-2.0 */
/* What a unit reports of an action with its evidence, and what Control Interno says of it. */
#include "calendar/calendar.h"
#include "features/improvement/improvement_evaluation.tpl.h"
#include "features/improvement/improvement_progress.tpl.h"
#include "features/improvement/improvement_views.h"

struct progress_input {
    struct vd_str entidad, avance, fecha, que, titulo, clase, enlace, decision, razon;
    vd_ints rechazada;
    struct vd_oint numero, accion, visto;
    struct vd_upload archivo;
};

static struct vd_str finding_said(struct vd_req *rq, const struct improvement_found_row *f) { return vd_str_printf(rq->arena, "Hallazgo %" PRId64 ". %.*s", f->no, VD_SARG(f->title)); }

static enum vd_err begin(struct vd_req *rq, const struct improvement_found_row *f, struct vd_str title, struct vd_staff_page *ret)
{
    VD_TRY(staff_page(rq, title, ret));
    staff_crumb(rq, ret, VD_S("Planes de mejoramiento"), staff_url(rq, "mejora", NULL));
    staff_crumb(rq, ret, vd_str_printf(rq->arena, "Hallazgo %" PRId64, f->no), improvement_url(rq, f->no, ""));
    return VD_OK;
}

/* In the page of the action its own buttons lead nowhere new. */
static enum vd_err fill_act(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_act_row *a, struct improvement_act_view *ret)
{
    struct improvement_reported reported;
    VD_TRY(improvement_reported_of(rq->db, rq->arena, staff_who(rq)->entity.id, f->id, &reported));
    *ret = improvement_show_act(rq, f, a, &reported);
    ret->edit = ret->report = ret->judge = (struct vd_url){{0}};
    return VD_OK;
}

/* ---- first line */

static void fill_fields(struct vd_req *rq, const struct improvement_act_row *a, const struct progress_input *t, struct improvement_progress_view *view)
{
    const struct vd_str none = {0};
    view->achieved = staff_text(rq, "avance", VD_S("Cuánto va hecho en total"), t->avance,
        vd_str_printf(rq->arena, "La meta es %.*s %.*s. Hoy va: %.*s.", VD_SARG(vd_es_qty(rq->arena, vd_some(a->target_u6))), VD_SARG(a->measure),
            VD_SARG(a->achieved_u6.has ? vd_es_qty(rq->arena, a->achieved_u6) : VD_S("sin reporte"))), 0, false);
    view->achieved.inputmode = "decimal";
    view->achieved.width = "w-s";
    view->done_on = staff_text(rq, "fecha", VD_S("Fecha en que se hizo"), t->fecha, VD_S("Día/mes/año."), 0, false);
    view->done_on.width = "w-m";
    view->narrative = staff_text(rq, "que", VD_S("Qué se hizo"), t->que, VD_S("Dos o tres frases que un ciudadano entienda."), 4, false);
    view->file = documents_input(rq, "archivo", VD_S("Archivo"));
    view->file.optional = true;
    view->link = staff_text(rq, "enlace", VD_S("Enlace"), t->enlace, none, 0, true);
    view->title = staff_text(rq, "titulo", VD_S("Nombre de la evidencia"), t->titulo, VD_S("Por ejemplo: Procedimiento firmado el 15 de septiembre."), 0, true);
    view->classification = documents_class_choices(rq, t->clase, "sin datos personales; la ve la ciudadanía con la acción", "la ven la dependencia, planeación y Control Interno");
    view->classification.label = VD_S("Quién puede ver la evidencia");
}

static enum vd_err show_report(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_act_row *a, const struct progress_input *t, bool conflict)
{
    struct improvement_progress_view view = {.wrongs = staff_wrongs(rq), .finding = finding_said(rq, f), .seen = conflict ? a->rev : t->visto.v, .back = improvement_url(rq, f->no, ""),
        .token = vd_form_token(rq, IMPROVEMENT_ACT "/avance"), .action = improvement_act_url(rq, f->no, a->no, "/avance")};
    VD_TRY(begin(rq, f, vd_str_printf(rq->arena, "Avance de la acción %" PRId64, a->no), &view.page));
    VD_TRY(fill_act(rq, f, a, &view.act));
    fill_fields(rq, a, t, &view);
    if (conflict) {
        view.differ.said = VD_S("Otra persona reportó o evaluó esta acción mientras usted escribía: al lado está lo que dice ahora.");
        rq->status = 409;
    }
    tpl_improvement_progress(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_report(struct vd_req *rq, struct improvement_found_row *ret, struct improvement_act_row *ret_act)
{
    const struct progress_input *in = rq->input;
    VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, ret, ret_act));
    return improvement_may_write(rq, ret, ret_act->unit_id, "en_ejecucion");
}

static enum vd_err report_page(struct vd_req *rq)
{
    struct improvement_found_row found;
    struct improvement_act_row act;
    VD_TRY(open_report(rq, &found, &act));
    const struct progress_input typed = {.visto = vd_some(act.rev), .fecha = vd_date_dmy(rq->arena, rq->today)};
    return show_report(rq, &found, &act, &typed, false);
}

static void read_pieces(struct vd_req *rq, const struct progress_input *in, struct improvement_asking *asking)
{
    if (in->enlace.n && !vd_is_web(in->enlace))
        vd_req_wrong(rq, "enlace", "Copie la dirección completa del navegador: empieza por https:// y no tiene espacios");
    if (in->enlace.n)
        asking->pieces[1] = (struct improvement_piece){.title = in->titulo.n && !in->archivo.name.n ? in->titulo : in->enlace, .url = in->enlace};
    for (size_t i = 0; i < VD_COUNT(asking->pieces); i++)
        asking->pieces[i].classification = documents_class_of(in->clase);
    if (asking->progress.achieved_u6 > 0 && !in->archivo.name.n && !in->enlace.n)
        vd_req_wrong(rq, "archivo", "Falta la evidencia: agregue un archivo o un enlace");
}

static void read_report(struct vd_req *rq, const struct improvement_act_row *a, const struct progress_input *in, struct improvement_asking *asking)
{
    struct row_improvement_progress *ret = &asking->progress;
    struct vd_date on;
    if (!in->avance.n || !vd_quantity_read(in->avance, &ret->achieved_u6))
        vd_req_wrong(rq, "avance", "Escriba un número, por ejemplo 2; si nada, 0");
    improvement_read_day(rq, "fecha", in->fecha, "Escriba cuándo se hizo", &ret->done_on);
    if (vd_date_from_iso(ret->done_on, &on) && vd_date_days(on) > vd_date_days(rq->today))
        vd_req_wrong(rq, "fecha", "No puede ser después de hoy");
    if (ret->done_on.n && vd_str_cmp(ret->done_on, a->from_on) < 0)
        vd_req_wrong(rq, "fecha", "Es antes de que empiece la acción, el %.*s", VD_SARG(improvement_day_said(rq->arena, a->from_on)));
    staff_must(rq, "que", in->que, "Escriba qué se hizo");
    ret->narrative = in->que;
    read_pieces(rq, in, asking);
}

static enum vd_err take_file(struct vd_req *rq, const struct progress_input *in, struct improvement_piece *piece)
{
    VD_TRY(documents_take(rq, "archivo", &in->archivo, &piece->file));
    if (piece->file.kind)
        piece->title = in->titulo.n ? in->titulo : piece->file.name;
    return VD_OK;
}

static enum vd_err reported(struct vd_req *rq, struct staff_write *write)
{
    const struct progress_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_act_row act;
    if (write->err == VD_OK)
        return staff_go(rq, improvement_url(rq, in->numero.v, ""), write->seq);
    if (improvement_clashed(write)) {
        VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, &found, &act));
        if (act.rev != in->visto.v)
            return show_report(rq, &found, &act, in, true);
    }
    return staff_failed(rq, write);
}

static enum vd_err report_post(struct vd_req *rq)
{
    const struct progress_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_act_row act;
    struct improvement_asking asking = {.no = in->numero.v, .action_no = in->accion.v, .rev = in->visto.v};
    VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, &found, &act));
    read_report(rq, &act, in, &asking);
    if (!rq->wrong.n)
        VD_TRY(take_file(rq, in, &asking.pieces[0]));
    return rq->wrong.n ? show_report(rq, &found, &act, in, false) : staff_write(rq, improvement_write_of(rq, "mejora.avance", improvement_report, reported, asking));
}

/* ---- third line */

static void fill_decision(struct vd_req *rq, const struct improvement_act_row *a, const struct progress_input *t, struct improvement_evaluation_view *view)
{
    const enum improvement_standing standing = improvement_act_stands(a, rq->today);
    view->decision = staff_choices(rq, "decision", VD_S("Qué se verificó"), false, false);
    if (standing == IMPROVEMENT_REPORTED)
        improvement_choose(rq, &view->decision, VD_S("cumplida"), VD_S("Cumplida"), VD_S("La meta se alcanzó y la evidencia lo prueba."), t->decision);
    if (a->reports)
        improvement_choose(rq, &view->decision, VD_S("no_aceptada"), VD_S("No basta: la dependencia debe seguir"), VD_S("La acción queda abierta, con la razón."), t->decision);
    if (standing == IMPROVEMENT_REPORTED || standing == IMPROVEMENT_LATE)
        improvement_choose(rq, &view->decision, VD_S("no_cumplida"), VD_S("No cumplida"), VD_S("Ya no recibe más avances: el hallazgo necesitará una acción nueva."), t->decision);
    view->reason = staff_text(rq, "razon", VD_S("Razón"), t->razon, VD_S("La leen la dependencia y la ciudadanía. Si se cumplió puede quedar vacía."), 3, true);
    VD_EACH(report, &view->act.reports)
        VD_EACH(proof, &report->proofs)
            if (proof->pending) {
                proof->refused = vd_ints_has(&t->rechazada, proof->id);
                *VD_PUSH(rq->arena, &view->pending) = *proof;
            }
}

static enum vd_err show_evaluation(struct vd_req *rq, const struct improvement_found_row *f, const struct improvement_act_row *a, const struct progress_input *t, bool conflict)
{
    struct improvement_evaluation_view view = {.wrongs = staff_wrongs(rq), .finding = finding_said(rq, f), .seen = conflict ? a->rev : t->visto.v, .back = improvement_url(rq, f->no, ""),
        .token = vd_form_token(rq, IMPROVEMENT_ACT "/evaluacion"), .action = improvement_act_url(rq, f->no, a->no, "/evaluacion")};
    VD_TRY(begin(rq, f, vd_str_printf(rq->arena, "Evaluar la acción %" PRId64, a->no), &view.page));
    VD_TRY(fill_act(rq, f, a, &view.act));
    VD_TRY(improvement_own(rq->db, rq->arena, staff_who(rq), f->id, &view.own));
    fill_decision(rq, a, t, &view);
    if (conflict) {
        view.differ.said = VD_S("Alguien reportó o evaluó esta acción mientras usted decidía: arriba está lo que dice ahora.");
        rq->status = 409;
    }
    tpl_improvement_evaluation(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_evaluation(struct vd_req *rq, struct improvement_found_row *ret, struct improvement_act_row *ret_act)
{
    const struct progress_input *in = rq->input;
    VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, ret, ret_act));
    if (vd_str_is(ret->state, "en_ejecucion") && (vd_str_is(ret_act->state, "abierta") || vd_str_is(ret_act->state, "reportada")))
        return VD_OK;
    rq->problem = VD_S("Esta acción no espera evaluación: no se ha aceptado, o ya se evaluó.");
    return VD_CONFLICT;
}

static enum vd_err evaluation_page(struct vd_req *rq)
{
    struct improvement_found_row found;
    struct improvement_act_row act;
    VD_TRY(open_evaluation(rq, &found, &act));
    const struct progress_input typed = {.visto = vd_some(act.rev)};
    return show_evaluation(rq, &found, &act, &typed, false);
}

static enum vd_err evaluated(struct vd_req *rq, struct staff_write *write)
{
    const struct progress_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_act_row act;
    if (write->err == VD_OK)
        return staff_go(rq, improvement_url(rq, in->numero.v, ""), write->seq);
    if (improvement_clashed(write)) {
        VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, &found, &act));
        if (act.rev != in->visto.v)
            return show_evaluation(rq, &found, &act, in, true);
    }
    if (write->err != VD_INVALID)
        return staff_failed(rq, write);
    VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, &found, &act));
    vd_req_wrong(rq, in->razon.n ? "decision" : "razon", "%.*s", VD_SARG(write->problem));
    return show_evaluation(rq, &found, &act, in, false);
}

static enum vd_err evaluation_post(struct vd_req *rq)
{
    const struct progress_input *in = rq->input;
    struct improvement_found_row found;
    struct improvement_act_row act;
    static const char *const kinds[][2] = {{"cumplida", "mejora.cumplida"}, {"no_cumplida", "mejora.no_cumplida"}, {"no_aceptada", "mejora.no_aceptada"}};
    const struct improvement_asking asking = {.no = in->numero.v, .action_no = in->accion.v, .rev = in->visto.v, .what = in->decision, .reason = in->razon, .refused = in->rechazada};
    VD_TRY(improvement_open_act(rq, in->numero.v, in->accion.v, &found, &act));
    for (size_t i = 0; i < VD_COUNT(kinds) && !rq->wrong.n; i++)
        if (vd_str_is(in->decision, kinds[i][0]))
            return staff_write(rq, improvement_write_of(rq, kinds[i][1], improvement_verdict, evaluated, asking));
    if (!rq->wrong.n)
        vd_req_wrong(rq, "decision", "Elija qué se verificó");
    return show_evaluation(rq, &found, &act, in, false);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) IMPROVEMENT_TYPED(progress_input, member, most, what, meaning)
#define ADDRESS VD_PARAM_ENTITY(progress_input), IMPROVEMENT_NO(progress_input), IMPROVEMENT_ACT_NO(progress_input)
static const struct vd_param of_page[] = {ADDRESS, {.name = NULL}};
static const struct vd_param of_report[] = {ADDRESS, IMPROVEMENT_SEEN(progress_input), TYPED(avance, 40, "Cuánto va hecho en total", "achieved in all"), TYPED(fecha, 10, "Fecha en que se hizo", "day, dd/mm/yyyy"),
    TYPED(que, IMPROVEMENT_TEXT, "Qué se hizo", "what was done"), TYPED(titulo, IMPROVEMENT_TITLE, "Nombre de la evidencia", "how the file or the link is called"),
    TYPED(clase, 20, "Quién puede ver la evidencia", "publica, clasificada or reservada"), TYPED(enlace, 1000, "Enlace", "address of the web"),
    VD_PARAM(progress_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo", .about = "file that proves it"), {.name = NULL}};
static const struct vd_param of_evaluation[] = {ADDRESS, IMPROVEMENT_SEEN(progress_input), TYPED(decision, 20, "Qué se verificó", "cumplida, no_cumplida or no_aceptada"), TYPED(razon, 2000, "Razón", "why"),
    VD_PARAM(progress_input, rechazada, VD_FROM_FORM, VD_P_INTS, .min = 1, .max = INT64_MAX / 2, .about = "pieces of evidence that are not accepted"), {.name = NULL}};

const struct vd_route improvement_progress_routes[] = {
    STAFF_PAGE(progress_input, IMPROVEMENT_ACT "/avance", of_page, "mejora.escribir", report_page, "form of the progress of an action"),
    STAFF_POST(progress_input, IMPROVEMENT_ACT "/avance", of_report, "mejora.escribir", report_post, "report the progress of an action with its evidence"),
    STAFF_PAGE(progress_input, IMPROVEMENT_ACT "/evaluacion", of_page, "mejora.cerrar", evaluation_page, "form of what was verified of an action"),
    STAFF_POST(progress_input, IMPROVEMENT_ACT "/evaluacion", of_evaluation, "mejora.cerrar", evaluation_post, "judge an action and its evidence"),
    {.path = NULL},
};
