/* SPDX-License-Identifier: Apache-2.0 */
#include "office/decimal.h"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void drop_zeros(struct vd_decimal *d)
{
    while (d->n && d->digits[d->n - 1] == '0')
        d->n--;
    if (!d->n)
        *d = (struct vd_decimal){0};
}

/* Keeps the first n digits and adds one to the last when up. */
static void cut(struct vd_decimal *d, int n, bool up)
{
    d->n = n;
    while (up && d->n && d->digits[d->n - 1] == '9')
        d->n--;
    if (up && d->n) {
        d->digits[d->n - 1]++;
    } else if (up) {
        d->digits[d->n++] = '1';
        d->point++;
    }
    drop_zeros(d);
}

void vd_decimal_round(struct vd_decimal *d, int decimals)
{
    int keep = d->point + decimals;
    if (keep < 0)
        *d = (struct vd_decimal){0};
    else if (keep < d->n)
        cut(d, keep, d->digits[keep] >= '5');
}

/* At text[*i]; a number past four digits is as good as endless. */
static bool read_exponent(struct vd_str text, size_t *i, int *ret)
{
    size_t at = *i;
    bool minus = at < text.n && text.p[at] == '-';
    int v = 0;
    at += at < text.n && (minus || text.p[at] == '+');
    if (at == text.n)
        return false;
    for (; at < text.n && is_digit(text.p[at]); at++)
        v = v < 10000 ? v * 10 + text.p[at] - '0' : v;
    *ret = minus ? -v : v;
    *i = at;
    return true;
}

struct digits {
    int seen, next; /* digits before or after the point; the 16th significant one, 0 to 9 */
};

/* Takes the digits before or behind the point. */
static struct digits read_digits(struct vd_str text, size_t *i, struct vd_decimal *d, struct digits so_far, bool fraction)
{
    for (; *i < text.n && is_digit(text.p[*i]); (*i)++) {
        char c = text.p[*i];
        so_far.seen++;
        bool leading = !d->n && c == '0';
        if (leading ? fraction : !fraction)
            d->point += fraction ? -1 : 1;
        if (leading)
            continue;
        if (d->n < VD_DECIMAL_DIGITS)
            d->digits[d->n++] = c;
        else if (so_far.next < 0)
            so_far.next = c - '0';
    }
    return so_far;
}

bool vd_decimal_read(struct vd_str raw, struct vd_decimal *ret)
{
    struct vd_str text = vd_str_trim(raw);
    struct vd_decimal d = {0};
    size_t i = 0;
    int exponent = 0;
    d.negative = text.n && text.p[0] == '-';
    i += text.n && (text.p[0] == '-' || text.p[0] == '+');
    if (text.n > 1024)
        return false;
    struct digits digits = read_digits(text, &i, &d, (struct digits){0, -1}, false);
    if (i < text.n && text.p[i] == '.') {
        i++;
        digits = read_digits(text, &i, &d, digits, true);
    }
    bool scaled = i < text.n && (text.p[i] == 'E' || text.p[i] == 'e');
    if (scaled && (i++, !read_exponent(text, &i, &exponent)))
        return false;
    if (!digits.seen || i < text.n)
        return false;
    if (!d.n) {
        *ret = (struct vd_decimal){0};
        return true;
    }
    d.point += exponent;
    cut(&d, d.n, digits.next >= 5);
    if (d.point > VD_DECIMAL_MAX_POINT)
        return false;
    *ret = d.point < VD_DECIMAL_MIN_POINT ? (struct vd_decimal){0} : d;
    return true;
}

char vd_decimal_digit(const struct vd_decimal *d, int power)
{
    int i = d->point - 1 - power;
    return i >= 0 && i < d->n ? d->digits[i] : '0';
}

void vd_decimal_put(struct vd_buf *out, const struct vd_decimal *d)
{
    if (d->negative)
        vd_buf_char(out, '-');
    for (int power = d->point > 0 ? d->point - 1 : 0; power >= 0; power--)
        vd_buf_char(out, vd_decimal_digit(d, power));
    if (d->n > d->point)
        vd_buf_char(out, '.');
    for (int power = -1; power >= d->point - d->n; power--)
        vd_buf_char(out, vd_decimal_digit(d, power));
}

bool vd_decimal_is_plain(struct vd_str text)
{
    struct vd_decimal d;
    VD_AUTO_BUF struct vd_buf again;
    vd_buf_init(&again, 128);
    if (!vd_decimal_read(text, &d))
        return false;
    vd_decimal_put(&again, &d);
    return vd_str_eq(vd_buf_view(&again), text);
}
