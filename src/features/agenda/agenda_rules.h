/* SPDX-License-Identifier: Apache-2.0 */
/* What falls due, and when: periods of what comes back, cut-offs of a follow-up calendar, how an obligation stands on a day.
 * Pure: no clock, no data base. law/cadences.csv and law/followup-calendars.csv. */
#ifndef AGENDA_RULES_H
#define AGENDA_RULES_H
#include "features/agenda/agenda_law.h"
#include "base/base.h"

/* Generated, all texts: struct agenda_cadences {code, months, word, period, per}, struct agenda_followup_calendars {code, no, name, cut_on "MM-DD",
 * publish_n, publish_unit "habiles" "calendario", report_n, report_unit, norm, mark, text}. */
const struct agenda_cadences *agenda_cadence_of(struct vd_str code);   /* NULL: none of that code */
const struct agenda_cadences *agenda_cadence_per(struct vd_str label); /* "mes", "meses", "trimestre": of a target's per_label; NULL */

enum agenda_due { AGENDA_LAST_DAY, AGENDA_DAY, AGENDA_BUSINESS, AGENDA_DAY_AFTER, AGENDA_BUSINESS_AFTER, AGENDA_DUES };
const char *agenda_due_name(enum agenda_due due);                      /* "ultimo_dia" "dia" "habil" "dia_siguiente" "habil_siguiente" */
bool agenda_due_named(struct vd_str name, enum agenda_due *ret);

struct agenda_rhythm {
    int months;               /* of a period, which begin with the year: 1, 2, 3, 4, 6, 12 */
    enum agenda_due due;
    int n;                    /* which day; of AGENDA_LAST_DAY 0. A month that has fewer ends it */
    struct vd_date from, to;  /* periods that begin before `from` or end after `to` count with what is inside */
};
struct agenda_period { int no; struct vd_date from, to, due; struct vd_str label; }; /* no: from 1; label: "marzo de 2022", "segundo trimestre de 2022" */
typedef VD_LIST(struct agenda_period) agenda_periods;
/* VD_INVALID: from after to, more than 600 periods, a rhythm that is none. */
VD_MUST enum vd_err agenda_periods_of(struct vd_arena *arena, const struct agenda_rhythm *rhythm, agenda_periods *ret);

/* One cut-off of a vigencia: the day that decides what is due, the last day to report for it, the last day to publish it. */
struct agenda_cut { int no; struct vd_str name, norm, mark, text; struct vd_date cut_on, reports_until, publish_by; };
typedef VD_LIST(struct agenda_cut) agenda_cuts;
/* VD_NOT_FOUND: no calendar of that code. VD_INVALID: the law of holidays does not reach the year. */
VD_MUST enum vd_err agenda_cuts_of(struct vd_arena *arena, struct vd_str calendar, int vigencia, agenda_cuts *ret);

/* How an obligation stands on a day. */
enum agenda_state { AGENDA_PENDING, AGENDA_NEAR /* eight days or less */, AGENDA_OVERDUE, AGENDA_DONE, AGENDA_DONE_LATE, AGENDA_CANCELLED, AGENDA_STATES };
/* A delivery counts from the day it was registered on: the day that is written of it says nothing of its punctuality. delivered_on may be absent. */
struct vd_date agenda_handed_on(struct vd_str delivered_on, struct vd_oint registered_at);
/* delivered: no date when it was not. */
enum agenda_state agenda_state_on(struct vd_date due, struct vd_date delivered, bool cancelled, struct vd_date today);
#endif
