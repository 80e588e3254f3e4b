/* SPDX-License-Identifier: Apache-2.0 */
/* From a document to a plan. The reading walks the blocks in order and keeps three places: the component last named (by a
 * heading, a paragraph, a line on top of a table, the name of the sheet or a column), the subcomponent carried down its merged or
 * blank cells, and the activity that the next rows may continue. A grid is one of four things:
 *
 *   a matrix               one of its first rows names columns we know, the activity among them
 *   a matrix that goes on  it names none, but its columns hold what those of the matrix before hold (a page was cut)
 *   a table of indicators  «Indicador · Fórmula · Meta»
 *   something else         its lines may still name a component or send to another document
 *
 * Every cell with text of the first three becomes a source cell, whatever was understood of it. */
#include "features/plan/read/plan_book.h"
#include "features/plan/read/plan_reader.h"

enum { HEADER_SEARCH_ROWS = 15, TITLE_MAX_BYTES = 300, LINE_MAX_BYTES = 120, LINES_KEPT = 200 };

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

/* A part of the instrument is one component: «Indicadores de riesgo de corrupción» behind «Mapa de riesgos» is another thing. */
static bool taken(const struct plan_draft *draft, struct vd_str catalogue, struct vd_str code)
{
    VD_EACH(c, &draft->components)
        if (catalogue.p && c->parent < 0 && c->activities && vd_str_eq(c->catalogue, catalogue) && !(code.p && vd_str_eq(c->code, code)))
            return true;
    return false;
}

/* The introduction lists the components before the matrices do: the last title before the activities is the one kept. A title
 * without number is found again by its name. */
void reader_begin_component(struct reader *r, struct vd_str raw, struct vd_str code, struct vd_str name, struct plan_place place)
{
    struct draft_component named = {.parent = -1, .code = code, .name = name, .raw = raw, .place = place,
        .catalogue = plan_law_part(r->arena, vd_str_of(r->draft->instrument), (struct vd_str){0}, name)};
    if (taken(r->draft, named.catalogue, code))
        named.catalogue = (struct vd_str){0};
    struct vd_str fold = vd_fold(r->arena, name);
    int found = -1;
    for (size_t i = 0; i < r->draft->components.n; i++) {
        const struct draft_component *c = &r->draft->components.v[i];
        if (c->parent < 0 && (code.p ? vd_str_eq(c->code, code) : vd_str_eq(c->fold, fold)))
            found = (int)i;
    }
    if (found < 0)
        found = reader_add_component(r, &named);
    else if (code.p && !r->draft->components.v[found].activities) {
        named.ord = r->draft->components.v[found].ord;
        named.fold = fold;
        r->draft->components.v[found] = named;
    }
    if (found != r->component)
        r->subcomponent = r->activity = -1;
    r->component = found;
}

/* Each word costs the rules many times its bytes: a plan has some thousands of words, a file of 16 MB made on purpose has millions. */
bool reader_may_read(struct reader *r, size_t bytes)
{
    r->text += bytes;
    r->too_big |= r->text > PLAN_MAX_TEXT;
    return !r->too_big;
}

/* ---- lines outside of the rows */

bool reader_known_line(struct reader *r, struct vd_str text)
{
    struct vd_str fold = vd_fold(r->arena, text);
    VD_EACH(line, &r->lines)
        if (vd_str_eq(*line, fold))
            return true;
    return false;
}

static bool note_date(struct reader *r, struct vd_str raw, struct plan_place place)
{
    struct plan_schedule schedule;
    if (raw.n > 40)
        return false;
    plan_dates_read(r->arena, raw, r->draft->vigencia, &schedule);
    if (schedule.windows.n != 1 || schedule.windows.v[0].granularity != PLAN_DAY || schedule.windows.v[0].year_source != PLAN_YEAR_EXPLICIT)
        return false;
    r->sheet_date = raw;
    r->sheet_day = schedule.windows.v[0].due;
    r->sheet_date_place = place;
    return true;
}

/* The cells of a matrix are kept; of what stands outside, only what the reading used. */
static void keep_line(struct reader *r, struct vd_str raw)
{
    if (r->in_matrix)
        return;
    r->too_big |= r->draft->lines.n >= PLAN_MAX_LINES;
    if (!r->too_big)
        *VD_PUSH(r->arena, &r->draft->lines) = (struct draft_line){r->grid ? r->grid->number : 0, raw};
}

/* A line outside the rows of a matrix: the title of a component, the note that sends to another document, the head of a page. */
void reader_note_line(struct reader *r, struct vd_str text, struct plan_place place)
{
    struct vd_str raw = vd_str_squeeze(r->arena, text), code, name;
    if (raw.n == 0 || raw.n > TITLE_MAX_BYTES)
        return;
    bool used = note_date(r, raw, place);
    if (plan_component_title(raw, &code, &name)) {
        keep_line(r, raw);
        r->titled = true;
        reader_begin_component(r, raw, code, name, place);
        return;
    }
    if (used)
        keep_line(r, raw);
    if (raw.n <= LINE_MAX_BYTES && r->lines.n < LINES_KEPT && !reader_known_line(r, raw))
        *VD_PUSH(r->arena, &r->lines) = vd_fold(r->arena, raw);
    if (r->component < 0 || r->draft->components.v[r->component].activities || !vd_str_starts(vd_fold(r->arena, raw), VD_S("ver ")))
        return;
    struct draft_component *component = &r->draft->components.v[r->component];
    if (component->ext_title.p)
        return;
    component->ext_title = raw;
    keep_line(r, raw);
    draft_finding_add(r->draft, "VD-P011", place, -1, raw, (struct vd_str){0});
}

/* ---- grids */

static void open_grid(struct reader *r, const struct vd_grid *grid)
{
    size_t at = 0;
    r->grid = grid;
    r->row_start = vd_alloc_array(r->arena, (size_t)grid->rows + 2, sizeof *r->row_start);
    for (int number = 0; number <= grid->rows; number++) {
        r->row_start[number] = at;
        while (at < grid->cells.n && grid->cells.v[at].row == number)
            at++;
    }
    r->row_start[grid->rows + 1] = at;
    memset(r->cover, 0, sizeof r->cover);
    r->first_row = true;
    r->continues = r->done = r->titled = r->in_matrix = false;
    r->sheet_title = (struct vd_str){0};
    r->table = (int)r->draft->tables.n;
    *VD_PUSH(r->arena, &r->draft->tables) = (struct draft_table){.number = grid->number, .sheet = grid->sheet, .rows = grid->rows, .cols = grid->cols,
        .component = -1, .taken_for = "otra", .why = VD_S("No trae encabezados de una matriz del plan.")};
}

static void note_row(struct reader *r, int number, bool in_matrix)
{
    struct row row = reader_row_at(r, number);
    for (size_t i = 0; i < row.n; i++) {
        if (!cell_says(&row.cells[i]))
            continue;
        if (in_matrix)
            reader_put_cell(r, &row.cells[i], PLAN_FIELD_HEADER, -1, (struct vd_str){0}, "leido");
        if (row.n == 1 || in_matrix || reader_single(&row))
            reader_note_line(r, row.cells[i].text, reader_place(r, &row.cells[i]));
    }
}

static struct vd_str grid_name(const struct reader *r)
{
    if (r->grid->sheet.n)
        return vd_str_printf(r->arena, "la hoja «%.*s»", VD_SARG(r->grid->sheet));
    return vd_doc_has_sheets(r->draft->format) ? VD_S("la hoja") : vd_str_printf(r->arena, "la tabla %d", r->grid->number);
}

/* A sheet with headings of its own and no component goes with the sheet before it: said, for it may be another component. A
 * document may part the matrix of one component in tables, so there only the lack of any component is said. */
static void tell_no_component(struct reader *r, bool named)
{
    bool lost = r->component < 0;
    if (r->columns.col_of[PLAN_FIELD_COMPONENT] || named || (!lost && !r->grid->sheet.p))
        return;
    if (lost)
        reader_begin_component(r, VD_S(""), VD_S("1"), VD_S("Sin título"), (struct plan_place){0});
    draft_finding_add(r->draft, "VD-P078", (struct plan_place){r->grid->number, 1, 1, 0}, -1, grid_name(r), r->draft->components.v[r->component].name);
}

/* The name of the sheet names the component when nothing in the sheet does. */
static bool component_of_sheet(struct reader *r, int components_before)
{
    struct vd_str sheet = r->grid->sheet, code, name;
    bool titled = (int)r->draft->components.n > components_before;
    if (!sheet.p || titled)
        return titled;
    if (plan_component_title(sheet, &code, &name)) {
        reader_begin_component(r, sheet, code, name, (struct plan_place){0});
    } else if (plan_component_sheet(sheet, &code)) {
        const struct law_instrument_parts *part = plan_law_part_named(vd_str_of(r->draft->instrument), code);
        reader_begin_component(r, sheet, code, part ? part->name : sheet, (struct plan_place){0});
    } else if (plan_law_part(r->arena, vd_str_of(r->draft->instrument), (struct vd_str){0}, sheet).p) {
        reader_begin_component(r, sheet, (struct vd_str){0}, sheet, (struct plan_place){0});
    } else {
        return false;
    }
    return true;
}

static void tell_table(struct reader *r, enum header_kind kind, int header)
{
    struct draft_table *table = &r->draft->tables.v[r->table];
    bool followup = r->columns.col_of[PLAN_FIELD_ACHIEVED] || r->columns.col_of[PLAN_FIELD_DECLARED];
    table->taken_for = kind == HEADER_INDICATORS ? "indicadores" : header < 0 ? "plan-sigue" : followup ? "seguimiento" : "plan";
    if (header < 0)
        table->why = VD_S("No trae encabezados y sus columnas traen lo mismo que las de la matriz anterior: es la misma, cortada por la página.");
    else if (kind == HEADER_INDICATORS)
        table->why = vd_str_printf(r->arena, "Su fila %d dice «Indicador» con su fórmula o su meta, sin actividades.", header + 1);
    else
        table->why = vd_str_printf(r->arena, "Su fila %d trae los encabezados de una matriz %s.", header + 1, followup ? "de seguimiento" : "del plan");
}

/* What the author does not see on the screen is read all the same, and said. */
static void tell_hidden(struct reader *r)
{
    struct plan_place place = {r->grid->number, 1, 1, 0};
    int64_t rows = 0;
    if (r->grid->hidden)
        draft_finding_add(r->draft, "VD-P073", place, -1, vd_str_printf(r->arena, "la hoja «%.*s»", VD_SARG(r->grid->sheet)), (struct vd_str){0});
    VD_EACH(span, &r->grid->hidden_rows)
        rows += span->n;
    if (rows) {
        place.row = r->grid->hidden_rows.v[0].first + 1;
        draft_finding_add(r->draft, "VD-P073", place, -1, vd_str_printf(r->arena, rows == 1 ? "una fila" : "%" PRId64 " filas", rows), (struct vd_str){0});
    }
}

static bool same_row(const struct row *a, const struct row *b)
{
    bool same = a->n == b->n;
    for (size_t i = 0; same && i < a->n; i++)
        same = a->cells[i].col == b->cells[i].col && a->cells[i].cols == b->cells[i].cols && vd_str_eq(a->cells[i].text, b->cells[i].text);
    return same;
}

/* Headings repeated at the top of a page are those in hand; other ones begin another matrix. */
static void read_rows(struct reader *r, int header, int header_rows, enum header_kind kind)
{
    struct row heads = reader_row_at(r, header < 0 ? r->grid->rows : header);
    for (int number = header < 0 ? 0 : header + header_rows; number < r->grid->rows && !r->too_big; number++) {
        struct row row = reader_row_at(r, number);
        int rows = 1;
        bool same = row.n && same_row(&row, &heads);
        enum header_kind again = same ? HEADER_NONE : reader_header(r, number, &rows);
        if (same) {
            reader_keep_header(r, number, header_rows);
            number += header_rows - 1;
        } else if (again != HEADER_NONE) {
            r->too_big |= ++r->headers > PLAN_MAX_COMPONENTS;
            reader_put_header(r, number, rows);
            heads = row;
            header_rows = rows;
            kind = again;
            number += rows - 1;
        } else if (kind == HEADER_INDICATORS) {
            reader_indicator_row(r, &row);
        } else {
            reader_row(r, &row);
        }
    }
}

static void read_matrix(struct reader *r, int header, int rows, enum header_kind kind)
{
    struct columns matrix = r->columns;
    bool had = r->has_columns;
    VD_EACH(cell, &r->grid->cells)
        if (!reader_may_read(r, cell->text.n))
            return;
    int before = (int)r->draft->components.n, component = r->component;
    r->in_matrix = true;
    for (int number = 0; number < header; number++)
        note_row(r, number, true);
    if (header >= 0)
        reader_put_header(r, header, rows);
    if (kind == HEADER_MATRIX) {
        bool titled = r->titled || r->component != component;
        tell_no_component(r, (!titled && component_of_sheet(r, before)) || titled || header < 0);
        if (!r->columns.col_of[PLAN_FIELD_SUBCOMPONENT])
            r->subcomponent = -1;
    }
    r->matrix = header < 0 ? r->matrix : r->table;
    tell_table(r, kind, header);
    tell_hidden(r);
    read_rows(r, header, rows, kind);
    r->draft->tables.v[r->table].component = r->component;
    if (kind == HEADER_INDICATORS) { /* a matrix may go on behind it */
        r->columns = matrix;
        r->has_columns = had;
    }
    r->in_matrix = false;
}

/* A table with figures, dates or people that was not used is said once; the two or three cells of a letterhead are not. */
static void tell_left_out(struct reader *r)
{
    enum { CELLS_LEAST = 6, SHOWN = 3 };
    struct vd_str begins = {0};
    struct plan_place place = {0};
    int says = 0;
    VD_EACH(cell, &r->grid->cells) {
        if (!cell_says(cell))
            continue;
        place = says ? place : reader_place(r, cell);
        if (says++ < SHOWN)
            begins = vd_str_printf(r->arena, "%.*s%s%.*s", VD_SARG(begins), begins.n ? " · " : "", VD_SARG(vd_str_squeeze(r->arena, cell->text)));
    }
    if (says >= CELLS_LEAST && r->grid->rows > 1 && r->grid->cols > 1)
        draft_finding_add(r->draft, "VD-P077", place, -1, begins, (struct vd_str){0});
}

static void read_grid(struct reader *r, const struct vd_grid *grid)
{
    enum header_kind kind = HEADER_NONE;
    int header = 0, rows = 1;
    open_grid(r, grid);
    while (header < grid->rows && header < HEADER_SEARCH_ROWS && kind == HEADER_NONE) {
        kind = reader_header(r, header, &rows);
        header += kind == HEADER_NONE;
    }
    if (kind != HEADER_NONE) {
        read_matrix(r, header, rows, kind);
    } else if (reader_goes_on(r)) {
        r->continues = true;
        read_matrix(r, -1, 0, HEADER_MATRIX);
    } else {
        for (int number = 0; number < grid->rows; number++)
            note_row(r, number, false);
        tell_left_out(r);
    }
}

static enum vd_err refuse(struct reader *r, struct vd_str *ret_reason)
{
    if (r->no_memory) { /* none is left for a sentence either */
        *ret_reason = VD_S("La matriz es demasiado grande para entenderla: necesita demasiada memoria. Deje en el archivo solo las tablas del plan, o divídalo en varios.");
        return VD_TOO_BIG;
    }
    if (r->too_big) {
        *ret_reason = vd_str_printf(r->arena, "El documento trae más de %d actividades, de %d componentes, de %d responsables o %d ventanas de fechas en una actividad, de %d ventanas en todas, o de %d MB de texto "
                                    "en sus matrices: no parece un plan. Revise el archivo.",
                                    PLAN_MAX_ACTIVITIES, PLAN_MAX_COMPONENTS, PLAN_MAX_RESPONSIBLES, PLAN_MAX_WINDOWS, PLAN_MAX_ALL_WINDOWS, PLAN_MAX_TEXT >> 20);
        return VD_TOO_BIG;
    }
    *ret_reason = VD_S("No se encontró ninguna matriz del plan: se busca una tabla con encabezados como «Actividades», «Meta», «Responsable» y «Fecha Inicio». Si el archivo trae el plan, ponga esos nombres en la primera fila de la tabla y vuelva a traerlo.");
    return VD_INVALID;
}

struct reading_of_doc { struct reader *r; const struct vd_doc *doc; };

static enum vd_err read_doc(void *arg)
{
    const struct reading_of_doc *all = arg;
    struct reader *r = all->r;
    VD_EACH(block, &all->doc->blocks) {
        if (r->too_big)
            break;
        if (block->kind == VD_BLOCK_GRID)
            read_grid(r, block->grid);
        else
            reader_note_line(r, block->text, (struct plan_place){0});
    }
    if (!r->too_big && r->draft->activities.n)
        reader_end(r);
    return VD_OK;
}

enum vd_err plan_read(const struct vd_doc *doc, const char *instrument, int vigencia, struct vd_arena *arena, struct plan_draft **ret, struct vd_str *ret_reason)
{
    if (plan_book_is(doc))
        return plan_book_read(doc, instrument, vigencia, arena, ret, ret_reason);
    struct plan_draft *draft = VD_NEW(arena, struct plan_draft);
    struct reader *r = VD_NEW(arena, struct reader);
    *draft = (struct plan_draft){.arena = arena, .format = doc->format, .instrument = instrument,
        .vigencia = vigencia ? vigencia : plan_vigencia_of(doc, arena)};
    *r = (struct reader){.draft = draft, .arena = arena, .component = -1, .subcomponent = -1, .activity = -1};
    struct reading_of_doc all = {r, doc};
    r->no_memory = vd_arena_try(arena, read_doc, &all) != VD_OK;
    if (r->no_memory || r->too_big || draft->activities.n == 0)
        return refuse(r, ret_reason);
    *ret = draft;
    return VD_OK;
}
