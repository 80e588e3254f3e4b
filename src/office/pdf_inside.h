/* SPDX-License-Identifier: Apache-2.0 */
/* What the parts of the PDF writer share: fonts and measured words (pdf_font.c), lines (pdf_lines.c), the structure tree and marked
 * content (pdf_tree.c), parts of a document (pdf.c), tables (pdf_table.c), drawings and images (pdf_figure.c), the file (pdf_file.c). */
#ifndef VD_PDF_INSIDE_H
#define VD_PDF_INSIDE_H
#include <hb-subset.h>
#include <hb.h>
#include "office/pdf.h"

enum { VD_PDF_FONTS = 2, VD_PDF_REGULAR = 0, VD_PDF_BOLD = 1 };
#define VD_PDF_MARGIN 42.0
#define VD_PDF_FOOT 26.0       /* between the text and the lower margin */
#define VD_PDF_LEADING 1.35    /* height of a line, in sizes of its letters */
#define VD_PDF_ASCENT 1.06     /* of it, above the base line */

extern const unsigned char vd_font_regular[], vd_font_bold[]; /* generated */
extern const size_t vd_font_regular_n, vd_font_bold_n;

/* A word as it was measured once: its glyphs and their advances, in units of the font. */
struct vd_pdf_glyph { unsigned short id, advance; };
struct vd_pdf_word {
    struct vd_pdf_word *next;  /* of its bucket */
    struct vd_str text;
    const struct vd_pdf_glyph *glyphs;
    size_t n;
    int64_t width;
};

struct vd_pdf_font {
    hb_face_t *face;
    hb_font_t *font;
    hb_buffer_t *buffer;
    hb_set_t *used;
    unsigned per_em;
    uint32_t *unicode;         /* by glyph: what it was written for */
    struct vd_pdf_word *words[4096];
};

/* Structure: an element has elements, marked content and links as its children, in the order of reading. */
enum vd_pdf_kid_kind { VD_PDF_KID_ELEM, VD_PDF_KID_CONTENT, VD_PDF_KID_LINK };
struct vd_pdf_kid { enum vd_pdf_kid_kind kind; int page, number; }; /* element; number of the content on its page; link */
struct vd_pdf_elem {
    const char *tag, *attributes;          /* attributes: of a table, as PDF; NULL */
    int parent;
    struct vd_str alt;
    double box[4];                         /* of a figure, on its page */
    bool boxed;
    VD_LIST(struct vd_pdf_kid) kids;
};
struct vd_pdf_link { int page, elem; double box[4]; struct vd_str url, text; };
struct vd_pdf_page { double width, height; struct vd_buf *content; VD_LIST(int) owners; VD_LIST(int) links; }; /* owners: of each marked content, its element */
struct vd_pdf_mark_line { int elem, level, page; double y; struct vd_str text; };            /* of the outline */
struct vd_pdf_picture { int id, width, height; bool jpeg, grey; struct vd_str bytes; };

/* ---- lines: pieces of words beside each other */
struct vd_pdf_piece { const struct vd_pdf_word *word; int font, run; double x; };  /* x: from the left of the line */
struct vd_pdf_line { size_t from, n; double width; };                              /* its pieces, in vd_pdf.pieces */


struct vd_pdf_table;
struct vd_pdf {
    struct vd_arena *arena;
    struct vd_pdf_about about;
    double width, height;                  /* of the page that is written on */
    double y;                              /* where the next part begins, from the lower edge */
    struct vd_pdf_font fonts[VD_PDF_FONTS];
    VD_LIST(struct vd_pdf_page) pages;
    size_t page;                           /* the one that is written on */
    VD_LIST(struct vd_pdf_elem) elems;     /* the first: the document */
    VD_LIST(struct vd_pdf_link) links;
    VD_LIST(struct vd_pdf_mark_line) outline;
    VD_LIST(struct vd_pdf_picture) pictures;
    VD_LIST(struct vd_pdf_piece) pieces;   /* of the part that is being written: used again by the next */
    VD_LIST(struct vd_pdf_line) lines;
    int list;                              /* element of the open list, or -1 */
    struct vd_pdf_table *table;
    double figure_x, figure_y;             /* upper left corner of the open figure */
    double figure_height;
    size_t missing;
};

/* ---- fonts */
VD_MUST enum vd_err vd_pdf_fonts_open(struct vd_pdf *pdf);
const struct vd_pdf_word *vd_pdf_word_of(struct vd_pdf *pdf, int font, struct vd_str text);
double vd_pdf_width_of(struct vd_pdf *pdf, int font, double size, struct vd_str text);

/* ---- placing lines */
struct vd_pdf_place { double x, width, size; enum vd_pdf_align align; };
/* Lines from..to of an element, the first one's top at y. Runs with an url become elements of their own inside of it. */
struct vd_pdf_flow { const struct vd_pdf_run *runs; int *links; size_t from, n; }; /* links: element of each run with an url, 0: not yet; its lines, in vd_pdf.lines */
/* Adds the lines of n runs to a flow that has none. They stand until the next part of the document begins: vd_pdf_lines_drop. */
void vd_pdf_break_lines(struct vd_pdf *pdf, const struct vd_pdf_run *runs, size_t n, double size, double width, struct vd_pdf_flow *flow);
static inline void vd_pdf_lines_drop(struct vd_pdf *pdf) { pdf->pieces.n = pdf->lines.n = 0; }
static inline const struct vd_pdf_line *vd_pdf_line_of(const struct vd_pdf *pdf, const struct vd_pdf_flow *flow, size_t i) { return &pdf->lines.v[flow->from + i]; }
static inline const struct vd_pdf_piece *vd_pdf_piece_of(const struct vd_pdf *pdf, const struct vd_pdf_line *line, size_t i) { return &pdf->pieces.v[line->from + i]; }
void vd_pdf_put_lines(struct vd_pdf *pdf, int elem, struct vd_pdf_flow *flow, const struct vd_pdf_place *place, size_t from, size_t to, double y);

/* ---- structure */
int vd_pdf_elem_new(struct vd_pdf *pdf, const char *tag, int parent, const char *attributes);
struct vd_buf *vd_pdf_content(struct vd_pdf *pdf);                        /* of the page that is written on */
void vd_pdf_open(struct vd_pdf *pdf, int elem);                           /* marked content of an element, until vd_pdf_close */
void vd_pdf_ornament(struct vd_pdf *pdf, const char *kind);               /* "Layout" "Pagination": until vd_pdf_close */
void vd_pdf_close(struct vd_pdf *pdf);
void vd_pdf_link_put(struct vd_pdf *pdf, int elem, const double *box, struct vd_str url, struct vd_str text);

/* ---- pages */
void vd_pdf_page_new(struct vd_pdf *pdf);
double vd_pdf_room(const struct vd_pdf *pdf);                             /* left on the page */
void vd_pdf_need(struct vd_pdf *pdf, double height);                      /* a new page when less is left */
void vd_pdf_paint(struct vd_pdf *pdf, enum vd_pdf_colour colour);         /* fills with it */
void vd_pdf_shape(struct vd_pdf *pdf, enum vd_pdf_mark mark, enum vd_pdf_colour colour, double x, double y, double size);
/* One text on one base line, word after word. */
void vd_pdf_text_begin(struct vd_pdf *pdf, int font, double size, double x, double y, enum vd_pdf_colour colour);
void vd_pdf_text_word(struct vd_pdf *pdf, const struct vd_pdf_word *word);
void vd_pdf_text_end(struct vd_pdf *pdf);
void vd_pdf_number(struct vd_buf *out, double v);                         /* at most two decimals, the same on every machine */
#endif
