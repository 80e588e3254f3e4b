/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef COMMITTEE_VIEWS_H
#define COMMITTEE_VIEWS_H
#include "features/committee/committee.h"
#include "features/staff/staff.h"

/* committee_list.html */
struct committee_line { struct vd_str title, when, place, people; struct vd_sem quorum; int64_t items; struct vd_url url; };
struct committee_list_view { struct vd_staff_page page; bool may; struct vd_url add; VD_LIST(struct committee_line) sessions; };

/* committee_new.html */
struct committee_tick { struct vd_str name, text, note, value; bool chosen; };
struct committee_new_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token, quorum, left_out;       /* left_out: what the form has no room for */
    struct vd_url action;
    struct vd_input held, place, minutes, file;
    VD_LIST(struct committee_tick) people, plans;
    bool none_ticked;
    struct vd_str none_wrong;
};

/* committee_session.html */
struct committee_point { struct vd_str plan, decided, reason; struct vd_sem state; struct vd_url url; };
struct committee_session_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, when, place, quorum_said, recorder, token;
    struct vd_url action;
    struct vd_files_shown files;
    struct vd_input file;
    struct vd_str token_show;
    struct vd_url show;                          /* makes the acta public, or no longer */
    bool may_bring, may_show, is_public, may_withdraw;
    struct vd_str withdrawn, withdrawn_why, token_withdraw;  /* withdrawn empty: it stands */
    struct vd_input why;
    struct vd_url withdraw;
    struct vd_sem quorum;
    struct vd_url minutes;
    VD_LIST(struct vd_str) people;
    VD_LIST(struct committee_point) agenda;
};

/* committee_minutes.html */
struct committee_minutes_view {
    struct vd_staff_page page;
    struct vd_str entity, title, when, place, quorum_said, file, recorder;
    struct vd_sem quorum;
    struct vd_url back;
    VD_LIST(struct vd_str) people;
    VD_LIST(struct committee_point) agenda;
};

/* committee_rule.html */
struct committee_rule_view { struct vd_staff_page page; struct vd_wrongs_said wrongs; struct vd_str token, now, seen; struct vd_url action; struct vd_choices rule; struct vd_input act; };

/* committee_approval.html */
struct committee_met_view { struct vd_sem sem; struct vd_str said; };
struct committee_approval_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, closed, token, state;   /* closed: why there is no form */
    struct vd_url action, session_add;
    bool may_register;
    VD_LIST(struct committee_met_view) guards;
    VD_LIST(struct committee_point) points;
    struct vd_choices decision, how;
    struct vd_input reason, no, on, signers, file;
};
#endif
