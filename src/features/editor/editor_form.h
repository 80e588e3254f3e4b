/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the form of an activity, as typed and as understood. Pure: the same reading judges it when it comes and again
 * when it is stored. */
#ifndef EDITOR_FORM_H
#define EDITOR_FORM_H
#include "features/editor/editor_rows.h"

struct editor_typed editor_typed_of(struct vd_arena *arena, const struct editor_one *one, const vd_units *units);

struct editor_understood {
    const struct row_component *component, *part; /* part NULL: hangs on the component itself */
    struct plan_target target;
    bool has_goal, lower_better;
    const char *unit_kind;
    struct vd_str indicator;   /* its name; absent: the activity has none */
    bool keeps_dates;          /* they say what they said: the rows stay */
    struct vd_str schedule;
    const char *schedule_kind;
    VD_LIST(struct plan_window) windows;
    struct vd_str lead_slug, lead_name; /* one of the two */
    VD_LIST(struct vd_str) others;
    editor_wrongs wrongs;      /* empty: it can be stored */
};
struct editor_reading { struct vd_arena *arena; const struct editor_rows *rows; const struct editor_one *one; int vigencia; };
void editor_understand(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *ret);
/* What is wrong with what was typed and was not so already: a goal without quantity, left as it was, is no reason to refuse a date. */
void editor_newly_wrong(struct vd_arena *arena, const struct editor_typed *was, const struct editor_typed *typed, editor_wrongs *wrongs);
/* "Se lee: al menos 90 %.", and what was supposed; absent: there is no goal. */
struct vd_str editor_goal_said(struct vd_arena *arena, struct vd_str goal, struct vd_str indicator);
/* The indicator's own name: absent where it only repeats the product or the goal. */
struct vd_str editor_indicator_name(const struct editor_one *one);
#endif
