/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STAFF_VIEWS_H
#define STAFF_VIEWS_H
#include "features/staff/staff.h"

/* staff_choose.html */
struct staff_choose_view { struct vd_staff_page page; VD_LIST(struct vd_link) entities; };
#endif
