/* SPDX-License-Identifier: Apache-2.0 */
/* Parts of a document, one under the other. */
#include "office/pdf_inside.h"

enum { MAX_PAGE = 4 * 1024 * 1024 };
static const double heading_size[] = {19, 14.5, 12, 10.5};
#define TEXT_SIZE 10.0
#define SMALL_SIZE 8.5

static void free_buf(void *arg) { vd_buf_done(arg); }

void vd_pdf_page_new(struct vd_pdf *pdf)
{
    struct vd_pdf_page *page = VD_PUSH(pdf->arena, &pdf->pages);
    page->width = pdf->width;
    page->height = pdf->height;
    page->content = VD_NEW(pdf->arena, struct vd_buf);
    vd_buf_init(page->content, MAX_PAGE);
    vd_arena_defer(pdf->arena, free_buf, page->content);
    pdf->page = pdf->pages.n - 1;
    pdf->y = pdf->height - VD_PDF_MARGIN;
}

static struct vd_pdf_about copied(struct vd_arena *arena, const struct vd_pdf_about *about)
{
    struct vd_pdf_about out = *about;
    out.title = vd_str_dup(arena, about->title);
    out.author = vd_str_dup(arena, about->author);
    out.subject = vd_str_dup(arena, about->subject);
    out.banner = vd_str_dup(arena, about->banner);
    out.foot = vd_str_dup(arena, about->foot);
    return out;
}

/* A4 */
static void lay(struct vd_pdf *pdf, bool landscape)
{
    pdf->width = landscape ? 841.89 : 595.28;
    pdf->height = landscape ? 595.28 : 841.89;
}

enum vd_err vd_pdf_new(struct vd_arena *arena, const struct vd_pdf_about *about, struct vd_pdf **ret)
{
    struct vd_pdf *pdf = VD_NEW(arena, struct vd_pdf);
    *pdf = (struct vd_pdf){.arena = arena, .about = copied(arena, about), .list = -1};
    lay(pdf, about->landscape);
    enum vd_err err = vd_pdf_fonts_open(pdf);
    if (err)
        return err;
    vd_pdf_elem_new(pdf, "Document", -1, NULL);
    vd_pdf_page_new(pdf);
    *ret = pdf;
    return VD_OK;
}

double vd_pdf_width(const struct vd_pdf *pdf) { return pdf->width - 2 * VD_PDF_MARGIN; }
size_t vd_pdf_missing(const struct vd_pdf *pdf) { return pdf->missing; }
double vd_pdf_room(const struct vd_pdf *pdf) { return pdf->y - VD_PDF_MARGIN - VD_PDF_FOOT; }
static bool fresh(const struct vd_pdf *pdf) { return pdf->y >= pdf->height - VD_PDF_MARGIN; }

void vd_pdf_need(struct vd_pdf *pdf, double height)
{
    if (vd_pdf_room(pdf) < height && !fresh(pdf))
        vd_pdf_page_new(pdf);
}

void vd_pdf_break(struct vd_pdf *pdf)
{
    if (!fresh(pdf))
        vd_pdf_page_new(pdf);
}

void vd_pdf_turn(struct vd_pdf *pdf, bool landscape)
{
    bool empty = fresh(pdf);
    lay(pdf, landscape);
    if (!empty) {
        vd_pdf_page_new(pdf);
        return;
    }
    pdf->pages.v[pdf->page].width = pdf->width;
    pdf->pages.v[pdf->page].height = pdf->height;
    pdf->y = pdf->height - VD_PDF_MARGIN;
}

void vd_pdf_space(struct vd_pdf *pdf, double height)
{
    if (!fresh(pdf))
        pdf->y -= height;
}

void vd_pdf_cover(struct vd_pdf *pdf, double drop)
{
    vd_pdf_ornament(pdf, "Layout");
    vd_pdf_paint(pdf, VD_PDF_IDENTITY);
    struct vd_buf *out = vd_pdf_content(pdf);
    vd_buf_c(out, "0 0 14 ");
    vd_pdf_number(out, pdf->height);
    vd_buf_c(out, "re f\n");
    vd_pdf_close(pdf);
    pdf->y -= drop;
}

/* ---- the marks on the page */
void vd_pdf_number(struct vd_buf *out, double v)
{
    long hundredths = (long)(v * 100 + (v < 0 ? -0.5 : 0.5));
    if (hundredths < 0)
        vd_buf_char(out, '-');
    hundredths = labs(hundredths);
    vd_buf_printf(out, hundredths % 100 ? "%ld.%02ld " : "%ld ", hundredths / 100, hundredths % 100);
}

void vd_pdf_paint(struct vd_pdf *pdf, enum vd_pdf_colour colour)
{
    static const char *const red_green_blue[VD_PDF_COLOURS] = {
        [VD_PDF_INK] = "0.09 0.13 0.2", [VD_PDF_SOFT] = "0.3 0.35 0.44", [VD_PDF_WHITE] = "1 1 1", [VD_PDF_IDENTITY] = "0 0.28 0.52",
        [VD_PDF_LINK] = "0 0.28 0.6", [VD_PDF_TINT] = "0.93 0.95 0.98", [VD_PDF_LINE] = "0.72 0.76 0.83", [VD_PDF_GREEN] = "0.13 0.52 0.28",
        [VD_PDF_YELLOW] = "0.69 0.51 0", [VD_PDF_ORANGE] = "0.83 0.32 0.07", [VD_PDF_RED] = "0.74 0.13 0.15", [VD_PDF_BLUE] = "0.2 0.4 0.8"};
    vd_buf_printf(vd_pdf_content(pdf), "%s rg\n", red_green_blue[colour]);
}

void vd_pdf_text_begin(struct vd_pdf *pdf, int font, double size, double x, double y, enum vd_pdf_colour colour)
{
    vd_pdf_paint(pdf, colour);
    struct vd_buf *out = vd_pdf_content(pdf);
    vd_buf_printf(out, "BT /F%d ", font);
    vd_pdf_number(out, size);
    vd_buf_c(out, "Tf 1 0 0 1 ");
    vd_pdf_number(out, x);
    vd_pdf_number(out, y);
    vd_buf_c(out, "Tm <");
}

void vd_pdf_text_word(struct vd_pdf *pdf, const struct vd_pdf_word *word)
{
    static const char hex[] = "0123456789ABCDEF";
    struct vd_buf *out = vd_pdf_content(pdf);
    for (size_t i = 0; i < word->n; i++) {
        unsigned g = word->glyphs[i].id;
        char four[4] = {hex[g >> 12], hex[g >> 8 & 15], hex[g >> 4 & 15], hex[g & 15]};
        vd_buf_put(out, four, sizeof four);
    }
}

void vd_pdf_text_end(struct vd_pdf *pdf) { vd_buf_c(vd_pdf_content(pdf), "> Tj ET\n"); }

/* ---- paragraphs */
/* Lines of an element from here on, over as many pages as they need. */
static void put_flow(struct vd_pdf *pdf, int elem, struct vd_pdf_flow *flow, const struct vd_pdf_place *place)
{
    double line = place->size * VD_PDF_LEADING;
    for (size_t from = 0; from < flow->n;) {
        vd_pdf_need(pdf, line);
        size_t fit = (size_t)(vd_pdf_room(pdf) / line), left = flow->n - from;
        fit = fit < 1 ? 1 : fit > left ? left : fit;
        vd_pdf_put_lines(pdf, elem, flow, place, from, from + fit, pdf->y);
        pdf->y -= (double)fit * line;
        from += fit;
    }
}

static void put_block(struct vd_pdf *pdf, int elem, const struct vd_pdf_run *runs, size_t n, const struct vd_pdf_place *place)
{
    struct vd_pdf_flow flow = {.runs = runs, .links = vd_alloc_array(pdf->arena, n ? n : 1, sizeof(int))};
    vd_pdf_lines_drop(pdf);
    vd_pdf_break_lines(pdf, runs, n, place->size, place->width, &flow);
    put_flow(pdf, elem, &flow, place);
}

void vd_pdf_heading(struct vd_pdf *pdf, int level, struct vd_str text)
{
    static const char *const tags[] = {"H1", "H2", "H3", "H4"};
    int i = level < 1 ? 0 : level > 4 ? 3 : level - 1;
    vd_pdf_space(pdf, heading_size[i] * 0.7);
    vd_pdf_need(pdf, heading_size[i] * VD_PDF_LEADING + 150); /* with the beginning of what it heads: the head of a table and a row */
    int elem = vd_pdf_elem_new(pdf, tags[i], 0, NULL);
    *VD_PUSH(pdf->arena, &pdf->outline) = (struct vd_pdf_mark_line){elem, i, (int)pdf->page, pdf->y, vd_str_dup(pdf->arena, text)};
    struct vd_pdf_run run = {.text = text, .bold = true, .colour = VD_PDF_IDENTITY};
    put_block(pdf, elem, &run, 1, &(struct vd_pdf_place){VD_PDF_MARGIN, vd_pdf_width(pdf), heading_size[i], VD_PDF_LEFT});
    vd_pdf_space(pdf, heading_size[i] * 0.35);
}

void vd_pdf_runs(struct vd_pdf *pdf, const struct vd_pdf_run *runs, size_t n)
{
    vd_pdf_need(pdf, 2 * TEXT_SIZE * VD_PDF_LEADING);
    put_block(pdf, vd_pdf_elem_new(pdf, "P", 0, NULL), runs, n, &(struct vd_pdf_place){VD_PDF_MARGIN, vd_pdf_width(pdf), TEXT_SIZE, VD_PDF_LEFT});
    vd_pdf_space(pdf, TEXT_SIZE * 0.5);
}

void vd_pdf_sized(struct vd_pdf *pdf, double size, const struct vd_pdf_run *runs, size_t n)
{
    vd_pdf_need(pdf, size * VD_PDF_LEADING);
    put_block(pdf, vd_pdf_elem_new(pdf, "P", 0, NULL), runs, n, &(struct vd_pdf_place){VD_PDF_MARGIN, vd_pdf_width(pdf), size, VD_PDF_LEFT});
    vd_pdf_space(pdf, size * 0.5);
}

void vd_pdf_text(struct vd_pdf *pdf, struct vd_str text) { vd_pdf_runs(pdf, &(struct vd_pdf_run){.text = text}, 1); }

void vd_pdf_small(struct vd_pdf *pdf, struct vd_str text)
{
    struct vd_pdf_run run = {.text = text, .colour = VD_PDF_SOFT};
    put_block(pdf, vd_pdf_elem_new(pdf, "P", 0, NULL), &run, 1, &(struct vd_pdf_place){VD_PDF_MARGIN, vd_pdf_width(pdf), SMALL_SIZE, VD_PDF_LEFT});
    vd_pdf_space(pdf, SMALL_SIZE * 0.5);
}

/* ---- lists */
void vd_pdf_list_begin(struct vd_pdf *pdf) { pdf->list = vd_pdf_elem_new(pdf, "L", 0, NULL); }

void vd_pdf_item(struct vd_pdf *pdf, struct vd_str mark, const struct vd_pdf_run *runs, size_t n)
{
    enum { INDENT = 16 };
    vd_pdf_need(pdf, TEXT_SIZE * VD_PDF_LEADING);
    int item = vd_pdf_elem_new(pdf, "LI", pdf->list, NULL);
    struct vd_pdf_run label = {.text = mark};
    struct vd_pdf_flow flow = {.runs = &label, .links = (int[1]){0}};
    vd_pdf_lines_drop(pdf);
    vd_pdf_break_lines(pdf, &label, 1, TEXT_SIZE, INDENT, &flow);
    vd_pdf_put_lines(pdf, vd_pdf_elem_new(pdf, "Lbl", item, NULL), &flow, &(struct vd_pdf_place){VD_PDF_MARGIN + 3, INDENT, TEXT_SIZE, VD_PDF_LEFT}, 0, 1, pdf->y);
    struct vd_pdf_place place = {VD_PDF_MARGIN + INDENT, vd_pdf_width(pdf) - INDENT, TEXT_SIZE, VD_PDF_LEFT};
    put_block(pdf, vd_pdf_elem_new(pdf, "LBody", item, NULL), runs, n, &place);
    vd_pdf_space(pdf, TEXT_SIZE * 0.2);
}

void vd_pdf_list_end(struct vd_pdf *pdf)
{
    pdf->list = -1;
    vd_pdf_space(pdf, TEXT_SIZE * 0.4);
}
