/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a list is asked for, at work and in public, as page and as data. */
#ifndef IMPROVEMENT_FILTER_H
#define IMPROVEMENT_FILTER_H
#include "features/improvement/improvement_views.h"
#include "features/site/site.h"

struct improvement_filter {
    struct site_data_input data;
    struct vd_str entidad, fuente, estado, dependencia, plazo;
    struct vd_oint antes, hecho;
};
#define IMPROVEMENT_FILTER \
    VD_PARAM(improvement_filter, fuente, VD_FROM_QUERY, VD_P_TEXT, .max = 40, .about = "code of law/finding-sources.csv"), \
    VD_PARAM(improvement_filter, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = improvement_state_codes, .about = "state of the finding"), \
    VD_PARAM(improvement_filter, dependencia, VD_FROM_QUERY, VD_P_SLUG, .max = 80, .about = "slug of a unit that answers or does an action"), \
    VD_PARAM(improvement_filter, plazo, VD_FROM_QUERY, VD_P_CHOICE, .choices = improvement_terms, .about = "vencido: something is past its day")
#define IMPROVEMENT_AFTER VD_PARAM(improvement_filter, antes, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = INT32_MAX, .about = "number of the last finding of the page before")
extern const char *const improvement_terms[];

struct improvement_asked improvement_filter_read(const struct vd_req *rq, const struct improvement_filter *filter);
/* base with the filter; before: goes on after that finding, 0: from the first. */
struct vd_url improvement_filter_url(struct vd_req *rq, struct vd_url base, const struct improvement_filter *filter, int64_t before);
bool improvement_filter_is_set(const struct improvement_filter *filter);
VD_MUST enum vd_err improvement_filter_units(struct vd_req *rq, int64_t entity_id, struct vd_str chosen, improvement_options *ret);
void improvement_filter_codes(struct vd_req *rq, const struct vd_code *codes, struct vd_str chosen, improvement_options *ret);

extern const struct site_data improvement_data;
#endif
