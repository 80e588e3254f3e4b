/* SPDX-License-Identifier: Apache-2.0 */
/* The schema against the program's own. The chain proves rows; a trigger, a view in the place of a table or a lost index
 * would change what the program reads and writes without touching one of them.
 *
 * SQLite: the migrations are run into a database in memory, and every object must be there with the same text.
 * PostgreSQL: the tables, columns and indexes of the migrations, and nothing else. What it keeps of a constraint is its own
 * wording, so a dropped CHECK, UNIQUE or FOREIGN KEY is not seen there (docs/SECURITY.md). */
#include "db/engine.h"
#include "db/schema.sql.h"

typedef VD_LIST(struct schema_objects_row) objects;

static enum vd_err read_objects(struct vd_db *db, struct vd_arena *arena, objects *ret)
{
    struct schema_objects_row row;
    VD_AUTO_STMT struct vd_stmt *st = schema_objects_open(db);
    while (schema_objects_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    return vd_done(st);
}

/* ---- what must be there */

static void close_fresh(void *arg)
{
    struct vd_db **fresh = arg;
    vd_db_close(*fresh);
    *fresh = NULL;
}

static enum vd_err expect_sqlite(struct vd_arena *arena, objects *ret)
{
    struct vd_db **fresh = vd_alloc(arena, sizeof *fresh);
    vd_arena_defer(arena, close_fresh, fresh); /* also when the arena unwinds */
    enum vd_err err = vd_db_open(&(const struct vd_db_config){0}, VD_DB_WRITE, fresh);
    if (err == VD_OK)
        err = vd_db_migrate(*fresh, 0);
    if (err == VD_OK)
        err = read_objects(*fresh, arena, ret);
    close_fresh(fresh);
    return err;
}

static void expect_column(struct vd_arena *arena, objects *list, const char *table, const struct vd_column *column)
{
    static const char *const types[] = {[VD_T_INT] = "bigint", [VD_T_TEXT] = "text", [VD_T_BLOB] = "bytea"};
    *VD_PUSH(arena, list) = (struct schema_objects_row){.kind = VD_S("column"), .on = vd_str_of(table), .name = vd_str_of(column->name),
        .definition = vd_str_printf(arena, "%s%s", types[column->type], column->nullable ? "" : " NOT NULL")};
}

static void expect_table(struct vd_arena *arena, objects *list, const char *name, const struct vd_column *columns, int n)
{
    *VD_PUSH(arena, list) = (struct schema_objects_row){.kind = VD_S("table"), .on = vd_str_of(name), .name = vd_str_of(name), .definition = VD_S("")};
    for (int i = 0; i < n; i++)
        expect_column(arena, list, name, &columns[i]);
}

static bool skip(struct vd_str *text, struct vd_str word)
{
    bool is = vd_str_starts(*text, word);
    if (is)
        *text = vd_str_sub(*text, word.n, text->n);
    return is;
}

/* "CREATE UNIQUE INDEX name ON table (...": the text is the generator's, one space between words. */
static void expect_indexes(struct vd_arena *arena, objects *list, struct vd_str line)
{
    struct vd_str name, table;
    bool unique;
    if (!skip(&line, VD_S("CREATE ")))
        return;
    unique = skip(&line, VD_S("UNIQUE "));
    if (skip(&line, VD_S("INDEX ")) && vd_str_split(&line, ' ', &name) && skip(&line, VD_S("ON ")) && vd_str_split(&line, ' ', &table))
        *VD_PUSH(arena, list) = (struct schema_objects_row){.kind = VD_S("index"), .on = table, .name = name, .definition = unique ? VD_S("UNIQUE") : VD_S("")};
}

static void expect_postgres(struct vd_arena *arena, objects *list)
{
    static const struct vd_column migration[] = {{.name = "number", .type = VD_T_INT}, {.name = "name", .type = VD_T_TEXT},
        {.name = "sha256", .type = VD_T_TEXT}, {.name = "applied_at", .type = VD_T_INT}};
    expect_table(arena, list, "schema_migration", migration, VD_COUNT(migration));
    for (const struct vd_table *const *t = vd_tables; *t; t++)
        expect_table(arena, list, (*t)->name, (*t)->columns, (*t)->n_columns);
    for (const struct vd_migration *m = vd_migrations; m->number; m++) {
        struct vd_str text = vd_str_of(m->postgres), line;
        while (vd_str_split(&text, '\n', &line))
            expect_indexes(arena, list, line);
    }
}

/* ---- the difference */

static const struct schema_objects_row *find(const objects *list, const struct schema_objects_row *like)
{
    VD_EACH(o, list)
        if (vd_str_eq(o->kind, like->kind) && vd_str_eq(o->on, like->on) && vd_str_eq(o->name, like->name))
            return o;
    return NULL;
}

static struct vd_str say(struct vd_arena *arena, const char *what, const struct schema_objects_row *o)
{
    static const struct { const char *kind, *spanish; } kinds[] = {{"table", "la tabla"}, {"view", "la vista"}, {"index", "el índice"},
        {"trigger", "el disparador"}, {"column", "la columna"}, {"rule", "la regla"}, {"policy", "la política"}, {"sequence", "la secuencia"}};
    const char *word = "el objeto";
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        word = vd_str_is(o->kind, kinds[i].kind) ? kinds[i].spanish : word;
    struct vd_str of = vd_str_eq(o->on, o->name) ? VD_S("") : vd_str_printf(arena, " de %.*s", VD_SARG(o->on));
    return vd_str_printf(arena, "La estructura de la base de datos no es la del programa: %s %s «%.*s»%.*s.", what, word, VD_SARG(o->name), VD_SARG(of));
}

/* A table stands before its columns: when it is gone, it is the one to name. When both differ, the column says more. */
static struct vd_str difference(struct vd_arena *arena, const objects *expected, const objects *found)
{
    VD_EACH(o, found)
        if (!find(expected, o))
            return say(arena, "sobra", o);
    VD_EACH(o, expected)
        if (!find(found, o))
            return say(arena, "falta", o);
    for (size_t i = found->n; i-- > 0;)
        if (!vd_str_eq(found->v[i].definition, find(expected, &found->v[i])->definition))
            return say(arena, "no es como se creó", &found->v[i]);
    return (struct vd_str){0};
}

enum vd_err vd_schema_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem)
{
    struct vd_db_status status;
    objects expected = {0}, found = {0};
    VD_TRY(vd_db_status(db, &status));
    if (status.newer || status.changed || status.applied != status.known)
        return VD_OK; /* of another version of the program: vd_db_status says so */
    if (vd_db_is_postgres(db))
        expect_postgres(arena, &expected);
    else
        VD_TRY(expect_sqlite(arena, &expected));
    VD_TRY(read_objects(db, arena, &found));
    *ret_problem = difference(arena, &expected, &found);
    return VD_OK;
}
