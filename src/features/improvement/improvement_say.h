/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: how what the rows hold is said. */
#ifndef IMPROVEMENT_SAY_H
#define IMPROVEMENT_SAY_H
#include "features/improvement/improvement.h"
#include "html/html.h"
#include "office/dataset.h"

extern const struct vd_code improvement_states[], improvement_standings[], improvement_efficacies[];
extern const char *const improvement_state_codes[]; /* of filters; ends with NULL */

struct vd_sem improvement_sem(struct vd_str state);
/* When its unit said here that the target was met; no date: it did not. */
struct vd_date improvement_registered(const struct improvement_act_row *act);
enum improvement_standing improvement_act_stands(const struct improvement_act_row *act, struct vd_date today);
struct vd_sem improvement_standing_sem(enum improvement_standing standing);
struct vd_str improvement_standing_code(enum improvement_standing standing);
/* Of a file: "pública". */
struct vd_str improvement_class_said(struct vd_str classification);
struct vd_sem improvement_proof_sem(struct vd_str state);
struct vd_str improvement_step_said(struct vd_arena *arena, const struct improvement_steps_row *step);
/* "eficaz" of one that was closed, "no_eficaz" of one that went round again, else absent. */
struct vd_str improvement_efficacy(const struct improvement_found_row *found);
/* "PAAC 2026, corte del 30 de abril de 2026: actividad 1.2.2"; absent: of no follow-up. */
struct vd_str improvement_origin_said(struct vd_arena *arena, const struct improvement_found_row *found);
/* "2 de 3 procedimientos actualizados"; nothing reported: "Sin reporte; la meta es 3 …" */
struct vd_str improvement_achieved_said(struct vd_arena *arena, struct vd_oint achieved_u6, const struct improvement_act_row *act);
struct vd_bar improvement_bar(struct vd_arena *arena, const struct improvement_act_row *act, enum improvement_standing standing);

struct vd_date improvement_day(struct vd_str iso);                           /* no date: it is none */
struct vd_str improvement_day_said(struct vd_arena *arena, struct vd_str iso); /* "30 de abril de 2026" */
struct vd_str improvement_dmy(struct vd_arena *arena, struct vd_str iso);
#endif
