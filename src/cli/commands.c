/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

static int serve(struct vd_cli *cli) { return cli->app->serve(cli); }

static const struct vd_command_option serve_options[] = {
    {"--demo", NULL, false, "con una entidad de ejemplo, y las claves de su gente en la página de ingreso; solo para este equipo"},
    {0},
};

static const struct vd_command_option import_options[] = {
    {"--entity", "SLUG", false, "la entidad en la dirección: pasto"},
    {"--name", "NOMBRE", false, "su nombre oficial, obligatorio cuando es nueva: «Alcaldía de Pasto»; si ya está, lo cambia"},
    {"--vigencia", "AAAA", false, "el año del plan"},
    {"--instrument", "CÓDIGO", false, "paac-v1, paac-v2, ptep-2024, plan-accion o propio; si falta, el que regía para la vigencia"},
    {"--dry-run", NULL, false, "dice qué se guardaría y qué cambiaría, sin guardar nada"},
    {"--undo", "LOTE", false, "deshace una importación, sola y sin archivo: veedor import --undo pasto/7"},
    {0},
};

static const struct vd_command_option check_options[] = {
    {"--vigencia", "AAAA", false, "el año del plan; si falta, el que diga el documento"},
    {"--instrument", "CÓDIGO", false, "con qué reglas se lee: paac-v1, paac-v2, ptep-2024, plan-accion o propio; si falta, el que regía para la vigencia"},
    {"--format", "text|json|csv", false, "text si falta; csv trae los hallazgos"},
    {0},
};

static const struct vd_command_option export_options[] = {
    {"--entity", "SLUG", true, "la entidad en la dirección: pasto"},
    {"--vigencia", "AAAA", true, "el año del plan"},
    {"--instrument", "CÓDIGO", false, "paac-v1, paac-v2, ptep-2024, plan-accion o propio; si falta, el único que haya"},
    {"--form", "propio|documento", false, "en las columnas de Veedor, si falta, o en las del documento del que vino"},
    {0},
};

static const struct vd_command_option compliance_options[] = {
    {"--entity", "SLUG", true, "la entidad en la dirección: sopo"},
    {"--vigencia", "AAAA", true, "el año del plan"},
    {"--method", "M1|M2|M3|M4|all", false, "M1 conteo, M2 promedio, M3 ponderado, M4 promedio de componentes; todos si falta"},
    {"--basis", "declared|reviewed|verified|recomputed|all", false, "lo declarado, lo revisado, lo verificado o lo recalculado; todo si falta"},
    {"--format", "text|json", false, "text si falta"},
    {0},
};

static const struct vd_command_option user_add_options[] = {
    {"--email", "CORREO", true, "con él ingresa"},
    {"--name", "NOMBRE", true, "nombre completo de la persona"},
    {"--entity", "SLUG", false, "donde trabaja; sin ella no recibe ningún cargo"},
    {"--role", "CARGO", false, "administrador, planeacion, lider, enlace, control_interno, comite, jefe, atencion, juridica, integridad o lector"},
    {"--act", "TEXTO", false, "el acto que da el cargo: «Resolución 034 de 2026»"},
    {0},
};

static const struct vd_command_option user_reset_options[] = {
    {"--email", "CORREO", true, "de quien perdió el teléfono y los códigos de recuperación"},
    {0},
};

static const struct vd_command_option read_options[] = {
    {"--vigencia", "AAAA", false, "el año del plan, para las fechas que no lo dicen"},
    {"--format", "FORMATO", false, "text o json"},
    {0},
};

static const struct vd_command_option calendar_options[] = {
    {"--format", "FORMATO", false, "text, si falta, o json"},
    {0},
};

static const struct vd_command_option due_options[] = {
    {"--format", "FORMATO", false, "text, si falta, o json"},
    {"--unit", "UNIDAD", false, "habiles, si falta, calendario o meses"},
    {0},
};

const struct vd_command vd_commands[] = {
    {.words = "serve", .options = serve_options, .help = "atiende las páginas hasta que se le pida parar", .run = serve},
    {.words = "check", .arguments = "ARCHIVO", .options = check_options, .help = "dice qué se entiende de una matriz y qué tiene mal, sin guardar nada", .run = vd_cmd_check},
    {.words = "import", .arguments = "[ARCHIVO]", .options = import_options, .help = "trae un plan de su matriz de Word, Excel, LibreOffice o CSV", .run = vd_cmd_import},
    {.words = "export", .arguments = "ARCHIVO", .options = export_options, .help = "escribe un plan en un libro de Excel que «import» vuelve a leer", .run = vd_cmd_export},
    {.words = "compliance", .options = compliance_options, .help = "dice cuánto se cumplió un plan según su seguimiento", .run = vd_cmd_compliance},
    {.words = "user add", .options = user_add_options, .help = "crea una persona, o le da un cargo, y muestra un enlace para su clave", .run = vd_cmd_user_add},
    {.words = "user second-factor", .options = user_reset_options, .help = "quita el segundo factor de una persona", .run = vd_cmd_user_second_factor},
    {.words = "verify", .help = "comprueba que nadie cambió el registro, las filas ni los archivos", .run = vd_cmd_verify},
    {.words = "backup", .arguments = "CARPETA", .help = "copia todo en una carpeta nueva, también mientras se atiende o se importa", .run = vd_cmd_backup},
    {.words = "restore", .arguments = "CARPETA", .help = "trae un respaldo a la carpeta de --data, que debe estar vacía, y lo comprueba", .run = vd_cmd_restore},
    {.words = "doctor", .help = "revisa la instalación y dice qué hacer", .run = vd_cmd_doctor},
    {.words = "read date", .arguments = "TEXTO", .options = read_options, .help = "dice qué se entiende de una casilla de fechas", .run = vd_cmd_read_date},
    {.words = "read target", .arguments = "TEXTO", .options = read_options, .help = "dice qué se entiende de una meta", .run = vd_cmd_read_target},
    {.words = "read people", .arguments = "TEXTO", .options = read_options, .help = "dice a quiénes nombra una casilla de responsables", .run = vd_cmd_read_people},
    {.words = "calendar holidays", .arguments = "AAAA", .options = calendar_options, .help = "los festivos de un año", .run = vd_cmd_calendar_holidays},
    {.words = "calendar due", .arguments = "FECHA DÍAS", .options = due_options,
     .help = "cuándo termina un término que parte de esa fecha, día por día", .run = vd_cmd_calendar_due},
    {.words = "calendar between", .arguments = "FECHA FECHA", .options = calendar_options,
     .help = "cuántos días hábiles hay de la primera fecha, que no se cuenta, a la segunda", .run = vd_cmd_calendar_between},
    {.words = "calendar nth-business-day", .arguments = "AAAA-MM N", .options = calendar_options,
     .help = "el día hábil número N de un mes", .run = vd_cmd_calendar_nth},
    {.words = "routes", .help = "muestra cada dirección, quién la puede abrir y sus parámetros", .run = vd_cmd_routes},
    {.words = "db status", .help = "dice qué versión tiene la base de datos", .run = vd_cmd_db_status},
    {0},
};
