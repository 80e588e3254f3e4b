/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a change does to the rows. Each reads them fresh and asks for right, number of changes and state again. */
#ifndef EVENTS_CHANGE_H
#define EVENTS_CHANGE_H
#include "db/tables.h"
#include "features/events/events.h"
#include "features/staff/staff.h"

/* staff_write.arg of all of them. */
struct events_asking {
    int64_t person_id;
    int64_t no;                   /* of the event or of the piece; 0: it is new */
    int64_t proposal_no;          /* 0: it is new */
    int64_t rev;                  /* as the person saw it */
    struct vd_str reason, what;   /* what: "realizar" "cancelar" "retirar" */
    struct row_participation_event event;
    struct row_participation_proposal proposal;
    struct row_outreach_piece piece;
    struct documents_file file;
    enum documents_class classification;
    VD_LIST(struct row_participation_count) counts;
};
/* staff_write.result: the number of the event or of the piece. VD_CONFLICT with problem empty: somebody changed it since it was seen. */
enum vd_err events_save(struct vd_change *change, struct staff_write *write);
enum vd_err events_result(struct vd_change *change, struct staff_write *write); /* counts and minutes */
enum vd_err events_turn(struct vd_change *change, struct staff_write *write);   /* `what` */
enum vd_err events_propose(struct vd_change *change, struct staff_write *write);
enum vd_err events_bring(struct vd_change *change, struct staff_write *write);  /* a file, to an event */
enum vd_err events_piece_bring(struct vd_change *change, struct staff_write *write);
enum vd_err events_piece_save(struct vd_change *change, struct staff_write *write);
enum vd_err events_piece_withdraw(struct vd_change *change, struct staff_write *write);

/* What a change works with. */
struct events_working {
    struct vd_change *change;
    struct staff_write *write;
    const struct events_asking *asking;
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id;
    struct vd_who who;
    struct vd_oint proposal_no;
};
VD_MUST enum vd_err events_work(struct vd_change *change, struct staff_write *write, struct events_working *ret);
/* VD_DENIED, with the sentence. */
VD_MUST enum vd_err events_may_here(const struct events_working *w, int64_t unit_id);
/* The step of the history, the reason in the event's detail, the number as the result. */
VD_MUST enum vd_err events_note(const struct events_working *w, int64_t subject_id, int64_t no, const char *what);
/* The file of the asking, to an event or a piece. */
VD_MUST enum vd_err events_bring_to(const struct events_working *w, const char *subject, int64_t id, int64_t no);
#endif
