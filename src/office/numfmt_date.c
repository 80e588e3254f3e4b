/* SPDX-License-Identifier: Apache-2.0 */
#include "office/numfmt_code.h"

static const char *const months[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
    "agosto", "septiembre", "octubre", "noviembre", "diciembre"};
static const char *const weekdays[] = {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"};

struct moment {
    struct vd_date day;
    int seconds;
    bool twelve; /* clock of twelve hours */
};

static void put_part(struct vd_buf *out, char letter, size_t n, const struct moment *m)
{
    int hour = m->seconds / 3600, clock = m->twelve ? (hour + 11) % 12 + 1 : hour;
    const char *weekday = weekdays[vd_date_weekday(m->day)], *month = months[m->day.month - 1];
    switch (letter) {
    case 'y': n > 2 ? vd_buf_printf(out, "%04d", m->day.year) : vd_buf_printf(out, "%02d", m->day.year % 100); break;
    case 'M':
        if (n > 2)
            n == 4 ? vd_buf_c(out, month) : vd_buf_printf(out, "%.*s", n == 5 ? 1 : 3, month);
        else
            vd_buf_printf(out, n == 2 ? "%02d" : "%d", m->day.month);
        break;
    case 'd':
        if (n > 2)
            n == 3 ? vd_buf_printf(out, "%.*s", weekday[1] == '\xC3' || weekday[2] == '\xC3' ? 4 : 3, weekday) : vd_buf_c(out, weekday);
        else
            vd_buf_printf(out, n == 2 ? "%02d" : "%d", m->day.day);
        break;
    case 'h': vd_buf_printf(out, n > 1 ? "%02d" : "%d", clock); break;
    case 'm': vd_buf_printf(out, n > 1 ? "%02d" : "%d", m->seconds / 60 % 60); break;
    case 's': vd_buf_printf(out, n > 1 ? "%02d" : "%d", m->seconds % 60); break;
    default: break;
    }
}

/* m is a minute behind an hour and before seconds; otherwise a month. */
static bool is_minute(char before, struct vd_str rest)
{
    if (before == 'h')
        return true;
    for (struct vd_code_token t; (t = vd_code_next(&rest)).what != VD_CODE_END && t.what != VD_CODE_SECTION;)
        if (t.what == VD_CODE_LETTER)
            return t.c == 's';
    return false;
}

struct parts {
    bool day, month_digits, year, names, clock;
};

static struct parts parts_of(struct vd_str code)
{
    struct parts p = {0};
    char before = 0;
    for (struct vd_code_token t; (t = vd_code_next(&code)).what != VD_CODE_END && t.what != VD_CODE_SECTION;) {
        if (t.what != VD_CODE_LETTER)
            continue;
        bool minute = t.c == 'm' && is_minute(before, code);
        p.names |= (t.c == 'd' || (t.c == 'm' && !minute)) && t.text.n > 2;
        p.day |= t.c == 'd';
        p.month_digits |= t.c == 'm' && !minute;
        p.year |= t.c == 'y';
        p.clock |= t.c == 'h';
        before = t.c;
    }
    return p;
}

void vd_numfmt_put_date(struct vd_buf *out, struct vd_str code, struct vd_date day, int seconds)
{
    struct parts p = parts_of(code);
    struct moment m = {day, seconds, false};
    if (p.day && p.month_digits && p.year && !p.names) {
        vd_buf_printf(out, "%02d/%02d/%04d", day.day, day.month, day.year);
        if (p.clock)
            vd_buf_printf(out, " %02d:%02d", seconds / 3600, seconds / 60 % 60);
        return;
    }
    struct vd_str rest = code;
    for (struct vd_code_token t; (t = vd_code_next(&rest)).what != VD_CODE_END && t.what != VD_CODE_SECTION;)
        m.twelve |= t.what == VD_CODE_AMPM;
    rest = code;
    char before = 0;
    for (struct vd_code_token t; (t = vd_code_next(&rest)).what != VD_CODE_END && t.what != VD_CODE_SECTION;) {
        if (t.what == VD_CODE_LETTER) {
            put_part(out, t.c == 'm' && !is_minute(before, rest) ? 'M' : t.c, t.text.n, &m);
            before = t.c;
        } else if (t.what == VD_CODE_LITERAL || t.what == VD_CODE_SLASH || t.what == VD_CODE_COMMA ||
                   (t.what == VD_CODE_POINT && !vd_str_starts(rest, VD_S("0")))) {
            vd_buf_str(out, t.text);
        } else if (t.what == VD_CODE_AMPM) {
            vd_buf_c(out, seconds < 12 * 3600 ? "a. m." : "p. m.");
        }
    }
}

void vd_numfmt_put_iso(struct vd_buf *out, struct vd_date day, int seconds)
{
    vd_buf_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
    if (seconds)
        vd_buf_printf(out, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
}
