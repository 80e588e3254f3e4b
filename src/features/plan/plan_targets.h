/* SPDX-License-Identifier: Apache-2.0 */
/* What a goal asks for, read from its Spanish text. Pure. */
#ifndef PLAN_TARGETS_H
#define PLAN_TARGETS_H
#include "base/base.h"

struct plan_target {
    struct vd_str raw;         /* as written; absent when the cell is empty */
    struct vd_oint qty_u6;     /* millionths; percent points for percents. Absent: no number that can be trusted */
    const char *unit_kind;     /* 'percent' 'count' 'boolean-product' 'none' */
    const char *comparator;    /* '=' '>=' '<=' */
    struct vd_str condition;   /* "en caso de materialización"; absent when it is always due */
    bool each;                 /* the quantity repeats «en cada sede»: how many is not said */
    bool contradictory;        /* word and figure differ, or the figure is not Spanish: «Un (2)», «2.5» */
};

void plan_target_read(struct vd_arena *arena, struct vd_str text, struct plan_target *ret);
/* ">= 90 %", "15000"; absent without a quantity. */
struct vd_str plan_target_reading(struct vd_arena *arena, const struct plan_target *target);
#endif
