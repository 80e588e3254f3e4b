/* SPDX-License-Identifier: Apache-2.0 */
#include "core/proof.h"
#include "core/store_fixture.h"

static const struct row_unit UNIT = {.name = {"Oficina", 7}};

static enum vd_err put_unit(struct vd_change *change, void *arg)
{
    struct row_unit row = UNIT;
    row.entity_id = vd_change_entity(change);
    row.id = vd_change_id(change);
    row.slug = vd_str_printf(vd_change_arena(change), "oficina-%" PRId64, row.id);
    VD_TRY(vd_change_put(change, &T_unit, &row));
    vd_change_result_set(change, VD_S("hecho"));
    return *(const enum vd_err *)arg;
}

static const enum vd_err fine = VD_OK, refused = VD_DENIED;

static struct vd_chain_head head_of(struct fixture *fx, int64_t id)
{
    struct vd_chain_head head;
    assert_int_equal(vd_record_head(fx->db, fx->arena, id, &head), VD_OK);
    return head;
}

static struct row_entity entity_of(struct fixture *fx, int64_t id)
{
    struct row_entity row = {.entity_id = id};
    assert_int_equal(vd_row_get(fx->db, fx->arena, &T_entity, &row), VD_OK);
    return row;
}

static int64_t count_rows(struct fixture *fx, const struct vd_table *table, int64_t id)
{
    int64_t n = 0;
    void *row = vd_alloc(fx->arena, table->row_size);
    struct vd_stmt *st = vd_row_scan(fx->db, table, id);
    while (vd_row_next(st, fx->arena, row))
        n++;
    assert_int_equal(vd_done(st), VD_OK);
    return n;
}

static void assert_proved(struct fixture *fx)
{
    struct vd_verify_report report = fixture_verify(fx);
    VD_EACH(fault, &report.faults)
        fail_msg("%.*s: %.*s: %.*s", VD_SARG(fault->entity), VD_SARG(fault->where), VD_SARG(fault->what));
    assert_false(report.truncated);
}

static void run_unit(struct fixture *fx, int64_t id, int key, const enum vd_err *end)
{
    struct act act = fixture_act(fx, id, "plan.importado", key, put_unit, (void *)(uintptr_t)end);
    assert_int_equal(fixture_run(fx->db, &act), *end);
}

/* ---- tests */

static void the_chain_grows_without_gaps_when_changes_are_refused(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    for (int i = 0; i < 30; i++)
        run_unit(fx, id, 100 + i, i % 3 == 1 ? &refused : &fine);
    assert_int_equal(head_of(fx, id).seq, 21);
    assert_int_equal(count_rows(fx, &T_event, id), 21);
    assert_int_equal(count_rows(fx, &T_unit, id), 20);
    assert_proved(fx);
}

static void a_refused_change_leaves_no_trace(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    struct row_entity before = entity_of(fx, id);
    run_unit(fx, id, 1, &refused);
    struct row_entity after = entity_of(fx, id);
    assert_int_equal(after.seq, before.seq);
    assert_int_equal(after.next_id, before.next_id);
    assert_int_equal(after.public_version, before.public_version);
    assert_true(vd_str_eq(after.head, before.head));
    assert_int_equal(count_rows(fx, &T_unit, id), 0);
    assert_int_equal(count_rows(fx, &T_idem, id), 1);
    assert_int_equal(count_rows(fx, &T_event_detail, id), 1);
    assert_proved(fx);
}

static void the_same_key_answers_again_without_doing_it_again(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    struct act first = fixture_act(fx, id, "plan.importado", 7, put_unit, (void *)(uintptr_t)&fine), second = first;
    assert_int_equal(fixture_run(fx->db, &first), VD_OK);
    assert_false(first.result.repeated);
    assert_int_equal(fixture_run(fx->db, &second), VD_OK);
    assert_true(second.result.repeated);
    assert_int_equal(second.result.seq, first.result.seq);
    assert_true(vd_str_is(second.result.result, "hecho"));
    assert_int_equal(count_rows(fx, &T_unit, id), 1);
}

static void the_same_key_with_another_body_is_refused(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    struct act first = fixture_act(fx, id, "plan.importado", 7, put_unit, (void *)(uintptr_t)&fine), second = first;
    assert_int_equal(fixture_run(fx->db, &first), VD_OK);
    second.spec.body_hash = vd_str_printf(fx->arena, "%032d", 8);
    assert_int_equal(fixture_run(fx->db, &second), VD_CONFLICT);
    assert_int_equal(count_rows(fx, &T_unit, id), 1);
}

static void a_key_is_forgotten_after_a_week(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    struct act first = fixture_act(fx, id, "plan.importado", 7, put_unit, (void *)(uintptr_t)&fine), second = first;
    assert_int_equal(fixture_run(fx->db, &first), VD_OK);
    second.spec.now += 8 * INT64_C(86400) * 1000000;
    assert_int_equal(fixture_run(fx->db, &second), VD_OK);
    assert_false(second.result.repeated);
    assert_int_equal(count_rows(fx, &T_idem, id), 1); /* the old ones were pruned */
    assert_proved(fx);
}

static void only_public_kinds_move_the_public_version(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Alcaldía de Pasto"), all, one, again;
    assert_int_equal(entity_of(fx, 0).public_version, 0); /* instalacion.creada is not public */
    assert_int_equal(vd_entity_public_version(fx->db, VD_S(""), &all), VD_OK);
    assert_int_equal(vd_entity_public_version(fx->db, VD_S("pasto"), &one), VD_OK);
    run_unit(fx, id, 1, &fine);
    assert_int_equal(vd_entity_public_version(fx->db, VD_S("pasto"), &again), VD_OK);
    assert_int_equal(again, one + 1);
    assert_int_equal(vd_entity_public_version(fx->db, VD_S(""), &again), VD_OK);
    assert_int_equal(again, all + 1);
    assert_int_equal(vd_entity_public_version(fx->db, VD_S("cali"), &again), VD_NOT_FOUND);
}

static void a_law_load_moves_the_version_of_every_entity(void **state)
{
    struct fixture *fx = *state;
    int64_t before, after;
    fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    assert_int_equal(vd_entity_public_version(fx->db, VD_S("pasto"), &before), VD_OK);
    struct act law = fixture_act(fx, 0, "ley.cargada", 9, put_unit, (void *)(uintptr_t)&fine);
    assert_int_equal(fixture_run(fx->db, &law), VD_OK);
    assert_int_equal(vd_entity_public_version(fx->db, VD_S("pasto"), &after), VD_OK);
    assert_int_equal(after, before + 1);
}

static enum vd_err put_elsewhere(struct vd_change *change, void *arg)
{
    struct row_unit row = UNIT;
    row.entity_id = *(const int64_t *)arg;
    row.id = 1;
    return vd_change_put(change, &T_unit, &row);
}

static void a_row_of_another_entity_is_refused(void **state)
{
    struct fixture *fx = *state;
    int64_t pasto = fixture_entity(fx, "pasto", "Pasto"), cali = fixture_entity(fx, "cali", "Cali");
    struct act act = fixture_act(fx, pasto, "plan.importado", 1, put_elsewhere, &cali);
    assert_int_equal(fixture_run(fx->db, &act), VD_INTERNAL);
    assert_int_equal(count_rows(fx, &T_unit, cali), 0);
}

static enum vd_err put_operational(struct vd_change *change, void *arg)
{
    (void)arg;
    struct row_idem row = {.entity_id = vd_change_entity(change), .key = VD_S("k"), .body_hash = VD_S("b"), .result = VD_S("")};
    return vd_change_put(change, &T_idem, &row);
}

static void an_operational_table_is_not_changed_through_the_chain(void **state)
{
    struct fixture *fx = *state;
    struct act act = fixture_act(fx, fixture_entity(fx, "pasto", "Pasto"), "plan.importado", 1, put_operational, NULL);
    assert_int_equal(fixture_run(fx->db, &act), VD_INTERNAL);
}

static enum vd_err change_within(struct vd_change *change, void *arg)
{
    struct act *inner = arg;
    return vd_record_run(vd_change_db(change), vd_change_arena(change), &inner->spec, &inner->result);
}

static void a_change_inside_a_change_of_the_same_entity_is_refused(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    struct act inner = fixture_act(fx, id, "plan.importado", 1, put_unit, (void *)(uintptr_t)&fine);
    struct act outer = fixture_act(fx, id, "plan.importado", 2, change_within, &inner);
    assert_int_equal(fixture_run(fx->db, &outer), VD_INTERNAL);
    assert_int_equal(head_of(fx, id).seq, 1);
    assert_proved(fx);
}

static void an_unknown_kind_a_short_key_and_a_missing_entity_are_refused(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    struct act kind = fixture_act(fx, id, "plan.inventado", 1, put_unit, (void *)(uintptr_t)&fine);
    assert_int_equal(fixture_run(fx->db, &kind), VD_INTERNAL);
    struct act key = fixture_act(fx, id, "plan.importado", 1, put_unit, (void *)(uintptr_t)&fine);
    key.spec.idem_key = VD_S("corta");
    assert_int_equal(fixture_run(fx->db, &key), VD_INTERNAL);
    struct act nobody = fixture_act(fx, 99, "plan.importado", 1, put_unit, (void *)(uintptr_t)&fine);
    assert_int_equal(fixture_run(fx->db, &nobody), VD_NOT_FOUND);
}

static enum vd_err put_twice_then_remove(struct vd_change *change, void *arg)
{
    (void)arg;
    struct row_unit kept = UNIT, gone = UNIT;
    kept.entity_id = gone.entity_id = vd_change_entity(change);
    kept.id = vd_change_id(change);
    gone.id = vd_change_id(change);
    kept.slug = VD_S("queda");
    gone.slug = VD_S("sale");
    VD_TRY(vd_change_put(change, &T_unit, &kept));
    VD_TRY(vd_change_put(change, &T_unit, &gone));
    kept.abbrev = VD_S("");
    VD_TRY(vd_change_put(change, &T_unit, &kept));
    return vd_change_remove(change, &T_unit, &gone);
}

static void the_last_of_several_changes_of_a_row_counts(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    struct act act = fixture_act(fx, id, "plan.importado", 1, put_twice_then_remove, NULL);
    assert_int_equal(fixture_run(fx->db, &act), VD_OK);
    assert_int_equal(count_rows(fx, &T_unit, id), 1);
    assert_proved(fx);
}

static enum vd_err put_thousands(struct vd_change *change, void *arg)
{
    (void)arg;
    for (int i = 0; i < 5000; i++) {
        struct row_unit row = UNIT;
        row.entity_id = vd_change_entity(change);
        row.id = vd_change_id(change);
        row.slug = vd_str_printf(vd_change_arena(change), "oficina-%d", i);
        VD_TRY(vd_change_put(change, &T_unit, &row));
    }
    return VD_OK;
}

static void an_import_of_thousands_of_rows_is_one_event(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    struct act act = fixture_act(fx, id, "plan.importado", 1, put_thousands, NULL);
    assert_int_equal(fixture_run(fx->db, &act), VD_OK);
    assert_int_equal(act.result.seq, 2);
    assert_int_equal(count_rows(fx, &T_unit, id), 5000);
    assert_int_equal(entity_of(fx, id).next_id, 5001);
    assert_proved(fx);
}

/* Database call N fails, for every N until the change goes through: each time it is all there or not at all. */
static void fail_everywhere(struct fixture *fx, enum vd_err with)
{
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    unsigned long n = 0;
    for (bool through = false; !through; n++) {
        assert_true(n < 200);
        struct vd_db *db = fixture_connect(fx, n + 1, with);
        struct act act = fixture_act(fx, id, "plan.importado", (int)n + 1, put_unit, (void *)(uintptr_t)&fine);
        int64_t seq = head_of(fx, id).seq, units = count_rows(fx, &T_unit, id);
        enum vd_err err = db ? fixture_run(db, &act) : with;
        vd_db_close(db);
        int64_t grown = head_of(fx, id).seq - seq;
        assert_int_equal(count_rows(fx, &T_unit, id) - units, grown);
        assert_int_equal(grown, err == VD_OK ? 1 : 0);
        through = err == VD_OK;
        assert_proved(fx);
    }
    assert_true(n > 12); /* it failed at each step of the way before: begin, savepoint, 8 statements, release, commit */
}

static void a_failure_at_any_database_call_leaves_all_or_nothing(void **state) { fail_everywhere(*state, VD_IO); }
static void a_full_disk_at_any_database_call_leaves_all_or_nothing(void **state) { fail_everywhere(*state, VD_NO_SPACE); }

static void a_failed_change_goes_through_when_run_again_with_its_key(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    struct act act = fixture_act(fx, id, "plan.importado", 1, put_unit, (void *)(uintptr_t)&fine);
    enum vd_err err = VD_IO;
    for (unsigned long n = 1; n < 200 && err != VD_OK; n++) {
        struct vd_db *db = fixture_connect(fx, n, VD_RETRY);
        err = db ? fixture_run(db, &act) : VD_RETRY;
        vd_db_close(db);
    }
    assert_int_equal(err, VD_OK);
    assert_int_equal(count_rows(fx, &T_unit, id), 1);
    assert_int_equal(head_of(fx, id).seq, 2);
    assert_proved(fx);
}

static void memory_that_ends_at_any_allocation_is_an_error_of_the_change(void **state)
{
    struct fixture *fx = *state;
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    struct act act = fixture_act(fx, id, "plan.importado", 1, put_unit, (void *)(uintptr_t)&fine);
    enum vd_err err = VD_NO_MEMORY;
    unsigned long n;
    for (n = 1; n < 100 && err != VD_OK; n++) {
        vd_arena_fail_at(n);
        err = fixture_run(fx->db, &act);
        vd_arena_fail_at(0);
        assert_true(err == VD_OK || err == VD_NO_MEMORY);
        assert_int_equal(count_rows(fx, &T_unit, id), err == VD_OK ? 1 : 0);
        assert_proved(fx);
    }
    assert_int_equal(err, VD_OK);
    assert_true(n > 3);
}

static void history_is_newest_first_in_words(void **state)
{
    struct fixture *fx = *state;
    vd_history history;
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    assert_int_equal(vd_record_history(fx->db, fx->arena, id, "entity", id, &history), VD_OK);
    assert_int_equal(history.n, 2);
    assert_int_equal(history.v[0].seq, 2);
    assert_true(vd_str_is(history.v[0].kind, "entidad.renombrada"));
    assert_true(vd_str_is(history.v[0].text, "Se cambió el nombre de la entidad"));
    assert_true(vd_str_is(history.v[1].actor_kind, "cli"));
    assert_int_equal(history.v[1].at, NOW);
}

static void the_head_is_the_hash_of_the_last_event(void **state)
{
    struct fixture *fx = *state;
    unsigned char hash[VD_HASH_SIZE];
    char hex[2 * VD_HASH_SIZE + 1];
    int64_t id = fixture_entity(fx, "pasto", "Pasto");
    struct row_event row = {.entity_id = id, .seq = 1};
    assert_int_equal(vd_row_get(fx->db, fx->arena, &T_event, &row), VD_OK);
    assert_int_equal(vd_event_hash(&row, hash), VD_OK);
    vd_hex(hex, hash, sizeof hash);
    struct vd_chain_head head = head_of(fx, id);
    assert_true(vd_str_is(head.hex, hex));
    assert_int_equal(head.at, NOW);
    assert_int_equal(vd_record_head(fx->db, fx->arena, 99, &head), VD_NOT_FOUND);
}

#define STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int argc, char **argv)
{
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    const struct CMUnitTest tests[] = {
        STORE(the_chain_grows_without_gaps_when_changes_are_refused),
        STORE(a_refused_change_leaves_no_trace),
        STORE(the_same_key_answers_again_without_doing_it_again),
        STORE(the_same_key_with_another_body_is_refused),
        STORE(a_key_is_forgotten_after_a_week),
        STORE(only_public_kinds_move_the_public_version),
        STORE(a_law_load_moves_the_version_of_every_entity),
        STORE(a_row_of_another_entity_is_refused),
        STORE(an_operational_table_is_not_changed_through_the_chain),
        STORE(a_change_inside_a_change_of_the_same_entity_is_refused),
        STORE(an_unknown_kind_a_short_key_and_a_missing_entity_are_refused),
        STORE(the_last_of_several_changes_of_a_row_counts),
        STORE(an_import_of_thousands_of_rows_is_one_event),
        STORE(a_failure_at_any_database_call_leaves_all_or_nothing),
        STORE(a_full_disk_at_any_database_call_leaves_all_or_nothing),
        STORE(a_failed_change_goes_through_when_run_again_with_its_key),
        STORE(memory_that_ends_at_any_allocation_is_an_error_of_the_change),
        STORE(history_is_newest_first_in_words),
        STORE(the_head_is_the_hash_of_the_last_event),
    };
    return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
