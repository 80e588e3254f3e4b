/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STAFF_VIEWS_H
#define STAFF_VIEWS_H
#include "features/staff/staff.h"

/* staff_choose.html */
struct staff_choose_view { struct vd_staff_page page; VD_LIST(struct vd_link) entities; };

/* staff_error.html */
struct staff_error_view {
    struct vd_staff_page page;
    int status;
    const char *what, *safe, *advice, *advice_2; /* struct vd_error_words; what: NULL, the title says it */
    struct vd_str title, problem, id, at;
    struct vd_url way_out, rights;   /* rights: who may what; empty: this person may not read that */
};

/* staff_home.html */
struct staff_post { struct vd_str role, line, about, unit; };
struct staff_task_line { struct vd_str iso, title, about; int64_t day; const char *month, *button; struct vd_sem sem; struct vd_url url; bool since; };
typedef VD_LIST(struct staff_task_line) staff_task_lines;
struct staff_task_group { struct vd_str title; staff_task_lines tasks, others; bool one; }; /* others: folded; one: of them there is one */
struct staff_going_line { struct vd_str title, said; struct vd_html svg; struct vd_url url; };
struct staff_going_group { const char *title; struct vd_url all; VD_LIST(struct staff_going_line) lines; };
struct staff_home_view {
    struct vd_staff_page page;
    struct vd_str name, today;
    int64_t late, month, waiting;      /* of what is to be done: past its term, with its term in what is left of the month, all */
    VD_LIST(struct staff_task_group) groups;
    VD_LIST(struct staff_going_group) goings;
    VD_LIST(struct staff_post) posts;
    struct vd_url plans, notices;      /* plans: empty: may not read them */
};
#endif
