/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef EDITOR_VIEWS_H
#define EDITOR_VIEWS_H
#include "features/staff/staff.h"

/* The parts of a version that is being written: {{>editor_tabs tabs}} */
struct editor_tab { struct vd_str text; struct vd_url url; bool current; };
struct editor_tabs { VD_LIST(struct editor_tab) of; };

struct editor_finding_line { struct vd_sem sem; struct vd_str code, text, proposal; };
typedef VD_LIST(struct vd_link) editor_links;

/* editor_table.html */
struct editor_row_view {
    struct vd_str address, code, description, goal, goal_said, lead, others, weight;
    VD_LIST(struct vd_str) dates;
    int64_t more_dates;                /* that are not shown */
    bool shifted;                      /* its dates were moved here from another year */
    VD_LIST(struct editor_finding_line) findings;
    bool flag;                         /* one of them is an error */
    bool may;                          /* this person, now */
    struct vd_url edit, move, remove;
    struct vd_str token;
    editor_links origins;              /* proposals that gave rise to it */
};
struct editor_group_view { struct vd_str name; bool is_part; struct vd_url add; bool may; VD_LIST(struct editor_row_view) rows; };
struct editor_table_view {
    struct vd_staff_page page;
    struct editor_tabs tabs;
    struct vd_sem state;
    struct vd_str about;               /* why nothing can be changed; absent: it can */
    int64_t activities, errors, warnings;
    struct vd_str weights;             /* «95 de 100, en 20 de 21 actividades»; absent: none has one */
    bool may_add;
    struct vd_url add, all_findings;
    VD_LIST(struct editor_group_view) groups;
};

/* editor_form.html */
struct editor_difference { const char *name; struct vd_str label, now, typed, error; bool asked, theirs; }; /* asked: both changed it; theirs: the other alone; else who types alone */
struct editor_kept { const char *name; struct vd_str value; };
struct editor_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str heading, token, seen, shifted;
    struct vd_url action, back, rights; /* rights: of one that is there */
    struct vd_oint request;            /* number of the one that led here */
    struct vd_str conflict;            /* «Marta Insuasty cambió esta actividad hace 3 minutos»; absent: nobody did */
    struct vd_str asked;               /* names of the fields that are asked, with a comma behind each */
    VD_LIST(struct editor_kept) before; /* what the form was opened with */
    VD_LIST(struct editor_difference) differences;
    VD_LIST(struct editor_finding_line) findings;
    editor_links origins;
    struct vd_choices part, unit, comparator, kind, accumulates, sense, every, lead;
    struct vd_input code, description, product, goal, quantity, per, per_n, indicator, numerator, denominator, formula, dates, from, to, weight, new_lead, others, trial_n, trial_d;
    VD_LIST(struct vd_input) tramite;
    VD_LIST(struct vd_str) units;      /* to choose from while a name is typed */
    struct vd_str more, more_wrong;    /* a unit to add */
    struct vd_str trial;               /* what the tried figures give; absent: nothing was tried */
    bool may_all, open_goal, open_indicator, open_dates, open_tramite;
};

/* editor_place.html */
struct editor_place_view { struct vd_staff_page page; struct vd_choices place; struct vd_str token, address, description; struct vd_url action, back; };

/* editor_requests.html */
struct editor_request_line { struct vd_str unit, rows, due, who, answer; struct vd_sem state; struct vd_url url; };
struct editor_requests_view {
    struct vd_staff_page page;
    struct editor_tabs tabs;
    struct vd_url send;                /* empty: this person, or this state, sends nothing */
    struct vd_str waiting;             /* «Faltan 2 dependencias por devolver»; absent: none was asked */
    VD_LIST(struct editor_request_line) requests;
    VD_LIST(struct vd_str) unasked;    /* units that lead something and were never asked */
};

/* editor_send.html */
struct editor_send_row { int64_t key; struct vd_str address, description, lacks; bool ticked; };
struct editor_send_group { struct vd_str unit, note; bool none; VD_LIST(struct editor_send_row) rows; };
struct editor_send_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token;
    struct vd_input due, said;
    VD_LIST(struct editor_send_group) groups;
    struct vd_url action, back;
};

/* editor_request.html */
struct editor_request_item { struct vd_str address, description; struct vd_sem state; struct vd_url edit; };
struct editor_request_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str unit, token, token_withdraw, due, said, sent, answered, answer_said;
    struct vd_sem state;
    bool may_answer, may_withdraw;
    struct vd_input answer;
    VD_LIST(struct editor_request_item) rows;
    struct vd_url hand_back, withdraw;
};

/* editor_remove.html */
struct editor_remove_view { struct vd_staff_page page; struct vd_str token, seen, address, description; struct vd_url action, back; };

/* editor_findings.html */
struct editor_found { struct vd_sem sem; struct vd_str code, text, proposal, accepted; bool of_another_year; struct vd_url start; }; /* accepted: why it stands, and who said so; start: empty, this person begins no plans */
struct editor_finding_group { struct vd_str name, description; struct vd_url edit; bool may; VD_LIST(struct editor_found) findings; };
struct editor_accept_box { int64_t key; struct vd_str name; bool ticked; };
struct editor_accept { struct vd_str code, said, token, typed, error; struct vd_url action; VD_LIST(struct editor_accept_box) boxes; };
struct editor_findings_view {
    struct vd_staff_page page;
    struct editor_tabs tabs;
    struct vd_wrongs_said wrongs;
    int64_t errors, warnings, notes, accepted; /* accepted ones are not counted again */
    VD_LIST(struct editor_accept) accepts;     /* one for each code that stands open */
    VD_LIST(struct editor_finding_group) groups;
};

/* editor_glossary.html */
struct editor_term { struct vd_str word, meaning, fold; };
struct editor_glossary_view { VD_LIST(struct editor_term) terms; };

/* editor_texts.html */
struct editor_text_view { struct vd_str title, kind, token; struct vd_html body; struct vd_url edit, move; };
struct editor_texts_view { struct vd_staff_page page; struct vd_wrongs_said wrongs; struct editor_tabs tabs; struct vd_url add, take; struct vd_str take_token; struct vd_choices from; bool may; VD_LIST(struct editor_text_view) texts; };

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
    struct vd_choices parent, annex;
    bool is_new;
    struct vd_input code, name, objective, document, link, date;
    struct vd_url action, back, remove;      /* remove empty: something hangs on it, or it is to be added */
};
#endif
