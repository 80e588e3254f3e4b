/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/verify_print.h"
#include "core/backup.h"

static int fail(struct vd_cli *cli, enum vd_err err, struct vd_str reason, const char *doing, struct vd_db *db)
{
    if (reason.n)
        return vd_cli_fail(err == VD_CORRUPT ? VD_EXIT_NO : VD_EXIT_INPUT, "%.*s", VD_SARG(vd_str_printable(cli->arena, reason)));
    return vd_cli_system_error(err, doing, db ? vd_db_message(db) : NULL);
}

static void say_what(const struct vd_backup_result *result, const char *verb, struct vd_str place)
{
    printf("%s en ", verb);
    vd_cli_put(stdout, place);
    printf(": %" PRId64 " archivos, %" PRId64 " KiB.\n", result->files, (result->bytes + 1023) / 1024);
}

int vd_cmd_backup(struct vd_cli *cli)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    struct vd_backup_result result;
    struct vd_str reason = {0}, to = cli->argument;
    int code = vd_cli_open_existing(cli, &db);
    if (code)
        return code;
    while (to.n > 1 && to.p[to.n - 1] == '/')
        to.n--;
    enum vd_err err = vd_backup_make(db, vd_str_c(cli->arena, cli->config.data), vd_str_c(cli->arena, to), cli->now, cli->arena, &result, &reason);
    if (err != VD_OK)
        return fail(cli, err, reason, "hacer el respaldo", db);
    say_what(&result, "Respaldo completo", to);
    vd_cli_print_verify(cli->arena, &result.verify);
    if (result.verify.faults.n)
        puts("El respaldo copia lo que hay, también lo que ya estaba mal. No borre los respaldos anteriores.");
    return result.verify.faults.n ? VD_EXIT_NO : VD_EXIT_OK;
}

int vd_cmd_restore(struct vd_cli *cli)
{
    struct vd_db_config to = {.data = vd_str_c(cli->arena, cli->config.data), .url = cli->config.db.n ? vd_str_c(cli->arena, cli->config.db) : NULL};
    struct vd_backup_result result;
    struct vd_str reason = {0};
    enum vd_err err = vd_backup_restore(vd_str_c(cli->arena, cli->argument), &to, cli->now, cli->arena, &result, &reason);
    if (err != VD_OK)
        return fail(cli, err, reason, "restaurar el respaldo", NULL);
    say_what(&result, "Respaldo restaurado", cli->config.data);
    if (result.conf_aside)
        puts("Su veedor.conf nombra una base de datos: quedó como veedor.conf.respaldo. Revíselo antes de darle su nombre.");
    vd_cli_print_verify(cli->arena, &result.verify);
    return result.verify.faults.n ? VD_EXIT_NO : VD_EXIT_OK;
}
