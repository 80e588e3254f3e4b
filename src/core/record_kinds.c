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
    {"persona.creada", "person", false, "Se creó la persona"},
    {"clave.cambiada", "person", false, "La persona cambió su clave"},
    {"cargo.asignado", "appointment", false, "Se asignó un cargo"},
    {"cargo.terminado", "appointment", false, "Terminó un cargo"},
    {"plan.empezado", "plan_version", false, "Se empezó el plan"},
    {"plan.enviado", "plan_version", false, "Se pidió a las dependencias que revisaran el plan"},
    {"plan.sometido", "plan_version", false, "Se llevó el plan a aprobación"},
    {"plan.publicado", "plan_version", true, "Se publicó el plan"},
    {"plan.aprobado", "plan_version", false, "Se aprobó el plan"},
    {"plan.devuelto", "plan_version", false, "Se devolvió el plan con razones"},
    {"plan.rechazado", "plan_version", false, "Se rechazó la modificación del plan"},
    {"sesion.registrada", "committee_session", false, "Se registró la sesión del comité"},
    {"cambio.pedido", "change_request", false, "Se pidió un cambio del plan"},
    {"cambio.aceptado", "change_request", false, "Se aceptó el cambio y se escribió en la modificación"},
    {"cambio.rechazado", "change_request", false, "Se rechazó el cambio"},
    {"cambio.informado", "plan_version", false, "Se registró a quién se informó de la modificación"},
    {"plan.retirado", "plan_version", false, "Se retiró la versión antes de que fuera pública"},
    {0},
};
