/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_document.h"
#include "features/plan/plan_datasets.h"
#include "features/plan/plan_import.h"
#include "features/plan/read/plan_law.h"

static struct plan_doc_target target_of(const struct plan_indicator *row)
{
    return (struct plan_doc_target){.quantity = row->qty, .unit = row->unit_kind, .comparator = row->comparator, .condition = row->condition,
        .per = row->per, .per_count = row->per_n, .coverage = row->coverage};
}

static struct plan_doc_measure measure_of(const struct plan_indicator *row)
{
    return (struct plan_doc_measure){.name = row->name, .formula = row->formula, .lower_better = row->lower_better != 0};
}

static const struct plan_doc_measure *indicator_of(struct vd_arena *arena, const struct plan_indicator *row)
{
    if (!row->name.p)
        return NULL;
    struct plan_doc_measure *measure = VD_NEW(arena, struct plan_doc_measure);
    *measure = measure_of(row);
    return measure;
}

static const struct plan_doc_tramite *tramite_of(struct vd_arena *arena, const struct shown_tramite_row *row)
{
    if (!row)
        return NULL;
    struct plan_doc_tramite *tramite = VD_NEW(arena, struct plan_doc_tramite);
    *tramite = (struct plan_doc_tramite){.code = row->code, .name = row->name, .current = row->current, .improvement = row->improvement,
        .benefit = row->benefit, .kind = row->kind, .action = row->action};
    return tramite;
}

/* component 0: those of the whole plan. */
static void put_indicators(struct vd_arena *arena, const struct plan *plan, int64_t component, plan_doc_indicators *ret)
{
    VD_EACH(row, &plan->indicators)
        if (row->component_key.v == component)
            *VD_PUSH(arena, ret) = (struct plan_doc_indicator){.measure = measure_of(row), .goal = row->raw, .target = target_of(row),
                .schedule_text = row->schedule, .responsible = row->responsible};
}

static int64_t findings_of(const struct plan *plan, int64_t key)
{
    int64_t n = 0;
    VD_EACH(finding, &plan->findings)
        n += finding->activity_key.has && finding->activity_key.v == key;
    return n;
}

static void put_spans(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, struct plan_doc_activity *doc)
{
    for (size_t i = 0; i < activity->n_responsibles; i++) {
        const struct plan_responsible *one = &plan->responsibles.v[activity->first_responsible + i];
        *VD_PUSH(arena, &doc->responsibles) = (struct plan_doc_responsible){.unit = one->name, .abbreviation = one->abbrev, .lead = one->is_lead != 0};
    }
    for (size_t i = 0; i < activity->n_windows; i++) {
        const struct plan_shown_window *window = &plan->windows.v[activity->first_window + i];
        *VD_PUSH(arena, &doc->windows) = (struct plan_doc_window){.order = window->ord, .starts = window->from, .ends = window->due,
            .granularity = window->granularity, .text = window->raw, .problem = window->problem, .supposed = window->supposed};
    }
}

static struct plan_doc_activity activity_of(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity)
{
    const struct shown_activity_row *row = &activity->row;
    const struct shown_component_row *sub = row->subcomponent_key.has ? plan_component_of(plan, row->subcomponent_key.v) : NULL;
    struct plan_doc_activity doc = {
        .code = row->address, .document_code = row->code, .description = row->description, .product = row->product, .goal = row->goal,
        .indicator = indicator_of(arena, &activity->indicator), .target = target_of(&activity->indicator), .tramite = tramite_of(arena, activity->tramite),
        .schedule_kind = row->schedule_kind, .schedule_text = row->schedule, .findings = findings_of(plan, row->key)};
    if (sub) {
        doc.subcomponent = sub->code;
        doc.subcomponent_name = sub->name;
    }
    put_spans(arena, plan, activity, &doc);
    return doc;
}

static struct plan_doc_component component_of(struct vd_arena *arena, const struct plan *plan, const struct shown_component_row *row)
{
    struct plan_doc_component doc = {.code = row->code, .name = row->name, .external_document = row->ext_title, .objective = row->objective};
    put_indicators(arena, plan, row->key, &doc.indicators);
    VD_EACH(activity, &plan->activities)
        if (activity->row.component_key == row->key)
            *VD_PUSH(arena, &doc.activities) = activity_of(arena, plan, activity);
    return doc;
}

static struct vd_oint place_of(int64_t number) { return (struct vd_oint){number, number != 0}; }

static struct plan_doc_finding finding_of(struct vd_arena *arena, const struct plan *plan, const struct shown_finding_row *row)
{
    const struct plan_activity *activity = plan_finding_activity(plan, row);
    const struct shown_component_row *component = plan_finding_component(plan, row);
    return (struct plan_doc_finding){
        .code = row->code, .severity = row->severity, .text = plan_finding_text(arena, row->code, row->read_text, row->proposal),
        .component = component ? component->code : (struct vd_str){0}, .activity = activity ? activity->row.address : (struct vd_str){0},
        .place = plan_finding_place(arena, row), .table = place_of(row->table_no), .row = place_of(row->row_no), .column = place_of(row->col_no),
        .read = row->read_text, .proposal = row->proposal, .state = row->state};
}

static const struct plan_doc_source *source_of(struct vd_arena *arena, const struct shown_source_row *row)
{
    char hex[2 * 32 + 1] = {0};
    if (!row->name.p)
        return NULL;
    if (row->sha256.n == 32)
        vd_hex(hex, (const unsigned char *)row->sha256.p, 32);
    struct plan_doc_source *source = VD_NEW(arena, struct plan_doc_source);
    *source = (struct plan_doc_source){.file = row->name, .bytes = row->size, .sha256 = vd_str_dup(arena, vd_str_of(hex)), .reader = row->reader};
    return source;
}

static struct plan_doc_head head_of(const struct plan_document_in *in)
{
    const struct shown_plan_row *head = &in->plan->head;
    return (struct plan_doc_head){
        .entity = {in->entity_slug, in->entity_name}, .instrument = {head->instrument, head->instrument_name, head->norm}, .vigencia = head->vigencia,
        .title = head->title, .version = head->no, .state = head->state, .licence = VD_S("CC BY 4.0")};
}

void plan_document_of(const struct plan_document_in *in, struct plan_document *ret)
{
    const struct shown_plan_row *head = &in->plan->head;
    *ret = (struct plan_document){
        .head = head_of(in),
        .counts = {head->components, head->activities, head->dated + head->undated, head->dated, head->impossible, head->undated - head->impossible, head->findings},
        .source = source_of(in->arena, &in->plan->source)};
    VD_EACH(component, &in->plan->components)
        if (!component->parent_key.has)
            *VD_PUSH(in->arena, &ret->components) = component_of(in->arena, in->plan, component);
    put_indicators(in->arena, in->plan, 0, &ret->indicators);
    VD_EACH(finding, &in->plan->findings)
        *VD_PUSH(in->arena, &ret->findings) = finding_of(in->arena, in->plan, finding);
}

void plan_component_document_of(const struct plan_document_in *in, const struct shown_component_row *component, struct plan_component_document *ret)
{
    *ret = (struct plan_component_document){.head = head_of(in), .component = component_of(in->arena, in->plan, component)};
    VD_EACH(finding, &in->plan->findings)
        if (plan_finding_component(in->plan, finding) == component)
            *VD_PUSH(in->arena, &ret->findings) = finding_of(in->arena, in->plan, finding);
}

void plan_activity_document_of(const struct plan_document_in *in, const struct plan_activity *activity, const plan_cells *cells, struct plan_activity_document *ret)
{
    const struct shown_component_row *component = plan_component_of(in->plan, activity->row.component_key);
    *ret = (struct plan_activity_document){.head = head_of(in), .activity = activity_of(in->arena, in->plan, activity)};
    if (component) {
        ret->component = component->code;
        ret->component_name = component->name;
    }
    VD_EACH(finding, &in->plan->findings)
        if (plan_finding_activity(in->plan, finding) == activity)
            *VD_PUSH(in->arena, &ret->findings) = finding_of(in->arena, in->plan, finding);
    VD_EACH(cell, cells) {
        struct plan_place place = PLAN_PLACE_OF(cell);
        place.part = (int)cell->part;
        *VD_PUSH(in->arena, &ret->cells) = (struct plan_doc_cell){
            .place = plan_place_name(in->arena, plan_import_format(cell->reader), cell->sheet, place), .field = cell->field, .text = cell->raw,
            .reading = cell->reading, .status = cell->status};
    }
}
