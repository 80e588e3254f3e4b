/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "features/plan/plan_cli.h"

int vd_cmd_export(struct vd_cli *cli)
{
    const struct plan_export_options options = {.file = cli->argument, .slug = vd_cli_option(cli, "--entity"), .vigencia = vd_cli_option(cli, "--vigencia"),
        .instrument = vd_cli_option(cli, "--instrument"), .form = vd_cli_option(cli, "--form")};
    struct vd_db *db = NULL;
    struct vd_str reason = {0};
    int code = vd_cli_open_existing(cli, &db);
    if (code)
        return code;
    struct vd_cli_printed printed;
    enum vd_err err = VD_NO_MEMORY;
    if (vd_cli_printed_open(&printed)) {
        err = plan_cli_export(db, cli->arena, &options, printed.out, &reason);
        vd_cli_printed_close(&printed);
    }
    if (err != VD_OK)
        code = reason.n ? vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason)) : vd_cli_system_error(err, "exportar el plan", vd_db_message(db));
    vd_db_close(db);
    return code;
}
