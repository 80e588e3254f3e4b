/* SPDX-License-Identifier: Apache-2.0 */
/* Cells written into a worksheet that another program made. What is not asked for stays byte by byte: other cells, styles, merged ranges,
 * widths, rules. The worksheet is the text of its part; a part that does not look like one is refused. */
#ifndef VD_XLSX_FILL_H
#define VD_XLSX_FILL_H
#include "office/parts.h"

struct vd_fill {
    int row, col;            /* from 0 */
    struct vd_str text;      /* written where the cell holds no number; «75,61 %» */
    struct vd_oint u6;       /* into a cell that holds a number: this one; absent: the text */
    bool new_column;         /* the cell takes the looks of the one at its left */
};
/* cells: by row, then by column. VD_INVALID: no worksheet, or out of what this understands. */
VD_MUST enum vd_err vd_xlsx_fill(struct vd_arena *arena, struct vd_str sheet, const struct vd_fill *cells, size_t n, struct vd_str *ret);
/* Without the list of formulas in the order of their computing, which would name cells that have none any more: every program makes it anew. */
void vd_parts_drop_chain(struct vd_arena *arena, struct vd_parts *parts);
#endif
