/* SPDX-License-Identifier: Apache-2.0 */
/* Sopó's follow-up of 2017 from its Excel sheet and its CSV, against a truth written from the published sheet (sopo_truth.csv, in
 * the order and with the units of its study): 41 rows under ten strategies, one of them shifted, and a mean that does not follow. */
#include "features/plan/read/plan_followup_draft.h"
#include "features/plan/read/plan_law.h"
#include <fcntl.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>
#include "features/plan/read/plan_cases.h"

enum { ROWS = 41, UNIT = 1000000 };
static const char *const files[] = {"sopo-2017-seguimiento.xlsx", "sopo-2017-seguimiento.csv"};
static struct vd_arena *arena;
static struct plan_draft *sheets[VD_COUNT(files)];

static int read_sheets(void **state)
{
    (void)state;
    arena = vd_arena_new(256 << 20);
    for (size_t f = 0; arena && f < VD_COUNT(files); f++) {
        struct vd_str reason = {0};
        struct vd_doc *doc;
        int fd = open(vd_str_printf(arena, "%s/%s", EXAMPLES, files[f]).p, O_RDONLY | O_CLOEXEC);
        if (fd < 0 || vd_doc_read(fd, arena, &doc, &reason) != VD_OK || plan_read(doc, "paac-v2", 0, arena, &sheets[f], &reason) != VD_OK) {
            print_error("%s: %.*s\n", files[f], VD_SARG(reason));
            return -1;
        }
        close(fd);
    }
    return arena ? 0 : -1;
}

static int drop_sheets(void **state) { (void)state; vd_arena_free(arena); return 0; }

static void same(size_t f, size_t i, const char *what, struct vd_str got, struct vd_str expected)
{
    if (!vd_str_eq(got, expected))
        fail_msg("%s, activity %zu, %s: «%.*s» instead of «%.*s»", files[f], i + 1, what, VD_SARG(got), VD_SARG(expected));
}

/* "87,24" in millionths. */
static int64_t u6(struct vd_str text)
{
    int64_t whole = 0, part = 0, scale = UNIT;
    bool fraction = false;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ',')
            fraction = true;
        else if (fraction)
            part += (text.p[i] - '0') * (scale /= 10);
        else
            whole = whole * 10 + (text.p[i] - '0');
    }
    return whole * UNIT + part;
}

static void all_41_activities_stand_under_their_ten_strategies(void **state)
{
    (void)state;
    assert_int_equal(cases_sopo_truth_n, ROWS);
    for (size_t f = 0; f < VD_COUNT(files); f++) {
        assert_int_equal(sheets[f]->vigencia, 2017);
        assert_int_equal(sheets[f]->components.n, 10);
        assert_int_equal(sheets[f]->activities.n, ROWS);
        for (size_t i = 0; i < ROWS; i++) {
            const struct cases_sopo_truth *t = &cases_sopo_truth[i];
            const struct draft_activity *a = &sheets[f]->activities.v[i];
            same(f, i, "address", a->address, t->address);
            same(f, i, "strategy", sheets[f]->components.v[a->component].name, t->strategy);
            same(f, i, "description", a->description, t->description);
            same(f, i, "goal", a->goal, t->goal);
            same(f, i, "indicator", a->indicator, t->indicator);
            same(f, i, "schedule", a->schedule, t->schedule);
        }
        VD_EACH(c, &sheets[f]->components)
            assert_true(c->objective.n > 20);
    }
}

static void each_row_has_its_achieved_and_declared_values_with_their_unit(void **state)
{
    (void)state;
    for (size_t f = 0; f < VD_COUNT(files); f++) {
        const struct followup_draft *sheet = plan_draft_followup(sheets[f]);
        assert_non_null(sheet);
        assert_int_equal(sheet->rows.n, ROWS);
        for (size_t i = 0; i < ROWS; i++) {
            const struct cases_sopo_truth *t = &cases_sopo_truth[i];
            const struct followup_draft_row *row = &sheet->rows.v[i];
            assert_int_equal(row->activity, i);
            if (f == 1) /* Excel shows "1,00" as its format says: 1,0 */
                same(f, i, "achieved", row->achieved.raw, t->achieved);
            same(f, i, "declared", row->declared_raw, t->declared);
            same(f, i, "remarks", row->remarks, t->remarks);
            same(f, i, "status", vd_str_of(plan_certainty_name(row->achieved.verdict.status)), t->status);
            bool percent = vd_str_is(t->kind, "percent");
            if (percent != (strcmp(row->achieved.unit, "count") != 0 && strcmp(row->achieved.unit, "fraction") != 0))
                fail_msg("%s, activity %zu: unit %s", files[f], i + 1, row->achieved.unit);
            assert_true(row->achieved.declared_u6.has && row->achieved.computed_u6.has);
            assert_int_equal(row->achieved.declared_u6.v, u6(t->declared));
            assert_int_equal(row->achieved.computed_u6.v, u6(t->recomputed));
            assert_int_equal(row->shifted, t->shifted.n > 0);
        }
    }
}

static void only_the_twelfth_activity_disagrees_with_its_target(void **state)
{
    (void)state;
    for (size_t f = 0; f < VD_COUNT(files); f++)
        for (size_t i = 0; i < ROWS; i++)
            assert_int_equal(sheets[f]->followup->rows.v[i].achieved.fits, i != 11);
    assert_int_equal(sheets[0]->activities.v[11].place.row, 18);
    assert_int_equal(sheets[1]->activities.v[11].place.row, 14);
}

static void the_sheet_keeps_its_own_date_and_its_official_cutoff(void **state)
{
    (void)state;
    for (size_t f = 0; f < VD_COUNT(files); f++) {
        const struct followup_draft *sheet = sheets[f]->followup;
        same(f, 0, "date", vd_date_iso(arena, sheet->sheet_date), VD_S("2017-12-30"));
        same(f, 0, "cut-off", vd_date_iso(arena, sheet->cutoff), VD_S("2017-12-31"));
        same(f, 0, "mean", sheet->mean_raw, VD_S("87,24"));
        assert_int_equal(sheet->mean_u6.v, 87240000);
    }
    assert_true(vd_str_is(plan_place_text(arena, sheets[0], sheets[0]->followup->mean_place), "SEGUIMIENTO!I48"));
    assert_true(vd_str_is(plan_place_text(arena, sheets[1], sheets[1]->followup->mean_place), "A44"));
}

static void the_printed_mean_is_explained_to_the_cent(void **state)
{
    (void)state;
    for (size_t f = 0; f < VD_COUNT(files); f++)
        VD_EACH(finding, &sheets[f]->findings)
            if (strcmp(finding->code, "VD-P064") == 0)
                same(f, 0, "explanation", finding->proposal, VD_S("las 41 filas suman 3564,00 y su promedio es 86,93; 87,24 solo saldría con 42 filas, si la que falta tuviera 100"));
}

static void a_cell_out_of_place_is_never_taken_for_a_value(void **state)
{
    (void)state;
    for (size_t f = 0; f < VD_COUNT(files); f++)
        VD_EACH(c, &sheets[f]->cells) {
            assert_string_not_equal(c->status, "sin_usar");
            if (c->activity == 33 && c->field == PLAN_FIELD_OBJECTIVE)
                assert_string_equal(c->status, "ambiguo");
        }
}

static void each_strategy_has_the_objective_that_the_sheet_gives_it(void **state)
{
    (void)state;
    for (size_t f = 0; f < VD_COUNT(files); f++) {
        assert_int_equal(sheets[f]->components.n, cases_sopo_objectives_truth_n);
        for (size_t i = 0; i < cases_sopo_objectives_truth_n; i++) {
            const struct draft_component *got = &sheets[f]->components.v[i];
            const struct cases_sopo_objectives_truth *t = &cases_sopo_objectives_truth[i];
            if (!vd_str_eq(got->code, t->code) || !vd_str_eq(got->objective, t->objective))
                fail_msg("%s: %.*s «%.*s» instead of «%.*s»", files[f], VD_SARG(got->code), VD_SARG(got->objective), VD_SARG(t->objective));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_strategy_has_the_objective_that_the_sheet_gives_it),
        cmocka_unit_test(all_41_activities_stand_under_their_ten_strategies),
        cmocka_unit_test(each_row_has_its_achieved_and_declared_values_with_their_unit),
        cmocka_unit_test(only_the_twelfth_activity_disagrees_with_its_target),
        cmocka_unit_test(the_sheet_keeps_its_own_date_and_its_official_cutoff),
        cmocka_unit_test(the_printed_mean_is_explained_to_the_cent),
        cmocka_unit_test(a_cell_out_of_place_is_never_taken_for_a_value),
    };
    return cmocka_run_group_tests_name("Sopó 2017", tests, read_sheets, drop_sheets);
}
