/* SPDX-License-Identifier: Apache-2.0 */
/* Business days and terms, against tables computed elsewhere and against what must hold for every day. */
#include "calendar/calendar.h"
#include <setjmp.h>
#include <cmocka.h>
#include "calendar/term_cases.h"

static struct vd_date date_of(struct vd_str iso)
{
    struct vd_date d = {0};
    if (iso.n && !vd_date_from_iso(iso, &d))
        fail_msg("the table has a bad date: %.*s", VD_SARG(iso));
    return d;
}

static int64_t number_of(struct vd_str text)
{
    int64_t n = 0;
    if (!vd_str_i64(text, &n))
        fail_msg("the table has a bad number: %.*s", VD_SARG(text));
    return n;
}

static struct vd_term due(struct vd_arena *arena, struct vd_date from, int64_t n, enum vd_term_unit unit)
{
    struct vd_term term = {0};
    struct vd_str reason = {0};
    if (vd_calendar_due(arena, from, n, unit, &term, &reason) != VD_OK)
        fail_msg("%d-%d-%d + %d: %.*s", from.year, from.month, from.day, (int)n, VD_SARG(reason));
    return term;
}

static int64_t between(struct vd_arena *arena, struct vd_date from, struct vd_date to)
{
    struct vd_term term = {0};
    struct vd_str reason = {0};
    assert_int_equal(vd_calendar_between(arena, from, to, &term, &reason), VD_OK);
    return term.number;
}

static void every_term_of_the_table_ends_on_its_day(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(16 << 20);
    (void)state;
    for (size_t i = 0; i < cases_due_cases_n; i++) {
        const struct cases_due_cases *c = &cases_due_cases[i];
        enum vd_term_unit unit = vd_str_is(c->unit, "meses") ? VD_TERM_MONTHS : vd_str_is(c->unit, "calendario") ? VD_TERM_CALENDAR : VD_TERM_BUSINESS;
        struct vd_term term = due(arena, date_of(c->start), number_of(c->number), unit);
        struct vd_str got = vd_date_iso(arena, term.date);
        if (!vd_str_eq(got, c->due))
            fail_msg("%.*s + %.*s %.*s (%.*s): %.*s", VD_SARG(c->start), VD_SARG(c->number), VD_SARG(c->unit), VD_SARG(c->why), VD_SARG(got));
    }
}

static void every_nth_business_day_of_the_table_is_that_day(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(4 << 20);
    (void)state;
    for (size_t i = 0; i < cases_nth_cases_n; i++) {
        const struct cases_nth_cases *c = &cases_nth_cases[i];
        int year = (int)number_of(vd_str_sub(c->month, 0, 4)), month = (int)number_of(vd_str_sub(c->month, 5, 7));
        struct vd_str got = vd_date_iso(arena, vd_calendar_nth_business(year, month, number_of(c->number))), reason = {0};
        if (!vd_str_eq(got, c->date))
            fail_msg("%.*s, %.*s: %.*s", VD_SARG(c->month), VD_SARG(c->number), VD_SARG(got));
        struct vd_term term = {0};
        enum vd_err err = vd_calendar_nth(arena, year, month, number_of(c->number), &term, &reason);
        assert_int_equal(err, c->date.p ? VD_OK : VD_INVALID);
        assert_true(c->date.p ? vd_str_eq(vd_date_iso(arena, term.date), c->date) : reason.n > 0);
    }
}

static void months_and_years_have_the_business_days_of_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases_business_days_cases_n; i++) {
        const struct cases_business_days_cases *c = &cases_business_days_cases[i];
        const struct vd_str months[] = {c->jan, c->feb, c->mar, c->apr, c->may, c->jun, c->jul, c->aug, c->sep, c->oct, c->nov, c->dec};
        int year = (int)number_of(c->year), total = 0;
        for (int month = 1; month <= 12; month++) {
            int n = 0;
            for (int day = 1; day <= vd_date_last_day(year, month); day++)
                n += vd_calendar_is_business((struct vd_date){(int16_t)year, (uint8_t)month, (uint8_t)day});
            total += n;
            if (months[month - 1].p && n != number_of(months[month - 1]))
                fail_msg("%d-%02d: %d", year, month, n);
        }
        assert_int_equal(total, number_of(c->total));
    }
}

/* Each day is counted or has its reason; the numbers run 1, 2, 3 …; the days follow each other. */
static void check_explanation(const struct vd_term *term, struct vd_date from, int64_t n)
{
    int64_t number = 0, day = vd_date_days(from);
    VD_EACH(row, &term->days) {
        assert_int_equal(vd_date_days(row->date), day++);
        assert_int_equal(row->kind, vd_calendar_kind(row->date));
        assert_true(row->why.n > 0);
        if (row->number)
            assert_int_equal(row->number, ++number);
    }
    assert_int_equal(term->days.v[0].number, 0);
    assert_int_equal(number, n);
    assert_int_equal(day - 1, vd_date_days(term->date));
    assert_true(term->rules.n >= 2);
    VD_EACH(rule, &term->rules)
        assert_true(rule->text.n && rule->norm.n && rule->mark.n);
}

static void a_term_in_business_days_is_what_between_counts_and_explains_each_day(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    (void)state;
    int64_t from = vd_date_days((struct vd_date){2024, 12, 1}), to = vd_date_days((struct vd_date){2026, 8, 31});
    for (int64_t day = from; day <= to; day++) {
        struct vd_date start = vd_date_of_days(day);
        for (int64_t n = 1; n <= 31; n += 3) {
            struct vd_term term = due(arena, start, n, VD_TERM_BUSINESS);
            assert_true(vd_calendar_is_business(term.date));
            check_explanation(&term, start, n);
            assert_int_equal(between(arena, start, term.date), n);
            assert_int_equal(between(arena, term.date, start), -n);
            assert_int_equal(between(arena, start, vd_date_of_days(vd_date_days(term.date) - 1)), n - 1);
        }
        vd_arena_reset(arena);
    }
}

static void a_later_start_or_a_longer_term_never_ends_earlier(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    (void)state;
    for (enum vd_term_unit unit = VD_TERM_BUSINESS; unit <= VD_TERM_MONTHS; unit++) {
        int64_t before = 0;
        for (int64_t day = vd_date_days((struct vd_date){2023, 1, 1}); day <= vd_date_days((struct vd_date){2027, 1, 31}); day++) {
            struct vd_date start = vd_date_of_days(day);
            int64_t end = vd_date_days(due(arena, start, 2, unit).date), longer = vd_date_days(due(arena, start, 3, unit).date);
            assert_true(end >= before);
            assert_true(unit == VD_TERM_BUSINESS ? longer > end : longer >= end);
            assert_true(vd_calendar_is_business(vd_date_of_days(end)));
            before = end;
            vd_arena_reset(arena);
        }
    }
}

static void the_parts_of_a_span_add_up_to_the_whole(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    (void)state;
    struct vd_date a = {2025, 1, 1}, b = {2027, 1, 1};
    int64_t whole = between(arena, a, b);
    assert_int_equal(whole, 245 + 242);   /* the totals of 2025 and 2026 in the table; both 1 January rest */
    for (int64_t day = vd_date_days(a); day <= vd_date_days(b); day += 5) {
        struct vd_date middle = vd_date_of_days(day);
        assert_int_equal(between(arena, a, middle) + between(arena, middle, b), whole);
        vd_arena_reset(arena);
    }
}

static void a_term_that_ends_on_a_day_of_rest_says_that_it_goes_on(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    struct vd_term term = due(arena, (struct vd_date){2022, 3, 14}, 1, VD_TERM_MONTHS);
    assert_int_equal(term.days.n, 36);   /* 14 March to 18 April */
    assert_int_equal(term.number, 1);
    assert_true(vd_str_is(term.days.v[0].why, "día de partida: no se cuenta"));
    assert_true(vd_str_is(term.days.v[31].why, "día 31; festivo: Jueves Santo (Ley 51 de 1983, art. 1, num. 1); el término sigue hasta el primer día hábil"));
    assert_true(vd_str_is(term.days.v[32].why, "festivo: Viernes Santo (Ley 51 de 1983, art. 1, num. 1)"));
    assert_true(vd_str_is(term.days.v[33].why, "sábado: no es hábil"));
    assert_true(vd_str_is(term.days.v[35].why, "primer día hábil: aquí termina"));
    assert_int_equal(term.days.v[35].number, 0);
}

static void what_the_law_does_not_reach_or_makes_no_sense_is_refused_with_a_reason(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 << 20);
    (void)state;
    const struct { struct vd_date from; int64_t n; enum vd_term_unit unit; } bad[] = {
        {{1983, 12, 31}, 1, VD_TERM_BUSINESS},   {{2026, 2, 30}, 1, VD_TERM_BUSINESS},        {{0}, 1, VD_TERM_BUSINESS},
        {{2026, 1, 1}, 0, VD_TERM_BUSINESS},     {{2026, 1, 1}, -5, VD_TERM_CALENDAR},        {{2026, 1, 1}, INT64_MAX, VD_TERM_MONTHS},
        {{2026, 1, 1}, 36525, VD_TERM_BUSINESS}, {{2026, 1, 1}, INT64_MAX, VD_TERM_BUSINESS}, {{9999, 12, 30}, 5, VD_TERM_BUSINESS},
        {{9999, 12, 1}, 1, VD_TERM_MONTHS},
    };
    for (size_t i = 0; i < VD_COUNT(bad); i++) {
        struct vd_term term = {.number = 77};
        struct vd_str reason = {0};
        assert_int_equal(vd_calendar_due(arena, bad[i].from, bad[i].n, bad[i].unit, &term, &reason), VD_INVALID);
        assert_true(reason.n > 0);
        assert_int_equal(term.number, 77);
    }
    struct vd_term term = {0};
    struct vd_str reason = {0};
    assert_int_equal(vd_calendar_between(arena, (struct vd_date){2026, 1, 1}, (struct vd_date){1983, 1, 1}, &term, &reason), VD_INVALID);
    assert_true(vd_str_find(reason, VD_S("Ley 51 de 1983")) > 0);
    assert_int_equal(vd_calendar_between(arena, (struct vd_date){1984, 1, 1}, (struct vd_date){9999, 1, 1}, &term, &reason), VD_INVALID);
    assert_true(vd_str_find(reason, VD_S("cien años")) > 0);
    for (int to = 0; to <= 1; to++) { /* either end may be a day of no calendar */
        struct vd_date real = {2026, 1, 1}, none = {2026, 2, 30};
        reason = (struct vd_str){0};
        assert_int_equal(vd_calendar_between(arena, to ? real : none, to ? none : real, &term, &reason), VD_INVALID);
        assert_true(reason.n > 0);
    }
    const int years[] = {0, -1, 10000};
    for (size_t i = 0; i < VD_COUNT(years); i++) {
        assert_int_equal(vd_calendar_nth(arena, years[i], 1, 1, &term, &reason), VD_INVALID);
        assert_int_equal(vd_calendar_nth_business(years[i], 1, 1).year, 0);
    }
    assert_false(vd_calendar_is_business((struct vd_date){1983, 12, 30}));
    assert_int_equal(vd_calendar_kind((struct vd_date){1983, 12, 30}), VD_DAY_UNKNOWN);
    assert_int_equal(vd_calendar_kind((struct vd_date){2026, 2, 30}), VD_DAY_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_term_of_the_table_ends_on_its_day),
        cmocka_unit_test(every_nth_business_day_of_the_table_is_that_day),
        cmocka_unit_test(months_and_years_have_the_business_days_of_the_table),
        cmocka_unit_test(a_term_in_business_days_is_what_between_counts_and_explains_each_day),
        cmocka_unit_test(a_later_start_or_a_longer_term_never_ends_earlier),
        cmocka_unit_test(the_parts_of_a_span_add_up_to_the_whole),
        cmocka_unit_test(a_term_that_ends_on_a_day_of_rest_says_that_it_goes_on),
        cmocka_unit_test(what_the_law_does_not_reach_or_makes_no_sense_is_refused_with_a_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
