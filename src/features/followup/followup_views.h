/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef FOLLOWUP_VIEWS_H
#define FOLLOWUP_VIEWS_H
#include "features/followup/followup_filter.h"

struct followup_kpi {
    struct vd_str name, value;      /* "86,93"; absent: «Sin dato» */
    bool first;
    struct vd_html bar;
    struct vd_sem sem;              /* word NULL: none */
    struct vd_str note;
};

/* One figure, told whole: 3564 ÷ 41 = 86,93 %. */
struct followup_sum { const char *basis; struct vd_str sum, percent, zone, rows; };
struct followup_how { const char *code, *name, *words; VD_LIST(struct followup_sum) sums; };

struct followup_cell { const char *basis; bool there; struct vd_bar bar; struct vd_sem sem; const char *why; };
struct followup_method_view { const char *code, *name; VD_LIST(struct followup_cell) cells; };

/* A row that does not count, or counts 0. */
struct followup_out { const char *basis; int64_t row; struct vd_str description; struct vd_url url; const char *why; };

struct followup_group_mean { bool there; struct vd_str mean; struct vd_sem sem; };
struct followup_group {
    struct vd_str name;
    int64_t activities;
    struct vd_html svg;
    struct vd_str counts;           /* "9 alta, 1 baja" */
    struct followup_group_mean official, recomputed;
    struct vd_str apart;            /* "5,00 puntos menos"; empty: at most half a point */
};

struct followup_four_value { const char *name; struct vd_str value; const char *note; bool differs; };
struct followup_four { int64_t row; struct vd_str description, says, remarks; struct vd_url url; VD_LIST(struct followup_four_value) values; };

/* The page of one activity. */
struct followup_activity_value { const char *name; struct vd_str value; struct vd_str note; struct vd_sem sem; bool differs; }; /* sem word NULL: none */
struct followup_activity_view {
    struct vd_str cut_iso, cut_words, target, achieved, achieved_note;
    VD_LIST(struct followup_activity_value) values;     /* one a basis */
    struct vd_str why;              /* they differ, and by what the sheet gives; empty: they agree */
    struct vd_str due_by;           /* some of its dates only had come; absent: all, or it did not count */
    struct vd_str left_out;         /* why it does not count */
    struct vd_str remarks;
    struct vd_str sum, percent;     /* "100 × 1 ÷ 2", "50,00 %"; empty: not recomputed */
    struct vd_url followup;         /* its row there */
};

struct followup_row_view {
    int64_t row;
    struct vd_str description, note, remarks;
    struct vd_url url;
    struct vd_str target, achieved, achieved_note, declared, recomputed, difference;
    bool flag, has_zone;
    struct vd_sem sem;
};
struct followup_option { struct vd_str value, text; bool selected; };
typedef VD_LIST(struct followup_option) followup_options_list;

struct followup_page_view {
    struct vd_page page;
    struct vd_jump jump;
    struct vd_str title, plan, entity;
    struct vd_url plan_url, address, document;
    bool there;
    struct vd_str state;            /* of a plan without follow-up */
    int64_t vigencia, activities, components, due;
    struct vd_str cut_iso;
    struct vd_str cut_words, sheet_words;
    VD_LIST(struct followup_kpi) kpis;
    const char *alert;              /* kind; NULL: nothing to say */
    struct vd_str alert_title, alert_text;
    VD_LIST(struct followup_how) how;
    VD_LIST(struct followup_out) outs;
    struct vd_str printed, printed_why; /* "87,24" and why; absent: it is right, or there is none */
    VD_LIST(struct followup_method_view) methods;
    const char *groups_basis;       /* "declarado": of the counts by zone */
    VD_LIST(struct followup_group) groups;
    VD_LIST(struct followup_four) fours;
    int64_t fours_more;             /* not shown there */
    struct vd_url fours_url;
    followup_options_list by_component, by_zone, by_state;
    struct vd_str caption;
    VD_LIST(struct followup_row_view) rows;
    bool filtered;
    struct vd_forms forms;
};

/* What the page is made of. */
struct followup_view_in {
    struct vd_arena *arena;
    const struct followup_sheet *sheet;
    const struct followup_document *doc;
    struct followup_sides sides;
    const struct followup_filter *filter;
    struct vd_url plan, address;    /* of the plan; of the follow-up, with its query */
};
void followup_page_fill(const struct followup_view_in *in, struct followup_page_view *view);      /* followup_view.c */
void followup_page_fill_rows(const struct followup_view_in *in, struct followup_page_view *view); /* followup_view_rows.c */

/* «se supuso 100 %», «Sin reporte»: how the achieved value of a row was read; empty: as it is written. */
struct vd_str followup_achieved_note(struct vd_arena *arena, const struct followup_activity_data *row);
struct vd_str followup_percent_or_dash(struct vd_arena *arena, struct vd_oint u6);
/* row: its place in the document. */
void followup_activity_fill(const struct followup_view_in *in, size_t row, struct followup_activity_view *view); /* followup_activity_view.c */

/* Of the whole plan. */
struct followup_figure followup_figure_in(const struct followup_view_in *in, enum followup_method method, enum followup_basis basis, int group);
struct vd_url followup_activity_url(const struct followup_view_in *in, size_t row);
#endif
