/* SPDX-License-Identifier: Apache-2.0 */
/* Percentages from one moment to the next: a line a series over the marks of 60 and 80, each point with its value. Two drawings of
 * the same figures, as in strip.c: wide and narrow, chosen by the style sheet. The table beside says them all. */
#include "html/html_put.h"

enum { TREND_MAX = 64 * 1024, TOP = 34, HIGH = 200, BELOW = 34, SERIES = 2, APART = 68, INSET = 30 /* the first value does not cover the scale */ };

struct pen {
    struct vd_buf *buf;
    struct vd_html_out out;
    const struct vd_trend *trend;
    int left, width;
};

static int x_of(const struct pen *pen, size_t i)
{
    size_t n = pen->trend->moments.n;
    return n < 2 ? pen->left + pen->width / 2 : pen->left + INSET + (int)((size_t)(pen->width - INSET) * i / (n - 1));
}

static int y_of(int64_t hundredths) { return TOP + HIGH - (int)(HIGH * hundredths / 10000); }

static void level(struct pen *pen, int percent, const char *line)
{
    int y = y_of(percent * 100);
    vd_buf_printf(pen->buf, "<path class=\"%s\" d=\"M%d %dH%d\"/><text class=\"g-ink2 g-s g-end\" x=\"%d\" y=\"%d\">%d</text>", line, pen->left - 8, y,
                  pen->left + pen->width + 24, pen->left - 12, y + 5, percent);
}

static void line_of(struct pen *pen, const struct vd_trend_series *series, int s)
{
    bool down = false;
    vd_buf_printf(pen->buf, "<path class=\"l-s%d\" d=\"", s + 1);
    for (size_t i = 0; i < pen->trend->moments.n; i++) {
        const struct vd_oint value = series->hundredths[i];
        if (value.has)
            vd_buf_printf(pen->buf, "%c%d %d", down ? 'L' : 'M', x_of(pen, i), y_of(value.v));
        down = value.has; /* a moment without figure breaks the line: it is not zero */
    }
    vd_buf_c(pen->buf, "\"/>");
}

/* Where moments stand closer than words are wide, only some bear words; the last one does. */
static bool has_words(const struct pen *pen, size_t i)
{
    size_t n = pen->trend->moments.n, step = 1;
    while (n > 1 && (size_t)(pen->width - INSET) * step / (n - 1) < APART)
        step++;
    return (n - 1 - i) % step == 0;
}

/* The greater of two values stands above its point, the other below. */
static bool stands_above(const struct pen *pen, int s, size_t i)
{
    enum { FLOOR = 1200 }; /* lower down, a value below its point would cover the name of the moment */
    const struct vd_trend *trend = pen->trend;
    if (trend->series[s].hundredths[i].v < FLOOR)
        return true;
    if (trend->n_series < SERIES || !trend->series[1 - s].hundredths[i].has)
        return true;
    int64_t own = trend->series[s].hundredths[i].v, other = trend->series[1 - s].hundredths[i].v;
    return own > other || (own == other && s == 0);
}

static void points_of(struct pen *pen, const struct vd_trend_series *series, int s)
{
    for (size_t i = 0; i < pen->trend->moments.n; i++) {
        if (!series->hundredths[i].has)
            continue;
        int64_t value = series->hundredths[i].v;
        int x = x_of(pen, i), y = y_of(value);
        if (s == 0)
            vd_buf_printf(pen->buf, "<circle class=\"p-s1\" cx=\"%d\" cy=\"%d\" r=\"6\"/>", x, y);
        else
            vd_buf_printf(pen->buf, "<rect class=\"p-s2\" x=\"%d\" y=\"%d\" width=\"11\" height=\"11\"/>", x - 5, y - 5);
        if (!has_words(pen, i))
            continue;
        vd_buf_printf(pen->buf, "<text class=\"g-ink g-s g-b g-mid\" x=\"%d\" y=\"%d\">%" PRId64 ",%02" PRId64 "</text>", x, stands_above(pen, s, i) ? y - 11 : y + 23, value / 100,
                      value % 100);
    }
}

static void draw(struct pen *pen, const char *name, int width)
{
    const struct vd_trend *trend = pen->trend;
    vd_buf_printf(pen->buf, "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", name, width, TOP + HIGH + BELOW);
    vd_put_str(&pen->out, trend->label);
    vd_buf_c(pen->buf, "\">");
    level(pen, 0, "g-line");
    level(pen, 60, "l-cut");
    level(pen, 80, "l-cut");
    level(pen, 100, "g-line");
    VD_EACH(moment, &trend->moments) {
        if (!has_words(pen, (size_t)(moment - trend->moments.v)))
            continue;
        vd_buf_printf(pen->buf, "<text class=\"g-ink2 g-s g-mid\" x=\"%d\" y=\"%d\">", x_of(pen, (size_t)(moment - trend->moments.v)), TOP + HIGH + 26);
        vd_put_str(&pen->out, *moment);
        vd_buf_c(pen->buf, "</text>");
    }
    for (int s = 0; s < trend->n_series; s++)
        line_of(pen, &trend->series[s], s);
    for (int s = 0; s < trend->n_series; s++)
        points_of(pen, &trend->series[s], s);
    vd_buf_c(pen->buf, "</svg>");
}

static void release(void *buf) { vd_buf_done(buf); }

struct vd_html vd_trend_svg(struct vd_arena *arena, const struct vd_trend *trend)
{
    struct vd_buf *buf = VD_NEW(arena, struct vd_buf);
    vd_arena_defer(arena, release, buf);
    vd_buf_init(buf, TREND_MAX);
    struct pen pen = {.buf = buf, .out = {buf}, .trend = trend, .left = 64, .width = 1040};
    draw(&pen, "wide", 1152);
    pen.left = 48;
    pen.width = 216;
    draw(&pen, "narrow", 300);
    return (struct vd_html){vd_buf_ok(buf) == VD_OK ? vd_buf_view(buf) : VD_S("")};
}
