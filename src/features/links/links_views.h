/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LINKS_VIEWS_H
#define LINKS_VIEWS_H
#include "features/links/links.h"
#include "features/staff/staff.h"

/* links_list.html */
struct links_line { struct vd_str text, about, since, checked, why; struct vd_sem state; struct vd_url url, place; };
struct links_list_view { struct vd_staff_page page; struct vd_str said; VD_LIST(struct links_line) lines; };
#endif
