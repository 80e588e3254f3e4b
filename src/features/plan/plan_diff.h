/* SPDX-License-Identifier: Apache-2.0 */
/* What changed between two versions of a plan, activity by activity: they are the same one when they have the same key. */
#ifndef PLAN_DIFF_H
#define PLAN_DIFF_H
#include "features/plan/plan_import.h"

struct plan_diff_activity {
    int64_t key;               /* 0: not stored, and in no other version */
    struct vd_str address, code, description, product, goal, responsibles, schedule;
};
typedef VD_LIST(struct plan_diff_activity) plan_diff_activities;

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
};

void plan_diff_of(struct vd_arena *arena, const plan_diff_activities *before, const plan_diff_activities *after, struct plan_diff *ret);

/* Activities of a stored version, in its order; of a draft with the keys it would get. */
VD_MUST enum vd_err plan_diff_stored(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, plan_diff_activities *ret);
void plan_diff_drafted(struct vd_arena *arena, const struct plan_draft *draft, const struct plan_keys *keys, plan_diff_activities *ret);

void plan_diff_text(struct vd_buf *out, const struct plan_diff *diff, int64_t before_no); /* "Frente a la versión 1: …" and its lines */
#endif
