/* SPDX-License-Identifier: Apache-2.0 */
/* Migrations: one write transaction each, so that the write lock is the lock. A second process that waited for it looks
 * again and finds the work done. */
#include "db/engine.h"
#include "db/migrate.sql.h"

static const char TABLE_SQLITE[] = "CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                                   "sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT";
static const char TABLE_POSTGRES[] = "CREATE TABLE schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, "
                                     "sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL)";

static const struct vd_migration *by_number(int64_t number)
{
    for (const struct vd_migration *m = vd_migrations; m->number; m++)
        if (m->number == number)
            return m;
    return NULL;
}

static int known(void)
{
    int n = 0;
    while (vd_migrations[n].number)
        n++;
    return n;
}

struct reading {
    struct vd_db *db;
    struct vd_arena *arena;
    struct vd_db_status *status;
};

static enum vd_err read_rows(void *arg)
{
    struct reading *r = arg;
    struct vd_stmt *st = migration_applied_open(r->db);
    struct migration_applied_row row;
    while (migration_applied_next(st, r->arena, &row)) {
        const struct vd_migration *m = by_number(row.number);
        r->status->newer |= row.number > r->status->known;
        r->status->changed |= m && !vd_str_is(row.sha256, m->sha256);
        r->status->applied++;
    }
    return vd_done(st);
}

static enum vd_err read_applied(struct vd_db *db, struct vd_db_status *status)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1024 * 1024);
    struct reading reading = {.db = db, .arena = arena, .status = status};
    return arena ? vd_arena_try(arena, read_rows, &reading) : VD_NO_MEMORY;
}

enum vd_err vd_db_status(struct vd_db *db, struct vd_db_status *ret)
{
    struct vd_db_status status = {.known = known()};
    struct migration_table_row table;
    VD_TRY(migration_table_one(db, NULL, &table));
    if (table.n)
        VD_TRY(read_applied(db, &status));
    *ret = status;
    return VD_OK;
}

static enum vd_err apply(struct vd_db *db, const struct vd_migration *m, vd_us now)
{
    bool postgres = vd_db_is_postgres(db);
    if (m->number == 1)
        VD_TRY(db->engine->exec(db, postgres ? TABLE_POSTGRES : TABLE_SQLITE));
    VD_TRY(db->engine->exec(db, postgres ? m->postgres : m->sqlite));
    return migration_add_run(db, m->number, vd_str_of(m->name), vd_str_of(m->sha256), now);
}

/* Under the write lock: the next missing one. */
static enum vd_err apply_next(struct vd_db *db, vd_us now, bool *ret_finished)
{
    struct vd_db_status status;
    VD_TRY(vd_db_status(db, &status));
    if (status.newer || status.changed) {
        vd_db_say(db, status.newer ? "the database knows more migrations than this program"
                                   : "a migration that was applied has another checksum in this program");
        return VD_CONFLICT;
    }
    *ret_finished = status.applied >= status.known;
    return *ret_finished ? VD_OK : apply(db, &vd_migrations[status.applied], now);
}

enum vd_err vd_db_migrate(struct vd_db *db, vd_us now)
{
    for (bool finished = false; !finished;) {
        VD_TRY(vd_db_begin(db, VD_DB_WRITE));
        enum vd_err err = apply_next(db, now, &finished);
        if (err == VD_OK)
            err = vd_db_commit(db);
        vd_db_rollback(db);
        if (err != VD_OK)
            return err;
    }
    return VD_OK;
}
