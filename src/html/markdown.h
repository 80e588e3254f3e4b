/* SPDX-License-Identifier: Apache-2.0 */
/* The same Markdown as vd_markdown writes, as blocks one behind the other, for whoever writes another kind of document of it. */
#ifndef VD_MARKDOWN_H
#define VD_MARKDOWN_H
#include "base/base.h"

struct vd_md_run { struct vd_str text, url; bool bold, italic; }; /* url absent: none; only http, https, mailto. A break of the line is a text "\n" */
typedef VD_LIST(struct vd_md_run) vd_md_runs;
enum vd_md_kind { VD_MD_PARAGRAPH = 1, VD_MD_HEADING, VD_MD_ITEM, VD_MD_QUOTE, VD_MD_CODE, VD_MD_ROW };
struct vd_md_block {
    enum vd_md_kind kind;
    int level;               /* of a heading, from 1; of an item, how many lists it is in, from 0 */
    int list;                /* of an item: 0 bullets, else the numbered list it belongs to, from 1 */
    int64_t first;           /* of a numbered list: its first number */
    bool goes_on;            /* a second paragraph of an item */
    bool head;               /* of a row: it is the table's first */
    vd_md_runs runs;         /* of everything but a row */
    VD_LIST(vd_md_runs) cells;
};
typedef VD_LIST(struct vd_md_block) vd_md_blocks;
/* Raw HTML is left out, images become their words. More than 1 MiB: nothing. */
void vd_markdown_blocks(struct vd_arena *arena, struct vd_str text, vd_md_blocks *ret);
#endif
