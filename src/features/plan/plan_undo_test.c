/* SPDX-License-Identifier: Apache-2.0 */
/* Undoing an import, on both engines: the version goes, what was read of the file stays; all or nothing. */
#include "features/plan/plan_import_testing.h"
#include "features/plan/plan_undo.h"

struct undo_job { struct vd_job job; struct vd_arena *arena; struct plan_undo undo; struct plan_undo_result result; };

static enum vd_err undo_job(struct vd_db *db, struct vd_job *job)
{
    struct undo_job *j = (struct undo_job *)(void *)job;
    return plan_undo_run(db, j->arena, &j->undo, &j->result);
}

static enum vd_err undo(struct vd_db *db, struct fixture *fx, struct vd_str slug, int64_t no, struct plan_undo_result *ret)
{
    struct undo_job j = {.job = {.run = undo_job}, .arena = fx->arena, .undo = {.slug = slug, .no = no, .actor = {.kind = VD_ACTOR_CLI}, .now = IMPORTED_AT}};
    enum vd_err err = vd_writer_run_one(db, &j.job);
    *ret = j.result;
    return err;
}

static const struct vd_table *const of_versions[] = {&T_plan_version, &T_component, &T_activity, &T_tramite_detail, &T_indicator, &T_target, &T_window_, &T_responsible};
static const struct vd_table *const of_batches[] = {&T_import_batch, &T_source_table, &T_source_line, &T_source_cell, &T_finding, &T_attachment, &T_file_blob};

static void undoing_takes_the_version_and_keeps_file_cells_and_findings(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_drawn(fx, HEADER "| 1.1 Uno | Algo | A | 01/02/2022 | 31/04/2022 |\n"
        INDICATORS "| Quejas | b | 5 |\n---\n" TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Normativa | Hacienda | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import_result stored = import_now(fx, &import);
    struct plan_undo_result undone;
    for (size_t i = 0; i < VD_COUNT(of_versions); i++)
        assert_true(fixture_count(fx, of_versions[i], stored.entity.id) > 0);
    size_t n, kept[VD_COUNT(of_batches)];
    for (size_t i = 0; i < VD_COUNT(of_batches); i++) {
        kept[i] = fixture_count(fx, of_batches[i], stored.entity.id);
        assert_true(kept[i] > 0);
    }
    assert_int_equal(undo(fx->db, fx, import.slug, stored.batch_no, &undone), VD_OK);
    assert_int_equal(undone.version_no, 1);
    assert_int_equal(undone.shown_no, 0);
    for (size_t i = 0; i < VD_COUNT(of_versions); i++)
        assert_int_equal(fixture_count(fx, of_versions[i], stored.entity.id), 0);
    for (size_t i = 0; i < VD_COUNT(of_batches); i++)
        assert_int_equal(fixture_count(fx, of_batches[i], stored.entity.id), kept[i]);
    assert_true(vd_str_is(FIXTURE_ROWS(fx, import_batch, stored.entity.id, &n)[0].state, "deshecho"));
    assert_int_equal(undo(fx->db, fx, import.slug, stored.batch_no, &undone), VD_CONFLICT);
    struct plan_import_result again = import_now(fx, &import);
    assert_int_equal(again.no, 2);
    assert_int_equal(again.batch_no, 2);
    fixture_proven(fx);
}

static enum vd_err accept_finding(struct vd_change *change, void *arg)
{
    struct row_finding row = *(struct row_finding *)arg;
    row.state = VD_S("aceptado");
    return vd_change_put(change, &T_finding, &row);
}

struct accept_job { struct vd_job job; struct vd_arena *arena; struct row_finding *finding; };

static enum vd_err accept_job(struct vd_db *db, struct vd_job *job)
{
    struct accept_job *j = (struct accept_job *)(void *)job;
    struct vd_change_result result;
    struct vd_change_spec spec = {.entity_id = j->finding->entity_id, .kind = "plan.importado", .actor = {.kind = VD_ACTOR_CLI}, .now = IMPORTED_AT,
        .idem_key = VD_S("1234567890123456"), .body_hash = VD_S("12345678901234567890123456789012"), .apply = accept_finding, .arg = j->finding};
    return vd_record_run(db, j->arena, &spec, &result);
}

static void what_a_later_event_changed_is_not_undone(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_drawn(fx, HEADER "| 1.1 Uno | Algo | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import_result stored = import_now(fx, &import);
    struct plan_undo_result undone;
    size_t n;
    struct accept_job job = {.job = {.run = accept_job}, .arena = fx->arena, .finding = FIXTURE_ROWS(fx, finding, stored.entity.id, &n)};
    assert_true(n > 0);
    assert_int_equal(vd_writer_run_one(fx->db, &job.job), VD_OK);
    assert_int_equal(undo(fx->db, fx, import.slug, 1, &undone), VD_CONFLICT);
    assert_true(vd_str_find(undone.refused, VD_S("un acto posterior")) >= 0);
    assert_int_equal(fixture_count(fx, &T_activity, stored.entity.id), 1);
    fixture_proven(fx);
}

static void an_undo_that_fails_anywhere_leaves_everything(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_drawn(fx, HEADER "| 1.1 Uno | Algo | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import_result stored = import_now(fx, &import);
    struct plan_undo_result undone;
    unsigned long failed = 0;
    for (unsigned long at = 1; at < 5000; at++) {
        struct vd_db_config config = fx->test.config;
        VD_AUTO_DB struct vd_db *faulty = NULL;
        config.fail_at = at;
        config.fail_with = VD_IO;
        if (vd_db_open(&config, VD_DB_WRITE, &faulty) != VD_OK)
            continue;
        if (undo(faulty, fx, import.slug, stored.batch_no, &undone) == VD_OK)
            break;
        failed++;
        assert_int_equal(fixture_count(fx, &T_activity, stored.entity.id), 1);
        assert_int_equal(fixture_count(fx, &T_window_, stored.entity.id), 1);
    }
    assert_true(failed > 20);
    assert_int_equal(fixture_count(fx, &T_activity, stored.entity.id), 0);
    fixture_proven(fx);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        STORED(undoing_takes_the_version_and_keeps_file_cells_and_findings),
        STORED(what_a_later_event_changed_is_not_undone),
        STORED(an_undo_that_fails_anywhere_leaves_everything),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("plan undo", tests, NULL, NULL);
}
