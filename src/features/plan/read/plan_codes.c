/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_codes.h"

const struct vd_code plan_state_codes[] = {
    VD_CODE("borrador", "Borrador"), VD_CODE("en_consulta", "En consulta"), VD_CODE("consolidacion", "En consolidación"),
    VD_CODE("modificacion_en_tramite", "Modificación en trámite"), VD_CODE("en_aprobacion", "En aprobación"),
    VD_CODE("aprobado", "Aprobado"), VD_CODE("publicado", "Publicado"), VD_CODE("reemplazado", "Reemplazado"), VD_CODE("cerrado", "Cerrado"),
    VD_CODE("historico", "Histórico"), VD_CODE("retirado", "Retirado"), VD_CODE("rechazado", "Rechazado"), {0}};

const struct vd_code plan_schedule_codes[] = {
    {"point", "fecha", "Una fecha"}, {"points", "fechas", "Varias fechas"}, {"window", "ventana", "Una ventana"}, {"windows", "ventanas", "Varias ventanas"},
    {"recurring", "periodica", "Se repite"}, {"permanent", "permanente", "Permanente"}, {"fiscal_year", "vigencia", "Toda la vigencia"},
    {"external", "externa", "La fija otro"}, {"none", "sin_fecha", "Sin fecha"}, {0}};

const struct vd_code plan_granularity_codes[] = {{"day", "dia", "Día"}, {"month", "mes", "Mes"}, {"year", "anio", "Año"}, {0}};

const struct vd_code plan_unit_codes[] = {
    {"percent", "porcentaje", "Porcentaje"}, {"count", "conteo", "Se cuenta"}, {"boolean-product", "entrega", "Se entrega o no"}, {"none", "ninguna", "Ninguna"}, {0}};

const struct vd_code plan_comparator_codes[] = {VD_CODE(">=", "Al menos"), VD_CODE("=", "Exactamente"), VD_CODE("<=", "A lo sumo"), {0}};

#define READ VD_CODE("leido", "Leída")
#define DOUBTED VD_CODE("supuesto", "Supuesta"), VD_CODE("ambiguo", "Por decidir")
#define CORRECTED VD_CODE("corregido", "Corregida")
const struct vd_code plan_reading_codes[] = {READ, DOUBTED, {0}};
const struct vd_code plan_doubt_codes[] = {DOUBTED, CORRECTED, {0}};
const struct vd_code plan_status_codes[] = {READ, DOUBTED, CORRECTED, VD_CODE("sin_usar", "Sin usar"), {0}};

const struct vd_code plan_severity_codes[] = {VD_CODE("error", "Error"), VD_CODE("aviso", "Aviso"), VD_CODE("nota", "Nota"), {0}};

const struct vd_code plan_finding_state_codes[] = {VD_CODE("abierto", "Abierto"), VD_CODE("corregido", "Corregido"), VD_CODE("aceptado", "Aceptado"), {0}};

const struct vd_code plan_counted_codes[] = {VD_CODE("si", "Debía estar hecha"), VD_CODE("no_vencida", "Todavía no debía"), VD_CODE("no_aplica", "No aplica"), {0}};
