/* SPDX-License-Identifier: Apache-2.0 */
/* The DOCX reader's own state, shared by body (docx.c), tables (docx_table.c), parts and styles (docx_styles.c). */
#ifndef VD_DOCX_H
#define VD_DOCX_H
#include "office/office.h"
#include "office/package.h"

/* Elements that mean something to the reader; every other one is transparent: its content counts, it does not. */
enum vd_docx_el {
    VD_EL_OTHER, VD_EL_P, VD_EL_PPR, VD_EL_PSTYLE, VD_EL_OUTLINE, VD_EL_RPR, VD_EL_T, VD_EL_TAB, VD_EL_BREAK, VD_EL_HYPHEN,
    VD_EL_TBL, VD_EL_TR, VD_EL_TRPR, VD_EL_TC, VD_EL_TCPR, VD_EL_GRIDSPAN, VD_EL_VMERGE, VD_EL_GRIDBEFORE,
    VD_EL_DEL, VD_EL_MOVEFROM, VD_EL_ALTERNATE, VD_EL_CHOICE, VD_EL_FALLBACK, VD_EL_SDTPR, VD_EL_PLACEHOLDER, VD_EL_SDTCONTENT,
    VD_EL_R, VD_EL_VANISH, VD_EL_SYM, VD_EL_RUBYTEXT, VD_EL_HMERGE, VD_EL_CELLDEL,
    VD_EL_NUMID, VD_EL_ILVL, VD_EL_ABSTRACTNUM, VD_EL_NUM, VD_EL_ABSTRACTNUMID, VD_EL_LVL, VD_EL_START, VD_EL_NUMFMT, VD_EL_LVLTEXT,
    VD_EL_LVLOVERRIDE, VD_EL_STARTOVERRIDE,
    VD_EL_STYLE, VD_EL_NAME, VD_EL_BASEDON, VD_EL_DOCUMENT
};

/* A list and a level of it; list 0: none, -1: not said here. */
struct vd_docx_numbering {
    int list, level;
};

struct vd_docx_style {
    struct vd_str id, based_on;
    int level; /* -1: not a heading by itself */
    struct vd_docx_numbering numbering;
};

enum vd_docx_digits { VD_DIGITS_NONE, VD_DIGITS_DECIMAL, VD_DIGITS_ZERO, VD_DIGITS_LOWER, VD_DIGITS_UPPER, VD_DIGITS_LOWER_ROMAN, VD_DIGITS_UPPER_ROMAN };
enum { VD_DOCX_LEVELS = 9 };

struct vd_docx_level {
    int start;
    enum vd_docx_digits digits;
    struct vd_str text; /* "%1.%2." */
};

struct vd_docx_definition {
    int id;
    struct vd_docx_level levels[VD_DOCX_LEVELS];
    int counts[VD_DOCX_LEVELS]; /* the last number given, -1: none */
};

struct vd_docx_list {
    int id;
    struct vd_docx_definition *definition; /* NULL: missing */
    int restart[VD_DOCX_LEVELS];           /* first number when it begins, -1: goes on counting */
};

struct vd_docx {
    struct vd_package *pkg;
    struct vd_refusal *why;
    struct vd_arena *arena;
    struct vd_doc *doc;
    struct vd_xml x;
    VD_LIST(struct vd_docx_style) styles;
    VD_LIST(struct vd_docx_definition *) definitions;
    VD_LIST(struct vd_docx_list) lists;
    struct vd_buf text;   /* of the open cells and paragraphs, one behind the other: an inner one ends before its outer goes on */
    struct vd_grid *grid; /* innermost open table, NULL in the body */
    size_t cell_from;     /* where the text of its open cell begins */
    int nested, n_grids, n_cells;
    size_t n_text;        /* bytes kept */
    bool unseen;          /* the open run is hidden text */
    bool runs_on;         /* the end of the paragraph before was deleted: the next one goes on in its line */
    bool chosen;          /* the open AlternateContent has been read once */
    bool placeholder;     /* the next content control holds only "click here to write" */
};

enum vd_docx_el vd_docx_el(const struct vd_xml *x);

/* Element kinds that are handled alike everywhere; true when e was one of them and has been consumed or noted. */
bool vd_docx_passes(struct vd_docx *d, enum vd_docx_el e);
/* What a node of that kind means among blocks (body, cell): a paragraph, a table, or nothing. */
void vd_docx_node(struct vd_docx *d, enum vd_docx_el e);
void vd_docx_table(struct vd_docx *d);
/* Keeps text[from..] for the document, without trailing white space, and takes it off the buffer. */
struct vd_str vd_docx_take(struct vd_docx *d, size_t from);
struct vd_block *vd_docx_block(struct vd_docx *d, enum vd_block_kind kind); /* NULL: refused */

void vd_docx_read_styles(struct vd_docx *d, struct vd_str part);
int vd_docx_style_level(struct vd_docx *d, struct vd_str id); /* -1: no heading */
struct vd_docx_numbering vd_docx_style_numbering(struct vd_docx *d, struct vd_str id); /* list -1: none */
void vd_docx_read_lists(struct vd_docx *d, struct vd_str part);
/* Counts the paragraph and adds its number and a space; nothing for bullets. */
void vd_docx_put_number(struct vd_docx *d, struct vd_buf *out, struct vd_docx_numbering numbering);

void vd_docx_read(struct vd_package *pkg, struct vd_str main_part, struct vd_doc *doc);
#endif
