/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "features/monitoring/monitoring_rules.h"

static struct vd_arena *arena;
enum { MILLION = 1000000 };

static struct vd_date on(int month, int day) { return (struct vd_date){2026, (uint8_t)month, (uint8_t)day}; }

static struct monitoring_measure counts(int target)
{
    return (struct monitoring_measure){.asks = MONITORING_COUNT, .adds = true, .target_u6 = vd_some((int64_t)target * MILLION)};
}

static void say(monitoring_saids *list, int64_t no, struct vd_date done, int64_t value)
{
    *VD_PUSH(arena, list) = (struct monitoring_said){.no = no, .done_on = done, .numerator_u6 = vd_some(value * MILLION)};
}

static void assert_number(mpq_srcptr got, const char *wanted)
{
    assert_non_null(got);
    assert_string_equal(vd_str_c(arena, followup_exact(arena, got)), wanted);
}

static void what_is_counted_of_each_period_adds_up_to_the_percent_of_the_target(void **state)
{
    (void)state;
    monitoring_saids list = {0};
    struct monitoring_measure m = counts(3);
    say(&list, 1, on(4, 22), 1);
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).percent, "100/3");
    say(&list, 2, on(9, 15), 1);
    struct monitoring_progress p = monitoring_progress_of(arena, &m, &list, on(12, 31));
    assert_number(p.achieved, "2");
    assert_number(p.percent, "200/3");
    assert_int_equal(p.no, 2);
    say(&list, 3, on(10, 1), 5);
    p = monitoring_progress_of(arena, &m, &list, on(12, 31));
    assert_number(p.percent, "100");
    assert_true(p.capped);
}

static void what_was_done_after_the_day_does_not_count_by_it(void **state)
{
    (void)state;
    monitoring_saids list = {0};
    struct monitoring_measure m = counts(2);
    say(&list, 2, on(5, 1), 1);
    assert_false(monitoring_progress_of(arena, &m, &list, on(4, 30)).reported);
    say(&list, 1, on(4, 30), 1);
    struct monitoring_progress p = monitoring_progress_of(arena, &m, &list, on(4, 30));
    assert_number(p.achieved, "1");
    assert_int_equal(p.no, 1);
    assert_number(monitoring_progress_of(arena, &m, &list, on(5, 1)).achieved, "2");
}

static void an_accumulated_report_stands_for_all_before_it_and_periods_add_to_it(void **state)
{
    (void)state;
    monitoring_saids list = {0};
    struct monitoring_measure m = counts(10);
    say(&list, 1, on(2, 1), 4);
    say(&list, 2, on(3, 1), 3);
    list.v[1].accumulated = true;
    say(&list, 3, on(4, 1), 2);
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).achieved, "5");
}

static void of_percents_and_ratios_the_latest_stands(void **state)
{
    (void)state;
    monitoring_saids list = {0};
    struct monitoring_measure m = {.asks = MONITORING_PERCENT, .target_u6 = vd_some((int64_t)90 * MILLION)};
    say(&list, 2, on(6, 1), 60);
    say(&list, 1, on(3, 1), 30);
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).percent, "200/3");
    m.asks = MONITORING_RATIO;
    list.v[0].denominator_u6 = vd_some((int64_t)80 * MILLION);
    list.v[1].denominator_u6 = vd_some((int64_t)30 * MILLION);
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).achieved, "75");
    m.adds = true;
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).achieved, "900/11");
}

static void a_denominator_of_zero_and_a_condition_that_did_not_happen_are_neither_zero_nor_hundred(void **state)
{
    (void)state;
    monitoring_saids list = {0};
    struct monitoring_measure m = {.asks = MONITORING_RATIO, .target_u6 = vd_some((int64_t)100 * MILLION)};
    say(&list, 1, on(3, 1), 0);
    list.v[0].denominator_u6 = vd_some(0);
    struct monitoring_progress p = monitoring_progress_of(arena, &m, &list, on(12, 31));
    assert_true(p.reported && p.not_applicable);
    assert_null(p.percent);
    list.v[0] = (struct monitoring_said){.no = 1, .done_on = on(3, 1), .not_applicable = true};
    assert_true(monitoring_progress_of(arena, &m, &list, on(12, 31)).not_applicable);
    assert_false(monitoring_progress_of(arena, &m, &list, on(1, 1)).not_applicable);
    list.v[0].done_on = (struct vd_date){0};
    assert_true(monitoring_progress_of(arena, &m, &list, on(1, 1)).not_applicable);
}

static void a_ceiling_is_met_below_it_and_falls_short_above(void **state)
{
    (void)state;
    monitoring_saids list = {0};
    struct monitoring_measure m = {.asks = MONITORING_COUNT, .adds = true, .lower_better = true, .target_u6 = vd_some((int64_t)2 * MILLION)};
    say(&list, 1, on(3, 1), 2);
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).percent, "100");
    say(&list, 2, on(4, 1), 1);
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).percent, "200/3");
    m.target_u6 = vd_some(0);
    assert_number(monitoring_progress_of(arena, &m, &list, on(12, 31)).percent, "0");
}

static void the_indicator_says_what_is_asked_and_the_target_is_taken_whole(void **state)
{
    (void)state;
    struct monitoring_promise p = {.unit_kind = VD_S("count"), .qty_u6 = vd_some((int64_t)2 * MILLION), .per_n = vd_some(12)};
    struct monitoring_measure m = monitoring_measure_of(&p);
    assert_int_equal(m.asks, MONITORING_COUNT);
    assert_true(m.adds);
    assert_int_equal(m.target_u6.v, (int64_t)24 * MILLION);
    p.accumulates = vd_some(0);
    assert_false(monitoring_measure_of(&p).adds);
    p = (struct monitoring_promise){.unit_kind = VD_S("percent"), .formula_kind = VD_S("razon"), .qty_u6 = vd_some((int64_t)100 * MILLION)};
    m = monitoring_measure_of(&p);
    assert_int_equal(m.asks, MONITORING_RATIO);
    assert_false(m.adds);
    p = (struct monitoring_promise){.unit_kind = VD_S("none")};
    m = monitoring_measure_of(&p);
    assert_int_equal(m.asks, MONITORING_DONE);
    assert_int_equal(m.target_u6.v, MILLION);
}

static void a_report_after_its_last_day_is_late(void **state)
{
    (void)state;
    assert_false(monitoring_is_late(on(5, 8), on(5, 8)));
    assert_true(monitoring_is_late(on(5, 9), on(5, 8)));
    assert_false(monitoring_is_late(on(5, 9), (struct vd_date){0}));
}

static int set_up(void **state)
{
    (void)state;
    arena = vd_arena_new((size_t)1 << 20);
    return arena ? 0 : 1;
}

static int tear_down(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_counted_of_each_period_adds_up_to_the_percent_of_the_target),
        cmocka_unit_test(what_was_done_after_the_day_does_not_count_by_it),
        cmocka_unit_test(an_accumulated_report_stands_for_all_before_it_and_periods_add_to_it),
        cmocka_unit_test(of_percents_and_ratios_the_latest_stands),
        cmocka_unit_test(a_denominator_of_zero_and_a_condition_that_did_not_happen_are_neither_zero_nor_hundred),
        cmocka_unit_test(a_ceiling_is_met_below_it_and_falls_short_above),
        cmocka_unit_test(the_indicator_says_what_is_asked_and_the_target_is_taken_whole),
        cmocka_unit_test(a_report_after_its_last_day_is_late),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
