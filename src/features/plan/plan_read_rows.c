/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_reader.h"

static void enter_subcomponent(struct reader *r, struct vd_str text)
{
    struct vd_str raw = vd_str_squeeze(r->arena, text), code, name;
    plan_subcomponent_title(raw, &code, &name);
    struct vd_str folded = vd_fold(r->arena, name);
    for (size_t i = 0; i < r->draft->components.n; i++) {
        const struct draft_component *c = &r->draft->components.v[i];
        if (c->parent == r->component && (!code.p || vd_str_eq(c->code, code)) && vd_str_eq(c->fold, folded)) {
            r->subcomponent = (int)i;
            return;
        }
    }
    struct vd_str parent = r->draft->components.v[r->component].catalogue;
    struct draft_component named = {.parent = r->component, .code = code, .name = name, .raw = raw};
    if (parent.p)
        named.catalogue = plan_law_part(r->arena, vd_str_of(r->draft->instrument), parent, name);
    r->subcomponent = reader_add_component(r, &named);
}

void reader_put_cell(struct reader *r, const struct vd_grid_cell *cell, enum plan_field field, int activity, struct vd_str reading, const char *status)
{
    draft_cell_add(r->draft, &(struct draft_cell){reader_place(r, cell), cell->text, activity, field, reading, status});
}

/* A dash, dots or invisible characters name nobody: what is left of a name when it is folded are its Latin letters. */
static bool has_letter(struct vd_arena *arena, struct vd_str s)
{
    struct vd_str fold = vd_fold(arena, s);
    for (size_t i = 0; i < fold.n; i++)
        if (fold.p[i] >= 'a' && fold.p[i] <= 'z')
            return true;
    return false;
}

static void put_responsibles(struct reader *r, const struct vd_grid_cell *cell)
{
    draft_lines lines = draft_lines_of(r->arena, cell->text);
    struct draft_activity *activity = &r->draft->activities.v[r->activity];
    if (activity->responsibles + (int)lines.n > PLAN_MAX_RESPONSIBLES) {
        r->too_big = true;
        return;
    }
    for (size_t i = 0; i < lines.n; i++) {
        struct plan_place place = reader_place(r, cell);
        place.part = lines.n > 1 ? (int)i + 1 : 0;
        bool named = has_letter(r->arena, lines.v[i]);
        if (named)
            *VD_PUSH(r->arena, &r->draft->responsibles) = (struct draft_responsible){r->activity, ++activity->responsibles, lines.v[i], (int)r->draft->cells.n};
        draft_cell_add(r->draft, &(struct draft_cell){place, lines.v[i], r->activity, PLAN_FIELD_RESPONSIBLE, {0}, named ? "leido" : "sin_usar"});
    }
}

static void read_goal(struct reader *r, const struct row *row, struct draft_activity *activity)
{
    struct plan_target *target = &activity->target;
    plan_target_read(r->arena, row->text[PLAN_FIELD_GOAL], target);
    activity->goal = target->raw;
    const char *code = !target->raw.p ? "VD-P014" : target->contradictory ? "VD-P005" : !target->qty_u6.has ? "VD-P004" : target->each ? "VD-P006" : NULL;
    if (!code)
        return;
    struct plan_place place = {r->grid->number, row->number + 1, r->col_of[PLAN_FIELD_GOAL], 0};
    draft_finding_add(r->draft, code, place, r->activity, target->raw, (struct vd_str){0});
}

static const char *goal_status(const struct plan_target *target)
{
    return !target->qty_u6.has ? "ambiguo" : target->each ? "supuesto" : "leido";
}

static void put_activity_cells(struct reader *r, const struct row *row)
{
    const struct draft_activity *activity = &r->draft->activities.v[r->activity];
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        enum plan_field field = r->field_of[cell->col];
        if (!cell_says(cell))
            continue;
        if (field == PLAN_FIELD_ACTIVITY)
            reader_put_cell(r, cell, field, r->activity, activity->code, "leido");
        else if (field == PLAN_FIELD_GOAL)
            reader_put_cell(r, cell, field, r->activity, plan_target_reading(r->arena, &activity->target), goal_status(&activity->target));
        else if (field == PLAN_FIELD_PRODUCT || field == PLAN_FIELD_INDICATOR)
            reader_put_cell(r, cell, field, r->activity, (struct vd_str){0}, "leido");
    }
}

/* What an activity row and its continuations share: responsibles and dates. */
static void put_shared_cells(struct reader *r, const struct row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        if (!cell_says(cell))
            continue;
        if (r->field_of[cell->col] == PLAN_FIELD_RESPONSIBLE)
            put_responsibles(r, cell);
        else if (r->field_of[cell->col] == PLAN_FIELD_NONE)
            reader_put_cell(r, cell, PLAN_FIELD_NONE, r->activity, (struct vd_str){0}, "sin_usar");
    }
    struct draft_dates dates = {row->of[PLAN_FIELD_START], row->of[PLAN_FIELD_END], row->of[PLAN_FIELD_DATE], r->grid->number};
    draft_dates_add(r->draft, r->activity, &dates);
}

static void begin_activity(struct reader *r, const struct row *row)
{
    if (r->draft->activities.n >= PLAN_MAX_ACTIVITIES) {
        r->too_big = true;
        return;
    }
    struct draft_activity *activity = VD_PUSH(r->arena, &r->draft->activities);
    r->draft->components.v[r->component].activities++;
    struct vd_str product = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_PRODUCT]), indicator = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_INDICATOR]);
    r->activity = (int)r->draft->activities.n - 1;
    *activity = (struct draft_activity){.component = r->component, .subcomponent = r->subcomponent,
        .place = reader_place(r, row->of[PLAN_FIELD_ACTIVITY])};
    plan_activity_title(vd_str_squeeze(r->arena, row->text[PLAN_FIELD_ACTIVITY]), &activity->code, &activity->description);
    if (product.n)
        activity->product = product;
    if (indicator.n)
        activity->indicator = indicator;
    read_goal(r, row, activity);
    put_activity_cells(r, row);
    put_shared_cells(r, row);
}

static void put_unknown_row(struct reader *r, const struct row *row)
{
    const struct vd_grid_cell *first = NULL;
    for (size_t i = 0; i < row->n; i++) {
        if (!cell_says(&row->cells[i]) || r->field_of[row->cells[i].col] == PLAN_FIELD_SUBCOMPONENT)
            continue;
        reader_put_cell(r, &row->cells[i], PLAN_FIELD_NONE, -1, (struct vd_str){0}, "sin_usar");
        first = first ? first : &row->cells[i];
    }
    if (first)
        draft_finding_add(r->draft, "VD-P012", reader_place(r, first), -1, vd_str_squeeze(r->arena, first->text), (struct vd_str){0});
}

static void collect(struct reader *r, struct row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        enum plan_field field = r->field_of[cell->col];
        if (!cell_says(cell))
            continue;
        row->text[field] = row->of[field] ? vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(row->text[field]), VD_SARG(cell->text)) : cell->text;
        if (!row->of[field])
            row->of[field] = cell;
    }
}

static bool continues(const struct reader *r, const struct row *row)
{
    return r->activity >= 0 && !row->of[PLAN_FIELD_NONE] && !row->of[PLAN_FIELD_PRODUCT] && !row->of[PLAN_FIELD_GOAL] &&
           !row->of[PLAN_FIELD_INDICATOR] && !row->of[PLAN_FIELD_SUBCOMPONENT];
}

void reader_row(struct reader *r, struct row *row)
{
    collect(r, row);
    const struct vd_grid_cell *subcomponent = row->of[PLAN_FIELD_SUBCOMPONENT];
    if (subcomponent) {
        enter_subcomponent(r, subcomponent->text);
        const struct draft_component *c = &r->draft->components.v[r->subcomponent];
        reader_put_cell(r, subcomponent, PLAN_FIELD_SUBCOMPONENT, -1, vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(c->code), VD_SARG(c->name)), "leido");
    }
    if (row->of[PLAN_FIELD_ACTIVITY])
        begin_activity(r, row);
    else if (continues(r, row))
        put_shared_cells(r, row);
    else
        put_unknown_row(r, row);
}
