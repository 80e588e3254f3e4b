/* SPDX-License-Identifier: Apache-2.0 */
/* The answer: 32-bit little-endian lengths before each text: n_sheets, their names, n_parts, of each its name and its bytes. */
#include "office/parts.h"
#include "office/office.h"
#include "office/xlsx.h"

enum { LEAST = 4 };

static void put32(struct vd_buf *out, size_t v)
{
    unsigned char b[4] = {(unsigned char)v, (unsigned char)(v >> 8), (unsigned char)(v >> 16), (unsigned char)(v >> 24)};
    vd_buf_put(out, b, sizeof b);
}

static void put_text(struct vd_buf *out, struct vd_str s)
{
    put32(out, s.n);
    vd_buf_str(out, s);
}

enum vd_err vd_parts_take(int fd, struct vd_arena *arena, struct vd_buf *out, struct vd_str *ret_reason)
{
    struct vd_refusal *why = VD_NEW(arena, struct vd_refusal);
    struct vd_package *pkg = VD_NEW(arena, struct vd_package);
    VD_LIST(struct vd_str) names = {0};
    vd_xlsx_sheets sheets = {0};
    why->arena = arena;
    if (vd_package_open(pkg, vd_doc_bytes(fd, why), why))
        vd_xlsx_sheets_of(pkg, &sheets);
    for (size_t i = 0; !vd_refused(why) && vd_package_name(pkg, i).p; i++)
        *VD_PUSH(arena, &names) = vd_package_name(pkg, i);
    put32(out, sheets.n);
    VD_EACH(sheet, &sheets)
        put_text(out, *sheet);
    put32(out, names.n);
    VD_EACH(name, &names) {
        put_text(out, *name);
        size_t at = out->n;
        put32(out, 0);
        vd_package_inflate(pkg, name->p, out);
        if (vd_refused(why) || out->failed)
            break;
        unsigned n = (unsigned)(out->n - at - LEAST);
        memcpy(out->p + at, (unsigned char[]){(unsigned char)n, (unsigned char)(n >> 8), (unsigned char)(n >> 16), (unsigned char)(n >> 24)}, LEAST);
    }
    if (!vd_refused(why) && out->failed)
        vd_refuse(why, VD_TOO_BIG, "El libro es demasiado grande para escribir en él el seguimiento. Descargue el informe en las columnas de Veedor.");
    *ret_reason = why->reason;
    return why->err;
}

/* ---- in the parent */

static bool take32(struct vd_str *rest, size_t *ret)
{
    const unsigned char *p = (const unsigned char *)rest->p;
    if (rest->n < LEAST)
        return false;
    *ret = (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24;
    *rest = vd_str_sub(*rest, LEAST, rest->n);
    return true;
}

static bool take_text(struct vd_str *rest, struct vd_str *ret)
{
    size_t n;
    if (!take32(rest, &n) || n > rest->n)
        return false;
    *ret = vd_str_sub(*rest, 0, n);
    *rest = vd_str_sub(*rest, n, rest->n);
    return true;
}

static bool take_count(struct vd_str *rest, size_t *ret) { return take32(rest, ret) && *ret <= VD_DOC_MAX_ENTRIES && *ret <= rest->n / LEAST; }

enum vd_err vd_parts_decode(struct vd_str bytes, struct vd_arena *arena, struct vd_parts *ret)
{
    struct vd_str rest = bytes, name, body;
    size_t n;
    *ret = (struct vd_parts){0};
    if (!take_count(&rest, &n))
        return VD_CORRUPT;
    for (size_t i = 0; i < n; i++) {
        if (!take_text(&rest, &name))
            return VD_CORRUPT;
        *VD_PUSH(arena, &ret->sheets) = name;
    }
    if (!take_count(&rest, &n))
        return VD_CORRUPT;
    for (size_t i = 0; i < n; i++) {
        if (!take_text(&rest, &name) || !take_text(&rest, &body) || !name.n || !vd_utf8_valid(name))
            return VD_CORRUPT;
        *VD_PUSH(arena, &ret->list) = (struct vd_part){vd_str_c(arena, name), body};
    }
    return rest.n ? VD_CORRUPT : VD_OK;
}
