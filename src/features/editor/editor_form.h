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
    struct vd_str goal;        /* its text: as typed, or put together from the figures; absent: there is none */
    bool lower_better;
    const char *unit_kind;
    struct vd_oint accumulates, weight_u6;
    bool has_tramite;
    struct vd_str indicator;   /* its name; absent: the activity has none */
    bool keeps_dates;          /* they say what they said: the rows stay */
    struct vd_str schedule;
    const char *schedule_kind;
    VD_LIST(struct plan_window) windows;
    struct vd_str supposed;    /* why some of them are more than what is written */
    struct vd_str lead_slug, lead_name; /* one of the two */
    VD_LIST(struct vd_str) others;
    editor_wrongs wrongs;      /* empty: it can be stored */
};
struct editor_reading { struct vd_arena *arena; const struct editor_rows *rows; const struct editor_one *one; int vigencia; };
void editor_understand(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *ret);
/* What is wrong with what was typed and was not so already: a goal without quantity, left as it was, is no reason to refuse a date. */
void editor_newly_wrong(struct vd_arena *arena, const struct editor_typed *was, const struct editor_typed *typed, editor_wrongs *wrongs);
/* "Se lee: al menos 90 %.", and what was supposed; absent: there is no goal. */
struct vd_str editor_goal_said(struct vd_arena *arena, const struct plan_target *target);
/* "1.234,5": es-CO, at most six decimals, not negative. */
bool editor_number(struct vd_arena *arena, struct vd_str text, int64_t *ret_u6);
const char *editor_comparator_stored(struct vd_str typed);       /* "al_menos" -> ">="; NULL: no such choice */
struct vd_str editor_comparator_typed(struct vd_str stored);
bool editor_lower_better(const struct plan_target *target);
/* What stands stored beside a goal's text, where a person chose something else than what the text says. */
void editor_target_of(struct vd_arena *arena, const struct editor_one *one, struct plan_target *ret);
/* Every so many months from one day to another: a window a line, "01/02/2027 a 28/02/2027". VD_INVALID: none, or more than two years of months. */
VD_MUST enum vd_err editor_repeat(struct vd_arena *arena, int every_months, struct vd_date from, struct vd_date to, struct vd_str *ret);
/* What two figures of a report would give: «30 de 40 es 75 %. De la meta, al menos 90 %, es el 83,33 %.» A zero below, or no figure, is told. */
struct vd_str editor_trial(struct vd_arena *arena, const struct editor_understood *u, struct vd_str numerator, struct vd_str denominator);
/* The indicator's own name: absent where it only repeats the product or the goal. */
struct vd_str editor_indicator_name(const struct editor_one *one);
#endif
