/* SPDX-License-Identifier: Apache-2.0 */
/* The answer of the isolated reader, taken as hostile: what is let in is inside the limits, and written again it is the same bytes. */
#include "office/office.h"
#include "fuzz.h"

static void check_cell(const struct vd_grid *grid, const struct vd_grid_cell *cell)
{
    VD_FUZZ_MUST(cell->row >= 0 && cell->col >= 0 && cell->rows >= 1 && cell->cols >= 1);
    VD_FUZZ_MUST(cell->row + cell->rows <= grid->rows && cell->col + cell->cols <= grid->cols);
    VD_FUZZ_MUST(cell->kind < VD_CELL_KINDS && cell->text.n <= VD_DOC_MAX_CELL_TEXT && cell->value.n <= VD_DOC_MAX_VALUE);
    VD_FUZZ_MUST(vd_utf8_valid(cell->text) && vd_utf8_valid(cell->value));
}

static void check_grid(const struct vd_grid *grid)
{
    VD_FUZZ_MUST(grid->rows <= VD_DOC_MAX_ROWS && grid->cols <= VD_DOC_MAX_COLS && vd_utf8_valid(grid->sheet));
    VD_EACH(cell, &grid->cells)
        check_cell(grid, cell);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(512 << 20);
    struct vd_str in = {(const char *)data, n};
    struct vd_doc *doc;
    if (vd_doc_decode(in, arena, &doc) != VD_OK)
        return 0;
    VD_EACH(block, &doc->blocks) {
        if (block->kind == VD_BLOCK_GRID)
            check_grid(block->grid);
        else
            VD_FUZZ_MUST(block->text.n && vd_utf8_valid(block->text));
    }
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 64 << 20);
    VD_FUZZ_MUST(vd_doc_encode(doc, &out) == VD_OK && vd_str_eq(vd_buf_view(&out), in));
    return 0;
}
