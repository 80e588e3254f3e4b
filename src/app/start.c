/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/stat.h>
#include "app/app.h"
#include "features/plan/plan_import.h"

/* The installation's own changes at a start: entity 0, and the law when its files changed. One job of the writer. */
struct start_job {
    struct vd_job job;
    struct vd_arena *arena;
    vd_us now;
};

static enum vd_err start_run(struct vd_db *db, struct vd_job *job)
{
    struct start_job *start = (struct start_job *)(void *)job;
    VD_TRY(vd_entity_ensure_installation(db, start->arena, start->now));
    return plan_law_load(db, start->arena, start->now);
}

static int make_folder(const struct vd_cli *cli, const char *path)
{
    char *p = vd_str_c(cli->arena, vd_str_of(path));
    for (char *slash = p + 1;; slash++) {
        bool end = !*slash;
        if (end || *slash == '/') {
            *slash = 0;
            if (mkdir(p, 0700) && errno != EEXIST)
                return vd_cli_fail(VD_EXIT_SYSTEM, "no se pudo crear la carpeta %s: %s", p, strerror(errno));
            if (end)
                return VD_EXIT_OK;
            *slash = '/';
        }
    }
}

static int migrate(struct vd_cli *cli, struct vd_db *db)
{
    enum vd_err err = vd_db_migrate(db, cli->now);
    if (err == VD_CONFLICT)
        return vd_cli_fail(VD_EXIT_SYSTEM, "la base de datos es de una versión más nueva de Veedor, o sus migraciones cambiaron. "
                                           "No se tocó nada; use la versión del programa que la creó. Vea «veedor db status»");
    if (err != VD_OK)
        return vd_cli_system_error(err, "preparar la base de datos", vd_db_message(db));
    return VD_EXIT_OK;
}

int app_open(struct vd_cli *cli, struct vd_services *ret, struct vd_db **ret_db)
{
    struct vd_services s = {.config = cli->config};
    const char *data = vd_str_c(cli->arena, cli->config.data);
    s.db = (struct vd_db_config){.data = data, .url = cli->config.db.n ? vd_str_c(cli->arena, cli->config.db) : NULL};
    int code = make_folder(cli, data);
    if (code)
        return code;
    struct vd_db *db = NULL;
    enum vd_err err = vd_db_open(&s.db, VD_DB_WRITE, &db);
    if (err != VD_OK)
        return vd_cli_system_error(err, "abrir la base de datos", s.db.url ? "revise la dirección --db" : data);
    code = migrate(cli, db);
    struct start_job start = {.job = {.run = start_run}, .arena = cli->arena, .now = cli->now};
    if (!code && (err = vd_writer_run_one(db, &start.job)) != VD_OK)
        code = vd_cli_system_error(err, "preparar la instalación", vd_db_message(db));
    if (!code && (err = vd_files_open(data, &s.files)) != VD_OK)
        code = vd_cli_system_error(err, "abrir la carpeta de archivos", data);
    if (code) {
        vd_db_close(db);
        return code;
    }
    *ret = s;
    *ret_db = db;
    return VD_EXIT_OK;
}

void app_close(struct vd_services *services, struct vd_db *db)
{
    vd_db_close(db);
    vd_files_close(services->files);
    services->files = NULL;
}
