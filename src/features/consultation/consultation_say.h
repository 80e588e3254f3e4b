/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: rows as the pages say them. */
#ifndef CONSULTATION_SAY_H
#define CONSULTATION_SAY_H
#include "features/consultation/consultation_store.h"
#include "features/consultation/consultation_views.h"
#include "office/dataset.h"

extern const struct vd_code contribution_kinds[], contribution_answers[], contribution_states[], consultation_states[];
extern const char *const contribution_kind_choices[];

struct vd_sem consultation_sem(enum consultation_when when);
struct vd_sem contribution_sem(struct vd_str state);
struct vd_str consultation_day_said(struct vd_arena *arena, struct vd_str iso);   /* "31 de enero de 2027" */
/* "24 de enero de 2027, a las 11:59 p. m. (hora de Colombia)" */
struct vd_str consultation_until_said(struct vd_arena *arena, struct vd_str closes_on);
struct vd_str consultation_hash_said(struct vd_arena *arena, struct vd_str hash);
struct vd_str contribution_about(struct vd_arena *arena, const struct contribution_found_row *row); /* "Actividad 4.3.1: …"; absent: the whole draft */
struct vd_str contribution_held_why(struct vd_str held);
/* with_answer: whoever reads may see it already. */
struct contribution_view contribution_view_of(struct vd_arena *arena, const struct contribution_found_row *row, bool with_answer);
/* contribute: address of the form, with "?actividad=" to come behind it. open: it may be used now. */
void consultation_draft_fill(struct vd_arena *arena, const struct plan *plan, struct vd_url contribute, bool open, struct consulted_draft *ret);
#endif
