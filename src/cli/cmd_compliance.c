/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "features/followup/followup.h"

int vd_cmd_compliance(struct vd_cli *cli)
{
    struct followup_options options = {
        .slug = vd_cli_option(cli, "--entity"),
        .vigencia = vd_cli_option(cli, "--vigencia"),
        .method = vd_cli_option(cli, "--method"),
        .basis = vd_cli_option(cli, "--basis"),
        .format = vd_cli_option(cli, "--format"),
    };
    struct vd_services services;
    struct vd_db *db;
    int code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    struct vd_str reason = {0};
    enum vd_err err = followup_cli_compliance(db, cli->arena, &options, stdout, &reason);
    if (reason.n)
        code = vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    else if (err != VD_OK)
        code = vd_cli_system_error(err, "calcular el cumplimiento", vd_db_message(db));
    cli->app->close(&services, db);
    return code;
}
