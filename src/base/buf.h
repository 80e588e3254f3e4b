/* SPDX-License-Identifier: Apache-2.0 */
/* Bounded buffer for building. Its greatest size is given at birth; the first put past it (or past memory) sets `failed`,
 * and everything after is ignored, so a caller checks once at the end with vd_buf_ok(). Always NUL-terminated. */
#ifndef VD_BUF_H
#define VD_BUF_H
#include "base/str.h"

struct vd_buf {
    char *p;
    size_t n, cap, max;
    bool failed;
    bool no_memory; /* why it failed: the process had none; else its greatest size */
};

void vd_buf_put_slow(struct vd_buf *buf, const void *p, size_t n); /* of vd_buf_put: grows, or fails */
/* A page is thousands of small puts: the one that fits stands where it is called. cap <= max + 1 always. */
static inline void vd_buf_put(struct vd_buf *buf, const void *p, size_t n)
{
    if (buf->failed || n == 0 || buf->cap - buf->n <= n) {
        vd_buf_put_slow(buf, p, n);
        return;
    }
    memcpy(buf->p + buf->n, p, n);
    buf->n += n;
    buf->p[buf->n] = 0;
}
static inline void vd_buf_c(struct vd_buf *buf, const char *c) { vd_buf_put(buf, c, strlen(c)); } /* the length of a literal is known */
static inline void vd_buf_char(struct vd_buf *buf, char c) { vd_buf_put(buf, &c, 1); }

void vd_buf_init(struct vd_buf *buf, size_t max);
void vd_buf_done(struct vd_buf *buf);               /* frees the contents; NULL fields allowed */
void vd_buf_clear(struct vd_buf *buf);              /* empty and reusable, memory kept */
void vd_buf_str(struct vd_buf *buf, struct vd_str s);
void vd_buf_i64(struct vd_buf *buf, int64_t v);
VD_PRINTF(2, 3) void vd_buf_printf(struct vd_buf *buf, const char *fmt, ...);
VD_MUST enum vd_err vd_buf_ok(const struct vd_buf *buf); /* VD_OK, VD_TOO_BIG or VD_NO_MEMORY */

static inline struct vd_str vd_buf_view(const struct vd_buf *buf) { return (struct vd_str){buf->p ? buf->p : "", buf->n}; }
#define VD_AUTO_BUF __attribute__((cleanup(vd_buf_done)))
#endif
