/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "features/verification/verification_rules.h"

static struct vd_arena *arena;
enum { MILLION = 1000000, ALL = 100000000 };

static struct vd_date on(int month, int day) { return (struct vd_date){2026, (uint8_t)month, (uint8_t)day}; }

/* Twelve monthly reports, of which four months ended by 30 April. */
static struct verification_facts monthly(int64_t done)
{
    struct vd_date *dues = vd_alloc_array(arena, 12, sizeof *dues);
    for (int m = 1; m <= 12; m++)
        dues[m - 1] = on(m, vd_date_last_day(2026, m));
    return (struct verification_facts){.dues = dues, .n_dues = 12, .vigencia = 2026, .cut_on = on(4, 30), .adds = true, .target_u6 = vd_some((int64_t)12 * MILLION), .reported = true,
        .achieved = followup_ratio(arena, done, 1), .percent = followup_ratio(arena, done * 100, 12), .accepted = true};
}

static struct verification_facts single(struct vd_date due)
{
    struct vd_date *dues = vd_alloc_array(arena, 1, sizeof *dues);
    dues[0] = due;
    return (struct verification_facts){.dues = dues, .n_dues = 1, .vigencia = 2026, .cut_on = on(4, 30), .target_u6 = vd_some(MILLION)};
}

static void assert_said(const struct followup_row *row, enum followup_basis basis, int64_t u6)
{
    assert_true(row->said_u6[basis].has);
    assert_int_equal(row->said_u6[basis].v, u6);
}

static void four_of_twelve_monthly_reports_on_the_last_of_april_are_all_that_was_asked(void **state)
{
    (void)state;
    const struct verification_facts f = monthly(4), fewer = monthly(3), more = monthly(9);
    struct followup_row row = verification_row_of(arena, &f);
    assert_int_equal(row.counted, FOLLOWUP_DUE);
    assert_int_equal(row.periods, 12);
    assert_int_equal(row.ended, 4);
    assert_said(&row, FOLLOWUP_DECLARED, ALL);
    row = verification_row_of(arena, &fewer);
    assert_said(&row, FOLLOWUP_DECLARED, 75 * MILLION);
    row = verification_row_of(arena, &more);
    assert_said(&row, FOLLOWUP_DECLARED, ALL);
}

static void what_is_asked_of_each_month_counts_its_own_months_not_those_of_the_calendar(void **state)
{
    (void)state;
    struct verification_facts f = monthly(3);
    f.dues++;
    f.n_dues = 11; /* February to December */
    f.each_u6 = vd_some(MILLION);
    struct followup_row row = verification_row_of(arena, &f);
    assert_int_equal(row.target_u6.v, (int64_t)11 * MILLION);
    assert_said(&row, FOLLOWUP_DECLARED, ALL);
}

static void an_activity_with_no_window_ended_is_not_due_and_one_without_report_is(void **state)
{
    (void)state;
    const struct verification_facts later = single(on(6, 30)), ended = single(on(3, 31));
    assert_int_equal(verification_row_of(arena, &later).counted, FOLLOWUP_NOT_DUE);
    struct followup_row row = verification_row_of(arena, &ended);
    assert_int_equal(row.counted, FOLLOWUP_DUE);
    assert_false(row.reported);
    assert_false(row.said_u6[FOLLOWUP_DECLARED].has);
}

static void a_permanent_activity_is_due_at_each_cutoff_and_not_before_the_first(void **state)
{
    (void)state;
    const struct vd_date cuts[] = {on(4, 30), on(8, 31), on(12, 31)};
    struct verification_facts f = {.dues = cuts, .n_dues = 3, .permanent = true, .vigencia = 2026, .cut_on = on(4, 30), .target_u6 = vd_some(MILLION)};
    assert_int_equal(verification_row_of(arena, &f).counted, FOLLOWUP_DUE);
    f.cut_on = on(2, 15);
    assert_int_equal(verification_row_of(arena, &f).counted, FOLLOWUP_NOT_DUE);
    f.n_dues = 0; /* without a calendar it is due whenever somebody looks */
    assert_int_equal(verification_row_of(arena, &f).counted, FOLLOWUP_DUE);
}

static void a_condition_that_did_not_happen_leaves_only_what_was_due_and_a_withdrawn_row_always(void **state)
{
    (void)state;
    struct verification_facts f = single(on(3, 31)), later = single(on(6, 30));
    f.reported = f.not_applicable = later.reported = later.not_applicable = true;
    assert_int_equal(verification_row_of(arena, &f).counted, FOLLOWUP_NOT_APPLICABLE);
    assert_false(verification_row_of(arena, &f).lacks_evidence);
    assert_int_equal(verification_row_of(arena, &later).counted, FOLLOWUP_NOT_DUE);
    f.withdrawn = true;
    assert_int_equal(verification_row_of(arena, &f).counted, FOLLOWUP_WITHDRAWN);
}

static void what_planning_typed_with_two_decimals_agrees_and_another_value_is_taken_to_what_was_asked(void **state)
{
    (void)state;
    struct verification_facts f = monthly(4);
    f.reviewed_u6 = vd_some(33330000); /* 33,33 % of the year's twelve: the four that were asked */
    struct followup_row row = verification_row_of(arena, &f);
    assert_said(&row, FOLLOWUP_REVIEWED, ALL);
    f.reviewed_u6 = vd_some(25 * MILLION);
    row = verification_row_of(arena, &f);
    assert_said(&row, FOLLOWUP_REVIEWED, 75 * MILLION);
    f.reviewed_u6 = (struct vd_oint){0};
    assert_false(verification_row_of(arena, &f).said_u6[FOLLOWUP_REVIEWED].has);
}

static void evidence_is_lacking_of_what_was_done_and_not_of_what_was_not(void **state)
{
    (void)state;
    struct verification_facts f = monthly(4);
    assert_false(verification_row_of(arena, &f).lacks_evidence);
    f.accepted = false;
    assert_true(verification_row_of(arena, &f).lacks_evidence);
    f.achieved = followup_ratio(arena, 0, 1);
    assert_false(verification_row_of(arena, &f).lacks_evidence);
}

static void almost_fulfilled_is_never_rounded_to_fulfilled(void **state)
{
    (void)state;
    struct verification_facts f = single(on(3, 31));
    f.reported = f.accepted = true;
    f.achieved = followup_ratio(arena, 9999999999, 10000000000);
    const struct followup_row row = verification_row_of(arena, &f);
    assert_said(&row, FOLLOWUP_DECLARED, ALL - 1);
}

static void a_ceiling_that_was_kept_is_fulfilled_and_one_that_was_passed_counts_in_part(void **state)
{
    (void)state;
    struct verification_facts f = single(on(3, 31));
    f.reported = f.lower_better = true;
    f.target_u6 = vd_some((int64_t)10 * MILLION);
    f.achieved = followup_ratio(arena, 8, 1);
    struct followup_row row = verification_row_of(arena, &f);
    assert_said(&row, FOLLOWUP_DECLARED, ALL);
    assert_true(row.lacks_evidence);
    f.achieved = followup_ratio(arena, 20, 1);
    row = verification_row_of(arena, &f);
    assert_said(&row, FOLLOWUP_DECLARED, 50 * MILLION);
}

static void a_verdict_follows_from_value_days_and_evidence(void **state)
{
    (void)state;
    static const struct { struct verification_judging j; enum verification_verdict is; } cases[] = {
        {{ALL, true, false, true}, VERIFICATION_DONE}, {{ALL, true, true, true}, VERIFICATION_LATE}, {{ALL, false, false, true}, VERIFICATION_GOING},
        {{ALL, true, false, false}, VERIFICATION_GOING}, {{ALL - 1, true, false, true}, VERIFICATION_FAILED}, {{0, false, false, false}, VERIFICATION_GOING}};
    for (size_t i = 0; i < VD_COUNT(cases); i++)
        assert_int_equal(verification_verdict_of(&cases[i].j), cases[i].is);
    for (int v = 0; v < VERIFICATION_VERDICTS; v++) {
        enum verification_verdict again;
        assert_true(verification_verdict_named(vd_str_of(verification_verdict_name((enum verification_verdict)v)), &again));
        assert_int_equal(again, v);
    }
}

static void nothing_is_fulfilled_without_accepted_evidence_or_below_a_hundred(void **state)
{
    (void)state;
    assert_null(verification_refuses(VERIFICATION_DONE, vd_some(ALL), true, false));
    assert_non_null(verification_refuses(VERIFICATION_DONE, vd_some(ALL), true, true));
    assert_null(verification_refuses(VERIFICATION_LATE, vd_some(ALL), true, true));
    assert_non_null(verification_refuses(VERIFICATION_DONE, vd_some(ALL), false, false));
    assert_non_null(verification_refuses(VERIFICATION_LATE, vd_some(ALL - 1), true, false));
    assert_non_null(verification_refuses(VERIFICATION_FAILED, vd_some(ALL), true, false));
    assert_non_null(verification_refuses(VERIFICATION_GOING, (struct vd_oint){0}, true, false));
    assert_null(verification_refuses(VERIFICATION_NOT_APPLICABLE, (struct vd_oint){0}, false, false));
    assert_non_null(verification_refuses(VERIFICATION_NOT_APPLICABLE, vd_some(0), false, false));
}

static void half_a_point_apart_is_the_same_and_more_is_not(void **state)
{
    (void)state;
    assert_false(verification_differs(vd_some(ALL), vd_some(ALL - VERIFICATION_APART_U6)));
    assert_true(verification_differs(vd_some(ALL - VERIFICATION_APART_U6 - 1), vd_some(ALL)));
    assert_false(verification_differs(vd_some(ALL), (struct vd_oint){0}));
}

static int open_arena(void **state)
{
    (void)state;
    arena = vd_arena_new(1 << 20);
    return arena ? 0 : -1;
}

static int close_arena(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(four_of_twelve_monthly_reports_on_the_last_of_april_are_all_that_was_asked),
        cmocka_unit_test(what_is_asked_of_each_month_counts_its_own_months_not_those_of_the_calendar),
        cmocka_unit_test(an_activity_with_no_window_ended_is_not_due_and_one_without_report_is),
        cmocka_unit_test(a_permanent_activity_is_due_at_each_cutoff_and_not_before_the_first),
        cmocka_unit_test(a_condition_that_did_not_happen_leaves_only_what_was_due_and_a_withdrawn_row_always),
        cmocka_unit_test(what_planning_typed_with_two_decimals_agrees_and_another_value_is_taken_to_what_was_asked),
        cmocka_unit_test(evidence_is_lacking_of_what_was_done_and_not_of_what_was_not),
        cmocka_unit_test(almost_fulfilled_is_never_rounded_to_fulfilled),
        cmocka_unit_test(a_ceiling_that_was_kept_is_fulfilled_and_one_that_was_passed_counts_in_part),
        cmocka_unit_test(a_verdict_follows_from_value_days_and_evidence),
        cmocka_unit_test(nothing_is_fulfilled_without_accepted_evidence_or_below_a_hundred),
        cmocka_unit_test(half_a_point_apart_is_the_same_and_more_is_not),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
