/* SPDX-License-Identifier: Apache-2.0 */
/* Readings as the files of cases write them. */
#ifndef PLAN_CELLS_TESTING_H
#define PLAN_CELLS_TESTING_H
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_people.h"

/* The codes of the notes, in their order. */
struct vd_str testing_notes(struct vd_arena *arena, const struct plan_verdict *verdict);
/* "VD-P001=30/04/2022 VD-P021": with its proposal. */
struct vd_str testing_problems(struct vd_arena *arena, const struct plan_verdict *verdict);
/* "2022-04-01/2022-04-30me ?dn": from/due or due (? when there is none), granularity d m y, source of the year e(xplicit)
 * v(igencia) n(one). */
struct vd_str testing_windows(struct vd_arena *arena, const struct plan_schedule *schedule);
/* "1m" monthly, "15d", "5x12" five times in twelve months; "+5h" first five business days (c calendar), ">" of the month after,
 * "!" when supposed, "@15" the day 15. */
struct vd_str testing_recurrence(struct vd_arena *arena, const struct plan_schedule *schedule);
/* "unit:Oficina de Planeación=OPGI | role:Gestores": in the order of the text. */
struct vd_str testing_people(struct vd_arena *arena, const struct plan_people *people);
#endif
