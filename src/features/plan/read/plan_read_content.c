/* SPDX-License-Identifier: Apache-2.0 */
/* Columns by what stands in them. Headings of real matrices are blank, repeated, or one column off: the number of the activity got
 * a column of its own and the headings did not move. A column is looked at in its first rows and counted: numbers of activities,
 * dates, marks, long texts. Every decision that the headings do not bear is reported. */
#include "features/plan/read/plan_reader.h"

enum { ROWS_LOOKED_AT = 60, LONG_TEXT = 25 };

struct content { int n, codes, dates, marks, figures, texts; };

static void look_at(struct reader *r, int first_row, struct content *content)
{
    struct vd_str code;
    memset(content, 0, VD_DOC_MAX_COLS * sizeof *content);
    for (int number = first_row; number < r->grid->rows && number < first_row + ROWS_LOOKED_AT; number++) {
        struct row row = reader_row_at(r, number);
        for (size_t i = 0; i < row.n; i++) {
            struct vd_str text = vd_str_trim(row.cells[i].text);
            struct content *c = &content[row.cells[i].col];
            if (text.n == 0 || row.cells[i].cols > 2)
                continue;
            c->n++;
            c->codes += plan_activity_number(r->arena, text, &code);
            c->marks += reader_is_mark(text);
            c->figures += reader_is_figure(text);
            c->texts += text.n >= LONG_TEXT;
            c->dates += text.n <= 120 && !reader_is_figure(text) && reader_is_date(r->arena, text);
        }
    }
}

static bool mostly(int part, int of) { return of > 0 && part * 2 > of; }

static bool head_says(const struct vd_grid_cell *const *heads, int col) { return heads[col] && cell_says(heads[col]); }

static void report(struct reader *r, const char *code, const struct vd_grid_cell *head, const char *proposal)
{
    draft_finding_add(r->draft, code, reader_place(r, head), -1, vd_str_squeeze(r->arena, head->text), vd_str_of(proposal));
}

/* The headings stand one column to the left from the activity on, because its number took a column: move them. */
static bool move_headings(struct reader *r, const struct vd_grid_cell *const *heads, int activity, const struct content *content, struct columns *columns)
{
    int last = columns->n - 1;
    if (last <= activity + 1 || head_says(heads, last) || content[last].n == 0)
        return false;
    for (int col = last; col > activity + 1; col--)
        columns->field_of[col] = columns->field_of[col - 1];
    columns->field_of[activity] = PLAN_FIELD_NUMBER;
    columns->field_of[activity + 1] = PLAN_FIELD_ACTIVITY;
    draft_finding_add(r->draft, "VD-P031", reader_place(r, heads[activity]), -1, vd_str_squeeze(r->arena, heads[activity]->text), (struct vd_str){0});
    return true;
}

/* The number of the activity in a column of its own: below the heading of the activity, or below a blank one beside it. */
static void part_number(struct reader *r, const struct vd_grid_cell *const *heads, const struct content *content, struct columns *columns)
{
    int activity = columns->col_of[PLAN_FIELD_ACTIVITY] - 1;
    if (activity < 0)
        return;
    if (activity > 0 && !head_says(heads, activity - 1) && columns->field_of[activity - 1] == PLAN_FIELD_NONE && mostly(content[activity - 1].codes, content[activity - 1].n))
        columns->field_of[activity - 1] = PLAN_FIELD_NUMBER;
    if (!mostly(content[activity].codes, content[activity].n) || activity + 1 >= columns->n)
        return;
    bool same = columns->field_of[activity + 1] == PLAN_FIELD_ACTIVITY, blank = !head_says(heads, activity + 1);
    if (same || (blank && content[activity + 1].texts > 0)) {
        columns->field_of[activity] = PLAN_FIELD_NUMBER;
        columns->field_of[activity + 1] = PLAN_FIELD_ACTIVITY;
    } else {
        move_headings(r, heads, activity, content, columns);
    }
}

/* Which of the fields a matrix lacks does this column hold? */
static enum plan_field lacking(const struct content *c, const struct columns *columns)
{
    bool dated = columns->col_of[PLAN_FIELD_DATE] || columns->col_of[PLAN_FIELD_START] || columns->col_of[PLAN_FIELD_END] || columns->col_of[PLAN_FIELD_MONTH];
    if (mostly(c->dates, c->n))
        return dated ? PLAN_FIELD_NONE : PLAN_FIELD_DATE;
    if (!columns->col_of[PLAN_FIELD_RESPONSIBLE] && mostly(c->n - c->figures - c->dates, c->n))
        return PLAN_FIELD_RESPONSIBLE;
    return PLAN_FIELD_NONE;
}

/* Two columns with one heading: two dates are start and end; else the one whose content does not fit is what the matrix lacks. */
static void part_repeated(struct reader *r, const struct vd_grid_cell *const *heads, const struct content *content, struct columns *columns)
{
    for (int col = 1; col < columns->n; col++) {
        enum plan_field field = columns->field_of[col];
        int first = columns->col_of[field] - 1;
        bool single = field != PLAN_FIELD_NONE && field != PLAN_FIELD_MONTH && field != PLAN_FIELD_HEADER && field != PLAN_FIELD_RESPONSIBLE;
        if (!single || first < 0 || first == col || !heads[col] || heads[col] == heads[first])
            continue;
        int odd = field == PLAN_FIELD_DATE && !mostly(content[first].dates, content[first].n) ? first : col;
        if (field == PLAN_FIELD_DATE && mostly(content[first].dates, content[first].n) && mostly(content[col].dates, content[col].n)) {
            columns->field_of[first] = PLAN_FIELD_START;
            columns->field_of[col] = PLAN_FIELD_END;
            report(r, "VD-P030", heads[col], "la primera es la fecha de inicio y la segunda la fecha final");
        } else {
            enum plan_field is = lacking(&content[odd], columns);
            columns->field_of[odd] = is;
            report(r, "VD-P030", heads[odd], vd_str_printf(r->arena, "la %s se leyó como %s", odd == first ? "primera" : "segunda", plan_field_label(is)).p);
        }
        columns_index(columns);
    }
}

static struct vd_str first_text(struct reader *r, int first_row, int col)
{
    VD_EACH(cell, &r->grid->cells)
        if (cell->row >= first_row && cell->col == col && cell_says(cell))
            return vd_str_squeeze(r->arena, cell->text);
    return (struct vd_str){0};
}

/* A column without heading, or the activities without theirs. */
static void name_blank(struct reader *r, const struct vd_grid_cell *const *heads, const struct content *content, int first_row, struct columns *columns)
{
    int longest = -1;
    for (int col = 0; col < columns->n; col++) {
        if (columns->field_of[col] != PLAN_FIELD_NONE || head_says(heads, col))
            continue;
        if (longest < 0 || content[col].texts > content[longest].texts)
            longest = col;
    }
    if (longest >= 0 && !columns->col_of[PLAN_FIELD_ACTIVITY] && content[longest].texts > 0) {
        columns->field_of[longest] = PLAN_FIELD_ACTIVITY;
        columns_index(columns);
    }
    for (int col = 0; col < columns->n; col++) {
        if (columns->field_of[col] != PLAN_FIELD_NONE || head_says(heads, col) || !content[col].n)
            continue;
        columns->field_of[col] = lacking(&content[col], columns);
        columns_index(columns);
        struct plan_place place = heads[col] ? reader_place(r, heads[col]) : (struct plan_place){r->grid->number, first_row, col + 1, 0};
        if (columns->field_of[col] != PLAN_FIELD_NONE)
            draft_finding_add(r->draft, "VD-P034", place, -1, (struct vd_str){0}, vd_str_of(plan_field_label(columns->field_of[col])));
        else
            draft_finding_add(r->draft, "VD-P084", place, -1, first_text(r, first_row, col), (struct vd_str){0});
    }
}

void reader_columns_by_content(struct reader *r, const struct vd_grid_cell *const *heads, int first_row, struct columns *columns)
{
    struct content content[VD_DOC_MAX_COLS];
    look_at(r, first_row, content);
    columns_index(columns);
    part_number(r, heads, content, columns);
    columns_index(columns);
    part_repeated(r, heads, content, columns);
    name_blank(r, heads, content, first_row, columns);
}

/* ---- tables that go on */

static bool fits(const struct columns *columns, const struct content *content)
{
    int activities = 0, dated = 0;
    for (int col = 0; col < columns->n; col++) {
        const struct content *c = &content[col];
        switch (columns->field_of[col]) {
        case PLAN_FIELD_NUMBER:
            if (c->n && !mostly(c->codes, c->n))
                return false;
            break;
        case PLAN_FIELD_ACTIVITY:
            if (mostly(c->codes, c->n) || mostly(c->dates, c->n) || mostly(c->marks, c->n))
                return false;
            activities += c->n;
            break;
        case PLAN_FIELD_DATE: case PLAN_FIELD_START: case PLAN_FIELD_END:
            if (c->n && !mostly(c->dates, c->n))
                return false;
            dated += c->n;
            break;
        case PLAN_FIELD_MONTH:
            if (c->n != c->marks)
                return false;
            dated += c->n;
            break;
        case PLAN_FIELD_RESPONSIBLE:
            if (mostly(c->figures + c->dates, c->n))
                return false;
            break;
        default:
            break;
        }
    }
    return activities > 0 && dated > 0;
}

/* The columns of the matrix before, with one put in or taken out at a place. */
static struct columns changed(const struct columns *before, int at, int change)
{
    struct columns columns = *before;
    columns.n += change;
    for (int col = at + (change > 0); col < columns.n; col++) {
        columns.field_of[col] = before->field_of[col - change];
        columns.month_of[col] = before->month_of[col - change];
    }
    if (change > 0)
        columns.field_of[at] = PLAN_FIELD_NUMBER;
    columns_index(&columns);
    return columns;
}

bool reader_goes_on(struct reader *r)
{
    const struct columns *before = &r->columns;
    struct content content[VD_DOC_MAX_COLS];
    struct columns tried[3];
    int n = 0, activity = before->col_of[PLAN_FIELD_ACTIVITY] - 1, number = before->col_of[PLAN_FIELD_NUMBER] - 1, cols = r->grid->cols;
    if (!r->has_columns || activity < 0 || cols > VD_DOC_MAX_COLS)
        return false;
    if (cols == before->n)
        tried[n++] = *before;
    if (cols == before->n + 1 && number < 0)
        tried[n++] = changed(before, activity, 1);
    if (cols == before->n - 1 && number >= 0)
        tried[n++] = changed(before, number, -1);
    if (cols == before->n - 1 && (before->month_of[before->n - 1] == MONTH_STRAY || before->field_of[before->n - 1] == PLAN_FIELD_NONE))
        tried[n++] = changed(before, before->n - 1, -1);
    look_at(r, 0, content);
    for (int i = 0; i < n; i++) {
        if (!fits(&tried[i], content))
            continue;
        r->columns = tried[i];
        return true;
    }
    return false;
}
