/* SPDX-License-Identifier: Apache-2.0 */
/* Inside the calendar: the days of rest as the law's table gives them. */
#ifndef VD_CALENDAR_HOLIDAYS_H
#define VD_CALENDAR_HOLIDAYS_H
#include "calendar/calendar.h"

bool vd_holidays_reach(struct vd_date d);
/* The name and norm of the feasts that rest on that day, as one text; absent when there is none. */
struct vd_str vd_holidays_on(struct vd_arena *arena, struct vd_date d);
/* Why the table says nothing of a day of that year. */
struct vd_str vd_holidays_no_reach(struct vd_arena *arena, int year);
#endif
