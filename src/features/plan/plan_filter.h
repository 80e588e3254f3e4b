/* SPDX-License-Identifier: Apache-2.0 */
/* What a reader asks to see of a plan. The same parameters, with the same meaning, on its page, its lists, its calendar and
 * their forms as data: component, unit, month in which a window ends, state at the last cut-off, words. */
#ifndef PLAN_FILTER_H
#define PLAN_FILTER_H
#include "features/plan/plan_store.h"
#include "html/html.h"
#include "office/dataset.h"

struct plan_asked {              /* as in the address; absent: any */
    struct vd_str component;     /* code, or 'todas' */
    struct vd_str unit;          /* slug */
    struct vd_str state;         /* plan_states */
    struct vd_str text;
    struct vd_oint month;        /* 1..12 */
};

struct plan_filter {
    struct plan_asked asked;
    const struct shown_component_row *component; /* NULL: all */
    VD_LIST(struct vd_str) words;                /* folded, in the singular */
};

/* VD_NOT_FOUND: the plan has no such component or unit, or nobody followed it and a state was asked; a sentence for the person. */
VD_MUST enum vd_err plan_filter_of(struct vd_arena *arena, const struct plan *plan, const struct plan_asked *asked, struct plan_filter *ret, struct vd_str *ret_problem);
/* Something more than a component was asked. */
bool plan_filter_set(const struct plan_asked *asked);
bool plan_filter_keeps(const struct plan_filter *filter, const struct plan *plan, const struct plan_activity *activity);
/* Of an activity that is kept: does this window count? With a month, only those that end in it. */
bool plan_filter_keeps_window(const struct plan_filter *filter, const struct plan_shown_window *window);
/* page with the query that asks the same: "/pasto/plan/2022?componente=4&mes=8". */
struct vd_url plan_filter_url(struct vd_arena *arena, struct vd_url page, const struct plan_asked *asked);

/* ---- the form: {{>plan_filters filters}} */
struct plan_option { struct vd_str value, text; bool chosen; };
typedef VD_LIST(struct plan_option) plan_options;
struct plan_filters {
    struct vd_url action, clear;
    struct vd_str component;     /* kept with the others; empty: none */
    plan_options components;     /* to choose; empty: tabs do it */
    struct vd_str text;
    bool with_text, with_months;
    plan_options units, months, states; /* states empty: nobody followed the plan */
    bool set;
};
/* A form with every choice that the plan has. */
struct plan_filters plan_filters_of(struct vd_arena *arena, const struct plan *plan, const struct plan_filter *filter, struct vd_url page);

/* ---- how an activity stood at the last cut-off. plan_progress.c */
extern const struct vd_code plan_progress_codes[]; /* the same, as a dataset says them */
extern const char *const plan_states[];      /* values of the parameter, ends with NULL */
struct vd_str plan_state_of(const struct plan *plan, const struct plan_activity *activity); /* one of them; absent: no follow-up */
struct vd_sem plan_state_sem(struct vd_str state);
#endif
