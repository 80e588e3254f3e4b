/* SPDX-License-Identifier: Apache-2.0 */
/* Veedor's own workbook becomes a draft. What it says is taken as it stands: nothing is read out of a text that has a column of its
 * own. The rules of the cells run all the same, for the findings that a person expects of any plan, and never change a value. */
#include "features/plan/cells/plan_figures.h"
#include "features/plan/read/plan_book.h"
#include "features/plan/read/plan_reader.h"

enum { CODE_MOST = 40, TEXT_MOST = 4 * PLAN_MAX_TEXT /* a text stands in several columns */ };

struct code { struct vd_str text; int activity; };

struct book {
    struct vd_arena *arena;
    struct plan_draft *draft;
    const struct vd_doc *doc;
    const struct vd_grid *grid[PLAN_BOOK_SHEETS];
    struct vd_read_rows rows[PLAN_BOOK_SHEETS];
    struct code *codes;                          /* of the activities, sorted */
    int first_table;                             /* index in draft.tables of the sheet Actividades */
    const char *instrument;
    int vigencia;
    struct vd_str *reason;
};

#define ROWS(b, sheet, row) ((const struct plan_book_##row *)(b)->rows[sheet].v)

static struct plan_place row_place(const struct book *b, enum plan_book_sheet sheet, size_t i)
{
    return (struct plan_place){b->grid[sheet]->number, b->rows[sheet].row[i] + 1, 1, 0};
}

static enum vd_err wrong(const struct book *b, enum plan_book_sheet sheet, size_t i, struct vd_str what)
{
    *b->reason = vd_str_printf(b->arena, "Hoja «%s», fila %d: %.*s", plan_book_sets[sheet].name, b->rows[sheet].row[i] + 1, VD_SARG(what));
    return VD_INVALID;
}
#define WRONG(b, sheet, i, ...) wrong((b), (sheet), (i), vd_str_printf((b)->arena, __VA_ARGS__))

static enum vd_err whole_wrong(const struct book *b, struct vd_str what)
{
    *b->reason = what;
    return VD_INVALID;
}

static const char *one_of(struct vd_str text, const char *const *words)
{
    for (; *words; words++)
        if (vd_str_is(text, *words))
            return *words;
    return NULL;
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
    const struct vd_grid_cell *cell = plan_cell(doc, 0);
    return cell && vd_str_is(cell->text, PLAN_BOOK_FORMAT);
}

struct vd_str plan_book_instrument(const struct vd_doc *doc)
{
    const struct vd_grid_cell *cell = plan_book_is(doc) ? plan_cell(doc, 2) : NULL;
    return cell ? cell->text : (struct vd_str){0};
}

static enum vd_err take_sheet(struct book *b, enum plan_book_sheet sheet)
{
    const struct vd_grid *grid = b->grid[sheet] = sheet_of(b->doc, sheet);
    if (!grid && sheet >= PLAN_BOOK_NEEDED)
        return VD_OK;
    if (!grid || !vd_dataset_heads(grid, &plan_book_sets[sheet]))
        return whole_wrong(b, vd_str_printf(b->arena, "Al libro de Veedor le falta la hoja «%s», o sus encabezados no son los suyos: vuelva a exportar el plan y compare.", plan_book_sets[sheet].name));
    return vd_dataset_read(grid, &plan_book_sets[sheet], b->arena, &b->rows[sheet], b->reason);
}

static bool is_ours(const struct book *b, const struct vd_grid *grid)
{
    for (size_t s = 0; s < PLAN_BOOK_SHEETS; s++)
        if (b->grid[s] == grid)
            return true;
    return false;
}

/* What somebody added beside the sheets of the plan is said, and not used. */
static void put_table(struct book *b, const struct vd_grid *grid)
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

static enum vd_err take_sheets(struct book *b)
{
    size_t text = 0;
    for (enum plan_book_sheet s = 0; s < PLAN_BOOK_SHEETS; s++)
        VD_TRY(take_sheet(b, s));
    if (!b->grid[PLAN_BOOK_CUTOFF] != !b->grid[PLAN_BOOK_FOLLOWUP])
        return whole_wrong(b, VD_S("Las hojas «Corte» y «Seguimiento» van juntas: el libro trae solo una."));
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

static void put_cell(struct book *b, enum plan_book_sheet sheet, size_t i, int col, int activity, enum plan_field field, const char *status, struct vd_str reading)
{
    struct plan_place place = row_place(b, sheet, i);
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

static enum vd_err read_plan(struct book *b)
{
    const struct plan_book_plan *plan = ROWS(b, PLAN_BOOK_PLAN, plan);
    if (b->rows[PLAN_BOOK_PLAN].n != 1)
        return whole_wrong(b, VD_S("La hoja «Plan» trae una fila, y solo una."));
    if (plan->version != PLAN_BOOK_VERSION)
        return WRONG(b, PLAN_BOOK_PLAN, 0, "es la versión %" PRId64 " del formato, y este programa lee la %d.", plan->version, PLAN_BOOK_VERSION);
    const struct law_instruments *instrument = plan_law_instrument(plan->instrument);
    if (!instrument || (b->instrument && !vd_str_is(instrument->code, b->instrument)))
        return WRONG(b, PLAN_BOOK_PLAN, 0, "el libro es del instrumento «%.*s»%s%s.", VD_SARG(plan->instrument), b->instrument ? ", y se pidió " : ", que no se conoce", b->instrument ? b->instrument : "");
    if (plan->vigencia < 1991 || plan->vigencia > 2199 || (b->vigencia && plan->vigencia != b->vigencia))
        return WRONG(b, PLAN_BOOK_PLAN, 0, "el libro es de la vigencia %" PRId64 ", y se pidió %d.", plan->vigencia, b->vigencia);
    b->draft->instrument = instrument->code.p;
    b->draft->vigencia = (int)plan->vigencia;
    return VD_OK;
}

static enum vd_err read_component(struct book *b, size_t i)
{
    const struct plan_book_component *row = &ROWS(b, PLAN_BOOK_COMPONENTS, component)[i];
    struct plan_draft *draft = b->draft;
    if (row->no != (int64_t)i + 1)
        return WRONG(b, PLAN_BOOK_COMPONENTS, i, "su N.º es %zu, no %" PRId64 ".", i + 1, row->no);
    if (row->parent.has && (row->parent.v < 1 || row->parent.v > (int64_t)i || draft->components.v[row->parent.v - 1].parent >= 0))
        return WRONG(b, PLAN_BOOK_COMPONENTS, i, "«Dentro de» es el N.º de un componente de una fila anterior.");
    if (!row->code.n || !row->name.n || row->ord < 1 || row->ord > PLAN_MAX_COMPONENTS)
        return WRONG(b, PLAN_BOOK_COMPONENTS, i, "le falta el código o el nombre, o su orden no es un número desde 1.");
    if (row->catalogue.n && !plan_law_part_named(vd_str_of(draft->instrument), row->catalogue))
        return WRONG(b, PLAN_BOOK_COMPONENTS, i, "el instrumento no tiene una parte «%.*s».", VD_SARG(row->catalogue));
    *VD_PUSH(b->arena, &draft->components) = (struct draft_component){.parent = row->parent.has ? (int)row->parent.v - 1 : -1, .ord = (int)row->ord, .code = row->code,
        .name = row->name, .raw = row->raw.p ? row->raw : VD_S(""), .catalogue = row->catalogue, .ext_title = row->ext_title, .objective = row->objective,
        .fold = vd_fold(b->arena, row->name), .place = row_place(b, PLAN_BOOK_COMPONENTS, i)};
    for (int col = 0; col < (int)plan_book_sets[PLAN_BOOK_COMPONENTS].n_fields; col++)
        put_cell(b, PLAN_BOOK_COMPONENTS, i, col, -1, PLAN_FIELD_COMPONENT, "leido", (struct vd_str){0});
    if (row->ext_title.n)
        draft_finding_add(draft, "VD-P011", row_place(b, PLAN_BOOK_COMPONENTS, i), -1, row->ext_title, (struct vd_str){0});
    return VD_OK;
}

static enum vd_err read_components(struct book *b)
{
    size_t n = b->rows[PLAN_BOOK_COMPONENTS].n;
    if (n > PLAN_MAX_COMPONENTS)
        return whole_wrong(b, vd_str_printf(b->arena, "La hoja «Componentes» trae más de %d filas: no parece un plan.", PLAN_MAX_COMPONENTS));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_component(b, i));
    return VD_OK;
}

/* ---- activities */

static int compare_codes(const void *a, const void *b)
{
    const struct code *x = a, *y = b;
    return vd_str_cmp(x->text, y->text);
}

static int activity_of(const struct book *b, struct vd_str code)
{
    struct code wanted = {.text = code};
    const struct code *found = b->draft->activities.n ? bsearch(&wanted, b->codes, b->draft->activities.n, sizeof wanted, compare_codes) : NULL;
    return found ? found->activity : -1;
}

/* A page of its own: «..» is cut out of addresses by browsers, and «4.3.4.json» is that of another activity in JSON. */
static bool fits_in_address(struct vd_str code)
{
    if (vd_str_is(code, ".") || vd_str_is(code, "..") || vd_str_ends(code, VD_S(".json")))
        return false;
    for (size_t i = 0; i < code.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", code.p[i]) || !code.p[i])
            return false;
    return code.n > 0 && code.n <= CODE_MOST;
}

static const char *reading_of(struct vd_str text)
{
    static const char *const words[] = {"leido", "supuesto", "ambiguo", "corregido", NULL};
    return text.n ? one_of(text, words) : "leido";
}

/* Columns of the sheet, in its order, from the code on. */
static const struct { int col; enum plan_field field; } activity_cells[] = {
    {1, PLAN_FIELD_NUMBER}, {4, PLAN_FIELD_ACTIVITY}, {5, PLAN_FIELD_PRODUCT}, {6, PLAN_FIELD_GOAL}, {7, PLAN_FIELD_DATE}, {13, PLAN_FIELD_TRAMITE_CODE},
    {14, PLAN_FIELD_TRAMITE_NAME}, {15, PLAN_FIELD_TRAMITE_CURRENT}, {16, PLAN_FIELD_TRAMITE_IMPROVEMENT}, {17, PLAN_FIELD_TRAMITE_BENEFIT},
    {18, PLAN_FIELD_TRAMITE_KIND}, {19, PLAN_FIELD_TRAMITE_ACTION}};
enum { READINGS_COL = 9, READINGS = 4 };

static enum vd_err put_activity_cells(struct book *b, size_t i, const struct plan_book_activity *row)
{
    static const enum plan_field fields[READINGS] = {PLAN_FIELD_ACTIVITY, PLAN_FIELD_GOAL, PLAN_FIELD_DATE, PLAN_FIELD_RESPONSIBLE};
    const struct vd_str said[READINGS] = {row->activity_reading, row->goal_reading, row->dates_reading, row->people_reading};
    for (size_t c = 0; c < VD_COUNT(activity_cells); c++)
        put_cell(b, PLAN_BOOK_ACTIVITIES, i, activity_cells[c].col, (int)i, activity_cells[c].field, "leido", (struct vd_str){0});
    for (int c = 0; c < READINGS; c++) {
        const char *status = reading_of(said[c]);
        if (!status)
            return WRONG(b, PLAN_BOOK_ACTIVITIES, i, "«%.*s» no es una lectura: leido, supuesto, ambiguo o corregido.", VD_SARG(said[c]));
        put_cell(b, PLAN_BOOK_ACTIVITIES, i, READINGS_COL + c, (int)i, fields[c], status, (struct vd_str){0});
    }
    return VD_OK;
}

static enum vd_err read_activity(struct book *b, size_t i)
{
    static const char *const kinds[] = {"point", "points", "window", "windows", "recurring", "permanent", "fiscal_year", "external", "none", NULL};
    const struct plan_book_activity *row = &ROWS(b, PLAN_BOOK_ACTIVITIES, activity)[i];
    struct plan_draft *draft = b->draft;
    const char *kind = one_of(row->schedule_kind, kinds);
    int64_t parts = (int64_t)draft->components.n;
    if (!fits_in_address(row->address))
        return WRONG(b, PLAN_BOOK_ACTIVITIES, i, "su código es de letras minúsculas sin acento, cifras, puntos y guiones, hasta %d, y no acaba en «.json»: 4.3.4.", CODE_MOST);
    if (row->component < 1 || row->component > parts || draft->components.v[row->component - 1].parent >= 0)
        return WRONG(b, PLAN_BOOK_ACTIVITIES, i, "no hay un componente con el N.º %" PRId64 ".", row->component);
    if (row->subcomponent.has && (row->subcomponent.v < 1 || row->subcomponent.v > parts || draft->components.v[row->subcomponent.v - 1].parent != row->component - 1))
        return WRONG(b, PLAN_BOOK_ACTIVITIES, i, "el N.º %" PRId64 " no es parte de su componente.", row->subcomponent.v);
    if (!row->description.n || !kind)
        return WRONG(b, PLAN_BOOK_ACTIVITIES, i, "le falta el texto de la actividad, o su clase de fechas no se conoce.");
    struct draft_activity *a = VD_PUSH(b->arena, &draft->activities);
    *a = (struct draft_activity){.component = (int)row->component - 1, .subcomponent = row->subcomponent.has ? (int)row->subcomponent.v - 1 : -1,
        .place = row_place(b, PLAN_BOOK_ACTIVITIES, i), .table = b->first_table, .order = ++draft->components.v[row->component - 1].activities, .address = row->address,
        .code = row->code, .description = row->description, .product = row->product, .goal = row->goal, .schedule = row->schedule, .schedule_kind = kind,
        .target = {.unit_kind = "none", .comparator = "="}};
    memcpy(a->tramite, row->tramite, sizeof a->tramite);
    plan_dates_read(b->arena, row->schedule, draft->vigencia, &a->dates);
    return put_activity_cells(b, i, row);
}

static enum vd_err read_activities(struct book *b)
{
    size_t n = b->rows[PLAN_BOOK_ACTIVITIES].n;
    if (!n || n > PLAN_MAX_ACTIVITIES)
        return whole_wrong(b, vd_str_printf(b->arena, "La hoja «Actividades» trae %s: no parece un plan.", n ? "demasiadas filas" : "ninguna fila"));
    b->codes = vd_alloc_array(b->arena, n, sizeof *b->codes);
    for (size_t i = 0; i < n; i++) {
        VD_TRY(read_activity(b, i));
        b->codes[i] = (struct code){b->draft->activities.v[i].address, (int)i};
    }
    qsort(b->codes, n, sizeof *b->codes, compare_codes);
    for (size_t i = 1; i < n; i++)
        if (vd_str_eq(b->codes[i].text, b->codes[i - 1].text))
            return WRONG(b, PLAN_BOOK_ACTIVITIES, (size_t)b->codes[i].activity, "el código «%.*s» está en más de una fila.", VD_SARG(b->codes[i].text));
    return VD_OK;
}

/* ---- what hangs on activities: rows may stand in any order in the sheet, each with its place among its own */

struct hung { int owner; int64_t ord; size_t row; }; /* owner -1: none */

static int compare_hung(const void *a, const void *b)
{
    const struct hung *x = a, *y = b;
    if (x->owner != y->owner)
        return x->owner < y->owner ? -1 : 1;
    if (x->ord != y->ord)
        return x->ord < y->ord ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

/* Sorts, and asks that those of each owner are numbered 1, 2, 3 … up to most. */
static enum vd_err in_order(struct book *b, enum plan_book_sheet sheet, struct hung *rows, int64_t most)
{
    size_t n = b->rows[sheet].n;
    if (n)
        qsort(rows, n, sizeof *rows, compare_hung);
    for (size_t i = 0; i < n; i++) {
        int64_t expected = i && rows[i].owner == rows[i - 1].owner ? rows[i - 1].ord + 1 : 1;
        if (rows[i].ord != expected || expected > most)
            return WRONG(b, sheet, rows[i].row, "su orden es %" PRId64 " y se esperaba %" PRId64 " (de 1 a %" PRId64 ").", rows[i].ord, expected, most);
    }
    return VD_OK;
}

static enum vd_err owner_of(struct book *b, enum plan_book_sheet sheet, size_t i, struct vd_str code, int *ret)
{
    *ret = activity_of(b, code);
    if (*ret < 0)
        return WRONG(b, sheet, i, "la hoja «Actividades» no tiene el código «%.*s».", VD_SARG(code));
    return VD_OK;
}

static enum vd_err read_window(struct book *b, const struct hung *at)
{
    static const char *const precisions[] = {"day", "month", "year", NULL};
    const struct plan_book_window *row = &ROWS(b, PLAN_BOOK_WINDOWS, window)[at->row];
    const char *precision = one_of(row->granularity, precisions);
    const struct law_findings *problem = row->problem.n ? plan_law_finding(row->problem) : NULL;
    struct plan_place place = row_place(b, PLAN_BOOK_WINDOWS, at->row);
    if (!precision || (row->problem.n && !problem))
        return WRONG(b, PLAN_BOOK_WINDOWS, at->row, "su precisión es day, month o year, y su hallazgo uno de los que se conocen.");
    *VD_PUSH(b->arena, &b->draft->windows) = (struct draft_window){.activity = at->owner, .ord = (int)at->ord, .from = row->from, .due = row->due,
        .granularity = *precision == 'd' ? PLAN_DAY : *precision == 'm' ? PLAN_MONTH : PLAN_YEAR, .raw = row->raw.p ? row->raw : VD_S(""), .place = place,
        .problem = problem ? problem->code.p : NULL};
    b->draft->activities.v[at->owner].windows++;
    if (problem)
        draft_finding_add(b->draft, problem->code.p, place, at->owner, row->raw, (struct vd_str){0});
    put_cell(b, PLAN_BOOK_WINDOWS, at->row, 2, at->owner, PLAN_FIELD_START, "leido", vd_date_iso(b->arena, row->from));
    put_cell(b, PLAN_BOOK_WINDOWS, at->row, 3, at->owner, PLAN_FIELD_END, "leido", vd_date_iso(b->arena, row->due));
    put_cell(b, PLAN_BOOK_WINDOWS, at->row, 5, at->owner, PLAN_FIELD_DATE, "leido", (struct vd_str){0});
    return VD_OK;
}

static enum vd_err read_windows(struct book *b)
{
    size_t n = b->rows[PLAN_BOOK_WINDOWS].n;
    struct hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct plan_book_window *row = &ROWS(b, PLAN_BOOK_WINDOWS, window)[i];
        rows[i] = (struct hung){0, row->ord, i};
        VD_TRY(owner_of(b, PLAN_BOOK_WINDOWS, i, row->activity, &rows[i].owner));
    }
    VD_TRY(in_order(b, PLAN_BOOK_WINDOWS, rows, PLAN_MAX_WINDOWS));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_window(b, &rows[i]));
    return VD_OK;
}

static bool names_somebody(struct vd_arena *arena, struct vd_str text)
{
    struct vd_str fold = vd_fold(arena, text);
    for (size_t i = 0; i < fold.n; i++)
        if ((fold.p[i] >= 'a' && fold.p[i] <= 'z') || (fold.p[i] >= '0' && fold.p[i] <= '9'))
            return true;
    return false;
}

static enum vd_err read_responsible(struct book *b, const struct hung *at)
{
    const struct plan_book_responsible *row = &ROWS(b, PLAN_BOOK_RESPONSIBLES, responsible)[at->row];
    struct plan_people people;
    if (!names_somebody(b->arena, row->raw) || (row->unit.n && !names_somebody(b->arena, row->unit)))
        return WRONG(b, PLAN_BOOK_RESPONSIBLES, at->row, "no nombra a nadie.");
    plan_people_read(b->arena, row->raw, &people);
    bool one = people.list.n == 1;
    put_cell(b, PLAN_BOOK_RESPONSIBLES, at->row, 2, at->owner, PLAN_FIELD_RESPONSIBLE, "leido", (struct vd_str){0});
    *VD_PUSH(b->arena, &b->draft->responsibles) = (struct draft_responsible){at->owner, (int)at->ord, row->raw, one ? people.list.v[0].name : row->raw,
        one ? people.list.v[0].kind : "unit", (int)b->draft->cells.n - 1, row->unit};
    b->draft->activities.v[at->owner].responsibles++;
    return VD_OK;
}

static enum vd_err read_responsibles(struct book *b)
{
    size_t n = b->rows[PLAN_BOOK_RESPONSIBLES].n;
    struct hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct plan_book_responsible *row = &ROWS(b, PLAN_BOOK_RESPONSIBLES, responsible)[i];
        rows[i] = (struct hung){0, row->ord, i};
        VD_TRY(owner_of(b, PLAN_BOOK_RESPONSIBLES, i, row->activity, &rows[i].owner));
    }
    VD_TRY(in_order(b, PLAN_BOOK_RESPONSIBLES, rows, PLAN_MAX_RESPONSIBLES));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_responsible(b, &rows[i]));
    return VD_OK;
}

/* ---- indicators */

static enum vd_err target_of(struct book *b, size_t i, const struct plan_book_indicator *row, struct plan_target *ret)
{
    static const char *const units[] = {"percent", "count", "boolean-product", "none", NULL}, *const comparators[] = {"=", ">=", "<=", NULL};
    struct plan_target target = {0};
    const char *unit = one_of(row->unit_kind, units), *comparator = row->target.p ? one_of(row->comparator, comparators) : "=";
    if (!row->name.n || !unit || !comparator)
        return WRONG(b, PLAN_BOOK_INDICATORS, i, "le falta el nombre, o su unidad o su comparación no se conocen.");
    if (!row->target.p && (row->qty.has || row->condition.p || row->per.p || row->per_n.has || row->coverage.p || row->comparator.p))
        return WRONG(b, PLAN_BOOK_INDICATORS, i, "trae cantidad, comparación, condición o alcance sin meta.");
    if (row->target.p)
        plan_target_read_under(b->arena, row->target, row->name, &target);
    target.raw = row->target;
    target.qty_u6 = row->qty;
    target.unit_kind = unit;
    target.comparator = comparator;
    target.polarity = row->lower_better ? "lower-better" : NULL;
    target.condition = row->condition;
    target.per = row->per;
    target.per_count = row->per_n;
    target.coverage = row->coverage;
    *ret = target;
    return VD_OK;
}

static void put_indicator_cells(struct book *b, const struct hung *at, int activity, const struct plan_target *target)
{
    put_cell(b, PLAN_BOOK_INDICATORS, at->row, 3, activity, PLAN_FIELD_INDICATOR, "leido", (struct vd_str){0});
    put_cell(b, PLAN_BOOK_INDICATORS, at->row, 4, activity, PLAN_FIELD_FORMULA, "leido", (struct vd_str){0});
    put_cell(b, PLAN_BOOK_INDICATORS, at->row, 9, activity, PLAN_FIELD_GOAL, "leido", plan_target_reading(b->arena, target));
    VD_EACH(problem, &target->verdict.problems)
        draft_finding_add(b->draft, problem->code, row_place(b, PLAN_BOOK_INDICATORS, at->row), activity, problem->read_text, problem->proposal);
}

/* owner: an activity, or past them 0 for the whole plan and then the components. */
static enum vd_err read_indicator(struct book *b, const struct hung *at)
{
    const struct plan_book_indicator *row = &ROWS(b, PLAN_BOOK_INDICATORS, indicator)[at->row];
    int part = at->owner - (int)b->draft->activities.n - 1;
    struct plan_target target;
    VD_TRY(target_of(b, at->row, row, &target));
    if (part >= -1) {
        *VD_PUSH(b->arena, &b->draft->indicators) = (struct draft_indicator){.component = part, .place = row_place(b, PLAN_BOOK_INDICATORS, at->row), .name = row->name,
            .formula = row->formula, .target = target, .schedule = row->schedule, .responsible = row->responsible, .alone = row->schedule.p || row->responsible.p};
        put_indicator_cells(b, at, -1, &target);
        return VD_OK;
    }
    struct draft_activity *a = &b->draft->activities.v[at->owner];
    if (at->ord != 1)
        return WRONG(b, PLAN_BOOK_INDICATORS, at->row, "la actividad %.*s ya tiene un indicador.", VD_SARG(a->address));
    a->indicator = row->name;
    a->formula = row->formula;
    a->target = target;
    put_indicator_cells(b, at, at->owner, &target);
    return VD_OK;
}

static enum vd_err read_indicators(struct book *b)
{
    size_t n = b->rows[PLAN_BOOK_INDICATORS].n;
    int activities = (int)b->draft->activities.n;
    struct hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct plan_book_indicator *row = &ROWS(b, PLAN_BOOK_INDICATORS, indicator)[i];
        rows[i] = (struct hung){activities, row->ord, i};
        if (row->activity.n && row->component.has)
            return WRONG(b, PLAN_BOOK_INDICATORS, i, "un indicador es de una actividad o de un componente, no de los dos.");
        if (row->component.has && (row->component.v < 1 || row->component.v > (int64_t)b->draft->components.n))
            return WRONG(b, PLAN_BOOK_INDICATORS, i, "no hay un componente con el N.º %" PRId64 ".", row->component.v);
        if (row->activity.n)
            VD_TRY(owner_of(b, PLAN_BOOK_INDICATORS, i, row->activity, &rows[i].owner));
        else if (row->component.has)
            rows[i].owner = activities + (int)row->component.v;
    }
    VD_TRY(in_order(b, PLAN_BOOK_INDICATORS, rows, VD_DOC_MAX_ROWS));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_indicator(b, &rows[i]));
    return VD_OK;
}

/* ---- follow-up */

static enum vd_err read_followed(struct book *b, struct followup_draft *sheet, const struct hung *at)
{
    static const char *const counts[] = {"si", "no_vencida", "no_aplica", NULL}, *const readings[] = {"leido", "supuesto", "ambiguo", NULL};
    const struct plan_book_followup *row = &ROWS(b, PLAN_BOOK_FOLLOWUP, followup)[at->row];
    const char *counted = one_of(row->counted, counts), *reading = one_of(row->reading, readings);
    if (!counted || !reading)
        return WRONG(b, PLAN_BOOK_FOLLOWUP, at->row, "cuenta es si, no_vencida o no_aplica, y lectura es leido, supuesto o ambiguo.");
    struct followup_draft_row *line = VD_PUSH(b->arena, &sheet->rows);
    *line = (struct followup_draft_row){.activity = at->owner, .declared_raw = row->declared_raw, .remarks = row->remarks, .counted = counted};
    plan_achieved_read(b->arena, &b->draft->activities.v[at->owner].target, row->achieved_raw, row->declared_raw, &line->achieved);
    line->achieved.raw = row->achieved_raw;
    line->achieved.value_u6 = row->achieved;
    line->achieved.target_u6 = row->target;
    line->achieved.declared_u6 = row->declared;
    line->achieved.verdict.status = *reading == 'l' ? PLAN_READ : *reading == 's' ? PLAN_SUPPOSED : PLAN_AMBIGUOUS;
    line->achieved_place = line->declared_place = line->remarks_place = row_place(b, PLAN_BOOK_FOLLOWUP, at->row);
    put_cell(b, PLAN_BOOK_FOLLOWUP, at->row, 6, at->owner, PLAN_FIELD_ACHIEVED, reading, (struct vd_str){0});
    put_cell(b, PLAN_BOOK_FOLLOWUP, at->row, 7, at->owner, PLAN_FIELD_DECLARED, "leido", (struct vd_str){0});
    put_cell(b, PLAN_BOOK_FOLLOWUP, at->row, 8, at->owner, PLAN_FIELD_REMARKS, "leido", (struct vd_str){0});
    return VD_OK;
}

static enum vd_err read_followup(struct book *b)
{
    size_t n = b->rows[PLAN_BOOK_FOLLOWUP].n;
    const struct plan_book_cutoff *cutoff = ROWS(b, PLAN_BOOK_CUTOFF, cutoff);
    if (!b->grid[PLAN_BOOK_CUTOFF])
        return VD_OK;
    if (b->rows[PLAN_BOOK_CUTOFF].n != 1 || !cutoff->cut_on.year)
        return whole_wrong(b, VD_S("La hoja «Corte» trae una fila, y solo una, con la fecha oficial del corte."));
    struct followup_draft *sheet = VD_NEW(b->arena, struct followup_draft);
    struct hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    *sheet = (struct followup_draft){.sheet_date = cutoff->sheet_on, .cutoff = cutoff->cut_on, .mean_u6 = cutoff->printed_mean,
        .mean_raw = cutoff->printed_mean.has ? plan_u6_text(b->arena, cutoff->printed_mean.v) : (struct vd_str){0}, .mean_place = row_place(b, PLAN_BOOK_CUTOFF, 0)};
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct hung){0, 1, i};
        VD_TRY(owner_of(b, PLAN_BOOK_FOLLOWUP, i, ROWS(b, PLAN_BOOK_FOLLOWUP, followup)[i].activity, &rows[i].owner));
    }
    if (n)
        qsort(rows, n, sizeof *rows, compare_hung);
    for (size_t i = 1; i < n; i++)
        if (rows[i].owner == rows[i - 1].owner)
            return WRONG(b, PLAN_BOOK_FOLLOWUP, rows[i].row, "la actividad ya tiene una fila.");
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_followed(b, sheet, &rows[i]));
    b->draft->followup = sheet;
    return VD_OK;
}

/* ---- the whole */

static enum vd_err read_all(void *arg)
{
    struct book *b = arg;
    VD_TRY(take_sheets(b));
    VD_TRY(read_plan(b));
    VD_TRY(read_components(b));
    VD_TRY(read_activities(b));
    VD_TRY(read_windows(b));
    VD_TRY(read_responsibles(b));
    VD_TRY(read_indicators(b));
    VD_TRY(read_followup(b));
    draft_findings_find(b->draft);
    return VD_OK;
}

enum vd_err plan_book_read(const struct vd_doc *doc, const char *instrument, int vigencia, struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason)
{
    struct plan_draft *draft = VD_NEW(arena, struct plan_draft);
    struct book *b = VD_NEW(arena, struct book);
    *draft = (struct plan_draft){.arena = arena, .format = doc->format};
    *b = (struct book){.arena = arena, .draft = draft, .doc = doc, .instrument = instrument, .vigencia = vigencia, .reason = ret_reason};
    enum vd_err err = vd_arena_try(arena, read_all, b);
    if (err == VD_NO_MEMORY) {
        *ret_reason = VD_S("El libro necesita demasiada memoria para entenderse: no parece un plan. Revise el archivo o divídalo.");
        return VD_TOO_BIG;
    }
    VD_TRY(err);
    *ret = draft;
    return VD_OK;
}
