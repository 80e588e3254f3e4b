/* SPDX-License-Identifier: Apache-2.0 */
/* Connections and transactions: the half that both engines share. */
#include <unistd.h>
#include "db/engine.h"

static const char SAVEPOINT[] = "SAVEPOINT veedor_job";
static const char RELEASE[] = "RELEASE SAVEPOINT veedor_job";
static const char ROLLBACK_TO[] = "ROLLBACK TO SAVEPOINT veedor_job";

/* Words of the last vd_db_open of this thread that failed: then there is no connection to keep them. */
static _Thread_local char open_message[512];

void vd_db_say(struct vd_db *db, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(db->message, sizeof db->message, fmt, ap);
    va_end(ap);
    for (char *c = db->message; *c; c++)
        if (*c == '\n')
            *c = ' ';
}

static bool keep_config(struct vd_db *db, const struct vd_db_config *config)
{
    db->config = *config;
    db->config.url = config->url ? strdup(config->url) : NULL;
    db->config.data = config->data ? strdup(config->data) : NULL;
    return (!config->url || db->config.url) && (!config->data || db->config.data);
}

static void free_all(struct vd_db *db)
{
    free((char *)db->config.url);
    free((char *)db->config.data);
    free(db);
}

enum vd_err vd_db_open(const struct vd_db_config *config, enum vd_db_mode mode, struct vd_db **ret)
{
    struct vd_db *db = calloc(1, sizeof *db);
    if (!db)
        return VD_NO_MEMORY;
    db->mode = mode;
    db->inner = config->url ? &vd_engine_postgres : &vd_engine_sqlite;
    db->engine = config->fail_at ? &vd_engine_faulty : db->inner;
    db->broken = (struct vd_stmt){.db = db, .err = VD_NO_MEMORY};
    enum vd_err err = keep_config(db, config) ? db->engine->connect(db) : VD_NO_MEMORY;
    if (err != VD_OK) {
        snprintf(open_message, sizeof open_message, "%s", db->message);
        db->engine->disconnect(db);
        free_all(db);
        return err;
    }
    *ret = db;
    return VD_OK;
}

void vd_db_close(struct vd_db *db)
{
    if (!db)
        return;
    vd_db_rollback(db);
    vd_db_reset_busy(db);
    for (size_t i = 0; i < VD_STMT_BUCKETS; i++) {
        for (struct vd_stmt *st = db->buckets[i], *next; st; st = next) {
            next = st->next;
            db->engine->release(st);
            free(st->values);
            free(st);
        }
    }
    db->engine->disconnect(db);
    free_all(db);
}

bool vd_db_is_postgres(const struct vd_db *db) { return db->inner == &vd_engine_postgres; }
const char *vd_db_message(const struct vd_db *db) { return db ? db->message : open_message; }

void vd_db_recover(struct vd_db *db)
{
    vd_db_reset_busy(db);
    vd_db_rollback(db);
}

void vd_db_wait_news(struct vd_db *db, int most_ms)
{
    if (db->engine->wait_news)
        db->engine->wait_news(db, most_ms);
    else
        usleep((useconds_t)most_ms * 1000);
}

enum vd_err vd_db_data_version(struct vd_db *db, int64_t *ret) { return db->engine->data_version(db, ret); }
enum vd_err vd_db_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem)
{
    struct vd_str problem = {0};
    VD_TRY(db->engine->check(db, arena, &problem));
    if (!problem.p)
        VD_TRY(vd_schema_check(db, arena, &problem));
    *ret_problem = problem;
    return VD_OK;
}

void vd_db_reset_busy(struct vd_db *db)
{
    for (size_t i = 0; db->n_busy && i < VD_STMT_BUCKETS; i++)
        for (struct vd_stmt *st = db->buckets[i]; st; st = st->next)
            if (st->busy)
                vd_stmt_drop(&(struct vd_stmt *){st});
}

/* Statements left open inside a transaction: a write with RETURNING must have ended before COMMIT. */
static enum vd_err finish_busy(struct vd_db *db)
{
    enum vd_err first = VD_OK;
    for (size_t i = 0; db->n_busy && i < VD_STMT_BUCKETS; i++) {
        for (struct vd_stmt *st = db->buckets[i]; st; st = st->next) {
            enum vd_err err = st->busy ? vd_done(st) : VD_OK;
            first = first == VD_OK ? err : first;
        }
    }
    return first;
}

enum vd_err vd_db_begin(struct vd_db *db, enum vd_db_mode mode)
{
    if (db->in_tx || (mode == VD_DB_WRITE && db->mode == VD_DB_READ)) {
        vd_db_say(db, "%s", db->in_tx ? "a transaction is open already" : "this connection only reads");
        return VD_INTERNAL;
    }
    VD_TRY(db->engine->begin(db, mode));
    db->in_tx = true;
    db->tx_mode = mode;
    return VD_OK;
}

enum vd_err vd_db_commit(struct vd_db *db)
{
    if (!db->in_tx) {
        vd_db_say(db, "COMMIT without a transaction");
        return VD_INTERNAL;
    }
    enum vd_err err = finish_busy(db);
    if (err == VD_OK)
        err = vd_db_whole(db);
    if (err == VD_OK)
        err = db->engine->commit(db);
    if (err != VD_OK)
        vd_db_rollback(db);
    db->in_tx = false;
    return err;
}

void vd_db_rollback(struct vd_db *db)
{
    if (!db->in_tx)
        return;
    vd_db_reset_busy(db);
    db->engine->rollback(db);
    db->in_tx = false;
}

bool vd_db_in_transaction(struct vd_db *db) { return db->in_tx && db->engine->in_transaction(db); }

/* Without this a job that overlooked an error would go on statement by statement, each committed by itself. */
enum vd_err vd_db_whole(struct vd_db *db)
{
    if (!db->in_tx || db->engine->in_transaction(db))
        return VD_OK;
    vd_db_say(db, "the transaction is gone: %s", db->stale ? "the connection was lost" : "the engine dropped it");
    return db->stale ? VD_RETRY : VD_IO;
}

/* Savepoints only inside a transaction: on SQLite one alone would begin and commit a transaction of its own. */
static enum vd_err savepoint_exec(struct vd_db *db, const char *sql)
{
    VD_TRY(db->in_tx ? vd_db_whole(db) : VD_INTERNAL);
    return db->engine->exec(db, sql);
}

enum vd_err vd_db_savepoint(struct vd_db *db) { return savepoint_exec(db, SAVEPOINT); }

enum vd_err vd_db_release(struct vd_db *db)
{
    VD_TRY(finish_busy(db));
    return savepoint_exec(db, RELEASE);
}

enum vd_err vd_db_rollback_to(struct vd_db *db)
{
    vd_db_reset_busy(db);
    VD_TRY(savepoint_exec(db, ROLLBACK_TO));
    return savepoint_exec(db, RELEASE);
}

enum vd_err vd_db_snapshot(struct vd_db *db, const char *path) { return db->inner->snapshot ? db->engine->snapshot(db, path) : VD_INVALID; }
