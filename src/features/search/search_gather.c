/* SPDX-License-Identifier: Apache-2.0 */
/* What is public of an entity, as documents: read through the plans' own reading, so that the index can hold nothing that the
 * pages do not show. */
#include "features/search/search_gather.h"
#include "features/plan/plan.h"

enum { QUERY_MOST = 4096 }; /* 200 characters of 4 bytes, percent-encoded, and the rest */

const char *const search_kind_words[] = {"entidad", "plan", "responsable", "actividad", NULL};

struct gathering {
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity;
    struct vd_str slug, name;
    VD_LIST(struct vd_str) units; /* those that stand in a newer plan already */
    search_blocks *out;
};

struct vd_url search_url(struct vd_arena *arena, struct vd_str text, struct vd_str slug, const char *kind_word)
{
    VD_AUTO_BUF struct vd_buf url;
    vd_buf_init(&url, QUERY_MOST);
    vd_buf_c(&url, "/buscar?q=");
    vd_url_encode(&url, text);
    if (slug.n)
        vd_buf_printf(&url, "&entidad=%.*s", VD_SARG(slug));
    if (kind_word)
        vd_buf_printf(&url, "&tipo=%s", kind_word);
    return (struct vd_url){vd_str_dup(arena, vd_buf_view(&url))};
}

/* ---- pieces */

static void join(struct vd_buf *to, const char *label, struct vd_str text)
{
    if (!text.n)
        return;
    if (to->n)
        vd_buf_c(to, " · ");
    vd_buf_c(to, label);
    vd_buf_str(to, text);
}

static struct vd_str joined(struct gathering *in, struct vd_buf *text) { return vd_str_squeeze(in->arena, vd_buf_view(text)); }

static struct vd_str component_words(struct gathering *in, const struct plan *plan)
{
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, 1 << 16);
    VD_EACH(component, &plan->components)
        if (!component->parent_key.has)
            join(&text, "", component->name);
    return joined(in, &text);
}

static void join_people(struct vd_buf *text, const struct plan *plan, const struct plan_activity *activity)
{
    for (size_t i = 0; i < activity->n_responsibles; i++) {
        const struct plan_responsible *one = &plan->responsibles.v[activity->first_responsible + i];
        join(text, i ? "" : "Responsable: ", one->name);
        join(text, "", one->abbrev);
    }
}

static struct vd_str activity_words(struct gathering *in, const struct plan *plan, const struct plan_activity *activity)
{
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, 1 << 18);
    join(&text, "Producto: ", activity->row.product);
    join(&text, "Meta: ", activity->row.goal);
    if (activity->tramite) {
        join(&text, "Trámite: ", activity->tramite->name);
        join(&text, "", activity->tramite->improvement);
        join(&text, "", activity->tramite->action);
    }
    join_people(&text, plan, activity);
    return joined(in, &text);
}

/* ---- documents */

static void add_units(struct gathering *in, const struct plan *plan, struct search_block *block)
{
    VD_EACH(one, &plan->responsibles) {
        bool known = false;
        VD_EACH(unit, &in->units)
            known = known || vd_str_eq(*unit, one->name);
        if (known)
            continue;
        *VD_PUSH(in->arena, &in->units) = one->name;
        *VD_PUSH(in->arena, &block->docs) = (struct search_doc){.kind = SEARCH_UNIT, .title = one->name, .body = vd_str_dup(in->arena, one->abbrev.n ? one->abbrev : VD_S("")),
            .path = vd_url_path(in->arena, vd_str_c(in->arena, in->slug), "responsable", vd_str_c(in->arena, one->slug), NULL).s};
    }
}

static void add_activities(struct gathering *in, const struct plan *plan, struct vd_url base, struct search_block *block)
{
    VD_EACH(activity, &plan->activities) {
        const struct shown_activity_row *row = &activity->row;
        *VD_PUSH(in->arena, &block->docs) = (struct search_doc){.kind = SEARCH_ACTIVITY,
            .title = vd_str_squeeze(in->arena, vd_str_printf(in->arena, "%.*s. %.*s", VD_SARG(row->address), VD_SARG(row->description))),
            .body = activity_words(in, plan, activity), .words = row->code, .path = plan_activity_url(in->arena, base, row->address).s};
    }
}

static enum vd_err add_plan(struct gathering *in, const struct shown_plan_row *head)
{
    struct plan plan;
    VD_TRY(plan_shown(in->db, in->arena, in->entity, head->path_word, head->vigencia, &plan));
    struct vd_url base = plan_head_url(in->arena, in->slug, head);
    struct search_block *block = VD_PUSH(in->arena, in->out);
    struct vd_str short_title = plan_short_title(in->arena, head);
    block->vigencia = head->vigencia;
    *VD_PUSH(in->arena, &block->docs) = (struct search_doc){.kind = SEARCH_PLAN, .title = head->title, .body = component_words(in, &plan),
        .words = vd_str_printf(in->arena, "%.*s %.*s", VD_SARG(short_title), VD_SARG(in->name)), .path = base.s};
    add_units(in, &plan, block);
    add_activities(in, &plan, base, block);
    return VD_OK;
}

static int newest_first(const void *a, const void *b)
{
    const struct shown_plan_row *x = a, *y = b;
    return x->vigencia != y->vigencia ? (x->vigencia < y->vigencia) - (x->vigencia > y->vigencia) : (x->plan_id > y->plan_id) - (x->plan_id < y->plan_id);
}

enum vd_err search_gather(struct vd_db *db, struct vd_arena *arena, int64_t entity, struct vd_str slug, struct vd_str name, search_blocks *ret)
{
    struct gathering in = {.db = db, .arena = arena, .entity = entity, .slug = slug, .name = name, .out = ret};
    plan_heads heads = {0};
    VD_TRY(plan_shown_list(db, arena, entity, (struct vd_str){0}, &heads));
    struct search_block *own = VD_PUSH(arena, ret);
    *VD_PUSH(arena, &own->docs) = (struct search_doc){.kind = SEARCH_ENTITY, .title = name, .body = VD_S(""), .words = slug, .path = vd_url_path(arena, vd_str_c(arena, slug), NULL).s};
    if (heads.n)
        qsort(heads.v, heads.n, sizeof *heads.v, newest_first);
    VD_EACH(head, &heads)
        VD_TRY(add_plan(&in, head));
    return VD_OK;
}
