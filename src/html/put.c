/* SPDX-License-Identifier: Apache-2.0 */
/* Writers behind the templates: one per type that may stand in a page.
 *
 * The texts of a plan are whoever's who wrote its document, and every one of them goes through vd_put_str. What they may not do to the
 * page around them: end their place (escaping), turn its order round or hide something (vd_char_hidden: left out), push what follows to
 * their other side (letters written from right to left: from the first one on the text is isolated, U+2066 … U+2069). Data for
 * programs (CSV, JSON, XLSX) carries the texts as they were read; feeds and calendars leave the hidden ones out. */
#include "html/es.h"
#include "html/html_put.h"

enum { AMP = 1, LT, GT, QUOT, APOS, FAR };
/* FAR: first bytes in UTF-8 of what is hidden or leftward, among others. */
static const unsigned char SPECIAL[256] = {['&'] = AMP, ['<'] = LT, ['>'] = GT, ['"'] = QUOT, ['\''] = APOS,
    [0xD6 ... 0xDF] = FAR, [0xE0] = FAR, [0xE1] = FAR, [0xE2] = FAR, [0xEF] = FAR, [0xF0] = FAR, [0xF3] = FAR};
static const char *const ENTITY[] = {[AMP] = "&amp;", [LT] = "&lt;", [GT] = "&gt;", [QUOT] = "&quot;", [APOS] = "&#39;"};

#define ISOLATE "\xE2\x81\xA6"
#define ISOLATE_END "\xE2\x81\xA9"

/* Some of a text: from .. at is still to be put. */
struct putting { struct vd_str s; size_t from, at; bool isolated; };

static void put_so_far(struct vd_html_out *o, struct putting *p)
{
    if (p->at > p->from)
        vd_buf_put(o->buf, p->s.p + p->from, p->at - p->from);
    p->from = p->at;
}

static void put_far(struct vd_html_out *o, struct putting *p)
{
    size_t next = p->at;
    uint32_t cp = vd_utf8_next(p->s, &next);
    if (vd_char_hidden(cp)) {
        put_so_far(o, p);
        p->from = next;
    } else if (!p->isolated && vd_char_leftward(cp)) {
        put_so_far(o, p);
        vd_buf_c(o->buf, ISOLATE);
        p->isolated = true;
    }
    p->at = next;
}

void vd_put_str(struct vd_html_out *o, struct vd_str s)
{
    struct putting p = {.s = s};
    while (p.at < s.n) {
        unsigned char kind = SPECIAL[(unsigned char)s.p[p.at]];
        if (kind == FAR) {
            put_far(o, &p);
            continue;
        }
        if (kind) {
            put_so_far(o, &p);
            vd_buf_c(o->buf, ENTITY[kind]);
            p.from++;
        }
        p.at++;
    }
    put_so_far(o, &p);
    if (p.isolated)
        vd_buf_c(o->buf, ISOLATE_END);
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
