/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_testing.h"

static struct vd_str cell_text(struct vd_arena *arena, struct vd_str drawn)
{
    struct vd_str text = vd_str_trim(drawn);
    char *out = vd_str_c(arena, text);
    for (size_t i = 0; i < text.n; i++)
        if (out[i] == '\\')
            out[i] = '\n';
    return (struct vd_str){out, text.n};
}

/* Lengthens the cell that stands above a place. */
static void lengthen(struct vd_grid *grid, int row, int col)
{
    VD_EACH(cell, &grid->cells)
        if (cell->col == col && cell->row + cell->rows == row)
            cell->rows++;
}

/* Widens the cell that stands left of a place. */
static void widen(struct vd_grid *grid, int row, int col)
{
    VD_EACH(cell, &grid->cells)
        if (cell->row == row && cell->col + cell->cols == col)
            cell->cols++;
}

static void add_row(struct vd_arena *arena, struct vd_grid *grid, struct vd_str line)
{
    struct vd_str cell;
    int col = 0, row = grid->rows++;
    line = vd_str_sub(line, 1, line.n - 1); /* without the outer bars */
    for (; vd_str_split(&line, '|', &cell); col++) {
        struct vd_str text = cell_text(arena, cell);
        if (vd_str_is(text, "^"))
            lengthen(grid, row, col);
        else if (vd_str_is(text, "<"))
            widen(grid, row, col);
        else
            *VD_PUSH(arena, &grid->cells) = (struct vd_grid_cell){.row = row, .col = col, .rows = 1, .cols = 1, .text = text};
    }
    grid->cols = col > grid->cols ? col : grid->cols;
}

struct vd_doc *doc_drawn(struct vd_arena *arena, const char *text)
{
    struct vd_doc *doc = VD_NEW(arena, struct vd_doc);
    struct vd_str rest = vd_str_of(text), line;
    struct vd_grid *grid = NULL;
    struct vd_str sheet = {0};
    int grids = 0;
    doc->format = VD_DOC_DOCX;
    while (vd_str_split(&rest, '\n', &line)) {
        line = vd_str_trim(line);
        if (vd_str_starts(line, VD_S("|"))) {
            if (!grid) {
                grid = VD_NEW(arena, struct vd_grid);
                grid->number = ++grids;
                grid->sheet = sheet;
                *VD_PUSH(arena, &doc->blocks) = (struct vd_block){.kind = VD_BLOCK_GRID, .grid = grid};
            }
            add_row(arena, grid, line);
            continue;
        }
        grid = NULL;
        bool heading = vd_str_starts(line, VD_S("# ")), named = vd_str_starts(line, VD_S("= "));
        if (named) {
            sheet = vd_str_sub(line, 2, line.n);
            doc->format = VD_DOC_XLSX;
        } else if (line.n && !vd_str_is(line, "---"))
            *VD_PUSH(arena, &doc->blocks) = (struct vd_block){.kind = heading ? VD_BLOCK_HEADING : VD_BLOCK_PARAGRAPH, .level = heading,
                .text = heading ? vd_str_sub(line, 2, line.n) : line};
    }
    return doc;
}
