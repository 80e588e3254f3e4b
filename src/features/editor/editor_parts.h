/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the components of a plan and their parts. */
#ifndef EDITOR_PARTS_H
#define EDITOR_PARTS_H
#include "features/editor/editor_rows.h"

/* staff_write.arg. Texts absent: left empty. */
struct editor_part_asking {
    int64_t version_id, person_id, key;  /* key 0: it is added */
    struct vd_oint parent;               /* of one that is added */
    struct vd_str seen, code, name, objective, document, link, date; /* date ISO */
    struct vd_oint document_id;          /* of the entity's own document */
    int move;                            /* -1 up, 1 down */
};
/* VD_CONFLICT with problem empty: somebody changed it since it was seen. */
enum vd_err editor_part_save(struct vd_change *change, struct staff_write *write);
enum vd_err editor_part_move(struct vd_change *change, struct staff_write *write);
enum vd_err editor_part_remove(struct vd_change *change, struct staff_write *write);

struct vd_str editor_part_seen(struct vd_arena *arena, const struct row_component *row);
/* Activities on it, parts of it and indicators: what keeps it from being removed. */
int64_t editor_part_holds(const struct editor_rows *rows, int64_t key);
#endif
