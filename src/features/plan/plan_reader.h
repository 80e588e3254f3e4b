/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the reading: what plan_read.c (blocks and grids), plan_read_rows.c (rows of a matrix) and plan_read_end.c (what
 * only the whole plan tells) share. */
#ifndef PLAN_READER_H
#define PLAN_READER_H
#include "features/plan/plan_draft.h"
#include "features/plan/plan_law.h"

struct reader {
    struct plan_draft *draft;
    struct vd_arena *arena;
    int component, subcomponent, activity;      /* indexes, -1: none yet */
    const struct vd_grid *grid;
    enum plan_field field_of[VD_DOC_MAX_COLS];  /* by column */
    int col_of[PLAN_FIELD_COUNT];               /* first column of a field from 1, 0: the matrix has none */
    bool too_big;
};

struct row {
    int number;                                  /* in the grid, from 0 */
    const struct vd_grid_cell *cells;            /* those that begin in it */
    size_t n;
    const struct vd_grid_cell *of[PLAN_FIELD_COUNT]; /* first cell with text, by field */
    struct vd_str text[PLAN_FIELD_COUNT];
};

static inline struct plan_place reader_place(const struct reader *r, const struct vd_grid_cell *cell)
{
    return (struct plan_place){r->grid->number, cell->row + 1, cell->col + 1, 0};
}

static inline bool cell_says(const struct vd_grid_cell *cell) { return vd_str_trim(cell->text).n > 0; }

/* Adds one and returns its index; past the limit sets too_big and returns the current one. */
int reader_add_component(struct reader *r, const struct draft_component *component);
void reader_put_cell(struct reader *r, const struct vd_grid_cell *cell, enum plan_field field, int activity, struct vd_str reading, const char *status);
void reader_row(struct reader *r, struct row *row);   /* a row below the headings */
void reader_end(struct reader *r);                    /* addresses, schedules, what is missing */
#endif
