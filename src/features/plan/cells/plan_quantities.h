/* SPDX-License-Identifier: Apache-2.0 */
/* How much a goal asks for. It says so at its beginning, perhaps after a verb and a comparator («Realizar al menos tres (3) …»): that
 * number is read. A percentage is read wherever it stands. Any other number further on is supposed when it is the only one, and doubted
 * when there are several. Numbers of laws, years, days and items count nothing (plan_figures.h). */
#ifndef PLAN_QUANTITIES_H
#define PLAN_QUANTITIES_H
#include "features/plan/cells/plan_figures.h"

struct plan_comparator { const char *words, *sign; bool strict; }; /* folded; '=' '>=' '<='; strict: «más de», which the sign does not tell */

struct plan_quantity {
    struct plan_figures number;
    const struct plan_comparator *comparator; /* said before it; NULL: none */
    bool percent, numeral;
    size_t from, at, to;        /* words: with its comparator, the number itself, behind its sign */
};
typedef VD_LIST(struct plan_quantity) plan_quantities;

/* Every quantity of the goal; *ret_head tells whether the first one stands at its head. */
plan_quantities plan_quantities_of(struct vd_arena *arena, const plan_words *words, bool *ret_head);
/* The one that is meant, of at least one: among percentages only they count; else all of them. *ret_doubt: the code of a note, or NULL. */
const struct plan_quantity *plan_quantity_choose(const plan_words *words, const plan_quantities *all, bool head, const char **ret_doubt);
/* Said after the quantity: «3 informes como mínimo»; NULL: nowhere from i on. */
const struct plan_comparator *plan_comparator_after(const plan_words *words, size_t i);
bool plan_quantity_may_be_year(const plan_words *words, const struct plan_quantity *q); /* «2022»: of the plan, or two thousand of something */
struct vd_str plan_quantity_text(const plan_words *words, const struct plan_quantity *q);
struct vd_str plan_quantities_text(struct vd_arena *arena, const plan_words *words, const plan_quantities *all); /* "3 · 4" */
#endif
