/* SPDX-License-Identifier: Apache-2.0 */
/* How an action stands on a day, and what a finding still needs to be closed: of what the rows say alone. */
#ifndef IMPROVEMENT_RULES_H
#define IMPROVEMENT_RULES_H
#include "base/base.h"

enum improvement_standing {
    IMPROVEMENT_PROPOSED,      /* planning has not accepted it */
    IMPROVEMENT_TO_BEGIN,      /* its first day has not come and nothing was reported */
    IMPROVEMENT_UNDER_WAY,
    IMPROVEMENT_LATE,          /* its last day went by and its target is not reported as met */
    IMPROVEMENT_REPORTED,      /* done, says its unit */
    IMPROVEMENT_DONE,          /* Control Interno says so */
    IMPROVEMENT_DONE_LATE,     /* the same, after its last day */
    IMPROVEMENT_NOT_DONE
};
struct improvement_action { struct vd_str state; struct vd_date from, due, reached, registered /* the day that it was said on: no later is it in time */; struct vd_oint achieved_u6; };
enum improvement_standing improvement_stands(const struct improvement_action *action, struct vd_date today);
bool improvement_is_late(enum improvement_standing standing); /* now, or when it was done */

/* Progress in hundredths of a percent of its target, at most 10000; absent: nothing reported. target_u6 above 0. */
struct vd_oint improvement_percent(struct vd_oint achieved_u6, int64_t target_u6);

/* What Control Interno may say of a finding whose actions were accepted. */
struct improvement_judging { int64_t actions, open, reported, done, undone; };
static inline bool improvement_may_judge(const struct improvement_judging *of) { return of->actions > 0 && of->open == 0 && of->reported == 0; }
/* Only with every action done: else it goes round again. */
static inline bool improvement_may_close(const struct improvement_judging *of) { return improvement_may_judge(of) && of->undone == 0; }
#endif
