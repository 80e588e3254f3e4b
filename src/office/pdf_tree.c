/* SPDX-License-Identifier: Apache-2.0 */
/* Structure and marked content: every operator of a page stands between an opening and a closing, of an element or of an ornament. */
#include "office/pdf_inside.h"

int vd_pdf_elem_new(struct vd_pdf *pdf, const char *tag, int parent, const char *attributes)
{
    int number = (int)pdf->elems.n;
    *VD_PUSH(pdf->arena, &pdf->elems) = (struct vd_pdf_elem){.tag = tag, .parent = parent, .attributes = attributes};
    if (parent >= 0)
        *VD_PUSH(pdf->arena, &pdf->elems.v[parent].kids) = (struct vd_pdf_kid){.kind = VD_PDF_KID_ELEM, .number = number};
    return number;
}

static struct vd_pdf_page *this_page(struct vd_pdf *pdf) { return &pdf->pages.v[pdf->page]; }

struct vd_buf *vd_pdf_content(struct vd_pdf *pdf) { return this_page(pdf)->content; }

void vd_pdf_open(struct vd_pdf *pdf, int elem)
{
    struct vd_pdf_page *page = this_page(pdf);
    int number = (int)page->owners.n;
    *VD_PUSH(pdf->arena, &page->owners) = elem;
    *VD_PUSH(pdf->arena, &pdf->elems.v[elem].kids) = (struct vd_pdf_kid){VD_PDF_KID_CONTENT, (int)pdf->page, number};
    vd_buf_printf(page->content, "/%s <</MCID %d>> BDC\n", pdf->elems.v[elem].tag, number);
}

void vd_pdf_ornament(struct vd_pdf *pdf, const char *kind) { vd_buf_printf(vd_pdf_content(pdf), "/Artifact <</Type /%s>> BDC\n", kind); }

void vd_pdf_close(struct vd_pdf *pdf) { vd_buf_c(vd_pdf_content(pdf), "EMC\n"); }

void vd_pdf_link_put(struct vd_pdf *pdf, int elem, const double *box, struct vd_str url, struct vd_str text)
{
    int number = (int)pdf->links.n, page = (int)pdf->page;
    struct vd_pdf_link *link = VD_PUSH(pdf->arena, &pdf->links);
    *link = (struct vd_pdf_link){.page = page, .elem = elem, .url = vd_str_dup(pdf->arena, url), .text = vd_str_dup(pdf->arena, text)};
    memcpy(link->box, box, sizeof link->box);
    *VD_PUSH(pdf->arena, &this_page(pdf)->links) = number;
    *VD_PUSH(pdf->arena, &pdf->elems.v[elem].kids) = (struct vd_pdf_kid){VD_PDF_KID_LINK, page, number};
}
