/* SPDX-License-Identifier: Apache-2.0 */
#include "features/site/site.h"
#include "core/profile.h"
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

/* ---- what the entity says of itself (Resolución MinTIC 1519 de 2020, anexo 2: the foot of each page) */

struct vd_url site_shield_url(struct vd_arena *arena, struct vd_str entity_slug, const struct vd_profile *profile)
{
    enum { DIGITS = 16 };
    char hex[65];
    if (profile->shield.n != 32)
        return (struct vd_url){{0}};
    vd_hex(hex, (const unsigned char *)profile->shield.p, 32);
    hex[DIGITS] = 0;
    return vd_url_path(arena, vd_str_c(arena, entity_slug), "escudo", hex, NULL);
}

static void add_contact(struct vd_req *rq, struct vd_page *page, const char *label, struct vd_str text, struct vd_str url)
{
    if (text.n)
        *VD_PUSH(rq->arena, &page->contact) = (struct vd_contact){label, text, {url}};
}

static struct vd_str mail_url(struct vd_req *rq, struct vd_str mail)
{
    VD_AUTO_BUF struct vd_buf out;
    struct vd_str domain = mail, name = {0};
    vd_buf_init(&out, 2048);
    vd_str_split(&domain, '@', &name);
    vd_buf_c(&out, "mailto:");
    vd_url_encode(&out, name);
    vd_buf_char(&out, '@');
    vd_url_encode(&out, domain);
    return vd_str_dup(rq->arena, vd_buf_view(&out));
}

static void add_mail(struct vd_req *rq, struct vd_page *page, const char *label, struct vd_str mail)
{
    if (mail.n)
        add_contact(rq, page, label, mail, mail_url(rq, mail));
}

/* "Carrera 28 16-18, Pasto, Nariño, 520001" */
static struct vd_str place_of(struct vd_req *rq, const struct row_entity_profile *row)
{
    const struct vd_place_departments *department = row->department.n ? vd_department_find(row->department) : NULL;
    const struct vd_str parts[] = {row->address, row->municipality, department ? department->name : (struct vd_str){0},
        row->postal_code.n ? vd_str_printf(rq->arena, "código postal %.*s", VD_SARG(row->postal_code)) : (struct vd_str){0}};
    struct vd_str text = {0};
    for (size_t i = 0; i < VD_COUNT(parts); i++)
        if (parts[i].n)
            text = text.n ? vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(text), VD_SARG(parts[i])) : parts[i];
    return text;
}

/* "www.facebook.com/alcaldia": an address of the web as people say it. */
static struct vd_str without_scheme(struct vd_str url)
{
    ptrdiff_t at = vd_str_find(url, VD_S("://"));
    struct vd_str rest = at < 0 ? url : vd_str_sub(url, (size_t)at + 3, url.n);
    return vd_str_ends(rest, VD_S("/")) ? vd_str_sub(rest, 0, rest.n - 1) : rest;
}

static enum vd_err entity_in_page(struct vd_req *rq, const struct vd_entity *entity, struct vd_page *page)
{
    struct vd_profile profile;
    struct vd_str line;
    VD_TRY(vd_profile_get(rq->db, rq->arena, entity->id, &profile));
    const struct row_entity_profile *row = &profile.row;
    page->shield = site_shield_url(rq->arena, entity->slug, &profile);
    page->shield_width = row->shield_width.v;
    page->shield_height = row->shield_height.v;
    add_contact(rq, page, "NIT", row->nit, (struct vd_str){0});
    add_contact(rq, page, "Sede principal", place_of(rq, row), (struct vd_str){0});
    add_contact(rq, page, "Horario de atención", row->opening_hours, (struct vd_str){0});
    add_contact(rq, page, "Teléfonos", row->phones, (struct vd_str){0});
    add_contact(rq, page, "Línea anticorrupción", row->anticorruption_line, (struct vd_str){0});
    add_mail(rq, page, "Correo institucional", row->mail);
    add_mail(rq, page, "Correo para notificaciones judiciales", row->judicial_mail);
    add_contact(rq, page, "Representante legal", row->legal_representative, (struct vd_str){0});
    add_contact(rq, page, "Sitio web", without_scheme(row->website), row->website);
    for (struct vd_str rest = row->social; rest.n && vd_str_split(&rest, '\n', &line);)
        add_contact(rq, page, "Red social", without_scheme(line), line);
    return VD_OK;
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
    if (entity)
        VD_TRY(entity_in_page(rq, entity, &page));
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
