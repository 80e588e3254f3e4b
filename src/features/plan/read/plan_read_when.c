/* SPDX-License-Identifier: Apache-2.0 */
/* The dates of one row of an activity: one cell («Fecha programada»), two (start and end, paired line by line) or marks below months. */
#include "features/plan/read/plan_reader.h"

enum { SCHEDULE_MAX = 4096 };

/* Of a pair, the half that could not be read. */
static const char *problem_of(const struct plan_schedule *schedule, const struct plan_window *window)
{
    if (!window->raw.p || (window->from.year && window->due.year))
        return NULL;
    VD_EACH(problem, &schedule->verdict.problems)
        if (problem->read_text.n && vd_str_find(window->raw, problem->read_text) >= 0)
            return problem->code;
    return NULL;
}

static void add_windows(struct reader *r, const struct plan_schedule *schedule, struct plan_place place)
{
    struct draft_activity *activity = &r->draft->activities.v[r->activity];
    VD_EACH(w, &schedule->windows) {
        r->too_big |= activity->windows >= PLAN_MAX_WINDOWS || r->draft->windows.n >= PLAN_MAX_ALL_WINDOWS;
        if (r->too_big)
            return;
        struct vd_str raw = w->raw.p ? w->raw : schedule->raw;
        place.part = w->part;
        *VD_PUSH(r->arena, &r->draft->windows) = (struct draft_window){.activity = r->activity, .ord = ++activity->windows, .from = w->from, .due = w->due,
            .granularity = w->granularity, .raw = raw, .supposed = w->supposed, .place = place, .problem = w->problem ? w->problem : problem_of(schedule, w)};
    }
}

/* Several rows of dates are one schedule: their windows follow each other. `start`: the cell of the starts, where there is one. */
static void add_schedule(struct reader *r, const struct plan_schedule *schedule, struct plan_place place, const struct vd_grid_cell *start)
{
    struct draft_activity *activity = &r->draft->activities.v[r->activity];
    if (!schedule->raw.p)
        return;
    bool first = !activity->schedule.p;
    if (first)
        activity->schedule = schedule->raw;
    else if (activity->schedule.n < SCHEDULE_MAX) /* a hostile table has a date in each of its rows: each is a window, the text ends */
        activity->schedule = vd_str_printf(r->arena, "%.*s\n%.*s", VD_SARG(activity->schedule), VD_SARG(schedule->raw));
    if (first) {
        activity->dates = *schedule;
        activity->schedule_kind = schedule->kind;
    } else if (strcmp(activity->schedule_kind, "window") == 0 || strcmp(schedule->kind, "window") == 0) {
        activity->schedule_kind = "windows";
    } else if (strcmp(activity->schedule_kind, "point") == 0) {
        activity->schedule_kind = "points";
    }
    if (schedule->supposed.n && activity->supposed.n < SCHEDULE_MAX && vd_str_find(activity->supposed, schedule->supposed) < 0)
        activity->supposed = activity->supposed.n ? vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(activity->supposed), VD_SARG(schedule->supposed)) : schedule->supposed;
    add_windows(r, schedule, place);
    struct vd_str before = {0};
    VD_EACH(problem, &schedule->verdict.problems) {
        bool again = before.n && vd_str_eq(before, problem->read_text); /* «13/01/2022» in both cells: the second is of the end */
        bool of_start = start && !again && problem->read_text.n && vd_str_find(start->text, problem->read_text) >= 0;
        before = again ? (struct vd_str){0} : problem->read_text;
        draft_finding_add(r->draft, problem->code, of_start ? reader_place(r, start) : place, r->activity, problem->read_text, problem->proposal);
    }
}

/* The lines of a cell of starts or ends, each with the date it was read as. */
static void put_date_lines(struct reader *r, const struct vd_grid_cell *cell, enum plan_field field, const struct plan_schedule *schedule)
{
    draft_lines lines = {0};
    struct vd_str whole = cell ? reader_text(r->arena, cell) : (struct vd_str){0};
    if (cell)
        lines = draft_lines_of(r->arena, whole);
    for (size_t i = 0; i < lines.n; i++) {
        struct plan_place place = reader_place(r, cell);
        place.part = lines.n > 1 ? (int)i + 1 : 0;
        struct vd_date date = {0};
        const char *status = schedule->windows.n == lines.n ? plan_certainty_name(schedule->windows.v[i].status) : "ambiguo";
        if (schedule->windows.n == lines.n) {
            const struct plan_window *w = &schedule->windows.v[i];
            date = field == PLAN_FIELD_START ? w->from : w->due;
            if (date.year && (!w->from.year || !w->due.year) && w->year_source == PLAN_YEAR_EXPLICIT)
                status = "leido"; /* what is doubtful of the window is its other end */
        }
        if (!date.year)
            status = "ambiguo";
        draft_cell_add(r->draft, &(struct draft_cell){place, lines.v[i], r->activity, field, vd_date_iso(r->arena, date), status,
            cell->rows, cell->cols, i || vd_str_eq(lines.v[i], whole) ? (struct vd_str){0} : whole});
    }
    if (cell && absent(r->draft->activities.v[r->activity].at[field]))
        r->draft->activities.v[r->activity].at[field] = reader_place(r, cell);
}

/* What the marks say, as a text: the names over them. */
static struct vd_str marks_text(struct reader *r, const bool *marks)
{
    static const char *const names[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "después de diciembre"};
    struct vd_str text = VD_S("");
    for (int month = 0; month < MONTH_STRAY; month++)
        if (marks[month])
            text = vd_str_printf(r->arena, "%.*s%s%s", VD_SARG(text), text.n ? ", " : "", names[month]);
    return text;
}

static void put_months(struct reader *r, const struct row *row)
{
    bool marks[MONTH_STRAY] = {0};
    struct plan_schedule schedule;
    const struct vd_grid_cell *first = NULL, *last = NULL;
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        int month = cell->col < r->columns.n && r->columns.field_of[cell->col] == PLAN_FIELD_MONTH ? r->columns.month_of[cell->col] : 0;
        if (!month || !cell_says(cell))
            continue;
        bool mark = reader_is_mark(cell->text);
        marks[month - 1] |= mark;
        first = first ? first : cell;
        last = cell;
        struct vd_date from = {(int16_t)r->draft->vigencia, (uint8_t)month, 1};
        struct vd_str reading = mark && month < MONTH_STRAY ? vd_str_sub(vd_date_iso(r->arena, from), 0, 7) : (struct vd_str){0};
        reader_put_cell(r, cell, PLAN_FIELD_MONTH, r->activity, reading, reading.n ? "leido" : "sin_usar");
    }
    if (!first)
        return;
    plan_dates_read_marks(r->arena, marks, MONTH_STRAY, r->draft->vigencia, &schedule);
    schedule.raw = marks_text(r, marks);
    add_schedule(r, &schedule, reader_place(r, marks[MONTH_STRAY - 1] ? last : first), NULL);
}

/* Several pairs in two cells are told one a line: "01/05/2022 · 01/06/2022". */
static void pair_text(struct reader *r, struct plan_schedule *schedule)
{
    if (schedule->windows.n < 2)
        return;
    schedule->raw = schedule->windows.v[0].raw;
    for (size_t i = 1; i < schedule->windows.n && schedule->raw.n < SCHEDULE_MAX; i++)
        schedule->raw = vd_str_printf(r->arena, "%.*s\n%.*s", VD_SARG(schedule->raw), VD_SARG(schedule->windows.v[i].raw));
}

void reader_put_dates(struct reader *r, const struct row *row, bool carried)
{
    const struct vd_grid_cell *date = row->of[PLAN_FIELD_DATE], *start = row->of[PLAN_FIELD_START], *end = row->of[PLAN_FIELD_END];
    struct plan_schedule schedule;
    if (date) {
        plan_dates_read(r->arena, row->text[PLAN_FIELD_DATE], r->draft->vigencia, &schedule);
        if (!carried)
            reader_put_cell(r, date, PLAN_FIELD_DATE, r->activity, plan_dates_reading(r->arena, &schedule), plan_certainty_name(schedule.verdict.status));
        add_schedule(r, &schedule, reader_place(r, date), NULL);
    }
    if (start || end) {
        plan_dates_read_pair(r->arena, row->text[PLAN_FIELD_START], row->text[PLAN_FIELD_END], r->draft->vigencia, &schedule);
        pair_text(r, &schedule);
        if (!carried) {
            put_date_lines(r, start, PLAN_FIELD_START, &schedule);
            put_date_lines(r, end, PLAN_FIELD_END, &schedule);
        }
        add_schedule(r, &schedule, reader_place(r, end ? end : start), start);
    }
    put_months(r, row);
}
