/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WORK_VIEWS_H
#define WORK_VIEWS_H
#include "features/work/work.h"

/* work_choose.html */
struct work_choose_view { struct vd_work_page page; VD_LIST(struct vd_link) entities; };

/* work_home.html */
struct work_post { struct vd_str role, line, about, unit; };
struct work_home_view { struct vd_work_page page; struct vd_str name, today; VD_LIST(struct work_post) posts; };
#endif
