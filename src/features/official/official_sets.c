/* SPDX-License-Identifier: Apache-2.0 */
/* The column tables of a report: its format, its detail, the whole. */
#include "features/official/official_data.h"

static const struct vd_code state_codes[] = {VD_CODE("importado", "Leído de su documento"), VD_CODE("abierto", "Abierto"), VD_CODE("congelado", "Congelado"), VD_CODE("publicado", "Publicado"), {0}};
static const struct vd_code counts_codes[] = {
    VD_CODE("cuenta", "Cuenta"), VD_CODE("sin_reporte", "Cuenta 0, sin reporte"), VD_CODE("no_vencida", "No cuenta, todavía no debía estar hecha"),
    VD_CODE("no_aplica", "No cuenta, no aplica"), VD_CODE("retirada", "No cuenta, se retiró del plan"), VD_CODE("sin_valor", "No cuenta, sin un valor que se pueda usar"),
    VD_CODE("ambiguo", "No cuenta, por decidir"), VD_CODE("meta_cero", "No cuenta, la meta es 0"), {0}};

#define COMPONENT(member, type, key, label, about) VD_FIELD(struct official_component, member, type, key, label, about)
static const struct vd_field component_fields[] = {
    COMPONENT(code, VD_F_TEXT, "code", "N.º", "Número del componente en el plan"),
    COMPONENT(name, VD_F_TEXT, "name", "Componente", "Nombre del componente o de la estrategia"),
    COMPONENT(programmed, VD_F_INT, "programmed", "Actividades programadas", "Cuántas cuentan al corte"),
    COMPONENT(fulfilled, VD_F_INT, "fulfilled", "Actividades cumplidas", "Cuántas de ellas se cumplieron del todo"),
    COMPONENT(percent, VD_F_QTY, "percent", "% de avance", "100 × cumplidas ÷ programadas, con dos decimales; vacío sin dato"),
    VD_FIELD_CODE(struct official_component, zone, followup_zone_codes, "zone", "Zona", "Por el valor sin redondear; vacío sin dato"),
    COMPONENT(remarks, VD_F_TEXT, "remarks", "Observaciones", "Cuáles no se cumplieron y cuántas no cuentan"),
};
const struct vd_dataset official_components_set = VD_DATASET(official_component, component_fields, "formato", "Formato de seguimiento");

#define ROW(member, type, key, label, about) VD_FIELD(struct official_row, member, type, key, label, about)
#define PERCENT(basis, json_key, heading, meaning) \
    {.key = (json_key), .label = (heading), .about = (meaning), .type = VD_F_QTY, .offset = offsetof(struct official_row, percents) + (basis) * sizeof(struct vd_oint)}
static const struct vd_field row_fields[] = {
    ROW(row, VD_F_INT, "row", "Fila", "Lugar en el plan, desde 1"),
    ROW(component, VD_F_TEXT, "component", "Componente", "Número del componente"),
    ROW(component_name, VD_F_TEXT, "component_name", "Nombre del componente", "Nombre del componente o de la estrategia"),
    ROW(activity, VD_F_TEXT, "activity", "N.º", "Número de la actividad en Veedor"),
    ROW(description, VD_F_TEXT, "description", "Actividad", "Lo que se programó"),
    ROW(goal, VD_F_TEXT, "goal", "Meta o producto", "Como la escribe el plan"),
    ROW(responsible, VD_F_TEXT, "responsible", "Responsable", "Quienes responden, primero quien lidera"),
    ROW(target, VD_F_QTY, "target", "Meta en número", "En la unidad del indicador"),
    ROW(achieved, VD_F_QTY, "achieved", "Logrado", "En la unidad del indicador"),
    ROW(achieved_text, VD_F_TEXT, "achieved_text", "Logrado, como se escribió", "El texto de la hoja o del reporte"),
    PERCENT(FOLLOWUP_DECLARED, "declared", "Declarado (%)", "Lo que dice el área o la hoja"),
    PERCENT(FOLLOWUP_REVIEWED, "reviewed", "Revisado (%)", "Lo que dejó planeación"),
    PERCENT(FOLLOWUP_VERIFIED, "verified", "Verificado (%)", "Lo que verificó Control Interno"),
    PERCENT(FOLLOWUP_RECOMPUTED, "recomputed", "Recalculado (%)", "100 × logrado ÷ meta"),
    ROW(difference, VD_F_QTY, "difference", "Diferencia (puntos)", "Lo que vale menos lo declarado"),
    ROW(difference_reason, VD_F_TEXT, "difference_reason", "Razón de la diferencia", "Como la escribió Control Interno"),
    VD_FIELD_CODE(struct official_row, zone, followup_zone_codes, "zone", "Zona", "Por el valor sin redondear; vacío si no cuenta"),
    VD_FIELD_CODE(struct official_row, counts, counts_codes, "counts", "Cómo cuenta", "Si cuenta, y si no, por qué"),
    VD_FIELD_CODE(struct official_row, verdict, followup_verdict_codes, "verdict", "Concepto", "De Control Interno"),
    ROW(nonconformity, VD_F_TEXT, "nonconformity", "No conformidad", "Lo que no cumple, si algo"),
    ROW(evidence, VD_F_TEXT, "evidence", "Soportes", "Cada soporte y su estado; de los que no son públicos no se dice el título"),
    ROW(lacks_evidence, VD_F_BOOL, "lacks_evidence", "Sin soporte aceptado", "Se pedía soporte y ninguno se aceptó: no cuenta como cumplida"),
    ROW(remarks, VD_F_TEXT, "remarks", "Observaciones", "De Control Interno o de la hoja"),
};
const struct vd_dataset official_rows_set = VD_DATASET(official_row, row_fields, "detalle", "Detalle del seguimiento");

#define SIGN(member, key, label, about) VD_FIELD(struct official_signature, member, VD_F_TEXT, key, label, about)
static const struct vd_field sign_fields[] = {
    SIGN(name, "name", "Nombre", "Quien firmó"), SIGN(role, "role", "Cargo", "Como qué firmó"), SIGN(at, "at", "Momento", "Cuándo firmó"),
    SIGN(head, "head", "Huella", "Cabeza de la cadena de la entidad cuando firmó"),
};
static const struct vd_dataset signs_set = VD_DATASET(official_signature, sign_fields, "firmas", "Firmas");

#define NOTE(member, type, key, label, about) VD_FIELD(struct official_correction, member, type, key, label, about)
static const struct vd_field note_fields[] = {
    NOTE(no, VD_F_INT, "no", "Nota", "Número de la nota"), NOTE(activity, VD_F_TEXT, "activity", "Actividad", "De qué actividad; vacío: de todo el seguimiento"),
    NOTE(body, VD_F_TEXT, "body", "Texto", "Lo que corrige"), NOTE(name, VD_F_TEXT, "name", "Quién", "Quien la escribió"), NOTE(at, VD_F_TEXT, "at", "Momento", "Cuándo"),
};
static const struct vd_dataset notes_set = VD_DATASET(official_correction, note_fields, "notas", "Notas");

#define REPORT(member, type, key, label, about) VD_FIELD(struct official_report, member, type, key, label, about)
static const struct vd_field report_fields[] = {
    REPORT(entity, VD_F_TEXT, "entity", "Entidad", "Dirección de la entidad"),
    REPORT(entity_name, VD_F_TEXT, "entity_name", "Nombre de la entidad", "Nombre oficial"),
    REPORT(vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"),
    REPORT(plan, VD_F_TEXT, "plan", "Plan", "Título del plan"),
    REPORT(version, VD_F_INT, "plan_version", "Versión del plan", "La que se siguió"),
    REPORT(no, VD_F_OINT, "no", "Seguimiento N.º", "Entre los de su calendario; vacío: vino de un documento"),
    REPORT(cut_on, VD_F_DATE, "cutoff", "Corte", "Fecha oficial de corte"),
    REPORT(sheet_on, VD_F_DATE, "sheet_date", "Fecha de la hoja", "La que lleva el documento del que se leyó"),
    REPORT(reports_until, VD_F_DATE, "reports_until", "Reportes hasta", "Último día en que un reporte entró"),
    REPORT(publish_by, VD_F_DATE, "publish_by", "Plazo para publicar", "Último día para publicarlo"),
    REPORT(published_on, VD_F_DATE, "published_on", "Publicado", "Día en que se publicó"),
    REPORT(days_late, VD_F_OINT, "days_late", "Días de retraso", "Días calendario después del plazo; vacío: a tiempo, o no se publicó en Veedor"),
    VD_FIELD_CODE(struct official_report, state, state_codes, "state", "Estado", "Cómo está el seguimiento"),
    VD_FIELD_CODE(struct official_report, basis, followup_basis_codes, "basis", "Base", "De qué valores sale la cifra oficial"),
    VD_FIELD_CODE(struct official_report, method, followup_method_codes, "method", "Método", "El de la cifra oficial"),
    REPORT(programmed, VD_F_INT, "programmed", "Actividades programadas", "Cuántas cuentan al corte"),
    REPORT(fulfilled, VD_F_INT, "fulfilled", "Actividades cumplidas", "Cuántas se cumplieron del todo"),
    REPORT(percent, VD_F_QTY, "percent", "% de avance", "100 × cumplidas ÷ programadas (M1)"),
    VD_FIELD_CODE(struct official_report, zone, followup_zone_codes, "zone", "Zona", "De la cifra oficial, sin redondear"),
    REPORT(mean, VD_F_QTY, "mean", "Promedio", "Promedio de los porcentajes (M2) sobre la misma base"),
    VD_FIELD_CODE(struct official_report, mean_zone, followup_zone_codes, "mean_zone", "Zona del promedio", "Sin redondear"),
    REPORT(frozen_head, VD_F_TEXT, "frozen_head", "Huella al congelar", "Cabeza de la cadena de la entidad justo antes de congelarlo"),
    REPORT(frozen_at, VD_F_TEXT, "frozen_at", "Congelado", "Cuándo se congeló"),
    REPORT(source, VD_F_TEXT, "source", "Huella del documento", "SHA-256 del archivo del que se leyó"),
    VD_FIELD_OF(struct official_report, components, VD_F_LIST, &official_components_set, "components", "Formato", "Una fila por componente"),
    VD_FIELD_OF(struct official_report, activities, VD_F_LIST, &official_rows_set, "activities", "Detalle", "Una fila por actividad"),
    VD_FIELD_OF(struct official_report, signatures, VD_F_LIST, &signs_set, "signatures", "Firmas", "Quiénes firmaron"),
    VD_FIELD_OF(struct official_report, corrections, VD_F_LIST, &notes_set, "notes", "Notas", "Lo que se corrigió después de congelar"),
};
const struct vd_dataset official_report_set = VD_DATASET(official_report, report_fields, "informe", "Informe oficial de seguimiento");
