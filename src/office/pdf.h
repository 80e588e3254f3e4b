/* SPDX-License-Identifier: Apache-2.0 */
/* Tagged PDF for everybody (ISO 14289-1, PDF/UA): headings, paragraphs, lists, tables that run over pages, drawings and images with a
 * text in their place. Everything on a page stands either in the structure or is marked as ornament; the language is es-CO; fonts are
 * embedded as subsets. Built from the top to the end: a call puts its part under the one before it and starts pages when it must.
 *
 * Lengths are points (1/72 inch). Texts are UTF-8 and copied. Signs that the fonts lack are drawn as «?» and counted. The same calls
 * give the same bytes: no clock, no chance. An arena holds all of it while it is made. */
#ifndef VD_PDF_H
#define VD_PDF_H
#include "base/base.h"

struct vd_pdf;

struct vd_pdf_about {
    struct vd_str title, author, subject;
    struct vd_str banner;      /* over each page: «BORRADOR»; absent: none */
    struct vd_str foot;        /* at the left of the foot of each page; «Página 2 de 6» stands at the right */
    vd_us made_at;             /* of the data, not of the clock */
    bool landscape;            /* A4 lying, from the first page on */
};
VD_MUST enum vd_err vd_pdf_new(struct vd_arena *arena, const struct vd_pdf_about *about, struct vd_pdf **ret); /* VD_CORRUPT: the fonts of the program */

enum vd_pdf_colour { VD_PDF_INK, VD_PDF_SOFT, VD_PDF_WHITE, VD_PDF_IDENTITY, VD_PDF_LINK, VD_PDF_TINT, VD_PDF_LINE, VD_PDF_GREEN, VD_PDF_YELLOW,
                     VD_PDF_ORANGE, VD_PDF_RED, VD_PDF_BLUE, VD_PDF_COLOURS };

struct vd_pdf_run {
    struct vd_str text;        /* '\n' begins a line */
    bool bold;
    enum vd_pdf_colour colour;
    struct vd_str url;         /* absent: no link */
};

/* The first page as a cover: a band at its edge, and what follows so much lower. */
void vd_pdf_cover(struct vd_pdf *pdf, double drop);
void vd_pdf_heading(struct vd_pdf *pdf, int level, struct vd_str text);          /* 1 to 4; also in the outline */
void vd_pdf_runs(struct vd_pdf *pdf, const struct vd_pdf_run *runs, size_t n);   /* a paragraph */
void vd_pdf_text(struct vd_pdf *pdf, struct vd_str text);                        /* a paragraph of one run */
void vd_pdf_small(struct vd_pdf *pdf, struct vd_str text);                       /* the same, in small soft letters */
void vd_pdf_sized(struct vd_pdf *pdf, double size, const struct vd_pdf_run *runs, size_t n); /* a paragraph in letters of this size */
/* A list: items between begin and end. mark: "•", "1." … */
void vd_pdf_list_begin(struct vd_pdf *pdf);
void vd_pdf_item(struct vd_pdf *pdf, struct vd_str mark, const struct vd_pdf_run *runs, size_t n);
void vd_pdf_list_end(struct vd_pdf *pdf);
void vd_pdf_space(struct vd_pdf *pdf, double height);
void vd_pdf_break(struct vd_pdf *pdf);                                           /* a new page, unless this one is empty */
void vd_pdf_turn(struct vd_pdf *pdf, bool landscape);                            /* the same; from here on pages lie or stand */

/* ---- tables: the head stands on every page that the table reaches */
enum vd_pdf_align { VD_PDF_LEFT, VD_PDF_RIGHT, VD_PDF_CENTRE };
enum vd_pdf_mark { VD_PDF_NO_MARK, VD_PDF_CIRCLE, VD_PDF_TRIANGLE, VD_PDF_DIAMOND, VD_PDF_SQUARE, VD_PDF_BARS, VD_PDF_DASH };
struct vd_pdf_column { struct vd_str head; double share; enum vd_pdf_align align; }; /* share: of the width, among its neighbours */
struct vd_pdf_cell {
    struct vd_str text;
    bool bold;
    struct vd_str url;
    enum vd_pdf_mark mark;     /* before the text, which says the same in words */
    enum vd_pdf_colour colour; /* of the mark */
};
void vd_pdf_table_begin(struct vd_pdf *pdf, struct vd_str caption, const struct vd_pdf_column *columns, size_t n);
/* One cell a column; the first is the head of its row. A row higher than a page goes on on the next one. */
void vd_pdf_row(struct vd_pdf *pdf, const struct vd_pdf_cell *cells);
void vd_pdf_group(struct vd_pdf *pdf, struct vd_str text);                       /* a row of one cell over all columns: head of the rows below it */
void vd_pdf_table_end(struct vd_pdf *pdf);

/* ---- drawings: between begin and end, from their upper left corner, y downwards. The text in their place says what they show. */
void vd_pdf_figure_begin(struct vd_pdf *pdf, struct vd_str in_words, double width, double height);
void vd_pdf_rect(struct vd_pdf *pdf, double x, double y, double w, double h, enum vd_pdf_colour colour);
void vd_pdf_label(struct vd_pdf *pdf, double x, double y, double size, enum vd_pdf_align align, bool bold, struct vd_str text); /* y: of the base line */
void vd_pdf_figure_end(struct vd_pdf *pdf);
/* A PNG or JPEG, as wide as width, its height by its own shape. VD_INVALID: neither, damaged, or larger than 4,096 points a side. */
VD_MUST enum vd_err vd_pdf_image(struct vd_pdf *pdf, struct vd_str bytes, double width, struct vd_str in_words);

double vd_pdf_width(const struct vd_pdf *pdf);                                   /* between the margins */
size_t vd_pdf_missing(const struct vd_pdf *pdf);                                 /* signs that the fonts lack */
/* Ends it and writes the file. VD_TOO_BIG: out is too small. */
VD_MUST enum vd_err vd_pdf_end(struct vd_pdf *pdf, struct vd_buf *out);
#endif
