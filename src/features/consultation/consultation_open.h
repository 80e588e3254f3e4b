/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the public pages of a consultation begin with. */
#ifndef CONSULTATION_OPEN_H
#define CONSULTATION_OPEN_H
#include "features/consultation/consultation_say.h"
#include "features/site/site.h"

struct consultation_opened { struct vd_entity entity; struct consultation_found_row row; enum consultation_when when; struct vd_url url; };
/* VD_NOT_FOUND leaves a sentence, and leads to the list. */
VD_MUST enum vd_err consultation_open_of(struct vd_req *rq, struct vd_str slug, struct vd_str family, int64_t vigencia, struct consultation_opened *ret);
struct vd_url consultation_url(struct vd_req *rq, const struct vd_entity *entity, struct vd_str family, int64_t vigencia);
/* A page below «Participa» and the list of consultations. */
VD_MUST enum vd_err consultation_page_of(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_str here, struct vd_page *ret);

#define CONSULTATION_ADDRESS(input) VD_PARAM_ENTITY(input), \
    VD_PARAM(input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#endif
