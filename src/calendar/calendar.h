/* SPDX-License-Identifier: Apache-2.0 */
/* The calendar of the law and of the papers: holidays, business days and terms; how people write dates in their plans.
 * Pure: no clock, no data base. The holidays and the sentences that explain a count are law/holidays.csv and
 * law/terms-counting.csv, embedded. */
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

/* A quantity as people write it: "1.234,5", "80 %", "12" in millionths, from 0 to a thousand million. Dots part thousands, a comma the
 * decimals, at most six. */
bool vd_quantity_read(struct vd_str typed, int64_t *ret_u6);

/* "martes 21 de abril de 2026", for sentences; absent when there is no date. */
struct vd_str vd_date_words(struct vd_arena *arena, struct vd_date d);
const char *vd_weekday_name(struct vd_date d);   /* "martes" */

/* The first and the last instant of a day in Bogotá. */
vd_us vd_day_begins(struct vd_date d);
vd_us vd_day_ends(struct vd_date d);

/* ---- Business days. Monday to Friday that is no holiday of the law. The law of the table begins on 1 January 1984
 * (Ley 51/1983): of an earlier day we know nothing, and no function here guesses. It ends with the year 9999. */
enum vd_day_kind { VD_DAY_UNKNOWN = 0, VD_DAY_BUSINESS, VD_DAY_SATURDAY, VD_DAY_SUNDAY, VD_DAY_HOLIDAY /* on any weekday */ };

enum vd_day_kind vd_calendar_kind(struct vd_date d);
bool vd_calendar_is_business(struct vd_date d);  /* false too for a day that the law of the table does not reach */
/* The n-th business day of the month, from 1; no date (year 0) when the month has fewer or the law does not reach it. */
struct vd_date vd_calendar_nth_business(int year, int month, int64_t n);

struct vd_holiday {
    struct vd_date date;      /* the day of rest */
    struct vd_date feast;     /* the feast itself: earlier than `date` when the law moves the rest to Monday */
    struct vd_str name, norm; /* Spanish */
};
struct vd_holidays { struct vd_holiday *v; size_t n, cap; };

/* By date. Two feasts may share one day of rest (2025-06-30): two rows. VD_INVALID: the law does not reach that whole year. */
VD_MUST enum vd_err vd_calendar_holidays(struct vd_arena *arena, int year, struct vd_holidays *ret, struct vd_str *ret_reason);

/* ---- Terms. Every answer explains itself: each day from the first to the last, and why it counts or not. */
enum vd_term_unit { VD_TERM_BUSINESS = 1, VD_TERM_CALENDAR, VD_TERM_MONTHS };

struct vd_term_day {
    struct vd_date date;
    enum vd_day_kind kind;
    int64_t number;           /* which day of the term it is; 0: not counted */
    struct vd_str why;        /* Spanish: "día hábil 3", "festivo: Jueves Santo (Ley 51 de 1983, art. 1, num. 1)" */
};
struct vd_term_rule { struct vd_str text, norm, mark; };
struct vd_term {
    struct vd_date date;      /* the day asked for: when the term ends */
    int64_t number;           /* days or months; vd_calendar_between: business days, negative backwards */
    struct { struct vd_term_day *v; size_t n, cap; } days;
    struct { struct vd_term_rule *v; size_t n, cap; } rules; /* of the count, with their norms */
};

/* All three: VD_INVALID with a Spanish sentence in *ret_reason when the law does not reach the days, the number is not 1 or
 * more, or the count would pass a hundred years. */

/* The last day of a term of n days or months that starts to count on the day after `from`. Terms in calendar days and in
 * months that end on a day of rest go to the next business day. */
VD_MUST enum vd_err vd_calendar_due(struct vd_arena *arena, struct vd_date from, int64_t n, enum vd_term_unit unit, struct vd_term *ret,
                                    struct vd_str *ret_reason);
/* Business days after `from` up to `to`: due(from, n) is the first day with between(from, day) == n. Negative when `to` is
 * earlier, so between(today, due) is what is left. */
VD_MUST enum vd_err vd_calendar_between(struct vd_arena *arena, struct vd_date from, struct vd_date to, struct vd_term *ret,
                                        struct vd_str *ret_reason);
/* The same as vd_calendar_nth_business, explained; a month with fewer is VD_INVALID. */
VD_MUST enum vd_err vd_calendar_nth(struct vd_arena *arena, int year, int month, int64_t n, struct vd_term *ret, struct vd_str *ret_reason);
#endif
