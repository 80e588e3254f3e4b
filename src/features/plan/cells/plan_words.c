/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/cells/plan_words.h"

static const struct { uint32_t cp; const char *mark; } marks[] = {
    {0x2010, "-"}, {0x2011, "-"}, {0x2012, "-"}, {0x2013, "-"}, {0x2014, "-"}, {0x2015, "-"}, {0x2212, "-"}, {0x2018, "'"}, {0x2019, "'"},
    {0xB4, "'"}, {0x201C, "\""}, {0x201D, "\""}, {0xAB, "\""}, {0xBB, "\""}, {0x2265, ">="}, {0x2264, "<="}, {0x2022, "\n"},
    {0xB7, "\n"}, {0x2044, "/"}, {0xB0, "o"}, {0x2028, "\n"}, {0x2029, "\n"}, {0xF0B7, "\n"},
};

static const char *mark_of(uint32_t cp)
{
    for (size_t i = 0; i < VD_COUNT(marks); i++)
        if (marks[i].cp == cp)
            return marks[i].mark;
    return NULL;
}

enum class_of { CLASS_SPACE, CLASS_DIGIT, CLASS_LETTER, CLASS_MARK };

static enum class_of classify(uint32_t cp)
{
    if (cp == ' ' || cp == '\t' || cp == '\r' || (cp >= 0x2000 && cp <= 0x200F) || cp == 0xA0 || cp == 0x202F || cp == 0xFEFF)
        return CLASS_SPACE;
    if (cp >= '0' && cp <= '9')
        return CLASS_DIGIT;
    if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= 0x80 && !mark_of(cp)))
        return CLASS_LETTER;
    return CLASS_MARK;
}

static int64_t value_of(struct vd_str digits)
{
    int64_t v = 0;
    if (digits.n > 12)
        return -1;
    for (size_t i = 0; i < digits.n; i++)
        v = v * 10 + (digits.p[i] - '0');
    return v;
}

static struct vd_str mark_text(struct vd_str raw, uint32_t cp)
{
    const char *mark = mark_of(cp);
    return mark ? vd_str_of(mark) : raw;
}

plan_words plan_words_of(struct vd_arena *arena, struct vd_str text)
{
    plan_words out = {0};
    size_t end_of_last = text.n + 1;
    for (size_t i = 0; i < text.n;) {
        size_t start = i;
        uint32_t cp = vd_utf8_next(text, &i);
        enum class_of kind = classify(cp);
        if (kind == CLASS_SPACE)
            continue;
        for (size_t next = i; kind != CLASS_MARK && next < text.n && classify(vd_utf8_next(text, &next)) == kind;)
            i = next;
        struct vd_str raw = vd_str_sub(text, start, i);
        struct vd_str fold = kind == CLASS_LETTER ? vd_fold(arena, raw) : kind == CLASS_MARK ? mark_text(raw, cp) : raw;
        if (fold.n == 0)
            continue;
        *VD_PUSH(arena, &out) = (struct plan_word){
            kind == CLASS_DIGIT ? PLAN_FIGURES : kind == CLASS_LETTER ? PLAN_WORD : PLAN_MARK, raw, fold,
            kind == CLASS_DIGIT ? value_of(raw) : 0, start == end_of_last};
        end_of_last = i;
    }
    return out;
}

bool plan_word_is(const plan_words *words, size_t i, const char *fold)
{
    return i < words->n && words->v[i].kind != PLAN_FIGURES && words->v[i].fold.p[0] == *fold && vd_str_is(words->v[i].fold, fold);
}

/* Most phrases fail at their first letter: nothing is measured before that. */
bool plan_word_in(const plan_words *words, size_t i, const char *const *list, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (plan_word_is(words, i, list[k]))
            return true;
    return false;
}

size_t plan_words_match(const plan_words *words, size_t i, const char *phrase)
{
    for (size_t n = 0;; phrase++) {
        if (i + n >= words->n || words->v[i + n].kind == PLAN_FIGURES)
            return 0;
        struct vd_str fold = words->v[i + n].fold;
        for (size_t k = 0; k < fold.n; k++, phrase++)
            if (!*phrase || *phrase != fold.p[k])
                return 0;
        n++;
        if (!*phrase)
            return n;
        if (*phrase != ' ')
            return 0;
    }
}

bool plan_word_slip(struct vd_str a, struct vd_str b)
{
    if (a.n < b.n) {
        struct vd_str swap = a;
        a = b;
        b = swap;
    }
    if (a.n - b.n > 1)
        return false;
    size_t i = 0;
    while (i < b.n && a.p[i] == b.p[i])
        i++;
    if (a.n > b.n)
        return vd_str_eq(vd_str_sub(a, i + 1, a.n), vd_str_sub(b, i, b.n));
    if (i == a.n)
        return false;
    if (vd_str_eq(vd_str_sub(a, i + 1, a.n), vd_str_sub(b, i + 1, b.n))) /* true at the last letter: two are left below */
        return true;
    return a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i] && vd_str_eq(vd_str_sub(a, i + 2, a.n), vd_str_sub(b, i + 2, b.n));
}

struct vd_str plan_words_text(const struct plan_word *first, const struct plan_word *last)
{
    return (struct vd_str){first->raw.p, (size_t)(last->raw.p + last->raw.n - first->raw.p)};
}

static const struct { const char *word; int value; } numerals[] = {
    {"un", 1}, {"una", 1}, {"uno", 1}, {"dos", 2}, {"tres", 3}, {"cuatro", 4}, {"cinco", 5}, {"seis", 6}, {"siete", 7}, {"ocho", 8},
    {"nueve", 9}, {"diez", 10}, {"once", 11}, {"doce", 12}, {"trece", 13}, {"catorce", 14}, {"quince", 15}, {"dieciseis", 16},
    {"diecisiete", 17}, {"dieciocho", 18}, {"diecinueve", 19}, {"veinte", 20}, {"veintiun", 21}, {"veintiuno", 21}, {"veintiuna", 21},
    {"veintidos", 22}, {"veintitres", 23}, {"veinticuatro", 24}, {"veinticinco", 25}, {"veintiseis", 26}, {"veintisiete", 27},
    {"veintiocho", 28}, {"veintinueve", 29}, {"treinta", 30}, {"cuarenta", 40}, {"cincuenta", 50}, {"sesenta", 60}, {"setenta", 70},
    {"ochenta", 80}, {"noventa", 90}, {"cien", 100}, {"ciento", 100}, {"doscientos", 200}, {"doscientas", 200}, {"trescientos", 300},
    {"trescientas", 300}, {"cuatrocientos", 400}, {"cuatrocientas", 400}, {"quinientos", 500}, {"quinientas", 500},
    {"seiscientos", 600}, {"seiscientas", 600}, {"setecientos", 700}, {"setecientas", 700}, {"ochocientos", 800}, {"ochocientas", 800},
    {"novecientos", 900}, {"novecientas", 900}, {"mil", 1000},
};

/* "tres" 3, "veintiuno" 21, "cien" 100, "mil" 1000; 0: no numeral. */
static int numeral(struct vd_str fold)
{
    for (size_t i = 0; i < VD_COUNT(numerals); i++)
        if (vd_str_is(fold, numerals[i].word))
            return numerals[i].value;
    return 0;
}

static int numeral_at(const plan_words *words, size_t i)
{
    return i < words->n && words->v[i].kind == PLAN_WORD ? numeral(words->v[i].fold) : 0;
}

/* Below a thousand: hundreds, tens, «y», units. */
static size_t below_thousand(const plan_words *words, size_t i, int64_t *ret)
{
    size_t n = 0;
    int64_t sum = 0;
    int v = numeral_at(words, i);
    if (v >= 100 && v < 1000) {
        sum = v;
        v = numeral_at(words, i + ++n);
    }
    bool hundred_open = sum == 0 || !plan_word_is(words, i, "cien");
    if (hundred_open && v >= 30 && v < 100) {
        sum += v;
        n++;
        int units = plan_word_is(words, i + n, "y") ? numeral_at(words, i + n + 1) : 0;
        if (units >= 1 && units <= 9) {
            sum += units;
            n += 2;
        }
    } else if (hundred_open && v >= 1 && v < 30) {
        sum += v;
        n++;
    }
    *ret = sum;
    return n;
}

size_t plan_numerals(const plan_words *words, size_t i, int64_t *ret)
{
    int64_t thousands = 0, rest = 0;
    size_t n = below_thousand(words, i, &rest);
    if (plan_word_is(words, i + n, "mil")) {
        thousands = n ? rest : 1;
        n++;
        size_t more = below_thousand(words, i + n, &rest);
        rest = more ? rest : 0;
        n += more;
    }
    if (n > 0)
        *ret = thousands * 1000 + rest;
    return n;
}
