/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: a stored file that is damaged or gone. */
#ifndef DOCUMENTS_DAMAGE_H
#define DOCUMENTS_DAMAGE_H
#include "features/documents/documents.h"

/* Notes it for `veedor doctor`, without making anybody wait. sha256: 32 bytes. */
void documents_tell_doctor(struct vd_req *rq, int64_t entity_id, struct vd_str sha256, bool is_gone);
#endif
