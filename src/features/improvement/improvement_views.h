/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef IMPROVEMENT_VIEWS_H
#define IMPROVEMENT_VIEWS_H
#include "features/improvement/improvement_form.h"

/* improvement_list.html */
struct improvement_option { struct vd_str value, text; bool chosen; };
typedef VD_LIST(struct improvement_option) improvement_options;
struct improvement_line { int64_t no, actions, done, late; struct vd_str title, source, unit, due; struct vd_sem state; bool reserved; struct vd_url url; };
struct improvement_row_line { struct vd_str address, about, plan, why; struct vd_url url; };
struct improvement_list_view {
    struct vd_staff_page page;
    struct vd_url add, action, clear, next, public_page;
    bool may, set, late;
    improvement_options sources, states, units;
    struct vd_forms forms;
    VD_LIST(struct improvement_line) lines;
    VD_LIST(struct improvement_row_line) rows;   /* of frozen follow-ups: they do not conform, and no finding was taken from them */
};

/* improvement_action.html: an action with what was reported of it. A url that is empty: this person may not, or not now. */
struct improvement_proof_line { int64_t id; struct vd_str title, about; struct vd_url url; struct vd_sem state; bool pending, refused; };
typedef VD_LIST(struct improvement_proof_line) improvement_proof_lines;
struct improvement_report_line { struct vd_str said, done, when, person, narrative; improvement_proof_lines proofs; };
struct improvement_act_view {
    int64_t no, seen;
    struct vd_str what, unit, person, from, due, reached, target, achieved, verdict, token;
    struct vd_sem standing;
    struct vd_bar bar;
    bool accepted;                               /* else nothing can be reported of it yet */
    VD_LIST(struct improvement_report_line) reports;
    struct vd_url edit, drop, report, judge;
};
typedef VD_LIST(struct improvement_act_view) improvement_act_views;

/* improvement_one.html */
struct improvement_why_line { int64_t no; struct vd_str why; };
struct improvement_step_line { struct vd_str what, reason, person, when; };
struct improvement_one_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    int64_t no, round, seen;
    struct vd_str title, source, document, origin, detail, criterion, unit, process, plan_by, reserved, cause, own, returned;
    struct vd_sem state;
    bool late, again, is_public, may_send, may_review, may_judge, may_close, may_withdraw, may_require;
    struct vd_url origin_url, edit, edit_cause, add, send, review, judge, withdraw, require;
    struct vd_str require_token, send_token, review_token, judge_token, withdraw_token;
    VD_LIST(struct improvement_why_line) whys;
    improvement_act_views acts, before;          /* before: of earlier rounds */
    struct vd_choices decision, efficacy;
    struct vd_input review_reason, review_by, judge_reason, judge_by, withdraw_reason, require_reason;
    VD_LIST(struct improvement_step_line) steps;
};

/* improvement_finding.html */
struct improvement_finding_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct improvement_conflict_view differ;
    struct vd_str heading, token, origin, cut_on, address, taken_title;
    int64_t seen, plan_id;
    bool is_new, is_public;
    struct vd_url action, back, taken;           /* taken: the finding that was taken from this row already */
    struct vd_choices source, unit, process;
    struct vd_input document, document_on, title, detail, criterion, plan_by, reserved, reason;
};

/* improvement_cause.html */
struct improvement_cause_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct improvement_conflict_view differ;
    struct vd_str finding, token;
    int64_t seen;
    struct vd_url action, back;
    bool asked;                                  /* one of the five is written */
    VD_LIST(struct vd_input) whys;
    struct vd_input cause;
};

/* improvement_action_form.html */
struct improvement_action_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct improvement_conflict_view differ;
    struct vd_str heading, finding, token;
    int64_t seen;
    bool is_new;
    struct vd_url action, back;
    struct vd_choices unit, person;
    struct vd_input what, measure, target, from, due;
};

/* improvement_progress.html, improvement_evaluation.html */
struct improvement_progress_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct improvement_conflict_view differ;
    struct vd_str finding, token;
    int64_t seen;
    struct vd_url action, back;
    struct improvement_act_view act;
    struct vd_input achieved, done_on, narrative, file, title, link;
    struct vd_choices classification;
};
struct improvement_evaluation_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct improvement_conflict_view differ;
    struct vd_str finding, token, own;
    int64_t seen;
    struct vd_url action, back;
    struct improvement_act_view act;
    improvement_proof_lines pending;
    struct vd_choices decision;
    struct vd_input reason;
};

/* improvement_public.html, improvement_public_one.html */
struct improvement_public_line { struct vd_str what, unit, due, iso, achieved; int64_t no; struct vd_sem standing; struct vd_bar bar; };
struct improvement_public_group { int64_t no; struct vd_str title, source, unit; struct vd_sem state; struct vd_url url; VD_LIST(struct improvement_public_line) lines; };
struct improvement_public_view {
    struct vd_page page;
    int64_t findings, closed, actions, late;     /* of this page's filter: all there are */
    struct vd_url action, clear, next;
    bool set, past;                              /* past: only what is past its day */
    improvement_options states, units;
    struct vd_forms forms;
    VD_LIST(struct improvement_public_group) groups;
};
struct improvement_public_proof { struct vd_str title, about; struct vd_url url; struct vd_sem state; };
struct improvement_public_report { struct vd_str said, done, narrative; VD_LIST(struct improvement_public_proof) proofs; };
struct improvement_public_act { struct improvement_public_line line; struct vd_str from, verdict; VD_LIST(struct improvement_public_report) reports; };
struct improvement_public_one_view {
    struct vd_page page;
    int64_t no;
    struct vd_str title, source, document, origin, detail, criterion, unit, cause;
    struct vd_url origin_url;
    struct vd_sem state;
    bool again;
    VD_LIST(struct improvement_public_act) acts;
    VD_LIST(struct improvement_step_line) steps;
};

/* What the pages of work show of one finding. */
struct improvement_act_view improvement_show_act(struct vd_req *rq, const struct improvement_found_row *found, const struct improvement_act_row *act, const struct improvement_reported *reported);
/* What was typed into the forms of the finding's own page. */
struct improvement_said { struct vd_str decision, reason, by; const char *form; /* "revision" "eficacia" "retirar" */ };
VD_MUST enum vd_err improvement_show_one(struct vd_req *rq, const struct improvement_found_row *found, struct vd_oint done, const struct improvement_said *said);
void improvement_option(struct vd_req *rq, improvement_options *list, struct vd_str value, struct vd_str text, struct vd_str chosen);
#endif
