/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: a document drawn in text. A line "# Title" is a heading, "| a | b |" a row of a table (consecutive rows are one
 * table; "^" continues the cell above, "<" the cell at the left, "\" inside a cell breaks its line), "---" parts two tables, "= Name" names the
 * sheet of the next ones, anything else is a paragraph. */
#ifndef PLAN_TESTING_H
#define PLAN_TESTING_H
#include "features/plan/read/plan_draft.h"

struct vd_doc *doc_drawn(struct vd_arena *arena, const char *text);
/* What is read of such a document as a plan of 2022, and could be sent; the test fails when it is none. */
struct plan_draft *plan_drawn(struct vd_arena *arena, const char *text);
/* Out of the child and in again: the test fails unless the draft that arrives reports the same and is the same bytes once more. */
struct plan_draft *plan_sent(struct vd_arena *arena, const struct plan_draft *draft);
int findings(const struct plan_draft *draft, const char *code); /* how many have this code */
#endif
