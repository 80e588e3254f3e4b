/* SPDX-License-Identifier: Apache-2.0 */
/* The dates of an activity as text. What the plan says stands as it says it, as long as that text is read as the windows that are
 * stored: dates that somebody moved are told by the dates. */
#include "features/plan/plan_docx_parts.h"

#define BETWEEN " · " /* the two cells of a pair, in a window's text */

static struct vd_date date_of(struct vd_str iso)
{
    struct vd_date date = {0};
    return vd_date_from_iso(iso, &date) ? date : (struct vd_date){0};
}

static bool same_day(struct vd_date a, struct vd_str iso)
{
    struct vd_date b = date_of(iso);
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool is_window(const struct plan_window *read, const struct export_window_row *stored)
{
    return same_day(read->from, stored->from_on) && same_day(read->due, stored->due_on) && vd_str_is(stored->granularity, plan_granularity_name(read->granularity));
}

static bool says(const struct docx_activity *a, const struct plan_schedule *read)
{
    if (read->windows.n != a->windows.n || !vd_str_is(a->row.schedule_kind, read->kind))
        return false;
    for (size_t i = 0; i < a->windows.n; i++)
        if (!is_window(&read->windows.v[i], &a->windows.v[i]))
            return false;
    return true;
}

static void add_line(struct vd_arena *arena, struct vd_str *text, struct vd_str line)
{
    *text = text->n ? vd_str_printf(arena, "%.*s\n%.*s", VD_SARG(*text), VD_SARG(line)) : line;
}

/* ---- a start and an end */

static bool pair_of(const struct docx_plan *p, const struct export_window_row *w, struct vd_str *ret_start, struct vd_str *ret_end)
{
    struct plan_schedule read;
    ptrdiff_t dot = vd_str_find(w->raw, VD_S(BETWEEN));
    if (dot > 0) {
        *ret_start = vd_str_sub(w->raw, 0, (size_t)dot);
        *ret_end = vd_str_sub(w->raw, (size_t)dot + strlen(BETWEEN), w->raw.n);
        plan_dates_read_pair(p->arena, *ret_start, *ret_end, (int)p->version.vigencia, &read);
        if (read.windows.n == 1 && is_window(&read.windows.v[0], w))
            return true;
    }
    *ret_start = vd_date_dmy(p->arena, date_of(w->from_on));
    *ret_end = vd_date_dmy(p->arena, date_of(w->due_on));
    return ret_start->n && ret_end->n && vd_str_is(w->granularity, "day");
}

bool docx_in_pair(const struct docx_plan *p, const struct docx_activity *a, struct vd_str *ret_starts, struct vd_str *ret_ends)
{
    struct vd_str starts = {0}, ends = {0}, start, end;
    struct plan_schedule read;
    VD_EACH(w, &a->windows) {
        if (!pair_of(p, w, &start, &end))
            return false;
        add_line(p->arena, &starts, start);
        add_line(p->arena, &ends, end);
    }
    plan_dates_read_pair(p->arena, starts, ends, (int)p->version.vigencia, &read);
    if (!says(a, &read))
        return false;
    *ret_starts = starts;
    *ret_ends = ends;
    return true;
}

/* ---- marks below months */

bool docx_in_marks(const struct docx_plan *p, const struct docx_activity *a, bool *ret_marks)
{
    bool marks[12] = {0};
    struct plan_schedule read;
    VD_EACH(w, &a->windows) {
        struct vd_date from = date_of(w->from_on);
        if (!from.year)
            return false;
        marks[from.month - 1] = true;
    }
    plan_dates_read_marks(p->arena, marks, VD_COUNT(marks), (int)p->version.vigencia, &read);
    if (!says(a, &read))
        return false;
    memcpy(ret_marks, marks, sizeof marks);
    return true;
}

/* ---- one cell */

static struct vd_str by_dates(const struct docx_plan *p, const struct docx_activity *a)
{
    struct vd_str text = {0};
    VD_EACH(w, &a->windows) {
        struct vd_date from = date_of(w->from_on), due = date_of(w->due_on);
        if (!due.year)
            add_line(p->arena, &text, w->raw);
        else if (!from.year || vd_str_eq(w->from_on, w->due_on))
            add_line(p->arena, &text, vd_date_dmy(p->arena, due));
        else
            add_line(p->arena, &text, vd_str_printf(p->arena, "%.*s al %.*s", VD_SARG(vd_date_dmy(p->arena, from)), VD_SARG(vd_date_dmy(p->arena, due))));
    }
    return text;
}

struct vd_str docx_in_words(const struct docx_plan *p, const struct docx_activity *a)
{
    struct plan_schedule read;
    plan_dates_read(p->arena, a->row.schedule, (int)p->version.vigencia, &read);
    if (says(a, &read) || !a->windows.n)
        return a->row.schedule;
    return by_dates(p, a);
}
