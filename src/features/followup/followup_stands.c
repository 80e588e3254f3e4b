/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_stands.h"

enum { WHOLE = 100, HALF = 50 };

const char *followup_state_name(enum followup_state state)
{
    static const char *const names[FOLLOWUP_STATES] = {"programada", "en_ejecucion", "cumplida", "cumplida_tarde", "vencida", "no_aplica"};
    return names[state];
}

/* Of its known dues the last one, and how many went by before the day. */
static struct vd_date last_due(const struct followup_standing *of, struct vd_date day, int *ret_passed)
{
    struct vd_date last = {0};
    *ret_passed = 0;
    for (size_t i = 0; i < of->n; i++) {
        if (!of->dues[i].year)
            continue;
        *ret_passed += vd_date_days(of->dues[i]) < vd_date_days(day);
        if (!last.year || vd_date_days(of->dues[i]) > vd_date_days(last))
            last = of->dues[i];
    }
    if (last.year)
        return last;
    last = (struct vd_date){(int16_t)of->vigencia, 12, 31};
    *ret_passed = vd_date_days(last) < vd_date_days(day);
    return last;
}

enum followup_state followup_state_on(const struct followup_standing *of, struct vd_date day)
{
    int passed;
    struct vd_date last = last_due(of, day, &passed);
    if (of->not_applicable)
        return FOLLOWUP_NOTHING;
    if (of->whole)
        return of->done_on.year && vd_date_days(of->done_on) > vd_date_days(last) ? FOLLOWUP_DONE_LATE : FOLLOWUP_DONE;
    if (passed && !of->asked)
        return FOLLOWUP_OVERDUE;
    bool begun = of->from.year && vd_date_days(of->from) <= vd_date_days(day);
    return passed || of->reported || begun ? FOLLOWUP_RUNNING : FOLLOWUP_PLANNED;
}

/* ---- what is going to be late */

static void measure_pace(struct vd_arena *arena, const struct followup_pace *of, struct vd_date today, struct followup_warning *warning)
{
    struct vd_date from = of->from.year ? of->from : (struct vd_date){of->due.year, 1, 1};
    int64_t whole = vd_date_days(of->due) - vd_date_days(from) + 1, gone = vd_date_days(today) - vd_date_days(from);
    if (whole < 1 || gone < 1)
        return;
    mpq_ptr passed = followup_ratio(arena, WHOLE * gone, whole), reaches = followup_ratio(arena, whole, gone), none = followup_number(arena);
    mpq_mul(reaches, reaches, of->percent ? of->percent : none);
    if (mpq_cmp_si(passed, HALF, 1) < 0 || mpq_cmp_si(reaches, WHOLE, 1) >= 0)
        return;
    warning->ahead = FOLLOWUP_SLOW;
    warning->passed = passed;
    warning->reaches = reaches;
}

struct followup_warning followup_ahead_of(struct vd_arena *arena, const struct followup_pace *of, struct vd_date today)
{
    struct followup_warning warning = {.ahead = FOLLOWUP_FINE};
    if (!of->due.year || (of->percent && mpq_cmp_si(of->percent, WHOLE, 1) >= 0))
        return warning;
    int64_t left = vd_date_days(of->due) - vd_date_days(today);
    warning.days = left < 0 ? -left : left;
    if (left < 0)
        warning.ahead = FOLLOWUP_PASSED;
    else if (left <= FOLLOWUP_SOON && !of->reported)
        warning.ahead = FOLLOWUP_UNREPORTED;
    else
        measure_pace(arena, of, today, &warning);
    return warning;
}

/* ---- publication */

enum followup_publication followup_publication_on(const struct followup_publishing *of, struct vd_date today, int64_t *ret_days)
{
    struct vd_date until = of->published ? of->published_on : today;
    int64_t after = of->publish_by.year && until.year ? vd_date_days(until) - vd_date_days(of->publish_by) : 0;
    *ret_days = after > 0 && !of->imported ? after : 0;
    if (of->imported)
        return FOLLOWUP_IMPORTED;
    if (of->published)
        return after > 0 ? FOLLOWUP_LATE : FOLLOWUP_IN_TIME;
    if (vd_date_days(of->cut_on) >= vd_date_days(today))
        return FOLLOWUP_AHEAD;
    return after > 0 ? FOLLOWUP_MISSING : FOLLOWUP_AWAITED;
}
