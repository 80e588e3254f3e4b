/* SPDX-License-Identifier: Apache-2.0 */
/* Year strip: components by months, the cell holds the count of obligations that fall due. Two drawings of the same figures,
 * because text in a drawing must not shrink under 14 px: `wide` (1152 units) and `narrow` (300 units, names above the cells).
 * The style sheet shows one of them. Lengths are tenths of a unit, so that no floating point decides a place. */
#include "html/html_put.h"

enum { STRIP_MAX = 256 * 1024, MONTHS = 12 };
enum { WIDE = 11520, NAMES = 2500, WIDE_GAP = 40, WIDE_TOP = 28, WIDE_CUTS = 30, WIDE_ROW = 36 };
enum { NARROW = 3000, NARROW_TOP = 20, NARROW_TODAY = 14, NARROW_ROW = 50 };
enum { WIDE_LETTERS = 27, WIDE_LINE = 20, NARROW_LETTERS = 36, NARROW_LINE = 17 }; /* of a name: what fits beside or above the months */

struct pen {
    struct vd_buf *buf;
    struct vd_html_out out;
    const struct vd_strip *strip;
    int left, width; /* of the twelve months, tenths */
    int top;         /* of the first row: lower when a line of words stands above the months */
};

static void put_tenths(struct vd_buf *buf, int tenths)
{
    vd_buf_i64(buf, tenths / 10);
    if (tenths % 10) {
        vd_buf_char(buf, '.');
        vd_buf_char(buf, (char)('0' + tenths % 10));
    }
}

/* An attribute or path piece: text before, a whole number, text after. */
static void put_int(struct vd_buf *buf, const char *before, int64_t v, const char *after)
{
    vd_buf_c(buf, before);
    vd_buf_i64(buf, v);
    vd_buf_c(buf, after);
}

static int month_left(const struct pen *pen, int month) { return pen->left + pen->width * month / MONTHS; }
static int month_middle(const struct pen *pen, int month) { return pen->left + pen->width * (2 * month + 1) / (2 * MONTHS); }

/* The end of a day, inside its month; the last of the year stays on the drawing. */
static int day_end(const struct pen *pen, struct vd_date d)
{
    int last = vd_date_last_day(d.year, d.month);
    int x = month_left(pen, d.month - 1) + pen->width / MONTHS * d.day / last;
    int edge = pen->left + pen->width - 10;
    return x < edge ? x : edge;
}

static bool in_year(const struct pen *pen, struct vd_date d) { return d.year == pen->strip->year && vd_date_valid(d); }

static void open_svg(struct pen *pen, const char *name, int width, int height)
{
    vd_buf_printf(pen->buf, "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", name, width, height);
    vd_put_str(&pen->out, pen->strip->label);
    vd_buf_c(pen->buf, "\">");
}

static void open_text(struct pen *pen, const char *classes, int x, int y)
{
    vd_buf_c(pen->buf, "<text class=\"");
    vd_buf_c(pen->buf, classes);
    vd_buf_c(pen->buf, "\" x=\"");
    put_tenths(pen->buf, x);
    put_int(pen->buf, "\" y=\"", y, "\">");
}

static void close_text(struct pen *pen) { vd_buf_c(pen->buf, "</text>"); }

static void day_label(struct pen *pen, const char *before, struct vd_date d)
{
    vd_buf_printf(pen->buf, "%s%u %s", before, (unsigned)d.day, vd_es_month_short(d.month));
}

static void vertical(struct pen *pen, const char *line, int x, int from, int to)
{
    vd_buf_c(pen->buf, "<path class=\"");
    vd_buf_c(pen->buf, line);
    vd_buf_c(pen->buf, "\" d=\"M");
    put_tenths(pen->buf, x);
    put_int(pen->buf, " ", from, "V");
    put_int(pen->buf, "", to, "\"/>");
}

static void horizontal(struct pen *pen, int y, int width)
{
    put_int(pen->buf, "<path class=\"g-line\" d=\"M0 ", y, "H");
    put_int(pen->buf, "", width, "\"/>");
}

/* As many whole words as fit; a word longer than the line stands alone. */
static bool next_line(struct vd_str *rest, int most, struct vd_str *ret)
{
    size_t end = 0;
    int letters = 0;
    *rest = vd_str_trim(*rest);
    for (size_t i = 0; i < rest->n; i++) {
        letters += ((unsigned char)rest->p[i] & 0xC0) != 0x80;
        if (letters > most && end)
            break;
        if (i + 1 == rest->n || rest->p[i + 1] == ' ')
            end = i + 1;
    }
    *ret = vd_str_sub(*rest, 0, end);
    *rest = vd_str_sub(*rest, end, rest->n);
    return ret->n > 0;
}

static int lines_of(const struct vd_strip_row *row, int most)
{
    struct vd_str rest = row->name, line;
    int n = 0;
    while (next_line(&rest, most, &line))
        n++;
    return n ? n : 1;
}

static int wide_height(const struct vd_strip_row *row) { return WIDE_ROW + WIDE_LINE * (lines_of(row, WIDE_LETTERS) - 1); }
static int narrow_height(const struct vd_strip_row *row) { return NARROW_ROW + NARROW_LINE * (lines_of(row, NARROW_LETTERS) - 1); }

static void name_of_row(struct pen *pen, const struct vd_strip_row *row, const char *classes, int y, bool wide)
{
    struct vd_str rest = row->name, line;
    for (; next_line(&rest, wide ? WIDE_LETTERS : NARROW_LETTERS, &line); y += wide ? WIDE_LINE : NARROW_LINE) {
        open_text(pen, classes, 0, y);
        vd_put_str(&pen->out, line);
        close_text(pen);
    }
}

/* Three steps of blue: 1 or 2, 3 to 5, 6 or more. A month without any has no cell. */
static void cell(struct pen *pen, int64_t count, int month, int gap, int y, int height)
{
    if (count <= 0)
        return;
    int step = count >= 6 ? 2 : count >= 3 ? 1 : 0;
    static const char *const ink[] = {"g-ink", "y-d", "y-t"};
    put_int(pen->buf, "<rect class=\"y-", step + 1, "\" x=\"");
    put_tenths(pen->buf, month_left(pen, month) + gap);
    put_int(pen->buf, "\" y=\"", y, "\" width=\"");
    put_tenths(pen->buf, pen->width / MONTHS - 2 * gap);
    put_int(pen->buf, "\" height=\"", height, "\" rx=\"4\"/><text class=\"");
    vd_buf_c(pen->buf, ink[step]);
    vd_buf_c(pen->buf, gap == WIDE_GAP ? " g-m g-b g-mid\" x=\"" : " g-s g-b g-mid\" x=\"");
    put_tenths(pen->buf, month_middle(pen, month));
    put_int(pen->buf, "\" y=\"", y + height / 2 + (gap == WIDE_GAP ? 6 : 5), "\">");
    put_int(pen->buf, "", count, "</text>");
}

static void wide_months(struct pen *pen, int bottom)
{
    for (int m = 0; m < MONTHS; m++) {
        open_text(pen, "g-ink2 g-s g-mid", month_middle(pen, m), pen->top - 12);
        vd_buf_c(pen->buf, vd_es_month_short(m + 1));
        close_text(pen);
        if (m > 0)
            vertical(pen, "g-line", month_left(pen, m), pen->top - 4, bottom);
    }
}

static void wide_rows(struct pen *pen)
{
    int y = pen->top;
    VD_EACH(row, &pen->strip->rows)
    {
        horizontal(pen, y, WIDE / 10);
        name_of_row(pen, row, "g-ink g-m", y + 23, true);
        for (int m = 0; m < MONTHS; m++)
            cell(pen, row->months[m], m, WIDE_GAP, y + (wide_height(row) - WIDE_ROW) / 2 + 5, WIDE_ROW - 10);
        y += wide_height(row);
    }
    horizontal(pen, y, WIDE / 10);
}

static void wide_cuts(struct pen *pen, int bottom)
{
    VD_EACH(cut, &pen->strip->cuts)
    {
        if (!in_year(pen, *cut))
            continue;
        int x = day_end(pen, *cut);
        vertical(pen, "l-cut", x, 12, bottom);
        open_text(pen, "g-ink2 g-s g-end", x - 60, 20);
        day_label(pen, "corte ", *cut);
        close_text(pen);
    }
}

static void wide_deadlines(struct pen *pen, int bottom)
{
    VD_EACH(day, &pen->strip->deadlines)
    {
        if (!in_year(pen, *day))
            continue;
        int x = day_end(pen, *day);
        vd_buf_c(pen->buf, "<path class=\"f-info\" d=\"M");
        put_tenths(pen->buf, x);
        vd_buf_printf(pen->buf, " %dl7 11h-14z\"/>", bottom + 5);
        open_text(pen, "g-ink2 g-s g-end", x - 110, bottom + 17);
        day_label(pen, "", *day);
        close_text(pen);
    }
}

static void wide_today(struct pen *pen, int bottom)
{
    enum { HALF = 530 };
    int x = day_end(pen, pen->strip->today);
    int middle = x > WIDE - HALF ? WIDE - HALF : x;
    vertical(pen, "l-today", x, pen->top, bottom + 24);
    vd_buf_c(pen->buf, "<rect class=\"f-bad\" x=\"");
    put_tenths(pen->buf, middle - HALF);
    vd_buf_printf(pen->buf, "\" y=\"%d\" width=\"%d\" height=\"20\" rx=\"4\"/>", bottom + 22, HALF / 5);
    open_text(pen, "f-on g-s g-b g-mid", middle, bottom + 37);
    day_label(pen, "hoy, ", pen->strip->today);
    close_text(pen);
}

static bool any_cut(const struct pen *pen)
{
    VD_EACH(cut, &pen->strip->cuts)
        if (in_year(pen, *cut))
            return true;
    return false;
}

static void draw_wide(struct pen *pen)
{
    pen->left = NAMES;
    pen->width = WIDE - NAMES;
    pen->top = WIDE_TOP + (any_cut(pen) ? WIDE_CUTS : 0);
    int bottom = pen->top;
    VD_EACH(row, &pen->strip->rows)
        bottom += wide_height(row);
    bool today = in_year(pen, pen->strip->today);
    open_svg(pen, "wide", WIDE / 10, bottom + (today ? 44 : pen->strip->deadlines.n ? 22 : 2));
    wide_months(pen, bottom);
    if (today)
        wide_today(pen, bottom);
    wide_rows(pen);
    wide_cuts(pen, bottom);
    wide_deadlines(pen, bottom);
    vd_buf_c(pen->buf, "</svg>");
}

static void narrow_months(struct pen *pen)
{
    static const char letters[] = "EFMAMJJASOND";
    for (int m = 0; m < MONTHS; m++) {
        open_text(pen, "g-ink2 g-s g-mid", month_middle(pen, m), pen->top - 6);
        vd_buf_char(pen->buf, letters[m]);
        close_text(pen);
    }
}

static void narrow_row(struct pen *pen, const struct vd_strip_row *row, int y)
{
    horizontal(pen, y, NARROW / 10);
    name_of_row(pen, row, "g-ink g-s", y + 17, false);
    int below = y + narrow_height(row) - NARROW_ROW;
    for (int m = 0; m < MONTHS; m++)
        cell(pen, row->months[m], m, 10, below + 22, 24);
    VD_EACH(cut, &pen->strip->cuts)
        if (in_year(pen, *cut))
            vertical(pen, "l-cut", day_end(pen, *cut), below + 20, below + 48);
}

static void draw_narrow(struct pen *pen)
{
    pen->left = 0;
    pen->width = NARROW;
    pen->top = NARROW_TOP + (in_year(pen, pen->strip->today) ? NARROW_TODAY : 0);
    int bottom = pen->top;
    VD_EACH(row, &pen->strip->rows)
        bottom += narrow_height(row);
    open_svg(pen, "narrow", NARROW / 10, bottom);
    narrow_months(pen);
    int y = pen->top;
    VD_EACH(row, &pen->strip->rows)
    {
        narrow_row(pen, row, y);
        y += narrow_height(row);
    }
    if (in_year(pen, pen->strip->today)) {
        int x = month_middle(pen, pen->strip->today.month - 1);
        open_text(pen, "t-bad g-s g-b g-mid", x < 150 ? 150 : x > NARROW - 150 ? NARROW - 150 : x, 12);
        vd_buf_c(pen->buf, "hoy");
        close_text(pen);
        vd_buf_c(pen->buf, "<path class=\"f-bad\" d=\"M");
        put_tenths(pen->buf, x - 100);
        vd_buf_printf(pen->buf, " %dh20v3h-20z\"/>", pen->top - 3);
    }
    vd_buf_c(pen->buf, "</svg>");
}

static void table_cell(struct pen *pen, const struct vd_strip_row *row, int month)
{
    bool linked = row->months_url.s.n && row->months[month];
    if (linked) {
        vd_buf_c(pen->buf, "<a href=\"");
        vd_put_url(&pen->out, row->months_url);
        put_int(pen->buf, "", month + 1, "\">");
    }
    vd_put_oint(&pen->out, (struct vd_oint){row->months[month], row->months[month] != 0});
    if (linked) {
        vd_buf_c(pen->buf, "<span class=\"vh\"> en ");
        vd_buf_c(pen->buf, vd_es_month(month + 1));
        vd_buf_c(pen->buf, "</span></a>");
    }
}

static void table_row(struct pen *pen, const struct vd_strip_row *row)
{
    vd_buf_c(pen->buf, "<tr><th scope=\"row\">");
    vd_put_str(&pen->out, row->name);
    vd_buf_c(pen->buf, "</th>");
    for (int m = 0; m < MONTHS; m++) {
        vd_buf_c(pen->buf, "<td class=\"num\">");
        table_cell(pen, row, m);
        vd_buf_c(pen->buf, "</td>");
    }
    put_int(pen->buf, "<td class=\"num\"><b>", row->total, "</b></td></tr>");
}

static void draw_table(struct pen *pen)
{
    vd_buf_c(pen->buf, "<table class=\"table\"><caption>");
    vd_put_str(&pen->out, pen->strip->label);
    vd_buf_c(pen->buf, "</caption><thead><tr><th scope=\"col\">Componente</th>");
    for (int m = 1; m <= MONTHS; m++)
        vd_buf_printf(pen->buf, "<th scope=\"col\" class=\"num\">%s</th>", vd_es_month_short(m));
    vd_buf_c(pen->buf, "<th scope=\"col\" class=\"num\">Año</th></tr></thead><tbody>");
    VD_EACH(row, &pen->strip->rows)
    table_row(pen, row);
    vd_buf_c(pen->buf, "</tbody></table>");
}

static void release(void *buf) { vd_buf_done(buf); }

/* The buffer belongs to the arena, so the markup stays valid as long as the page and is not copied. */
static struct pen new_pen(struct vd_arena *arena, const struct vd_strip *strip)
{
    struct vd_buf *buf = VD_NEW(arena, struct vd_buf);
    vd_arena_defer(arena, release, buf);
    vd_buf_init(buf, STRIP_MAX);
    return (struct pen){.buf = buf, .out = {buf}, .strip = strip};
}

/* Too much to draw: no figure, and the table of the page stands. No memory: no page, because this one would be kept. */
static struct vd_html markup_of(struct vd_arena *arena, const struct pen *pen)
{
    if (vd_buf_ok(pen->buf) == VD_NO_MEMORY)
        vd_arena_unwind(arena);
    return (struct vd_html){vd_buf_ok(pen->buf) == VD_OK ? vd_buf_view(pen->buf) : VD_S("")};
}

struct vd_html vd_strip_svg(struct vd_arena *arena, const struct vd_strip *strip)
{
    struct pen pen = new_pen(arena, strip);
    draw_wide(&pen);
    draw_narrow(&pen);
    return markup_of(arena, &pen);
}

static struct vd_html strip_table(struct vd_arena *arena, const struct vd_strip *strip)
{
    struct pen pen = new_pen(arena, strip);
    draw_table(&pen);
    return markup_of(arena, &pen);
}

struct vd_strip_figure vd_strip_figure(struct vd_arena *arena, const struct vd_strip *strip)
{
    return (struct vd_strip_figure){
        .label = strip->label,
        .svg = vd_strip_svg(arena, strip),
        .table = strip_table(arena, strip),
        .cuts = strip->cuts.n > 0,
        .deadlines = strip->deadlines.n > 0,
    };
}
