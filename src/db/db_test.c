/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <cmocka.h>
#include "base/base.h"
#include "db/db_test.sql.h"
#include "db/tables.h"
#include "db/testing.h"

static bool on_postgres;

struct house {
    struct vd_testdb t;
    struct vd_db *db;         /* writes */
    struct vd_arena *arena;
};

static int open_house(void **state)
{
    struct house *h = calloc(1, sizeof *h);
    assert_non_null(h);
    vd_testdb_begin(&h->t, on_postgres);
    assert_int_equal(vd_db_open(&h->t.config, VD_DB_WRITE, &h->db), VD_OK);
    enum vd_err err = vd_db_migrate(h->db, 1);
    if (err != VD_OK)
        fail_msg("%s", vd_db_message(h->db));
    h->arena = vd_arena_new(64u * 1024 * 1024);
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

static struct row_entity an_entity(int64_t id, const char *slug)
{
    static const char zero[32];
    return (struct row_entity){.entity_id = id, .slug = vd_str_of(slug), .name = VD_S("Pasto"), .name_fold = VD_S("pasto"),
        .sort_key = {zero, 3}, .created_at = 5, .head = {zero, 32}, .next_id = 1};
}

static void put_entity(struct house *h, int64_t id, const char *slug)
{
    struct row_entity e = an_entity(id, slug);
    assert_int_equal(vd_row_put(h->db, &T_entity, &e), VD_OK);
}

static int64_t count_units(struct vd_db *db, struct vd_arena *arena)
{
    struct test_unit_count_row row;
    assert_int_equal(test_unit_count_one(db, arena, 1, &row), VD_OK);
    return row.n;
}

static struct vd_db *reader(struct house *h)
{
    struct vd_db *db;
    assert_int_equal(vd_db_open(&h->t.config, VD_DB_READ, &db), VD_OK);
    return db;
}

/* ---- values */

static void values_come_back_as_they_went_in(void **state)
{
    struct house *h = *state;
    static const int64_t ints[] = {0, -1, 1, INT32_MAX, 5000000000, INT64_MIN + 1000000, INT64_MAX};
    static const char bytes[] = "\0\xff'\"\\x\n;--";
    const struct vd_str blob = {bytes, sizeof bytes - 1}, text = VD_S("Ñandú «vigüenza» ' \" \\ $1 ?1 \xF0\x9F\x8D\x8B; -- \n\t");
    for (size_t i = 0; i < VD_COUNT(ints); i++) {
        struct test_echo_row row;
        assert_int_equal(test_echo_one(h->db, h->arena, vd_some(ints[i]), text, blob, ints[i] < -1 ? 0 : ints[i], 1, &row), VD_OK);
        assert_true(row.i.has && row.i.v == ints[i] && row.is_flag == 1);
        assert_true(row.later == (ints[i] < -1 ? 0 : ints[i]) - 1000000);
        assert_true(vd_str_eq(row.t, text) && vd_str_eq(row.b, blob));
    }
}

static void null_and_empty_are_different(void **state)
{
    struct house *h = *state;
    struct test_echo_row row;
    assert_int_equal(test_echo_one(h->db, h->arena, (struct vd_oint){0}, (struct vd_str){0}, (struct vd_str){0}, 0, 0, &row), VD_OK);
    assert_true(!row.i.has && !row.t.p && !row.b.p && row.is_flag == 0);
    assert_int_equal(test_echo_one(h->db, h->arena, vd_some(0), VD_S(""), VD_S(""), 0, 0, &row), VD_OK);
    assert_true(row.i.has && row.t.p && row.t.n == 0 && row.b.p && row.b.n == 0);
}

static void long_text_is_kept_whole(void **state)
{
    struct house *h = *state;
    const size_t n = 3u * 1024 * 1024;
    char *p = vd_alloc(h->arena, n);
    memset(p, 'n', n);
    struct test_echo_row row;
    assert_int_equal(test_echo_one(h->db, h->arena, vd_some(1), (struct vd_str){p, n}, (struct vd_str){p, n}, 0, 0, &row), VD_OK);
    assert_true(row.t.n == n && memcmp(row.t.p, p, n) == 0 && row.b.n == n && memcmp(row.b.p, p, n) == 0);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    static const struct vd_str bad[] = {{"a\0b", 3}, {"\xff", 1}, {"\xED\xA0\x80", 3}, {"\xC3", 1}};
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        assert_int_equal(test_unit_add_run(h->db, 1, 7, bad[i], (struct vd_str){0}, 0), VD_INVALID);
    assert_int_equal(count_units(h->db, h->arena), 0);
}

static void texts_sort_by_their_bytes(void **state)
{
    struct house *h = *state;
    static const char *const names[] = {"Zulia", "abeja", "\xC3\x81rbol"};
    put_entity(h, 1, "pasto");
    for (size_t i = 0; i < VD_COUNT(names); i++)
        assert_int_equal(test_unit_add_run(h->db, 1, (int64_t)(9 - i), vd_str_of(names[i]), (struct vd_str){0}, 0), VD_OK);
    struct vd_stmt *st = test_unit_names_open(h->db, 1);
    struct test_unit_names_row row;
    size_t n = 0;
    for (; test_unit_names_next(st, h->arena, &row); n++)
        assert_true(n < VD_COUNT(names) && vd_str_is(row.name, names[n]));
    assert_int_equal(vd_done(st), VD_OK);
    assert_int_equal(n, VD_COUNT(names));
}

/* ---- what a programmer gets wrong */

static void a_parameter_left_out_is_an_error(void **state)
{
    struct house *h = *state;
    struct vd_stmt *st = vd_db_query(h->db, &Q_test_unit_of);
    vd_bind_int(st, 1, 1);
    assert_false(vd_next(st));
    assert_int_equal(vd_done(st), VD_INTERNAL);
    assert_non_null(strstr(vd_db_message(h->db), "test_unit_of"));
}

static void a_wrong_bind_is_an_error(void **state)
{
    struct house *h = *state;
    struct vd_stmt *st = vd_db_query(h->db, &Q_test_unit_of);
    vd_bind_text(st, 1, VD_S("1"));
    assert_int_equal(vd_run(st), VD_INTERNAL);
    st = vd_db_query(h->db, &Q_test_unit_of);
    vd_bind_int(st, 3, 1);
    assert_int_equal(vd_run(st), VD_INTERNAL);
    assert_int_equal(test_unit_add_run(h->db, 1, 1, (struct vd_str){0}, (struct vd_str){0}, 0), VD_INTERNAL);
}

static void a_result_that_is_not_as_declared_is_an_error(void **state)
{
    struct house *h = *state;
    struct test_null_sum_row sum = {.sum = 77};
    assert_int_equal(test_null_sum_one(h->db, h->arena, 1, &sum), VD_INTERNAL);
    assert_true(sum.sum == 77);
    struct test_wrong_type_row wrong;
    assert_int_equal(test_wrong_type_one(h->db, h->arena, &wrong), VD_INTERNAL);
}

static void a_duplicate_is_a_conflict_and_a_missing_parent_is_a_defect(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    assert_int_equal(test_unit_add_run(h->db, 1, 7, VD_S("a"), (struct vd_str){0}, 0), VD_OK);
    assert_int_equal(test_unit_add_run(h->db, 1, 7, VD_S("a"), (struct vd_str){0}, 0), VD_CONFLICT);
    assert_int_equal(test_unit_add_run(h->db, 2, 7, VD_S("a"), (struct vd_str){0}, 0), VD_INTERNAL);
}

/* ---- rows by their table */

static void a_row_is_put_got_replaced_scanned_and_removed(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    struct row_unit unit = {.entity_id = 1, .id = 7, .name = VD_S("Oficina de Planeaci\xC3\xB3n"), .is_group = 1, .slug = VD_S("oficina")}, got = {.entity_id = 1, .id = 7};
    assert_int_equal(vd_row_get(h->db, h->arena, &T_unit, &got), VD_NOT_FOUND);
    assert_int_equal(vd_row_put(h->db, &T_unit, &unit), VD_OK);
    unit.abbrev = VD_S("OPGI");
    assert_int_equal(vd_row_put(h->db, &T_unit, &unit), VD_OK);
    assert_int_equal(vd_row_get(h->db, h->arena, &T_unit, &got), VD_OK);
    assert_true(vd_str_eq(got.name, unit.name) && vd_str_is(got.abbrev, "OPGI") && got.is_group == 1);
    unit.id = 3;
    unit.slug = VD_S("otra");
    assert_int_equal(vd_row_put(h->db, &T_unit, &unit), VD_OK);
    struct vd_stmt *st = vd_row_scan(h->db, &T_unit, 1);
    int64_t ids[3] = {0}, n = 0;
    for (; n < 3 && vd_row_next(st, h->arena, &got); n++)
        ids[n] = got.id;
    assert_int_equal(vd_done(st), VD_OK);
    assert_true(n == 2 && ids[0] == 3 && ids[1] == 7);
    assert_int_equal(vd_row_remove(h->db, &T_unit, &unit), VD_OK);
    assert_int_equal(count_units(h->db, h->arena), 1);
}

/* A row with a value of every kind in each column, for tables whose rules allow it. */
static void every_query_of_every_table_runs(void **state)
{
    struct house *h = *state;
    for (const struct vd_table *const *t = vd_tables; *t; t++) {
        void *row = vd_alloc(h->arena, (*t)->row_size);
        for (int i = 0; i < (*t)->n_columns; i++)
            if ((*t)->columns[i].type != VD_T_INT)
                *(struct vd_str *)(void *)((char *)row + (*t)->columns[i].offset) = VD_S("\xC3\xB1'");
        assert_int_equal(vd_row_get(h->db, h->arena, *t, row), VD_NOT_FOUND);
        assert_int_equal(vd_row_remove(h->db, *t, row), VD_OK);
        struct vd_stmt *st = vd_row_scan(h->db, *t, INT64_MIN);
        assert_false(vd_row_next(st, h->arena, row));
        assert_int_equal(vd_done(st), VD_OK);
        assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
        enum vd_err err = vd_row_put(h->db, *t, row); /* INTERNAL: a rule of the table (CHECK, parent) refuses such a row */
        assert_true(err == VD_OK || (err == VD_INTERNAL && strstr(vd_db_message(h->db), on_postgres ? "(23" : "constraint failed")));
        vd_db_rollback(h->db);
    }
}

/* ---- transactions */

static void a_savepoint_undoes_only_its_part(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    for (int64_t i = 1; i <= 4; i++) {
        assert_int_equal(vd_db_savepoint(h->db), VD_OK);
        assert_int_equal(test_unit_add_run(h->db, 1, i, VD_S("u"), (struct vd_str){0}, 0), VD_OK);
        if (i % 2)
            assert_int_equal(test_unit_add_run(h->db, 1, i, VD_S("u"), (struct vd_str){0}, 0), VD_CONFLICT);
        assert_int_equal(i % 2 ? vd_db_rollback_to(h->db) : vd_db_release(h->db), VD_OK);
    }
    assert_true(vd_db_in_transaction(h->db));
    assert_int_equal(vd_db_commit(h->db), VD_OK);
    assert_false(vd_db_in_transaction(h->db));
    assert_int_equal(count_units(h->db, h->arena), 2);
}

static void commit_finishes_a_returning_statement_that_was_left_open(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    struct vd_stmt *st = test_entity_next_open(h->db, 1);
    struct test_entity_next_row row;
    assert_true(test_entity_next_next(st, h->arena, &row));
    assert_int_equal(row.next_id, 2);
    assert_int_equal(vd_db_commit(h->db), VD_OK);
    struct row_entity e = {.entity_id = 1};
    assert_int_equal(vd_row_get(h->db, h->arena, &T_entity, &e), VD_OK);
    assert_int_equal(e.next_id, 2);
}

static void a_failed_transaction_cannot_be_committed_unnoticed(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(test_unit_add_run(h->db, 1, 1, VD_S("u"), (struct vd_str){0}, 0), VD_OK);
    assert_int_equal(test_unit_add_run(h->db, 1, 1, VD_S("u"), (struct vd_str){0}, 0), VD_CONFLICT);
    enum vd_err err = vd_db_commit(h->db);
    assert_int_equal(count_units(h->db, h->arena), err == VD_OK ? 1 : 0); /* SQLite undoes the statement, PostgreSQL all */
}

static void a_read_transaction_sees_one_snapshot(void **state)
{
    struct house *h = *state;
    VD_AUTO_DB struct vd_db *db = reader(h);
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_begin(db, VD_DB_READ), VD_OK);
    assert_int_equal(count_units(db, h->arena), 0);
    assert_int_equal(test_unit_add_run(h->db, 1, 1, VD_S("u"), (struct vd_str){0}, 0), VD_OK);
    assert_int_equal(count_units(db, h->arena), 0);
    assert_int_equal(vd_db_commit(db), VD_OK);
    assert_int_equal(count_units(db, h->arena), 1);
}

static void a_reading_transaction_cannot_write(void **state)
{
    struct house *h = *state;
    VD_AUTO_DB struct vd_db *db = reader(h);
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_begin(db, VD_DB_WRITE), VD_INTERNAL);
    assert_int_equal(vd_db_begin(db, VD_DB_READ), VD_OK);
    assert_int_not_equal(test_unit_add_run(db, 1, 1, VD_S("u"), (struct vd_str){0}, 0), VD_OK);
    vd_db_rollback(db);
    assert_int_equal(count_units(h->db, h->arena), 0);
}

static void the_same_query_can_run_inside_its_own_rows(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    for (int64_t i = 1; i <= 3; i++)
        assert_int_equal(test_unit_add_run(h->db, 1, i, VD_S("u"), (struct vd_str){0}, 0), VD_OK);
    struct vd_stmt *outer = test_unit_names_open(h->db, 1);
    int pairs = 0;
    while (vd_next(outer)) {
        struct vd_stmt *inner = test_unit_names_open(h->db, 1);
        for (; vd_next(inner); pairs++)
            ;
        assert_int_equal(vd_done(inner), VD_OK);
    }
    assert_int_equal(vd_done(outer), VD_OK);
    assert_int_equal(pairs, 9);
}

static void recover_ends_what_an_unwound_request_left(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(test_unit_add_run(h->db, 1, 1, VD_S("u"), (struct vd_str){0}, 0), VD_OK);
    assert_true(vd_next(test_unit_names_open(h->db, 1)));
    vd_db_recover(h->db);
    assert_false(vd_db_in_transaction(h->db));
    assert_int_equal(count_units(h->db, h->arena), 0);
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(vd_db_commit(h->db), VD_OK);
}

static void the_data_version_moves_when_another_connection_commits(void **state)
{
    struct house *h = *state;
    VD_AUTO_DB struct vd_db *db = reader(h);
    int64_t before, after;
    assert_int_equal(vd_db_data_version(db, &before), VD_OK);
    assert_int_equal(vd_db_data_version(db, &after), VD_OK);
    assert_true(before == after);
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_commit(h->db), VD_OK);
    vd_us limit = vd_clock_monotonic() + 900000;
    do
        assert_int_equal(vd_db_data_version(db, &after), VD_OK);
    while (after == before && vd_clock_monotonic() < limit);
    assert_true(after != before);
}

static void a_dropped_transaction_takes_no_further_statement(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(test_drop_run(h->db), VD_OK);
    assert_int_equal(test_unit_add_run(h->db, 1, 1, VD_S("u"), (struct vd_str){0}, 0), VD_IO);
    assert_int_equal(vd_db_savepoint(h->db), VD_IO);
    assert_int_equal(vd_db_commit(h->db), VD_IO);
    assert_int_equal(count_units(h->db, h->arena), 0);
}

/* ---- migrations, check, file */

static void migrations_run_once_and_their_state_is_told(void **state)
{
    struct house *h = *state;
    struct vd_db_status status;
    assert_int_equal(vd_db_status(h->db, &status), VD_OK);
    assert_true(status.known > 0 && status.applied == status.known && !status.newer && !status.changed);
    put_entity(h, 1, "pasto");
    assert_int_equal(vd_db_migrate(h->db, 2), VD_OK);
    struct row_entity e = {.entity_id = 1};
    assert_int_equal(vd_row_get(h->db, h->arena, &T_entity, &e), VD_OK);
}

static void an_empty_database_has_no_migration(void **state)
{
    (void)state;
    struct vd_testdb t;
    vd_testdb_begin(&t, on_postgres);
    struct vd_db *db;
    struct vd_db_status status;
    assert_int_equal(vd_db_open(&t.config, VD_DB_WRITE, &db), VD_OK);
    assert_int_equal(vd_db_status(db, &status), VD_OK);
    assert_int_equal(status.applied, 0);
    vd_db_close(db);
    vd_testdb_end(&t);
}

static void run_text(struct house *h, const char *sql)
{
    struct vd_query *q = VD_NEW(h->arena, struct vd_query); /* statements are kept by the address of their query */
    *q = (struct vd_query){.name = "test", .sqlite = sql, .postgres = sql};
    assert_int_equal(vd_run(vd_db_query(h->db, q)), VD_OK);
}

static void a_newer_database_and_a_changed_file_are_refused(void **state)
{
    struct house *h = *state;
    struct vd_db_status status;
    run_text(h, "INSERT INTO schema_migration (number, name, sha256, applied_at) VALUES (9999, 'x', 'y', 1)");
    assert_int_equal(vd_db_status(h->db, &status), VD_OK);
    assert_true(status.newer && !status.changed);
    assert_int_equal(vd_db_migrate(h->db, 2), VD_CONFLICT);
    run_text(h, "DELETE FROM schema_migration WHERE number = 9999");
    run_text(h, "UPDATE schema_migration SET sha256 = 'otro' WHERE number = 1");
    assert_int_equal(vd_db_status(h->db, &status), VD_OK);
    assert_true(!status.newer && status.changed);
    assert_int_equal(vd_db_migrate(h->db, 2), VD_CONFLICT);
}

static void the_check_of_a_whole_database_finds_nothing(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    struct vd_str problem = VD_S("x");
    assert_int_equal(vd_db_check(h->db, h->arena, &problem), VD_OK);
    assert_null(problem.p);
}

static void the_check_names_what_is_broken(void **state)
{
    struct house *h = *state;
    put_entity(h, 1, "pasto");
    if (on_postgres) {
        run_text(h, "ALTER TABLE unit ADD CONSTRAINT test_open CHECK (id > 0) NOT VALID");
    } else {
        run_text(h, "PRAGMA foreign_keys = OFF");
        run_text(h, "INSERT INTO unit (entity_id, id, name, is_group, slug) VALUES (99, 1, 'u', 0, 'u')");
    }
    struct vd_str problem = {0};
    assert_int_equal(vd_db_check(h->db, h->arena, &problem), VD_OK);
    assert_non_null(problem.p);
    assert_true(vd_str_find(problem, on_postgres ? VD_S("test_open") : VD_S("unit")) >= 0);
}

static void a_changed_schema_is_named(void **state)
{
    static const struct { const char *sqlite, *postgres, *named; } changes[] = {
        {"CREATE TRIGGER intruder AFTER INSERT ON unit BEGIN SELECT 1; END",
         "CREATE TRIGGER intruder BEFORE UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
         "sobra el disparador «intruder» de unit."},
        {"CREATE VIEW intruder AS SELECT 1 AS one", "CREATE VIEW intruder AS SELECT 1 AS one", "sobra la vista «intruder»."},
        {"CREATE TABLE intruder (a)", "CREATE TABLE intruder (a BIGINT)", "sobra la tabla «intruder»."},
        {"ALTER TABLE unit ADD COLUMN intruder TEXT", "ALTER TABLE unit ADD COLUMN intruder TEXT", "sobra la columna «intruder» de unit."},
        {"CREATE INDEX intruder ON unit (name)", "CREATE INDEX intruder ON unit (name)", "sobra el índice «intruder» de unit."},
        {"DROP INDEX responsible_one_lead", "DROP INDEX responsible_one_lead", "falta el índice «responsible_one_lead» de responsible."},
        {"ALTER TABLE unit DROP COLUMN abbrev", "ALTER TABLE unit DROP COLUMN abbrev", "falta la columna «abbrev» de unit."},
        {"DROP TABLE source_cell", "DROP TABLE source_cell", "falta la tabla «source_cell»."},
        {"ALTER TABLE unit RENAME COLUMN abbrev TO other", "ALTER TABLE unit RENAME COLUMN abbrev TO other", "sobra la columna «other» de unit."},
        {NULL, "ALTER TABLE unit ALTER COLUMN name DROP NOT NULL", "no es como se creó la columna «name» de unit."},
        {NULL, "CREATE RULE intruder AS ON UPDATE TO unit DO INSTEAD NOTHING", "sobra la regla «intruder» de unit."},
        {NULL, "CREATE POLICY intruder ON unit USING (false)", "sobra la política «intruder» de unit."},
    };
    struct house *h = *state;
    for (size_t i = 0; i < VD_COUNT(changes); i++) {
        const char *sql = on_postgres ? changes[i].postgres : changes[i].sqlite;
        struct vd_str problem = {0};
        if (!sql)
            continue;
        assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
        run_text(h, sql);
        assert_int_equal(vd_db_check(h->db, h->arena, &problem), VD_OK);
        if (!vd_str_ends(problem, vd_str_of(changes[i].named)))
            fail_msg("%s: %.*s", sql, VD_SARG(problem));
        vd_db_rollback(h->db);
        vd_db_recover(h->db);
    }
}

static void a_view_in_the_place_of_a_table_is_named(void **state)
{
    struct house *h = *state;
    struct vd_str problem = {0};
    run_text(h, "ALTER TABLE source_cell RENAME TO hidden");
    run_text(h, "CREATE VIEW source_cell AS SELECT * FROM hidden");
    assert_int_equal(vd_db_check(h->db, h->arena, &problem), VD_OK);
    assert_true(vd_str_find(problem, VD_S("sobra la tabla «hidden».")) > 0);
}

static void a_table_made_again_with_other_rules_is_named(void **state)
{
    struct house *h = *state;
    struct vd_str problem = {0};
    if (on_postgres) {
        print_message("skipped: PostgreSQL keeps its own wording of rules\n");
        skip();
    }
    run_text(h, "DROP TABLE idem");
    run_text(h, "CREATE TABLE idem (entity_id INTEGER NOT NULL, key BLOB NOT NULL, body_hash BLOB NOT NULL, seq INTEGER NOT NULL, "
                "result TEXT NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (entity_id, key))");
    run_text(h, "CREATE INDEX idem_expires ON idem (expires_at)");
    assert_int_equal(vd_db_check(h->db, h->arena, &problem), VD_OK);
    assert_true(vd_str_ends(problem, VD_S("no es como se creó la tabla «idem».")));
}

static void statistics_of_the_engine_are_no_change(void **state)
{
    struct house *h = *state;
    struct vd_str problem = {0};
    put_entity(h, 1, "pasto");
    run_text(h, "ANALYZE");
    assert_int_equal(vd_db_check(h->db, h->arena, &problem), VD_OK);
    assert_null(problem.p);
}

static void only_the_owner_may_read_the_file(void **state)
{
    struct house *h = *state;
    if (on_postgres) {
        print_message("skipped: there is no file on PostgreSQL\n");
        skip();
    }
    char path[128];
    struct stat info;
    for (int i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/veedor.db%s", h->t.folder, i ? "-wal" : "");
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_mode & 0777, 0600);
    }
}

static void opening_what_is_not_there_says_why(void **state)
{
    (void)state;
    struct vd_db *db = NULL;
    const struct vd_db_config config = {.data = "/nonexistent", .url = on_postgres ? "postgres://nobody@127.0.0.1:1/none" : NULL};
    assert_int_equal(vd_db_open(&config, VD_DB_READ, &db), on_postgres ? VD_RETRY : VD_NOT_FOUND);
    assert_null(db);
    assert_true(strlen(vd_db_message(NULL)) > 10);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(values_come_back_as_they_went_in), TEST(null_and_empty_are_different), TEST(long_text_is_kept_whole),
        TEST(text_that_is_not_utf8_is_refused), TEST(texts_sort_by_their_bytes), TEST(a_parameter_left_out_is_an_error),
        TEST(a_wrong_bind_is_an_error), TEST(a_result_that_is_not_as_declared_is_an_error),
        TEST(a_duplicate_is_a_conflict_and_a_missing_parent_is_a_defect), TEST(a_row_is_put_got_replaced_scanned_and_removed),
        TEST(every_query_of_every_table_runs), TEST(a_savepoint_undoes_only_its_part),
        TEST(commit_finishes_a_returning_statement_that_was_left_open), TEST(a_failed_transaction_cannot_be_committed_unnoticed),
        TEST(a_read_transaction_sees_one_snapshot), TEST(a_reading_transaction_cannot_write),
        TEST(the_same_query_can_run_inside_its_own_rows), TEST(recover_ends_what_an_unwound_request_left),
        TEST(a_dropped_transaction_takes_no_further_statement), TEST(the_data_version_moves_when_another_connection_commits), TEST(migrations_run_once_and_their_state_is_told),
        cmocka_unit_test(an_empty_database_has_no_migration), TEST(a_newer_database_and_a_changed_file_are_refused),
        TEST(the_check_of_a_whole_database_finds_nothing), TEST(the_check_names_what_is_broken), TEST(a_changed_schema_is_named),
        TEST(a_view_in_the_place_of_a_table_is_named), TEST(a_table_made_again_with_other_rules_is_named), TEST(statistics_of_the_engine_are_no_change), TEST(only_the_owner_may_read_the_file),
        cmocka_unit_test(opening_what_is_not_there_says_why),
    };
    if (!vd_testdb_choose(argc, argv, &on_postgres))
        return VD_TEST_SKIPPED;
    return cmocka_run_group_tests_name(on_postgres ? "db on PostgreSQL" : "db on SQLite", tests, NULL, NULL);
}
