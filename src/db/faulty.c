/* SPDX-License-Identifier: Apache-2.0 */
/* The engine of the fault tests: database call number config.fail_at fails with config.fail_with, the others go through.
 * VD_RETRY and VD_IO take the open transaction with them, as a lost connection or a disk error does; VD_RETRY at COMMIT is
 * the nastiest case: the transaction is committed and only the answer is lost. */
#include "db/engine.h"

static bool strikes(struct vd_db *db)
{
    if (++db->calls != db->config.fail_at)
        return false;
    vd_db_say(db, "fault injected at call %lu", db->calls);
    return true;
}

static enum vd_err strike(struct vd_db *db)
{
    enum vd_err with = db->config.fail_with;
    if ((with == VD_RETRY || with == VD_IO) && db->in_tx)
        db->inner->rollback(db);
    return with;
}

static enum vd_err faulty_connect(struct vd_db *db) { return strikes(db) ? db->config.fail_with : db->inner->connect(db); }
static void faulty_disconnect(struct vd_db *db) { db->inner->disconnect(db); }
static enum vd_err faulty_begin(struct vd_db *db, enum vd_db_mode mode) { return strikes(db) ? strike(db) : db->inner->begin(db, mode); }

static enum vd_err faulty_commit(struct vd_db *db)
{
    if (!strikes(db))
        return db->inner->commit(db);
    if (db->config.fail_with == VD_RETRY && db->inner->commit(db) == VD_OK)
        return VD_RETRY;
    return strike(db);
}

static void faulty_rollback(struct vd_db *db) { db->inner->rollback(db); }
static bool faulty_in_transaction(struct vd_db *db) { return db->inner->in_transaction(db); }
static enum vd_err faulty_exec(struct vd_db *db, const char *sql) { return strikes(db) ? strike(db) : db->inner->exec(db, sql); }
static enum vd_err faulty_data_version(struct vd_db *db, int64_t *ret) { return strikes(db) ? strike(db) : db->inner->data_version(db, ret); }
static enum vd_err faulty_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem)
{
    return strikes(db) ? strike(db) : db->inner->check(db, arena, ret_problem);
}
static enum vd_err faulty_snapshot(struct vd_db *db, const char *path)
{
    return strikes(db) ? strike(db) : db->inner->snapshot(db, path);
}
static enum vd_err faulty_step(struct vd_stmt *st, bool *ret_row) { return strikes(st->db) ? strike(st->db) : st->db->inner->step(st, ret_row); }
static enum vd_err faulty_reset(struct vd_stmt *st) { return st->db->inner->reset(st); }
static void faulty_release(struct vd_stmt *st) { st->db->inner->release(st); }
static enum vd_err faulty_column(struct vd_stmt *st, int i, struct vd_arena *arena, struct vd_value *ret)
{
    return st->db->inner->column(st, i, arena, ret);
}

const struct vd_engine vd_engine_faulty = {
    .connect = faulty_connect, .disconnect = faulty_disconnect, .begin = faulty_begin, .commit = faulty_commit,
    .rollback = faulty_rollback, .in_transaction = faulty_in_transaction, .exec = faulty_exec, .data_version = faulty_data_version,
    .check = faulty_check, .snapshot = faulty_snapshot, .step = faulty_step, .reset = faulty_reset, .release = faulty_release, .column = faulty_column,
};
