/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a person of the example does, one function an act. All run inside the transaction of demo_open. */
#ifndef DEMO_ACTS_H
#define DEMO_ACTS_H
#include "core/core.h"
#include "core/services.h"
#include "features/life/life.h"
#include "demo/demo_data.h"

struct demo {
    struct vd_db *db;
    const struct vd_services *services;
    struct vd_arena *arena;
    vd_us now;                 /* when it is made: nothing is later */
    int year;                  /* of now, in Bogotá */
    vd_us at;                  /* of the next act; each takes a minute */
    int64_t entity_id;
    int64_t *people;           /* by index of demo_people */
    const struct plan_draft *history;
    const char *history_path;
    struct vd_str failed;      /* what was being done, and why it was refused */
};

/* Until the next: that day, or so many days before now, at nine in Bogotá. */
void demo_day(struct demo *d, struct vd_date day);
void demo_on(struct demo *d, int64_t days_before);
/* One act of a person (0: a citizen), with the right that the page asks for (NULL: the act judges it itself). */
typedef enum vd_err demo_apply(struct vd_change *change, void *arg);
VD_MUST enum vd_err demo_act(struct demo *d, int64_t person_id, const char *right, const char *kind, demo_apply *apply, void *arg);
/* One that a page hands to the writer; it judges its own right. */
struct staff_write;
VD_MUST enum vd_err demo_write_act(struct demo *d, int64_t person_id, const char *kind, struct staff_write *write);
VD_MUST enum vd_err demo_refused(struct demo *d, enum vd_err err, const char *doing, struct vd_str why);

/* ---- people and units: demo_people.c */
#define DEMO_DOMAIN "puerto-ejemplo.example" /* RFC 2606: nobody's mail */
struct vd_str demo_email(struct vd_arena *arena, const struct demo_people *person);
int64_t demo_person(const struct demo *d, const char *role); /* the first of that role */
int64_t demo_person_known(const struct demo *d, struct vd_str email);        /* 0: nobody */
VD_MUST enum vd_err demo_unit(struct demo *d, struct vd_str name, struct vd_unit *ret);
VD_MUST enum vd_err demo_entity(struct demo *d);

/* ---- plans: demo_plans.c, demo_consult.c, demo_decide.c. A plan by its family, its vigencia counted from this year, and its version. */
struct demo_plan { const char *family; int year; int64_t no; };
VD_MUST enum vd_err demo_find(struct demo *d, struct demo_plan plan, struct life_version_row *ret);
VD_MUST enum vd_err demo_begin(struct demo *d, const char *instrument, int year, const struct demo_plan *copied); /* copied NULL: from the template */
VD_MUST enum vd_err demo_write(struct demo *d, struct demo_plan plan, const char *rows); /* parts and activities with that name */
VD_MUST enum vd_err demo_preface(struct demo *d, struct demo_plan plan);
VD_MUST enum vd_err demo_document(struct demo *d, struct demo_plan plan, const char *part, const char *title, const char *link);
VD_MUST enum vd_err demo_step(struct demo *d, const char *role, struct demo_plan plan, const char *event, const char *reason);
/* The activities that a unit leads, to its people: to be written within so many days. */
VD_MUST enum vd_err demo_send(struct demo *d, struct demo_plan plan, const char *unit, int64_t days);
VD_MUST enum vd_err demo_publish(struct demo *d, struct demo_plan plan);

VD_MUST enum vd_err demo_consult(struct demo *d, struct demo_plan plan, int64_t days);
struct demo_said { const char *kind, *name, *activity, *text; }; /* activity: address; name and activity may be NULL */
VD_MUST enum vd_err demo_contribute(struct demo *d, struct demo_plan plan, const struct demo_said *said);
struct demo_answer { int64_t nth; const char *answer, *reason, *change; }; /* nth of that consultation, from 1 */
VD_MUST enum vd_err demo_respond(struct demo *d, struct demo_plan plan, const struct demo_answer *answer);
VD_MUST enum vd_err demo_close(struct demo *d, struct demo_plan plan);

VD_MUST enum vd_err demo_session(struct demo *d, const char *minutes, const struct demo_plan *plans, size_t n);
VD_MUST enum vd_err demo_decide(struct demo *d, struct demo_plan plan, const char *event, const char *reason);
VD_MUST enum vd_err demo_resolve(struct demo *d, struct demo_plan plan, const char *resolution); /* the head of the entity alone */

struct demo_wish { const char *role, *kind, *address, *motive, *field, *to; };
VD_MUST enum vd_err demo_ask(struct demo *d, struct demo_plan plan, const struct demo_wish *wish);
VD_MUST enum vd_err demo_accept(struct demo *d);                /* the last that was asked */
VD_MUST enum vd_err demo_tell(struct demo *d, struct demo_plan plan);

/* ---- progress: demo_report.c. The rows of reports.csv with that name and number: sent, and reviewed where they say so. */
VD_MUST enum vd_err demo_report(struct demo *d, struct demo_plan plan, const char *rows, int cut);
VD_MUST enum vd_err demo_deliver(struct demo *d);

/* ---- cut-offs: demo_follow.c. no: in the calendar of the plan; rows: of reports.csv and verified.csv. Opened today with its reports, and what
 * Control Interno finds itself verified when their term ended; published so many days after the last one. */
VD_MUST enum vd_err demo_cut_open(struct demo *d, struct demo_plan plan, const char *rows, int no);
VD_MUST enum vd_err demo_cut_publish(struct demo *d, struct demo_plan plan, const char *rows, int no, int64_t days_late);
/* Opens the next cut-off of one of these plans, when none of theirs is open and one has passed. */
VD_MUST enum vd_err demo_cut_waiting(struct demo *d, const struct demo_plan *plans, size_t n);

/* ---- what was found: demo_improve.c. Those of findings.csv with that name, from a row of a published follow-up, in the nineteen days from this one. */
VD_MUST enum vd_err demo_mend(struct demo *d, struct demo_plan plan, const char *rows);

/* ---- a year that passed: demo_history.c */
struct demo_file { int fd; struct vd_str path; };
VD_MUST enum vd_err demo_history_read(struct demo *d, struct demo_file *file, struct vd_str *ret_reason); /* before the transaction */
VD_MUST enum vd_err demo_history_put(struct demo *d);

/* ---- all of it: demo_script.c */
VD_MUST enum vd_err demo_play(struct demo *d);
#endif
