/* SPDX-License-Identifier: Apache-2.0 */
#include "office/decimal.h"
#include <setjmp.h>
#include <cmocka.h>

static const char *plain(const char *raw, char out[128])
{
    struct vd_decimal d;
    VD_AUTO_BUF struct vd_buf buf;
    vd_buf_init(&buf, 127);
    if (!vd_decimal_read(vd_str_of(raw), &d))
        return NULL;
    vd_decimal_put(&buf, &d);
    snprintf(out, 128, "%.*s", VD_SARG(vd_buf_view(&buf)));
    return out;
}

static void numbers_are_kept_at_fifteen_digits(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"0", "0"}, {"-0", "0"}, {"0.000", "0"}, {"15", "15"}, {"+15", "15"}, {" 15 ", "15"}, {"015", "15"}, {"1.50", "1.5"}, {".5", "0.5"}, {"5.", "5"},
        {"-1234.5", "-1234.5"}, {"87.23999999999999", "87.24"}, {"0.30000000000000004", "0.3"}, {"0.1", "0.1"}, {"1E-3", "0.001"}, {"1.5e+3", "1500"},
        {"123456789012345", "123456789012345"}, {"1234567890123456", "1234567890123460"}, {"1234567890123454.9", "1234567890123450"},
        {"999999999999999.9", "1000000000000000"}, {"0.00000000000000099999999999999999", "0.000000000000001"}, {"1E-29", "0.00000000000000000000000000001"},
        {"1E-40", "0"}, {"1E+20", "100000000000000000000"}, {"0E+999", "0"}, {"0E99999999999999999999", "0"},
    };
    char out[128];
    for (size_t i = 0; i < VD_COUNT(cases); i++)
        assert_string_equal(plain(cases[i][0], out), cases[i][1]);
}

static void what_is_no_number_or_past_counting_is_none(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", " ", "-", ".", "1,5", "1.2.3", "x", "1x", "0x10", "1E", "1E+", "NaN", "inf", "1E+21", "1E99999999999999999999", "1 2", "--1"};
    char out[128];
    for (size_t i = 0; i < VD_COUNT(wrong); i++)
        assert_null(plain(wrong[i], out));
}

static void rounding_goes_away_from_zero_at_the_half(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        int decimals;
        const char *want;
    } cases[] = {
        {"87.244", 2, "87.24"}, {"87.245", 2, "87.25"}, {"-0.5", 0, "-1"}, {"0.49", 0, "0"}, {"9.99", 1, "10"}, {"0.05", 1, "0.1"}, {"0.04", 1, "0"},
        {"0.004", 1, "0"}, {"99.5", 0, "100"}, {"15", 2, "15"}, {"149", -2, "100"}, {"150", -2, "200"}, {"40", -2, "0"}, {"50", -2, "100"},
    };
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct vd_decimal d;
        VD_AUTO_BUF struct vd_buf buf;
        vd_buf_init(&buf, 127);
        assert_true(vd_decimal_read(vd_str_of(cases[i].raw), &d));
        vd_decimal_round(&d, cases[i].decimals);
        vd_decimal_put(&buf, &d);
        assert_string_equal(buf.p, cases[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_kept_at_fifteen_digits),
        cmocka_unit_test(what_is_no_number_or_past_counting_is_none),
        cmocka_unit_test(rounding_goes_away_from_zero_at_the_half),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
