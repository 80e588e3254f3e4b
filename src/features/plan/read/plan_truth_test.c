/* SPDX-License-Identifier: Apache-2.0 */
/* Real plans against truths written from the published texts, not from what this program reads: INVIPASTO 2020 from its three
 * containers, Ibagué 2021, the findings of all four. A window is from/due; the first responsible leads. */
#include "features/plan/read/plan_draft.h"
#include "features/plan/read/plan_law.h"
#include <fcntl.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>
#include "features/plan/read/plan_cases.h"

static struct vd_arena *arena;

static int open_arena(void **state) { (void)state; arena = vd_arena_new(256 << 20); return arena ? 0 : -1; }
static int close_arena(void **state) { (void)state; vd_arena_free(arena); return 0; }

static struct plan_draft *read_plan(const char *file, int vigencia)
{
    struct plan_draft *draft = NULL;
    struct vd_str reason = {0};
    struct vd_doc *doc;
    int fd = open(vd_str_printf(arena, "%s/%s", EXAMPLES, file).p, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || vd_doc_read(fd, arena, &doc, &reason) != VD_OK || plan_read(doc, "paac-v2", vigencia, arena, &draft, &reason) != VD_OK)
        fail_msg("%s: %.*s", file, VD_SARG(reason));
    close(fd);
    return draft;
}

struct truth { struct vd_str address, subcomponent, code, description, product, goal, indicator, schedule, windows, responsibles, qty, unit_kind; };

static struct vd_str windows_text(const struct plan_draft *draft, size_t activity)
{
    struct vd_str out = VD_S("");
    struct draft_windows windows = draft_windows_of(draft, activity);
    VD_EACH(w, &windows)
        out = vd_str_printf(arena, "%.*s%s%.*s/%.*s", VD_SARG(out), out.n ? "|" : "", VD_SARG(vd_date_iso(arena, w->from)), VD_SARG(vd_date_iso(arena, w->due)));
    return out;
}

static struct vd_str people_text(const struct plan_draft *draft, size_t activity)
{
    struct vd_str out = VD_S("");
    VD_EACH(r, &draft->responsibles)
        if (r->activity == (int)activity)
            out = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(out), out.n ? "|" : "", VD_SARG(r->raw));
    return out;
}

static void same(const char *file, const struct truth *t, const char *what, struct vd_str got, struct vd_str expected)
{
    if (!vd_str_eq(got, expected))
        fail_msg("%s, %.*s, %s: «%.*s» instead of «%.*s»", file, VD_SARG(t->address), what, VD_SARG(got), VD_SARG(expected));
}

static void same_activity(const char *file, const struct plan_draft *draft, size_t i, const struct truth *t)
{
    const struct draft_activity *a = &draft->activities.v[i];
    struct vd_str qty = a->target.qty_u6.has ? vd_str_printf(arena, "%" PRId64, a->target.qty_u6.v / 1000000) : VD_S("");
    same(file, t, "address", a->address, t->address);
    same(file, t, "subcomponent", a->subcomponent < 0 ? VD_S("") : draft->components.v[a->subcomponent].code, t->subcomponent);
    same(file, t, "code", a->code, t->code);
    same(file, t, "description", a->description, t->description);
    same(file, t, "product", a->product, t->product);
    same(file, t, "goal", a->goal, t->goal);
    same(file, t, "indicator", a->indicator, t->indicator);
    same(file, t, "schedule", a->schedule, t->schedule);
    same(file, t, "windows", windows_text(draft, i), t->windows);
    same(file, t, "responsibles", people_text(draft, i), t->responsibles);
    same(file, t, "quantity", qty, t->qty);
    same(file, t, "unit", vd_str_of(a->target.unit_kind), t->unit_kind);
}

#define CHECK_TRUTH(file, read, table) \
    do { \
        const struct plan_draft *draft_ = (read); \
        assert_int_equal(draft_->activities.n, table##_n); \
        for (size_t i_ = 0; i_ < table##_n; i_++) { \
            struct truth t_ = {table[i_].address, table[i_].subcomponent, table[i_].code, table[i_].description, table[i_].product, table[i_].goal, \
                table[i_].indicator, table[i_].schedule, table[i_].windows, table[i_].responsibles, table[i_].qty, table[i_].unit_kind}; \
            same_activity(file, draft_, i_, &t_); \
        } \
    } while (0)

/* ---- INVIPASTO 2020 */

static const char *const invipasto[] = {"invipasto-2020.xlsx", "invipasto-2020.ods", "invipasto-2020-paginas.docx"};

static void invipasto_has_the_same_41_activities_in_its_three_containers(void **state)
{
    (void)state;
    assert_int_equal(cases_invipasto_truth_n, 41);
    for (size_t f = 0; f < VD_COUNT(invipasto); f++)
        CHECK_TRUTH(invipasto[f], read_plan(invipasto[f], 2020), cases_invipasto_truth);
}

static void same_indicator(const char *file, const struct plan_draft *draft, const struct draft_indicator *got, const struct cases_invipasto_indicators_truth *t)
{
    const struct truth where = {.address = t->name};
    same(file, &where, "component", draft->components.v[got->component].code, t->component);
    same(file, &where, "name", got->name, t->name);
    same(file, &where, "formula", got->formula, t->formula);
    same(file, &where, "goal", got->target.raw, t->goal);
    same(file, &where, "quantity", vd_str_printf(arena, "%" PRId64, got->target.qty_u6.v / 1000000), t->qty);
    same(file, &where, "unit", vd_str_of(got->target.unit_kind), t->unit_kind);
    same(file, &where, "polarity", vd_str_of(got->target.polarity), vd_str_is(t->lower_better, "1") ? VD_S("lower-better") : VD_S(""));
    same(file, &where, "schedule", got->schedule, t->schedule);
    same(file, &where, "responsible", got->responsible, t->responsible);
    assert_int_equal(got->alone, t->responsible.n > 0);
}

static void invipasto_has_its_indicators_by_component_and_one_row_without_activity(void **state)
{
    (void)state;
    for (size_t f = 0; f < VD_COUNT(invipasto); f++) {
        struct plan_draft *draft = read_plan(invipasto[f], 2020);
        assert_int_equal(draft->indicators.n, cases_invipasto_indicators_truth_n);
        for (size_t i = 0; i < draft->indicators.n; i++)
            same_indicator(invipasto[f], draft, &draft->indicators.v[i], &cases_invipasto_indicators_truth[i]);
    }
}

/* Where the column of the indicator says how it is computed. */
static void a_cell_that_computes_is_a_formula_and_a_list_of_words_is_not(void **state)
{
    static const char *const with[] = {"1.2.1", "4.3.1", "4.5.1", "4.5.2", "5.1.2"};
    (void)state;
    for (size_t f = 0; f < VD_COUNT(invipasto); f++) {
        struct plan_draft *draft = read_plan(invipasto[f], 2020);
        size_t n = 0;
        VD_EACH(a, &draft->activities) {
            if (!a->formula.p)
                continue;
            assert_true(n < VD_COUNT(with) && vd_str_is(a->address, with[n]));
            assert_true(vd_str_eq(a->formula, a->indicator));
            n++;
        }
        assert_int_equal(n, VD_COUNT(with));
    }
}

static void tables_cut_by_pages_are_told_as_one_matrix(void **state)
{
    static const char *const expected[] = {"plan", "indicadores", "plan", "indicadores", "plan", "indicadores", "plan", "plan-sigue", "plan-sigue", "indicadores",
        "plan", "plan-sigue", "indicadores", "plan"};
    (void)state;
    struct plan_draft *draft = read_plan("invipasto-2020-paginas.docx", 2020);
    assert_int_equal(draft->tables.n, VD_COUNT(expected));
    for (size_t i = 0; i < VD_COUNT(expected); i++) {
        assert_string_equal(draft->tables.v[i].taken_for, expected[i]);
        assert_true(draft->tables.v[i].why.n > 0);
    }
}

/* ---- Ibagué 2021 */

static void ibague_has_its_39_activities(void **state)
{
    (void)state;
    assert_int_equal(cases_ibague_truth_n, 7 + 13 + 5 + 14);
    struct plan_draft *draft = read_plan("ibague-2021.docx", 0);
    assert_int_equal(draft->vigencia, 2021); /* the document says it */
    CHECK_TRUTH("ibague-2021.docx", draft, cases_ibague_truth);
}

/* ---- findings */

static bool is_expected(const struct plan_draft *draft, const struct draft_finding *f, size_t i, const char *const *plans)
{
    const struct cases_plan_findings_truth *t = &cases_plan_findings_truth[i];
    struct vd_str address = f->activity < 0 ? VD_S("") : draft->activities.v[f->activity].address;
    bool of_plan = vd_str_is(t->plan, plans[0]) || (plans[1] && vd_str_is(t->plan, plans[1]));
    return of_plan && vd_str_is(t->code, f->code) && vd_str_eq(t->address, address) && vd_str_eq(t->read, f->read_text);
}

static void the_findings_are_those_of_a_careful_reader_and_no_others(void **state)
{
    static const struct { const char *file; int vigencia; const char *plans[2]; } files[] = {
        {"pasto-2022.docx", 2022, {"pasto", NULL}}, {"invipasto-2020.xlsx", 2020, {"invipasto", NULL}}, {"invipasto-2020.ods", 2020, {"invipasto", NULL}},
        {"invipasto-2020-paginas.docx", 2020, {"invipasto", "invipasto-paginas"}}, {"ibague-2021.docx", 2021, {"ibague", NULL}},
        {"sopo-2017-seguimiento.xlsx", 2017, {"sopo", NULL}}, {"sopo-2017-seguimiento.csv", 2017, {"sopo", NULL}}};
    (void)state;
    for (size_t k = 0; k < VD_COUNT(files); k++) {
        struct plan_draft *draft = read_plan(files[k].file, files[k].vigencia);
        bool *met = vd_alloc_array(arena, cases_plan_findings_truth_n, sizeof *met);
        VD_EACH(f, &draft->findings) {
            size_t i = 0;
            while (i < cases_plan_findings_truth_n && (met[i] || !is_expected(draft, f, i, files[k].plans)))
                i++;
            if (i == cases_plan_findings_truth_n)
                fail_msg("%s: %s «%.*s» of %.*s is a false alarm", files[k].file, f->code, VD_SARG(f->read_text),
                         VD_SARG(f->activity < 0 ? VD_S("the whole") : draft->activities.v[f->activity].address));
            met[i] = true;
        }
        for (size_t i = 0; i < cases_plan_findings_truth_n; i++) {
            const struct cases_plan_findings_truth *t = &cases_plan_findings_truth[i];
            bool of_plan = vd_str_is(t->plan, files[k].plans[0]) || (files[k].plans[1] && vd_str_is(t->plan, files[k].plans[1]));
            if (of_plan && !met[i])
                fail_msg("%s: %.*s «%.*s» of %.*s was not found", files[k].file, VD_SARG(t->code), VD_SARG(t->read), VD_SARG(t->address));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invipasto_has_the_same_41_activities_in_its_three_containers),
        cmocka_unit_test(invipasto_has_its_indicators_by_component_and_one_row_without_activity),
        cmocka_unit_test(a_cell_that_computes_is_a_formula_and_a_list_of_words_is_not),
        cmocka_unit_test(tables_cut_by_pages_are_told_as_one_matrix),
        cmocka_unit_test(ibague_has_its_39_activities),
        cmocka_unit_test(the_findings_are_those_of_a_careful_reader_and_no_others),
    };
    return cmocka_run_group_tests_name("real plans", tests, open_arena, close_arena);
}
