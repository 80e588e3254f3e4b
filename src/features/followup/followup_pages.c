/* SPDX-License-Identifier: Apache-2.0 */
/* The follow-up of a plan: its page, its activities as data, the whole as a document. */
#include "features/followup/followup.h"
#include "features/followup/followup_page.tpl.h"
#include "features/followup/followup_views.h"
#include "features/site/site.h"

struct followup_page_input {
    struct site_data_input data;
    struct vd_str entidad, familia, componente, zona, estado;
    struct vd_oint vigencia;
};

struct opened {
    struct vd_entity entity;
    struct shown_plan_row head;
    struct followup_sheet sheet;
    struct followup_document doc;
    struct vd_url plan;
};

static enum vd_err find_head(struct vd_req *rq, const struct vd_entity *entity, struct shown_plan_row *ret)
{
    const struct followup_page_input *in = rq->input;
    plan_heads heads = {0};
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity->id, in->familia, &heads));
    VD_EACH(head, &heads)
        if (head->vigencia == in->vigencia.v) {
            *ret = *head;
            return VD_OK;
        }
    rq->problem = vd_str_printf(rq->arena, "%.*s no muestra ningún %s de %" PRId64 ".", VD_SARG(entity->name), plan_family_words_of(in->familia).one, in->vigencia.v);
    return VD_NOT_FOUND;
}

static enum vd_err open_followup(struct vd_req *rq, struct opened *ret)
{
    const struct followup_page_input *in = rq->input;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    VD_TRY(find_head(rq, &ret->entity, &ret->head));
    const struct followup_which which = {.entity_id = ret->entity.id, .vigencia = in->vigencia.v, .family = in->familia, .shown = true};
    VD_TRY(followup_sheet_get(rq->db, rq->arena, &which, &ret->sheet));
    const struct followup_question all = {.entity_name = ret->entity.name, .slug = ret->entity.slug, .vigencia = in->vigencia.v,
        .methods = FOLLOWUP_EVERY_METHOD, .bases = FOLLOWUP_EVERY_BASIS};
    ret->doc = followup_document_of(rq->arena, &ret->sheet, &all);
    ret->plan = plan_head_url(rq->arena, ret->entity.slug, &ret->head);
    rq->last_changed = ret->head.created_at;
    return VD_OK;
}

static struct followup_filter filter_of(const struct vd_req *rq)
{
    const struct followup_page_input *in = rq->input;
    return (struct followup_filter){.component = in->componente, .zone = in->zona, .state = in->estado};
}

/* The page's address with the filters that are set, so that its data have the same. */
static struct vd_url filtered_url(struct vd_req *rq, struct vd_url address)
{
    const struct followup_page_input *in = rq->input;
    const struct { const char *name; struct vd_str value; } asked[] = {{"componente", in->componente}, {"zona", in->zona}, {"estado", in->estado}};
    VD_AUTO_BUF struct vd_buf url;
    vd_buf_init(&url, 4096);
    vd_buf_str(&url, address.s);
    char sep = '?';
    for (size_t i = 0; i < VD_COUNT(asked); i++) {
        if (followup_filter_is_all(asked[i].value))
            continue;
        vd_buf_printf(&url, "%c%s=", sep, asked[i].name);
        vd_url_encode(&url, asked[i].value);
        sep = '&';
    }
    return (struct vd_url){vd_str_dup(rq->arena, vd_buf_view(&url))};
}

static enum vd_err fill_around(struct vd_req *rq, const struct opened *opened, struct followup_page_view *view)
{
    VD_TRY(site_page(rq, &opened->entity, vd_str_printf(rq->arena, "Seguimiento: %.*s", VD_SARG(opened->head.title)), &view->page));
    site_crumb(rq, &view->page, VD_S("Inicio"), view->page.home);
    site_crumb(rq, &view->page, VD_S("Participa"), view->page.nav_participate);
    site_crumb(rq, &view->page, plan_short_title(rq->arena, &opened->head), opened->plan);
    view->page.here = VD_S("Seguimiento");
    view->page.nav_current = 3;
    view->title = vd_str_printf(rq->arena, "Seguimiento al %.*s", VD_SARG(opened->head.title));
    view->plan = opened->head.title;
    view->plan_url = opened->plan;
    view->address = vd_url_with(rq->arena, opened->plan, "/seguimiento");
    view->document = vd_url_with(rq->arena, view->address, "/documento.json");
    view->report = vd_url_with(rq->arena, view->address, ".pdf");
    view->state = plan_state_text(rq->arena, &opened->head);
    view->forms = vd_forms_of(rq->arena, filtered_url(rq, view->address), VD_S("estas actividades"));
    view->fours_url = vd_url_with(rq->arena, view->address, "?estado=no-coinciden#actividades");
    return VD_OK;
}

static enum vd_err followup_page(struct vd_req *rq)
{
    struct opened opened;
    struct followup_page_view view = {0};
    const struct followup_filter filter = filter_of(rq);
    VD_TRY(open_followup(rq, &opened));
    VD_TRY(fill_around(rq, &opened, &view));
    if (opened.sheet.there) {
        const struct followup_view_in in = {.arena = rq->arena, .sheet = &opened.sheet, .doc = &opened.doc, .sides = followup_sides_of(rq->arena, &opened.sheet),
                                            .filter = &filter, .plan = opened.plan};
        followup_page_fill(&in, &view);
    }
    tpl_followup_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static enum vd_err activities_list(struct vd_req *rq, struct site_list *ret)
{
    struct opened opened;
    const struct followup_filter filter = filter_of(rq);
    VD_TRY(open_followup(rq, &opened));
    followup_activities rows = followup_filtered(rq->arena, &opened.doc, &filter);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    ret->name = vd_str_printf(rq->arena, "%.*s-seguimiento", VD_SARG(plan_file_stem(rq->arena, opened.entity.slug, opened.head.path_word, opened.head.vigencia)));
    ret->at = opened.head.created_at;
    return VD_OK;
}

static enum vd_err document(struct vd_req *rq, const void **ret)
{
    struct opened *opened = VD_NEW(rq->arena, struct opened);
    VD_TRY(open_followup(rq, opened));
    if (!opened->sheet.there) {
        rq->problem = VD_S("Este plan no tiene seguimiento en Veedor: no hay cifras que entregar.");
        return VD_NOT_FOUND;
    }
    *ret = &opened->doc;
    return VD_OK;
}

static const struct site_data activities_data = {.set = &followup_activities_set, .about = "Cada actividad del seguimiento: lo declarado, lo calculado y si coinciden", .of_follow_up = true, .list = activities_list};
static const struct site_data document_data = {.set = &followup_document_set, .about = "El seguimiento completo, con sus cifras por los cuatro métodos", .of_follow_up = true, .document = document};

#define ENTITY VD_PARAM(followup_page_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define FAMILY VD_PARAM(followup_page_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio")
#define YEAR VD_PARAM(followup_page_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define FILTERS \
    VD_PARAM(followup_page_input, componente, VD_FROM_QUERY, VD_P_TEXT, .max = 40, .about = "code of a component, or todas"), \
    VD_PARAM(followup_page_input, zona, VD_FROM_QUERY, VD_P_CHOICE, .choices = followup_filter_zones, .about = "activities of one zone"), \
    VD_PARAM(followup_page_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = followup_filter_states, .about = "activities that disagree, without report, left out or supposed")

static const struct vd_param of_page[] = {ENTITY, FAMILY, YEAR, FILTERS, {.name = NULL}};
static const struct vd_param of_data[] = {ENTITY, FAMILY, YEAR, FILTERS, SITE_DIALECT(followup_page_input), {.name = NULL}};
static const struct vd_param of_document[] = {ENTITY, FAMILY, YEAR, {.name = NULL}};

const struct vd_route followup_routes[] = {
    VD_PAGE(followup_page_input, "/{entidad}/{familia}/{vigencia}/seguimiento", of_page, followup_page, "follow-up of a plan"),
    SITE_LIST(followup_page_input, "/{entidad}/{familia}/{vigencia}/seguimiento", of_data, &activities_data, "activities of a follow-up"),
    SITE_DOCUMENT(followup_page_input, "/{entidad}/{familia}/{vigencia}/seguimiento/documento.json", of_document, &document_data, "a follow-up whole, with its figures"),
    {.path = NULL},
};
