/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

static int serve(struct vd_cli *cli) { return cli->app->serve(cli); }

static const struct vd_command_option import_options[] = {
    {"--entity", "SLUG", true, "la entidad en la dirección: pasto"},
    {"--name", "NOMBRE", false, "su nombre oficial, obligatorio cuando es nueva: «Alcaldía de Pasto»; si ya está, lo cambia"},
    {"--vigencia", "AAAA", true, "el año del plan"},
    {"--instrument", "CÓDIGO", false, "paac-v2 si falta"},
    {0},
};

const struct vd_command vd_commands[] = {
    {.words = "serve", .help = "atiende las páginas hasta que se le pida parar", .run = serve},
    {.words = "import", .arguments = "ARCHIVO", .options = import_options, .help = "trae un plan de su matriz de Word", .run = vd_cmd_import},
    {.words = "verify", .help = "comprueba que nadie cambió el registro, las filas ni los archivos", .run = vd_cmd_verify},
    {.words = "doctor", .help = "revisa la instalación y dice qué hacer", .run = vd_cmd_doctor},
    {.words = "routes", .help = "muestra cada dirección, quién la puede abrir y sus parámetros", .run = vd_cmd_routes},
    {.words = "db status", .help = "dice qué versión tiene la base de datos", .run = vd_cmd_db_status},
    {0},
};
