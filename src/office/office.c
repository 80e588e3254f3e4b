/* SPDX-License-Identifier: Apache-2.0 */
#include "office/office.h"
#include <errno.h>
#include <unistd.h>
#include "office/csv.h"
#include "office/docx.h"
#include "office/ods.h"
#include "office/sniff.h"
#include "office/xlsx.h"

void vd_refuse(struct vd_refusal *why, enum vd_err err, const char *fmt, ...)
{
    if (vd_refused(why))
        return;
    char text[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    why->err = err;
    why->reason = vd_str_dup(why->arena, vd_str_of(text));
}

const char *vd_doc_format_name(enum vd_doc_format format)
{
    static const char *const names[] = {"desconocido", "docx", "xlsx", "ods", "csv"};
    return (size_t)format < VD_COUNT(names) ? names[format] : names[0];
}

const char *vd_cell_kind_name(enum vd_cell_kind kind)
{
    static const char *const names[VD_CELL_KINDS] = {"texto", "número", "porcentaje", "fecha", "sí o no", "error", "fórmula"};
    return (size_t)kind < VD_COUNT(names) ? names[kind] : names[0];
}

struct vd_str vd_doc_bytes(int fd, struct vd_refusal *why)
{
    struct vd_str none = {NULL, 0};
    off_t size = lseek(fd, 0, SEEK_END);
    if (size < 0)
        vd_refuse(why, VD_IO, "No se pudo leer el archivo.");
    else if (size > VD_DOC_MAX_FILE)
        vd_refuse(why, VD_TOO_BIG, "El archivo pesa más de %d MB. Quite imágenes o divídalo.", VD_DOC_MAX_FILE / (1024 * 1024));
    if (vd_refused(why))
        return none;
    char *p = vd_alloc(why->arena, (size_t)size + 1);
    size_t n = 0;
    while (n < (size_t)size) {
        ssize_t got = pread(fd, p + n, (size_t)size - n, (off_t)n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        n += (size_t)got;
    }
    if (n < (size_t)size)
        vd_refuse(why, VD_IO, "El archivo no se pudo leer completo.");
    return (struct vd_str){p, n};
}

static void refuse_other_package(struct vd_package *pkg, struct vd_str mime)
{
    if (vd_package_has(pkg, "xl/workbook.bin"))
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es un libro binario de Excel (.xlsb). Ábralo en Excel y guárdelo como «Libro de Excel (.xlsx)».");
    else if (vd_str_find(mime, VD_S("opendocument.text")) >= 0)
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es un documento de LibreOffice (.odt). Ábralo y guárdelo como «Documento de Word (.docx)».");
    else if (vd_package_has(pkg, "ppt/presentation.xml") || vd_str_find(mime, VD_S("opendocument.presentation")) >= 0)
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es una presentación. Traiga la matriz del plan en Word (.docx) o Excel (.xlsx).");
    else if (vd_package_has(pkg, "Index/Document.iwa") || vd_package_has(pkg, "Index.zip"))
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es de Numbers o Pages. Ábralo y expórtelo a Excel (.xlsx) o Word (.docx).");
    else
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es un comprimido (.zip) sin un documento de Word ni un libro de Excel adentro. Si contiene archivos, "
                                        "descomprímalo y traiga el que tiene la matriz.");
}

/* As its relations say, else where every program puts it. */
struct vd_str vd_package_main(struct vd_package *pkg)
{
    static const char *const usual[] = {"word/document.xml", "xl/workbook.xml"};
    struct vd_relations relations = {0};
    vd_relations_read(pkg, VD_S(""), &relations);
    struct vd_str declared = vd_relations_find(&relations, (struct vd_str){NULL, 0}, "/officeDocument");
    if (declared.n && vd_package_has(pkg, declared.p))
        return declared;
    for (size_t i = 0; i < VD_COUNT(usual); i++)
        if (vd_package_has(pkg, usual[i]))
            return vd_str_of(usual[i]);
    return declared;
}

enum kind { OTHER, DOCUMENT, WORKBOOK };

/* By the first element of the main part, wherever it stands. */
static enum kind kind_of(struct vd_package *pkg, struct vd_str part)
{
    struct vd_xml x;
    if (!part.n || vd_str_ends(part, VD_S(".bin")) || !vd_xml_open(&x, pkg, part.p))
        return OTHER;
    while (vd_xml_step(&x))
        if (vd_xml_begins(&x))
            return vd_docx_el(&x) == VD_EL_DOCUMENT ? DOCUMENT : vd_xlsx_is(&x, "workbook") ? WORKBOOK : OTHER;
    return OTHER;
}

static void read_package(struct vd_str file, struct vd_doc *doc, struct vd_refusal *why)
{
    struct vd_package *pkg = VD_NEW(why->arena, struct vd_package);
    if (!vd_package_open(pkg, file, why))
        return;
    struct vd_str mime = vd_package_peek(pkg, "mimetype"), main_part = vd_package_main(pkg);
    bool sheets = vd_str_find(mime, VD_S("opendocument.spreadsheet")) >= 0;
    if (vd_str_find(mime, VD_S("opendocument")) >= 0 && vd_ods_is_encrypted(pkg))
        vd_refuse(why, VD_INVALID, "El archivo está cifrado con contraseña. Ábralo en LibreOffice, guárdelo sin contraseña y vuelva a traerlo.");
    enum kind kind = sheets || vd_refused(why) ? OTHER : kind_of(pkg, main_part);
    if (vd_refused(why))
        return;
    if (sheets)
        vd_ods_read(pkg, doc);
    else if (kind == DOCUMENT || (kind == OTHER && vd_str_starts(main_part, VD_S("word/"))))
        vd_docx_read(pkg, main_part, doc);
    else if (kind == WORKBOOK || (kind == OTHER && vd_str_starts(main_part, VD_S("xl/")) && vd_str_ends(main_part, VD_S(".xml"))))
        vd_xlsx_read(pkg, main_part, doc);
    else
        refuse_other_package(pkg, mime);
}

enum vd_err vd_doc_read(int fd, struct vd_arena *arena, struct vd_doc **ret, struct vd_str *ret_reason)
{
    struct vd_refusal *why = VD_NEW(arena, struct vd_refusal);
    why->arena = arena;
    struct vd_doc *doc = VD_NEW(arena, struct vd_doc);
    struct vd_str file = vd_doc_bytes(fd, why);
    enum vd_sniffed what = vd_refused(why) ? VD_SNIFFED_OTHER : vd_sniff(file, why);
    if (what == VD_SNIFFED_PACKAGE)
        read_package(file, doc, why);
    else if (what == VD_SNIFFED_TEXT)
        vd_csv_read(file, doc, why);
    if (vd_refused(why)) {
        *ret_reason = why->reason;
        return why->err;
    }
    *ret = doc;
    return VD_OK;
}

struct vd_str vd_place_name(struct vd_arena *arena, enum vd_doc_format format, int table, int row, int col)
{
    char letters[8];
    size_t n = sizeof letters;
    if (!vd_doc_has_sheets(format))
        return vd_str_printf(arena, "tabla %d, fila %d, columna %d", table, row + 1, col + 1);
    letters[--n] = 0;
    for (int rest = col + 1; rest > 0 && n; rest = (rest - 1) / 26)
        letters[--n] = (char)('A' + (rest - 1) % 26);
    return vd_str_printf(arena, "%s%d", letters + n, row + 1);
}

bool vd_spans_have(const struct vd_span *spans, size_t n, int place)
{
    for (size_t i = 0; i < n; i++)
        if (place >= spans[i].first && place < spans[i].first + spans[i].n)
            return true;
    return false;
}

/* Index of the first cell at or after (row, col). */
static size_t lower_bound(const struct vd_grid *grid, int row, int col)
{
    size_t from = 0, to = grid->cells.n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        const struct vd_grid_cell *c = &grid->cells.v[mid];
        if (c->row < row || (c->row == row && c->col < col))
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

const struct vd_grid_cell *vd_grid_at(const struct vd_grid *grid, int row, int col, bool *ret_origin)
{
    /* In each row from this one upwards only the nearest cell at or before the column can cover the place. */
    int least = grid->tallest && row >= grid->tallest ? row - grid->tallest + 1 : 0;
    for (int r = row; r >= least; r--) {
        size_t i = lower_bound(grid, r, col + 1);
        const struct vd_grid_cell *c = i ? &grid->cells.v[i - 1] : NULL;
        if (!c || c->row != r || c->col + c->cols <= col || c->row + c->rows <= row)
            continue;
        if (ret_origin)
            *ret_origin = c->row == row && c->col == col;
        return c;
    }
    return NULL;
}
