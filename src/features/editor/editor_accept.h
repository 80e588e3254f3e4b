/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the rules find and a person lets stand. */
#ifndef EDITOR_ACCEPT_H
#define EDITOR_ACCEPT_H
#include "features/editor/editor_pages.h"

/* staff_write.arg. */
struct editor_accepting { int64_t version_id, person_id; struct vd_str code, reason; vd_ints keys; }; /* keys: of activities; 0: of the whole plan */
/* Those among them that the rules still find and that are open. VD_CONFLICT: none is, or the version is not written any more. */
enum vd_err editor_accept(struct vd_change *change, struct staff_write *write);
#endif
