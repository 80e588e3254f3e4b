/* SPDX-License-Identifier: Apache-2.0 */
/* A code has up to four sections (positive; negative; zero; text). Inside one, digits are placeholders, quotes, backslash,
 * "_x" and "*x" carry literals and padding, brackets carry colours, currencies and conditions. */
#include "office/numfmt.h"

struct vd_str vd_numfmt_builtin(int id)
{
    static const struct {
        int id;
        const char *code;
    } codes[] = {
        {0, "General"}, {1, "0"}, {2, "0.00"}, {3, "#,##0"}, {4, "#,##0.00"}, {5, "$#,##0"}, {6, "$#,##0"}, {7, "$#,##0.00"}, {8, "$#,##0.00"},
        {9, "0%"}, {10, "0.00%"}, {14, "dd/mm/yyyy"}, {15, "d-mmm-yy"}, {16, "d-mmm"}, {17, "mmm-yy"}, {18, "h:mm AM/PM"}, {19, "h:mm:ss AM/PM"},
        {20, "h:mm"}, {21, "h:mm:ss"}, {22, "dd/mm/yyyy h:mm"}, {37, "#,##0;-#,##0"}, {38, "#,##0;-#,##0"}, {39, "#,##0.00;-#,##0.00"},
        {40, "#,##0.00;-#,##0.00"}, {41, "#,##0;-#,##0"}, {42, "$#,##0;-$#,##0"}, {43, "#,##0.00;-#,##0.00"}, {44, "$#,##0.00;-$#,##0.00"},
        {45, "mm:ss"}, {46, "[h]:mm:ss"}, {47, "mm:ss.0"}, {49, "@"},
    };
    for (size_t i = 0; i < VD_COUNT(codes); i++)
        if (codes[i].id == id)
            return vd_str_of(codes[i].code);
    /* dates of East Asian editions, which have no other meaning anywhere */
    if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58))
        return VD_S("dd/mm/yyyy");
    return (struct vd_str){NULL, 0};
}

enum what { END, LITERAL, DIGIT, POINT, COMMA, PERCENT, EXPONENT, SLASH, AT, GENERAL, SECTION, LETTER, AMPM, ELAPSED, NOTHING };

struct token {
    enum what what;
    struct vd_str text; /* literals; a run of one letter */
    char c;             /* placeholder; letter in lower case */
};

static bool begins_nocase(struct vd_str s, const char *head)
{
    size_t n = strlen(head);
    return s.n >= n && strncasecmp(s.p, head, n) == 0;
}

static struct token take(struct vd_str *rest, size_t n, enum what what, size_t text_from, size_t text_to)
{
    struct token t = {what, vd_str_sub(*rest, text_from, text_to), rest->n ? rest->p[0] : 0};
    *rest = vd_str_sub(*rest, n, rest->n);
    return t;
}

/* "[Red]", "[$€-C0A]", "[h]", "[>=100]" */
static struct token take_bracket(struct vd_str *rest)
{
    ptrdiff_t end = vd_str_find(*rest, VD_S("]"));
    size_t n = end < 0 ? rest->n : (size_t)end + 1;
    if (n > 1 && rest->p[1] == '$') {
        ptrdiff_t dash = vd_str_find(vd_str_sub(*rest, 0, n), VD_S("-"));
        return take(rest, n, LITERAL, 2, dash < 0 ? n - 1 : (size_t)dash);
    }
    bool elapsed = n == 3 || n == 4;
    for (size_t i = 1; elapsed && i + 1 < n; i++)
        elapsed = strchr("hHmMsS", rest->p[i]) != NULL;
    return take(rest, n, elapsed ? ELAPSED : NOTHING, 0, n);
}

static size_t utf8_length(struct vd_str s)
{
    size_t i = 0;
    vd_utf8_next(s, &i);
    return i;
}

static struct token next_letter(struct vd_str *rest)
{
    char c = (char)(rest->p[0] | 0x20);
    size_t n = 1;
    while (n < rest->n && (rest->p[n] | 0x20) == c)
        n++;
    /* A Spanish program may have written its own letter for the year. */
    struct token t = take(rest, n, LETTER, 0, n);
    t.c = c == 'a' || c == 'e' ? 'y' : c;
    return t;
}

static struct token next(struct vd_str *rest)
{
    if (!rest->n)
        return (struct token){.what = END};
    char c = rest->p[0];
    if (begins_nocase(*rest, "General"))
        return take(rest, 7, GENERAL, 0, 7);
    if (begins_nocase(*rest, "AM/PM"))
        return take(rest, 5, AMPM, 0, 5);
    if (begins_nocase(*rest, "A/P"))
        return take(rest, 3, AMPM, 0, 3);
    if (c == '"') {
        ptrdiff_t end = vd_str_find(vd_str_sub(*rest, 1, rest->n), VD_S("\""));
        size_t to = end < 0 ? rest->n : (size_t)end + 1;
        return take(rest, to + 1, LITERAL, 1, to);
    }
    if (c == '[')
        return take_bracket(rest);
    if (c == '\\' || c == '_' || c == '*') {
        size_t n = 1 + utf8_length(vd_str_sub(*rest, 1, rest->n));
        return take(rest, n, c == '\\' ? LITERAL : NOTHING, 1, n);
    }
    if (c == '0' || c == '#' || c == '?')
        return take(rest, 1, DIGIT, 0, 1);
    if ((c == 'E' || c == 'e') && rest->n > 1 && (rest->p[1] == '+' || rest->p[1] == '-'))
        return take(rest, 2, EXPONENT, 0, 2);
    if (memchr("dDmMyYhHsSaAeE", c, 14))
        return next_letter(rest);
    static const struct {
        char c;
        enum what what;
    } marks[] = {{'.', POINT}, {',', COMMA}, {'%', PERCENT}, {'/', SLASH}, {'@', AT}, {';', SECTION}};
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        if (c == marks[i].c)
            return take(rest, 1, marks[i].what, 0, 1);
    size_t n = utf8_length(*rest);
    return take(rest, n, LITERAL, 0, n);
}

enum vd_numfmt vd_numfmt_class(struct vd_str code)
{
    bool day = false, month = false, time = false, sum = false, digit = false, percent = false;
    struct vd_str rest = code;
    for (struct token t; (t = next(&rest)).what != END && t.what != SECTION;) {
        day |= t.what == LETTER && (t.c == 'd' || t.c == 'y');
        month |= t.what == LETTER && t.c == 'm';
        time |= (t.what == LETTER && (t.c == 'h' || t.c == 's')) || t.what == ELAPSED || t.what == AMPM;
        sum |= t.what == ELAPSED;
        digit |= t.what == DIGIT && !time; /* seconds may have decimals */
        percent |= t.what == PERCENT;
    }
    if (digit || percent)
        return percent ? VD_NUMFMT_PERCENT : VD_NUMFMT_NUMBER;
    if (time && !day) /* then m is minutes */
        return sum ? VD_NUMFMT_HOURS : VD_NUMFMT_CLOCK;
    return day || month ? VD_NUMFMT_DATE : VD_NUMFMT_NUMBER;
}

/* ---- numbers */

/* The section for a sign; *ret_own: it writes the sign itself. */
static struct vd_str section(struct vd_str code, const struct vd_decimal *value, bool *ret_own)
{
    struct vd_str parts[3] = {code}, rest = code;
    int n = 0;
    const char *from = code.p;
    for (struct token t; n < 3;) {
        const char *at = rest.p;
        t = next(&rest);
        if (t.what != SECTION && t.what != END)
            continue;
        parts[n++] = (struct vd_str){from, (size_t)((t.what == END ? code.p + code.n : at) - from)};
        from = rest.p;
        if (t.what == END)
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
    for (struct token t; (t = next(&part)).what != END;) {
        if (t.what == DIGIT) {
            s.plain |= ended;
            s.grouped |= commas > 0 && !fraction;
            commas = 0;
            s.digits++;
            s.least += !fraction && t.c == '0';
            s.decimals += fraction;
            s.least_decimals += fraction && t.c != '#';
        } else if (t.what == COMMA && s.digits) {
            commas++;
        } else if (t.what == POINT && !fraction) {
            s.scale += commas;
            commas = 0;
            fraction = true;
        } else if (t.what == LITERAL && s.digits) {
            ended = true;
        }
        s.percents += t.what == PERCENT;
        s.plain |= t.what == EXPONENT || t.what == GENERAL || t.what == AT || t.what == LETTER || (t.what == SLASH && s.digits);
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
    for (struct token t; (t = next(&part)).what != END;) {
        bool number = t.what == DIGIT || t.what == POINT;
        if (number && !drawn)
            put_digits(out, s, value);
        drawn |= number;
        if (t.what == LITERAL || t.what == SLASH)
            vd_buf_str(out, t.text);
        else if (t.what == PERCENT)
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

/* ---- dates */

static const char *const months[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"};
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
    for (struct token t; (t = next(&rest)).what != END && t.what != SECTION;)
        if (t.what == LETTER)
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
    for (struct token t; (t = next(&code)).what != END && t.what != SECTION;) {
        if (t.what != LETTER)
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
    for (struct token t; (t = next(&rest)).what != END && t.what != SECTION;)
        m.twelve |= t.what == AMPM;
    rest = code;
    char before = 0;
    for (struct token t; (t = next(&rest)).what != END && t.what != SECTION;) {
        if (t.what == LETTER) {
            put_part(out, t.c == 'm' && !is_minute(before, rest) ? 'M' : t.c, t.text.n, &m);
            before = t.c;
        } else if (t.what == LITERAL || t.what == SLASH || t.what == COMMA || (t.what == POINT && !vd_str_starts(rest, VD_S("0")))) {
            vd_buf_str(out, t.text);
        } else if (t.what == AMPM) {
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
