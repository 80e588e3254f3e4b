/* SPDX-License-Identifier: Apache-2.0 */
/* What an import would do, without doing it. */
#ifndef PLAN_DRY_RUN_H
#define PLAN_DRY_RUN_H
#include "features/plan/plan_diff.h"

struct plan_dry_run {
    struct vd_str entity, title;  /* its name as it would be */
    bool new_entity;
    bool unchanged;               /* the last version came from this very file */
    bool historical;
    int64_t no, batch_no;
    int64_t before_no;            /* the version it would follow; 0: none */
    struct plan_diff diff;        /* with before_no */
};

/* Reads only. db NULL: nothing was ever stored. VD_INVALID: a new entity needs its name. */
VD_MUST enum vd_err plan_dry_run(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, struct plan_dry_run *ret);
#endif
