/* SPDX-License-Identifier: Apache-2.0 */
/* The rules of the cells, each against its file of cases. A file names every form of the four plans and where it stands. */
#include "features/plan/cells/plan_cells_testing.h"
#include "features/plan/cells/plan_figures.h"
#include "features/plan/cells/plan_targets.h"
#include "features/plan/cells/plan_words.h"
#include <setjmp.h>
#include <cmocka.h>
#include "features/plan/cells/plan_cells_cases.h"

enum { ARENA = 64 * 1024 * 1024 };

static struct vd_str optional(struct vd_arena *arena, struct vd_oint u6) { return u6.has ? plan_u6_text(arena, u6.v) : (struct vd_str){0}; }
static bool is(struct vd_str wanted, const char *got) { return vd_str_is(wanted, got ? got : ""); }

static void dates_are_read_as_their_file_says(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < cases_plan_dates_cases_n; i++) {
        const struct cases_plan_dates_cases *c = &cases_plan_dates_cases[i];
        struct plan_schedule got;
        int64_t vigencia = 0;
        assert_true(vd_str_i64(c->vigencia, &vigencia));
        plan_dates_read(arena, c->text, (int)vigencia, &got);
        struct vd_str windows = testing_windows(arena, &got), recurrence = testing_recurrence(arena, &got);
        struct vd_str notes = testing_notes(arena, &got.verdict), problems = testing_problems(arena, &got.verdict);
        if (is(c->kind, got.kind) && vd_str_eq(c->windows, windows) && vd_str_eq(c->recurrence, recurrence) &&
            is(c->status, plan_certainty_name(got.verdict.status)) && vd_str_eq(c->notes, notes) && vd_str_eq(c->problems, problems))
            continue;
        wrong++;
        print_error("«%.*s» %.*s (%.*s): %s,%.*s,%.*s,%s,%.*s,%.*s\n", VD_SARG(c->text), VD_SARG(c->vigencia), VD_SARG(c->why), got.kind, VD_SARG(windows),
                    VD_SARG(recurrence), plan_certainty_name(got.verdict.status), VD_SARG(notes), VD_SARG(problems));
    }
    assert_int_equal(wrong, 0);
}

static void goals_are_read_as_their_file_says(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < cases_plan_targets_cases_n; i++) {
        const struct cases_plan_targets_cases *c = &cases_plan_targets_cases[i];
        struct plan_target got;
        plan_target_read_under(arena, c->goal, c->indicator, &got);
        struct vd_str per = got.per_count.has ? vd_str_printf(arena, "%.*s=%" PRId64, VD_SARG(got.per), got.per_count.v) : got.per;
        struct vd_str reading = plan_target_reading(arena, &got), notes = testing_notes(arena, &got.verdict);
        if (vd_str_eq(c->reading, reading) && is(c->unit_kind, got.unit_kind) && is(c->comparator, got.comparator) &&
            vd_str_eq(c->condition, got.condition) && vd_str_eq(c->per, per) && vd_str_eq(c->coverage, got.coverage) &&
            is(c->polarity, got.polarity) && is(c->status, plan_certainty_name(got.verdict.status)) && vd_str_eq(c->notes, notes))
            continue;
        wrong++;
        print_error("«%.*s» (%.*s): %.*s,%s,%s,%.*s,%.*s,%.*s,%s,%s,%.*s\n", VD_SARG(c->goal), VD_SARG(c->why), VD_SARG(reading), got.unit_kind,
                    got.comparator, VD_SARG(got.condition), VD_SARG(per), VD_SARG(got.coverage), got.polarity ? got.polarity : "",
                    plan_certainty_name(got.verdict.status), VD_SARG(notes));
    }
    assert_int_equal(wrong, 0);
}

static void achieved_values_are_read_in_the_unit_that_their_file_says(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < cases_plan_achieved_cases_n; i++) {
        const struct cases_plan_achieved_cases *c = &cases_plan_achieved_cases[i];
        struct plan_target target;
        struct plan_achieved got;
        plan_target_read_under(arena, c->target, c->indicator, &target);
        plan_achieved_read(arena, &target, c->achieved, c->declared, &got);
        struct vd_str value = optional(arena, got.value_u6), goal = optional(arena, got.target_u6), computed = optional(arena, got.computed_u6);
        struct vd_str notes = testing_notes(arena, &got.verdict);
        if (is(c->unit, got.unit) && vd_str_eq(c->value, value) && vd_str_eq(c->goal, goal) && vd_str_eq(c->computed, computed) &&
            is(c->fits, got.fits ? "yes" : "no") && is(c->status, plan_certainty_name(got.verdict.status)) && vd_str_eq(c->notes, notes))
            continue;
        wrong++;
        print_error("%.*s of «%.*s» (%.*s): %s,%.*s,%.*s,%.*s,%s,%s,%.*s\n", VD_SARG(c->achieved), VD_SARG(c->target), VD_SARG(c->why), got.unit, VD_SARG(value),
                    VD_SARG(goal), VD_SARG(computed), got.fits ? "yes" : "no", plan_certainty_name(got.verdict.status), VD_SARG(notes));
    }
    assert_int_equal(wrong, 0);
}

static void responsibles_are_parted_as_their_file_says(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < cases_plan_people_cases_n; i++) {
        const struct cases_plan_people_cases *c = &cases_plan_people_cases[i];
        struct plan_people got;
        plan_people_read(arena, c->text, &got);
        struct vd_str people = testing_people(arena, &got), notes = testing_notes(arena, &got.verdict), problems = testing_problems(arena, &got.verdict);
        for (size_t k = 0; k < got.list.n; k++)
            assert_int_equal(got.list.v[k].lead, k == 0);
        if (vd_str_eq(c->people, people) && is(c->status, plan_certainty_name(got.verdict.status)) && vd_str_eq(c->notes, notes) &&
            vd_str_eq(c->problems, problems))
            continue;
        wrong++;
        print_error("«%.*s» (%.*s): %.*s,%s,%.*s,%.*s\n", VD_SARG(c->text), VD_SARG(c->why), VD_SARG(people), plan_certainty_name(got.verdict.status),
                    VD_SARG(notes), VD_SARG(problems));
    }
    assert_int_equal(wrong, 0);
}

static void a_start_and_an_end_are_paired_as_their_file_says(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < cases_plan_pairs_cases_n; i++) {
        const struct cases_plan_pairs_cases *c = &cases_plan_pairs_cases[i];
        struct plan_schedule got;
        plan_dates_read_pair(arena, c->start, c->end, 2022, &got);
        struct vd_str windows = testing_windows(arena, &got), problems = testing_problems(arena, &got.verdict);
        for (size_t k = 0; k < got.windows.n; k++)
            assert_int_equal(got.windows.v[k].part, got.windows.n > 1 ? k + 1 : 0);
        if (is(c->kind, got.kind) && vd_str_eq(c->windows, windows) && is(c->status, plan_certainty_name(got.verdict.status)) && vd_str_eq(c->problems, problems))
            continue;
        wrong++;
        print_error("«%.*s» «%.*s» (%.*s): %s,%.*s,%s,%.*s\n", VD_SARG(c->start), VD_SARG(c->end), VD_SARG(c->why), got.kind, VD_SARG(windows),
                    plan_certainty_name(got.verdict.status), VD_SARG(problems));
    }
    assert_int_equal(wrong, 0);
}

static void longer_texts_say_how_often_and_which_days(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    int wrong = 0;
    (void)state;
    for (size_t i = 0; i < cases_plan_prose_cases_n; i++) {
        const struct cases_plan_prose_cases *c = &cases_plan_prose_cases[i];
        struct plan_schedule got;
        plan_dates_in_prose(arena, c->text, 2022, &got);
        struct vd_oint times = plan_dates_times_a_year(arena, c->text);
        struct vd_str often = times.has ? vd_str_printf(arena, "%" PRId64, times.v) : (struct vd_str){0}, windows = plan_dates_reading(arena, &got);
        if (vd_str_eq(c->times, often) && vd_str_eq(c->windows, windows))
            continue;
        wrong++;
        print_error("«%.*s» (%.*s): %.*s,%.*s\n", VD_SARG(c->text), VD_SARG(c->why), VD_SARG(often), VD_SARG(windows));
    }
    assert_int_equal(wrong, 0);
}

static void a_doubt_stays_with_its_window_or_is_of_all(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    struct plan_schedule got;
    (void)state;
    plan_dates_read(arena, VD_S("30/04/2022, 31/04/2022, 31/08"), 2022, &got);
    assert_int_equal(got.windows.v[0].status, PLAN_READ);
    assert_int_equal(got.windows.v[1].status, PLAN_AMBIGUOUS);
    assert_string_equal(got.windows.v[1].problem, "VD-P001");
    assert_int_equal(got.windows.v[2].status, PLAN_SUPPOSED);
    assert_int_equal(got.verdict.status, PLAN_AMBIGUOUS);
    plan_dates_read(arena, VD_S("30 de abril de 2022, agosto y diciembre de 2022"), 2022, &got);
    assert_int_equal(got.windows.v[0].status, PLAN_AMBIGUOUS);
    plan_dates_read(arena, VD_S("Mensual, primeros días del mes siguiente"), 2022, &got);
    assert_int_equal(got.windows.v[11].status, PLAN_SUPPOSED);
    assert_null(got.windows.v[11].raw.p);
}

static void thirteen_marks_are_twelve_months_and_a_finding(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    bool all[14] = {true, true, true, true, true, true, true, true, true, true, true, true, true, true};
    struct plan_schedule got;
    (void)state;
    plan_dates_read_marks(arena, all, 13, 2021, &got);
    assert_int_equal(got.windows.n, 12);
    assert_string_equal(got.kind, "points");
    assert_true(vd_str_is(vd_date_iso(arena, got.windows.v[1].due), "2021-02-28"));
    assert_string_equal(got.verdict.problems.v[0].code, "VD-P024");
    assert_true(vd_str_is(got.verdict.problems.v[0].read_text, "una marca"));
    plan_dates_read_marks(arena, all, 14, 2021, &got);
    assert_true(vd_str_is(got.verdict.problems.v[0].read_text, "2 marcas"));
}

static void few_marks_are_a_window_or_nothing(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    bool none[12] = {0}, june[12] = {[5] = true};
    struct plan_schedule got;
    (void)state;
    plan_dates_read_marks(arena, none, 12, 2021, &got);
    assert_string_equal(got.kind, "none");
    assert_int_equal(got.verdict.status, PLAN_READ);
    plan_dates_read_marks(arena, june, 12, 2021, &got);
    assert_string_equal(got.kind, "window");
    assert_true(vd_str_is(plan_dates_reading(arena, &got), "2021-06-01/2021-06-30"));
    plan_dates_read_marks(arena, june, 12, 0, &got);
    assert_int_equal(got.verdict.status, PLAN_AMBIGUOUS);
    assert_null(plan_dates_reading(arena, &got).p);
}

static void a_heading_cut_by_the_page_still_names_its_month(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    static const struct { const char *text; int month; } cases[] = {
        {"Ene ro", 1}, {"Febr ero", 2}, {"Septie mbre", 9}, {"Octu-bre", 10}, {"Novie\nmbre", 11}, {"DIC.", 12}, {"Mayo", 5}, {"Agos to", 8}, {"Septiemrbe", 9},
        {"Mes", 0}, {"Actividad", 0}, {"", 0}, {"1", 0}, {"Marzo 2021", 0}, {"Enero Febrero", 0},
    };
    (void)state;
    for (size_t i = 0; i < VD_COUNT(cases); i++)
        assert_int_equal(plan_dates_month(arena, vd_str_of(cases[i].text)), cases[i].month);
}

static void a_note_is_said_once_and_its_weight_stays(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    struct plan_verdict verdict = {0};
    (void)state;
    plan_note_add(arena, &verdict, "spelling", VD_S("«Diciembe»"));
    plan_note_add(arena, &verdict, "spelling", VD_S("«Diciembe»"));
    plan_note_add(arena, &verdict, "daily", VD_S(""));
    assert_int_equal(verdict.notes.n, 2);
    assert_int_equal(verdict.status, PLAN_SUPPOSED);
    assert_true(vd_str_find(verdict.notes.v[0].text, VD_S("«Diciembe»")) >= 0);
    plan_note_add(arena, &verdict, "unread", VD_S("x"));
    plan_note_add(arena, &verdict, "daily", VD_S(""));
    assert_int_equal(verdict.status, PLAN_AMBIGUOUS);
    assert_false(plan_note_has(&verdict, "week"));
}

static void one_slip_is_a_letter_more_less_other_or_swapped(void **state)
{
    static const struct { const char *a, *b; bool slip; } cases[] = {
        {"septiemrbe", "septiembre", true}, {"diciembe", "diciembre", true}, {"agostto", "agosto", true}, {"obtubre", "octubre", true}, {"enero", "enero", false},
        {"ab", "ba", true}, {"abc", "a", false}, {"abcd", "badc", false}, {"marzo", "mayo", false}, {"", "a", true}, {"ab", "cd", false}, {"abx", "aby", true},
    };
    (void)state;
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        assert_int_equal(plan_word_slip(vd_str_of(cases[i].a), vd_str_of(cases[i].b)), cases[i].slip);
        assert_int_equal(plan_word_slip(vd_str_of(cases[i].b), vd_str_of(cases[i].a)), cases[i].slip);
    }
}

static void numerals_of_several_words_add_up(void **state)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(ARENA);
    static const struct { const char *text; int64_t value; size_t words; } cases[] = {
        {"treinta y uno", 31, 3}, {"treinta y", 30, 1}, {"treinta y once", 30, 1}, {"ciento veintidós", 122, 2}, {"cien veinte", 100, 1}, {"mil", 1000, 1},
        {"dos mil quinientos tres", 2503, 4}, {"mil uno", 1001, 2}, {"doscientas", 200, 1}, {"nada", 0, 0}, {"noventa y nueve mil", 99000, 4}, {"y uno", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        plan_words words = plan_words_of(arena, vd_str_of(cases[i].text));
        int64_t value = 0;
        assert_int_equal(plan_numerals(&words, 0, &value), cases[i].words);
        assert_int_equal(value, cases[i].value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_as_their_file_says),
        cmocka_unit_test(goals_are_read_as_their_file_says),
        cmocka_unit_test(achieved_values_are_read_in_the_unit_that_their_file_says),
        cmocka_unit_test(responsibles_are_parted_as_their_file_says),
        cmocka_unit_test(a_start_and_an_end_are_paired_as_their_file_says),
        cmocka_unit_test(longer_texts_say_how_often_and_which_days),
        cmocka_unit_test(a_doubt_stays_with_its_window_or_is_of_all),
        cmocka_unit_test(thirteen_marks_are_twelve_months_and_a_finding),
        cmocka_unit_test(few_marks_are_a_window_or_nothing),
        cmocka_unit_test(a_heading_cut_by_the_page_still_names_its_month),
        cmocka_unit_test(a_note_is_said_once_and_its_weight_stays),
        cmocka_unit_test(one_slip_is_a_letter_more_less_other_or_swapped),
        cmocka_unit_test(numerals_of_several_words_add_up),
    };
    return cmocka_run_group_tests_name("plan cells", tests, NULL, NULL);
}
