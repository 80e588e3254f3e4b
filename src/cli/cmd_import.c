/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "features/followup/followup.h"
#include "features/plan/plan_cli.h"
#include "features/search/search.h"

static int answer(enum vd_err err, struct vd_cli *cli, struct vd_str reason, const char *doing, struct vd_db *db)
{
    if (err == VD_OK)
        return VD_EXIT_OK;
    if (reason.n && err == VD_CONFLICT)
        return vd_cli_fail(VD_EXIT_NO, "%.*s", VD_SARG(reason));
    if (reason.n && (err == VD_INVALID || err == VD_TOO_BIG || err == VD_NOT_FOUND))
        return vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    return vd_cli_system_error(err, doing, reason.n ? vd_str_c(cli->arena, reason) : db ? vd_db_message(db) : NULL);
}

/* What is stored, only to read; *ret NULL when nothing ever was. Creates nothing. */
static int open_to_look(struct vd_cli *cli, struct vd_db **ret)
{
    struct vd_db_config config = {.data = vd_str_c(cli->arena, cli->config.data), .url = cli->config.db.n ? vd_str_c(cli->arena, cli->config.db) : NULL};
    struct vd_db_status status;
    struct vd_db *db;
    *ret = NULL;
    enum vd_err err = vd_db_open(&config, VD_DB_READ, &db);
    if (err == VD_NOT_FOUND)
        return VD_EXIT_OK;
    if (err != VD_OK)
        return vd_cli_system_error(err, "abrir la base de datos", config.url ? "revise la dirección --db" : config.data);
    err = vd_db_status(db, &status);
    if (err == VD_OK && status.applied && (status.applied != status.known || status.newer || status.changed))
        err = VD_CONFLICT;
    if (err != VD_OK || !status.applied) {
        int code = err == VD_OK ? VD_EXIT_OK : vd_cli_system_error(err, "leer la base de datos", vd_db_message(db));
        vd_db_close(db);
        return code;
    }
    *ret = db;
    return VD_EXIT_OK;
}

static int dry_run(struct vd_cli *cli, const struct plan_import_options *options)
{
    struct vd_db *db;
    struct vd_str reason = {0};
    int code = open_to_look(cli, &db);
    if (code)
        return code;
    struct vd_cli_printed printed;
    enum vd_err err = VD_NO_MEMORY;
    if (vd_cli_printed_open(&printed)) {
        err = plan_cli_import(db, NULL, cli->arena, cli->now, options, printed.out, &reason);
        vd_cli_printed_close(&printed);
    }
    code = answer(err, cli, reason, "probar la importación", db);
    vd_db_close(db);
    return code;
}

/* What was stored is stored: an index that could not follow is said, and whoever serves makes it. */
static void index_after(struct vd_cli *cli, struct vd_db *db, struct vd_str slug)
{
    if (search_index_entity(db, cli->arena, slug) != VD_OK)
        fputs("La búsqueda todavía no conoce este cambio: se pone al día cuando Veedor atienda las páginas.\n", stderr);
}

static int import(struct vd_cli *cli, const struct plan_import_options *options)
{
    struct vd_services services;
    struct vd_db *db;
    struct vd_str reason = {0};
    int code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    struct vd_cli_printed printed;
    enum vd_err err = VD_NO_MEMORY;
    if (vd_cli_printed_open(&printed)) {
        err = plan_cli_import(db, services.files, cli->arena, cli->now, options, printed.out, &reason);
        vd_cli_printed_close(&printed);
    }
    code = answer(err, cli, reason, "importar el plan", db);
    if (!code)
        index_after(cli, db, options->slug);
    cli->app->close(&services, db);
    return code;
}

static int undo(struct vd_cli *cli, struct vd_str batch)
{
    struct vd_services services;
    struct vd_db *db;
    struct vd_str reason = {0};
    int code = vd_cli_open_existing(cli, &db); /* an undo makes no folder */
    if (code)
        return code;
    vd_db_close(db);
    code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    struct vd_cli_printed printed;
    enum vd_err err = VD_NO_MEMORY;
    if (vd_cli_printed_open(&printed)) {
        err = plan_cli_undo(db, cli->arena, cli->now, batch, printed.out, &reason);
        vd_cli_printed_close(&printed);
    }
    code = answer(err, cli, reason, "deshacer la importación", db);
    struct vd_str slug = batch;
    if (!code && vd_str_split(&batch, '/', &slug))
        index_after(cli, db, slug);
    cli->app->close(&services, db);
    return code;
}

int vd_cmd_import(struct vd_cli *cli)
{
    static const char *const needed[] = {"--entity", "--vigencia"};
    struct vd_str batch = vd_cli_option(cli, "--undo");
    const struct plan_import_options options = {
        .file = cli->argument,
        .slug = vd_cli_option(cli, "--entity"),
        .name = vd_cli_option(cli, "--name"),
        .vigencia = vd_cli_option(cli, "--vigencia"),
        .instrument = vd_cli_option(cli, "--instrument"),
        .beside = followup_import_put,
        .dry_run = vd_cli_option(cli, "--dry-run").n > 0,
    };
    if (batch.p && (options.file.n || options.slug.n || options.name.n || options.vigencia.n || options.instrument.n || options.dry_run))
        return vd_cli_fail(VD_EXIT_INPUT, "--undo va solo con el lote: veedor import --undo pasto/7");
    if (batch.p)
        return undo(cli, batch);
    if (!options.file.n)
        return vd_cli_fail(VD_EXIT_INPUT, "falta ARCHIVO en import");
    for (size_t i = 0; i < VD_COUNT(needed); i++)
        if (!vd_cli_option(cli, needed[i]).n)
            return vd_cli_fail(VD_EXIT_INPUT, "falta %s en import", needed[i]);
    return options.dry_run ? dry_run(cli, &options) : import(cli, &options);
}
