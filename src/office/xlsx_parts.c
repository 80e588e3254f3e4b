/* SPDX-License-Identifier: Apache-2.0 */
#include "office/xlsx.h"

enum { MAX_FORMATS = 4096, MAX_STYLES = 65536 };

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "_x000D_" at s: its character; -1: no escape. */
static int escaped(struct vd_str s)
{
    if (s.n < 7 || s.p[0] != '_' || s.p[1] != 'x' || s.p[6] != '_')
        return -1;
    int v = 0;
    for (int i = 2; i < 6; i++) {
        int digit = hex_value(s.p[i]);
        if (digit < 0)
            return -1;
        v = v * 16 + digit;
    }
    return v;
}

/* A control character that no text may hold is left out. */
static size_t put_escaped(char *out, int c)
{
    return c < 0x20 && c != '\n' && c != '\r' && c != '\t' ? 0 : vd_utf8_put(out, (uint32_t)c);
}

struct vd_str vd_xlsx_take(struct vd_xlsx *f)
{
    struct vd_str raw = vd_buf_view(&f->text);
    char *out = vd_alloc(f->arena, raw.n + 1);
    size_t n = 0;
    if (f->text.failed)
        vd_refuse(f->why, VD_TOO_BIG, "El libro tiene un texto de más de %d KB en una celda.", VD_DOC_MAX_CELL_TEXT / 1024);
    for (size_t i = 0; i < raw.n;) {
        int c = raw.p[i] == '_' ? escaped(vd_str_sub(raw, i, raw.n)) : -1;
        size_t from = n;
        if (c < 0) {
            out[n++] = raw.p[i++];
        } else {
            n += put_escaped(out + n, c);
            i += 7;
        }
        if (n == from + 1 && out[from] == '\t')
            out[from] = ' ';
        if (n == from + 1 && out[from] == '\n' && from && out[from - 1] == '\r')
            out[--n - 1] = '\n';
    }
    for (size_t i = 0; i < n; i++)
        out[i] = out[i] == '\r' ? '\n' : out[i];
    vd_buf_clear(&f->text);
    return (struct vd_str){out, n};
}

struct vd_str vd_xlsx_string(struct vd_xlsx *f, struct vd_xml *x)
{
    int depth = vd_xml_depth(x);
    vd_buf_clear(&f->text);
    if (vd_xml_is_empty(x))
        return VD_S("");
    while (vd_xml_inside(x, depth)) {
        if (vd_xlsx_is(x, "t"))
            vd_xml_text(x, &f->text);
        else if (vd_xlsx_is(x, "rPh")) /* how to pronounce it */
            vd_xml_skip(x);
    }
    return vd_xlsx_take(f);
}

void vd_xlsx_read_strings(struct vd_xlsx *f, struct vd_str part)
{
    struct vd_xml x;
    size_t bytes = 0;
    if (!part.p || !vd_package_has(f->pkg, part.p) || !vd_xml_open(&x, f->pkg, part.p))
        return;
    while (vd_xml_step(&x)) {
        if (!vd_xlsx_is(&x, "si"))
            continue;
        if (f->strings.n == VD_DOC_MAX_CELLS || bytes > VD_DOC_MAX_TEXT) {
            vd_refuse(f->why, VD_TOO_BIG, "El libro tiene más de %d textos distintos o de %d MB de texto. Divídalo en varios.", VD_DOC_MAX_CELLS,
                      VD_DOC_MAX_TEXT / (1024 * 1024));
            return;
        }
        struct vd_str text = vd_xlsx_string(f, &x);
        bytes += text.n;
        *VD_PUSH(f->arena, &f->strings) = text;
    }
}

static struct vd_str code_of(struct vd_xlsx *f, int id)
{
    /* Number 14 is the short date of the reader's own country, whatever code stands beside it. */
    VD_EACH(format, &f->formats)
        if (format->id == id && id != 14)
            return format->code;
    return vd_numfmt_builtin(id);
}

static void read_cell_styles(struct vd_xlsx *f, struct vd_xml *x)
{
    int depth = vd_xml_depth(x);
    if (vd_xml_is_empty(x))
        return;
    while (vd_xml_inside(x, depth)) {
        if (!vd_xlsx_is(x, "xf"))
            continue;
        if (f->styles.n == MAX_STYLES) {
            vd_refuse(f->why, VD_TOO_BIG, "El libro tiene más de %d estilos. Copie la matriz a un libro nuevo.", MAX_STYLES);
            return;
        }
        *VD_PUSH(f->arena, &f->styles) = code_of(f, vd_xml_attr_int(x, "numFmtId", 0));
    }
}

void vd_xlsx_read_styles(struct vd_xlsx *f, struct vd_str part)
{
    struct vd_xml x;
    if (!part.p || !vd_package_has(f->pkg, part.p) || !vd_xml_open(&x, f->pkg, part.p))
        return;
    while (vd_xml_step(&x)) {
        if (vd_xlsx_is(&x, "dxfs")) { /* conditional formats have number formats of their own */
            vd_xml_skip(&x);
        } else if (vd_xlsx_is(&x, "numFmt")) {
            if (f->formats.n == MAX_FORMATS) {
                vd_refuse(f->why, VD_TOO_BIG, "El libro tiene más de %d formatos de número. Copie la matriz a un libro nuevo.", MAX_FORMATS);
                return;
            }
            struct vd_xlsx_format format = {.id = vd_xml_attr_int(&x, "numFmtId", 0)};
            format.code = vd_str_dup(f->arena, vd_xml_attr(&x, "formatCode"));
            *VD_PUSH(f->arena, &f->formats) = format;
        } else if (vd_xlsx_is(&x, "cellXfs")) {
            read_cell_styles(f, &x);
        }
    }
}
