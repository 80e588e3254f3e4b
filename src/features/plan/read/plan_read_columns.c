/* SPDX-License-Identifier: Apache-2.0 */
/* Finds the headings of a grid and what each column holds. Headings are one row, or two when a group stands over several columns
 * («Fecha» over «Inicio» and «Fin», «Mes» over the twelve months). What they leave open is decided by the content. */
#include "features/plan/read/plan_reader.h"

enum { HEADER_MIN_FIELDS = 3, HEADER_MIN_WITHOUT_ACTIVITY = 4, MONTHS_LEAST = 6, MONTH_NAME_MAX = 14 };

void columns_index(struct columns *columns)
{
    memset(columns->col_of, 0, sizeof columns->col_of);
    for (int col = columns->n - 1; col >= 0; col--)
        columns->col_of[columns->field_of[col]] = col + 1;
}

/* The cell that stands over each column in a row of headings; NULL: none. */
static void heads_of(const struct reader *r, int number, const struct vd_grid_cell **heads)
{
    struct row row = reader_row_at(r, number);
    memset(heads, 0, VD_DOC_MAX_COLS * sizeof *heads);
    for (size_t i = 0; i < row.n; i++)
        for (int col = row.cells[i].col; col < row.cells[i].col + row.cells[i].cols && col < VD_DOC_MAX_COLS; col++)
            heads[col] = &row.cells[i];
}

static struct vd_str head_text(const struct vd_grid_cell *head) { return head ? vd_str_trim(head->text) : VD_S(""); }

/* Cheap first: every row of a file is asked whether it holds headings. */
static bool is_month(struct reader *r, const struct vd_grid_cell *cell)
{
    struct vd_str text = vd_str_trim(cell->text);
    return text.n >= 3 && text.n <= MONTH_NAME_MAX && strchr("eEfFmMaAjJsSoOnNdD", text.p[0]) && plan_dates_month(r->arena, text) > 0;
}

static int months_in(struct reader *r, int number)
{
    struct row row = reader_row_at(r, number);
    int n = 0;
    for (size_t i = 0; i < row.n && number < r->grid->rows; i++)
        n += is_month(r, &row.cells[i]);
    return n;
}

/* Does the next row hold the headings below groups? Each of its cells must be known below the group at its left or over it. */
static bool has_second(struct reader *r, int number)
{
    const struct vd_grid_cell *heads[VD_DOC_MAX_COLS];
    if (number + 1 >= r->grid->rows)
        return false;
    if (months_in(r, number + 1) >= MONTHS_LEAST)
        return true;
    struct row below = reader_row_at(r, number + 1);
    int known = 0, groups = 0;
    heads_of(r, number, heads);
    for (size_t i = 0; i < below.n; i++) {
        const struct vd_grid_cell *cell = &below.cells[i];
        int col = cell->col;
        if (!cell_says(cell))
            continue;
        while (col > 0 && head_text(heads[col]).n == 0)
            col--;
        if (plan_heading_below(r->arena, head_text(heads[col]), cell->text).field == PLAN_FIELD_NONE)
            return false;
        known++;
        groups += col != cell->col || (heads[col] && heads[col]->cols > 1);
    }
    return known >= 2 && groups > 0;
}

enum header_kind reader_header(struct reader *r, int number, int *ret_rows)
{
    struct row row = reader_row_at(r, number);
    bool has[PLAN_FIELD_COUNT] = {0};
    int known = 0, says = 0, named = 0;
    for (size_t i = 0; i < row.n; i++) {
        if (!cell_says(&row.cells[i]))
            continue;
        says++;
        enum plan_field field = plan_heading_read(r->arena, row.cells[i].text).field;
        named += field == PLAN_FIELD_NONE && is_month(r, &row.cells[i]);
        known += field != PLAN_FIELD_NONE && !has[field];
        has[field] = field != PLAN_FIELD_NONE || has[field];
    }
    bool tramites = reader_has_tramites(has);
    for (enum plan_field field = PLAN_FIELD_TRAMITE; field < PLAN_FIELD_COUNT && !tramites; field++)
        known -= has[field];
    if (says < 2 || (says > 3 && (known + named) * 3 < says)) /* a row of text in which a word or two look like headings */
        return HEADER_NONE;
    bool dated = has[PLAN_FIELD_DATE] || has[PLAN_FIELD_START] || has[PLAN_FIELD_END] || has[PLAN_FIELD_MONTH];
    bool months = has[PLAN_FIELD_ACTIVITY] && (named >= MONTHS_LEAST || (has[PLAN_FIELD_MONTH] && months_in(r, number + 1) >= MONTHS_LEAST));
    *ret_rows = has_second(r, number) ? 2 : 1;
    if (months || (tramites && known >= HEADER_MIN_WITHOUT_ACTIVITY) || (has[PLAN_FIELD_ACTIVITY] && known >= HEADER_MIN_FIELDS) || (known >= HEADER_MIN_WITHOUT_ACTIVITY && dated && has[PLAN_FIELD_RESPONSIBLE]))
        return HEADER_MATRIX;
    if (has[PLAN_FIELD_INDICATOR] && (has[PLAN_FIELD_FORMULA] || has[PLAN_FIELD_GOAL]) && !has[PLAN_FIELD_ACTIVITY] && !dated)
        return HEADER_INDICATORS;
    return HEADER_NONE;
}

/* ---- from headings to columns */

static void report_heading(struct reader *r, const struct vd_grid_cell *head, const struct plan_heading *heading)
{
    if (heading->guessed)
        draft_finding_add(r->draft, "VD-P032", reader_place(r, head), -1, vd_str_squeeze(r->arena, head->text), vd_str_of(heading->known_as));
    else if (heading->field == PLAN_FIELD_NONE && cell_says(head))
        draft_finding_add(r->draft, "VD-P033", reader_place(r, head), -1, vd_str_squeeze(r->arena, head->text), (struct vd_str){0});
}

/* «Meta o producto» is the product where another column has the goal. */
static void part_goal_and_product(struct columns *columns, const struct plan_heading *headings)
{
    bool goal = false;
    for (int col = 0; col < columns->n; col++)
        goal |= headings[col].field == PLAN_FIELD_GOAL && !headings[col].or_product;
    for (int col = 0; goal && col < columns->n; col++)
        if (headings[col].or_product)
            columns->field_of[col] = PLAN_FIELD_PRODUCT;
}

static void set_months(struct reader *r, struct columns *columns, const struct vd_grid_cell **top, const struct vd_grid_cell **below)
{
    int last = -1;
    for (int col = 0; col < columns->n; col++) {
        struct vd_str name = below && head_text(below[col]).n ? head_text(below[col]) : head_text(top[col]);
        int month = name.n && name.n <= MONTH_NAME_MAX ? plan_dates_month(r->arena, name) : 0;
        if (month && (columns->field_of[col] == PLAN_FIELD_NONE || columns->field_of[col] == PLAN_FIELD_MONTH)) {
            columns->field_of[col] = PLAN_FIELD_MONTH;
            columns->month_of[col] = (unsigned char)month;
            last = col;
        } else if (columns->field_of[col] == PLAN_FIELD_MONTH) {
            columns->field_of[col] = PLAN_FIELD_NONE;
        }
    }
    bool stray = last >= 0 && columns->month_of[last] == 12 && last + 1 < columns->n && columns->field_of[last + 1] == PLAN_FIELD_NONE &&
                 head_text(top[last + 1]).n == 0;
    if (stray) {
        columns->field_of[last + 1] = PLAN_FIELD_MONTH;
        columns->month_of[last + 1] = MONTH_STRAY;
    }
}

static void put_heading_cells(struct reader *r, int number)
{
    struct row row = reader_row_at(r, number);
    for (size_t i = 0; i < row.n; i++)
        if (cell_says(&row.cells[i]))
            reader_put_cell(r, &row.cells[i], PLAN_FIELD_HEADER, -1, vd_str_of(plan_field_name(r->columns.field_of[row.cells[i].col])), "leido");
}

void reader_keep_header(struct reader *r, int number, int rows)
{
    for (int i = 0; i < rows; i++)
        put_heading_cells(r, number + i);
}

void reader_put_header(struct reader *r, int number, int rows)
{
    const struct vd_grid_cell *top[VD_DOC_MAX_COLS], *below[VD_DOC_MAX_COLS];
    struct plan_heading headings[VD_DOC_MAX_COLS] = {0};
    struct columns *columns = &r->columns;
    memset(columns, 0, sizeof *columns);
    columns->n = r->grid->cols < VD_DOC_MAX_COLS ? r->grid->cols : VD_DOC_MAX_COLS;
    heads_of(r, number, top);
    if (rows > 1)
        heads_of(r, number + 1, below);
    for (int col = 0, group = 0; col < columns->n; col++) {
        group = head_text(top[col]).n ? col : group;
        bool under = rows > 1 && head_text(below[col]).n > 0;
        headings[col] = under ? plan_heading_below(r->arena, head_text(top[group]), below[col]->text) : plan_heading_read(r->arena, head_text(top[col]));
        columns->field_of[col] = headings[col].field;
        columns->headed[col] = under || head_text(top[col]).n > 0;
    }
    reader_settle_tramites(columns, headings);
    part_goal_and_product(columns, headings);
    bool months = months_in(r, number + rows - 1) >= MONTHS_LEAST;
    if (months)
        set_months(r, columns, top, rows > 1 ? below : NULL);
    reader_columns_by_content(r, top, number + rows, columns);
    columns_index(columns);
    for (int col = 0; col < columns->n; col++)
        if (top[col] && top[col]->col == col && !(rows > 1 && head_text(below[col]).n) && columns->field_of[col] != PLAN_FIELD_MONTH)
            report_heading(r, top[col], &headings[col]);
    r->has_columns = true;
    reader_keep_header(r, number, rows);
}
