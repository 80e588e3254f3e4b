/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: words, addresses, and the parts that several pages show. */
#ifndef MONITORING_SAY_H
#define MONITORING_SAY_H
#include "features/monitoring/monitoring_change.h"
#include "features/monitoring/monitoring_views.h"
#include "features/plan/plan.h"

#define MONITORING_ENTITY(input) VD_PARAM(input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define MONITORING_PLAN(input) \
    MONITORING_ENTITY(input), VD_PARAM(input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define MONITORING_ADDRESS(input) \
    MONITORING_PLAN(input), VD_PARAM(input, direccion, VD_FROM_PATH, VD_P_TEXT, .max = 60, .required = true, .about = "address of the activity in the plan")
#define MONITORING_OF "/{entidad}/trabajo/planes/{familia}/{vigencia}"
#define MONITORING_ACTIVITY MONITORING_OF "/actividad/{direccion}"

/* "30 de 40", "2", "80 %", "Hecho". */
struct vd_str monitoring_value_said(struct vd_arena *arena, const struct monitoring_line *line, const struct monitoring_report_row *report);
/* "2 de 2 (100,00 %)", "no aplica", "sin reporte". */
struct vd_str monitoring_progress_said(struct vd_arena *arena, const struct monitoring_line *line, const struct monitoring_progress *progress);
struct vd_sem monitoring_sem(struct vd_str state);
struct vd_sem monitoring_evidence_sem(struct vd_str state);
struct vd_str monitoring_date_said(struct vd_arena *arena, struct vd_str iso);
/* "marzo de 2027, que vence el 31/03/2027", "lo que vence el 30/12/2027" */
struct vd_str monitoring_obligation_said(struct vd_arena *arena, const struct monitoring_obligation *obligation);

struct vd_url monitoring_review_url(struct vd_req *rq, int64_t report_id);

struct monitoring_opened { struct life_version_row version; struct monitoring_line line; };
/* The plan of the address, in force or closed; VD_NOT_FOUND leaves a sentence. */
VD_MUST enum vd_err monitoring_open_plan(struct vd_req *rq, struct vd_str family, int64_t vigencia, struct life_version_row *ret);
VD_MUST enum vd_err monitoring_open(struct vd_req *rq, struct vd_str family, int64_t vigencia, struct vd_str address, struct monitoring_opened *ret);
/* All activities of a version as they stand now. */
VD_MUST enum vd_err monitoring_now(struct vd_req *rq, const struct life_version_row *version, monitoring_lines *ret);

VD_MUST enum vd_err monitoring_show_pieces(struct vd_req *rq, int64_t report_id, monitoring_piece_lines *ret);
VD_MUST enum vd_err monitoring_show_report(struct vd_req *rq, const struct monitoring_opened *of, const struct monitoring_report_row *report, struct monitoring_report_line *ret);
/* Newest first, without drafts; but: one that is left out, 0: none. */
VD_MUST enum vd_err monitoring_show_before(struct vd_req *rq, const struct monitoring_opened *of, int64_t but, monitoring_report_lines *ret);
struct monitoring_promise_view monitoring_show_promise(struct vd_req *rq, const struct monitoring_line *line);
#endif
