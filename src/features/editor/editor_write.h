/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a change does to the rows. Each reads them fresh, asks for right and state again, and puts only what differs. */
#ifndef EDITOR_WRITE_H
#define EDITOR_WRITE_H
#include "features/editor/editor_form.h"

/* Rows that this unit leads; 0: nobody yet, which only who may write all of them may touch. */
bool editor_may_row(const struct vd_who *who, int64_t lead_unit);
bool editor_may_all(const struct vd_who *who);

/* staff_write.arg of all of them. */
struct editor_asking {
    int64_t version_id, person_id;
    struct vd_str address;        /* of the activity; absent: it is added */
    struct vd_str seen;           /* hash of its rows as the person saw them */
    struct editor_typed typed;
    bool up;
    struct vd_str place;          /* "p7": first of that part of the plan; "a4.3.4": behind that activity */
};
/* staff_write.result: the address of the activity. VD_CONFLICT with problem empty: somebody changed it since it was seen. */
enum vd_err editor_save(struct vd_change *change, struct staff_write *write);
enum vd_err editor_duplicate(struct vd_change *change, struct staff_write *write);
enum vd_err editor_move(struct vd_change *change, struct staff_write *write);     /* one up or down in its part */
enum vd_err editor_move_to(struct vd_change *change, struct staff_write *write);  /* to asking.place, also in another part */
enum vd_err editor_remove(struct vd_change *change, struct staff_write *write);

/* ---- a change on its way: version, right, rows and the activity of asking.address, fresh */
struct editor_writing {
    struct vd_change *change;
    struct staff_write *write;
    const struct editor_asking *asking;
    struct vd_arena *arena;
    struct life_version_row version;
    struct vd_who who;
    struct editor_rows rows;
    struct editor_one one;
};
VD_MUST enum vd_err editor_open_rows(struct vd_change *change, struct staff_write *write, struct editor_writing *ret);
/* Into the detail of the event, and the result: which activity it was. */
void editor_tell(const struct editor_writing *w, struct vd_str address);
/* A row that differs from `before` (NULL: it is new). */
VD_MUST enum vd_err editor_put(struct editor_writing *w, const struct vd_table *table, const void *before, const void *after);
/* The units of what was typed, the lead first. VD_DENIED or VD_INVALID, with the sentence: the lead is not this person's to name, or a name is of no unit. */
VD_MUST enum vd_err editor_put_people(struct editor_writing *w, const struct editor_understood *u, int64_t activity);
/* Closes what the file of the import said of an activity and the rules no longer say. */
VD_MUST enum vd_err editor_settle(struct editor_writing *w, int64_t activity, struct vd_str address, bool removed);

/* The activity and all that hangs on it. */
VD_MUST enum vd_err editor_remove_row(struct editor_writing *w);

/* Also for the parts and the texts: the version, fresh, when all of it may be written. */
VD_MUST enum vd_err editor_version_to_write(struct vd_change *change, struct staff_write *write, int64_t version_id, int64_t person_id, bool all, struct life_version_row *ret, struct vd_who *ret_who);
#endif
