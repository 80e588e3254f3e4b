/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the document of one activity, what was promised and how it went. */
#ifndef FOLLOWUP_ACTIVITY_DATA_H
#define FOLLOWUP_ACTIVITY_DATA_H
#include "features/followup/followup_data.h"
#include "features/plan/plan.h"

/* One activity of a plan with what the last cut-off says of it. */
struct followup_activity_cut { struct vd_date cutoff, sheet_date; struct vd_str official_basis; struct followup_activity_data row; };
struct followup_activity_document { struct plan_activity_document plan; const struct followup_activity_cut *followup; /* NULL: nobody followed it */ };
extern const struct vd_dataset followup_activity_document_set;
#endif
