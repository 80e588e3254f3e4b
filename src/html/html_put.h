/* SPDX-License-Identifier: Apache-2.0 */
/* What compiled templates call. The lists below are the associations of _Generic: tools/tplc.py writes
 * `_Generic((v1->x), VD_PUT_TEXT)(o, v1->x);` at the template's line, so that a type without a writer is an error there.
 * VD_PUT_TEXT between tags · VD_PUT_ATTR in a quoted attribute · VD_PUT_PART inside a URL · VD_PUT_SEGMENT inside a URL,
 * right after a '/' · vd_put_url at the start of a URL · VD_THERE_IS the question of {{?x}} and {{^x}}. */
#ifndef VD_HTML_PUT_H
#define VD_HTML_PUT_H
#include "html/html.h"

void vd_put_str(struct vd_html_out *o, struct vd_str s);    /* & < > " ' escaped: right in text and in attributes */
void vd_put_c(struct vd_html_out *o, const char *c);
void vd_put_int(struct vd_html_out *o, int64_t v);          /* plain digits: years, counts, attribute values */
void vd_put_uint(struct vd_html_out *o, uint64_t v);
void vd_put_bool(struct vd_html_out *o, bool v);            /* sí, no */
void vd_put_oint(struct vd_html_out *o, struct vd_oint v);  /* absent: – */
void vd_put_date(struct vd_html_out *o, struct vd_date d);  /* dd/mm/yyyy; no date: – */
void vd_put_qty(struct vd_html_out *o, struct vd_qty q);
void vd_put_html(struct vd_html_out *o, struct vd_html h);
void vd_put_url(struct vd_html_out *o, struct vd_url u);

void vd_put_part_str(struct vd_html_out *o, struct vd_str s); /* percent-encoded */
void vd_put_part_c(struct vd_html_out *o, const char *c);
void vd_put_segment_str(struct vd_html_out *o, struct vd_str s); /* the same; empty or only dots: "-" (see vd_url_path) */
void vd_put_segment_c(struct vd_html_out *o, const char *c);

#define VD_PUT_NUMBERS \
    signed char: vd_put_int, short: vd_put_int, int: vd_put_int, long: vd_put_int, long long: vd_put_int, \
    unsigned char: vd_put_uint, unsigned short: vd_put_uint, unsigned: vd_put_uint, unsigned long: vd_put_uint, \
    unsigned long long: vd_put_uint

#define VD_PUT_ATTR \
    struct vd_str: vd_put_str, const char *: vd_put_c, char *: vd_put_c, VD_PUT_NUMBERS, bool: vd_put_bool, \
    struct vd_oint: vd_put_oint, struct vd_date: vd_put_date, struct vd_qty: vd_put_qty

#define VD_PUT_TEXT VD_PUT_ATTR, struct vd_html: vd_put_html

#define VD_PUT_PART struct vd_str: vd_put_part_str, const char *: vd_put_part_c, char *: vd_put_part_c, VD_PUT_NUMBERS
#define VD_PUT_SEGMENT struct vd_str: vd_put_segment_str, const char *: vd_put_segment_c, char *: vd_put_segment_c, VD_PUT_NUMBERS

static inline bool vd_is_str(struct vd_str s) { return s.n > 0; }
static inline bool vd_is_c(const char *c) { return c && *c; }
static inline bool vd_is_int(int64_t v) { return v != 0; }
static inline bool vd_is_uint(uint64_t v) { return v != 0; }
static inline bool vd_is_oint(struct vd_oint v) { return v.has; }
static inline bool vd_is_date(struct vd_date d) { return d.year != 0; }
static inline bool vd_is_qty(struct vd_qty q) { return q.u6.has; }
static inline bool vd_is_html(struct vd_html h) { return h.s.n > 0; }
static inline bool vd_is_url(struct vd_url u) { return u.s.n > 0; }
static inline bool vd_is_pointer(const void *p) { return p != NULL; }

#define VD_THERE_IS \
    struct vd_str: vd_is_str, const char *: vd_is_c, char *: vd_is_c, bool: vd_is_uint, struct vd_oint: vd_is_oint, \
    signed char: vd_is_int, short: vd_is_int, int: vd_is_int, long: vd_is_int, long long: vd_is_int, \
    unsigned char: vd_is_uint, unsigned short: vd_is_uint, unsigned: vd_is_uint, unsigned long: vd_is_uint, \
    unsigned long long: vd_is_uint, struct vd_date: vd_is_date, struct vd_qty: vd_is_qty, struct vd_html: vd_is_html, \
    struct vd_url: vd_is_url, default: vd_is_pointer
#endif
