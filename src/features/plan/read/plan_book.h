/* SPDX-License-Identifier: Apache-2.0 */
/* A plan in Veedor's own columns: one workbook that holds all that is stored of a version and is read back without guessing. Each
 * sheet is a dataset: what the writer (plan_export.c) puts and the reader (plan_book_reading.h) takes is one struct. Rows name each
 * other by the code of the activity and by the number of the component's row, never by an id of the data base.
 *
 * A file is taken for one when its first sheet is «Plan», with exactly its headings, and says PLAN_BOOK_FORMAT and a version; from
 * there on every sheet and every cell is checked, and the first that does not fit refuses the file with its place. */
#ifndef PLAN_BOOK_H
#define PLAN_BOOK_H
#include "features/plan/read/plan_draft.h"
#include "office/dataset_read.h"

#define PLAN_BOOK_FORMAT "Plan en columnas de Veedor"
enum { PLAN_BOOK_VERSION = 1 };

struct plan_book_plan { struct vd_str format; int64_t version; struct vd_str instrument; int64_t vigencia; };
struct plan_book_component { int64_t no, ord; struct vd_oint parent; struct vd_str code, name, raw, catalogue, ext_title, objective; };
struct plan_book_activity {
    struct vd_str address, code;
    int64_t component;
    struct vd_oint subcomponent;
    struct vd_str description, product, goal, schedule, schedule_kind;
    struct vd_str activity_reading, goal_reading, dates_reading, people_reading; /* the most doubtful of its cells; absent: «leido» */
    struct vd_str tramite[PLAN_TRAMITE_FIELDS];
};
struct plan_book_window { struct vd_str activity; int64_t ord; struct vd_date from, due; struct vd_str granularity, raw, problem, supposed; };
struct plan_book_responsible { struct vd_str activity; int64_t ord; struct vd_str raw, unit; };
struct plan_book_indicator {
    struct vd_str activity;          /* absent, with component absent too: of the whole plan */
    struct vd_oint component;
    int64_t ord;
    struct vd_str name, formula, unit_kind;
    bool lower_better;
    struct vd_str schedule, responsible, target;
    struct vd_oint qty;
    struct vd_str comparator, condition, per;
    struct vd_oint per_n;
    struct vd_str coverage;
};
struct plan_book_cutoff { struct vd_date cut_on, sheet_on; struct vd_oint printed_mean; };
struct plan_book_followup {
    struct vd_str activity, counted;
    struct vd_oint declared, achieved, target;
    struct vd_str reading, achieved_raw, declared_raw, remarks;
};

enum plan_book_sheet { PLAN_BOOK_PLAN, PLAN_BOOK_COMPONENTS, PLAN_BOOK_ACTIVITIES, PLAN_BOOK_WINDOWS, PLAN_BOOK_RESPONSIBLES, PLAN_BOOK_INDICATORS,
                       PLAN_BOOK_CUTOFF, PLAN_BOOK_FOLLOWUP, PLAN_BOOK_SHEETS, PLAN_BOOK_NEEDED = PLAN_BOOK_CUTOFF /* the rest only with a follow-up */ };
/* set.name is the name of the sheet. */
extern const struct vd_dataset plan_book_sets[PLAN_BOOK_SHEETS];
/* Column of a sheet, from 0, that holds a member of its rows: PLAN_BOOK_COL(PLAN_BOOK_WINDOWS, window, due). Each member is one. */
#define PLAN_BOOK_COL(sheet, row, member) plan_book_col((sheet), offsetof(struct plan_book_##row, member))
int plan_book_col(enum plan_book_sheet sheet, size_t offset);

bool plan_book_is(const struct vd_doc *doc);
struct vd_str plan_book_instrument(const struct vd_doc *doc); /* the one it says; absent: it is no such workbook, or says none */
/* instrument NULL or vigencia 0: as the workbook says; else another one is VD_INVALID. */
VD_MUST enum vd_err plan_book_read(const struct vd_doc *doc, const char *instrument, int vigencia, struct vd_arena *arena, struct plan_draft **ret,
                                   struct vd_str *ret_reason);
#endif
