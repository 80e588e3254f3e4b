/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

static int check_status(struct vd_cli *cli, struct vd_db *db)
{
    struct vd_db_status status;
    enum vd_err err = vd_db_status(db, &status);
    if (err != VD_OK)
        return vd_cli_system_error(err, "leer la base de datos", vd_db_message(db));
    if (status.newer || status.changed)
        return vd_cli_fail(VD_EXIT_SYSTEM, "la base de datos no es de esta versión del programa. Vea «veedor db status»");
    if (!status.applied)
        return vd_cli_fail(VD_EXIT_SYSTEM, "no hay registro en %.*s: todavía no se ha guardado nada ahí", VD_SARG(cli->config.data));
    if (status.applied < status.known)
        return vd_cli_fail(VD_EXIT_SYSTEM, "a la base de datos le faltan migraciones. Corra «veedor serve» una vez y repita la orden");
    return VD_EXIT_OK;
}

int vd_cli_open_existing(struct vd_cli *cli, struct vd_db **ret)
{
    struct vd_db_config config = {.data = vd_str_c(cli->arena, cli->config.data),
                                  .url = cli->config.db.n ? vd_str_c(cli->arena, cli->config.db) : NULL};
    struct vd_db *db = NULL;
    enum vd_err err = vd_db_open(&config, VD_DB_READ, &db);
    if (err == VD_NOT_FOUND)
        return vd_cli_fail(VD_EXIT_SYSTEM, "no hay registro en %s. Revise --data o VEEDOR_DATA", config.data);
    if (err != VD_OK)
        return vd_cli_system_error(err, "abrir la base de datos", vd_db_message(NULL));
    int code = check_status(cli, db);
    if (code)
        vd_db_close(db);
    else
        *ret = db;
    return code;
}
