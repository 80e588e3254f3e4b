/* SPDX-License-Identifier: Apache-2.0 */
/* What a stored number means. A date is a count of days: from 1904-01-01 = 0 in books begun on an old Macintosh, else from
 * 1899-12-31 = 0 with a 29 February 1900 that never was (a slip of Lotus 1-2-3 that Excel keeps): number 60 is that day, so
 * later ones count from 1899-12-30. */
#include "office/xlsx.h"

enum { DAY = 86400, MAX_SERIAL = 2958465, PHANTOM = 60 };

/* Days and seconds of a serial number, to the second; false: no moment of the calendar. */
static bool split_serial(const struct vd_decimal *d, int *ret_days, int *ret_seconds)
{
    int64_t days = 0, part = 0, scale = 1;
    if (d->negative || d->point > 7)
        return false;
    for (int power = d->point - 1; power >= 0; power--)
        days = days * 10 + vd_decimal_digit(d, power) - '0';
    for (int power = -1; power >= -12; power--, scale *= 10)
        part = part * 10 + vd_decimal_digit(d, power) - '0';
    int64_t seconds = (part * DAY + scale / 2) / scale;
    days += seconds / DAY;
    *ret_days = (int)days;
    *ret_seconds = (int)(seconds % DAY);
    return days <= MAX_SERIAL;
}

static bool date_of(bool from_1904, int serial, struct vd_date *ret)
{
    int64_t zero = from_1904 ? vd_date_days((struct vd_date){1904, 1, 1}) : vd_date_days((struct vd_date){1899, 12, serial < PHANTOM ? 31 : 30});
    *ret = vd_date_of_days(zero + serial);
    return vd_date_valid(*ret) && (from_1904 || (serial > 0 && serial != PHANTOM));
}

static struct vd_str keep(struct vd_xlsx *f)
{
    struct vd_str kept = vd_str_dup(f->arena, vd_buf_view(&f->text));
    vd_buf_clear(&f->text);
    return kept;
}

static void put_date(struct vd_xlsx *f, struct vd_str code, struct vd_date day, int seconds, struct vd_grid_cell *cell)
{
    vd_buf_clear(&f->text);
    vd_numfmt_put_date(&f->text, code, day, seconds);
    cell->text = keep(f);
    vd_numfmt_put_iso(&f->text, day, seconds);
    cell->value = keep(f);
    cell->kind = VD_CELL_DATE;
}

/* Hours of a clock, or of a sum that may pass the day. */
static void put_time(struct vd_xlsx *f, enum vd_numfmt format, struct vd_str code, int days, int seconds, struct vd_grid_cell *cell)
{
    vd_buf_clear(&f->text);
    if (format == VD_NUMFMT_CLOCK)
        vd_numfmt_put_date(&f->text, code, (struct vd_date){1900, 1, 1}, seconds);
    else
        vd_buf_printf(&f->text, "%d:%02d", days * 24 + seconds / 3600, seconds / 60 % 60);
    cell->text = keep(f);
}

void vd_xlsx_number(struct vd_xlsx *f, struct vd_str raw, struct vd_str code, struct vd_grid_cell *cell)
{
    struct vd_decimal d;
    int days = 0, seconds = 0;
    struct vd_date day;
    if (!vd_decimal_read(raw, &d)) { /* past what a person counts, or none at all: as it stands */
        vd_buf_clear(&f->text);
        vd_buf_str(&f->text, raw);
        cell->text = vd_xlsx_take(f);
        return;
    }
    enum vd_numfmt format = vd_numfmt_class(code);
    bool time = format == VD_NUMFMT_CLOCK || format == VD_NUMFMT_HOURS;
    bool moment = (format == VD_NUMFMT_DATE || time) && split_serial(&d, &days, &seconds);
    if (moment && format == VD_NUMFMT_DATE && date_of(f->from_1904, days, &day)) {
        put_date(f, code, day, seconds, cell);
        return;
    }
    cell->kind = format == VD_NUMFMT_PERCENT ? VD_CELL_PERCENT : VD_CELL_NUMBER;
    vd_buf_clear(&f->text);
    vd_decimal_put(&f->text, &d);
    cell->value = keep(f);
    if (moment && time) {
        put_time(f, format, code, days, seconds, cell);
    } else if (moment && days == PHANTOM && !f->from_1904) {
        cell->text = VD_S("29/02/1900");
    } else {
        vd_numfmt_put_number(&f->text, format == VD_NUMFMT_NUMBER || format == VD_NUMFMT_PERCENT ? code : VD_S(""), d);
        cell->text = keep(f);
    }
}

void vd_xlsx_iso_date(struct vd_xlsx *f, struct vd_str raw, struct vd_str code, struct vd_grid_cell *cell)
{
    struct vd_str iso = vd_str_trim(raw);
    struct vd_date day;
    int seconds = 0;
    static const char shape[] = "T00:00:00";
    if (!vd_date_from_iso(vd_str_sub(iso, 0, 10), &day)) {
        cell->text = vd_str_dup(f->arena, iso);
        return;
    }
    bool clock = iso.n >= 19;
    for (size_t i = 0; clock && i < 9; i++)
        clock = shape[i] == '0' ? iso.p[10 + i] >= '0' && iso.p[10 + i] <= '9' : iso.p[10 + i] == shape[i];
    if (clock)
        seconds = ((iso.p[11] - '0') * 10 + iso.p[12] - '0') * 3600 + ((iso.p[14] - '0') * 10 + iso.p[15] - '0') * 60 + (iso.p[17] - '0') * 10 +
                  iso.p[18] - '0';
    bool date = code.p && vd_numfmt_class(code) == VD_NUMFMT_DATE;
    put_date(f, date ? code : VD_S("dd/mm/yyyy"), day, seconds < DAY ? seconds : 0, cell);
}
