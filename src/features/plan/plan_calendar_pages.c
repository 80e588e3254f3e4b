/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar of a plan, on a page and as a file for calendars. */
#include "features/plan/plan_calendar.tpl.h"
#include "features/plan/plan_open.h"

static enum vd_err calendar_page(struct vd_req *rq)
{
    struct plan_opened shown;
    struct plan_calendar_view view = {0};
    VD_TRY(plan_open_filtered(rq, &shown));
    view.title = vd_str_printf(rq->arena, "Calendario del %.*s", VD_SARG(plan_short_title(rq->arena, &shown.plan.head)));
    VD_TRY(plan_open_below(rq, &shown, view.title, VD_S("Calendario"), &view.page));
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    plan_calendar_fill(&in, &shown.filter, &view);
    tpl_plan_calendar(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err windows_ics(struct vd_req *rq)
{
    struct plan_opened shown;
    VD_TRY(plan_open_filtered(rq, &shown));
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    struct vd_str stem = plan_file_stem(rq->arena, shown.entity.slug, shown.plan.head.path_word, shown.plan.head.vigencia);
    rq->type = "text/calendar; charset=utf-8";
    rq->filename = vd_str_printf(rq->arena, "%.*s-ventanas.ics", VD_SARG(stem));
    rq->last_changed = shown.plan.head.created_at;
    plan_calendar_ics(&rq->body, &in, &shown.filter, shown.entity.slug, shown.entity.name);
    return VD_OK;
}

static const struct site_file calendar_file = {.title = "Fechas para un calendario", .form = SITE_ICS, .put = windows_ics,
    .about = "Las ventanas de fechas, para el calendario del teléfono o del computador"};

static const struct vd_param of_calendar[] = {PLAN_ADDRESS, PLAN_COMPONENT, PLAN_UNIT, {.name = NULL}};
static const struct vd_param of_file[] = {PLAN_ADDRESS, PLAN_FILTER, {.name = NULL}};

const struct vd_route plan_calendar_routes[] = {
    VD_PAGE(plan_input, "/{entidad}/{familia}/{vigencia}/calendario", of_calendar, calendar_page, "windows of a plan by month"),
    SITE_FILE(plan_input, "/{entidad}/{familia}/{vigencia}/ventanas.ics", of_file, &calendar_file, "windows of a plan for a calendar (RFC 5545)"),
    {.path = NULL},
};
