/* SPDX-License-Identifier: Apache-2.0 */
/* A plan as it is read back: one version whole, in twelve queries, with windows and people hung on their activities.
 * Ids and keys stay in here: what goes out shows slug, vigencia and code. Everything lives in the caller's arena.
 * The columns of the shown_*_row structs are those of plan.sql. */
#ifndef PLAN_STORE_H
#define PLAN_STORE_H
#include "features/plan/plan.sql.h"

typedef VD_LIST(struct shown_plan_row) plan_heads;
typedef shown_cell_rows plan_cells;

struct plan_shown_window {
    int64_t ord;
    struct vd_date from, due;     /* no date: as written in `raw`, and `problem` says why */
    struct vd_str granularity, raw, problem;
    struct vd_str supposed;       /* why the dates are a supposition; absent: they are written */
};

/* An indicator with its target; of several targets, one for each. */
struct plan_indicator {
    int64_t ord, key;
    struct vd_oint activity_key, component_key;
    struct vd_str name, formula, unit_kind, schedule, responsible;
    bool lower_better;
    struct vd_str raw, comparator, condition, per, coverage; /* of the target, as the next two; comparator absent: none */
    struct vd_oint qty, per_n;
};

struct plan_responsible {
    struct vd_str name, abbrev, slug; /* of the unit */
    bool is_lead;
};

struct plan_activity {
    struct shown_activity_row row;
    struct plan_indicator indicator;          /* name absent: none */
    struct shown_progress_row progress;       /* at the last cut-off of an imported follow-up; counted absent: none */
    const struct shown_tramite_row *tramite;  /* NULL: its table is not of the SUIT format */
    size_t first_window, n_windows;           /* spans of the plan's lists */
    size_t first_responsible, n_responsibles;
};

struct plan {
    struct shown_plan_row head;
    VD_LIST(struct shown_component_row) components; /* with subcomponents and phases, in the order of the plan */
    VD_LIST(struct plan_indicator) indicators; /* of components, in the order of each; component_key absent: of the whole plan */
    VD_LIST(struct plan_activity) activities;       /* in the order of the plan */
    VD_LIST(struct plan_shown_window) windows;
    VD_LIST(struct plan_responsible) responsibles;
    VD_LIST(struct shown_finding_row) findings;     /* in the order of the file */
    struct shown_source_row source;                 /* name absent: not imported */
};

/* What an activity's dates were in a version that was in force before and said other ones; the newest first. plan_earlier.c */
struct plan_earlier { int64_t no; struct vd_str published_on, dates; };  /* ISO; "01/02/2027 a 31/03/2027; 30/06/2027" */
typedef VD_LIST(struct plan_earlier) plan_earliers;
VD_MUST enum vd_err plan_earlier_dates(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, plan_earliers *ret);

/* family: path word of the instruments ("plan", "plan-accion", "plan-propio": plan_law.h). */
/* Plans of one entity: those against corruption first, of each family the newest first. family absent: of all. */
/* The last day on which citizens may contribute to the draft of that year; VD_NOT_FOUND: on this day they may not. */
VD_MUST enum vd_err plan_consulted_until(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct vd_date on, struct vd_date *ret);
VD_MUST enum vd_err plan_shown_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, plan_heads *ret);
/* VD_NOT_FOUND: the entity shows no plan of that family and year. */
VD_MUST enum vd_err plan_shown(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct plan *ret);
/* A version of whatever state: head names it (entity_id, version_id, instrument, title …); what head counts is 0, and is counted. */
VD_MUST enum vd_err plan_version_read(struct vd_db *db, struct vd_arena *arena, const struct shown_plan_row *head, struct plan *ret);
/* The same for a page that opens one component, of that code; empty: the first one. Activities of the others may stand without their
 * indicator, which that page does not show. */
VD_MUST enum vd_err plan_shown_part(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct vd_str component, struct plan *ret);
/* The plan that an event of the record is about. VD_NOT_FOUND: about something else. */
VD_MUST enum vd_err plan_of_subject(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str subject_kind, int64_t subject_id, struct plan_of_subject_row *ret);
/* Cells of the source file where an activity was read. */
VD_MUST enum vd_err plan_cells_of(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, plan_cells *ret);

/* The texts, the act and the consultation around the version that is shown. */
VD_MUST enum vd_err plan_around_of(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, struct vd_date today, struct plan_around_row *ret);

/* Looking around in a plan that was read. NULL when there is none. */
const struct shown_component_row *plan_component_of(const struct plan *plan, int64_t key);
const struct shown_component_row *plan_component_first(const struct plan *plan);
const struct shown_component_row *plan_component_coded(const struct plan *plan, struct vd_str code); /* top level only */
const struct plan_activity *plan_activity_at(const struct plan *plan, struct vd_str address);
#endif
