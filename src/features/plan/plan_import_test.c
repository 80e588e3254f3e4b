/* SPDX-License-Identifier: Apache-2.0 */
/* What an import leaves in the data base, on both engines: the rows of Pasto and of the other real files, all or nothing. */
#include "features/plan/plan_import_testing.h"
#include "features/plan/read/plan_cases.h"

static void pasto_enters_whole_as_history_in_one_act(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_of_pasto(fx);
    struct plan_import_result result = import_now(fx, &import);
    int64_t entity = result.entity.id;
    size_t n;
    assert_true(result.historical && !result.unchanged);
    assert_int_equal(result.no, 1);
    assert_true(vd_str_is(result.title, "Plan Anticorrupción y de Atención al Ciudadano 2022"));
    assert_int_equal(fixture_count(fx, &T_component, entity), 6 + 18);
    assert_int_equal(fixture_count(fx, &T_activity, entity), 77);
    assert_int_equal(fixture_count(fx, &T_window_, entity), 88);
    assert_int_equal(fixture_count(fx, &T_responsible, entity), 124);
    assert_int_equal(fixture_count(fx, &T_target, entity), 77);
    assert_int_equal(fixture_count(fx, &T_finding, entity), import.draft->findings.n);
    assert_int_equal(fixture_count(fx, &T_source_cell, entity), import.draft->cells.n);
    assert_int_equal(fixture_count(fx, &T_attachment, entity), 1);
    assert_int_equal(fixture_count(fx, &T_event, entity), 2); /* entidad.creada, plan.importado */
    struct row_plan_version *versions = FIXTURE_ROWS(fx, plan_version, entity, &n);
    assert_int_equal(n, 1);
    assert_true(vd_str_is(versions[0].state, "historico"));
    fixture_proven(fx);
}

static void a_file_that_changed_after_it_was_read_is_refused(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_of_pasto(fx);
    struct plan_import_result result;
    import.read.sha256[0] ^= 1;
    assert_int_equal(vd_db_begin(fx->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(plan_import_run(fx->db, fx->arena, &import, &result), VD_CONFLICT);
    vd_db_rollback(fx->db);
    fixture_proven(fx);
}

static void the_impossible_date_is_stored_raw_with_its_finding(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_of_pasto(fx);
    int64_t entity = import_now(fx, &import).entity.id;
    size_t n, without = 0;
    struct row_window_ *windows = FIXTURE_ROWS(fx, window_, entity, &n);
    for (size_t i = 0; i < n; i++) {
        if (windows[i].due_on.p)
            continue;
        without++;
        assert_true(vd_str_is(windows[i].from_on, "2022-04-01") && vd_str_is(windows[i].raw, "1/04/2022 · 31/04/2022") && vd_str_is(windows[i].problem, "VD-P001"));
    }
    assert_int_equal(without, 1);
    struct row_finding *found = FIXTURE_ROWS(fx, finding, entity, &n);
    for (size_t i = 0; i < n; i++)
        if (vd_str_is(found[i].code, "VD-P001"))
            assert_true(vd_str_is(found[i].severity, "error") && vd_str_is(found[i].proposal, "30/04/2022") && vd_str_is(found[i].state, "abierto"));
}

static void abbreviations_and_full_names_are_one_unit_and_one_leads(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_of_pasto(fx);
    int64_t entity = import_now(fx, &import).entity.id, opgi = 0, leads = 0, of_opgi = 0;
    size_t n_units, n;
    struct row_unit *units = FIXTURE_ROWS(fx, unit, entity, &n_units);
    for (size_t i = 0; i < n_units; i++)
        if (vd_str_is(units[i].name, "Oficina de Planeación de Gestión Institucional")) {
            assert_true(vd_str_is(units[i].abbrev, "OPGI") && opgi == 0);
            opgi = units[i].id;
        }
    assert_true(opgi != 0);
    struct row_responsible *responsibles = FIXTURE_ROWS(fx, responsible, entity, &n);
    for (size_t i = 0; i < n; i++) {
        leads += responsibles[i].is_lead;
        assert_int_equal(responsibles[i].is_lead, responsibles[i].ord == 1);
        of_opgi += responsibles[i].unit_id == opgi;
    }
    assert_int_equal(leads, 77);
    assert_int_equal(of_opgi, 23); /* counted in pasto_truth.csv */
}

static void a_plan_of_this_year_enters_as_a_draft(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_drawn(fx, "# Componente 1. Riesgos\n| Actividades | Responsable | Fecha |\n| 1.1 Uno | A | 30/04/2025 |", 2025, 1);
    struct plan_import_result result = import_now(fx, &import);
    size_t n;
    assert_false(result.historical);
    assert_true(vd_str_is(FIXTURE_ROWS(fx, plan_version, result.entity.id, &n)[0].state, "borrador"));
}

/* The data base fails at its call N, for N all along an import: nothing of it is there, and the next one goes in. */
static void an_import_that_fails_anywhere_leaves_nothing(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_drawn(fx, HEADER "| 1.1 Uno | 1 acta | A\\B | 01/02/2022 | 31/04/2022 |\n| 1.2 Dos | Algo | C | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    static const struct vd_table *const empty[] = {&T_plan, &T_activity, &T_window_, &T_unit, &T_finding, &T_event, &T_attachment};
    unsigned long failed = 0;
    for (unsigned long at = 1; at < 5000; at++) {
        struct vd_db_config config = fx->test.config;
        VD_AUTO_DB struct vd_db *faulty = NULL;
        config.fail_at = at;
        config.fail_with = VD_IO;
        if (vd_db_open(&config, VD_DB_WRITE, &faulty) != VD_OK)
            continue;
        if (import_run(faulty, fx, &import, NULL) == VD_OK)
            break;
        failed++;
        for (size_t i = 0; i < VD_COUNT(empty); i++)
            assert_int_equal(fixture_count(fx, empty[i], 1), 0);
    }
    assert_true(failed > 50);
    assert_int_equal(fixture_count(fx, &T_activity, 1), 2);
    fixture_proven(fx);
}

/* ---- indicators, objectives, trámites */

static const struct row_target *target_of(const struct row_target *rows, size_t n, int64_t indicator)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].indicator_key == indicator)
            return &rows[i];
    fail_msg("indicator %" PRId64 " has no target", indicator);
    return NULL;
}

static struct vd_str code_of(const struct row_component *rows, size_t n, int64_t key)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].key == key)
            return rows[i].code;
    return (struct vd_str){0};
}

static void indicators_are_those_of_the_truth(struct fixture *fx, int64_t entity)
{
    size_t n, n_components, n_targets, found = 0;
    const struct row_indicator *rows = FIXTURE_ROWS(fx, indicator, entity, &n);
    const struct row_component *components = FIXTURE_ROWS(fx, component, entity, &n_components);
    const struct row_target *targets = FIXTURE_ROWS(fx, target, entity, &n_targets);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].activity_key.has)
            continue;
        size_t k = 0;
        while (k < cases_invipasto_indicators_truth_n && !vd_str_eq(rows[i].name, cases_invipasto_indicators_truth[k].name))
            k++;
        assert_true(k < cases_invipasto_indicators_truth_n);
        const struct cases_invipasto_indicators_truth *t = &cases_invipasto_indicators_truth[k];
        const struct row_target *target = target_of(targets, n_targets, rows[i].key);
        assert_true(vd_str_eq(code_of(components, n_components, rows[i].component_key.v), t->component));
        assert_true(vd_str_eq(rows[i].formula, t->formula) && vd_str_eq(rows[i].unit_kind, t->unit_kind));
        assert_int_equal(rows[i].lower_better, vd_str_is(t->lower_better, "1"));
        assert_true(vd_str_eq(rows[i].schedule_raw, t->schedule) && vd_str_eq(rows[i].responsible_raw, t->responsible));
        assert_true(vd_str_eq(target->raw, t->goal) && vd_str_eq(vd_str_printf(fx->arena, "%" PRId64, target->qty_u6.v / 1000000), t->qty));
        found++;
    }
    assert_int_equal(found, cases_invipasto_indicators_truth_n);
}

static void indicators_of_components_are_stored_alike_from_three_formats(void **state)
{
    static const struct { const char *file, *slug; } files[] = {
        {EXAMPLES "/invipasto-2020.xlsx", "uno"}, {EXAMPLES "/invipasto-2020.ods", "dos"}, {EXAMPLES "/invipasto-2020-paginas.docx", "tres"}};
    struct fixture *fx = *state;
    size_t n, with_formula = 0;
    for (size_t f = 0; f < VD_COUNT(files); f++) {
        struct plan_import import = import_of_file(fx, files[f].file, 2020);
        import.slug = vd_str_of(files[f].slug);
        int64_t entity = import_now(fx, &import).entity.id;
        indicators_are_those_of_the_truth(fx, entity);
        const struct row_indicator *rows = FIXTURE_ROWS(fx, indicator, entity, &n);
        for (size_t i = 0; i < n; i++)
            with_formula += rows[i].activity_key.has && rows[i].formula.p;
        assert_int_equal(fixture_count(fx, &T_tramite_detail, entity), 0);
    }
    assert_int_equal(with_formula, 5 * VD_COUNT(files));
    fixture_proven(fx);
}

static void objectives_are_stored_with_their_strategies(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_of_file(fx, EXAMPLES "/sopo-2017-seguimiento.csv", 2017);
    size_t n;
    const struct row_component *rows = FIXTURE_ROWS(fx, component, import_now(fx, &import).entity.id, &n);
    assert_int_equal(n, cases_sopo_objectives_truth_n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (vd_str_eq(rows[i].code, cases_sopo_objectives_truth[k].code))
                assert_true(vd_str_eq(rows[i].objective, cases_sopo_objectives_truth[k].objective));
}

static void a_target_is_stored_with_for_each_what_and_how_wide(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_of_pasto(fx);
    size_t n, per = 0, wide = 0;
    const struct row_target *rows = FIXTURE_ROWS(fx, target, import_now(fx, &import).entity.id, &n);
    for (size_t i = 0; i < n; i++) {
        per += vd_str_is(rows[i].raw, "2 actividades cliente oculto realizadas en cada sede.") && vd_str_is(rows[i].per_label, "sede") && !rows[i].per_n.has;
        wide += vd_str_is(rows[i].raw, "4 capacitaciones realizadas con todas las dependencias.") && vd_str_is(rows[i].coverage, "todas las dependencias");
    }
    assert_int_equal(per, 1);
    assert_int_equal(wide, 1);
}

static void a_tramite_is_stored_as_it_is_written(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_drawn(fx, TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Normativa | Hacienda | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    size_t n;
    const struct row_tramite_detail *row = FIXTURE_ROWS(fx, tramite_detail, import_now(fx, &import).entity.id, &n);
    assert_int_equal(n, 1);
    assert_true(vd_str_is(row->code, "12") && vd_str_is(row->name, "Paz y salvo") && vd_str_is(row->current, "En papel"));
    assert_true(vd_str_is(row->improvement, "Pedirlo por la web") && vd_str_is(row->kind, "Normativa") && !row->benefit.p && !row->action.p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        STORED(pasto_enters_whole_as_history_in_one_act),
        STORED(a_file_that_changed_after_it_was_read_is_refused),
        STORED(the_impossible_date_is_stored_raw_with_its_finding),
        STORED(abbreviations_and_full_names_are_one_unit_and_one_leads),
        STORED(a_plan_of_this_year_enters_as_a_draft),
        STORED(an_import_that_fails_anywhere_leaves_nothing),
        STORED(indicators_of_components_are_stored_alike_from_three_formats),
        STORED(objectives_are_stored_with_their_strategies),
        STORED(a_target_is_stored_with_for_each_what_and_how_wide),
        STORED(a_tramite_is_stored_as_it_is_written),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("plan import", tests, NULL, NULL);
}
