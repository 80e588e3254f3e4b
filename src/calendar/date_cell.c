/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/calendar.h"

/* 1 to `max` digits at *i; leaves *i behind them. */
static bool number(struct vd_str s, size_t *i, size_t max, int *ret)
{
    size_t start = *i;
    int v = 0;
    while (*i < s.n && *i - start < max && s.p[*i] >= '0' && s.p[*i] <= '9')
        v = v * 10 + (s.p[(*i)++] - '0');
    if (*i == start)
        return false;
    *ret = v;
    return true;
}

static bool separator(struct vd_str s, size_t *i, char *sep)
{
    if (*i >= s.n || !strchr("/-.", s.p[*i]) || (*sep && s.p[*i] != *sep))
        return false;
    *sep = s.p[(*i)++];
    return true;
}

struct vd_date_reading vd_date_read_cell(struct vd_str text)
{
    const struct vd_date_reading none = {.status = VD_DATE_NONE};
    struct vd_str s = vd_str_trim(text);
    size_t i = 0, year_at;
    int day, month, year;
    char sep = 0;
    if (!number(s, &i, 2, &day) || !separator(s, &i, &sep) || !number(s, &i, 2, &month) || !separator(s, &i, &sep))
        return none;
    year_at = i;
    if (!number(s, &i, 4, &year) || i - year_at != 4 || year == 0 || (i != s.n && !(i + 1 == s.n && s.p[i] == '.')))
        return none;
    struct vd_date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (vd_date_valid(date))
        return (struct vd_date_reading){VD_DATE_READ, date};
    int last = vd_date_last_day(year, month);
    if (day == 0 || last == 0)
        return (struct vd_date_reading){.status = VD_DATE_IMPOSSIBLE};
    date.day = (uint8_t)last;
    return (struct vd_date_reading){VD_DATE_IMPOSSIBLE, date};
}
