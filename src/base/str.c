/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

int vd_str_cmp(struct vd_str a, struct vd_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool vd_str_starts(struct vd_str s, struct vd_str head)
{
    return s.n >= head.n && (head.n == 0 || memcmp(s.p, head.p, head.n) == 0);
}

bool vd_str_ends(struct vd_str s, struct vd_str tail)
{
    return s.n >= tail.n && (tail.n == 0 || memcmp(s.p + s.n - tail.n, tail.p, tail.n) == 0);
}

ptrdiff_t vd_str_find(struct vd_str s, struct vd_str needle)
{
    if (needle.n == 0)
        return 0;
    const char *hit = s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;
    return hit ? hit - s.p : -1;
}

struct vd_str vd_str_sub(struct vd_str s, size_t from, size_t to)
{
    if (to > s.n)
        to = s.n;
    if (from > to)
        from = to;
    return (struct vd_str){s.p ? s.p + from : NULL, to - from};
}

/* Length in bytes of the white space at p (0: none), looking at most n bytes. */
static size_t space_at(const char *p, size_t n)
{
    if (n >= 1 && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
        return 1;
    if (n >= 2 && (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0)
        return 2;
    return 0;
}

struct vd_str vd_str_trim(struct vd_str s)
{
    size_t w;
    while (s.n && (w = space_at(s.p, s.n)))
        s.p += w, s.n -= w;
    for (;;) {
        if (s.n >= 1 && space_at(s.p + s.n - 1, 1))
            s.n -= 1;
        else if (s.n >= 2 && space_at(s.p + s.n - 2, 2) == 2)
            s.n -= 2;
        else
            return s;
    }
}

bool vd_str_split(struct vd_str *s, char sep, struct vd_str *head)
{
    if (!s->p)
        return false;
    const char *hit = s->n ? memchr(s->p, sep, s->n) : NULL;
    if (!hit) {
        *head = *s;
        *s = (struct vd_str){0};
        return true;
    }
    *head = (struct vd_str){s->p, (size_t)(hit - s->p)};
    *s = (struct vd_str){hit + 1, s->n - head->n - 1};
    return true;
}

bool vd_str_i64(struct vd_str s, int64_t *ret)
{
    bool minus = s.n && s.p[0] == '-';
    int64_t v = 0;
    if (s.n == (size_t)minus || s.n > 20)
        return false;
    for (size_t i = minus; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9' || __builtin_mul_overflow(v, 10, &v))
            return false;
        int d = s.p[i] - '0';
        if (minus ? __builtin_sub_overflow(v, d, &v) : __builtin_add_overflow(v, d, &v))
            return false;
    }
    *ret = v;
    return true;
}

struct vd_str vd_str_dup(struct vd_arena *arena, struct vd_str s)
{
    if (!s.p)
        return s;
    return (struct vd_str){vd_str_c(arena, s), s.n};
}

char *vd_str_c(struct vd_arena *arena, struct vd_str s)
{
    char *p = vd_alloc_raw(arena, s.n + 1);
    if (s.n)
        memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return p;
}

struct vd_str vd_str_printf(struct vd_arena *arena, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    char small[256]; /* most texts fit: one pass */
    int made = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    size_t n = made < 0 ? 0 : (size_t)made;
    char *p = vd_alloc(arena, n + 1);
    if (n < sizeof small)
        memcpy(p, small, n);
    else
        vsnprintf(p, n + 1, fmt, again);
    va_end(again);
    return (struct vd_str){p, n};
}

struct vd_str vd_str_squeeze(struct vd_arena *arena, struct vd_str s)
{
    if (!s.p)
        return s;
    s = vd_str_trim(s);
    char *out = vd_alloc(arena, s.n + 1);
    size_t n = 0, w;
    for (size_t i = 0; i < s.n;) {
        if ((w = space_at(s.p + i, s.n - i))) {
            out[n++] = ' ';
            while (i < s.n && (w = space_at(s.p + i, s.n - i)))
                i += w;
        } else {
            out[n++] = s.p[i++];
        }
    }
    return (struct vd_str){out, n};
}

uint32_t vd_utf8_next(struct vd_str s, size_t *i)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (*i >= s.n)
        return 0;
    unsigned char b = (unsigned char)s.p[(*i)++];
    if (b < 0x80)
        return b ? b : 0xFFFD;
    size_t len = b >= 0xF0 && b < 0xF5 ? 4 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xC2 && b < 0xE0 ? 2 : 0;
    if (!len || s.n - *i < len - 1)
        return 0xFFFD;
    uint32_t cp = b & (0xFFu >> (len + 1));
    for (size_t k = 0; k < len - 1; k++) {
        unsigned char c = (unsigned char)s.p[*i + k];
        if ((c & 0xC0) != 0x80)
            return 0xFFFD;
        cp = cp << 6 | (c & 0x3F);
    }
    if (cp < least[len] || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
        return 0xFFFD;
    *i += len - 1;
    return cp;
}

size_t vd_utf8_put(char *out, uint32_t cp)
{
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return 0;
    for (size_t i = n; i-- > 1; cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)(first[n] | cp);
    return n;
}

bool vd_char_hidden(uint32_t cp)
{
    static const uint32_t ranges[][2] = {{0x61C, 0x61C}, {0x180E, 0x180E}, {0x200B, 0x200B}, {0x200E, 0x200F}, {0x202A, 0x202E},
                                         {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};
    for (size_t i = 0; i < VD_COUNT(ranges); i++)
        if (cp <= ranges[i][1])
            return cp >= ranges[i][0];
    return false;
}

bool vd_char_printable(uint32_t cp)
{
    return cp >= 0x20 && !(cp >= 0x7F && cp <= 0x9F) && cp != 0x2028 && cp != 0x2029 && !vd_char_hidden(cp);
}

struct vd_str vd_str_printable(struct vd_arena *arena, struct vd_str s)
{
    char *out = vd_alloc(arena, 3 * s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        uint32_t cp = vd_utf8_next(s, &i);
        struct vd_str piece = cp != 0xFFFD && vd_char_printable(cp) ? vd_str_sub(s, at, i)
                              : cp == '\t' || cp == '\n' || cp == '\r' ? VD_S(" ")
                                                                       : VD_S("\xEF\xBF\xBD");
        memcpy(out + n, piece.p, piece.n);
        n += piece.n;
    }
    return s.p ? (struct vd_str){out, n} : s;
}

bool vd_utf8_valid(struct vd_str s)
{
    for (size_t i = 0; i < s.n;) {
        size_t at = i;
        if (vd_utf8_next(s, &i) == 0xFFFD && !(i - at == 3 && memcmp(s.p + at, "\xEF\xBF\xBD", 3) == 0))
            return false;
    }
    return true;
}

void vd_hex(char *out, const unsigned char *bytes, size_t n)
{
    static const char digit[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digit[bytes[i] >> 4];
        out[2 * i + 1] = digit[bytes[i] & 15];
    }
    out[2 * n] = 0;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool vd_unhex(struct vd_str hex, unsigned char *out, size_t n)
{
    if (hex.n != 2 * n)
        return false;
    for (size_t i = 0; i < n; i++) {
        int a = hex_digit(hex.p[2 * i]), b = hex_digit(hex.p[2 * i + 1]);
        if (a < 0 || b < 0)
            return false;
        out[i] = (unsigned char)(a << 4 | b);
    }
    return true;
}
