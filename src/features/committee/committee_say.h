/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: words. */
#ifndef COMMITTEE_SAY_H
#define COMMITTEE_SAY_H
#include "features/committee/committee_views.h"

/* "Con quórum" "Sin quórum" */
struct vd_sem committee_quorum_sem(int64_t present, int64_t quorum);
/* "Asistieron 3 de 5; el quórum es 3" */
struct vd_str committee_quorum_said(struct vd_arena *arena, int64_t present, int64_t members, int64_t quorum);
struct vd_str committee_day(struct vd_arena *arena, struct vd_str iso);   /* "28 de enero de 2027" */
/* A point of an agenda, with the way to where it is decided. */
struct committee_point committee_point_of(struct vd_req *rq, const struct committee_agenda_row *item);
#endif
