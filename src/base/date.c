/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

enum { BOGOTA_SECONDS = -5 * 3600, DAY = 86400 };
#define SECOND INT64_C(1000000)

static bool leap(int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); }

int vd_date_last_day(int year, int month)
{
    static const int8_t days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month] + (month == 2 && leap(year));
}

bool vd_date_valid(struct vd_date d)
{
    return d.year >= 1 && d.year <= 9999 && d.day >= 1 && d.day <= vd_date_last_day(d.year, d.month);
}

static bool digits(struct vd_str s, size_t from, size_t n, int *ret)
{
    int v = 0;
    if (s.n < from + n)
        return false;
    for (size_t i = from; i < from + n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *ret = v;
    return true;
}

bool vd_date_from_iso(struct vd_str iso, struct vd_date *ret)
{
    int y, m, d;
    if (iso.n != 10 || iso.p[4] != '-' || iso.p[7] != '-' || !digits(iso, 0, 4, &y) || !digits(iso, 5, 2, &m) || !digits(iso, 8, 2, &d))
        return false;
    struct vd_date date = {(int16_t)y, (uint8_t)m, (uint8_t)d};
    if (!vd_date_valid(date))
        return false;
    *ret = date;
    return true;
}

struct vd_str vd_date_iso(struct vd_arena *arena, struct vd_date d)
{
    return d.year ? vd_str_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day) : (struct vd_str){0};
}

static void put_two(char *at, int v)
{
    at[0] = (char)('0' + v / 10 % 10);
    at[1] = (char)('0' + v % 10);
}

void vd_date_dmy_put(struct vd_date d, char ret[VD_DATE_DMY])
{
    put_two(ret, d.day);
    put_two(ret + 3, d.month);
    put_two(ret + 6, d.year / 100);
    put_two(ret + 8, d.year);
    ret[2] = ret[5] = '/';
}

struct vd_str vd_date_dmy(struct vd_arena *arena, struct vd_date d)
{
    char text[VD_DATE_DMY];
    if (!d.year)
        return (struct vd_str){0};
    vd_date_dmy_put(d, text);
    return vd_str_dup(arena, (struct vd_str){text, sizeof text});
}

/* Days from civil and back: the usual era arithmetic (proleptic Gregorian, March-based years). */
int64_t vd_date_days(struct vd_date date)
{
    int64_t y = date.year - (date.month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int64_t doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

struct vd_date vd_date_of_days(int64_t days)
{
    days += 719468;
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, doe = days - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t m = mp < 10 ? mp + 3 : mp - 9;
    return (struct vd_date){(int16_t)(yoe + era * 400 + (m <= 2)), (uint8_t)m, (uint8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

int vd_date_weekday(struct vd_date d)
{
    int64_t w = (vd_date_days(d) + 4) % 7;
    return (int)(w < 0 ? w + 7 : w);
}

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

struct vd_date vd_date_in_bogota(vd_us at)
{
    return vd_date_of_days(floor_div(floor_div(at, SECOND) + BOGOTA_SECONDS, DAY));
}

struct vd_str vd_us_iso(struct vd_arena *arena, vd_us at)
{
    struct vd_date d = vd_date_in_bogota(at);
    int64_t s = (at - INT64_C(5) * 3600 * 1000000) / 1000000 - vd_date_days(d) * 86400;
    return vd_str_printf(arena, "%04d-%02u-%02uT%02d:%02d:%02d-05:00", d.year, d.month, d.day, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

bool vd_us_from_iso(struct vd_str iso, vd_us *ret)
{
    struct vd_date d;
    int h, m, s = 0, zh, zm;
    if (iso.n < 17 || !vd_date_from_iso(vd_str_sub(iso, 0, 10), &d) || iso.p[10] != 'T' || iso.p[13] != ':' ||
        !digits(iso, 11, 2, &h) || !digits(iso, 14, 2, &m) || h > 23 || m > 59)
        return false;
    size_t i = 16;
    if (iso.p[i] == ':') {
        if (!digits(iso, i + 1, 2, &s) || s > 59)
            return false;
        i += 3;
    }
    int64_t zone;
    if (iso.n == i + 1 && iso.p[i] == 'Z') {
        zone = 0;
    } else if (iso.n == i + 6 && (iso.p[i] == '+' || iso.p[i] == '-') && iso.p[i + 3] == ':' && digits(iso, i + 1, 2, &zh) &&
               digits(iso, i + 4, 2, &zm) && zh <= 14 && zm <= 59) {
        zone = (iso.p[i] == '-' ? -1 : 1) * (zh * 3600 + zm * 60);
    } else {
        return false;
    }
    *ret = (vd_date_days(d) * DAY + h * 3600 + m * 60 + s - zone) * SECOND;
    return true;
}

static vd_us fixed;

void vd_clock_fix(vd_us at) { fixed = at; }

static vd_us read_clock(clockid_t id)
{
    struct timespec ts;
    clock_gettime(id, &ts);
    return (vd_us)ts.tv_sec * SECOND + ts.tv_nsec / 1000;
}

vd_us vd_clock_now(void) { return fixed ? fixed : read_clock(CLOCK_REALTIME); }
vd_us vd_clock_monotonic(void) { return read_clock(CLOCK_MONOTONIC); }
