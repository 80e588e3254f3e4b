/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef EVENTS_VIEWS_H
#define EVENTS_VIEWS_H
#include "features/events/events_form.h"

struct events_option { struct vd_str value, text; bool chosen; };
typedef VD_LIST(struct events_option) events_options;

/* events_conflict.html: what somebody else saved meanwhile, beside what was typed. said absent: nothing. */
struct events_conflict_view { struct vd_str said; events_differences differences; };

/* events_files.html: what was brought, and the form that brings more. */
struct events_files_view { struct vd_files_shown files; bool may; struct vd_str token; struct vd_url action; struct vd_input file; struct vd_choices what; };

/* events_list.html */
struct events_line { struct vd_str title, kind, plan, unit; struct vd_date on; struct vd_sem state; int64_t no, attended, proposals, undecided, evidence; bool is_public; struct vd_url url; };
struct events_list_view {
    struct vd_staff_page page;
    struct vd_url add, action, clear, pieces, next;
    bool may, set;
    events_options kinds, states, families, units;
    struct vd_str year;
    struct vd_forms forms;
    VD_LIST(struct events_line) lines;
};

/* events_form.html */
struct events_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token;
    struct events_conflict_view differ;
    int64_t seen;
    struct vd_url action, back;
    struct vd_choices kind, family, mode, channel, unit;
    struct vd_input title, year, date, from, to, place, link, reason;
    bool is_new, is_public;
};

/* events_result.html */
struct events_result_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token;
    struct events_conflict_view differ;
    int64_t seen;
    struct vd_url action, back;
    VD_LIST(struct vd_input) groups, extras;
    struct vd_input minutes, reason;
    bool asks_reason;
};

/* events_one.html */
struct events_count_line { struct vd_str name; int64_t n; };
struct events_proposal_line { struct vd_str label, text, by, reason, activity, decided; struct vd_sem state; struct vd_url url; bool may; };
struct events_step_line { struct vd_str what, reason, person, when; };
typedef VD_LIST(struct events_step_line) events_step_lines;
struct events_one_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, kind, plan, day, hours, mode, place, link, channel, unit, token;
    struct vd_url link_url;
    struct vd_sem state;
    struct vd_html minutes;
    int64_t no, attended, seen;
    bool is_public, may, may_turn, withdrawn;
    VD_LIST(struct events_count_line) groups, extras;
    VD_LIST(struct events_proposal_line) proposals;
    events_step_lines steps;
    struct vd_url edit, result, propose, turn;
    struct events_files_view files;
    struct vd_input reason;
};

/* events_proposal.html */
struct events_proposal_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token;
    struct events_conflict_view differ;
    int64_t seen;
    bool may_decide;
    struct vd_url action, back;
    struct vd_input text, reason;
    struct vd_choices by, unit, group, state, activity;
};

/* events_pieces.html */
struct events_piece_line { struct vd_str title, channel, audience, plan, unit; struct vd_date on; struct vd_sem state; int64_t no; bool is_public; struct vd_url url; };
struct events_pieces_view {
    struct vd_staff_page page;
    struct vd_url add, action, clear, events, next;
    bool may, set;
    events_options channels, states, families;
    struct vd_str year;
    struct vd_forms forms;
    VD_LIST(struct events_piece_line) lines;
};

/* events_piece_form.html */
struct events_piece_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token;
    struct events_conflict_view differ;
    int64_t seen;
    bool is_new, is_public;
    struct vd_url action, back;
    struct vd_choices channel, family, unit;
    struct vd_input title, date, audience, link, year, version, reason;
};

/* events_piece.html */
struct events_piece_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, channel, day, audience, plan, unit, link, token;
    struct vd_url link_url, edit, withdraw;
    struct vd_sem state;
    int64_t no, seen;
    bool is_public, may;
    struct events_files_view files;
    events_step_lines steps;
    struct vd_input reason;
};

/* events_version.html */
struct events_version_view {
    struct vd_staff_page page;
    struct vd_str plan;
    bool may, is_public;
    struct vd_url add, add_piece, public_url;
    VD_LIST(struct events_line) events;
    VD_LIST(struct events_piece_line) pieces;
    VD_LIST(struct events_proposal_line) proposals;
};

/* events_public.html */
struct events_public_proposal { struct vd_str label, text, by, reason, activity; struct vd_sem state; struct vd_url activity_url; };
struct events_public_event {
    struct vd_str title, kind, plan, day, iso, hours, where, link, channel, unit, anchor;
    struct vd_url link_url;
    struct vd_sem state;
    int64_t attended;
    struct vd_files_shown files;
    VD_LIST(struct events_count_line) groups, extras;
    VD_LIST(struct events_public_proposal) proposals;
};
struct events_public_piece { struct vd_str title, channel, audience, plan, link; struct vd_date on; struct vd_url link_url; struct vd_files_shown files; };
struct events_public_view {
    struct vd_page page;
    struct vd_str title, plan;
    struct vd_url plan_url, all, next;
    struct vd_forms forms, piece_forms, proposal_forms;
    int64_t held, attended, proposed;
    VD_LIST(struct vd_link) plans;
    VD_LIST(struct events_public_event) events;
    VD_LIST(struct events_public_piece) pieces;
};
#endif
