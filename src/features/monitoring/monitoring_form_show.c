/* SPDX-License-Identifier: Apache-2.0 */
/* How the form of a report looks: what is asked in the unit of the indicator, what it answers, what would be. */
#include "calendar/calendar.h"
#include "features/agenda/agenda.h"
#include "features/monitoring/monitoring_form.h"
#include "features/monitoring/monitoring_form.tpl.h"

enum { MOST_OWED = 24, AS_BUTTONS = 4, FAR_DAYS = 30, MILLION = 1000000 };

void form_prefill(struct vd_req *rq, const struct monitoring_line *l, const struct monitoring_report_row *r, struct form_input *in)
{
    struct vd_date on;
    if (r->numerator_u6.has)
        in->valor = vd_es_qty(rq->arena, r->numerator_u6);
    if (r->denominator_u6.has)
        in->denominador = vd_es_qty(rq->arena, r->denominator_u6);
    if (l->measure.asks == MONITORING_DONE && r->numerator_u6.has)
        in->cumplido = r->numerator_u6.v ? VD_S("si") : VD_S("no");
    in->responde = r->obligation_id.has ? vd_str_printf(rq->arena, "%" PRId64, r->obligation_id.v) : VD_S(FORM_BETWEEN);
    in->acumulado = r->is_accumulated ? VD_S("total") : VD_S("periodo");
    in->fecha = vd_date_from_iso(r->done_on, &on) ? vd_date_dmy(rq->arena, on) : (struct vd_str){0};
    in->que = r->narrative;
    in->dificultades = r->difficulties;
    in->no_aplica = r->not_applicable;
}

static enum vd_err seen_of(struct vd_req *rq, const struct monitoring_opened *of, struct vd_str *ret)
{
    struct row_report row = {.entity_id = of->version.entity_id};
    *ret = monitoring_seen(rq->arena, &of->line, NULL);
    if (!of->line.draft)
        return VD_OK;
    row.id = of->line.draft->id;
    VD_TRY(vd_row_get(rq->db, rq->arena, &T_report, &row));
    *ret = monitoring_seen(rq->arena, &of->line, &row);
    return VD_OK;
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
        hint = vd_str_printf(rq->arena, "La meta es %.*s%s. %s%.*s.", VD_SARG(vd_es_qty(rq->arena, l->measure.target_u6)), l->measure.asks == MONITORING_COUNT ? "" : " %",
                             l->progress.reported ? "Hoy va: " : "", VD_SARG(l->progress.reported ? monitoring_progress_said(rq->arena, l, &l->progress) : VD_S("Todavía no hay reportes")));
    view->ratio = l->measure.asks == MONITORING_RATIO;
    view->done_only = l->measure.asks == MONITORING_DONE;
    view->adds = l->measure.adds && !view->done_only;
    if (view->ratio && a->numerator.n)
        label = a->numerator;
    if (l->measure.asks == MONITORING_PERCENT)
        hint = vd_str_printf(rq->arena, "En porcentaje. %.*s", VD_SARG(hint));
    view->value = staff_text(rq, "valor", label, in->valor, hint, 0, false);
    view->value.inputmode = "decimal";
    view->value.width = "w-s";
    view->denominator = staff_text(rq, "denominador", a->denominator.n ? a->denominator : VD_S("De cuántos"), in->denominador, VD_S("Si no había nada que hacer, 0: queda como «no aplica»."), 0, false);
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

/* Of something until a day that is far off, unless it is one thing, what is reported now is most likely a part. */
static bool is_part(const struct monitoring_line *l, struct vd_date today)
{
    const struct monitoring_obligation *o = monitoring_owed(l);
    return o && !o->label.n && !l->measure.lower_better && l->measure.target_u6.has && l->measure.target_u6.v > MILLION && vd_date_days(o->due) - vd_date_days(today) > FAR_DAYS;
}

/* What it is of, when there is something to choose: what is owed, the earliest first; beside it, progress in between. */
static void fill_answer(struct vd_req *rq, const struct monitoring_opened *of, const struct monitoring_report_row *replaced, struct vd_str chosen, struct monitoring_form_view *view)
{
    const struct monitoring_of now = {.at = rq->now};
    view->answers = (struct vd_choices){.name = "responde", .label = VD_S("Qué reporta"), .error = staff_wrong_of(rq, "responde")};
    VD_EACH(o, &of->line.obligations) {
        if (view->answers.of.n == MOST_OWED || !monitoring_is_open(&now, &of->line, o, replaced ? replaced->id : 0))
            continue;
        bool late = vd_date_days(o->due) < vd_date_days(rq->today);
        struct vd_str id = vd_str_printf(rq->arena, "%" PRId64, o->id), due = vd_date_dmy(rq->arena, o->due);
        struct vd_str said = vd_str_printf(rq->arena, "Lo que vence el %.*s%s%.*s", VD_SARG(due), o->label.n ? ": " : "", VD_SARG(o->label));
        *VD_PUSH(rq->arena, &view->answers.of) = (struct vd_choice){id, said, late ? VD_S("Ya venció: se reporta tarde.") : (struct vd_str){0}, vd_str_eq(chosen, id)};
    }
    if (!view->answers.of.n)
        return;
    choose(rq, &view->answers, FORM_BETWEEN, "Un avance intermedio", "Lo que vence sigue pendiente, hasta que se llegue a la meta.", chosen);
    bool any = false;
    VD_EACH(c, &view->answers.of)
        any = any || c->chosen;
    if (!any)
        view->answers.of.v[is_part(&of->line, rq->today) ? view->answers.of.n - 1 : 0].chosen = true;
    view->answers.as_list = view->answers.of.n > AS_BUTTONS;
}

static void fill_texts(struct vd_req *rq, const struct form_input *in, bool of_pieces, struct monitoring_form_view *view)
{
    const struct vd_str none = {0};
    view->done_on = staff_text(rq, "fecha", VD_S("Fecha en que se hizo"), in->fecha, VD_S("Día/mes/año."), 0, false);
    view->done_on.width = "w-m";
    view->narrative = staff_text(rq, "que", VD_S("Qué se hizo"), in->que, VD_S("Dos o tres frases que un ciudadano entienda. Máximo 1.000 letras."), 4, false);
    view->difficulties = staff_text(rq, "dificultades", VD_S("Dificultades"), in->dificultades, none, 2, true);
    view->not_applicable = staff_text(rq, "no_aplica", VD_S("Por qué no aplica"), in->no_aplica, VD_S("Solo si la condición de la actividad no ocurrió. Entonces no se pide valor ni evidencia."), 2, true);
    view->file = documents_input(rq, "archivo", of_pieces ? VD_S("Agregar otro archivo") : VD_S("Agregar un archivo"));
    view->file.optional = true;
    if (rq->wrong.n && in->archivo.name.n && !staff_wrong_of(rq, "archivo").n)
        view->file.hint = vd_str_printf(rq->arena, "Elija otra vez «%.*s»: no se guardó, porque falta corregir el formulario.", VD_SARG(in->archivo.name));
    view->file_title = staff_text(rq, "titulo", VD_S("Nombre de la evidencia"), in->titulo, VD_S("Por ejemplo: Registro de asistencia, 15 de septiembre."), 0, true);
    view->link = staff_text(rq, "enlace", VD_S("Enlace"), in->enlace, none, 0, true);
    view->minutes = staff_text(rq, "acta", VD_S("Acta"), in->acta, VD_S("Por ejemplo: Acta 3 del comité de gestión."), 0, true);
    view->minutes_on = staff_text(rq, "acta_fecha", VD_S("Fecha del acta"), in->acta_fecha, VD_S("Día/mes/año."), 0, true);
    view->minutes_on.width = "w-m";
    view->open_file = in->titulo.n || (in->clase.n && !vd_str_is(in->clase, "clasificada"));
    view->open_link = in->enlace.n || in->acta.n || in->acta_fecha.n;
    view->open_not_applicable = in->no_aplica.n > 0;
    view->classification = documents_class_choices(rq, in->clase, "se publica, no tiene datos personales", "tiene datos personales");
    view->classification.label = VD_S("Quién puede ver la evidencia");
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
    else if (vd_quantity_read(in->valor, &n))
        said.numerator_u6 = vd_some(n);
    if (vd_quantity_read(in->denominador, &d))
        said.denominator_u6 = vd_some(d);
    if (!said.not_applicable && (!said.numerator_u6.has || (of->line.measure.asks == MONITORING_RATIO && !said.denominator_u6.has)))
        return (struct vd_str){0};
    on = vd_date_days(said.done_on) > vd_date_days(rq->today) ? said.done_on : rq->today;
    struct monitoring_progress p = monitoring_progress_with(&at, &of->line, &said, replaces, on);
    return monitoring_progress_said(rq->arena, &of->line, &p);
}

/* The first cut-off that is still to come, which takes what is reported now; absent: none of this year. */
static struct vd_str cut_said(struct vd_req *rq, const struct life_version_row *version)
{
    agenda_cuts cuts = {0};
    if (agenda_cuts_for(rq->db, rq->arena, version->entity_id, version->instrument, version->vigencia, &cuts) != VD_OK)
        return (struct vd_str){0};
    VD_EACH(c, &cuts)
        if (vd_date_days(c->cut_on) >= vd_date_days(rq->today))
            return vd_es_date_long(rq->arena, c->cut_on);
    return (struct vd_str){0};
}

static void fill_conflict(struct vd_req *rq, const struct monitoring_opened *of, struct monitoring_form_view *view)
{
    const struct monitoring_report_row *other = of->line.draft ? of->line.draft : of->line.last;
    view->conflict = true;
    view->sent = !of->line.draft;
    rq->status = 409;
    view->other_person = other ? other->person : VD_S("Otra persona");
    view->other_value = other ? monitoring_value_said(rq->arena, &of->line, other) : VD_S("No hay borrador");
    view->other_narrative = other ? other->narrative : (struct vd_str){0};
}

enum vd_err form_show(struct vd_req *rq, const struct monitoring_opened *of, const struct form_input *in, bool conflict)
{
    const struct monitoring_report_row *replaced = form_corrected(of, in->corrige);
    const struct monitoring_activity_row *a = &of->line.activity;
    struct monitoring_form_view view = {.wrongs = staff_wrongs(rq), .eyebrow = monitoring_eyebrow(rq->arena, &of->line), .address = a->address, .description = a->description,
        .token = vd_form_token(rq, MONITORING_ACTIVITY "/reporte"), .corrects = replaced ? replaced->id : 0, .action = monitoring_url(rq, &of->version, a->address, "reporte"),
        .history = monitoring_url(rq, &of->version, a->address, "reportes"), .preview = preview(rq, of, in, replaced ? replaced->id : 0),
        .promise = monitoring_show_promise(rq, &of->line)};
    if (replaced && vd_str_is(replaced->state, "devuelto"))
        view.returned = replaced->review_reason;
    if (!conflict && !replaced && of->line.last && vd_str_is(of->line.last->state, "enviado"))
        view.waits = vd_str_printf(rq->arena, "%.*s envió «%.*s» el %.*s y espera revisión. Si lo suyo es lo mismo, no lo envíe otra vez: se sumaría.", VD_SARG(of->line.last->person),
            VD_SARG(monitoring_value_said(rq->arena, &of->line, of->line.last)), VD_SARG(vd_es_date_long(rq->arena, vd_date_in_bogota(of->line.last->sent_at.v))));
    VD_TRY(staff_page(rq, vd_str_printf(rq->arena, "Reportar avance de %.*s", VD_SARG(a->address)), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Reportar avance"), staff_url(rq, "reportar", NULL));
    staff_crumb(rq, &view.page, a->address, view.history);
    view.cut = cut_said(rq, &of->version);
    VD_TRY(seen_of(rq, of, &view.seen));
    fill_answer(rq, of, replaced, in->responde, &view);
    fill_value(rq, &of->line, in, &view);
    if (of->line.draft || replaced)
        VD_TRY(monitoring_show_pieces(rq, of->line.draft ? of->line.draft->id : replaced->id, &view.pieces));
    fill_texts(rq, in, view.pieces.n > 0, &view);
    VD_TRY(monitoring_show_before(rq, of, 0, &view.before));
    if (conflict)
        fill_conflict(rq, of, &view);
    tpl_monitoring_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}
