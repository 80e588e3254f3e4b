/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: an empty store on either engine, a small world in it, and a way around the record to do what must be found.
 * VEEDOR_TEST_PG (db/testing.h) must name a superuser here: tampering switches the foreign keys off. */
#ifndef VD_CORE_STORE_FIXTURE_H
#define VD_CORE_STORE_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "core/core.h"
#include "db/tables.h"
#include "db/testing.h"

#define NOW ((vd_us)1663686900000000) /* 2022-09-20 10:15 in Bogotá */

struct fixture {
    struct vd_testdb test;
    const char *data;            /* folder */
    struct vd_db *db;
    struct vd_files *files;
    struct vd_arena *arena;
};

void fixture_engine(bool postgres);              /* for the groups that follow */
int fixture_setup(void **state);                 /* migrated, with entity 0 */
int fixture_teardown(void **state);
struct vd_db *fixture_connect(struct fixture *fx, unsigned long fail_at, enum vd_err fail_with);
void fixture_tamper(struct fixture *fx, const char *sql); /* by another connection, foreign keys off */

/* begin, savepoint, the work, release or roll back, commit: as the writer does it. */
VD_MUST enum vd_err fixture_write(struct vd_db *db, enum vd_err (*work)(struct vd_db *db, void *arg), void *arg);

struct act {
    struct vd_change_spec spec;
    struct vd_arena *arena;
    struct vd_change_result result;
};
struct act fixture_act(struct fixture *fx, int64_t entity_id, const char *kind, int key, enum vd_err (*apply)(struct vd_change *, void *), void *arg);
VD_MUST enum vd_err fixture_run(struct vd_db *db, struct act *act);
int64_t fixture_entity(struct fixture *fx, const char *slug, const char *name); /* ensured */
void fixture_world(struct fixture *fx); /* pasto: a law load on entity 0, then entity 1 with acto 1 (created) and acto 2 (a plan with a file) */
struct vd_verify_report fixture_verify(struct fixture *fx);
void fixture_proven(struct fixture *fx); /* verify finds nothing, or the test fails with the first fault */

/* ---- rows as they stand */
#define FIXTURE_ROWS(fx, table, entity, ret_n) ((struct row_##table *)fixture_rows((fx), &T_##table, (entity), (ret_n)))
void *fixture_rows(struct fixture *fx, const struct vd_table *table, int64_t entity, size_t *ret_n);
size_t fixture_count(struct fixture *fx, const struct vd_table *table, int64_t entity);
#endif
