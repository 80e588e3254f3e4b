/* SPDX-License-Identifier: Apache-2.0 */
/* Preparing is not enough: PostgreSQL finds a wrong type or an overflow only when a query runs. Each run stands in a
 * savepoint that is undone; what a rule of the table refuses (CHECK, parent, duplicate) is a good answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "db/tables.h"
#include "db/testing.h"
#include "faults/queries_all.h"

static bool on_postgres;

enum { ROUNDS = 7 };
static const int64_t ints[ROUNDS] = {0, 1, -1, 5000000000, INT64_MAX, INT64_MIN, INT32_MIN};
static char long_text[70000];
static const char bytes[] = "\0\xff'\\";

static struct vd_str a_text(int round)
{
    const struct vd_str texts[ROUNDS] = {VD_S(""), VD_S("\xC3\xB1" "and\xC3\xBA 'x' \"y\" \\ %_ ; --"), {long_text, sizeof long_text}, VD_S("2022-02-30"),
        VD_S("\xF0\x9F\x8D\x8B\n\t"), VD_S("$1 ?1 :a @b"), VD_S("NULL")};
    return texts[round];
}

static void bind(struct vd_stmt *st, const struct vd_query *q, int round, bool nulls)
{
    for (int i = 0; i < q->n_in; i++) {
        bool null = nulls && q->in[i].nullable;
        if (q->in[i].type == VD_T_INT)
            vd_bind_oint(st, i + 1, null ? (struct vd_oint){0} : vd_some(ints[round]));
        else if (q->in[i].type == VD_T_TEXT)
            vd_bind_text(st, i + 1, null ? (struct vd_str){0} : a_text(round));
        else
            vd_bind_blob(st, i + 1, null ? (struct vd_str){0} : (struct vd_str){bytes, (size_t)round % sizeof bytes});
    }
}

static bool refused_by_a_rule(struct vd_db *db, enum vd_err err)
{
    return err == VD_CONFLICT || (err == VD_INTERNAL && strstr(vd_db_message(db), on_postgres ? "(23" : "constraint failed"));
}

/* Returns whether the query ran or was refused by a rule; says what went wrong otherwise. */
static bool try_query(struct vd_db *db, const struct vd_query *q, int round, bool nulls)
{
    assert_int_equal(vd_db_savepoint(db), VD_OK);
    struct vd_stmt *st = vd_db_query(db, q);
    bind(st, q, round, nulls);
    enum vd_err err = vd_run(st);
    bool fine = err == VD_OK || refused_by_a_rule(db, err);
    if (!fine)
        print_message("%s, round %d: %s: %s\n", q->name, round, vd_err_name(err), vd_db_message(db));
    assert_int_equal(vd_db_rollback_to(db), VD_OK);
    return fine;
}

static void every_query_runs_with_extreme_values(void **state)
{
    (void)state;
    struct vd_testdb t;
    struct vd_db *db;
    int ran = 0, bad = 0;
    memset(long_text, 'n', sizeof long_text);
    vd_testdb_begin(&t, on_postgres);
    assert_int_equal(vd_db_open(&t.config, VD_DB_WRITE, &db), VD_OK);
    assert_int_equal(vd_db_migrate(db, 1), VD_OK);
    assert_int_equal(vd_db_begin(db, VD_DB_WRITE), VD_OK);
    for (const struct vd_query *const *const *set = vd_query_sets; *set; set++) {
        for (const struct vd_query *const *q = *set; *q; q++) {
            if (!(on_postgres ? (*q)->postgres : (*q)->sqlite))
                continue;
            for (int round = 0; round < ROUNDS; round++, ran++)
                bad += !try_query(db, *q, round, round % 2 == 0);
        }
    }
    vd_db_rollback(db);
    vd_db_close(db);
    vd_testdb_end(&t);
    print_message("%d runs\n", ran);
    assert_true(ran >= ROUNDS);
    assert_int_equal(bad, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_query_runs_with_extreme_values)};
    if (!vd_testdb_choose(argc, argv, &on_postgres))
        return VD_TEST_SKIPPED;
    return cmocka_run_group_tests_name("queries", tests, NULL, NULL);
}
