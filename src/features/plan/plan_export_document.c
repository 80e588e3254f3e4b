/* SPDX-License-Identifier: Apache-2.0 */
/* The workbook in the columns of the source document: each of its tables that was read is a sheet, its cells where they stood, merged
 * as they were, with their text. What a document says outside of its tables stands above the first table it speaks of: in the rows
 * before it, the last LINES_ABOVE of them, and in a sheet «Textos» the ones before. Of a source that is a workbook those texts stood in
 * sheets of their own, and do again: so that what goes out twice is the same. */
#include "features/plan/plan_export.h"
#include "features/plan/plan_import.h"
#include "office/workbook.h"

enum { LINES_ABOVE = 8 /* the reader looks for headings in the first 15 rows */ };

struct documenting {
    const struct plan_export *export;
    struct vd_arena *arena;
    int64_t entity, import;
    struct vd_workbook *book;
    bool sheets;                            /* the source is a workbook */
    VD_LIST(struct export_line_row) lines;
    size_t line;                            /* those before it are written */
    int texts, sheets_n;                    /* sheets «Textos» and all sheets so far */
    VD_LIST(struct export_cell_row) cells;  /* of the table in hand */
    struct vd_str *reason;
};

/* A tab is white space, and in a sheet a space: every reader of one takes it so. */
static struct vd_str without_tabs(struct vd_arena *arena, struct vd_str text)
{
    char *out = memchr(text.n ? text.p : "", '\t', text.n) ? vd_str_c(arena, text) : NULL;
    for (size_t i = 0; out && i < text.n; i++)
        out[i] = out[i] == '\t' ? ' ' : out[i];
    return out ? (struct vd_str){out, text.n} : text;
}

static enum vd_err put_cell(struct documenting *d, const char *sheet, int row, const struct export_cell_row *cell)
{
    bool restored = vd_str_is(cell->field, "number") && vd_str_is(cell->status, "supuesto") && cell->reading.n; /* «1.10», which the sheet had as a number 1.1 */
    struct vd_str text = without_tabs(d->arena, restored ? cell->reading : cell->whole.p ? cell->whole : cell->raw);
    VD_TRY(plan_export_fits(d->arena, text, vd_str_printf(d->arena, "%s, fila %" PRId64, sheet, cell->row_no), d->reason));
    return vd_workbook_cell(d->book, row, (int)cell->col_no - 1, (int)cell->rows_n, (int)cell->cols_n, text);
}

static enum vd_err put_line(struct documenting *d, const char *sheet, int row, struct vd_str text)
{
    struct export_cell_row cell = {.row_no = row + 1, .col_no = 1, .rows_n = 1, .cols_n = 1, .raw = text};
    return put_cell(d, sheet, row, &cell);
}

/* Lines up to n in a sheet of their own. */
static enum vd_err put_texts(struct documenting *d, size_t end)
{
    if (d->line >= end)
        return VD_OK;
    char *name = vd_str_c(d->arena, vd_str_printf(d->arena, "Textos %d", ++d->texts));
    VD_TRY(vd_workbook_grid(d->book, name));
    d->sheets_n++;
    for (int row = 0; d->line < end; d->line++, row++)
        VD_TRY(put_line(d, name, row, d->lines.v[d->line].raw));
    return VD_OK;
}

/* A table of a document without the title of its component, which a table before it had: each sheet says it. */
static bool lacks_title(const struct documenting *d, const struct export_table_row *table, size_t first_line)
{
    if (d->sheets || !table->component_raw.n || vd_str_is(table->taken_for, "plan-sigue") || vd_str_is(table->taken_for, "indicadores"))
        return false;
    for (size_t i = first_line; i < d->line; i++)
        if (vd_str_eq(d->lines.v[i].raw, table->component_raw))
            return false;
    VD_EACH(cell, &d->cells)
        if (vd_str_is(cell->field, "component") || vd_str_eq(vd_str_squeeze(d->arena, cell->whole.p ? cell->whole : cell->raw), table->component_raw))
            return false;
    return true;
}

static enum vd_err read_cells(struct documenting *d, int64_t table)
{
    VD_AUTO_STMT struct vd_stmt *st = export_cell_open(d->export->db, d->entity, d->import, table);
    struct export_cell_row cell;
    d->cells.n = 0;
    while (export_cell_next(st, d->arena, &cell))
        *VD_PUSH(d->arena, &d->cells) = cell;
    return vd_done(st);
}

static enum vd_err put_table(struct documenting *d, const struct export_table_row *table)
{
    size_t end = d->line, first;
    int above = 0;
    while (end < d->lines.n && d->lines.v[end].after_table < table->table_no)
        end++;
    VD_TRY(put_texts(d, d->sheets ? end : end > LINES_ABOVE ? end - LINES_ABOVE : d->line));
    VD_TRY(read_cells(d, table->table_no));
    struct vd_str name = vd_workbook_sheet_name(table->sheet) ? table->sheet : vd_str_printf(d->arena, "Tabla %" PRId64, table->table_no);
    char *sheet = vd_str_c(d->arena, name);
    VD_TRY(vd_workbook_grid(d->book, sheet));
    d->sheets_n++;
    for (first = d->line; d->line < end; d->line++)
        VD_TRY(put_line(d, sheet, above++, d->lines.v[d->line].raw));
    if (lacks_title(d, table, first))
        VD_TRY(put_line(d, sheet, above++, table->component_raw));
    if (d->export->places)
        *VD_PUSH(d->arena, d->export->places) = (struct plan_export_place){table->table_no, d->sheets_n, above};
    VD_EACH(cell, &d->cells)
        VD_TRY(put_cell(d, sheet, above + (int)cell->row_no - 1, cell));
    return VD_OK;
}

static enum vd_err put_tables(struct documenting *d)
{
    VD_AUTO_STMT struct vd_stmt *st = export_table_open(d->export->db, d->entity, d->import, d->export->version.version_id);
    struct export_table_row table;
    VD_LIST(struct export_table_row) tables = {0};
    while (export_table_next(st, d->arena, &table))
        *VD_PUSH(d->arena, &tables) = table;
    VD_TRY(vd_done(st));
    VD_EACH(one, &tables)
        VD_TRY(put_table(d, one));
    return put_texts(d, d->lines.n);
}

static enum vd_err read_lines(struct documenting *d)
{
    VD_AUTO_STMT struct vd_stmt *st = export_line_open(d->export->db, d->entity, d->import);
    struct export_line_row line;
    while (export_line_next(st, d->arena, &line))
        *VD_PUSH(d->arena, &d->lines) = line;
    return vd_done(st);
}

enum vd_err plan_export_document(const struct plan_export *export, FILE *out, struct vd_str *ret_reason)
{
    struct documenting d = {.export = export, .arena = export->arena, .entity = export->entity_id, .import = export->version.import_id.v, .reason = ret_reason};
    struct export_reader_row reader;
    if (!export->version.import_id.has) {
        *ret_reason = VD_S("Este plan no vino de un documento: descárguelo en las columnas de Veedor.");
        return VD_INVALID;
    }
    VD_TRY(export_reader_one(export->db, d.arena, d.entity, d.import, &reader));
    enum vd_doc_format format = plan_import_format(reader.reader);
    d.sheets = format == VD_DOC_XLSX || format == VD_DOC_ODS;
    VD_TRY(read_lines(&d));
    VD_TRY(vd_workbook_open(d.arena, out, export->version.title, plan_export_date(export), &d.book));
    VD_TRY(put_tables(&d));
    return vd_workbook_close(d.book);
}
