/* SPDX-License-Identifier: Apache-2.0 */
#include "features/documents/documents_kind.h"
#include <strings.h>

enum { ZIP_END = 22, ZIP_COMMENT_MOST = 65535, ZIP_ENTRY = 46, ZIP_ENTRIES_MOST = 20000, TEXT_BEGIN = 1024 };

const struct documents_file_kinds *documents_kind(struct vd_str code)
{
    for (size_t i = 0; i < documents_file_kinds_n; i++)
        if (vd_str_eq(documents_file_kinds[i].code, code))
            return &documents_file_kinds[i];
    return NULL;
}

int64_t documents_kind_most(const struct documents_file_kinds *kind)
{
    int64_t mb = 0;
    return vd_str_i64(kind->most_mb, &mb) ? mb * 1000000 : 0;
}

static bool ends_folded(struct vd_str s, struct vd_str tail)
{
    return s.n >= tail.n && strncasecmp(s.p + s.n - tail.n, tail.p, tail.n) == 0;
}

static bool begins_folded(struct vd_str s, const char *head)
{
    size_t n = strlen(head);
    return s.n >= n && strncasecmp(s.p, head, n) == 0;
}

bool documents_kind_has_extension(const struct documents_file_kinds *kind, struct vd_str name)
{
    struct vd_str rest = kind->extensions, extension;
    while (vd_str_split(&rest, ' ', &extension))
        if (name.n > extension.n + 1 && name.p[name.n - extension.n - 1] == '.' && ends_folded(name, extension))
            return true;
    return false;
}

/* ---- ZIP: the office formats. What counts is the list at its end, as the programs read it (APPNOTE 4.3.12, 4.3.16). */

static uint32_t little(struct vd_str s, size_t at, int n)
{
    uint32_t v = 0;
    for (int i = n - 1; i >= 0; i--)
        v = v << 8 | (unsigned char)s.p[at + (size_t)i];
    return v;
}

static bool find_end(struct vd_str zip, size_t *ret)
{
    for (size_t i = ZIP_END; i <= zip.n && i <= ZIP_END + ZIP_COMMENT_MOST; i++)
        if (memcmp(zip.p + zip.n - i, "PK\5\6", 4) == 0) {
            *ret = zip.n - i;
            return true;
        }
    return false;
}

struct parts { bool word, excel, slides, content, types, macro; };

static void see_part(struct vd_str name, struct parts *ret)
{
    ret->word |= vd_str_is(name, "word/document.xml");
    ret->excel |= vd_str_is(name, "xl/workbook.xml");
    ret->slides |= vd_str_is(name, "ppt/presentation.xml");
    ret->content |= vd_str_is(name, "content.xml");
    ret->types |= vd_str_is(name, "[Content_Types].xml");
    ret->macro |= ends_folded(name, VD_S("vbaProject.bin")) || begins_folded(name, "xl/macrosheets/") || vd_str_find(name, VD_S("/activeX/")) >= 0 ||
                  begins_folded(name, "Basic/") || begins_folded(name, "Scripts/");
}

static bool read_parts(struct vd_str zip, struct parts *ret)
{
    size_t end;
    if (!find_end(zip, &end))
        return false;
    uint32_t entries = little(zip, end + 10, 2);
    size_t at = little(zip, end + 16, 4);
    if (entries > ZIP_ENTRIES_MOST)
        return false;
    for (uint32_t i = 0; i < entries; i++) {
        if (at > zip.n || zip.n - at < ZIP_ENTRY || memcmp(zip.p + at, "PK\1\2", 4) != 0)
            return false;
        size_t name_n = little(zip, at + 28, 2), rest = (size_t)little(zip, at + 30, 2) + little(zip, at + 32, 2);
        if (zip.n - at - ZIP_ENTRY < name_n + rest)
            return false;
        see_part(vd_str_sub(zip, at + ZIP_ENTRY, at + ZIP_ENTRY + name_n), ret);
        at += ZIP_ENTRY + name_n + rest;
    }
    return true;
}

/* The first member of an OpenDocument is its type, stored as it is (ODF 1.3 part 2, §3.3). */
static struct vd_str open_document(struct vd_str zip)
{
    static const char first[] = "mimetype";
    if (zip.n < 38 + 64 || little(zip, 26, 2) != sizeof first - 1 || memcmp(zip.p + 30, first, sizeof first - 1) != 0)
        return (struct vd_str){0};
    size_t n = little(zip, 22, 4), at = 38 + little(zip, 28, 2);
    return vd_str_sub(zip, at, n < 128 ? at + n : at);
}

static const char *zip_code(struct vd_str zip, const char **ret_why)
{
    struct parts parts = {0};
    *ret_why = "El archivo está dañado, o es un ZIP y no un documento";
    if (!read_parts(zip, &parts))
        return NULL;
    if (parts.macro) {
        *ret_why = "El archivo tiene macros. Guárdelo sin ellas: como .docx, .xlsx, .pptx, .odt o .ods";
        return NULL;
    }
    struct vd_str type = open_document(zip);
    if (parts.content && vd_str_is(type, "application/vnd.oasis.opendocument.text"))
        return "odt";
    if (parts.content && vd_str_is(type, "application/vnd.oasis.opendocument.spreadsheet"))
        return "ods";
    if (!parts.types || parts.word + parts.excel + parts.slides != 1)
        return NULL;
    return parts.word ? "docx" : parts.excel ? "xlsx" : "pptx";
}

/* ---- text */

/* What a browser could take for a page or a drawing (WHATWG MIME Sniffing §7.1), and what a system runs by its first line. */
static const char *text_problem(struct vd_str text)
{
    static const char *const tags[] = {"<!doctype", "<html", "<head", "<script", "<svg", "<?xml", "<body", "<iframe", "<!--", "<style", "<meta"};
    struct vd_str begin = vd_str_sub(text, 0, TEXT_BEGIN);
    if (vd_str_starts(begin, VD_S("#!")))
        return "El archivo es un programa, y no se reciben programas";
    for (size_t i = 0; i < begin.n; i++)
        for (size_t t = 0; begin.p[i] == '<' && t < VD_COUNT(tags); t++)
            if (begins_folded(vd_str_sub(begin, i, begin.n), tags[t]))
                return "El archivo es una página web o un dibujo SVG, que pueden traer programas. Guárdelo como PDF";
    return NULL;
}

/* UTF-8, or one byte a letter as older programs write it; no control characters but ends of lines and tabs. */
static bool is_text(struct vd_str bytes)
{
    for (size_t i = 0; i < bytes.n; i++) {
        unsigned char c = (unsigned char)bytes.p[i];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F)
            return false;
    }
    return bytes.n > 0;
}

/* ---- sound and pictures that move */

static bool is_mp4(struct vd_str bytes)
{
    static const char *const brands[] = {"isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "MSNV", "dash", "3gp4", "3gp5"};
    if (bytes.n < 16 || memcmp(bytes.p + 4, "ftyp", 4) != 0)
        return false;
    for (size_t i = 0; i < VD_COUNT(brands); i++)
        if (memcmp(bytes.p + 8, brands[i], 4) == 0)
            return true;
    return false;
}

/* An ID3 tag, or a frame of layer III whose bit rate and sampling rate exist (ISO/IEC 11172-3 §2.4.2.3). */
static bool is_mp3(struct vd_str bytes)
{
    if (vd_str_starts(bytes, VD_S("ID3")))
        return true;
    if (bytes.n < 4 || (unsigned char)bytes.p[0] != 0xFF)
        return false;
    unsigned char b = (unsigned char)bytes.p[1], c = (unsigned char)bytes.p[2];
    return (b & 0xE0) == 0xE0 && (b & 0x18) != 0x08 && (b & 0x06) == 0x02 && (c & 0xF0) != 0xF0 && (c & 0xF0) != 0 && (c & 0x0C) != 0x0C;
}

/* ---- */

static const char *code_of(struct vd_str bytes, struct vd_str name, const char **ret_why)
{
    *ret_why = NULL;
    if (vd_str_starts(bytes, VD_S("%PDF-")))
        return "pdf";
    if (vd_str_starts(bytes, VD_S("PK\x03\x04")))
        return zip_code(bytes, ret_why);
    if (vd_str_starts(bytes, VD_S("\x89PNG\r\n\x1a\n")))
        return "png";
    if (vd_str_starts(bytes, VD_S("\xFF\xD8\xFF")))
        return "jpeg";
    if (is_mp4(bytes))
        return "mp4";
    if (is_mp3(bytes))
        return "mp3";
    if (vd_str_starts(bytes, VD_S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")))
        *ret_why = "El archivo es de un Office anterior (.doc, .xls, .ppt) o tiene clave. Guárdelo sin clave como .docx, .xlsx o .pptx";
    else if (vd_str_starts(bytes, VD_S("MZ")) || vd_str_starts(bytes, VD_S("\x7F""ELF")))
        *ret_why = "El archivo es un programa, y no se reciben programas";
    else if (is_text(bytes) && !(*ret_why = text_problem(bytes)))
        return ends_folded(name, VD_S(".csv")) ? "csv" : "txt";
    else if (!*ret_why)
        *ret_why = "No se reconoce qué archivo es. Se reciben PDF, Word, Excel, PowerPoint, LibreOffice, CSV, texto, fotos PNG o JPEG, audio MP3 y video MP4";
    return NULL;
}

const struct documents_file_kinds *documents_kind_of(struct vd_str bytes, struct vd_str name, const char **ret_why)
{
    const char *code = code_of(bytes, name, ret_why);
    return code ? documents_kind(vd_str_of(code)) : NULL;
}
