/* SPDX-License-Identifier: Apache-2.0 */
/* Reading the files people have. A reader turns an office file into a sequence of blocks: headings, paragraphs and grids
 * (tables or sheets) with merged cells resolved. A sheet is one grid with its name, empty sheets too. It knows nothing of plans. Readers run only inside the sandboxed child
 * (sandbox/); the parent rebuilds the same structs from the child's answer with vd_doc_decode, trusting nothing. */
#ifndef VD_OFFICE_H
#define VD_OFFICE_H
#include "base/base.h"

enum vd_doc_format { VD_DOC_UNKNOWN, VD_DOC_DOCX, VD_DOC_XLSX, VD_DOC_ODS, VD_DOC_CSV };
const char *vd_doc_format_name(enum vd_doc_format format); /* "docx", "xlsx", "ods", "csv" */
static inline bool vd_doc_has_sheets(enum vd_doc_format format) { return format == VD_DOC_XLSX || format == VD_DOC_ODS || format == VD_DOC_CSV; }

/* Limits of every reader; passing one refuses the whole file with a reason. */
enum {
    VD_DOC_MAX_COLS = 256,
    VD_DOC_MAX_ROWS = 100000,
    VD_DOC_MAX_CELLS = 200000,
    VD_DOC_MAX_CELL_TEXT = 64 * 1024,      /* bytes of one cell, heading or paragraph */
    VD_DOC_MAX_BLOCKS = 100000,
    VD_DOC_MAX_TEXT = 16 * 1024 * 1024,    /* bytes of text in all */
    VD_DOC_MAX_NESTED = 8,                 /* tables inside tables */
    VD_DOC_MAX_NAME = 255,                 /* bytes of the name of a sheet; a longer one is cut */
    VD_DOC_MAX_VALUE = 64,                 /* bytes of the value of a typed cell */
    VD_DOC_MAX_ENTRIES = 5000,             /* zip entries */
    VD_DOC_MAX_INFLATED = 64 * 1024 * 1024, /* bytes over all parts, counted while inflating */
    VD_DOC_MAX_RATIO = 250,                /* inflated / deflated of one part, once past 64 KiB */
    VD_DOC_MAX_FILE = 20 * 1024 * 1024
};

/* What the program that made the file says that a cell is: only sheets say it, cells of documents and of CSV are texts. */
enum vd_cell_kind {
    VD_CELL_TEXT,
    VD_CELL_NUMBER,  /* value: "1234.5", exact, at most 15 significant digits, no exponent */
    VD_CELL_PERCENT, /* value: the ratio, "0.5" where the text is "50%" */
    VD_CELL_DATE,    /* value: "2022-03-14" or "2022-03-14T09:30:00" */
    VD_CELL_BOOL,    /* value: "1" or "0" */
    VD_CELL_ERROR,   /* text: "#N/A"; no value */
    VD_CELL_FORMULA, /* no program has computed it: the text is the formula, "=SUM(A1:A3)"; no value */
    VD_CELL_KINDS
};
const char *vd_cell_kind_name(enum vd_cell_kind kind); /* "texto", "número", "porcentaje", "fecha", "sí o no", "error", "fórmula" */

struct vd_grid_cell {
    int row, col;     /* of its top left corner, from 0 */
    int rows, cols;   /* span, at least 1 */
    /* What a person sees: paragraphs joined with '\n'; trailing white space removed; may be empty. Typed cells are shown as in
     * Colombia, whatever the locale of the file: "90,0", "15.000", "50%"; dates in digits dd/mm/yyyy, others as their format
     * says ("mar-20"). */
    struct vd_str text;
    enum vd_cell_kind kind;
    struct vd_str value; /* for machines; empty where the kind has none */
};

struct vd_span {
    int first, n; /* from 0; at least 1 */
};

struct vd_grid {
    int number;       /* 1, 2, 3 … in document order, nested tables after their parent; a sheet's place among the sheets */
    int nested_in;    /* number of the grid it stands in, 0 when in the body */
    int rows, cols;   /* in sheets up to the last place with text; an empty sheet has 0 */
    VD_LIST(struct vd_grid_cell) cells; /* by row, then column; covered places have no cell, nor empty ones of sheets that no merge joins */
    struct vd_str sheet; /* name; absent in documents and in CSV */
    bool hidden;         /* the sheet is hidden in the program that made it */
    VD_LIST(struct vd_span) hidden_rows, hidden_cols; /* in order, apart, inside the grid; read all the same */
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

/* Reads the file open at fd (seekable); what it is, its content says. Of a CSV cell that begins with ' and then = + - @ ' or a
 * tab or line end, one ' is taken away (office/dataset.h puts it). On VD_INVALID or VD_TOO_BIG *ret_reason says in Spanish why and what to do.
 * Never call it on a hostile file outside the child. */
VD_MUST enum vd_err vd_doc_read(int fd, struct vd_arena *arena, struct vd_doc **ret, struct vd_str *ret_reason);

/* The child's answer: bounded, length-prefixed, no pointers. decode refuses anything out of bounds (VD_CORRUPT) and copies
 * what it keeps. */
VD_MUST enum vd_err vd_doc_encode(const struct vd_doc *doc, struct vd_buf *out);
VD_MUST enum vd_err vd_doc_decode(struct vd_str bytes, struct vd_arena *arena, struct vd_doc **ret);

/* Name of a place as the program that made the file shows it: "B7" in sheets, "tabla 2, fila 7, columna 2" in documents. table is
 * the grid's number; row and col count from 0. */
struct vd_str vd_place_name(struct vd_arena *arena, enum vd_doc_format format, int table, int row, int col);
bool vd_spans_have(const struct vd_span *spans, size_t n, int place); /* for hidden_rows and hidden_cols */

/* The cell that covers a place (also inside a merge); NULL when the row is shorter or the place of a sheet is empty. *ret_origin: the place is its corner. */
const struct vd_grid_cell *vd_grid_at(const struct vd_grid *grid, int row, int col, bool *ret_origin);
#endif
