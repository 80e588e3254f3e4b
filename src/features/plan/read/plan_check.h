/* SPDX-License-Identifier: Apache-2.0 */
/* The findings that follow from a plan already read. plan_check() runs them all. */
#ifndef PLAN_CHECK_H
#define PLAN_CHECK_H
#include "features/plan/cells/plan_words.h"
#include "features/plan/read/plan_followup_draft.h"
#include "features/plan/read/plan_law.h"

void plan_check(struct plan_draft *draft);

/* A finding at the activity's cell of a field, or at its own where it has none. */
void plan_check_put(struct plan_draft *draft, const char *code, size_t activity, enum plan_field field, struct vd_str read_text, struct vd_str proposal);

void plan_check_texts(struct plan_draft *draft);     /* misspelt words and systems, wrong years of norms, wrong years */
void plan_check_dates(struct plan_draft *draft);     /* counts against windows, cut-offs, legal days of publication */
void plan_check_goals(struct plan_draft *draft);     /* what a goal without number could say, goals that depend on an event, rows said twice */
void plan_check_once(struct plan_draft *draft);      /* what is wrong with all the plan, said once: another year, columns changed round, months before days */
void plan_check_people(struct plan_draft *draft);    /* who evaluates does not execute */
void plan_check_followup(struct plan_draft *draft);  /* declared against recomputed, the printed mean, rows out of place */

/* An activity and the unit that leads it. */
struct plan_led {
    struct vd_str unit, subcomponent, description; /* subcomponent absent: none */
    bool is_third_line;          /* the office of internal control, whatever it is called; else its name tells */
};
/* VD-P052: would the third line of defence evaluate what it executes? Its own work is following up, verifying, evaluating, auditing (Ley 87
 * de 1993, art. 12). Pure. */
bool plan_evaluates_itself(struct vd_arena *arena, const struct plan_led *led);

/* Any of these words in a folded text. */
bool plan_says_any(struct vd_str folded, const char *const *words, size_t n);
#endif
