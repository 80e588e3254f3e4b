/* SPDX-License-Identifier: Apache-2.0 */
/* How far an activity came by a day, from what was reported of it: exact, rounded only when it is shown. Pure: no clock, no data base. */
#ifndef MONITORING_RULES_H
#define MONITORING_RULES_H
#include "features/followup/followup.h"

/* What a report is asked for: two figures, one, or done. */
enum monitoring_asks { MONITORING_COUNT, MONITORING_PERCENT, MONITORING_RATIO, MONITORING_DONE };
struct monitoring_measure {
    enum monitoring_asks asks;
    bool adds;                   /* what is reported of a period adds up; else the last report stands for all */
    bool lower_better;           /* the target is a ceiling */
    struct vd_oint target_u6;    /* whole, of every period together; percent points for percents and ratios */
};
/* The columns of indicator and target as a plan has them; absent: none. */
struct monitoring_promise { struct vd_str unit_kind, formula_kind; bool lower_better; struct vd_oint accumulates, qty_u6, per_n; };
struct monitoring_measure monitoring_measure_of(const struct monitoring_promise *promise);

struct monitoring_said {
    int64_t no;
    struct vd_date done_on;      /* what was done after the day that is asked for does not count by it; no date: of every day, what did not happen */
    bool accumulated;            /* the value says how much there is in all */
    bool not_applicable;         /* the condition of the activity did not happen */
    struct vd_oint numerator_u6, denominator_u6;
};
typedef VD_LIST(struct monitoring_said) monitoring_saids;

struct monitoring_progress {
    bool reported;               /* some report counts by the day */
    bool not_applicable;         /* nothing was to be done: neither 0 nor 100 */
    int64_t no;                  /* of the last report that counts */
    mpq_ptr achieved;            /* in the unit of the target; NULL: no value */
    mpq_ptr percent;             /* of the target, 0 to 100; NULL: no value, no target, or nothing was to be done */
    bool capped;                 /* more than the target was done */
};
/* Reports in any order; those that were returned or replaced are left out by the caller. */
struct monitoring_progress monitoring_progress_of(struct vd_arena *arena, const struct monitoring_measure *measure, const monitoring_saids *saids, struct vd_date day);


/* A report that came after its last day is late. No day: never. */
static inline bool monitoring_is_late(struct vd_date sent, struct vd_date due) { return due.year && vd_date_days(sent) > vd_date_days(due); }
#endif
