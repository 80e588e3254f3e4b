/* SPDX-License-Identifier: Apache-2.0 */
/* A document that is said once and written as Word or as tagged PDF: the calls of docx_write.h, whose comments hold. In the PDF a first
 * column whose cells stand over several rows becomes a row over all columns, at the head of the rows it speaks of. */
#ifndef VD_PAPER_H
#define VD_PAPER_H
#include "office/docx_write.h"

struct vd_paper;
/* VD_CORRUPT: the fonts of the program. */
VD_MUST enum vd_err vd_paper_new(struct vd_arena *arena, const struct vd_word_about *about, bool pdf, struct vd_paper **ret);
bool vd_paper_is_pdf(const struct vd_paper *p);

void vd_paper_runs(struct vd_paper *p, enum vd_word_style style, const struct vd_word_run *runs, size_t n);
void vd_paper_text(struct vd_paper *p, enum vd_word_style style, struct vd_str text);
void vd_paper_heading(struct vd_paper *p, int level, struct vd_str text);
int vd_paper_list(struct vd_paper *p, int64_t first);
void vd_paper_item(struct vd_paper *p, int list, int depth, const struct vd_word_run *runs, size_t n);
void vd_paper_shield(struct vd_paper *p); /* of a PDF: one that it cannot hold (a JPEG for the press) is left out */
void vd_paper_page(struct vd_paper *p);
void vd_paper_turn(struct vd_paper *p, bool lying);
void vd_paper_table(struct vd_paper *p, struct vd_str caption, const int *widths, const struct vd_str *heads, size_t n);
void vd_paper_row(struct vd_paper *p, const struct vd_word_cell *cells);
void vd_paper_table_end(struct vd_paper *p);
VD_MUST enum vd_err vd_paper_close(struct vd_paper *p, struct vd_str *ret);
#endif
