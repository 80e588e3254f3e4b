/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "features/plan/plan_import.h"

/* Names and cells of the file stand in the summary: it passes vd_cli_put before a terminal sees it. */
static enum vd_err import(struct vd_cli *cli, struct vd_db *db, struct vd_files *files, const struct plan_import_options *options, struct vd_str *ret_reason)
{
    struct vd_str text = {0};
    char *memory = NULL;
    FILE *out = open_memstream(&memory, &text.n);
    if (!out)
        return VD_NO_MEMORY;
    enum vd_err err = plan_cli_import(db, files, cli->arena, cli->now, options, out, ret_reason);
    fclose(out);
    text.p = memory;
    vd_cli_put(stdout, text);
    free(memory);
    return err;
}

int vd_cmd_import(struct vd_cli *cli)
{
    struct plan_import_options options = {
        .file = cli->argument,
        .slug = vd_cli_option(cli, "--entity"),
        .name = vd_cli_option(cli, "--name"),
        .vigencia = vd_cli_option(cli, "--vigencia"),
        .instrument = vd_cli_option(cli, "--instrument"),
    };
    struct vd_services services;
    struct vd_db *db;
    int code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    struct vd_str reason = {0};
    enum vd_err err = import(cli, db, services.files, &options, &reason);
    if (err == VD_INVALID || err == VD_TOO_BIG || err == VD_NOT_FOUND)
        code = vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    else if (err != VD_OK)
        code = vd_cli_system_error(err, "importar el plan", reason.n ? vd_str_c(cli->arena, reason) : vd_db_message(db));
    cli->app->close(&services, db);
    return code;
}
