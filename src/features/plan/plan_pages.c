/* SPDX-License-Identifier: Apache-2.0 */
/* Public pages of a plan and its lists as data. Each handler: the entity and plan of the address, a view, an answer. */
#include "features/plan/plan.h"
#include "features/plan/plan_activity.tpl.h"
#include "features/plan/plan_list.tpl.h"
#include "features/plan/plan_document.h"
#include "features/plan/plan_page.tpl.h"
#include "features/plan/plan_views.h"
#include "features/plan/read/plan_law.h"
#include "features/site/site.h"

struct plan_input {
    struct site_data_input data;
    struct vd_str entidad, familia, codigo, componente, responsable, estado, q;
    struct vd_oint vigencia, mes;
};

struct shown {                   /* what every page here begins with */
    struct vd_entity entity;
    struct plan plan;
    struct vd_url base;
};

/* «Alcaldía de Pasto no muestra ningún plan de 2023. Muestra los de 2022 y 2021.» */
static enum vd_err say_other_years(struct vd_req *rq, const struct vd_entity *entity)
{
    const struct plan_input *in = rq->input;
    plan_heads heads = {0};
    struct vd_str years = {0};
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity->id, in->familia, &heads));
    for (size_t i = 0; i < heads.n; i++)
        years = vd_str_printf(rq->arena, "%.*s%s%" PRId64, VD_SARG(years), !i ? "" : i + 1 < heads.n ? ", " : " y ", heads.v[i].vigencia);
    rq->problem = vd_str_printf(rq->arena, "%.*s no muestra ningún %s de %" PRId64 ".", VD_SARG(entity->name), plan_family_words_of(in->familia).one, in->vigencia.v);
    if (heads.n)
        rq->problem = vd_str_printf(rq->arena, "%.*s %s %.*s.", VD_SARG(rq->problem), heads.n == 1 ? "Muestra el de" : "Muestra los de", VD_SARG(years));
    return VD_OK;
}

static enum vd_err open_plan(struct vd_req *rq, struct shown *ret)
{
    const struct plan_input *in = rq->input;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    enum vd_err err = plan_shown(rq->db, rq->arena, ret->entity.id, in->familia, in->vigencia.v, &ret->plan);
    if (err == VD_NOT_FOUND)
        VD_TRY(say_other_years(rq, &ret->entity));
    VD_TRY(err);
    ret->base = plan_head_url(rq->arena, ret->entity.slug, &ret->plan.head);
    return VD_OK;
}

static struct plan_view_in view_in(const struct vd_req *rq, const struct shown *shown)
{
    return (struct plan_view_in){.arena = rq->arena, .plan = &shown->plan, .base = shown->base, .today = rq->today};
}

/* Title, the way back, the third entry marked. */
static enum vd_err open_page(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_str here, struct vd_page *ret)
{
    VD_TRY(site_page(rq, entity, title, ret));
    site_crumb(rq, ret, VD_S("Inicio"), ret->home);
    site_crumb(rq, ret, VD_S("Participa"), ret->nav_participate);
    ret->here = here;
    ret->nav_current = 3;
    return VD_OK;
}

static enum vd_err open_filter(struct vd_req *rq, const struct plan *plan, struct plan_filter *ret)
{
    const struct plan_input *in = rq->input;
    const struct plan_asked asked = {.component = in->componente, .unit = in->responsable, .state = in->estado, .text = in->q, .month = in->mes};
    return plan_filter_of(rq->arena, plan, &asked, ret, &rq->problem);
}

/* ---- pages */

static enum vd_err plan_page(struct vd_req *rq)
{
    struct shown shown;
    struct plan_filter filter;
    VD_TRY(open_plan(rq, &shown));
    VD_TRY(open_filter(rq, &shown.plan, &filter));
    if (!filter.asked.component.n && !plan_filter_set(&filter.asked))
        filter.component = plan_component_first(&shown.plan); /* a page to begin with; whoever looks for something looks in all */
    struct plan_page_view view = {0};
    VD_TRY(open_page(rq, &shown.entity, shown.plan.head.title, plan_short_title(rq->arena, &shown.plan.head), &view.page));
    const struct vd_str family = shown.plan.head.path_word;
    site_crumb(rq, &view.page, vd_str_of(plan_family_words_of(family).many), site_url(rq, &shown.entity, vd_str_c(rq->arena, family)));
    struct plan_view_in in = view_in(rq, &shown);
    plan_page_fill(&in, &filter, &view);
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

static enum vd_err activity_page(struct vd_req *rq)
{
    const struct plan_input *input = rq->input;
    struct shown shown;
    VD_TRY(open_plan(rq, &shown));
    const struct plan_activity *activity = plan_activity_at(&shown.plan, input->codigo);
    if (!activity) {
        rq->problem = vd_str_printf(rq->arena, "El plan no tiene una actividad «%.*s».", VD_SARG(input->codigo));
        return VD_NOT_FOUND;
    }
    plan_cells cells = {0};
    VD_TRY(plan_cells_of(rq->db, rq->arena, &shown.plan, activity, &cells));
    struct plan_activity_view view = {0};
    struct vd_str title = vd_str_printf(rq->arena, "Actividad %.*s: %.*s", VD_SARG(activity->row.address), VD_SARG(plan_heading(activity->row.description)));
    VD_TRY(open_page(rq, &shown.entity, title, activity->row.address, &view.page));
    site_crumb(rq, &view.page, plan_short_title(rq->arena, &shown.plan.head), shown.base);
    VD_TRY(fill_history(rq, &shown.plan, &view));
    struct plan_view_in in = view_in(rq, &shown);
    plan_activity_fill(&in, activity, &cells, &view);
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
    struct plan_list_view view = {.entity = entity.name, .title = vd_str_of(plan_family_words_of(input->familia).many)};
    VD_EACH(head, &heads) {
        struct vd_url url = plan_head_url(rq->arena, entity.slug, head);
        *VD_PUSH(rq->arena, &view.rows) = (struct plan_list_row){
            .title = head->title, .follow = plan_follow_word(head), .state = plan_state_text(rq->arena, head), .vigencia = head->vigencia, .activities = head->activities, .url = url,
            .windows = plan_windows_say(rq->arena, head, url)};
    }
    if (heads.n == 1)
        return site_redirect(rq, view.rows.v[0].url);
    VD_TRY(open_page(rq, &entity, view.title, view.title, &view.page));
    tpl_plan_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static void name_list(struct vd_req *rq, const struct shown *shown, const struct vd_dataset *set, struct site_list *ret)
{
    struct vd_str stem = plan_file_stem(rq->arena, shown->entity.slug, shown->plan.head.path_word, shown->plan.head.vigencia);
    ret->name = vd_str_printf(rq->arena, "%.*s-%s", VD_SARG(stem), set->name);
    ret->at = shown->plan.head.created_at;
}

static enum vd_err activities_list(struct vd_req *rq, struct site_list *ret)
{
    struct shown shown;
    struct plan_filter filter;
    plan_activity_rows rows = {0};
    VD_TRY(open_plan(rq, &shown));
    VD_TRY(open_filter(rq, &shown.plan, &filter));
    plan_activity_rows_of(rq->arena, &shown.plan, &filter, shown.base, &rows);
    name_list(rq, &shown, &plan_activities_set, ret);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static enum vd_err windows_list(struct vd_req *rq, struct site_list *ret)
{
    struct shown shown;
    struct plan_filter filter;
    plan_window_rows rows = {0};
    VD_TRY(open_plan(rq, &shown));
    VD_TRY(open_filter(rq, &shown.plan, &filter));
    plan_window_rows_of(rq->arena, &shown.plan, &filter, &rows);
    name_list(rq, &shown, &plan_windows_set, ret);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static const struct site_data activities_data = {.set = &plan_activities_set, .list = activities_list, .about = "Cada actividad: qué se prometió, cuánto, quién responde y cuándo"};
static const struct site_data windows_data = {.set = &plan_windows_set, .list = windows_list, .about = "Cada ventana de fechas de cada actividad, como está escrita y como se lee"};

static enum vd_err whole_document(struct vd_req *rq, const void **ret)
{
    struct shown *shown = VD_NEW(rq->arena, struct shown);
    struct plan_document *document = VD_NEW(rq->arena, struct plan_document);
    VD_TRY(open_plan(rq, shown));
    rq->last_changed = shown->plan.head.created_at;
    plan_document_of(rq->arena, shown->entity.slug, shown->entity.name, &shown->plan, document);
    *ret = document;
    return VD_OK;
}

static const struct site_data whole_data = {.set = &plan_document_set, .document = whole_document,
    .about = "El plan de una vez: componentes, indicadores, actividades, ventanas, responsables y hallazgos"};

/* ---- routes */

#define ENTITY VD_PARAM(plan_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define FAMILY VD_PARAM(plan_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio")
#define YEAR VD_PARAM(plan_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define COMPONENT VD_PARAM(plan_input, componente, VD_FROM_QUERY, VD_P_TEXT, .max = 40, .about = "code of a component, or todas")
#define FILTER \
    COMPONENT, VD_PARAM(plan_input, responsable, VD_FROM_QUERY, VD_P_SLUG, .max = 80, .about = "slug of a unit that answers, as lead or not"), \
    VD_PARAM(plan_input, mes, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 12, .about = "month in which a window ends"), \
    VD_PARAM(plan_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = plan_states, .about = "state at the last cut-off of the follow-up"), \
    VD_PARAM(plan_input, q, VD_FROM_QUERY, VD_P_TEXT, .max = 100, .about = "words of the activity, whatever their accents")
#define CODE VD_PARAM(plan_input, codigo, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "code of the activity, 4.3.4")

static const struct vd_param of_family[] = {ENTITY, FAMILY, {.name = NULL}};
static const struct vd_param of_plan[] = {ENTITY, FAMILY, YEAR, {.name = NULL}};
static const struct vd_param of_page[] = {ENTITY, FAMILY, YEAR, FILTER, {.name = NULL}};
static const struct vd_param of_data[] = {ENTITY, FAMILY, YEAR, FILTER, SITE_DIALECT(plan_input), {.name = NULL}};
static const struct vd_param of_activity[] = {ENTITY, FAMILY, YEAR, CODE, {.name = NULL}};

const struct vd_route plan_routes[] = {
    VD_PAGE(plan_input, "/{entidad}/{familia}", of_family, list_page, "plans of one family of an entity; with one plan, leads to it"),
    VD_PAGE(plan_input, "/{entidad}/{familia}/{vigencia}", of_page, plan_page, "a plan by component"),
    SITE_DOCUMENT(plan_input, "/{entidad}/{familia}/{vigencia}.json", of_plan, &whole_data, "a plan whole"),
    SITE_LIST(plan_input, "/{entidad}/{familia}/{vigencia}/actividades", of_data, &activities_data, "activities of a plan"),
    SITE_LIST(plan_input, "/{entidad}/{familia}/{vigencia}/ventanas", of_data, &windows_data, "windows of a plan"),
    VD_PAGE(plan_input, "/{entidad}/{familia}/{vigencia}/actividad/{codigo}", of_activity, activity_page, "one activity"),
    {.path = NULL},
};
