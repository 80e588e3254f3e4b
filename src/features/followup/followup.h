/* SPDX-License-Identifier: Apache-2.0 */
/* Follow-up of plans: what the edge and other features may use. */
#ifndef FOLLOWUP_H
#define FOLLOWUP_H
#include "features/followup/followup_compare.h"
#include "features/followup/followup_data.h"
#include "features/followup/followup_rules.h"
#include "features/followup/followup_stands.h"
#include "features/followup/followup_store.h"
#include "features/plan/plan.h"
#include "http/http.h"

extern const struct vd_route followup_routes[], followup_activity_routes[], followup_compare_routes[], followup_history_routes[], followup_method_routes[], followup_past_routes[], followup_plan_routes[];

/* "/sopo/plan/2017/seguimiento" */
struct vd_url followup_plan_url(struct vd_arena *arena, struct vd_str slug, struct vd_str family, int64_t vigencia);

/* Beside an import, in its change (plan_import.beside): the follow-up that the file holds becomes a closed cut-off. Does nothing
 * when the file is no follow-up. */
VD_MUST enum vd_err followup_import_put(struct vd_change *change, const struct plan_stored *stored);

/* ---- `veedor compliance` */
struct followup_options { struct vd_str slug, vigencia, method, basis, format; }; /* as typed; the last three may be absent */
/* Prints to out. VD_INVALID and VD_NOT_FOUND speak of what was typed: *ret_reason is a Spanish sentence. */
VD_MUST enum vd_err followup_cli_compliance(struct vd_db *db, struct vd_arena *arena, const struct followup_options *options, FILE *out, struct vd_str *ret_reason);

void followup_text_put(struct vd_buf *out, struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_question *question);
#endif
