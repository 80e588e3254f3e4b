/* SPDX-License-Identifier: Apache-2.0 */
#include "features/agenda/agenda_views.h"

struct vd_sem agenda_sem(struct vd_arena *arena, enum agenda_state state, struct vd_date due, struct vd_date today)
{
    int64_t left = vd_date_days(due) - vd_date_days(today);
    switch (state) {
    case AGENDA_DONE:
        return (struct vd_sem){"ok", "Entregada"};
    case AGENDA_DONE_LATE:
        return (struct vd_sem){"mid", "Entregada tarde"};
    case AGENDA_CANCELLED:
        return (struct vd_sem){"none", "Ya no se pide"};
    case AGENDA_OVERDUE:
        return (struct vd_sem){"bad", vd_str_printf(arena, "Vencida hace %" PRId64 " d", -left).p};
    case AGENDA_NEAR:
        return (struct vd_sem){"near", left == 0 ? "Vence hoy" : left == 1 ? "Queda 1 d" : vd_str_printf(arena, "Quedan %" PRId64 " d", left).p};
    case AGENDA_PENDING:
    case AGENDA_STATES:
        break;
    }
    return (struct vd_sem){"info", vd_str_printf(arena, "Quedan %" PRId64 " d", left).p};
}

static struct vd_str meta_of(struct vd_arena *arena, const struct agenda_obligation *o)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 4096);
    const struct vd_str parts[] = {o->label, o->product, o->unit};
    for (size_t i = 0; i < VD_COUNT(parts); i++)
        if (parts[i].n)
            vd_buf_printf(&out, "%s%.*s", vd_buf_view(&out).n ? " · " : "", VD_SARG(parts[i]));
    return vd_str_dup(arena, vd_buf_view(&out));
}

/* Of an activity: its report; of a delivery: its page. */
static void link(struct vd_req *rq, const struct agenda_obligation *o, struct agenda_line *line)
{
    const struct vd_who *who = rq->who;
    bool open = !o->delivered.year;
    if (o->delivery_id.has) {
        line->url = staff_url(rq, "entregas", vd_str_printf(rq->arena, "%" PRId64, o->delivery_id.v).p, NULL);
        if (open && o->unit_id.has && vd_who_may_unit(who, "entregas.escribir", o->unit_id.v))
            line->act = line->url, line->act_word = "Registrar";
        return;
    }
    const char *family = vd_str_c(rq->arena, o->path_word), *year = vd_str_printf(rq->arena, "%" PRId64, o->vigencia).p, *address = vd_str_c(rq->arena, o->address);
    line->url = vd_url_path(rq->arena, vd_str_c(rq->arena, rq->scope), family, year, "actividad", address, NULL);
    if (open && o->unit_id.has && vd_who_may_unit(who, "seguimiento.reportar", o->unit_id.v))
        line->act = staff_url(rq, "planes", family, year, "actividad", address, "reporte", NULL), line->act_word = "Reportar";
}

struct agenda_line agenda_line_of(struct vd_req *rq, const struct agenda_obligation *o)
{
    struct agenda_line line = {.iso = vd_date_iso(rq->arena, o->due), .day = o->due.day, .month = vd_es_month_short(o->due.month), .address = o->address, .title = o->title,
        .meta = meta_of(rq->arena, o), .sem = agenda_sem(rq->arena, o->state, o->due, rq->today)};
    line.kind = line.sem.kind;
    link(rq, o, &line);
    return line;
}

struct vd_str agenda_rhythm_said(struct vd_arena *arena, struct vd_str cadence, struct vd_str due, int64_t n)
{
    const struct agenda_cadences *law = agenda_cadence_of(cadence);
    enum agenda_due kind;
    if (!law || !agenda_due_named(due, &kind))
        return VD_S("En las fechas elegidas");
    switch (kind) {
    case AGENDA_DAY:
        return vd_str_printf(arena, "%.*s, a más tardar el día %" PRId64, VD_SARG(law->word), n);
    case AGENDA_BUSINESS:
        return vd_str_printf(arena, "%.*s, a más tardar el día hábil %" PRId64, VD_SARG(law->word), n);
    case AGENDA_DAY_AFTER:
        return vd_str_printf(arena, "%.*s, a más tardar el día %" PRId64 " del mes siguiente", VD_SARG(law->word), n);
    case AGENDA_BUSINESS_AFTER:
        return vd_str_printf(arena, "%.*s, a más tardar el día hábil %" PRId64 " del mes siguiente", VD_SARG(law->word), n);
    case AGENDA_LAST_DAY:
    case AGENDA_DUES:
        break;
    }
    return vd_str_printf(arena, "%.*s, a más tardar el último día", VD_SARG(law->word));
}
