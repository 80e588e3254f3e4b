/* SPDX-License-Identifier: Apache-2.0 */
/* From the moments of a date cell to its windows: which days they run from and to, which of them exist, what is proposed instead. */
#include "calendar/calendar.h"
#include "features/plan/cells/plan_terms.h"

static void note(struct reading *r, const char *code, struct vd_str what) { plan_note_add(r->arena, &r->out->verdict, code, what); }

/* `what` are the words that are doubted. */
static void doubt_window(struct reading *r, struct plan_window *w, struct vd_str what, const char *code, const char *problem, struct vd_str proposal)
{
    note(r, code, what);
    w->status = PLAN_AMBIGUOUS;
    if (!problem)
        return;
    w->problem = problem;
    plan_problem_add(r->arena, &r->out->verdict, problem, what, proposal);
}

/* ---- one end of a window */

static struct vd_date last_day(int year, int month) { return (struct vd_date){(int16_t)year, (uint8_t)month, (uint8_t)vd_date_last_day(year, month)}; }

struct vd_date business_day(int year, int month, int n)
{
    if (n != LAST)
        return vd_calendar_nth_business(year, month, n);
    struct vd_date day = last_day(year, month);
    while (!vd_calendar_is_business(day)) /* every month of the law's table has one */
        day.day--;
    return day;
}

struct vd_date moment_from(const struct moment *m)
{
    return (struct vd_date){(int16_t)m->year, (uint8_t)m->from_month, (uint8_t)(m->from_day ? m->from_day : 1)};
}

struct vd_date moment_due(const struct moment *m)
{
    if (m->business)
        return business_day(m->year, m->due_month, m->business);
    if (m->due_day)
        return (struct vd_date){(int16_t)m->year, (uint8_t)m->due_month, (uint8_t)m->due_day};
    return last_day(m->year, m->due_month);
}

/* The day that was perhaps meant by one that does not exist. */
static struct vd_date proposal_for(const struct moment *m)
{
    if (m->impossible && strcmp(m->impossible, "swapped") == 0)
        return (struct vd_date){(int16_t)m->year, (uint8_t)m->due_day, (uint8_t)m->due_month};
    if (m->due_month < 1 || m->due_month > 12 || m->due_day < 1)
        return (struct vd_date){0};
    return last_day(m->year, m->due_month);
}

static bool exists(const struct moment *m)
{
    if (m->impossible)
        return false;
    return vd_date_valid(moment_from(m)) && vd_date_valid(moment_due(m));
}

static void check_weekday(struct reading *r, const struct moment *m, struct plan_window *w)
{
    static const char *const names[] = {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"};
    struct vd_date day = moment_due(m);
    int real = vd_date_weekday(day);
    if (m->weekday && m->weekday != real + 1)
        doubt_window(r, w, terms_text(r, m->first, m->last), "weekday", "VD-P025", vd_str_printf(r->arena, "%s %.*s", names[real], VD_SARG(vd_date_dmy(r->arena, day))));
}

/* Whether the moment gives a day; if not, the window says why. */
static bool usable(struct reading *r, const struct moment *m, struct plan_window *w)
{
    struct vd_str what = terms_text(r, m->first, m->last);
    if (m->doubt) {
        bool unread = strcmp(m->doubt, "vague") == 0;
        doubt_window(r, w, what, m->doubt, unread || strcmp(m->doubt, "year-doubtful") == 0 ? "VD-P002" : NULL, (struct vd_str){0});
        return false;
    }
    if (m->year == 0) {
        doubt_window(r, w, what, "year-missing", NULL, (struct vd_str){0});
        return false;
    }
    if (!exists(m)) {
        struct vd_date better = proposal_for(m);
        bool sure = vd_date_valid(better);
        doubt_window(r, w, what, m->impossible && strcmp(m->impossible, "swapped") == 0 ? "swapped" : "impossible", "VD-P001", sure ? vd_date_dmy(r->arena, better) : (struct vd_str){0});
        return false;
    }
    return true;
}

static void suppose(struct plan_window *w)
{
    if (w->status < PLAN_SUPPOSED)
        w->status = PLAN_SUPPOSED;
}

static void tell_year(struct reading *r, const struct moment *m, struct plan_window *w)
{
    if (m->year_two)
        note(r, "year-two-digits", vd_str_printf(r->arena, "%d", m->year));
    if (m->year_two || m->year_before || (m->source == PLAN_YEAR_VIGENCIA && plan_note_has(&r->out->verdict, "year-from-vigencia")))
        suppose(w);
    if (w->year_source != PLAN_YEAR_VIGENCIA)
        w->year_source = m->source;
}

/* ---- windows */

static void check_window(struct reading *r, struct plan_window *w)
{
    bool both = w->from.year && w->due.year;
    if (both && vd_date_days(w->due) < vd_date_days(w->from)) {
        w->from = w->due = (struct vd_date){0};
        doubt_window(r, w, w->raw, "inverted", "VD-P023", (struct vd_str){0});
        return;
    }
    bool outside = r->vigencia && ((w->due.year && w->due.year != r->vigencia) || (w->from.year && w->from.year != r->vigencia));
    if (outside && w->year_source == PLAN_YEAR_EXPLICIT && !w->problem) {
        w->problem = "VD-P021";
        plan_problem_add(r->arena, &r->out->verdict, "VD-P021", w->raw, (struct vd_str){0});
    }
}

static void add_range(struct reading *r, const struct moment *a, const struct moment *b)
{
    struct plan_window *w = VD_PUSH(r->arena, &r->out->windows);
    w->raw = terms_text(r, a->first, b->last);
    w->granularity = a->granularity < b->granularity ? a->granularity : b->granularity;
    tell_year(r, a, w);
    tell_year(r, b, w);
    bool from = usable(r, a, w), due = usable(r, b, w);
    if (from) {
        w->from = moment_from(a);
        check_weekday(r, a, w);
    }
    if (due) {
        w->due = moment_due(b);
        check_weekday(r, b, w);
    }
    if (from != due && a->due_month && b->due_month)
        note(r, "half-window", w->raw);
    if (a->year + 1 == b->year && plan_note_has(&r->out->verdict, "year-crossed"))
        suppose(w);
    check_window(r, w);
}

static void add_one(struct reading *r, const struct moment *m)
{
    struct plan_window *w = VD_PUSH(r->arena, &r->out->windows);
    w->raw = terms_text(r, m->first, m->last);
    w->granularity = m->granularity;
    tell_year(r, m, w);
    if (!usable(r, m, w))
        return;
    check_weekday(r, m, w);
    w->due = moment_due(m);
    if (!m->point && !m->ends)
        w->from = moment_from(m);
    if (m->begins) {
        w->from = moment_from(m);
        w->due = (struct vd_date){(int16_t)m->year, 12, 31};
        note(r, "open-start", w->raw);
        suppose(w);
    } else if (m->before) {
        w->due = vd_date_of_days(vd_date_days(moment_from(m)) - 1);
        w->from = (struct vd_date){0};
        w->granularity = PLAN_DAY;
        note(r, "before", w->raw);
        suppose(w);
    }
    check_window(r, w);
}

void windows_add(struct reading *r, const moments *all)
{
    for (size_t i = 0; i < all->n; i++) {
        bool range = i + 1 < all->n && all->v[i + 1].range;
        if (range)
            add_range(r, &all->v[i], &all->v[i + 1]);
        else
            add_one(r, &all->v[i]);
        i += range ? 1 : 0;
    }
}

/* «30 de abril, agosto y diciembre»: is the 30th of all of them? */
void windows_check_list(struct reading *r, const moments *all)
{
    bool day_first = all->n > 1 && all->v[0].point && !all->v[0].business, months = false, slash = false;
    for (size_t i = 1; i < all->n; i++) {
        const struct moment *m = &all->v[i];
        months = months || (m->granularity == PLAN_MONTH && !m->range && m->from_month == m->due_month);
        slash = slash || (m->slash && !m->range);
    }
    if (day_first && months && !all->v[1].range)
        note(r, "mixed-list", r->out->raw);
    if (all->n == 2 && slash && all->v[0].granularity == PLAN_MONTH)
        note(r, "slash-list", r->out->raw);
}
