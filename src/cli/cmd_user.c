/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "features/people/people.h"

int vd_cmd_user_add(struct vd_cli *cli)
{
    struct vd_services services;
    struct vd_db *db;
    struct vd_str link = {0}, reason = {0};
    const struct people_add of = {.email = vd_cli_option(cli, "--email"), .name = vd_cli_option(cli, "--name"), .entity = vd_cli_option(cli, "--entity"),
        .role = vd_cli_option(cli, "--role"), .act = vd_cli_option(cli, "--act"), .now = cli->now};
    int code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    enum vd_err err = people_cli_add(db, cli->arena, &of, &link, &reason);
    if (err == VD_OK)
        printf("%.*s%sEnlace para escribir la clave, una sola vez:\n%.*s%.*s\n", VD_SARG(reason), reason.n ? "\n" : "", VD_SARG(cli->config.url), VD_SARG(link));
    else if (reason.n)
        code = vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    else
        code = vd_cli_system_error(err, "crear la persona", vd_db_message(db));
    cli->app->close(&services, db);
    return code;
}

int vd_cmd_user_second_factor(struct vd_cli *cli)
{
    struct vd_services services;
    struct vd_db *db;
    const struct people_reset of = {.email = vd_cli_option(cli, "--email"), .now = cli->now};
    int code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    enum vd_err err = people_cli_reset(db, cli->arena, &of);
    if (err == VD_OK)
        printf("Ya no tiene segundo factor: ingresa con su clave.\n");
    else if (err == VD_NOT_FOUND || err == VD_INVALID)
        code = vd_cli_fail(VD_EXIT_INPUT, "«%.*s» no tiene segundo factor, o no es de nadie", VD_SARG(of.email));
    else
        code = vd_cli_system_error(err, "quitar el segundo factor", vd_db_message(db));
    cli->app->close(&services, db);
    return code;
}
