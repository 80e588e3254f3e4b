/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar of the law and of the papers: how people write dates in their plans. Pure: no clock, no data base. */
#ifndef VD_CALENDAR_H
#define VD_CALENDAR_H
#include "base/base.h"

enum vd_date_status {
    VD_DATE_NONE = 1,    /* the text is not day/month/year */
    VD_DATE_READ,        /* it is, and the day exists */
    VD_DATE_IMPOSSIBLE,  /* it is, but no calendar has that day: 31/04/2022, 15/13/2022 */
};

struct vd_date_reading {
    enum vd_date_status status;
    struct vd_date date;     /* READ: the day. IMPOSSIBLE: the day we propose, or none when the month does not exist either */
};

/* A date as Colombian plans write it: day/month/year, day and month of one or two digits, year of four, also with '-' or
 * '.' between them. An impossible day is never corrected: the last day of its month is a proposal for a person. */
struct vd_date_reading vd_date_read_cell(struct vd_str text);

/* "30/04/2022", as people write it; absent when there is no date. */
struct vd_str vd_date_dmy(struct vd_arena *arena, struct vd_date d);
#endif
