/* SPDX-License-Identifier: Apache-2.0 */
/* The monitoring report of a plan up to a day: per component and per unit who reported, in time or late, and what planning said. */
#include "features/agenda/agenda.h"
#include "calendar/calendar.h"
#include "features/monitoring/monitoring_period.tpl.h"
#include "features/monitoring/monitoring_say.h"
#include "features/site/site.h"

struct period_input { struct site_data_input data; struct vd_str entidad, familia, hasta; struct vd_oint vigencia; };

/* ---- how each activity stands */

enum standing { NOT_DUE, MISSING, PARTIAL, REPORTED, ACCEPTED, RETURNED };
static const struct vd_code standings[] = {VD_CODE("no_vencida", "No había vencido"), VD_CODE("sin_reporte", "Sin reporte"), VD_CODE("incompleta", "Incompleta"), VD_CODE("reportada", "Espera revisión"), VD_CODE("aceptada", "Aceptada"),
    VD_CODE("devuelta", "Devuelta"), {0}};

struct period_row {
    struct vd_str address, description, component, unit, state, review; /* review: how the last report stood; absent: none */
    bool is_due, is_late;              /* something was due by the day; it was reported late */
    bool is_missing, is_partial;       /* it is owed: nothing counts by the day, or something does and it is not all */
    bool was_returned;                 /* some report of it, corrected since or not */
    struct vd_date sent_on, done_on;
    struct vd_str progress;
    struct vd_oint percent, reviewed;  /* millionths of a percent point */
    int64_t evidence;
};
typedef VD_LIST(struct period_row) period_rows;

struct period {
    struct life_version_row version;
    struct vd_date day, until;
    vd_us at;                   /* reports as they stood then: the end of the day, or of the last day to report for a cut-off */
    monitoring_cutoffs cuts;
    period_rows rows;
};

/* Of something that was due by the day: whether it was reported late. */
static bool was_late(const struct period *p, const struct monitoring_line *l)
{
    VD_EACH(r, &l->reports) {
        const struct monitoring_obligation *o = monitoring_stands(r, p->at) ? monitoring_answered(l, r) : NULL;
        if (o && vd_date_days(o->due) <= vd_date_days(p->day) && monitoring_late(l, r))
            return true;
    }
    return false;
}

static bool was_due(const struct period *p, const struct monitoring_line *l)
{
    VD_EACH(o, &l->obligations)
        if (!o->cancelled && vd_date_days(o->due) <= vd_date_days(p->day))
            return true;
    return false;
}

/* What is owed tells before what was reported: of two things that were due, one was not. */
static enum standing standing_of(const struct period *p, const struct monitoring_line *l, const struct monitoring_report_row *last)
{
    struct vd_str state = last ? monitoring_state_at(last, p->at) : (struct vd_str){0};
    if (vd_str_is(state, "devuelto"))
        return RETURNED;
    if (monitoring_lacks(l, p->day))
        return l->progress.reported ? PARTIAL : MISSING;
    return !last ? NOT_DUE : vd_str_is(state, "aceptado") ? ACCEPTED : REPORTED;
}

static struct period_row row_of(struct vd_req *rq, const struct period *p, const struct monitoring_line *l)
{
    struct period_row row = {.address = l->activity.address, .description = l->activity.description, .unit = l->activity.lead.n ? l->activity.lead : VD_S("Sin dependencia líder"),
        .component = vd_str_printf(rq->arena, "%.*s. %.*s", VD_SARG(l->activity.component_code), VD_SARG(l->activity.component))};
    const struct monitoring_report_row *r = l->last;
    row.is_due = was_due(p, l);
    row.is_missing = monitoring_lacks(l, p->day) && !l->progress.reported;
    row.is_partial = monitoring_lacks(l, p->day) && l->progress.reported;
    VD_EACH(each, &l->reports)
        row.was_returned = row.was_returned || monitoring_sent_back(each, p->at);
    row.progress = monitoring_progress_said(rq->arena, l, &l->progress);
    row.percent = followup_u6(rq->arena, l->progress.percent, 6, FOLLOWUP_HALF_UP);
    row.state = vd_str_of(standings[standing_of(p, l, r)].value);
    if (!r)
        return row;
    row.review = monitoring_state_at(r, p->at);
    row.sent_on = vd_date_in_bogota(r->sent_at.v);
    row.is_late = was_late(p, l);
    if (!vd_date_from_iso(r->done_on, &row.done_on))
        row.done_on = row.sent_on;
    row.reviewed = vd_str_is(monitoring_state_at(r, p->at), "aceptado") ? r->reviewed_u6 : (struct vd_oint){0};
    row.evidence = r->evidence;
    return row;
}

/* The last day to report for a cut-off, as Control Interno opened it, or as the calendar of the instrument says; of any other day, that day. */
static struct vd_date until_of(struct vd_req *rq, const struct period *p)
{
    struct vd_date until;
    agenda_cuts law = {0};
    VD_EACH(c, &p->cuts)
        if (vd_str_eq(c->cut_on, vd_date_iso(rq->arena, p->day)) && vd_date_from_iso(c->reports_until, &until))
            return until;
    if (agenda_cuts_for(rq->db, rq->arena, p->version.entity_id, p->version.instrument, p->version.vigencia, &law) == VD_OK)
        VD_EACH(c, &law)
            if (vd_date_days(c->cut_on) == vd_date_days(p->day))
                return c->reports_until;
    return p->day;
}

static enum vd_err open_period(struct vd_req *rq, struct period *ret)
{
    const struct period_input *in = rq->input;
    monitoring_lines lines = {0};
    struct vd_date last;
    VD_TRY(monitoring_open_plan(rq, in->familia, in->vigencia.v, &ret->version));
    last = (struct vd_date){(int16_t)ret->version.vigencia, 12, 31};
    ret->day = vd_date_days(rq->today) < vd_date_days(last) ? rq->today : last;
    if (in->hasta.n && !rq->wrong.n) {
        struct vd_date_reading typed = vd_date_read_cell(in->hasta);
        if (!vd_date_from_iso(in->hasta, &ret->day) && typed.status != VD_DATE_READ) {
            rq->problem = VD_S("Escriba hasta qué día, por ejemplo 30/04/2026.");
            rq->query_is_wrong = true;
            return VD_INVALID;
        }
        if (typed.status == VD_DATE_READ)
            ret->day = typed.date;
    }
    VD_TRY(monitoring_cutoffs_of(rq->db, rq->arena, ret->version.entity_id, ret->version.plan_id, &ret->cuts));
    ret->until = until_of(rq, ret);
    ret->at = vd_day_ends(ret->until) < rq->now ? vd_day_ends(ret->until) : rq->now;
    const struct monitoring_of of = {rq->db, rq->arena, ret->version.entity_id, ret->version.plan_id, 0, ret->at};
    VD_TRY(monitoring_lines_of(&of, ret->version.id, ret->day, &lines));
    VD_EACH(l, &lines)
        *VD_PUSH(rq->arena, &ret->rows) = row_of(rq, ret, l);
    return VD_OK;
}

/* ---- the page */

static void count(const struct period_row *row, struct monitoring_tally *t)
{
    if (!row->is_due)
        return;
    bool whole = !row->is_missing && !row->is_partial;
    t->due++;
    t->in_time += whole && !row->is_late;
    t->late += whole && row->is_late;
    t->partial += row->is_partial;
    t->missing += row->is_missing;
    t->accepted += vd_str_is(row->review, "aceptado");
    t->returned += row->was_returned;
}

static struct monitoring_tally *tally_of(struct vd_arena *arena, monitoring_tallies *list, struct vd_str name)
{
    VD_EACH(t, list)
        if (vd_str_eq(t->name, name))
            return t;
    struct monitoring_tally *t = VD_PUSH(arena, list);
    t->name = name;
    return t;
}

static struct monitoring_period_line line_of(struct vd_req *rq, const struct period *p, const struct period_row *row)
{
    struct monitoring_period_line line = {.address = row->address, .description = row->description, .unit = row->unit, .progress = row->progress, .sent = vd_date_dmy(rq->arena, row->sent_on),
        .url = monitoring_url(rq, &p->version, row->address, "reportes"),
        .sem = row->is_missing ? (struct vd_sem){"bad", "Sin reporte"} : row->is_partial ? (struct vd_sem){"mid", "Incompleta"} : row->is_late ? (struct vd_sem){"near", "Tarde"} : (struct vd_sem){"ok", "A tiempo"}};
    line.said = row->review.n ? monitoring_sem(row->review) : (struct vd_sem){NULL, NULL};
    return line;
}

/* The address may say the day as ISO; the field as it is written here. */
static enum vd_err read_day(struct vd_req *rq, struct vd_str typed)
{
    struct vd_date on;
    if (vd_date_from_iso(typed, &on))
        return VD_OK;
    enum vd_err err = staff_date(rq, "hasta", typed, &on);
    return err == VD_INVALID ? VD_OK : err;
}

static enum vd_err period_page(struct vd_req *rq)
{
    const struct period_input *in = rq->input;
    struct period p = {0};
    struct monitoring_period_view view = {.by_component = {"componente", "Componente"}, .by_unit = {"dependencia", "Dependencia"}};
    VD_TRY(read_day(rq, in->hasta));
    VD_TRY(open_period(rq, &p));
    VD_TRY(staff_page(rq, VD_S("Informe de monitoreo"), &view.page));
    if (vd_who_may(staff_who(rq), "seguimiento.revisar"))
        staff_crumb(rq, &view.page, VD_S("Revisar avances"), staff_url(rq, "revision", NULL));
    else
        staff_crumb(rq, &view.page, life_title(rq->arena, &p.version), life_url(rq, &p.version));
    view.plan = life_title(rq->arena, &p.version);
    view.until = vd_es_date_long(rq->arena, p.day);
    if (vd_day_ends(p.until) < rq->now)
        view.reports_until = vd_es_date_long(rq->arena, p.until);
    view.action = monitoring_url(rq, &p.version, (struct vd_str){0}, "monitoreo");
    view.day = staff_input(rq, "hasta", VD_S("Hasta el día"), rq->wrong.n ? in->hasta : vd_date_dmy(rq->arena, p.day));
    view.day.width = "w-m";
    VD_EACH(row, &p.rows) {
        count(row, &view.all);
        count(row, tally_of(rq->arena, &view.components, row->component));
        count(row, tally_of(rq->arena, &view.units, row->unit));
        if (row->is_due)
            *VD_PUSH(rq->arena, &view.lines) = line_of(rq, &p, row);
    }
    VD_EACH(c, &p.cuts)
        *VD_PUSH(rq->arena, &view.cuts) = (struct vd_link){monitoring_date_said(rq->arena, c->cut_on), {vd_str_printf(rq->arena, "%.*s?hasta=%.*s", VD_SARG(view.action.s), VD_SARG(c->cut_on))}};
    view.forms = vd_forms_of(rq->arena, (struct vd_url){vd_str_printf(rq->arena, "%.*s?hasta=%.*s", VD_SARG(view.action.s), VD_SARG(vd_date_iso(rq->arena, p.day)))}, VD_S("estos reportes"));
    tpl_monitoring_period(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static const struct vd_field row_fields[] = {
    VD_FIELD(struct period_row, address, VD_F_TEXT, "activity", "Actividad", "Dirección de la actividad en el plan"),
    VD_FIELD(struct period_row, description, VD_F_TEXT, "description", "Descripción", "Qué se prometió hacer"),
    VD_FIELD(struct period_row, component, VD_F_TEXT, "component", "Componente", "Componente del plan"),
    VD_FIELD(struct period_row, unit, VD_F_TEXT, "unit", "Dependencia", "Dependencia que lidera"),
    VD_FIELD(struct period_row, is_due, VD_F_BOOL, "due", "Vencía", "Si algo de ella vencía hasta el día"),
    VD_FIELD_CODE(struct period_row, state, standings, "state", "Estado", "Si se reportó y qué dijo planeación"),
    VD_FIELD(struct period_row, is_late, VD_F_BOOL, "late", "Tarde", "Si algo que vencía hasta el día se reportó después de vencer"),
    VD_FIELD(struct period_row, done_on, VD_F_DATE, "done_on", "Hecha", "Día en que se hizo lo reportado"),
    VD_FIELD(struct period_row, sent_on, VD_F_DATE, "sent_on", "Enviada", "Día del último reporte"),
    VD_FIELD(struct period_row, progress, VD_F_TEXT, "progress", "Avance reportado", "Avance acumulado hasta el día, y de la meta"),
    VD_FIELD(struct period_row, percent, VD_F_QTY, "percent", "Porcentaje de la meta", "Cuánto de la meta es el avance reportado"),
    VD_FIELD(struct period_row, reviewed, VD_F_QTY, "reviewed", "Valor de planeación", "Porcentaje de la meta según planeación"),
    VD_FIELD(struct period_row, evidence, VD_F_INT, "evidence", "Evidencias", "Cuántas tiene el último reporte"),
};
static const struct vd_dataset rows_set = VD_DATASET(period_row, row_fields, "monitoreo", "Informe de monitoreo");

static enum vd_err list_rows(struct vd_req *rq, struct site_list *ret)
{
    struct period p = {0};
    VD_TRY(open_period(rq, &p));
    ret->rows = vd_rows_of(rq->arena, p.rows.v, p.rows.n);
    ret->at = rq->now;
    ret->name = vd_str_printf(rq->arena, "%.*s-%.*s-%" PRId64 "-monitoreo-%.*s", VD_SARG(staff_who(rq)->entity.slug), VD_SARG(p.version.path_word), p.version.vigencia, VD_SARG(vd_date_iso(rq->arena, p.day)));
    return VD_OK;
}

static const struct site_data rows_data = {.set = &rows_set, .list = list_rows, .about = "Cada actividad del plan con lo que se reportó de ella hasta un día y lo que dijo planeación"};

/* ---- routes */

#define DAY VD_PARAM(period_input, hasta, VD_FROM_QUERY, VD_P_TEXT, .max = 10, .about = "up to this day, dd/mm/yyyy or yyyy-mm-dd; absent: today")
static const struct vd_param of_page[] = {MONITORING_PLAN(period_input), DAY, {.name = NULL}};
static const struct vd_param of_data[] = {MONITORING_PLAN(period_input), DAY, SITE_DIALECT(period_input), {.name = NULL}};
#define DATA(suffix, fn, ...) \
    STAFF_PAGE(period_input, MONITORING_OF "/monitoreo" suffix, of_data, "plan.ver_borrador", fn, "monitoring report of a plan up to a day, as data", .extra = &rows_data, __VA_ARGS__)

const struct vd_route monitoring_period_routes[] = {
    STAFF_PAGE(period_input, MONITORING_OF "/monitoreo", of_page, "plan.ver_borrador", period_page, "monitoring report of a plan up to a day"),
    DATA(".csv", site_data_csv), DATA(".json", site_data_json), DATA(".xlsx", site_data_xlsx, .wide = true),
    {.path = NULL},
};
