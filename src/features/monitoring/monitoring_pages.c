/* SPDX-License-Identifier: Apache-2.0 */
/* What a person has to report, and what was reported of an activity. */
#include "features/monitoring/monitoring_history.tpl.h"
#include "features/monitoring/monitoring_say.h"
#include "features/monitoring/monitoring_todo.tpl.h"

struct page_input { struct vd_str entidad, familia, direccion; struct vd_oint vigencia, hecho; };

/* ---- what is to be done */

enum { RETURNED, DRAFTS, OVERDUE, NEAR, WAITING, LATER, GROUPS, NEAR_DAYS = 30 };
static const struct { const char *title; struct vd_sem sem; } groups[GROUPS] = {
    [RETURNED] = {"Devueltos por planeación", {"bad", "Devuelto"}}, [DRAFTS] = {"Borradores", {"none", "Borrador"}}, [OVERDUE] = {"Vencidos", {"bad", "Vencido"}},
    [NEAR] = {"Vencen en los próximos 30 días", {"near", "Por vencer"}}, [WAITING] = {"Enviados, esperan revisión", {"info", "Espera revisión"}}, [LATER] = {"Los demás", {"none", "Sin vencer"}}};

static int group_of(const struct monitoring_line *l, struct vd_date today)
{
    struct vd_date due = monitoring_due(l);
    if (l->draft)
        return DRAFTS;
    if (l->last && vd_str_is(l->last->state, "devuelto"))
        return RETURNED;
    int64_t left = vd_date_days(due) - vd_date_days(today);
    if (due.year && left <= NEAR_DAYS)
        return left < 0 ? OVERDUE : NEAR;
    return l->last && vd_str_is(l->last->state, "enviado") ? WAITING : LATER;
}

static void add_line(struct vd_req *rq, const struct life_version_row *version, const struct monitoring_line *l, struct monitoring_todo_group *lists)
{
    const struct monitoring_activity_row *a = &l->activity;
    struct vd_date due = monitoring_due(l);
    int group = group_of(l, rq->today);
    bool done = group == LATER && l->progress.reported && !due.year;
    *VD_PUSH(rq->arena, &lists[group].lines) = (struct monitoring_todo_line){.address = a->address, .description = a->description, .plan = life_title(rq->arena, version),
        .due = due.year ? vd_es_date_long(rq->arena, due) : (struct vd_str){0}, .progress = monitoring_progress_said(rq->arena, l, &l->progress),
        .state = done ? (struct vd_sem){"ok", "Al día"} : groups[group].sem, .url = monitoring_url(rq, version, a->address, "reporte"),
        .history = monitoring_url(rq, version, a->address, "reportes"), .again = l->reports.n > 0};
}

static enum vd_err todo_page(struct vd_req *rq)
{
    const struct page_input *in = rq->input;
    struct monitoring_todo_group lists[GROUPS] = {0};
    struct monitoring_todo_view view = {0};
    life_versions versions = {0};
    VD_TRY(monitoring_in_force(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_EACH(v, &versions) {
        monitoring_lines lines = {0};
        VD_TRY(monitoring_now(rq, v, &lines));
        VD_EACH(l, &lines)
            if (monitoring_may_report(staff_who(rq), l))
                add_line(rq, v, l, lists);
    }
    VD_TRY(staff_page(rq, VD_S("Reportar avance"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    for (int i = 0; i < GROUPS; i++)
        if (lists[i].lines.n) {
            lists[i].title = groups[i].title;
            *VD_PUSH(rq->arena, &view.groups) = lists[i];
        }
    view.none = versions.n ? VD_S("Su dependencia no responde por actividades de un plan vigente.") : VD_S("Se reporta el avance de los planes que están en firme: hoy no hay ninguno. Lo de un plan que se cerró sigue en sus páginas.");
    tpl_monitoring_todo(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- at the start of the work: what came back, and what waits for a review. What falls due is the agenda's. */

static void add_task(struct vd_arena *arena, const struct vd_who *who, const struct life_version_row *v, const struct monitoring_line *l, staff_tasks *list)
{
    struct vd_str title = vd_str_printf(arena, "%.*s %.*s", VD_SARG(l->activity.address), VD_SARG(l->activity.description));
    const struct monitoring_obligation *answered = l->last ? monitoring_answered(l, l->last) : NULL;
    if (l->last && vd_str_is(l->last->state, "devuelto") && monitoring_may_report(who, l))
        *VD_PUSH(arena, list) = (struct staff_task){.due = answered ? answered->due : (struct vd_date){0}, .since = vd_date_in_bogota(l->last->reviewed_at.v), .title = title, .sem = {"near", "Devuelto"}, .button = "Corregir",
            .about = vd_str_printf(arena, "Planeación devolvió el reporte: «%.*s»", VD_SARG(l->last->review_reason)),
            .url = vd_url_path(arena, vd_str_c(arena, who->entity.slug), "trabajo", "planes", vd_str_c(arena, v->path_word), vd_str_printf(arena, "%" PRId64, v->vigencia).p,
                "actividad", vd_str_c(arena, l->activity.address), "reporte", NULL)};
    VD_EACH(r, &l->reports)
        if (vd_str_is(r->state, "enviado") && vd_who_may(who, "seguimiento.revisar"))
            *VD_PUSH(arena, list) = (struct staff_task){.since = vd_date_in_bogota(r->sent_at.v), .title = title, .sem = {"info", "Espera revisión"}, .button = "Revisar",
                .about = vd_str_printf(arena, "Reporte de %.*s", VD_SARG(r->person)),
                .url = vd_url_path(arena, vd_str_c(arena, who->entity.slug), "trabajo", "revision", vd_str_printf(arena, "%" PRId64, r->id).p, NULL)};
}

enum vd_err monitoring_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    life_versions versions = {0};
    if (!vd_who_may(who, "seguimiento.reportar") && !vd_who_may(who, "seguimiento.revisar"))
        return VD_OK;
    VD_TRY(monitoring_in_force(db, arena, who->entity.id, &versions));
    VD_EACH(v, &versions) {
        monitoring_lines lines = {0};
        VD_TRY(monitoring_lines_of(&(struct monitoring_of){db, arena, who->entity.id, v->plan_id, 0, INT64_MAX}, v->id, today, &lines));
        VD_EACH(l, &lines)
            add_task(arena, who, v, l, list);
    }
    return VD_OK;
}

/* ---- an activity's reports */

static enum vd_err history_page(struct vd_req *rq)
{
    const struct page_input *in = rq->input;
    struct monitoring_opened of = {0};
    struct monitoring_history_view view = {0};
    VD_TRY(monitoring_open(rq, in->familia, in->vigencia.v, in->direccion, &of));
    const struct monitoring_activity_row *a = &of.line.activity;
    view.eyebrow = monitoring_eyebrow(rq->arena, &of.line);
    view.address = a->address;
    view.description = a->description;
    view.promise = monitoring_show_promise(rq, &of.line);
    if (of.line.draft && !monitoring_is_closed(&of.version))
        view.draft = vd_str_printf(rq->arena, "Hay un borrador de %.*s que todavía no se envía.", VD_SARG(of.line.draft->person));
    view.closed = monitoring_is_closed(&of.version);
    if (!view.closed && monitoring_may_report(staff_who(rq), &of.line))
        view.report = monitoring_url(rq, &of.version, a->address, "reporte");
    VD_TRY(staff_page(rq, vd_str_printf(rq->arena, "Reportes de %.*s", VD_SARG(a->address)), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    staff_crumb(rq, &view.page, life_title(rq->arena, &of.version), life_url(rq, &of.version));
    VD_TRY(monitoring_show_before(rq, &of, 0, &view.reports));
    tpl_monitoring_history(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- routes */

static const struct vd_param of_todo[] = {MONITORING_ENTITY(page_input), STAFF_DONE(page_input), {.name = NULL}};
static const struct vd_param of_history[] = {MONITORING_ADDRESS(page_input), STAFF_DONE(page_input), {.name = NULL}};

const struct vd_route monitoring_routes[] = {
    STAFF_PAGE(page_input, "/{entidad}/trabajo/reportar", of_todo, "seguimiento.reportar", todo_page, "activities that a person's units report of"),
    STAFF_PAGE(page_input, MONITORING_ACTIVITY "/reportes", of_history, "plan.ver_borrador", history_page, "what was reported of an activity, with evidence and reviews"),
    {.path = NULL},
};
