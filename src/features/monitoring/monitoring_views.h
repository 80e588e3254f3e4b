/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of reports show. */
#ifndef MONITORING_VIEWS_H
#define MONITORING_VIEWS_H
#include "html/html.h"

/* monitoring_piece.html */
struct monitoring_piece_line {
    int64_t id;
    struct vd_str title, about;      /* about: "Archivo · 340 KB · clasificada" */
    struct vd_str other, reason;     /* other: activity that the same file proves too */
    struct vd_url url;
    struct vd_sem state;
    bool judged;                     /* it was accepted or sent back */
};
typedef VD_LIST(struct monitoring_piece_line) monitoring_piece_lines;

/* monitoring_report.html: one report as it was sent */
struct monitoring_report_line {
    struct vd_str id, value, answers, done, sent, narrative, difficulties, not_applicable, reviewed, reason, review;
    struct vd_sem state;
    bool late;
    struct vd_url correct;           /* empty: it cannot be corrected by who looks */
    monitoring_piece_lines pieces;
};
typedef VD_LIST(struct monitoring_report_line) monitoring_report_lines;

/* monitoring_promise.html: what the plan promised, and how far it came */
struct monitoring_promise_view {
    struct vd_str goal, product, indicator, window, units, progress;
    struct vd_bar bar;
    bool has_bar;
};

/* monitoring_todo.html */
struct monitoring_todo_line { struct vd_str address, description, plan, due, progress; struct vd_sem state; struct vd_url url, history; bool again; };
struct monitoring_todo_group { const char *title; VD_LIST(struct monitoring_todo_line) lines; };
struct monitoring_todo_view { struct vd_staff_page page; VD_LIST(struct monitoring_todo_group) groups; struct vd_str none; };

/* monitoring_form.html */
struct monitoring_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str eyebrow, address, description, token, seen, preview, cut, returned;
    int64_t corrects;
    struct vd_str waits;             /* who sent one that nobody reviewed yet */
    bool conflict, sent, ratio, done_only, adds; /* sent: what somebody else wrote is no draft any more */
    bool open_file, open_link, open_not_applicable; /* what was written inside is in sight */
    struct vd_str other_person, other_value, other_narrative; /* conflict: what somebody else wrote */
    struct vd_url action, history;
    struct vd_input value, denominator, done_on, narrative, difficulties, not_applicable, file, file_title, link, minutes, minutes_on;
    struct vd_choices answers, done, accumulated, classification; /* answers.of.n 0: nothing is owed */
    monitoring_piece_lines pieces;
    struct monitoring_promise_view promise;
    monitoring_report_lines before;
};

/* monitoring_history.html */
struct monitoring_history_view {
    struct vd_staff_page page;
    struct vd_str eyebrow, address, description, draft;
    struct vd_url report;            /* empty: who looks does not report of it */
    bool closed;                     /* the plan: nothing is reported of it any more */
    struct monitoring_promise_view promise;
    monitoring_report_lines reports;
};

/* monitoring_reviews.html */
struct monitoring_waiting_line { struct vd_str address, description, plan, unit, value, sent; struct vd_url url; bool late; };
struct monitoring_missing_line { struct vd_str unit; int64_t n; struct vd_str activities; };
struct monitoring_missing_group { struct vd_str plan, token, id; struct vd_url period; bool reminded; VD_LIST(struct monitoring_missing_line) lines; };
struct monitoring_reviews_view { struct vd_staff_page page; struct vd_url action; VD_LIST(struct monitoring_waiting_line) waiting; VD_LIST(struct monitoring_missing_group) missing; };

/* monitoring_review.html */
struct monitoring_verdict_field { struct monitoring_piece_line piece; int64_t no; bool sent_back; };
struct monitoring_review_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str eyebrow, address, description, token, own;
    struct vd_url action, history;
    struct vd_link earlier;         /* of the activity, to be reviewed before; text absent: none */
    bool may;
    struct monitoring_report_line report;
    struct monitoring_promise_view promise;
    VD_LIST(struct monitoring_verdict_field) verdicts;
    struct vd_choices decision;
    struct vd_input value, reason, why;
    monitoring_report_lines before;
};

/* monitoring_period.html */
struct monitoring_tally_head { const char *by, *column; };
struct monitoring_tally { struct vd_str name; int64_t due, in_time, late, partial, missing, accepted, returned; };
struct monitoring_period_line { struct vd_str address, description, unit, sent, progress; struct vd_sem sem, said; struct vd_url url; }; /* sem: in time, late, not; said: of planning */
typedef VD_LIST(struct monitoring_tally) monitoring_tallies;
struct monitoring_period_view {
    struct vd_staff_page page;
    struct vd_str plan, until, reports_until; /* reports_until: as they stood then; absent: now */
    struct vd_input day;
    struct vd_url action;
    struct monitoring_tally all;
    monitoring_tallies components, units;
    struct monitoring_tally_head by_component, by_unit;
    VD_LIST(struct monitoring_period_line) lines; /* of what was due */
    VD_LIST(struct vd_link) cuts;
    struct vd_forms forms;
};
#endif
