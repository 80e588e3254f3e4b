/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/calendar.h"
#include <setjmp.h>
#include <cmocka.h>
#include "calendar/calendar_cases.h"

static const char *status_word(enum vd_date_status status)
{
    return status == VD_DATE_READ ? "read" : status == VD_DATE_IMPOSSIBLE ? "impossible" : "none";
}

static void every_case_of_the_file_is_read_as_it_says(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < cases_date_cell_cases_n; i++) {
        const struct cases_date_cell_cases *c = &cases_date_cell_cases[i];
        struct vd_date_reading got = vd_date_read_cell(c->text);
        struct vd_str iso = vd_date_iso(arena, got.date);
        if (!vd_str_is(c->status, status_word(got.status)) || !vd_str_eq(c->date, iso))
            fail_msg("«%.*s» (%.*s): %s %.*s", VD_SARG(c->text), VD_SARG(c->why), status_word(got.status), VD_SARG(iso));
    }
}

static void every_day_of_four_years_survives_being_written_and_read(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 20);
    (void)state;
    int64_t from = vd_date_days((struct vd_date){2021, 1, 1}), to = vd_date_days((struct vd_date){2024, 12, 31});
    for (int64_t day = from; day <= to; day++) {
        struct vd_date_reading got = vd_date_read_cell(vd_date_dmy(arena, vd_date_of_days(day)));
        assert_int_equal(got.status, VD_DATE_READ);
        assert_int_equal(vd_date_days(got.date), day);
    }
}

static void no_date_is_written_as_absent(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1 << 16);
    (void)state;
    assert_null(vd_date_dmy(arena, (struct vd_date){0}).p);
    assert_null(vd_date_words(arena, (struct vd_date){0}).p);
}

static void a_day_in_bogota_ends_just_before_the_next_begins(void **state)
{
    (void)state;
    const struct vd_date last = {2026, 12, 31}, next = {2027, 1, 1};
    vd_us at;
    assert_true(vd_us_from_iso(VD_S("2027-01-01T05:00:00Z"), &at));
    assert_int_equal(vd_day_begins(next), at);
    assert_int_equal(vd_day_ends(last), at - 1);
    assert_int_equal(vd_date_in_bogota(vd_day_ends(last)).year, 2026);
}

static void numbers_are_read_as_people_write_them(void **state)
{
    (void)state;
    static const struct { const char *typed; int64_t u6; } good[] = {{"2", 2000000}, {" 80 % ", 80000000}, {"1.234,5", INT64_C(1234500000)}, {"0,000001", 1}, {"1234", INT64_C(1234000000)},
        {"1000000000", INT64_C(1000000000000000)}};
    static const char *const bad[] = {"", "-1", "dos", "1.2", "1,", ",5", "1,2345678", "12345678901", "1 2", "%", "1..000", "1.000.000.001"};
    int64_t got;
    for (size_t i = 0; i < VD_COUNT(good); i++) {
        assert_true(vd_quantity_read(vd_str_of(good[i].typed), &got));
        assert_int_equal(got, good[i].u6);
    }
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        if (vd_quantity_read(vd_str_of(bad[i]), &got))
            fail_msg("«%s» was read", bad[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_in_bogota_ends_just_before_the_next_begins),
        cmocka_unit_test(every_case_of_the_file_is_read_as_it_says),
        cmocka_unit_test(every_day_of_four_years_survives_being_written_and_read),
        cmocka_unit_test(no_date_is_written_as_absent),
        cmocka_unit_test(numbers_are_read_as_people_write_them),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
