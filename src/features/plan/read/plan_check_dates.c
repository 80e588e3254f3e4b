/* SPDX-License-Identifier: Apache-2.0 */
/* Dates against counts and against the law: cut-offs on 30 April, 31 August and 31 December; the follow-up of each published within
 * the ten first business days of the next month; the plan itself by 31 January. */
#include "features/plan/read/plan_check.h"

enum { BUSINESS_DAYS = 10, MILLION = 1000000 };

static struct vd_str text_of(struct vd_arena *arena, int64_t n) { return vd_str_printf(arena, "%" PRId64, n); }

static bool whole_count(const struct plan_target *target, int64_t *ret)
{
    bool count = target->qty_u6.has && strcmp(target->unit_kind, "count") == 0 && strcmp(target->comparator, "=") == 0 && !target->per.p;
    if (!count || target->qty_u6.v % MILLION)
        return false;
    *ret = target->qty_u6.v / MILLION;
    return true;
}

/* One product in two windows: one of them is left over. Months of a window, or a recurrence, are other rules'. */
static void check_count(struct plan_draft *draft, size_t i)
{
    const struct draft_activity *a = &draft->activities.v[i];
    int64_t asked;
    if (!whole_count(&a->target, &asked) || a->windows < 2 || asked >= a->windows || a->dates.recurs)
        return;
    plan_check_put(draft, "VD-P051", i, PLAN_FIELD_GOAL, a->goal, text_of(draft->arena, a->windows));
}

/* «mensualmente» beside a goal of 6; a multiple counts something else each time (72 visits: six offices each month). */
static void check_frequency(struct plan_draft *draft, size_t i)
{
    const struct draft_activity *a = &draft->activities.v[i];
    int64_t asked;
    struct vd_oint times = plan_dates_times_a_year(draft->arena, a->description);
    if (!times.has || times.v < 2 || !whole_count(&a->target, &asked) || asked == 0 || asked % times.v == 0)
        return;
    plan_check_put(draft, "VD-P057", i, PLAN_FIELD_GOAL, a->goal, text_of(draft->arena, times.v));
}

/* ---- cut-offs */

static bool is_day(struct vd_date d, int month, int day) { return d.month == month && d.day == day; }

static bool follows_up(const struct plan_draft *draft, const struct draft_activity *a)
{
    static const char *const words[] = {"seguimiento", "monitoreo", "control interno"};
    return plan_says_any(vd_fold(draft->arena, a->description), words, VD_COUNT(words));
}

static struct vd_str joined(struct vd_arena *arena, struct vd_str list, struct vd_str item)
{
    return list.n ? vd_str_printf(arena, "%.*s y %.*s", VD_SARG(list), VD_SARG(item)) : item;
}

/* A list of dates that means the three cut-offs, with one of them on another day of its month. */
static void check_cutoffs(struct plan_draft *draft, size_t i)
{
    const struct draft_activity *a = &draft->activities.v[i];
    struct draft_windows windows = draft_windows_of(draft, i);
    bool april = false, august = false;
    VD_EACH(w, &windows) {
        april |= !w->from.year && is_day(w->due, 4, 30);
        august |= !w->from.year && w->due.month == 8 && w->due.day >= 30;
    }
    if (!april || !august || !follows_up(draft, a))
        return;
    struct vd_str wrong = {0}, right = {0};
    struct plan_place place = a->place;
    VD_EACH(w, &windows) {
        if (!is_day(w->due, 8, 30) && !is_day(w->due, 12, 30))
            continue;
        place = wrong.n ? place : w->place;
        wrong = joined(draft->arena, wrong, w->raw);
        right = joined(draft->arena, right, w->due.month == 8 ? VD_S("31 de agosto") : VD_S("31 de diciembre"));
    }
    if (wrong.n)
        draft_finding_add(draft, "VD-P055", place, (int)i, wrong, right);
}

/* ---- legal days of publication */

static bool publishes(const struct plan_draft *draft, const struct draft_activity *a)
{
    struct vd_str fold = vd_fold(draft->arena, a->description);
    return vd_str_starts(fold, VD_S("publicar")) || vd_str_find(fold, VD_S(" publicar ")) >= 0 || vd_str_starts(fold, VD_S("publicacion"));
}

static struct vd_str third_report(const struct plan_draft *draft)
{
    struct vd_date day = vd_calendar_nth_business(draft->vigencia + 1, 1, BUSINESS_DAYS);
    return vd_str_printf(draft->arena, "a más tardar el %.*s", VD_SARG(vd_date_dmy(draft->arena, day)));
}

/* Windows in which Control Interno publishes its follow-up. */
static void check_publication(struct plan_draft *draft, size_t i)
{
    if (!publishes(draft, &draft->activities.v[i]) || !follows_up(draft, &draft->activities.v[i]))
        return;
    struct draft_windows windows = draft_windows_of(draft, i);
    VD_EACH(w, &windows) {
        if (!w->due.year)
            continue;
        struct vd_date limit = vd_calendar_nth_business(w->due.year, w->due.month, BUSINESS_DAYS);
        bool month = w->due.month == 1 || w->due.month == 5 || w->due.month == 9, short_window = w->from.year && w->from.month == w->due.month;
        if (month && short_window && vd_date_days(w->due) > vd_date_days(limit))
            draft_finding_add(draft, "VD-P053", w->place, (int)i, vd_date_dmy(draft->arena, w->due), vd_date_dmy(draft->arena, limit));
        else if (short_window && w->due.month == 12 && w->due.year == draft->vigencia)
            draft_finding_add(draft, "VD-P054", w->place, (int)i, w->raw, third_report(draft));
    }
}

/* The goal names the cut-off of 31 December, and the dates end with the year: its report cannot be ready. */
static void check_third_report(struct plan_draft *draft, size_t i)
{
    const struct draft_activity *a = &draft->activities.v[i];
    struct plan_schedule goal;
    struct vd_date last = {0};
    bool december = false, others = false;
    struct draft_windows windows = draft_windows_of(draft, i);
    VD_EACH(w, &windows)
        if (w->due.year && (!last.year || vd_date_days(w->due) > vd_date_days(last)))
            last = w->due;
    if (!a->goal.p || !last.year || last.year > draft->vigencia || vd_str_find(vd_fold(draft->arena, a->goal), VD_S("cort")) < 0)
        return;
    plan_dates_in_prose(draft->arena, a->goal, draft->vigencia, &goal);
    VD_EACH(w, &goal.windows) {
        december |= is_day(w->due, 12, 31);
        others |= is_day(w->due, 4, 30) || is_day(w->due, 8, 31);
    }
    if (december && others)
        plan_check_put(draft, "VD-P054", i, PLAN_FIELD_DATE, a->schedule, third_report(draft));
}

static void check_plan_day(struct plan_draft *draft, size_t i)
{
    static const char *const plan[] = {"paac", "plan anticorrupcion"};
    static const char *const other[] = {"seguimiento", "informe", "monitoreo", "avance", "matriz de riesgos", "mapa"};
    struct vd_str fold = vd_fold(draft->arena, draft->activities.v[i].description);
    if (!vd_str_starts(fold, VD_S("publicar")) || !plan_says_any(fold, plan, VD_COUNT(plan)) || plan_says_any(fold, other, VD_COUNT(other)))
        return;
    struct draft_windows windows = draft_windows_of(draft, i);
    VD_EACH(w, &windows)
        if (w->due.year == draft->vigencia && w->due.month > 1)
            draft_finding_add(draft, "VD-P056", w->place, (int)i, vd_date_dmy(draft->arena, w->due), vd_str_printf(draft->arena, "31/01/%d", draft->vigencia));
}

void plan_check_dates(struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->activities.n; i++) {
        check_count(draft, i);
        check_frequency(draft, i);
        check_cutoffs(draft, i);
        check_publication(draft, i);
        check_third_report(draft, i);
        check_plan_day(draft, i);
    }
}
