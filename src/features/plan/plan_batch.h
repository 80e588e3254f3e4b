/* SPDX-License-Identifier: Apache-2.0 */
/* An import read back: what each cell says and how it was read, what was found, what changed against the version before. */
#ifndef PLAN_BATCH_H
#define PLAN_BATCH_H
#include "features/plan/plan_batch.sql.h"
#include "features/plan/plan_diff.h"
#include "features/plan/read/plan_report.h"

struct plan_batch {
    struct batch_head_row head;
    enum vd_doc_format format;
    VD_LIST(struct batch_table_row) tables;
    VD_LIST(struct batch_cell_row) cells;     /* in the order of the file */
    VD_LIST(struct batch_finding_row) findings; /* errors, warnings, notes */
    struct plan_diff diff;                    /* against the version before it; empty without one, or when it is undone */
};

struct plan_batch_asked {
    struct vd_str family;                     /* plan_families: plan_law.h */
    int64_t vigencia;
    int64_t no;                               /* 0: the newest that stands */
    int64_t table;                            /* 0: the cells of all tables */
};
/* VD_NOT_FOUND: no such batch, or its version is not public. */
/* A draft that is stored nowhere, as a batch: its keys count from 1. Of the head only what the draft says. */
void plan_batch_of_draft(struct vd_arena *arena, const struct plan_draft *draft, struct plan_batch *ret);
VD_MUST enum vd_err plan_batch_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct plan_batch_asked *asked, struct plan_batch *ret);

struct vd_str plan_batch_place(struct vd_arena *arena, const struct plan_batch *batch, struct plan_place place);
struct vd_str plan_batch_field(struct vd_str name);   /* "Fecha de inicio"; as it is when unknown */
extern const struct plan_status { const char *code, *many; } plan_statuses[]; /* {"leido", "Leídas"}; ends with code NULL */

/* ---- as data */
struct plan_cell_row {
    struct vd_str place, field, raw, reading, status, activity;
    int64_t table_no, row_no, col_no, part;
};
typedef VD_LIST(struct plan_cell_row) plan_cell_rows;
extern const struct vd_dataset plan_cells_set;
void plan_batch_cell_rows(struct vd_arena *arena, const struct plan_batch *batch, struct vd_str status, plan_cell_rows *ret); /* status absent: all */
void plan_batch_finding_rows(struct vd_arena *arena, const struct plan_batch *batch, struct vd_str severity, plan_report_rows *ret); /* severity absent: all */
#endif
