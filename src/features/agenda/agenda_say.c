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

struct vd_str agenda_meta(struct vd_arena *arena, const struct agenda_obligation *o)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 4096);
    const struct vd_str parts[] = {o->label, o->product, o->unit, o->returned ? VD_S("Devuelta por planeación") : (struct vd_str){0}};
    for (size_t i = 0; i < VD_COUNT(parts); i++)
        if (parts[i].n)
            vd_buf_printf(&out, "%s%.*s", vd_buf_view(&out).n ? " · " : "", VD_SARG(parts[i]));
    return vd_str_dup(arena, vd_buf_view(&out));
}

static struct vd_str number(struct vd_arena *arena, int64_t n) { return vd_str_printf(arena, "%" PRId64, n); }

struct agenda_way agenda_way_of(struct vd_arena *arena, const struct vd_who *who, const struct agenda_obligation *o)
{
    struct agenda_way way = {0};
    const char *entity = vd_str_c(arena, who->entity.slug);
    bool open = !o->delivered.year;
    if (o->delivery_id.has) {
        way.url = vd_url_path(arena, entity, "trabajo", "entregas", number(arena, o->delivery_id.v).p, NULL);
        if (open && o->unit_id.has && vd_who_may_unit(who, "entregas.escribir", o->unit_id.v))
            way.act = way.url, way.word = "Registrar";
        return way;
    }
    const char *family = vd_str_c(arena, o->path_word), *year = number(arena, o->vigencia).p, *address = vd_str_c(arena, o->address);
    way.url = vd_url_path(arena, entity, family, year, "actividad", address, NULL);
    if (open && !o->closed && o->unit_id.has && vd_who_may_unit(who, "seguimiento.reportar", o->unit_id.v))
        way.act = vd_url_path(arena, entity, "trabajo", "planes", family, year, "actividad", address, "reporte", NULL), way.word = "Reportar";
    return way;
}

struct agenda_line agenda_line_of(struct vd_req *rq, const struct agenda_obligation *o)
{
    struct agenda_line line = {.iso = vd_date_iso(rq->arena, o->due), .day = o->due.day, .month = vd_es_month_short(o->due.month), .address = o->address, .title = o->title,
        .meta = agenda_meta(rq->arena, o), .sem = agenda_sem(rq->arena, o->state, o->due, rq->today), .way = agenda_way_of(rq->arena, rq->who, o)};
    line.kind = line.sem.kind;
    return line;
}

/* A day to report by that is past is no fault of its own. */
struct agenda_line agenda_line_of_mark(struct vd_req *rq, struct vd_str entity, const struct agenda_mark *mark)
{
    const bool past = !mark->publishes && mark->state == AGENDA_OVERDUE;
    struct agenda_line line = {.iso = vd_date_iso(rq->arena, mark->due), .day = mark->due.day, .month = vd_es_month_short(mark->due.month), .title = mark->title, .meta = mark->about,
        .sem = past ? (struct vd_sem){"none", "Ya pasó"} : agenda_sem(rq->arena, mark->state, mark->due, rq->today),
        .way = {.url = vd_url_path(rq->arena, vd_str_c(rq->arena, entity), vd_str_c(rq->arena, mark->path_word), vd_str_printf(rq->arena, "%" PRId64, mark->vigencia).p, "seguimiento", NULL)}};
    if (mark->publishes && mark->done.year)
        line.sem.word = mark->state == AGENDA_DONE ? "Publicado" : "Publicado tarde";
    line.kind = line.sem.kind;
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
