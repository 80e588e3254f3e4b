/* SPDX-License-Identifier: Apache-2.0 */
/* What the pages of verification show. */
#ifndef VERIFICATION_VIEWS_H
#define VERIFICATION_VIEWS_H
#include "html/html.h"

/* verification_list.html */
struct verification_cut_line {
    struct vd_str name, day, reports_until, publish_by, published;
    struct vd_sem state;
    struct vd_url url;               /* empty: there is nothing to open yet */
};
struct verification_plan_group { struct vd_str plan, none; struct vd_url schedule; /* empty: the plan closed */ VD_LIST(struct verification_cut_line) cuts; };
struct verification_list_view { struct vd_staff_page page; VD_LIST(struct verification_plan_group) plans; };

/* verification_cut.html */
struct verification_row_line {
    struct vd_str address, description, unit, declared, reviewed, verified, recomputed, difference, reason;
    struct vd_sem state;
    struct vd_url url;               /* empty: there is nothing to verify */
    bool unreported, late_report, lacks_evidence, asked, answered, apart, nonconformity;
};
typedef VD_LIST(struct verification_row_line) verification_row_lines;
struct verification_figure_cell { const char *label; struct vd_str percent, of; struct vd_sem zone; };
struct verification_figure_line { struct vd_str basis; VD_LIST(struct verification_figure_cell) cells; };
struct verification_sign_line { struct vd_str name, role, at, head; };
struct verification_note_line { struct vd_str id, body, about; };
struct verification_many_form { struct vd_str token, which, button; struct vd_url action; struct vd_str hint; };
struct verification_cut_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str plan, day, reports_until, publish_by, published, frozen, unverified_reason, term;
    struct vd_sem state, lateness;   /* lateness.word NULL: there is nothing to say */
    int64_t activities, due, verified, unreported, apart, not_due, not_applicable, withdrawn;
    VD_LIST(struct verification_figure_line) figures;
    bool open, closed, published_already;
    struct vd_url filter, freeze, publish, note_action, report, book, end; /* report: as it will be published, or as it was; book: the entity's own; end: the plan may close now */
    struct vd_str end_said, end_token;
    VD_LIST(struct vd_choice) shows, components;
    verification_row_lines rows;
    VD_LIST(struct verification_many_form) many;
    VD_LIST(struct verification_sign_line) signs;
    VD_LIST(struct verification_note_line) notes;
    struct vd_str note_token;
    struct vd_input note, note_address;
};

/* verification_schedule.html: the cut-offs of a plan's year */
struct verification_schedule_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str plan, said, token;
    struct vd_url action, back;
    struct vd_choices calendar;
    struct vd_input days, norm;
};

/* verification_begin.html: a cut-off that nobody opened yet */
struct verification_begin_view {
    struct vd_staff_page page;
    struct vd_str plan, day, reports_until, publish_by, norm, said, token;
    struct vd_url action;            /* empty: it cannot be opened, said says why */
};

/* verification_row.html */
struct verification_piece_field { struct vd_str title; int64_t no; bool rejected; };
struct verification_request_line { struct vd_str asked, about, due, answer, answer_about; struct vd_sem state; };
struct verification_row_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str eyebrow, address, description, token, ask_token, own, independence, closed, verified_by, other;
    struct vd_url action, ask_action, history;
    struct vd_url finding;           /* of a frozen row that does not conform, for whoever registers findings; empty: none */
    bool may, conflict, late_report, stale, has_report, has_difference, asking;
    struct vd_str seen;
    int64_t seen_report;
    struct vd_str declared, reviewed, verified, recomputed, asked_part, difference;
    struct vd_sem state;
    struct vd_html report, promise;
    VD_LIST(struct vd_html) answers;  /* reports that came with an answer */
    VD_LIST(struct verification_piece_field) pieces;
    VD_LIST(struct verification_request_line) requests;
    struct vd_choices verdict;
    struct vd_input value, remarks, nonconformity, reason, why_not, ask, ask_due;
    struct vd_str remarks_said, nonconformity_said, reason_said;
};

/* verification_request.html: who reports answers */
struct verification_answer_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str address, description, plan, token;
    struct vd_url action, report;
    bool open;                       /* there is one to answer */
    int64_t request;
    VD_LIST(struct verification_request_line) requests;
    struct vd_input answer;
    struct vd_choices with;
};

/* verification_question.html: freezing or publishing is asked for on its own page */
struct verification_question_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    const char *title, *button;
    struct vd_str plan, token, warning;
    struct vd_url action, back;
    bool may;
    VD_LIST(struct vd_str) said;
    bool asks_reason, asks_day;
    struct vd_input reason, day, proof;
};
#endif
