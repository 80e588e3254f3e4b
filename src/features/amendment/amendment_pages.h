/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: words that the pages share. */
#ifndef AMENDMENT_PAGES_H
#define AMENDMENT_PAGES_H
#include "features/amendment/amendment_request.h"
#include "features/amendment/amendment_views.h"

struct vd_sem amendment_state_sem(struct vd_str state);
struct vd_str amendment_plan_name(struct vd_arena *arena, const struct amendment_request_row *r); /* "PTEP 2027, versión 1" */
struct vd_str amendment_title(struct vd_arena *arena, const struct amendment_request_row *r);     /* "3. Mover sus fechas: 1.1" */
/* "0 nuevas, 1 cambiada, 0 retiradas; 1 componente o texto", of activities. */
struct vd_str amendment_touched(struct vd_arena *arena, const struct plan_diff *diff);
struct amendment_row amendment_row_of(struct vd_arena *arena, const struct plan_diff_row *row);
void amendment_put_rows(struct vd_arena *arena, const struct plan_diff *diff, amendment_rows *ret);
/* A public plan and its public versions. VD_NOT_FOUND leaves a sentence. */
struct amendment_public_input { struct site_data_input data; struct vd_str entidad, familia; struct vd_oint vigencia, version, de, a; };
struct amendment_opened { struct vd_entity entity; amendment_versions versions; struct vd_url plan; };
VD_MUST enum vd_err amendment_open(struct vd_req *rq, struct amendment_opened *ret);
VD_MUST enum vd_err amendment_open_page(struct vd_req *rq, const struct amendment_opened *opened, struct vd_str title, struct vd_str here, struct vd_page *ret);
struct vd_str amendment_version_plan(struct vd_arena *arena, const struct amendment_version_row *v); /* "PTEP 2027" */
#define AMENDMENT_OF_PLAN \
    VD_PARAM_ENTITY(amendment_public_input), \
    VD_PARAM(amendment_public_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(amendment_public_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
/* Who was told of a version, in words. */
VD_MUST enum vd_err amendment_told_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_tolds *ret);
#endif
