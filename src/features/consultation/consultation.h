/* SPDX-License-Identifier: Apache-2.0 */
/* The consultation of a frozen draft with the citizens: who works on the plan opens, extends, answers and closes it; anybody reads the
 * draft, contributes without account and sees the answer with a number and a code. */
#ifndef CONSULTATION_H
#define CONSULTATION_H
#include "features/life/life.h"
#include "html/html.h"
#include "http/http.h"

extern const struct vd_route consultation_routes[], consultation_form_routes[], consultation_mine_routes[]; /* public */
extern const struct vd_route consultation_work_routes[], consultation_answer_routes[];                      /* of the work */

/* Guards of law/plan-transitions.csv: consulta_preparada, aportes_respondidos. */
enum vd_err consultation_prepared(const struct life_ask *ask, struct life_met *ret);
enum vd_err consultation_answered(const struct life_ask *ask, struct life_met *ret);

/* Those of an entity that may be contributed to now, with until when; the rest is at /{entidad}/consultas. all: how many there ever were. */
struct consultation_now { struct vd_str title, until; struct vd_url url; };
struct consultation_nows { VD_LIST(struct consultation_now) open; int64_t all; };
VD_MUST enum vd_err consultation_nows_of(struct vd_req *rq, int64_t entity_id, struct vd_str slug, struct consultation_nows *ret);
/* For staff_task_sources: contributions to answer, and what closes soon or waits to be closed. */
staff_tasks_fn consultation_tasks;
#endif
