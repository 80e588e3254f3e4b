/* SPDX-License-Identifier: Apache-2.0 */
/* How one activity stands on a day, and whether it is going to be late; how a cut-off stands that must be published. Pure: days and
 * figures in, a word out. */
#ifndef FOLLOWUP_STANDS_H
#define FOLLOWUP_STANDS_H
#include "features/followup/followup_rules.h"

/* Of an activity. «Incumplida» is not among them: only Control Interno says it, in its verdict. */
enum followup_state { FOLLOWUP_PLANNED, FOLLOWUP_RUNNING, FOLLOWUP_DONE, FOLLOWUP_DONE_LATE, FOLLOWUP_OVERDUE, FOLLOWUP_NOTHING, FOLLOWUP_STATES };
const char *followup_state_name(enum followup_state state); /* "programada" "en_ejecucion" "cumplida" "cumplida_tarde" "vencida" "no_aplica" */

struct followup_standing {
    const struct vd_date *dues; /* last days of its windows or periods; no date: it could not be read */
    size_t n;
    struct vd_date from;        /* first day of the first window; no date: not said */
    int vigencia;               /* without any known due it is due with this year */
    bool not_applicable;        /* its condition did not happen */
    bool reported;
    bool whole;                 /* all that was promised is done */
    bool asked;                 /* what the dues that have passed ask for is done */
    struct vd_date done_on;     /* when the last of it was done; no date: not said */
};
/* day: in course, so what is due on it is not overdue yet. */
enum followup_state followup_state_on(const struct followup_standing *of, struct vd_date day);

/* ---- «va a quedar tarde» */
enum { FOLLOWUP_SOON = 15 };    /* days */
enum followup_ahead {
    FOLLOWUP_FINE,
    FOLLOWUP_PASSED,            /* its last day went by and it is not done */
    FOLLOWUP_UNREPORTED,        /* due in FOLLOWUP_SOON days or less, and nobody reported anything */
    FOLLOWUP_SLOW               /* half of its time went by, and at this pace it does not arrive */
};
struct followup_pace {
    struct vd_date from, due;   /* from: no date, the year's first day counts */
    bool reported;
    mpq_srcptr percent;         /* of what is asked by due; NULL: none is known, which counts 0 */
};
struct followup_warning {
    enum followup_ahead ahead;
    int64_t days;               /* left, or gone by */
    mpq_ptr passed, reaches;    /* SLOW: percent of the time that went by; what it comes to by then at this pace */
};
struct followup_warning followup_ahead_of(struct vd_arena *arena, const struct followup_pace *of, struct vd_date today);

/* ---- publication of a cut-off */
enum followup_publication {
    FOLLOWUP_IN_TIME, FOLLOWUP_LATE,   /* published */
    FOLLOWUP_IMPORTED,                 /* its day of publication is not known */
    FOLLOWUP_AHEAD,                    /* its day has not come */
    FOLLOWUP_AWAITED, FOLLOWUP_MISSING /* not published: within its term; after it */
};
struct followup_publishing { struct vd_date cut_on, publish_by, published_on; bool published, imported; };
/* *ret_days: calendar days after the term, of what was published late or is missing; else 0. */
enum followup_publication followup_publication_on(const struct followup_publishing *of, struct vd_date today, int64_t *ret_days);
#endif
