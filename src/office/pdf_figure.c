/* SPDX-License-Identifier: Apache-2.0 */
/* Drawings, marks and images. */
#include <png.h>
#include "office/pdf_inside.h"

enum { MAX_SIDE = 4096 };

static void op(struct vd_buf *out, const double *v, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        vd_pdf_number(out, v[i]);
    vd_buf_c(out, name);
}

static void polygon(struct vd_buf *out, const double (*at)[2], int n)
{
    for (int i = 0; i < n; i++)
        op(out, at[i], 2, i == 0 ? "m " : "l ");
    vd_buf_c(out, "f\n");
}

/* Four curves: 0.5523 of the radius is the handle that makes them a circle. */
static void circle(struct vd_buf *out, double x, double y, double r)
{
    double k = r * 0.5523;
    op(out, (double[]){x + r, y}, 2, "m ");
    op(out, (double[]){x + r, y + k, x + k, y + r, x, y + r}, 6, "c ");
    op(out, (double[]){x - k, y + r, x - r, y + k, x - r, y}, 6, "c ");
    op(out, (double[]){x - r, y - k, x - k, y - r, x, y - r}, 6, "c ");
    op(out, (double[]){x + k, y - r, x + r, y - k, x + r, y}, 6, "c f\n");
}

void vd_pdf_shape(struct vd_pdf *pdf, enum vd_pdf_mark mark, enum vd_pdf_colour colour, double x, double y, double s)
{
    struct vd_buf *out = vd_pdf_content(pdf);
    vd_pdf_paint(pdf, colour);
    switch (mark) {
    case VD_PDF_CIRCLE: circle(out, x + s / 2, y + s / 2, s / 2); break;
    case VD_PDF_TRIANGLE: polygon(out, (const double[][2]){{x, y}, {x + s, y}, {x + s / 2, y + s}}, 3); break;
    case VD_PDF_DIAMOND: polygon(out, (const double[][2]){{x + s / 2, y}, {x + s, y + s / 2}, {x + s / 2, y + s}, {x, y + s / 2}}, 4); break;
    case VD_PDF_SQUARE: op(out, (double[]){x, y, s, s}, 4, "re f\n"); break;
    case VD_PDF_BARS:
        op(out, (double[]){x + s * 0.1, y, s * 0.3, s}, 4, "re ");
        op(out, (double[]){x + s * 0.6, y, s * 0.3, s}, 4, "re f\n");
        break;
    default: op(out, (double[]){x, y + s * 0.4, s, s * 0.2}, 4, "re f\n");
    }
}

void vd_pdf_figure_begin(struct vd_pdf *pdf, struct vd_str in_words, double width, double height)
{
    vd_pdf_need(pdf, height);
    int elem = vd_pdf_elem_new(pdf, "Figure", 0, NULL);
    struct vd_pdf_elem *e = &pdf->elems.v[elem];
    e->alt = vd_str_dup(pdf->arena, in_words);
    e->boxed = true;
    memcpy(e->box, (double[]){VD_PDF_MARGIN, pdf->y - height, VD_PDF_MARGIN + width, pdf->y}, sizeof e->box);
    pdf->figure_x = VD_PDF_MARGIN;
    pdf->figure_y = pdf->y;
    pdf->figure_height = height;
    vd_pdf_open(pdf, elem);
}

void vd_pdf_rect(struct vd_pdf *pdf, double x, double y, double w, double h, enum vd_pdf_colour colour)
{
    vd_pdf_paint(pdf, colour);
    op(vd_pdf_content(pdf), (double[]){pdf->figure_x + x, pdf->figure_y - y - h, w, h}, 4, "re f\n");
}

void vd_pdf_label(struct vd_pdf *pdf, double x, double y, double size, enum vd_pdf_align align, bool bold, struct vd_str text)
{
    int font = bold ? VD_PDF_BOLD : VD_PDF_REGULAR;
    double width = vd_pdf_width_of(pdf, font, size, text);
    double left = pdf->figure_x + x - (align == VD_PDF_RIGHT ? width : align == VD_PDF_CENTRE ? width / 2 : 0);
    vd_pdf_text_begin(pdf, font, size, left, pdf->figure_y - y, VD_PDF_INK);
    vd_pdf_text_word(pdf, vd_pdf_word_of(pdf, font, text));
    vd_pdf_text_end(pdf);
}

void vd_pdf_figure_end(struct vd_pdf *pdf)
{
    vd_pdf_close(pdf);
    pdf->y -= pdf->figure_height;
    vd_pdf_space(pdf, 8);
}

/* ---- images */
/* A JPEG goes into the file as it is: its head says how large it is and of how many parts a point is made. */
static bool jpeg_of(struct vd_str b, struct vd_pdf_picture *ret)
{
    const unsigned char *p = (const unsigned char *)b.p;
    if (b.n < 4 || p[0] != 0xFF || p[1] != 0xD8)
        return false;
    for (size_t i = 2; i + 9 < b.n && p[i] == 0xFF;) {
        unsigned kind = p[i + 1], n = (unsigned)p[i + 2] << 8 | p[i + 3];
        if (kind >= 0xC0 && kind <= 0xC2) {
            *ret = (struct vd_pdf_picture){.height = p[i + 5] << 8 | p[i + 6], .width = p[i + 7] << 8 | p[i + 8], .jpeg = true, .grey = p[i + 9] == 1, .bytes = b};
            return p[i + 4] == 8 && (p[i + 9] == 1 || p[i + 9] == 3);
        }
        if (n < 2)
            return false;
        i += 2 + n;
    }
    return false;
}

/* A PNG is laid on white: what lets light through has no place in an archive. */
static bool png_of(struct vd_pdf *pdf, struct vd_str b, struct vd_pdf_picture *ret)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, b.p, b.n))
        return false;
    bool small = image.width >= 1 && image.width <= MAX_SIDE && image.height >= 1 && image.height <= MAX_SIDE;
    if (small) {
        image.format = PNG_FORMAT_RGB;
        size_t n = PNG_IMAGE_SIZE(image);
        char *points = vd_alloc_raw(pdf->arena, n);
        small = png_image_finish_read(&image, &(png_color){255, 255, 255}, points, 0, NULL);
        *ret = (struct vd_pdf_picture){.width = (int)image.width, .height = (int)image.height, .bytes = {points, n}};
    }
    png_image_free(&image);
    return small;
}

enum vd_err vd_pdf_image(struct vd_pdf *pdf, struct vd_str bytes, double width, struct vd_str in_words)
{
    struct vd_pdf_picture picture;
    if (!jpeg_of(bytes, &picture) && !png_of(pdf, bytes, &picture))
        return VD_INVALID;
    if (picture.width < 1 || picture.height < 1 || picture.width > MAX_SIDE || picture.height > MAX_SIDE)
        return VD_INVALID;
    if (picture.jpeg)
        picture.bytes = vd_str_dup(pdf->arena, bytes);
    double height = width * picture.height / picture.width;
    int number = (int)pdf->pictures.n;
    *VD_PUSH(pdf->arena, &pdf->pictures) = picture;
    vd_pdf_figure_begin(pdf, in_words, width, height);
    struct vd_buf *out = vd_pdf_content(pdf);
    vd_buf_c(out, "q ");
    op(out, (double[]){width, 0, 0, height, pdf->figure_x, pdf->figure_y - height}, 6, "cm ");
    vd_buf_printf(out, "/Im%d Do Q\n", number);
    vd_pdf_figure_end(pdf);
    return VD_OK;
}
