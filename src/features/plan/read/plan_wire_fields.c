/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_wire_fields.h"

/* The reading's own limits where it has one; else what no plan comes near. */
enum { MANY = 1000000, MOST_TABLES = VD_DOC_MAX_BLOCKS, MOST_RESPONSIBLES = 50000, MOST_FINDINGS = 50000 };
static const int64_t most_u6 = INT64_C(1000000000000000000); /* twelve digits: plan_words.h */

static const char *const takes[] = {"plan", "plan-sigue", "seguimiento", "indicadores", "otra", NULL};
static const char *const schedules[] = {"point", "points", "window", "windows", "recurring", "permanent", "fiscal_year", "external", "none", NULL};
static const char *const units[] = {"percent", "count", "boolean-product", "none", NULL};
static const char *const comparators[] = {"=", ">=", "<=", NULL};
static const char *const polarities[] = {"higher-better", "lower-better", NULL};
static const char *const statuses[] = {"leido", "supuesto", "ambiguo", "corregido", "sin_usar", NULL};
static const char *const people[] = {"unit", "group", "role", "conditional", NULL};
static const char *const achieved_units[] = {"percent", "points", "ratio", "count", "fraction", "none", NULL};
static const char *const counts[] = {"si", "no_vencida", "no_aplica", NULL};

#define AT(m) offsetof(struct ROW, m)
#define NUMBER(m, low, high) {WIRE_NUMBER, AT(m), low, high, NULL, 0}
#define FLAG(m) {WIRE_FLAG, AT(m), 0, 1, NULL, 0}
#define QUANTITY(m) {WIRE_QUANTITY, AT(m), 0, most_u6, NULL, 0}
#define DATE(m) {WIRE_DATE, AT(m), 0, 0, NULL, 0}
#define PLACE(m) {WIRE_PLACE, AT(m), 0, 0, NULL, 0}
#define TEXT(m) {WIRE_TEXT, AT(m), 0, 0, NULL, 0}
#define SAID(m) {WIRE_TEXT, AT(m), 1, 0, NULL, 0}
#define WORD(m, needed, list) {WIRE_WORD, AT(m), needed, 0, list, 0}
#define CODE(m, needed) {WIRE_CODE, AT(m), needed, 0, NULL, 0}
#define ROW_OF(m, low, which) {WIRE_ROW, AT(m), low, 0, NULL, which}
#define TARGET(m) \
    TEXT(m.raw), QUANTITY(m.qty_u6), WORD(m.unit_kind, 1, units), WORD(m.comparator, 1, comparators), WORD(m.polarity, 0, polarities), \
    TEXT(m.condition), TEXT(m.per), QUANTITY(m.per_count), TEXT(m.coverage), NUMBER(m.verdict.status, PLAN_READ, PLAN_AMBIGUOUS)

#define ROW draft_table
static const struct wire_field table_fields[] = {
    NUMBER(number, 1, MOST_TABLES), TEXT(sheet), NUMBER(rows, 0, VD_DOC_MAX_ROWS), NUMBER(cols, 0, VD_DOC_MAX_COLS), NUMBER(activities, 0, MANY),
    NUMBER(indicators, 0, MANY), ROW_OF(component, -1, WIRE_COMPONENTS), WORD(taken_for, 1, takes), SAID(why)};
#undef ROW

#define ROW draft_component
static const struct wire_field component_fields[] = {
    {WIRE_EARLIER, AT(parent), 0, 0, NULL, 0}, NUMBER(ord, 0, MANY), TEXT(code), TEXT(name), TEXT(raw), TEXT(catalogue), TEXT(ext_title), TEXT(objective),
    TEXT(fold), PLACE(place), NUMBER(activities, 0, MANY)};
#undef ROW

#define ROW draft_activity
#define TRAMITE(which) TEXT(tramite[PLAN_FIELD_TRAMITE_##which - PLAN_FIELD_TRAMITE])
static const struct wire_field activity_fields[] = {
    ROW_OF(component, 0, WIRE_COMPONENTS), ROW_OF(subcomponent, -1, WIRE_COMPONENTS), PLACE(place), ROW_OF(table, 0, WIRE_TABLES),
    NUMBER(order, 1, MANY), SAID(address), TEXT(code), SAID(description), TEXT(product), TEXT(goal), TEXT(indicator), TEXT(schedule),
    TRAMITE(CODE), TRAMITE(NAME), TRAMITE(CURRENT), TRAMITE(IMPROVEMENT), TRAMITE(BENEFIT), TRAMITE(KIND), TRAMITE(ACTION),
    TEXT(formula), TEXT(supposed), PLACE(at[PLAN_FIELD_GOAL]), WORD(schedule_kind, 1, schedules), TARGET(target), NUMBER(windows, 0, PLAN_MAX_WINDOWS),
    NUMBER(responsibles, 0, PLAN_MAX_RESPONSIBLES)};
#undef TRAMITE
#undef ROW

#define ROW draft_cell
static const struct wire_field cell_fields[] = {
    PLACE(place), SAID(raw), ROW_OF(activity, -1, WIRE_ACTIVITIES), NUMBER(field, PLAN_FIELD_NONE, PLAN_FIELD_COUNT - 1), TEXT(reading),
    WORD(status, 1, statuses), NUMBER(rows, 0, VD_DOC_MAX_ROWS), NUMBER(cols, 0, VD_DOC_MAX_COLS), TEXT(whole)};
#undef ROW

#define ROW draft_window
static const struct wire_field window_fields[] = {
    ROW_OF(activity, 0, WIRE_ACTIVITIES), NUMBER(ord, 1, MANY), DATE(from), DATE(due), NUMBER(granularity, PLAN_DAY, PLAN_YEAR), SAID(raw), FLAG(supposed),
    PLACE(place), CODE(problem, 0)};
#undef ROW

#define ROW draft_responsible
static const struct wire_field responsible_fields[] = {
    ROW_OF(activity, 0, WIRE_ACTIVITIES), NUMBER(ord, 1, MANY), SAID(raw), SAID(name), WORD(kind, 0, people), ROW_OF(cell, -1, WIRE_CELLS), TEXT(unit)};
#undef ROW

#define ROW draft_indicator
static const struct wire_field indicator_fields[] = {
    ROW_OF(component, -1, WIRE_COMPONENTS), PLACE(place), SAID(name), TEXT(formula), TARGET(target), TEXT(schedule), TEXT(responsible), FLAG(alone)};
#undef ROW

#define ROW draft_line
static const struct wire_field line_fields[] = {NUMBER(after_table, 0, MOST_TABLES), SAID(raw)};
#undef ROW

#define ROW draft_finding
static const struct wire_field finding_fields[] = {
    CODE(code, 1), PLACE(place), ROW_OF(activity, -1, WIRE_ACTIVITIES), SAID(read_text), TEXT(proposal)};
#undef ROW

#define ROW followup_draft
static const struct wire_field followup_fields[] = {
    DATE(sheet_date), DATE(cutoff), TEXT(sheet_date_raw), PLACE(sheet_date_place), TEXT(mean_raw), QUANTITY(mean_u6), PLACE(mean_place)};
#undef ROW

#define ROW followup_draft_row
static const struct wire_field followup_row_fields[] = {
    ROW_OF(activity, 0, WIRE_ACTIVITIES), TEXT(achieved.raw), WORD(achieved.unit, 0, achieved_units), QUANTITY(achieved.value_u6),
    QUANTITY(achieved.target_u6), QUANTITY(achieved.declared_u6), QUANTITY(achieved.computed_u6), FLAG(achieved.fits),
    NUMBER(achieved.verdict.status, PLAN_READ, PLAN_AMBIGUOUS), TEXT(declared_raw), TEXT(remarks), PLACE(achieved_place), PLACE(declared_place),
    PLACE(remarks_place), WORD(counted, 0, counts), FLAG(shifted)};
#undef ROW

#define LIST(owner, member, row, most, fields) {offsetof(struct owner, member), sizeof(struct row), most, fields, VD_COUNT(fields)}
const struct wire_list plan_wire_lists[WIRE_LISTS] = {
    [WIRE_TABLES] = LIST(plan_draft, tables, draft_table, MOST_TABLES, table_fields),
    [WIRE_COMPONENTS] = LIST(plan_draft, components, draft_component, PLAN_MAX_COMPONENTS, component_fields),
    [WIRE_ACTIVITIES] = LIST(plan_draft, activities, draft_activity, PLAN_MAX_ACTIVITIES, activity_fields),
    [WIRE_CELLS] = LIST(plan_draft, cells, draft_cell, VD_DOC_MAX_CELLS, cell_fields),
    [WIRE_WINDOWS] = LIST(plan_draft, windows, draft_window, PLAN_MAX_ALL_WINDOWS, window_fields),
    [WIRE_RESPONSIBLES] = LIST(plan_draft, responsibles, draft_responsible, MOST_RESPONSIBLES, responsible_fields),
    [WIRE_INDICATORS] = LIST(plan_draft, indicators, draft_indicator, VD_DOC_MAX_ROWS, indicator_fields),
    [WIRE_LINES] = LIST(plan_draft, lines, draft_line, PLAN_MAX_LINES, line_fields),
    [WIRE_FINDINGS] = LIST(plan_draft, findings, draft_finding, MOST_FINDINGS, finding_fields),
};
const struct wire_list plan_wire_followup = {0, sizeof(struct followup_draft), 1, followup_fields, VD_COUNT(followup_fields)};
const struct wire_list plan_wire_followup_rows = LIST(followup_draft, rows, followup_draft_row, PLAN_MAX_ACTIVITIES, followup_row_fields);
