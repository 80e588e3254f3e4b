/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include "core/notice.h"
#include "features/staff/staff.h"
#include "features/staff/staff_views.h"
#include "features/staff/staff_error.tpl.h"
#include "features/site/site.h"

/* What stands in the menu of an entity, in this order: each with the right that opens its page. */
static const struct { const char *group, *text, *word, *right; } entries[] = {
    {"Mi trabajo", "Inicio", NULL, "trabajo.entrar"},
    {"Mi trabajo", "Agenda", "agenda", "trabajo.entrar"},
    {"Mi trabajo", "Entregas que se repiten", "entregas", "trabajo.entrar"},
    {"Mi trabajo", "Avisos", "avisos", "trabajo.entrar"},
    {"Mi trabajo", "Reportar avance", "reportar", "seguimiento.reportar"},
    {"Mi trabajo", "Revisar avances", "revision", "seguimiento.revisar"},
    {"Mi trabajo", "Seguimientos", "seguimientos", "seguimiento.verificar"},
    {"Mi trabajo", "Planes de mejoramiento", "mejora", "mejora.ver"},
    {"Planes", "Planes", "planes", "plan.ver_borrador"},
    {"Planes", "Cómo van hoy", "avance", "plan.ver_borrador"},
    {"Planes", "Traer un plan", "traer", "plan.crear"},
    {"Planes", "Cambios", "cambios", "plan.ver_borrador"},
    {"Planes", "Comité", "comite", "plan.ver_borrador"},
    {"Participación", "Espacios", "participacion", "participacion.ver"},
    {"Participación", "Piezas de comunicación", "piezas", "participacion.ver"},
    {"Entidad", "Documentos", "documentos", "documentos.ver"},
    {"Entidad", "Enlaces publicados", "enlaces", "documentos.ver"},
    {"Entidad", "Datos y escudo", "entidad", "entidad.configurar"},
    {"Entidad", "Personas y cargos", "personas", "personas.administrar"},
    {"Entidad", "Dependencias y procesos", "dependencias", "unidades.administrar"},
    {"Entidad", "Correos enviados", "correos", "personas.administrar"},
    {"Entidad", "Reglas de la entidad", "reglas", "entidad.configurar"},
    {"Entidad", "Quién puede qué", "derechos", "derechos.ver"},
};

struct vd_url staff_url(struct vd_req *rq, ...)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 2048);
    if (rq->scope.n) {
        vd_buf_char(&out, '/');
        vd_url_encode_segment(&out, rq->scope);
    }
    vd_buf_c(&out, "/trabajo");
    va_list parts;
    va_start(parts, rq);
    for (const char *part; (part = va_arg(parts, const char *));) {
        vd_buf_char(&out, '/');
        vd_url_encode_segment(&out, vd_str_of(part));
    }
    va_end(parts);
    return (struct vd_url){vd_str_dup(rq->arena, vd_buf_view(&out))};
}

void staff_crumb(struct vd_req *rq, struct vd_staff_page *page, struct vd_str text, struct vd_url url)
{
    *VD_PUSH(rq->arena, &page->crumbs) = (struct vd_link){.text = text, .url = url};
}

/* The entry whose address begins the one that is open, the longest of them. */
static bool is_under(struct vd_str path, struct vd_str url)
{
    return vd_str_starts(path, url) && (path.n == url.n || path.p[url.n] == '/');
}

/* Who works in several entities goes from one to another; more than fit in a menu are chosen from on a page. */
static enum vd_err fill_others(struct vd_req *rq, struct vd_staff_page *page)
{
    enum { SHOWN = 5 };
    struct vd_menu_group group = {.title = VD_S("Otras entidades")};
    vd_entities entities = {0};
    VD_TRY(vd_person_entities(rq->db, rq->arena, staff_who(rq)->person_id, rq->today, &entities));
    VD_EACH(e, &entities)
        if (e->id != staff_who(rq)->entity.id && entities.n <= SHOWN + 1)
            *VD_PUSH(rq->arena, &group.links) = (struct vd_menu_link){.text = e->name, .url = vd_url_path(rq->arena, vd_str_c(rq->arena, e->slug), "trabajo", NULL)};
    if (entities.n > SHOWN + 1)
        *VD_PUSH(rq->arena, &group.links) = (struct vd_menu_link){.text = VD_S("Cambiar de entidad"), .url = {VD_S("/trabajo")}};
    if (group.links.n)
        *VD_PUSH(rq->arena, &page->menu) = group;
    return VD_OK;
}

static enum vd_err fill_menu(struct vd_req *rq, struct vd_staff_page *page)
{
    int64_t unread;
    VD_TRY(vd_notice_unread(rq->db, staff_who(rq)->entity.id, staff_who(rq)->person_id, &unread));
    struct vd_menu_link *current = NULL;
    for (size_t i = 0; i < VD_COUNT(entries); i++) {
        if (!vd_who_may(staff_who(rq), entries[i].right))
            continue;
        if (!page->menu.n || !vd_str_is(page->menu.v[page->menu.n - 1].title, entries[i].group))
            VD_PUSH(rq->arena, &page->menu)->title = vd_str_of(entries[i].group);
        struct vd_menu_link *link = VD_PUSH(rq->arena, &page->menu.v[page->menu.n - 1].links);
        *link = (struct vd_menu_link){.text = vd_str_of(entries[i].text), .url = staff_url(rq, entries[i].word, NULL),
            .n = entries[i].word && !strcmp(entries[i].word, "avisos") ? unread : 0};
    }
    VD_EACH(group, &page->menu)
        VD_EACH(link, &group->links)
            if (is_under(rq->path, link->url.s) && (!current || link->url.s.n > current->url.s.n))
                current = link;
    if (current)
        current->current = true;
    return fill_others(rq, page);
}

/* "Oficina de planeación · 2.ª línea" */
static struct vd_str line_of(struct vd_req *rq)
{
    const struct vd_who *who = staff_who(rq);
    if (!who->posts.n)
        return who->email;
    const struct vd_law_roles *role = who->posts.v[0].role;
    return role->short_line.n ? vd_str_printf(rq->arena, "%.*s · %.*s línea", VD_SARG(role->name), VD_SARG(role->short_line)) : role->name;
}

enum vd_err staff_page(struct vd_req *rq, struct vd_str title, struct vd_staff_page *ret)
{
    const struct vd_who *who = staff_who(rq);
    struct vd_staff_page page = {.title = title, .entity = who->entity.id ? who->entity.name : VD_S("Veedor"), .person = who->name, .line = line_of(rq),
        .wrong = rq->wrong.n > 0, .css = vd_asset_url("veedor.css"), .staff_css = vd_asset_url("trabajo.css"), .icon = vd_asset_url("favicon.svg"),
        .script = rq->route->scripted ? vd_asset_url("editor.js") : (struct vd_url){{0}},
        .home = staff_url(rq, NULL), .account = {VD_S("/cuenta")}, .sign_out = {VD_S("/salir")}, .here = title,
        .sign_out_token = vd_form_token(rq, "/salir")};
    if (who->entity.id) {
        page.public_home = site_url(rq, &who->entity, NULL);
        VD_TRY(fill_menu(rq, &page));
    }
    if (page.wrong)
        rq->status = 422;
    *ret = page;
    return VD_OK;
}

enum vd_err staff_go(struct vd_req *rq, struct vd_url to, int64_t act)
{
    bool asks = vd_str_find(to.s, VD_S("?")) >= 0;
    rq->status = 303;
    rq->location = act ? vd_str_printf(rq->arena, "%.*s%shecho=%" PRId64, VD_SARG(to.s), asks ? "&" : "?", act) : to.s;
    return VD_OK;
}

/* Only the person's own act of the last minutes: an address that somebody else sent makes the page say nothing. */
enum vd_err staff_done(struct vd_req *rq, struct vd_oint act, struct vd_staff_page *page)
{
    static const vd_us LATELY = INT64_C(10) * 60 * 1000000;
    const struct vd_who *who = staff_who(rq);
    struct vd_act_done done;
    if (!act.has)
        return VD_OK;
    enum vd_err err = vd_record_act(rq->db, rq->arena, who->entity.id, act.v, &done);
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    if (done.person_id == who->person_id && rq->now - done.at < LATELY)
        page->done = vd_str_printf(rq->arena, "%.*s. Quedó en el registro: acto %" PRId64 ".", VD_SARG(done.text), act.v);
    return VD_OK;
}

/* ---- what was asked wrongly. What broke on our side is said without the database: portal_error_page. */

bool staff_error_page(struct vd_req *rq, int status)
{
    const struct vd_who *who = rq->who;
    const struct vd_error_words *said = vd_error_words_of(status);
    struct staff_error_view view = {.status = status, .title = vd_str_of(said->title), .what = said->what, .safe = said->safe, .advice = said->advice, .advice_2 = said->advice_2,
        .problem = rq->problem, .id = rq->id};
    if (status >= 500 || !who || !who->posts.n || !rq->db || !rq->route || rq->route->access != VD_ACCESS_RIGHT)
        return false;
    bool refused = !rq->problem_is_general && (status == 409 || (status == 403 && rq->route->method == VD_POST));
    if (refused) /* why is what the page is about; the words of the status are a guess */
        view.title = rq->problem, view.problem = (struct vd_str){0}, view.what = NULL, view.safe = "No se guardó ni se cambió nada.", view.advice = NULL;
    if (staff_page(rq, view.title, &view.page) != VD_OK)
        return false;
    rq->status = status;
    view.page.wrong = false;
    view.at = vd_es_instant(rq->arena, rq->now);
    if (status == 403)
        view.advice = NULL; /* it speaks of forms that nobody can send */
    if (is_under(rq->way_out, view.page.home.s)) /* else it leads to what citizens see */
        view.way_out.s = rq->way_out;
    if (status == 403 && vd_who_may(who, "derechos.ver"))
        view.rights = staff_url(rq, "derechos", NULL);
    tpl_staff_error(&(struct vd_html_out){&rq->body}, &view);
    return true;
}
