/* SPDX-License-Identifier: Apache-2.0 */
/* The statement seam: one SQL text, two engines (SQLite embedded, PostgreSQL when outgrown), and a wrapper that fails at
 * call N for the fault tests. SQL stands only in .sql files; tools/sqlgen.py turns each named query into a constant
 * `struct vd_query` and typed functions, and each CREATE TABLE of migrations/ into a row struct and a `struct vd_table`.
 *
 * A connection belongs to one thread at a time. A statement remembers its first error: bind, step and read straight down
 * and look at vd_done(). Instants are int64 microseconds, civil dates ISO text, booleans 0/1 integers. */
#ifndef VD_DB_H
#define VD_DB_H
#include "base/base.h"

struct vd_db;
struct vd_stmt;

enum vd_type { VD_T_INT = 1, VD_T_TEXT, VD_T_BLOB };

/* One column of a query's input or output, or of a table. */
struct vd_column {
    const char *name;
    enum vd_type type;
    bool nullable;   /* INT + nullable is struct vd_oint in C; TEXT/BLOB are struct vd_str, absent when NULL */
    bool is_volatile; /* tables: not part of the row's hash (entity.seq, head, next_id, public_version) */
    size_t offset;   /* of an output or of a table: in the row struct */
};

/* A named query, generated. `sqlite` uses ?n, `postgres` $n. */
struct vd_query {
    const char *name;
    const char *sqlite, *postgres;
    const struct vd_column *in, *out;
    int n_in, n_out;
};

/* A table, generated from migrations/. put = insert or replace by primary key; get and remove take the primary key in
 * column order; scan takes the entity and returns all its rows in primary-key order; version, of tables whose rows are copied whole
 * for each version of a plan, takes the entity and the version, the first two of the key. Outputs are all columns in order. */
struct vd_table {
    const char *name;
    const struct vd_column *columns;
    int n_columns;
    const int *pk;       /* indexes into columns */
    int n_pk;
    size_t row_size;
    bool operational;    /* outside the chain: docs/how-to/add-a-table.md */
    const struct vd_query *put, *get, *remove, *scan;
    const struct vd_query *version; /* NULL: not versioned */
};
extern const struct vd_table *const vd_tables[]; /* every table, NULL-terminated, in creation order */

/* ---- connections */
struct vd_db_config {
    const char *url;     /* "postgres://…" or NULL: SQLite at <data>/veedor.db */
    const char *data;    /* the data folder; NULL: in memory, gone at vd_db_close */
    int answer_seconds;  /* PostgreSQL: a call without an answer for so long is VD_RETRY; 0: it waits (migrations, whole checks) */
    unsigned long fail_at; /* tests: database call number N fails (0: never) */
    enum vd_err fail_with; /* with this error */
};
enum vd_db_mode { VD_DB_READ, VD_DB_WRITE };

VD_MUST enum vd_err vd_db_open(const struct vd_db_config *config, enum vd_db_mode mode, struct vd_db **ret);
void vd_db_close(struct vd_db *db);          /* NULL allowed; rolls an open transaction back */
static inline void vd_db_closep(struct vd_db **db) { vd_db_close(*db); }
#define VD_AUTO_DB __attribute__((cleanup(vd_db_closep)))
bool vd_db_is_postgres(const struct vd_db *db);
const char *vd_db_message(const struct vd_db *db); /* the engine's words for the last error, for the log; never NULL */
void vd_db_recover(struct vd_db *db);        /* after an arena unwind or a lost connection: reset statements, roll back, reconnect */
/* Changes when another connection or process committed: SQLite PRAGMA data_version; PostgreSQL a counter moved by
 * LISTEN/NOTIFY and a poll each second. Cheap enough for every cache hit. */
VD_MUST enum vd_err vd_db_data_version(struct vd_db *db, int64_t *ret);
/* Returns when there may be news of another connection's commit (PostgreSQL), at the latest after so many milliseconds. */
void vd_db_wait_news(struct vd_db *db, int most_ms);

/* ---- transactions. READ gives one consistent snapshot; WRITE takes the write lock at once. */
VD_MUST enum vd_err vd_db_begin(struct vd_db *db, enum vd_db_mode mode);
VD_MUST enum vd_err vd_db_commit(struct vd_db *db);   /* on failure the transaction is gone; on PG a lost answer is VD_RETRY */
void vd_db_rollback(struct vd_db *db);                /* harmless without a transaction */
VD_MUST enum vd_err vd_db_savepoint(struct vd_db *db);
VD_MUST enum vd_err vd_db_release(struct vd_db *db);
VD_MUST enum vd_err vd_db_rollback_to(struct vd_db *db); /* to the savepoint, and releases it */
bool vd_db_in_transaction(struct vd_db *db);          /* false when the engine dropped it by itself */

/* ---- statements. vd_db_query never returns NULL. End every statement with vd_done (or VD_AUTO_STMT). */
struct vd_stmt *vd_db_query(struct vd_db *db, const struct vd_query *query);
void vd_bind_int(struct vd_stmt *st, int n, int64_t v);          /* n counts from 1, as $n */
void vd_bind_oint(struct vd_stmt *st, int n, struct vd_oint v);
void vd_bind_text(struct vd_stmt *st, int n, struct vd_str v);   /* absent binds NULL; bytes must live until vd_done */
void vd_bind_blob(struct vd_stmt *st, int n, struct vd_str v);
bool vd_next(struct vd_stmt *st);                                /* true: a row; false: end or error */
/* The next row, whole, into the struct of the query or of the table that is scanned: its bytes are copied to the arena. A value
 * that is not as declared is an error; what ret_row holds after false is nobody's. */
bool vd_row_next(struct vd_stmt *st, struct vd_arena *arena, void *ret_row);
VD_MUST enum vd_err vd_done(struct vd_stmt *st);                 /* steps to the end of a write, resets, first error */
VD_MUST enum vd_err vd_run(struct vd_stmt *st);                  /* a write without result: step and done */
void vd_stmt_drop(struct vd_stmt **st);                          /* cleanup: reset, ignore the error */
#define VD_AUTO_STMT __attribute__((cleanup(vd_stmt_drop)))

/* Generic access by table, for the record (core) and verify. `row` points to the generated struct row_<table>. */
VD_MUST enum vd_err vd_row_put(struct vd_db *db, const struct vd_table *table, const void *row);
VD_MUST enum vd_err vd_row_remove(struct vd_db *db, const struct vd_table *table, const void *row);
VD_MUST enum vd_err vd_row_get(struct vd_db *db, struct vd_arena *arena, const struct vd_table *table, void *row); /* pk filled in */
struct vd_stmt *vd_row_scan(struct vd_db *db, const struct vd_table *table, int64_t entity_id);
struct vd_stmt *vd_row_version(struct vd_db *db, const struct vd_table *table, int64_t entity_id, int64_t version_id); /* of a versioned table */

/* ---- migrations: numbered files of migrations/, one transaction each, checksum kept, run under a lock at start. */
struct vd_migration {
    int number;
    const char *name, *sha256; /* hex, of the file */
    const char *sqlite, *postgres;
};
extern const struct vd_migration vd_migrations[]; /* ends with number 0 */
struct vd_db_status { int applied, known; bool newer; bool changed; }; /* newer: the database knows more than the program; changed: a checksum differs */
VD_MUST enum vd_err vd_db_migrate(struct vd_db *db, vd_us now);  /* VD_CONFLICT: database newer or a file changed */
VD_MUST enum vd_err vd_db_status(struct vd_db *db, struct vd_db_status *ret);
/* What the engine's own check and the schema (every object as the migrations made it, and none besides) have to say: a
 * Spanish sentence; absent: all is well. */
VD_MUST enum vd_err vd_db_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem);

/* SQLite only: the database as it stands at one moment, in a new file of its own (no -wal beside it) that only its owner
 * reads. Whoever writes meanwhile is not held up. VD_CONFLICT: the file exists. Not synced: the caller syncs what it makes. */
VD_MUST enum vd_err vd_db_snapshot(struct vd_db *db, const char *path);

/* ---- the writer: one thread, group commit. A job is a pure function of its input: it may run twice, sends nothing. */
struct vd_writer;
struct vd_job {
    enum vd_err (*run)(struct vd_db *db, struct vd_job *job); /* inside its savepoint; an error undoes only this job */
    void (*done)(struct vd_job *job, enum vd_err result);     /* after COMMIT returned, on the writer's thread; frees or resumes */
    struct vd_job *next;      /* the queue's */
    enum vd_err result;       /* the queue's */
};
VD_MUST enum vd_err vd_writer_start(const struct vd_db_config *config, struct vd_writer **ret);
bool vd_writer_push(struct vd_writer *w, struct vd_job *job); /* false: stopping, or the queue is full: answer 503 */
void vd_writer_stop(struct vd_writer *w);     /* finishes what was accepted, joins, closes; NULL allowed */
/* For a thread of its own work: pushes and waits for the commit. VD_RETRY: it was not taken (stopping, or the queue is full). */
VD_MUST enum vd_err vd_writer_wait(struct vd_writer *w, struct vd_job *job);
/* The command line's way: the same batch code with one job on this connection. Returns the job's result after COMMIT. */
VD_MUST enum vd_err vd_writer_run_one(struct vd_db *db, struct vd_job *job);
#endif
