/* SPDX-License-Identifier: Apache-2.0 */
/* The rules against Sopó 2017 (41 rows, read from the sheet row by row), against cases by hand, and what must hold always. */
#include "features/followup/followup_rules.h"
#include <setjmp.h>
#include <cmocka.h>
#include "features/followup/followup_cases.h"
#include "features/followup/followup_law.h"

enum { MILLION = 1000000 };
static struct vd_arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = vd_arena_new(256u << 20);
    return arena ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

#define assert_text(got, wanted) assert_string_equal(vd_str_c(arena, (got)), vd_str_c(arena, (wanted)))
#define rounded(q) followup_rounded(arena, (q), 2, ',')

/* "90,0", "0.2", "" -> millionths. */
static struct vd_oint u6_of(struct vd_str text)
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

static struct vd_date day(const char *iso)
{
    struct vd_date d = {0};
    assert_true(vd_date_from_iso(vd_str_of(iso), &d));
    return d;
}

static size_t dues_of(struct vd_str text, struct vd_date *dues, size_t max)
{
    struct vd_str one;
    size_t n = 0;
    while (text.n && vd_str_split(&text, ' ', &one)) {
        assert_true(n < max);
        dues[n++] = vd_str_is(one, "-") ? (struct vd_date){0} : day(vd_str_c(arena, one));
    }
    return n;
}

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

static struct followup_figure figure(const struct followup_input *input, enum followup_method method, enum followup_basis basis, int group)
{
    struct followup_side side = followup_side_of(arena, input, basis);
    return followup_figure_of(arena, input, &side, method, group);
}

static void assert_figure(const struct followup_input *input, enum followup_method method, enum followup_basis basis,
                          const char *numerator, const char *denominator, const char *printed, enum followup_zone zone)
{
    struct followup_figure f = figure(input, method, basis, -1);
    assert_int_equal(f.absent, FOLLOWUP_THERE);
    assert_string_equal(vd_str_c(arena, followup_exact(arena, f.numerator)), numerator);
    assert_string_equal(vd_str_c(arena, followup_exact(arena, f.denominator)), denominator);
    assert_string_equal(vd_str_c(arena, rounded(f.percent)), printed);
    assert_int_equal(f.zone, zone);
}

/* ---- Sopó */

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

/* ---- cases by hand */

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

static struct followup_row said(int64_t declared) /* points; -1: nothing */
{
    struct followup_row row = {.reported = declared >= 0};
    if (declared >= 0)
        row.said_u6[FOLLOWUP_DECLARED] = vd_some(declared * MILLION);
    return row;
}

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

/* ---- what must hold always: random plans, always the same ones */

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
            struct followup_figure f = followup_figure_of(arena, &in, &side, m, -1);
            there += !f.absent;
            if (!f.absent)
                assert_true(mpq_cmp_si(f.percent, 0, 1) >= 0 && mpq_cmp_si(f.percent, 100, 1) <= 0);
        }
    }
    assert_true(there > 2000);
}

static void one_more_fulfilled_activity_never_lowers_the_official_count(void **state)
{
    (void)state;
    int compared = 0;
    EACH_PLAN(round, in) {
        for (enum followup_basis b = FOLLOWUP_DECLARED; b < FOLLOWUP_BASES; b++) {
            struct followup_input more = in;
            struct followup_figure before = figure(&in, FOLLOWUP_M1, b, -1);
            struct followup_row full = {.reported = true, .said_u6 = {vd_some(100 * MILLION), vd_some(100 * MILLION), vd_some(100 * MILLION)},
                .achieved_u6 = vd_some(MILLION), .target_u6 = vd_some(MILLION)};
            more.rows.v = vd_alloc_array(arena, in.rows.n + 1, sizeof *more.rows.v);
            memcpy(more.rows.v, in.rows.v, in.rows.n * sizeof *in.rows.v);
            more.rows.v[more.rows.n++] = full;
            struct followup_figure after = figure(&more, FOLLOWUP_M1, b, -1);
            assert_int_equal(after.absent, FOLLOWUP_THERE);
            compared += !before.absent;
            if (!before.absent)
                assert_true(mpq_cmp(after.percent, before.percent) >= 0);
        }
    }
    assert_true(compared > 500);
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

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, begin, end)
    const struct CMUnitTest tests[] = {
        T(sopo_has_its_figures), T(sopo_has_no_weights_and_nobody_reviewed_or_verified), T(each_row_of_sopo_recomputes_to_its_percentage_and_zone),
        T(each_strategy_of_sopo_has_its_means), T(sopo_has_33_1_and_7_rows_by_zone_as_declared), T(the_seven_supposed_rows_of_sopo_count_and_are_counted),
        T(activity_12_of_sopo_is_the_one_disagreement), T(the_lost_row_of_sopo_explains_the_mean_it_prints),
        T(with_30_december_as_cut_off_three_rows_of_sopo_are_not_due), T(a_printed_mean_that_one_row_cannot_explain_is_left_alone),
        T(an_activity_counts_as_its_case_says), T(an_activity_is_due_as_its_case_says), T(a_percentage_prints_and_stands_in_its_zone_as_its_case_says),
        T(a_number_prints_with_the_decimals_and_the_point_asked_for), T(what_does_not_count_leaves_numerator_and_denominator),
        T(a_due_activity_without_report_counts_zero), T(zeros_without_report_alone_are_no_figure_of_what_nobody_verified),
        T(a_plan_without_rows_that_count_has_no_figure), T(the_four_bases_are_four_values), T(what_was_said_above_100_or_below_0_is_capped),
        T(where_evidence_was_asked_and_none_accepted_an_activity_is_not_fulfilled), T(weights_move_the_mean_and_must_all_be_there),
        T(exactly_half_a_point_apart_is_still_agreement), T(every_percentage_lies_between_0_and_100),
        T(one_more_fulfilled_activity_never_lowers_the_official_count), T(the_order_of_the_rows_changes_nothing), T(rounding_never_changes_a_zone),
        T(the_means_of_one_component_and_of_equal_weights_are_the_mean), T(names_are_those_of_the_command_and_of_the_tables),
        T(the_zones_are_those_of_the_law), T(the_methods_are_those_of_the_law),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
