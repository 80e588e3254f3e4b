/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: words that the pages share. */
#ifndef AMENDMENT_PAGES_H
#define AMENDMENT_PAGES_H
#include "features/amendment/amendment_request.h"
#include "features/amendment/amendment_views.h"

struct vd_str amendment_kind_word(struct vd_str kind);
struct vd_sem amendment_state_sem(struct vd_str state);
struct vd_str amendment_plan_name(struct vd_arena *arena, const struct amendment_request_row *r); /* "PTEP 2027, versión 1" */
struct vd_str amendment_title(struct vd_arena *arena, const struct amendment_request_row *r);     /* "3. Mover sus fechas: 1.1" */
/* Who was told of a version, in words. */
VD_MUST enum vd_err amendment_told_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_tolds *ret);
#endif
