/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef EDITOR_VIEWS_H
#define EDITOR_VIEWS_H
#include "features/staff/staff.h"

/* The parts of a version that is being written: {{>editor_tabs tabs}} */
struct editor_tab { struct vd_str text; struct vd_url url; bool current; };
struct editor_tabs { VD_LIST(struct editor_tab) of; };

struct editor_finding_line { struct vd_sem sem; struct vd_str code, text, proposal; };

/* editor_table.html */
struct editor_row_view {
    struct vd_str address, code, description, goal, goal_said, lead, others;
    VD_LIST(struct vd_str) dates;
    int64_t more_dates;                /* that are not shown */
    bool shifted;                      /* its dates were moved here from another year */
    VD_LIST(struct editor_finding_line) findings;
    bool flag;                         /* one of them is an error */
    bool may;                          /* this person, now */
    struct vd_url edit, move, remove;
    struct vd_str token;
};
struct editor_group_view { struct vd_str name; bool is_part; struct vd_url add; bool may; VD_LIST(struct editor_row_view) rows; };
struct editor_table_view {
    struct vd_staff_page page;
    struct editor_tabs tabs;
    struct vd_sem state;
    struct vd_str about;               /* why nothing can be changed; absent: it can */
    int64_t activities, errors, warnings;
    bool may_add;
    struct vd_url add, all_findings;
    VD_LIST(struct editor_group_view) groups;
};

/* editor_form.html */
struct editor_difference { struct vd_str label, now, typed; bool differs; };
struct editor_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token, seen, shifted, part_said;
    struct vd_url action, back, rights; /* rights: of one that is there */
    struct vd_str conflict;            /* «Marta Insuasty cambió esta actividad hace 3 minutos»; absent: nobody did */
    VD_LIST(struct editor_difference) differences;
    VD_LIST(struct editor_finding_line) findings;
    struct vd_choices part, unit, sense, lead;
    struct vd_input code, description, product, goal, indicator, formula, dates, new_lead, others;
    bool may_all;
};

/* editor_remove.html */
struct editor_remove_view { struct vd_staff_page page; struct vd_str token, seen, address, description; struct vd_url action, back; };

/* editor_findings.html */
struct editor_finding_group { struct vd_str name, description; struct vd_url edit; bool may; VD_LIST(struct editor_finding_line) findings; };
struct editor_findings_view {
    struct vd_staff_page page;
    struct editor_tabs tabs;
    int64_t errors, warnings, notes;
    VD_LIST(struct editor_finding_group) groups;
};

/* editor_texts.html */
struct editor_text_view { struct vd_str title, kind, token; struct vd_html body; struct vd_url edit, move; };
struct editor_texts_view { struct vd_staff_page page; struct editor_tabs tabs; struct vd_url add; bool may; VD_LIST(struct editor_text_view) texts; };

/* editor_text_form.html */
struct editor_text_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token, seen, conflict, now_title, remove_token;
    struct vd_html now_body;
    struct vd_choices kind;
    struct vd_input title, body;
    struct vd_url action, back, remove;      /* remove empty: it is to be added */
};

/* editor_parts.html */
struct editor_part_view { struct vd_str name, document, token; bool is_part; int64_t activities; struct vd_url edit, move; };
struct editor_parts_view { struct vd_staff_page page; struct editor_tabs tabs; struct vd_url add; bool may; VD_LIST(struct editor_part_view) parts; };

/* editor_part_form.html */
struct editor_part_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token, seen, conflict, remove_token;
    struct vd_choices parent;
    bool is_new;
    struct vd_input code, name, objective, document, link, date;
    struct vd_url action, back, remove;      /* remove empty: something hangs on it, or it is to be added */
};
#endif
