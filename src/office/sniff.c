/* SPDX-License-Identifier: Apache-2.0 */
#include "office/sniff.h"

/* Names of streams inside an OLE2 file are UTF-16LE. */
static bool has_stream(struct vd_str file, const char *name)
{
    char wide[64];
    size_t n = strlen(name);
    for (size_t i = 0; i < n; i++) {
        wide[2 * i] = name[i];
        wide[2 * i + 1] = 0;
    }
    return memmem(file.p, file.n, wide, 2 * n) != NULL;
}

#define SAVE_DOCX "guárdelo como «Documento de Word (.docx)»"
#define SAVE_XLSX "guárdelo como «Libro de Excel (.xlsx)»"

static void refuse_ole2(struct vd_str file, struct vd_refusal *why)
{
    if (has_stream(file, "EncryptedPackage"))
        vd_refuse(why, VD_INVALID, "Este archivo está protegido con contraseña. Ábralo en su programa, quite la contraseña (Archivo, Información, "
                                   "Proteger) y vuelva a guardarlo.");
    else if (has_stream(file, "WordDocument"))
        vd_refuse(why, VD_INVALID, "Este archivo es un Word antiguo (.doc). Ábralo en Word o LibreOffice y " SAVE_DOCX ".");
    else if (has_stream(file, "Workbook") || has_stream(file, "Book"))
        vd_refuse(why, VD_INVALID, "Este archivo es un Excel antiguo (.xls). Ábralo en Excel o LibreOffice y " SAVE_XLSX ".");
    else
        vd_refuse(why, VD_INVALID, "Este archivo es de un programa de oficina antiguo. Ábralo y " SAVE_DOCX " o " SAVE_XLSX ".");
}

static const struct {
    const char *head;
    size_t n;
    const char *reason;
} known[] = {
    {"%PDF-", 5, "Este archivo es un PDF. Pida el original de Word o Excel a quien lo elaboró: de un PDF no se leen las tablas con seguridad."},
    {"{\\rtf", 5, "Este archivo es texto enriquecido (RTF). Ábralo en Word o LibreOffice y " SAVE_DOCX "."},
    {"\x89PNG", 4, "Este archivo es una imagen. Pida el documento original de Word o Excel."},
    {"\xFF\xD8\xFF", 3, "Este archivo es una fotografía o un escaneo. Pida el documento original de Word o Excel."},
    {"Rar!", 4, "Este archivo está comprimido (RAR). Descomprímalo y traiga el documento o el libro que contiene."},
    {"7z\xBC\xAF", 4, "Este archivo está comprimido (7z). Descomprímalo y traiga el documento o el libro que contiene."},
    {"\x1F\x8B", 2, "Este archivo está comprimido (gzip). Descomprímalo y traiga el documento o el libro que contiene."},
    {"\x09\x08", 2, "Este archivo es un Excel antiguo (.xls). Ábralo en Excel o LibreOffice y " SAVE_XLSX "."},
};

static enum vd_sniffed sniff_text(struct vd_str file, struct vd_refusal *why)
{
    struct vd_str start = vd_str_sub(file, 0, 1024);
    if (vd_str_starts(start, VD_S("\xEF\xBB\xBF")))
        start = vd_str_sub(start, 3, start.n);
    start = vd_str_trim(start);
    if (vd_str_starts(start, VD_S("<")))
        vd_refuse(why, VD_INVALID, "Este archivo es una página web o un XML, aunque su nombre diga otra cosa. Ábralo en Word o Excel y " SAVE_DOCX " o como "
                                   "«Libro de Excel (.xlsx)».");
    else if (vd_str_starts(start, VD_S("{")) || vd_str_starts(start, VD_S("[{")))
        vd_refuse(why, VD_INVALID, "Este archivo es de datos para programas (JSON). Traiga la matriz en Word (.docx), Excel (.xlsx), LibreOffice (.ods) o CSV.");
    return vd_refused(why) ? VD_SNIFFED_OTHER : VD_SNIFFED_TEXT;
}

enum vd_sniffed vd_sniff(struct vd_str file, struct vd_refusal *why)
{
    if (file.n == 0) {
        vd_refuse(why, VD_INVALID, "El archivo está vacío. Revise que se haya guardado o copiado completo.");
        return VD_SNIFFED_OTHER;
    }
    if (vd_str_starts(file, VD_S("PK\x03\x04")) || vd_str_starts(file, VD_S("PK\x05\x06")))
        return VD_SNIFFED_PACKAGE;
    if (vd_str_starts(file, VD_S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))) {
        refuse_ole2(file, why);
        return VD_SNIFFED_OTHER;
    }
    for (size_t i = 0; i < VD_COUNT(known); i++)
        if (vd_str_starts(file, (struct vd_str){known[i].head, known[i].n})) {
            vd_refuse(why, VD_INVALID, "%s", known[i].reason);
            return VD_SNIFFED_OTHER;
        }
    return sniff_text(file, why);
}
