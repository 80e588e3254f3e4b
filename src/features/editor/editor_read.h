/* SPDX-License-Identifier: Apache-2.0 */
/* What editor_read.html shows: the texts of a public version. */
#ifndef EDITOR_READ_H
#define EDITOR_READ_H
#include "features/editor/editor.h"

struct editor_read_text { const char *anchor; struct vd_str title; struct vd_html body; };
struct editor_read_view {
    struct vd_page page;
    struct vd_jump jump;
    struct vd_str title, said;   /* said: which version it is */
    struct vd_url plan;
    VD_LIST(struct editor_read_text) texts;
};
#endif
