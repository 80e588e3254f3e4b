/* SPDX-License-Identifier: Apache-2.0 */
/* Spanish forms written straight into a buffer; html.h has the same for an arena. */
#ifndef VD_HTML_ES_H
#define VD_HTML_ES_H
#include "base/base.h"

#define VD_ES_ABSENT "–" /* absent is not zero */

void vd_es_put_date(struct vd_buf *buf, struct vd_date d);
void vd_es_put_date_long(struct vd_buf *buf, struct vd_date d);
void vd_es_put_instant(struct vd_buf *buf, vd_us at);
void vd_es_put_int(struct vd_buf *buf, int64_t v);
void vd_es_put_qty(struct vd_buf *buf, struct vd_oint u6);
#endif
