/* SPDX-License-Identifier: Apache-2.0 */
/* Taking an import out again: one event (importacion.deshecha) removes the rows of its version and of its cut-off; the file, the
 * cells, the findings and the batch stay (decisions.md, "Undo"). */
#ifndef PLAN_UNDO_H
#define PLAN_UNDO_H
#include "core/core.h"

struct plan_undo {
    struct vd_str slug;
    int64_t no;              /* the batch among the entity's */
    struct vd_actor actor;
    vd_us now;
};

struct plan_undo_result {
    struct vd_str title, file, entity;
    int64_t version_no, seq; /* the version that went; number of the event */
    int64_t shown_no;        /* the version that is left; 0: none */
    struct vd_str refused;   /* with VD_CONFLICT and VD_NOT_FOUND: a Spanish sentence that says why */
};

/* Inside a write transaction. VD_NOT_FOUND: no such entity or batch; VD_CONFLICT: undone already, or later events rest on it. */
VD_MUST enum vd_err plan_undo_run(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct plan_undo_result *ret);
/* Would it be undone now? Reads only; errors and `refused` as above. */
VD_MUST enum vd_err plan_undo_may(struct vd_db *db, struct vd_arena *arena, const struct plan_undo *undo, struct plan_undo_result *ret);
#endif
