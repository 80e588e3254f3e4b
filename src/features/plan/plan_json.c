/* SPDX-License-Identifier: Apache-2.0 */
/* The whole plan as one JSON object. Keys are stable; ids stay inside: an activity is known by its code. */
#include "base/json.h"
#include "features/plan/plan_datasets.h"
#include "features/plan/read/plan_law.h"

static void put_windows(struct vd_json *j, struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity)
{
    vd_json_key(j, "windows");
    vd_json_array(j);
    for (size_t i = 0; i < activity->n_windows; i++) {
        const struct plan_shown_window *window = &plan->windows.v[activity->first_window + i];
        vd_json_object(j);
        VD_JSON_I64(j, "order", window->ord);
        VD_JSON_STR(j, "starts", vd_date_iso(arena, window->from));
        VD_JSON_STR(j, "ends", vd_date_iso(arena, window->due));
        VD_JSON_STR(j, "granularity", window->granularity);
        VD_JSON_STR(j, "text", window->raw);
        VD_JSON_STR(j, "problem", window->problem);
        vd_json_object_end(j);
    }
    vd_json_array_end(j);
}

static void put_responsibles(struct vd_json *j, const struct plan *plan, const struct plan_activity *activity)
{
    vd_json_key(j, "responsibles");
    vd_json_array(j);
    for (size_t i = 0; i < activity->n_responsibles; i++) {
        const struct shown_responsible_row *one = &plan->responsibles.v[activity->first_responsible + i];
        vd_json_object(j);
        VD_JSON_STR(j, "unit", one->name);
        VD_JSON_STR(j, "abbreviation", one->abbrev);
        vd_json_key(j, "lead");
        vd_json_bool(j, one->is_lead != 0);
        vd_json_object_end(j);
    }
    vd_json_array_end(j);
}

static void put_target(struct vd_json *j, const struct shown_indicator_row *row)
{
    vd_json_key(j, "target");
    vd_json_object(j);
    vd_json_key(j, "quantity");
    if (row->qty.has)
        vd_json_u6(j, row->qty.v);
    else
        vd_json_null(j);
    VD_JSON_STR(j, "unit", row->unit_kind);
    VD_JSON_STR(j, "comparator", row->comparator);
    VD_JSON_STR(j, "condition", row->condition);
    VD_JSON_STR(j, "per", row->per);
    vd_json_key(j, "per_count");
    vd_json_oint(j, row->per_n);
    VD_JSON_STR(j, "coverage", row->coverage);
    vd_json_object_end(j);
}

static void put_indicator(struct vd_json *j, const struct shown_indicator_row *row)
{
    VD_JSON_STR(j, "name", row->name);
    VD_JSON_STR(j, "formula", row->formula);
    vd_json_key(j, "lower_better");
    vd_json_bool(j, row->lower_better != 0);
}

static void put_indicator_of(struct vd_json *j, const struct shown_indicator_row *row)
{
    vd_json_key(j, "indicator");
    if (!row->name.p) {
        vd_json_null(j);
        return;
    }
    vd_json_object(j);
    put_indicator(j, row);
    vd_json_object_end(j);
}

static void put_tramite(struct vd_json *j, const struct shown_tramite_row *row)
{
    vd_json_key(j, "tramite");
    if (!row) {
        vd_json_null(j);
        return;
    }
    vd_json_object(j);
    VD_JSON_STR(j, "code", row->code);
    VD_JSON_STR(j, "name", row->name);
    VD_JSON_STR(j, "current", row->current);
    VD_JSON_STR(j, "improvement", row->improvement);
    VD_JSON_STR(j, "benefit", row->benefit);
    VD_JSON_STR(j, "kind", row->kind);
    VD_JSON_STR(j, "action", row->action);
    vd_json_object_end(j);
}

/* component 0: those of the whole plan. */
static void put_indicators(struct vd_json *j, const struct plan *plan, int64_t component)
{
    vd_json_key(j, "indicators");
    vd_json_array(j);
    VD_EACH(row, &plan->indicators) {
        if (row->component_key.v != component)
            continue;
        vd_json_object(j);
        put_indicator(j, row);
        VD_JSON_STR(j, "goal", row->raw);
        put_target(j, row);
        VD_JSON_STR(j, "schedule_text", row->schedule);
        VD_JSON_STR(j, "responsible", row->responsible);
        vd_json_object_end(j);
    }
    vd_json_array_end(j);
}

static int64_t findings_of(const struct plan *plan, int64_t key)
{
    int64_t n = 0;
    VD_EACH(finding, &plan->findings)
        n += finding->activity_key.has && finding->activity_key.v == key;
    return n;
}

static void put_activity(struct vd_json *j, struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity)
{
    const struct shown_activity_row *row = &activity->row;
    const struct shown_component_row *sub = row->subcomponent_key.has ? plan_component_of(plan, row->subcomponent_key.v) : NULL;
    vd_json_object(j);
    VD_JSON_STR(j, "code", row->address);
    VD_JSON_STR(j, "document_code", row->code);
    VD_JSON_STR(j, "subcomponent", sub ? sub->code : (struct vd_str){0});
    VD_JSON_STR(j, "subcomponent_name", sub ? sub->name : (struct vd_str){0});
    VD_JSON_STR(j, "description", row->description);
    VD_JSON_STR(j, "product", row->product);
    VD_JSON_STR(j, "goal", row->goal);
    put_indicator_of(j, &activity->indicator);
    put_target(j, &activity->indicator);
    put_tramite(j, activity->tramite);
    VD_JSON_STR(j, "schedule_kind", row->schedule_kind);
    VD_JSON_STR(j, "schedule_text", row->schedule);
    put_responsibles(j, plan, activity);
    put_windows(j, arena, plan, activity);
    VD_JSON_I64(j, "findings", findings_of(plan, row->key));
    vd_json_object_end(j);
}

static void put_place(struct vd_json *j, const char *key, int64_t number)
{
    vd_json_key(j, key);
    vd_json_oint(j, (struct vd_oint){number, number != 0});
}

static void put_finding(struct vd_json *j, struct vd_arena *arena, const struct plan *plan, const struct shown_finding_row *finding)
{
    const struct plan_activity *activity = plan_finding_activity(plan, finding);
    const struct shown_component_row *component = plan_finding_component(plan, finding);
    vd_json_object(j);
    VD_JSON_STR(j, "code", finding->code);
    VD_JSON_STR(j, "severity", finding->severity);
    VD_JSON_STR(j, "text", plan_finding_text(arena, finding->code, finding->read_text, finding->proposal));
    VD_JSON_STR(j, "component", component ? component->code : (struct vd_str){0});
    VD_JSON_STR(j, "activity", activity ? activity->row.address : (struct vd_str){0});
    VD_JSON_STR(j, "place", plan_finding_place(arena, finding));
    put_place(j, "table", finding->table_no);
    put_place(j, "row", finding->row_no);
    put_place(j, "column", finding->col_no);
    VD_JSON_STR(j, "read", finding->read_text);
    VD_JSON_STR(j, "proposal", finding->proposal);
    VD_JSON_STR(j, "state", finding->state);
    vd_json_object_end(j);
}

static void put_component(struct vd_json *j, struct vd_arena *arena, const struct plan *plan, const struct shown_component_row *component)
{
    vd_json_object(j);
    VD_JSON_STR(j, "code", component->code);
    VD_JSON_STR(j, "name", component->name);
    VD_JSON_STR(j, "external_document", component->ext_title);
    VD_JSON_STR(j, "objective", component->objective);
    put_indicators(j, plan, component->key);
    vd_json_key(j, "activities");
    vd_json_array(j);
    VD_EACH(activity, &plan->activities)
        if (activity->row.component_key == component->key)
            put_activity(j, arena, plan, activity);
    vd_json_array_end(j);
    vd_json_object_end(j);
}

static void put_source(struct vd_json *j, const struct shown_source_row *source)
{
    vd_json_key(j, "source");
    if (!source->name.p) {
        vd_json_null(j);
        return;
    }
    char hex[2 * 32 + 1] = {0};
    if (source->sha256.n == 32)
        vd_hex(hex, (const unsigned char *)source->sha256.p, 32);
    vd_json_object(j);
    VD_JSON_STR(j, "file", source->name);
    VD_JSON_I64(j, "bytes", source->size);
    vd_json_key(j, "sha256");
    vd_json_c(j, hex);
    VD_JSON_STR(j, "reader", source->reader);
    vd_json_object_end(j);
}

static void put_counts(struct vd_json *j, const struct shown_plan_row *head)
{
    vd_json_key(j, "counts");
    vd_json_object(j);
    VD_JSON_I64(j, "components", head->components);
    VD_JSON_I64(j, "activities", head->activities);
    VD_JSON_I64(j, "windows", head->dated + head->undated);
    VD_JSON_I64(j, "windows_dated", head->dated);
    VD_JSON_I64(j, "windows_impossible", head->impossible);
    VD_JSON_I64(j, "windows_unread", head->undated - head->impossible);
    VD_JSON_I64(j, "findings", head->findings);
    vd_json_object_end(j);
}

static void put_head(struct vd_json *j, struct vd_str slug, struct vd_str name, const struct shown_plan_row *head)
{
    vd_json_key(j, "entity");
    vd_json_object(j);
    VD_JSON_STR(j, "slug", slug);
    VD_JSON_STR(j, "name", name);
    vd_json_object_end(j);
    vd_json_key(j, "instrument");
    vd_json_object(j);
    VD_JSON_STR(j, "code", head->instrument);
    VD_JSON_STR(j, "name", head->instrument_name);
    VD_JSON_STR(j, "norm", head->norm);
    vd_json_object_end(j);
    VD_JSON_I64(j, "vigencia", head->vigencia);
    VD_JSON_STR(j, "title", head->title);
    VD_JSON_I64(j, "version", head->no);
    VD_JSON_STR(j, "state", head->state);
    vd_json_key(j, "licence");
    vd_json_c(j, "CC BY 4.0");
}

void plan_json(struct vd_buf *out, struct vd_arena *arena, struct vd_str entity_slug, struct vd_str entity_name, const struct plan *plan)
{
    struct vd_json j;
    vd_json_init(&j, out);
    vd_json_object(&j);
    put_head(&j, entity_slug, entity_name, &plan->head);
    put_counts(&j, &plan->head);
    put_source(&j, &plan->source);
    vd_json_key(&j, "components");
    vd_json_array(&j);
    VD_EACH(component, &plan->components)
        if (!component->parent_key.has)
            put_component(&j, arena, plan, component);
    vd_json_array_end(&j);
    put_indicators(&j, plan, 0);
    vd_json_key(&j, "findings");
    vd_json_array(&j);
    VD_EACH(finding, &plan->findings)
        put_finding(&j, arena, plan, finding);
    vd_json_array_end(&j);
    vd_json_object_end(&j);
}
