/* SPDX-License-Identifier: Apache-2.0 */
#include "dump.h"

static void put_text(struct vd_buf *out, struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        s.p[i] == '\n' ? vd_buf_c(out, "\\n") : vd_buf_char(out, s.p[i]);
    vd_buf_char(out, '\n');
}

static void put_hidden(struct vd_buf *out, const char *what, const struct vd_span *spans, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vd_buf_printf(out, "%s%d-%d", i ? ", " : what, spans[i].first + 1, spans[i].first + spans[i].n);
    if (n)
        vd_buf_char(out, '\n');
}

static void put_sheet_cell(struct vd_buf *out, const struct vd_grid_cell *c)
{
    char place[160];
    struct vd_arena *arena = vd_arena_new(64 * 1024);
    snprintf(place, sizeof place, "%s", vd_place_name(arena, VD_DOC_XLSX, 1, c->row, c->col).p);
    vd_arena_free(arena);
    vd_buf_printf(out, " %s", place);
    if (c->rows > 1 || c->cols > 1)
        vd_buf_printf(out, " %dx%d", c->rows, c->cols);
    if (c->kind)
        vd_buf_printf(out, " %s%s%.*s", vd_cell_kind_name(c->kind), c->value.n ? " " : "", VD_SARG(c->value));
}

static void put_grid(struct vd_buf *out, const struct vd_grid *grid, bool sheet)
{
    if (sheet)
        vd_buf_printf(out, "hoja %d «%.*s»%s: %dx%d\n", grid->number, VD_SARG(grid->sheet), grid->hidden ? " oculta" : "", grid->rows, grid->cols);
    else
        vd_buf_printf(out, "tabla %d en %d: %dx%d\n", grid->number, grid->nested_in, grid->rows, grid->cols);
    put_hidden(out, " filas ocultas: ", grid->hidden_rows.v, grid->hidden_rows.n);
    put_hidden(out, " columnas ocultas: ", grid->hidden_cols.v, grid->hidden_cols.n);
    VD_EACH(c, &grid->cells) {
        if (sheet)
            put_sheet_cell(out, c);
        else
            vd_buf_printf(out, " %d,%d %dx%d", c->row, c->col, c->rows, c->cols);
        vd_buf_char(out, '|');
        put_text(out, c->text);
    }
}

void dump_doc(struct vd_buf *out, const struct vd_doc *doc)
{
    VD_EACH(b, &doc->blocks) {
        if (b->kind == VD_BLOCK_GRID) {
            put_grid(out, b->grid, vd_doc_has_sheets(doc->format));
            continue;
        }
        if (b->kind == VD_BLOCK_HEADING)
            vd_buf_printf(out, "título %d|", b->level);
        else
            vd_buf_c(out, "texto|");
        put_text(out, b->text);
    }
}
