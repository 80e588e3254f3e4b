/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the db room only: what an engine does for the shared half (db.c, stmt.c). The shared half owns the cache of
 * statements, the bookkeeping of parameters and the transaction flag; an engine owns the connection and its handles. */
#ifndef VD_DB_ENGINE_H
#define VD_DB_ENGINE_H
#include "db/db.h"

enum { VD_MAX_PARAMS = 64, VD_STMT_BUCKETS = 64 }; /* sqlgen refuses queries with more parameters */

struct vd_value {
    bool bound, null;
    int64_t i;
    struct vd_str s; /* the caller's bytes, until vd_done */
};

struct vd_stmt {
    struct vd_db *db;
    const struct vd_query *query;
    struct vd_stmt *next;     /* same bucket of the cache */
    struct vd_value *values;  /* query->n_in */
    bool busy;                /* between vd_db_query and vd_done */
    bool started, ended, on_row;
    enum vd_err err;          /* the first one */
    void *handle;             /* SQLite: sqlite3_stmt; PostgreSQL: PGresult of this run */
    int row;                  /* PostgreSQL: in the result */
    unsigned id, generation;  /* PostgreSQL: name of the prepared statement, and the connection it was prepared on */
};

struct vd_engine {
    enum vd_err (*connect)(struct vd_db *db);
    void (*disconnect)(struct vd_db *db);
    enum vd_err (*begin)(struct vd_db *db, enum vd_db_mode mode);
    enum vd_err (*commit)(struct vd_db *db);                   /* on failure the shared half rolls back */
    void (*rollback)(struct vd_db *db);
    bool (*in_transaction)(struct vd_db *db);
    enum vd_err (*exec)(struct vd_db *db, const char *sql);    /* constant text, may hold several statements */
    enum vd_err (*data_version)(struct vd_db *db, int64_t *ret);
    void (*wait_news)(struct vd_db *db, int most_ms);          /* NULL: nothing to wait for but the time */
    enum vd_err (*check)(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem);
    enum vd_err (*snapshot)(struct vd_db *db, const char *path); /* NULL: not of this engine */
    enum vd_err (*step)(struct vd_stmt *st, bool *ret_row);    /* the first one prepares and binds */
    enum vd_err (*reset)(struct vd_stmt *st);                  /* finishes a run (a write to its end), keeps what was prepared */
    void (*release)(struct vd_stmt *st);                       /* before the statement is freed */
    /* Column i of this row: null, or a value of the declared type. Bytes are the engine's until the next step, or the arena's. */
    enum vd_err (*column)(struct vd_stmt *st, int i, struct vd_arena *arena, struct vd_value *ret);
};
extern const struct vd_engine vd_engine_sqlite, vd_engine_postgres;
extern const struct vd_engine vd_engine_faulty; /* counts calls, fails at config.fail_at, hands the others to db->inner */

struct vd_db {
    const struct vd_engine *engine, *inner; /* the same one unless faulty */
    struct vd_db_config config;             /* its texts are owned */
    enum vd_db_mode mode, tx_mode;
    bool in_tx;                             /* as the program believes; the engine may have dropped it */
    void *conn;                             /* sqlite3 or PGconn */
    struct vd_stmt *buckets[VD_STMT_BUCKETS];
    unsigned n_busy, n_stmts;
    struct vd_stmt broken;                  /* handed out when there is no memory for another one */
    unsigned long calls;                    /* faulty: database calls so far */
    char message[512];
    /* PostgreSQL */
    bool stale;                             /* reconnect before the next use: lost, or the server became read-only */
    vd_us avoid_until;                      /* the server let a connection wait in vain: not tried again before */
    unsigned generation;                    /* of the connection; prepared statements belong to one */
    int64_t version;
    vd_us polled_at;
    char snapshot[256];
};

VD_PRINTF(2, 3) void vd_db_say(struct vd_db *db, const char *fmt, ...); /* keeps the engine's words */
VD_MUST enum vd_err vd_db_whole(struct vd_db *db);                       /* not VD_OK: the engine dropped the open transaction */
void vd_db_reset_busy(struct vd_db *db);                               /* ends statements that nobody ended */
VD_MUST enum vd_err vd_schema_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem); /* untouched when all is well */
#endif
