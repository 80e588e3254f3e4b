/* SPDX-License-Identifier: Apache-2.0 */
/* What the page «Cómo se calcula» shows: the rows of law/ as they are. */
#ifndef FOLLOWUP_METHOD_VIEWS_H
#define FOLLOWUP_METHOD_VIEWS_H
#include "features/followup/followup_law.h"
#include "features/followup/followup_views.h"

struct followup_law_method { struct vd_str code, name, formula, what, source; };
struct followup_law_zone { struct vd_sem sem; struct vd_str colour, range, source; };
struct followup_law_view {
    struct vd_page page;
    VD_LIST(struct followup_law_method) methods;
    VD_LIST(struct followup_law_zone) zones;
};
#endif
