/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef FOLLOWUP_VIEWS_H
#define FOLLOWUP_VIEWS_H
#include "features/followup/followup_compare.h"
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
struct followup_how { const char *code, *name, *words; VD_LIST(struct followup_sum) sums, others; }; /* sums: of the official basis, or of all when it has no value */

struct followup_head_cell { struct vd_str name; }; /* "Declarado (oficial)" */
struct followup_cell { const char *basis; bool there, official; /* official: it is the one of a cut-off made here */ struct vd_bar bar; struct vd_sem sem; const char *why; };
struct followup_method_view { const char *code, *name; VD_LIST(struct followup_cell) cells; };

/* Rows that do not count, or count 0, by the reason. */
struct followup_out { struct vd_str row; struct vd_str bases, description; struct vd_url url; }; /* bases: "declarado y revisado"; empty: on every basis that has values */
struct followup_out_group { const char *why; VD_LIST(struct followup_out) rows; };

struct followup_group_mean { bool there; struct vd_str mean; struct vd_sem sem; };
struct followup_group {
    struct vd_str name;
    int64_t activities;
    struct vd_html svg;
    struct vd_str counts;           /* "9 alta, 1 baja" */
    struct vd_str done;             /* "9 de 10": M1 on the official basis; empty: no figure */
    struct followup_group_mean official, recomputed; /* means: M2 */
    struct vd_sem count_sem;        /* word NULL: no figure */
    struct vd_str apart;            /* "5,00 puntos menos"; empty: at most half a point */
    struct vd_str count_sum, count, mean_sum; /* "9 ÷ 10 × 100", "90,00 %", "905 ÷ 10"; empty: no figure */
};
/* By component, by subcomponent, by the unit that leads: one table each. */
struct followup_groups {
    const char *what, *each;        /* "Componente", "cada componente" */
    const char *basis, *official;   /* "declarado": of the counts by zone; "Declarado (oficial)" */
    bool made;                      /* the official figure is the count; of imported history both are told on the official basis */
    VD_LIST(struct followup_group) rows;
};

/* The cut-offs of the plan: newest first. */
struct followup_cut_view {
    struct vd_str name, iso, words, publish_by, published_on, said; /* dates in figures, empty: not said */
    struct vd_sem sem;
    struct vd_url url;              /* empty: nobody may read it yet */
    bool there, current;
    struct followup_value_view m1;
};
struct followup_note_view { int64_t no; struct vd_str body, at, address; };
struct followup_sign_view { struct vd_str name, role, at; };
struct followup_trend_row { struct vd_str iso, cut_on; int64_t vigencia; struct vd_url url; const char *basis; struct vd_str m1, m2; };
struct followup_trend_view { struct vd_str label, said, said_mean; struct vd_html svg; VD_LIST(struct followup_trend_row) rows; }; /* label empty: fewer than two cut-offs */

struct followup_four_value { const char *line, *name; struct vd_str value, note; bool differs; };
struct followup_four { struct vd_str row; struct vd_str description, says, reason, remarks; /* reason: of Control Interno, why it differs */ struct vd_url url; VD_LIST(struct followup_four_value) values; };

/* The page of one activity. */
struct followup_activity_value { const char *line, *name; struct vd_str value; struct vd_str note; struct vd_sem sem; bool differs; }; /* sem word NULL: none */
struct followup_activity_view {
    struct vd_str cut_iso, cut_words, target, achieved, achieved_note;
    VD_LIST(struct followup_activity_value) values;     /* one a basis */
    bool made;                      /* here, not imported: reports and verification */
    struct vd_sem verdict;          /* of Control Interno; word NULL: none */
    struct vd_str reason;           /* of Control Interno, why what it verified is not what was declared */
    struct vd_str nonconformity, lacks; /* empty: none */
    struct vd_url history;
    struct vd_str why;              /* they differ, and by what the sheet gives; empty: they agree */
    struct vd_str due_by;           /* some of its dates only had come; absent: all, or it did not count */
    struct vd_str left_out;         /* why it does not count */
    struct vd_str remarks;
    struct vd_str sum, percent;     /* "100 × 1 ÷ 2", "50,00 %"; empty: not recomputed */
    struct vd_url followup;         /* its row there */
};

struct followup_row_view {
    int64_t row;
    struct vd_str no;               /* "2.2.1" of a cut-off made here, "3" of a sheet */
    struct vd_str description, note, remarks;
    struct vd_url url;
    struct vd_str target, achieved, achieved_note, declared, reviewed, verified, recomputed, difference;
    struct vd_str nonconformity;    /* empty: none */
    bool flag, has_zone, made;
    struct vd_sem sem;
};
struct followup_option { struct vd_str value, text; bool selected; };
typedef VD_LIST(struct followup_option) followup_options_list;

struct followup_page_view {
    struct vd_page page;
    struct vd_jump jump;
    struct vd_str title, plan, entity;
    struct vd_url plan_url, address, document, report, clear;
    struct vd_str corte;            /* as it was asked for, ISO; empty: the latest */
    bool there;
    struct vd_str state;            /* of a plan without follow-up */
    bool made;                      /* here, not imported: its rows have verdicts */
    struct vd_str missing_said;     /* a cut-off was not published in its term; empty: none */
    struct vd_sem missing_sem;
    int64_t cuts_there;             /* how many may be read */
    struct vd_str published_said, cut_name; /* of the one shown */
    struct vd_sem published_sem;
    VD_LIST(struct followup_cut_view) cuts;
    struct vd_forms cuts_forms;
    VD_LIST(struct followup_note_view) notes;
    VD_LIST(struct followup_sign_view) signs; /* who signed it; none of imported history */
    struct followup_trend_view trend;
    struct vd_str summary, official_words; /* in plain words; what the official figure is */
    VD_LIST(struct followup_head_cell) method_heads;
    int64_t vigencia, activities, components, due;
    struct vd_str cut_iso;
    struct vd_str cut_words, sheet_words;
    VD_LIST(struct followup_kpi) kpis;
    const char *alert;              /* kind; NULL: nothing to say */
    struct vd_str alert_title, alert_text;
    VD_LIST(struct followup_how) how;
    VD_LIST(struct followup_out_group) outs;
    struct vd_str printed, printed_why; /* "87,24" and why; absent: it is right, or there is none */
    VD_LIST(struct followup_method_view) methods;
    struct followup_groups groups, subgroups, units; /* without rows: the plan names none */
    VD_LIST(struct followup_four) fours;
    int64_t fours_more;             /* not shown there */
    struct vd_url fours_url;
    followup_options_list by_component, by_zone, by_state;
    struct vd_str caption;
    VD_LIST(struct followup_row_view) rows;
    bool filtered;
    struct vd_forms forms;
};

/* On the page of the plan: how it ended at the last public cut-off, and which one is owed. */
struct followup_plan_view {
    struct vd_str said, published, why, cut, missing; /* said empty: no cut-off is public, and why */
    struct vd_sem sem, missing_sem;
    struct vd_url url, report;
};

/* What the page is made of. */
struct followup_view_in {
    struct vd_arena *arena;
    const struct followup_sheet *sheet;
    const struct followup_document *doc;
    struct followup_sides sides;
    enum followup_basis official;
    const struct followup_filter *filter;
    struct vd_url plan, address;    /* of the plan; of the follow-up, with its query */
};
/* How a page calls a row: «2.2.1» of a cut-off made here, «Fila 3» of a sheet. row: its place in the document. */
struct vd_str followup_row_no(const struct followup_view_in *in, size_t row);
struct followup_view_in followup_view_in_of(struct vd_arena *arena, const struct followup_sheet *sheet, const struct followup_document *doc, struct vd_url plan);
/* It was followed here: declared by reports, verified by Control Interno. */
bool followup_is_made(const struct followup_sheet *sheet);
void followup_page_fill(const struct followup_view_in *in, struct followup_page_view *view);      /* followup_view.c */
void followup_page_fill_rows(const struct followup_view_in *in, struct followup_page_view *view); /* followup_view_rows.c */
void followup_groups_fill(const struct followup_view_in *in, enum followup_by by, struct followup_groups *ret); /* followup_groups_view.c */
/* What a value is, by who gave it: «De Control Interno. De él sale la cifra oficial del plan». */
struct vd_str followup_basis_note(const struct followup_view_in *in, enum followup_basis basis, bool there);
const char *followup_basis_line(enum followup_basis basis); /* of defence: "1.ª" "2.ª" "3.ª" "=" */
/* How a row ended, for the semáforo: the verdict of Control Interno, else that it was not due, reported, verified. */
struct vd_sem followup_row_sem(const struct followup_activity_data *row, enum followup_basis official);

/* «se supuso 100 %», «Sin reporte»: how the achieved value of a row was read; empty: as it is written. */
struct vd_str followup_achieved_note(struct vd_arena *arena, const struct followup_activity_data *row);
/* «Sin reporte: cuenta 0.»: what nobody reported has no value and counts nevertheless; empty: it was reported, or does not count. */
struct vd_str followup_silent_note(const struct followup_view_in *in, const struct followup_activity_data *row);
struct vd_str followup_percent_or_dash(struct vd_arena *arena, struct vd_oint u6);
/* row: its place in the document. */
void followup_activity_fill(const struct followup_view_in *in, size_t row, struct followup_activity_view *view); /* followup_activity_view.c */

/* Of the whole plan. */
struct followup_figure followup_figure_in(const struct followup_view_in *in, enum followup_method method, enum followup_basis basis, int group);
struct vd_url followup_activity_url(const struct followup_view_in *in, size_t row);
#endif
