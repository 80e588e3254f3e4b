/* SPDX-License-Identifier: Apache-2.0 */
/* The Alcaldía de Pasto's plan of 2022, read from its Word matrix, against a truth written from the published text of the
 * plan and not from what this program reads (pasto_truth.csv: a window is from/due, due empty where the document bears the
 * impossible 31/04/2022; the first responsible leads). */
#include "features/plan/read/plan_draft.h"
#include <fcntl.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>
#include "features/plan/read/plan_cases.h"

static struct vd_arena *arena;
static struct plan_draft *pasto;

static int read_pasto(void **state)
{
    struct vd_doc *doc;
    struct vd_str reason = {0};
    (void)state;
    arena = vd_arena_new(64 << 20);
    int fd = open(PASTO_DOCX, O_RDONLY | O_CLOEXEC);
    if (!arena || fd < 0 || vd_doc_read(fd, arena, &doc, &reason) != VD_OK || plan_read(doc, "paac-v2", 2022, arena, &pasto, &reason) != VD_OK) {
        print_error("%s: %.*s\n", PASTO_DOCX, VD_SARG(reason));
        return -1;
    }
    return close(fd);
}

static int drop_pasto(void **state)
{
    (void)state;
    vd_arena_free(arena);
    return 0;
}

#define ASSERT_TEXT(got, expected, address, what) \
    do { \
        struct vd_str got_ = (got), expected_ = (expected); \
        if (!vd_str_eq(got_, expected_)) \
            fail_msg("%.*s, %s: «%.*s» instead of «%.*s»", VD_SARG(address), what, VD_SARG(got_), VD_SARG(expected_)); \
    } while (0)

static struct vd_str windows_of(int activity)
{
    struct vd_str out = VD_S("");
    VD_EACH(w, &pasto->windows)
        if (w->activity == activity)
            out = vd_str_printf(arena, "%.*s%s%.*s/%.*s", VD_SARG(out), out.n ? "|" : "", VD_SARG(vd_date_iso(arena, w->from)),
                                VD_SARG(vd_date_iso(arena, w->due)));
    return out;
}

static struct vd_str responsibles_of(int activity)
{
    struct vd_str out = VD_S("");
    int ord = 0;
    VD_EACH(r, &pasto->responsibles)
        if (r->activity == activity) {
            assert_int_equal(r->ord, ++ord);
            out = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(out), out.n ? "|" : "", VD_SARG(r->raw));
        }
    return out;
}

static struct vd_str quantity_of(const struct plan_target *target)
{
    if (!target->qty_u6.has)
        return VD_S("");
    assert_int_equal(target->qty_u6.v % 1000000, 0);
    return vd_str_printf(arena, "%" PRId64, target->qty_u6.v / 1000000);
}

static void all_77_activities_say_what_the_published_plan_says(void **state)
{
    (void)state;
    assert_int_equal(pasto->activities.n, 77);
    assert_int_equal(cases_pasto_truth_n, 77);
    for (size_t i = 0; i < 77; i++) {
        const struct cases_pasto_truth *t = &cases_pasto_truth[i];
        const struct draft_activity *a = &pasto->activities.v[i];
        ASSERT_TEXT(a->address, t->address, t->address, "address");
        ASSERT_TEXT(a->subcomponent < 0 ? VD_S("") : pasto->components.v[a->subcomponent].code, t->subcomponent, t->address, "subcomponent");
        ASSERT_TEXT(a->description, t->description, t->address, "description");
        ASSERT_TEXT(a->product, t->product, t->address, "product");
        ASSERT_TEXT(a->goal, t->goal, t->address, "goal");
        ASSERT_TEXT(windows_of((int)i), t->windows, t->address, "windows");
        ASSERT_TEXT(responsibles_of((int)i), t->responsibles, t->address, "responsibles");
        ASSERT_TEXT(quantity_of(&a->target), t->qty, t->address, "quantity");
        ASSERT_TEXT(vd_str_of(a->target.unit_kind), t->unit_kind, t->address, "unit");
        ASSERT_TEXT(vd_str_of(a->target.comparator), t->comparator, t->address, "comparator");
        ASSERT_TEXT(a->target.condition, t->condition, t->address, "condition");
    }
}

static void the_six_components_are_recognised_and_the_second_sends_to_its_annex(void **state)
{
    static const int activities[] = {15, 0, 23, 18, 17, 4}, subcomponents[] = {5, 0, 3, 5, 5, 0};
    int n = 0;
    (void)state;
    for (size_t i = 0; i < pasto->components.n; i++) {
        const struct draft_component *c = &pasto->components.v[i];
        int with = 0, below = 0;
        if (c->parent >= 0)
            continue;
        VD_EACH(a, &pasto->activities)
            with += a->component == (int)i;
        VD_EACH(s, &pasto->components)
            below += s->parent == (int)i;
        assert_true(n < 6);
        assert_int_equal(with, activities[n]);
        assert_int_equal(below, subcomponents[n]);
        assert_int_equal(c->ord, ++n);
        assert_true(vd_str_eq(c->code, vd_str_printf(arena, "%d", n)) && vd_str_eq(c->catalogue, c->code));
        ASSERT_TEXT(c->ext_title, n == 2 ? VD_S("Ver documento anexo “Estrategia de racionalización de trámites 2022”") : (struct vd_str){0}, c->code, "annex");
    }
    assert_int_equal(n, 6);
}

static void there_are_88_windows_and_only_one_without_its_end(void **state)
{
    int open_ends = 0;
    (void)state;
    assert_int_equal(pasto->windows.n, 88);
    VD_EACH(w, &pasto->windows) {
        assert_true(w->from.year == 2022);
        if (w->due.year)
            continue;
        open_ends++;
        ASSERT_TEXT(pasto->activities.v[w->activity].address, VD_S("1.5.1"), VD_S("window"), "activity");
        ASSERT_TEXT(w->raw, VD_S("1/04/2022 · 31/04/2022"), VD_S("window"), "raw");
        assert_string_equal(w->problem, "VD-P001");
    }
    assert_int_equal(open_ends, 1);
}

static void every_cell_of_the_five_matrices_is_kept_and_used(void **state)
{
    int dates = 0, responsibles = 0, headers = 0;
    (void)state;
    VD_EACH(c, &pasto->cells) {
        assert_true(c->place.table >= 1 && c->place.table <= 5 && c->place.row >= 1 && c->place.col >= 1 && c->raw.n > 0);
        assert_string_not_equal(c->status, "sin_usar");
        dates += c->field == PLAN_FIELD_START || c->field == PLAN_FIELD_END;
        responsibles += c->field == PLAN_FIELD_RESPONSIBLE;
        headers += c->field == PLAN_FIELD_HEADER;
    }
    assert_int_equal(dates, 176);
    assert_int_equal(responsibles, 124);
    assert_int_equal(headers, 4 * 7 + 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_77_activities_say_what_the_published_plan_says),
        cmocka_unit_test(the_six_components_are_recognised_and_the_second_sends_to_its_annex),
        cmocka_unit_test(there_are_88_windows_and_only_one_without_its_end),
        cmocka_unit_test(every_cell_of_the_five_matrices_is_kept_and_used),
    };
    return cmocka_run_group_tests_name("Pasto 2022", tests, read_pasto, drop_pasto);
}
