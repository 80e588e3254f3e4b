/* SPDX-License-Identifier: Apache-2.0 */
#include "office/sheets.h"

void vd_sheets_init(struct vd_sheets *s, struct vd_doc *doc, struct vd_refusal *why)
{
    *s = (struct vd_sheets){.why = why, .arena = why->arena, .doc = doc};
}

static struct vd_str cut_name(struct vd_str name)
{
    size_t n = name.n;
    if (n <= VD_DOC_MAX_NAME)
        return name;
    for (n = VD_DOC_MAX_NAME; n && ((unsigned char)name.p[n] & 0xC0) == 0x80;)
        n--;
    return vd_str_sub(name, 0, n);
}

void vd_sheets_begin(struct vd_sheets *s, struct vd_str name, bool hidden)
{
    s->cells.n = s->merges.n = s->hidden_rows.n = s->hidden_cols.n = 0;
    s->grid = NULL;
    if (s->doc->blocks.n == VD_DOC_MAX_BLOCKS)
        vd_refuse(s->why, VD_TOO_BIG, "El libro tiene más de %d hojas. Divídalo en varios.", VD_DOC_MAX_BLOCKS);
    if (vd_refused(s->why))
        return;
    struct vd_block *block = VD_PUSH(s->arena, &s->doc->blocks);
    block->kind = VD_BLOCK_GRID;
    block->grid = s->grid = VD_NEW(s->arena, struct vd_grid);
    s->grid->number = (int)s->doc->blocks.n;
    s->grid->hidden = hidden;
    if (name.n)
        s->grid->sheet = vd_str_dup(s->arena, cut_name(name));
}

/* "la hoja «Plan»", or what a file without sheets is. */
static const char *where(struct vd_sheets *s)
{
    struct vd_str name = s->grid->sheet;
    return name.p ? vd_str_printf(s->arena, "La hoja «%.*s»", VD_SARG(name)).p : "El archivo";
}

static bool inside(struct vd_sheets *s, int row, int col)
{
    const char *place = row < VD_DOC_MAX_ROWS && col < VD_DOC_MAX_COLS ? NULL : vd_place_name(s->arena, s->doc->format, s->grid->number, row, col).p;
    if (place && col >= VD_DOC_MAX_COLS)
        vd_refuse(s->why, VD_TOO_BIG, "%s tiene datos en la celda %s, más allá de %d columnas. Borre lo que no sea la matriz.", where(s), place,
                  VD_DOC_MAX_COLS);
    else if (place)
        vd_refuse(s->why, VD_TOO_BIG, "%s tiene datos en la celda %s, más allá de %d filas. Borre lo que no sea la matriz.", where(s), place,
                  VD_DOC_MAX_ROWS);
    return !place;
}

static struct vd_str without_trailing_space(struct vd_str s)
{
    struct vd_str kept = vd_str_trim(s);
    return kept.n ? (struct vd_str){s.p, (size_t)(kept.p - s.p) + kept.n} : VD_S("");
}

static void refuse_many_cells(struct vd_sheets *s)
{
    vd_refuse(s->why, VD_TOO_BIG, "El archivo tiene más de %d celdas con datos. Divídalo o borre lo que no sea la matriz.", VD_DOC_MAX_CELLS);
}

bool vd_sheets_put(struct vd_sheets *s, struct vd_grid_cell cell)
{
    cell.text = without_trailing_space(cell.text);
    cell.rows = cell.cols = 1;
    if (vd_refused(s->why) || !cell.text.n)
        return !vd_refused(s->why);
    if (!inside(s, cell.row, cell.col))
        return false;
    s->n_text += cell.text.n + cell.value.n;
    if (++s->n_cells > VD_DOC_MAX_CELLS)
        refuse_many_cells(s);
    else if (cell.text.n > VD_DOC_MAX_CELL_TEXT)
        vd_refuse(s->why, VD_TOO_BIG, "%s tiene en la celda %s un texto de más de %d KB.", where(s),
                  vd_place_name(s->arena, s->doc->format, s->grid->number, cell.row, cell.col).p, VD_DOC_MAX_CELL_TEXT / 1024);
    else if (s->n_text > VD_DOC_MAX_TEXT)
        vd_refuse(s->why, VD_TOO_BIG, "El archivo tiene más de %d MB de texto. Divídalo en varios.", VD_DOC_MAX_TEXT / (1024 * 1024));
    else
        *VD_PUSH(s->arena, &s->cells) = cell;
    return !vd_refused(s->why);
}

bool vd_sheets_merge(struct vd_sheets *s, int row, int col, int rows, int cols)
{
    if (s->merges.n == VD_DOC_MAX_CELLS)
        refuse_many_cells(s);
    if (vd_refused(s->why))
        return false;
    *VD_PUSH(s->arena, &s->merges) = (struct vd_grid_cell){.row = row, .col = col, .rows = rows, .cols = cols};
    return true;
}

void vd_sheets_hide(struct vd_sheets *s, bool rows, int first, int n)
{
    __typeof__(s->hidden_rows) *spans = rows ? &s->hidden_rows : &s->hidden_cols;
    struct vd_span *last = spans->n ? &spans->v[spans->n - 1] : NULL;
    if (last && last->first + last->n == first)
        last->n += n;
    else if (!last || last->first + last->n < first)
        *VD_PUSH(s->arena, spans) = (struct vd_span){first, n};
}

static int by_place(const void *a, const void *b)
{
    const struct vd_grid_cell *x = a, *y = b;
    return x->row != y->row ? (x->row < y->row ? -1 : 1) : (x->col > y->col) - (x->col < y->col);
}

static bool in_order(const struct vd_grid_cell *v, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (by_place(&v[i - 1], &v[i]) >= 0)
            return false;
    return true;
}

static void sort(struct vd_grid_cell *v, size_t n)
{
    if (!in_order(v, n))
        qsort(v, n, sizeof *v, by_place);
}

static void check_twice(struct vd_sheets *s)
{
    for (size_t i = 1; i < s->cells.n; i++)
        if (by_place(&s->cells.v[i - 1], &s->cells.v[i]) == 0) {
            const struct vd_grid_cell *c = &s->cells.v[i];
            vd_refuse(s->why, VD_INVALID, "%s trae dos veces la celda %s: el archivo está dañado. Ábralo en su programa y guárdelo otra vez.", where(s),
                      vd_place_name(s->arena, s->doc->format, s->grid->number, c->row, c->col).p);
            return;
        }
}

static void measure(struct vd_sheets *s)
{
    VD_EACH(c, &s->cells) {
        s->grid->rows = c->row + 1 > s->grid->rows ? c->row + 1 : s->grid->rows;
        s->grid->cols = c->col + 1 > s->grid->cols ? c->col + 1 : s->grid->cols;
    }
}

/* The merge as far as the grid goes: a title may be merged over the 16384 columns of the sheet. */
static struct vd_grid_cell clamp(const struct vd_grid *grid, struct vd_grid_cell merge)
{
    merge.rows = merge.rows > grid->rows - merge.row ? grid->rows - merge.row : merge.rows;
    merge.cols = merge.cols > grid->cols - merge.col ? grid->cols - merge.col : merge.cols;
    return merge;
}

/* taken[col]: first row of the column that no cell covers yet. A cell whose own corner is free but whose span is not keeps
 * the corner alone. */
static bool claim(int *taken, struct vd_grid_cell *cell)
{
    if (taken[cell->col] > cell->row)
        return false;
    for (int c = cell->col; c < cell->col + cell->cols; c++)
        if (taken[c] > cell->row)
            cell->rows = cell->cols = 1;
    for (int c = cell->col; c < cell->col + cell->cols; c++)
        taken[c] = cell->row + cell->rows;
    return true;
}

/* Walks cells and merges side by side, both in order. */
static void join(struct vd_sheets *s)
{
    int taken[VD_DOC_MAX_COLS] = {0};
    size_t i = 0, m = 0;
    while (i < s->cells.n || m < s->merges.n) {
        int order = i == s->cells.n ? 1 : m == s->merges.n ? -1 : by_place(&s->cells.v[i], &s->merges.v[m]);
        struct vd_grid_cell cell = {.rows = 1, .cols = 1, .text = VD_S("")};
        if (order <= 0)
            cell = s->cells.v[i++];
        if (order >= 0) {
            struct vd_grid_cell merge = s->merges.v[m++];
            if (merge.row >= s->grid->rows || merge.col >= s->grid->cols)
                continue;
            merge = clamp(s->grid, merge);
            cell.row = merge.row;
            cell.col = merge.col;
            cell.rows = merge.rows;
            cell.cols = merge.cols;
        }
        /* An empty cell is kept only where it joins several places. */
        if (claim(taken, &cell) && (cell.text.n || cell.rows > 1 || cell.cols > 1)) {
            s->n_cells += order > 0;
            *VD_PUSH(s->arena, &s->grid->cells) = cell;
        }
    }
    if (s->n_cells > VD_DOC_MAX_CELLS)
        refuse_many_cells(s);
}

static void keep_spans(struct vd_sheets *s, const struct vd_span *v, size_t n, bool rows)
{
    int end = rows ? s->grid->rows : s->grid->cols;
    __typeof__(s->grid->hidden_rows) *kept = rows ? &s->grid->hidden_rows : &s->grid->hidden_cols;
    for (size_t i = 0; i < n && v[i].first < end; i++)
        *VD_PUSH(s->arena, kept) = (struct vd_span){v[i].first, v[i].n > end - v[i].first ? end - v[i].first : v[i].n};
}

void vd_sheets_end(struct vd_sheets *s)
{
    if (vd_refused(s->why))
        return;
    sort(s->cells.v, s->cells.n);
    sort(s->merges.v, s->merges.n);
    check_twice(s);
    if (vd_refused(s->why))
        return;
    measure(s);
    join(s);
    keep_spans(s, s->hidden_rows.v, s->hidden_rows.n, true);
    keep_spans(s, s->hidden_cols.v, s->hidden_cols.n, false);
}

void vd_sheets_done(struct vd_sheets *s)
{
    bool any = false;
    VD_EACH(block, &s->doc->blocks)
        any |= block->grid->cells.n > 0;
    if (!any)
        vd_refuse(s->why, VD_INVALID, "El archivo no tiene datos en ninguna hoja. Revise que sea el archivo correcto y que se haya guardado completo.");
}
