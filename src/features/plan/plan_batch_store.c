/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_batch.h"
#include "features/plan/read/plan_codes.h"
#include "features/plan/read/plan_law.h"

/* ---- reading */

static enum vd_err read_tables(struct vd_db *db, struct vd_arena *arena, int64_t entity, struct plan_batch *batch)
{
    VD_AUTO_STMT struct vd_stmt *st = batch_table_open(db, entity, batch->head.id);
    struct batch_table_row row;
    while (batch_table_next(st, arena, &row))
        *VD_PUSH(arena, &batch->tables) = row;
    return vd_done(st);
}

static enum vd_err read_cells(struct vd_db *db, struct vd_arena *arena, int64_t entity, int64_t table, struct plan_batch *batch)
{
    VD_AUTO_STMT struct vd_stmt *st = batch_cell_open(db, entity, batch->head.id, batch->head.shown_id.v, table, table ? table : INT64_MAX);
    struct batch_cell_row row;
    while (batch_cell_next(st, arena, &row))
        *VD_PUSH(arena, &batch->cells) = row;
    return vd_done(st);
}

static enum vd_err read_findings(struct vd_db *db, struct vd_arena *arena, int64_t entity, struct plan_batch *batch)
{
    VD_AUTO_STMT struct vd_stmt *st = batch_finding_open(db, entity, batch->head.id, batch->head.shown_id.v);
    struct batch_finding_row row;
    while (batch_finding_next(st, arena, &row))
        *VD_PUSH(arena, &batch->findings) = row;
    return vd_done(st);
}

static enum vd_err read_diff(struct vd_db *db, struct vd_arena *arena, int64_t entity, struct plan_batch *batch)
{
    struct plan_diff_side before, after;
    if (!batch->head.before_id.has || !vd_str_is(batch->head.state, "importado"))
        return VD_OK;
    VD_TRY(plan_diff_stored(db, arena, entity, batch->head.before_id.v, &before));
    VD_TRY(plan_diff_stored(db, arena, entity, batch->head.version_id, &after));
    plan_diff_of(arena, &before, &after, &batch->diff);
    return VD_OK;
}

/* A batch that was undone has no version: it was seen while it was history. */
static bool is_public(const struct batch_head_row *head)
{
    static const char *const seen[] = {"publicado", "reemplazado", "cerrado", "historico"};
    for (size_t i = 0; i < VD_COUNT(seen); i++)
        if (vd_str_is(head->version_state, seen[i]))
            return true;
    return !head->version_state.p && plan_import_is_history((int)head->vigencia, head->at);
}

enum vd_err plan_batch_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct plan_batch_asked *asked, struct plan_batch *ret)
{
    struct plan_batch batch = {0};
    VD_TRY(batch_head_one(db, arena, entity_id, asked->vigencia, asked->no, asked->no ? asked->no : INT64_MAX, asked->family, &batch.head));
    if (!is_public(&batch.head))
        return VD_NOT_FOUND;
    batch.format = plan_import_format(batch.head.reader);
    VD_TRY(read_tables(db, arena, entity_id, &batch));
    VD_TRY(read_cells(db, arena, entity_id, asked->table, &batch));
    VD_TRY(read_findings(db, arena, entity_id, &batch));
    VD_TRY(read_diff(db, arena, entity_id, &batch));
    *ret = batch;
    return VD_OK;
}

/* ---- words */

struct vd_str plan_batch_place(struct vd_arena *arena, const struct plan_batch *batch, struct plan_place place)
{
    struct vd_str sheet = {0};
    VD_EACH(one, &batch->tables)
        if (one->table_no == place.table)
            sheet = one->sheet;
    return plan_place_name(arena, batch->format, sheet, place);
}

struct vd_str plan_batch_field(struct vd_str name)
{
    for (enum plan_field field = PLAN_FIELD_NONE; field < PLAN_FIELD_COUNT; field++)
        if (vd_str_is(name, plan_field_name(field)))
            return vd_str_of(plan_field_label(field));
    return name;
}

const struct plan_status plan_statuses[] = {
    {"leido", "Leídas"}, {"supuesto", "Supuestas"}, {"ambiguo", "Por decidir"}, {"corregido", "Corregidas"}, {"sin_usar", "Sin usar"}, {0}};

/* ---- as data */

static const struct vd_field cell_fields[] = {
    VD_FIELD(struct plan_cell_row, place, VD_F_TEXT, "place", "Celda", "La celda, como la nombra el programa con que se abre el archivo"),
    VD_FIELD(struct plan_cell_row, table_no, VD_F_INT, "table", "Tabla u hoja", "Número de la tabla u hoja, desde 1"),
    VD_FIELD(struct plan_cell_row, row_no, VD_F_INT, "row", "Fila", "Fila, desde 1"),
    VD_FIELD(struct plan_cell_row, col_no, VD_F_INT, "column", "Columna", "Columna, desde 1"),
    VD_FIELD(struct plan_cell_row, part, VD_F_INT, "line", "Línea", "Línea de la celda cuando trae varios valores; 0 si trae uno"),
    VD_FIELD(struct plan_cell_row, activity, VD_F_TEXT, "activity", "Actividad", "Código de la actividad; vacío si no es de una"),
    VD_FIELD(struct plan_cell_row, field, VD_F_TEXT, "field", "Dato", "De qué dato se tomó"),
    VD_FIELD(struct plan_cell_row, raw, VD_F_TEXT, "raw", "Dice", "Lo que está escrito"),
    VD_FIELD(struct plan_cell_row, reading, VD_F_TEXT, "reading", "Se leyó", "La lectura; vacío si el texto vale por sí mismo o no se pudo leer"),
    VD_FIELD_CODE(struct plan_cell_row, status, plan_status_codes, "status", "Estado", "Con qué seguridad se leyó"),
};
const struct vd_dataset plan_cells_set = VD_DATASET(plan_cell_row, cell_fields, "celdas", "Celdas leídas");

void plan_batch_cell_rows(struct vd_arena *arena, const struct plan_batch *batch, struct vd_str status, plan_cell_rows *ret)
{
    plan_cell_rows rows = {0};
    VD_EACH(cell, &batch->cells) {
        if (status.n && !vd_str_eq(cell->status, status))
            continue;
        *VD_PUSH(arena, &rows) = (struct plan_cell_row){
            .place = plan_batch_place(arena, batch, PLAN_PLACE_OF(cell)), .field = plan_batch_field(cell->field), .raw = cell->raw,
            .reading = vd_str_is(cell->field, "header") ? plan_batch_field(cell->reading) : cell->reading, .status = cell->status, .activity = cell->activity, .table_no = cell->table_no,
            .row_no = cell->row_no, .col_no = cell->col_no, .part = cell->part};
    }
    *ret = rows;
}

void plan_batch_finding_rows(struct vd_arena *arena, const struct plan_batch *batch, struct vd_str severity, plan_report_rows *ret)
{
    plan_report_rows rows = {0};
    VD_EACH(f, &batch->findings) {
        const struct law_findings *law = plan_law_finding(f->code);
        struct plan_finding_words words = plan_finding_words_of(arena, f->code, f->read_text, f->proposal);
        if (severity.n && !vd_str_eq(f->severity, severity))
            continue;
        *VD_PUSH(arena, &rows) = (struct plan_report_row){
            .severity = f->severity, .code = f->code, .place = plan_batch_place(arena, batch, PLAN_PLACE_OF(f)), .activity = f->activity,
            .text = words.text, .norm = law ? law->norm : (struct vd_str){0}, .read_text = f->read_text, .proposal = words.proposal, .table_no = f->table_no,
            .row_no = f->row_no, .col_no = f->col_no};
    }
    *ret = rows;
}
