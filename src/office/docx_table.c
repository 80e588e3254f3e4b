/* SPDX-License-Identifier: Apache-2.0 */
/* Tables. A row need not begin at the first column (w:gridBefore), a cell may take several columns (w:gridSpan), and a cell
 * that goes on downwards is repeated in each row with w:vMerge: its height is known only when the following rows have been
 * read. So every cell is pushed when it begins and grows while the next row continues it in exactly the same columns. */
#include "office/docx.h"

/* By first column: the cell that the next row may continue. */
struct open_merge {
    size_t cell;
    int last_row; /* -1: none */
};

struct row {
    int number, col;
    bool begun; /* has cells: properties that come now are too late */
};

struct cell {
    int span;
    enum { ALONE, STARTS, CONTINUES } merge;
    bool beside;  /* goes on from the cell at its left: old programs join columns so (w:hMerge) */
    bool deleted; /* with tracked changes */
};

static void read_cell_properties(struct vd_docx *d, struct cell *cell)
{
    int depth = vd_xml_depth(&d->x);
    if (vd_xml_is_empty(&d->x))
        return;
    while (vd_xml_inside(&d->x, depth)) {
        enum vd_docx_el e = vd_xml_begins(&d->x) ? vd_docx_el(&d->x) : VD_EL_OTHER;
        if (e == VD_EL_GRIDSPAN)
            cell->span = vd_xml_attr_int(&d->x, "val", 1);
        else if (e == VD_EL_VMERGE)
            cell->merge = vd_str_is(vd_xml_attr(&d->x, "val"), "restart") ? STARTS : CONTINUES;
        else if (e == VD_EL_HMERGE)
            cell->beside = !vd_str_is(vd_xml_attr(&d->x, "val"), "restart");
        else if (e == VD_EL_CELLDEL)
            cell->deleted = true;
    }
    if (cell->span < 1)
        cell->span = 1;
}

static void read_cell_content(struct vd_docx *d, struct cell *cell)
{
    int depth = vd_xml_depth(&d->x);
    if (vd_xml_is_empty(&d->x))
        return;
    while (vd_xml_inside(&d->x, depth)) {
        enum vd_docx_el e = vd_xml_begins(&d->x) ? vd_docx_el(&d->x) : VD_EL_OTHER;
        if (e == VD_EL_TCPR)
            read_cell_properties(d, cell);
        else
            vd_docx_node(d, e);
    }
}

static bool fits(struct vd_docx *d, const struct row *row, int span)
{
    if (span > VD_DOC_MAX_COLS || row->col > VD_DOC_MAX_COLS - span)
        vd_refuse(d->why, VD_TOO_BIG, "La tabla %d, fila %d, tiene más de %d columnas. Revise la tabla en Word.", d->grid->number, row->number + 1,
                  VD_DOC_MAX_COLS);
    return !vd_refused(d->why);
}

static void keep_cell(struct vd_docx *d, struct open_merge *open, const struct row *row, const struct cell *cell, struct vd_str text)
{
    struct open_merge *merge = &open[row->col];
    struct vd_grid_cell *above = merge->last_row >= 0 && merge->last_row == row->number - 1 ? &d->grid->cells.v[merge->cell] : NULL;
    if (cell->merge == CONTINUES && above && above->cols == cell->span) {
        above->rows++;
        merge->last_row = row->number;
        return;
    }
    if (++d->n_cells > VD_DOC_MAX_CELLS) {
        vd_refuse(d->why, VD_TOO_BIG, "El documento tiene más de %d celdas. Divídalo en varios.", VD_DOC_MAX_CELLS);
        return;
    }
    struct vd_grid_cell *before = d->grid->cells.n ? &d->grid->cells.v[d->grid->cells.n - 1] : NULL;
    if (cell->beside && before && before->row == row->number && before->rows == 1 && before->col + before->cols == row->col) {
        before->cols += cell->span;
        return;
    }
    merge->cell = d->grid->cells.n;
    merge->last_row = cell->merge == ALONE ? -1 : row->number;
    *VD_PUSH(d->arena, &d->grid->cells) = (struct vd_grid_cell){.row = row->number, .col = row->col, .rows = 1, .cols = cell->span, .text = text};
}

static void read_cell(struct vd_docx *d, struct open_merge *open, struct row *row)
{
    struct cell cell = {.span = 1, .merge = ALONE};
    row->begun = true;
    size_t outer = d->cell_from, from = d->text.n;
    d->cell_from = from;
    read_cell_content(d, &cell);
    d->cell_from = outer;
    d->runs_on = false;
    struct vd_str text = vd_docx_take(d, from);
    if (cell.deleted || !fits(d, row, cell.span))
        return;
    keep_cell(d, open, row, &cell, text);
    row->col += cell.span;
    if (row->col > d->grid->cols)
        d->grid->cols = row->col;
}

/* false: the row was deleted with tracked changes. */
static bool read_row_properties(struct vd_docx *d, struct row *row)
{
    int depth = vd_xml_depth(&d->x);
    bool stays = true;
    if (vd_xml_is_empty(&d->x))
        return true;
    while (vd_xml_inside(&d->x, depth)) {
        enum vd_docx_el e = vd_xml_begins(&d->x) ? vd_docx_el(&d->x) : VD_EL_OTHER;
        if (e == VD_EL_GRIDBEFORE)
            row->col = vd_xml_attr_int(&d->x, "val", 0);
        else if (e == VD_EL_DEL)
            stays = false;
    }
    return stays;
}

static void skip_rest(struct vd_docx *d, int depth)
{
    while (vd_xml_inside(&d->x, depth))
        ;
}

static void read_row(struct vd_docx *d, struct open_merge *open)
{
    int depth = vd_xml_depth(&d->x);
    struct row row = {.number = d->grid->rows};
    if (row.number == VD_DOC_MAX_ROWS) {
        vd_refuse(d->why, VD_TOO_BIG, "La tabla %d tiene más de %d filas. Divídala en varias.", d->grid->number, VD_DOC_MAX_ROWS);
        return;
    }
    if (vd_xml_is_empty(&d->x))
        return;
    while (vd_xml_inside(&d->x, depth)) {
        enum vd_docx_el e = vd_xml_begins(&d->x) ? vd_docx_el(&d->x) : VD_EL_OTHER;
        if (e == VD_EL_TRPR && !row.begun) {
            if (!read_row_properties(d, &row)) {
                skip_rest(d, depth);
                return;
            }
        } else if (e == VD_EL_TC)
            read_cell(d, open, &row);
        else
            vd_docx_passes(d, e);
    }
    d->grid->rows++;
}

static struct vd_grid *begin_grid(struct vd_docx *d)
{
    struct vd_block *block = vd_docx_block(d, VD_BLOCK_GRID);
    if (!block)
        return NULL;
    struct vd_grid *grid = block->grid = VD_NEW(d->arena, struct vd_grid);
    grid->number = ++d->n_grids;
    grid->nested_in = d->grid ? d->grid->number : 0;
    return grid;
}

void vd_docx_table(struct vd_docx *d)
{
    struct vd_grid *outer = d->grid, *grid = begin_grid(d);
    if (!grid || vd_xml_is_empty(&d->x))
        return;
    if (++d->nested > VD_DOC_MAX_NESTED) {
        vd_refuse(d->why, VD_TOO_BIG, "El documento tiene tablas dentro de tablas a más de %d niveles. Simplifique la tabla %d en Word.",
                  VD_DOC_MAX_NESTED, d->n_grids);
        return;
    }
    struct open_merge open[VD_DOC_MAX_COLS];
    for (size_t i = 0; i < VD_COUNT(open); i++)
        open[i].last_row = -1;
    d->grid = grid;
    int depth = vd_xml_depth(&d->x);
    while (vd_xml_inside(&d->x, depth)) {
        enum vd_docx_el e = vd_xml_begins(&d->x) ? vd_docx_el(&d->x) : VD_EL_OTHER;
        if (e == VD_EL_TR)
            read_row(d, open);
        else
            vd_docx_passes(d, e);
    }
    d->grid = outer;
    d->nested--;
}
