/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold of the rules always: random plans, always the same ones. */
#include "features/followup/followup_rules_testing.h"

static uint64_t dice_state;

static int dice(int sides)
{
    dice_state = dice_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((dice_state >> 33) % (unsigned)sides);
}

static struct vd_oint any_u6(void)
{
    static const int64_t some[] = {0, 1, -1, MILLION, 60 * MILLION, 59999999, 80 * MILLION, 79999999, 100 * MILLION, 100000001, INT64_MAX, INT64_MIN};
    int pick = dice(20);
    if (pick == 0)
        return (struct vd_oint){0};
    return vd_some(pick < 5 ? some[dice((int)VD_COUNT(some))] : (int64_t)dice(130 * MILLION));
}

static struct followup_row any_row(int groups)
{
    struct followup_row row = {.group = dice(groups), .counted = dice(4) ? FOLLOWUP_DUE : (enum followup_counted)dice(FOLLOWUP_COUNTED),
        .reading = (enum followup_reading)dice(FOLLOWUP_READINGS), .reported = dice(6) != 0, .lower_better = dice(4) == 0, .lacks_evidence = dice(8) == 0,
        .said_u6 = {any_u6(), any_u6(), any_u6()}, .achieved_u6 = any_u6(), .target_u6 = any_u6(), .weight_u6 = vd_some(dice(5) * (int64_t)MILLION)};
    row.periods = dice(3) ? 0 : 12;
    row.ended = row.periods ? dice(13) : 0;
    return row;
}

static struct followup_input any_plan(int round)
{
    struct followup_input in = {.groups = 1 + round % 5};
    dice_state = (uint64_t)round;
    for (int n = dice(12); n >= 0; n--)
        *VD_PUSH(arena, &in.rows) = any_row(in.groups);
    return in;
}

#define EACH_PLAN(round, in) \
    for (int round = 1; round <= 400; round++, vd_arena_reset(arena)) \
        for (struct followup_input in = any_plan(round), *once_ = &in; once_; once_ = NULL)
#define EACH_FIGURE(m, b) \
    for (enum followup_method m = FOLLOWUP_M1; m < FOLLOWUP_METHODS; m++) \
        for (enum followup_basis b = FOLLOWUP_DECLARED; b < FOLLOWUP_BASES; b++)

static void every_percentage_lies_between_0_and_100(void **state)
{
    (void)state;
    int there = 0;
    EACH_PLAN(round, in) {
        EACH_FIGURE(m, b) {
            struct followup_side side = followup_side_of(arena, &in, b);
            for (size_t i = 0; i < in.rows.n; i++) {
                assert_true((side.marks[i].place == FOLLOWUP_COUNTS) == (side.marks[i].percent != NULL));
                if (side.marks[i].percent)
                    assert_true(mpq_cmp_si(side.marks[i].percent, 0, 1) >= 0 && mpq_cmp_si(side.marks[i].percent, 100, 1) <= 0);
            }
            for (int group = -1; group < in.groups; group++) {
                struct followup_figure f = followup_figure_of(arena, &in, &side, m, group);
                there += !f.absent;
                if (!f.absent)
                    assert_true(mpq_cmp_si(f.percent, 0, 1) >= 0 && mpq_cmp_si(f.percent, 100, 1) <= 0);
            }
        }
    }
    assert_true(there > 2000);
}

static struct followup_row fulfilled(int group)
{
    return (struct followup_row){.group = group, .reported = true, .said_u6 = {vd_some(100 * MILLION), vd_some(100 * MILLION), vd_some(100 * MILLION)},
        .achieved_u6 = vd_some(MILLION), .target_u6 = vd_some(MILLION)};
}

static void one_more_fulfilled_activity_never_lowers_the_official_count(void **state)
{
    (void)state;
    int compared = 0;
    EACH_PLAN(round, in) {
        for (enum followup_basis b = FOLLOWUP_DECLARED; b < FOLLOWUP_BASES; b++) {
            struct followup_input more = in;
            struct followup_figure before = figure(&in, FOLLOWUP_M1, b, -1);
            more.rows.v = vd_alloc_array(arena, in.rows.n + 1, sizeof *more.rows.v);
            memcpy(more.rows.v, in.rows.v, in.rows.n * sizeof *in.rows.v);
            more.rows.v[more.rows.n++] = fulfilled(0);
            struct followup_figure after = figure(&more, FOLLOWUP_M1, b, -1);
            assert_int_equal(after.absent, FOLLOWUP_THERE);
            compared += !before.absent;
            if (!before.absent)
                assert_true(mpq_cmp(after.percent, before.percent) >= 0);
        }
    }
    assert_true(compared > 500);
}

/* Of the plan, and of the part in which the row is: of the others nothing changes. */
static void a_row_that_becomes_fulfilled_never_lowers_the_official_count(void **state)
{
    (void)state;
    int compared = 0;
    EACH_PLAN(round, in) {
        for (enum followup_basis b = FOLLOWUP_DECLARED; b < FOLLOWUP_BASES; b++) {
            struct followup_input then = in;
            size_t which = (size_t)round % in.rows.n;
            then.rows.v = vd_alloc_array(arena, in.rows.n, sizeof *then.rows.v);
            memcpy(then.rows.v, in.rows.v, in.rows.n * sizeof *in.rows.v);
            then.rows.v[which] = fulfilled(in.rows.v[which].group);
            for (int group = -1; group < in.groups; group++) {
                struct followup_figure before = figure(&in, FOLLOWUP_M1, b, group), after = figure(&then, FOLLOWUP_M1, b, group);
                if (before.absent)
                    continue;
                compared++;
                assert_int_equal(after.absent, FOLLOWUP_THERE);
                assert_true(group < 0 || group == then.rows.v[which].group ? mpq_cmp(after.percent, before.percent) >= 0 : mpq_equal(after.percent, before.percent));
            }
        }
    }
    assert_true(compared > 1000);
}

static void the_order_of_the_rows_changes_nothing(void **state)
{
    (void)state;
    EACH_PLAN(round, in) {
        struct followup_input back = in;
        back.rows.v = vd_alloc_array(arena, in.rows.n, sizeof *back.rows.v);
        for (size_t i = 0; i < in.rows.n; i++)
            back.rows.v[i] = in.rows.v[in.rows.n - 1 - i];
        EACH_FIGURE(m, b) {
            struct followup_figure f = figure(&in, m, b, -1), g = figure(&back, m, b, -1);
            assert_int_equal(f.absent, g.absent);
            assert_int_equal(f.counted, g.counted);
            if (!f.absent)
                assert_true(mpq_equal(f.percent, g.percent) && f.zone == g.zone);
        }
    }
}

static void rounding_never_changes_a_zone(void **state)
{
    (void)state;
    static const int edges[] = {60, 80};
    dice_state = 7;
    for (int i = 0; i < 4000; i++, vd_arena_reset(arena)) {
        mpq_ptr percent = followup_ratio(arena, edges[i % 2], 1), off = followup_ratio(arena, 1, 1 + (int64_t)dice(1000000) * dice(1000000));
        enum followup_zone above = i % 2 ? FOLLOWUP_ALTA : FOLLOWUP_MEDIA;
        assert_int_equal(followup_zone_of(percent), above);
        mpq_sub(percent, percent, off);
        assert_true(followup_zone_of(percent) < above); /* also where it prints as 60,00 or 80,00 */
    }
}

static void the_means_of_one_component_and_of_equal_weights_are_the_mean(void **state)
{
    (void)state;
    EACH_PLAN(round, in) {
        in.groups = 1;
        VD_EACH(row, &in.rows) {
            row->group = 0;
            row->weight_u6 = vd_some(7);
        }
        for (enum followup_basis b = FOLLOWUP_DECLARED; b < FOLLOWUP_BASES; b++) {
            struct followup_figure m2 = figure(&in, FOLLOWUP_M2, b, -1), m3 = figure(&in, FOLLOWUP_M3, b, -1), m4 = figure(&in, FOLLOWUP_M4, b, -1);
            assert_int_equal(m2.absent, m3.absent);
            assert_int_equal(m2.absent, m4.absent);
            if (!m2.absent)
                assert_true(mpq_equal(m2.percent, m3.percent) && mpq_equal(m2.percent, m4.percent));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        RULE(every_percentage_lies_between_0_and_100), RULE(one_more_fulfilled_activity_never_lowers_the_official_count),
        RULE(a_row_that_becomes_fulfilled_never_lowers_the_official_count),
        RULE(the_order_of_the_rows_changes_nothing), RULE(rounding_never_changes_a_zone),
        RULE(the_means_of_one_component_and_of_equal_weights_are_the_mean),
    };
    return cmocka_run_group_tests_name("followup rules: random plans", tests, NULL, NULL);
}
