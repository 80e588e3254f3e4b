/* SPDX-License-Identifier: Apache-2.0 */
/* What every rule that reads one cell answers with: how sure it is, what it supposed or doubts (in words for a lay reader), and
 * the findings it proposes. The rules are pure: text in, reading out; the caller knows the place of the cell.
 *   leído     the text says it
 *   supuesto  chosen because it fits; every supposition is named in the notes
 *   ambiguo   not counted until a person decides */
#ifndef PLAN_CELLS_H
#define PLAN_CELLS_H
#include "base/base.h"

enum plan_certainty { PLAN_READ, PLAN_SUPPOSED, PLAN_AMBIGUOUS };
const char *plan_certainty_name(enum plan_certainty certainty); /* "leido" "supuesto" "ambiguo": source_cell.status */

struct plan_note {
    const char *code;            /* stable key of the sentence: "year-from-vigencia" */
    enum plan_certainty weight;  /* what it makes of the reading; PLAN_READ: only an explanation */
    struct vd_str text;          /* Spanish sentence */
};

struct plan_problem {
    const char *code;            /* law/findings.csv */
    struct vd_str read_text, proposal;
};

struct plan_verdict {
    enum plan_certainty status;  /* the worst of its notes */
    VD_LIST(struct plan_note) notes;
    VD_LIST(struct plan_problem) problems;
};

/* Adds the sentence of `code` (once) and worsens the status as it says. `what` stands where the sentence says {}. */
void plan_note_add(struct vd_arena *arena, struct plan_verdict *verdict, const char *code, struct vd_str what);
bool plan_note_has(const struct plan_verdict *verdict, const char *code);
void plan_problem_add(struct vd_arena *arena, struct plan_verdict *verdict, const char *code, struct vd_str read_text, struct vd_str proposal);
#endif
