/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the reading of Veedor's own workbook: what its files share. plan_book_read.c finds the sheets and reads the plan and its
 * components, plan_book_activities.c the activities with their windows and responsibles, plan_book_indicators.c and
 * plan_book_followup.c the sheets of their names.
 *
 * What a cell says is taken as it stands: nothing is read out of a text that has a column of its own. The rules of the cells run all
 * the same, for the findings that a person expects of any plan, and never change a value. Errors are VD_INVALID with *reason said. */
#ifndef PLAN_BOOK_READING_H
#define PLAN_BOOK_READING_H
#include "features/plan/cells/plan_figures.h"
#include "features/plan/read/plan_book.h"
#include "features/plan/read/plan_reader.h"

struct plan_book_code { struct vd_str text; int activity; };

/* All memory is the arena's. Rows and activities are counted from 0 and in the order of their sheets. */
struct plan_book_reading {
    struct vd_arena *arena;
    struct plan_draft *draft;
    const struct vd_doc *doc;
    const struct vd_grid *grid[PLAN_BOOK_SHEETS];   /* NULL: the workbook has no such sheet */
    struct vd_read_rows rows[PLAN_BOOK_SHEETS];
    struct plan_book_code *codes;                   /* of the activities, sorted by text */
    int first_table;                                /* index in draft.tables of the sheet Actividades */
    const char *instrument;
    int vigencia;
    struct vd_str *reason;                          /* where what is wrong is said, in Spanish */
};

/* A row that belongs to an activity or to something else that is counted, with its place among those of the same owner. */
struct plan_book_hung { int owner; int64_t ord; size_t row; };

/* The rows of a sheet as structs: PLAN_BOOK_ROWS(b, PLAN_BOOK_WINDOWS, window)[i]. */
#define PLAN_BOOK_ROWS(b, sheet, row) ((const struct plan_book_##row *)(b)->rows[sheet].v)

/* ---- what is wrong: each says it and is VD_INVALID */
VD_MUST enum vd_err plan_book_wrong(const struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i, struct vd_str what);
#define PLAN_BOOK_WRONG(b, sheet, i, ...) plan_book_wrong((b), (sheet), (i), vd_str_printf((b)->arena, __VA_ARGS__))
VD_MUST enum vd_err plan_book_wrong_whole(const struct plan_book_reading *b, struct vd_str what);

/* ---- rows and cells */
struct plan_place plan_book_place(const struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i);
/* Keeps a cell, as the page of an activity shows where it was read. col from 0; activity -1: of none; status as draft_cell has it. An empty cell is none. */
void plan_book_cell(struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i, int col, int activity, enum plan_field field, const char *status,
                    struct vd_str reading);
int plan_book_hung_cmp(const void *a, const void *b); /* for qsort: by owner, then by place */
/* Sorts, and asks that those of each owner are numbered 1, 2, 3 … up to most. */
VD_MUST enum vd_err plan_book_in_order(struct plan_book_reading *b, enum plan_book_sheet sheet, struct plan_book_hung *rows, int64_t most);
/* The activity of a code, once the activities are read. */
VD_MUST enum vd_err plan_book_owner(struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i, struct vd_str code, int *ret);

/* ---- sheets, in this order: each relies on those before */
VD_MUST enum vd_err plan_book_read_activities(struct plan_book_reading *b);
VD_MUST enum vd_err plan_book_read_windows(struct plan_book_reading *b);
VD_MUST enum vd_err plan_book_read_responsibles(struct plan_book_reading *b);
VD_MUST enum vd_err plan_book_read_indicators(struct plan_book_reading *b);
VD_MUST enum vd_err plan_book_read_followup(struct plan_book_reading *b); /* a workbook without Corte has none */
#endif
