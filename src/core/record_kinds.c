/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of event. A new one is a line here; what it means for the page cache is said by is_public. */
#include "core/record.h"

const struct vd_event_kind vd_event_kinds[] = {
    {"instalacion.creada", "entity", false, "Se creó la instalación"},
    {"entidad.creada", "entity", true, "Se creó la entidad"},
    {"entidad.renombrada", "entity", true, "Se cambió el nombre de la entidad"},
    {"ley.cargada", "instrument", true, "Se cargó el catálogo de instrumentos de la ley"},
    {"plan.importado", "plan_version", true, "Se importó el plan"},
    {"importacion.deshecha", "import_batch", true, "Se deshizo la importación"},
    {"dependencia.creada", "unit", true, "Se creó la dependencia"},
    {"dependencia.cambiada", "unit", true, "Se cambió la dependencia"},
    {"dependencia.unida", "unit", true, "La dependencia recibió lo de otra, que se unió a ella"},
    {"proceso.creado", "process", false, "Se creó el proceso"},
    {"proceso.cambiado", "process", false, "Se cambió el proceso"},
    {"persona.creada", "person", false, "Se creó la persona"},
    {"persona.cambiada", "person", false, "Se cambiaron los datos de la persona"},
    {"persona.desactivada", "person", false, "Se desactivó la cuenta de la persona"},
    {"persona.activada", "person", false, "Se activó la cuenta de la persona"},
    {"clave.cambiada", "person", false, "La persona cambió su clave"},
    {"factor.activado", "person", false, "La persona activó su segundo factor"},
    {"factor.quitado", "person", false, "Se quitó el segundo factor de la persona"},
    {"recuperacion.hecha", "person", false, "La persona hizo códigos de recuperación"},
    {"recuperacion.usada", "person", false, "La persona ingresó con un código de recuperación"},
    {"entidad.configurada", "entity", false, "Se cambió una regla de la entidad"},
    {"cargo.asignado", "appointment", false, "Se asignó un cargo"},
    {"cargo.terminado", "appointment", false, "Terminó un cargo"},
    {0},
};
