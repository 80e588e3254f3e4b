/* SPDX-License-Identifier: Apache-2.0 */
/* A reading as JSON: `veedor check --format json`. Keys are stable; places count from 1; dates are ISO; quantities exact decimals. */
#include "features/plan/read/plan_law.h"
#include "features/plan/read/plan_report.h"

struct writing {
    const struct plan_report *report;
    const struct plan_draft *draft;
    struct vd_arena *arena;
    struct vd_json *j;
    size_t *cells, *first; /* cells by activity: positions in draft->cells, and where each activity's begin */
};

static void put_qty(struct vd_json *j, const char *key, struct vd_oint u6)
{
    vd_json_key(j, key);
    if (u6.has)
        vd_json_u6(j, u6.v);
    else
        vd_json_null(j);
}

static void put_text(struct vd_json *j, const char *key, struct vd_str text)
{
    VD_JSON_STR(j, key, text.n ? text : (struct vd_str){0});
}

static void put_place(const struct writing *w, struct plan_place place)
{
    vd_json_key(w->j, "place");
    if (!place.table) {
        vd_json_null(w->j);
        return;
    }
    vd_json_object(w->j);
    VD_JSON_STR(w->j, "name", plan_place_text(w->arena, w->draft, place));
    VD_JSON_I64(w->j, "table", place.table);
    VD_JSON_I64(w->j, "row", place.row);
    VD_JSON_I64(w->j, "column", place.col);
    VD_JSON_I64(w->j, "line", place.part);
    vd_json_object_end(w->j);
}

/* ---- tables */

static void put_table(const struct writing *w, const struct draft_table *table)
{
    vd_json_object(w->j);
    VD_JSON_I64(w->j, "number", table->number);
    put_text(w->j, "sheet", table->sheet);
    VD_JSON_I64(w->j, "rows", table->rows);
    VD_JSON_I64(w->j, "columns", table->cols);
    VD_JSON_STR(w->j, "taken_for", vd_str_of(table->taken_for));
    VD_JSON_STR(w->j, "why", table->why);
    put_text(w->j, "component", table->component >= 0 ? w->draft->components.v[table->component].code : (struct vd_str){0});
    VD_JSON_I64(w->j, "activities", table->activities);
    VD_JSON_I64(w->j, "indicators", table->indicators);
    vd_json_object_end(w->j);
}

/* ---- activities */

/* Counting sort, so that a thousand activities do not look a thousand times at each cell. */
static void sort_cells(struct writing *w)
{
    size_t n = w->draft->activities.n;
    w->first = vd_alloc_array(w->arena, n + 2, sizeof *w->first);
    w->cells = vd_alloc_array(w->arena, w->draft->cells.n + 1, sizeof *w->cells);
    VD_EACH(cell, &w->draft->cells)
        if (cell->activity >= 0)
            w->first[cell->activity + 1]++;
    for (size_t i = 0; i < n; i++)
        w->first[i + 1] += w->first[i];
    size_t *next = vd_alloc_array(w->arena, n + 1, sizeof *next);
    memcpy(next, w->first, n * sizeof *next);
    for (size_t i = 0; i < w->draft->cells.n; i++)
        if (w->draft->cells.v[i].activity >= 0)
            w->cells[next[w->draft->cells.v[i].activity]++] = i;
}

static void put_fields(const struct writing *w, size_t activity)
{
    vd_json_key(w->j, "fields");
    vd_json_array(w->j);
    for (size_t i = w->first[activity]; i < w->first[activity + 1]; i++) {
        const struct draft_cell *cell = &w->draft->cells.v[w->cells[i]];
        vd_json_object(w->j);
        VD_JSON_STR(w->j, "field", vd_str_of(plan_field_name(cell->field)));
        VD_JSON_STR(w->j, "label", vd_str_of(plan_field_label(cell->field)));
        VD_JSON_STR(w->j, "raw", cell->raw);
        put_text(w->j, "reading", cell->reading);
        VD_JSON_STR(w->j, "status", vd_str_of(cell->status));
        put_place(w, cell->place);
        vd_json_object_end(w->j);
    }
    vd_json_array_end(w->j);
}

static void put_target(const struct writing *w, const struct plan_target *target, struct plan_place place)
{
    vd_json_key(w->j, "target");
    if (!target->raw.p) {
        vd_json_null(w->j);
        return;
    }
    vd_json_object(w->j);
    VD_JSON_STR(w->j, "raw", target->raw);
    put_qty(w->j, "quantity", target->qty_u6);
    VD_JSON_STR(w->j, "unit", vd_str_of(target->unit_kind));
    VD_JSON_STR(w->j, "comparator", vd_str_of(target->comparator));
    VD_JSON_STR(w->j, "polarity", vd_str_of(target->polarity));
    put_text(w->j, "condition", target->condition);
    put_text(w->j, "per", target->per);
    vd_json_key(w->j, "per_count");
    vd_json_oint(w->j, target->per_count);
    put_text(w->j, "coverage", target->coverage);
    VD_JSON_STR(w->j, "status", vd_str_of(plan_certainty_name(target->verdict.status)));
    put_place(w, place);
    vd_json_object_end(w->j);
}

static void put_windows(const struct writing *w, size_t activity)
{
    struct draft_windows windows = draft_windows_of(w->draft, activity);
    vd_json_key(w->j, "windows");
    vd_json_array(w->j);
    for (size_t i = 0; i < windows.n; i++) {
        const struct draft_window *window = &windows.v[i];
        vd_json_object(w->j);
        VD_JSON_I64(w->j, "order", window->ord);
        VD_JSON_STR(w->j, "starts", vd_date_iso(w->arena, window->from));
        VD_JSON_STR(w->j, "ends", vd_date_iso(w->arena, window->due));
        VD_JSON_STR(w->j, "granularity", vd_str_of(plan_granularity_name(window->granularity)));
        VD_JSON_STR(w->j, "raw", window->raw);
        VD_JSON_STR(w->j, "problem", vd_str_of(window->problem));
        put_place(w, window->place);
        vd_json_object_end(w->j);
    }
    vd_json_array_end(w->j);
}

static void put_responsibles(const struct writing *w, size_t activity)
{
    const struct draft_responsible *one = draft_lead_of(w->draft, activity);
    size_t left = one ? w->draft->responsibles.n - (size_t)(one - w->draft->responsibles.v) : 0;
    vd_json_key(w->j, "responsibles");
    vd_json_array(w->j);
    for (; left && one->activity == (int)activity; one++, left--) {
        vd_json_object(w->j);
        VD_JSON_STR(w->j, "name", one->name);
        VD_JSON_STR(w->j, "raw", one->raw);
        VD_JSON_STR(w->j, "kind", vd_str_of(one->kind));
        vd_json_key(w->j, "lead");
        vd_json_bool(w->j, one->ord == 1);
        vd_json_object_end(w->j);
    }
    vd_json_array_end(w->j);
}

/* Rows of a follow-up are as many as the activities, in the same order. */
static void put_followup_row(const struct writing *w, size_t activity)
{
    const struct followup_draft *followup = plan_draft_followup(w->draft);
    if (!followup || activity >= followup->rows.n)
        return;
    const struct followup_draft_row *row = &followup->rows.v[activity];
    vd_json_key(w->j, "followup");
    vd_json_object(w->j);
    VD_JSON_STR(w->j, "achieved_raw", row->achieved.raw);
    VD_JSON_STR(w->j, "unit", vd_str_of(row->achieved.unit));
    put_qty(w->j, "value", row->achieved.value_u6);
    put_qty(w->j, "target", row->achieved.target_u6);
    put_text(w->j, "declared_raw", row->declared_raw);
    put_qty(w->j, "declared", row->achieved.declared_u6);
    put_qty(w->j, "recomputed", row->achieved.computed_u6);
    VD_JSON_STR(w->j, "status", vd_str_of(plan_certainty_name(row->achieved.verdict.status)));
    vd_json_key(w->j, "shifted");
    vd_json_bool(w->j, row->shifted);
    put_text(w->j, "remarks", row->remarks);
    put_place(w, row->achieved_place);
    vd_json_object_end(w->j);
}

static void put_part(struct vd_json *j, const char *key, const struct plan_draft *draft, int component)
{
    vd_json_key(j, key);
    if (component < 0) {
        vd_json_null(j);
        return;
    }
    vd_json_object(j);
    put_text(j, "code", draft->components.v[component].code);
    VD_JSON_STR(j, "name", draft->components.v[component].name);
    vd_json_object_end(j);
}

static void put_tramite(const struct writing *w, const struct draft_activity *a)
{
    static const char *const keys[PLAN_TRAMITE_FIELDS] = {"code", "name", "current", "improvement", "benefit", "kind", "action"};
    vd_json_key(w->j, "tramite");
    if (!draft_is_tramite(a)) {
        vd_json_null(w->j);
        return;
    }
    vd_json_object(w->j);
    for (size_t i = 0; i < PLAN_TRAMITE_FIELDS; i++)
        VD_JSON_STR(w->j, keys[i], a->tramite[i]);
    vd_json_object_end(w->j);
}

static void put_activity(const struct writing *w, size_t i)
{
    const struct draft_activity *a = &w->draft->activities.v[i];
    vd_json_object(w->j);
    VD_JSON_I64(w->j, "order", (int64_t)i + 1);
    VD_JSON_STR(w->j, "address", a->address);
    put_text(w->j, "code", a->code);
    put_part(w->j, "component", w->draft, a->component);
    put_part(w->j, "subcomponent", w->draft, a->subcomponent);
    VD_JSON_STR(w->j, "description", a->description);
    put_text(w->j, "product", a->product);
    put_text(w->j, "goal", a->goal);
    put_text(w->j, "indicator", a->indicator);
    put_text(w->j, "formula", a->formula);
    put_target(w, &a->target, a->at[PLAN_FIELD_GOAL]);
    put_tramite(w, a);
    put_text(w->j, "schedule", a->schedule);
    VD_JSON_STR(w->j, "schedule_kind", vd_str_of(a->schedule_kind));
    put_windows(w, i);
    put_responsibles(w, i);
    put_followup_row(w, i);
    put_place(w, a->place);
    put_fields(w, i);
    vd_json_object_end(w->j);
}

/* ---- indicators, findings, the whole */

static void put_indicator(const struct writing *w, const struct draft_indicator *indicator)
{
    vd_json_object(w->j);
    put_part(w->j, "component", w->draft, indicator->component);
    VD_JSON_STR(w->j, "name", indicator->name);
    put_text(w->j, "formula", indicator->formula);
    put_target(w, &indicator->target, indicator->place);
    put_text(w->j, "schedule", indicator->schedule);
    put_text(w->j, "responsible", indicator->responsible);
    vd_json_key(w->j, "without_activity");
    vd_json_bool(w->j, indicator->alone);
    put_place(w, indicator->place);
    vd_json_object_end(w->j);
}

static void put_followup(const struct writing *w)
{
    const struct followup_draft *followup = plan_draft_followup(w->draft);
    vd_json_key(w->j, "followup");
    if (!followup) {
        vd_json_null(w->j);
        return;
    }
    vd_json_object(w->j);
    VD_JSON_STR(w->j, "sheet_date", vd_date_iso(w->arena, followup->sheet_date));
    VD_JSON_STR(w->j, "cutoff", vd_date_iso(w->arena, followup->cutoff));
    put_text(w->j, "printed_mean_raw", followup->mean_raw);
    put_qty(w->j, "printed_mean", followup->mean_u6);
    vd_json_object_end(w->j);
}

static void put_components(const struct writing *w)
{
    vd_json_key(w->j, "components");
    vd_json_array(w->j);
    for (size_t i = 0; i < w->draft->components.n; i++) {
        const struct draft_component *c = &w->draft->components.v[i];
        vd_json_object(w->j);
        put_text(w->j, "code", c->code);
        VD_JSON_STR(w->j, "name", c->name);
        put_part(w->j, "parent", w->draft, c->parent);
        put_text(w->j, "objective", c->objective);
        put_text(w->j, "external_document", c->ext_title);
        put_place(w, c->place);
        vd_json_object_end(w->j);
    }
    vd_json_array_end(w->j);
}

static void put_finding(const struct writing *w, const struct draft_finding *f)
{
    const struct law_findings *law = plan_law_finding(vd_str_of(f->code));
    struct plan_finding_words words = plan_finding_words_of(w->arena, law->code, f->read_text, f->proposal);
    vd_json_object(w->j);
    VD_JSON_STR(w->j, "severity", law->severity);
    VD_JSON_STR(w->j, "code", law->code);
    VD_JSON_STR(w->j, "fact", words.fact);
    put_text(w->j, "why", words.why);
    put_text(w->j, "norm", law->norm);
    VD_JSON_STR(w->j, "read", f->read_text);
    put_text(w->j, "proposal", words.proposal);
    put_text(w->j, "activity", f->activity >= 0 ? w->draft->activities.v[f->activity].address : (struct vd_str){0});
    put_place(w, f->place);
    vd_json_object_end(w->j);
}

static void put_head(const struct writing *w)
{
    VD_JSON_STR(w->j, "file", w->report->file);
    VD_JSON_STR(w->j, "format", vd_str_of(vd_doc_format_name(w->draft->format)));
    VD_JSON_STR(w->j, "instrument", vd_str_of(w->draft->instrument));
    vd_json_key(w->j, "vigencia");
    vd_json_oint(w->j, (struct vd_oint){w->draft->vigencia, w->draft->vigencia != 0});
    VD_JSON_STR(w->j, "vigencia_from", !w->draft->vigencia ? (struct vd_str){0} : w->report->asked ? VD_S("asked") : VD_S("document"));
    vd_json_key(w->j, "counts");
    vd_json_object(w->j);
    VD_JSON_I64(w->j, "tables", (int64_t)w->draft->tables.n);
    VD_JSON_I64(w->j, "activities", (int64_t)w->draft->activities.n);
    VD_JSON_I64(w->j, "windows", (int64_t)w->draft->windows.n);
    VD_JSON_I64(w->j, "indicators", (int64_t)w->draft->indicators.n);
    VD_JSON_I64(w->j, "cells", (int64_t)w->draft->cells.n);
    VD_JSON_I64(w->j, "errors", plan_report_count(w->draft, "error"));
    VD_JSON_I64(w->j, "warnings", plan_report_count(w->draft, "aviso"));
    VD_JSON_I64(w->j, "notes", plan_report_count(w->draft, "nota"));
    vd_json_object_end(w->j);
}

void plan_report_json(const struct plan_report *report, struct vd_buf *out)
{
    struct vd_json j;
    struct writing w = {.report = report, .draft = report->draft, .arena = report->arena, .j = &j};
    vd_json_init(&j, out);
    sort_cells(&w);
    vd_json_object(&j);
    put_head(&w);
    vd_json_key(&j, "tables");
    vd_json_array(&j);
    VD_EACH(table, &w.draft->tables)
        put_table(&w, table);
    vd_json_array_end(&j);
    put_components(&w);
    vd_json_key(&j, "activities");
    vd_json_array(&j);
    for (size_t i = 0; i < w.draft->activities.n; i++)
        put_activity(&w, i);
    vd_json_array_end(&j);
    vd_json_key(&j, "indicators");
    vd_json_array(&j);
    VD_EACH(indicator, &w.draft->indicators)
        put_indicator(&w, indicator);
    vd_json_array_end(&j);
    put_followup(&w);
    vd_json_key(&j, "findings");
    vd_json_array(&j);
    VD_EACH(f, &w.draft->findings)
        put_finding(&w, f);
    vd_json_array_end(&j);
    vd_json_object_end(&j);
    vd_buf_char(out, '\n');
}
