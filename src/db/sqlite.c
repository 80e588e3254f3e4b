/* SPDX-License-Identifier: Apache-2.0 */
/* The embedded engine: one file in WAL mode, every COMMIT on disk before it returns (synchronous=FULL). A reading
 * connection opens the file read-only. A connection is used by one thread at a time, so SQLite's own mutexes are off. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>
#include "db/engine.h"

enum { BUSY_MS = 10000 }; /* the command line may hold the write lock for a whole import */

static const char SETTINGS[] =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;";
static const char WRITE_SETTINGS[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;";
static const char READ_SETTINGS[] = "PRAGMA query_only = ON; PRAGMA cache_size = -8192;"; /* KiB: the pages of some 100 plans */
static const struct vd_query DATA_VERSION = {.name = "data_version", .sqlite = "PRAGMA data_version", .n_out = 1,
    .out = &(const struct vd_column){.name = "version", .type = VD_T_INT}}; /* a row is one int64_t */

static enum vd_err meaning(struct vd_db *db, int rc)
{
    if (rc == SQLITE_CONSTRAINT_UNIQUE || rc == SQLITE_CONSTRAINT_PRIMARYKEY)
        return VD_CONFLICT;
    switch (rc & 0xFF) {
    case SQLITE_OK: case SQLITE_ROW: case SQLITE_DONE: return VD_OK;
    case SQLITE_BUSY: case SQLITE_LOCKED: case SQLITE_INTERRUPT: case SQLITE_SCHEMA: return VD_RETRY;
    case SQLITE_FULL: case SQLITE_READONLY: return VD_NO_SPACE;
    case SQLITE_IOERR: case SQLITE_CANTOPEN: /* a full disk under the -shm file arrives as an I/O error */
        return db->conn && sqlite3_system_errno(db->conn) == ENOSPC ? VD_NO_SPACE : VD_IO;
    case SQLITE_CORRUPT: case SQLITE_NOTADB: return VD_CORRUPT;
    case SQLITE_NOMEM: return VD_NO_MEMORY;
    case SQLITE_TOOBIG: return VD_TOO_BIG;
    default: return VD_INTERNAL;
    }
}

static enum vd_err fail(struct vd_db *db, int rc)
{
    enum vd_err err = meaning(db, rc);
    if (err != VD_OK)
        vd_db_say(db, "%s (%d)", db->conn ? sqlite3_errmsg(db->conn) : sqlite3_errstr(rc), rc);
    return err;
}

static enum vd_err lite_exec(struct vd_db *db, const char *sql) { return fail(db, sqlite3_exec(db->conn, sql, NULL, NULL, NULL)); }

/* The file is made by us, so that only its owner reads it; SQLite gives -wal and -shm the same rights. A file that exists is
 * only looked at, never opened here: closing any descriptor of it would drop the locks (POSIX) of this process's other
 * connections, and another process would then take the -wal away under them. */
static enum vd_err make_file(struct vd_db *db, const char *path)
{
    bool write = db->mode == VD_DB_WRITE;
    struct stat st;
    if (lstat(path, &st) == 0) {
        errno = S_ISREG(st.st_mode) ? 0 : ELOOP;
        if (!errno && access(path, write ? R_OK | W_OK : R_OK) == 0)
            return VD_OK;
    } else if (errno == ENOENT && write) {
        int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd >= 0)
            close(fd);
        if (fd >= 0 || errno == EEXIST)
            return VD_OK;
    }
    int why = errno;
    vd_db_say(db, "%s: %s", path, strerror(why));
    return why == ENOENT ? VD_NOT_FOUND : why == EROFS || why == ENOSPC || why == EDQUOT ? VD_NO_SPACE : VD_IO;
}

/* A reader of a WAL database makes a file beside it. On a disk that may only be read it cannot, and there nobody else writes
 * either: the file alone is the whole database, unless a log was left beside it. */
static bool nothing_moves(struct vd_db *db, const char *path)
{
    char log[4096];
    if (db->mode != VD_DB_READ || access(path, W_OK) == 0 || errno != EROFS)
        return false;
    int n = snprintf(log, sizeof log, "%s-wal", path);
    return n > 0 && (size_t)n < sizeof log && access(log, F_OK) != 0;
}

static const char *as_address(char *out, size_t size, const char *path)
{
    size_t n = (size_t)snprintf(out, size, "file:");
    for (; *path && n + 16 < size; path++)
        n += (size_t)snprintf(out + n, size - n, strchr("%?#", *path) ? "%%%02X" : "%c", *path);
    snprintf(out + n, size - n, "?immutable=1");
    return out;
}

/* The turn of a new file to WAL answers "busy" at once when several processes make it, without asking the busy handler. */
static enum vd_err set_for_writing(struct vd_db *db)
{
    enum vd_err err = lite_exec(db, WRITE_SETTINGS);
    for (int waited = 0; err == VD_RETRY && waited < BUSY_MS; waited += 10) {
        usleep(10000);
        err = lite_exec(db, WRITE_SETTINGS);
    }
    return err;
}

static enum vd_err open_file(struct vd_db *db, const char *path)
{
    sqlite3 *conn = NULL;
    char address[3 * 4096];
    int flags = db->mode == VD_DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    bool fixed = nothing_moves(db, path);
    int rc = sqlite3_open_v2(fixed ? as_address(address, sizeof address, path) : path, &conn,
        flags | (fixed ? SQLITE_OPEN_URI : 0) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    db->conn = conn;
    if (rc != SQLITE_OK)
        return fail(db, rc);
    sqlite3_busy_timeout(conn, BUSY_MS);
    sqlite3_db_config(conn, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    VD_TRY(lite_exec(db, SETTINGS));
    return db->mode == VD_DB_WRITE ? set_for_writing(db) : lite_exec(db, READ_SETTINGS);
}

static enum vd_err lite_connect(struct vd_db *db)
{
    char *path;
    if (!db->config.data)
        return open_file(db, ":memory:");
    if (asprintf(&path, "%s/veedor.db", db->config.data) < 0)
        return VD_NO_MEMORY;
    enum vd_err err = make_file(db, path);
    if (err == VD_OK)
        err = open_file(db, path);
    free(path);
    return err;
}

static void lite_disconnect(struct vd_db *db)
{
    sqlite3_close_v2(db->conn);
    db->conn = NULL;
}

static enum vd_err lite_commit(struct vd_db *db) { return lite_exec(db, "COMMIT"); }
static bool lite_in_transaction(struct vd_db *db) { return sqlite3_get_autocommit(db->conn) == 0; }

static void lite_rollback(struct vd_db *db)
{
    if (lite_in_transaction(db))
        sqlite3_exec(db->conn, "ROLLBACK", NULL, NULL, NULL); /* keeps the message of what went wrong before */
}

static enum vd_err lite_begin(struct vd_db *db, enum vd_db_mode mode)
{
    lite_rollback(db); /* one that failed for want of memory left its transaction open */
    return lite_exec(db, mode == VD_DB_WRITE ? "BEGIN IMMEDIATE" : "BEGIN");
}

static enum vd_err lite_data_version(struct vd_db *db, int64_t *ret)
{
    struct vd_stmt *st = vd_db_query(db, &DATA_VERSION);
    int64_t version = 0;
    bool found = vd_row_next(st, NULL, &version);
    VD_TRY(vd_done(st));
    if (!found)
        return VD_INTERNAL;
    *ret = version;
    return VD_OK;
}

/* ---- statements */

static enum vd_err prepare(struct vd_stmt *st)
{
    const char *sql = st->query->sqlite;
    if (!sql) {
        vd_db_say(st->db, "%s is not for SQLite", st->query->name);
        return VD_INTERNAL;
    }
    sqlite3_stmt *handle = NULL;
    int rc = sqlite3_prepare_v3(st->db->conn, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    if (rc != SQLITE_OK)
        return fail(st->db, rc);
    st->handle = handle;
    if (sqlite3_bind_parameter_count(handle) != st->query->n_in || sqlite3_column_count(handle) != st->query->n_out) {
        vd_db_say(st->db, "%s: declared %d -> %d, the text has %d -> %d", st->query->name, st->query->n_in, st->query->n_out,
            sqlite3_bind_parameter_count(handle), sqlite3_column_count(handle));
        return VD_INTERNAL;
    }
    return VD_OK;
}

static int bind_value(sqlite3_stmt *handle, int n, enum vd_type type, const struct vd_value *v)
{
    if (v->null)
        return sqlite3_bind_null(handle, n);
    if (type == VD_T_INT)
        return sqlite3_bind_int64(handle, n, v->i);
    if (type == VD_T_TEXT)
        return sqlite3_bind_text64(handle, n, v->s.p, v->s.n, SQLITE_STATIC, SQLITE_UTF8);
    return sqlite3_bind_blob64(handle, n, v->s.p, v->s.n, SQLITE_STATIC);
}

static enum vd_err bind_all(struct vd_stmt *st)
{
    for (int i = 0; i < st->query->n_in; i++) {
        int rc = bind_value(st->handle, i + 1, st->query->in[i].type, &st->values[i]);
        if (rc != SQLITE_OK)
            return fail(st->db, rc);
    }
    return VD_OK;
}

static enum vd_err lite_step(struct vd_stmt *st, bool *ret_row)
{
    if (!st->handle)
        VD_TRY(prepare(st));
    if (!st->started)
        VD_TRY(bind_all(st));
    int rc = sqlite3_step(st->handle);
    if (rc == SQLITE_DONE)
        return VD_OK;
    if (rc != SQLITE_ROW)
        return fail(st->db, rc);
    *ret_row = true;
    return VD_OK;
}

static enum vd_err lite_reset(struct vd_stmt *st)
{
    int rc = SQLITE_DONE;
    if (!st->handle)
        return VD_OK;
    if (sqlite3_stmt_busy(st->handle) && !sqlite3_stmt_readonly(st->handle))
        while ((rc = sqlite3_step(st->handle)) == SQLITE_ROW)
            ;
    enum vd_err err = fail(st->db, rc);
    sqlite3_reset(st->handle); /* repeats the error of the last step, which is known */
    sqlite3_clear_bindings(st->handle);
    return err;
}

static void lite_release(struct vd_stmt *st)
{
    sqlite3_finalize(st->handle);
    st->handle = NULL;
}

/* The engine types values, not columns: what a query declares is checked on every row. A value is asked for once; what it holds is
 * then read without the locks and checks that each sqlite3_column_* repeats (a connection is of one thread: see above). */
static enum vd_err lite_column(struct vd_stmt *st, int i, struct vd_arena *arena VD_UNUSED, struct vd_value *ret)
{
    static const int engine_type[] = {[VD_T_INT] = SQLITE_INTEGER, [VD_T_TEXT] = SQLITE_TEXT, [VD_T_BLOB] = SQLITE_BLOB};
    sqlite3_value *value = sqlite3_column_value(st->handle, i);
    int type = sqlite3_value_type(value);
    *ret = (struct vd_value){.null = type == SQLITE_NULL};
    if (type == SQLITE_NULL)
        return VD_OK;
    if (type != engine_type[st->query->out[i].type]) {
        vd_db_say(st->db, "%s: column %s has another type than declared", st->query->name, st->query->out[i].name);
        return VD_INTERNAL;
    }
    if (type == SQLITE_INTEGER) {
        ret->i = sqlite3_value_int64(value);
        return VD_OK;
    }
    const char *p = sqlite3_value_blob(value);
    ret->s = p ? (struct vd_str){p, (size_t)sqlite3_value_bytes(value)} : VD_S("");
    return VD_OK;
}

/* ---- the engine's own check */

static struct vd_str say_integrity(struct vd_arena *arena, sqlite3_stmt *st)
{
    const char *words = (const char *)sqlite3_column_text(st, 0);
    if (words && strcmp(words, "ok") == 0)
        return (struct vd_str){0};
    return vd_str_printf(arena, "El motor de la base de datos encontró un daño: %s", words ? words : "");
}

static struct vd_str say_foreign_key(struct vd_arena *arena, sqlite3_stmt *st)
{
    const char *table = (const char *)sqlite3_column_text(st, 0), *parent = (const char *)sqlite3_column_text(st, 2);
    return vd_str_printf(arena, "La tabla %s tiene una fila que apunta a otra que no existe en %s.", table ? table : "", parent ? parent : "");
}

static enum vd_err ask(struct vd_db *db, struct vd_arena *arena, const char *sql, struct vd_str (*say)(struct vd_arena *, sqlite3_stmt *), struct vd_str *problem)
{
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db->conn, sql, -1, &st, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW)
        *problem = say(arena, st);
    enum vd_err err = fail(db, rc);
    sqlite3_finalize(st);
    if (err == VD_CORRUPT)
        *problem = vd_str_printf(arena, "El motor de la base de datos encontró un daño: %s", db->message);
    return err == VD_CORRUPT ? VD_OK : err;
}

static enum vd_err lite_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem)
{
    struct vd_str problem = {0};
    VD_TRY(ask(db, arena, "PRAGMA integrity_check(1)", say_integrity, &problem));
    if (!problem.p)
        VD_TRY(ask(db, arena, "PRAGMA foreign_key_check", say_foreign_key, &problem));
    *ret_problem = problem;
    return VD_OK;
}

/* ---- a copy while others write */

static const char ALONE[] = "PRAGMA synchronous = OFF; PRAGMA journal_mode = DELETE;"; /* no -wal: a backup is read where nothing may be written */

/* All pages in one step: one read transaction, so that a writer neither waits nor starts the copy over. */
static enum vd_err copy_pages(struct vd_db *db, sqlite3 *to)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", db->conn, "main");
    if (!copy)
        return fail(db, sqlite3_errcode(to));
    int stepped = sqlite3_backup_step(copy, -1);
    int rc = sqlite3_backup_finish(copy);
    if (rc == SQLITE_OK && stepped != SQLITE_DONE)
        rc = stepped;
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(to, ALONE, NULL, NULL, NULL);
    enum vd_err err = meaning(db, rc);
    if (err == VD_IO && sqlite3_system_errno(to) == ENOSPC)
        err = VD_NO_SPACE;
    if (err != VD_OK)
        vd_db_say(db, "%s (%d)", sqlite3_errmsg(to), rc);
    return err;
}

static enum vd_err lite_snapshot(struct vd_db *db, const char *path)
{
    sqlite3 *to = NULL;
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    int why = fd < 0 ? errno : 0;
    if (fd < 0) {
        vd_db_say(db, "%s: %s", path, strerror(why));
        return why == EEXIST ? VD_CONFLICT : why == EROFS || why == ENOSPC || why == EDQUOT ? VD_NO_SPACE : VD_IO;
    }
    close(fd);
    int rc = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    enum vd_err err = rc == SQLITE_OK ? copy_pages(db, to) : fail(db, rc);
    sqlite3_close_v2(to);
    return err;
}

const struct vd_engine vd_engine_sqlite = {
    .connect = lite_connect, .disconnect = lite_disconnect, .begin = lite_begin, .commit = lite_commit, .rollback = lite_rollback,
    .in_transaction = lite_in_transaction, .exec = lite_exec, .data_version = lite_data_version, .check = lite_check,
    .snapshot = lite_snapshot, .step = lite_step, .reset = lite_reset, .release = lite_release, .column = lite_column,
};
