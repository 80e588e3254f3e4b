/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show, and the rows of the comparison as data. */
#ifndef AMENDMENT_VIEWS_H
#define AMENDMENT_VIEWS_H
#include "features/amendment/amendment.h"
#include "features/staff/staff.h"

/* amendment_versions.html */
struct amendment_told { struct vd_str who, how; };
typedef VD_LIST(struct amendment_told) amendment_tolds;
struct amendment_sheet {
    int64_t no;
    struct vd_sem state;
    struct vd_str published, act, signers, motive, touched;
    struct vd_files_shown act_file, kept;      /* the act, when it is public; what was published, as it was then */
    struct vd_url file, compare, earlier;      /* earlier: of the sheet before, in this page */
    int64_t earlier_no;
    amendment_tolds told;
};
struct amendment_versions_view { struct vd_page page; struct vd_str title; struct vd_url log; VD_LIST(struct amendment_sheet) sheets; };

/* amendment_compare.html */
struct amendment_cell { struct vd_str label, before, after; };
struct amendment_row {
    struct vd_sem kind;
    struct vd_str address, description;
    struct vd_str when, motive;                /* of the log; else absent */
    bool late;
    VD_LIST(struct amendment_cell) cells;
};
typedef VD_LIST(struct amendment_row) amendment_rows;
struct amendment_pick { int64_t no; bool chosen; };
struct amendment_compare_view {
    struct vd_page page;
    struct vd_str title, said;
    struct vd_forms forms;
    struct vd_url action;
    bool one;                                  /* there is only one version: nothing to compare with */
    VD_LIST(struct amendment_pick) from, to;
    amendment_rows rows;
};

/* amendment_draft.html */
struct amendment_draft_view { struct vd_staff_page page; struct vd_str title, said; struct vd_url action; VD_LIST(struct amendment_pick) others; amendment_rows rows; };

/* amendment_log.html */
struct amendment_log_view { struct vd_page page; struct vd_str title; struct vd_forms forms; struct vd_url versions; amendment_rows rows; };

/* amendment_requests.html */
struct amendment_line { struct vd_str title, plan, motive, asked; struct vd_sem state; bool late; struct vd_url url; };
struct amendment_requests_view { struct vd_staff_page page; bool may; struct vd_url add; VD_LIST(struct amendment_line) lines; };

/* amendment_choose.html: which activity of which plan in force */
struct amendment_choice_group { struct vd_str title; struct vd_url add; VD_LIST(struct vd_link) activities; };
struct amendment_choose_view { struct vd_staff_page page; VD_LIST(struct amendment_choice_group) plans; };

/* amendment_ask.html */
struct amendment_ask_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, token, plan, activity; /* activity: its address; empty: one is added */
    int64_t version;
    struct vd_url action, back;
    bool adds;
    struct vd_choices kind;
    struct vd_input motive;
    editor_folds folds;
};

/* amendment_one.html */
struct amendment_one_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, plan, activity, motive, asked, answered, answer, token;
    struct vd_sem state;
    bool late, may;
    struct vd_url action, draft;
    int64_t draft_no;
    VD_LIST(struct amendment_cell) cells;
    struct vd_choices decision;
    struct vd_input reason;
};

/* amendment_notices.html */
struct amendment_notices_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str title, token;
    struct vd_url action;
    bool may;
    amendment_tolds told;
    struct vd_choices party;
    struct vd_input channel, on;
};

/* One cell that differs; of an activity that was added or removed, one row without field. */
struct amendment_change { struct vd_str address, description, kind, field, before, after; };
typedef VD_LIST(struct amendment_change) amendment_changes;
extern const struct vd_dataset amendment_changes_set;

/* One cell that a version in force changed, with its why. */
struct amendment_log_cell { int64_t version; struct vd_str published_on, kind, motive, act; struct amendment_change change; };
extern const struct vd_dataset amendment_log_set;
#endif
