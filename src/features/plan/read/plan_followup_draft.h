/* SPDX-License-Identifier: Apache-2.0 */
/* A follow-up sheet as read, beside the draft of its plan: what each activity declares to have achieved, how that was read, and
 * the mean the sheet prints. Rules only; storing it and computing with it is features/followup. */
#ifndef PLAN_FOLLOWUP_DRAFT_H
#define PLAN_FOLLOWUP_DRAFT_H
#include "features/plan/read/plan_draft.h"

struct followup_draft_row {
    int activity;                   /* index in plan_draft.activities; one row an activity, same order */
    struct plan_achieved achieved;  /* raw, unit, value, declared and recomputed percentage, whether they fit, verdict with its status */
    struct vd_str declared_raw;     /* "100,00"; absent: empty */
    struct vd_str remarks;          /* absent: empty */
    struct plan_place achieved_place, declared_place, remarks_place; /* all zero: no such cell */
    const char *counted;            /* cutoff_row.counted, when the file says it; NULL: as the dates tell */
    bool shifted;                   /* its cells stand one column to the right of their headings */
};

struct followup_draft {
    struct vd_date sheet_date;      /* the date that the sheet bears (2017-12-30); none: it bears none */
    struct vd_date cutoff;          /* the official cut-off it belongs to (2017-12-31): 30 April, 31 August, 31 December */
    struct vd_str sheet_date_raw;
    struct plan_place sheet_date_place;
    struct vd_str mean_raw;         /* the mean that the sheet prints: "87,24"; absent: none */
    struct vd_oint mean_u6;
    struct plan_place mean_place;
    VD_LIST(struct followup_draft_row) rows;
};

/* NULL when the document is no follow-up. */
static inline const struct followup_draft *plan_draft_followup(const struct plan_draft *draft) { return draft->followup; }
#endif
