/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_book.h"
#include "features/plan/read/plan_codes.h"

#define F(row, member, type, key, label, about) VD_FIELD(struct plan_book_##row, member, VD_F_##type, key, label, about)
#define CODE(row, member, codes, key, label, about) VD_FIELD_CODE(struct plan_book_##row, member, codes, key, label, about)
#define ACTIVITY(row) F(row, activity, TEXT, "activity", "Actividad", "Código de la actividad, como en la hoja Actividades")

static const struct vd_field plan_fields[] = {
    F(plan, format, TEXT, "format", "Formato", "Por este texto reconoce Veedor el libro"),
    F(plan, version, INT, "version", "Versión del formato", "1"),
    F(plan, instrument, TEXT, "instrument", "Instrumento", "Código del instrumento: paac-v2"),
    F(plan, vigencia, INT, "vigencia", "Vigencia", "Año del plan"),
};
static const struct vd_field component_fields[] = {
    F(component, no, INT, "number", "N.º", "Número de la fila, desde 1; por él la nombran las otras hojas"),
    F(component, parent, OINT, "parent", "Dentro de", "N.º del componente del que es parte; vacío en los componentes"),
    F(component, ord, INT, "order", "Orden", "Orden entre los que son parte de lo mismo, desde 1"),
    F(component, code, TEXT, "code", "Código", "Número que le da el plan"),
    F(component, name, TEXT, "name", "Nombre", "Nombre, como lo escribe el plan"),
    F(component, raw, TEXT, "title", "Título en el documento", "Título entero, como está escrito"),
    F(component, catalogue, TEXT, "catalogue_code", "Parte del instrumento", "Código de la parte del instrumento que es; vacío si no es ninguna"),
    F(component, ext_title, TEXT, "external", "Documento anexo", "Nota que remite a otro documento"),
    F(component, objective, TEXT, "objective", "Objetivo", "Objetivo del componente, si el plan lo dice"),
};
static const struct vd_field activity_fields[] = {
    F(activity, address, TEXT, "code", "Código", "Código único de la actividad: es también su dirección"),
    F(activity, code, TEXT, "number", "Número en el documento", "Número con el que el documento la escribe; vacío si no le da ninguno"),
    F(activity, component, INT, "component", "Componente", "N.º de su componente en la hoja Componentes"),
    F(activity, subcomponent, OINT, "subcomponent", "Subcomponente", "N.º de su subcomponente en la hoja Componentes"),
    F(activity, description, TEXT, "description", "Actividad", "Texto de la actividad"),
    F(activity, product, TEXT, "product", "Producto", "Lo que se entrega"),
    F(activity, goal, TEXT, "goal", "Meta", "Meta, como la escribe el plan"),
    F(activity, schedule, TEXT, "schedule", "Fechas en el documento", "Lo que dicen sus celdas de fechas"),
    CODE(activity, schedule_kind, plan_schedule_codes, "schedule_kind", "Clase de fechas", "Cómo están dichas las fechas en el plan"),
    CODE(activity, activity_reading, plan_doubt_codes, "activity_reading", "Lectura de la actividad", "Vacío si se leyó sin duda"),
    CODE(activity, goal_reading, plan_doubt_codes, "goal_reading", "Lectura de la meta", "Vacío si se leyó sin duda"),
    CODE(activity, dates_reading, plan_doubt_codes, "dates_reading", "Lectura de las fechas", "Vacío si se leyó sin duda"),
    CODE(activity, people_reading, plan_doubt_codes, "responsibles_reading", "Lectura de los responsables", "Vacío si se leyó sin duda"),
    F(activity, tramite[0], TEXT, "tramite_code", "Número del trámite", "Número en el SUIT"),
    F(activity, tramite[1], TEXT, "tramite_name", "Nombre del trámite", "Nombre en el SUIT"),
    F(activity, tramite[2], TEXT, "tramite_current", "Situación actual del trámite", "Como la escribe el plan"),
    F(activity, tramite[3], TEXT, "tramite_improvement", "Mejora del trámite", "Como la escribe el plan"),
    F(activity, tramite[4], TEXT, "tramite_benefit", "Beneficio del trámite", "Como lo escribe el plan"),
    F(activity, tramite[5], TEXT, "tramite_kind", "Tipo de racionalización", "Como lo escribe el plan"),
    F(activity, tramite[6], TEXT, "tramite_action", "Acción de racionalización", "Como la escribe el plan"),
};
static const struct vd_field window_fields[] = {
    ACTIVITY(window),
    F(window, ord, INT, "order", "Ventana", "Orden dentro de su actividad, desde 1"),
    F(window, from, DATE, "starts", "Inicio", "Primer día; vacío si no se pudo leer"),
    F(window, due, DATE, "ends", "Fin", "Último día; vacío si no se pudo leer"),
    CODE(window, granularity, plan_granularity_codes, "granularity", "Precisión", "Con qué precisión está escrita la fecha"),
    F(window, raw, TEXT, "text", "Como está escrito", "Lo que dice el documento"),
    F(window, problem, TEXT, "problem", "Hallazgo", "Código de la observación que explica por qué falta una fecha"),
    F(window, supposed, TEXT, "supposed", "Suposición", "Por qué la fecha es una suposición; vacío si está escrita"),
};
static const struct vd_field responsible_fields[] = {
    ACTIVITY(responsible),
    F(responsible, ord, INT, "order", "Orden", "Orden dentro de su actividad, desde 1; el primero la lidera"),
    F(responsible, raw, TEXT, "text", "Como está escrito", "Lo que dice el documento"),
    F(responsible, unit, TEXT, "unit", "Dependencia", "Nombre con el que se reúnen sus formas de escribirla, con su sigla"),
};
static const struct vd_field indicator_fields[] = {
    ACTIVITY(indicator),
    F(indicator, component, OINT, "component", "Componente", "N.º del componente, si es de un componente; sin actividad ni componente es de todo el plan"),
    F(indicator, ord, INT, "order", "Orden", "Orden entre los de su actividad o componente, desde 1"),
    F(indicator, name, TEXT, "name", "Indicador", "Nombre del indicador"),
    F(indicator, formula, TEXT, "formula", "Fórmula", "Como la escribe el plan"),
    CODE(indicator, unit_kind, plan_unit_codes, "unit_kind", "Unidad", "De qué es la cantidad de la meta"),
    F(indicator, lower_better, BOOL, "lower_better", "Menos es mejor", "Sí cuando la meta es un techo"),
    F(indicator, schedule, TEXT, "schedule", "Fechas en el documento", "De un indicador sin actividad"),
    F(indicator, responsible, TEXT, "responsible", "Responsable en el documento", "De un indicador sin actividad"),
    F(indicator, target, TEXT, "target", "Meta", "Meta, como la escribe el plan; vacío sin meta"),
    F(indicator, qty, QTY, "quantity", "Cantidad", "Número leído en la meta"),
    CODE(indicator, comparator, plan_comparator_codes, "comparator", "Comparación", "Cómo se compara lo logrado con la cantidad"),
    F(indicator, condition, TEXT, "condition", "Condición", "Solo se debe si esto ocurre"),
    F(indicator, per, TEXT, "per", "Por cada", "La cantidad se pide por cada uno de estos"),
    F(indicator, per_n, OINT, "per_count", "Cuántos son", "Cuántos son esos, si se dice"),
    F(indicator, coverage, TEXT, "coverage", "Alcance", "A quiénes alcanza la meta"),
};
static const struct vd_field cutoff_fields[] = {
    F(cutoff, cut_on, DATE, "cut_on", "Corte", "Fecha oficial del corte"),
    F(cutoff, sheet_on, DATE, "sheet_on", "Fecha de la hoja", "La que trae el seguimiento; vacío si no trae"),
    F(cutoff, printed_mean, QTY, "printed_mean", "Promedio impreso", "Promedio que imprime el seguimiento, en puntos porcentuales"),
};
static const struct vd_field followup_fields[] = {
    ACTIVITY(followup),
    CODE(followup, counted, plan_counted_codes, "counted", "Al corte", "Si ya debía estar hecha en la fecha oficial: solo eso cuenta"),
    F(followup, declared, QTY, "declared", "Declarado", "Puntos porcentuales que declara la hoja"),
    F(followup, achieved, QTY, "achieved", "Logrado", "En la unidad de la meta"),
    F(followup, target, QTY, "target", "Meta de la hoja", "Con la que se compara lo logrado"),
    CODE(followup, reading, plan_reading_codes, "reading", "Lectura", "Con qué seguridad se leyó lo logrado"),
    F(followup, achieved_raw, TEXT, "achieved_text", "Logrado, como está escrito", "Lo que dice la hoja"),
    F(followup, declared_raw, TEXT, "declared_text", "Declarado, como está escrito", "Lo que dice la hoja"),
    F(followup, remarks, TEXT, "remarks", "Observaciones", "Lo que dice la hoja"),
};

#define SET(sheet, heading, row) {.name = (sheet), .title = (heading), .fields = row##_fields, .n_fields = VD_COUNT(row##_fields), .row_size = sizeof(struct plan_book_##row)}
const struct vd_dataset plan_book_sets[PLAN_BOOK_SHEETS] = {
    [PLAN_BOOK_PLAN] = SET("Plan", "El plan", plan),
    [PLAN_BOOK_COMPONENTS] = SET("Componentes", "Componentes y subcomponentes", component),
    [PLAN_BOOK_ACTIVITIES] = SET("Actividades", "Actividades", activity),
    [PLAN_BOOK_WINDOWS] = SET("Ventanas", "Ventanas de las actividades", window),
    [PLAN_BOOK_RESPONSIBLES] = SET("Responsables", "Responsables de las actividades", responsible),
    [PLAN_BOOK_INDICATORS] = SET("Indicadores", "Indicadores y metas", indicator),
    [PLAN_BOOK_CUTOFF] = SET("Corte", "Corte del seguimiento", cutoff),
    [PLAN_BOOK_FOLLOWUP] = SET("Seguimiento", "Seguimiento de las actividades", followup),
};

int plan_book_col(enum plan_book_sheet sheet, size_t offset)
{
    size_t col = 0;
    while (col < plan_book_sets[sheet].n_fields && plan_book_sets[sheet].fields[col].offset != offset)
        col++;
    return (int)col;
}
