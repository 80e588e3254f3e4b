/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the pages of an import. */
#include "features/plan/plan.h"
#include "features/plan/plan_batch_views.h"
#include "features/plan/plan_batch_changes.tpl.h"
#include "features/plan/plan_batch_read.tpl.h"
#include "features/plan/plan_batch_source.tpl.h"
#include "features/plan/plan_datasets.h"
#include "features/plan/read/plan_law.h"

static const struct { const char *severity, *kind, *word, *one, *many, *tab; } severities[] = {
    {"error", "bad", "Error", "error", "errores", "Errores"}, {"aviso", "mid", "Aviso", "aviso", "avisos", "Avisos"}, {"nota", "info", "Nota", "nota", "notas", "Notas"}};

static struct vd_str counted(struct vd_arena *arena, int64_t n, const char *one, const char *many)
{
    return n ? vd_str_printf(arena, "%.*s %s", VD_SARG(vd_es_int(arena, n)), n == 1 ? one : many) : (struct vd_str){0};
}

struct vd_str plan_batch_upper(struct vd_arena *arena, struct vd_str text)
{
    struct vd_str copy = vd_str_dup(arena, text);
    if (copy.n && copy.p[0] >= 'a' && copy.p[0] <= 'z') {
        char *p = vd_str_c(arena, text);
        p[0] = (char)(p[0] - 'a' + 'A');
        copy.p = p;
    }
    return copy;
}

/* ---- head and tabs */

static void put_tab(const struct batch_view_in *in, struct batch_head_view *view, const char *name, int64_t n, const char *query, bool current)
{
    *VD_PUSH(in->arena, &view->tabs) = (struct batch_tab_view){.name = vd_str_of(name), .count = vd_es_int(in->arena, n),
                                                               .url = vd_url_with(in->arena, in->base, query), .current = current};
}

static void fill_head(const struct batch_view_in *in, bool cells_tab, struct batch_head_view *view)
{
    const struct batch_head_row *head = &in->batch->head;
    struct vd_arena *arena = in->arena;
    const int64_t counts[] = {head->errors, head->warnings, head->notes}, findings = head->errors + head->warnings + head->notes;
    view->title = head->title;
    view->undone = vd_str_is(head->state, "deshecho");
    view->sub = vd_str_printf(arena, "Lote %" PRId64 " · versión %" PRId64 " del plan · %.*s, %.*s", head->no, head->version_no, VD_SARG(head->file),
                              VD_SARG(plan_reader_text(arena, head->reader, head->size, head->at)));
    view->plan = in->plan;
    if (!in->unstored) {
        view->csv = vd_url_with(arena, in->base, cells_tab ? "/celdas.csv" : "/hallazgos.csv");
        view->json = vd_url_with(arena, in->base, cells_tab ? "/celdas.json" : "/hallazgos.json");
    }
    view->activities = vd_es_int(arena, head->activities);
    view->tables_note = vd_str_printf(arena, "en %zu %s del archivo", in->batch->tables.n, in->batch->tables.n == 1 ? "tabla u hoja" : "tablas u hojas");
    view->cells = vd_es_int(arena, head->cells);
    view->cells_note = vd_str_printf(arena, "%.*s como están escritas", VD_SARG(vd_es_int(arena, head->read)));
    view->findings = vd_es_int(arena, findings);
    view->errors = counted(arena, head->errors, "error", "errores");
    view->warnings = counted(arena, head->warnings, "aviso", "avisos");
    view->notes = counted(arena, head->notes, "nota", "notas");
    put_tab(in, view, "Todos", findings, "", !cells_tab && !in->severity.n);
    for (size_t i = 0; i < VD_COUNT(severities); i++)
        put_tab(in, view, severities[i].tab, counts[i], vd_str_printf(arena, "?gravedad=%s", severities[i].severity).p,
                !cells_tab && vd_str_is(in->severity, severities[i].severity));
    put_tab(in, view, "Lo que se entendió", head->cells, "/entendido", cells_tab);
}

/* ---- findings and changes */

static void put_finding(const struct batch_view_in *in, const struct batch_finding_row *f, struct batch_page_view *page)
{
    const struct law_findings *law = plan_law_finding(f->code);
    struct plan_finding_words words = plan_finding_words_of(in->arena, f->code, f->read_text, f->proposal);
    struct vd_str place = plan_batch_place(in->arena, in->batch, PLAN_PLACE_OF(f));
    struct batch_finding_view view = {
        .place = place.n ? place : VD_S("todo el documento"), .code = f->code, .fact = words.fact,
        .why = words.why.n ? plan_batch_upper(in->arena, words.why) : (struct vd_str){0}, .norm = law ? law->norm : (struct vd_str){0}, .proposal = words.proposal,
        .activity = f->activity, .number = (int64_t)page->findings.n + 1};
    for (size_t i = 0; i < VD_COUNT(severities); i++)
        if (vd_str_is(f->severity, severities[i].severity))
            view.severity = vd_str_of(severities[i].kind), view.word = vd_str_of(severities[i].word);
    view.anchor = vd_str_printf(in->arena, "h%" PRId64, view.number);
    if (f->activity.n && !in->unstored)
        view.url = plan_activity_url(in->arena, in->plan, f->activity);
    plan_batch_source_fill(in, f, &view);
    *VD_PUSH(in->arena, &page->findings) = view;
}

static void put_change(const struct batch_view_in *in, const struct plan_diff_row *row, struct vd_str title, struct batch_page_view *view)
{
    static const char *const kinds[] = {[PLAN_DIFF_ADDED] = "Nueva", [PLAN_DIFF_CHANGED] = "Cambia", [PLAN_DIFF_REMOVED] = "Ya no está"};
    struct batch_change_view *change = VD_PUSH(in->arena, &view->changes);
    change->activity = title;
    change->kind = vd_str_of(kinds[row->kind]);
    VD_EACH(field, &row->fields)
        *VD_PUSH(in->arena, &change->fields) = *field;
}

static void fill_changes(const struct batch_view_in *in, struct batch_page_view *view)
{
    const struct plan_diff *diff = &in->batch->diff;
    if (!in->batch->head.before_no.has || view->head.undone)
        return;
    view->changes_caption = vd_str_printf(in->arena, "Frente a la versión %" PRId64 ": %.*s nuevas, %.*s cambian, %.*s ya no están, %.*s siguen igual.",
        in->batch->head.before_no.v, VD_SARG(vd_es_int(in->arena, diff->added)), VD_SARG(vd_es_int(in->arena, diff->changed)),
        VD_SARG(vd_es_int(in->arena, diff->removed)), VD_SARG(vd_es_int(in->arena, diff->same)));
    VD_EACH(row, &diff->rows)
        put_change(in, row, vd_str_printf(in->arena, "%.*s %.*s", VD_SARG(row->address), VD_SARG(row->description)), view);
    VD_EACH(part, &diff->parts)
        put_change(in, part, part->description, view);
}

void plan_batch_page_fill(const struct batch_view_in *in, struct batch_page_view *view)
{
    fill_head(in, false, &view->head);
    VD_EACH(f, &in->batch->findings)
        if (!in->severity.n || vd_str_eq(f->severity, in->severity))
            put_finding(in, f, view);
    view->none = in->severity.n ? VD_S("No hay hallazgos de esta gravedad.") : VD_S("La lectura no dejó hallazgos.");
    if (!in->severity.n)
        fill_changes(in, view);
}

/* ---- what was understood */

static struct vd_str table_name(const struct batch_view_in *in, const struct batch_table_row *table)
{
    if (table->sheet.n)
        return vd_str_printf(in->arena, "Hoja «%.*s»", VD_SARG(table->sheet));
    return vd_str_printf(in->arena, "%s %" PRId64, vd_doc_has_sheets(in->batch->format) ? "Hoja" : "Tabla", table->table_no);
}

static struct vd_str reading_of(struct vd_arena *arena, const struct batch_cell_row *cell)
{
    struct vd_date date;
    if (vd_str_is(cell->field, "header") && cell->reading.n)
        return plan_batch_upper(arena, plan_batch_field(cell->reading));
    if (vd_date_from_iso(cell->reading, &date))
        return vd_date_dmy(arena, date);
    if (cell->reading.n)
        return vd_str_is(cell->field, "goal") ? plan_target_reading_text(arena, cell->reading) : cell->reading;
    if (vd_str_is(cell->status, "leido"))
        return VD_S("Tal como está escrito");
    return (struct vd_str){0};
}

/* "/entendido?tabla=3&estado=ambiguo": page and data of the same cells differ only in their word. */
static struct vd_url cells_url(const struct batch_view_in *in, const char *word, int64_t table, struct vd_str status)
{
    struct vd_str query = vd_str_printf(in->arena, "/%s?tabla=%" PRId64 "%s%.*s", word, table, status.n ? "&estado=" : "", VD_SARG(status));
    return vd_url_with(in->arena, in->base, query.p);
}

static void fill_statuses(const struct batch_view_in *in, int64_t table, struct batch_cells_view *view)
{
    *VD_PUSH(in->arena, &view->statuses) = (struct batch_tab_view){.name = VD_S("Todas"), .count = vd_es_int(in->arena, (int64_t)in->batch->cells.n),
        .url = cells_url(in, "entendido", table, (struct vd_str){0}), .current = !in->status.n};
    for (const struct plan_status *one = plan_statuses; one->code; one++) {
        struct vd_str code = vd_str_of(one->code);
        int64_t n = 0;
        VD_EACH(cell, &in->batch->cells)
            n += vd_str_eq(cell->status, code);
        bool current = vd_str_eq(in->status, code);
        if (n || current)
            *VD_PUSH(in->arena, &view->statuses) = (struct batch_tab_view){.name = vd_str_of(one->many), .count = vd_es_int(in->arena, n),
                .url = cells_url(in, "entendido", table, code), .current = current};
    }
}

void plan_batch_cells_fill(const struct batch_view_in *in, int64_t table, struct batch_cells_view *view)
{
    fill_head(in, true, &view->head);
    VD_EACH(one, &in->batch->tables) {
        struct batch_table_view *row = VD_PUSH(in->arena, &view->tables);
        *row = (struct batch_table_view){.name = table_name(in, one), .taken_for = plan_batch_upper(in->arena, vd_str_of(plan_taken_for_text(one->taken_for))), .why = plan_batch_upper(in->arena, one->why),
            .count = counted(in->arena, one->activities, "actividad", "actividades"), .current = one->table_no == table,
            .url = cells_url(in, "entendido", one->table_no, in->status)};
        if (row->current)
            view->caption = vd_str_printf(in->arena, "%.*s: cada celda como está escrita y lo que se leyó en ella.", VD_SARG(row->name));
    }
    fill_statuses(in, table, view);
    if (!in->unstored)
        view->these = vd_forms_of(in->arena, cells_url(in, "celdas", table, in->status), VD_S("estas celdas"));
    view->none = in->status.n ? VD_S("De esta tabla no hay celdas así.") : VD_S("De esta tabla no se leyó ninguna celda.");
    VD_EACH(cell, &in->batch->cells) {
        if (in->status.n && !vd_str_eq(cell->status, in->status))
            continue;
        struct plan_place place = PLAN_PLACE_OF(cell);
        place.part = (int)cell->part;
        *VD_PUSH(in->arena, &view->cells) = (struct batch_read_view){
            .place = plan_batch_place(in->arena, in->batch, place), .field = plan_batch_upper(in->arena, plan_batch_field(cell->field)), .raw = cell->raw, .reading = reading_of(in->arena, cell),
            .status = vd_code_shown(plan_status_codes, cell->status), .activity = cell->activity,
            .url = cell->activity.n && !in->unstored ? plan_activity_url(in->arena, in->plan, cell->activity) : (struct vd_url){{0}},
            .correct = in->correct.s.n ? plan_batch_cell_url(in->arena, in->correct, place) : (struct vd_url){{0}},
            .flag = vd_str_is(cell->status, "ambiguo") || vd_str_is(cell->status, "supuesto")};
    }
}

struct vd_url plan_batch_cell_url(struct vd_arena *arena, struct vd_url page, struct plan_place place)
{
    return vd_url_with(arena, page, vd_str_printf(arena, "?tabla=%d&fila=%d&columna=%d", place.table, place.row, place.col).p);
}

/* ---- pieces for other pages */

enum { PIECE_MOST = 8 << 20 };

#define PIECE(name, view_type) \
    struct vd_html plan_batch_##name##_html(struct vd_arena *arena, const struct view_type *view) \
    { \
        VD_AUTO_BUF struct vd_buf out; \
        vd_buf_init(&out, PIECE_MOST); \
        tpl_plan_batch_##name(&(struct vd_html_out){&out}, view); \
        if (vd_buf_ok(&out) != VD_OK) \
            vd_arena_unwind(arena); \
        return (struct vd_html){vd_str_dup(arena, vd_buf_view(&out))}; \
    }
PIECE(source, batch_finding_view)
PIECE(read, batch_cells_view)
PIECE(changes, batch_page_view)
