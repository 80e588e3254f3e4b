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
#include "features/plan/plan_reader.h"

enum { HEADER_SEARCH_ROWS = 6, HEADER_MIN_FIELDS = 3, TITLE_MAX_BYTES = 300 };

/* ---- components */

static int brothers(const struct plan_draft *draft, int parent)
{
    int n = 0;
    VD_EACH(c, &draft->components)
        n += c->parent == parent;
    return n;
}

int reader_add_component(struct reader *r, const struct draft_component *component)
{
    if (r->draft->components.n >= PLAN_MAX_COMPONENTS) {
        r->too_big = true;
        return r->component;
    }
    struct draft_component added = *component;
    added.ord = brothers(r->draft, component->parent) + 1;
    added.fold = vd_fold(r->arena, component->name);
    if (!added.code.p)
        added.code = vd_str_printf(r->arena, "%d", added.ord);
    *VD_PUSH(r->arena, &r->draft->components) = added;
    return (int)r->draft->components.n - 1;
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
        found = reader_add_component(r, &named);
    else if (!r->draft->components.v[found].activities) {
        named.ord = r->draft->components.v[found].ord;
        named.fold = vd_fold(r->arena, name);
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
    if (r->component < 0 || r->draft->components.v[r->component].activities || !vd_str_starts(vd_fold(r->arena, raw), VD_S("ver ")))
        return;
    struct draft_component *component = &r->draft->components.v[r->component];
    if (component->ext_title.p)
        return;
    component->ext_title = raw;
    draft_finding_add(r->draft, "VD-P011", place, -1, raw, (struct vd_str){0});
}

/* ---- grids */

/* Row `number`, given the index of its first cell; *at moves behind its last one. */
static struct row row_at(const struct vd_grid *grid, int number, size_t *at)
{
    size_t from = *at;
    while (*at < grid->cells.n && grid->cells.v[*at].row == number)
        (*at)++;
    return (struct row){.number = number, .cells = *at > from ? grid->cells.v + from : NULL, .n = *at - from};
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
        if (cell_says(cell))
            reader_put_cell(r, cell, PLAN_FIELD_HEADER, -1, vd_str_of(plan_field_name(field)), "leido");
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
        if (!cell_says(&row->cells[i]))
            continue;
        if (in_matrix)
            reader_put_cell(r, &row->cells[i], PLAN_FIELD_HEADER, -1, (struct vd_str){0}, "leido");
        if (row->n == 1 || in_matrix)
            note_line(r, row->cells[i].text, reader_place(r, &row->cells[i]));
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
            reader_row(r, &row);
    }
}

static enum vd_err refuse(struct reader *r, struct vd_str *ret_reason)
{
    if (r->too_big) {
        *ret_reason = vd_str_printf(r->arena, "El documento trae más de %d actividades, de %d componentes o de %d responsables en una actividad: no parece un plan. Revise el archivo.",
                                    PLAN_MAX_ACTIVITIES, PLAN_MAX_COMPONENTS, PLAN_MAX_RESPONSIBLES);
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
    reader_end(r);
    *ret = draft;
    return VD_OK;
}
