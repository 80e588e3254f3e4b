/* SPDX-License-Identifier: Apache-2.0 */
/* Tables. The head is structure on the first page and an ornament on the others; rules and fills are ornaments everywhere. */
#include "office/pdf_inside.h"

#define SIZE 8.5
#define PAD 4.0
#define LINE (SIZE * VD_PDF_LEADING)
#define MARK_ROOM 11.0

struct vd_pdf_table {
    const struct vd_pdf_column *columns;
    double *x, *width;         /* of each column */
    size_t n;
    int elem, head, body;
    bool headed;               /* the head stands in the structure already */
    double head_height;
};

struct cell_lines { struct vd_pdf_flow flow; int elem; double shift; };

static void lay_columns(struct vd_pdf *pdf, struct vd_pdf_table *t)
{
    double shares = 0, x = VD_PDF_MARGIN;
    for (size_t i = 0; i < t->n; i++)
        shares += t->columns[i].share;
    for (size_t i = 0; i < t->n; i++) {
        t->x[i] = x;
        t->width[i] = vd_pdf_width(pdf) * t->columns[i].share / shares;
        x += t->width[i];
    }
}

static void fill(struct vd_pdf *pdf, double x, double y, double w, double h, enum vd_pdf_colour colour)
{
    vd_pdf_ornament(pdf, "Layout");
    vd_pdf_paint(pdf, colour);
    struct vd_buf *out = vd_pdf_content(pdf);
    vd_pdf_number(out, x);
    vd_pdf_number(out, y);
    vd_pdf_number(out, w);
    vd_pdf_number(out, h);
    vd_buf_c(out, "re f\n");
    vd_pdf_close(pdf);
}

static struct vd_pdf_flow *head_flow(struct vd_pdf *pdf, const struct vd_pdf_table *t, size_t i)
{
    struct vd_pdf_flow *flow = VD_NEW(pdf->arena, struct vd_pdf_flow);
    struct vd_pdf_run *run = VD_NEW(pdf->arena, struct vd_pdf_run);
    *run = (struct vd_pdf_run){.text = t->columns[i].head, .bold = true, .colour = VD_PDF_WHITE};
    *flow = (struct vd_pdf_flow){.runs = run, .links = VD_NEW(pdf->arena, int)};
    vd_pdf_break_lines(pdf, run, 1, SIZE, t->width[i] - 2 * PAD, flow);
    return flow;
}

/* On the pages after the first: the same letters, as an ornament. */
static void put_repeated(struct vd_pdf *pdf, const struct vd_pdf_table *t, size_t i, const struct vd_pdf_flow *flow)
{
    vd_pdf_ornament(pdf, "Pagination");
    double y = pdf->y - PAD - SIZE * VD_PDF_ASCENT;
    for (size_t k = 0; k < flow->n; k++) {
        const struct vd_pdf_line *line = vd_pdf_line_of(pdf, flow, k);
        double left = t->width[i] - 2 * PAD - line->width, x = t->x[i] + PAD;
        x += t->columns[i].align == VD_PDF_RIGHT ? left : t->columns[i].align == VD_PDF_CENTRE ? left / 2 : 0;
        vd_pdf_text_begin(pdf, VD_PDF_BOLD, SIZE, x, y, VD_PDF_WHITE);
        for (size_t p = 0; p < line->n; p++)
            vd_pdf_text_word(pdf, vd_pdf_piece_of(pdf, line, p)->word);
        vd_pdf_text_end(pdf);
        y -= LINE;
    }
    vd_pdf_close(pdf);
}

static void put_head(struct vd_pdf *pdf, struct vd_pdf_table *t)
{
    fill(pdf, VD_PDF_MARGIN, pdf->y - t->head_height, vd_pdf_width(pdf), t->head_height, VD_PDF_IDENTITY);
    int row = t->headed ? -1 : vd_pdf_elem_new(pdf, "TR", t->head, NULL);
    for (size_t i = 0; i < t->n; i++) {
        struct vd_pdf_flow *flow = head_flow(pdf, t, i);
        if (t->headed) {
            put_repeated(pdf, t, i, flow);
            continue;
        }
        struct vd_pdf_place place = {t->x[i] + PAD, t->width[i] - 2 * PAD, SIZE, t->columns[i].align};
        vd_pdf_put_lines(pdf, vd_pdf_elem_new(pdf, "TH", row, "<</O /Table /Scope /Column>>"), flow, &place, 0, flow->n, pdf->y - PAD);
    }
    t->headed = true;
    pdf->y -= t->head_height;
}

void vd_pdf_table_begin(struct vd_pdf *pdf, struct vd_str caption, const struct vd_pdf_column *columns, size_t n)
{
    struct vd_pdf_table *t = VD_NEW(pdf->arena, struct vd_pdf_table);
    vd_pdf_lines_drop(pdf);
    struct vd_pdf_column *kept = vd_alloc_array(pdf->arena, n, sizeof *kept);
    for (size_t i = 0; i < n; i++)
        kept[i] = (struct vd_pdf_column){vd_str_dup(pdf->arena, columns[i].head), columns[i].share, columns[i].align};
    *t = (struct vd_pdf_table){.columns = kept, .n = n, .elem = vd_pdf_elem_new(pdf, "Table", 0, NULL)};
    t->x = vd_alloc_array(pdf->arena, n, sizeof *t->x);
    t->width = vd_alloc_array(pdf->arena, n, sizeof *t->width);
    lay_columns(pdf, t);
    size_t lines = 1;
    for (size_t i = 0; i < n; i++) {
        size_t more = head_flow(pdf, t, i)->n;
        lines = more > lines ? more : lines;
    }
    t->head_height = (double)lines * LINE + 2 * PAD;
    vd_pdf_need(pdf, t->head_height + 10 * LINE); /* with its caption, a group and a row */
    if (caption.n > 0) {
        struct vd_pdf_run run = {.text = caption, .bold = true};
        struct vd_pdf_flow flow = {.runs = &run, .links = (int[1]){0}};
        vd_pdf_break_lines(pdf, &run, 1, 9.5, vd_pdf_width(pdf), &flow);
        vd_pdf_put_lines(pdf, vd_pdf_elem_new(pdf, "Caption", t->elem, NULL), &flow, &(struct vd_pdf_place){VD_PDF_MARGIN, vd_pdf_width(pdf), 9.5, VD_PDF_LEFT}, 0, flow.n, pdf->y);
        pdf->y -= (double)flow.n * 9.5 * VD_PDF_LEADING + 3;
    }
    t->head = vd_pdf_elem_new(pdf, "THead", t->elem, NULL);
    t->body = vd_pdf_elem_new(pdf, "TBody", t->elem, NULL);
    put_head(pdf, t);
    pdf->table = t;
}

static void next_page(struct vd_pdf *pdf)
{
    vd_pdf_page_new(pdf);
    put_head(pdf, pdf->table);
}

/* ---- rows */
static void put_part(struct vd_pdf *pdf, const struct vd_pdf_cell *cell, struct cell_lines *c, size_t column, size_t from, size_t to)
{
    const struct vd_pdf_table *t = pdf->table;
    to = to < c->flow.n ? to : c->flow.n;
    if (from >= to)
        return;
    struct vd_pdf_place place = {t->x[column] + PAD + c->shift, t->width[column] - 2 * PAD - c->shift, SIZE, t->columns[column].align};
    if (cell->mark && from == 0) {
        vd_pdf_ornament(pdf, "Layout");
        vd_pdf_shape(pdf, cell->mark, cell->colour, t->x[column] + PAD, pdf->y - PAD - SIZE * 1.02, 7);
        vd_pdf_close(pdf);
    }
    vd_pdf_put_lines(pdf, c->elem, &c->flow, &place, from, to, pdf->y - PAD);
}

static struct cell_lines *break_cells(struct vd_pdf *pdf, const struct vd_pdf_cell *cells, int row, size_t *ret_lines)
{
    const struct vd_pdf_table *t = pdf->table;
    struct cell_lines *c = vd_alloc_array(pdf->arena, t->n, sizeof *c);
    *ret_lines = 1;
    for (size_t i = 0; i < t->n; i++) {
        struct vd_pdf_run *run = VD_NEW(pdf->arena, struct vd_pdf_run);
        *run = (struct vd_pdf_run){.text = cells[i].text.p ? cells[i].text : VD_S(""), .bold = cells[i].bold, .url = cells[i].url};
        c[i].flow = (struct vd_pdf_flow){.runs = run, .links = VD_NEW(pdf->arena, int)};
        c[i].shift = cells[i].mark ? MARK_ROOM : 0;
        c[i].elem = i == 0 ? vd_pdf_elem_new(pdf, "TH", row, "<</O /Table /Scope /Row>>") : vd_pdf_elem_new(pdf, "TD", row, NULL);
        vd_pdf_break_lines(pdf, run, 1, SIZE, t->width[i] - 2 * PAD - c[i].shift, &c[i].flow);
        *ret_lines = c[i].flow.n > *ret_lines ? c[i].flow.n : *ret_lines;
    }
    return c;
}

static void put_rule(struct vd_pdf *pdf) { fill(pdf, VD_PDF_MARGIN, pdf->y - 0.3, vd_pdf_width(pdf), 0.6, VD_PDF_LINE); }

/* A row that would fit on a page of its own is not torn apart. */
static bool moves_on(const struct vd_pdf *pdf, double height)
{
    double page = pdf->height - 2 * VD_PDF_MARGIN - VD_PDF_FOOT - pdf->table->head_height;
    double left = vd_pdf_room(pdf);
    return left < height && (height <= page || left < 3 * LINE + 2 * PAD);
}

void vd_pdf_row(struct vd_pdf *pdf, const struct vd_pdf_cell *cells)
{
    struct vd_pdf_table *t = pdf->table;
    size_t lines;
    vd_pdf_lines_drop(pdf);
    struct cell_lines *c = break_cells(pdf, cells, vd_pdf_elem_new(pdf, "TR", t->body, NULL), &lines);
    if (moves_on(pdf, (double)lines * LINE + 2 * PAD))
        next_page(pdf);
    for (size_t from = 0; from < lines;) {
        size_t fit = (size_t)((vd_pdf_room(pdf) - 2 * PAD) / LINE), left = lines - from;
        fit = fit < 1 ? 1 : fit > left ? left : fit;
        for (size_t i = 0; i < t->n; i++)
            put_part(pdf, &cells[i], &c[i], i, from, from + fit);
        pdf->y -= (double)fit * LINE + 2 * PAD;
        put_rule(pdf);
        from += fit;
        if (from < lines)
            next_page(pdf);
    }
}

void vd_pdf_group(struct vd_pdf *pdf, struct vd_str text)
{
    struct vd_pdf_table *t = pdf->table;
    struct vd_pdf_run run = {.text = text, .bold = true, .colour = VD_PDF_IDENTITY};
    struct vd_pdf_flow flow = {.runs = &run, .links = (int[1]){0}};
    double width = vd_pdf_width(pdf) - 2 * PAD;
    vd_pdf_lines_drop(pdf);
    vd_pdf_break_lines(pdf, &run, 1, SIZE, width, &flow);
    double height = (double)flow.n * LINE + 2 * PAD;
    if (vd_pdf_room(pdf) < height + 4 * LINE)
        next_page(pdf);
    fill(pdf, VD_PDF_MARGIN, pdf->y - height, vd_pdf_width(pdf), height, VD_PDF_TINT);
    const char *attributes = vd_str_printf(pdf->arena, "<</O /Table /Scope /Row /ColSpan %zu>>", t->n).p;
    int cell = vd_pdf_elem_new(pdf, "TH", vd_pdf_elem_new(pdf, "TR", t->body, NULL), attributes);
    vd_pdf_put_lines(pdf, cell, &flow, &(struct vd_pdf_place){VD_PDF_MARGIN + PAD, width, SIZE, VD_PDF_LEFT}, 0, flow.n, pdf->y - PAD);
    pdf->y -= height;
    put_rule(pdf);
}

void vd_pdf_table_end(struct vd_pdf *pdf)
{
    pdf->table = NULL;
    vd_pdf_space(pdf, 10);
}
