/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "features/improvement/improvement_rules.h"

static const struct vd_date FROM = {2026, 3, 1}, DUE = {2026, 4, 30};

static enum improvement_standing on(const char *state, struct vd_date today, struct vd_oint achieved, struct vd_date reached)
{
    const struct improvement_action action = {.state = vd_str_of(state), .from = FROM, .due = DUE, .achieved_u6 = achieved, .reached = reached};
    return improvement_stands(&action, today);
}

static void an_open_action_begins_goes_on_and_is_late_the_day_after_its_last(void **state)
{
    (void)state;
    const struct vd_oint none = {0};
    const struct vd_date never = {0};
    assert_int_equal(on("abierta", (struct vd_date){2026, 2, 28}, none, never), IMPROVEMENT_TO_BEGIN);
    assert_int_equal(on("abierta", FROM, none, never), IMPROVEMENT_UNDER_WAY);
    assert_int_equal(on("abierta", (struct vd_date){2026, 2, 1}, vd_some(1), never), IMPROVEMENT_UNDER_WAY);
    assert_int_equal(on("abierta", DUE, none, never), IMPROVEMENT_UNDER_WAY);
    assert_int_equal(on("abierta", (struct vd_date){2026, 5, 1}, vd_some(1), never), IMPROVEMENT_LATE);
    assert_true(improvement_is_late(IMPROVEMENT_LATE));
    assert_false(improvement_is_late(IMPROVEMENT_UNDER_WAY));
}

static void what_was_reported_waits_and_is_not_late_whatever_the_day(void **state)
{
    (void)state;
    assert_int_equal(on("reportada", (struct vd_date){2027, 1, 1}, vd_some(1), DUE), IMPROVEMENT_REPORTED);
    assert_int_equal(on("propuesta", (struct vd_date){2027, 1, 1}, (struct vd_oint){0}, (struct vd_date){0}), IMPROVEMENT_PROPOSED);
}

static void an_action_done_after_its_last_day_stays_late(void **state)
{
    (void)state;
    assert_int_equal(on("cumplida", (struct vd_date){2027, 1, 1}, vd_some(1), DUE), IMPROVEMENT_DONE);
    assert_int_equal(on("cumplida", (struct vd_date){2027, 1, 1}, vd_some(1), (struct vd_date){2026, 5, 1}), IMPROVEMENT_DONE_LATE);
    assert_true(improvement_is_late(IMPROVEMENT_DONE_LATE));
    assert_int_equal(on("no_cumplida", FROM, vd_some(1), DUE), IMPROVEMENT_NOT_DONE);
}

static void progress_stays_between_nothing_and_the_whole_and_is_cut_never_rounded_up(void **state)
{
    (void)state;
    assert_false(improvement_percent((struct vd_oint){0}, 3000000).has);
    assert_int_equal(improvement_percent(vd_some(0), 3000000).v, 0);
    assert_int_equal(improvement_percent(vd_some(2000000), 3000000).v, 6666);
    assert_int_equal(improvement_percent(vd_some(2999999), 3000000).v, 9999);
    assert_int_equal(improvement_percent(vd_some(4000000), 3000000).v, 10000);
    assert_int_equal(improvement_percent(vd_some(INT64_C(999999999999999)), INT64_C(1000000000000000)).v, 9999);
}

static void a_finding_is_judged_when_every_action_was_and_closed_when_all_were_done(void **state)
{
    (void)state;
    const struct improvement_judging none = {0}, waits = {2, 0, 1, 1, 0}, mixed = {2, 0, 0, 1, 1}, all = {2, 0, 0, 2, 0};
    assert_false(improvement_may_judge(&none));
    assert_false(improvement_may_judge(&waits));
    assert_true(improvement_may_judge(&mixed));
    assert_false(improvement_may_close(&mixed));
    assert_true(improvement_may_close(&all));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_action_begins_goes_on_and_is_late_the_day_after_its_last), cmocka_unit_test(what_was_reported_waits_and_is_not_late_whatever_the_day),
        cmocka_unit_test(an_action_done_after_its_last_day_stays_late), cmocka_unit_test(progress_stays_between_nothing_and_the_whole_and_is_cut_never_rounded_up),
        cmocka_unit_test(a_finding_is_judged_when_every_action_was_and_closed_when_all_were_done)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
