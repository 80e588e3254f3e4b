/* SPDX-License-Identifier: Apache-2.0 */
#include "features/improvement/improvement_rules.h"

static bool after(struct vd_date a, struct vd_date b) { return a.year && b.year && vd_date_days(a) > vd_date_days(b); }

enum improvement_standing improvement_stands(const struct improvement_action *a, struct vd_date today)
{
    if (vd_str_is(a->state, "propuesta"))
        return IMPROVEMENT_PROPOSED;
    if (vd_str_is(a->state, "cumplida"))
        return after(a->reached, a->due) || after(a->registered, a->due) ? IMPROVEMENT_DONE_LATE : IMPROVEMENT_DONE;
    if (vd_str_is(a->state, "no_cumplida"))
        return IMPROVEMENT_NOT_DONE;
    if (vd_str_is(a->state, "reportada"))
        return IMPROVEMENT_REPORTED;
    if (after(today, a->due))
        return IMPROVEMENT_LATE;
    return after(a->from, today) && !a->achieved_u6.has ? IMPROVEMENT_TO_BEGIN : IMPROVEMENT_UNDER_WAY;
}

bool improvement_is_late(enum improvement_standing standing) { return standing == IMPROVEMENT_LATE || standing == IMPROVEMENT_DONE_LATE; }

struct vd_oint improvement_percent(struct vd_oint achieved_u6, int64_t target_u6)
{
    enum { WHOLE = 10000 };
    if (!achieved_u6.has)
        return (struct vd_oint){0};
    if (achieved_u6.v >= target_u6)
        return vd_some(WHOLE);
    return vd_some((int64_t)((__int128)achieved_u6.v * WHOLE / target_u6));
}
