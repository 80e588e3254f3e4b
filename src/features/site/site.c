/* SPDX-License-Identifier: Apache-2.0 */
#include "features/site/site.h"
#include "core/services.h"

enum vd_err site_entity(struct vd_req *rq, struct vd_str slug, struct vd_entity *ret)
{
    enum vd_err err = vd_entity_get(rq->db, rq->arena, slug, ret);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "Aquí no hay ninguna entidad «%.*s».", VD_SARG(slug));
    VD_TRY(err);
    rq->way_out = site_url(rq, ret, NULL).s;
    return VD_OK;
}

struct vd_url site_url(struct vd_req *rq, const struct vd_entity *entity, const char *word)
{
    return vd_url_path(rq->arena, vd_str_c(rq->arena, entity->slug), word, NULL);
}

struct vd_url site_absolute(struct vd_req *rq, struct vd_url url)
{
    const struct vd_services *services = rq->services;
    if (!services->config.url.n)
        return url;
    return (struct vd_url){vd_str_printf(rq->arena, "%.*s%.*s", VD_SARG(services->config.url), VD_SARG(url.s))};
}

/* "7f3a 91c4 · 0be2 55d8": enough of the head to compare by eye. */
static struct vd_str short_head(struct vd_arena *arena, struct vd_str hex)
{
    if (hex.n < 16)
        return (struct vd_str){0};
    return vd_str_printf(arena, "%.4s %.4s · %.4s %.4s", hex.p, hex.p + 4, hex.p + 8, hex.p + 12);
}

static enum vd_err chain_in_footer(struct vd_req *rq, int64_t entity_id, struct vd_page *page)
{
    struct vd_chain_head head = {0};
    VD_TRY(vd_record_head(rq->db, rq->arena, entity_id, &head));
    if (!head.seq)
        return VD_OK;
    page->updated = vd_es_instant(rq->arena, head.at);
    page->chain = short_head(rq->arena, head.hex);
    page->chain_seq = head.seq;
    rq->last_changed = head.at;
    return VD_OK;
}

static struct vd_url search_form_url(struct vd_req *rq, const struct vd_entity *entity)
{
    if (!entity)
        return (struct vd_url){VD_S("/buscar")};
    return (struct vd_url){vd_str_printf(rq->arena, "/buscar?entidad=%.*s", VD_SARG(entity->slug))};
}

/* Each feature adds what it explains of the site. */
static void site_map(struct vd_req *rq, const struct vd_entity *entity, struct vd_page *page)
{
    *VD_PUSH(rq->arena, &page->map) = (struct vd_link){VD_S("Datos abiertos"), entity ? site_url(rq, entity, "datos") : (struct vd_url){VD_S("/datos")}};
}

enum vd_err site_page(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_page *ret)
{
    struct vd_page page = {.title = title, .site = entity ? entity->name : VD_S("Veedor")};
    vd_page_assets(&page);
    if (entity) {
        page.site_note = VD_S("Transparencia y lucha contra la corrupción");
        page.home = site_url(rq, entity, NULL);
        page.nav_transparency = site_url(rq, entity, "transparencia");
        page.nav_service = site_url(rq, entity, "atencion");
        page.nav_participate = site_url(rq, entity, "participa");
    } else {
        page.site_note = VD_S("Planes anticorrupción que usted puede comprobar");
        page.home = (struct vd_url){VD_S("/")};
    }
    *VD_PUSH(rq->arena, &page.tools) = (struct vd_link){.text = VD_S("Buscar"), .url = search_form_url(rq, entity)};
    *VD_PUSH(rq->arena, &page.map) = (struct vd_link){VD_S("Cómo se calcula"), {VD_S("/como-se-calcula")}};
    *VD_PUSH(rq->arena, &page.map) = (struct vd_link){VD_S("Accesibilidad"), {VD_S("/accesibilidad")}};
    page.verify = entity ? site_url(rq, entity, "comprobar") : (struct vd_url){VD_S("/comprobar")};
    page.feed = entity ? site_url(rq, entity, "novedades.atom") : (struct vd_url){VD_S("/novedades.atom")};
    site_map(rq, entity, &page);
    VD_TRY(chain_in_footer(rq, entity ? entity->id : 0, &page));
    *ret = page;
    return VD_OK;
}

void site_crumb(struct vd_req *rq, struct vd_page *page, struct vd_str text, struct vd_url url)
{
    *VD_PUSH(rq->arena, &page->crumbs) = (struct vd_link){.text = text, .url = url};
}

enum vd_err site_redirect(struct vd_req *rq, struct vd_url to)
{
    rq->status = 302;
    rq->location = to.s;
    return VD_OK;
}
