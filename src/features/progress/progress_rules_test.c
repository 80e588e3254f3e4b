/* SPDX-License-Identifier: Apache-2.0 */
/* One activity as it stands on a day, from what was promised and what was reported of it. */
#include "features/progress/progress_rules.h"
#include <setjmp.h>
#include <cmocka.h>

enum { MILLION = 1000000 };
static struct vd_arena *arena;
static const struct vd_date april = {2022, 4, 30}, august = {2022, 8, 31}, december = {2022, 12, 31}, may = {2022, 5, 15}, september = {2022, 9, 15};

static int begin(void **state)
{
    (void)state;
    arena = vd_arena_new(16u << 20);
    return arena ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

/* Three reports in a year, one at each cut-off; so many of them done. */
static struct progress_stand stand(int64_t done, bool reported, struct vd_date today)
{
    const struct agenda_promise promises[] = {{.due = april}, {.due = august}, {.due = december}};
    struct monitoring_line line = {.from = {2022, 1, 1}, .measure = {.asks = MONITORING_COUNT, .adds = true, .target_u6 = {3 * (int64_t)MILLION, true}}};
    line.progress = (struct monitoring_progress){.reported = reported, .achieved = reported ? followup_ratio(arena, done, 1) : NULL,
        .percent = reported ? followup_ratio(arena, 100 * done, 3) : NULL};
    const struct progress_facts facts = {.line = &line, .promises = promises, .n = VD_COUNT(promises), .vigencia = 2022};
    return progress_stand_of(arena, &facts, today);
}

static const char *said(const struct progress_stand *of) { return vd_str_c(arena, progress_warning_said(arena, of)); }

static void one_of_three_is_all_that_was_asked_by_april(void **state)
{
    (void)state;
    struct progress_stand s = stand(1, true, may);
    assert_int_equal(s.state, FOLLOWUP_RUNNING);
    assert_string_equal(vd_str_c(arena, followup_percent_text(arena, s.percent)), "50,00 %");   /* of the two that August asks for */
    assert_int_equal(s.warning.ahead, FOLLOWUP_FINE);
    s = stand(1, true, (struct vd_date){2022, 7, 15});
    assert_string_equal(said(&s), "Vence el 31 de agosto de 2022, pasó el 60,98 % de su tiempo y va en 0,00 %: a este ritmo llegará al 0,00 %.");
}

static void none_of_three_is_overdue_after_the_first_and_never_incumplida(void **state)
{
    (void)state;
    struct progress_stand s = stand(0, false, may);
    assert_int_equal(s.state, FOLLOWUP_OVERDUE);
    assert_string_equal(said(&s), "Venció hace 15 días, el 30 de abril de 2022, y nadie ha reportado avance.");
}

static void one_of_three_is_overdue_once_the_second_went_by(void **state)
{
    (void)state;
    struct progress_stand s = stand(1, true, september);
    assert_int_equal(s.state, FOLLOWUP_OVERDUE);
    assert_string_equal(said(&s), "Venció hace 15 días, el 31 de agosto de 2022, y va en 50,00 %.");
}

static void what_is_whole_is_fulfilled_before_its_last_day(void **state)
{
    (void)state;
    struct progress_stand s = stand(3, true, september);
    assert_int_equal(s.state, FOLLOWUP_DONE);
    assert_string_equal(said(&s), "");
}

/* The count was whole in November; a later report of January came back from planning. */
static void what_was_sent_back_does_not_date_what_was_done(void **state)
{
    (void)state;
    const struct agenda_promise promise = {.due = december};
    struct monitoring_report_row reports[] = {{.no = 1, .state = VD_S("aceptado"), .done_on = VD_S("2022-11-15"), .sent_at = {1, true}},
                                              {.no = 2, .state = VD_S("devuelto"), .done_on = VD_S("2023-01-10"), .sent_at = {2, true}}};
    struct monitoring_line line = {.from = {2022, 1, 1}, .measure = {.asks = MONITORING_COUNT, .adds = true, .target_u6 = {MILLION, true}}, .last = &reports[1]};
    line.reports.v = reports;
    line.reports.n = VD_COUNT(reports);
    line.progress = (struct monitoring_progress){.reported = true, .no = 1, .achieved = followup_ratio(arena, 1, 1), .percent = followup_ratio(arena, 100, 1)};
    const struct progress_facts facts = {.line = &line, .promises = &promise, .n = 1, .vigencia = 2022};
    const struct vd_date january = {2023, 1, 15};
    assert_int_equal(progress_stand_of(arena, &facts, january).state, FOLLOWUP_DONE);
    line.progress.no = 2;
    assert_int_equal(progress_stand_of(arena, &facts, january).state, FOLLOWUP_DONE_LATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_of_three_is_all_that_was_asked_by_april, begin, end),
        cmocka_unit_test_setup_teardown(none_of_three_is_overdue_after_the_first_and_never_incumplida, begin, end),
        cmocka_unit_test_setup_teardown(one_of_three_is_overdue_once_the_second_went_by, begin, end),
        cmocka_unit_test_setup_teardown(what_was_sent_back_does_not_date_what_was_done, begin, end),
        cmocka_unit_test_setup_teardown(what_is_whole_is_fulfilled_before_its_last_day, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
