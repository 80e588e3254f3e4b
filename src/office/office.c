/* SPDX-License-Identifier: Apache-2.0 */
#include "office/office.h"
#include <errno.h>
#include <unistd.h>
#include "office/docx.h"
#include "office/sniff.h"

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

const char *vd_doc_format_name(enum vd_doc_format format) { return format == VD_DOC_DOCX ? "docx" : "desconocido"; }

static struct vd_str read_file(int fd, struct vd_refusal *why)
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

static void refuse_other_package(struct vd_package *pkg)
{
    struct vd_str mime = vd_package_peek(pkg, "mimetype");
    if (vd_package_has(pkg, "xl/workbook.xml") || vd_package_has(pkg, "xl/workbook.bin"))
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es un libro de Excel. Esta versión lee documentos de Word (.docx): copie la matriz a un documento de "
                                        "Word y guárdelo como .docx.");
    else if (vd_str_find(mime, VD_S("opendocument.spreadsheet")) >= 0)
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es una hoja de cálculo de LibreOffice (.ods). Esta versión lee documentos de Word (.docx): copie la "
                                        "matriz a un documento y guárdelo como .docx.");
    else if (vd_str_find(mime, VD_S("opendocument.text")) >= 0)
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es un documento de LibreOffice (.odt). Ábralo y guárdelo como «Documento de Word (.docx)».");
    else if (vd_package_has(pkg, "ppt/presentation.xml"))
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es una presentación. Traiga la matriz del plan en un documento de Word (.docx).");
    else
        vd_refuse(pkg->why, VD_INVALID, "Este archivo es un comprimido (.zip) sin un documento de Word adentro. Si contiene archivos, descomprímalo y traiga "
                                        "el documento de Word.");
}

static void read_package(struct vd_str file, struct vd_doc *doc, struct vd_refusal *why)
{
    struct vd_package *pkg = VD_NEW(why->arena, struct vd_package);
    if (!vd_package_open(pkg, file, why))
        return;
    struct vd_str main_part = vd_docx_relation(pkg, VD_S(""), "/officeDocument");
    if (vd_package_has(pkg, "word/document.xml"))
        main_part = main_part.p && vd_package_has(pkg, main_part.p) ? main_part : VD_S("word/document.xml");
    /* A declared Word part that is missing is the reader's to say. */
    if (main_part.p && vd_str_starts(main_part, VD_S("word/")))
        vd_docx_read(pkg, main_part, doc);
    else if (!vd_refused(why))
        refuse_other_package(pkg);
}

enum vd_err vd_doc_read(int fd, struct vd_arena *arena, struct vd_doc **ret, struct vd_str *ret_reason)
{
    struct vd_refusal *why = VD_NEW(arena, struct vd_refusal);
    why->arena = arena;
    struct vd_doc *doc = VD_NEW(arena, struct vd_doc);
    struct vd_str file = read_file(fd, why);
    if (!vd_refused(why))
        vd_sniff(file, why);
    if (!vd_refused(why))
        read_package(file, doc, why);
    if (vd_refused(why)) {
        *ret_reason = why->reason;
        return why->err;
    }
    *ret = doc;
    return VD_OK;
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
    for (int r = row; r >= 0; r--) {
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
