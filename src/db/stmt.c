/* SPDX-License-Identifier: Apache-2.0 */
/* Statements: cache per connection, checked parameters, first error kept; and rows by their table. */
#include "db/engine.h"

static struct vd_stmt *stmt_new(struct vd_db *db, const struct vd_query *query, struct vd_stmt **bucket)
{
    struct vd_stmt *st = calloc(1, sizeof *st);
    struct vd_value *values = calloc((size_t)query->n_in + 1, sizeof *values);
    if (!st || !values) {
        free(st);
        free(values);
        vd_db_say(db, "no memory for the statement %s", query->name);
        return NULL;
    }
    *st = (struct vd_stmt){.db = db, .query = query, .values = values, .next = *bucket, .id = ++db->n_stmts};
    *bucket = st;
    return st;
}

struct vd_stmt *vd_db_query(struct vd_db *db, const struct vd_query *query)
{
    struct vd_stmt **bucket = &db->buckets[((uintptr_t)query >> 4) % VD_STMT_BUCKETS], *st = *bucket;
    while (st && (st->query != query || st->busy)) /* a busy one: the same query nested, or in a recursion */
        st = st->next;
    if (!st && !(st = stmt_new(db, query, bucket)))
        return &db->broken;
    st->busy = true;
    st->started = st->ended = st->on_row = false;
    st->err = VD_OK;
    memset(st->values, 0, (size_t)query->n_in * sizeof *st->values);
    db->n_busy++;
    return st;
}

static void stmt_fault(struct vd_stmt *st, enum vd_err err, const char *what, int n)
{
    if (st->err != VD_OK)
        return;
    st->err = err;
    vd_db_say(st->db, "%s: %s %d", st->query->name, what, n);
}

/* The place of parameter n, or NULL after noting the error: unknown place, other type, NULL where none is declared. */
static struct vd_value *place(struct vd_stmt *st, int n, enum vd_type type, bool null)
{
    if (st->err != VD_OK)
        return NULL;
    if (n < 1 || n > st->query->n_in || st->started)
        return stmt_fault(st, VD_INTERNAL, "no such parameter, or bound too late:", n), NULL;
    const struct vd_column *column = &st->query->in[n - 1];
    if (column->type != type)
        return stmt_fault(st, VD_INTERNAL, "other type than declared, parameter", n), NULL;
    if (null && !column->nullable)
        return stmt_fault(st, VD_INTERNAL, "NULL where none is declared, parameter", n), NULL;
    st->values[n - 1] = (struct vd_value){.bound = true, .null = null};
    return &st->values[n - 1];
}

void vd_bind_int(struct vd_stmt *st, int n, int64_t v) { vd_bind_oint(st, n, vd_some(v)); }

void vd_bind_oint(struct vd_stmt *st, int n, struct vd_oint v)
{
    struct vd_value *value = place(st, n, VD_T_INT, !v.has);
    if (value)
        value->i = v.v;
}

void vd_bind_text(struct vd_stmt *st, int n, struct vd_str v)
{
    struct vd_value *value = place(st, n, VD_T_TEXT, !v.p);
    if (value)
        value->s = v;
    if (value && v.p && !vd_utf8_valid(v)) /* SQLite would take it, PostgreSQL not: both refuse */
        stmt_fault(st, VD_INVALID, "not UTF-8, or a NUL inside, parameter", n);
}

void vd_bind_blob(struct vd_stmt *st, int n, struct vd_str v)
{
    struct vd_value *value = place(st, n, VD_T_BLOB, !v.p);
    if (value)
        value->s = v;
}

static void check_bound(struct vd_stmt *st)
{
    for (int i = 0; i < st->query->n_in; i++)
        if (!st->values[i].bound) /* SQLite would take NULL in silence */
            stmt_fault(st, VD_INTERNAL, "not bound: parameter", i + 1);
}

bool vd_next(struct vd_stmt *st)
{
    bool row = false;
    st->on_row = false;
    if (st->err != VD_OK || st->ended)
        return false;
    if (!st->started)
        check_bound(st);
    if (st->err == VD_OK && !st->started)
        st->err = vd_db_whole(st->db);
    if (st->err == VD_OK) {
        st->err = st->db->engine->step(st, &row);
        st->started = true;
    }
    st->on_row = row && st->err == VD_OK;
    st->ended = !st->on_row;
    return st->on_row;
}

static void keep(const struct vd_column *column, const struct vd_value *v, struct vd_arena *arena, void *row)
{
    void *at = (char *)row + column->offset;
    if (column->type != VD_T_INT)
        *(struct vd_str *)at = vd_str_dup(arena, v->s);
    else if (column->nullable)
        *(struct vd_oint *)at = v->null ? (struct vd_oint){0} : vd_some(v->i);
    else
        *(int64_t *)at = v->i;
}

bool vd_row_next(struct vd_stmt *st, struct vd_arena *arena, void *ret_row)
{
    if (!vd_next(st))
        return false;
    for (int i = 0; i < st->query->n_out; i++) {
        const struct vd_column *column = &st->query->out[i];
        struct vd_value v;
        enum vd_err err = st->db->engine->column(st, i, arena, &v);
        if (err == VD_OK && v.null && !column->nullable)
            stmt_fault(st, VD_INTERNAL, "NULL where none is declared, column", i + 1);
        else if (err != VD_OK)
            st->err = err;
        if (st->err != VD_OK) {
            st->on_row = false;
            st->ended = true;
            return false;
        }
        keep(column, &v, arena, ret_row);
    }
    return true;
}

enum vd_err vd_done(struct vd_stmt *st)
{
    if (!st->busy)
        return st->err; /* the broken one */
    enum vd_err err = st->db->engine->reset(st);
    if (st->err == VD_OK)
        st->err = err;
    st->busy = st->on_row = false;
    st->db->n_busy--;
    return st->err;
}

enum vd_err vd_run(struct vd_stmt *st)
{
    while (vd_next(st))
        ;
    return vd_done(st);
}

void vd_stmt_drop(struct vd_stmt **st)
{
    if (*st && (*st)->busy && vd_done(*st) != VD_OK)
        return;
}

/* ---- rows by their table */

static void bind_field(struct vd_stmt *st, int n, const struct vd_column *column, const void *row)
{
    const char *at = (const char *)row + column->offset;
    if (column->type == VD_T_TEXT)
        vd_bind_text(st, n, *(const struct vd_str *)(const void *)at);
    else if (column->type == VD_T_BLOB)
        vd_bind_blob(st, n, *(const struct vd_str *)(const void *)at);
    else if (column->nullable)
        vd_bind_oint(st, n, *(const struct vd_oint *)(const void *)at);
    else
        vd_bind_int(st, n, *(const int64_t *)(const void *)at);
}

static struct vd_stmt *by_key(struct vd_db *db, const struct vd_query *query, const struct vd_table *table, const void *row)
{
    struct vd_stmt *st = vd_db_query(db, query);
    for (int k = 0; k < table->n_pk; k++)
        bind_field(st, k + 1, &table->columns[table->pk[k]], row);
    return st;
}

enum vd_err vd_row_put(struct vd_db *db, const struct vd_table *table, const void *row)
{
    struct vd_stmt *st = vd_db_query(db, table->put);
    for (int i = 0; i < table->n_columns; i++)
        bind_field(st, i + 1, &table->columns[i], row);
    return vd_run(st);
}

enum vd_err vd_row_remove(struct vd_db *db, const struct vd_table *table, const void *row)
{
    return vd_run(by_key(db, table->remove, table, row));
}

enum vd_err vd_row_get(struct vd_db *db, struct vd_arena *arena, const struct vd_table *table, void *row)
{
    struct vd_stmt *st = by_key(db, table->get, table, row);
    bool found = vd_row_next(st, arena, row);
    VD_TRY(vd_done(st));
    return found ? VD_OK : VD_NOT_FOUND;
}

struct vd_stmt *vd_row_scan(struct vd_db *db, const struct vd_table *table, int64_t entity_id)
{
    struct vd_stmt *st = vd_db_query(db, table->scan);
    vd_bind_int(st, 1, entity_id);
    return st;
}

struct vd_stmt *vd_row_version(struct vd_db *db, const struct vd_table *table, int64_t entity_id, int64_t version_id)
{
    struct vd_stmt *st = vd_db_query(db, table->version);
    vd_bind_int(st, 1, entity_id);
    vd_bind_int(st, 2, version_id);
    return st;
}
