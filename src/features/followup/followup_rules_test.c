/* SPDX-License-Identifier: Apache-2.0 */
/* The rules against cases by hand, and their names and limits against the law. */
#include "features/followup/followup_rules_testing.h"
#include "features/followup/followup_cases.h"
#include "features/followup/followup_law.h"

static void an_activity_counts_as_its_case_says(void **state)
{
    (void)state;
    static const struct { const char *name; struct followup_mark mark; } marks[] = {
        {"counts", {.place = FOLLOWUP_COUNTS}}, {"capped", {.place = FOLLOWUP_COUNTS, .capped = true}},
        {"unreported", {.place = FOLLOWUP_COUNTS, .unreported = true}}, {"missed-zero", {.place = FOLLOWUP_COUNTS, .missed_zero = true}},
        {"no-value", {.place = FOLLOWUP_OUT_NO_VALUE}}, {"ambiguous", {.place = FOLLOWUP_OUT_AMBIGUOUS}}, {"zero", {.place = FOLLOWUP_OUT_ZERO}}};
    for (size_t i = 0; i < cases_followup_percent_cases_n; i++) {
        const struct cases_followup_percent_cases *c = &cases_followup_percent_cases[i];
        struct followup_row row = {.lower_better = vd_str_is(c->better, "lower"), .reported = vd_str_is(c->reported, "yes"),
            .achieved_u6 = u6_of(c->achieved), .target_u6 = u6_of(c->target),
            .periods = (int)(u6_of(c->periods).v / MILLION), .ended = (int)(u6_of(c->ended).v / MILLION),
            .reading = vd_str_is(c->reading, "ambiguo") ? FOLLOWUP_AMBIGUOUS : vd_str_is(c->reading, "supuesto") ? FOLLOWUP_SUPPOSED : FOLLOWUP_READ};
        struct followup_input in = {.groups = 1};
        *VD_PUSH(arena, &in.rows) = row;
        struct followup_mark got = followup_side_of(arena, &in, FOLLOWUP_RECOMPUTED).marks[0];
        size_t k = 0;
        while (k < VD_COUNT(marks) && !vd_str_is(c->place, marks[k].name))
            k++;
        assert_true(k < VD_COUNT(marks));
        struct followup_mark wanted = marks[k].mark;
        struct vd_str percent = got.percent ? rounded(got.percent) : (struct vd_str){0};
        if (got.place != wanted.place || got.capped != wanted.capped || got.unreported != wanted.unreported || got.missed_zero != wanted.missed_zero ||
            !vd_str_eq(percent, c->percent))
            fail_msg("case %zu (%.*s): place %d, percent «%.*s»", i + 1, VD_SARG(c->why), (int)got.place, VD_SARG(percent));
    }
}

static void an_activity_is_due_as_its_case_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases_followup_due_cases_n; i++) {
        const struct cases_followup_due_cases *c = &cases_followup_due_cases[i];
        struct vd_date dues[16];
        int ended = -1;
        size_t n = dues_of(c->dues, dues, 16);
        enum followup_counted got = followup_due_at(dues, n, vd_str_is(c->permanent, "yes"), 2017, day(vd_str_c(arena, c->cut)), &ended);
        if (!vd_str_is(c->counted, followup_counted_name(got)) || !vd_str_eq(vd_str_printf(arena, "%d", ended), c->ended))
            fail_msg("case %zu (%.*s): %s, %d", i + 1, VD_SARG(c->why), followup_counted_name(got), ended);
    }
}

static void a_percentage_prints_and_stands_in_its_zone_as_its_case_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < cases_followup_zone_cases_n; i++) {
        const struct cases_followup_zone_cases *c = &cases_followup_zone_cases[i];
        int64_t n = 0, d = 1;
        assert_true(vd_str_i64(c->numerator, &n) && vd_str_i64(c->denominator, &d));
        mpq_ptr percent = followup_ratio(arena, n, d);
        if (!vd_str_eq(rounded(percent), c->printed) || !vd_str_is(c->zone, followup_zone_name(followup_zone_of(percent))))
            fail_msg("case %zu (%.*s): %.*s", i + 1, VD_SARG(c->why), VD_SARG(rounded(percent)));
    }
}

static void a_number_prints_with_the_decimals_and_the_point_asked_for(void **state)
{
    (void)state;
    mpq_ptr two_thirds = followup_ratio(arena, 2, 3);
    assert_text(followup_rounded(arena, two_thirds, 0, ','), VD_S("1"));
    assert_text(followup_rounded(arena, two_thirds, 4, '.'), VD_S("0.6667"));
    assert_text(followup_rounded(arena, followup_ratio(arena, 123456, 10), 1, ','), VD_S("12345,6"));
    assert_text(followup_exact(arena, followup_ratio(arena, 6, -4)), VD_S("-3/2"));
}

/* ---- what leaves the figures, and what stays in them */

static void what_does_not_count_leaves_numerator_and_denominator(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 1};
    *VD_PUSH(arena, &in.rows) = said(100);
    *VD_PUSH(arena, &in.rows) = said(50);
    for (enum followup_counted how = FOLLOWUP_NOT_DUE; how < FOLLOWUP_COUNTED; how++) {
        *VD_PUSH(arena, &in.rows) = said(10);
        in.rows.v[in.rows.n - 1].counted = how;
    }
    struct followup_row words = {.reported = true};
    *VD_PUSH(arena, &in.rows) = words;
    struct followup_side side = followup_side_of(arena, &in, FOLLOWUP_DECLARED);
    assert_int_equal(side.marks[2].place, FOLLOWUP_OUT_NOT_DUE);
    assert_int_equal(side.marks[3].place, FOLLOWUP_OUT_NOT_APPLICABLE);
    assert_int_equal(side.marks[4].place, FOLLOWUP_OUT_WITHDRAWN);
    assert_int_equal(side.marks[5].place, FOLLOWUP_OUT_NO_VALUE);
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_DECLARED, "1", "2", "50,00", FOLLOWUP_BAJA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "150", "2", "75,00", FOLLOWUP_MEDIA);
    assert_int_equal(figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1).left_out, 4);
}

static void a_due_activity_without_report_counts_zero(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 1};
    *VD_PUSH(arena, &in.rows) = said(-1);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "0", "1", "0,00", FOLLOWUP_BAJA);
    *VD_PUSH(arena, &in.rows) = said(100);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "100", "2", "50,00", FOLLOWUP_BAJA);
    assert_int_equal(figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1).unreported, 1);
}

static void zeros_without_report_alone_are_no_figure_of_what_nobody_verified(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 1};
    *VD_PUSH(arena, &in.rows) = said(-1);
    assert_int_equal(figure(&in, FOLLOWUP_M2, FOLLOWUP_VERIFIED, -1).absent, FOLLOWUP_NO_VALUES);
    assert_int_equal(figure(&in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, -1).absent, FOLLOWUP_NO_VALUES);
    struct followup_row words = {.reported = true};
    *VD_PUSH(arena, &in.rows) = words;
    assert_int_equal(figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1).absent, FOLLOWUP_NO_VALUES);
    in.rows.v[1].said_u6[FOLLOWUP_VERIFIED] = vd_some(80 * MILLION);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_VERIFIED, "80", "2", "40,00", FOLLOWUP_BAJA);
}

static void a_plan_without_rows_that_count_has_no_figure(void **state)
{
    (void)state;
    struct followup_input none = {.groups = 1}, other = {.groups = 2};
    assert_int_equal(figure(&none, FOLLOWUP_M1, FOLLOWUP_DECLARED, -1).absent, FOLLOWUP_NO_VALUES);
    *VD_PUSH(arena, &other.rows) = said(100);
    assert_int_equal(figure(&other, FOLLOWUP_M2, FOLLOWUP_DECLARED, 1).absent, FOLLOWUP_NO_ROWS);
    assert_figure(&other, FOLLOWUP_M4, FOLLOWUP_DECLARED, "100", "1", "100,00", FOLLOWUP_ALTA); /* the empty component leaves the mean */
    assert_null(figure(&other, FOLLOWUP_M2, FOLLOWUP_DECLARED, 1).percent);
}

static void the_four_bases_are_four_values(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 1};
    struct followup_row row = {.reported = true, .said_u6 = {vd_some(100 * MILLION), vd_some(90 * MILLION), vd_some(75 * MILLION)},
        .achieved_u6 = vd_some(1 * MILLION), .target_u6 = vd_some(2 * MILLION)};
    *VD_PUSH(arena, &in.rows) = row;
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "100", "1", "100,00", FOLLOWUP_ALTA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_REVIEWED, "90", "1", "90,00", FOLLOWUP_ALTA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_VERIFIED, "75", "1", "75,00", FOLLOWUP_MEDIA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "50", "1", "50,00", FOLLOWUP_BAJA);
}

static void what_was_said_above_100_or_below_0_is_capped(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 1};
    *VD_PUSH(arena, &in.rows) = said(104);
    *VD_PUSH(arena, &in.rows) = said(0);
    in.rows.v[1].said_u6[FOLLOWUP_DECLARED] = vd_some(-5 * MILLION);
    struct followup_side side = followup_side_of(arena, &in, FOLLOWUP_DECLARED);
    assert_true(side.marks[0].capped);
    assert_false(side.marks[1].capped);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "100", "2", "50,00", FOLLOWUP_BAJA);
}

static void where_evidence_was_asked_and_none_accepted_an_activity_is_not_fulfilled(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 1};
    *VD_PUSH(arena, &in.rows) = said(100);
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_DECLARED, "1", "1", "100,00", FOLLOWUP_ALTA);
    in.rows.v[0].lacks_evidence = true;
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_DECLARED, "0", "1", "0,00", FOLLOWUP_BAJA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "100", "1", "100,00", FOLLOWUP_ALTA);
}

static void weights_move_the_mean_and_must_all_be_there(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 2};
    *VD_PUSH(arena, &in.rows) = said(100);
    *VD_PUSH(arena, &in.rows) = said(50);
    in.rows.v[1].group = 1;
    in.rows.v[0].weight_u6 = vd_some(3 * MILLION);
    assert_int_equal(figure(&in, FOLLOWUP_M3, FOLLOWUP_DECLARED, -1).absent, FOLLOWUP_NO_WEIGHTS);
    assert_int_equal(figure(&in, FOLLOWUP_M3, FOLLOWUP_DECLARED, 0).absent, FOLLOWUP_THERE);
    in.rows.v[1].weight_u6 = vd_some(1 * MILLION);
    assert_figure(&in, FOLLOWUP_M3, FOLLOWUP_DECLARED, "350", "4", "87,50", FOLLOWUP_ALTA);
    in.rows.v[1].weight_u6 = vd_some(-1 * MILLION);
    assert_int_equal(figure(&in, FOLLOWUP_M3, FOLLOWUP_DECLARED, -1).absent, FOLLOWUP_NO_WEIGHTS);
    in.rows.v[0].weight_u6 = in.rows.v[1].weight_u6 = vd_some(0);
    assert_int_equal(figure(&in, FOLLOWUP_M3, FOLLOWUP_DECLARED, -1).absent, FOLLOWUP_NO_WEIGHTS);
    in.rows.v[1].counted = FOLLOWUP_NOT_DUE; /* a row that does not count needs no weight */
    in.rows.v[1].weight_u6 = (struct vd_oint){0};
    in.rows.v[0].weight_u6 = vd_some(1);
    assert_figure(&in, FOLLOWUP_M3, FOLLOWUP_DECLARED, "1/10000", "1/1000000", "100,00", FOLLOWUP_ALTA);
}

static void exactly_half_a_point_apart_is_still_agreement(void **state)
{
    (void)state;
    struct followup_input in = {.groups = 1};
    struct followup_row row = {.reported = true, .achieved_u6 = vd_some(995000), .target_u6 = vd_some(MILLION), .said_u6 = {vd_some(100 * MILLION)}};
    *VD_PUSH(arena, &in.rows) = row;
    *VD_PUSH(arena, &in.rows) = said(100); /* nothing to compare with */
    assert_int_equal(followup_disagreements_of(arena, &in).n, 0);
    in.rows.v[0].achieved_u6 = vd_some(994999);
    assert_int_equal(followup_disagreements_of(arena, &in).n, 1);
    in.rows.v[0].said_u6[FOLLOWUP_DECLARED] = (struct vd_oint){0};
    assert_int_equal(followup_disagreements_of(arena, &in).n, 0);
}

/* ---- names and limits */

static void names_are_those_of_the_command_and_of_the_tables(void **state)
{
    (void)state;
    assert_string_equal(followup_method_name(FOLLOWUP_M3), "M3");
    assert_string_equal(followup_basis_name(FOLLOWUP_REVIEWED), "reviewed");
    assert_string_equal(followup_counted_name(FOLLOWUP_WITHDRAWN), "retirada");
    assert_string_equal(followup_reading_name(FOLLOWUP_AMBIGUOUS), "ambiguo");
}

static enum followup_zone zone_just(struct vd_str limit, int64_t millionths)
{
    int64_t percent;
    assert_true(vd_str_i64(limit, &percent));
    return followup_zone_of(followup_ratio(arena, percent * MILLION + millionths, MILLION));
}

static void the_zones_are_those_of_the_law(void **state)
{
    (void)state;
    assert_int_equal(followup_law_compliance_zones_n, FOLLOWUP_ZONES);
    for (size_t i = 0; i < followup_law_compliance_zones_n; i++) {
        const struct followup_law_compliance_zones *law = &followup_law_compliance_zones[i];
        enum followup_zone zone = (enum followup_zone)(FOLLOWUP_ALTA - i); /* the table goes from the best */
        assert_text(law->code, vd_str_of(followup_zone_name(zone)));
        assert_true(law->from.n || law->below.n);
        if (law->from.n) {
            assert_int_equal(zone_just(law->from, 0), zone);
            assert_int_equal(zone_just(law->from, -1), zone - 1);
        }
        if (law->below.n)
            assert_int_equal(zone_just(law->below, -1), zone);
    }
}

static void the_methods_are_those_of_the_law(void **state)
{
    (void)state;
    assert_int_equal(followup_law_compliance_methods_n, FOLLOWUP_METHODS);
    for (size_t i = 0; i < followup_law_compliance_methods_n; i++)
        assert_text(followup_law_compliance_methods[i].code, vd_str_of(followup_method_name((enum followup_method)i)));
}

static void a_number_in_millionths_is_cut_or_goes_half_up(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *a = vd_arena_new(1 << 20);
    mpq_srcptr two_thirds = followup_ratio(a, 200, 3);
    assert_int_equal(followup_u6(a, two_thirds, 6, FOLLOWUP_CUT).v, 66666666);
    assert_int_equal(followup_u6(a, two_thirds, 6, FOLLOWUP_HALF_UP).v, 66666667);
    assert_int_equal(followup_u6(a, two_thirds, 2, FOLLOWUP_HALF_UP).v, 66670000);
    assert_int_equal(followup_u6(a, two_thirds, 0, FOLLOWUP_CUT).v, 66000000);
    assert_false(followup_u6(a, NULL, 6, FOLLOWUP_CUT).has);
    assert_false(followup_u6(a, followup_number_of(a, VD_S("99999999999999999999")), 0, FOLLOWUP_CUT).has);
    assert_false(followup_u6(a, followup_ratio(a, INT64_MAX / 1000, 1), 0, FOLLOWUP_CUT).has);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(a_number_in_millionths_is_cut_or_goes_half_up), RULE(an_activity_counts_as_its_case_says), RULE(an_activity_is_due_as_its_case_says),
        RULE(a_percentage_prints_and_stands_in_its_zone_as_its_case_says), RULE(a_number_prints_with_the_decimals_and_the_point_asked_for),
        RULE(what_does_not_count_leaves_numerator_and_denominator), RULE(a_due_activity_without_report_counts_zero),
        RULE(zeros_without_report_alone_are_no_figure_of_what_nobody_verified), RULE(a_plan_without_rows_that_count_has_no_figure),
        RULE(the_four_bases_are_four_values), RULE(what_was_said_above_100_or_below_0_is_capped),
        RULE(where_evidence_was_asked_and_none_accepted_an_activity_is_not_fulfilled), RULE(weights_move_the_mean_and_must_all_be_there),
        RULE(exactly_half_a_point_apart_is_still_agreement), RULE(names_are_those_of_the_command_and_of_the_tables),
        RULE(the_zones_are_those_of_the_law), RULE(the_methods_are_those_of_the_law),
    };
    return cmocka_run_group_tests_name("followup rules: cases", tests, NULL, NULL);
}
