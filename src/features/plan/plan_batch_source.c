/* SPDX-License-Identifier: Apache-2.0 */
/* The piece of the source beside a finding, rebuilt from the stored cells: the headings of its table, its row, and the rows below
 * that belong to the same activity. */
#include "features/plan/plan_batch_views.h"

enum { LINES_MOST = 4 };

struct row_span { size_t first, n; };  /* of batch->cells */

static struct row_span row_at(const struct plan_batch *batch, size_t first)
{
    size_t n = 0;
    const struct batch_cell_row *cells = batch->cells.v;
    while (first + n < batch->cells.n && cells[first + n].table_no == cells[first].table_no && cells[first + n].row_no == cells[first].row_no)
        n++;
    return (struct row_span){first, n};
}

static bool before(const struct batch_cell_row *cell, int64_t table, int64_t row) { return cell->table_no != table ? cell->table_no < table : cell->row_no < row; }

/* Where the cells of a row begin; batch->cells.n or another row's when it has none. */
static size_t find_row(const struct plan_batch *batch, int64_t table, int64_t row)
{
    size_t low = 0, high = batch->cells.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (before(&batch->cells.v[middle], table, row))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_header_row(const struct plan_batch *batch, struct row_span row)
{
    size_t headings = 0;
    for (size_t i = row.first; i < row.first + row.n; i++)
        headings += vd_str_is(batch->cells.v[i].field, "header");
    return headings > 1; /* one alone is the title of a component */
}

/* The headings above a row, or the row itself. n 0: the table has none of its own. */
static struct row_span headings_of(const struct plan_batch *batch, int64_t table, int64_t row)
{
    struct row_span found = {0};
    for (size_t i = find_row(batch, table, 0); i < batch->cells.n && batch->cells.v[i].table_no == table && batch->cells.v[i].row_no <= row;) {
        struct row_span one = row_at(batch, i);
        if (is_header_row(batch, one))
            found = one;
        i += one.n;
    }
    return found;
}

static struct vd_str text_in(struct vd_arena *arena, const struct plan_batch *batch, struct row_span row, int64_t col)
{
    struct vd_str text = {0};
    for (size_t i = row.first; i < row.first + row.n; i++) {
        const struct batch_cell_row *cell = &batch->cells.v[i];
        if (cell->col_no == col)
            text = text.n ? vd_str_printf(arena, "%.*s\n%.*s", VD_SARG(text), VD_SARG(cell->raw)) : cell->raw;
    }
    return text;
}

static const struct batch_cell_row *cell_in(const struct plan_batch *batch, struct row_span row, int64_t col)
{
    for (size_t i = row.first; i < row.first + row.n; i++)
        if (batch->cells.v[i].col_no == col)
            return &batch->cells.v[i];
    return NULL;
}

static struct row_span lines_of(const struct plan_batch *batch, size_t first, struct row_span *ret, size_t *ret_n)
{
    struct row_span all = row_at(batch, first), one = all;
    const struct vd_oint key = batch->cells.v[first + all.n - 1].activity_key;
    *ret_n = 0;
    ret[(*ret_n)++] = one;
    while (*ret_n < LINES_MOST && key.has && one.first + one.n < batch->cells.n) {
        const struct batch_cell_row *next = &batch->cells.v[one.first + one.n];
        one = row_at(batch, one.first + one.n);
        const struct vd_oint other = batch->cells.v[one.first + one.n - 1].activity_key;
        if (next->table_no != batch->cells.v[first].table_no || !other.has || other.v != key.v)
            break;
        ret[(*ret_n)++] = one;
        all.n += one.n;
    }
    return all;
}

/* Up to the row that the activity begins in, when it is near. */
static size_t first_of_activity(const struct plan_batch *batch, size_t first, const struct batch_finding_row *f)
{
    size_t start = first;
    if (first >= batch->cells.n)
        return first;
    const struct vd_oint key = batch->cells.v[first + row_at(batch, first).n - 1].activity_key;
    for (int64_t row = f->row_no - 1; key.has && row > f->row_no - LINES_MOST && row > 0; row--) {
        size_t above = find_row(batch, f->table_no, row);
        const struct batch_cell_row *last = above < batch->cells.n ? &batch->cells.v[above + row_at(batch, above).n - 1] : NULL;
        if (!last || last->table_no != f->table_no || last->row_no != row || !last->activity_key.has || last->activity_key.v != key.v)
            break;
        start = above;
    }
    return start;
}

static int compare_int(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool says_what(const struct plan_batch *batch, struct row_span all, int64_t col)
{
    for (size_t i = all.first; i < all.first + all.n; i++)
        if (batch->cells.v[i].col_no == col && (vd_str_is(batch->cells.v[i].field, "activity") || vd_str_is(batch->cells.v[i].reading, "activity")))
            return true;
    return false;
}

/* Of the columns that the lines use, in order: what the activity is, where the finding is, and beside it. The others stand under
 * «Lo que se entendió». */
static size_t columns_of(struct vd_arena *arena, const struct plan_batch *batch, struct row_span all, int64_t hit, int64_t **ret)
{
    int64_t *cols = vd_alloc_array(arena, all.n + 1, sizeof *cols);
    size_t n = 0, kept = 0, at = 0;
    for (size_t i = 0; i < all.n; i++)
        cols[i] = batch->cells.v[all.first + i].col_no;
    qsort(cols, all.n, sizeof *cols, compare_int);
    for (size_t i = 0; i < all.n; i++)
        if (!n || cols[n - 1] != cols[i])
            cols[n++] = cols[i];
    while (at < n && cols[at] < hit)
        at++;
    for (size_t i = 0; i < n; i++)
        if (i + 1 == at || i == at || i == at + 1 || says_what(batch, all, cols[i]))
            cols[kept++] = cols[i];
    *ret = cols;
    return kept;
}

void plan_batch_source_fill(const struct batch_view_in *in, const struct batch_finding_row *f, struct batch_finding_view *view)
{
    const struct plan_batch *batch = in->batch;
    struct row_span heads = headings_of(batch, f->table_no, f->row_no), lines[LINES_MOST];
    size_t n_lines, first = find_row(batch, f->table_no, f->row_no), start = first_of_activity(batch, first, f);
    int64_t *cols;
    bool on_heads = f->table_no && heads.n && heads.first == first;
    if (on_heads) /* the finding is about the headings: show what stands below them */
        start = heads.first + heads.n;
    if (!f->table_no || first >= batch->cells.n || batch->cells.v[first].row_no != f->row_no || batch->cells.v[first].table_no != f->table_no ||
        start >= batch->cells.n || batch->cells.v[start].table_no != f->table_no)
        return;
    struct row_span all = lines_of(batch, start, lines, &n_lines);
    if (on_heads)
        all = heads, n_lines = 1;
    size_t n = columns_of(in->arena, batch, all, f->col_no, &cols);
    for (size_t c = 0; c < n; c++) {
        const struct batch_cell_row *cell = cell_in(batch, lines[0], cols[c]);
        struct vd_str name = heads.n ? text_in(in->arena, batch, heads, cols[c]) : (struct vd_str){0};
        bool hit = cols[c] == f->col_no, key = cell && vd_str_is(cell->field, "activity");
        if (!name.n && cell)
            name = plan_batch_upper(in->arena, plan_batch_field(cell->field));
        *VD_PUSH(in->arena, &view->heads) = (struct batch_cell_view){.text = name, .hit = hit && on_heads, .extra = !hit && !key};
    }
    for (size_t i = 0; i < n_lines; i++) {
        struct batch_line_view *line = VD_PUSH(in->arena, &view->lines);
        for (size_t c = 0; c < n; c++)
            *VD_PUSH(in->arena, &line->cells) = (struct batch_cell_view){.text = text_in(in->arena, batch, lines[i], cols[c]), .extra = view->heads.v[c].extra,
                                                                         .hit = !on_heads && lines[i].first == first && cols[c] == f->col_no};
    }
    view->caption = vd_str_printf(in->arena, "Celdas leídas, hallazgo %" PRId64, view->number);
}
