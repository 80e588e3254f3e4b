/* SPDX-License-Identifier: Apache-2.0 */
/* The XLSX reader's own state, shared by workbook (xlsx.c), strings and formats (xlsx_parts.c) and sheets (xlsx_sheet.c). */
#ifndef VD_XLSX_H
#define VD_XLSX_H
#include "office/numfmt.h"
#include "office/package.h"
#include "office/sheets.h"

struct vd_xlsx_format {
    int id;
    struct vd_str code;
};

struct vd_xlsx {
    struct vd_package *pkg;
    struct vd_refusal *why;
    struct vd_arena *arena;
    struct vd_sheets sheets;
    VD_LIST(struct vd_str) strings;
    VD_LIST(struct vd_xlsx_format) formats; /* the file's own */
    VD_LIST(struct vd_str) styles;          /* code of each cell style */
    struct vd_buf text;                     /* of the open string or cell */
    bool from_1904;
};

bool vd_xlsx_is(const struct vd_xml *x, const char *name); /* a start tag of that name, in either namespace of spreadsheets */
void vd_xlsx_read_strings(struct vd_xlsx *f, struct vd_str part);
void vd_xlsx_read_styles(struct vd_xlsx *f, struct vd_str part);
/* The text of a string item (si, is), formatted runs joined, without phonetic readings; clean, kept in the arena. */
struct vd_str vd_xlsx_string(struct vd_xlsx *f, struct vd_xml *x);
/* Takes the whole buffer: escapes _x000D_ undone, one kind of line end, tabs as spaces. */
struct vd_str vd_xlsx_take(struct vd_xlsx *f);
void vd_xlsx_read_sheet(struct vd_xlsx *f, struct vd_str part);
/* Fills kind, text and value from what <v> holds. */
void vd_xlsx_number(struct vd_xlsx *f, struct vd_str raw, struct vd_str code, struct vd_grid_cell *cell);
void vd_xlsx_iso_date(struct vd_xlsx *f, struct vd_str raw, struct vd_str code, struct vd_grid_cell *cell);

typedef VD_LIST(struct vd_str) vd_xlsx_sheets;
/* Parts of the worksheets, in the order in which they are read. */
void vd_xlsx_sheets_of(struct vd_package *pkg, vd_xlsx_sheets *ret);
void vd_xlsx_read(struct vd_package *pkg, struct vd_str main_part, struct vd_doc *doc);
#endif
