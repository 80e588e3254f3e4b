/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers and names as the documents write them in headings, and what the headings of columns mean. */
#include "features/plan/plan_draft.h"

/* Headings of columns: folded, singular, no space around '/'. To teach the reader another spelling, add a line. */
static const struct { const char *heading; enum plan_field field; } headings[] = {
    {"subcomponente", PLAN_FIELD_SUBCOMPONENT},
    {"subcomponente/proceso", PLAN_FIELD_SUBCOMPONENT},
    {"actividad", PLAN_FIELD_ACTIVITY},
    {"actividade", PLAN_FIELD_ACTIVITY}, /* without its s */
    {"producto", PLAN_FIELD_PRODUCT},
    {"meta", PLAN_FIELD_GOAL},
    {"meta o producto", PLAN_FIELD_GOAL},
    {"indicador", PLAN_FIELD_INDICATOR},
    {"responsable", PLAN_FIELD_RESPONSIBLE},
    {"fecha inicio", PLAN_FIELD_START},
    {"fecha de inicio", PLAN_FIELD_START},
    {"fecha final", PLAN_FIELD_END},
    {"fecha fin", PLAN_FIELD_END},
    {"fecha de finalizacion", PLAN_FIELD_END},
    {"fecha", PLAN_FIELD_DATE},
    {"fecha programada", PLAN_FIELD_DATE},
    {"fecha de cumplimiento", PLAN_FIELD_DATE},
};

const char *plan_field_name(enum plan_field field)
{
    static const char *const names[PLAN_FIELD_COUNT] = {"none", "header", "subcomponent", "activity", "product", "goal",
                                                       "indicator", "responsible", "start", "end", "date"};
    return names[field];
}

/* Folded, each word without its plural s, no space beside a slash. */
static struct vd_str heading_key(struct vd_arena *arena, struct vd_str heading)
{
    struct vd_str folded = vd_fold(arena, heading);
    char *out = vd_alloc(arena, folded.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];
        bool last = i + 1 == folded.n || strchr(" /.:", folded.p[i + 1]);
        bool beside_slash = c == ' ' && ((n && out[n - 1] == '/') || (i + 1 < folded.n && folded.p[i + 1] == '/'));
        if ((c == 's' && last && n > 3) || beside_slash || ((c == '.' || c == ':') && last))
            continue;
        out[n++] = c;
    }
    return (struct vd_str){out, n};
}

enum plan_field plan_header_field(struct vd_arena *arena, struct vd_str heading)
{
    struct vd_str key = heading_key(arena, heading);
    for (size_t i = 0; i < VD_COUNT(headings); i++)
        if (vd_str_is(key, headings[i].heading))
            return headings[i].field;
    return PLAN_FIELD_NONE;
}

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

bool plan_component_title(struct vd_str text, struct vd_str *ret_code, struct vd_str *ret_name)
{
    struct vd_str code, rest;
    if (!numbered(vd_str_trim(text), "componente", &code, &rest))
        return false;
    size_t mark = title_mark(rest);
    struct vd_str name = without_final_dot(vd_str_sub(rest, mark, rest.n));
    if (mark == 0 || name.n == 0) /* «Componente 1 se formula…» is a sentence */
        return false;
    *ret_code = code;
    *ret_name = name;
    return true;
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
