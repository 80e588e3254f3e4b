/* SPDX-License-Identifier: Apache-2.0 */
/* What anybody reads: the consultation with its draft, what was contributed, and the list of consultations. */
#include "features/consultation/consultation.h"
#include "features/consultation/consultation_data.h"
#include "features/consultation/consultation_list.tpl.h"
#include "features/consultation/consultation_open.h"
#include "features/consultation/consultation_page.tpl.h"

enum { IN_PAGE = 50 };

struct vd_url consultation_url(struct vd_req *rq, const struct vd_entity *entity, struct vd_str family, int64_t vigencia)
{
    return vd_url_with(rq->arena, plan_url(rq->arena, entity->slug, family, vigencia), "/consulta");
}

enum vd_err consultation_open_of(struct vd_req *rq, struct vd_str slug, struct vd_str family, int64_t vigencia, struct consultation_opened *ret)
{
    VD_TRY(site_entity(rq, slug, &ret->entity));
    enum vd_err err = consultation_of(rq->db, rq->arena, ret->entity.id, family, vigencia, &ret->row);
    if (err == VD_NOT_FOUND) {
        rq->problem = vd_str_printf(rq->arena, "El borrador de %" PRId64 " no se ha puesto en consulta.", vigencia);
        rq->way_out = site_url(rq, &ret->entity, "consultas").s;
    }
    VD_TRY(err);
    ret->when = consultation_when_of(&ret->row, rq->now);
    ret->url = consultation_url(rq, &ret->entity, family, vigencia);
    return VD_OK;
}

enum vd_err consultation_page_of(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_str here, struct vd_page *ret)
{
    VD_TRY(site_page(rq, entity, title, ret));
    site_crumb(rq, ret, VD_S("Inicio"), ret->home);
    site_crumb(rq, ret, VD_S("Participa"), ret->nav_participate);
    ret->here = here;
    ret->nav_current = 3;
    return VD_OK;
}

/* ---- one */

static enum vd_err fill_contributions(struct vd_req *rq, const struct consultation_opened *c, struct consultation_page_view *view)
{
    const struct consultation_input *in = rq->input;
    struct contribution_no after = {0};
    contributions list = {0};
    if (in->despues.n && !contribution_no_read(in->despues, &after))
        return VD_INVALID;
    VD_TRY(contribution_list(rq->db, rq->arena, c->entity.id, c->row.id, after, IN_PAGE + 1, &list));
    for (size_t i = 0; i < list.n && i < IN_PAGE; i++) {
        const struct contribution_found_row *row = &list.v[i];
        if (vd_str_is(row->state, "recibido") || vd_str_is(row->state, "respondido"))
            *VD_PUSH(rq->arena, &view->contributions) = contribution_view_of(rq->arena, row, c->when == CONSULTATION_CLOSED);
    }
    if (list.n <= IN_PAGE)
        return VD_OK;
    const struct contribution_found_row *last = &list.v[IN_PAGE - 1];
    struct vd_str query = vd_str_printf(rq->arena, "?despues=%.*s#aportes", VD_SARG(contribution_no_said(rq->arena, (struct contribution_no){last->year, last->no})));
    view->next = vd_url_with(rq->arena, c->url, query.p);
    return VD_OK;
}

/* A draft is public while it is what citizens are asked about, and frozen; never before and never after. */
static enum vd_err fill_draft(struct vd_req *rq, const struct consultation_opened *c, struct consultation_page_view *view)
{
    struct plan plan;
    view->shows_draft = (c->when == CONSULTATION_OPEN || c->when == CONSULTATION_OVER) && vd_str_is(c->row.version_state, "en_consulta");
    if (!view->shows_draft)
        return VD_OK;
    VD_TRY(consultation_draft(rq->db, rq->arena, c->entity.id, c->row.version_id, &plan));
    consultation_draft_fill(rq->arena, &plan, view->contribute, c->when == CONSULTATION_OPEN, &view->draft);
    return VD_OK;
}

static enum vd_err page(struct vd_req *rq)
{
    const struct consultation_input *in = rq->input;
    struct consultation_opened c;
    VD_TRY(consultation_open_of(rq, in->entidad, in->familia, in->vigencia.v, &c));
    struct consultation_page_view view = {.title = VD_S("Consulta ciudadana del borrador"), .plan = c.row.title, .state = consultation_sem(c.when),
        .from = consultation_day_said(rq->arena, c.row.opens_on), .until = consultation_until_said(rq->arena, c.row.closes_on), .channel = c.row.channel, .note = c.row.note,
        .until_iso = vd_str_printf(rq->arena, "%.*sT23:59:59-05:00", VD_SARG(c.row.closes_on)), .hash = consultation_hash_said(rq->arena, c.row.document_hash),
        .before = c.when == CONSULTATION_BEFORE, .open = c.when == CONSULTATION_OPEN, .over = c.when == CONSULTATION_OVER, .closed = c.when == CONSULTATION_CLOSED,
        .received = c.row.received, .answered = c.row.answered, .held = c.row.held, .discarded = c.row.discarded, .contribute = vd_url_with(rq->arena, c.url, "/aportar"),
        .mine = site_url(rq, &c.entity, "aporte"), .all = site_url(rq, &c.entity, "consultas")};
    view.forms = vd_forms_of(rq->arena, vd_url_with(rq->arena, view.all, "/aportes"), VD_S("los aportes a las consultas"));
    if (c.row.closed_at.has)
        view.closed_on = vd_es_date_long(rq->arena, vd_date_in_bogota(c.row.closed_at.v));
    if (c.row.shown)
        view.plan_url = plan_url(rq->arena, c.entity.slug, in->familia, in->vigencia.v);
    VD_TRY(consultation_page_of(rq, &c.entity, vd_str_printf(rq->arena, "Consulta del %.*s", VD_SARG(c.row.title)), VD_S("Consulta"), &view.page));
    site_crumb(rq, &view.page, VD_S("Consultas"), view.all);
    VD_TRY(fill_draft(rq, &c, &view));
    VD_TRY(fill_contributions(rq, &c, &view));
    tpl_consultation_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- all */

static enum vd_err list_page(struct vd_req *rq)
{
    const struct consultation_input *in = rq->input;
    struct vd_entity entity;
    consultations list = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(consultation_list(rq->db, rq->arena, entity.id, &list));
    struct consultation_list_view view = {.mine = site_url(rq, &entity, "aporte")};
    view.forms = vd_forms_of(rq->arena, site_url(rq, &entity, "consultas"), VD_S("estas consultas"));
    VD_TRY(consultation_page_of(rq, &entity, VD_S("Consultas ciudadanas"), VD_S("Consultas"), &view.page));
    VD_EACH(c, &list)
        *VD_PUSH(rq->arena, &view.rows) = (struct consultation_line){.title = c->title, .state = consultation_sem(consultation_when_of(c, rq->now)),
            .when = vd_str_printf(rq->arena, "Del %.*s al %.*s", VD_SARG(consultation_day_said(rq->arena, c->opens_on)), VD_SARG(consultation_day_said(rq->arena, c->closes_on))),
            .counts = vd_str_printf(rq->arena, "Aportes: %" PRId64 "; respondidos: %" PRId64, c->received, c->answered), .url = consultation_url(rq, &entity, c->path_word, c->vigencia)};
    tpl_consultation_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

enum vd_err consultation_nows_of(struct vd_req *rq, int64_t entity_id, struct vd_str slug, struct consultation_nows *ret)
{
    const struct vd_entity entity = {.id = entity_id, .slug = slug};
    consultations list = {0};
    VD_TRY(consultation_list(rq->db, rq->arena, entity_id, &list));
    ret->all = (int64_t)list.n;
    VD_EACH(c, &list)
        if (consultation_when_of(c, rq->now) == CONSULTATION_OPEN)
            *VD_PUSH(rq->arena, &ret->open) = (struct consultation_now){.title = c->title, .until = consultation_until_said(rq->arena, c->closes_on),
                .url = consultation_url(rq, &entity, c->path_word, c->vigencia)};
    return VD_OK;
}

/* ---- routes */

static const struct vd_param of_one[] = {
    CONSULTATION_ADDRESS(consultation_input), VD_PARAM(consultation_input, despues, VD_FROM_QUERY, VD_P_TEXT, .max = 20, .about = "number of the contribution before the page"), {.name = NULL}};
static const struct vd_param of_entity[] = {VD_PARAM_ENTITY(consultation_input), {.name = NULL}};
static const struct vd_param of_data[] = {VD_PARAM_ENTITY(consultation_input), SITE_DIALECT(consultation_input), {.name = NULL}};

const struct vd_route consultation_routes[] = {
    VD_PAGE(consultation_input, "/{entidad}/{familia}/{vigencia}/consulta", of_one, page, "citizen consultation of a draft, with what was contributed and answered"),
    VD_PAGE(consultation_input, "/{entidad}/consultas", of_entity, list_page, "citizen consultations of an entity"),
    SITE_LIST(consultation_input, "/{entidad}/consultas", of_data, &consultation_all, "citizen consultations of an entity"),
    SITE_LIST(consultation_input, "/{entidad}/consultas/aportes", of_data, &consultation_contributions, "contributions to consultations, without personal data"),
    {.path = NULL},
};
