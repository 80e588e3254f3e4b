/* SPDX-License-Identifier: Apache-2.0 */
/* What every page and list of a plan begins with: the parameters of its address, the entity, the plan, the filter. */
#ifndef PLAN_OPEN_H
#define PLAN_OPEN_H
#include "features/plan/read/plan_law.h"
#include "features/plan/plan_document.h"
#include "features/plan/plan_views.h"
#include "features/site/site.h"

struct plan_opened {
    struct vd_entity entity;
    struct plan plan;
    struct vd_url base;          /* "/pasto/plan/2022" */
    struct plan_filter filter;
};

/* The entity and the plan of the address. VD_NOT_FOUND leaves a sentence with the years that there are. */
VD_MUST enum vd_err plan_open(struct vd_req *rq, struct plan_opened *ret);
/* The same with the filter of the address. */
VD_MUST enum vd_err plan_open_filtered(struct vd_req *rq, struct plan_opened *ret);
/* The same for the plan's own page, which opens one component unless something is looked for: plan_shown_part. */
VD_MUST enum vd_err plan_open_tab(struct vd_req *rq, struct plan_opened *ret);
struct plan_view_in plan_view_in_of(const struct vd_req *rq, const struct plan_opened *opened);
/* Title, the way back to the third entry, which is marked. */
VD_MUST enum vd_err plan_open_page(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_str here, struct vd_page *ret);
/* The same of a page below a plan: the way back goes through it. */
VD_MUST enum vd_err plan_open_below(struct vd_req *rq, const struct plan_opened *opened, struct vd_str title, struct vd_str here, struct vd_page *ret);
/* What a document of the plan is made of; it also sets when that changed. */
struct plan_document_in plan_document_in_of(struct vd_req *rq, const struct plan_opened *opened);
/* Of a list of the plan: name of the file and when its data changed. */
void plan_name_list(struct vd_req *rq, const struct plan_opened *opened, const char *name, struct site_list *ret);

#define PLAN_ENTITY VD_PARAM_ENTITY(plan_input)
#define PLAN_FAMILY VD_PARAM(plan_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio")
#define PLAN_YEAR VD_PARAM(plan_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define PLAN_ADDRESS PLAN_ENTITY, PLAN_FAMILY, PLAN_YEAR
#define PLAN_COMPONENT VD_PARAM(plan_input, componente, VD_FROM_QUERY, VD_P_TEXT, .max = 40, .about = "code of a component, or todas")
#define PLAN_UNIT VD_PARAM(plan_input, responsable, VD_FROM_QUERY, VD_P_SLUG, .max = 80, .about = "slug of a unit that answers, as lead or not")
#define PLAN_FILTER \
    PLAN_COMPONENT, PLAN_UNIT, \
    VD_PARAM(plan_input, mes, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 12, .about = "month in which a window ends"), \
    VD_PARAM(plan_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = plan_states, .about = "state at the last cut-off of the follow-up"), \
    VD_PARAM(plan_input, q, VD_FROM_QUERY, VD_P_TEXT, .max = 100, .about = "words of the activity, whatever their accents")
#endif
