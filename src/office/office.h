/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the files people have. A reader turns an office file into a sequence of blocks: headings, paragraphs and grids
 * (tables or sheets) with merged cells resolved. It knows nothing of plans. Readers run only inside the sandboxed child
 * (sandbox/); the parent rebuilds the same structs from the child's answer with vd_doc_decode, trusting nothing. */
#ifndef VD_OFFICE_H
#define VD_OFFICE_H
#include "base/base.h"

enum vd_doc_format { VD_DOC_UNKNOWN, VD_DOC_DOCX };
const char *vd_doc_format_name(enum vd_doc_format format); /* "docx" */

/* Limits of every reader; passing one refuses the whole file with a reason. */
enum {
    VD_DOC_MAX_COLS = 256,
    VD_DOC_MAX_ROWS = 100000,
    VD_DOC_MAX_CELLS = 200000,
    VD_DOC_MAX_CELL_TEXT = 64 * 1024,      /* bytes of one cell, heading or paragraph */
    VD_DOC_MAX_BLOCKS = 100000,
    VD_DOC_MAX_TEXT = 16 * 1024 * 1024,    /* bytes of text in all */
    VD_DOC_MAX_NESTED = 8,                 /* tables inside tables */
    VD_DOC_MAX_ENTRIES = 5000,             /* zip entries */
    VD_DOC_MAX_INFLATED = 64 * 1024 * 1024, /* bytes over all parts, counted while inflating */
    VD_DOC_MAX_RATIO = 250,                /* inflated / deflated of one part, once past 64 KiB */
    VD_DOC_MAX_FILE = 20 * 1024 * 1024
};

struct vd_grid_cell {
    int row, col;     /* of its top left corner, from 0 */
    int rows, cols;   /* span, at least 1 */
    struct vd_str text; /* paragraphs joined with '\n'; trailing white space removed; may be empty */
};

struct vd_grid {
    int number;       /* 1, 2, 3 … in document order, nested tables after their parent */
    int nested_in;    /* number of the grid it stands in, 0 when in the body */
    int rows, cols;
    VD_LIST(struct vd_grid_cell) cells; /* by row, then column; covered places have no cell */
};

enum vd_block_kind { VD_BLOCK_HEADING = 1, VD_BLOCK_PARAGRAPH, VD_BLOCK_GRID };

struct vd_block {
    enum vd_block_kind kind;
    int level;            /* headings: 1.. (title 0) */
    struct vd_str text;   /* headings and paragraphs, never empty */
    struct vd_grid *grid; /* grids */
};

struct vd_doc {
    enum vd_doc_format format;
    VD_LIST(struct vd_block) blocks; /* document order */
};

/* Reads the file open at fd (seekable). On VD_INVALID or VD_TOO_BIG *ret_reason says in Spanish why and what to do.
 * Never call it on a hostile file outside the child. */
VD_MUST enum vd_err vd_doc_read(int fd, struct vd_arena *arena, struct vd_doc **ret, struct vd_str *ret_reason);

/* The child's answer: bounded, length-prefixed, no pointers. decode refuses anything out of bounds (VD_CORRUPT) and copies
 * what it keeps. */
VD_MUST enum vd_err vd_doc_encode(const struct vd_doc *doc, struct vd_buf *out);
VD_MUST enum vd_err vd_doc_decode(struct vd_str bytes, struct vd_arena *arena, struct vd_doc **ret);

/* The cell that covers a place (also inside a merge); NULL when the row is shorter. *ret_origin: the place is its corner. */
const struct vd_grid_cell *vd_grid_at(const struct vd_grid *grid, int row, int col, bool *ret_origin);
#endif
