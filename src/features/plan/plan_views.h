/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. Filled by plan_view.c and plan_activity_view.c. */
#ifndef PLAN_VIEWS_H
#define PLAN_VIEWS_H
#include "features/plan/plan.h"
#include "features/plan/plan_datasets.h"
#include "features/plan/plan_units.h"

/* plan_page.html */
struct plan_group {
    struct vd_str component;     /* title of the component; empty when the group before had the same, or a tab says it */
    struct vd_str objective;     /* of the component, with its title */
    struct vd_str name;          /* subcomponent; empty: the component has none */
    int columns;                 /* of the table */
    plan_activity_rows rows;
};
typedef VD_LIST(struct plan_group) plan_groups;
struct plan_indicator_view {
    struct vd_str component;     /* its title; empty: a tab says it */
    struct vd_str name, formula, goal, target, unit, per, coverage, condition, schedule, responsible; /* goal: empty when the name says it */
    bool lower_better;
};
/* plan_table.html: the activities of a page */
struct plan_table {
    struct vd_str caption;
    bool with_product, followed; /* columns that not every plan has */
    plan_groups groups;
};
struct plan_external { struct vd_str title, on, broken; struct vd_url url; }; /* url empty: the plan names it and says not where it is; broken: since when that does not answer */
struct plan_page_view {
    struct vd_page page;
    struct vd_jump jump;
    struct vd_str title, norm, follow, state, act;
    struct vd_url versions, texts; /* texts empty: there are none */
    struct vd_str consulted, until; /* the draft of its family that anybody may contribute to now; empty: none */
    struct vd_url consultation;
    bool against_corruption;     /* not of another family of plans */
    int64_t vigencia, activities, components, findings_n;
    struct plan_windows_said windows;
    struct vd_url followup;      /* empty: it has none */
    struct vd_html told;         /* how it goes, section of another feature; empty: nothing is known */
    struct plan_year year;
    plan_tabs tabs;
    VD_LIST(struct plan_external) documents; /* of the open tab: where more of it stands */
    struct vd_str external;      /* document that the component was left to; empty: none */
    struct vd_str objective;     /* of the component of the open tab; empty: none, or all are open */
    struct plan_filters filters;
    struct vd_str none;          /* the filter keeps nothing: what to say */
    struct plan_table table;
    VD_LIST(struct plan_indicator_view) indicators;
    struct vd_str indicators_caption;
    plan_finding_rows findings;
    struct vd_forms these;       /* the activities of the table */
    struct plan_downloads downloads;
    struct vd_url calendar;
    struct vd_url component_url; /* page of the component of the open tab; empty: all are open */
    struct vd_str source;        /* file name; empty: not imported */
    struct vd_str source_note;   /* size, reader, day */
    struct vd_url reading;       /* of its import */
};

/* plan_activities.html, plan_windows.html: one of the lists, in one table */
struct plan_rows_view {
    struct vd_page page;
    struct vd_str title, spelled, caption, none; /* spelled: plan_spelled; none: what to say without rows */
    struct plan_filters filters;
    struct vd_forms forms;
    struct plan_table table;     /* of the activities */
    plan_window_rows windows;
    struct vd_url calendar;
};

/* plan_component.html: what the plan's page says of one component, and who answers in it */
struct plan_component_unit { struct vd_str name; struct vd_url url; int64_t n; };
struct plan_neighbour { struct vd_str name; struct vd_url url; }; /* name empty: none */
struct plan_component_view {
    struct vd_page page;
    struct vd_str eyebrow, title;
    struct plan_page_view plan;  /* only of the component */
    int64_t activities, windows;
    VD_LIST(struct plan_component_unit) units;
    struct plan_neighbour previous, next;
    struct vd_url json;
};

/* plan_calendar.html */
struct plan_due { struct vd_str iso, day, month, title, responsible, from, supposed; struct vd_url url, responsible_url; };
struct plan_month { struct vd_str name, said, anchor; VD_LIST(struct plan_due) rows; };
struct plan_calendar_view {
    struct vd_page page;
    struct vd_jump jump;                 /* to the months, when there are several */
    struct vd_str title, spelled, lead, none;
    struct plan_filters filters;
    VD_LIST(struct plan_month) months;   /* those with windows; last, what ends outside the year or has no date */
    struct vd_url ics, windows;
};

/* plan_units.html, plan_unit.html */
struct plan_units_view { struct vd_page page; struct vd_str of_entity, caption; struct vd_forms forms; plan_unit_rows rows; };
struct plan_unit_view { struct vd_page page; struct plan_unit_row unit; struct vd_str caption, spelled; struct vd_forms forms; plan_duty_rows rows; };

/* plan_list.html */
struct plan_list_row { struct vd_str title, follow, state; struct vd_url url; int64_t vigencia, activities; struct plan_windows_said windows; };
struct plan_list_view { struct vd_page page; struct vd_str of_entity, title; VD_LIST(struct plan_list_row) rows; };

/* plan_activity.html */
struct plan_chip { struct vd_str name; struct vd_url url; bool lead; };
struct plan_said { struct vd_str text; };
struct plan_fact { struct vd_str label, text; };
struct plan_cell_view { struct vd_str place, field, raw, reading, status; };
struct plan_history_view { struct vd_str text, at; int64_t seq; };
struct plan_step { struct vd_str code; struct vd_url url; };  /* code empty: none */
struct plan_activity_view {
    struct vd_page page;
    struct vd_url component_url; /* of the eyebrow; empty: none */
    struct vd_str eyebrow, code, description, state, product, goal, target, condition, per, coverage, schedule;
    struct vd_sem stands;        /* its state at the last cut-off; «Sin seguimiento» */
    struct vd_html told;         /* how it went, section of another feature; empty: nothing is known */
    struct vd_str indicator;     /* empty: the goal, the product or the formula say the same */
    struct vd_str formula;
    bool lower_better;
    VD_LIST(struct plan_chip) chips;
    VD_LIST(struct plan_fact) tramite;  /* what the SUIT format says */
    struct vd_str windows_caption;
    plan_window_rows windows;
    VD_LIST(struct plan_said) supposed; /* why some of them are suppositions, each reason once */
    VD_LIST(struct plan_fact) earlier;  /* dates of versions that were in force before, where they were others */
    struct vd_url changes;       /* log of the plan's changes */
    plan_finding_rows findings;
    struct vd_str source;
    struct vd_url reading;       /* of its import */
    VD_LIST(struct plan_cell_view) cells;
    VD_LIST(struct plan_history_view) history;
    struct plan_step previous, next;
    struct vd_url json;
};

struct plan_view_in {            /* what filling a view needs besides the plan */
    struct vd_arena *arena;
    const struct plan *plan;
    struct vd_url base;          /* "/pasto/plan/2022" */
    struct vd_date today;
};
/* What stands around the plan, on its own page. */
void plan_around_fill(const struct plan_view_in *in, struct vd_str entity_slug, const struct plan_around_row *around, struct plan_page_view *view);
void plan_page_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_page_view *view);
/* plan_table.c: rows that a filter keeps, by component and subcomponent; what to say when there are none. */
void plan_table_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_table *ret);
struct vd_str plan_none_of(const struct plan_view_in *in);
/* Of a component, by its key. */
int64_t plan_activities_in(const struct plan *plan, int64_t component);
int64_t plan_kept_of(const struct plan *plan, const struct plan_filter *filter);
void plan_activities_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_rows_view *view);
void plan_windows_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_rows_view *view);
struct vd_url plan_component_url(struct vd_arena *arena, struct vd_url base, struct vd_str code);
/* plan_component.c. The filter holds the component and nothing else. */
void plan_component_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_component_view *view);
/* plan_calendar.c */
void plan_calendar_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_calendar_view *view);
void plan_calendar_ics(struct vd_buf *out, const struct plan_view_in *in, const struct plan_filter *filter, struct vd_str entity_slug, struct vd_str entity_name);
struct vd_str plan_heading(struct vd_str description); /* without the full stop: headings have none */
void plan_activity_fill(const struct plan_view_in *in, const struct plan_activity *activity, const plan_cells *cells, struct plan_activity_view *view);
#endif
