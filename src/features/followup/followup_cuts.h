/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: every cut-off of a plan as the public may know it. What was published has its figures; what its calendar asks
 * for and nobody published has its term and how long ago it ended. */
#ifndef FOLLOWUP_CUTS_H
#define FOLLOWUP_CUTS_H
#include "features/followup/followup_compare.h"
#include "features/followup/followup_stands.h"
#include "features/followup/followup_views.h"
#include "features/plan/plan.h"
#include "office/dataset.h"

struct followup_cut {
    struct vd_str name;                  /* "Segundo seguimiento"; absent: of one that was imported */
    struct vd_date cut_on, sheet_on, publish_by, published_on, registered_on; /* registered_on: the day that its publication was said here */
    struct vd_str proof;                 /* where it was published on an earlier day; absent: here */
    enum followup_publication stands;
    struct vd_str state;                 /* of stands, as data say it */
    int64_t late;                        /* calendar days after its term */
    vd_us published_at;                  /* of one made here; 0: it was imported, or nobody may read it yet */
    struct vd_str basis;                 /* of the figures; absent: nobody may read it yet */
    struct vd_oint m1, m2;
    struct vd_str m1_zone, m2_zone;
};
typedef VD_LIST(struct followup_cut) followup_cuts;
extern const struct vd_dataset followup_cuts_set;

struct followup_cuts_asked { int64_t entity_id; const struct shown_plan_row *head; struct vd_date today; };
/* By day. The calendar counts for plans that were published here, from that day on. */
VD_MUST enum vd_err followup_cuts_of(struct vd_db *db, struct vd_arena *arena, const struct followup_cuts_asked *asked, followup_cuts *ret);
static inline bool followup_cut_is_there(const struct followup_cut *cut) { return cut->basis.p != NULL; }
struct vd_sem followup_cut_sem(const struct followup_cut *cut);
/* «Publicado 3 días tarde, el 18 de mayo de 2026», «Sin dato: la entidad no ha publicado este corte. Debía hacerlo a más tardar el …». */
struct vd_str followup_cut_said(struct vd_arena *arena, const struct followup_cut *cut);

/* Tabs and table of the page. address: of the follow-up; chosen: no date, the page shows none. */
void followup_cuts_fill(struct vd_arena *arena, const followup_cuts *cuts, struct vd_url address, struct vd_date chosen, struct followup_page_view *view);
/* The line over the cut-offs of this plan and those of the years before it, when there are two or more. pasts: newest first. */
void followup_trend_fill(struct vd_arena *arena, const followup_pasts *pasts, struct vd_str slug, struct followup_trend_view *view);
#endif
