/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: an arena a test, figures as a line of code, and the cells of the .csv cases as values. */
#ifndef FOLLOWUP_RULES_TESTING_H
#define FOLLOWUP_RULES_TESTING_H
#include "features/followup/followup_rules.h"
#include <setjmp.h>
#include <cmocka.h>

enum { MILLION = 1000000 };
extern struct vd_arena *arena; /* of the running test */

int rules_begin(void **state);
int rules_end(void **state);
#define RULE(name) cmocka_unit_test_setup_teardown(name, rules_begin, rules_end)

#define assert_text(got, wanted) assert_string_equal(vd_str_c(arena, (got)), vd_str_c(arena, (wanted)))
#define rounded(q) followup_rounded(arena, (q), 2, ',')

struct vd_oint u6_of(struct vd_str text);                                     /* "90,0", "0.2", "" -> millionths */
struct vd_date day(const char *iso);
size_t dues_of(struct vd_str text, struct vd_date *dues, size_t max);         /* "2017-06-30 -": the second has no end */
struct followup_row said(int64_t declared);                                   /* points; -1: nothing was reported */

/* group: of a component; -1: of the whole plan. */
struct followup_figure figure(const struct followup_input *input, enum followup_method method, enum followup_basis basis, int group);
/* Of the whole plan: exact numerator and denominator, the percentage with two decimals, its zone. */
void assert_figure(const struct followup_input *input, enum followup_method method, enum followup_basis basis,
                   const char *numerator, const char *denominator, const char *printed, enum followup_zone zone);
#endif
