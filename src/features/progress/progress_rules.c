/* SPDX-License-Identifier: Apache-2.0 */
#include "features/progress/progress_rules.h"

enum { MILLION = 1000000, WHOLE = 100 };

/* What all the periods together ask for: each its own, or the target whole. 0: not known. */
static int64_t asked_whole(const struct progress_facts *f)
{
    int64_t sum = 0;
    bool each = true;
    for (size_t i = 0; i < f->n && each; i++) {
        each = f->promises[i].expected_u6.has;
        sum += f->promises[i].expected_u6.v;
    }
    return each && f->n ? sum : f->line->measure.target_u6.v;
}

static int64_t ended_by(const struct progress_facts *f, struct vd_date day)
{
    int64_t ended = 0;
    for (size_t i = 0; i < f->n; i++)
        ended += vd_date_days(f->promises[i].due) <= vd_date_days(day);
    return ended;
}

/* A count that adds up over its periods. */
static bool adds_up(const struct progress_facts *f)
{
    return f->line->measure.adds && !f->line->measure.lower_better && f->n > 1 && f->line->progress.achieved && asked_whole(f) > 0;
}

/* How many periods what was achieved fills. */
static mpq_ptr filled(struct vd_arena *arena, const struct progress_facts *f)
{
    mpq_ptr periods = followup_ratio(arena, MILLION * (int64_t)f->n, asked_whole(f));
    mpq_mul(periods, periods, f->line->progress.achieved);
    return periods;
}

/* Of the periods after one day and up to another, from 0 to 100. */
static mpq_ptr percent_between(struct vd_arena *arena, const struct progress_facts *f, int64_t before, int64_t until)
{
    mpq_ptr percent = filled(arena, f);
    mpq_sub(percent, percent, followup_ratio(arena, before, 1));
    mpq_mul(percent, percent, followup_ratio(arena, WHOLE, until - before));
    if (mpq_sgn(percent) < 0)
        mpq_set_si(percent, 0, 1);
    if (mpq_cmp_si(percent, WHOLE, 1) > 0)
        mpq_set_si(percent, WHOLE, 1);
    return percent;
}

/* Of what is promised by a day: a count that adds up over its periods asks for those that ended, as a cut-off does; anything else is asked
 * whole. NULL: no value. */
static mpq_ptr percent_by(struct vd_arena *arena, const struct progress_facts *f, struct vd_date day)
{
    int64_t ended = ended_by(f, day);
    return adds_up(f) && ended ? percent_between(arena, f, 0, ended) : f->line->progress.percent;
}

static bool is_whole(mpq_srcptr percent) { return percent && mpq_cmp_si(percent, WHOLE, 1) >= 0; }

/* The last day that went by, and the next one; no date: none. */
static void days_around(const struct progress_facts *f, struct vd_date today, struct vd_date *ret_passed, struct vd_date *ret_next)
{
    struct vd_date year_end = {(int16_t)f->vigencia, 12, 31};
    *ret_passed = *ret_next = (struct vd_date){0};
    if (!f->n) /* without any known day it is due with its year */
        *(vd_date_days(year_end) < vd_date_days(today) ? ret_passed : ret_next) = year_end;
    for (size_t i = 0; i < f->n; i++) {
        struct vd_date due = f->promises[i].due;
        if (vd_date_days(due) < vd_date_days(today))
            *ret_passed = due;
        else if (!ret_next->year)
            *ret_next = due;
    }
}

static enum followup_state state_of(struct vd_arena *arena, const struct progress_facts *f, mpq_srcptr asked, struct vd_date today)
{
    const struct monitoring_progress *p = &f->line->progress;
    struct vd_date *dues = vd_alloc_array(arena, f->n + 1, sizeof *dues);
    for (size_t i = 0; i < f->n; i++)
        dues[i] = f->promises[i].due;
    const struct monitoring_report_row *counted = monitoring_counted(f->line);
    const struct followup_standing of = {.dues = dues, .n = f->n, .from = f->line->from, .vigencia = f->vigencia, .not_applicable = p->not_applicable, .reported = p->reported,
                                         .whole = is_whole(p->percent), .asked = is_whole(asked), .done_on = counted ? monitoring_done_on(counted) : (struct vd_date){0}};
    return followup_state_on(&of, today);
}

/* What is done period by period keeps the pace of its period, not of the year. */
static struct followup_pace pace_of(struct vd_arena *arena, const struct progress_facts *f, struct vd_date passed, const struct progress_stand *stand)
{
    struct followup_pace pace = {.from = f->line->from, .due = stand->due, .reported = f->line->progress.reported, .percent = stand->percent};
    if (stand->state == FOLLOWUP_OVERDUE || !passed.year || !adds_up(f))
        return pace;
    pace.from = vd_date_of_days(vd_date_days(passed) + 1);
    pace.percent = percent_between(arena, f, ended_by(f, passed), ended_by(f, stand->due));
    return pace;
}

struct progress_stand progress_stand_of(struct vd_arena *arena, const struct progress_facts *f, struct vd_date today)
{
    struct vd_date passed, next;
    days_around(f, today, &passed, &next);
    mpq_ptr asked = passed.year ? percent_by(arena, f, passed) : NULL;
    struct progress_stand stand = {.state = state_of(arena, f, asked, today)};
    bool over = stand.state == FOLLOWUP_DONE || stand.state == FOLLOWUP_DONE_LATE || stand.state == FOLLOWUP_NOTHING;
    stand.due = stand.state == FOLLOWUP_OVERDUE && passed.year ? passed : next;
    stand.percent = stand.due.year ? percent_by(arena, f, stand.due) : f->line->progress.percent;
    if (over || !stand.due.year)
        return stand;
    const struct followup_pace pace = pace_of(arena, f, passed, &stand);
    stand.paced = pace.percent;
    stand.warning = followup_ahead_of(arena, &pace, today);
    return stand;
}

static struct vd_str days_said(struct vd_arena *arena, int64_t n) { return vd_str_printf(arena, "%" PRId64 " %s", n, n == 1 ? "día" : "días"); }

static struct vd_str going_said(struct vd_arena *arena, mpq_srcptr percent)
{
    return percent ? vd_str_printf(arena, "va en %.*s", VD_SARG(followup_percent_text(arena, percent))) : VD_S("nadie ha reportado avance");
}

/* Nothing that was done comes to nothing: the pace is only told of what moves. */
static struct vd_str slow_said(struct vd_arena *arena, const struct progress_stand *stand, struct vd_str due)
{
    struct vd_str said = vd_str_printf(arena, "Vence el %.*s, pasó el %.*s de su tiempo y %.*s", VD_SARG(due), VD_SARG(followup_percent_text(arena, stand->warning.passed)),
                                       VD_SARG(going_said(arena, stand->paced)));
    if (!stand->paced)
        return vd_str_printf(arena, "%.*s.", VD_SARG(said));
    return vd_str_printf(arena, "%.*s: a este ritmo llegará al %.*s.", VD_SARG(said), VD_SARG(followup_percent_text(arena, stand->warning.reaches)));
}

struct vd_str progress_warning_said(struct vd_arena *arena, const struct progress_stand *stand)
{
    const struct followup_warning *w = &stand->warning;
    struct vd_str due = stand->due.year ? vd_es_date_long(arena, stand->due) : (struct vd_str){0};
    switch (w->ahead) {
    case FOLLOWUP_PASSED:
        return vd_str_printf(arena, "Venció hace %.*s, el %.*s, y %.*s.", VD_SARG(days_said(arena, w->days)), VD_SARG(due), VD_SARG(going_said(arena, stand->percent)));
    case FOLLOWUP_UNREPORTED:
        if (w->days == 0)
            return VD_S("Vence hoy y nadie ha reportado avance.");
        return vd_str_printf(arena, "Vence en %.*s, el %.*s, y nadie ha reportado avance.", VD_SARG(days_said(arena, w->days)), VD_SARG(due));
    case FOLLOWUP_SLOW: return slow_said(arena, stand, due);
    case FOLLOWUP_FINE: break;
    }
    return (struct vd_str){0};
}
