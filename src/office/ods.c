/* SPDX-License-Identifier: Apache-2.0 */
/* The ODS reader. Equal neighbours are written once with a count: empty ones, up to a million rows, are only counted; those
 * with text are real and become cells, within the limits. Tables of tracked changes, caches of other files and drawings are
 * no sheets of the workbook. */
#include "office/ods.h"

bool vd_ods_is(const struct vd_xml *x, enum vd_ods_space space, const char *name)
{
    static const char *const spaces[] = {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
                                         "urn:oasis:names:tc:opendocument:xmlns:office:1.0", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"};
    return vd_xml_begins(x) && strcmp(vd_xml_name(x), name) == 0 && vd_xml_in(x, spaces[space]);
}

/* The count of an element that stands for several, as far as it leads from a place. */
static int repeated(struct vd_ods *f, const char *attr, int at)
{
    int n = vd_xml_attr_int(&f->x, attr, 1), most = VD_XML_INT_MAX - at;
    return n < 1 ? 1 : n > most ? most : n;
}

static void put_repeated(struct vd_ods *f, struct vd_grid_cell cell, int cols)
{
    for (int i = 0; i < cols && !vd_refused(f->why); i++, cell.col++)
        vd_sheets_put(&f->sheets, cell);
}

static void read_cell(struct vd_ods *f, bool covered)
{
    int cols = repeated(f, "number-columns-repeated", f->col);
    int span_rows = vd_xml_attr_int(&f->x, "number-rows-spanned", 1), span_cols = vd_xml_attr_int(&f->x, "number-columns-spanned", 1);
    struct vd_grid_cell cell = {.row = f->row, .col = f->col};
    f->col += cols;
    if (covered) {
        vd_xml_skip(&f->x);
        return;
    }
    vd_ods_cell(f, &cell);
    if (span_rows > 1 || span_cols > 1)
        vd_sheets_merge(&f->sheets, cell.row, cell.col, span_rows < 1 ? 1 : span_rows, span_cols < 1 ? 1 : span_cols);
    put_repeated(f, cell, cols);
}

/* A row with text that stands for several is put again for each. */
static void repeat_row(struct vd_ods *f, size_t from, int times)
{
    size_t to = f->sheets.cells.n;
    for (int i = 1; i < times && to > from && !vd_refused(f->why); i++)
        for (size_t k = from; k < to && !vd_refused(f->why); k++) {
            struct vd_grid_cell cell = f->sheets.cells.v[k];
            cell.row += i;
            vd_sheets_put(&f->sheets, cell);
        }
}

static void read_row(struct vd_ods *f)
{
    int depth = vd_xml_depth(&f->x), times = repeated(f, "number-rows-repeated", f->row);
    struct vd_str visibility = vd_xml_attr(&f->x, "visibility");
    if (vd_str_is(visibility, "collapse") || vd_str_is(visibility, "filter"))
        vd_sheets_hide(&f->sheets, true, f->row, times);
    size_t from = f->sheets.cells.n;
    f->col = 0;
    if (!vd_xml_is_empty(&f->x))
        while (vd_xml_inside(&f->x, depth)) {
            bool covered = vd_ods_is(&f->x, VD_ODS_TABLE, "covered-table-cell");
            if (covered || vd_ods_is(&f->x, VD_ODS_TABLE, "table-cell"))
                read_cell(f, covered);
            else if (vd_xml_begins(&f->x))
                vd_xml_skip(&f->x);
        }
    repeat_row(f, from, times);
    f->row += times;
}

static void read_column(struct vd_ods *f, int *next)
{
    int n = repeated(f, "number-columns-repeated", *next);
    struct vd_str visibility = vd_xml_attr(&f->x, "visibility");
    if (vd_str_is(visibility, "collapse") || vd_str_is(visibility, "filter"))
        vd_sheets_hide(&f->sheets, false, *next, n);
    *next += n;
}

static bool is_hidden(struct vd_ods *f, struct vd_str style)
{
    VD_EACH(hidden, &f->hidden_styles)
        if (vd_str_eq(*hidden, style))
            return true;
    return false;
}

/* Rows and columns stand in groups of any depth. */
static void read_table(struct vd_ods *f)
{
    int depth = vd_xml_depth(&f->x), next_col = 0;
    struct vd_str name = vd_str_dup(f->arena, vd_xml_attr(&f->x, "name"));
    bool hidden = is_hidden(f, vd_xml_attr(&f->x, "style-name"));
    if (vd_str_starts(name, VD_S("'file:"))) { /* copy of a sheet of another file that formulas refer to */
        vd_xml_skip(&f->x);
        return;
    }
    f->row = f->col = 0;
    vd_sheets_begin(&f->sheets, name, hidden);
    if (!vd_refused(f->why) && !vd_xml_is_empty(&f->x))
        while (vd_xml_inside(&f->x, depth)) {
            if (vd_ods_is(&f->x, VD_ODS_TABLE, "table-row"))
                read_row(f);
            else if (vd_ods_is(&f->x, VD_ODS_TABLE, "table-column"))
                read_column(f, &next_col);
            else if (vd_ods_is(&f->x, VD_ODS_TABLE, "shapes") || vd_ods_is(&f->x, VD_ODS_OFFICE, "forms") || vd_ods_is(&f->x, VD_ODS_TABLE, "table"))
                vd_xml_skip(&f->x);
        }
    vd_sheets_end(&f->sheets);
}

static void read_style(struct vd_ods *f)
{
    int depth = vd_xml_depth(&f->x);
    struct vd_str name = vd_str_dup(f->arena, vd_xml_attr(&f->x, "name"));
    if (!vd_str_is(vd_xml_attr(&f->x, "family"), "table") || vd_xml_is_empty(&f->x))
        return;
    while (vd_xml_inside(&f->x, depth))
        if (vd_ods_is(&f->x, VD_ODS_STYLE, "table-properties") && !vd_xml_attr_bool(&f->x, "display", true) && f->hidden_styles.n < VD_DOC_MAX_ENTRIES)
            *VD_PUSH(f->arena, &f->hidden_styles) = name;
}

bool vd_ods_is_encrypted(struct vd_package *pkg)
{
    struct vd_xml x;
    if (vd_package_has(pkg, "encrypted-package"))
        return true;
    if (!vd_package_has(pkg, "META-INF/manifest.xml") || !vd_xml_open(&x, pkg, "META-INF/manifest.xml"))
        return false;
    while (vd_xml_step(&x))
        if (vd_xml_begins(&x) && strcmp(vd_xml_name(&x), "encryption-data") == 0)
            return true;
    return false;
}

static void read_node(struct vd_ods *f)
{
    if (vd_ods_is(&f->x, VD_ODS_STYLE, "style"))
        read_style(f);
    else if (vd_ods_is(&f->x, VD_ODS_TABLE, "table"))
        read_table(f);
    else if (vd_ods_is(&f->x, VD_ODS_TABLE, "tracked-changes") || vd_ods_is(&f->x, VD_ODS_TABLE, "dde-links"))
        vd_xml_skip(&f->x);
}

static void free_text(void *f) { vd_buf_done(&((struct vd_ods *)f)->text); }

void vd_ods_read(struct vd_package *pkg, struct vd_doc *doc)
{
    struct vd_ods *f = VD_NEW(pkg->why->arena, struct vd_ods);
    *f = (struct vd_ods){.pkg = pkg, .why = pkg->why, .arena = pkg->why->arena};
    doc->format = VD_DOC_ODS;
    vd_sheets_init(&f->sheets, doc, f->why);
    vd_buf_init(&f->text, VD_DOC_MAX_CELL_TEXT);
    vd_arena_defer(f->arena, free_text, f);
    if (!vd_xml_open(&f->x, pkg, "content.xml"))
        return;
    while (vd_xml_step(&f->x)) {
        if (vd_xml_begins(&f->x) && vd_xml_depth(&f->x) == 0 && !vd_ods_is(&f->x, VD_ODS_OFFICE, "document-content"))
            vd_refuse(f->why, VD_INVALID, "La parte principal del archivo no es una hoja de cálculo. Ábralo en LibreOffice y guárdelo otra vez.");
        read_node(f);
    }
    if (!vd_refused(f->why))
        vd_sheets_done(&f->sheets);
}
