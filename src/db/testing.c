/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <libpq-fe.h>
#include <unistd.h>
#include "db/testing.h"

static const char *server(void)
{
    const char *url = getenv("VEEDOR_TEST_PG");
    return url && *url ? url : NULL;
}


bool vd_testdb_choose(int argc, char **argv, bool *ret_postgres)
{
    bool postgres = argc > 1 && strcmp(argv[1], "postgres") == 0;
    if (postgres && !server()) {
        printf("skipped: %s on PostgreSQL (VEEDOR_TEST_PG is not set)\n", argv[0]);
        return false;
    }
    *ret_postgres = postgres;
    return true;
}

static void must(bool fine, const char *what)
{
    if (fine)
        return;
    vd_log(VD_LOG_ERROR, "testdb", "what", what, NULL);
    abort();
}

static void on_server(const char *sql)
{
    PGconn *conn = PQconnectdb(server());
    PGresult *res = PQexec(conn, sql);
    must(PQresultStatus(res) == PGRES_COMMAND_OK, PQerrorMessage(conn));
    PQclear(res);
    PQfinish(conn);
}

static void schema_sql(const struct vd_testdb *t, const char *verb, const char *how)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SET client_min_messages = warning; %s SCHEMA %s %s", verb, t->schema, how);
    on_server(sql);
}

void vd_testdb_begin(struct vd_testdb *t, bool postgres)
{
    *t = (struct vd_testdb){.folder = "/tmp/veedor-test-XXXXXX"};
    must(mkdtemp(t->folder) != NULL, "mkdtemp");
    t->config.data = t->folder;
    if (!postgres)
        return;
    static int number;
    snprintf(t->schema, sizeof t->schema, "veedor_test_%d_%d", (int)getpid(), ++number);
    schema_sql(t, "CREATE", "");
    int n = snprintf(t->url, sizeof t->url, "%s%coptions=-csearch_path%%3D%s", server(), strchr(server(), '?') ? '&' : '?', t->schema);
    must(n > 0 && (size_t)n < sizeof t->url, "VEEDOR_TEST_PG is too long");
    t->config.url = t->url;
}

static void remove_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    must(dir != NULL, folder);
    for (struct dirent *e; (e = readdir(dir));)
        if (e->d_name[0] != '.')
            must(unlinkat(dirfd(dir), e->d_name, 0) == 0, e->d_name);
    closedir(dir);
    must(rmdir(folder) == 0, folder);
}

void vd_testdb_end(struct vd_testdb *t)
{
    if (t->config.url)
        schema_sql(t, "DROP", "CASCADE");
    remove_folder(t->folder);
}
