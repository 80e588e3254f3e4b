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

/* Any of these words in a folded text. */
bool plan_says_any(struct vd_str folded, const char *const *words, size_t n);
#endif
