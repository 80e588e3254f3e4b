/* SPDX-License-Identifier: Apache-2.0 */
/* What the template of an activity's history shows. */
#ifndef FOLLOWUP_HISTORY_VIEWS_H
#define FOLLOWUP_HISTORY_VIEWS_H
#include "html/html.h"

struct followup_history_note { int64_t no; struct vd_str body, at; };
struct followup_history_cut {
    struct vd_str iso, words, achieved, target, declared, reviewed, verified, recomputed, note, reason, nonconformity, remarks; /* empty: none */
    struct vd_url url;
    struct vd_sem sem;
    VD_LIST(struct followup_history_note) notes; /* corrections of this activity, after it was frozen */
    bool differs, says;             /* says: there is more to read than figures */
};
struct followup_history_field { struct vd_str label, before, after; };
struct followup_history_change { struct vd_str title, motive; VD_LIST(struct followup_history_field) fields; };
struct followup_history_evidence { struct vd_str title, dated; const char *kind, *state; };
struct followup_history_view {
    struct vd_page page;
    struct vd_str component, address, description, withdrawn, product, goal, schedule, unit, version; /* withdrawn: empty, it is in the plan */
    struct vd_url activity, followup, log;       /* activity empty: it is in the plan no more */
    VD_LIST(struct followup_history_cut) cuts;   /* public ones, the newest first */
    VD_LIST(struct followup_history_change) changes;
    VD_LIST(struct followup_history_evidence) evidence;
    struct vd_str hidden;                        /* evidence that is not public, and who looked at it; empty: none */
};
#endif
