/* SPDX-License-Identifier: Apache-2.0 */
/* From a file to the draft of its plan without trusting it: read and understood in the isolated child, whose answer is decoded as
 * hostile. The only way by which a file that somebody brings becomes a draft. */
#ifndef PLAN_UNDERSTAND_H
#define PLAN_UNDERSTAND_H
#include "features/plan/read/plan_draft.h"
#include "sandbox/sandbox.h"

/* The half that runs in the child; app gives it to vd_sandbox_child(). */
#define PLAN_UNDERSTAND_STEP "plan"
vd_sandbox_fn plan_understand_inside;

/* instrument: a code of law/instruments.csv; absent: the one that Veedor's own workbook says, else the one of the
 * vigencia (plan_law_instrument_of). vigencia 0: as the document
 * says. limits NULL: defaults of the sandbox. Fails as vd_sandbox_read(). */
VD_MUST enum vd_err plan_understand(const char *path, const struct vd_sandbox_limits *limits, struct vd_str instrument, int vigencia,
                                    struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason);

/* What a person says that a cell holds, instead of what it says. Only the table, the row and the column of the place count. */
struct plan_correction { struct plan_place place; struct vd_str text; };
typedef VD_LIST(struct plan_correction) plan_corrections;
/* The same with corrections: the document is understood as if the cells said that. Their draft_cell is 'corregido', with what the file
 * says as raw. VD_TOO_BIG: more corrections than go to the child. */
VD_MUST enum vd_err plan_understand_corrected(const char *path, struct vd_str instrument, int vigencia, const plan_corrections *corrections,
                                              struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason);
#endif
