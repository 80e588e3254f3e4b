/* SPDX-License-Identifier: Apache-2.0 */
/* Home, entity and the three fixed entries. They list what exists and say plainly what does not. */
#include "features/consultation/consultation.h"
#include "features/portal/portal.h"
#include "features/portal/portal_entity.tpl.h"
#include "features/portal/portal_entry.tpl.h"
#include "features/portal/portal_home.tpl.h"
#include "features/portal/portal_views.h"
#include "features/site/site.h"

struct portal_input { struct vd_str entidad; };
struct home_input { struct vd_str buscar, despues, antes; };

enum { CARDS_MOST = 100, COMPARED_MOST = 12 };

static const struct vd_str EVERY_FAMILY = {0};

/* ---- home */

static enum vd_err add_card(struct vd_req *rq, const struct vd_entity *entity, struct portal_home_view *view)
{
    struct portal_card card = {.entity = entity->name, .slug = entity->slug, .url = site_url(rq, entity, NULL)};
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity->id, EVERY_FAMILY, &card.plans));
    if (card.plans.n) {
        const struct shown_plan_row *head = &card.plans.v[0];
        card.plan = head->title;
        card.follow = plan_follow_word(head);
        card.state = plan_state_text(rq->arena, head);
        card.activities = head->activities;
        card.windows = plan_windows_say(rq->arena, head, card.url);
    }
    *VD_PUSH(rq->arena, &view->cards) = card;
    return VD_OK;
}

static const struct shown_plan_row *plan_compared(const struct portal_home_view *view, const struct followup_beside *figures)
{
    VD_EACH(card, &view->cards)
        VD_EACH(head, &card->plans)
            if (vd_str_eq(card->slug, figures->slug) && vd_str_eq(head->path_word, figures->family) && head->vigencia == figures->vigencia.v)
                return head;
    return NULL;
}

/* When a plan was published is not known of what was read from its document: said is since when it stands here. */
static enum vd_err fill_compared(struct vd_req *rq, struct portal_home_view *view)
{
    followup_besides list;
    VD_TRY(followup_beside_of(rq->db, rq->arena, &list));
    VD_EACH(figures, &list) {
        const struct shown_plan_row *head = plan_compared(view, figures);
        struct portal_compared *row = VD_PUSH(rq->arena, &view->compared);
        *row = (struct portal_compared){.figures = *figures};
        if (head) {
            row->activities = vd_some(head->activities);
            row->since = vd_date_dmy(rq->arena, vd_date_in_bogota(head->created_at));
        }
    }
    return VD_OK;
}

/* "/?buscar=alcaldia&despues=pasto" */
static struct vd_url home_url(struct vd_req *rq, const char *side, struct vd_str slug)
{
    const struct home_input *input = rq->input;
    VD_AUTO_BUF struct vd_buf query;
    vd_buf_init(&query, 1024);
    vd_buf_c(&query, "/?");
    if (input->buscar.n) {
        vd_buf_c(&query, "buscar=");
        vd_url_encode(&query, input->buscar);
        vd_buf_char(&query, '&');
    }
    vd_buf_printf(&query, "%s=%.*s", side, VD_SARG(slug));
    return (struct vd_url){vd_str_dup(rq->arena, vd_buf_view(&query))};
}

static void fill_pager(struct vd_req *rq, const struct vd_entity_page *found, struct portal_home_view *view)
{
    struct vd_str of = vd_es_int(rq->arena, found->matching);
    view->pages = (struct vd_pager){.label = VD_S("Páginas de entidades"), .before = "Entidades anteriores", .after = "Entidades siguientes", .several = found->has_before || found->has_after,
        .said = vd_str_printf(rq->arena, "%zu de %.*s %s", found->rows.n, VD_SARG(of), found->matching == 1 ? "entidad" : "entidades")};
    if (found->has_before)
        view->pages.previous = home_url(rq, "antes", found->rows.v[0].slug);
    if (found->has_after)
        view->pages.next = home_url(rq, "despues", found->rows.v[found->rows.n - 1].slug);
}

static enum vd_err home_page(struct vd_req *rq)
{
    const struct home_input *input = rq->input;
    const struct vd_entity_asked asked = {.text = input->buscar, .after = input->despues, .before = input->antes, .most = CARDS_MOST};
    struct vd_entity_page found;
    if (asked.after.n && asked.before.n)
        return VD_INVALID;
    VD_TRY(vd_entity_page(rq->db, rq->arena, &asked, &found));
    if (found.whole == 1 && found.rows.n == 1)
        return site_redirect(rq, site_url(rq, &found.rows.v[0], NULL));
    struct portal_home_view view = {.text = input->buscar, .entities = found.whole, .whole = vd_es_int(rq->arena, found.whole)};
    VD_TRY(site_page(rq, NULL, VD_S("Planes anticorrupción que usted puede comprobar"), &view.page));
    VD_EACH(entity, &found.rows)
        VD_TRY(add_card(rq, entity, &view));
    view.forms = vd_forms_of(rq->arena, (struct vd_url){VD_S("/entidades")}, VD_S("todas las entidades"));
    if (found.rows.n)
        fill_pager(rq, &found, &view);
    else
        view.none = input->buscar.n ? vd_str_printf(rq->arena, "Ninguna entidad tiene «%.*s» en su nombre", VD_SARG(input->buscar)) : VD_S("Aquí no hay más entidades");
    view.with_form = input->buscar.n || found.whole > COMPARED_MOST;
    view.many = !input->buscar.n && found.whole > COMPARED_MOST;
    if (!input->buscar.n && found.whole > 1 && !view.many)
        VD_TRY(fill_compared(rq, &view));
    tpl_portal_home(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- entity */

static struct vd_str plan_note(struct vd_req *rq, const struct shown_plan_row *head)
{
    struct vd_str state = plan_state_text(rq->arena, head);
    return vd_str_printf(rq->arena, "%" PRId64 " %s. %.*s", head->activities, head->activities == 1 ? "actividad" : "actividades", VD_SARG(state));
}

static struct portal_plan plan_line(struct vd_req *rq, const struct vd_entity *entity, const struct shown_plan_row *head)
{
    struct portal_plan line = {.title = head->title, .note = plan_note(rq, head), .url = plan_head_url(rq->arena, entity->slug, head)};
    if (head->followed_on.p)
        line.followup = followup_plan_url(rq->arena, entity->slug, head->path_word, head->vigencia);
    return line;
}

/* The newest cut-off of all its plans. */
static enum vd_err fill_last(struct vd_req *rq, const struct vd_entity *entity, struct portal_entity_view *view)
{
    followup_pasts pasts;
    VD_TRY(followup_past_of(rq->db, rq->arena, entity->id, (struct vd_str){0}, &pasts));
    const struct followup_past *last = pasts.v;
    VD_EACH(past, &pasts)
        if (vd_date_days(past->cut_on) > vd_date_days(last->cut_on))
            last = past;
    if (!last)
        return VD_OK;
    view->followups = site_url(rq, entity, "seguimiento");
    view->last = (struct portal_followup){.made = vd_str_is(last->state, "publicado"), .url = followup_plan_url(rq->arena, entity->slug, last->family, last->vigencia), .plan = last->plan,
        .cut_iso = vd_date_iso(rq->arena, last->cut_on), .cut_words = vd_es_date_long(rq->arena, last->cut_on), .rows = last->rows,
        .said = followup_past_said(rq->arena, last), .published = followup_past_published(rq->arena, last),
        .m1 = followup_value_of(rq->arena, last->m1, last->zone_m1, NULL), .m2 = followup_value_of(rq->arena, last->m2, last->zone_m2, NULL)};
    return VD_OK;
}

static enum vd_err fill_plan(struct vd_req *rq, const struct vd_entity *entity, const plan_heads *heads, struct portal_entity_view *view)
{
    const struct shown_plan_row *newest = &heads->v[0];
    struct plan plan;
    VD_TRY(plan_shown(rq->db, rq->arena, entity->id, newest->path_word, newest->vigencia, &plan));
    view->has_plan = true;
    view->against_corruption = vd_str_is(newest->path_word, "plan");
    view->title = newest->title;
    view->follow = plan_follow_word(newest);
    view->state = plan_state_text(rq->arena, newest);
    view->vigencia = newest->vigencia;
    view->activities = newest->activities;
    view->components = newest->components;
    view->plan_url = plan_head_url(rq->arena, entity->slug, newest);
    view->all_url = plan_all_url(rq->arena, view->plan_url);
    view->calendar = vd_url_with(rq->arena, view->plan_url, "/calendario");
    view->units = site_url(rq, entity, "responsable");
    view->windows = plan_windows_say(rq->arena, newest, view->plan_url);
    view->year = plan_year_of(rq->arena, &plan, view->plan_url, rq->today);
    plan_tabs_of(rq->arena, &plan, view->plan_url, NULL, &view->components_list);
    view->several = heads->n > 1;
    VD_EACH(head, heads)
        *VD_PUSH(rq->arena, &view->plans) = plan_line(rq, entity, head);
    return fill_last(rq, entity, view);
}

static enum vd_err entity_page(struct vd_req *rq)
{
    const struct portal_input *input = rq->input;
    struct vd_entity entity;
    plan_heads heads = {0};
    VD_TRY(site_entity(rq, input->entidad, &entity));
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity.id, EVERY_FAMILY, &heads));
    struct portal_entity_view view = {.entity = entity.name, .slug = entity.slug};
    VD_TRY(site_page(rq, &entity, VD_S("Inicio"), &view.page));
    VD_TRY(consultation_nows_of(rq, entity.id, entity.slug, &view.consulted));
    if (heads.n)
        VD_TRY(fill_plan(rq, &entity, &heads, &view));
    tpl_portal_entity(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the three fixed entries */

struct entry { struct vd_entity entity; plan_heads plans; struct portal_entry_view view; };

static enum vd_err open_entry(struct vd_req *rq, int number, struct vd_str title, struct vd_str lead, struct entry *ret)
{
    const struct portal_input *input = rq->input;
    VD_TRY(site_entity(rq, input->entidad, &ret->entity));
    VD_TRY(plan_shown_list(rq->db, rq->arena, ret->entity.id, EVERY_FAMILY, &ret->plans));
    VD_TRY(site_page(rq, &ret->entity, title, &ret->view.page));
    site_crumb(rq, &ret->view.page, VD_S("Inicio"), ret->view.page.home);
    ret->view.page.here = title;
    ret->view.page.nav_current = number;
    ret->view.title = title;
    ret->view.lead = lead;
    return VD_OK;
}

static enum vd_err answer_entry(struct vd_req *rq, struct entry *entry)
{
    if (!entry->plans.n) {
        entry->view.missing = VD_S("Todavía no hay planes");
        entry->view.why = VD_S("La entidad aún no muestra ninguno aquí.");
        entry->view.way_out = entry->view.page.home;
        entry->view.way_out_text = VD_S("Ir al inicio de la entidad");
    }
    tpl_portal_entry(&(struct vd_html_out){&rq->body}, &entry->view);
    return VD_OK;
}

static void add_link(struct vd_req *rq, struct portal_block *block, struct vd_str text, struct vd_str note, struct vd_url url)
{
    *VD_PUSH(rq->arena, &block->links) = (struct portal_link){.text = text, .note = note, .url = url};
}

static void add_plans(struct vd_req *rq, struct entry *entry)
{
    if (!entry->plans.n)
        return;
    struct portal_block *block = VD_PUSH(rq->arena, &entry->view.blocks);
    block->title = VD_S("Planes");
    VD_EACH(head, &entry->plans) {
        struct portal_plan line = plan_line(rq, &entry->entity, head);
        add_link(rq, block, line.title, line.note, line.url);
    }
}

/* What was said afterwards of the plans: each follow-up by its last cut-off, and all of them over the years. */
static void add_followups(struct vd_req *rq, struct entry *entry)
{
    struct portal_block block = {.title = VD_S("Seguimientos")};
    VD_EACH(head, &entry->plans) {
        struct vd_date cut;
        if (!vd_date_from_iso(head->followed_on, &cut))
            continue;
        add_link(rq, &block, vd_str_printf(rq->arena, "Seguimiento al %.*s", VD_SARG(head->title)),
                 vd_str_printf(rq->arena, "Qué se cumplió al %.*s, con cada cifra explicada", VD_SARG(vd_es_date_long(rq->arena, cut))),
                 followup_plan_url(rq->arena, entry->entity.slug, head->path_word, head->vigencia));
    }
    if (!block.links.n)
        return;
    add_link(rq, &block, VD_S("Los seguimientos, año por año"), VD_S("Todos los cortes en una tabla, también para descargar"), site_url(rq, &entry->entity, "seguimiento"));
    *VD_PUSH(rq->arena, &entry->view.blocks) = block;
}

/* What may be contributed to now stands first; without any, where they are listed. */
static enum vd_err add_consultations(struct vd_req *rq, struct entry *entry)
{
    struct consultation_nows nows = {0};
    VD_TRY(consultation_nows_of(rq, entry->entity.id, entry->entity.slug, &nows));
    struct portal_block *block = VD_PUSH(rq->arena, &entry->view.blocks);
    block->title = VD_S("Consultas ciudadanas");
    VD_EACH(now, &nows.open)
        add_link(rq, block, vd_str_printf(rq->arena, "Aporte al borrador: %.*s", VD_SARG(now->title)), vd_str_printf(rq->arena, "Hasta el %.*s", VD_SARG(now->until)), now->url);
    add_link(rq, block, VD_S("Todas las consultas"), nows.all ? VD_S("Lo que se consultó, lo que se aportó y lo que se respondió") : VD_S("Todavía no ha habido ninguna"),
             site_url(rq, &entry->entity, "consultas"));
    add_link(rq, block, VD_S("Espacios de participación"), VD_S("Talleres y reuniones: lo que se propuso en ellos y qué pasó"), site_url(rq, &entry->entity, "participacion"));
    if (nows.all)
        add_link(rq, block, VD_S("La respuesta a mi aporte"), VD_S("Con el número y el código de su recibo"), site_url(rq, &entry->entity, "aporte"));
    return VD_OK;
}

static void add_improvement(struct vd_req *rq, const struct entry *entry, struct portal_block *block)
{
    add_link(rq, block, VD_S("Planes de mejoramiento"), VD_S("Lo que se encontró mal, qué se hace y si sirvió"), site_url(rq, &entry->entity, "mejora"));
}

/* What else there is to read of the plans. */
static void add_reading(struct vd_req *rq, struct entry *entry)
{
    if (!entry->plans.n)
        return;
    struct portal_block block = {.title = VD_S("Para hacer control social")};
    add_link(rq, &block, VD_S("Quién responde"), VD_S("Las dependencias y lo que le toca a cada una"), site_url(rq, &entry->entity, "responsable"));
    VD_EACH(head, &entry->plans)
        add_link(rq, &block, vd_str_printf(rq->arena, "Calendario del %.*s", VD_SARG(plan_short_title(rq->arena, head))), VD_S("Qué vence cada mes, con quién responde"),
                 vd_url_with(rq->arena, plan_head_url(rq->arena, entry->entity.slug, head), "/calendario"));
    add_improvement(rq, entry, &block);
    add_link(rq, &block, VD_S("Compruebe que nadie reescribió el registro"), VD_S("Cada cambio queda sellado con el anterior"), site_url(rq, &entry->entity, "comprobar"));
    *VD_PUSH(rq->arena, &entry->view.blocks) = block;
}

static void add_data(struct vd_req *rq, struct entry *entry, const struct shown_plan_row *head)
{
    struct plan_downloads to = plan_downloads_of(rq->arena, plan_head_url(rq->arena, entry->entity.slug, head));
    struct portal_block *block = VD_PUSH(rq->arena, &entry->view.blocks);
    struct vd_str plan = plan_short_title(rq->arena, head);
    struct vd_str sheet = VD_S("CSV, para hoja de cálculo. Licencia CC BY 4.0"), program = VD_S("JSON, para programas. Licencia CC BY 4.0");
    block->title = vd_str_printf(rq->arena, "Datos abiertos: %.*s", VD_SARG(plan));
    add_link(rq, block, vd_str_printf(rq->arena, "Actividades del %.*s (CSV)", VD_SARG(plan)), sheet, to.activities_csv);
    add_link(rq, block, vd_str_printf(rq->arena, "Actividades del %.*s (JSON)", VD_SARG(plan)), program, to.activities_json);
    add_link(rq, block, vd_str_printf(rq->arena, "Fechas de las actividades del %.*s (CSV)", VD_SARG(plan)), sheet, to.windows_csv);
    add_link(rq, block, vd_str_printf(rq->arena, "Fechas de las actividades del %.*s (JSON)", VD_SARG(plan)), program, to.windows_json);
    add_link(rq, block, vd_str_printf(rq->arena, "%.*s completo (JSON)", VD_SARG(plan)), program, to.whole_json);
}

static enum vd_err transparency_page(struct vd_req *rq)
{
    struct entry entry = {0};
    VD_TRY(open_entry(rq, 1, VD_S("Transparencia"), VD_S("Los planes que la entidad publica y sus datos, para leer y para reutilizar."), &entry));
    add_plans(rq, &entry);
    add_followups(rq, &entry);
    struct portal_block *control = VD_PUSH(rq->arena, &entry.view.blocks);
    control->title = VD_S("Control");
    add_improvement(rq, &entry, control);
    VD_EACH(head, &entry.plans)
        add_data(rq, &entry, head);
    return answer_entry(rq, &entry);
}

static enum vd_err service_page(struct vd_req *rq)
{
    struct entry entry = {0};
    VD_TRY(open_entry(rq, 2, VD_S("Atención y Servicios a la Ciudadanía"), VD_S("Cómo pedir, preguntar o reclamar ante la entidad."), &entry));
    entry.view.missing = VD_S("Por aquí todavía no se reciben peticiones");
    entry.view.why = VD_S("Use los canales de la entidad. Lo que ella prometió para atenderle mejor está en su plan.");
    entry.view.way_out = entry.view.page.nav_participate;
    entry.view.way_out_text = VD_S("Ver los planes");
    tpl_portal_entry(&(struct vd_html_out){&rq->body}, &entry.view);
    return VD_OK;
}

static enum vd_err participate_page(struct vd_req *rq)
{
    struct entry entry = {0};
    VD_TRY(open_entry(rq, 3, VD_S("Participa"), VD_S("Lea lo que la entidad prometió y compruébelo."), &entry));
    VD_TRY(add_consultations(rq, &entry));
    add_plans(rq, &entry);
    add_followups(rq, &entry);
    add_reading(rq, &entry);
    return answer_entry(rq, &entry);
}

/* ---- errors */

/* Of an address that no handler saw: a filter that cannot be read, a page that is not there. */
static void look_for_entity(struct vd_req *rq)
{
    struct vd_str rest = rq->path, slug;
    struct vd_entity entity;
    vd_str_split(&rest, '/', &slug); /* before the first stroke stands nothing */
    if (rq->way_out.n || !rq->db || !vd_str_split(&rest, '/', &slug) || !vd_slug_valid(slug))
        return;
    if (vd_entity_get(rq->db, rq->arena, slug, &entity) == VD_OK)
        rq->way_out = site_url(rq, &entity, NULL).s;
}

enum { WAYS_MOST = 3 };

/* "?" is the same page with nothing asked of it. Memory is taken only where none can be missing: who asked for a page that is not there. */
static size_t ways_out(struct vd_req *rq, int status, struct vd_link ways[WAYS_MOST])
{
    size_t n = 0;
    bool asked_wrong = status == 400 || status == 404;
    if (asked_wrong)
        look_for_entity(rq);
    if (rq->route && rq->route->method == VD_GET && (status == 400 || (asked_wrong && rq->query_is_wrong)))
        ways[n++] = (struct vd_link){VD_S("Abrir la página sin filtros"), {VD_S("?")}};
    if (rq->way_out.n)
        ways[n++] = (struct vd_link){VD_S("Ir al inicio de la entidad"), {rq->way_out}};
    if (asked_wrong && rq->way_out.n)
        ways[n++] = (struct vd_link){VD_S("Buscar en la entidad"), {vd_str_printf(rq->arena, "/buscar?entidad=%.*s", VD_SARG(vd_str_sub(rq->way_out, 1, rq->way_out.n)))}};
    else if (asked_wrong)
        ways[n++] = (struct vd_link){VD_S("Buscar en todo lo publicado"), {VD_S("/buscar")}};
    return n;
}

void portal_error_page(struct vd_req *rq, int status)
{
    struct vd_page page = {.site = VD_S("Veedor"), .site_note = VD_S("Planes anticorrupción que usted puede comprobar"), .home = {VD_S("/")}};
    struct vd_link tools[] = {{.text = VD_S("Buscar"), .url = {VD_S("/buscar")}}};
    page.tools.v = tools, page.tools.n = VD_COUNT(tools);
    vd_page_assets(&page);
    struct vd_link ways[WAYS_MOST];
    size_t n = ways_out(rq, status, ways);
    vd_error_page(&(struct vd_html_out){&rq->body}, &page, status, rq->id, rq->now, rq->problem, ways, n);
}

/* ---- routes */

static const struct vd_param of_home[] = {
    VD_PARAM(home_input, buscar, VD_FROM_QUERY, VD_P_TEXT, .max = 100, .about = "entities with this text in their name"),
    VD_PARAM(home_input, despues, VD_FROM_QUERY, VD_P_SLUG, .max = 40, .about = "the page after this entity"),
    VD_PARAM(home_input, antes, VD_FROM_QUERY, VD_P_SLUG, .max = 40, .about = "the page before this entity"), {.name = NULL}};
static const struct vd_param of_entity[] = {
    VD_PARAM_ENTITY(portal_input), {.name = NULL}};

const struct vd_route portal_routes[] = {
    VD_PAGE(home_input, "/", of_home, home_page, "entities; with one, leads to it"),
    VD_PAGE(portal_input, "/{entidad}", of_entity, entity_page, "an entity and its newest plan"),
    VD_PAGE(portal_input, "/{entidad}/transparencia", of_entity, transparency_page, "first fixed entry: plans and open data"),
    VD_PAGE(portal_input, "/{entidad}/atencion", of_entity, service_page, "second fixed entry"),
    VD_PAGE(portal_input, "/{entidad}/participa", of_entity, participate_page, "third fixed entry: plans"),
    {.path = NULL},
};
