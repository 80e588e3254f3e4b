/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the public log of changes, read from the public versions and explained by the requests that brought them. */
#ifndef AMENDMENT_LOG_H
#define AMENDMENT_LOG_H
#include "features/amendment/amendment.h"

struct amendment_logged {
    const struct amendment_version_row *version; /* that brought it, in the caller's list */
    struct plan_diff_row row;
    struct vd_str kind;       /* of law/plan-changes.csv */
    struct vd_str motive;
    bool is_late;             /* a date that was moved after it had passed */
};
typedef VD_LIST(struct amendment_logged) amendment_log;
/* Of the public versions of a plan that change another; the newest first, within one in the order of the plan. */
VD_MUST enum vd_err amendment_log_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const amendment_versions *versions, amendment_log *ret);
#endif
