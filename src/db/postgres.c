/* SPDX-License-Identifier: Apache-2.0 */
/* PostgreSQL through libpq: connection, transactions, news of other nodes' commits.
 *
 * Writers of all nodes take one advisory transaction lock at BEGIN (locks per entity taken by two nodes deadlock), so a
 * write transaction runs alone, as on SQLite. Readers get one REPEATABLE READ snapshot. A lost connection, or a primary that
 * became a standby (25006), is VD_RETRY and the next transaction connects again; a multi-host URL finds the new primary.
 *
 * News: every write COMMIT does NOTIFY. Because a notification can be lost with a connection, the snapshot's own text
 * (xmin:xmax:running) is compared once a second too: it differs after any commit, so at worst a cache re-reads for nothing.
 *
 * A server may also say nothing at all: a machine that hangs, a stopped process behind a kernel that goes on acknowledging. libpq's
 * blocking calls wait for ever then, so every call is sent and awaited here, for config.answer_seconds (the server is told to end a
 * statement a little before); connecting is bounded by connect_timeout, and not tried again for some seconds when it was in vain. */
#include <errno.h>
#include <poll.h>
#include "db/postgres.h"

enum { SECOND_US = 1000000, POLL_US = SECOND_US, AVOID_US = 3 * SECOND_US };

static const char SESSION[] =
    "SET lock_timeout = '10s'; SET bytea_output = 'hex'; SET standard_conforming_strings = on; LISTEN veedor";
static const char BEGIN_WRITE[] = "BEGIN; SELECT pg_catalog.pg_advisory_xact_lock(8531318923)";
static const char BEGIN_READ[] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
static const char COMMIT_WRITE[] = "NOTIFY veedor; COMMIT";
static const char LIMIT[] = "SELECT pg_catalog.set_config('statement_timeout', $1, false)";
static const char SNAPSHOT[] = "SELECT pg_catalog.pg_current_snapshot()::text";

/* SQLSTATE, whole or by its class, and what it means to the program. */
static const struct { const char *state; enum vd_err err; } meanings[] = {
    {"23505", VD_CONFLICT}, {"40", VD_RETRY}, {"55P03", VD_RETRY}, {"57014", VD_RETRY}, {"57P", VD_RETRY}, {"08", VD_RETRY}, {"25006", VD_RETRY},
    {"53100", VD_NO_SPACE}, {"53200", VD_NO_MEMORY}, {"53", VD_RETRY}, {"54", VD_TOO_BIG}, {"22021", VD_INVALID}, {"58", VD_IO}, {"XX001", VD_CORRUPT}, {"XX002", VD_CORRUPT},
};

static enum vd_err meaning(const char *state)
{
    for (size_t i = 0; i < VD_COUNT(meanings); i++)
        if (vd_str_starts(vd_str_of(state), vd_str_of(meanings[i].state)))
            return meanings[i].err;
    return VD_INTERNAL;
}

enum vd_err vd_pg_result(struct vd_db *db, const PGresult *res)
{
    ExecStatusType status = PQresultStatus(res);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return VD_OK;
    const char *state = res ? PQresultErrorField(res, PG_DIAG_SQLSTATE) : NULL;
    if (PQstatus(db->conn) != CONNECTION_OK || !state) {
        db->stale = true;
        vd_db_say(db, "connection lost: %s", res || *PQerrorMessage(db->conn) ? PQerrorMessage(db->conn) : "no answer in time");
        return VD_RETRY;
    }
    db->stale |= strcmp(state, "25006") == 0;
    vd_db_say(db, "%s (%s)", PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY), state);
    return meaning(state);
}

/* ---- waiting for an answer */

static bool wait_socket(struct vd_db *db, short events, vd_us until)
{
    struct pollfd fd = {.fd = PQsocket(db->conn), .events = events};
    for (;;) {
        vd_us left = until - vd_clock_monotonic();
        if (left <= 0)
            return false;
        int n = poll(&fd, 1, left < SECOND_US ? (int)(left / 1000) + 1 : 1000);
        if (n > 0 || (n < 0 && errno != EINTR))
            return true; /* what is wrong with the socket libpq will say */
    }
}

static bool flush(struct vd_db *db, vd_us until)
{
    while (PQflush(db->conn) == 1) {
        if (!wait_socket(db, POLLIN | POLLOUT, until))
            return false;
        if (!PQconsumeInput(db->conn))
            break;
    }
    return true;
}

static bool arrived(struct vd_db *db, vd_us until)
{
    while (PQisBusy(db->conn)) {
        if (!wait_socket(db, POLLIN, until))
            return false;
        if (!PQconsumeInput(db->conn))
            break;
    }
    return true;
}

PGresult *vd_pg_answer(struct vd_db *db, int sent)
{
    vd_us until = db->config.answer_seconds ? vd_clock_monotonic() + (vd_us)db->config.answer_seconds * SECOND_US : INT64_MAX;
    PGresult *last = NULL;
    bool good = sent && flush(db, until);
    while (good && (good = arrived(db, until))) {
        PGresult *next = PQgetResult(db->conn);
        if (!next)
            return last;
        PQclear(last);
        last = next;
    }
    PQclear(last);
    db->stale = true;
    return NULL;
}

static PGresult *ask(struct vd_db *db, const char *sql) { return vd_pg_answer(db, PQsendQuery(db->conn, sql)); }

static enum vd_err run(struct vd_db *db, const char *sql)
{
    PGresult *res = ask(db, sql);
    enum vd_err err = vd_pg_result(db, res);
    PQclear(res);
    return err;
}

static void ignore_notice(void *arg VD_UNUSED, const PGresult *res VD_UNUSED) {}

static void pg_disconnect(struct vd_db *db)
{
    PQfinish(db->conn);
    db->conn = NULL;
}

/* The server ends a statement before it is given up here: nobody would read its answer. */
static enum vd_err limit_statements(struct vd_db *db)
{
    char ms[16];
    const char *const values[] = {ms};
    if (!db->config.answer_seconds)
        return VD_OK;
    snprintf(ms, sizeof ms, "%d", db->config.answer_seconds * 1000 - 500);
    PGresult *res = vd_pg_answer(db, PQsendQueryParams(db->conn, LIMIT, 1, NULL, values, NULL, NULL, 0));
    enum vd_err err = vd_pg_result(db, res);
    PQclear(res);
    return err;
}

static enum vd_err pg_connect(struct vd_db *db)
{
    vd_us began = vd_clock_monotonic();
    /* What stands before dbname may be overruled by the URL; what follows may not. Readers too need the primary: a standby
     * takes no LISTEN, and would show old pages. */
    const char *const keys[] = {"target_session_attrs", "connect_timeout", "tcp_user_timeout", "application_name", "dbname", "client_encoding", NULL};
    const char *const values[] = {"read-write", "5", "10000", "veedor", db->config.url, "UTF8", NULL};
    db->conn = PQconnectdbParams(keys, values, 1);
    if (!db->conn)
        return VD_NO_MEMORY;
    if (PQstatus(db->conn) != CONNECTION_OK) {
        db->stale = true;
        if (vd_clock_monotonic() - began > SECOND_US) /* refused at once costs nothing: that may be tried again */
            db->avoid_until = vd_clock_monotonic() + AVOID_US;
        vd_db_say(db, "%s", PQerrorMessage(db->conn));
        return VD_RETRY;
    }
    PQsetnonblocking(db->conn, 1);
    PQsetNoticeReceiver(db->conn, ignore_notice, NULL);
    db->stale = false;
    db->generation++; /* nothing that was prepared lives on */
    db->version++;    /* nothing that was cached is sure */
    db->snapshot[0] = 0;
    VD_TRY(run(db, SESSION));
    return limit_statements(db);
}

enum vd_err vd_pg_ready(struct vd_db *db)
{
    if (db->conn && !db->stale && PQstatus(db->conn) == CONNECTION_OK)
        return VD_OK;
    if (db->in_tx) {
        vd_db_say(db, "the connection was lost inside the transaction");
        return VD_RETRY;
    }
    if (vd_clock_monotonic() < db->avoid_until) {
        vd_db_say(db, "the server did not answer a moment ago");
        return VD_RETRY;
    }
    pg_disconnect(db);
    enum vd_err err = pg_connect(db);
    db->stale |= err != VD_OK;
    return err;
}

static enum vd_err pg_exec(struct vd_db *db, const char *sql)
{
    VD_TRY(vd_pg_ready(db));
    return run(db, sql);
}

static bool pg_in_transaction(struct vd_db *db)
{
    PGTransactionStatusType status = PQtransactionStatus(db->conn);
    return !db->stale && (status == PQTRANS_INTRANS || status == PQTRANS_INERROR);
}

static void pg_rollback(struct vd_db *db)
{
    PGTransactionStatusType status = PQtransactionStatus(db->conn);
    if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
        PQclear(ask(db, "ROLLBACK")); /* keeps the message of what went wrong before */
    if (PQstatus(db->conn) != CONNECTION_OK)
        db->stale = true;
}

static enum vd_err pg_begin(struct vd_db *db, enum vd_db_mode mode)
{
    VD_TRY(vd_pg_ready(db));
    const char *sql = mode == VD_DB_WRITE ? BEGIN_WRITE : BEGIN_READ;
    enum vd_err err = run(db, sql);
    if (err == VD_RETRY && db->stale && vd_pg_ready(db) == VD_OK) /* it had died while idle: nothing was begun */
        err = run(db, sql);
    if (err != VD_OK)
        pg_rollback(db);
    return err;
}

static enum vd_err pg_commit(struct vd_db *db)
{
    PGresult *res = ask(db, db->tx_mode == VD_DB_WRITE ? COMMIT_WRITE : "COMMIT");
    enum vd_err err = vd_pg_result(db, res);
    if (err == VD_OK && strcmp(PQcmdStatus(res), "COMMIT") != 0) { /* COMMIT of a failed transaction answers ROLLBACK */
        vd_db_say(db, "COMMIT answered %s", PQcmdStatus(res));
        err = VD_INTERNAL;
    }
    PQclear(res);
    return err;
}

/* Notifications of other connections that have arrived; reading the socket does not wait. */
static bool take_news(struct vd_db *db)
{
    bool any = false;
    if (!PQconsumeInput(db->conn))
        db->stale = true;
    for (PGnotify *n; (n = PQnotifies(db->conn)); PQfreemem(n))
        any |= n->be_pid != PQbackendPID(db->conn);
    return any;
}

static enum vd_err poll_snapshot(struct vd_db *db)
{
    PGresult *res = ask(db, SNAPSHOT);
    enum vd_err err = vd_pg_result(db, res);
    if (err == VD_OK) {
        if (db->snapshot[0] && strcmp(db->snapshot, PQgetvalue(res, 0, 0)) != 0)
            db->version++;
        snprintf(db->snapshot, sizeof db->snapshot, "%s", PQgetvalue(res, 0, 0));
    }
    PQclear(res);
    return err;
}

static enum vd_err pg_data_version(struct vd_db *db, int64_t *ret)
{
    VD_TRY(vd_pg_ready(db));
    db->version += take_news(db);
    vd_us now = vd_clock_monotonic();
    if (!db->in_tx && now - db->polled_at >= POLL_US) {
        enum vd_err err = vd_pg_ready(db);
        if (err == VD_OK)
            err = poll_snapshot(db);
        if (err == VD_RETRY && vd_pg_ready(db) == VD_OK)
            err = poll_snapshot(db);
        if (err != VD_OK)
            return err;
        db->polled_at = now;
    }
    *ret = db->version;
    return VD_OK;
}

static void pg_wait_news(struct vd_db *db, int most_ms)
{
    struct pollfd fd = {.fd = db->conn && !db->stale ? PQsocket(db->conn) : -1, .events = POLLIN};
    poll(&fd, 1, most_ms); /* without a socket: the time alone */
}

const struct vd_engine vd_engine_postgres = {
    .connect = pg_connect, .disconnect = pg_disconnect, .begin = pg_begin, .commit = pg_commit, .rollback = pg_rollback,
    .in_transaction = pg_in_transaction, .exec = pg_exec, .data_version = pg_data_version, .wait_news = pg_wait_news, .check = vd_pg_check,
    .step = vd_pg_step, .reset = vd_pg_reset, .release = vd_pg_release, .column = vd_pg_column,
};
