/* SPDX-License-Identifier: Apache-2.0 */
/* multipart/form-data (RFC 7578) as browsers and curl send it, over a body that is whole in memory: values are slices of it.
 * No preamble, no nested multipart, no transfer encodings; bounds on parts, on lines and on the bytes of each part's head. */
#include "http/internal.h"

enum { BOUNDARY_MAX = 70, PART_HEAD_MAX = 2048, PART_LINES_MAX = 8 };

static enum vd_err broken(struct vd_str *ret_problem)
{
    *ret_problem = VD_S("El formulario llegó mal formado.");
    return VD_INVALID;
}

static bool same_word(struct vd_str s, const char *lower) { return s.n == strlen(lower) && strncasecmp(s.p, lower, s.n) == 0; }

/* One `; name="value"` or `; name=value`; takes it off *s. False: none left or malformed (*bad). */
static bool next_attribute(struct vd_str *s, struct vd_str *ret_name, struct vd_str *ret_value, bool *bad)
{
    *s = vd_str_trim(*s);
    if (s->n == 0)
        return false;
    *bad = true;
    if (s->p[0] != ';')
        return false;
    *s = vd_str_trim(vd_str_sub(*s, 1, s->n));
    const char *equals = s->n ? memchr(s->p, '=', s->n) : NULL;
    if (!equals)
        return false;
    *ret_name = vd_str_sub(*s, 0, (size_t)(equals - s->p));
    *s = vd_str_sub(*s, ret_name->n + 1, s->n);
    if (s->n && s->p[0] == '"') {
        const char *close = memchr(s->p + 1, '"', s->n - 1);
        if (!close)
            return false;
        *ret_value = vd_str_sub(*s, 1, (size_t)(close - s->p));
        *s = vd_str_sub(*s, ret_value->n + 2, s->n);
    } else {
        size_t n = 0;
        while (n < s->n && s->p[n] != ';' && s->p[n] != ' ' && s->p[n] != '\t')
            n++;
        *ret_value = vd_str_sub(*s, 0, n);
        *s = vd_str_sub(*s, n, s->n);
    }
    *bad = false;
    return true;
}

static bool read_boundary(struct vd_str type, struct vd_str *ret)
{
    struct vd_str head, name, value, found = {0};
    bool bad = false;
    const char *semicolon = type.n ? memchr(type.p, ';', type.n) : NULL;
    if (!semicolon)
        return false;
    head = vd_str_sub(type, 0, (size_t)(semicolon - type.p));
    type = vd_str_sub(type, head.n, type.n);
    if (!same_word(vd_str_trim(head), "multipart/form-data"))
        return false;
    while (next_attribute(&type, &name, &value, &bad))
        if (same_word(name, "boundary")) {
            if (found.p)
                return false;
            found = value;
        }
    for (size_t i = 0; i < found.n; i++)
        if ((unsigned char)found.p[i] <= 0x20 || (unsigned char)found.p[i] >= 0x7F)
            return false;
    *ret = found;
    return !bad && found.n >= 1 && found.n <= BOUNDARY_MAX;
}

/* Browsers write %22, %0D and %0A for quote, CR and LF in names and file names (HTML, "multipart/form-data encoding"). */
static struct vd_str plain_name(struct vd_arena *arena, struct vd_str s)
{
    char *out = vd_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.n - i >= 3 && memcmp(s.p + i, "%22", 3) == 0) {
            out[n++] = '"';
            i += 2;
        } else if (s.n - i >= 3 && (!strncasecmp(s.p + i, "%0d", 3) || !strncasecmp(s.p + i, "%0a", 3))) {
            out[n++] = ' ';
            i += 2;
        } else {
            out[n++] = s.p[i];
        }
    }
    return (struct vd_str){out, n};
}

/* Some clients send the whole path of the file: only its last part is a name. */
static struct vd_str base_name(struct vd_str s)
{
    size_t from = s.n;
    while (from > 0 && s.p[from - 1] != '/' && s.p[from - 1] != '\\')
        from--;
    return vd_str_sub(s, from, s.n);
}

static bool is_clean(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F)
            return false;
    return vd_utf8_valid(s);
}

static bool read_disposition(struct vd_arena *arena, struct vd_str value, struct http_field *field)
{
    struct vd_str name, text;
    bool bad = false;
    size_t word = 0;
    while (word < value.n && value.p[word] != ';')
        word++;
    if (!same_word(vd_str_trim(vd_str_sub(value, 0, word)), "form-data"))
        return false;
    value = vd_str_sub(value, word, value.n);
    while (next_attribute(&value, &name, &text, &bad)) {
        struct vd_str *slot = same_word(name, "name") ? &field->name : same_word(name, "filename") ? &field->filename : NULL;
        if (!slot)
            continue;
        if (slot->p)
            return false;
        *slot = plain_name(arena, text);
    }
    if (field->filename.p)
        field->filename = base_name(field->filename);
    return !bad && field->name.n > 0 && is_clean(field->name) && is_clean(field->filename);
}

/* The lines before a part's data; takes them and the empty line off *rest. */
static bool read_part_head(struct vd_arena *arena, struct vd_str *rest, struct http_field *field)
{
    size_t most = rest->n < PART_HEAD_MAX ? rest->n : PART_HEAD_MAX, used = 0;
    bool disposition = false;
    for (int lines = 0; lines <= PART_LINES_MAX; lines++) {
        ptrdiff_t end = vd_str_find(vd_str_sub(*rest, used, most), VD_S("\r\n"));
        if (end < 0)
            return false;
        struct vd_str line = vd_str_sub(*rest, used, used + (size_t)end), value = line, name;
        used += (size_t)end + 2;
        if (line.n == 0) {
            *rest = vd_str_sub(*rest, used, rest->n);
            return disposition;
        }
        vd_str_split(&value, ':', &name);
        if (!value.p || same_word(name, "content-transfer-encoding"))
            return false;
        if (!same_word(name, "content-disposition"))
            continue;
        if (disposition || !read_disposition(arena, vd_str_trim(value), field))
            return false;
        disposition = true;
    }
    return false;
}

enum vd_err http_multipart(struct vd_arena *arena, struct vd_str type, struct vd_str body, size_t most, struct http_fields *ret, struct vd_str *ret_problem)
{
    struct http_fields fields = {0};
    struct vd_str boundary;
    if (!read_boundary(type, &boundary))
        return broken(ret_problem);
    struct vd_str mark = vd_str_printf(arena, "\r\n--%.*s", VD_SARG(boundary)), first = vd_str_sub(mark, 2, mark.n);
    if (!vd_str_starts(body, first))
        return broken(ret_problem);
    struct vd_str rest = vd_str_sub(body, first.n, body.n);
    while (!vd_str_starts(rest, VD_S("--"))) {
        if (!vd_str_starts(rest, VD_S("\r\n")))
            return broken(ret_problem);
        rest = vd_str_sub(rest, 2, rest.n);
        if (fields.list.n == most) {
            *ret_problem = VD_S("La solicitud trae demasiados datos.");
            return VD_INVALID;
        }
        struct http_field *f = VD_PUSH(arena, &fields.list);
        if (!read_part_head(arena, &rest, f))
            return broken(ret_problem);
        const char *end = memmem(rest.p, rest.n, mark.p, mark.n);
        if (!end)
            return broken(ret_problem);
        f->value = vd_str_sub(rest, 0, (size_t)(end - rest.p));
        if (!f->filename.p && !vd_utf8_valid(f->value))
            return broken(ret_problem);
        rest = vd_str_sub(rest, f->value.n + mark.n, rest.n);
    }
    rest = vd_str_sub(rest, 2, rest.n);
    if (rest.n && !vd_str_is(rest, "\r\n"))
        return broken(ret_problem);
    *ret = fields;
    return VD_OK;
}
