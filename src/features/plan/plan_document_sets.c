/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_document.h"
#include "features/plan/read/plan_codes.h"

static const struct vd_field entity_fields[] = {
    VD_FIELD(struct plan_doc_entity, slug, VD_F_TEXT, "slug", "Dirección", "Palabra de la entidad en las direcciones"),
    VD_FIELD(struct plan_doc_entity, name, VD_F_TEXT, "name", "Nombre", "Nombre de la entidad"),
};
const struct vd_dataset plan_doc_entity_set = VD_DATASET(plan_doc_entity, entity_fields, "plan-entidad", "Entidad del plan");

static const struct vd_field instrument_fields[] = {
    VD_FIELD(struct plan_doc_instrument, code, VD_F_TEXT, "code", "Código", "Código del instrumento: paac-v2"),
    VD_FIELD(struct plan_doc_instrument, name, VD_F_TEXT, "name", "Nombre", "Nombre del instrumento"),
    VD_FIELD(struct plan_doc_instrument, norm, VD_F_TEXT, "norm", "Norma", "Norma que lo pide"),
};
const struct vd_dataset plan_doc_instrument_set = VD_DATASET(plan_doc_instrument, instrument_fields, "plan-instrumento", "Instrumento del plan");

static const struct vd_field counts_fields[] = {
    VD_FIELD(struct plan_doc_counts, components, VD_F_INT, "components", "Componentes", "Cuántos componentes"),
    VD_FIELD(struct plan_doc_counts, activities, VD_F_INT, "activities", "Actividades", "Cuántas actividades"),
    VD_FIELD(struct plan_doc_counts, windows, VD_F_INT, "windows", "Ventanas", "Cuántas ventanas de fechas"),
    VD_FIELD(struct plan_doc_counts, dated, VD_F_INT, "windows_dated", "Ventanas con fecha", "Cuántas tienen fecha de fin"),
    VD_FIELD(struct plan_doc_counts, impossible, VD_F_INT, "windows_impossible", "Ventanas imposibles", "Cuántas tienen una fecha que no existe"),
    VD_FIELD(struct plan_doc_counts, unread, VD_F_INT, "windows_unread", "Ventanas sin leer", "Cuántas no se pudieron leer"),
    VD_FIELD(struct plan_doc_counts, findings, VD_F_INT, "findings", "Hallazgos", "Cuántas observaciones dejó la lectura"),
};
static const struct vd_dataset counts_set = VD_DATASET(plan_doc_counts, counts_fields, "plan-cuentas", "Cuentas del plan");

static const struct vd_field source_fields[] = {
    VD_FIELD(struct plan_doc_source, file, VD_F_TEXT, "file", "Archivo", "Nombre del archivo que se leyó"),
    VD_FIELD(struct plan_doc_source, bytes, VD_F_INT, "bytes", "Tamaño", "Tamaño en bytes"),
    VD_FIELD(struct plan_doc_source, sha256, VD_F_TEXT, "sha256", "SHA-256", "Huella del archivo"),
    VD_FIELD(struct plan_doc_source, reader, VD_F_TEXT, "reader", "Lector", "Versión del programa y formato"),
};
static const struct vd_dataset source_set = VD_DATASET(plan_doc_source, source_fields, "plan-fuente", "Documento del que se leyó");

static const struct vd_field target_fields[] = {
    VD_FIELD(struct plan_doc_target, quantity, VD_F_QTY, "quantity", "Cantidad", "Número leído en la meta; vacío si el texto no trae ninguno"),
    VD_FIELD_CODE(struct plan_doc_target, unit, plan_unit_codes, "unit", "Unidad", "De qué es la cantidad: un porcentaje, cosas que se cuentan, algo que se entrega o no"),
    VD_FIELD_CODE(struct plan_doc_target, comparator, plan_comparator_codes, "comparator", "Comparación", "Cómo se compara lo logrado con la cantidad"),
    VD_FIELD(struct plan_doc_target, condition, VD_F_TEXT, "condition", "Condición", "Cuándo se debe: solo si ocurre"),
    VD_FIELD(struct plan_doc_target, per, VD_F_TEXT, "per", "Por cada", "A quién se le pide la cantidad: sede, mes"),
    VD_FIELD(struct plan_doc_target, per_count, VD_F_OINT, "per_count", "Cuántos son", "Cuántas sedes o meses, si se sabe"),
    VD_FIELD(struct plan_doc_target, coverage, VD_F_TEXT, "coverage", "Alcance", "A quiénes cubre: todas las dependencias"),
};
static const struct vd_dataset target_set = VD_DATASET(plan_doc_target, target_fields, "plan-meta", "Meta leída");

static const struct vd_field measure_fields[] = {
    VD_FIELD(struct plan_doc_measure, name, VD_F_TEXT, "name", "Indicador", "Nombre del indicador"),
    VD_FIELD(struct plan_doc_measure, formula, VD_F_TEXT, "formula", "Fórmula", "Como está escrita"),
    VD_FIELD(struct plan_doc_measure, lower_better, VD_F_BOOL, "lower_better", "Menos es mejor", "Si entre menos, mejor"),
};
static const struct vd_dataset measure_set = VD_DATASET(plan_doc_measure, measure_fields, "plan-medida", "Indicador de una actividad");

static const struct vd_field indicator_fields[] = {
    VD_FIELD(struct plan_doc_indicator, measure.name, VD_F_TEXT, "name", "Indicador", "Nombre del indicador"),
    VD_FIELD(struct plan_doc_indicator, measure.formula, VD_F_TEXT, "formula", "Fórmula", "Como está escrita"),
    VD_FIELD(struct plan_doc_indicator, measure.lower_better, VD_F_BOOL, "lower_better", "Menos es mejor", "Si entre menos, mejor"),
    VD_FIELD(struct plan_doc_indicator, goal, VD_F_TEXT, "goal", "Meta", "Meta, como la escribe el plan"),
    VD_FIELD_OF(struct plan_doc_indicator, target, VD_F_OBJECT, &target_set, "target", "Meta leída", "Lo que se entiende de la meta"),
    VD_FIELD(struct plan_doc_indicator, schedule_text, VD_F_TEXT, "schedule_text", "Fechas", "Fechas, como las escribe el plan"),
    VD_FIELD(struct plan_doc_indicator, responsible, VD_F_TEXT, "responsible", "Responsable", "Quién responde, como lo escribe el plan"),
};
static const struct vd_dataset indicator_set = VD_DATASET(plan_doc_indicator, indicator_fields, "plan-indicador", "Indicador de un componente o del plan");

static const struct vd_field tramite_fields[] = {
    VD_FIELD(struct plan_doc_tramite, code, VD_F_TEXT, "code", "Número", "Número del trámite en el SUIT"),
    VD_FIELD(struct plan_doc_tramite, name, VD_F_TEXT, "name", "Trámite", "Nombre del trámite"),
    VD_FIELD(struct plan_doc_tramite, current, VD_F_TEXT, "current", "Situación actual", "Cómo está hoy"),
    VD_FIELD(struct plan_doc_tramite, improvement, VD_F_TEXT, "improvement", "Mejora", "Qué se va a mejorar"),
    VD_FIELD(struct plan_doc_tramite, benefit, VD_F_TEXT, "benefit", "Beneficio", "Qué gana la ciudadanía"),
    VD_FIELD(struct plan_doc_tramite, kind, VD_F_TEXT, "kind", "Tipo", "Tipo de racionalización"),
    VD_FIELD(struct plan_doc_tramite, action, VD_F_TEXT, "action", "Acción", "Acción de racionalización"),
};
static const struct vd_dataset tramite_set = VD_DATASET(plan_doc_tramite, tramite_fields, "plan-tramite", "Trámite que mejora una actividad");

static const struct vd_field responsible_fields[] = {
    VD_FIELD(struct plan_doc_responsible, unit, VD_F_TEXT, "unit", "Dependencia", "Nombre de la dependencia"),
    VD_FIELD(struct plan_doc_responsible, abbreviation, VD_F_TEXT, "abbreviation", "Sigla", "Sigla de la dependencia"),
    VD_FIELD(struct plan_doc_responsible, lead, VD_F_BOOL, "lead", "Líder", "Si lidera la actividad"),
};
static const struct vd_dataset responsible_set = VD_DATASET(plan_doc_responsible, responsible_fields, "plan-responsable", "Responsable de una actividad");

static const struct vd_field window_fields[] = {
    VD_FIELD(struct plan_doc_window, order, VD_F_INT, "order", "Ventana", "Orden de la ventana dentro de su actividad"),
    VD_FIELD(struct plan_doc_window, starts, VD_F_DATE, "starts", "Inicio", "Primer día; vacío si no existe o no se pudo leer"),
    VD_FIELD(struct plan_doc_window, ends, VD_F_DATE, "ends", "Fin", "Último día; vacío si no existe o no se pudo leer"),
    VD_FIELD_CODE(struct plan_doc_window, granularity, plan_granularity_codes, "granularity", "Precisión", "Con qué precisión está escrita la fecha"),
    VD_FIELD(struct plan_doc_window, text, VD_F_TEXT, "text", "Como está escrito", "Lo que dice el documento"),
    VD_FIELD(struct plan_doc_window, problem, VD_F_TEXT, "problem", "Hallazgo", "Código de la observación que explica por qué falta una fecha"),
    VD_FIELD(struct plan_doc_window, supposed, VD_F_TEXT, "supposed", "Suposición", "Por qué la fecha es una suposición de la lectura; vacío si está escrita"),
};
static const struct vd_dataset window_set = VD_DATASET(plan_doc_window, window_fields, "plan-ventana", "Ventana de una actividad");

static const struct vd_field activity_fields[] = {
    VD_FIELD(struct plan_doc_activity, code, VD_F_TEXT, "code", "Código", "Componente y número de la actividad; es también su dirección"),
    VD_FIELD(struct plan_doc_activity, document_code, VD_F_TEXT, "document_code", "Código del documento", "Como lo escribe el plan"),
    VD_FIELD(struct plan_doc_activity, subcomponent, VD_F_TEXT, "subcomponent", "Subcomponente", "Número del subcomponente"),
    VD_FIELD(struct plan_doc_activity, subcomponent_name, VD_F_TEXT, "subcomponent_name", "Nombre del subcomponente", "Como lo escribe el plan"),
    VD_FIELD(struct plan_doc_activity, description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad"),
    VD_FIELD(struct plan_doc_activity, product, VD_F_TEXT, "product", "Producto", "Lo que se entrega"),
    VD_FIELD(struct plan_doc_activity, goal, VD_F_TEXT, "goal", "Meta", "Meta, como la escribe el plan"),
    {.key = "indicator", .label = "Indicador", .about = "Con qué se mide; null si no trae", .type = VD_F_OBJECT, .of = &measure_set, .maybe = true,
     .offset = offsetof(struct plan_doc_activity, indicator)},
    VD_FIELD_OF(struct plan_doc_activity, target, VD_F_OBJECT, &target_set, "target", "Meta leída", "Lo que se entiende de la meta"),
    {.key = "tramite", .label = "Trámite", .about = "Trámite que mejora; null si no es de racionalización", .type = VD_F_OBJECT, .of = &tramite_set, .maybe = true,
     .offset = offsetof(struct plan_doc_activity, tramite)},
    VD_FIELD_CODE(struct plan_doc_activity, schedule_kind, plan_schedule_codes, "schedule_kind", "Clase de fechas", "Cómo están dichas las fechas en el plan"),
    VD_FIELD(struct plan_doc_activity, schedule_text, VD_F_TEXT, "schedule_text", "Fechas", "Fechas, como las escribe el plan"),
    VD_FIELD_OF(struct plan_doc_activity, responsibles, VD_F_LIST, &responsible_set, "responsibles", "Responsables", "Las dependencias que responden"),
    VD_FIELD_OF(struct plan_doc_activity, windows, VD_F_LIST, &window_set, "windows", "Ventanas", "Sus ventanas de fechas"),
    VD_FIELD(struct plan_doc_activity, findings, VD_F_INT, "findings", "Hallazgos", "Cuántas observaciones dejó su lectura"),
};
const struct vd_dataset plan_doc_activity_set = VD_DATASET(plan_doc_activity, activity_fields, "plan-actividad", "Actividad del plan completo");

static const struct vd_field component_fields[] = {
    VD_FIELD(struct plan_doc_component, code, VD_F_TEXT, "code", "Componente", "Número del componente"),
    VD_FIELD(struct plan_doc_component, name, VD_F_TEXT, "name", "Nombre", "Nombre del componente"),
    VD_FIELD(struct plan_doc_component, external_document, VD_F_TEXT, "external_document", "Otro documento", "Documento en que está, si no es este"),
    VD_FIELD(struct plan_doc_component, objective, VD_F_TEXT, "objective", "Objetivo", "Objetivo, como lo escribe el plan"),
    VD_FIELD_OF(struct plan_doc_component, indicators, VD_F_LIST, &indicator_set, "indicators", "Indicadores", "Indicadores del componente"),
    VD_FIELD_OF(struct plan_doc_component, activities, VD_F_LIST, &plan_doc_activity_set, "activities", "Actividades", "Sus actividades"),
};
static const struct vd_dataset component_set = VD_DATASET(plan_doc_component, component_fields, "plan-componente", "Componente del plan");

static const struct vd_field finding_fields[] = {
    VD_FIELD(struct plan_doc_finding, code, VD_F_TEXT, "code", "Código", "Código de la observación: VD-P001"),
    VD_FIELD_CODE(struct plan_doc_finding, severity, plan_severity_codes, "severity", "Gravedad", "Qué tan grave es"),
    VD_FIELD(struct plan_doc_finding, text, VD_F_TEXT, "text", "Observación", "La observación en palabras"),
    VD_FIELD(struct plan_doc_finding, component, VD_F_TEXT, "component", "Componente", "Número del componente"),
    VD_FIELD(struct plan_doc_finding, activity, VD_F_TEXT, "activity", "Actividad", "Código de la actividad"),
    VD_FIELD(struct plan_doc_finding, place, VD_F_TEXT, "place", "Lugar", "Dónde está en el documento"),
    VD_FIELD(struct plan_doc_finding, table, VD_F_OINT, "table", "Tabla", "Número de la tabla o de la hoja, desde 1"),
    VD_FIELD(struct plan_doc_finding, row, VD_F_OINT, "row", "Fila", "Fila, con el encabezado, desde 1"),
    VD_FIELD(struct plan_doc_finding, column, VD_F_OINT, "column", "Columna", "Columna, desde 1"),
    VD_FIELD(struct plan_doc_finding, read, VD_F_TEXT, "read", "Se leyó", "Lo que dice la celda"),
    VD_FIELD(struct plan_doc_finding, proposal, VD_F_TEXT, "proposal", "Propuesta", "Lo que se propone"),
    VD_FIELD_CODE(struct plan_doc_finding, state, plan_finding_state_codes, "state", "Estado", "Si sigue abierta"),
};
const struct vd_dataset plan_doc_finding_set = VD_DATASET(plan_doc_finding, finding_fields, "plan-hallazgo", "Hallazgo de la lectura");

static const struct vd_field document_fields[] = {
    PLAN_DOC_HEAD(struct plan_document, ),
    VD_FIELD_OF(struct plan_document, counts, VD_F_OBJECT, &counts_set, "counts", "Cuentas", "Cuánto hay de cada cosa"),
    {.key = "source", .label = "Fuente", .about = "Documento del que se leyó; null si no se importó", .type = VD_F_OBJECT, .of = &source_set, .maybe = true,
     .offset = offsetof(struct plan_document, source)},
    VD_FIELD_OF(struct plan_document, components, VD_F_LIST, &component_set, "components", "Componentes", "Los componentes con sus actividades"),
    VD_FIELD_OF(struct plan_document, indicators, VD_F_LIST, &indicator_set, "indicators", "Indicadores", "Indicadores de todo el plan"),
    PLAN_DOC_FINDINGS(struct plan_document, ),
};
const struct vd_dataset plan_document_set = VD_DATASET(plan_document, document_fields, "plan", "Plan completo");

static const struct vd_field component_document_fields[] = {
    PLAN_DOC_HEAD(struct plan_component_document, ),
    VD_FIELD_OF(struct plan_component_document, component, VD_F_OBJECT, &component_set, "component", "Componente", "El componente con sus actividades"),
    PLAN_DOC_FINDINGS(struct plan_component_document, ),
};
const struct vd_dataset plan_component_document_set = VD_DATASET(plan_component_document, component_document_fields, "componente", "Un componente de un plan");

static const struct vd_field cell_fields[] = {
    VD_FIELD(struct plan_doc_cell, place, VD_F_TEXT, "place", "Celda", "Dónde está en el documento"),
    VD_FIELD(struct plan_doc_cell, field, VD_F_TEXT, "field", "Dato", "Qué se leyó en ella"),
    VD_FIELD(struct plan_doc_cell, text, VD_F_TEXT, "text", "Dice", "Lo que está escrito"),
    VD_FIELD(struct plan_doc_cell, reading, VD_F_TEXT, "reading", "Se leyó", "Lo que se entiende; vacío: el texto tal como está"),
    VD_FIELD_CODE(struct plan_doc_cell, status, plan_status_codes, "status", "Estado", "Con qué seguridad se leyó"),
};
const struct vd_dataset plan_doc_cell_set = VD_DATASET(plan_doc_cell, cell_fields, "plan-celda", "Celda de la que se leyó una actividad");

static const struct vd_field activity_document_fields[] = {PLAN_ACTIVITY_FIELDS(struct plan_activity_document, )};
const struct vd_dataset plan_activity_document_set = VD_DATASET(plan_activity_document, activity_document_fields, "actividad", "Una actividad de un plan");
