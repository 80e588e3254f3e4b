/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and names as the documents write them in the titles of components, subcomponents and activities. */
#include "features/plan/read/plan_draft.h"

static bool is_digit(struct vd_str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

static struct vd_str without_final_dot(struct vd_str s)
{
    s = vd_str_trim(s);
    while (vd_str_ends(s, VD_S(".")) || vd_str_ends(s, VD_S(":")))
        s = vd_str_trim(vd_str_sub(s, 0, s.n - 1));
    return s;
}

/* One of . : - – — after the number of a title; returns the bytes it takes, 0 when there is none. */
static size_t title_mark(struct vd_str s)
{
    static const char *const marks[] = {".", ":", "-", "–", "—"};
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        if (vd_str_starts(s, vd_str_of(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* "WORD N" and what follows the number. */
static bool numbered(struct vd_str text, const char *word, struct vd_str *ret_code, struct vd_str *ret_rest)
{
    size_t n = strlen(word), digits = 0;
    if (text.n <= n || strncasecmp(text.p, word, n) != 0)
        return false;
    struct vd_str rest = vd_str_trim(vd_str_sub(text, n, text.n));
    while (is_digit(rest, digits))
        digits++;
    if (digits == 0 || digits > 3)
        return false;
    *ret_code = vd_str_sub(rest, 0, digits);
    *ret_rest = vd_str_trim(vd_str_sub(rest, digits, rest.n));
    return true;
}

/* The word of a list at the beginning of s, and what follows it; -1: none. */
static int leading_word(struct vd_str s, const char *const *words, size_t n, struct vd_str *ret_rest)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(words[i]);
        if (s.n <= len || strncasecmp(s.p, words[i], len) != 0 || (unsigned char)s.p[len] > ' ')
            continue;
        *ret_rest = vd_str_trim(vd_str_sub(s, len, s.n));
        return (int)i;
    }
    return -1;
}

/* «CUARTO COMPONENTE: …», also behind the number of a chapter: «9 CUARTO COMPONENTE». */
static bool ordinal_component(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_rest)
{
    static const char *const ordinals[] = {"primer", "primero", "segundo", "tercer", "tercero", "cuarto", "quinto", "sexto", "séptimo", "SÉPTIMO", "octavo"};
    static const char *const codes[] = {"1", "1", "2", "3", "3", "4", "5", "6", "7", "7", "8"};
    static const char *const component[] = {"componente:", "componente.", "componente –", "componente -", "componente"};
    size_t i = 0;
    while (is_digit(text, i) || (i && i < text.n && text.p[i] == '.'))
        i++;
    struct vd_str rest = vd_str_trim(vd_str_sub(text, i, text.n));
    int ordinal = leading_word(rest, ordinals, VD_COUNT(ordinals), &rest), word = ordinal < 0 ? -1 : leading_word(rest, component, VD_COUNT(component), &rest);
    if (word < 0 || word + 1 == (int)VD_COUNT(component)) /* without a mark it is a sentence */
        return false;
    *ret_code = vd_str_of(codes[ordinal]);
    *ret_rest = rest;
    return true;
}

/* «COMPONENTE IV. …» */
static bool roman_component(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_rest)
{
    static const char *const word[] = {"componente"};
    static const char *const romans[] = {"viii", "vii", "vi", "v", "iv", "iii", "ii", "i"};
    static const char *const codes[] = {"8", "7", "6", "5", "4", "3", "2", "1"};
    struct vd_str rest;
    if (leading_word(text, word, 1, &rest) < 0)
        return false;
    for (size_t i = 0; i < VD_COUNT(romans); i++) {
        size_t n = strlen(romans[i]);
        struct vd_str after = vd_str_trim(vd_str_sub(rest, n, rest.n));
        if (rest.n <= n || strncasecmp(rest.p, romans[i], n) != 0 || title_mark(after) == 0)
            continue;
        *ret_code = vd_str_of(codes[i]);
        *ret_rest = after;
        return true;
    }
    return false;
}

bool plan_component_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_name)
{
    struct vd_str code, rest, title = vd_str_trim(text);
    size_t mark = 0;
    bool ordinal = ordinal_component(title, &code, &rest);
    if (!ordinal && !numbered(title, "componente", &code, &rest) && !numbered(title, "componente no.", &code, &rest) && !roman_component(title, &code, &rest))
        return false;
    if (!ordinal)
        mark = title_mark(rest);
    struct vd_str name = without_final_dot(vd_str_sub(rest, mark, rest.n));
    if ((mark == 0 && !ordinal) || name.n == 0) /* «Componente 1 se formula…» is a sentence */
        return false;
    *ret_code = code;
    *ret_name = name;
    return true;
}

bool plan_component_sheet(struct vd_str sheet, struct vd_str *ret_code)
{
    static const char *const words[] = {"componente", "componente no.", "comp.", "comp", "c"};
    struct vd_str rest, name = vd_str_trim(sheet);
    for (size_t i = 0; i < VD_COUNT(words); i++)
        if (numbered(name, words[i], ret_code, &rest) && rest.n == 0)
            return true;
    return false;
}

void plan_subcomponent_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_name)
{
    static const char *const words[] = {"subcomponente/proceso", "subcomponente", "fase"};
    struct vd_str code, rest;
    for (size_t i = 0; i < VD_COUNT(words); i++) {
        if (numbered(vd_str_trim(text), words[i], &code, &rest)) {
            *ret_code = code;
            *ret_name = without_final_dot(vd_str_sub(rest, title_mark(rest), rest.n));
            return;
        }
    }
    *ret_code = (struct vd_str){0};
    *ret_name = without_final_dot(text);
}

/* Groups of one or two digits with dots between; a lone number needs its dot («1. Empoderar»), or it counts things
 * («12 informes»). Three digits in a group are thousands, not a code. */
void plan_activity_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_description)
{
    struct vd_str s = vd_str_trim(text);
    size_t i = 0, end = 0, groups = 0;
    *ret_code = (struct vd_str){0};
    *ret_description = s;
    while (is_digit(s, i)) {
        size_t start = i;
        while (is_digit(s, i))
            i++;
        if (i - start > 2)
            return;
        end = i;
        groups++;
        if (i >= s.n || s.p[i] != '.')
            break;
        i++;
    }
    bool dotted = groups > 1 || (groups == 1 && i > end);
    struct vd_str rest = vd_str_trim(vd_str_sub(s, i, s.n));
    if (!dotted || rest.n == 0)
        return;
    *ret_code = vd_str_sub(s, 0, end);
    *ret_description = rest;
}

/* Spreadsheets make a number of «1.1» and show it as 1,1. */
bool plan_activity_number(struct vd_arena *arena, struct vd_str text, struct vd_str *ret_code)
{
    struct vd_str s = without_final_dot(text);
    ptrdiff_t comma = vd_str_find(s, VD_S(","));
    if (comma > 0 && s.n <= 6)
        s = vd_str_printf(arena, "%.*s.%.*s", (int)comma, s.p, VD_SARG(vd_str_sub(s, (size_t)comma + 1, s.n)));
    size_t digits = 0, groups = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (is_digit(s, i)) {
            groups += digits == 0;
            digits++;
        } else if (s.p[i] == '.' && digits) {
            digits = 0;
        } else {
            return false;
        }
        if (digits > 3 || groups > 4)
            return false;
    }
    if (!groups || !digits)
        return false;
    *ret_code = s;
    return true;
}
