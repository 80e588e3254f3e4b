/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef CONSULTATION_VIEWS_H
#define CONSULTATION_VIEWS_H
#include "html/html.h"

/* A contribution as anybody may read it. */
struct contribution_view {
    struct vd_str no, anchor, at, kind, name, about, text; /* name: only if its author wanted; about: "Actividad 4.3.1: …"; empty: the whole draft */
    struct vd_str answer, reason, change;                  /* empty: not answered, or not to be shown yet */
    struct vd_sem state;
};
typedef VD_LIST(struct contribution_view) contribution_views;

/* consultation_draft.html */
struct consulted_activity_view { struct vd_str code, text, product, goal, responsible, others, dates; struct vd_url contribute; bool open; };
struct consulted_group { struct vd_str component, objective, name, external; VD_LIST(struct consulted_activity_view) rows; };
struct consulted_draft { VD_LIST(struct consulted_group) groups; int64_t activities; };

/* consultation_page.html */
struct consultation_page_view {
    struct vd_page page;
    struct vd_str title, plan, until, from, until_iso, channel, note, hash, closed_on;
    bool before, open, over, closed, shows_draft; /* the first four: one of them */
    struct vd_sem state;
    int64_t received, answered, held, discarded;
    struct vd_url contribute, mine, all, plan_url; /* plan_url empty: the plan is not public yet */
    struct consulted_draft draft;
    contribution_views contributions;
    struct vd_url next;
    struct vd_forms forms;
};

/* consultation_list.html */
struct consultation_line { struct vd_str title, when, counts; struct vd_sem state; struct vd_url url; };
struct consultation_list_view { struct vd_page page; VD_LIST(struct consultation_line) rows; struct vd_url mine; struct vd_forms forms; };

/* consultation_form.html */
struct consultation_form_view {
    struct vd_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token, code, plan, until, trap, activity_text; /* trap: what came in the field that people leave empty */
    struct vd_url action, back;
    struct vd_choices activity, kind;
    struct vd_input text, name, email;
    bool publish, late;                                    /* late: nothing is received any more; what was typed is there to be copied */
    struct vd_str typed;
};

/* consultation_receipt.html */
struct consultation_receipt_view { struct vd_page page; struct vd_str no, code, at, plan, about, text, until; bool held; struct vd_url mine, back; };

/* consultation_mine.html */
struct consultation_mine_view {
    struct vd_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token, erase_token, code;
    struct vd_url action, erase, consultation;
    struct vd_input number, secret;
    bool found, held, erased, has_data;
    struct vd_str plan, name, email;
    struct contribution_view of;
};

/* consultation_work.html */
struct contribution_line { struct vd_str no, at, kind, about, text; struct vd_sem state; struct vd_url url; };
struct lack { struct vd_str said; };
struct consultation_work_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, plan, state_word, from, until, channel, note, hash, seen;
    struct vd_str open_token, extend_token, close_token;
    struct vd_url open, extend, close, public_page, next;
    bool none, can_open, can_extend, can_close, closed;
    struct vd_sem state;
    struct vd_input opens, closes, longer, where, remark;
    int64_t received, answered, held, discarded;
    VD_LIST(struct lack) lacks;      /* what keeps it from being opened, or closed */
    VD_LIST(struct contribution_line) rows;
};

/* consultation_answer.html */
struct consultation_answer_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str no, answer_token, decide_token, email, name, held_why;
    int64_t seen;
    bool held, answerable, discarded;
    struct vd_url answer_url, decide_url, back, rights;
    struct contribution_view of;
    struct vd_choices answer, activity, decision;
    struct vd_input reason;
};
#endif
