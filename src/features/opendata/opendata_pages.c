/* SPDX-License-Identifier: Apache-2.0 */
#include "features/opendata/opendata.h"
#include "features/opendata/opendata_catalogue.h"
#include "features/opendata/opendata_entity.tpl.h"
#include "features/opendata/opendata_openapi.h"
#include "features/opendata/opendata_page.tpl.h"
#include "features/opendata/opendata_views.h"

struct opendata_input {
    struct site_data_input data;
    struct vd_str entidad;
};

/* ---- the installation */

static struct opendata_set_view *view_of(struct vd_req *rq, const struct opendata_set *set, struct opendata_page_view *view)
{
    const struct vd_dataset *shape = set->data ? set->data->set : NULL;
    VD_EACH(known, &view->sets)
        if (shape && known->shape == shape)
            return known;
    struct opendata_set_view *fresh = VD_PUSH(rq->arena, &view->sets);
    *fresh = (struct opendata_set_view){.shape = shape, .title = opendata_set_title(set), .about = opendata_set_about(set),
        .forms = set->list ? "Con .csv, .json o .xlsx al final" : !set->file ? "JSON" : set->file->form == SITE_XLSX ? "XLSX" : "ICS"};
    if (!shape)
        return fresh;
    fresh->anchor = vd_str_printf(rq->arena, "%s-%zu", shape->name, view->sets.n);
    opendata_columns_of(rq->arena, shape, set->path, &fresh->columns);
    fresh->rows = vd_str_printf(rq->arena, "%zu %s", fresh->columns.n, fresh->columns.n == 1 ? "columna" : "columnas");
    return fresh;
}

static enum vd_err page(struct vd_req *rq)
{
    struct opendata_page_view view = {0};
    opendata_sets sets = {0};
    opendata_sets_of(rq, &sets);
    VD_TRY(site_page(rq, NULL, VD_S("Datos abiertos"), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    view.page.here = VD_S("Datos abiertos");
    view.dictionary = vd_forms_of(rq->arena, (struct vd_url){VD_S("/datos")}, VD_S("el diccionario"));
    VD_EACH(set, &sets) {
        struct opendata_set_view *one = view_of(rq, set, &view);
        *VD_PUSH(rq->arena, &one->addresses) = set->path;
    }
    VD_TRY(opendata_items_of(rq, rq->arena, &sets, NULL, &view.items));
    tpl_opendata_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err dictionary(struct vd_req *rq, struct site_list *ret)
{
    opendata_sets sets = {0};
    opendata_columns columns = {0};
    struct vd_chain_head head;
    VD_TRY(vd_record_head(rq->db, rq->arena, 0, &head));
    opendata_sets_of(rq, &sets);
    VD_EACH(set, &sets)
        if (set->data)
            opendata_columns_of(rq->arena, set->data->set, set->path, &columns);
    *ret = (struct site_list){.rows = vd_rows_of(rq->arena, columns.v, columns.n), .name = VD_S("diccionario"), .at = head.at};
    return VD_OK;
}

/* ---- an entity */

static struct opendata_group *group_of(struct vd_req *rq, struct opendata_entity_view *view, const struct opendata_item *item)
{
    struct vd_str title = item->of.n ? item->of : VD_S("De la entidad");
    if (!view->groups.n || !vd_str_eq(view->groups.v[view->groups.n - 1].title, title))
        VD_PUSH(rq->arena, &view->groups)->title = title;
    return &view->groups.v[view->groups.n - 1];
}

static enum vd_err entity_page(struct vd_req *rq)
{
    const struct opendata_input *in = rq->input;
    struct opendata_entity_view view = {0};
    struct vd_entity entity;
    opendata_sets sets = {0};
    opendata_items items = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(site_page(rq, &entity, VD_S("Datos abiertos"), &view.page));
    opendata_sets_of(rq, &sets);
    VD_TRY(opendata_items_of(rq, rq->arena, &sets, &entity, &items));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    view.page.here = VD_S("Datos abiertos");
    view.page.nav_current = 1;
    view.of_entity = vd_es_of(rq->arena, entity.name);
    view.forms = vd_forms_of(rq->arena, site_url(rq, &entity, "datos"), VD_S("esta lista"));
    VD_EACH(item, &items) {
        struct opendata_group *group = group_of(rq, &view, item);
        *VD_PUSH(rq->arena, &group->items) = *item;
    }
    tpl_opendata_entity(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err entity_list(struct vd_req *rq, struct site_list *ret)
{
    const struct opendata_input *in = rq->input;
    struct vd_entity entity;
    struct vd_chain_head head;
    opendata_sets sets = {0};
    opendata_items items = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(vd_record_head(rq->db, rq->arena, entity.id, &head));
    opendata_sets_of(rq, &sets);
    VD_TRY(opendata_items_of(rq, rq->arena, &sets, &entity, &items));
    *ret = (struct site_list){.rows = vd_rows_of(rq->arena, items.v, items.n), .name = vd_str_printf(rq->arena, "%.*s-datos", VD_SARG(entity.slug)), .at = head.at};
    return VD_OK;
}

static const struct site_data dictionary_data = {.set = &opendata_columns_set, .list = dictionary, .about = "Cada columna de cada conjunto: nombre, clave, tipo y significado"};
static const struct site_data items_data = {.set = &opendata_items_set, .list = entity_list, .about = "Cada conjunto de datos de la entidad, con sus direcciones"};

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(opendata_input)
static const struct vd_param of_data[] = {SITE_DIALECT(opendata_input), {.name = NULL}};
static const struct vd_param of_entity[] = {ENTITY, {.name = NULL}};
static const struct vd_param of_entity_data[] = {ENTITY, SITE_DIALECT(opendata_input), {.name = NULL}};

const struct vd_route opendata_routes[] = {
    VD_PAGE(opendata_input, "/datos", NULL, page, "open data: what there is, how to take it, dictionary of columns"),
    SITE_LIST(opendata_input, "/datos", of_data, &dictionary_data, "dictionary of columns"),
    {.method = VD_GET, .path = "/datos/catalogo.jsonld", .access = VD_ACCESS_PUBLIC, .handler = opendata_catalogue, .cached = true, .wide = true,
     .summary = "catalogue of all the data, DCAT as JSON-LD"},
    VD_PAGE(opendata_input, "/openapi.json", NULL, opendata_openapi, "description of this interface, OpenAPI 3.1"),
    VD_PAGE(opendata_input, "/{entidad}/datos", of_entity, entity_page, "open data of an entity"),
    SITE_LIST(opendata_input, "/{entidad}/datos", of_entity_data, &items_data, "open data of an entity, with their addresses"),
    {.path = NULL},
};
