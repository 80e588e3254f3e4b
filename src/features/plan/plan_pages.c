/* SPDX-License-Identifier: Apache-2.0 */
/* Public pages of a plan and its lists as data. Each handler: the entity and plan of the address, a view, an answer. */
#include "features/plan/plan_activities.tpl.h"
#include "features/plan/plan_activity.tpl.h"
#include "features/plan/plan_document.h"
#include "features/plan/plan_list.tpl.h"
#include "features/plan/plan_open.h"
#include "features/plan/plan_page.tpl.h"
#include "features/plan/plan_windows.tpl.h"

/* ---- pages */

enum vd_err plan_page(struct vd_req *rq)
{
    const struct plan_page_told *told = rq->route->extra;
    struct plan_opened shown;
    VD_TRY(plan_open_tab(rq, &shown));
    struct plan_page_view view = {0};
    VD_TRY(plan_open_page(rq, &shown.entity, shown.plan.head.title, plan_short_title(rq->arena, &shown.plan.head), &view.page));
    const struct vd_str family = shown.plan.head.path_word;
    site_crumb(rq, &view.page, vd_str_of(plan_family_words_of(family).many), site_url(rq, &shown.entity, vd_str_c(rq->arena, family)));
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    struct plan_around_row around;
    VD_TRY(plan_around_of(rq->db, rq->arena, &shown.plan, rq->today, &around));
    plan_around_fill(&in, shown.entity.slug, &around, &view);
    plan_page_fill(&in, &shown.filter, &view);
    VD_TRY(told->section(rq, &shown.entity, &shown.plan, &view.told));
    tpl_plan_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err fill_history(struct vd_req *rq, const struct plan *plan, struct plan_activity_view *view)
{
    vd_history history = {0};
    VD_TRY(vd_record_history(rq->db, rq->arena, plan->head.entity_id, "plan_version", plan->head.version_id, &history));
    VD_EACH(row, &history)
        *VD_PUSH(rq->arena, &view->history) = (struct plan_history_view){.text = row->text, .at = vd_es_instant(rq->arena, row->at), .seq = row->seq};
    return VD_OK;
}

static enum vd_err fill_earlier(struct vd_req *rq, const struct plan_opened *shown, const struct plan_activity *activity, struct plan_activity_view *view)
{
    plan_earliers earlier = {0};
    VD_TRY(plan_earlier_dates(rq->db, rq->arena, &shown->plan, activity, &earlier));
    VD_EACH(one, &earlier) {
        struct vd_date on;
        struct vd_str since = vd_date_from_iso(one->published_on, &on) ? vd_str_printf(rq->arena, ", publicada el %.*s", VD_SARG(vd_es_date_long(rq->arena, on))) : (struct vd_str){0};
        *VD_PUSH(rq->arena, &view->earlier) = (struct plan_fact){vd_str_printf(rq->arena, "Versión %" PRId64 "%.*s", one->no, VD_SARG(since)), one->dates};
    }
    view->changes = vd_url_with(rq->arena, shown->base, "/cambios");
    return VD_OK;
}

/* The activity of the address with the cells it was read from. */
static enum vd_err open_activity(struct vd_req *rq, struct plan_opened *ret, const struct plan_activity **ret_activity, plan_cells *ret_cells)
{
    const struct plan_input *input = rq->input;
    VD_TRY(plan_open(rq, ret));
    *ret_activity = plan_activity_at(&ret->plan, input->codigo);
    if (!*ret_activity) {
        rq->problem = vd_str_printf(rq->arena, "El plan no tiene una actividad «%.*s».", VD_SARG(input->codigo));
        return VD_NOT_FOUND;
    }
    return plan_cells_of(rq->db, rq->arena, &ret->plan, *ret_activity, ret_cells);
}

enum vd_err plan_activity_page(struct vd_req *rq)
{
    const struct plan_activity_told *told = rq->route->extra;
    struct plan_opened shown;
    const struct plan_activity *activity;
    plan_cells cells = {0};
    VD_TRY(open_activity(rq, &shown, &activity, &cells));
    struct plan_activity_view view = {0};
    struct vd_str title = vd_str_printf(rq->arena, "Actividad %.*s: %.*s", VD_SARG(activity->row.address), VD_SARG(plan_heading(activity->row.description)));
    VD_TRY(plan_open_below(rq, &shown, title, activity->row.address, &view.page));
    VD_TRY(fill_history(rq, &shown.plan, &view));
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    plan_activity_fill(&in, activity, &cells, &view);
    VD_TRY(fill_earlier(rq, &shown, activity, &view));
    VD_TRY(told->section(rq, &shown.plan, activity, &view.told));
    tpl_plan_activity(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct plan_input *input = rq->input;
    struct vd_entity entity;
    plan_heads heads = {0};
    VD_TRY(site_entity(rq, input->entidad, &entity));
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity.id, input->familia, &heads));
    struct plan_list_view view = {.of_entity = vd_es_of(rq->arena, entity.name), .title = vd_str_of(plan_family_words_of(input->familia).many)};
    VD_EACH(head, &heads) {
        struct vd_url url = plan_head_url(rq->arena, entity.slug, head);
        *VD_PUSH(rq->arena, &view.rows) = (struct plan_list_row){
            .title = head->title, .follow = plan_follow_word(head), .state = plan_state_text(rq->arena, head), .vigencia = head->vigencia, .activities = head->activities, .url = url,
            .windows = plan_windows_say(rq->arena, head, url)};
    }
    if (heads.n == 1)
        return site_redirect(rq, view.rows.v[0].url);
    VD_TRY(plan_open_page(rq, &entity, view.title, view.title, &view.page));
    tpl_plan_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err activities_page(struct vd_req *rq)
{
    struct plan_opened shown;
    struct plan_rows_view view = {0};
    VD_TRY(plan_open_filtered(rq, &shown));
    struct vd_str title = vd_str_printf(rq->arena, "Actividades del %.*s", VD_SARG(plan_short_title(rq->arena, &shown.plan.head)));
    VD_TRY(plan_open_below(rq, &shown, title, VD_S("Actividades"), &view.page));
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    plan_activities_fill(&in, &shown.filter, &view);
    view.title = title;
    tpl_plan_activities(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err windows_page(struct vd_req *rq)
{
    struct plan_opened shown;
    struct plan_rows_view view = {0};
    VD_TRY(plan_open_filtered(rq, &shown));
    struct vd_str title = vd_str_printf(rq->arena, "Ventanas de fechas del %.*s", VD_SARG(plan_short_title(rq->arena, &shown.plan.head)));
    VD_TRY(plan_open_below(rq, &shown, title, VD_S("Ventanas de fechas"), &view.page));
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    plan_windows_fill(&in, &shown.filter, &view);
    view.title = title;
    tpl_plan_windows(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static enum vd_err activities_list(struct vd_req *rq, struct site_list *ret)
{
    struct plan_opened shown;
    plan_activity_rows rows = {0};
    VD_TRY(plan_open_filtered(rq, &shown));
    plan_activity_rows_of(rq->arena, &shown.plan, &shown.filter, shown.base, &rows);
    plan_name_list(rq, &shown, "actividades", ret);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static enum vd_err windows_list(struct vd_req *rq, struct site_list *ret)
{
    struct plan_opened shown;
    plan_window_rows rows = {0};
    VD_TRY(plan_open_filtered(rq, &shown));
    plan_window_rows_of(rq->arena, &shown.plan, &shown.filter, &rows);
    plan_name_list(rq, &shown, "ventanas", ret);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static const struct site_data activities_data = {.set = &plan_activities_set, .list = activities_list, .about = "Cada actividad: qué se prometió, cuánto, quién responde y cuándo"};
static const struct site_data windows_data = {.set = &plan_windows_set, .list = windows_list, .about = "Cada ventana de fechas de cada actividad, como está escrita y como se lee"};

static enum vd_err whole_document(struct vd_req *rq, const void **ret)
{
    struct plan_opened *shown = VD_NEW(rq->arena, struct plan_opened);
    struct plan_document *document = VD_NEW(rq->arena, struct plan_document);
    VD_TRY(plan_open(rq, shown));
    struct plan_document_in in = plan_document_in_of(rq, shown);
    plan_document_of(&in, document);
    *ret = document;
    return VD_OK;
}

enum vd_err plan_activity_whole(struct vd_req *rq, const struct plan **ret_plan, const struct plan_activity **ret_activity, struct plan_activity_document *ret)
{
    struct plan_opened *shown = VD_NEW(rq->arena, struct plan_opened);
    plan_cells cells = {0};
    VD_TRY(open_activity(rq, shown, ret_activity, &cells));
    struct plan_document_in in = plan_document_in_of(rq, shown);
    plan_activity_document_of(&in, *ret_activity, &cells, ret);
    *ret_plan = &shown->plan;
    return VD_OK;
}

static const struct site_data whole_data = {.set = &plan_document_set, .document = whole_document,
    .about = "El plan de una vez: componentes, indicadores, actividades, ventanas, responsables y hallazgos"};

/* ---- routes */

#define CODE VD_PARAM(plan_input, codigo, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "code of the activity, 4.3.4")

static const struct vd_param of_family[] = {PLAN_ENTITY, PLAN_FAMILY, {.name = NULL}};
static const struct vd_param of_plan[] = {PLAN_ADDRESS, {.name = NULL}};
const struct vd_param plan_page_params[] = {PLAN_ADDRESS, PLAN_FILTER, {.name = NULL}};
static const struct vd_param of_data[] = {PLAN_ADDRESS, PLAN_FILTER, SITE_DIALECT(plan_input), {.name = NULL}};
const struct vd_param plan_activity_params[] = {PLAN_ADDRESS, CODE, {.name = NULL}};

const struct vd_route plan_routes[] = {
    VD_PAGE(plan_input, "/{entidad}/{familia}", of_family, list_page, "plans of one family of an entity; with one plan, leads to it"),
    SITE_DOCUMENT(plan_input, "/{entidad}/{familia}/{vigencia}.json", of_plan, &whole_data, "a plan whole"),
    VD_PAGE(plan_input, "/{entidad}/{familia}/{vigencia}/actividades", plan_page_params, activities_page, "activities of a plan in one table"),
    SITE_LIST(plan_input, "/{entidad}/{familia}/{vigencia}/actividades", of_data, &activities_data, "activities of a plan"),
    VD_PAGE(plan_input, "/{entidad}/{familia}/{vigencia}/ventanas", plan_page_params, windows_page, "windows of a plan in one table"),
    SITE_LIST(plan_input, "/{entidad}/{familia}/{vigencia}/ventanas", of_data, &windows_data, "windows of a plan"),
    {.path = NULL},
};
