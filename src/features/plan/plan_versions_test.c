/* SPDX-License-Identifier: Apache-2.0 */
/* A second import of a plan, on both engines: the next version, which keeps identity and says what changed. */
#include "features/plan/plan_import_testing.h"
#include "features/plan/plan_diff.h"

static void the_same_file_again_changes_nothing(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_of_pasto(fx);
    int64_t entity = import_now(fx, &import).entity.id;
    size_t events = fixture_count(fx, &T_event, entity);
    import.now += 1000000;
    struct plan_import_result again = import_now(fx, &import);
    assert_true(again.unchanged);
    assert_int_equal(again.no, 1);
    assert_int_equal(fixture_count(fx, &T_event, entity), events);
}

static const struct row_activity *activity_of(const struct row_activity *rows, size_t n, int64_t version, const char *address)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].version_id == version && vd_str_is(rows[i].address, address))
            return &rows[i];
    fail_msg("no activity %s in version %" PRId64, address, version);
    return NULL;
}

static void a_second_import_is_a_new_version_that_keeps_identity(void **state)
{
    struct fixture *fx = *state;
    struct plan_import first = import_drawn(fx, HEADER
        "| 1.1 Igual | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| 1.2 Texto viejo | 1 acta | A | 01/02/2022 | 28/02/2022 |\n"
        "| 1.3 Cambia de número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| 1.4 Se retira | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import second = import_drawn(fx, HEADER
        "| 1.1 Igual | 2 actas | A | 01/02/2022 | 28/02/2022 |\n|  |  |  | 01/06/2022 | 30/06/2022 |\n| 1.2 Texto nuevo | 1 acta | A | 01/02/2022 | 28/02/2022 |\n"
        "| 1.5 Cambia de número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| 1.9 Nueva | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 2);
    int64_t entity = import_now(fx, &first).entity.id;
    assert_int_equal(import_now(fx, &second).no, 2);
    size_t n, nv, nw, nf, supposed = 0;
    struct row_plan_version *versions = FIXTURE_ROWS(fx, plan_version, entity, &nv);
    struct row_activity *rows = FIXTURE_ROWS(fx, activity, entity, &n);
    int64_t one = versions[0].id, two = versions[1].id;
    assert_int_equal(nv, 2);
    assert_int_equal(n, 8);
    assert_int_equal(activity_of(rows, n, one, "1.1.1")->key, activity_of(rows, n, two, "1.1.1")->key);
    assert_int_equal(activity_of(rows, n, one, "1.1.2")->key, activity_of(rows, n, two, "1.1.2")->key);
    assert_int_equal(activity_of(rows, n, one, "1.1.3")->key, activity_of(rows, n, two, "1.1.3")->key); /* the address stays with its key */
    assert_true(vd_str_is(activity_of(rows, n, two, "1.1.3")->code, "1.5"));
    int64_t fresh = activity_of(rows, n, two, "1.1.9")->key;
    for (size_t i = 0; i < n; i++)
        assert_true(rows[i].version_id == two || rows[i].key != fresh);
    struct row_window_ *windows = FIXTURE_ROWS(fx, window_, entity, &nw);
    for (size_t i = 0; i < nw; i++)
        for (size_t k = 0; k < nw; k++)
            if (windows[i].version_id == one && windows[k].version_id == two && windows[i].activity_key == windows[k].activity_key && windows[i].ord == windows[k].ord)
                assert_int_equal(windows[i].key, windows[k].key);
    struct row_finding *found = FIXTURE_ROWS(fx, finding, entity, &nf);
    for (size_t i = 0; i < nf; i++) {
        supposed += vd_str_is(found[i].code, "VD-P013");
        if (vd_str_is(found[i].code, "VD-P013"))
            assert_true(vd_str_is(found[i].read_text, "Texto nuevo") && vd_str_is(found[i].proposal, "1.1.2"));
    }
    assert_int_equal(supposed, 1);
    fixture_proven(fx);
}

static void a_new_activity_never_takes_the_address_of_an_old_one(void **state)
{
    struct fixture *fx = *state;
    struct plan_import first = import_drawn(fx, HEADER "| Uno sin número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import second = import_drawn(fx, HEADER "| Otro sin número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| Uno sin número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 2);
    int64_t entity = import_now(fx, &first).entity.id;
    import_now(fx, &second);
    size_t n, nv;
    struct row_plan_version *versions = FIXTURE_ROWS(fx, plan_version, entity, &nv);
    struct row_activity *rows = FIXTURE_ROWS(fx, activity, entity, &n);
    assert_int_equal(activity_of(rows, n, versions[0].id, "1.f1")->key, activity_of(rows, n, versions[1].id, "1.f1")->key);
    assert_true(vd_str_is(activity_of(rows, n, versions[1].id, "1.f2")->description, "Otro sin número"));
}

static struct plan_diff difference(struct fixture *fx, const struct plan_import_result *result)
{
    struct plan_diff_side before, after;
    struct plan_diff diff;
    assert_int_equal(plan_diff_stored(fx->db, fx->arena, result->entity.id, result->before_id, &before), VD_OK);
    assert_int_equal(plan_diff_stored(fx->db, fx->arena, result->entity.id, result->version_id, &after), VD_OK);
    plan_diff_of(fx->arena, &before, &after, &diff);
    return diff;
}

static void assert_field(const struct plan_diff_field *field, const char *label, const char *before, const char *after)
{
    if (!vd_str_is(field->label, label) || !vd_str_is(field->before, before) || !vd_str_is(field->after, after))
        fail_msg("%.*s: «%.*s» → «%.*s»", VD_SARG(field->label), VD_SARG(field->before), VD_SARG(field->after));
}

static void a_second_import_says_what_changed_in_tramites_and_indicators(void **state)
{
    struct fixture *fx = *state;
    struct plan_import first = import_drawn(fx, TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Normativa | Hacienda | 01/02/2022 | 28/02/2022 |\n"
        INDICATORS "| Trámites mejorados | a / total | 100% |\n| Quejas | b | 5 |\n", 2022, 1);
    struct plan_import second = import_drawn(fx, TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Tecnológica | Hacienda | 01/02/2022 | 28/02/2022 |\n"
        INDICATORS "| Quejas | b | 5 |\n| Trámites mejorados | a / total | 90% |\n", 2022, 2);
    import_now(fx, &first);
    struct plan_import_result result = import_now(fx, &second);
    struct plan_diff diff = difference(fx, &result);
    assert_int_equal(diff.changed, 1);
    assert_int_equal(diff.rows.v[0].fields.n, 1);
    assert_field(&diff.rows.v[0].fields.v[0], "Tipo de racionalización", "Normativa", "Tecnológica");
    assert_int_equal(diff.parts.n, 1);
    assert_int_equal(diff.parts.v[0].fields.n, 1);
    assert_field(&diff.parts.v[0].fields.v[0], "Indicador del componente", "Trámites mejorados: a / total. Meta: 100%", "Trámites mejorados: a / total. Meta: 90%");
    size_t n, n_targets;
    const struct row_indicator *rows = FIXTURE_ROWS(fx, indicator, result.entity.id, &n);
    assert_int_equal(n, 4); /* the SUIT format has no goal: only those of the component, two a version */
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            assert_int_equal(vd_str_eq(rows[i].name, rows[k].name), rows[i].key == rows[k].key);
    const struct row_target *targets = FIXTURE_ROWS(fx, target, result.entity.id, &n_targets);
    for (size_t i = 0; i < n_targets; i++)
        for (size_t k = 0; k < n_targets; k++)
            assert_int_equal(targets[i].indicator_key == targets[k].indicator_key, targets[i].key == targets[k].key);
    fixture_proven(fx);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        STORED(the_same_file_again_changes_nothing),
        STORED(a_second_import_is_a_new_version_that_keeps_identity),
        STORED(a_new_activity_never_takes_the_address_of_an_old_one),
        STORED(a_second_import_says_what_changed_in_tramites_and_indicators),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("plan versions", tests, NULL, NULL);
}
