/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of the comparison and of an entity's follow-ups show. */
#ifndef FOLLOWUP_LIST_VIEWS_H
#define FOLLOWUP_LIST_VIEWS_H
#include "features/followup/followup_compare.h"
#include "features/followup/followup_views.h"

struct followup_compare_row {
    struct vd_str entity;
    struct vd_url url;              /* of the follow-up; of the plan without one; of the entity without plan */
    struct vd_oint vigencia;
    struct vd_str cut_on, sum;      /* "31/12/2017", "31 ÷ 41" */
    struct followup_value_view value;
};
struct followup_compare_view {
    struct vd_page page;
    struct vd_str lead, none;
    followup_options_list by_year, by_method, by_basis, by_order;
    bool any;                       /* an entity has a figure */
    struct vd_str counted, by_zone_said; /* "2 de 3 tienen esta cifra", "1 en zona alta, …" */
    struct vd_html stack;
    struct vd_str caption;
    VD_LIST(struct followup_compare_row) rows;
    struct vd_pager pager;
    struct vd_forms forms;
};

struct followup_past_view { struct vd_str plan, cut_on, published; struct vd_url url; struct followup_value_view m1, m2; };
struct followup_past_page_view {
    struct vd_page page;
    struct vd_str of_entity;        /* "de la Alcaldía de Pasto" */
    struct followup_trend_view trend;
    VD_LIST(struct followup_past_view) rows;
    struct vd_url plans;
    struct vd_forms forms;
};

void followup_compare_add(struct vd_arena *arena, const struct followup_compared *row, struct followup_compare_view *view); /* one row */
void followup_compare_totals(struct vd_arena *arena, const followup_compareds *list, struct followup_compare_view *view);   /* of the whole list */
#endif
