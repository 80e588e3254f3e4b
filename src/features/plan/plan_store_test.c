/* SPDX-License-Identifier: Apache-2.0 */
/* Reading plans back, on both engines. The rows are put without the record: what is tested is which of them are shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/base.h"
#include "db/tables.h"
#include "db/testing.h"
#include "features/plan/plan_store.h"

static bool on_postgres;

struct house {
    struct vd_testdb t;
    struct vd_db *db;
    struct vd_arena *arena;
};

#define PUT(house, table, ...) put((house), &T_##table, &(struct row_##table){__VA_ARGS__})
static void put(struct house *h, const struct vd_table *table, const void *row)
{
    if (vd_row_put(h->db, table, row) != VD_OK)
        fail_msg("%s: %s", table->name, vd_db_message(h->db));
}

static const char zero[32];

static void put_entity(struct house *h, int64_t id, struct vd_str slug)
{
    PUT(h, entity, .entity_id = id, .slug = slug, .name = slug, .name_fold = slug, .sort_key = slug, .head = {zero, 32}, .next_id = 1);
}

static void put_catalogue(struct house *h)
{
    put_entity(h, 0, VD_S("instalacion"));
    PUT(h, instrument, .code = VD_S("paac-v2"), .name = VD_S("Plan Anticorrupción"), .short_name = VD_S("PAAC"), .path_word = VD_S("plan"),
        .norm = VD_S("Ley 1474 de 2011"), .valid_from = VD_S("2016-01-26"), .mark = VD_S("G"));
    PUT(h, instrument, .code = VD_S("plan-accion"), .name = VD_S("Plan de Acción"), .short_name = VD_S("PA"), .path_word = VD_S("plan-accion"),
        .norm = VD_S("Ley 1474 de 2011"), .valid_from = VD_S("2011-07-12"), .mark = VD_S("G"));
    PUT(h, instrument_part, .instrument = VD_S("paac-v2"), .code = VD_S("1"), .kind = VD_S("componente"), .ord = 1,
        .name = VD_S("Gestión del Riesgo"), .short_name = VD_S("Riesgos"), .mark = VD_S("V"));
}

static void put_plan(struct house *h, int64_t entity, int64_t id, int64_t vigencia)
{
    PUT(h, plan, .entity_id = entity, .id = id, .instrument = VD_S("paac-v2"), .vigencia = vigencia, .title = VD_S("Plan de prueba"));
}

static void put_version(struct house *h, int64_t entity, int64_t plan, int64_t id, int64_t no, struct vd_str state)
{
    PUT(h, plan_version, .entity_id = entity, .id = id, .plan_id = plan, .no = no, .state = state, .created_at = 7);
}

static void put_activity(struct house *h, int64_t version, int64_t key, int64_t ord, struct vd_str address)
{
    PUT(h, activity, .entity_id = 1, .version_id = version, .key = key, .component_key = 50, .subcomponent_key = vd_some(51), .ord = ord,
        .address = address, .code = VD_S("1.1"), .description = VD_S("Publicar el plan"), .product = VD_S("Plan publicado"),
        .goal_raw = VD_S("1 plan"), .schedule_kind = VD_S("windows"), .fold = VD_S("publicar"));
}

static void put_window(struct house *h, int64_t version, int64_t key, int64_t activity, int64_t ord, struct vd_str due)
{
    PUT(h, window_, .entity_id = 1, .version_id = version, .key = key, .activity_key = activity, .ord = ord, .from_on = VD_S("2022-04-01"),
        .due_on = due, .granularity = VD_S("day"), .raw = VD_S("1/04/2022 · 31/04/2022"), .problem = due.p ? (struct vd_str){0} : VD_S("VD-P001"));
}

/* Version 20 of plan 10 with three activities out of key order: two windows and two people, nothing, one window without date. */
static void put_rows(struct house *h, int64_t version)
{
    PUT(h, component, .entity_id = 1, .version_id = version, .key = 50, .catalogue_code = VD_S("1"), .ord = 1, .code = VD_S("1"),
        .name = VD_S("Gestión del riesgo"), .raw = VD_S("Componente 1"));
    PUT(h, component, .entity_id = 1, .version_id = version, .key = 51, .parent_key = vd_some(50), .ord = 1, .code = VD_S("1"),
        .name = VD_S("Política"), .raw = VD_S("Subcomponente 1"));
    PUT(h, component, .entity_id = 1, .version_id = version, .key = 52, .ord = 2, .code = VD_S("2"), .name = VD_S("Trámites"),
        .raw = VD_S("Componente 2"), .ext_title = VD_S("Ver documento anexo"));
    put_activity(h, version, 63, 1, VD_S("1.1.1"));
    put_activity(h, version, 62, 2, VD_S("1.1.2"));
    put_activity(h, version, 61, 3, VD_S("1.1.3"));
    put_window(h, version, 71, 63, 1, VD_S("2022-04-30"));
    put_window(h, version, 72, 63, 2, VD_S("2022-08-31"));
    put_window(h, version, 73, 61, 1, (struct vd_str){0});
    PUT(h, responsible, .entity_id = 1, .version_id = version, .activity_key = 63, .ord = 1, .unit_id = 30, .raw = VD_S("UAC"), .is_lead = 1);
    PUT(h, responsible, .entity_id = 1, .version_id = version, .activity_key = 63, .ord = 2, .unit_id = 31, .raw = VD_S("Correspondencia"));
    PUT(h, indicator, .entity_id = 1, .version_id = version, .key = 81, .activity_key = vd_some(63), .ord = 1, .name = VD_S("1 plan"), .unit_kind = VD_S("count"));
    PUT(h, target, .entity_id = 1, .version_id = version, .key = 82, .indicator_key = 81, .raw = VD_S("1 plan"), .qty_u6 = vd_some(1000000), .comparator = VD_S(">="));
}

static void put_import(struct house *h, int64_t version, int64_t id)
{
    PUT(h, import_batch, .entity_id = 1, .id = id, .no = id, .kind = VD_S("plan"), .attachment_id = 90, .reader = VD_S("0.1.0 docx"), .plan_id = 10, .version_id = version, .version_no = id, .state = VD_S("importado"), .at = 9);
    PUT(h, source_table, .entity_id = 1, .import_id = id, .table_no = 1, .sheet = VD_S("Plan"), .rows_n = 30, .cols_n = 8, .taken_for = VD_S("plan"), .why = VD_S("encabezados"));
    PUT(h, source_cell, .entity_id = 1, .import_id = id, .table_no = 1, .row_no = 25, .col_no = 7, .raw = VD_S("31/04/2022"),
        .activity_key = vd_some(61), .field = VD_S("end"), .status = VD_S("leido"));
    PUT(h, finding, .entity_id = 1, .id = id + 1, .import_id = id, .code = VD_S("VD-P001"), .severity = VD_S("error"), .table_no = 1, .row_no = 25, .col_no = 7,
        .activity_key = vd_some(61), .read_text = VD_S("31/04/2022"), .proposal = VD_S("30/04/2022"), .state = VD_S("abierto"));
}

static int open_house(void **state)
{
    struct house *h = calloc(1, sizeof *h);
    assert_non_null(h);
    vd_testdb_begin(&h->t, on_postgres);
    assert_int_equal(vd_db_open(&h->t.config, VD_DB_WRITE, &h->db), VD_OK);
    assert_int_equal(vd_db_migrate(h->db, 1), VD_OK);
    h->arena = vd_arena_new(16u << 20);
    put_catalogue(h);
    put_entity(h, 1, VD_S("pasto"));
    PUT(h, unit, .entity_id = 1, .id = 30, .name = VD_S("Unidad de Atención al Ciudadano"), .abbrev = VD_S("UAC"), .slug = VD_S("uac"));
    PUT(h, unit, .entity_id = 1, .id = 31, .name = VD_S("Unidad de Correspondencia"), .slug = VD_S("correspondencia"));
    PUT(h, file_blob, .entity_id = 1, .sha256 = {zero, 32}, .size = 4096, .mime = VD_S("application/zip"), .stored_at = 9);
    PUT(h, attachment, .entity_id = 1, .id = 90, .subject_kind = VD_S("plan_version"), .subject_id = 20, .sha256 = {zero, 32},
        .name = VD_S("plan.docx"), .classification = VD_S("publica"), .added_at = 9);
    put_plan(h, 1, 10, 2022);
    *state = h;
    return 0;
}

static int close_house(void **state)
{
    struct house *h = *state;
    vd_db_close(h->db);
    vd_arena_free(h->arena);
    vd_testdb_end(&h->t);
    free(h);
    return 0;
}

static int64_t shown_version(struct house *h)
{
    struct plan plan;
    enum vd_err err = plan_shown(h->db, h->arena, 1, VD_S("plan"), 2022, &plan);
    if (err == VD_NOT_FOUND)
        return 0;
    assert_int_equal(err, VD_OK);
    return plan.head.version_id;
}

/* ---- which version */

static void a_draft_is_not_public(void **state)
{
    struct house *h = *state;
    put_version(h, 1, 10, 20, 1, VD_S("borrador"));
    put_version(h, 1, 10, 21, 2, VD_S("en_consulta"));
    put_version(h, 1, 10, 22, 3, VD_S("aprobado"));
    assert_int_equal(shown_version(h), 0);
}

static void the_latest_historic_version_is_shown_and_a_later_draft_does_not_hide_it(void **state)
{
    struct house *h = *state;
    put_version(h, 1, 10, 20, 1, VD_S("historico"));
    put_version(h, 1, 10, 21, 2, VD_S("historico"));
    put_version(h, 1, 10, 22, 3, VD_S("borrador"));
    assert_int_equal(shown_version(h), 21);
}

static void a_published_version_comes_before_a_historic_one(void **state)
{
    struct house *h = *state;
    put_version(h, 1, 10, 20, 1, VD_S("publicado"));
    put_version(h, 1, 10, 21, 2, VD_S("historico"));
    assert_int_equal(shown_version(h), 20);
    put_version(h, 1, 10, 22, 3, VD_S("publicado"));
    assert_int_equal(shown_version(h), 22);
}

static void a_plan_of_another_family_has_its_own_address_and_stands_after_those_against_corruption(void **state)
{
    struct house *h = *state;
    struct plan plan;
    plan_heads heads = {0};
    PUT(h, plan, .entity_id = 1, .id = 11, .instrument = VD_S("plan-accion"), .vigencia = 2023, .title = VD_S("Plan de Acción"));
    put_version(h, 1, 10, 20, 1, VD_S("historico"));
    put_version(h, 1, 11, 23, 1, VD_S("historico"));
    assert_int_equal(plan_shown_list(h->db, h->arena, 1, (struct vd_str){0}, &heads), VD_OK);
    assert_int_equal(heads.n, 2);
    assert_true(vd_str_is(heads.v[0].path_word, "plan") && heads.v[0].vigencia == 2022);
    assert_true(vd_str_is(heads.v[1].path_word, "plan-accion") && heads.v[1].vigencia == 2023);
    assert_int_equal(plan_shown_list(h->db, h->arena, 1, VD_S("plan-accion"), &heads), VD_OK);
    assert_int_equal(heads.n, 1);
    assert_int_equal(heads.v[0].version_id, 23);
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan-accion"), 2023, &plan), VD_OK);
    assert_int_equal(plan.head.version_id, 23);
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan"), 2023, &plan), VD_NOT_FOUND);
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan-propio"), 2023, &plan), VD_NOT_FOUND);
}

static void plans_of_an_entity_come_newest_first_and_only_its_own(void **state)
{
    struct house *h = *state;
    put_entity(h, 2, VD_S("ibague"));
    put_plan(h, 2, 10, 2024);
    put_plan(h, 1, 11, 2023);
    put_version(h, 1, 10, 20, 1, VD_S("historico"));
    put_version(h, 1, 11, 21, 1, VD_S("historico"));
    put_version(h, 2, 10, 20, 1, VD_S("historico"));
    plan_heads heads = {0};
    assert_int_equal(plan_shown_list(h->db, h->arena, 1, VD_S("plan"), &heads), VD_OK);
    assert_int_equal(heads.n, 2);
    assert_int_equal(heads.v[0].vigencia, 2023);
    assert_int_equal(heads.v[1].vigencia, 2022);
    struct plan plan;
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan"), 2024, &plan), VD_NOT_FOUND);
}

static void a_plan_that_has_only_a_draft_is_not_among_those_shown(void **state)
{
    struct house *h = *state;
    put_plan(h, 1, 11, 2023);
    put_plan(h, 1, 12, 2024);
    put_version(h, 1, 10, 20, 1, VD_S("historico"));
    put_version(h, 1, 11, 21, 1, VD_S("publicado"));
    put_version(h, 1, 12, 22, 1, VD_S("borrador"));
    plan_heads heads = {0};
    assert_int_equal(plan_shown_list(h->db, h->arena, 1, VD_S("plan"), &heads), VD_OK);
    assert_int_equal(heads.n, 2);
    assert_int_equal(heads.v[0].vigencia, 2023);
    assert_int_equal(heads.v[1].vigencia, 2022);
}

/* ---- one plan, whole */

static void read_plan(struct house *h, struct plan *plan)
{
    put_version(h, 1, 10, 20, 1, VD_S("historico"));
    put_rows(h, 20);
    put_import(h, 20, 100);
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan"), 2022, plan), VD_OK);
}

static void windows_and_people_hang_on_their_own_activity(void **state)
{
    struct plan plan;
    read_plan(*state, &plan);
    assert_int_equal(plan.activities.n, 3);
    const struct plan_activity *first = plan_activity_at(&plan, VD_S("1.1.1")), *second = plan_activity_at(&plan, VD_S("1.1.2")),
                               *third = plan_activity_at(&plan, VD_S("1.1.3"));
    assert_true(first == &plan.activities.v[0] && second == first + 1 && third == first + 2);
    assert_int_equal(first->n_windows, 2);
    assert_int_equal(plan.windows.v[first->first_window + 1].due.month, 8);
    assert_int_equal(first->n_responsibles, 2);
    assert_true(plan.responsibles.v[first->first_responsible].is_lead);
    assert_true(vd_str_is(plan.responsibles.v[first->first_responsible + 1].name, "Unidad de Correspondencia"));
    assert_int_equal(second->n_windows + second->n_responsibles, 0);
    assert_int_equal(third->n_windows, 1);
    assert_int_equal(plan.windows.v[third->first_window].due.year, 0);
    assert_true(vd_str_is(plan.windows.v[third->first_window].problem, "VD-P001"));
    assert_null(plan_activity_at(&plan, VD_S("1.1.4")));
}

static void the_target_is_read_with_its_activity_and_may_be_missing(void **state)
{
    struct plan plan;
    read_plan(*state, &plan);
    const struct plan_indicator *with = &plan.activities.v[0].indicator, *without = &plan.activities.v[1].indicator;
    assert_true(with->qty.has && with->qty.v == 1000000);
    assert_true(vd_str_is(with->comparator, ">=") && vd_str_is(with->unit_kind, "count"));
    assert_false(without->qty.has);
    assert_null(without->comparator.p);
}

static void an_indicator_of_a_component_stands_apart_from_those_of_activities(void **state)
{
    struct house *h = *state;
    struct plan plan;
    put_version(h, 1, 10, 19, 9, VD_S("borrador"));
    put_rows(h, 19);
    PUT(h, indicator, .entity_id = 1, .version_id = 19, .key = 85, .component_key = vd_some(50), .ord = 1, .name = VD_S("De otra versión"), .unit_kind = VD_S("none"));
    read_plan(h, &plan);
    assert_int_equal(plan.indicators.n, 0);
    PUT(h, indicator, .entity_id = 1, .version_id = 20, .key = 83, .component_key = vd_some(50), .ord = 2, .name = VD_S("Segundo"), .unit_kind = VD_S("none"));
    PUT(h, indicator, .entity_id = 1, .version_id = 20, .key = 84, .component_key = vd_some(50), .ord = 1, .name = VD_S("Primero"), .formula = VD_S("a / b"),
        .unit_kind = VD_S("percent"), .lower_better = 1);
    PUT(h, target, .entity_id = 1, .version_id = 20, .key = 86, .indicator_key = 84, .raw = VD_S("0 % en cada sede"), .qty_u6 = vd_some(0), .comparator = VD_S("="),
        .per_label = VD_S("sede"), .per_n = vd_some(3), .coverage = VD_S("todas las sedes"));
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan"), 2022, &plan), VD_OK);
    assert_int_equal(plan.indicators.n, 2);
    const struct plan_indicator *first = &plan.indicators.v[0];
    assert_true(vd_str_is(first->name, "Primero") && vd_str_is(first->formula, "a / b") && first->lower_better && first->component_key.v == 50);
    assert_true(vd_str_is(first->per, "sede") && first->per_n.v == 3 && vd_str_is(first->coverage, "todas las sedes"));
    assert_null(plan.indicators.v[1].comparator.p); /* without target */
    assert_true(vd_str_is(plan.activities.v[0].indicator.name, "1 plan"));
}

static void a_tramite_hangs_on_its_activity(void **state)
{
    struct house *h = *state;
    struct plan plan;
    read_plan(h, &plan);
    PUT(h, tramite_detail, .entity_id = 1, .version_id = 20, .activity_key = 62, .code = VD_S("63892"), .kind = VD_S("Normativa"));
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan"), 2022, &plan), VD_OK);
    assert_null(plan_activity_at(&plan, VD_S("1.1.1"))->tramite);
    const struct shown_tramite_row *tramite = plan_activity_at(&plan, VD_S("1.1.2"))->tramite;
    assert_true(tramite && vd_str_is(tramite->code, "63892") && vd_str_is(tramite->kind, "Normativa") && !tramite->name.p);
}

static void components_have_the_catalogues_short_name_and_the_counts_are_of_this_version(void **state)
{
    struct house *h = *state;
    struct plan plan;
    put_version(h, 1, 10, 19, 9, VD_S("borrador"));
    put_rows(h, 19);
    read_plan(h, &plan);
    PUT(h, window_, .entity_id = 1, .version_id = 20, .key = 74, .activity_key = 62, .ord = 1, .granularity = VD_S("day"),
        .raw = VD_S("Bimestralmente"), .problem = VD_S("VD-P002"));
    assert_int_equal(plan_shown(h->db, h->arena, 1, VD_S("plan"), 2022, &plan), VD_OK);
    assert_int_equal(plan.components.n, 3);
    assert_true(vd_str_is(plan_component_first(&plan)->short_name, "Riesgos"));
    assert_true(vd_str_is(plan_component_coded(&plan, VD_S("2"))->ext_title, "Ver documento anexo"));
    assert_true(plan_component_coded(&plan, VD_S("1"))->key == 50); /* not the subcomponent 1 */
    assert_null(plan_component_coded(&plan, VD_S("3")));
    assert_int_equal(plan.head.components, 2);
    assert_int_equal(plan.head.activities, 3);
    assert_int_equal(plan.head.dated, 2);
    assert_int_equal(plan.head.undated, 2);
    assert_int_equal(plan.head.impossible, 1);
    assert_int_equal(plan.head.findings, 1);
}

static void source_cells_and_findings_are_those_of_the_version_shown(void **state)
{
    struct house *h = *state;
    struct plan plan;
    put_version(h, 1, 10, 19, 9, VD_S("borrador"));
    put_rows(h, 19);
    put_import(h, 19, 200);
    read_plan(h, &plan);
    plan_cells cells = {0};
    assert_int_equal(plan_cells_of(h->db, h->arena, &plan, plan_activity_at(&plan, VD_S("1.1.3")), &cells), VD_OK);
    assert_int_equal(cells.n, 1);
    assert_int_equal(cells.v[0].row_no, 25);
    assert_true(vd_str_is(cells.v[0].raw, "31/04/2022"));
    assert_true(vd_str_is(cells.v[0].sheet, "Plan") && vd_str_is(cells.v[0].reader, "0.1.0 docx"));
    assert_int_equal(plan.findings.n, 1);
    assert_true(vd_str_is(plan.findings.v[0].sheet, "Plan") && vd_str_is(plan.findings.v[0].reader, "0.1.0 docx"));
    assert_true(vd_str_is(plan.source.name, "plan.docx"));
    assert_int_equal(plan.source.import_id, 100);
    assert_int_equal(plan_cells_of(h->db, h->arena, &plan, plan_activity_at(&plan, VD_S("1.1.1")), &cells), VD_OK);
    assert_int_equal(cells.n, 0);
}

static void a_reserved_file_is_not_named(void **state)
{
    struct house *h = *state;
    PUT(h, attachment, .entity_id = 1, .id = 90, .subject_kind = VD_S("plan_version"), .subject_id = 20, .sha256 = {zero, 32},
        .name = VD_S("plan.docx"), .classification = VD_S("reservada"), .added_at = 9);
    struct plan plan;
    read_plan(h, &plan);
    assert_null(plan.source.name.p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, open_house, close_house)
        T(a_draft_is_not_public),
        T(the_latest_historic_version_is_shown_and_a_later_draft_does_not_hide_it),
        T(a_published_version_comes_before_a_historic_one),
        T(a_plan_of_another_family_has_its_own_address_and_stands_after_those_against_corruption),
        T(plans_of_an_entity_come_newest_first_and_only_its_own),
        T(a_plan_that_has_only_a_draft_is_not_among_those_shown),
        T(windows_and_people_hang_on_their_own_activity),
        T(the_target_is_read_with_its_activity_and_may_be_missing),
        T(an_indicator_of_a_component_stands_apart_from_those_of_activities),
        T(a_tramite_hangs_on_its_activity),
        T(components_have_the_catalogues_short_name_and_the_counts_are_of_this_version),
        T(source_cells_and_findings_are_those_of_the_version_shown),
        T(a_reserved_file_is_not_named),
    };
    if (!vd_testdb_choose(argc, argv, &on_postgres))
        return VD_TEST_SKIPPED;
    return cmocka_run_group_tests_name(on_postgres ? "plan store on PostgreSQL" : "plan store on SQLite", tests, NULL, NULL);
}
