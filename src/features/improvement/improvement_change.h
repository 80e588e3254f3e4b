/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a change does to the rows. Each reads them fresh and asks for right, state and what was seen again. */
#ifndef IMPROVEMENT_CHANGE_H
#define IMPROVEMENT_CHANGE_H
#include "db/tables.h"
#include "features/improvement/improvement.h"

/* One piece of evidence: a file or an address. title absent: none. */
struct improvement_piece { struct vd_str title, url; struct documents_file file; enum documents_class classification; };

/* staff_write.arg of all of them. */
struct improvement_asking {
    int64_t person_id;
    int64_t no, action_no;        /* 0: it is new */
    int64_t rev;                  /* of the finding or of the action, as the person saw it */
    struct vd_str what, reason;   /* what: a word of improvement_step.what */
    struct vd_str plan_by;        /* another last day to write the actions; absent: it stays */
    struct vd_str page;           /* of the list: where notices lead */
    struct row_improvement finding; /* what is typed alone, as the three below */
    struct vd_str whys[IMPROVEMENT_WHYS];
    struct row_improvement_action action;
    struct row_improvement_progress progress;
    struct improvement_piece pieces[2];
    vd_ints refused;              /* evidence that is not accepted; the rest is */
};
/* staff_write.result: the number of the finding. VD_CONFLICT with problem empty: somebody changed it since it was seen. */
enum vd_err improvement_save(struct vd_change *change, struct staff_write *write);
enum vd_err improvement_save_cause(struct vd_change *change, struct staff_write *write);
enum vd_err improvement_save_action(struct vd_change *change, struct staff_write *write);
enum vd_err improvement_drop_action(struct vd_change *change, struct staff_write *write);
enum vd_err improvement_send(struct vd_change *change, struct staff_write *write);
enum vd_err improvement_review(struct vd_change *change, struct staff_write *write);    /* aceptar, devolver */
enum vd_err improvement_report(struct vd_change *change, struct staff_write *write);
enum vd_err improvement_verdict(struct vd_change *change, struct staff_write *write);   /* cumplida, no_cumplida, no_aceptada */
enum vd_err improvement_judge(struct vd_change *change, struct staff_write *write);     /* eficaz, no_eficaz */
enum vd_err improvement_require(struct vd_change *change, struct staff_write *write);   /* what is past its day, of the units that owe it; once a day */
enum vd_err improvement_withdraw(struct vd_change *change, struct staff_write *write);

/* ---- what they share */
struct improvement_working {
    struct vd_change *change;
    struct staff_write *write;
    const struct improvement_asking *asking;
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id;
    struct vd_who who;
    struct row_improvement row;          /* id 0: it is new */
    struct row_improvement_action action; /* id 0: of none */
};
/* Opens the finding of the asking and, with an action_no, its action. */
VD_MUST enum vd_err improvement_work(struct vd_change *change, struct staff_write *write, struct improvement_working *ret);
/* VD_DENIED with the sentence: the own one is neither reviewed nor closed. */
VD_MUST enum vd_err improvement_not_own(const struct improvement_working *w);
/* The finding is of the units of this person (or the action is), and in this state. */
VD_MUST enum vd_err improvement_may_here(const struct improvement_working *w, int64_t unit_id, const char *state);
/* The step of the history; of the action when there is one. to absent: it is gone. */
VD_MUST enum vd_err improvement_note(const struct improvement_working *w, const char *what, struct vd_str from, struct vd_str to);
/* To who writes for a unit, to one person, or to everybody with a right. said: before the finding's number and title. */
VD_MUST enum vd_err improvement_tell_unit(const struct improvement_working *w, int64_t unit_id, const char *said);
VD_MUST enum vd_err improvement_tell_person(const struct improvement_working *w, int64_t person_id, const char *said);
VD_MUST enum vd_err improvement_tell(const struct improvement_working *w, const char *right, const char *said);
#endif
