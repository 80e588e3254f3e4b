/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "features/agenda/agenda_rules.h"

enum { ROOM = 16 << 20 };

static void is_day(struct vd_arena *arena, const char *iso, struct vd_date day) { assert_string_equal(iso, vd_str_c(arena, vd_date_iso(arena, day))); }

/* The table of tenth business days: Guía del PAAC, versión 2 (2015), cap. V, with the holidays of each year. */
static void the_tenth_business_day_of_each_year_is_the_last_to_publish(void **state)
{
    (void)state;
    static const struct { int year; const char *may, *september, *january; } cases[] = {
        {2017, "2017-05-15", "2017-09-14", "2018-01-16"}, {2020, "2020-05-15", "2020-09-14", "2021-01-18"}, {2021, "2021-05-14", "2021-09-14", "2022-01-17"},
        {2022, "2022-05-13", "2022-09-14", "2023-01-16"}, {2023, "2023-05-15", "2023-09-14", "2024-01-16"}, {2024, "2024-05-16", "2024-09-13", "2025-01-16"},
        {2025, "2025-05-15", "2025-09-12", "2026-01-16"}, {2026, "2026-05-15", "2026-09-14", "2027-01-18"}};
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ROOM);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        agenda_cuts cuts;
        assert_int_equal(VD_OK, agenda_cuts_of(arena, VD_S("cuatrimestral-10bd"), cases[i].year, &cuts));
        assert_int_equal(3, cuts.n);
        is_day(arena, cases[i].may, cuts.v[0].publish_by);
        is_day(arena, cases[i].september, cuts.v[1].publish_by);
        is_day(arena, cases[i].january, cuts.v[2].publish_by);
    }
}

static void a_cut_off_says_until_when_it_takes_reports(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ROOM);
    agenda_cuts cuts;
    assert_int_equal(VD_OK, agenda_cuts_of(arena, VD_S("cuatrimestral-10bd"), 2022, &cuts));
    is_day(arena, "2022-04-30", cuts.v[0].cut_on);
    is_day(arena, "2022-05-06", cuts.v[0].reports_until); /* 2 to 6 May, Monday to Friday */
    assert_int_equal(VD_OK, agenda_cuts_of(arena, VD_S("semestral-30cd"), 2026, &cuts));
    assert_int_equal(2, cuts.n);
    is_day(arena, "2026-07-30", cuts.v[0].publish_by);
    assert_int_equal(VD_NOT_FOUND, agenda_cuts_of(arena, VD_S("mensual"), 2022, &cuts));
}

static agenda_periods periods(struct vd_arena *arena, int size, enum agenda_due due, int n, struct vd_date from, struct vd_date to)
{
    agenda_periods out;
    assert_int_equal(VD_OK, agenda_periods_of(arena, &(struct agenda_rhythm){size, due, n, from, to}, &out));
    return out;
}

static void twelve_reports_of_a_year_fall_due_month_by_month(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ROOM);
    agenda_periods p = periods(arena, 1, AGENDA_LAST_DAY, 0, (struct vd_date){2022, 1, 1}, (struct vd_date){2022, 12, 31});
    assert_int_equal(12, p.n);
    is_day(arena, "2022-02-28", p.v[1].due);
    assert_string_equal("febrero de 2022", p.v[1].label.p);
    is_day(arena, "2022-12-31", p.v[11].due);
}

static void the_first_business_days_of_the_next_month_pass_the_year(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ROOM);
    agenda_periods p = periods(arena, 3, AGENDA_BUSINESS_AFTER, 5, (struct vd_date){2022, 1, 1}, (struct vd_date){2022, 12, 31});
    assert_int_equal(4, p.n);
    assert_string_equal("primer trimestre de 2022", p.v[0].label.p);
    is_day(arena, "2022-04-07", p.v[0].due);
    is_day(arena, "2023-01-06", p.v[3].due);
}

static void a_period_that_is_cut_by_the_window_keeps_what_is_inside(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ROOM);
    agenda_periods p = periods(arena, 2, AGENDA_DAY_AFTER, 31, (struct vd_date){2022, 2, 15}, (struct vd_date){2022, 5, 10});
    assert_int_equal(3, p.n);
    is_day(arena, "2022-02-15", p.v[0].from);
    is_day(arena, "2022-03-31", p.v[0].due);
    is_day(arena, "2022-05-10", p.v[2].to);
    assert_string_equal("tercer bimestre de 2022", p.v[2].label.p);
}

static void a_rhythm_that_is_none_is_refused(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ROOM);
    struct vd_date a = {2022, 1, 1}, b = {2022, 12, 31};
    const struct agenda_rhythm bad[] = {{5, AGENDA_LAST_DAY, 0, a, b}, {1, AGENDA_DAY, 0, a, b}, {1, AGENDA_DAY, 32, a, b}, {1, AGENDA_LAST_DAY, 0, b, a},
                                        {1, AGENDA_LAST_DAY, 0, a, {9999, 12, 31}}, {1, AGENDA_LAST_DAY, 0, {2022, 2, 30}, b}};
    agenda_periods out;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(VD_INVALID, agenda_periods_of(arena, &bad[i], &out));
}

static void a_word_of_a_target_names_its_rhythm(void **state)
{
    (void)state;
    assert_string_equal("mensual", agenda_cadence_per(VD_S("meses"))->code.p);
    assert_string_equal("trimestral", agenda_cadence_per(VD_S("trimestres"))->code.p);
    assert_string_equal("anual", agenda_cadence_per(VD_S("año"))->code.p);
    assert_null(agenda_cadence_per(VD_S("sede")));
    assert_null(agenda_cadence_per(VD_S("mesa")));
}

static void an_obligation_is_late_the_day_after_its_day(void **state)
{
    (void)state;
    struct vd_date due = {2022, 8, 31}, none = {0};
    assert_int_equal(AGENDA_PENDING, agenda_state_on(due, none, false, (struct vd_date){2022, 8, 22}));
    assert_int_equal(AGENDA_NEAR, agenda_state_on(due, none, false, (struct vd_date){2022, 8, 23}));
    assert_int_equal(AGENDA_NEAR, agenda_state_on(due, none, false, due));
    assert_int_equal(AGENDA_OVERDUE, agenda_state_on(due, none, false, (struct vd_date){2022, 9, 1}));
    assert_int_equal(AGENDA_CANCELLED, agenda_state_on(due, none, true, (struct vd_date){2022, 9, 1}));
    assert_int_equal(AGENDA_DONE, agenda_state_on(due, due, false, (struct vd_date){2022, 9, 1}));
    assert_int_equal(AGENDA_DONE_LATE, agenda_state_on(due, (struct vd_date){2022, 9, 1}, true, (struct vd_date){2022, 9, 1}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tenth_business_day_of_each_year_is_the_last_to_publish),
        cmocka_unit_test(a_cut_off_says_until_when_it_takes_reports),
        cmocka_unit_test(twelve_reports_of_a_year_fall_due_month_by_month),
        cmocka_unit_test(the_first_business_days_of_the_next_month_pass_the_year),
        cmocka_unit_test(a_period_that_is_cut_by_the_window_keeps_what_is_inside),
        cmocka_unit_test(a_rhythm_that_is_none_is_refused),
        cmocka_unit_test(a_word_of_a_target_names_its_rhythm),
        cmocka_unit_test(an_obligation_is_late_the_day_after_its_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
