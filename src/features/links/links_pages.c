/* SPDX-License-Identifier: Apache-2.0 */
#include "features/links/links_list.tpl.h"
#include "features/links/links_views.h"

struct links_input { struct vd_str entidad; };

static struct vd_url place_of(struct vd_req *rq, const struct links_one *link)
{
    const char *entity = vd_str_c(rq->arena, staff_who(rq)->entity.slug);
    if (link->slug.n)
        return vd_url_path(rq->arena, entity, "documentos", vd_str_c(rq->arena, link->slug), NULL);
    return vd_url_path(rq->arena, entity, vd_str_c(rq->arena, link->path_word), vd_str_printf(rq->arena, "%" PRId64, link->vigencia).p, NULL);
}

static struct links_line line_of(struct vd_req *rq, const struct links_one *link)
{
    struct links_line line = {.text = link->url, .about = link->about, .url = {link->url}, .place = place_of(rq, link), .why = link->why, .state = {"none", "Sin comprobar"}};
    if (!link->was_checked)
        return line;
    line.state = link->works ? (struct vd_sem){"ok", "Funciona"} : (struct vd_sem){"bad", "No funciona"};
    line.since = vd_str_printf(rq->arena, "desde el %.*s", VD_SARG(vd_es_date_long(rq->arena, vd_date_in_bogota(link->since))));
    line.checked = vd_es_instant(rq->arena, link->checked_at);
    return line;
}

static enum vd_err list_page(struct vd_req *rq)
{
    struct links_list_view view = {0};
    links_all links = {0};
    size_t broken = 0;
    VD_TRY(links_of(rq->db, rq->arena, staff_who(rq)->entity.id, &links));
    VD_TRY(staff_page(rq, VD_S("Enlaces publicados"), &view.page));
    VD_EACH(link, &links)
        if (link->was_checked && !link->works) {
            *VD_PUSH(rq->arena, &view.lines) = line_of(rq, link);
            broken++;
        }
    VD_EACH(link, &links)
        if (!link->was_checked || link->works)
            *VD_PUSH(rq->arena, &view.lines) = line_of(rq, link);
    view.said = broken ? vd_str_printf(rq->arena, "No %s %zu de %zu.", broken == 1 ? "funciona" : "funcionan", broken, links.n) : vd_str_printf(rq->arena, "Son %zu; de los comprobados, todos funcionan.", links.n);
    tpl_links_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_entity[] = {
    VD_PARAM_ENTITY(links_input), {.name = NULL}};

const struct vd_route links_routes[] = {
    STAFF_PAGE(links_input, "/{entidad}/trabajo/enlaces", of_entity, "documentos.ver", list_page, "published links, and whether they work"),
    {.path = NULL},
};
