/* SPDX-License-Identifier: Apache-2.0 */
/* From places with text and merged ranges to grids: what the readers of sheets (XLSX, ODS, CSV) share. Cells may come in any
 * order and merges after them, as XLSX has it. */
#ifndef VD_SHEETS_H
#define VD_SHEETS_H
#include "office/office.h"
#include "office/refusal.h"

struct vd_sheets {
    struct vd_refusal *why;
    struct vd_arena *arena;
    struct vd_doc *doc;
    struct vd_grid *grid;                /* the open sheet */
    VD_LIST(struct vd_grid_cell) cells;  /* of the open sheet */
    VD_LIST(struct vd_grid_cell) merges; /* without text */
    VD_LIST(struct vd_span) hidden_rows, hidden_cols;
    int n_cells;                         /* of all sheets */
    size_t n_text;                       /* bytes kept, of all sheets */
};

/* doc->format is set; sheets and doc live in why->arena. */
void vd_sheets_init(struct vd_sheets *s, struct vd_doc *doc, struct vd_refusal *why);
void vd_sheets_begin(struct vd_sheets *s, struct vd_str name, bool hidden); /* name absent: none */
/* Takes cell.text and cell.value as they are: slices that last as long as the arena. Text without letters is no cell. false: refused. */
bool vd_sheets_put(struct vd_sheets *s, struct vd_grid_cell cell);
/* A range that one cell covers; of two that overlap the one that begins later is let fall. false: refused. */
bool vd_sheets_merge(struct vd_sheets *s, int row, int col, int rows, int cols);
void vd_sheets_hide(struct vd_sheets *s, bool rows, int first, int n); /* ranges in order */
void vd_sheets_end(struct vd_sheets *s);
/* All sheets have been read: refuses a file where none has text. */
void vd_sheets_done(struct vd_sheets *s);
#endif
