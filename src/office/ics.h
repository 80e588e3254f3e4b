/* SPDX-License-Identifier: Apache-2.0 */
/* Writer of calendars (RFC 5545) with events of whole days. Lines end with CRLF and are folded at 75 bytes between characters;
 * texts are escaped. Nothing comes from the clock: the same events give the same bytes. */
#ifndef VD_ICS_H
#define VD_ICS_H
#include "base/base.h"

struct vd_ics_event {
    struct vd_str uid;           /* of all the world, and the same each time: "pasto-plan-2022-4.3.4-2@veedor" */
    struct vd_str summary, description; /* description may be absent; line ends are kept */
    struct vd_date first, last;  /* days, both inside; the file says the day after the last */
    vd_us stamp;                 /* when its data last changed */
};

void vd_ics_begin(struct vd_buf *out, struct vd_str name);
void vd_ics_event(struct vd_buf *out, const struct vd_ics_event *event);
void vd_ics_end(struct vd_buf *out);
#endif
