/* SPDX-License-Identifier: Apache-2.0 */
/* Word documents, written from front to back: headings, paragraphs, lists, tables, pages upright and lying, with the entity's shield
 * and name at the head of each page. Real styles, the language of Colombia, heads of tables that repeat, a text for the shield: what a
 * reader of the screen needs. The same calls give the same bytes; the date inside is the caller's.
 *
 * A text may be any UTF-8: what XML cannot hold is written as U+FFFD, a line end as a break of the line. */
#ifndef VD_DOCX_WRITE_H
#define VD_DOCX_WRITE_H
#include "office/picture.h"

struct vd_word;

struct vd_word_picture { struct vd_str bytes, alt; struct vd_picture is; };
struct vd_word_about {
    struct vd_str title, subject, author;  /* the document's properties */
    struct vd_str head, foot;              /* of each page but the first: name of the entity; name of the document, before the number of the page */
    struct vd_str banner;                  /* over the head of every page, the first included: «BORRADOR»; absent: none */
    vd_us at;                              /* creation and change */
    const struct vd_word_picture *shield;  /* NULL: none */
};
struct vd_word *vd_word_new(struct vd_arena *arena, const struct vd_word_about *about); /* about and what it points to live as long */

/* ---- running text */
struct vd_word_run { struct vd_str text, url /* absent: none */; bool bold, italic; };
enum vd_word_style { VD_WORD_NORMAL, VD_WORD_TITLE, VD_WORD_SUBTITLE, VD_WORD_COVER /* a line of the cover */, VD_WORD_COVER_NOTE, VD_WORD_NOTE /* small */, VD_WORD_QUOTE, VD_WORD_BANNER };
void vd_word_runs(struct vd_word *w, enum vd_word_style style, const struct vd_word_run *runs, size_t n);
void vd_word_text(struct vd_word *w, enum vd_word_style style, struct vd_str text);
void vd_word_heading(struct vd_word *w, int level /* 1..6 */, struct vd_str text);
/* An item of a list. list 0: bullets; -1: goes on with the item before; else a numbered list that vd_word_list began. depth from 0. */
int vd_word_list(struct vd_word *w, int64_t first);
void vd_word_item(struct vd_word *w, int list, int depth, const struct vd_word_run *runs, size_t n);
void vd_word_shield(struct vd_word *w);        /* of the cover: large, in the middle, with room above; without a shield only the room */
void vd_word_page(struct vd_word *w);          /* what follows begins a page */
void vd_word_turn(struct vd_word *w, bool lying); /* what follows stands on lying pages, or again on upright ones, as the first */

/* ---- tables */
enum { VD_WORD_UPRIGHT = 9972, VD_WORD_LYING = 13572, VD_WORD_COLUMNS = 40 }; /* twips between the margins of a letter page; columns at most */
enum vd_word_merge { VD_WORD_ALONE, VD_WORD_MERGE_BEGINS, VD_WORD_MERGED /* one with the cell above; its text is not written */ };
struct vd_word_cell { struct vd_str text; enum vd_word_merge merge; bool centred; };
/* widths in twips; caption: what the table is, for who does not see it. The heads repeat on each page. */
void vd_word_table(struct vd_word *w, struct vd_str caption, const int *widths, const struct vd_str *heads, size_t n);
void vd_word_row(struct vd_word *w, const struct vd_word_cell *cells); /* as many as heads */
void vd_word_table_end(struct vd_word *w);

/* VD_TOO_BIG: more than 64 MiB of text with its markup. */
VD_MUST enum vd_err vd_word_close(struct vd_word *w, struct vd_str *ret);
#endif
