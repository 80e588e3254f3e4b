/* SPDX-License-Identifier: Apache-2.0 */
/* The two lists of a plan, each one struct for page, CSV and JSON: what the column table names is what all three show.
 * Fields after "page only" are not data of their own: an address, or the rows of the other list. */
#ifndef PLAN_DATASETS_H
#define PLAN_DATASETS_H
#include "features/plan/plan_filter.h"
#include "features/plan/plan_store.h"
#include "html/html.h"
#include "office/dataset.h"

struct plan_window_row {
    struct vd_str component, code, description;
    int64_t ord;
    struct vd_date from, due;
    struct vd_str raw, problem, supposed, responsible;
    /* page only: a date of the pair as it is written, and why it could not be taken; absent where there is a date */
    struct vd_str from_raw, from_why, due_raw, due_why;
    struct vd_str whole;                /* raw, when no date could be read at all; then from_raw and due_raw are absent */
    bool pair;                          /* a beginning and an end */
    bool one_day;                       /* both are the same day: it is said once */
    struct vd_url url;                  /* of the activity */
};
typedef VD_LIST(struct plan_window_row) plan_window_rows;

struct plan_finding_row {
    struct vd_str severity, word, text, place; /* 'mid' "Aviso" "La fecha …" "tabla 1, fila 25, columna 7" */
    struct vd_str code, activity;              /* VD-P001; address, or absent */
    struct vd_str anchor;                      /* id in the page: the code, from the second one VD-P001-2 */
    struct vd_url url;                         /* of the activity */
};
typedef VD_LIST(struct plan_finding_row) plan_finding_rows;

struct plan_activity_row {
    struct vd_str component, component_name, subcomponent, code, description, product, goal;
    struct vd_str comparator;           /* "=" ">=" "<="; absent without quantity */
    struct vd_qty target;
    struct vd_str target_unit;
    struct vd_str responsible, others;  /* the lead; the rest, joined by "; " */
    int64_t windows_n;
    struct vd_date starts, ends;        /* first beginning, last end that exist */
    int64_t findings_n;
    struct vd_str progress;             /* plan_states; absent: there is no follow-up */
    /* page only */
    struct vd_url url;
    plan_window_rows windows;
    struct vd_url findings_url;         /* where all of them are told */
    plan_finding_rows errors;           /* those of the findings that leave a datum unusable: told in the row */
    bool with_product;                  /* its table has the column */
    bool several;                       /* windows: their number is worth saying */
    const char *supposed;               /* some of them are suppositions: said; NULL: none is */
    struct vd_str compared;             /* "al menos" */
    bool exact;                         /* the comparator need not be said */
    bool flag;                          /* there is an error, or a window without a date that could be used */
    bool followed;                      /* there is a follow-up: state says how it ended */
    struct vd_sem state;
    struct vd_url responsible_url;
};
typedef VD_LIST(struct plan_activity_row) plan_activity_rows;

extern const struct vd_dataset plan_activities_set, plan_windows_set;

/* The page of a unit that answers: its entity's address is the first part of the plan's. */
struct vd_url plan_unit_url(struct vd_arena *arena, struct vd_url base, struct vd_str slug);

/* In the order of the plan; filter NULL: all. base is the address of the plan ("/pasto/plan/2022"). */
void plan_activity_rows_of(struct vd_arena *arena, const struct plan *plan, const struct plan_filter *filter, struct vd_url base, plan_activity_rows *ret);
void plan_window_rows_of(struct vd_arena *arena, const struct plan *plan, const struct plan_filter *filter, plan_window_rows *ret);
/* Those of one activity that the filter keeps. */
void plan_activity_windows(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, const struct plan_filter *filter, plan_window_rows *ret);

/* ---- findings. plan_findings.c */
/* Of one activity, or with NULL of the whole file. */
void plan_finding_rows_of(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, struct vd_url base, plan_finding_rows *ret);

/* What a finding is about; NULL: nothing of it is known. */
const struct plan_activity *plan_finding_activity(const struct plan *plan, const struct shown_finding_row *finding);
const struct shown_component_row *plan_finding_component(const struct plan *plan, const struct shown_finding_row *finding);
/* The cell it is about, as the program that made the file names it; absent outside the tables. */
struct vd_str plan_finding_place(struct vd_arena *arena, const struct shown_finding_row *finding);
/* Why a date of an activity, as written, could not be taken: "No existe en el calendario". */
struct vd_str plan_date_why(const struct plan *plan, int64_t activity_key, struct vd_str raw);

/* ---- words. plan_words.c */
struct vd_str plan_comparator_word(struct vd_str comparator); /* ">=" -> "al menos" */
/* "Al menos 1", "100 %", "Sin número". */
struct vd_str plan_target_text(struct vd_arena *arena, const struct plan_indicator *row);
/* "sede", "comunas (12)", absent: the quantity is asked once. */
struct vd_str plan_per_text(struct vd_arena *arena, const struct plan_indicator *row);
/* How an indicator is measured: "En porcentaje", "Se cuenta"; absent: the plan does not say. */
struct vd_str plan_unit_text(struct vd_str unit_kind);
/* The same of what the reader wrote beside a cell: ">= 1". */
struct vd_str plan_target_reading_text(struct vd_arena *arena, struct vd_str reading);

#endif
