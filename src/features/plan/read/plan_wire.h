/* SPDX-License-Identifier: Apache-2.0 */
/* A draft on its way out of the isolated child that read it: bounded, length-prefixed, no pointers. What only the reading itself uses
 * stays behind: notes and problems of verdicts, the schedule of an activity beside its windows, the places of its fields but the goal. */
#ifndef PLAN_WIRE_H
#define PLAN_WIRE_H
#include "features/plan/read/plan_draft.h"

/* VD_TOO_BIG: more than decode would take, or more bytes than `out` may hold. */
VD_MUST enum vd_err plan_draft_encode(const struct plan_draft *draft, struct vd_buf *out);
/* Believes nothing: counts, lengths, numbers, dates, words and indexes are inside of their bounds, or it is VD_CORRUPT. The draft's
 * texts are slices of `bytes`, which must live as long as the arena. */
VD_MUST enum vd_err plan_draft_decode(struct vd_str bytes, struct vd_arena *arena, struct plan_draft **ret);
#endif
