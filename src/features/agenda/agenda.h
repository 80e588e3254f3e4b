/* SPDX-License-Identifier: Apache-2.0 */
/* What falls due: obligations of a plan that was published and of deliveries that come back, the pages that show them, the private
 * calendar of a person and the reminders. How an obligation stands is worked out from the day, the reports (0018-report.sql) and what
 * was handed in; it is never stored. */
#ifndef AGENDA_H
#define AGENDA_H
#include "core/core.h"
#include "features/agenda/agenda_rules.h"
#include "features/staff/staff.h"

/* Inside the change that publishes a version: obligations of its windows, of the periods of its targets («12 informes, uno por mes»), of
 * permanent activities at each cut-off of the calendar of its instrument. Those of a version before it are kept where key and day are the
 * same, or where they were reported; others are cancelled by this act. */
VD_MUST enum vd_err agenda_build(struct vd_change *change, int64_t version_id);
/* The same of any version, as it promises it, nothing stored: by activity in the order of the plan, of an activity by day. */
struct agenda_promise { int64_t activity_key; struct vd_date due; struct vd_oint expected_u6; };
typedef VD_LIST(struct agenda_promise) agenda_promises;
VD_MUST enum vd_err agenda_promises_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, agenda_promises *ret);
/* Cut-offs of an instrument and year: those that the entity set, else those of its calendar. VD_NOT_FOUND: it has none. VD_INVALID: the law of
 * holidays does not reach the year. */
VD_MUST enum vd_err agenda_cuts_for(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str instrument, int64_t vigencia, agenda_cuts *ret);
/* Inside a change: the number of its act. */
VD_MUST enum vd_err agenda_act(struct vd_change *change, int64_t *ret_seq);
/* Code of the follow-up calendar of an instrument; absent: it has none. */
struct vd_str agenda_calendar_of(struct vd_str instrument);

/* ---- obligations, by day; those that were cancelled are left out */
struct agenda_asked {
    int64_t entity_id;
    struct vd_date first, last, today;   /* due from .. to; how they stand on this day */
    struct vd_oint unit_id;              /* absent: of all */
    struct vd_oint plan_id;              /* of its activities and of deliveries that hang on them; absent: of all, and of what hangs on none */
    struct vd_oint person_id;            /* those of the units of this person's posts; a post of the whole entity: all */
};
struct agenda_obligation {
    int64_t id;
    struct vd_oint plan_id, activity_key, delivery_id, unit_id;
    int64_t period_no;
    struct vd_str title, label, address, product, path_word, unit, component; /* address, product, path_word, component: of an activity */
    int64_t vigencia, version_no;
    struct vd_date due, delivered;       /* delivered: no date when it was not */
    struct vd_oint expected_u6;
    vd_us changed_at;
    enum agenda_state state;
    bool returned;                       /* planning sent its report back */
    bool closed;                         /* its plan: nothing is reported of it any more */
};
typedef VD_LIST(struct agenda_obligation) agenda_list;
VD_MUST enum vd_err agenda_obligations(struct vd_db *db, struct vd_arena *arena, const struct agenda_asked *asked, agenda_list *ret);

/* ---- days of cut-offs: until when one takes reports, and when it is published. Of asked only entity, plan, days. By day. */
struct agenda_mark {
    int64_t plan_id, vigencia, no;       /* no: of the cut-off in its year */
    struct vd_str title, about, path_word;
    struct vd_date due, done;            /* done: the day it was published; no date: it was not, or nothing is published on it */
    bool publishes;
    enum agenda_state state;
};
typedef VD_LIST(struct agenda_mark) agenda_marks;
VD_MUST enum vd_err agenda_marks_of(struct vd_db *db, struct vd_arena *arena, const struct agenda_asked *asked, agenda_marks *ret);

/* ---- the key of a person's private calendar: the database has its hash; a new one ends the one before */
VD_MUST enum vd_err agenda_key_since(struct vd_db *db, struct vd_arena *arena, int64_t person_id, vd_us *ret); /* VD_NOT_FOUND: none */
VD_MUST enum vd_err agenda_key_put(struct vd_db *db, int64_t person_id, const unsigned char hash[32], vd_us now);

/* ---- the morning's reminders: eight days before, on the day, on the first day it is late; one notice for a unit and a kind. */
VD_MUST enum vd_err agenda_to_remind(struct vd_db *db, struct vd_date today);  /* VD_NOT_FOUND: everybody was reminded today */
/* In a job of the writer. at: instant that the notices bear. */
VD_MUST enum vd_err agenda_remind(struct vd_db *db, struct vd_arena *arena, struct vd_date today, vd_us at);

staff_tasks_fn agenda_tasks;
staff_goings_fn agenda_goings_of; /* deliveries of the person's units */
/* Files that prove a delivery hang on its obligation: a row of documents_readers. */
#define AGENDA_SUBJECT "obligation"
#define AGENDA_READER {AGENDA_SUBJECT, "trabajo.entrar", NULL, NULL}
extern const struct vd_route agenda_routes[];          /* …/agenda */
extern const struct vd_route agenda_delivery_routes[], agenda_data_routes[]; /* …/entregas */
extern const struct vd_route agenda_feed_routes[];     /* /{entidad}/agenda.ics, /cuenta/agenda */
#endif
