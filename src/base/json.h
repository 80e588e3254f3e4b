/* SPDX-License-Identifier: Apache-2.0 */
/* Streaming JSON writer over a bounded buffer. Commas and escaping are its business; the caller opens and closes.
 * Output is compact, keys in the order written, so the same data gives the same bytes. */
#ifndef VD_JSON_H
#define VD_JSON_H
#include "base/buf.h"

struct vd_json {
    struct vd_buf *out;
    bool comma;   /* the next value needs one */
};

void vd_json_init(struct vd_json *j, struct vd_buf *out);
void vd_json_object(struct vd_json *j);
void vd_json_object_end(struct vd_json *j);
void vd_json_array(struct vd_json *j);
void vd_json_array_end(struct vd_json *j);
void vd_json_key(struct vd_json *j, const char *key);
void vd_json_str(struct vd_json *j, struct vd_str s); /* absent -> null */
void vd_json_c(struct vd_json *j, const char *c);
void vd_json_i64(struct vd_json *j, int64_t v);
void vd_json_oint(struct vd_json *j, struct vd_oint v);
void vd_json_bool(struct vd_json *j, bool v);
void vd_json_null(struct vd_json *j);
void vd_json_u6(struct vd_json *j, int64_t millionths); /* exact decimal number: 1500000 -> 1.5 */

/* key and value in one call */
#define VD_JSON_STR(j, key, s) (vd_json_key((j), (key)), vd_json_str((j), (s)))
#define VD_JSON_I64(j, key, v) (vd_json_key((j), (key)), vd_json_i64((j), (v)))
#endif
