/* SPDX-License-Identifier: Apache-2.0 */
/* A code has up to four sections (positive; negative; zero; text). Inside one, digits are placeholders, quotes, backslash,
 * "_x" and "*x" carry literals and padding, brackets carry colours, currencies and conditions. */
#include "office/numfmt_code.h"

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

static bool begins_nocase(struct vd_str s, const char *head)
{
    size_t n = strlen(head);
    return s.n >= n && strncasecmp(s.p, head, n) == 0;
}

static struct vd_code_token take(struct vd_str *rest, size_t n, enum vd_code what, size_t text_from, size_t text_to)
{
    struct vd_code_token t = {what, vd_str_sub(*rest, text_from, text_to), rest->n ? rest->p[0] : 0};
    *rest = vd_str_sub(*rest, n, rest->n);
    return t;
}

/* "[Red]", "[$€-C0A]", "[h]", "[>=100]" */
static struct vd_code_token take_bracket(struct vd_str *rest)
{
    ptrdiff_t end = vd_str_find(*rest, VD_S("]"));
    size_t n = end < 0 ? rest->n : (size_t)end + 1;
    if (n > 1 && rest->p[1] == '$') {
        ptrdiff_t dash = vd_str_find(vd_str_sub(*rest, 0, n), VD_S("-"));
        return take(rest, n, VD_CODE_LITERAL, 2, dash < 0 ? n - 1 : (size_t)dash);
    }
    bool elapsed = n == 3 || n == 4;
    for (size_t i = 1; elapsed && i + 1 < n; i++)
        elapsed = strchr("hHmMsS", rest->p[i]) != NULL;
    return take(rest, n, elapsed ? VD_CODE_ELAPSED : VD_CODE_NOTHING, 0, n);
}

static size_t utf8_length(struct vd_str s)
{
    size_t i = 0;
    vd_utf8_next(s, &i);
    return i;
}

static struct vd_code_token next_letter(struct vd_str *rest)
{
    char c = (char)(rest->p[0] | 0x20);
    size_t n = 1;
    while (n < rest->n && (rest->p[n] | 0x20) == c)
        n++;
    /* A Spanish program may have written its own letter for the year. */
    struct vd_code_token t = take(rest, n, VD_CODE_LETTER, 0, n);
    t.c = c == 'a' || c == 'e' ? 'y' : c;
    return t;
}

struct vd_code_token vd_code_next(struct vd_str *rest)
{
    if (!rest->n)
        return (struct vd_code_token){.what = VD_CODE_END};
    char c = rest->p[0];
    if (begins_nocase(*rest, "General"))
        return take(rest, 7, VD_CODE_GENERAL, 0, 7);
    if (begins_nocase(*rest, "AM/PM"))
        return take(rest, 5, VD_CODE_AMPM, 0, 5);
    if (begins_nocase(*rest, "A/P"))
        return take(rest, 3, VD_CODE_AMPM, 0, 3);
    if (c == '"') {
        ptrdiff_t end = vd_str_find(vd_str_sub(*rest, 1, rest->n), VD_S("\""));
        size_t to = end < 0 ? rest->n : (size_t)end + 1;
        return take(rest, to + 1, VD_CODE_LITERAL, 1, to);
    }
    if (c == '[')
        return take_bracket(rest);
    if (c == '\\' || c == '_' || c == '*') {
        size_t n = 1 + utf8_length(vd_str_sub(*rest, 1, rest->n));
        return take(rest, n, c == '\\' ? VD_CODE_LITERAL : VD_CODE_NOTHING, 1, n);
    }
    if (c == '0' || c == '#' || c == '?')
        return take(rest, 1, VD_CODE_DIGIT, 0, 1);
    if ((c == 'E' || c == 'e') && rest->n > 1 && (rest->p[1] == '+' || rest->p[1] == '-'))
        return take(rest, 2, VD_CODE_EXPONENT, 0, 2);
    if (memchr("dDmMyYhHsSaAeE", c, 14))
        return next_letter(rest);
    static const struct {
        char c;
        enum vd_code what;
    } marks[] = {{'.', VD_CODE_POINT}, {',', VD_CODE_COMMA}, {'%', VD_CODE_PERCENT}, {'/', VD_CODE_SLASH}, {'@', VD_CODE_AT}, {';', VD_CODE_SECTION}};
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        if (c == marks[i].c)
            return take(rest, 1, marks[i].what, 0, 1);
    size_t n = utf8_length(*rest);
    return take(rest, n, VD_CODE_LITERAL, 0, n);
}

enum vd_numfmt vd_numfmt_class(struct vd_str code)
{
    bool day = false, month = false, time = false, sum = false, digit = false, percent = false;
    struct vd_str rest = code;
    for (struct vd_code_token t; (t = vd_code_next(&rest)).what != VD_CODE_END && t.what != VD_CODE_SECTION;) {
        day |= t.what == VD_CODE_LETTER && (t.c == 'd' || t.c == 'y');
        month |= t.what == VD_CODE_LETTER && t.c == 'm';
        time |= (t.what == VD_CODE_LETTER && (t.c == 'h' || t.c == 's')) || t.what == VD_CODE_ELAPSED || t.what == VD_CODE_AMPM;
        sum |= t.what == VD_CODE_ELAPSED;
        digit |= t.what == VD_CODE_DIGIT && !time; /* seconds may have decimals */
        percent |= t.what == VD_CODE_PERCENT;
    }
    if (digit || percent)
        return percent ? VD_NUMFMT_PERCENT : VD_NUMFMT_NUMBER;
    if (time && !day) /* then m is minutes */
        return sum ? VD_NUMFMT_HOURS : VD_NUMFMT_CLOCK;
    return day || month ? VD_NUMFMT_DATE : VD_NUMFMT_NUMBER;
}
