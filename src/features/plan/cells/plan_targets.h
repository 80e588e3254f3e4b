/* SPDX-License-Identifier: Apache-2.0 */
/* What a goal asks for, and what was achieved, read from their Spanish text. Pure. */
#ifndef PLAN_TARGETS_H
#define PLAN_TARGETS_H
#include "features/plan/cells/plan_cells.h"

struct plan_target {
    struct vd_str raw;         /* as written, squeezed; absent when the cell is empty */
    struct vd_oint qty_u6;     /* millionths; percent points for percents. Absent: no number that can be trusted */
    const char *unit_kind;     /* 'percent' 'count' 'boolean-product' 'none' */
    const char *comparator;    /* '=' '>=' '<=' */
    const char *polarity;      /* 'higher-better' 'lower-better'; NULL: the text does not tell */
    struct vd_str condition;   /* "en caso de materialización"; absent when it is always due */
    struct vd_str per;         /* the quantity repeats for each of these: "cada sede"; absent when it does not */
    struct vd_oint per_count;  /* how many they are, when it is said: "cada una de las 12 comunas" */
    struct vd_str coverage;    /* "todas las dependencias": how wide, when it is said */
    struct plan_verdict verdict; /* problems: VD-P004 no number, VD-P005 contradictory or not Spanish, VD-P006 per group, VD-P014 empty */
};

void plan_target_read(struct vd_arena *arena, struct vd_str text, struct plan_target *ret);
/* With its indicator beside it: a bare number is a percentage under «Porcentaje de …» and a count under «Número de …». */
void plan_target_read_under(struct vd_arena *arena, struct vd_str text, struct vd_str indicator, struct plan_target *ret);
/* ">= 90 %", "15000"; absent without a quantity. */
struct vd_str plan_target_reading(struct vd_arena *arena, const struct plan_target *target);

/* An achieved value is written in four ways in one and the same table: 100%, 90,0, 0,9, 1. */
struct plan_achieved {
    struct vd_str raw;          /* absent: empty */
    const char *unit;           /* 'percent' (with its sign) 'points' 'ratio' 'count' 'fraction' (of one product) 'none' (no number) */
    struct vd_oint value_u6;    /* in the unit of the target: percent points, or pieces. Absent when ambiguous or no number */
    struct vd_oint target_u6;   /* the target it was compared with: 100 % for a bare «1» under «Porcentaje de …» */
    struct vd_oint declared_u6; /* percent points; absent when the declared cell is empty or no number */
    struct vd_oint computed_u6; /* 100 × value / target in percent points, capped at 100, half up; absent without both. Only to compare */
    bool fits;                  /* declared and computed differ by 0,5 points at most */
    struct plan_verdict verdict;
};

/* `target` was read with plan_target_read_under(), beside its indicator. The declared percentage may choose a reading; it never changes a value. */
void plan_achieved_read(struct vd_arena *arena, const struct plan_target *target, struct vd_str achieved, struct vd_str declared,
                        struct plan_achieved *ret);
#endif
