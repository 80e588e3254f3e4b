/* SPDX-License-Identifier: Apache-2.0 */
/* The page that says what the chain proves and how to check it, and the chain itself as data. */
#include "features/trust/trust.h"
#include "features/trust/trust_feed.h"
#include "features/trust/trust_verify.tpl.h"
#include "features/trust/trust_views.h"
#include "html/assets.h"

enum { ACTS_IN_PAGE = 50, HEADS_IN_PAGE = 100, ACTS_AT_ONCE = 500, PAGE_MEMORY = 16 << 20 };

struct trust_input {
    struct site_data_input data;
    struct vd_str entidad;
    struct vd_oint hasta;
};

/* The entity of the address; NULL where the address has none: the installation. */
static enum vd_err open_owner(struct vd_req *rq, const struct vd_entity **ret)
{
    const struct trust_input *in = rq->input;
    struct vd_entity *entity = NULL;
    if (in->entidad.n) {
        entity = VD_NEW(rq->arena, struct vd_entity);
        VD_TRY(site_entity(rq, in->entidad, entity));
    }
    *ret = entity;
    return VD_OK;
}

static struct vd_url owner_url(struct vd_req *rq, const struct vd_entity *owner, const char *word)
{
    return owner ? site_url(rq, owner, word) : vd_url_path(rq->arena, word, NULL);
}

/* ---- the page */

static struct vd_url page_until(struct vd_req *rq, const struct vd_entity *owner, int64_t seq)
{
    struct vd_str query = vd_str_printf(rq->arena, "?hasta=%" PRId64, seq);
    return vd_url_with(rq->arena, owner_url(rq, owner, "comprobar"), query.p);
}

static void fill_pager(struct vd_req *rq, const struct vd_entity *owner, int64_t from, int64_t to, struct trust_verify_view *view)
{
    view->pages = (struct vd_pager){.label = VD_S("Páginas de actos"), .before = "Actos más nuevos", .after = "Actos más antiguos", .several = from > 1 || to < view->seq,
        .said = vd_str_printf(rq->arena, "Actos %.*s a %.*s, de %.*s", VD_SARG(vd_es_int(rq->arena, from)), VD_SARG(vd_es_int(rq->arena, to)), VD_SARG(vd_es_int(rq->arena, view->seq)))};
    if (to < view->seq)
        view->pages.previous = page_until(rq, owner, to + ACTS_IN_PAGE < view->seq ? to + ACTS_IN_PAGE : view->seq);
    if (from > 1)
        view->pages.next = page_until(rq, owner, from - 1);
}

static enum vd_err fill_acts(struct vd_req *rq, const struct vd_entity *owner, struct trust_verify_view *view)
{
    const struct trust_input *in = rq->input;
    trust_acts acts = {0};
    int64_t to = in->hasta.has && in->hasta.v < view->seq ? in->hasta.v : view->seq, from = to > ACTS_IN_PAGE ? to - ACTS_IN_PAGE + 1 : 1;
    VD_TRY(trust_acts_of(rq, rq->arena, owner, from, to, &acts));
    for (size_t i = acts.n; i > 0; i--)
        *VD_PUSH(rq->arena, &view->acts) = acts.v[i - 1];
    fill_pager(rq, owner, from, to, view);
    return VD_OK;
}

/* The program that checks the chain without Veedor. Its address changes with each version; so does its hash. */
static void fill_checker(struct vd_req *rq, struct trust_verify_view *view)
{
    const struct vd_asset *checker = vd_asset_by_name("check-chain.py");
    if (!checker)
        return;
    view->checker = (struct vd_url){vd_str_of(checker->path)};
    view->checker_hash = vd_str_of(checker->sha256);
    view->json_address = site_absolute(rq, view->json).s;
}

static enum vd_err fill_heads(struct vd_req *rq, struct trust_verify_view *view)
{
    vd_entity_heads heads = {0};
    VD_TRY(vd_record_heads(rq->db, rq->arena, HEADS_IN_PAGE + 1, &heads));
    view->more_heads = heads.n > HEADS_IN_PAGE;
    for (size_t i = 0; i < heads.n && i < HEADS_IN_PAGE; i++)
        *VD_PUSH(rq->arena, &view->heads) = (struct trust_head){heads.v[i].name, heads.v[i].head.hex, heads.v[i].head.seq,
            vd_url_path(rq->arena, vd_str_c(rq->arena, heads.v[i].slug), "comprobar", NULL)};
    return VD_OK;
}

static enum vd_err verify_page(struct vd_req *rq)
{
    const struct vd_entity *owner;
    struct vd_chain_head head;
    struct trust_verify_view view = {0};
    VD_TRY(open_owner(rq, &owner));
    VD_TRY(vd_record_head(rq->db, rq->arena, owner ? owner->id : 0, &head));
    VD_TRY(site_page(rq, owner, VD_S("Compruebe el registro"), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    view.page.here = VD_S("Compruebe el registro");
    view.whose = owner ? vd_es_of(rq->arena, owner->name) : VD_S("de esta instalación");
    view.slug = owner ? owner->slug : VD_S("instalacion");
    view.seq = head.seq;
    view.at = vd_es_instant(rq->arena, head.at);
    view.hash = head.hex;
    view.forms = vd_forms_of(rq->arena, owner_url(rq, owner, "registro"), VD_S("todos los actos"));
    view.json = view.forms.json;
    fill_checker(rq, &view);
    VD_TRY(fill_acts(rq, owner, &view));
    if (!owner)
        VD_TRY(fill_heads(rq, &view));
    tpl_trust_verify(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the chain as data, some acts at a time in memory of its own */

struct act_rows {
    struct vd_rows rows;      /* first: what the list walks */
    struct vd_req *rq;
    struct vd_arena *page;
    const struct vd_entity *owner;
    int64_t next, last;
};

static enum vd_err next_acts(struct vd_rows *rows, const void **ret_rows, size_t *ret_n)
{
    struct act_rows *at = (struct act_rows *)(void *)rows;
    trust_acts acts = {0};
    vd_arena_reset(at->page);
    for (; !acts.n && at->next <= at->last; at->next += ACTS_AT_ONCE)
        VD_TRY(trust_acts_of(at->rq, at->page, at->owner, at->next, at->next + ACTS_AT_ONCE - 1, &acts));
    *ret_rows = acts.v;
    *ret_n = acts.n;
    return VD_OK;
}

static void free_page(void *page) { vd_arena_free(page); }

static enum vd_err acts_list(struct vd_req *rq, struct site_list *ret)
{
    struct act_rows *at = VD_NEW(rq->arena, struct act_rows);
    struct vd_chain_head head;
    VD_TRY(open_owner(rq, &at->owner));
    VD_TRY(vd_record_head(rq->db, rq->arena, at->owner ? at->owner->id : 0, &head));
    at->page = vd_arena_new(PAGE_MEMORY);
    if (!at->page)
        return VD_NO_MEMORY;
    vd_arena_defer(rq->arena, free_page, at->page);
    at->rows.next = next_acts;
    at->rq = rq;
    at->next = 1;
    at->last = head.seq;
    *ret = (struct site_list){.rows = &at->rows, .at = head.at,
        .name = vd_str_printf(rq->arena, "%.*s-registro", VD_SARG(at->owner ? at->owner->slug : VD_S("instalacion")))};
    return VD_OK;
}

static const struct site_data acts_data = {.set = &trust_acts_set, .list = acts_list, .about = "Cada acto del registro con su huella: alcanza para comprobar la cadena"};

/* ---- the feed */

static enum vd_err feed(struct vd_req *rq)
{
    const struct vd_entity *owner;
    VD_TRY(open_owner(rq, &owner));
    return trust_feed(rq, owner);
}

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(trust_input)
#define UNTIL VD_PARAM(trust_input, hasta, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .about = "number of the newest act in the page")

static const struct vd_param of_all[] = {UNTIL, {.name = NULL}};
static const struct vd_param of_entity[] = {ENTITY, UNTIL, {.name = NULL}};
static const struct vd_param of_feed[] = {ENTITY, {.name = NULL}};
static const struct vd_param of_data[] = {SITE_DIALECT(trust_input), {.name = NULL}};
static const struct vd_param of_entity_data[] = {ENTITY, SITE_DIALECT(trust_input), {.name = NULL}};

const struct vd_route trust_routes[] = {
    VD_PAGE(trust_input, "/comprobar", of_all, verify_page, "chain of the installation: what it proves and how to check it"),
    VD_PAGE(trust_input, "/{entidad}/comprobar", of_entity, verify_page, "chain of an entity: what it proves and how to check it"),
    SITE_LIST(trust_input, "/registro", of_data, &acts_data, "acts of the installation, enough to compute the chain's head"),
    SITE_LIST(trust_input, "/{entidad}/registro", of_entity_data, &acts_data, "acts of an entity, enough to compute the chain's head"),
    VD_PAGE(trust_input, "/novedades.atom", NULL, feed, "what was published or undone, of all entities, as Atom"),
    VD_PAGE(trust_input, "/{entidad}/novedades.atom", of_feed, feed, "what was published or undone by an entity, as Atom"),
    {.path = NULL},
};
