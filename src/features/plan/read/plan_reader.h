/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the reading: what its files share. plan_read.c walks blocks and grids; plan_read_columns.c finds the headings of a grid
 * and what each column holds, plan_read_tramites.c those of the SUIT format, plan_read_content.c by what stands in it; plan_read_rows.c parts the rows of a matrix,
 * plan_read_activity.c reads one activity, plan_read_when.c its dates; plan_read_indicators.c the indicators of components;
 * plan_read_followup.c what a follow-up adds; plan_read_end.c what only the whole tells. */
#ifndef PLAN_READER_H
#define PLAN_READER_H
#include "features/plan/read/plan_check.h"
#include "features/plan/read/plan_draft.h"
#include "features/plan/read/plan_followup_draft.h"
#include "features/plan/read/plan_law.h"

enum { MONTH_STRAY = 13 }; /* a column of marks past December */

/* What the columns of a grid hold. */
struct columns {
    int n;
    enum plan_field field_of[VD_DOC_MAX_COLS];
    unsigned char month_of[VD_DOC_MAX_COLS];    /* where field_of is MONTH: 1..12, MONTH_STRAY, 0 for a heading that is no month */
    bool headed[VD_DOC_MAX_COLS];               /* says something above, known or not */
    enum plan_field activity_is;                /* of the SUIT format: the column that stands in for the activity; else NONE */
    int col_of[PLAN_FIELD_COUNT];               /* first column of a field from 1, 0: none */
};

struct reader {
    struct plan_draft *draft;
    struct vd_arena *arena;
    int component, subcomponent, activity;      /* indexes, -1: none yet */
    const struct vd_grid *grid;
    size_t *row_start;                          /* of the grid: index of the first cell of each row, and of the end */
    int table, matrix;                          /* indexes in draft.tables: of the grid, and of the matrix it goes on with */
    struct columns columns;                     /* of the last matrix: a table without headings may go on with it */
    bool has_columns, continues;                /* the grid goes on with the columns of the one before */
    bool in_matrix;                             /* the lines in hand are cells that are kept */
    bool titled;                                /* a line of the grid names a component */
    bool first_row;                             /* no row of this grid was an activity yet */
    bool done;                                  /* the total of a follow-up was read: below it people sign */
    struct vd_str sheet_title;                  /* name of the sheet of the component in hand */
    struct vd_str sheet_date; struct vd_date sheet_day; struct plan_place sheet_date_place; /* last date that stood alone above a matrix */
    VD_LIST(struct vd_str) lines;               /* short lines outside of the rows, folded: pages repeat them */
    const struct vd_grid_cell *cover[VD_DOC_MAX_COLS]; /* the last merged cell of each column */
    int headers;                                /* how many different rows of headings were read */
    size_t text;                                /* bytes of the cells of matrices, those merged over several activities once for each */
    bool too_big, no_memory;
};

struct row {
    int number;                                  /* in the grid, from 0 */
    const struct vd_grid_cell *cells;            /* those that begin in it */
    size_t n;
    int shift;                                   /* 1: its cells stand one column to the right of their headings */
    const struct vd_grid_cell *of[PLAN_FIELD_COUNT]; /* first cell with text, by field */
    struct vd_str text[PLAN_FIELD_COUNT];        /* what they say, joined */
};

static inline struct plan_place reader_place(const struct reader *r, const struct vd_grid_cell *cell)
{
    return (struct plan_place){r->grid->number, cell->row + 1, cell->col + 1, 0};
}

static inline bool cell_says(const struct vd_grid_cell *cell) { return vd_str_trim(cell->text).n > 0; }
static inline bool absent(struct plan_place place) { return place.table == 0; }

struct row reader_row_at(const struct reader *r, int number);
/* The only cell of a row that says something; NULL when none or several do. */
const struct vd_grid_cell *reader_single(const struct row *row);
/* What a cell says; where the program shows a number rounded, the number itself: "0,75" shown as 0,8. */
struct vd_str reader_text(struct vd_arena *arena, const struct vd_grid_cell *cell);
/* A formula without the markup some programs copy: «$(\text{a} / \text{b}) * 100$» is «(a / b) * 100». */
struct vd_str reader_formula(struct vd_arena *arena, struct vd_str text);
/* «(No. de PQRs atendidas / No. de PQRs radicadas) * 100»: the cell of the indicator holds how it is computed. */
bool reader_is_formula(struct vd_arena *arena, struct vd_str text);
bool reader_is_mark(struct vd_str text);                     /* X, ✓, ■ … of a month matrix */
bool reader_is_date(struct vd_arena *arena, struct vd_str text); /* a date, a range, a periodicity */
bool reader_is_figure(struct vd_str text);                   /* digits, with sign, comma, dot, %, and nothing else */

/* Adds one and returns its index; past the limit sets too_big and returns the current one. */
int reader_add_component(struct reader *r, const struct draft_component *component);
void reader_begin_component(struct reader *r, struct vd_str raw, struct vd_str code, struct vd_str name, struct plan_place place);
void reader_note_line(struct reader *r, struct vd_str text, struct plan_place place);
bool reader_may_read(struct reader *r, size_t bytes); /* counts them; false, and too_big, past the limit */
bool reader_known_line(struct reader *r, struct vd_str text); /* stood outside of the rows before: the head of a page */
void reader_put_cell(struct reader *r, const struct vd_grid_cell *cell, enum plan_field field, int activity, struct vd_str reading, const char *status);

/* ---- columns */
enum header_kind { HEADER_NONE, HEADER_MATRIX, HEADER_INDICATORS };
/* Are these headings? *ret_rows: how many rows they take, one or two. */
enum header_kind reader_header(struct reader *r, int number, int *ret_rows);
void reader_put_header(struct reader *r, int number, int rows); /* sets r->columns; keeps its cells, reports its doubts */
void reader_keep_header(struct reader *r, int number, int rows); /* only keeps its cells: these headings are in hand */
void reader_columns_by_content(struct reader *r, const struct vd_grid_cell *const *heads, int first_row, struct columns *columns);
bool reader_goes_on(struct reader *r);          /* a grid without headings has the columns of the last matrix: sets r->columns */
void columns_index(struct columns *columns);    /* col_of from field_of */

/* ---- the SUIT format: plan_read_tramites.c */
bool reader_is_tramite_field(enum plan_field field);
bool reader_has_tramites(const bool *has);      /* by field: do these headings stand over a table of trámites? */
/* The headings together tell: alone, «Nombre» or «Estado actual» say nothing of a trámite. */
void reader_settle_tramites(struct columns *columns, struct plan_heading *headings);
void reader_tramite_row(struct reader *r, const struct row *row); /* of the activity in hand */

/* ---- rows */
void reader_row(struct reader *r, struct row *row);      /* a row below the headings of a matrix */
void reader_indicator_row(struct reader *r, struct row *row); /* … of a table of indicators */
void reader_lone_indicator(struct reader *r, const struct row *row); /* of a matrix, without activity */
void reader_collect(struct reader *r, struct row *row);  /* fills of[] and text[] */
int reader_shift(struct reader *r, const struct row *row);
struct vd_str reader_merged_text(struct reader *r, const struct row *row, enum plan_field field); /* its own, or of the cell merged over it */
void reader_begin_activity(struct reader *r, struct row *row);
void reader_join_activity(struct reader *r, struct row *row);   /* a text cut by the page */
void reader_more_of_activity(struct reader *r, struct row *row); /* responsibles and dates of another row */
void reader_put_dates(struct reader *r, const struct row *row, bool carried); /* carried: its cells were kept with another activity */
void reader_followup_row(struct reader *r, const struct row *row);
bool reader_followup_end(struct reader *r, const struct row *row); /* a total, a mean, a signature */

void draft_findings_find(struct plan_draft *draft);   /* what is missing, and plan_check(); sorts all the findings */
void reader_end(struct reader *r);                    /* addresses, schedules, what is missing */
#endif
