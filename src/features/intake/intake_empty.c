/* SPDX-License-Identifier: Apache-2.0 */
/* Cells of an activity's row in which the file says nothing: they can be filled in the review, like any other is corrected. */
#include "features/intake/intake_views.h"

enum { SHOWN_MOST = 200 };

static bool covers(const struct draft_cell *cell, int table, int row, int col)
{
    const struct plan_place *at = &cell->place;
    return at->table == table && row >= at->row && row < at->row + (cell->rows ? cell->rows : 1) && col >= at->col && col < at->col + (cell->cols ? cell->cols : 1);
}

static bool is_there(const struct plan_draft *draft, int table, int row, int col)
{
    VD_EACH(cell, &draft->cells)
        if (covers(cell, table, row, col))
            return true;
    return false;
}

/* What an activity should say; a row may lack the rest. */
static bool is_asked(enum plan_field field)
{
    return field == PLAN_FIELD_PRODUCT || field == PLAN_FIELD_GOAL || field == PLAN_FIELD_INDICATOR || field == PLAN_FIELD_RESPONSIBLE || field == PLAN_FIELD_START ||
           field == PLAN_FIELD_END || field == PLAN_FIELD_DATE;
}

static enum plan_field field_of(const struct plan_draft *draft, int table, int col)
{
    VD_EACH(cell, &draft->cells)
        if (cell->place.table == table && cell->place.col == col && cell->field != PLAN_FIELD_HEADER && cell->field != PLAN_FIELD_NONE)
            return cell->field;
    return PLAN_FIELD_NONE;
}

struct vd_str intake_column_field(const struct plan_draft *draft, struct plan_place place)
{
    enum plan_field field = field_of(draft, place.table, place.col);
    return field == PLAN_FIELD_NONE ? (struct vd_str){0} : vd_str_of(plan_field_name(field));
}

bool intake_in_table(const struct plan_batch *batch, struct plan_place place)
{
    VD_EACH(t, &batch->tables)
        if (t->table_no == place.table && place.row >= 1 && place.row <= t->rows_n && place.col >= 1 && place.col <= t->cols_n)
            return true;
    return false;
}

static void put_row(struct vd_req *rq, const struct intake_opened *opened, const struct draft_cell *activity, int cols, struct intake_cells_view *view)
{
    for (int col = 1; col <= cols; col++) {
        struct plan_place place = {activity->place.table, activity->place.row, col, 0};
        if (!is_asked(field_of(opened->draft, place.table, col)) || is_there(opened->draft, place.table, place.row, col))
            continue;
        view->more = view->empty.n == SHOWN_MOST;
        if (view->more)
            return;
        *VD_PUSH(rq->arena, &view->empty) = (struct intake_empty){.place = plan_batch_place(rq->arena, &opened->batch, place), .activity = activity->raw,
            .field = plan_batch_upper(rq->arena, plan_batch_field(intake_column_field(opened->draft, place))),
            .url = plan_batch_cell_url(rq->arena, vd_url_with(rq->arena, opened->base, "/celda"), place)};
    }
}

void intake_empty_fill(struct vd_req *rq, const struct intake_opened *opened, int64_t table, struct intake_cells_view *view)
{
    int64_t cols = 0;
    VD_EACH(t, &opened->batch.tables)
        if (t->table_no == table)
            cols = t->cols_n;
    VD_EACH(cell, &opened->draft->cells)
        if (cell->place.table == table && cell->field == PLAN_FIELD_ACTIVITY && cell->place.part < 2)
            put_row(rq, opened, cell, (int)cols, view);
}
