/* SPDX-License-Identifier: Apache-2.0 */
/* Breaking text into lines: at spaces; a word wider than its column after / - _ . @ or, when it has none, wherever it must. */
#include "office/pdf_inside.h"

struct breaking {
    struct vd_pdf *pdf;
    double size, width, x;
    bool fresh;              /* nothing on the line yet */
};

static struct vd_pdf_line *line_of(struct breaking *b) { return &b->pdf->lines.v[b->pdf->lines.n - 1]; }

static void next_line(struct breaking *b)
{
    VD_PUSH(b->pdf->arena, &b->pdf->lines)->from = b->pdf->pieces.n;
    b->x = 0;
    b->fresh = true;
}

static void put_piece(struct breaking *b, const struct vd_pdf_run *run, int index, struct vd_str text)
{
    int font = run->bold ? VD_PDF_BOLD : VD_PDF_REGULAR;
    const struct vd_pdf_word *word = vd_pdf_word_of(b->pdf, font, text);
    struct vd_pdf_line *line = line_of(b);
    *VD_PUSH(b->pdf->arena, &b->pdf->pieces) = (struct vd_pdf_piece){word, font, index, b->x};
    line->n++;
    b->x += (double)word->width * b->size / b->pdf->fonts[font].per_em;
    line->width = b->x;
    b->fresh = false;
}

/* The longest beginning that fits, at least one sign. */
static size_t fitting(struct breaking *b, int font, struct vd_str word, double room)
{
    size_t best = 0, hard = 0;
    double width = 0;
    for (size_t i = 0; i < word.n;) {
        size_t from = i;
        uint32_t cp = vd_utf8_next(word, &i);
        while (i < word.n) { /* a mark stays with its letter */
            size_t ahead = i;
            uint32_t mark = vd_utf8_next(word, &ahead);
            if (mark < 0x0300 || mark > 0x036F)
                break;
            i = ahead;
        }
        width += vd_pdf_width_of(b->pdf, font, b->size, vd_str_sub(word, from, i));
        if (width > room && hard > 0)
            return best > 0 ? best : hard;
        hard = i;
        if (cp == '/' || cp == '-' || cp == '_' || cp == '.' || cp == '@')
            best = i;
    }
    return word.n;
}

static void put_word(struct breaking *b, const struct vd_pdf_run *run, int index, struct vd_str word)
{
    int font = run->bold ? VD_PDF_BOLD : VD_PDF_REGULAR;
    if (!b->fresh && b->x + vd_pdf_width_of(b->pdf, font, b->size, word) > b->width)
        next_line(b);
    while (b->x + vd_pdf_width_of(b->pdf, font, b->size, word) > b->width) {
        size_t n = fitting(b, font, word, b->width - b->x);
        if (n >= word.n)
            break;
        put_piece(b, run, index, vd_str_sub(word, 0, n));
        word = vd_str_sub(word, n, word.n);
        next_line(b);
    }
    put_piece(b, run, index, word);
}

static size_t word_end(struct vd_str text, size_t i)
{
    while (i < text.n && text.p[i] != ' ' && text.p[i] != '\n')
        i++;
    return i;
}

/* A space goes with the line it ends, so that whoever takes the text out finds the words apart. */
static void put_run(struct breaking *b, const struct vd_pdf_run *run, int index)
{
    for (size_t i = 0; i < run->text.n;) {
        char c = run->text.p[i];
        if (c == '\n') {
            next_line(b);
            i++;
        } else if (c == ' ') {
            if (!b->fresh)
                put_piece(b, run, index, VD_S(" "));
            i++;
        } else {
            size_t end = word_end(run->text, i);
            put_word(b, run, index, vd_str_sub(run->text, i, end));
            i = end;
        }
    }
}

/* Trailing spaces do not count when a line is set at the right or in the middle. */
static void measure(struct vd_pdf *pdf, struct vd_pdf_line *line, double size)
{
    for (size_t i = line->n; i-- > 0;) {
        const struct vd_pdf_piece *p = vd_pdf_piece_of(pdf, line, i);
        if (!vd_str_is(p->word->text, " ")) {
            line->width = p->x + (double)p->word->width * size / pdf->fonts[p->font].per_em;
            return;
        }
    }
    line->width = 0;
}

void vd_pdf_break_lines(struct vd_pdf *pdf, const struct vd_pdf_run *runs, size_t n, double size, double width, struct vd_pdf_flow *flow)
{
    struct breaking b = {.pdf = pdf, .size = size, .width = width};
    flow->from = pdf->lines.n;
    next_line(&b);
    for (size_t i = 0; i < n; i++)
        put_run(&b, &runs[i], (int)i);
    flow->n = pdf->lines.n - flow->from;
    for (size_t i = flow->from; i < pdf->lines.n; i++)
        measure(pdf, &pdf->lines.v[i], size);
}

/* ---- putting them down */
static double start_of(const struct vd_pdf_place *place, const struct vd_pdf_line *line)
{
    double left = place->width - line->width;
    return place->x + (place->align == VD_PDF_RIGHT ? left : place->align == VD_PDF_CENTRE ? left / 2 : 0);
}

static int owner_of(struct vd_pdf *pdf, int elem, struct vd_pdf_flow *flow, int run)
{
    if (!flow->runs[run].url.p)
        return elem;
    if (flow->links[run] == 0)
        flow->links[run] = vd_pdf_elem_new(pdf, "Link", elem, NULL);
    return flow->links[run];
}

static void put_link_box(struct vd_pdf *pdf, struct vd_pdf_flow *flow, const struct vd_pdf_line *line, int run, double x, double base, double size)
{
    double from = 0, to = 0;
    bool any = false;
    for (size_t i = 0; i < line->n; i++) {
        const struct vd_pdf_piece *p = vd_pdf_piece_of(pdf, line, i);
        if (p->run != run)
            continue;
        from = any ? from : p->x;
        to = p->x + (double)p->word->width * size / pdf->fonts[p->font].per_em;
        any = true;
    }
    double box[4] = {x + from, base - size * 0.25, x + to, base + size * 0.85};
    if (any)
        vd_pdf_link_put(pdf, flow->links[run], box, flow->runs[run].url, flow->runs[run].text);
}

static bool runs_on(const struct vd_pdf_piece *pieces, size_t n, size_t i) { return i + 1 < n && pieces[i + 1].run == pieces[i].run; }

/* What of a line is of one run: one text, one owner. Returns where the next run begins. */
static size_t put_run_of_line(struct vd_pdf *pdf, const struct vd_pdf_run *run, const struct vd_pdf_line *line, size_t i, double x, double base, double size)
{
    const struct vd_pdf_piece *pieces = vd_pdf_piece_of(pdf, line, 0);
    vd_pdf_text_begin(pdf, pieces[i].font, size, x + pieces[i].x, base, run->url.p ? VD_PDF_LINK : run->colour);
    vd_pdf_text_word(pdf, pieces[i].word);
    while (runs_on(pieces, line->n, i))
        vd_pdf_text_word(pdf, pieces[++i].word);
    vd_pdf_text_end(pdf);
    return i + 1;
}

static void put_line(struct vd_pdf *pdf, int elem, struct vd_pdf_flow *flow, const struct vd_pdf_place *place, const struct vd_pdf_line *line, double base, int *open)
{
    double x = start_of(place, line);
    for (size_t i = 0; i < line->n;) {
        int run = vd_pdf_piece_of(pdf, line, i)->run, owner = owner_of(pdf, elem, flow, run);
        if (owner != *open) {
            if (*open >= 0)
                vd_pdf_close(pdf);
            vd_pdf_open(pdf, owner);
            *open = owner;
        }
        i = put_run_of_line(pdf, &flow->runs[run], line, i, x, base, place->size);
        if (flow->runs[run].url.p)
            put_link_box(pdf, flow, line, run, x, base, place->size);
    }
}

void vd_pdf_put_lines(struct vd_pdf *pdf, int elem, struct vd_pdf_flow *flow, const struct vd_pdf_place *place, size_t from, size_t to, double y)
{
    int open = -1;
    for (size_t i = from; i < to; i++)
        put_line(pdf, elem, flow, place, vd_pdf_line_of(pdf, flow, i), y - place->size * (VD_PDF_ASCENT + (double)(i - from) * VD_PDF_LEADING), &open);
    if (open >= 0)
        vd_pdf_close(pdf);
}
