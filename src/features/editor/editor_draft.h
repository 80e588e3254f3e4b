/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: a stored version judged by the rules of plan/read. */
#ifndef EDITOR_DRAFT_H
#define EDITOR_DRAFT_H
#include "features/editor/editor_rows.h"

/* Checked: with its findings. */
VD_MUST enum vd_err editor_draft_of(struct vd_arena *arena, const struct life_version_row *version, const struct editor_rows *rows, const vd_units *units, struct plan_draft **ret);
VD_MUST enum vd_err editor_findings_in(struct vd_arena *arena, const struct life_version_row *version, const struct editor_rows *rows, const vd_units *units, editor_findings *ret);
#endif
