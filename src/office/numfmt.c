/* SPDX-License-Identifier: Apache-2.0 */
#include "office/numfmt_code.h"

/* The section for a sign; *ret_own: it writes the sign itself. */
static struct vd_str section(struct vd_str code, const struct vd_decimal *value, bool *ret_own)
{
    struct vd_str parts[3] = {code}, rest = code;
    int n = 0;
    const char *from = code.p;
    for (struct vd_code_token t; n < 3;) {
        const char *at = rest.p;
        t = vd_code_next(&rest);
        if (t.what != VD_CODE_SECTION && t.what != VD_CODE_END)
            continue;
        parts[n++] = (struct vd_str){from, (size_t)((t.what == VD_CODE_END ? code.p + code.n : at) - from)};
        from = rest.p;
        if (t.what == VD_CODE_END)
            break;
    }
    int i = value->negative && n > 1 ? 1 : !value->n && n > 2 ? 2 : 0;
    *ret_own = i == 1;
    return parts[i];
}

struct shape {
    int least, decimals, least_decimals, percents, scale; /* least: digits before the point at least; scale: thousands let fall */
    bool grouped, plain;                                  /* plain: not one we draw */
    int digits;
};

static struct shape measure(struct vd_str part)
{
    struct shape s = {0};
    bool fraction = false, ended = false;
    int commas = 0;
    for (struct vd_code_token t; (t = vd_code_next(&part)).what != VD_CODE_END;) {
        if (t.what == VD_CODE_DIGIT) {
            s.plain |= ended;
            s.grouped |= commas > 0 && !fraction;
            commas = 0;
            s.digits++;
            s.least += !fraction && t.c == '0';
            s.decimals += fraction;
            s.least_decimals += fraction && t.c != '#';
        } else if (t.what == VD_CODE_COMMA && s.digits) {
            commas++;
        } else if (t.what == VD_CODE_POINT && !fraction) {
            s.scale += commas;
            commas = 0;
            fraction = true;
        } else if (t.what == VD_CODE_LITERAL && s.digits) {
            ended = true;
        }
        s.percents += t.what == VD_CODE_PERCENT;
        s.plain |= t.what == VD_CODE_EXPONENT || t.what == VD_CODE_GENERAL || t.what == VD_CODE_AT || t.what == VD_CODE_LETTER;
        s.plain |= t.what == VD_CODE_SLASH && s.digits;
    }
    s.scale += commas;
    return s;
}

static void put_digits(struct vd_buf *out, const struct shape *s, const struct vd_decimal *d)
{
    int top = d->n && d->point > s->least ? d->point : s->least, last = -s->decimals;
    for (int power = top - 1; power >= 0; power--) {
        vd_buf_char(out, vd_decimal_digit(d, power));
        if (s->grouped && power && power % 3 == 0)
            vd_buf_char(out, '.');
    }
    while (last < -s->least_decimals && vd_decimal_digit(d, last) == '0')
        last++;
    if (last < 0)
        vd_buf_char(out, ',');
    for (int power = -1; power >= last; power--)
        vd_buf_char(out, vd_decimal_digit(d, power));
}

static void put_plain(struct vd_buf *out, const struct vd_decimal *value)
{
    size_t from = out->n;
    vd_decimal_put(out, value);
    for (size_t i = from; i < out->n; i++)
        out->p[i] = out->p[i] == '.' ? ',' : out->p[i];
}

static void draw(struct vd_buf *out, struct vd_str part, const struct shape *s, const struct vd_decimal *value)
{
    bool drawn = false;
    for (struct vd_code_token t; (t = vd_code_next(&part)).what != VD_CODE_END;) {
        bool number = t.what == VD_CODE_DIGIT || t.what == VD_CODE_POINT;
        if (number && !drawn)
            put_digits(out, s, value);
        drawn |= number;
        if (t.what == VD_CODE_LITERAL || t.what == VD_CODE_SLASH)
            vd_buf_str(out, t.text);
        else if (t.what == VD_CODE_PERCENT)
            vd_buf_char(out, '%');
    }
}

void vd_numfmt_put_number(struct vd_buf *out, struct vd_str code, struct vd_decimal value)
{
    bool own_sign = false;
    struct vd_str part = section(code, &value, &own_sign);
    struct shape s = measure(part);
    if (s.plain || !code.n || (!s.digits && value.n) || s.decimals > 30) {
        put_plain(out, &value);
        return;
    }
    struct vd_decimal d = value;
    d.point += d.n ? 2 * s.percents - 3 * s.scale : 0;
    vd_decimal_round(&d, s.decimals);
    if (d.negative && !own_sign)
        vd_buf_char(out, '-');
    draw(out, part, &s, &d);
}

/* ---- numbers shown in another locale */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* A mark that parts thousands has digits before it and exactly three behind. */
static bool parts_thousands(struct vd_str core, size_t i)
{
    size_t after = 0;
    while (i + 1 + after < core.n && is_digit(core.p[i + 1 + after]))
        after++;
    return i && after == 3;
}

/* Reads "1,234.5" given which mark parts thousands; *ret_decimals: how many stand behind the point. */
static bool read_shown(struct vd_str core, char thousands, struct vd_decimal *ret, int *ret_decimals)
{
    char plain[64];
    size_t n = 0, point = core.n;
    for (size_t i = 0; i < core.n; i++) {
        bool digit = is_digit(core.p[i]);
        if (core.p[i] == thousands && point == core.n && parts_thousands(core, i))
            continue;
        if (core.p[i] == thousands)
            return false;
        if (!digit && point != core.n)
            return false;
        if (!digit)
            point = i;
        if (n + 1 >= sizeof plain)
            return false;
        plain[n++] = digit ? core.p[i] : '.';
    }
    *ret_decimals = point == core.n ? 0 : (int)(core.n - point - 1);
    return vd_decimal_read((struct vd_str){plain, n}, ret);
}

static bool shows(struct vd_str core, char thousands, bool percent, struct vd_decimal value)
{
    struct vd_decimal shown;
    int decimals;
    if (!read_shown(core, thousands, &shown, &decimals))
        return false;
    value.negative = false;
    value.point += value.n && percent ? 2 : 0;
    vd_decimal_round(&value, decimals);
    return shown.n == value.n && shown.point == value.point && memcmp(shown.digits, value.digits, (size_t)shown.n) == 0;
}

bool vd_numfmt_localize(struct vd_buf *out, struct vd_str text, struct vd_decimal value)
{
    size_t from = 0, to;
    while (from < text.n && !is_digit(text.p[from]))
        from++;
    for (to = from; to < text.n && (is_digit(text.p[to]) || text.p[to] == ',' || text.p[to] == '.');)
        to++;
    while (to > from && (text.p[to - 1] == ',' || text.p[to - 1] == '.'))
        to--;
    struct vd_str core = vd_str_sub(text, from, to);
    bool percent = memchr(text.p, '%', text.n) != NULL;
    if (!core.n || shows(core, '.', percent, value) || !shows(core, ',', percent, value))
        return false;
    vd_buf_str(out, vd_str_sub(text, 0, from));
    for (size_t i = 0; i < core.n; i++)
        vd_buf_char(out, core.p[i] == ',' ? '.' : core.p[i] == '.' ? ',' : core.p[i]);
    vd_buf_str(out, vd_str_sub(text, to, text.n));
    return true;
}
