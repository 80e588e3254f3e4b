/* SPDX-License-Identifier: Apache-2.0 */
/* Writers behind the templates: one per type that may stand in a page. */
#include "html/es.h"
#include "html/html_put.h"

enum { AMP = 1, LT, GT, QUOT, APOS };
static const unsigned char SPECIAL[256] = {['&'] = AMP, ['<'] = LT, ['>'] = GT, ['"'] = QUOT, ['\''] = APOS};
static const char *const ENTITY[] = {[AMP] = "&amp;", [LT] = "&lt;", [GT] = "&gt;", [QUOT] = "&quot;", [APOS] = "&#39;"};

void vd_put_str(struct vd_html_out *o, struct vd_str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char kind = SPECIAL[(unsigned char)s.p[i]];
        if (kind == 0)
            continue;
        vd_buf_put(o->buf, s.p + from, i - from);
        vd_buf_c(o->buf, ENTITY[kind]);
        from = i + 1;
    }
    if (s.n > from)
        vd_buf_put(o->buf, s.p + from, s.n - from);
}

void vd_put_c(struct vd_html_out *o, const char *c) { vd_put_str(o, vd_str_of(c)); }
void vd_put_int(struct vd_html_out *o, int64_t v) { vd_buf_i64(o->buf, v); }
void vd_put_uint(struct vd_html_out *o, uint64_t v) { vd_buf_printf(o->buf, "%" PRIu64, v); }
void vd_put_bool(struct vd_html_out *o, bool v) { vd_buf_c(o->buf, v ? "sí" : "no"); }
void vd_put_date(struct vd_html_out *o, struct vd_date d) { vd_es_put_date(o->buf, d); }
void vd_put_qty(struct vd_html_out *o, struct vd_qty q) { vd_es_put_qty(o->buf, q.u6); }
void vd_put_html(struct vd_html_out *o, struct vd_html h) { vd_buf_str(o->buf, h.s); }
/* An address is percent-encoded, but '&' and "'" are ordinary in a query. */
void vd_put_url(struct vd_html_out *o, struct vd_url u) { vd_put_str(o, u.s); }

void vd_put_oint(struct vd_html_out *o, struct vd_oint v)
{
    if (v.has)
        vd_put_int(o, v.v);
    else
        vd_buf_c(o->buf, VD_ES_ABSENT);
}

void vd_put_part_str(struct vd_html_out *o, struct vd_str s) { vd_url_encode(o->buf, s); }
void vd_put_part_c(struct vd_html_out *o, const char *c) { vd_url_encode(o->buf, vd_str_of(c)); }
void vd_put_segment_str(struct vd_html_out *o, struct vd_str s) { vd_url_encode_segment(o->buf, s); }
void vd_put_segment_c(struct vd_html_out *o, const char *c) { vd_url_encode_segment(o->buf, vd_str_of(c)); }
