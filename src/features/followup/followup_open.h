/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what every public page of a plan's follow-up begins with. */
#ifndef FOLLOWUP_OPEN_H
#define FOLLOWUP_OPEN_H
#include "features/followup/followup_cuts.h"
#include "features/site/site.h"

struct followup_page_input {
    struct site_data_input data;
    struct vd_str entidad, familia, componente, zona, estado, corte, direccion;
    struct vd_oint vigencia;
};

struct followup_opened {
    struct vd_entity entity;
    struct shown_plan_row head;
    struct vd_url plan;
    followup_cuts cuts;
    vd_us at;                         /* when the plan or what is public of its follow-up last changed */
    struct followup_sheet sheet;      /* of the cut-off asked for, else of the latest public one */
    struct followup_document doc;
};
/* The entity, the plan and its cut-offs. VD_NOT_FOUND leaves a sentence. */
VD_MUST enum vd_err followup_open_plan(struct vd_req *rq, struct followup_opened *ret);
/* With the sheet of the cut-off asked for: VD_NOT_FOUND, with the sentence, when nobody published it. */
VD_MUST enum vd_err followup_open(struct vd_req *rq, struct followup_opened *ret);

#define FOLLOWUP_ADDRESS \
    VD_PARAM(followup_page_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity"), \
    VD_PARAM(followup_page_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(followup_page_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define FOLLOWUP_CUT VD_PARAM(followup_page_input, corte, VD_FROM_QUERY, VD_P_SLUG, .max = 10, .about = "day of the cut-off, yyyy-mm-dd; absent: the latest that was published")
#endif
