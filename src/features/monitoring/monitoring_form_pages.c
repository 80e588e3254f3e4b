/* SPDX-License-Identifier: Apache-2.0 */
/* The form of a report: value, date, what was done, evidence; kept as a draft or sent. */
#include "features/monitoring/monitoring_form.h"

static enum vd_err take_file(struct vd_req *rq, const struct form_input *in, struct monitoring_piece *piece)
{
    VD_TRY(documents_take(rq, "archivo", &in->archivo, &piece->file));
    if (piece->file.kind) {
        piece->kind = "archivo";
        piece->title = in->titulo.n ? in->titulo : piece->file.name;
    }
    return VD_OK;
}

static enum vd_err open_to_report(struct vd_req *rq, const struct form_input *in, struct monitoring_opened *ret)
{
    VD_TRY(monitoring_open(rq, in->familia, in->vigencia.v, in->direccion, ret));
    if (monitoring_is_closed(&ret->version)) {
        rq->problem = vd_str_printf(rq->arena, "%.*s se cerró: ya no se reporta su avance. Lo que se reportó sigue a la vista.", VD_SARG(life_title(rq->arena, &ret->version)));
        rq->way_out = monitoring_url(rq, &ret->version, ret->line.activity.address, "reportes").s;
        return VD_CONFLICT;
    }
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
    const struct monitoring_report_row *from = of.line.draft ? of.line.draft : form_corrected(&of, now.corrige);
    if (from)
        form_prefill(rq, &of.line, from, &now);
    return form_show(rq, &of, &now, false);
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
    return form_show(rq, &of, in, conflict);
}

static size_t kept_pieces(const struct monitoring_opened *of, const struct form_input *in)
{
    const struct monitoring_report_row *from = of->line.draft ? of->line.draft : form_corrected(of, in->corrige);
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
    form_read_values(rq, in, &of.line, s->send, &s->typed);
    form_read_answer(rq, in, &of, s);
    form_read_pieces(rq, in, s);
    if (s->send && monitoring_asks_evidence(&of.line.measure, in->no_aplica, s->typed.numerator_u6) && !in->archivo.name.n && !in->enlace.n && !in->acta.n && !kept_pieces(&of, in))
        vd_req_wrong(rq, "archivo", "Falta la evidencia: agregue un archivo, un enlace o un acta y vuelva a enviarlo");
    if (!rq->wrong.n)
        VD_TRY(take_file(rq, in, &s->pieces[0]));
    if (rq->wrong.n)
        return form_show(rq, &of, in, false);
    *write = (struct staff_write){.entity_id = of.version.entity_id, .kind = s->send ? "avance.enviado" : "avance.guardado", .apply = monitoring_save, .then = saved, .arg = s};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, most, what, meaning) VD_PARAM(form_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
static const struct vd_param of_page[] = {MONITORING_ADDRESS(form_input), STAFF_DONE(form_input),
    VD_PARAM(form_input, corrige, VD_FROM_QUERY, VD_P_INT, .min = 0, .max = INT64_MAX / 2, .about = "report that the new one corrects"), {.name = NULL}};
static const struct vd_param of_form[] = {MONITORING_ADDRESS(form_input), TYPED(visto, 32, "Borrador", "the draft, or the last report, as it was shown"),
    VD_PARAM(form_input, corrige, VD_FROM_FORM, VD_P_INT, .min = 0, .max = INT64_MAX / 2, .about = "report that the new one corrects; 0: none"),
    VD_PARAM(form_input, quitar, VD_FROM_FORM, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .about = "piece of evidence that is taken out"),
    TYPED(responde, 20, "Qué reporta", "obligation, or intermedio"), TYPED(accion, 20, "Acción", "enviar or guardar"), TYPED(valor, 40, "Valor", "value in the unit of the indicator"), TYPED(denominador, 40, "De cuántos", "denominator of a ratio"),
    TYPED(cumplido, 2, "Se hizo", "si or no, of what has no number"), TYPED(acumulado, 10, "Ese número es", "periodo or total"), TYPED(fecha, 10, "Fecha en que se hizo", "day, dd/mm/yyyy"),
    TYPED(que, MONITORING_TEXT_MOST, "Qué se hizo", "what was done"), TYPED(dificultades, MONITORING_TEXT_MOST, "Dificultades", "difficulties"),
    TYPED(no_aplica, MONITORING_TEXT_MOST, "Por qué no aplica", "why nothing was to be done"), TYPED(titulo, 300, "Nombre de la evidencia", "how the file or the link is called"),
    TYPED(clase, 20, "Quién puede ver la evidencia", "publica, clasificada or reservada"), TYPED(enlace, 1000, "Enlace", "address of the web"), TYPED(acta, 300, "Acta", "minutes that prove it"),
    TYPED(acta_fecha, 10, "Fecha del acta", "day, dd/mm/yyyy"), VD_PARAM(form_input, archivo, VD_FROM_FORM, VD_P_FILE, .max = DOCUMENTS_MOST, .label = "Archivo", .about = "file that proves it"), {.name = NULL}};

const struct vd_route monitoring_form_routes[] = {
    STAFF_PAGE(form_input, MONITORING_ACTIVITY "/reporte", of_page, "seguimiento.reportar", form_page, "form of a report of progress"),
    STAFF_POST(form_input, MONITORING_ACTIVITY "/reporte", of_form, "seguimiento.reportar", form_post, "keep a report of progress as a draft, or send it"),
    {.path = NULL},
};
