/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACCESS_VIEWS_H
#define ACCESS_VIEWS_H
#include "html/html.h"

/* access_row.html */
struct access_line { struct vd_str person, role, why, norm, but; };  /* but: why this person may not, though the role may */
struct access_deed {
    struct vd_str what, when;            /* when: what keeps everybody from it now; absent: nothing */
    struct vd_str all;                   /* «Todo el mundo …»; absent: only those below */
    VD_LIST(struct access_line) people;
    bool mine;
};
struct access_view { struct vd_staff_page page; struct vd_str title; VD_LIST(struct access_deed) deeds; struct vd_url rights; };
#endif
