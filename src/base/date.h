/* SPDX-License-Identifier: Apache-2.0 */
/* Civil dates and instants. A civil date is Bogotá's (UTC-5 all year, a constant: no tz database); an instant is microseconds UTC.
 * Nothing but the edge (http, app, cli) reads the clock: "now" comes with the request. */
#ifndef VD_DATE_H
#define VD_DATE_H
#include "base/str.h"

typedef int64_t vd_us; /* microseconds since 1970-01-01T00:00:00Z */

struct vd_date {
    int16_t year;      /* 0: no date */
    uint8_t month, day; /* 1..12, 1..31 */
};

bool vd_date_valid(struct vd_date d);              /* exists in the Gregorian calendar, years 1..9999 */
bool vd_date_from_iso(struct vd_str iso, struct vd_date *ret); /* exactly YYYY-MM-DD, and it exists */
struct vd_str vd_date_iso(struct vd_arena *arena, struct vd_date d); /* absent when there is no date */
/* "30/04/2022", as people write it; absent when there is no date. */
struct vd_str vd_date_dmy(struct vd_arena *arena, struct vd_date d);
enum { VD_DATE_DMY = 10 };
void vd_date_dmy_put(struct vd_date d, char ret[VD_DATE_DMY]); /* the same of a date that there is, without arena */
int64_t vd_date_days(struct vd_date d);            /* days since 1970-01-01 */
struct vd_date vd_date_of_days(int64_t days);
int vd_date_last_day(int year, int month);         /* 28..31; 0 when month is not 1..12 */
int vd_date_weekday(struct vd_date d);             /* 0 Sunday .. 6 Saturday */

struct vd_date vd_date_in_bogota(vd_us at);
struct vd_str vd_us_iso(struct vd_arena *arena, vd_us at);   /* "2022-09-20T10:15:00-05:00": Bogotá's, cut to seconds */
bool vd_us_from_iso(struct vd_str iso, vd_us *ret);         /* with "Z" or "±hh:mm"; seconds may be missing */
vd_us vd_clock_now(void);   /* the clock, or the instant fixed by vd_clock_fix(); only the edge calls it */
void vd_clock_fix(vd_us at); /* tests: from here on it is always this instant; 0 lets it run again */
vd_us vd_clock_monotonic(void); /* for durations and deadlines */
#endif
