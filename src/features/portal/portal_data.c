/* SPDX-License-Identifier: Apache-2.0 */
#include "features/portal/portal_data.h"

#define PLAN(member, type, key, label, about) VD_FIELD(struct portal_plan_data, member, type, key, label, about)
static const struct vd_field plan_fields[] = {
    PLAN(title, VD_F_TEXT, "title", "Plan", "Título del plan"),
    PLAN(instrument, VD_F_TEXT, "instrument", "Clase de plan", "Código de la clase de plan: paac-v2, ptep…"),
    PLAN(family, VD_F_TEXT, "family", "Familia", "Palabra de la dirección: plan, plan-accion o plan-propio"),
    PLAN(vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD_CODE(struct portal_plan_data, state, plan_state_codes, "state", "Estado", "Estado de la versión que se muestra"),
    PLAN(activities, VD_F_INT, "activities", "Actividades", "Cuántas trae"),
    PLAN(windows, VD_F_INT, "windows", "Ventanas", "Cuántas ventanas de fechas trae"),
    PLAN(followed_on, VD_F_TEXT, "followed_on", "Último corte", "Día del último corte de su seguimiento; vacío: sin seguimiento"),
    PLAN(address, VD_F_TEXT, "address", "Dirección", "Su página"),
    PLAN(data, VD_F_TEXT, "data", "Datos", "El plan completo en JSON"),
};
static const struct vd_dataset plans_set = VD_DATASET(portal_plan_data, plan_fields, "entidad-plan", "Planes de una entidad");

#define ENTITY(member, type, key, label, about) VD_FIELD(struct portal_entity_data, member, type, key, label, about)
static const struct vd_field entity_fields[] = {
    ENTITY(slug, VD_F_TEXT, "slug", "Palabra", "Palabra de la entidad en las direcciones"),
    ENTITY(name, VD_F_TEXT, "name", "Entidad", "Nombre de la entidad"),
    ENTITY(address, VD_F_TEXT, "address", "Dirección", "Su página"),
    VD_FIELD_OF(struct portal_entity_data, plans, VD_F_LIST, &plans_set, "plans", "Planes", "Primero los planes contra la corrupción, de los más recientes a los más antiguos"),
};
const struct vd_dataset portal_entity_set = VD_DATASET(portal_entity_data, entity_fields, "entidad", "Una entidad y sus planes");

static const struct vd_field row_fields[] = {
    ENTITY(slug, VD_F_TEXT, "slug", "Palabra", "Palabra de la entidad en las direcciones"),
    ENTITY(name, VD_F_TEXT, "name", "Entidad", "Nombre de la entidad"),
    ENTITY(plans_n, VD_F_INT, "plans", "Planes", "Cuántos planes muestra"),
    ENTITY(newest, VD_F_OINT, "newest", "Vigencia más reciente", "Año del plan que abre su página; vacío: ninguno"),
    ENTITY(address, VD_F_TEXT, "address", "Dirección", "Su página"),
    ENTITY(data, VD_F_TEXT, "data", "Datos", "La entidad y sus planes en JSON"),
};
const struct vd_dataset portal_entities_set = VD_DATASET(portal_entity_data, row_fields, "entidades", "Entidades");

enum vd_err portal_entity_data_of(struct vd_req *rq, struct vd_arena *arena, const struct vd_entity *entity, struct portal_entity_data *ret)
{
    plan_heads heads = {0};
    struct vd_url url = vd_url_path(arena, vd_str_c(arena, entity->slug), NULL);
    VD_TRY(plan_shown_list(rq->db, arena, entity->id, (struct vd_str){0}, &heads));
    *ret = (struct portal_entity_data){.slug = entity->slug, .name = entity->name, .address = url.s, .data = vd_url_with(arena, url, ".json").s,
                                       .plans_n = (int64_t)heads.n, .newest = heads.n ? vd_some(heads.v[0].vigencia) : (struct vd_oint){0}};
    VD_EACH(head, &heads) {
        struct vd_url plan = plan_head_url(arena, entity->slug, head);
        *VD_PUSH(arena, &ret->plans) = (struct portal_plan_data){
            .title = head->title, .instrument = head->instrument, .family = head->path_word, .state = head->state, .address = plan.s,
            .data = vd_url_with(arena, plan, ".json").s, .vigencia = head->vigencia, .activities = head->activities,
            .windows = head->dated + head->undated, .followed_on = head->followed_on};
    }
    return VD_OK;
}
