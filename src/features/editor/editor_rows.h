/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the rows of a version that is being written, as they stand, and what hangs on one activity. */
#ifndef EDITOR_ROWS_H
#define EDITOR_ROWS_H
#include "db/tables.h"
#include "features/editor/editor.h"

typedef VD_LIST(struct row_component) editor_components;
typedef VD_LIST(struct row_activity) editor_activities;
typedef VD_LIST(struct row_indicator) editor_indicators;
typedef VD_LIST(struct row_target) editor_targets;
typedef VD_LIST(struct row_window_) editor_windows;
typedef VD_LIST(struct row_responsible) editor_responsibles;
typedef VD_LIST(struct row_tramite_detail) editor_tramites;

/* A version whole. */
struct editor_rows {
    editor_components components; /* each behind the one it is part of, in the order of the plan */
    editor_activities activities; /* by component, part and place */
    editor_indicators indicators;
    editor_targets targets;
    editor_windows windows;       /* by activity and place */
    editor_responsibles responsibles;
    editor_tramites tramites;
};
VD_MUST enum vd_err editor_rows_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct editor_rows *ret);

/* One activity; all empty but the row's version: it is to be added. */
struct editor_one {
    struct row_activity row;          /* key 0: none */
    struct row_indicator indicator;   /* its first; key 0: none */
    struct row_target target;         /* of that indicator; key 0: none */
    editor_windows windows;
    editor_responsibles responsibles;
    struct row_tramite_detail tramite; /* activity_key 0: none */
    struct vd_str seen;               /* hash of all of it, in hexadecimal, whatever its place among the others */
};
/* By address, or by key. VD_NOT_FOUND. */
VD_MUST enum vd_err editor_one_of(struct vd_arena *arena, const struct editor_rows *rows, struct vd_str address, struct editor_one *ret);
VD_MUST enum vd_err editor_one_with(struct vd_arena *arena, const struct editor_rows *rows, int64_t key, struct editor_one *ret);
const struct row_component *editor_component(const struct editor_rows *rows, int64_t key); /* NULL: none */
/* The part of the plan it hangs on: its subcomponent, or its component. */
int64_t editor_part_of(const struct row_activity *row);
/* The unit that leads; 0: nobody. */
int64_t editor_lead_of(const struct editor_one *one);
/* Its dates as a person would write them, one window a line. */
struct vd_str editor_dates_text(struct vd_arena *arena, const struct editor_one *one);
/* The first of "4.3.4", "4.3.4-2" … that no row has; code absent: "4.n1" … */
struct vd_str editor_free_address(struct vd_arena *arena, const struct editor_rows *rows, const struct row_component *component, struct vd_str code);
struct vd_str editor_row_seen(struct vd_arena *arena, const struct vd_table *table, const void *row); /* its hash, in hexadecimal */
int64_t editor_next_ord(const struct editor_rows *rows);

/* The units of an entity, and those where Control Interno sits: of them an appointment of that role is in force. */
struct editor_units { vd_units all; VD_LIST(int64_t) third_line; };
VD_MUST enum vd_err editor_units_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_date on, struct editor_units *ret);

/* Who changed it last, and when. VD_NOT_FOUND: nobody by hand. */
struct editor_changed { struct vd_str person; vd_us at; };
VD_MUST enum vd_err editor_last_change(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t activity_key, struct editor_changed *ret);
#endif
