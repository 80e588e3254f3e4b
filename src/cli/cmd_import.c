/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "features/followup/followup.h"
#include "features/plan/plan_import.h"

int vd_cmd_import(struct vd_cli *cli)
{
    struct plan_import_options options = {
        .file = cli->argument,
        .slug = vd_cli_option(cli, "--entity"),
        .name = vd_cli_option(cli, "--name"),
        .vigencia = vd_cli_option(cli, "--vigencia"),
        .instrument = vd_cli_option(cli, "--instrument"),
        .beside = followup_import_put,
    };
    struct vd_services services;
    struct vd_db *db;
    int code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    struct vd_str reason = {0};
    enum vd_err err = plan_cli_import(db, services.files, cli->arena, cli->now, &options, stdout, &reason);
    if (err == VD_INVALID || err == VD_TOO_BIG || err == VD_NOT_FOUND)
        code = vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    else if (err != VD_OK)
        code = vd_cli_system_error(err, "importar el plan", reason.n ? vd_str_c(cli->arena, reason) : vd_db_message(db));
    cli->app->close(&services, db);
    return code;
}
