/* SPDX-License-Identifier: Apache-2.0 */
/* Statements of PostgreSQL: prepared once a connection with the declared types (inferred ones are wrong: `at > $1 + 1000000`
 * makes $1 an int4), parameters sent in binary, so that nothing is copied or quoted; results come as text. A result is held
 * whole, so that other statements can run while its rows are read. */
#include <endian.h>
#include "db/postgres.h"

enum { OID_BYTEA = 17, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25 };

static const Oid oid_of[] = {[VD_T_INT] = OID_INT8, [VD_T_TEXT] = OID_TEXT, [VD_T_BLOB] = OID_BYTEA};

static void statement_name(const struct vd_stmt *st, char name[16]) { snprintf(name, 16, "s%u", st->id); }

static enum vd_err prepare(struct vd_stmt *st)
{
    const struct vd_query *query = st->query;
    if (!query->postgres) {
        vd_db_say(st->db, "%s is not for PostgreSQL", query->name);
        return VD_INTERNAL;
    }
    Oid types[VD_MAX_PARAMS];
    for (int i = 0; i < query->n_in; i++)
        types[i] = oid_of[query->in[i].type];
    char name[16];
    statement_name(st, name);
    PGresult *res = vd_pg_answer(st->db, PQsendPrepare(st->db->conn, name, query->postgres, query->n_in, types));
    enum vd_err err = vd_pg_result(st->db, res);
    PQclear(res);
    if (err == VD_OK)
        st->generation = st->db->generation;
    return err;
}

static PGresult *execute(struct vd_stmt *st)
{
    const char *values[VD_MAX_PARAMS];
    uint64_t ints[VD_MAX_PARAMS];
    int lengths[VD_MAX_PARAMS], formats[VD_MAX_PARAMS];
    char name[16];
    for (int i = 0; i < st->query->n_in; i++) {
        const struct vd_value *v = &st->values[i];
        bool is_int = st->query->in[i].type == VD_T_INT;
        ints[i] = htobe64((uint64_t)v->i);
        values[i] = v->null ? NULL : is_int ? (const char *)&ints[i] : v->s.p;
        lengths[i] = is_int ? 8 : (int)v->s.n;
        formats[i] = 1;
    }
    statement_name(st, name);
    return vd_pg_answer(st->db, PQsendQueryPrepared(st->db->conn, name, st->query->n_in, values, lengths, formats, 0));
}

static enum vd_err check_sizes(struct vd_stmt *st)
{
    for (int i = 0; i < st->query->n_in; i++) {
        if (st->values[i].s.n > 512u * 1024 * 1024) {
            vd_db_say(st->db, "%s: parameter %d is too long", st->query->name, i + 1);
            return VD_TOO_BIG;
        }
    }
    return VD_OK;
}

static bool type_fits(enum vd_type declared, Oid oid)
{
    return declared == VD_T_INT ? oid == OID_INT8 || oid == OID_INT4 || oid == OID_INT2 : oid == oid_of[declared];
}

static enum vd_err check_shape(struct vd_stmt *st, const PGresult *res)
{
    const struct vd_query *query = st->query;
    if (PQnfields(res) != query->n_out) {
        vd_db_say(st->db, "%s: %d columns declared, the text has %d", query->name, query->n_out, PQnfields(res));
        return VD_INTERNAL;
    }
    for (int i = 0; i < query->n_out; i++) {
        if (!type_fits(query->out[i].type, PQftype(res, i))) {
            vd_db_say(st->db, "%s: column %s has another type (oid %u) than declared", query->name, query->out[i].name, PQftype(res, i));
            return VD_INTERNAL;
        }
    }
    return VD_OK;
}

static enum vd_err start(struct vd_stmt *st)
{
    VD_TRY(vd_pg_ready(st->db));
    VD_TRY(check_sizes(st));
    if (st->generation != st->db->generation)
        VD_TRY(prepare(st));
    PGresult *res = execute(st);
    st->handle = res;
    st->row = -1;
    VD_TRY(vd_pg_result(st->db, res));
    return check_shape(st, res);
}

enum vd_err vd_pg_step(struct vd_stmt *st, bool *ret_row)
{
    if (!st->started)
        VD_TRY(start(st));
    *ret_row = ++st->row < PQntuples(st->handle);
    return VD_OK;
}

enum vd_err vd_pg_reset(struct vd_stmt *st)
{
    PQclear(st->handle);
    st->handle = NULL;
    return VD_OK;
}

void vd_pg_release(struct vd_stmt *st)
{
    PQclear(st->handle);
    st->handle = NULL;
}

static struct vd_str view(struct vd_stmt *st, int i)
{
    return (struct vd_str){PQgetvalue(st->handle, st->row, i), (size_t)PQgetlength(st->handle, st->row, i)};
}

/* bytea arrives as \x followed by hex digits. */
static enum vd_err unhex(struct vd_str hex, struct vd_arena *arena, struct vd_str *ret)
{
    size_t n = hex.n < 2 ? 0 : (hex.n - 2) / 2;
    unsigned char *out = vd_alloc(arena, n + 1);
    if (!vd_str_starts(hex, VD_S("\\x")) || !vd_unhex(vd_str_sub(hex, 2, hex.n), out, n))
        return VD_CORRUPT;
    *ret = (struct vd_str){(char *)out, n};
    return VD_OK;
}

enum vd_err vd_pg_column(struct vd_stmt *st, int i, struct vd_arena *arena, struct vd_value *ret)
{
    *ret = (struct vd_value){.null = PQgetisnull(st->handle, st->row, i)};
    if (ret->null)
        return VD_OK;
    if (st->query->out[i].type == VD_T_INT) /* another text cannot be: the type of the column is an integer */
        return vd_str_i64(view(st, i), &ret->i) ? VD_OK : VD_CORRUPT;
    if (st->query->out[i].type == VD_T_BLOB)
        return unhex(view(st, i), arena, &ret->s);
    ret->s = view(st, i);
    return VD_OK;
}

/* ---- the engine's own check. One text reads every column of every table of our schema (a damaged page or value raises
 * XX001), the others ask the catalogue. amcheck compares indexes with their tables where an administrator installed it. */
static const char READ_EVERYTHING[] =
    "SELECT c.relname, pg_catalog.query_to_xml(pg_catalog.format('SELECT count(*), sum(length(t::text)) FROM %I.%I t', n.nspname, c.relname), true, true, '')::text"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.relname";
static const char BAD_INDEXES[] =
    "SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready)";
static const char OPEN_CONSTRAINTS[] =
    "SELECT conname FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace"
    " WHERE n.nspname = current_schema() AND NOT c.convalidated";
static const char CHECKSUM_FAILURES[] =
    "SELECT datname FROM pg_catalog.pg_stat_database WHERE datname = current_database() AND checksum_failures > 0";
static const char HAS_AMCHECK[] = "SELECT 1 WHERE to_regprocedure('bt_index_check(regclass,boolean)') IS NOT NULL";
static const char AMCHECK[] =
    "SELECT bt_index_check(c.oid::regclass, true) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_am a ON a.oid = c.relam WHERE n.nspname = current_schema() AND c.relkind = 'i' AND a.amname = 'btree'";

/* Runs one question. VD_CORRUPT and a row where none must be become a problem; *ret_rows tells whether there were rows. */
static enum vd_err ask(struct vd_db *db, struct vd_arena *arena, const char *sql, const char *row_means, bool *ret_rows, struct vd_str *problem)
{
    VD_TRY(vd_pg_ready(db));
    PGresult *res = vd_pg_answer(db, PQsendQuery(db->conn, sql));
    enum vd_err err = vd_pg_result(db, res);
    *ret_rows = err == VD_OK && PQntuples(res) > 0;
    if (err == VD_CORRUPT)
        *problem = vd_str_printf(arena, "El motor de la base de datos encontró un daño: %s", db->message);
    else if (*ret_rows && row_means)
        *problem = vd_str_printf(arena, "%s: %s", row_means, PQgetvalue(res, 0, 0));
    PQclear(res);
    return err == VD_CORRUPT ? VD_OK : err;
}

enum vd_err vd_pg_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem)
{
    static const struct { const char *sql, *row_means; } questions[] = {
        {READ_EVERYTHING, NULL},
        {BAD_INDEXES, "Un índice de la base de datos no es válido"},
        {OPEN_CONSTRAINTS, "Una restricción de la base de datos no se ha comprobado"},
        {CHECKSUM_FAILURES, "El motor encontró páginas con suma de comprobación errada en la base"},
    };
    struct vd_str problem = {0};
    bool rows = false;
    for (size_t i = 0; i < VD_COUNT(questions) && !problem.p; i++)
        VD_TRY(ask(db, arena, questions[i].sql, questions[i].row_means, &rows, &problem));
    if (!problem.p)
        VD_TRY(ask(db, arena, HAS_AMCHECK, NULL, &rows, &problem));
    if (!problem.p && rows)
        VD_TRY(ask(db, arena, AMCHECK, NULL, &rows, &problem));
    *ret_problem = problem;
    return VD_OK;
}
