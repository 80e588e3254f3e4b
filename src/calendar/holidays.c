/* SPDX-License-Identifier: Apache-2.0 */
/* Days of rest from law/holidays.csv: one row a feast, with its rule, its norm and the days on which that norm is in force.
 *
 *   fijo          rests on its day, whatever weekday; when that is a Sunday nothing is given instead
 *   lunes         rests on that day when it is Monday, or the next Monday (Ley 51/1983)
 *   pascua        so many days after Easter Sunday (negative: before)
 *   pascua-lunes  the same, and then the next Monday
 *
 * The day of rest decides whether a row is in force: the feast of 9 July exists since 1 June 2026, so 13 July 2026 rests
 * and 14 July 2025 does not. Two feasts can fall on one day. The moves of the law stay inside their year (the latest is
 * 11 November), so a day is looked up among the feasts of its own year. */
#include "calendar/holidays.h"
#include "calendar/calendar_law.h"

enum { SUNDAY = 0, SATURDAY = 6, LAST_YEAR = 9999 };

/* Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher), as days since 1970. */
static int64_t easter(int y)
{
    int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, at = h + l - 7 * m + 114;
    return vd_date_days((struct vd_date){(int16_t)y, (uint8_t)(at / 31), (uint8_t)(at % 31 + 1)});
}

static int64_t next_monday(int64_t day) { return day + (8 - vd_date_weekday(vd_date_of_days(day))) % 7; }

/* "01-06" of a year. */
static bool day_of_year(struct vd_str month_day, int year, int64_t *ret)
{
    int64_t month, day;
    if (month_day.n != 5 || !vd_str_i64(vd_str_sub(month_day, 0, 2), &month) || !vd_str_i64(vd_str_sub(month_day, 3, 5), &day))
        return false;
    struct vd_date d = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    *ret = vd_date_days(d);
    return vd_date_valid(d);
}

static bool feast_of(const struct calendar_law_holidays *row, int year, int64_t *ret)
{
    int64_t offset;
    if (vd_str_is(row->rule, "fijo") || vd_str_is(row->rule, "lunes"))
        return day_of_year(row->day, year, ret);
    if (!vd_str_i64(row->day, &offset))
        return false;
    *ret = easter(year) + offset;
    return true;
}

static bool in_force(const struct calendar_law_holidays *row, int64_t day)
{
    struct vd_date from, to;
    return vd_date_from_iso(row->valid_from, &from) && vd_date_days(from) <= day &&
           (!vd_date_from_iso(row->valid_to, &to) || day <= vd_date_days(to));
}

/* The day of rest that the row gives a year, in force or not. */
static bool rest_of(const struct calendar_law_holidays *row, int year, int64_t *ret_feast, int64_t *ret_rest)
{
    int64_t feast;
    if (!feast_of(row, year, &feast))
        return false;
    *ret_feast = feast;
    *ret_rest = vd_str_ends(row->rule, VD_S("lunes")) ? next_monday(feast) : feast;
    return true;
}

static bool rests_on(const struct calendar_law_holidays *row, struct vd_date d)
{
    int64_t feast, rest;
    return rest_of(row, d.year, &feast, &rest) && rest == vd_date_days(d) && in_force(row, rest);
}

/* The first day that the table speaks of. */
static int64_t first_day(void)
{
    int64_t first = INT64_MAX;
    struct vd_date from;
    for (size_t i = 0; i < calendar_law_holidays_n; i++)
        if (vd_date_from_iso(calendar_law_holidays[i].valid_from, &from) && vd_date_days(from) < first)
            first = vd_date_days(from);
    return first;
}

bool vd_holidays_reach(struct vd_date d) { return vd_date_valid(d) && vd_date_days(d) >= first_day(); }

struct vd_str vd_holidays_no_reach(struct vd_arena *arena, int year)
{
    if (year > LAST_YEAR)
        return vd_str_printf(arena, "El calendario de festivos termina con el año %d", LAST_YEAR);
    return vd_str_printf(arena, "El calendario de festivos empieza el %.*s, con la Ley 51 de 1983: de los días anteriores Veedor no sabe cuáles eran hábiles",
                         VD_SARG(vd_date_words(arena, vd_date_of_days(first_day()))));
}

enum vd_day_kind vd_calendar_kind(struct vd_date d)
{
    if (!vd_holidays_reach(d))
        return VD_DAY_UNKNOWN;
    for (size_t i = 0; i < calendar_law_holidays_n; i++)
        if (rests_on(&calendar_law_holidays[i], d))
            return VD_DAY_HOLIDAY;
    int weekday = vd_date_weekday(d);
    return weekday == SUNDAY ? VD_DAY_SUNDAY : weekday == SATURDAY ? VD_DAY_SATURDAY : VD_DAY_BUSINESS;
}

bool vd_calendar_is_business(struct vd_date d) { return vd_calendar_kind(d) == VD_DAY_BUSINESS; }

struct vd_date vd_calendar_nth_business(int year, int month, int64_t n)
{
    if (year < 1 || year > LAST_YEAR)
        return (struct vd_date){0};
    for (int day = 1; day <= vd_date_last_day(year, month); day++) {
        struct vd_date d = {(int16_t)year, (uint8_t)month, (uint8_t)day};
        if (vd_calendar_is_business(d) && --n == 0)
            return d;
    }
    return (struct vd_date){0};
}

struct vd_str vd_holidays_on(struct vd_arena *arena, struct vd_date d)
{
    struct vd_str all = {0};
    for (size_t i = 0; i < calendar_law_holidays_n; i++) {
        const struct calendar_law_holidays *row = &calendar_law_holidays[i];
        if (rests_on(row, d))
            all = vd_str_printf(arena, "%.*s%s%.*s (%.*s)", VD_SARG(all), all.n ? "; " : "", VD_SARG(row->name), VD_SARG(row->norm));
    }
    return all;
}

static int by_date(const void *a, const void *b)
{
    const struct vd_holiday *x = a, *y = b;
    int64_t d = vd_date_days(x->date) - vd_date_days(y->date);
    if (d == 0)
        d = vd_date_days(x->feast) - vd_date_days(y->feast);
    return d < 0 ? -1 : d > 0;
}

enum vd_err vd_calendar_holidays(struct vd_arena *arena, int year, struct vd_holidays *ret, struct vd_str *ret_reason)
{
    struct vd_holidays all = {0};
    if (year < 1 || year > LAST_YEAR || !vd_holidays_reach((struct vd_date){(int16_t)year, 1, 1})) {
        *ret_reason = vd_holidays_no_reach(arena, year);
        return VD_INVALID;
    }
    for (size_t i = 0; i < calendar_law_holidays_n; i++) {
        const struct calendar_law_holidays *row = &calendar_law_holidays[i];
        int64_t feast, rest;
        if (rest_of(row, year, &feast, &rest) && in_force(row, rest))
            *VD_PUSH(arena, &all) = (struct vd_holiday){vd_date_of_days(rest), vd_date_of_days(feast), row->name, row->norm};
    }
    qsort(all.v, all.n, sizeof *all.v, by_date);
    *ret = all;
    return VD_OK;
}
