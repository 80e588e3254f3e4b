/* SPDX-License-Identifier: Apache-2.0 */
/* The entity's own workbook with a follow-up in it: the file that the plan came from, the same cells in the same order. A matrix with columns
 * of a follow-up has them filled; to one without, the three of the guide are added at its right. Of a plan that came from another kind
 * of file, the workbook in the columns of that document. */
#include <unistd.h>
#include "features/official/official_data.h"
#include "features/plan/plan.h"
#include "office/xlsx_fill.h"
#include "sandbox/sandbox.h"

enum what { OWN_ACHIEVED, OWN_DECLARED, OWN_REMARKS, OWN_COLUMNS };
static const struct { const char *field, *heading; } columns[OWN_COLUMNS] = {{"achieved", "Actividades cumplidas"}, {"declared", "% de avance"}, {"remarks", "Observaciones"}};

struct table {
    int64_t no, width, heading_row;     /* heading_row 0: it goes on without headings */
    int sheet, above;                   /* where it stands in the book: from 1; rows above it */
    bool used;                          /* activities of the follow-up stand in it */
    int64_t cols[OWN_COLUMNS];          /* from 1 */
    bool own[OWN_COLUMNS];              /* the entity's; else added */
};
struct place { int64_t key, table_no, row_no; };
struct cell { int sheet; struct vd_fill fill; };
struct owning {
    const struct official_of *of;
    const struct official_read *read;
    struct vd_arena *arena;
    struct official_source_row source;
    VD_LIST(struct table) tables;
    VD_LIST(struct place) places;       /* by key */
    VD_LIST(struct cell) cells;
    struct vd_str *reason;
};

/* ---- where things stand */

static struct table *table_no(const struct owning *o, int64_t no)
{
    VD_EACH(table, &o->tables)
        if (table->no == no)
            return table;
    return NULL;
}

static enum vd_err read_tables(struct owning *o)
{
    VD_AUTO_STMT struct vd_stmt *st = official_table_open(o->of->db, o->of->entity_id, o->source.id);
    struct official_table_row row;
    while (official_table_next(st, o->arena, &row))
        *VD_PUSH(o->arena, &o->tables) = (struct table){.no = row.table_no, .width = row.cols_n, .sheet = (int)row.table_no};
    return vd_done(st);
}

static enum vd_err read_headings(struct owning *o)
{
    VD_AUTO_STMT struct vd_stmt *st = official_heading_open(o->of->db, o->of->entity_id, o->source.id);
    struct official_heading_row row;
    while (official_heading_next(st, o->arena, &row)) {
        struct table *table = table_no(o, row.table_no);
        for (int what = 0; table && what < OWN_COLUMNS; what++)
            if (vd_str_is(row.reading, columns[what].field) && !table->own[what]) {
                table->cols[what] = row.col_no;
                table->own[what] = true;
            }
        if (table)
            table->heading_row = row.row_no;
    }
    return vd_done(st);
}

/* A matrix without headings has those of the one before it. Remarks of a plan are those of a follow-up only where it has values too. */
static void settle_columns(struct owning *o)
{
    const struct table *headed = NULL;
    VD_EACH(table, &o->tables) {
        int64_t right = table->width;
        if (!table->heading_row && headed && headed->width == table->width)
            for (int what = 0; what < OWN_COLUMNS; what++) {
                table->cols[what] = headed->cols[what];
                table->own[what] = headed->own[what];
            }
        if (!table->own[OWN_ACHIEVED] && !table->own[OWN_DECLARED])
            table->own[OWN_REMARKS] = false;
        for (int what = 0; what < OWN_COLUMNS; what++)
            if (!table->own[what])
                table->cols[what] = ++right;
        headed = table->heading_row ? table : headed;
    }
}

static enum vd_err read_places(struct owning *o)
{
    VD_AUTO_STMT struct vd_stmt *st = official_place_open(o->of->db, o->of->entity_id, o->source.id);
    struct official_place_row row;
    while (official_place_next(st, o->arena, &row))
        if (!o->places.n || o->places.v[o->places.n - 1].key != row.key)
            *VD_PUSH(o->arena, &o->places) = (struct place){row.key, row.table_no, row.row_no};
    return vd_done(st);
}

static const struct place *place_of(const struct owning *o, int64_t key)
{
    size_t from = 0, to = o->places.n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (o->places.v[middle].key < key)
            from = middle + 1;
        else
            to = middle;
    }
    return from < o->places.n && o->places.v[from].key == key ? &o->places.v[from] : NULL;
}

/* ---- what is written */

static void put(struct owning *o, const struct table *table, int64_t row_no, enum what what, struct vd_str text, struct vd_oint u6)
{
    if (text.n)
        *VD_PUSH(o->arena, &o->cells) = (struct cell){table->sheet, {.row = table->above + (int)row_no - 1, .col = (int)table->cols[what] - 1, .text = text, .u6 = u6, .new_column = !table->own[what]}};
}

static void put_headings(struct owning *o)
{
    VD_EACH(table, &o->tables)
        for (int what = 0; table->used && table->heading_row && what < OWN_COLUMNS; what++)
            if (!table->own[what])
                put(o, table, table->heading_row, (enum what)what, vd_str_of(columns[what].heading), (struct vd_oint){0});
}

/* What was done, in the unit of the indicator; without a number, what was written of it. */
static struct vd_str achieved_text(const struct owning *o, const struct official_row *row)
{
    return row->achieved.has ? followup_quantity_text(o->arena, row->unit, row->achieved) : row->achieved_text;
}

static struct vd_str remarks_text(const struct owning *o, const struct official_row *row)
{
    struct vd_str text = row->remarks;
    if (row->verdict.n) /* the guide's format has no column of it */
        text = vd_str_printf(o->arena, "%.*s.%s%.*s", VD_SARG(vd_code_shown(followup_verdict_codes, row->verdict)), text.n ? " " : "", VD_SARG(text));
    if (row->nonconformity.n)
        text = vd_str_printf(o->arena, "%.*s%sNo conforme: %.*s", VD_SARG(text), text.n ? "\n" : "", VD_SARG(row->nonconformity));
    return text;
}

static void put_rows(struct owning *o)
{
    for (size_t i = 0; i < o->read->report.activities.n; i++) {
        const struct official_row *row = &o->read->report.activities.v[i];
        const struct place *place = place_of(o, o->read->sheet.lines.v[i].activity_key);
        struct table *table = place ? table_no(o, place->table_no) : NULL;
        struct vd_oint percent = row->percents[o->read->basis];
        if (!table)
            continue; /* a modification added it: the file has no row of it */
        table->used = true;
        put(o, table, place->row_no, OWN_ACHIEVED, achieved_text(o, row), row->achieved);
        put(o, table, place->row_no, OWN_DECLARED, percent.has ? followup_percent_text(o->arena, followup_ratio(o->arena, percent.v, 1000000)) : (struct vd_str){0}, percent);
        put(o, table, place->row_no, OWN_REMARKS, remarks_text(o, row), (struct vd_oint){0});
    }
}

static int by_place(const void *a, const void *b)
{
    const struct cell *x = a, *y = b;
    if (x->sheet != y->sheet)
        return x->sheet - y->sheet;
    return x->fill.row != y->fill.row ? x->fill.row - y->fill.row : x->fill.col - y->fill.col;
}

/* Two activities in one row of the file: one cell says both, one below the other. */
static void join_same(struct owning *o)
{
    size_t n = 0;
    for (size_t i = 0; i < o->cells.n; i++) {
        struct cell *last = n ? &o->cells.v[n - 1] : NULL;
        if (last && by_place(last, &o->cells.v[i]) == 0) {
            last->fill.text = vd_str_printf(o->arena, "%.*s\n%.*s", VD_SARG(last->fill.text), VD_SARG(o->cells.v[i].fill.text));
            last->fill.u6 = (struct vd_oint){0};
        } else {
            o->cells.v[n++] = o->cells.v[i];
        }
    }
    o->cells.n = n;
}

/* ---- the book */

static void close_file(void *file) { fclose(file); }
static void close_fd(int *fd) { if (*fd >= 0) close(*fd); }

static enum vd_err take_parts(struct owning *o, int fd, struct vd_parts *ret)
{
    struct vd_str answer;
    VD_TRY(vd_sandbox_run(vd_str_printf(o->arena, "/proc/self/fd/%d", fd).p, NULL, OFFICIAL_PARTS_STEP, "", o->arena, &answer, o->reason));
    return vd_parts_decode(answer, o->arena, ret) == VD_OK ? VD_OK : vd_sandbox_broken(o->reason);
}

static enum vd_err open_own(struct owning *o, struct vd_parts *ret)
{
    __attribute__((cleanup(close_fd))) int fd = -1;
    VD_TRY(vd_files_fetch(o->of->files, o->of->entity_id, (const unsigned char *)o->source.sha256.p, o->source.size, &fd));
    return take_parts(o, fd, ret);
}

/* In the columns of a document that is no workbook of Excel. */
static enum vd_err open_made(struct owning *o, struct vd_parts *ret)
{
    plan_export_places moved = {0};
    struct plan_export export = {.db = o->of->db, .arena = o->arena, .entity_id = o->of->entity_id, .vigencia = o->read->head.vigencia, .form = PLAN_EXPORT_DOCUMENT, .places = &moved};
    FILE *file = tmpfile();
    if (!file)
        return VD_NO_SPACE;
    vd_arena_defer(o->arena, close_file, file);
    VD_TRY(plan_export_version(export.db, o->arena, export.entity_id, export.vigencia, o->read->head.version_id, &export.version));
    export.version.import_id = vd_some(o->source.id);
    VD_TRY(plan_export_put(&export, file, o->reason));
    if (fflush(file))
        return VD_NO_SPACE;
    VD_EACH(table, &o->tables)
        table->sheet = 0;
    VD_EACH(one, &moved) {
        struct table *table = table_no(o, one->table_no);
        if (table) {
            table->sheet = one->sheet;
            table->above = one->above;
        }
    }
    return take_parts(o, fileno(file), ret);
}

static struct vd_part *sheet_part(const struct vd_parts *parts, int sheet)
{
    if (sheet < 1 || (size_t)sheet > parts->sheets.n)
        return NULL;
    VD_EACH(part, &parts->list)
        if (vd_str_eq(vd_str_of(part->name), parts->sheets.v[sheet - 1]))
            return part;
    return NULL;
}

static enum vd_err fill_sheets(struct owning *o, struct vd_parts *parts)
{
    struct vd_fill *fills = vd_alloc_array(o->arena, o->cells.n ? o->cells.n : 1, sizeof *fills);
    for (size_t i = 0; i < o->cells.n;) {
        int sheet = o->cells.v[i].sheet;
        struct vd_part *part = sheet_part(parts, sheet);
        size_t n = 0;
        for (; i < o->cells.n && o->cells.v[i].sheet == sheet; i++)
            fills[n++] = o->cells.v[i].fill;
        if (!part || vd_xlsx_fill(o->arena, part->bytes, fills, n, &part->bytes) != VD_OK) {
            *o->reason = VD_S("El libro de la entidad está hecho de una manera en la que Veedor no sabe escribir. Descargue el informe en Excel, en las columnas de Veedor.");
            return VD_INVALID;
        }
    }
    return VD_OK;
}

static bool writes_over(const struct owning *o)
{
    VD_EACH(cell, &o->cells)
        if (!cell->fill.new_column)
            return true;
    return false;
}

enum vd_err official_own(const struct official_of *of, const struct official_read *read, struct vd_str *ret, struct vd_str *ret_reason)
{
    struct owning o = {.of = of, .read = read, .arena = of->arena, .reason = ret_reason};
    struct vd_parts parts;
    VD_TRY(official_source_one(of->db, of->arena, of->entity_id, read->head.plan_id, read->head.version_no, &o.source));
    bool book = plan_import_format(o.source.reader) == VD_DOC_XLSX;
    bool same = vd_str_is(read->head.state, "importado") && vd_str_eq(read->head.source, o.source.sha256); /* the file is that follow-up */
    if (book && same)
        return vd_files_read(of->files, of->arena, of->entity_id, (const unsigned char *)o.source.sha256.p, o.source.size, ret);
    VD_TRY(read_tables(&o));
    VD_TRY(book ? open_own(&o, &parts) : open_made(&o, &parts));
    VD_TRY(read_headings(&o));
    VD_TRY(read_places(&o));
    settle_columns(&o);
    if (!same) {
        put_rows(&o);
        put_headings(&o);
    }
    if (o.cells.n)
        qsort(o.cells.v, o.cells.n, sizeof *o.cells.v, by_place);
    join_same(&o);
    VD_TRY(fill_sheets(&o, &parts));
    if (writes_over(&o))
        vd_parts_drop_chain(of->arena, &parts);
    return vd_package_write(of->arena, parts.list.v, parts.list.n, ret);
}
