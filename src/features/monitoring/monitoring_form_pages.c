/* SPDX-License-Identifier: Apache-2.0 */
/* The form of a report: value, date, what was done, evidence; kept as a draft or sent. */
#include "calendar/calendar.h"
#include "features/monitoring/monitoring_form.tpl.h"
#include "features/monitoring/monitoring_say.h"

struct form_input {
    struct vd_str entidad, familia, direccion, visto, valor, denominador, cumplido, acumulado, fecha, que, dificultades, no_aplica, titulo, clase, enlace, acta, acta_fecha, accion;
    struct vd_oint vigencia, corrige, quitar, hecho;
    struct vd_upload archivo;
};

static const struct { const char *code, *text, *hint; enum documents_class classification; } classes[] = {
    {"publica", "Pública", "Se publica con el seguimiento. Sin datos personales.", DOCUMENTS_PUBLICA},
    {"clasificada", "Clasificada", "Tiene datos personales: la ven la dependencia, quienes revisan y control interno.", DOCUMENTS_CLASIFICADA},
    {"reservada", "Reservada", "Una norma la reserva: la ven usted y quienes tienen ese permiso.", DOCUMENTS_RESERVADA},
};

/* ---- what the form begins with */

static const struct monitoring_report_row *report_by(const struct monitoring_opened *of, int64_t id)
{
    VD_EACH(r, &of->line.reports)
        if (r->id == id)
            return r;
    return NULL;
}

/* What a new draft corrects: what was asked for, or what planning sent back. */
static const struct monitoring_report_row *corrected(const struct monitoring_opened *of, struct vd_oint asked)
{
    const struct monitoring_report_row *last = of->line.last;
    if (of->line.draft)
        return of->line.draft->replaces_id.has ? report_by(of, of->line.draft->replaces_id.v) : NULL;
    if (asked.has && asked.v)
        return report_by(of, asked.v);
    return last && vd_str_is(last->state, "devuelto") ? last : NULL;
}

static void prefill(struct vd_req *rq, const struct monitoring_line *l, const struct monitoring_report_row *r, struct form_input *in)
{
    struct vd_date on;
    if (r->numerator_u6.has)
        in->valor = vd_es_qty(rq->arena, r->numerator_u6);
    if (r->denominator_u6.has)
        in->denominador = vd_es_qty(rq->arena, r->denominator_u6);
    if (l->measure.asks == MONITORING_DONE && r->numerator_u6.has)
        in->cumplido = r->numerator_u6.v ? VD_S("si") : VD_S("no");
    in->acumulado = r->is_accumulated ? VD_S("total") : VD_S("periodo");
    in->fecha = vd_date_from_iso(r->done_on, &on) ? vd_date_dmy(rq->arena, on) : (struct vd_str){0};
    in->que = r->narrative;
    in->dificultades = r->difficulties;
    in->no_aplica = r->not_applicable;
}

static enum vd_err seen_of(struct vd_req *rq, const struct monitoring_opened *of, struct vd_str *ret)
{
    struct row_report row = {.entity_id = of->version.entity_id};
    *ret = VD_S("");
    if (!of->line.draft)
        return VD_OK;
    row.id = of->line.draft->id;
    VD_TRY(vd_row_get(rq->db, rq->arena, &T_report, &row));
    *ret = monitoring_seen(rq->arena, &row);
    return VD_OK;
}

/* ---- reading */

static void read_number(struct vd_req *rq, const char *field, struct vd_str typed, bool must, struct vd_oint *ret)
{
    int64_t u6;
    *ret = (struct vd_oint){0};
    if (!typed.n && must)
        vd_req_wrong(rq, field, "Escriba cuánto se hizo; si nada, 0");
    else if (typed.n && !monitoring_number(typed, &u6))
        vd_req_wrong(rq, field, "Escriba un número, por ejemplo 2 o 87,5");
    else if (typed.n)
        *ret = vd_some(u6);
}

static void read_value(struct vd_req *rq, const struct form_input *in, const struct monitoring_line *l, bool must, struct row_report *ret)
{
    if (l->measure.asks == MONITORING_DONE) {
        if (in->cumplido.n)
            ret->numerator_u6 = vd_some(vd_str_is(in->cumplido, "si") ? 1000000 : 0);
        else if (must)
            vd_req_wrong(rq, "cumplido", "Diga si se hizo");
        ret->is_accumulated = 1;
        return;
    }
    read_number(rq, "valor", in->valor, must, &ret->numerator_u6);
    if (l->measure.asks == MONITORING_RATIO)
        read_number(rq, "denominador", in->denominador, must, &ret->denominator_u6);
    if (l->measure.asks == MONITORING_PERCENT && ret->numerator_u6.has && ret->numerator_u6.v > INT64_C(100000000))
        vd_req_wrong(rq, "valor", "Un porcentaje va de 0 a 100");
    ret->is_accumulated = !l->measure.adds || vd_str_is(in->acumulado, "total");
}

static int64_t letters(struct vd_str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n; n++)
        (void)vd_utf8_next(s, &i);
    return n;
}

static void read_day(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret_iso)
{
    struct vd_date on = {0};
    if (!typed.n || staff_wrong_of(rq, field).p || staff_date(rq, field, typed, &on) != VD_OK || !on.year)
        return;
    if (vd_date_days(on) > vd_date_days(rq->today))
        vd_req_wrong(rq, field, "No puede ser después de hoy");
    *ret_iso = vd_date_iso(rq->arena, on);
}

static void read_values(struct vd_req *rq, const struct form_input *in, const struct monitoring_line *l, bool send, struct row_report *ret)
{
    *ret = (struct row_report){.narrative = in->que.n ? in->que : VD_S("")};
    if (in->no_aplica.n)
        ret->not_applicable = in->no_aplica;
    else
        read_value(rq, in, l, send, ret);
    if (in->dificultades.n)
        ret->difficulties = in->dificultades;
    read_day(rq, "fecha", in->fecha, &ret->done_on);
    if (send && !in->fecha.n && !in->no_aplica.n)
        vd_req_wrong(rq, "fecha", "Escriba cuándo se hizo, como día/mes/año");
    if (send && !in->que.n && !in->no_aplica.n)
        vd_req_wrong(rq, "que", "Escriba qué se hizo: dos o tres frases");
    if (letters(in->que) > MONITORING_NARRATIVE)
        vd_req_wrong(rq, "que", "Son %" PRId64 " letras: deje como máximo 1.000", letters(in->que));
}

static bool is_address(struct vd_str s)
{
    bool good = vd_str_starts(s, VD_S("https://")) || vd_str_starts(s, VD_S("http://"));
    for (size_t i = 0; i < s.n; i++)
        good = good && s.p[i] > ' ' && s.p[i] < 127 && !strchr("\"'<>\\^`{|}", s.p[i]);
    return good;
}

static enum vd_err read_pieces(struct vd_req *rq, const struct form_input *in, struct monitoring_saving *s)
{
    if (in->enlace.n && !is_address(in->enlace))
        vd_req_wrong(rq, "enlace", "Copie la dirección completa del navegador: empieza por https:// y no tiene espacios");
    s->pieces[1] = (struct monitoring_piece){.kind = in->enlace.n ? "enlace" : NULL, .title = in->titulo.n && !in->archivo.bytes.n ? in->titulo : in->enlace, .url = in->enlace};
    s->pieces[2] = (struct monitoring_piece){.kind = in->acta.n ? "acta" : NULL, .title = in->acta};
    read_day(rq, "acta_fecha", in->acta_fecha, &s->pieces[2].dated_on);
    s->pieces[0].classification = DOCUMENTS_CLASIFICADA;
    for (size_t i = 0; i < VD_COUNT(classes); i++)
        if (vd_str_is(in->clase, classes[i].code))
            s->pieces[0].classification = classes[i].classification;
    return VD_OK;
}

static enum vd_err take_file(struct vd_req *rq, const struct form_input *in, struct monitoring_piece *piece)
{
    VD_TRY(documents_take(rq, "archivo", &in->archivo, &piece->file));
    if (piece->file.kind) {
        piece->kind = "archivo";
        piece->title = in->titulo.n ? in->titulo : piece->file.name;
    }
    return VD_OK;
}

/* ---- showing */

static struct vd_input text(struct vd_req *rq, const char *name, struct vd_str label, struct vd_str value, struct vd_str hint, int64_t rows, bool optional)
{
    struct vd_input input = staff_input(rq, name, label, value);
    input.hint = hint;
    input.rows = rows;
    input.optional = optional;
    return input;
}

static void choose(struct vd_req *rq, struct vd_choices *choices, const char *value, const char *said, const char *hint, struct vd_str chosen)
{
    *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){vd_str_of(value), vd_str_of(said), vd_str_of(hint), vd_str_is(chosen, value)};
}

static void fill_value(struct vd_req *rq, const struct monitoring_line *l, const struct form_input *in, struct monitoring_form_view *view)
{
    const struct monitoring_activity_row *a = &l->activity;
    struct vd_str label = a->indicator.n ? a->indicator : VD_S("Cuánto se hizo"), hint = {0};
    if (l->measure.target_u6.has)
        hint = vd_str_printf(rq->arena, "La meta es %.*s%s. Hoy va: %.*s.", VD_SARG(vd_es_qty(rq->arena, l->measure.target_u6)), l->measure.asks == MONITORING_COUNT ? "" : " %",
                             VD_SARG(monitoring_progress_said(rq->arena, l, &l->progress)));
    view->ratio = l->measure.asks == MONITORING_RATIO;
    view->done_only = l->measure.asks == MONITORING_DONE;
    view->adds = l->measure.adds && !view->done_only;
    if (view->ratio && a->numerator.n)
        label = a->numerator;
    view->value = text(rq, "valor", label, in->valor, hint, 0, false);
    view->value.inputmode = "decimal";
    view->value.width = "w-s";
    view->denominator = text(rq, "denominador", a->denominator.n ? a->denominator : VD_S("De cuántos"), in->denominador, VD_S("Si no había nada que hacer, 0: queda como «no aplica»."), 0, false);
    view->denominator.inputmode = "decimal";
    view->denominator.width = "w-s";
    view->done = (struct vd_choices){.name = "cumplido", .label = a->goal.n ? a->goal : VD_S("¿Se hizo?"), .error = staff_wrong_of(rq, "cumplido")};
    choose(rq, &view->done, "si", "Hecho", NULL, in->cumplido);
    choose(rq, &view->done, "no", "Todavía no", NULL, in->cumplido);
    view->accumulated = (struct vd_choices){.name = "acumulado", .label = VD_S("Ese número es"), .error = staff_wrong_of(rq, "acumulado")};
    struct vd_str chosen = in->acumulado.n ? in->acumulado : VD_S("periodo");
    choose(rq, &view->accumulated, "periodo", "Lo nuevo desde el último reporte", NULL, chosen);
    choose(rq, &view->accumulated, "total", "Todo lo que va en el año", NULL, chosen);
}

static void fill_texts(struct vd_req *rq, const struct form_input *in, struct monitoring_form_view *view)
{
    const struct vd_str none = {0};
    view->done_on = text(rq, "fecha", VD_S("Fecha en que se hizo"), in->fecha, VD_S("Día/mes/año."), 0, false);
    view->done_on.width = "w-m";
    view->narrative = text(rq, "que", VD_S("Qué se hizo"), in->que, VD_S("Dos o tres frases que un ciudadano entienda. Máximo 1.000 letras."), 4, false);
    view->difficulties = text(rq, "dificultades", VD_S("Dificultades"), in->dificultades, none, 2, true);
    view->not_applicable = text(rq, "no_aplica", VD_S("Por qué no aplica"), in->no_aplica, VD_S("Solo si la condición de la actividad no ocurrió. Entonces no se pide valor ni evidencia."), 2, true);
    view->file = documents_input(rq, "archivo", VD_S("Archivo"));
    view->file.optional = true;
    view->file_title = text(rq, "titulo", VD_S("Nombre de la evidencia"), in->titulo, VD_S("Por ejemplo: Registro de asistencia, 15 de septiembre."), 0, true);
    view->link = text(rq, "enlace", VD_S("Enlace"), in->enlace, none, 0, true);
    view->minutes = text(rq, "acta", VD_S("Acta"), in->acta, VD_S("Por ejemplo: Acta 3 del comité de gestión."), 0, true);
    view->minutes_on = text(rq, "acta_fecha", VD_S("Fecha del acta"), in->acta_fecha, VD_S("Día/mes/año."), 0, true);
    view->minutes_on.width = "w-m";
    view->open_file = in->titulo.n || (in->clase.n && !vd_str_is(in->clase, "clasificada"));
    view->open_link = in->enlace.n || in->acta.n || in->acta_fecha.n;
    view->open_not_applicable = in->no_aplica.n > 0;
    view->classification = (struct vd_choices){.name = "clase", .label = VD_S("Quién puede ver el archivo"), .error = staff_wrong_of(rq, "clase")};
    for (size_t i = 0; i < VD_COUNT(classes); i++)
        choose(rq, &view->classification, classes[i].code, classes[i].text, classes[i].hint, in->clase.n ? in->clase : VD_S("clasificada"));
}

/* «2 de 2 (100,00 %)»: what the progress would be with what is typed. Nothing when it says no value. */
static struct vd_str preview(struct vd_req *rq, const struct monitoring_opened *of, const struct form_input *in, int64_t replaces)
{
    const struct monitoring_of at = {rq->db, rq->arena, of->version.entity_id, of->version.plan_id, of->line.activity.key, rq->now};
    struct monitoring_said said = {.no = INT64_MAX, .done_on = rq->today, .not_applicable = in->no_aplica.n > 0, .accumulated = !of->line.measure.adds || vd_str_is(in->acumulado, "total")};
    struct vd_date on;
    int64_t n = 0, d = 0;
    if (vd_date_read_cell(in->fecha).status == VD_DATE_READ)
        said.done_on = vd_date_read_cell(in->fecha).date;
    if (of->line.measure.asks == MONITORING_DONE)
        said.numerator_u6 = in->cumplido.n ? vd_some(vd_str_is(in->cumplido, "si") ? 1000000 : 0) : (struct vd_oint){0};
    else if (monitoring_number(in->valor, &n))
        said.numerator_u6 = vd_some(n);
    if (monitoring_number(in->denominador, &d))
        said.denominator_u6 = vd_some(d);
    if (!said.not_applicable && (!said.numerator_u6.has || (of->line.measure.asks == MONITORING_RATIO && !said.denominator_u6.has)))
        return (struct vd_str){0};
    on = vd_date_days(said.done_on) > vd_date_days(rq->today) ? said.done_on : rq->today;
    struct monitoring_progress p = monitoring_progress_with(&at, &of->line, &said, replaces, on);
    return monitoring_progress_said(rq->arena, &of->line, &p);
}

static void fill_conflict(struct vd_req *rq, const struct monitoring_opened *of, struct monitoring_form_view *view)
{
    const struct monitoring_report_row *draft = of->line.draft;
    view->conflict = true;
    rq->status = 409;
    view->other_person = draft ? draft->person : VD_S("Otra persona");
    view->other_value = draft ? monitoring_value_said(rq->arena, &of->line, draft) : VD_S("Ya se envió o se quitó: no hay borrador.");
    view->other_narrative = draft ? draft->narrative : (struct vd_str){0};
}

static enum vd_err show(struct vd_req *rq, const struct monitoring_opened *of, const struct form_input *in, bool conflict)
{
    const struct monitoring_report_row *replaced = corrected(of, in->corrige);
    const struct monitoring_activity_row *a = &of->line.activity;
    struct monitoring_form_view view = {.wrongs = staff_wrongs(rq), .eyebrow = monitoring_eyebrow(rq->arena, &of->line), .address = a->address, .description = a->description,
        .token = vd_form_token(rq, MONITORING_ACTIVITY "/reporte"), .corrects = replaced ? replaced->id : 0, .action = monitoring_url(rq, &of->version, a->address, "reporte"),
        .history = monitoring_url(rq, &of->version, a->address, "reportes"), .preview = preview(rq, of, in, replaced ? replaced->id : 0),
        .promise = monitoring_show_promise(rq, &of->line)};
    if (replaced && vd_str_is(replaced->state, "devuelto"))
        view.returned = replaced->review_reason;
    VD_TRY(staff_page(rq, vd_str_printf(rq->arena, "Reportar avance de %.*s", VD_SARG(a->address)), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Reportar avance"), staff_url(rq, "reportar", NULL));
    staff_crumb(rq, &view.page, a->address, view.history);
    VD_TRY(seen_of(rq, of, &view.seen));
    fill_value(rq, &of->line, in, &view);
    fill_texts(rq, in, &view);
    if (of->line.draft || replaced)
        VD_TRY(monitoring_show_pieces(rq, of->line.draft ? of->line.draft->id : replaced->id, &view.pieces));
    VD_TRY(monitoring_show_before(rq, of, 0, &view.before));
    if (conflict)
        fill_conflict(rq, of, &view);
    tpl_monitoring_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_to_report(struct vd_req *rq, const struct form_input *in, struct monitoring_opened *ret)
{
    VD_TRY(monitoring_open(rq, in->familia, in->vigencia.v, in->direccion, ret));
    if (monitoring_may_report(staff_who(rq), &ret->line))
        return VD_OK;
    rq->problem = VD_S("Usted reporta las actividades de su dependencia; de esta responde otra.");
    rq->way_out = staff_url(rq, "reportar", NULL).s;
    return VD_DENIED;
}

static enum vd_err form_page(struct vd_req *rq)
{
    struct form_input now = *(const struct form_input *)rq->input;
    struct monitoring_opened of = {0};
    VD_TRY(open_to_report(rq, &now, &of));
    const struct monitoring_report_row *from = of.line.draft ? of.line.draft : corrected(&of, now.corrige);
    if (from)
        prefill(rq, &of.line, from, &now);
    return show(rq, &of, &now, false);
}

/* ---- saving */

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct form_input *in = rq->input;
    const struct monitoring_saving *s = write->arg;
    struct monitoring_opened of = {0};
    bool conflict = write->err == VD_CONFLICT && !write->problem.n;
    if (write->err != VD_OK && !conflict && write->err != VD_INVALID)
        return staff_failed(rq, write);
    VD_TRY(open_to_report(rq, in, &of));
    if (write->err == VD_OK)
        return staff_go(rq, monitoring_url(rq, &of.version, of.line.activity.address, s->send ? "reportes" : "reporte"), write->seq);
    if (!conflict)
        vd_req_wrong(rq, "archivo", "%.*s", VD_SARG(write->problem));
    return show(rq, &of, in, conflict);
}

static size_t kept_pieces(const struct monitoring_opened *of, const struct form_input *in)
{
    const struct monitoring_report_row *from = of->line.draft ? of->line.draft : corrected(of, in->corrige);
    size_t n = from ? (size_t)from->evidence : 0;
    return n && in->quitar.has ? n - 1 : n;
}

static enum vd_err form_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct monitoring_saving *s = VD_NEW(rq->arena, struct monitoring_saving);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct monitoring_opened of = {0};
    VD_TRY(open_to_report(rq, in, &of));
    *s = (struct monitoring_saving){.person_id = staff_who(rq)->person_id, .version_id = of.version.id, .activity_key = of.line.activity.key, .seen = in->visto, .corrects = in->corrige.v,
        .send = vd_str_is(in->accion, "enviar") && !in->quitar.has, .drop = in->quitar.v, .page = staff_url(rq, "revision", NULL).s};
    read_values(rq, in, &of.line, s->send, &s->typed);
    VD_TRY(read_pieces(rq, in, s));
    if (s->send && monitoring_asks_evidence(&of.line.measure, in->no_aplica, s->typed.numerator_u6) && !in->archivo.name.n && !in->enlace.n && !in->acta.n && !kept_pieces(&of, in))
        vd_req_wrong(rq, "archivo", "Falta la evidencia: agregue un archivo, un enlace o un acta y vuelva a enviarlo");
    if (!rq->wrong.n)
        VD_TRY(take_file(rq, in, &s->pieces[0]));
    if (rq->wrong.n)
        return show(rq, &of, in, false);
    *write = (struct staff_write){.entity_id = of.version.entity_id, .kind = s->send ? "avance.enviado" : "avance.guardado", .apply = monitoring_save, .then = saved, .arg = s};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) VD_PARAM(form_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
static const struct vd_param of_page[] = {MONITORING_ADDRESS(form_input), STAFF_DONE(form_input),
    VD_PARAM(form_input, corrige, VD_FROM_QUERY, VD_P_INT, .min = 0, .max = INT64_MAX / 2, .about = "report that the new one corrects"), {.name = NULL}};
static const struct vd_param of_form[] = {MONITORING_ADDRESS(form_input), TYPED(visto, 32, "Borrador", "the draft as it was shown"),
    VD_PARAM(form_input, corrige, VD_FROM_FORM, VD_P_INT, .min = 0, .max = INT64_MAX / 2, .about = "report that the new one corrects; 0: none"),
    VD_PARAM(form_input, quitar, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .about = "piece of evidence that is taken out"),
    TYPED(accion, 20, "Acción", "enviar or guardar"), TYPED(valor, 40, "Valor", "value in the unit of the indicator"), TYPED(denominador, 40, "De cuántos", "denominator of a ratio"),
    TYPED(cumplido, 2, "Se hizo", "si or no, of what has no number"), TYPED(acumulado, 10, "Ese número es", "periodo or total"), TYPED(fecha, 10, "Fecha en que se hizo", "day, dd/mm/yyyy"),
    TYPED(que, MONITORING_TEXT_MOST, "Qué se hizo", "what was done"), TYPED(dificultades, MONITORING_TEXT_MOST, "Dificultades", "difficulties"),
    TYPED(no_aplica, MONITORING_TEXT_MOST, "Por qué no aplica", "why nothing was to be done"), TYPED(titulo, 300, "Nombre de la evidencia", "how the file or the link is called"),
    TYPED(clase, 20, "Quién puede ver el archivo", "publica, clasificada or reservada"), TYPED(enlace, 1000, "Enlace", "address of the web"), TYPED(acta, 300, "Acta", "minutes that prove it"),
    TYPED(acta_fecha, 10, "Fecha del acta", "day, dd/mm/yyyy"), VD_PARAM(form_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo", .about = "file that proves it"), {.name = NULL}};

const struct vd_route monitoring_form_routes[] = {
    STAFF_PAGE(form_input, MONITORING_ACTIVITY "/reporte", of_page, "seguimiento.reportar", form_page, "form of a report of progress"),
    STAFF_POST(form_input, MONITORING_ACTIVITY "/reporte", of_form, "seguimiento.reportar", form_post, "keep a report of progress as a draft, or send it"),
    {.path = NULL},
};
