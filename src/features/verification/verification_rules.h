/* SPDX-License-Identifier: Apache-2.0 */
/* How a row of a cut-off made here stands, before Control Interno says its own: what was asked by then, what was done of it, what the
 * first and the second line make of it. Pure: no clock, no data base. Rules: a target at a cut-off is that of the periods ended; an
 * activity without any ended is not due; what was due and not reported counts 0. */
#ifndef VERIFICATION_RULES_H
#define VERIFICATION_RULES_H
#include "features/followup/followup.h"

enum { VERIFICATION_APART_U6 = 500000 }; /* half a point: further apart asks for a reason */

struct verification_facts {
    const struct vd_date *dues;    /* windows, periods, or of a permanent activity the cut-offs; of the version in force at the cut-off */
    size_t n_dues;
    bool permanent, withdrawn;     /* withdrawn: by a version before the one in force */
    int vigencia;
    struct vd_date cut_on;
    bool adds, lower_better;       /* what is reported of the periods adds up; the target is a ceiling */
    struct vd_oint target_u6;      /* whole, as the reports measure it */
    struct vd_oint each_u6;        /* asked of each period alike; absent: target_u6 is the whole */
    struct vd_oint weight_u6;
    /* what the first line had sent by the instant, of what was done until the cut-off */
    bool reported, not_applicable; /* not_applicable: its condition did not happen */
    mpq_srcptr achieved;           /* NULL: no value */
    mpq_srcptr percent;            /* of target_u6, as planning saw it; NULL: none */
    struct vd_oint reviewed_u6;    /* of planning: percent points of target_u6; absent: not reviewed */
    bool accepted;                 /* some evidence was accepted */
};
/* group stays 0. achieved, declared and reviewed are cut to millionths, never rounded up. */
struct followup_row verification_row_of(struct vd_arena *arena, const struct verification_facts *facts);

/* What a verified value says of an activity. */
enum verification_verdict { VERIFICATION_DONE, VERIFICATION_LATE, VERIFICATION_GOING, VERIFICATION_FAILED, VERIFICATION_NOT_APPLICABLE, VERIFICATION_VERDICTS };
const char *verification_verdict_name(enum verification_verdict verdict); /* "cumplida" "cumplida_tarde" "en_ejecucion" "incumplida" "no_aplica" */
bool verification_verdict_named(struct vd_str name, enum verification_verdict *ret);

struct verification_judging {
    int64_t value_u6;              /* verified, percent points */
    bool whole;                    /* every due of the activity had come by the cut-off */
    bool late;                     /* what was done last was done after the last of them */
    bool accepted;                 /* some evidence was accepted */
};
/* What follows from the value: whoever verifies may say another that agrees with it. */
enum verification_verdict verification_verdict_of(const struct verification_judging *j);
/* Spanish: why this verdict cannot stand with this value and evidence; NULL: it can. value absent: none was given. late: done after its last
 * day, and no reason was given to overlook it. */
const char *verification_refuses(enum verification_verdict verdict, struct vd_oint value_u6, bool accepted, bool late);
/* More than half a point: two values of one row differ. One that is missing does not. */
bool verification_differs(struct vd_oint a, struct vd_oint b);
#endif
