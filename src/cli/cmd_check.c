/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "features/plan/plan_cli.h"

int vd_cmd_check(struct vd_cli *cli)
{
    const struct plan_check_options options = {.file = cli->argument, .vigencia = vd_cli_option(cli, "--vigencia"),
        .instrument = vd_cli_option(cli, "--instrument"), .format = vd_cli_option(cli, "--format")};
    bool errors = false;
    struct vd_str reason = {0};
    bool for_people = !options.format.n || vd_str_is(options.format, "text");
    struct vd_cli_printed printed;
    enum vd_err err = VD_NO_MEMORY;
    if (!for_people) {
        err = plan_cli_check(cli->arena, &options, stdout, &errors, &reason);
    } else if (vd_cli_printed_open(&printed)) {
        err = plan_cli_check(cli->arena, &options, printed.out, &errors, &reason);
        vd_cli_printed_close(&printed);
    }
    if (err == VD_OK)
        return errors ? VD_EXIT_NO : VD_EXIT_OK;
    if (reason.n)
        return vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    return vd_cli_system_error(err, "revisar el archivo", NULL);
}
