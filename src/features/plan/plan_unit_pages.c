/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers: the directory of an entity's units, and the page of each. */
#include "features/plan/plan_open.h"
#include "features/plan/plan_unit.tpl.h"
#include "features/plan/plan_units.tpl.h"

struct opened_units { struct vd_entity entity; plan_all plans; struct vd_url url; };

static enum vd_err open_units(struct vd_req *rq, struct opened_units *ret)
{
    const struct plan_input *in = rq->input;
    *ret = (struct opened_units){0};
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    ret->url = site_url(rq, &ret->entity, NULL);
    return plan_shown_all(rq->db, rq->arena, ret->entity.id, &ret->plans);
}

static vd_us changed_at(const plan_all *plans)
{
    vd_us at = 0;
    VD_EACH(plan, plans)
        at = plan->head.created_at > at ? plan->head.created_at : at;
    return at;
}

/* The unit of the address with what it has to do. */
static enum vd_err open_unit(struct vd_req *rq, struct opened_units *units, struct plan_unit_row *ret, plan_duty_rows *ret_duties)
{
    const struct plan_input *in = rq->input;
    plan_unit_rows all = {0};
    VD_TRY(open_units(rq, units));
    plan_unit_rows_of(rq->arena, &units->plans, units->url, &all);
    VD_EACH(unit, &all)
        if (vd_str_eq(unit->slug, in->unidad)) {
            *ret = *unit;
            plan_duty_rows_of(rq->arena, &units->plans, units->url, unit->slug, ret_duties);
            return VD_OK;
        }
    rq->problem = vd_str_printf(rq->arena, "Ningún plan %.*s nombra un responsable «%.*s».", VD_SARG(vd_es_of(rq->arena, units->entity.name)), VD_SARG(in->unidad));
    return VD_NOT_FOUND;
}

/* Each abbreviation once. */
static struct vd_str spelled_of(struct vd_arena *arena, const plan_all *plans)
{
    struct vd_str all = {0};
    VD_EACH(plan, plans) {
        struct vd_str one = plan_spelled(arena, &plan->head);
        if (one.n && vd_str_find(all, one) < 0)
            all = all.n ? vd_str_printf(arena, "%.*s %.*s", VD_SARG(all), VD_SARG(one)) : one;
    }
    return all;
}

static enum vd_err directory_page(struct vd_req *rq)
{
    struct opened_units units;
    struct plan_units_view view = {0};
    VD_TRY(open_units(rq, &units));
    VD_TRY(plan_open_page(rq, &units.entity, VD_S("Responsables"), VD_S("Responsables"), &view.page));
    plan_unit_rows_of(rq->arena, &units.plans, units.url, &view.rows);
    view.of_entity = vd_es_of(rq->arena, units.entity.name);
    view.caption = vd_str_printf(rq->arena, "%zu %s, en orden alfabético.", view.rows.n, view.rows.n == 1 ? "responsable" : "responsables");
    view.forms = vd_forms_of(rq->arena, site_url(rq, &units.entity, "responsable"), VD_S("estos responsables"));
    tpl_plan_units(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* The address of a unit that was joined to another leads to that one. */
static enum vd_err lead_on(struct vd_req *rq, const struct opened_units *units)
{
    struct vd_str kept;
    VD_TRY(vd_unit_kept(rq->db, rq->arena, units->entity.id, ((const struct plan_input *)rq->input)->unidad, &kept));
    return site_redirect(rq, vd_url_path(rq->arena, vd_str_c(rq->arena, units->entity.slug), "responsable", vd_str_c(rq->arena, kept), NULL));
}

static enum vd_err unit_page(struct vd_req *rq)
{
    struct opened_units units;
    struct plan_unit_view view = {0};
    enum vd_err err = open_unit(rq, &units, &view.unit, &view.rows);
    if (err == VD_NOT_FOUND && units.entity.id)
        return lead_on(rq, &units);
    VD_TRY(err);
    VD_TRY(plan_open_page(rq, &units.entity, view.unit.name, view.unit.name, &view.page));
    site_crumb(rq, &view.page, VD_S("Responsables"), site_url(rq, &units.entity, "responsable"));
    view.caption = vd_str_printf(rq->arena, "%zu %s, las del plan más reciente primero.", view.rows.n, view.rows.n == 1 ? "actividad" : "actividades");
    view.spelled = spelled_of(rq->arena, &units.plans);
    view.forms = vd_forms_of(rq->arena, view.unit.url, VD_S("estas actividades"));
    tpl_plan_unit(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static enum vd_err units_list(struct vd_req *rq, struct site_list *ret)
{
    struct opened_units units;
    plan_unit_rows rows = {0};
    VD_TRY(open_units(rq, &units));
    plan_unit_rows_of(rq->arena, &units.plans, units.url, &rows);
    ret->name = vd_str_printf(rq->arena, "%.*s-responsables", VD_SARG(units.entity.slug));
    ret->at = changed_at(&units.plans);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static enum vd_err duties_list(struct vd_req *rq, struct site_list *ret)
{
    struct opened_units units;
    struct plan_unit_row unit;
    plan_duty_rows rows = {0};
    VD_TRY(open_unit(rq, &units, &unit, &rows));
    ret->name = vd_str_printf(rq->arena, "%.*s-%.*s", VD_SARG(units.entity.slug), VD_SARG(unit.slug));
    ret->at = changed_at(&units.plans);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static const struct site_data units_data = {.set = &plan_units_set, .list = units_list, .about = "Cada dependencia que responde por algo en los planes de la entidad"};
static const struct site_data duties_data = {.set = &plan_duties_set, .list = duties_list, .about = "Cada actividad por la que responde una dependencia, en todos los planes"};

#define UNIT VD_PARAM(plan_input, unidad, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "slug of the unit")
static const struct vd_param of_entity[] = {PLAN_ENTITY, {.name = NULL}};
static const struct vd_param of_entity_data[] = {PLAN_ENTITY, SITE_DIALECT(plan_input), {.name = NULL}};
static const struct vd_param of_unit[] = {PLAN_ENTITY, UNIT, {.name = NULL}};
static const struct vd_param of_unit_data[] = {PLAN_ENTITY, UNIT, SITE_DIALECT(plan_input), {.name = NULL}};

const struct vd_route plan_unit_routes[] = {
    VD_PAGE(plan_input, "/{entidad}/responsable", of_entity, directory_page, "units of an entity"),
    SITE_LIST(plan_input, "/{entidad}/responsable", of_entity_data, &units_data, "units of an entity"),
    VD_PAGE(plan_input, "/{entidad}/responsable/{unidad}", of_unit, unit_page, "activities of a unit over the plans of the entity"),
    SITE_LIST(plan_input, "/{entidad}/responsable/{unidad}", of_unit_data, &duties_data, "activities of a unit"),
    {.path = NULL},
};
