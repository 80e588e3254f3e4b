/* SPDX-License-Identifier: Apache-2.0 */
/* The child's answer: little-endian 32-bit numbers and length-prefixed texts, no pointers.
 *
 *   "VDOC" version format n_blocks, then each block: kind, and
 *     heading: level text    paragraph: text    grid: number nested_in rows cols sheet hidden, hidden rows and columns (n, then
 *     first n of each), n_cells, then each cell: row col rows cols kind value text
 *
 * The reader of the hostile file may have been taken over, so decoding believes nothing: every number has bounds, a count
 * is believed only as far as the bytes that are there, cells must be in order and must not overlap. */
#include "office/office.h"
#include "office/decimal.h"

enum { VERSION = 2, LEAST_CELL = 28, LEAST_SPAN = 8, LEAST_BLOCK = 8, MAX_LEVEL = 9 };
#define MAGIC "VDOC"

static void put32(struct vd_buf *out, size_t v)
{
    unsigned char b[4] = {(unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16), (unsigned char)(v >> 24)};
    vd_buf_put(out, b, sizeof b);
}

static void put_text(struct vd_buf *out, struct vd_str s)
{
    put32(out, s.n);
    vd_buf_str(out, s);
}

static void put_spans(struct vd_buf *out, const struct vd_span *spans, size_t n)
{
    put32(out, n);
    for (size_t i = 0; i < n; i++) {
        put32(out, (size_t)spans[i].first);
        put32(out, (size_t)spans[i].n);
    }
}

static void put_grid(struct vd_buf *out, const struct vd_grid *grid)
{
    put32(out, (size_t)grid->number);
    put32(out, (size_t)grid->nested_in);
    put32(out, (size_t)grid->rows);
    put32(out, (size_t)grid->cols);
    put_text(out, grid->sheet);
    put32(out, grid->hidden);
    put_spans(out, grid->hidden_rows.v, grid->hidden_rows.n);
    put_spans(out, grid->hidden_cols.v, grid->hidden_cols.n);
    put32(out, grid->cells.n);
    VD_EACH(cell, &grid->cells) {
        put32(out, (size_t)cell->row);
        put32(out, (size_t)cell->col);
        put32(out, (size_t)cell->rows);
        put32(out, (size_t)cell->cols);
        put32(out, cell->kind);
        put_text(out, cell->value);
        put_text(out, cell->text);
    }
}

enum vd_err vd_doc_encode(const struct vd_doc *doc, struct vd_buf *out)
{
    vd_buf_c(out, MAGIC);
    put32(out, VERSION);
    put32(out, doc->format);
    put32(out, doc->blocks.n);
    VD_EACH(block, &doc->blocks) {
        put32(out, block->kind);
        if (block->kind == VD_BLOCK_HEADING)
            put32(out, (size_t)block->level);
        if (block->kind == VD_BLOCK_GRID)
            put_grid(out, block->grid);
        else
            put_text(out, block->text);
    }
    return vd_buf_ok(out);
}

struct in {
    struct vd_str rest;
    struct vd_arena *arena;
    bool bad;
    int n_grids, n_cells;
};

/* A number within least..most; least when the answer is bad. */
static int get(struct in *in, int least, int most)
{
    const unsigned char *p = (const unsigned char *)in->rest.p;
    uint32_t v = 0;
    if (in->bad || in->rest.n < 4)
        in->bad = true;
    else
        v = p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    if (in->bad || v < (uint32_t)least || v > (uint32_t)most) {
        in->bad = true;
        return least;
    }
    in->rest = vd_str_sub(in->rest, 4, in->rest.n);
    return (int)v;
}

/* A count of things that take at least size bytes each. */
static int get_count(struct in *in, int most, size_t size)
{
    int n = get(in, 0, most);
    if ((size_t)n > in->rest.n / size)
        in->bad = true;
    return in->bad ? 0 : n;
}

/* A slice of the answer's own copy. */
static struct vd_str get_text(struct in *in, int most)
{
    size_t n = (size_t)get_count(in, most, 1);
    struct vd_str text = vd_str_sub(in->rest, 0, n);
    in->rest = vd_str_sub(in->rest, n, in->rest.n);
    if (!vd_utf8_valid(text))
        in->bad = true;
    return in->bad ? VD_S("") : text;
}

static void get_spans(struct in *in, struct vd_span **ret, size_t *ret_n, int end)
{
    int n = get_count(in, end, LEAST_SPAN), from = 0;
    struct vd_span *spans = n ? vd_alloc_array(in->arena, (size_t)n, sizeof *spans) : NULL;
    for (int i = 0; i < n && !in->bad; i++) {
        spans[i].first = get(in, from, end - 1);
        spans[i].n = get(in, 1, end - spans[i].first);
        from = spans[i].first + spans[i].n;
    }
    *ret = spans;
    *ret_n = (size_t)n;
}

static bool is_iso_moment(struct vd_str s)
{
    static const char shape[] = "T00:00:00", most[] = "T29:59:59";
    struct vd_date day;
    if (!vd_date_from_iso(vd_str_sub(s, 0, 10), &day))
        return false;
    struct vd_str time = vd_str_sub(s, 10, s.n);
    for (size_t i = 0; i < time.n; i++)
        if (i >= sizeof shape - 1 || time.p[i] < shape[i] || time.p[i] > most[i])
            return false;
    return !time.n || (time.n == sizeof shape - 1 && memcmp(time.p, "T24", 3) < 0);
}

static bool fits_kind(enum vd_cell_kind kind, struct vd_str value)
{
    switch (kind) {
    case VD_CELL_NUMBER:
    case VD_CELL_PERCENT:
        return vd_decimal_is_plain(value);
    case VD_CELL_DATE:
        return is_iso_moment(value);
    case VD_CELL_BOOL:
        return vd_str_is(value, "0") || vd_str_is(value, "1");
    default:
        return !value.n;
    }
}

/* taken[col]: first row of the column that no cell covers yet. */
static bool claim(int *taken, const struct vd_grid_cell *cell)
{
    for (int c = cell->col; c < cell->col + cell->cols; c++) {
        if (taken[c] > cell->row)
            return false;
        taken[c] = cell->row + cell->rows;
    }
    return true;
}

static void get_cells(struct in *in, struct vd_grid *grid, int n)
{
    int taken[VD_DOC_MAX_COLS] = {0}, row = 0, col = -1;
    for (int i = 0; i < n && !in->bad; i++) {
        struct vd_grid_cell *cell = VD_PUSH(in->arena, &grid->cells);
        cell->row = get(in, 0, grid->rows - 1);
        cell->col = get(in, 0, grid->cols - 1);
        cell->rows = get(in, 1, grid->rows - cell->row);
        cell->cols = get(in, 1, grid->cols - cell->col);
        cell->kind = (enum vd_cell_kind)get(in, VD_CELL_TEXT, VD_CELL_KINDS - 1);
        cell->value = get_text(in, VD_DOC_MAX_VALUE);
        cell->text = get_text(in, VD_DOC_MAX_CELL_TEXT);
        if (!in->bad && !fits_kind(cell->kind, cell->value))
            in->bad = true;
        if (!in->bad && (cell->row < row || (cell->row == row && cell->col <= col) || !claim(taken, cell)))
            in->bad = true;
        row = cell->row;
        col = cell->col;
    }
}

static struct vd_grid *get_grid(struct in *in)
{
    struct vd_grid *grid = VD_NEW(in->arena, struct vd_grid);
    int next = ++in->n_grids;
    grid->number = get(in, next, next);
    grid->nested_in = get(in, 0, next - 1);
    grid->rows = get(in, 0, VD_DOC_MAX_ROWS);
    grid->cols = get(in, 0, VD_DOC_MAX_COLS);
    struct vd_str sheet = get_text(in, VD_DOC_MAX_NAME);
    if (sheet.n)
        grid->sheet = sheet;
    grid->hidden = get(in, 0, 1);
    get_spans(in, &grid->hidden_rows.v, &grid->hidden_rows.n, grid->rows);
    get_spans(in, &grid->hidden_cols.v, &grid->hidden_cols.n, grid->cols);
    int n = get_count(in, VD_DOC_MAX_CELLS - in->n_cells, LEAST_CELL);
    in->n_cells += n;
    if (n && (!grid->rows || !grid->cols))
        in->bad = true;
    if (!in->bad)
        get_cells(in, grid, n);
    return grid;
}

static void get_block(struct in *in, struct vd_block *block)
{
    block->kind = (enum vd_block_kind)get(in, VD_BLOCK_HEADING, VD_BLOCK_GRID);
    if (block->kind == VD_BLOCK_HEADING)
        block->level = get(in, 0, MAX_LEVEL);
    if (block->kind == VD_BLOCK_GRID) {
        block->grid = get_grid(in);
        return;
    }
    block->text = get_text(in, VD_DOC_MAX_CELL_TEXT);
    if (!block->text.n)
        in->bad = true;
}

enum vd_err vd_doc_decode(struct vd_str bytes, struct vd_arena *arena, struct vd_doc **ret)
{
    if (!vd_str_starts(bytes, VD_S(MAGIC)))
        return VD_CORRUPT;
    struct in in = {.rest = vd_str_dup(arena, vd_str_sub(bytes, strlen(MAGIC), bytes.n)), .arena = arena};
    struct vd_doc *doc = VD_NEW(arena, struct vd_doc);
    get(&in, VERSION, VERSION);
    doc->format = (enum vd_doc_format)get(&in, VD_DOC_DOCX, VD_DOC_CSV);
    int n = get_count(&in, VD_DOC_MAX_BLOCKS, LEAST_BLOCK);
    for (int i = 0; i < n && !in.bad; i++)
        get_block(&in, VD_PUSH(arena, &doc->blocks));
    if (in.bad || in.rest.n)
        return VD_CORRUPT;
    *ret = doc;
    return VD_OK;
}
