/* SPDX-License-Identifier: Apache-2.0 */
/* Who answers: the units of an entity over all the plans that it shows, and what each of them has to do, as lead or not. */
#ifndef PLAN_UNITS_H
#define PLAN_UNITS_H
#include "features/plan/plan_store.h"
#include "html/html.h"
#include "office/dataset.h"

struct plan_unit_row {
    struct vd_str slug, name, abbrev;
    int64_t plans, activities, leads;  /* activities: as lead or not */
    /* page only */
    struct vd_url url;
    int64_t last_plan;                 /* place of the plan counted last */
};
typedef VD_LIST(struct plan_unit_row) plan_unit_rows;

struct plan_duty_row {
    int64_t vigencia;
    struct vd_str plan, component, code, description, goal, role; /* role: "lider" "participa" */
    int64_t windows;
    struct vd_date starts, ends;       /* first beginning, last end that exist */
    /* page only */
    struct vd_str role_word;
    struct vd_url url;
};
typedef VD_LIST(struct plan_duty_row) plan_duty_rows;

extern const struct vd_dataset plan_units_set, plan_duties_set;

/* The plans that an entity shows, whole, in the order of plan_shown_list. */
typedef VD_LIST(struct plan) plan_all;
VD_MUST enum vd_err plan_shown_all(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, plan_all *ret);

/* Units in Spanish order of their names. */
void plan_unit_rows_of(struct vd_arena *arena, const plan_all *plans, struct vd_url entity, plan_unit_rows *ret);
/* Duties of one unit, plan by plan; empty: no shown plan names it. */
void plan_duty_rows_of(struct vd_arena *arena, const plan_all *plans, struct vd_url entity, struct vd_str slug, plan_duty_rows *ret);
#endif
