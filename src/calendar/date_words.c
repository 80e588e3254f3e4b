/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/calendar.h"

const char *vd_weekday_name(struct vd_date d)
{
    static const char *const names[] = {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"};
    return names[vd_date_weekday(d)];
}

struct vd_str vd_date_words(struct vd_arena *arena, struct vd_date d)
{
    static const char *const months[] = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                         "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
    if (!vd_date_valid(d))
        return (struct vd_str){0};
    return vd_str_printf(arena, "%s %d de %s de %d", vd_weekday_name(d), d.day, months[d.month - 1], d.year);
}

vd_us vd_day_begins(struct vd_date d)
{
    static const int64_t DAY_US = INT64_C(86400000000), BOGOTA_US = INT64_C(18000000000);
    return vd_date_days(d) * DAY_US + BOGOTA_US;
}

vd_us vd_day_ends(struct vd_date d) { return vd_day_begins(vd_date_of_days(vd_date_days(d) + 1)) - 1; }
