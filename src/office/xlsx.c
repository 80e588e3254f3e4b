/* SPDX-License-Identifier: Apache-2.0 */
/* The XLSX reader. A workbook names its sheets in order and refers to their parts by relations; texts stand in one table for
 * all sheets, or in the cells; what a number is (a date, a percentage) only the format of its style says. Chart and macro
 * sheets have no cells and are left out. Comments, drawings, validations and pivot caches are never opened. */
#include "office/xlsx.h"

bool vd_xlsx_is(const struct vd_xml *x, const char *name)
{
    return vd_xml_begins(x) && strcmp(vd_xml_name(x), name) == 0 &&
           (vd_xml_in(x, "http://schemas.openxmlformats.org/spreadsheetml/2006/main") || vd_xml_in(x, "http://purl.oclc.org/ooxml/spreadsheetml/main"));
}

struct sheet {
    struct vd_str name, id;
    bool hidden;
};

struct workbook {
    VD_LIST(struct sheet) sheets;
};

static void read_workbook_node(struct vd_xlsx *f, struct vd_xml *x, struct workbook *book)
{
    if (vd_xlsx_is(x, "workbookPr"))
        f->from_1904 = vd_xml_attr_bool(x, "date1904", false);
    if (!vd_xlsx_is(x, "sheet"))
        return;
    if (book->sheets.n == VD_DOC_MAX_ENTRIES) {
        vd_refuse(f->why, VD_TOO_BIG, "El libro tiene más de %d hojas. Divídalo en varios.", VD_DOC_MAX_ENTRIES);
        return;
    }
    struct sheet *sheet = VD_PUSH(f->arena, &book->sheets);
    sheet->name = vd_str_dup(f->arena, vd_xml_attr(x, "name"));
    sheet->id = vd_str_dup(f->arena, vd_xml_attr(x, "id"));
    struct vd_str state = vd_xml_attr(x, "state");
    sheet->hidden = vd_str_is(state, "hidden") || vd_str_is(state, "veryHidden");
}

static void read_workbook(struct vd_xlsx *f, struct vd_str part, struct workbook *book)
{
    struct vd_xml x;
    if (!vd_xml_open(&x, f->pkg, part.p))
        return;
    while (vd_xml_step(&x)) {
        if (vd_xml_begins(&x) && vd_xml_depth(&x) == 0 && !vd_xlsx_is(&x, "workbook"))
            vd_refuse(f->why, VD_INVALID, "La parte principal del archivo no es un libro de Excel. Ábralo en Excel y guárdelo otra vez.");
        read_workbook_node(f, &x, book);
    }
}

static void free_text(void *f) { vd_buf_done(&((struct vd_xlsx *)f)->text); }

/* Absent: a chart or the like, which has no cells. */
static struct vd_str part_of(struct vd_xlsx *f, const struct vd_relations *relations, const struct sheet *sheet)
{
    struct vd_str part = vd_relations_find(relations, sheet->id.p ? sheet->id : VD_S(""), "/worksheet");
    bool other = sheet->id.p && !part.p && vd_relations_find(relations, sheet->id, "sheet").p;
    if (!other && !part.p)
        vd_refuse(f->why, VD_INVALID, "El libro nombra la hoja «%.*s» pero no la trae. Ábralo en Excel y guárdelo otra vez.", VD_SARG(sheet->name));
    return part;
}

static void read_sheets(struct vd_xlsx *f, const struct workbook *book, const struct vd_relations *relations)
{
    VD_EACH(sheet, &book->sheets) {
        struct vd_str part = part_of(f, relations, sheet);
        if (vd_refused(f->why))
            return;
        if (!part.p)
            continue;
        vd_sheets_begin(&f->sheets, sheet->name, sheet->hidden);
        if (!vd_refused(f->why))
            vd_xlsx_read_sheet(f, part);
        vd_sheets_end(&f->sheets);
    }
}

void vd_xlsx_sheets_of(struct vd_package *pkg, vd_xlsx_sheets *ret)
{
    struct vd_xlsx f = {.pkg = pkg, .why = pkg->why, .arena = pkg->why->arena};
    struct vd_relations relations = {0};
    struct workbook book = {0};
    struct vd_str main_part = vd_package_main(pkg);
    if (!main_part.n)
        vd_refuse(pkg->why, VD_INVALID, "El archivo no es un libro de Excel.");
    if (!vd_refused(f.why))
        vd_relations_read(pkg, main_part, &relations);
    if (!vd_refused(f.why))
        read_workbook(&f, main_part, &book);
    VD_EACH(sheet, &book.sheets) {
        struct vd_str part = vd_refused(f.why) ? (struct vd_str){0} : part_of(&f, &relations, sheet);
        if (part.p)
            *VD_PUSH(f.arena, ret) = part;
    }
}

void vd_xlsx_read(struct vd_package *pkg, struct vd_str main_part, struct vd_doc *doc)
{
    struct vd_xlsx *f = VD_NEW(pkg->why->arena, struct vd_xlsx);
    *f = (struct vd_xlsx){.pkg = pkg, .why = pkg->why, .arena = pkg->why->arena};
    doc->format = VD_DOC_XLSX;
    vd_sheets_init(&f->sheets, doc, f->why);
    vd_buf_init(&f->text, VD_DOC_MAX_CELL_TEXT);
    vd_arena_defer(f->arena, free_text, f);
    struct vd_relations relations = {0};
    struct workbook book = {0};
    vd_relations_read(pkg, main_part, &relations);
    if (!vd_refused(f->why))
        read_workbook(f, main_part, &book);
    if (!vd_refused(f->why))
        vd_xlsx_read_styles(f, vd_relations_find(&relations, (struct vd_str){NULL, 0}, "/styles"));
    if (!vd_refused(f->why))
        vd_xlsx_read_strings(f, vd_relations_find(&relations, (struct vd_str){NULL, 0}, "/sharedStrings"));
    if (!vd_refused(f->why))
        read_sheets(f, &book, &relations);
    if (!vd_refused(f->why))
        vd_sheets_done(&f->sheets);
}
