/* SPDX-License-Identifier: Apache-2.0 */
#include "office/ics.h"

enum { LINE_MOST = 75 /* bytes, the leading space of a folded one included: RFC 5545, 3.1 */ };
enum { SECONDS_A_DAY = 86400 };

struct line { struct vd_buf *out; size_t n; };

static void put_char(struct line *line, const char *bytes, size_t n)
{
    if (line->n + n > LINE_MOST) {
        vd_buf_c(line->out, "\r\n ");
        line->n = 1;
    }
    vd_buf_put(line->out, bytes, n);
    line->n += n;
}

/* TEXT of RFC 5545, 3.3.11; what is neither printable nor a line end is left out. */
static void put_text(struct line *line, struct vd_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t cp = vd_utf8_next(text, &i);
        if (cp == '\n')
            put_char(line, "\\n", 2);
        else if (cp == '\\' || cp == ';' || cp == ',')
            put_char(line, (char[]){'\\', (char)cp}, 2);
        else if (vd_char_printable(cp))
            put_char(line, text.p + from, i - from);
    }
}

static void property(struct vd_buf *out, const char *name, struct vd_str text)
{
    struct line line = {out, strlen(name) + 1};
    vd_buf_c(out, name);
    vd_buf_char(out, ':');
    put_text(&line, text);
    vd_buf_c(out, "\r\n");
}

static void day(struct vd_buf *out, const char *name, struct vd_date d)
{
    vd_buf_printf(out, "%s;VALUE=DATE:%04d%02u%02u\r\n", name, d.year, (unsigned)d.month, (unsigned)d.day);
}

static void instant(struct vd_buf *out, const char *name, vd_us at)
{
    int64_t seconds = at / 1000000, days = seconds / SECONDS_A_DAY, rest = seconds % SECONDS_A_DAY;
    if (rest < 0) {
        rest += SECONDS_A_DAY;
        days--;
    }
    struct vd_date d = vd_date_of_days(days);
    vd_buf_printf(out, "%s:%04d%02u%02uT%02d%02d%02dZ\r\n", name, d.year, (unsigned)d.month, (unsigned)d.day, (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
}

void vd_ics_begin(struct vd_buf *out, struct vd_str name)
{
    vd_buf_c(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Veedor//Veedor//ES\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    property(out, "X-WR-CALNAME", name);
}

void vd_ics_event(struct vd_buf *out, const struct vd_ics_event *event)
{
    vd_buf_c(out, "BEGIN:VEVENT\r\n");
    property(out, "UID", event->uid);
    instant(out, "DTSTAMP", event->stamp);
    day(out, "DTSTART", event->first);
    day(out, "DTEND", vd_date_of_days(vd_date_days(event->last) + 1));
    property(out, "SUMMARY", event->summary);
    if (event->description.n)
        property(out, "DESCRIPTION", event->description);
    vd_buf_c(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

void vd_ics_end(struct vd_buf *out) { vd_buf_c(out, "END:VCALENDAR\r\n"); }
