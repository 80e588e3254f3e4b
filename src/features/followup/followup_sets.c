/* SPDX-License-Identifier: Apache-2.0 */
/* The column tables of a follow-up: its list of activities, and its document. */
#include "features/followup/followup_activity_data.h"

const struct vd_code followup_method_codes[] = {VD_CODE("M1", "M1"), VD_CODE("M2", "M2"), VD_CODE("M3", "M3"), VD_CODE("M4", "M4"), {0}};
const struct vd_code followup_basis_codes[] = {
    {"declared", "declarado", "Declarado"}, {"reviewed", "revisado", "Revisado"}, {"verified", "verificado", "Verificado"}, {"recomputed", "recalculado", "Recalculado"}, {0}};
const struct vd_code followup_zone_codes[] = {VD_CODE("alta", "Alta"), VD_CODE("media", "Media"), VD_CODE("baja", "Baja"), {0}};
static const struct vd_code absent_codes[] = {
    VD_CODE("sin_valores", "No hay valores de esa base"), VD_CODE("sin_actividades", "Ninguna actividad cuenta"), VD_CODE("sin_pesos", "El plan no trae pesos"), {0}};
static const struct vd_code place_codes[] = {
    VD_CODE("cuenta", "Cuenta"), VD_CODE("sin_reporte", "Cuenta 0, sin reporte"), VD_CODE("no_vencida", "No cuenta, todavía no debía estar hecha"),
    VD_CODE("no_aplica", "No cuenta, no aplica"), VD_CODE("retirada", "No cuenta, se retiró del plan"), VD_CODE("sin_valor", "No cuenta, sin un valor que se pueda usar"),
    VD_CODE("ambiguo", "No cuenta, por decidir"), VD_CODE("meta_cero", "No cuenta, la meta es 0"), {0}};

const struct vd_code followup_cutoff_codes[] = {
    VD_CODE("importado", "Importado"), VD_CODE("abierto", "Abierto"), VD_CODE("congelado", "Congelado"), VD_CODE("publicado", "Publicado"), {0}};

#define ZONE(member, key, label, about) VD_FIELD(struct followup_zones, member, VD_F_INT, key, label, about)
static const struct vd_field zone_fields[] = {
    ZONE(alta, "alta", "Alta", "Actividades que cuentan con 80 % o más"),
    ZONE(media, "media", "Media", "Actividades que cuentan con 60 % o más y menos de 80 %"),
    ZONE(baja, "baja", "Baja", "Actividades que cuentan con menos de 60 %"),
};
static const struct vd_dataset zones_set = VD_DATASET(followup_zones, zone_fields, "zones", "Actividades por zona");

#define FIGURE(member, type, key, label, about) VD_FIELD(struct followup_figure_data, member, type, key, label, about)
#define FIGURE_CODE(member, codes, key, label, about) VD_FIELD_CODE(struct followup_figure_data, member, codes, key, label, about)
static const struct vd_field figure_fields[] = {
    FIGURE_CODE(method, followup_method_codes, "method", "Método", "Con qué método se calcula"),
    FIGURE_CODE(basis, followup_basis_codes, "basis", "Base", "De qué valores sale"),
    FIGURE(percent, VD_F_QTY, "percent", "Porcentaje", "Redondeado a dos decimales; vacío sin dato"),
    FIGURE(exact, VD_F_TEXT, "exact", "Fracción exacta", "El porcentaje sin redondear, como fracción"),
    FIGURE(numerator, VD_F_TEXT, "numerator", "Numerador", "Lo que se divide, exacto"),
    FIGURE(denominator, VD_F_TEXT, "denominator", "Denominador", "Entre cuánto se divide, exacto"),
    FIGURE_CODE(zone, followup_zone_codes, "zone", "Zona", "Por el valor sin redondear; vacío sin dato"),
    FIGURE_CODE(absent, absent_codes, "absent", "Por qué no hay dato", "Vacío con dato"),
    FIGURE(rows, VD_F_INT, "rows", "Actividades que cuentan", "Cuántas actividades entran en la cifra"),
    FIGURE(left_out, VD_F_INT, "left_out", "Actividades por fuera", "Cuántas no cuentan"),
    FIGURE(unreported, VD_F_INT, "unreported", "Sin reporte", "Cuántas cuentan 0 porque nadie las reportó"),
    FIGURE(supposed, VD_F_INT, "supposed", "Lecturas supuestas", "Cuántas cuentan con un avance que se supuso"),
    VD_FIELD_OF(struct followup_figure_data, zones, VD_F_OBJECT, &zones_set, "zones", "Por zona", "Actividades que cuentan, por su propia zona"),
};
static const struct vd_dataset figures_set = VD_DATASET(followup_figure_data, figure_fields, "figures", "Cifras de cumplimiento");

static const struct vd_field component_fields[] = {
    VD_FIELD(struct followup_component_data, code, VD_F_TEXT, "code", "Código", "Número del componente en el plan"),
    VD_FIELD(struct followup_component_data, name, VD_F_TEXT, "name", "Componente", "Nombre del componente o de la estrategia"),
    VD_FIELD_OF(struct followup_component_data, figures, VD_F_LIST, &figures_set, "figures", "Cifras", "Cifras del componente"),
};
static const struct vd_dataset components_set = VD_DATASET(followup_component_data, component_fields, "components", "Cifras por componente");

#define VALUE(member, type, key, label, about) VD_FIELD(struct followup_value_data, member, type, key, label, about)
#define VALUE_CODE(member, codes, key, label, about) VD_FIELD_CODE(struct followup_value_data, member, codes, key, label, about)
static const struct vd_field value_fields[] = {
    VALUE_CODE(basis, followup_basis_codes, "basis", "Base", "De qué valores sale"),
    VALUE(percent, VD_F_QTY, "percent", "Porcentaje", "Cumplimiento de la actividad, de 0 a 100; vacío si nadie lo dio"),
    VALUE(exact, VD_F_TEXT, "exact", "Fracción exacta", "El porcentaje sin redondear"),
    VALUE_CODE(zone, followup_zone_codes, "zone", "Zona", "Por el valor sin redondear; vacío sin dato"),
    VALUE_CODE(place, place_codes, "place", "Cómo cuenta", "Si cuenta, y si no, por qué"),
    VALUE(capped, VD_F_BOOL, "capped", "Con tope", "Pasaba de 100 y se contó 100"),
};
static const struct vd_dataset values_set = VD_DATASET(followup_value_data, value_fields, "values", "Valores de la actividad");

#define ACTIVITY(member, type, key, label, about) VD_FIELD(struct followup_activity_data, member, type, key, label, about)
#define ACTIVITY_CODE(member, codes, key, label, about) VD_FIELD_CODE(struct followup_activity_data, member, codes, key, label, about)
#define SAME_HEAD \
    ACTIVITY(row, VD_F_INT, "row", "Fila", "Orden en la hoja, desde la primera actividad"), \
    ACTIVITY(activity, VD_F_TEXT, "activity", "Código", "Código de la actividad en Veedor"), \
    ACTIVITY(component, VD_F_TEXT, "component", "Componente", "Número del componente o de la estrategia")
#define SAME_READING \
    ACTIVITY_CODE(counted, plan_counted_codes, "counted", "Al corte", "Si ya debía estar hecha en la fecha oficial: solo eso cuenta"), \
    ACTIVITY(windows, VD_F_INT, "windows", "Fechas", "Cuántas ventanas de la actividad traen un último día"), \
    ACTIVITY(ended, VD_F_INT, "windows_ended", "Fechas terminadas al corte", "Cuántas de ellas habían terminado en la fecha oficial: con una basta para que cuente"), \
    ACTIVITY(achieved_text, VD_F_TEXT, "achieved_text", "Logrado, como está escrito", "Lo que dice la celda; vacío: sin reporte"), \
    ACTIVITY(declared_text, VD_F_TEXT, "declared_text", "Declarado, como está escrito", "Cumplimiento que escribe la hoja"), \
    ACTIVITY(achieved, VD_F_QTY, "achieved", "Logrado", "Avance leído, en la unidad de la meta"), \
    ACTIVITY(target, VD_F_QTY, "target", "Meta", "Meta leída, en la misma unidad"), \
    ACTIVITY_CODE(unit, plan_unit_codes, "unit", "Unidad", "De qué son la meta y lo logrado"), \
    ACTIVITY_CODE(reading, plan_reading_codes, "reading", "Lectura", "Con qué seguridad se leyó lo logrado")
#define SAME_VERDICT \
    ACTIVITY(unit_name, VD_F_TEXT, "responsible", "Dependencia", "La que lidera la actividad; vacío: el plan no lo dice"), \
    ACTIVITY_CODE(verdict, followup_verdict_codes, "verdict", "Resultado", "Lo que concluye Control Interno; vacío: no lo ha verificado aquí"), \
    ACTIVITY(nonconformity, VD_F_TEXT, "nonconformity", "No conformidad", "Lo que no conforma; vacío: nada"), \
    ACTIVITY(difference_reason, VD_F_TEXT, "difference_reason", "Razón de la diferencia", "Por qué lo verificado no es lo declarado"), \
    ACTIVITY(lacks_evidence, VD_F_BOOL, "lacks_evidence", "Falta evidencia", "Pide evidencia y ninguna se aceptó: no cuenta como cumplida en M1")
static const struct vd_field activity_fields[] = {
    SAME_HEAD,
    ACTIVITY(description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad"),
    SAME_READING,
    VD_FIELD_OF(struct followup_activity_data, values, VD_F_LIST, &values_set, "values", "Valores", "Un valor por cada base que los tenga"),
    SAME_VERDICT,
    ACTIVITY(remarks, VD_F_TEXT, "remarks", "Observaciones", "Lo que escribió quien hizo el seguimiento"),
};
static const struct vd_dataset activities_set = VD_DATASET(followup_activity_data, activity_fields, "activities", "Actividades del seguimiento");

static const struct vd_field row_fields[] = {
    SAME_HEAD,
    ACTIVITY(component_name, VD_F_TEXT, "component_name", "Nombre del componente", "Componente o estrategia de la actividad"),
    ACTIVITY(description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad"),
    SAME_READING,
    ACTIVITY(percents[FOLLOWUP_DECLARED], VD_F_QTY, "declared", "Declarado", "Porcentaje que declara la hoja, con tope de 100; vacío sin dato"),
    ACTIVITY(percents[FOLLOWUP_REVIEWED], VD_F_QTY, "reviewed", "Revisado", "Porcentaje que revisó planeación; vacío sin dato"),
    ACTIVITY(percents[FOLLOWUP_VERIFIED], VD_F_QTY, "verified", "Verificado", "Porcentaje que verificó Control Interno; vacío sin dato"),
    ACTIVITY(percents[FOLLOWUP_RECOMPUTED], VD_F_QTY, "recomputed", "Recalculado", "100 × logrado ÷ meta, con tope de 100; vacío sin dato"),
    ACTIVITY(difference, VD_F_QTY, "difference", "Diferencia", "Recalculado menos declarado, en puntos"),
    ACTIVITY_CODE(zones[FOLLOWUP_DECLARED], followup_zone_codes, "zone_declared", "Zona de lo declarado", "Vacío sin dato"),
    ACTIVITY_CODE(zones[FOLLOWUP_RECOMPUTED], followup_zone_codes, "zone_recomputed", "Zona de lo recalculado", "Vacío sin dato"),
    ACTIVITY_CODE(zones[FOLLOWUP_VERIFIED], followup_zone_codes, "zone_verified", "Zona de lo verificado", "Vacío sin dato"),
    ACTIVITY_CODE(places[FOLLOWUP_DECLARED], place_codes, "place_declared", "Cómo cuenta lo declarado", "Si cuenta, y si no, por qué; vacío sin valores de esa base"),
    ACTIVITY_CODE(places[FOLLOWUP_RECOMPUTED], place_codes, "place_recomputed", "Cómo cuenta lo recalculado", "Si cuenta, y si no, por qué; vacío sin valores de esa base"),
    ACTIVITY_CODE(places[FOLLOWUP_VERIFIED], place_codes, "place_verified", "Cómo cuenta lo verificado", "Si cuenta, y si no, por qué; vacío sin valores de esa base"),
    SAME_VERDICT,
    ACTIVITY(remarks, VD_F_TEXT, "remarks", "Observaciones", "Lo que escribió quien hizo el seguimiento"),
};
const struct vd_dataset followup_activities_set = VD_DATASET(followup_activity_data, row_fields, "seguimiento", "Seguimiento por actividad");

#define DISAGREE(member, type, key, label, about) VD_FIELD(struct followup_disagreement_data, member, type, key, label, about)
static const struct vd_field disagreement_fields[] = {
    DISAGREE(row, VD_F_INT, "row", "Fila", "Orden en la hoja"),
    DISAGREE(activity, VD_F_TEXT, "activity", "Código", "Código de la actividad"),
    DISAGREE(description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad"),
    DISAGREE(declared, VD_F_QTY, "declared", "Declarado", "Porcentaje que declara la hoja"),
    DISAGREE(recomputed, VD_F_QTY, "recomputed", "Recalculado", "Porcentaje que sale de logrado y meta"),
};
static const struct vd_dataset disagreements_set = VD_DATASET(followup_disagreement_data, disagreement_fields, "disagreements", "Filas que no coinciden");

#define ABOUT(member, type, key, label, about) VD_FIELD(struct followup_about, member, type, key, label, about)
static const struct vd_field about_fields[] = {
    ABOUT(cutoff, VD_F_DATE, "cutoff", "Corte oficial", "Decide qué actividades ya debían estar hechas"),
    ABOUT(sheet_date, VD_F_DATE, "sheet_date", "Fecha de la hoja", "La que lleva el documento; vacío: ninguna"),
    VD_FIELD_CODE(struct followup_about, state, followup_cutoff_codes, "state", "Estado", "Importado de una hoja, o publicado aquí por Control Interno"),
    ABOUT(publish_by, VD_F_DATE, "publish_by", "Debía publicarse", "Último día del término; vacío: no consta"),
    ABOUT(published_on, VD_F_DATE, "published_on", "Se publicó", "Día real de la publicación; vacío: no consta"),
    ABOUT(printed_mean, VD_F_QTY, "printed_mean", "Promedio impreso", "El que imprime la hoja; vacío: ninguno"),
    VD_FIELD_CODE(struct followup_about, official_basis, followup_basis_codes, "official_basis", "Base oficial", "De qué valores sale la cifra oficial"),
    ABOUT(activities, VD_F_INT, "activities", "Actividades", "Cuántas trae la hoja"),
};
static const struct vd_dataset about_set = VD_DATASET(followup_about, about_fields, "followup", "Corte");

#define DOC(member, type, key, label, about) VD_FIELD(struct followup_document, member, type, key, label, about)
#define DOC_OF(member, type, inner, key, label, about) VD_FIELD_OF(struct followup_document, member, type, inner, key, label, about)
#define DOC_HEAD \
    DOC(entity, VD_F_TEXT, "entity", "Entidad", "Palabra de la entidad en las direcciones"), \
    DOC(entity_name, VD_F_TEXT, "entity_name", "Nombre", "Nombre de la entidad"), \
    DOC(vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"), \
    DOC(plan, VD_F_TEXT, "plan", "Plan", "Título del plan")
static const struct vd_field document_fields[] = {
    DOC_HEAD,
    DOC_OF(about, VD_F_OBJECT, &about_set, "followup", "Corte", "Corte oficial, fecha de la hoja, promedio impreso"),
    DOC_OF(figures, VD_F_LIST, &figures_set, "figures", "Cifras", "Cifras del plan, por método y base"),
    DOC_OF(components, VD_F_LIST, &components_set, "components", "Componentes", "Cifras de cada componente"),
    DOC_OF(activities, VD_F_LIST, &activities_set, "activities", "Actividades", "Lo que da cada actividad"),
    DOC_OF(disagreements, VD_F_LIST, &disagreements_set, "disagreements", "No coinciden", "Filas con más de 0,5 puntos entre declarado y recalculado"),
};
const struct vd_dataset followup_document_set = VD_DATASET(followup_document, document_fields, "seguimiento_documento", "Seguimiento de un plan");

static const struct vd_field none_fields[] = {
    DOC_HEAD,
    DOC(none, VD_F_TEXT, "followup", "Corte", "Siempre vacío: el plan no tiene seguimiento"),
    DOC(message, VD_F_TEXT, "message", "Mensaje", "Sin dato"),
};
const struct vd_dataset followup_none_set = VD_DATASET(followup_document, none_fields, "sin_seguimiento", "Plan sin seguimiento");

#define CUT(member, type, key, label, about) VD_FIELD(struct followup_activity_cut, member, type, key, label, about)
static const struct vd_field cut_fields[] = {
    CUT(cutoff, VD_F_DATE, "cutoff", "Corte oficial", "Decide si la actividad ya debía estar hecha"),
    CUT(sheet_date, VD_F_DATE, "sheet_date", "Fecha de la hoja", "La que lleva el documento; vacío: ninguna"),
    VD_FIELD_CODE(struct followup_activity_cut, official_basis, followup_basis_codes, "official_basis", "Base oficial", "De qué valores sale la cifra oficial"),
    CUT(row.percents[FOLLOWUP_DECLARED], VD_F_QTY, "declared", "Declarado", "Porcentaje que declara la hoja, con tope de 100; vacío sin dato"),
    CUT(row.percents[FOLLOWUP_REVIEWED], VD_F_QTY, "reviewed", "Revisado", "Porcentaje que revisó planeación; vacío sin dato"),
    CUT(row.percents[FOLLOWUP_VERIFIED], VD_F_QTY, "verified", "Verificado", "Porcentaje que verificó Control Interno; vacío sin dato"),
    CUT(row.percents[FOLLOWUP_RECOMPUTED], VD_F_QTY, "recomputed", "Recalculado", "100 × logrado ÷ meta, con tope de 100; vacío sin dato"),
    CUT(row.difference, VD_F_QTY, "difference", "Diferencia", "Recalculado menos declarado, en puntos"),
    VD_FIELD_OF(struct followup_activity_cut, row, VD_F_OBJECT, &activities_set, "activity", "Actividad", "Lo que dice la hoja y los valores de cada base"),
};
static const struct vd_dataset cut_set = VD_DATASET(followup_activity_cut, cut_fields, "corte-actividad", "Una actividad en su seguimiento");

static const struct vd_field activity_document_fields[] = {
    PLAN_ACTIVITY_FIELDS(struct followup_activity_document, plan.),
    {.key = "followup", .label = "Seguimiento", .about = "Cómo estaba al último corte; null sin seguimiento", .type = VD_F_OBJECT, .of = &cut_set, .maybe = true,
     .offset = offsetof(struct followup_activity_document, followup)},
};
const struct vd_dataset followup_activity_document_set = VD_DATASET(followup_activity_document, activity_document_fields, "actividad", "Una actividad de un plan");
