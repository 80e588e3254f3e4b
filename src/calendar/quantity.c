/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/calendar.h"

enum { MILLION = 1000000, MOST_UNITS = 1000000000 };

static bool digits(struct vd_str s, size_t least, size_t most)
{
    if (s.n < least || s.n > most)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

static bool whole_of(struct vd_str s, int64_t *ret)
{
    struct vd_str group;
    int64_t n = 0, v;
    bool dotted = vd_str_find(s, VD_S(".")) >= 0;
    for (size_t i = 0; vd_str_split(&s, '.', &group); i++) {
        if (!digits(group, i ? 3 : 1, dotted ? 3 : 10) || !vd_str_i64(group, &v))
            return false;
        n = n * 1000 + v;
        if (n > MOST_UNITS)
            return false;
    }
    *ret = n;
    return true;
}

bool vd_quantity_read(struct vd_str typed, int64_t *ret_u6)
{
    struct vd_str s = vd_str_trim(typed);
    int64_t units = 0, part = 0;
    if (vd_str_ends(s, VD_S("%")))
        s = vd_str_trim(vd_str_sub(s, 0, s.n - 1));
    ptrdiff_t comma = vd_str_find(s, VD_S(","));
    struct vd_str decimals = comma < 0 ? VD_S("0") : vd_str_sub(s, (size_t)comma + 1, s.n);
    if (!s.n || comma == 0 || !digits(decimals, 1, 6) || !whole_of(comma < 0 ? s : vd_str_sub(s, 0, (size_t)comma), &units))
        return false;
    for (size_t i = 0; i < 6; i++)
        part = part * 10 + (i < decimals.n ? decimals.p[i] - '0' : 0);
    *ret_u6 = units * MILLION + part;
    return true;
}
