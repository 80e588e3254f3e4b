/* SPDX-License-Identifier: Apache-2.0 */
/* The days of rest, against a table written from the law and against somebody else's program (tests/holidays). */
#include "calendar/calendar.h"
#include <setjmp.h>
#include <cmocka.h>
#include "calendar/calendar_law.h"
#include "calendar/holiday_cases.h"

static struct vd_holidays of_year(struct vd_arena *arena, int year)
{
    struct vd_holidays all = {0};
    struct vd_str reason = {0};
    if (vd_calendar_holidays(arena, year, &all, &reason) != VD_OK)
        fail_msg("%d: %.*s", year, VD_SARG(reason));
    return all;
}

static void from_1984_to_2100_the_days_of_rest_are_those_of_an_independent_program(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16 << 20);
    (void)state;
    assert_int_equal(cases_holidays_oracle_n, 2100 - 1984 + 1);
    for (size_t i = 0; i < cases_holidays_oracle_n; i++) {
        int year = 1984 + (int)i, rest = 0;
        assert_true(vd_str_eq(cases_holidays_oracle[i].year, vd_str_printf(arena, "%d", year)));
        struct vd_str dates = cases_holidays_oracle[i].dates, expected, got = {0};
        struct vd_holidays all = of_year(arena, year);
        VD_EACH(h, &all)
            if (h == all.v || vd_date_days(h->date) != vd_date_days(h[-1].date))
                got = vd_str_printf(arena, "%.*s%s%02d-%02d", VD_SARG(got), got.n ? " " : "", h->date.month, h->date.day);
        if (!vd_str_eq(got, dates))
            fail_msg("%d: %.*s", year, VD_SARG(got));
        for (int64_t day = vd_date_days((struct vd_date){(int16_t)year, 1, 1}); day <= vd_date_days((struct vd_date){(int16_t)year, 12, 31}); day++)
            rest += vd_calendar_kind(vd_date_of_days(day)) == VD_DAY_HOLIDAY;
        while (vd_str_split(&dates, ' ', &expected))
            rest--;
        assert_int_equal(rest, 0);
    }
}

static const struct vd_holiday *named(const struct vd_holidays *all, struct vd_str name)
{
    VD_EACH(h, all)
        if (vd_str_eq(h->name, name))
            return h;
    return NULL;
}

/* One cell of the table: a day "MM-DD", or nothing when the law did not have that feast yet. */
static void check_cell(struct vd_arena *arena, int year, struct vd_str name, struct vd_str cell)
{
    struct vd_holidays all = of_year(arena, year);
    const struct vd_holiday *h = named(&all, name);
    struct vd_str got = h ? vd_str_printf(arena, "%02d-%02d", h->date.month, h->date.day) : (struct vd_str){0};
    if (!vd_str_eq(got, cell))
        fail_msg("%.*s %d: %.*s", VD_SARG(name), year, VD_SARG(got));
}

static void every_holiday_from_2020_to_2027_falls_on_the_day_of_the_table(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16 << 20);
    (void)state;
    for (size_t i = 0; i < cases_holidays_cases_n; i++) {
        const struct cases_holidays_cases *c = &cases_holidays_cases[i];
        const struct vd_str cells[] = {c->y2020, c->y2021, c->y2022, c->y2023, c->y2024, c->y2025, c->y2026, c->y2027};
        for (int k = 0; k < 8; k++)
            check_cell(arena, 2020 + k, c->name, cells[k]);
    }
}

static void two_feasts_on_one_day_are_both_named_and_cost_one_day(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    const struct vd_date shared[] = {{2019, 7, 1}, {2025, 6, 30}, {2030, 7, 1}};
    for (size_t i = 0; i < VD_COUNT(shared); i++) {
        struct vd_holidays all = of_year(arena, shared[i].year);
        size_t on_it = 0;
        VD_EACH(h, &all)
            on_it += vd_date_days(h->date) == vd_date_days(shared[i]);
        assert_int_equal(on_it, 2);
        assert_int_equal(vd_calendar_kind(shared[i]), VD_DAY_HOLIDAY);
    }
}

static void a_feast_rests_only_while_its_law_is_in_force(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    assert_true(vd_calendar_is_business((struct vd_date){2025, 7, 14}));
    assert_int_equal(vd_calendar_kind((struct vd_date){2026, 7, 13}), VD_DAY_HOLIDAY);
    assert_true(vd_calendar_is_business((struct vd_date){2026, 7, 9}));
    struct vd_holidays all = of_year(arena, 2026);
    const struct vd_holiday *h = named(&all, VD_S("Nuestra Señora del Rosario de Chiquinquirá"));
    assert_non_null(h);
    assert_int_equal(vd_date_days(h->feast), vd_date_days((struct vd_date){2026, 7, 9}));
    assert_true(vd_str_find(h->norm, VD_S("Ley 2578 de 2026")) == 0);
}

static bool reads_as_its_rule(struct vd_str rule, struct vd_str day)
{
    int64_t offset;
    struct vd_date d;
    char iso[] = "2024-00-00";  /* a leap year: 29 February would be a day */
    if (vd_str_starts(rule, VD_S("pascua")))
        return (vd_str_is(rule, "pascua") || vd_str_is(rule, "pascua-lunes")) && vd_str_i64(day, &offset) && offset > -80 && offset < 250;
    if (!(vd_str_is(rule, "fijo") || vd_str_is(rule, "lunes")) || day.n != 5)
        return false;
    memcpy(iso + 5, day.p, 5);
    return vd_date_from_iso(vd_str_of(iso), &d);
}

static void every_row_of_the_law_has_a_rule_a_day_and_the_dates_of_its_norm(void **state)
{
    (void)state;
    for (size_t i = 0; i < calendar_law_holidays_n; i++) {
        const struct calendar_law_holidays *row = &calendar_law_holidays[i];
        struct vd_date from, to;
        bool from_there = vd_date_from_iso(row->valid_from, &from), to_there = vd_date_from_iso(row->valid_to, &to);
        if (!reads_as_its_rule(row->rule, row->day) || !from_there || !(to_there || !row->valid_to.p) || !row->name.n || !row->norm.n || !row->mark.n)
            fail_msg("law/holidays.csv, %.*s", VD_SARG(row->code));
        assert_true(!to_there || vd_date_days(from) <= vd_date_days(to));
    }
}

static void a_year_before_the_law_of_the_table_is_refused_and_says_why(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    const int years[] = {1983, 1, 0, -5, 10000, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < VD_COUNT(years); i++) {
        struct vd_holidays all = {.n = 77};
        struct vd_str reason = {0};
        assert_int_equal(vd_calendar_holidays(arena, years[i], &all, &reason), VD_INVALID);
        assert_true(vd_str_find(reason, years[i] > 9999 ? VD_S("9999") : VD_S("1 de enero de 1984")) > 0);
        assert_int_equal(all.n, 77);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(from_1984_to_2100_the_days_of_rest_are_those_of_an_independent_program),
        cmocka_unit_test(every_holiday_from_2020_to_2027_falls_on_the_day_of_the_table),
        cmocka_unit_test(two_feasts_on_one_day_are_both_named_and_cost_one_day),
        cmocka_unit_test(a_feast_rests_only_while_its_law_is_in_force),
        cmocka_unit_test(every_row_of_the_law_has_a_rule_a_day_and_the_dates_of_its_norm),
        cmocka_unit_test(a_year_before_the_law_of_the_table_is_refused_and_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
