/* SPDX-License-Identifier: Apache-2.0 */
/* A plan as read from a document, before it is stored: what each cell says, what was understood, what was doubted.
 * Everything lives in the arena of the reading; rows point to each other by index (-1: none). */
#ifndef PLAN_DRAFT_H
#define PLAN_DRAFT_H
#include "calendar/calendar.h"
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_people.h"
#include "features/plan/cells/plan_targets.h"
#include "office/office.h"

/* What a column of the matrix holds. */
enum plan_field {
    PLAN_FIELD_NONE, PLAN_FIELD_HEADER, PLAN_FIELD_COMPONENT, PLAN_FIELD_OBJECTIVE, PLAN_FIELD_SUBCOMPONENT, PLAN_FIELD_NUMBER, PLAN_FIELD_ACTIVITY,
    PLAN_FIELD_PRODUCT, PLAN_FIELD_GOAL, PLAN_FIELD_INDICATOR, PLAN_FIELD_FORMULA, PLAN_FIELD_RESPONSIBLE, PLAN_FIELD_START, PLAN_FIELD_END,
    PLAN_FIELD_DATE, PLAN_FIELD_MONTH, PLAN_FIELD_ACHIEVED, PLAN_FIELD_DECLARED, PLAN_FIELD_REMARKS,
    PLAN_FIELD_TRAMITE_CODE, PLAN_FIELD_TRAMITE_NAME, PLAN_FIELD_TRAMITE_CURRENT, PLAN_FIELD_TRAMITE_IMPROVEMENT, PLAN_FIELD_TRAMITE_BENEFIT,
    PLAN_FIELD_TRAMITE_KIND, PLAN_FIELD_TRAMITE_ACTION, PLAN_FIELD_COUNT,
    PLAN_FIELD_TRAMITE = PLAN_FIELD_TRAMITE_CODE, PLAN_TRAMITE_FIELDS = PLAN_FIELD_COUNT - PLAN_FIELD_TRAMITE /* columns of the SUIT format */
};
const char *plan_field_name(enum plan_field field);  /* "activity": source_cell.field */
struct vd_str plan_field_title(struct vd_arena *arena, enum plan_field field); /* "Actividad" */
const char *plan_field_label(enum plan_field field); /* "actividad": as a person reads it */

const char *plan_granularity_name(enum plan_granularity granularity); /* "day" "month" "year": window_.granularity */

/* Where in the file, counted from 1 as a person counts; part is the line of a cell that holds several values, else 0.
 * All zero: outside the tables. */
struct plan_place { int table, row, col, part; };
/* Of a stored row with its table, row and column: the whole cell. */
#define PLAN_PLACE_OF(stored) ((struct plan_place){.table = (int)(stored)->table_no, .row = (int)(stored)->row_no, .col = (int)(stored)->col_no})

/* Name of a place as the program that made the file shows it: "Hoja 1!B7", "tabla 2, fila 7, columna 2, línea 1"; absent outside the
 * tables. sheet: its name, absent in documents and CSV. */
struct vd_str plan_place_name(struct vd_arena *arena, enum vd_doc_format format, struct vd_str sheet, struct plan_place place);
struct plan_draft;
/* The same of the whole cell, whatever its line. */
struct vd_str plan_place_text(struct vd_arena *arena, const struct plan_draft *draft, struct plan_place place);

/* What a table or sheet of the file was taken for, and why, in words for a person. */
struct draft_table {
    int number;              /* as in the file */
    struct vd_str sheet;     /* absent in documents */
    int rows, cols;
    int activities, indicators;
    int component;           /* the last one it speaks of; -1 */
    const char *taken_for;   /* 'plan' 'plan-sigue' 'seguimiento' 'indicadores' 'otra' */
    struct vd_str why;
};

struct draft_cell {
    struct plan_place place;
    struct vd_str raw;
    int activity;
    enum plan_field field;
    struct vd_str reading;  /* canonical; absent when the text stands for itself or was not understood */
    const char *status;     /* source_cell.status */
    int rows, cols;         /* how many it spans; 0: one */
    struct vd_str whole;    /* of a cell with several values, with the first: all its text; absent: raw is all */
};

/* Outside of the matrices, and read all the same: the title of a component, a note that sends to another document, a date. */
struct draft_line { int after_table; struct vd_str raw; }; /* number of the table it stands behind, or in; 0: before all */

struct draft_finding {
    const char *code;       /* law/findings.csv */
    struct plan_place place;
    int activity;
    struct vd_str read_text, proposal;
    struct vd_str accepted;      /* why a person lets it stand; absent: it is open. Never of the reading itself */
    int64_t accepted_by;
};

struct draft_component {    /* also subcomponents and phases: parent */
    int parent;
    int ord;                /* among its brothers, from 1 */
    struct vd_str code, name, raw, catalogue, ext_title;
    struct vd_str objective; /* absent: the document gives none; one a line when its rows give several */
    struct vd_str fold;     /* of the name */
    struct plan_place place; /* its title; all zero: outside the tables */
    int activities;         /* how many it has so far; subcomponents do not count theirs */
};

struct draft_activity {
    int component, subcomponent;
    struct plan_place place;
    int table;                 /* index in plan_draft.tables; of a matrix cut by pages, its first */
    int order;                 /* in its component, from 1 */
    struct vd_str address, code, description, product, goal, indicator, schedule;
    struct vd_str tramite[PLAN_TRAMITE_FIELDS]; /* what a table of the SUIT format says; absent each that it does not */
    struct vd_str formula;     /* of its indicator, without markup; absent: none is written */
    struct plan_place at[PLAN_FIELD_COUNT]; /* first cell of each field; all zero: none */
    const char *schedule_kind;
    struct vd_str supposed;    /* why some of its windows are more than what is written; absent: none is */
    struct plan_target target;
    struct plan_schedule dates; /* of its first row with dates */
    int windows, responsibles;  /* how many it has so far */
};

struct draft_window {
    int activity, ord;
    struct vd_date from, due;  /* no date: absent in the source or impossible, see problem */
    enum plan_granularity granularity;
    bool supposed;             /* its activity says why */
    struct vd_str raw;
    struct plan_place place;
    const char *problem;       /* code of the finding, or NULL */
};

struct draft_responsible {
    int activity, ord;         /* the first of an activity leads it */
    struct vd_str raw;
    struct vd_str name;        /* without abbreviation */
    const char *kind;          /* plan_person.kind */
    int cell;                  /* index of its source cell */
    struct vd_str unit;        /* the unit it is, when the file says it; absent: as raw tells */
};

/* An indicator of a component, or a row that has an indicator and no activity. */
struct draft_indicator {
    int component;
    struct plan_place place;
    struct vd_str name, formula;  /* formula: absent, or without its markup */
    struct plan_target target;
    struct vd_str schedule, responsible; /* absent, or as written */
    bool alone;                   /* stands in a matrix without activity */
};

/* A plan has a hundred activities; more than these is another kind of document, and is refused. */
enum { PLAN_MAX_ACTIVITIES = 2000, PLAN_MAX_COMPONENTS = 500, PLAN_MAX_RESPONSIBLES = 100 /* of one activity */,
       PLAN_MAX_WINDOWS = 1000 /* of one activity */, PLAN_MAX_ALL_WINDOWS = 52 * PLAN_MAX_ACTIVITIES /* each of them weekly */, PLAN_MAX_LINES = 2000 /* outside of the matrices */, PLAN_MAX_TEXT = 1 << 20 /* bytes in all: the cells of its matrices */ };

struct plan_draft {
    struct vd_arena *arena;
    enum vd_doc_format format;
    const char *instrument;
    int vigencia;                                /* 0: neither asked nor said by the document */
    VD_LIST(struct draft_table) tables;
    VD_LIST(struct draft_component) components;
    VD_LIST(struct draft_activity) activities;   /* in the order of the document */
    VD_LIST(struct draft_window) windows;
    VD_LIST(struct draft_responsible) responsibles;
    VD_LIST(struct draft_indicator) indicators;
    VD_LIST(struct draft_cell) cells;
    VD_LIST(struct draft_line) lines;
    VD_LIST(struct draft_finding) findings;
    struct followup_draft *followup;             /* NULL: the document is a plan and no more (plan_followup_draft.h) */
};

/* Reads the plan's matrices out of a document, or Veedor's own workbook (plan_book.h). vigencia 0: as the document says. VD_INVALID when it has none: *ret_reason says in
 * Spanish what was looked for. */
VD_MUST enum vd_err plan_read(const struct vd_doc *doc, const char *instrument, int vigencia, struct vd_arena *arena,
                              struct plan_draft **ret, struct vd_str *ret_reason);

/* The year the document speaks of: «Vigencia 2021», «PAAC 2022», or the year most of its dates have; 0: it has none. */
int plan_vigencia_of(const struct vd_doc *doc, struct vd_arena *arena);

/* What hangs on an activity; both lists follow the order of the activities. */
struct draft_windows { const struct draft_window *v; size_t n; };
struct draft_windows draft_windows_of(const struct plan_draft *draft, size_t activity);
bool draft_is_tramite(const struct draft_activity *activity); /* its table has the columns of the SUIT format */
const struct draft_responsible *draft_lead_of(const struct plan_draft *draft, size_t activity); /* NULL: nobody */

/* ---- steps of the reading, shared by its files */
void draft_cell_add(struct plan_draft *draft, const struct draft_cell *cell);
void draft_finding_add(struct plan_draft *draft, const char *code, struct plan_place place, int activity, struct vd_str read_text, struct vd_str proposal);

/* The lines of a cell that say something. */
typedef VD_LIST(struct vd_str) draft_lines;
draft_lines draft_lines_of(struct vd_arena *arena, struct vd_str text);

/* "Componente 4: Servicio al ciudadano", "9 CUARTO COMPONENTE: …", "Componente IV – …" -> "4", "Servicio al ciudadano". False
 * when the text is no such title. */
bool plan_component_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_name);
bool plan_component_sheet(struct vd_str sheet, struct vd_str *ret_code); /* the name of a sheet with only the number: "Componente 4", "C4" */
/* "Subcomponente 1. Talento Humano." -> "1", "Talento Humano"; a bare name gives an absent code. Also «FASE 1. …». */
void plan_subcomponent_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_name);
/* "2.8. Mejorar la estrategia" -> "2.8", "Mejorar la estrategia"; without a number the code is absent. */
void plan_activity_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_description);
/* "1.1." and "1,1" -> "1.1", also "7"; false when the text is more than a number. */
bool plan_activity_number(struct vd_arena *arena, struct vd_str text, struct vd_str *ret_code);

/* What the heading of a column says. */
struct plan_heading {
    enum plan_field field;  /* NONE: not known */
    bool or_product;        /* «Meta o producto»: the product, where another column has the goal */
    bool guessed;           /* one letter is wrong */
    const char *known_as;   /* the heading it was recognised as, folded */
};
struct plan_heading plan_heading_read(struct vd_arena *arena, struct vd_str heading);
/* A heading of the second row of headings, below a group: «Inicio» below «Fecha». */
struct plan_heading plan_heading_below(struct vd_arena *arena, struct vd_str group, struct vd_str heading);
#endif
