/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the plan's Word document: its rows (plan_docx_rows.c), the columns of each component (plan_docx_columns.c), its tables
 * (plan_docx_tables.c), what stands before them (plan_docx_front.c). */
#ifndef PLAN_DOCX_PARTS_H
#define PLAN_DOCX_PARTS_H
#include "features/plan/plan_docx.h"
#include "features/plan/plan_docx.sql.h"
#include "features/plan/plan_export.sql.h"
#include "features/plan/read/plan_draft.h"
#include "office/paper.h"

typedef VD_LIST(struct export_indicator_row) docx_indicators;
struct docx_activity {
    struct export_activity_row row;
    VD_LIST(struct export_window_row) windows;
    VD_LIST(struct vd_str) people;  /* as written, who leads first */
    struct vd_str indicator, formula; /* absent: the plan gives none */
    struct vd_str tramite[PLAN_TRAMITE_FIELDS];
};
struct docx_component {
    struct export_component_row row;
    VD_LIST(struct docx_activity *) activities; /* of one without parent */
    docx_indicators indicators;
};
struct docx_column {
    enum plan_field field;
    int month;                      /* of PLAN_FIELD_MONTH: 1..12 */
    int place;                      /* in the source, from 1; 0: not there */
    struct vd_str heading;
    int width;                      /* twips */
};
typedef VD_LIST(struct docx_column) docx_columns;

struct docx_plan {
    const struct plan_docx *of;
    struct vd_db *db;
    struct vd_arena *arena;
    struct docx_version_row version;
    struct vd_oint import;          /* the file it came from */
    struct vd_str source_hash;      /* of that file */
    VD_LIST(struct docx_component) components;
    VD_LIST(struct docx_activity) activities;
    docx_indicators indicators;     /* of the whole plan */
    VD_LIST(struct docx_source_table_row) tables;
    VD_LIST(struct docx_source_column_row) places;
    VD_LIST(struct docx_source_heading_row) headings;
    struct vd_paper *w;
};

VD_MUST enum vd_err docx_read(struct docx_plan *p);
const struct docx_component *docx_component_with(const struct docx_plan *p, struct vd_oint key); /* NULL: none */

/* The columns of a component: in the order and with the headings of its source, and one for whatever its activities say besides. */
void docx_columns_of(const struct docx_plan *p, const struct docx_component *component, docx_columns *ret);

/* What the cells of a row say of when. Each says so that reading it gives the stored windows; what cannot stand in a pair of cells or in
 * marks stands in one cell. */
bool docx_in_pair(const struct docx_plan *p, const struct docx_activity *a, struct vd_str *ret_starts, struct vd_str *ret_ends);
bool docx_in_marks(const struct docx_plan *p, const struct docx_activity *a, bool *ret_marks /* 12 */);
struct vd_str docx_in_words(const struct docx_plan *p, const struct docx_activity *a);

void docx_put_component(struct docx_plan *p, const struct docx_component *component);
void docx_put_indicators(struct docx_plan *p, struct vd_str caption, const docx_indicators *indicators);
struct vd_profile;
VD_MUST enum vd_err docx_put_front(struct docx_plan *p, const struct vd_profile *profile);
VD_MUST enum vd_err docx_put_changes(struct docx_plan *p);
#endif
