/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: how what the rows hold is said. */
#ifndef EVENTS_SAY_H
#define EVENTS_SAY_H
#include "features/events/events.h"
#include "html/html.h"
#include "office/dataset.h"

extern const struct vd_code events_states[], events_modes[], events_proposal_states[], events_proposers[], events_piece_states[], events_families[];
extern const char *const events_state_codes[], *const events_piece_state_codes[], *const events_mode_codes[]; /* of filters and forms; end with NULL */

struct vd_sem events_sem(struct vd_str state);
struct vd_sem events_proposal_sem(struct vd_str state);
struct vd_sem events_piece_sem(const struct event_piece_row *piece); /* «Sin evidencia» while it has neither link nor file */
struct vd_str events_step_said(struct vd_arena *arena, const struct event_step_row *step);
/* "31 de enero de 2027", "de 08:30 a 12:00" */
struct vd_str events_day_said(struct vd_arena *arena, struct vd_str iso);
struct vd_str events_dmy(struct vd_arena *arena, struct vd_str iso);
struct vd_str events_hours_said(struct vd_arena *arena, struct vd_str from, struct vd_str to);
/* "Plan anticorrupción 2027"; absent: of no plan. */
struct vd_str events_plan_said(struct vd_arena *arena, struct vd_str family, struct vd_oint vigencia);
/* "Secretaría General", "Veedurías ciudadanas", "Ciudadanía" */
struct vd_str events_proposer_said(const struct event_proposal_row *proposal);
/* Where it is held: "Casa de la cultura", or the word of how. */
struct vd_str events_place_said(const struct event_found_row *event);
#endif
