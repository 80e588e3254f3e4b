/* SPDX-License-Identifier: Apache-2.0 */
/* Addresses made from parts. Whatever a part holds, it stays one segment of the path: it is percent-encoded, and one that
 * is empty or only dots (a browser would resolve it away, or read "//host") is written "-". */
#include "html/html.h"

enum { URL_MAX = 8192 };

static bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void vd_url_encode(struct vd_buf *buf, struct vd_str s)
{
    for (size_t i = 0, from = 0; i < s.n; from = i) {
        while (i < s.n && is_unreserved(s.p[i]))
            i++;
        vd_buf_put(buf, s.p + from, i - from);
        if (i < s.n)
            vd_buf_printf(buf, "%%%02X", (unsigned)(unsigned char)s.p[i++]);
    }
}

void vd_url_encode_segment(struct vd_buf *buf, struct vd_str s)
{
    size_t dots = 0;
    while (dots < s.n && s.p[dots] == '.')
        dots++;
    if (dots == s.n)
        vd_buf_char(buf, '-');
    else
        vd_url_encode(buf, s);
}

bool vd_is_web(struct vd_str url)
{
    bool good = vd_str_starts(url, VD_S("https://")) || vd_str_starts(url, VD_S("http://"));
    for (size_t i = 0; i < url.n; i++)
        good = good && url.p[i] > ' ' && url.p[i] < 127 && !strchr("\"'<>\\^`{|}", url.p[i]);
    return good;
}

struct vd_url vd_url_path(struct vd_arena *arena, ...)
{
    char room[URL_MAX + 1]; /* on the stack: nothing is left behind if the arena unwinds the request */
    room[0] = 0;
    struct vd_buf buf = {.p = room, .cap = sizeof(room), .max = URL_MAX};
    va_list parts;
    va_start(parts, arena);
    const char *part;
    while ((part = va_arg(parts, const char *)) != NULL) {
        vd_buf_char(&buf, '/');
        vd_url_encode_segment(&buf, vd_str_of(part));
    }
    va_end(parts);
    if (buf.n == 0 || buf.failed)
        return (struct vd_url){VD_S("/")};
    return (struct vd_url){vd_str_dup(arena, vd_buf_view(&buf))};
}

struct vd_url vd_url_with(struct vd_arena *arena, struct vd_url base, const char *query)
{
    size_t n = strlen(query);
    char *whole = vd_alloc(arena, base.s.n + n + 1);
    memcpy(whole, base.s.p, base.s.n);
    memcpy(whole + base.s.n, query, n);
    return (struct vd_url){{whole, base.s.n + n}};
}
