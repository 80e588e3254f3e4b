/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef PROGRESS_VIEWS_H
#define PROGRESS_VIEWS_H
#include "features/followup/followup.h"
#include "html/html.h"

struct progress_row {
    struct vd_str address, description, unit, due, percent, said; /* percent: of what is asked by then; said: why it is going to be late */
    struct vd_url url;           /* its reports */
    struct vd_sem state, warning;
};
typedef VD_LIST(struct progress_row) progress_rows;
struct progress_count { struct vd_sem sem; int64_t n; };
struct progress_figure { struct vd_str name, value, sum; struct vd_sem sem; struct vd_html bar; const char *why; }; /* value empty: why there is none */
struct progress_part { struct vd_str name, done, count, mean; int64_t n, warned; struct vd_sem sem; };  /* sem word NULL: none */
struct progress_parts { const char *what, *basis; VD_LIST(struct progress_part) rows; };
struct progress_view {
    struct vd_staff_page page;
    struct vd_str plan, day, basis_words, term;  /* term: of the next cut-off; empty: none comes */
    struct vd_url followup;                      /* what citizens see */
    int64_t activities;
    VD_LIST(struct progress_count) counts;
    VD_LIST(struct progress_figure) figures;
    progress_rows warned, rows;
    struct progress_parts components, units;
};
struct progress_plan { struct vd_str title, said; struct vd_url url; };
struct progress_list_view { struct vd_staff_page page; VD_LIST(struct progress_plan) plans; };
#endif
