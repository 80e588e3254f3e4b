/* SPDX-License-Identifier: Apache-2.0 */
/* What the templates of this folder show. */
#ifndef INTAKE_VIEWS_H
#define INTAKE_VIEWS_H
#include "features/intake/intake_store.h"
#include "features/staff/staff.h"

/* intake_form.html: a file is chosen; below it what was brought before */
struct intake_line { struct vd_str plan, file, at, person; struct vd_sem state; struct vd_url url; };
struct intake_form_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token;
    struct vd_url action;
    struct vd_input file, year;
    struct vd_choices instrument;
    VD_LIST(struct intake_line) lines;
};

/* What is decided about one cell or one finding: intake_decide.html */
struct intake_decide {
    int64_t number;                  /* of the finding on the page; of the ids of its controls */
    struct vd_str slot;              /* "3": ending of the names of its fields; empty: they are the only ones of their form */
    struct vd_str code, key;         /* key: of its place and code, "1.25.7.VD-P001" */
    int64_t table, row, col;
    bool has_cell;                   /* it has a place, whose text can be corrected */
    struct vd_str proposal;          /* what the cell would say with it; absent: none */
    struct vd_str value, reason;     /* as typed; value: what the cell says, to begin with */
    bool propose, correct, accept;   /* chosen; nothing is, to begin with */
    struct vd_str error;
    struct vd_str what;              /* "fecha de fin": label of the value */
};

struct intake_finding {
    struct batch_finding_view said;
    struct vd_html source;
    struct vd_link other_year;       /* VD-P075: where the review begins again with the right one; empty: none */
    struct vd_str corrected;         /* what a person wrote instead; absent: nobody did */
    struct vd_str accepted;          /* the reason; absent: open */
    struct vd_str by;                /* who accepted it */
    bool open;                       /* it waits for somebody: no note, not accepted, and the file is not confirmed */
    struct intake_decide decide;
};

struct intake_decided_line {
    struct vd_str place, was, said, by, at;
    bool accepts;
    struct vd_str token, code;
    struct vd_url action;
    int64_t rev, table, row, col;
};

struct intake_doubt { struct vd_str place, field, raw, reading, status; struct vd_url url; };

/* The head that both pages share: intake_head.html */
struct intake_head {
    struct vd_str instrument;        /* which plan it is read as, and why */
    struct vd_str title, sub, activities, cells, cells_note, open, decided, errors, warnings;
    struct vd_url review, understood, document_url;
    struct vd_str document;       /* «Estrategia de trámites», versión 2; absent: a person brought the file */
    struct vd_str n_findings, n_cells;
    bool on_cells;
};

/* intake_annex.html */
struct intake_annex_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str token, title, file, none;  /* none: why there is no form */
    struct vd_url action, back;
    struct vd_choices instrument;
    struct vd_input year;
};

/* Findings of one code, to be accepted together. */
struct intake_many { struct vd_str slot, code, said, typed, error; };

/* intake_review.html */
struct intake_review_view {
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct intake_head head;
    bool waiting, confirmed, discarded, undone;
    struct vd_str happens;           /* what confirming does, or what was done */
    struct vd_str blocked;           /* why it cannot be confirmed; absent: it can */
    bool savable;                    /* something on this page can be decided */
    struct vd_str bar;               /* what confirming does, in few words */
    struct vd_str errors_left;       /* "Quedan 2 errores abiertos …"; absent: none */
    struct vd_link place;            /* of the version it became; empty: none */
    VD_LIST(struct intake_finding) findings;
    VD_LIST(struct intake_decided_line) decisions;
    VD_LIST(struct intake_doubt) doubts;
    struct vd_str doubts_caption;
    struct vd_html changes;
    VD_LIST(struct intake_many) many;
    bool again;                      /* the file had been brought before */
    struct vd_str rests;             /* why it cannot be undone; absent: it can */
    struct vd_str token_decide, token_discard, token_undo;
    struct vd_url decide, discard, undo;
    int64_t page_no;                 /* from 1 */
    struct vd_pager pager;
    int64_t rev;
};

/* intake_cells.html: empty: cells of an activity's row in which nothing is written */
struct intake_empty { struct vd_str place, field, activity; struct vd_url url; };
struct intake_cells_view { struct vd_staff_page page; struct intake_head head; struct vd_html cells; VD_LIST(struct intake_empty) empty; bool more; };

/* intake_batch.html: sub absent: the version came from no file */
struct intake_batch_view { struct vd_staff_page page; struct vd_str sub; struct vd_html cells; };

/* intake_cell.html */
struct intake_cell_view { bool is_empty; /* nothing is written in it */
    struct vd_staff_page page;
    struct vd_wrongs_said wrongs;
    struct vd_str place, field, raw, reading, status;
    bool waiting;
    struct vd_str token;
    struct vd_url action;
    int64_t rev;
    struct intake_decide decide;
    struct vd_url back;
};

/* intake_confirm.html: what confirming does, asked before it is done */
struct intake_open_error { struct vd_str place, fact; };
struct intake_confirm_view {
    struct vd_staff_page page;
    const char *tone, *button_class, *button;
    struct vd_str title, happens, detail, count;
    VD_LIST(struct intake_open_error) errors; /* the first ones */
    struct vd_str year, asked_year;  /* year: the one that most dates are of; absent: the one that was asked for */
    struct vd_str token, token_year;
    struct vd_url confirm, restart, back;
    int64_t rev;
};

/* ---- opened for a page: the rows, what the file is read as, what confirming would change */
struct intake_opened {
    struct vd_entity entity;
    struct intake intake;
    struct plan_draft *draft;
    struct plan_batch batch;
    struct plan_dry_run run;         /* while it waits */
    struct vd_url base;              /* "/pasto/trabajo/traer/3" */
    struct vd_str title;             /* "PAAC 2022" */
    bool again;                      /* the file was brought a second time */
    struct vd_str said;              /* what is wrong with the whole form; absent: nothing */
    int64_t page;                    /* of its findings, from 1; 0: the first */
};
enum { INTAKE_FINDINGS = 20, INTAKE_CODES = 12 }; /* on one page */
/* What was typed in a form that does not pass. */
struct intake_typed { struct plan_place place; struct vd_str code, which, value, reason, error; bool many; /* of all findings of the code */ };
typedef VD_LIST(struct intake_typed) intake_typeds;

/* Which plan and year a file is brought for: the field, and what is wrong with what was typed. */
void intake_instruments(struct vd_req *rq, struct vd_str chosen, struct vd_choices *ret);
/* The instrument to read a file as; absent: the one that the law asks for in its year. */
struct vd_str intake_asked(struct vd_str chosen);
void intake_judge(struct vd_req *rq, struct vd_str instrument, struct vd_str year, int64_t *ret_vigencia);
/* Keeps what was looked at, and leads to its review. */
VD_MUST enum vd_err intake_bring_it(struct vd_req *rq, const struct intake_bringing *of);
struct vd_url intake_url(struct vd_req *rq, int64_t no);                                  /* "/pasto/trabajo/traer/3" */
struct vd_str intake_title(struct vd_arena *arena, struct vd_str instrument, int64_t vigencia); /* "PAAC 2022" */
VD_MUST enum vd_err intake_open_page(struct vd_req *rq, int64_t no, struct intake_opened *ret);
VD_MUST enum vd_err intake_review(struct vd_req *rq, const struct intake_opened *opened, const intake_typeds *typed, struct vd_oint done);
VD_MUST enum vd_err intake_cell(struct vd_req *rq, const struct intake_opened *opened, struct plan_place place, const intake_typeds *typed);

/* ---- filling: intake_view.c */
void intake_head_fill(struct vd_req *rq, const struct intake_opened *opened, bool on_cells, struct intake_head *head);
void intake_findings_fill(struct vd_req *rq, const struct intake_opened *opened, const intake_typeds *typed, struct intake_review_view *view);
void intake_decisions_fill(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view);
void intake_doubts_fill(struct vd_req *rq, const struct intake_opened *opened, struct intake_review_view *view);
struct intake_decide intake_decide_of(struct vd_req *rq, const struct intake_opened *opened, struct plan_place place, struct vd_str code, const intake_typeds *typed);
struct vd_str intake_cell_text(struct vd_arena *arena, const struct plan_batch *batch, struct plan_place place); /* absent: no such cell */
void intake_many_fill(struct vd_req *rq, const struct intake_opened *opened, const intake_typeds *typed, struct intake_review_view *view);
/* What can be decided about a finding. */
struct intake_decide intake_finding_decide(struct vd_req *rq, const struct intake_opened *opened, const struct batch_finding_row *f, const intake_typeds *typed);
bool intake_is_open(const struct intake_opened *opened, const struct batch_finding_row *f); /* no note, and not accepted */
int64_t intake_open_errors(const struct intake_opened *opened);
void intake_empty_fill(struct vd_req *rq, const struct intake_opened *opened, int64_t table, struct intake_cells_view *view);
bool intake_in_table(const struct plan_batch *batch, struct plan_place place);
struct vd_str intake_column_field(const struct plan_draft *draft, struct plan_place place); /* plan_field_name() of its column; absent: nothing is read there */
struct vd_sem intake_state_sem(struct vd_str state, struct vd_str batch_state);
#endif
