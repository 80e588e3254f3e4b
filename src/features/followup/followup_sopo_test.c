/* SPDX-License-Identifier: Apache-2.0 */
/* The rules against Sopó 2017: 41 rows, read from the sheet row by row. */
#include "features/followup/followup_rules_testing.h"
#include "features/followup/followup_cases.h"

static int strategy_number(struct vd_str name)
{
    for (size_t i = 0; i < cases_followup_strategies_cases_n; i++)
        if (vd_str_eq(cases_followup_strategies_cases[i].strategy, name))
            return (int)i;
    fail_msg("no such strategy: %.*s", VD_SARG(name));
    return -1;
}

static struct followup_input sopo_at(const char *cut)
{
    struct followup_input input = {.groups = (int)cases_followup_strategies_cases_n};
    for (size_t i = 0; i < cases_followup_sopo_cases_n; i++) {
        const struct cases_followup_sopo_cases *c = &cases_followup_sopo_cases[i];
        struct vd_date dues[16];
        int ended;
        size_t n = dues_of(c->due, dues, 16);
        *VD_PUSH(arena, &input.rows) = (struct followup_row){.group = strategy_number(c->strategy), .reported = true,
            .counted = followup_due_at(dues, n, false, 2017, day(cut), &ended),
            .reading = vd_str_is(c->reading, "supuesto") ? FOLLOWUP_SUPPOSED : FOLLOWUP_READ,
            .said_u6 = {u6_of(c->declared)}, .achieved_u6 = u6_of(c->value), .target_u6 = u6_of(c->target)};
    }
    return input;
}

static struct followup_input sopo(void) { return sopo_at("2017-12-31"); }

static void sopo_has_its_figures(void **state)
{
    (void)state;
    struct followup_input in = sopo();
    assert_int_equal(in.rows.n, 41);
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_DECLARED, "31", "41", "75,61", FOLLOWUP_MEDIA);
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_RECOMPUTED, "30", "41", "73,17", FOLLOWUP_MEDIA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "3564", "41", "86,93", FOLLOWUP_ALTA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "3514", "41", "85,71", FOLLOWUP_ALTA);
    assert_figure(&in, FOLLOWUP_M4, FOLLOWUP_DECLARED, "2533/3", "10", "84,43", FOLLOWUP_ALTA);
    assert_figure(&in, FOLLOWUP_M4, FOLLOWUP_RECOMPUTED, "2518/3", "10", "83,93", FOLLOWUP_ALTA);
}

static void sopo_has_no_weights_and_nobody_reviewed_or_verified(void **state)
{
    (void)state;
    struct followup_input in = sopo();
    assert_int_equal(figure(&in, FOLLOWUP_M3, FOLLOWUP_DECLARED, -1).absent, FOLLOWUP_NO_WEIGHTS);
    assert_int_equal(figure(&in, FOLLOWUP_M2, FOLLOWUP_REVIEWED, -1).absent, FOLLOWUP_NO_VALUES);
    assert_int_equal(figure(&in, FOLLOWUP_M1, FOLLOWUP_VERIFIED, -1).absent, FOLLOWUP_NO_VALUES);
}

static void each_row_of_sopo_recomputes_to_its_percentage_and_zone(void **state)
{
    (void)state;
    struct followup_input in = sopo();
    struct followup_side side = followup_side_of(arena, &in, FOLLOWUP_RECOMPUTED);
    for (size_t i = 0; i < in.rows.n; i++) {
        const struct cases_followup_sopo_cases *c = &cases_followup_sopo_cases[i];
        assert_int_equal(side.marks[i].place, FOLLOWUP_COUNTS);
        assert_text(rounded(side.marks[i].percent), c->recomputed);
        assert_string_equal(followup_zone_name(followup_zone_of(side.marks[i].percent)), vd_str_c(arena, c->zone));
    }
}

static void each_strategy_of_sopo_has_its_means(void **state)
{
    (void)state;
    struct followup_input in = sopo();
    for (int g = 0; g < in.groups; g++) {
        const struct cases_followup_strategies_cases *c = &cases_followup_strategies_cases[g];
        struct followup_figure declared = figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, g), done = figure(&in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, g);
        assert_text(vd_str_printf(arena, "%d", done.counted), c->rows);
        assert_text(rounded(declared.percent), c->declared);
        assert_text(rounded(done.percent), c->recomputed);
        assert_string_equal(followup_zone_name(done.zone), vd_str_c(arena, c->zone));
        struct followup_figure same = figure(&in, FOLLOWUP_M4, FOLLOWUP_RECOMPUTED, g);
        assert_true(mpq_equal(same.percent, done.percent));
    }
}

static void sopo_has_33_1_and_7_rows_by_zone_as_declared(void **state)
{
    (void)state;
    struct followup_input in = sopo();
    struct followup_figure f = figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1), r = figure(&in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, -1);
    assert_int_equal(f.of_zone[FOLLOWUP_ALTA], 33);
    assert_int_equal(f.of_zone[FOLLOWUP_MEDIA], 1);
    assert_int_equal(f.of_zone[FOLLOWUP_BAJA], 7);
    assert_int_equal(r.of_zone[FOLLOWUP_ALTA], 32);
    assert_int_equal(r.of_zone[FOLLOWUP_BAJA], 8);
}

static void the_seven_supposed_rows_of_sopo_count_and_are_counted(void **state)
{
    (void)state;
    static const size_t rows[] = {26, 29, 30, 31, 36, 37, 41};
    struct followup_input in = sopo();
    struct followup_figure f = figure(&in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, -1);
    assert_int_equal(f.counted, 41);
    assert_int_equal(f.left_out, 0);
    assert_int_equal(f.supposed, 7);
    for (size_t i = 0; i < VD_COUNT(rows); i++)
        assert_int_equal(in.rows.v[rows[i] - 1].reading, FOLLOWUP_SUPPOSED);
    assert_int_equal(figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1).supposed, 0);
}

static void activity_12_of_sopo_is_the_one_disagreement(void **state)
{
    (void)state;
    struct followup_input in = sopo();
    followup_disagreements all = followup_disagreements_of(arena, &in);
    assert_int_equal(all.n, 1);
    assert_int_equal(all.v[0].row, 11);
    assert_text(rounded(all.v[0].declared), VD_S("100,00"));
    assert_text(rounded(all.v[0].recomputed), VD_S("50,00"));
}

static void the_lost_row_of_sopo_explains_the_mean_it_prints(void **state)
{
    (void)state;
    struct followup_input in = sopo();
    struct followup_figure f = figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1);
    mpq_ptr least, most;
    assert_true(followup_missing_row(arena, &f, 87240000, &least, &most));
    assert_text(rounded(least), VD_S("99,87"));
    assert_text(rounded(most), VD_S("100,00"));
    *VD_PUSH(arena, &in.rows) = (struct followup_row){.group = 8, .reported = true, .said_u6 = {vd_some(100 * MILLION)},
        .achieved_u6 = vd_some(MILLION), .target_u6 = vd_some(MILLION)};
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, "3664", "42", "87,24", FOLLOWUP_ALTA);
    assert_figure(&in, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "3614", "42", "86,05", FOLLOWUP_ALTA);
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_DECLARED, "32", "42", "76,19", FOLLOWUP_MEDIA);
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_RECOMPUTED, "31", "42", "73,81", FOLLOWUP_MEDIA);
    f = figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1);
    assert_int_equal(f.of_zone[FOLLOWUP_ALTA], 34);
    assert_false(followup_missing_row(arena, &f, 87240000, &least, &most));
}

static void with_30_december_as_cut_off_three_rows_of_sopo_are_not_due(void **state)
{
    (void)state;
    struct followup_input in = sopo_at("2017-12-30");
    assert_figure(&in, FOLLOWUP_M1, FOLLOWUP_DECLARED, "29", "38", "76,32", FOLLOWUP_MEDIA);
    assert_int_equal(figure(&in, FOLLOWUP_M1, FOLLOWUP_DECLARED, -1).left_out, 3);
    assert_int_equal(in.rows.v[1].counted, FOLLOWUP_NOT_DUE);
    assert_int_equal(in.rows.v[7].counted, FOLLOWUP_NOT_DUE);
    assert_int_equal(in.rows.v[21].counted, FOLLOWUP_NOT_DUE);
}

static void a_printed_mean_that_one_row_cannot_explain_is_left_alone(void **state)
{
    (void)state;
    struct followup_input in = sopo(), none = {0};
    struct followup_figure f = figure(&in, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1), absent = figure(&none, FOLLOWUP_M2, FOLLOWUP_DECLARED, -1);
    mpq_ptr least = NULL, most = NULL;
    assert_false(followup_missing_row(arena, &f, 99000000, &least, &most));
    assert_false(followup_missing_row(arena, &f, 20000000, &least, &most));
    assert_false(followup_missing_row(arena, &absent, 87240000, &least, &most));
    assert_null(least);
    assert_null(most);
    assert_true(followup_missing_row(arena, &f, 84860000, &least, &most)); /* a row of almost nothing */
    assert_text(rounded(least), VD_S("0,00"));
    assert_text(rounded(most), VD_S("0,33"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(sopo_has_its_figures), RULE(sopo_has_no_weights_and_nobody_reviewed_or_verified),
        RULE(each_row_of_sopo_recomputes_to_its_percentage_and_zone), RULE(each_strategy_of_sopo_has_its_means),
        RULE(sopo_has_33_1_and_7_rows_by_zone_as_declared), RULE(the_seven_supposed_rows_of_sopo_count_and_are_counted),
        RULE(activity_12_of_sopo_is_the_one_disagreement), RULE(the_lost_row_of_sopo_explains_the_mean_it_prints),
        RULE(with_30_december_as_cut_off_three_rows_of_sopo_are_not_due), RULE(a_printed_mean_that_one_row_cannot_explain_is_left_alone),
    };
    return cmocka_run_group_tests_name("followup rules: Sopó", tests, NULL, NULL);
}
