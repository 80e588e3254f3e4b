/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the writer of Word documents: its body (docx_write.c) and the parts around it (docx_parts.c). */
#ifndef VD_DOCX_PARTS_H
#define VD_DOCX_PARTS_H
#include "office/docx_write.h"
#include "office/package_write.h"

#define VD_WORD_NAMESPACES \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" " \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" " \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
#define VD_WORD_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
enum { VD_WORD_BYTES_MOST = 64 << 20, VD_WORD_LEVELS = 4 /* of lists */ };
#define VD_WORD_INDENT(level) (567 + 425 * (level)) /* twips, of an item */

/* What the parts around the body must know of it. */
struct vd_word_used {
    VD_LIST(struct vd_str) links;  /* addresses, in the order of their first use: rId100, rId101 … */
    VD_LIST(int64_t) lists;        /* first number of each numbered list: numId 2, 3 … */
};

void vd_word_escape(struct vd_buf *out, struct vd_str text);      /* in an attribute, or between tags */
void vd_word_put_run(struct vd_buf *out, struct vd_str text, const char *properties); /* properties: inside of w:rPr */
void vd_word_put_shield(struct vd_buf *out, const struct vd_word_picture *shield, int height_mm, int id); /* a run */

enum { VD_WORD_PARTS_MOST = 16 };
/* Every part but the body's, whose bytes are given. Returns how many. */
size_t vd_word_parts(struct vd_arena *arena, const struct vd_word_about *about, const struct vd_word_used *used, struct vd_str body, struct vd_part *ret);
#endif
