/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_datasets.h"
#include "features/plan/plan.h"

static const struct vd_field activity_fields[] = {
    VD_FIELD(struct plan_activity_row, component, VD_F_TEXT, "component", "Componente", "Número del componente en el plan"),
    VD_FIELD(struct plan_activity_row, component_name, VD_F_TEXT, "component_name", "Nombre del componente", "Nombre del componente, como lo escribe el plan"),
    VD_FIELD(struct plan_activity_row, subcomponent, VD_F_TEXT, "subcomponent", "Subcomponente", "Número y nombre del subcomponente; vacío si el plan no lo usa"),
    VD_FIELD(struct plan_activity_row, code, VD_F_TEXT, "code", "Código", "Componente y número de la actividad; es también su dirección"),
    VD_FIELD(struct plan_activity_row, description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad"),
    VD_FIELD(struct plan_activity_row, product, VD_F_TEXT, "product", "Producto", "Lo que se entrega"),
    VD_FIELD(struct plan_activity_row, goal, VD_F_TEXT, "goal", "Meta", "Meta, como la escribe el plan"),
    VD_FIELD_CODE(struct plan_activity_row, comparator, plan_comparator_codes, "comparator", "Comparación de la meta", "Cómo se compara lo logrado con la cantidad; vacío sin cantidad"),
    VD_FIELD(struct plan_activity_row, target.u6, VD_F_QTY, "target", "Cantidad de la meta", "Número leído en la meta; vacío si el texto no trae ninguno"),
    VD_FIELD(struct plan_activity_row, target_unit, VD_F_TEXT, "target_unit", "Unidad de la meta", "% cuando la cantidad es un porcentaje; vacío cuando cuenta cosas"),
    VD_FIELD(struct plan_activity_row, responsible, VD_F_TEXT, "responsible", "Responsable líder", "Dependencia que lidera: la primera que nombra el plan"),
    VD_FIELD(struct plan_activity_row, others, VD_F_TEXT, "other_responsibles", "Otros responsables", "Las demás dependencias, separadas por punto y coma"),
    VD_FIELD(struct plan_activity_row, windows_n, VD_F_INT, "windows", "Ventanas", "Cuántas ventanas de fechas tiene la actividad"),
    VD_FIELD(struct plan_activity_row, starts, VD_F_DATE, "starts", "Inicio", "Primer día de la primera ventana con fecha"),
    VD_FIELD(struct plan_activity_row, ends, VD_F_DATE, "ends", "Fin", "Último día de la última ventana con fecha"),
    VD_FIELD_CODE(struct plan_activity_row, progress, plan_progress_codes, "progress", "Estado", "Cómo estaba al último corte de su seguimiento; vacío sin seguimiento"),
    VD_FIELD(struct plan_activity_row, findings_n, VD_F_INT, "findings", "Hallazgos", "Cuántas observaciones dejó la lectura del documento"),
};
const struct vd_dataset plan_activities_set = VD_DATASET(plan_activity_row, activity_fields, "actividades", "Actividades del plan");

static const struct vd_field window_fields[] = {
    VD_FIELD(struct plan_window_row, component, VD_F_TEXT, "component", "Componente", "Número del componente en el plan"),
    VD_FIELD(struct plan_window_row, code, VD_F_TEXT, "code", "Código", "Código de la actividad"),
    VD_FIELD(struct plan_window_row, description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad"),
    VD_FIELD(struct plan_window_row, ord, VD_F_INT, "order", "Ventana", "Orden de la ventana dentro de su actividad"),
    VD_FIELD(struct plan_window_row, from, VD_F_DATE, "starts", "Inicio", "Primer día; vacío si no existe en el calendario o no se pudo leer"),
    VD_FIELD(struct plan_window_row, due, VD_F_DATE, "ends", "Fin", "Último día; vacío si no existe en el calendario o no se pudo leer"),
    VD_FIELD(struct plan_window_row, raw, VD_F_TEXT, "text", "Como está escrito", "Lo que dice el documento"),
    VD_FIELD(struct plan_window_row, problem, VD_F_TEXT, "problem", "Hallazgo", "Código de la observación que explica por qué falta una fecha"),
    VD_FIELD(struct plan_window_row, supposed, VD_F_TEXT, "supposed", "Suposición", "Por qué la fecha es una suposición de la lectura; vacío si está escrita"),
    VD_FIELD(struct plan_window_row, responsible, VD_F_TEXT, "responsible", "Responsable líder", "Dependencia que lidera: la primera que nombra el plan"),
};
const struct vd_dataset plan_windows_set = VD_DATASET(plan_window_row, window_fields, "ventanas", "Ventanas de las actividades");

/* ---- pieces of a row */

static const struct plan_responsible *lead_of(const struct plan *plan, const struct plan_activity *activity)
{
    for (size_t i = 0; i < activity->n_responsibles; i++)
        if (plan->responsibles.v[activity->first_responsible + i].is_lead)
            return &plan->responsibles.v[activity->first_responsible + i];
    return NULL;
}

static struct vd_str others_of(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity)
{
    struct vd_str joined = {0};
    for (size_t i = 0; i < activity->n_responsibles; i++) {
        const struct plan_responsible *one = &plan->responsibles.v[activity->first_responsible + i];
        if (!one->is_lead)
            joined = joined.n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(joined), VD_SARG(one->name)) : one->name;
    }
    return joined;
}

static struct vd_str subcomponent_of(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity)
{
    const struct shown_component_row *sub = activity->row.subcomponent_key.has ? plan_component_of(plan, activity->row.subcomponent_key.v) : NULL;
    if (!sub)
        return (struct vd_str){0};
    return sub->code.n ? vd_str_printf(arena, "%.*s. %.*s", VD_SARG(sub->code), VD_SARG(sub->name)) : sub->name;
}

static struct vd_str unit_sign(struct vd_str kind) { return vd_str_is(kind, "percent") ? VD_S("%") : (struct vd_str){0}; }

static int64_t day_or(struct vd_date date, int64_t none) { return date.year ? vd_date_days(date) : none; }

static void span_of(const struct plan *plan, const struct plan_activity *activity, struct plan_activity_row *row)
{
    for (size_t i = 0; i < activity->n_windows; i++) {
        const struct plan_shown_window *window = &plan->windows.v[activity->first_window + i];
        if (day_or(window->from, INT64_MAX) < day_or(row->starts, INT64_MAX))
            row->starts = window->from;
        if (day_or(window->due, INT64_MIN) > day_or(row->ends, INT64_MIN))
            row->ends = window->due;
    }
}

struct vd_url plan_activity_url(struct vd_arena *arena, struct vd_url base, struct vd_str address)
{
    return vd_url_with(arena, base, vd_url_path(arena, "actividad", vd_str_c(arena, address), NULL).s.p);
}

struct vd_url plan_unit_url(struct vd_arena *arena, struct vd_url base, struct vd_str slug)
{
    struct vd_str rest = base.s, entity = {0};
    vd_str_split(&rest, '/', &entity);
    vd_str_split(&rest, '/', &entity);
    return vd_url_path(arena, vd_str_c(arena, entity), "responsable", vd_str_c(arena, slug), NULL);
}

/* ---- rows */

/* «1/04/2022 · 31/04/2022» is a beginning and an end; a window that could not be paired stays whole. */
static void say_dates(const struct plan *plan, const struct plan_activity *activity, struct plan_window_row *row)
{
    static const char between[] = " · ";
    ptrdiff_t at = vd_str_is(row->problem, "VD-P003") ? -1 : vd_str_find(row->raw, VD_S(" · "));
    row->pair = at >= 0;
    if (!row->from.year && !row->due.year)
        row->whole = row->raw;
    struct vd_str start = row->pair ? vd_str_sub(row->raw, 0, (size_t)at) : (struct vd_str){0};
    struct vd_str end = row->pair ? vd_str_sub(row->raw, (size_t)at + sizeof between - 1, row->raw.n) : row->raw;
    if (!row->from.year && row->pair)
        row->from_why = plan_date_why(plan, activity->row.key, start);
    if (!row->due.year)
        row->due_why = plan_date_why(plan, activity->row.key, end);
    row->one_day = row->from.year && row->due.year && vd_date_days(row->from) == vd_date_days(row->due);
    row->pair |= row->from.year && row->due.year; /* «Marzo de 2020» is from the first day to the last */
    if (row->whole.n)
        return;
    if (!row->from.year && row->pair)
        row->from_raw = start;
    if (!row->due.year)
        row->due_raw = end;
}

void plan_activity_windows(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, const struct plan_filter *filter, plan_window_rows *ret)
{
    const struct shown_component_row *component = plan_component_of(plan, activity->row.component_key);
    const struct plan_responsible *lead = lead_of(plan, activity);
    for (size_t i = 0; i < activity->n_windows; i++) {
        const struct plan_shown_window *window = &plan->windows.v[activity->first_window + i];
        if (filter && !plan_filter_keeps_window(filter, window))
            continue;
        struct plan_window_row *row = VD_PUSH(arena, ret);
        *row = (struct plan_window_row){
            .component = component ? component->code : (struct vd_str){0}, .code = activity->row.address, .description = activity->row.description,
            .ord = window->ord, .from = window->from, .due = window->due, .raw = window->raw, .problem = window->problem, .supposed = window->supposed,
            .responsible = lead ? lead->name : (struct vd_str){0}};
        say_dates(plan, activity, row);
    }
}

void plan_window_rows_of(struct vd_arena *arena, const struct plan *plan, const struct plan_filter *filter, plan_window_rows *ret)
{
    plan_window_rows rows = {0};
    VD_EACH(activity, &plan->activities)
        if (!filter || plan_filter_keeps(filter, plan, activity))
            plan_activity_windows(arena, plan, activity, filter, &rows);
    *ret = rows;
}

/* Notes and warnings are counted and told on the activity's page: who reads the plan reads the plan first. */
static void put_findings(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, struct vd_url base, struct plan_activity_row *row)
{
    VD_EACH(finding, &plan->findings)
        if (finding->activity_key.has && finding->activity_key.v == activity->row.key) {
            row->findings_n++;
            row->flag |= vd_str_is(finding->severity, "error");
        }
    row->findings_url = vd_url_with(arena, row->url, "#hallazgos");
    plan_finding_rows findings = {0};
    if (row->flag)
        plan_finding_rows_of(arena, plan, activity, base, &findings);
    VD_EACH(finding, &findings)
        if (vd_str_is(finding->severity, "bad"))
            *VD_PUSH(arena, &row->errors) = *finding;
    VD_EACH(window, &row->windows) {
        row->flag |= window->problem.n > 0;
        if (window->supposed.n)
            row->supposed = row->windows.n == 1 ? "Fecha supuesta" : "Fechas supuestas";
    }
}

static struct plan_activity_row activity_row(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, struct vd_url base)
{
    const struct shown_component_row *component = plan_component_of(plan, activity->row.component_key);
    const struct plan_responsible *lead = lead_of(plan, activity);
    struct plan_activity_row row = {
        .component = component ? component->code : (struct vd_str){0}, .component_name = component ? component->name : (struct vd_str){0},
        .subcomponent = subcomponent_of(arena, plan, activity), .code = activity->row.address, .description = activity->row.description,
        .product = activity->row.product, .goal = activity->row.goal, .target = {activity->indicator.qty}, .target_unit = unit_sign(activity->indicator.unit_kind),
        .responsible = lead ? lead->name : (struct vd_str){0}, .others = others_of(arena, plan, activity),
        .windows_n = (int64_t)activity->n_windows, .url = plan_activity_url(arena, base, activity->row.address)};
    if (lead)
        row.responsible_url = plan_unit_url(arena, base, lead->slug);
    if (row.target.u6.has)
        row.comparator = activity->indicator.comparator;
    row.compared = plan_comparator_word(row.comparator);
    row.exact = vd_str_is(activity->indicator.comparator, "=");
    span_of(plan, activity, &row);
    plan_activity_windows(arena, plan, activity, NULL, &row.windows);
    row.followed = plan->head.followed_on.p != NULL;
    row.progress = plan_state_of(plan, activity);
    row.state = plan_state_sem(row.progress);
    row.several = row.windows.n > 1;
    put_findings(arena, plan, activity, base, &row);
    return row;
}

void plan_activity_rows_of(struct vd_arena *arena, const struct plan *plan, const struct plan_filter *filter, struct vd_url base, plan_activity_rows *ret)
{
    plan_activity_rows rows = {0};
    VD_EACH(activity, &plan->activities)
        if (!filter || plan_filter_keeps(filter, plan, activity))
            *VD_PUSH(arena, &rows) = activity_row(arena, plan, activity, base);
    *ret = rows;
}
