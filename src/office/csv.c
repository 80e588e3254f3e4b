/* SPDX-License-Identifier: Apache-2.0 */
/* The CSV reader. A CSV says neither its encoding nor its separator; both are told from the content.
 *
 * Encoding: a byte order mark decides; else UTF-8 when all of it is well formed, else Windows-1252, in which programs of Spanish
 * Windows save. Separator: Excel's own line "sep=;" decides; else the one of ; tab , under which most records have the same
 * number of fields, more than one. Commas inside texts give another number in each record, so they do not win.
 *
 * Quotes: only a field that begins with one is quoted; what stands behind the closing one is kept, as spreadsheets do. */
#include "office/csv.h"
#include "office/sheets.h"

/* ---- encodings */

static const uint16_t windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static struct vd_str from_windows(struct vd_arena *arena, struct vd_str raw)
{
    char *out = vd_alloc_array(arena, raw.n + 1, 3);
    size_t n = 0;
    for (size_t i = 0; i < raw.n; i++) {
        unsigned char c = (unsigned char)raw.p[i];
        n += vd_utf8_put(out + n, c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c);
    }
    return (struct vd_str){out, n};
}

static uint32_t unit(struct vd_str raw, size_t i, bool big)
{
    uint32_t a = (unsigned char)raw.p[i], b = (unsigned char)raw.p[i + 1];
    return big ? a << 8 | b : b << 8 | a;
}

static struct vd_str from_utf16(struct vd_arena *arena, struct vd_str raw, bool big)
{
    char *out = vd_alloc_array(arena, raw.n / 2 + 1, 3);
    size_t n = 0;
    for (size_t i = 0; i + 1 < raw.n; i += 2) {
        uint32_t c = unit(raw, i, big);
        uint32_t low = c >= 0xD800 && c < 0xDC00 && i + 3 < raw.n ? unit(raw, i + 2, big) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        n += vd_utf8_put(out + n, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c);
    }
    return (struct vd_str){out, n};
}

static struct vd_str decode(struct vd_arena *arena, struct vd_str raw)
{
    if (vd_str_starts(raw, VD_S("\xFF\xFE")) || vd_str_starts(raw, VD_S("\xFE\xFF")))
        return from_utf16(arena, vd_str_sub(raw, 2, raw.n), raw.p[0] == '\xFE');
    if (vd_str_starts(raw, VD_S("\xEF\xBB\xBF")))
        raw = vd_str_sub(raw, 3, raw.n);
    return vd_utf8_valid(raw) ? raw : from_windows(arena, raw);
}

/* Text has no control characters but tabs and line ends; a page feed is let pass. */
static bool is_text(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F)
            return false;
    }
    return true;
}

/* ---- fields */

struct field {
    struct vd_str raw;   /* between the quotes, when there are */
    struct vd_str after; /* behind the closing quote */
    bool quoted, open;   /* open: the closing quote is missing */
    bool last;           /* of its record */
};

static bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/* Index of the closing quote; s.n when there is none. */
static size_t closing(struct vd_str s, size_t from)
{
    size_t i = from;
    while (i < s.n) {
        const char *quote = memchr(s.p + i, '"', s.n - i);
        if (!quote)
            return s.n;
        i = (size_t)(quote - s.p);
        if (i + 1 >= s.n || s.p[i + 1] != '"')
            return i;
        i += 2;
    }
    return s.n;
}

/* Takes one field and what ends it off *rest, which is not empty or stands behind a separator. */
static struct field take_field(struct vd_str *rest, char separator)
{
    struct field f = {0};
    size_t i = 0, from = 0;
    if (rest->n && rest->p[0] == '"') {
        size_t end = closing(*rest, 1);
        f.quoted = true;
        f.open = end == rest->n;
        f.raw = vd_str_sub(*rest, 1, end);
        i = from = f.open ? end : end + 1;
    }
    while (i < rest->n && rest->p[i] != separator && !is_line_end(rest->p[i]))
        i++;
    *(f.quoted ? &f.after : &f.raw) = vd_str_sub(*rest, from, i);
    f.last = i == rest->n || rest->p[i] != separator;
    size_t end = i + 1 + (i + 1 < rest->n && rest->p[i] == '\r' && rest->p[i + 1] == '\n');
    *rest = vd_str_sub(*rest, end, rest->n);
    return f;
}

/* ---- separator */

enum { SAMPLE = 200, MAX_WIDTH = VD_DOC_MAX_COLS + 1 };

struct score {
    int width, alike, records; /* the most frequent number of fields, how many records have it, of how many */
};

static struct score measure(struct vd_str text, char separator)
{
    int widths[MAX_WIDTH + 1] = {0};
    struct score score = {0};
    while (text.n && score.records < SAMPLE) {
        int width = 0;
        bool any = false, last = false;
        while (!last) {
            struct field f = take_field(&text, separator);
            any |= f.raw.n || f.after.n;
            width += width < MAX_WIDTH;
            last = f.last;
        }
        if (!any && width == 1)
            continue;
        score.records++;
        widths[width]++;
    }
    for (int w = 2; w <= MAX_WIDTH; w++)
        if (widths[w] > 0 && widths[w] >= score.alike) {
            score.width = w;
            score.alike = widths[w];
        }
    return score;
}

/* 0: none, this is no table. */
static char find_separator(struct vd_str text)
{
    static const char candidates[] = {';', '\t', ','};
    char best = 0;
    struct score most = {0};
    for (size_t i = 0; i < VD_COUNT(candidates); i++) {
        struct score s = measure(text, candidates[i]);
        bool table = s.alike >= 2 && s.alike * 2 >= s.records;
        /* shares compared as products; alike, the wider wins */
        int64_t mine = (int64_t)s.alike * (most.records ? most.records : 1), other = (int64_t)most.alike * s.records;
        if (table && (!best || mine > other || (mine == other && s.width > most.width))) {
            best = candidates[i];
            most = s;
        }
    }
    return best;
}

/* Excel's own first line, no row of the table: "sep=;" */
static char take_declared(struct vd_str *text)
{
    struct vd_str rest = *text;
    if (rest.n < 5 || strncasecmp(rest.p, "sep=", 4) != 0 || is_line_end(rest.p[4]))
        return 0;
    char separator = rest.p[4];
    rest = vd_str_sub(rest, 5, rest.n);
    if (rest.n && !is_line_end(rest.p[0]))
        return 0;
    size_t end = rest.n > 1 && rest.p[0] == '\r' && rest.p[1] == '\n' ? 2 : 1;
    *text = vd_str_sub(rest, end, rest.n);
    return separator;
}

/* ---- cells */

static struct vd_str unguarded(struct vd_str s)
{
    return s.n > 1 && s.p[0] == '\'' && memchr("=+-@'\t\r\n", s.p[1], 8) ? vd_str_sub(s, 1, s.n) : s;
}

/* Doubled quotes once, one kind of line end, tabs as spaces. */
static struct vd_str clean(struct vd_arena *arena, const struct field *f)
{
    struct vd_str parts[] = {unguarded(f->raw), f->after};
    if (!f->quoted && !memchr(parts[0].p, '\t', parts[0].n))
        return parts[0];
    char *out = vd_alloc(arena, parts[0].n + parts[1].n + 1);
    size_t n = 0;
    for (size_t part = 0; part < VD_COUNT(parts); part++)
        for (size_t i = 0; i < parts[part].n; i++) {
            char c = parts[part].p[i], next = i + 1 < parts[part].n ? parts[part].p[i + 1] : 0;
            if (c == '\r' && next == '\n')
                continue;
            out[n++] = c == '\r' ? '\n' : c == '\t' ? ' ' : c;
            i += f->quoted && part == 0 && c == '"' && next == '"';
        }
    return (struct vd_str){out, n};
}

static void read_record(struct vd_sheets *s, struct vd_str *text, char separator, int row)
{
    bool last = false;
    for (int col = 0; !last && !vd_refused(s->why); col++) {
        struct field f = take_field(text, separator);
        last = f.last;
        if (f.open)
            vd_refuse(s->why, VD_INVALID, "La celda %s abre unas comillas que no se cierran: el archivo está cortado o mal escrito. Guárdelo otra vez "
                      "desde Excel o LibreOffice.", vd_place_name(s->arena, VD_DOC_CSV, 1, row, col).p);
        else
            vd_sheets_put(s, (struct vd_grid_cell){.row = row, .col = col, .text = clean(s->arena, &f)});
    }
}

void vd_csv_read(struct vd_str file, struct vd_doc *doc, struct vd_refusal *why)
{
    struct vd_str text = decode(why->arena, file);
    if (!is_text(text) || !vd_utf8_valid(text)) {
        vd_refuse(why, VD_INVALID, "No se reconoce el tipo de este archivo. Traiga la matriz en Word (.docx), Excel (.xlsx), LibreOffice (.ods) o CSV.");
        return;
    }
    char separator = take_declared(&text);
    if (!separator)
        separator = find_separator(text);
    if (!separator) {
        vd_refuse(why, VD_INVALID, "Este archivo es texto sin tablas. Traiga la matriz en Word (.docx), Excel (.xlsx), LibreOffice (.ods) o CSV separado "
                                   "por punto y coma.");
        return;
    }
    struct vd_sheets *s = VD_NEW(why->arena, struct vd_sheets);
    doc->format = VD_DOC_CSV;
    vd_sheets_init(s, doc, why);
    vd_sheets_begin(s, (struct vd_str){NULL, 0}, false);
    for (int row = 0; text.n && !vd_refused(why); row++)
        read_record(s, &text, separator, row);
    vd_sheets_end(s);
    if (!vd_refused(why))
        vd_sheets_done(s);
}
