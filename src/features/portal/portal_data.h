/* SPDX-License-Identifier: Apache-2.0 */
/* Entities as data: the list of all of them, and each with its plans. */
#ifndef PORTAL_DATA_H
#define PORTAL_DATA_H
#include "features/plan/plan.h"
#include "features/site/site.h"

struct portal_plan_data {
    struct vd_str title, instrument, family, state, address, data;
    int64_t vigencia, activities, windows;
    struct vd_str followed_on;       /* ISO; absent: without follow-up */
};
struct portal_entity_data {
    struct vd_str slug, name, address, data;
    int64_t plans_n;
    struct vd_oint newest;           /* vigencia of the first plan; absent: it shows none */
    VD_LIST(struct portal_plan_data) plans;
};
extern const struct vd_dataset portal_entity_set;     /* one entity with its plans */
extern const struct vd_dataset portal_entities_set;   /* a row each */

VD_MUST enum vd_err portal_entity_data_of(struct vd_req *rq, struct vd_arena *arena, const struct vd_entity *entity, struct portal_entity_data *ret);
#endif
