/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the readers: LibreOffice sheets (ISO/IEC 26300). ods.c walks the document, ods_cell.c reads one cell. Memory is the arena's. */
#ifndef VD_ODS_H
#define VD_ODS_H
#include "office/numfmt.h"
#include "office/package.h"
#include "office/sheets.h"

struct vd_ods {
    struct vd_package *pkg;
    struct vd_refusal *why;
    struct vd_arena *arena;
    struct vd_sheets sheets;
    struct vd_xml x;
    struct vd_buf text;                    /* of the open cell */
    VD_LIST(struct vd_str) hidden_styles;  /* names of table styles that are not shown */
    int row, col;                          /* next place; stop growing at VD_XML_INT_MAX */
};

enum vd_ods_space { VD_ODS_TABLE, VD_ODS_TEXT, VD_ODS_OFFICE, VD_ODS_STYLE };
bool vd_ods_is(const struct vd_xml *x, enum vd_ods_space space, const char *name); /* a start tag */
/* Reads the current cell to its end: text, kind and value; places are the caller's. */
void vd_ods_cell(struct vd_ods *f, struct vd_grid_cell *cell);
bool vd_ods_is_encrypted(struct vd_package *pkg);
void vd_ods_read(struct vd_package *pkg, struct vd_doc *doc);
#endif
