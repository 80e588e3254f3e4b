/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

int vd_cmd_db_status(struct vd_cli *cli)
{
    struct vd_db_config config = {.data = vd_str_c(cli->arena, cli->config.data),
                                  .url = cli->config.db.n ? vd_str_c(cli->arena, cli->config.db) : NULL};
    VD_AUTO_DB struct vd_db *db = NULL;
    enum vd_err err = vd_db_open(&config, VD_DB_READ, &db);
    if (err == VD_NOT_FOUND) {
        printf("Todavía no hay base de datos en %s. Se crea con la primera orden que la necesite.\n", config.data);
        return VD_EXIT_OK;
    }
    struct vd_db_status status;
    if (err == VD_OK)
        err = vd_db_status(db, &status);
    if (err != VD_OK)
        return vd_cli_system_error(err, "leer el estado de la base de datos", db ? vd_db_message(db) : config.data);
    printf("Base de datos: %s\nMigraciones aplicadas: %d de %d\n", vd_db_is_postgres(db) ? "PostgreSQL" : "SQLite", status.applied, status.known);
    if (status.newer)
        puts("La base de datos es de una versión más nueva de Veedor que este programa.");
    if (status.changed)
        puts("Una migración ya aplicada cambió: este programa no la reconoce.");
    return status.newer || status.changed ? VD_EXIT_NO : VD_EXIT_OK;
}
