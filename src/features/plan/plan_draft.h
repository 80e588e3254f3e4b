/* SPDX-License-Identifier: Apache-2.0 */
/* A plan as read from a document, before it is stored: what each cell says, what was understood, what was doubted.
 * Everything lives in the arena of the reading; rows point to each other by index (-1: none). */
#ifndef PLAN_DRAFT_H
#define PLAN_DRAFT_H
#include "calendar/calendar.h"
#include "features/plan/plan_targets.h"
#include "office/office.h"

/* What a column of the matrix holds. */
enum plan_field {
    PLAN_FIELD_NONE, PLAN_FIELD_HEADER, PLAN_FIELD_SUBCOMPONENT, PLAN_FIELD_ACTIVITY, PLAN_FIELD_PRODUCT, PLAN_FIELD_GOAL,
    PLAN_FIELD_INDICATOR, PLAN_FIELD_RESPONSIBLE, PLAN_FIELD_START, PLAN_FIELD_END, PLAN_FIELD_DATE, PLAN_FIELD_COUNT
};
const char *plan_field_name(enum plan_field field); /* "activity": source_cell.field */

/* Where in the file, counted from 1 as a person counts; part is the line of a cell that holds several values, else 0.
 * All zero: outside the tables. */
struct plan_place { int table, row, col, part; };

struct draft_cell {
    struct plan_place place;
    struct vd_str raw;
    int activity;
    enum plan_field field;
    struct vd_str reading;  /* canonical; absent when the text stands for itself or was not understood */
    const char *status;     /* source_cell.status */
};

struct draft_finding {
    const char *code;       /* law/findings.csv */
    struct plan_place place;
    int activity;
    struct vd_str read_text, proposal;
};

struct draft_component {    /* also subcomponents and phases: parent */
    int parent;
    int ord;                /* among its brothers, from 1 */
    struct vd_str code, name, raw, catalogue, ext_title;
    struct vd_str fold;     /* of the name */
    int activities;         /* how many it has so far; subcomponents do not count theirs */
};

struct draft_activity {
    int component, subcomponent;
    struct plan_place place;
    int order;                 /* in its component, from 1 */
    struct vd_str address, code, description, product, goal, indicator, schedule;
    const char *schedule_kind;
    struct plan_target target;
    int windows, responsibles;  /* how many it has so far */
};

struct draft_window {
    int activity, ord;
    struct vd_date from, due;  /* no date: absent in the source or impossible, see problem */
    struct vd_str raw;
    const char *problem;       /* code of the finding, or NULL */
};

struct draft_responsible {
    int activity, ord;         /* the first of an activity leads it */
    struct vd_str raw;
    int cell;                  /* index of its source cell */
};

/* A plan has a hundred activities; more than these is another kind of document, and is refused. */
enum { PLAN_MAX_ACTIVITIES = 2000, PLAN_MAX_COMPONENTS = 500, PLAN_MAX_RESPONSIBLES = 100 /* of one activity */ };

struct plan_draft {
    struct vd_arena *arena;
    const char *instrument;
    int vigencia;
    VD_LIST(struct draft_component) components;
    VD_LIST(struct draft_activity) activities;   /* in the order of the document */
    VD_LIST(struct draft_window) windows;
    VD_LIST(struct draft_responsible) responsibles;
    VD_LIST(struct draft_cell) cells;
    VD_LIST(struct draft_finding) findings;
};

/* Reads the plan's matrices out of a document. VD_INVALID when it has none: *ret_reason says in Spanish what was looked for. */
VD_MUST enum vd_err plan_read(const struct vd_doc *doc, const char *instrument, int vigencia, struct vd_arena *arena,
                              struct plan_draft **ret, struct vd_str *ret_reason);

/* ---- steps of the reading, shared by its files */
void draft_cell_add(struct plan_draft *draft, const struct draft_cell *cell);
void draft_finding_add(struct plan_draft *draft, const char *code, struct plan_place place, int activity, struct vd_str read_text, struct vd_str proposal);

/* The lines of a cell that say something. */
typedef VD_LIST(struct vd_str) draft_lines;
draft_lines draft_lines_of(struct vd_arena *arena, struct vd_str text);

/* One row's dates of an activity: cells may be NULL (no such column, or empty). plan_dates.c */
struct draft_dates { const struct vd_grid_cell *start, *end, *date; int table; };
void draft_dates_add(struct plan_draft *draft, int activity, const struct draft_dates *dates);

/* "Componente 4: Servicio al ciudadano" -> "4", "Servicio al ciudadano". False when the text is no such title. */
bool plan_component_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_name);
/* "Subcomponente 1. Talento Humano." -> "1", "Talento Humano"; a bare name gives an absent code. Also «FASE 1. …». */
void plan_subcomponent_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_name);
/* "2.8. Mejorar la estrategia" -> "2.8", "Mejorar la estrategia"; without a number the code is absent. */
void plan_activity_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_description);
/* The field that a column with this heading holds; NONE when it is not known. */
enum plan_field plan_header_field(struct vd_arena *arena, struct vd_str heading);
#endif
