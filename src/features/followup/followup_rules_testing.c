/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_rules_testing.h"

struct vd_arena *arena;

int rules_begin(void **state)
{
    (void)state;
    arena = vd_arena_new(256u << 20);
    return arena ? 0 : -1;
}

int rules_end(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

struct vd_oint u6_of(struct vd_str text)
{
    int64_t v = 0, unit = MILLION;
    bool after = false, minus = vd_str_starts(text, VD_S("-"));
    for (size_t i = minus; i < text.n; i++) {
        if (text.p[i] == ',' || text.p[i] == '.') {
            after = true;
            continue;
        }
        assert_in_range(text.p[i], '0', '9');
        v = after ? v + (text.p[i] - '0') * (unit /= 10) : v * 10 + (text.p[i] - '0') * (int64_t)MILLION;
    }
    return text.n ? vd_some(minus ? -v : v) : (struct vd_oint){0};
}

struct vd_date day(const char *iso)
{
    struct vd_date d = {0};
    assert_true(vd_date_from_iso(vd_str_of(iso), &d));
    return d;
}

size_t dues_of(struct vd_str text, struct vd_date *dues, size_t max)
{
    struct vd_str one;
    size_t n = 0;
    while (text.n && vd_str_split(&text, ' ', &one)) {
        assert_true(n < max);
        dues[n++] = vd_str_is(one, "-") ? (struct vd_date){0} : day(vd_str_c(arena, one));
    }
    return n;
}

struct followup_row said(int64_t declared)
{
    struct followup_row row = {.reported = declared >= 0};
    if (declared >= 0)
        row.said_u6[FOLLOWUP_DECLARED] = vd_some(declared * MILLION);
    return row;
}

struct followup_figure figure(const struct followup_input *input, enum followup_method method, enum followup_basis basis, int group)
{
    struct followup_side side = followup_side_of(arena, input, basis);
    return followup_figure_of(arena, input, &side, method, group);
}

void assert_figure(const struct followup_input *input, enum followup_method method, enum followup_basis basis,
                   const char *numerator, const char *denominator, const char *printed, enum followup_zone zone)
{
    struct followup_figure f = figure(input, method, basis, -1);
    assert_int_equal(f.absent, FOLLOWUP_THERE);
    assert_string_equal(vd_str_c(arena, followup_exact(arena, f.numerator)), numerator);
    assert_string_equal(vd_str_c(arena, followup_exact(arena, f.denominator)), denominator);
    assert_string_equal(vd_str_c(arena, rounded(f.percent)), printed);
    assert_int_equal(f.zone, zone);
}
