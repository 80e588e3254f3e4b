/* SPDX-License-Identifier: Apache-2.0 */
/* The follow-ups of one entity over the years. */
#include "features/followup/followup.h"
#include "features/followup/followup_cuts.h"
#include "features/followup/followup_list_views.h"
#include "features/followup/followup_past.tpl.h"
#include "features/site/site.h"

struct past_input { struct site_data_input data; struct vd_str entidad; };

/* The drawing is of one family of plans, that of the newest: another's line would cross it. */
static followup_pasts of_one_family(struct vd_arena *arena, const followup_pasts *list)
{
    followup_pasts one = {0};
    VD_EACH(past, list)
        if (vd_str_eq(past->family, list->v[0].family))
            *VD_PUSH(arena, &one) = *past;
    return one;
}

static enum vd_err past_page(struct vd_req *rq)
{
    const struct past_input *in = rq->input;
    struct vd_entity entity;
    followup_pasts list;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(followup_past_of(rq->db, rq->arena, entity.id, (struct vd_str){0}, &list));
    struct followup_past_page_view view = {.of_entity = vd_es_of(rq->arena, entity.name)};
    VD_TRY(site_page(rq, &entity, VD_S("Seguimientos"), &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    site_crumb(rq, &view.page, VD_S("Participa"), view.page.nav_participate);
    view.page.here = VD_S("Seguimientos");
    view.page.nav_current = 3;
    view.plans = view.page.nav_participate;
    view.forms = vd_forms_of(rq->arena, site_url(rq, &entity, "seguimiento"), VD_S("estos cortes"));
    VD_EACH(past, &list)
        *VD_PUSH(rq->arena, &view.rows) = (struct followup_past_view){.plan = past->plan, .cut_on = vd_date_dmy(rq->arena, past->cut_on),
            .published = followup_past_published(rq->arena, past), .url = followup_cut_url(rq->arena, entity.slug, past), .m1 = followup_value_of(rq->arena, past->m1, past->zone_m1, NULL),
            .m2 = followup_value_of(rq->arena, past->m2, past->zone_m2, NULL)};
    followup_pasts drawn = of_one_family(rq->arena, &list);
    followup_trend_fill(rq->arena, &drawn, entity.slug, &view.trend);
    tpl_followup_past(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err past_list(struct vd_req *rq, struct site_list *ret)
{
    const struct past_input *in = rq->input;
    struct vd_entity entity;
    followup_pasts list;
    struct vd_chain_head head = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(followup_past_of(rq->db, rq->arena, entity.id, (struct vd_str){0}, &list));
    VD_TRY(vd_record_head(rq->db, rq->arena, entity.id, &head));
    ret->rows = vd_rows_of(rq->arena, list.v, list.n);
    ret->name = vd_str_printf(rq->arena, "%.*s-seguimientos", VD_SARG(entity.slug));
    ret->at = head.at;
    return VD_OK;
}

static const struct site_data past_data = {.set = &followup_past_set, .list = past_list, .about = "Cada seguimiento de la entidad, con su corte y sus cifras"};

#define ENTITY VD_PARAM(past_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
static const struct vd_param of_past[] = {ENTITY, {.name = NULL}};
static const struct vd_param of_past_data[] = {ENTITY, SITE_DIALECT(past_input), {.name = NULL}};

const struct vd_route followup_past_routes[] = {
    VD_PAGE(past_input, "/{entidad}/seguimiento", of_past, past_page, "follow-ups of an entity over the years"),
    SITE_LIST(past_input, "/{entidad}/seguimiento", of_past_data, &past_data, "follow-ups of an entity"),
    {.path = NULL},
};
