/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

void vd_buf_init(struct vd_buf *buf, size_t max) { *buf = (struct vd_buf){.max = max}; }

void vd_buf_done(struct vd_buf *buf)
{
    free(buf->p);
    *buf = (struct vd_buf){.max = buf->max};
}

void vd_buf_clear(struct vd_buf *buf)
{
    buf->n = 0;
    buf->failed = buf->no_memory = false;
    if (buf->p)
        buf->p[0] = 0;
}

static bool make_room(struct vd_buf *buf, size_t more)
{
    if (buf->failed)
        return false;
    if (more > buf->max || buf->n > buf->max - more) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->n + more + 1;
    if (need <= buf->cap)
        return true;
    size_t cap = buf->cap ? buf->cap : 256;
    while (cap < need)
        cap *= 2;
    if (cap > buf->max && buf->max < SIZE_MAX)
        cap = buf->max + 1;
    char *p = realloc(buf->p, cap);
    if (!p) {
        buf->failed = buf->no_memory = true;
        return false;
    }
    buf->p = p;
    buf->cap = cap;
    return true;
}

void vd_buf_put_slow(struct vd_buf *buf, const void *p, size_t n)
{
    if (!make_room(buf, n))
        return;
    if (n)
        memcpy(buf->p + buf->n, p, n);
    buf->n += n;
    buf->p[buf->n] = 0;
}

void vd_buf_str(struct vd_buf *buf, struct vd_str s) { vd_buf_put(buf, s.p, s.n); }

/* By hand: a page holds thousands of small numbers, and printf costs more than all the rest of them. */
void vd_buf_i64(struct vd_buf *buf, int64_t v)
{
    char digits[24], *p = digits + sizeof digits;
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        *--p = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (v < 0)
        *--p = '-';
    vd_buf_put(buf, p, (size_t)(digits + sizeof digits - p));
}

void vd_buf_printf(struct vd_buf *buf, const char *fmt, ...)
{
    char small[256];
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int made = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    size_t n = made < 0 ? 0 : (size_t)made;
    if (n < sizeof small) {
        vd_buf_put(buf, small, n);
    } else if (make_room(buf, n)) {
        vsnprintf(buf->p + buf->n, n + 1, fmt, again);
        buf->n += n;
    }
    va_end(again);
}

enum vd_err vd_buf_ok(const struct vd_buf *buf) { return !buf->failed ? VD_OK : buf->no_memory ? VD_NO_MEMORY : VD_TOO_BIG; }
