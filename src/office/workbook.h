/* SPDX-License-Identifier: Apache-2.0 */
/* Excel workbooks of datasets, in the memory of one row: sheets one after the other, rows as they come. The same data gives the
 * same bytes: the date inside comes from the data. Texts are texts, whatever they begin with; dates and numbers are real ones. */
#ifndef VD_WORKBOOK_H
#define VD_WORKBOOK_H
#include "office/dataset.h"

enum { VD_CELL_MAX = 32767 }; /* UTF-16 units of a cell's text, at most: a longer one cannot be kept whole */

struct vd_workbook;
/* Written to `out` from its start when it is closed; `out` stays the caller's. at: when the data last changed. */
VD_MUST enum vd_err vd_workbook_open(struct vd_arena *arena, FILE *out, struct vd_str title, vd_us at, struct vd_workbook **ret);
/* A sheet with a head of the set's labels; name: at most 31 letters without []:*?/\. */
VD_MUST enum vd_err vd_workbook_sheet(struct vd_workbook *book, const char *name, const struct vd_dataset *set);
/* VD_TOO_BIG: a text longer than VD_CELL_MAX, or rows beyond 1,048,576: nothing is cut. */
VD_MUST enum vd_err vd_workbook_rows(struct vd_workbook *book, const void *rows, size_t n);
/* A sheet of free cells, without head; then its cells, by row. rows and cols: how many it spans, at least 1. VD_TOO_BIG as above. */
VD_MUST enum vd_err vd_workbook_grid(struct vd_workbook *book, const char *name);
VD_MUST enum vd_err vd_workbook_cell(struct vd_workbook *book, int row, int col, int rows, int cols, struct vd_str text);
bool vd_workbook_sheet_name(struct vd_str name); /* one that a sheet may have */
/* VD_NO_SPACE, VD_IO. Without it the arena only releases what was begun. */
VD_MUST enum vd_err vd_workbook_close(struct vd_workbook *book);
#endif
