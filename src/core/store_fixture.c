/* SPDX-License-Identifier: Apache-2.0 */
#include "core/store_fixture.h"
#include <ftw.h>
#include <libpq-fe.h>
#include <sqlite3.h>
#include <unistd.h>

static bool use_postgres;

void fixture_engine(bool postgres) { use_postgres = postgres; }

static void postgres_exec(const char *url, const char *sql)
{
    PGconn *conn = PQconnectdb(url);
    if (PQstatus(conn) != CONNECTION_OK)
        fail_msg("%s", PQerrorMessage(conn));
    PQclear(PQexec(conn, "SET client_min_messages = warning; SET session_replication_role = replica"));
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(conn));
    PQclear(result);
    PQfinish(conn);
}

static void sqlite_exec(const char *data, const char *sql)
{
    char path[128], *message = NULL;
    sqlite3 *conn;
    snprintf(path, sizeof path, "%s/veedor.db", data);
    assert_int_equal(sqlite3_open(path, &conn), SQLITE_OK);
    if (sqlite3_exec(conn, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(conn);
}

void fixture_tamper(struct fixture *fx, const char *sql)
{
    if (fx->test.config.url)
        postgres_exec(fx->test.config.url, sql);
    else
        sqlite_exec(fx->data, sql);
}

struct vd_db *fixture_connect(struct fixture *fx, unsigned long fail_at, enum vd_err fail_with)
{
    struct vd_db_config config = fx->test.config;
    config.fail_at = fail_at;
    config.fail_with = fail_with;
    struct vd_db *db = NULL;
    return vd_db_open(&config, VD_DB_WRITE, &db) == VD_OK ? db : NULL;
}

int fixture_setup(void **state)
{
    struct fixture *fx = calloc(1, sizeof *fx);
    assert_non_null(fx);
    vd_testdb_begin(&fx->test, use_postgres);
    fx->data = fx->test.folder;
    fx->arena = vd_arena_new(256u << 20);
    fx->db = fixture_connect(fx, 0, VD_OK);
    assert_non_null(fx->db);
    assert_int_equal(vd_db_migrate(fx->db, NOW), VD_OK);
    assert_int_equal(vd_files_open(fx->data, &fx->files), VD_OK);
    assert_int_equal(vd_entity_ensure_installation(fx->db, fx->arena, NOW), VD_OK);
    *state = fx;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

int fixture_teardown(void **state)
{
    struct fixture *fx = *state;
    char files[80];
    vd_db_close(fx->db);
    vd_files_close(fx->files);
    vd_arena_free(fx->arena);
    snprintf(files, sizeof files, "%s/archivos", fx->data);
    nftw(files, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    vd_testdb_end(&fx->test);
    free(fx);
    return 0;
}

enum vd_err fixture_write(struct vd_db *db, enum vd_err (*work)(struct vd_db *, void *), void *arg)
{
    enum vd_err err = vd_db_begin(db, VD_DB_WRITE);
    if (err == VD_OK)
        err = vd_db_savepoint(db);
    if (err != VD_OK) {
        vd_db_rollback(db);
        return err;
    }
    err = work(db, arg);
    enum vd_err end = err == VD_OK ? vd_db_release(db) : vd_db_rollback_to(db);
    if (end == VD_OK)
        end = vd_db_commit(db);
    else
        vd_db_rollback(db);
    return err != VD_OK ? err : end;
}

struct act fixture_act(struct fixture *fx, int64_t entity_id, const char *kind, int key, enum vd_err (*apply)(struct vd_change *, void *), void *arg)
{
    struct vd_str body = vd_str_printf(fx->arena, "%032d", key);
    return (struct act){
        .spec = {.entity_id = entity_id, .kind = kind, .actor = {.kind = VD_ACTOR_CLI}, .now = NOW, .idem_key = body, .body_hash = body, .apply = apply, .arg = arg},
        .arena = fx->arena};
}

static enum vd_err run_act(struct vd_db *db, void *arg)
{
    struct act *act = arg;
    return vd_record_run(db, act->arena, &act->spec, &act->result);
}

enum vd_err fixture_run(struct vd_db *db, struct act *act) { return fixture_write(db, run_act, act); }

struct ensuring {
    struct vd_arena *arena;
    const char *slug, *name;
    struct vd_entity entity;
};

static enum vd_err run_ensure(struct vd_db *db, void *arg)
{
    struct ensuring *e = arg;
    return vd_entity_ensure(db, e->arena, vd_str_of(e->slug), vd_str_of(e->name), (struct vd_actor){.kind = VD_ACTOR_CLI}, NOW, &e->entity);
}

int64_t fixture_entity(struct fixture *fx, const char *slug, const char *name)
{
    struct ensuring e = {.arena = fx->arena, .slug = slug, .name = name};
    assert_int_equal(fixture_write(fx->db, run_ensure, &e), VD_OK);
    return e.entity.id;
}

/* ---- the world */

static enum vd_err load_law(struct vd_change *change, void *arg)
{
    (void)arg;
    struct row_instrument row = {
        .code = VD_S("paac-v2"), .name = VD_S("Plan Anticorrupción y de Atención al Ciudadano"), .short_name = VD_S("PAAC"), .path_word = VD_S("plan"),
        .norm = VD_S(""), .valid_from = VD_S("2015-12-17"), .mark = VD_S("V")}; /* an empty text and an absent one */
    return vd_change_put(change, &T_instrument, &row);
}

static enum vd_err import_plan(struct vd_change *change, void *arg)
{
    const struct vd_file_ref *ref = arg;
    int64_t entity = vd_change_entity(change), attachment, unit;
    struct row_plan plan = {.entity_id = entity, .id = vd_change_id(change), .instrument = VD_S("paac-v2"), .vigencia = 2022, .title = VD_S("PAAC 2022")};
    struct row_plan_version version = {.entity_id = entity, .id = vd_change_id(change), .plan_id = plan.id, .no = 1, .state = VD_S("historico"), .created_at = NOW};
    VD_TRY(vd_change_put(change, &T_plan, &plan));
    VD_TRY(vd_change_put(change, &T_plan_version, &version));
    for (int64_t i = 1; i <= 3; i++) {
        struct row_component row = {
            .entity_id = entity, .version_id = version.id, .key = vd_change_id(change), .ord = i, .code = VD_S("1"), .name = VD_S("Gestión del \"riesgo\""), .raw = VD_S("<b>\n")};
        VD_TRY(vd_change_put(change, &T_component, &row));
    }
    VD_TRY(vd_file_attach(change, ref, VD_S("pasto-2022.docx"), "plan_version", version.id, &attachment));
    VD_TRY(vd_unit_resolve(change, VD_S("OPGI"), &unit));
    vd_change_subject(change, version.id);
    vd_change_result_set(change, VD_S("{\"version\":1}"));
    return VD_OK;
}

void fixture_world(struct fixture *fx)
{
    char path[128];
    struct vd_file_ref ref;
    struct act law = fixture_act(fx, 0, "ley.cargada", 1, load_law, NULL);
    assert_int_equal(fixture_run(fx->db, &law), VD_OK);
    int64_t id = fixture_entity(fx, "pasto", "Alcaldía de Pasto");
    snprintf(path, sizeof path, "%s/plan.docx", fx->data);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("PK\003\004 word/document.xml", file);
    fclose(file);
    assert_int_equal(vd_files_store(fx->files, id, path, 1000, &ref), VD_OK);
    struct act import = fixture_act(fx, id, "plan.importado", 2, import_plan, &ref);
    assert_int_equal(fixture_run(fx->db, &import), VD_OK);
}

struct vd_verify_report fixture_verify(struct fixture *fx)
{
    struct vd_verify_report report;
    assert_int_equal(vd_record_verify(fx->db, fx->files, fx->arena, &report), VD_OK);
    return report;
}

void fixture_proven(struct fixture *fx)
{
    struct vd_verify_report report = fixture_verify(fx);
    VD_EACH(f, &report.faults)
        fail_msg("%.*s: %.*s", VD_SARG(f->where), VD_SARG(f->what));
}

/* ---- rows as they stand */

void *fixture_rows(struct fixture *fx, const struct vd_table *table, int64_t entity, size_t *ret_n)
{
    size_t n = 0, cap = 8;
    char *rows = vd_alloc_array(fx->arena, cap, table->row_size);
    struct vd_stmt *st = vd_row_scan(fx->db, table, entity);
    while (vd_row_next(st, fx->arena, rows + n * table->row_size)) {
        if (++n < cap)
            continue;
        char *more = vd_alloc_array(fx->arena, cap * 2, table->row_size);
        memcpy(more, rows, n * table->row_size);
        rows = more;
        cap *= 2;
    }
    assert_int_equal(vd_done(st), VD_OK);
    *ret_n = n;
    return rows;
}

size_t fixture_count(struct fixture *fx, const struct vd_table *table, int64_t entity)
{
    size_t n;
    fixture_rows(fx, table, entity, &n);
    return n;
}
