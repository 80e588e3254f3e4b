/* SPDX-License-Identifier: Apache-2.0 */
/* The list of entities in its forms, and an entity as a document. */
#include "features/portal/portal.h"
#include "features/portal/portal_data.h"

struct entities_input { struct site_data_input data; struct vd_str entidad; };

enum { AT_ONCE = 100, PAGE_MEMORY = 8 << 20 };

struct entity_rows {
    struct vd_rows rows;             /* first: what the list walks */
    struct vd_req *rq;
    struct vd_arena *page;
    struct vd_str after;             /* slug of the last one of the page before */
    bool end;
};

static enum vd_err next_entities(struct vd_rows *rows, const void **ret_rows, size_t *ret_n)
{
    struct entity_rows *at = (struct entity_rows *)(void *)rows;
    struct vd_entity_page found = {0};
    VD_LIST(struct portal_entity_data) page = {0};
    vd_arena_reset(at->page);
    if (!at->end)
        VD_TRY(vd_entity_page(at->rq->db, at->page, &(struct vd_entity_asked){.after = at->after, .most = AT_ONCE}, &found));
    VD_EACH(entity, &found.rows)
        VD_TRY(portal_entity_data_of(at->rq, at->page, entity, VD_PUSH(at->page, &page)));
    at->end = !found.has_after;
    if (found.rows.n)
        at->after = vd_str_dup(at->rq->arena, found.rows.v[found.rows.n - 1].slug);
    *ret_rows = page.v;
    *ret_n = page.n;
    return VD_OK;
}

static void free_page(void *page) { vd_arena_free(page); }

static enum vd_err entities_list(struct vd_req *rq, struct site_list *ret)
{
    struct entity_rows *at = VD_NEW(rq->arena, struct entity_rows);
    struct vd_chain_head head;
    VD_TRY(vd_record_head(rq->db, rq->arena, 0, &head));
    at->page = vd_arena_new(PAGE_MEMORY);
    if (!at->page)
        return VD_NO_MEMORY;
    vd_arena_defer(rq->arena, free_page, at->page);
    at->rows.next = next_entities;
    at->rq = rq;
    *ret = (struct site_list){.rows = &at->rows, .name = VD_S("entidades"), .at = head.at};
    return VD_OK;
}

static enum vd_err entity_document(struct vd_req *rq, const void **ret)
{
    const struct entities_input *input = rq->input;
    struct portal_entity_data *document = VD_NEW(rq->arena, struct portal_entity_data);
    struct vd_entity entity;
    struct vd_chain_head head;
    VD_TRY(site_entity(rq, input->entidad, &entity));
    VD_TRY(vd_record_head(rq->db, rq->arena, entity.id, &head));
    VD_TRY(portal_entity_data_of(rq, rq->arena, &entity, document));
    rq->last_changed = head.at;
    *ret = document;
    return VD_OK;
}

static const struct site_data entities_data = {.set = &portal_entities_set, .list = entities_list, .about = "Cada entidad, con su dirección y cuántos planes muestra"};
static const struct site_data entity_data = {.set = &portal_entity_set, .document = entity_document, .about = "La entidad y los planes que muestra, con sus direcciones"};

static const struct vd_param of_entities[] = {SITE_DIALECT(entities_input), {.name = NULL}};
static const struct vd_param of_entity[] = {
    VD_PARAM_ENTITY(entities_input), {.name = NULL}};

const struct vd_route portal_data_routes[] = {
    SITE_LIST(entities_input, "/entidades", of_entities, &entities_data, "all the entities"),
    SITE_DOCUMENT(entities_input, "/{entidad}.json", of_entity, &entity_data, "an entity and the plans it shows"),
    {.path = NULL},
};
