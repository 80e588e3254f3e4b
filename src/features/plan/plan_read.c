/* SPDX-License-Identifier: Apache-2.0 */
/* From a document to a plan. The reading walks the blocks in order and keeps three places: the component last named (by a
 * heading, a paragraph or a line on top of a table), the subcomponent carried down its merged cell, and the activity that
 * the next rows may continue. A grid is a matrix of the plan when one of its first rows names columns we know, the activity
 * among them. Below it a row is one of four things:
 *
 *   an activity      its activity cell says something
 *   a continuation   only responsibles and dates: more of the activity above (a second lead-less office, a second window)
 *   a header again   pages repeat it
 *   unknown          kept as cells and reported, never guessed
 *
 * Every cell with text becomes a source cell, whatever was understood of it. */
#include "features/plan/plan_draft.h"
#include "features/plan/plan_law.h"

enum { HEADER_SEARCH_ROWS = 6, HEADER_MIN_FIELDS = 3, TITLE_MAX_BYTES = 300 };

struct reader {
    struct plan_draft *draft;
    struct vd_arena *arena;
    int component, subcomponent, activity;      /* indexes, -1: none yet */
    const struct vd_grid *grid;
    enum plan_field field_of[VD_DOC_MAX_COLS];  /* by column */
    int col_of[PLAN_FIELD_COUNT];               /* first column of a field from 1, 0: the matrix has none */
    bool too_big;
};

struct row {
    int number;                                  /* in the grid, from 0 */
    const struct vd_grid_cell *cells;            /* those that begin in it */
    size_t n;
    const struct vd_grid_cell *of[PLAN_FIELD_COUNT]; /* first cell with text, by field */
    struct vd_str text[PLAN_FIELD_COUNT];
};

static struct plan_place cell_place(const struct reader *r, const struct vd_grid_cell *cell)
{
    return (struct plan_place){r->grid->number, cell->row + 1, cell->col + 1, 0};
}

static bool says(const struct vd_grid_cell *cell) { return vd_str_trim(cell->text).n > 0; }

/* ---- components */

static int brothers(const struct plan_draft *draft, int parent)
{
    int n = 0;
    VD_EACH(c, &draft->components)
        n += c->parent == parent;
    return n;
}

static int add_component(struct reader *r, const struct draft_component *component)
{
    if (r->draft->components.n >= PLAN_MAX_COMPONENTS) {
        r->too_big = true;
        return r->component;
    }
    struct draft_component added = *component;
    added.ord = brothers(r->draft, component->parent) + 1;
    if (!added.code.p)
        added.code = vd_str_printf(r->arena, "%d", added.ord);
    *VD_PUSH(r->arena, &r->draft->components) = added;
    return (int)r->draft->components.n - 1;
}

static bool has_activities(const struct plan_draft *draft, int component)
{
    VD_EACH(a, &draft->activities)
        if (a->component == component)
            return true;
    return false;
}

/* The introduction lists the components before the matrices do: the last title before the activities is the one kept. */
static void begin_component(struct reader *r, struct vd_str raw, struct vd_str code, struct vd_str name)
{
    struct draft_component named = {.parent = -1, .code = code, .name = name, .raw = raw,
        .catalogue = plan_law_part(r->arena, vd_str_of(r->draft->instrument), (struct vd_str){0}, name)};
    int found = -1;
    for (size_t i = 0; i < r->draft->components.n; i++)
        if (r->draft->components.v[i].parent < 0 && vd_str_eq(r->draft->components.v[i].code, code))
            found = (int)i;
    if (found < 0)
        found = add_component(r, &named);
    else if (!has_activities(r->draft, found)) {
        named.ord = r->draft->components.v[found].ord;
        r->draft->components.v[found] = named;
    }
    r->component = found;
    r->subcomponent = r->activity = -1;
}

/* A line outside the rows of a matrix: the title of a component, or the note that sends to another document. */
static void note_line(struct reader *r, struct vd_str text, struct plan_place place)
{
    struct vd_str raw = vd_str_squeeze(r->arena, text), code, name;
    if (raw.n == 0 || raw.n > TITLE_MAX_BYTES)
        return;
    if (plan_component_title(raw, &code, &name)) {
        begin_component(r, raw, code, name);
        return;
    }
    if (r->component < 0 || has_activities(r->draft, r->component) || !vd_str_starts(vd_fold(r->arena, raw), VD_S("ver ")))
        return;
    struct draft_component *component = &r->draft->components.v[r->component];
    if (component->ext_title.p)
        return;
    component->ext_title = raw;
    draft_finding_add(r->draft, "VD-P011", place, -1, raw, (struct vd_str){0});
}

static void enter_subcomponent(struct reader *r, struct vd_str text)
{
    struct vd_str raw = vd_str_squeeze(r->arena, text), code, name;
    plan_subcomponent_title(raw, &code, &name);
    struct vd_str folded = vd_fold(r->arena, name);
    for (size_t i = 0; i < r->draft->components.n; i++) {
        const struct draft_component *c = &r->draft->components.v[i];
        if (c->parent == r->component && (!code.p || vd_str_eq(c->code, code)) && vd_str_eq(vd_fold(r->arena, c->name), folded)) {
            r->subcomponent = (int)i;
            return;
        }
    }
    struct vd_str parent = r->draft->components.v[r->component].catalogue;
    struct draft_component named = {.parent = r->component, .code = code, .name = name, .raw = raw};
    if (parent.p)
        named.catalogue = plan_law_part(r->arena, vd_str_of(r->draft->instrument), parent, name);
    r->subcomponent = add_component(r, &named);
}

/* ---- rows */

static void put_cell(struct reader *r, const struct vd_grid_cell *cell, enum plan_field field, int activity, struct vd_str reading, const char *status)
{
    draft_cell_add(r->draft, &(struct draft_cell){cell_place(r, cell), cell->text, activity, field, reading, status});
}

/* A dash names nobody. */
static bool has_letter(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0xC3 || (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= 'a' && s.p[i] <= 'z'))
            return true;
    return false;
}

static void put_responsibles(struct reader *r, const struct vd_grid_cell *cell)
{
    draft_lines lines = draft_lines_of(r->arena, cell->text);
    struct draft_activity *activity = &r->draft->activities.v[r->activity];
    for (size_t i = 0; i < lines.n; i++) {
        struct plan_place place = cell_place(r, cell);
        place.part = lines.n > 1 ? (int)i + 1 : 0;
        bool named = has_letter(lines.v[i]);
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
        if (!says(cell))
            continue;
        if (field == PLAN_FIELD_ACTIVITY)
            put_cell(r, cell, field, r->activity, activity->code, "leido");
        else if (field == PLAN_FIELD_GOAL)
            put_cell(r, cell, field, r->activity, plan_target_reading(r->arena, &activity->target), goal_status(&activity->target));
        else if (field == PLAN_FIELD_PRODUCT || field == PLAN_FIELD_INDICATOR)
            put_cell(r, cell, field, r->activity, (struct vd_str){0}, "leido");
    }
}

/* What an activity row and its continuations share: responsibles and dates. */
static void put_shared_cells(struct reader *r, const struct row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        if (!says(cell))
            continue;
        if (r->field_of[cell->col] == PLAN_FIELD_RESPONSIBLE)
            put_responsibles(r, cell);
        else if (r->field_of[cell->col] == PLAN_FIELD_NONE)
            put_cell(r, cell, PLAN_FIELD_NONE, r->activity, (struct vd_str){0}, "sin_usar");
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
    struct vd_str product = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_PRODUCT]), indicator = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_INDICATOR]);
    r->activity = (int)r->draft->activities.n - 1;
    *activity = (struct draft_activity){.component = r->component, .subcomponent = r->subcomponent,
        .place = cell_place(r, row->of[PLAN_FIELD_ACTIVITY])};
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
        if (!says(&row->cells[i]) || r->field_of[row->cells[i].col] == PLAN_FIELD_SUBCOMPONENT)
            continue;
        put_cell(r, &row->cells[i], PLAN_FIELD_NONE, -1, (struct vd_str){0}, "sin_usar");
        first = first ? first : &row->cells[i];
    }
    if (first)
        draft_finding_add(r->draft, "VD-P012", cell_place(r, first), -1, vd_str_squeeze(r->arena, first->text), (struct vd_str){0});
}

static void collect(struct reader *r, struct row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        enum plan_field field = r->field_of[cell->col];
        if (!says(cell))
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

static void read_row(struct reader *r, struct row *row)
{
    collect(r, row);
    const struct vd_grid_cell *subcomponent = row->of[PLAN_FIELD_SUBCOMPONENT];
    if (subcomponent) {
        enter_subcomponent(r, subcomponent->text);
        const struct draft_component *c = &r->draft->components.v[r->subcomponent];
        put_cell(r, subcomponent, PLAN_FIELD_SUBCOMPONENT, -1, vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(c->code), VD_SARG(c->name)), "leido");
    }
    if (row->of[PLAN_FIELD_ACTIVITY])
        begin_activity(r, row);
    else if (continues(r, row))
        put_shared_cells(r, row);
    else
        put_unknown_row(r, row);
}

/* ---- grids */

/* Row `number`, given the index of its first cell; *at moves behind its last one. */
static struct row row_at(const struct vd_grid *grid, int number, size_t *at)
{
    size_t from = *at;
    while (*at < grid->cells.n && grid->cells.v[*at].row == number)
        (*at)++;
    return (struct row){.number = number, .cells = grid->cells.v + from, .n = *at - from};
}

static bool is_header(struct reader *r, const struct row *row)
{
    int known = 0;
    bool activity = false;
    for (size_t i = 0; i < row->n; i++) {
        enum plan_field field = plan_header_field(r->arena, row->cells[i].text);
        known += field != PLAN_FIELD_NONE;
        activity |= field == PLAN_FIELD_ACTIVITY;
    }
    return activity && known >= HEADER_MIN_FIELDS;
}

static void put_header(struct reader *r, const struct row *row)
{
    memset(r->col_of, 0, sizeof r->col_of);
    memset(r->field_of, 0, sizeof r->field_of);
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        enum plan_field field = plan_header_field(r->arena, cell->text);
        for (int col = cell->col; col < cell->col + cell->cols && col < VD_DOC_MAX_COLS; col++)
            r->field_of[col] = field;
        if (!r->col_of[field])
            r->col_of[field] = cell->col + 1;
        if (says(cell))
            put_cell(r, cell, PLAN_FIELD_HEADER, -1, vd_str_of(plan_field_name(field)), "leido");
    }
}

/* Finds the heading row among the first ones; -1: this grid is no matrix of the plan. */
static int header_row(struct reader *r)
{
    size_t at = 0;
    for (int number = 0; number < r->grid->rows && number < HEADER_SEARCH_ROWS; number++) {
        struct row row = row_at(r->grid, number, &at);
        if (is_header(r, &row))
            return number;
    }
    return -1;
}

/* Lines above the heading row, and grids without one, may name a component or send to another document. */
static void note_row(struct reader *r, const struct row *row, bool in_matrix)
{
    for (size_t i = 0; i < row->n; i++) {
        if (!says(&row->cells[i]))
            continue;
        if (in_matrix)
            put_cell(r, &row->cells[i], PLAN_FIELD_HEADER, -1, (struct vd_str){0}, "leido");
        if (row->n == 1 || in_matrix)
            note_line(r, row->cells[i].text, cell_place(r, &row->cells[i]));
    }
}

static void read_grid(struct reader *r, const struct vd_grid *grid)
{
    size_t at = 0;
    r->grid = grid;
    r->subcomponent = r->activity = -1;
    int header = header_row(r);
    for (int number = 0; number < grid->rows && !r->too_big; number++) {
        struct row row = row_at(grid, number, &at);
        if (header < 0 || number < header) {
            note_row(r, &row, header >= 0);
            continue;
        }
        if (r->component < 0)
            begin_component(r, VD_S(""), VD_S("1"), VD_S("Sin título"));
        if (is_header(r, &row))
            put_header(r, &row);
        else
            read_row(r, &row);
    }
}

/* ---- after the last row */

struct address { struct vd_str text; int activity; };

static int compare_addresses(const void *a, const void *b)
{
    const struct address *x = a, *y = b;
    int order = vd_str_cmp(x->text, y->text);
    return order ? order : x->activity - y->activity;
}

static struct vd_str address_of(struct reader *r, const struct draft_activity *activity, int order)
{
    struct vd_str component = r->draft->components.v[activity->component].code;
    if (order)
        return vd_str_printf(r->arena, "%.*s.f%d", VD_SARG(component), order);
    return vd_str_printf(r->arena, "%.*s.%.*s", VD_SARG(component), VD_SARG(activity->code));
}

/* Where no number is, or another activity of the component has it already, the order in the component stands in. */
static void give_addresses(struct reader *r)
{
    struct plan_draft *draft = r->draft;
    struct address *all = vd_alloc_array(r->arena, draft->activities.n + 1, sizeof *all);
    int *order = vd_alloc_array(r->arena, draft->components.n + 1, sizeof *order);
    for (size_t i = 0; i < draft->activities.n; i++) {
        struct draft_activity *a = &draft->activities.v[i];
        a->order = ++order[a->component];
        a->address = address_of(r, a, a->code.p ? 0 : a->order);
        all[i] = (struct address){a->address, (int)i};
        if (!a->code.p)
            draft_finding_add(draft, "VD-P009", a->place, (int)i, a->description, (struct vd_str){0});
    }
    qsort(all, draft->activities.n, sizeof *all, compare_addresses);
    for (size_t i = 1; i < draft->activities.n; i++) {
        struct draft_activity *a = &draft->activities.v[all[i].activity];
        if (!vd_str_eq(all[i].text, all[i - 1].text))
            continue;
        a->address = address_of(r, a, a->order);
        draft_finding_add(draft, "VD-P010", a->place, all[i].activity, a->code, (struct vd_str){0});
    }
}

static void summarise_schedules(struct reader *r)
{
    struct plan_draft *draft = r->draft;
    VD_EACH(a, &draft->activities)
        a->schedule_kind = "none";
    VD_EACH(w, &draft->windows) {
        struct draft_activity *a = &draft->activities.v[w->activity];
        bool paired = vd_str_find(w->raw, VD_S(" · ")) >= 0;
        a->schedule = a->schedule.p ? vd_str_printf(r->arena, "%.*s\n%.*s", VD_SARG(a->schedule), VD_SARG(w->raw)) : w->raw;
        a->schedule_kind = paired ? (a->windows > 1 ? "windows" : "window") : a->windows > 1 ? "points" : "point";
    }
}

static void find_gaps(struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        if (!a->responsibles)
            draft_finding_add(draft, "VD-P007", a->place, (int)i, a->description, (struct vd_str){0});
        if (!a->windows)
            draft_finding_add(draft, "VD-P008", a->place, (int)i, a->description, (struct vd_str){0});
    }
}

static enum vd_err refuse(struct reader *r, struct vd_str *ret_reason)
{
    if (r->too_big) {
        *ret_reason = vd_str_printf(r->arena, "El documento trae más de %d actividades o de %d componentes: no parece un plan. Revise el archivo.",
                                    PLAN_MAX_ACTIVITIES, PLAN_MAX_COMPONENTS);
        return VD_TOO_BIG;
    }
    *ret_reason = VD_S("No se encontró ninguna matriz del plan: se busca una tabla con encabezados como «Actividades», «Meta», «Responsable» y «Fecha Inicio».");
    return VD_INVALID;
}

enum vd_err plan_read(const struct vd_doc *doc, const char *instrument, int vigencia, struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct plan_draft *draft = VD_NEW(arena, struct plan_draft);
    struct reader *r = VD_NEW(arena, struct reader);
    *draft = (struct plan_draft){.arena = arena, .instrument = instrument, .vigencia = vigencia};
    *r = (struct reader){.draft = draft, .arena = arena, .component = -1, .subcomponent = -1, .activity = -1};
    VD_EACH(block, &doc->blocks) {
        if (block->kind == VD_BLOCK_GRID)
            read_grid(r, block->grid);
        else
            note_line(r, block->text, (struct plan_place){0});
    }
    if (r->too_big || draft->activities.n == 0)
        return refuse(r, ret_reason);
    give_addresses(r);
    summarise_schedules(r);
    find_gaps(draft);
    *ret = draft;
    return VD_OK;
}
