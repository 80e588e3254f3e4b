/* SPDX-License-Identifier: Apache-2.0 */
/* Veedor's own workbook becomes a draft: its sheets, the plan and its components, and the order in which all is read. */
#include "features/plan/read/plan_book_reading.h"

enum { TEXT_MOST = 4 * PLAN_MAX_TEXT /* a text stands in several columns */ };

/* ---- what is wrong, and where */

struct plan_place plan_book_place(const struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i)
{
    return (struct plan_place){b->grid[sheet]->number, b->rows[sheet].row[i] + 1, 1, 0};
}

enum vd_err plan_book_wrong(const struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i, struct vd_str what)
{
    *b->reason = vd_str_printf(b->arena, "Hoja «%s», fila %d: %.*s", plan_book_sets[sheet].name, b->rows[sheet].row[i] + 1, VD_SARG(what));
    return VD_INVALID;
}

enum vd_err plan_book_wrong_whole(const struct plan_book_reading *b, struct vd_str what)
{
    *b->reason = what;
    return VD_INVALID;
}

/* ---- sheets */

static const struct vd_grid *sheet_of(const struct vd_doc *doc, enum plan_book_sheet sheet)
{
    VD_EACH(block, &doc->blocks)
        if (block->kind == VD_BLOCK_GRID && vd_str_is(block->grid->sheet, plan_book_sets[sheet].name))
            return block->grid;
    return NULL;
}

static const struct vd_grid_cell *plan_cell(const struct vd_doc *doc, int col)
{
    const struct vd_grid *grid = doc->blocks.n && doc->blocks.v[0].kind == VD_BLOCK_GRID ? doc->blocks.v[0].grid : NULL;
    bool origin;
    if (!grid || !vd_str_is(grid->sheet, plan_book_sets[PLAN_BOOK_PLAN].name) || !vd_dataset_heads(grid, &plan_book_sets[PLAN_BOOK_PLAN]))
        return NULL;
    return vd_grid_at(grid, 1, col, &origin);
}

bool plan_book_is(const struct vd_doc *doc)
{
    const struct vd_grid_cell *cell = plan_cell(doc, PLAN_BOOK_COL(PLAN_BOOK_PLAN, plan, format));
    return cell && vd_str_is(cell->text, PLAN_BOOK_FORMAT);
}

struct vd_str plan_book_instrument(const struct vd_doc *doc)
{
    const struct vd_grid_cell *cell = plan_book_is(doc) ? plan_cell(doc, PLAN_BOOK_COL(PLAN_BOOK_PLAN, plan, instrument)) : NULL;
    return cell ? cell->text : (struct vd_str){0};
}

static enum vd_err take_sheet(struct plan_book_reading *b, enum plan_book_sheet sheet)
{
    const struct vd_grid *grid = b->grid[sheet] = sheet_of(b->doc, sheet);
    if (!grid && sheet >= PLAN_BOOK_NEEDED)
        return VD_OK;
    if (!grid || !vd_dataset_heads(grid, &plan_book_sets[sheet]))
        return plan_book_wrong_whole(b, vd_str_printf(b->arena, "Al libro de Veedor le falta la hoja «%s», o sus encabezados no son los suyos: vuelva a exportar el plan y compare.", plan_book_sets[sheet].name));
    return vd_dataset_read(grid, &plan_book_sets[sheet], b->arena, &b->rows[sheet], b->reason);
}

static bool is_ours(const struct plan_book_reading *b, const struct vd_grid *grid)
{
    for (size_t s = 0; s < PLAN_BOOK_SHEETS; s++)
        if (b->grid[s] == grid)
            return true;
    return false;
}

/* What somebody added beside the sheets of the plan is said, and not used. */
static void put_table(struct plan_book_reading *b, const struct vd_grid *grid)
{
    bool ours = is_ours(b, grid), followed = grid == b->grid[PLAN_BOOK_FOLLOWUP] || grid == b->grid[PLAN_BOOK_CUTOFF];
    if (grid == b->grid[PLAN_BOOK_ACTIVITIES])
        b->first_table = (int)b->draft->tables.n;
    *VD_PUSH(b->arena, &b->draft->tables) = (struct draft_table){.number = grid->number, .sheet = grid->sheet, .rows = grid->rows, .cols = grid->cols, .component = -1,
        .activities = grid == b->grid[PLAN_BOOK_ACTIVITIES] ? (int)b->rows[PLAN_BOOK_ACTIVITIES].n : 0,
        .indicators = grid == b->grid[PLAN_BOOK_INDICATORS] ? (int)b->rows[PLAN_BOOK_INDICATORS].n : 0,
        .taken_for = !ours ? "otra" : followed ? "seguimiento" : grid == b->grid[PLAN_BOOK_INDICATORS] ? "indicadores" : "plan",
        .why = ours ? VD_S("Es una hoja del libro de Veedor: trae exactamente sus encabezados.") : VD_S("No es una hoja del libro de Veedor.")};
    if (!ours && grid->cells.n)
        draft_finding_add(b->draft, "VD-P077", (struct plan_place){grid->number, grid->cells.v[0].row + 1, grid->cells.v[0].col + 1, 0}, -1,
                          vd_str_squeeze(b->arena, vd_str_sub(grid->cells.v[0].text, 0, 200)), (struct vd_str){0});
}

static enum vd_err take_sheets(struct plan_book_reading *b)
{
    size_t text = 0;
    for (enum plan_book_sheet s = 0; s < PLAN_BOOK_SHEETS; s++)
        VD_TRY(take_sheet(b, s));
    if (!b->grid[PLAN_BOOK_CUTOFF] != !b->grid[PLAN_BOOK_FOLLOWUP])
        return plan_book_wrong_whole(b, VD_S("Las hojas «Corte» y «Seguimiento» van juntas: el libro trae solo una."));
    VD_EACH(block, &b->doc->blocks) {
        if (block->kind != VD_BLOCK_GRID)
            continue;
        put_table(b, block->grid);
        VD_EACH(cell, &block->grid->cells)
            text += cell->text.n;
    }
    if (text <= TEXT_MOST)
        return VD_OK;
    *b->reason = VD_S("El libro trae demasiado texto: no parece un plan. Revise el archivo.");
    return VD_TOO_BIG;
}

/* ---- cells, as the page of an activity shows where it was read */

void plan_book_cell(struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i, int col, int activity, enum plan_field field, const char *status, struct vd_str reading)
{
    struct plan_place place = plan_book_place(b, sheet, i);
    bool origin;
    const struct vd_grid_cell *cell = vd_grid_at(b->grid[sheet], b->rows[sheet].row[i], col, &origin);
    if (!cell || !cell->text.n || !origin)
        return;
    place.col = col + 1;
    draft_cell_add(b->draft, &(struct draft_cell){.place = place, .raw = cell->text, .activity = activity, .field = field, .reading = reading, .status = status});
    if (activity >= 0 && absent(b->draft->activities.v[activity].at[field]))
        b->draft->activities.v[activity].at[field] = place;
}

/* ---- the plan and its components */

static enum vd_err read_plan(struct plan_book_reading *b)
{
    const struct plan_book_plan *plan = PLAN_BOOK_ROWS(b, PLAN_BOOK_PLAN, plan);
    if (b->rows[PLAN_BOOK_PLAN].n != 1)
        return plan_book_wrong_whole(b, VD_S("La hoja «Plan» trae una fila, y solo una."));
    if (plan->version != PLAN_BOOK_VERSION)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_PLAN, 0, "es la versión %" PRId64 " del formato, y este programa lee la %d.", plan->version, PLAN_BOOK_VERSION);
    const struct law_instruments *instrument = plan_law_instrument(plan->instrument);
    if (!instrument || (b->instrument && !vd_str_is(instrument->code, b->instrument)))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_PLAN, 0, "el libro es del instrumento «%.*s»%s%s.", VD_SARG(plan->instrument), b->instrument ? ", y se pidió " : ", que no se conoce", b->instrument ? b->instrument : "");
    if (plan->vigencia < 1991 || plan->vigencia > 2199 || (b->vigencia && plan->vigencia != b->vigencia))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_PLAN, 0, "el libro es de la vigencia %" PRId64 ", y se pidió %d.", plan->vigencia, b->vigencia);
    b->draft->instrument = instrument->code.p;
    b->draft->vigencia = (int)plan->vigencia;
    return VD_OK;
}

static enum vd_err read_component(struct plan_book_reading *b, size_t i)
{
    const struct plan_book_component *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_COMPONENTS, component)[i];
    struct plan_draft *draft = b->draft;
    if (row->no != (int64_t)i + 1)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_COMPONENTS, i, "su N.º es %zu, no %" PRId64 ".", i + 1, row->no);
    if (row->parent.has && (row->parent.v < 1 || row->parent.v > (int64_t)i || draft->components.v[row->parent.v - 1].parent >= 0))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_COMPONENTS, i, "«Dentro de» es el N.º de un componente de una fila anterior.");
    if (!row->code.n || !row->name.n || row->ord < 1 || row->ord > PLAN_MAX_COMPONENTS)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_COMPONENTS, i, "le falta el código o el nombre, o su orden no es un número desde 1.");
    if (row->catalogue.n && !plan_law_part_named(vd_str_of(draft->instrument), row->catalogue))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_COMPONENTS, i, "el instrumento no tiene una parte «%.*s».", VD_SARG(row->catalogue));
    *VD_PUSH(b->arena, &draft->components) = (struct draft_component){.parent = row->parent.has ? (int)row->parent.v - 1 : -1, .ord = (int)row->ord, .code = row->code,
        .name = row->name, .raw = row->raw.p ? row->raw : VD_S(""), .catalogue = row->catalogue, .ext_title = row->ext_title, .objective = row->objective,
        .fold = vd_fold(b->arena, row->name), .place = plan_book_place(b, PLAN_BOOK_COMPONENTS, i)};
    for (int col = 0; col < (int)plan_book_sets[PLAN_BOOK_COMPONENTS].n_fields; col++)
        plan_book_cell(b, PLAN_BOOK_COMPONENTS, i, col, -1, PLAN_FIELD_COMPONENT, "leido", (struct vd_str){0});
    if (row->ext_title.n)
        draft_finding_add(draft, "VD-P011", plan_book_place(b, PLAN_BOOK_COMPONENTS, i), -1, row->ext_title, (struct vd_str){0});
    return VD_OK;
}

static enum vd_err read_components(struct plan_book_reading *b)
{
    size_t n = b->rows[PLAN_BOOK_COMPONENTS].n;
    if (n > PLAN_MAX_COMPONENTS)
        return plan_book_wrong_whole(b, vd_str_printf(b->arena, "La hoja «Componentes» trae más de %d filas: no parece un plan.", PLAN_MAX_COMPONENTS));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_component(b, i));
    return VD_OK;
}

/* ---- rows that hang on others: they may stand in any order in the sheet, each with its place among its own */

int plan_book_hung_cmp(const void *a, const void *b)
{
    const struct plan_book_hung *x = a, *y = b;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (x->ord != y->ord)
        return x->ord < y->ord ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

enum vd_err plan_book_in_order(struct plan_book_reading *b, enum plan_book_sheet sheet, struct plan_book_hung *rows, int64_t most)
{
    size_t n = b->rows[sheet].n;
    if (n)
        qsort(rows, n, sizeof *rows, plan_book_hung_cmp);
    for (size_t i = 0; i < n; i++) {
        int64_t expected = i && rows[i].owner == rows[i - 1].owner ? rows[i - 1].ord + 1 : 1;
        if (rows[i].ord != expected || expected > most)
            return PLAN_BOOK_WRONG(b, sheet, rows[i].row, "su orden es %" PRId64 " y se esperaba %" PRId64 " (de 1 a %" PRId64 ").", rows[i].ord, expected, most);
    }
    return VD_OK;
}

/* ---- the whole */

static enum vd_err read_all(void *arg)
{
    struct plan_book_reading *b = arg;
    VD_TRY(take_sheets(b));
    VD_TRY(read_plan(b));
    VD_TRY(read_components(b));
    VD_TRY(plan_book_read_activities(b));
    VD_TRY(plan_book_read_windows(b));
    VD_TRY(plan_book_read_responsibles(b));
    VD_TRY(plan_book_read_indicators(b));
    VD_TRY(plan_book_read_followup(b));
    draft_findings_find(b->draft);
    return VD_OK;
}

enum vd_err plan_book_read(const struct vd_doc *doc, const char *instrument, int vigencia, struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct plan_draft *draft = VD_NEW(arena, struct plan_draft);
    struct plan_book_reading *b = VD_NEW(arena, struct plan_book_reading);
    *draft = (struct plan_draft){.arena = arena, .format = doc->format};
    *b = (struct plan_book_reading){.arena = arena, .draft = draft, .doc = doc, .instrument = instrument, .vigencia = vigencia, .reason = ret_reason};
    enum vd_err err = vd_arena_try(arena, read_all, b);
    if (err == VD_NO_MEMORY) {
        *ret_reason = VD_S("El libro necesita demasiada memoria para entenderse: no parece un plan. Revise el archivo o divídalo.");
        return VD_TOO_BIG;
    }
    VD_TRY(err);
    *ret = draft;
    return VD_OK;
}
