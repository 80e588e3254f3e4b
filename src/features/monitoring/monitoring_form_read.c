/* SPDX-License-Identifier: Apache-2.0 */
/* What was typed in the form of a report. */
#include "calendar/calendar.h"
#include "features/monitoring/monitoring_form.h"

static const struct monitoring_report_row *report_of(const struct monitoring_opened *of, int64_t id)
{
    VD_EACH(r, &of->line.reports)
        if (r->id == id)
            return r;
    return NULL;
}

const struct monitoring_report_row *form_corrected(const struct monitoring_opened *of, struct vd_oint asked)
{
    const struct monitoring_report_row *last = of->line.last;
    if (of->line.draft)
        return of->line.draft->replaces_id.has ? report_of(of, of->line.draft->replaces_id.v) : NULL;
    if (asked.has && asked.v)
        return report_of(of, asked.v);
    return last && vd_str_is(last->state, "devuelto") ? last : NULL;
}

static void read_number(struct vd_req *rq, const char *field, struct vd_str typed, bool must, struct vd_oint *ret)
{
    int64_t u6;
    *ret = (struct vd_oint){0};
    if (!typed.n && must)
        vd_req_wrong(rq, field, "Escriba cuánto se hizo; si nada, 0");
    else if (typed.n && !vd_quantity_read(typed, &u6))
        vd_req_wrong(rq, field, vd_str_starts(typed, VD_S("-")) ? "Escriba un número de 0 en adelante, por ejemplo 2 o 87,5" : "Escriba un número, por ejemplo 2 o 87,5");
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

void form_read_values(struct vd_req *rq, const struct form_input *in, const struct monitoring_line *l, bool send, struct row_report *ret)
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

void form_read_pieces(struct vd_req *rq, const struct form_input *in, struct monitoring_saving *s)
{
    if (in->enlace.n && !vd_is_web(in->enlace))
        vd_req_wrong(rq, "enlace", "Copie la dirección completa del navegador: empieza por https:// y no tiene espacios");
    s->pieces[1] = (struct monitoring_piece){.kind = in->enlace.n ? "enlace" : NULL, .title = in->titulo.n && !in->archivo.bytes.n ? in->titulo : in->enlace, .url = in->enlace};
    s->pieces[2] = (struct monitoring_piece){.kind = in->acta.n ? "acta" : NULL, .title = in->acta};
    read_day(rq, "acta_fecha", in->acta_fecha, &s->pieces[2].dated_on);
    for (size_t i = 0; i < VD_COUNT(s->pieces); i++)
        s->pieces[i].classification = documents_class_of(in->clase);
}

/* No field, no choice: the change takes the earliest that is owed. */
void form_read_answer(struct vd_req *rq, const struct form_input *in, const struct monitoring_opened *of, struct monitoring_saving *ret)
{
    const struct monitoring_report_row *replaced = form_corrected(of, in->corrige);
    const struct monitoring_of now = {.at = rq->now};
    ret->chose = in->responde.n > 0;
    if (!ret->chose || vd_str_is(in->responde, FORM_BETWEEN))
        return;
    VD_EACH(o, &of->line.obligations)
        if (vd_str_eq(in->responde, vd_str_printf(rq->arena, "%" PRId64, o->id)) && monitoring_is_open(&now, &of->line, o, replaced ? replaced->id : 0))
            ret->typed.obligation_id = vd_some(o->id);
    if (!ret->typed.obligation_id.has)
        vd_req_wrong(rq, "responde", "Elija de la lista qué reporta: lo que había elegido ya se reportó o ya no se pide");
}
