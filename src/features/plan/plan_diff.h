/* SPDX-License-Identifier: Apache-2.0 */
/* What changed between two versions of a plan, activity by activity: they are the same one when they have the same key. */
#ifndef PLAN_DIFF_H
#define PLAN_DIFF_H
#include "features/plan/plan_import.h"

struct plan_diff_activity {
    int64_t key;               /* 0: not stored, and in no other version */
    struct vd_str address, code, description, product, goal, indicator, formula, responsibles, schedule;
    struct vd_str tramite[PLAN_TRAMITE_FIELDS];
    struct vd_str part, windows, measures; /* where it stands, and as it was read: only where both sides were asked for them */
};
typedef VD_LIST(struct plan_diff_activity) plan_diff_activities;

struct plan_diff_indicator { int64_t key; struct vd_str name, says; }; /* says: its formula and its goal */
struct plan_diff_part {        /* a component; key -1: the whole plan, which has only indicators */
    int64_t key;
    struct vd_str title, objective;
    VD_LIST(struct plan_diff_indicator) indicators;
};
struct plan_diff_text { int64_t key; struct vd_str title, body; };   /* before the matrix: Markdown */
struct plan_diff_side {        /* one of two versions */
    plan_diff_activities activities;
    VD_LIST(struct plan_diff_part) parts;
    bool is_measured;          /* asked for all of it: plan_diff_measured */
    VD_LIST(struct plan_diff_text) texts;
};

struct plan_diff_field { struct vd_str label, before, after; };
enum plan_diff_kind { PLAN_DIFF_ADDED = 1, PLAN_DIFF_CHANGED, PLAN_DIFF_REMOVED };
struct plan_diff_row {
    enum plan_diff_kind kind;
    struct vd_str address, description;       /* of the later version; of one that was removed, of the earlier */
    VD_LIST(struct plan_diff_field) fields;   /* changed ones */
};
struct plan_diff {
    int64_t added, changed, removed, same;
    VD_LIST(struct plan_diff_row) rows;       /* in the order of the later version; removed ones at the end */
    VD_LIST(struct plan_diff_row) parts;      /* components whose objective or indicators changed; of measured sides also those that are new,
                                                 renamed or gone, and the texts before the matrix */
};

void plan_diff_of(struct vd_arena *arena, const struct plan_diff_side *before, const struct plan_diff_side *after, struct plan_diff *ret);

/* A stored version, in its order; a draft with the keys it would get. plan_diff_sides.c */
VD_MUST enum vd_err plan_diff_stored(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct plan_diff_side *ret);
/* Adds to a stored side what else stands in it: where each activity hangs, windows and measures as they are read, the texts. */
VD_MUST enum vd_err plan_diff_measured(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct plan_diff_side *side);
void plan_diff_drafted(struct vd_arena *arena, const struct plan_draft *draft, const struct plan_keys *keys, struct plan_diff_side *ret);

void plan_diff_text(struct vd_buf *out, const struct plan_diff *diff, int64_t before_no); /* "Frente a la versión 1: …" and its lines */
#endif
