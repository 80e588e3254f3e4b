/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: a document drawn in text. A line "# Title" is a heading, "| a | b |" a row of a table (consecutive rows are one
 * table; "^" continues the cell above, "<" the cell at the left, "\" inside a cell breaks its line), "---" parts two tables, "= Name" names the
 * sheet of the next ones, anything else is a paragraph. */
#ifndef PLAN_TESTING_H
#define PLAN_TESTING_H
#include "office/office.h"

struct vd_doc *doc_drawn(struct vd_arena *arena, const char *text);
#endif
