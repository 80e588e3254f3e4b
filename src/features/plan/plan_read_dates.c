/* SPDX-License-Identifier: Apache-2.0 */
/* The dates of one row become windows. Two columns (start, end) pair line by line; when their counts differ nothing is
 * paired, because any choice would invent a commitment. One column (programmed date) gives points. An impossible or
 * unreadable date leaves its half of the window empty and names the finding in `problem`. */
#include "features/plan/plan_draft.h"

struct date_line {
    struct vd_str raw;
    struct vd_date date;
    const char *problem;
};
typedef VD_LIST(struct date_line) date_lines;

static struct plan_place place_of(int table, const struct vd_grid_cell *cell, int part)
{
    return (struct plan_place){table, cell->row + 1, cell->col + 1, part};
}

static struct date_line read_line(struct plan_draft *draft, int activity, struct plan_place place, struct vd_str raw)
{
    struct vd_date_reading reading = vd_date_read_cell(raw);
    if (reading.status == VD_DATE_READ)
        return (struct date_line){raw, reading.date, NULL};
    const char *code = reading.status == VD_DATE_IMPOSSIBLE ? "VD-P001" : "VD-P002";
    draft_finding_add(draft, code, place, activity, raw, vd_date_dmy(draft->arena, reading.date));
    return (struct date_line){raw, {0}, code};
}

/* Reads the lines of one cell, and keeps them as source cells. `pairs`: the other column has as many. */
static date_lines read_cell(struct plan_draft *draft, int activity, int table, const struct vd_grid_cell *cell, enum plan_field field, bool pairs)
{
    date_lines out = {0};
    if (!cell)
        return out;
    draft_lines lines = draft_lines_of(draft->arena, cell->text);
    for (size_t i = 0; i < lines.n; i++) {
        struct plan_place place = place_of(table, cell, lines.n > 1 ? (int)i + 1 : 0);
        struct date_line line = read_line(draft, activity, place, lines.v[i]);
        const char *status = line.problem || !pairs ? "ambiguo" : "leido";
        draft_cell_add(draft, &(struct draft_cell){place, lines.v[i], activity, field, vd_date_iso(draft->arena, line.date), status});
        *VD_PUSH(draft->arena, &out) = line;
    }
    return out;
}

static struct draft_window *add_window(struct plan_draft *draft, int activity, struct vd_str raw)
{
    struct draft_window *window = VD_PUSH(draft->arena, &draft->windows);
    *window = (struct draft_window){.activity = activity, .ord = ++draft->activities.v[activity].windows, .raw = raw};
    return window;
}

static void add_points(struct plan_draft *draft, int activity, const struct draft_dates *dates)
{
    date_lines points = read_cell(draft, activity, dates->table, dates->date, PLAN_FIELD_DATE, true);
    VD_EACH(point, &points) {
        struct draft_window *window = add_window(draft, activity, point->raw);
        window->due = point->date;
        window->problem = point->problem;
    }
}

static void add_unpaired(struct plan_draft *draft, int activity, const struct draft_dates *dates)
{
    struct vd_str start = dates->start ? dates->start->text : VD_S(""), end = dates->end ? dates->end->text : VD_S("");
    struct vd_str raw = vd_str_squeeze(draft->arena, vd_str_printf(draft->arena, "%.*s · %.*s", VD_SARG(start), VD_SARG(end)));
    draft_finding_add(draft, "VD-P003", place_of(dates->table, dates->end ? dates->end : dates->start, 0), activity, raw, (struct vd_str){0});
    add_window(draft, activity, raw)->problem = "VD-P003";
}

static size_t line_count(struct vd_arena *arena, const struct vd_grid_cell *cell)
{
    return cell ? draft_lines_of(arena, cell->text).n : 0;
}

void draft_dates_add(struct plan_draft *draft, int activity, const struct draft_dates *dates)
{
    if (dates->date)
        add_points(draft, activity, dates);
    if (!dates->start && !dates->end)
        return;
    bool pairs = line_count(draft->arena, dates->start) == line_count(draft->arena, dates->end);
    date_lines starts = read_cell(draft, activity, dates->table, dates->start, PLAN_FIELD_START, pairs);
    date_lines ends = read_cell(draft, activity, dates->table, dates->end, PLAN_FIELD_END, pairs);
    if (!pairs) {
        add_unpaired(draft, activity, dates);
        return;
    }
    for (size_t i = 0; i < starts.n; i++) {
        struct vd_str raw = vd_str_printf(draft->arena, "%.*s · %.*s", VD_SARG(starts.v[i].raw), VD_SARG(ends.v[i].raw));
        struct draft_window *window = add_window(draft, activity, raw);
        window->from = starts.v[i].date;
        window->due = ends.v[i].date;
        window->problem = ends.v[i].problem ? ends.v[i].problem : starts.v[i].problem;
    }
}
