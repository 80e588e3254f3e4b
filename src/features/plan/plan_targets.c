/* SPDX-License-Identifier: Apache-2.0 */
/* The beginning of a goal says how much: a comparator («Al menos»), perhaps an article, a number in figures or words, the
 * same number again in brackets, a percent sign. What follows names what is counted and stays text. es-CO figures: a dot
 * before exactly three digits separates thousands, a comma decimals; anything else is not guessed. */
#include "features/plan/plan_targets.h"

#define UNIT INT64_C(1000000)

static const struct { const char *words, *comparator; } comparators[] = {
    {"al menos ", ">="}, {"por lo menos ", ">="}, {"como minimo ", ">="}, {"minimo ", ">="},
    {"como maximo ", "<="}, {"maximo ", "<="},
};

static const struct { const char *word; int value; } numerals[] = {
    {"un", 1}, {"una", 1}, {"uno", 1}, {"dos", 2}, {"tres", 3}, {"cuatro", 4}, {"cinco", 5}, {"seis", 6},
    {"siete", 7}, {"ocho", 8}, {"nueve", 9}, {"diez", 10}, {"once", 11}, {"doce", 12},
};

static bool digit(struct vd_str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

static size_t digits_from(struct vd_str s, size_t i)
{
    size_t n = 0;
    while (digit(s, i + n))
        n++;
    return n;
}

static bool eat(struct vd_str *s, const char *word)
{
    if (!vd_str_starts(*s, vd_str_of(word)))
        return false;
    *s = vd_str_sub(*s, strlen(word), s->n);
    return true;
}

enum number { NUMBER_NONE, NUMBER_READ, NUMBER_DOUBTFUL };

/* Figures at the head of s: 3, 15.000, 0,5. At most 12 whole digits and 6 decimals. */
static enum number figures(struct vd_str *s, int64_t *ret_u6)
{
    size_t n = digits_from(*s, 0), i = n;
    int64_t whole = 0, part = 0, scale = UNIT;
    if (n == 0)
        return NUMBER_NONE;
    for (size_t k = 0; k < n && n <= 12; k++)
        whole = whole * 10 + (s->p[k] - '0');
    while (i < s->n && s->p[i] == '.' && digit(*s, i + 1)) {
        if (n > 3 || digits_from(*s, i + 1) != 3 || whole > INT64_C(999999999))
            return NUMBER_DOUBTFUL;
        for (size_t k = i + 1; k < i + 4; k++)
            whole = whole * 10 + (s->p[k] - '0');
        i += 4;
    }
    if (i < s->n && s->p[i] == ',' && digit(*s, i + 1)) {
        size_t decimals = digits_from(*s, i + 1);
        if (decimals > 6)
            return NUMBER_DOUBTFUL;
        for (size_t k = i + 1; k < i + 1 + decimals; k++)
            part += (s->p[k] - '0') * (scale /= 10);
        i += 1 + decimals;
    }
    if (n > 12 || (i < s->n && s->p[i] == '/')) /* 1/2, 01/05/2022: no quantity of ours */
        return NUMBER_DOUBTFUL;
    *ret_u6 = whole * UNIT + part;
    *s = vd_str_sub(*s, i, s->n);
    return NUMBER_READ;
}

static bool word_end(struct vd_str s, size_t i) { return i >= s.n || strchr(" ().,;:", s.p[i]); }

static enum number in_words(struct vd_str *s, int64_t *ret_u6)
{
    for (size_t i = 0; i < VD_COUNT(numerals); i++) {
        size_t n = strlen(numerals[i].word);
        if (vd_str_starts(*s, vd_str_of(numerals[i].word)) && word_end(*s, n)) {
            *ret_u6 = numerals[i].value * UNIT;
            *s = vd_str_sub(*s, n, s->n);
            return NUMBER_READ;
        }
    }
    return NUMBER_NONE;
}

static enum number one_number(struct vd_str *s, int64_t *ret_u6)
{
    enum number found = figures(s, ret_u6);
    return found == NUMBER_NONE ? in_words(s, ret_u6) : found;
}

/* «un 90%», «el 50%»: an article before figures counts nothing. */
static void skip_article(struct vd_str *s)
{
    static const char *const articles[] = {"el ", "la ", "los ", "las ", "un ", "una "};
    for (size_t i = 0; i < VD_COUNT(articles); i++) {
        struct vd_str rest = *s;
        if (eat(&rest, articles[i]) && digit(rest, 0))
            *s = rest;
    }
}

/* A number, and the same one again in brackets: «Un (1)». */
static enum number quantity(struct vd_str *s, int64_t *ret_u6)
{
    int64_t first, again;
    skip_article(s);
    enum number found = one_number(s, &first);
    if (found != NUMBER_READ)
        return found;
    struct vd_str rest = vd_str_trim(*s);
    if (eat(&rest, "(") && one_number(&rest, &again) == NUMBER_READ && eat(&rest, ")")) {
        if (again != first)
            return NUMBER_DOUBTFUL;
        *s = rest;
    }
    *ret_u6 = first;
    return NUMBER_READ;
}

static bool is_percent(struct vd_str rest)
{
    rest = vd_str_trim(rest);
    return vd_str_starts(rest, VD_S("%")) || vd_str_starts(rest, VD_S("por ciento"));
}

/* From «en caso de» to the end of the goal. The words are ASCII, so the raw text can be searched. */
static struct vd_str condition_of(struct vd_str raw)
{
    static const char words[] = "en caso de ";
    for (size_t i = 0; i + sizeof words - 1 <= raw.n; i++) {
        if (strncasecmp(raw.p + i, words, sizeof words - 1) == 0) {
            struct vd_str condition = vd_str_trim(vd_str_sub(raw, i, raw.n));
            return vd_str_ends(condition, VD_S(".")) ? vd_str_sub(condition, 0, condition.n - 1) : condition;
        }
    }
    return (struct vd_str){0};
}

void plan_target_read(struct vd_arena *arena, struct vd_str text, struct plan_target *ret)
{
    struct vd_str raw = vd_str_squeeze(arena, text);
    int64_t u6 = 0;
    *ret = (struct plan_target){.unit_kind = "none", .comparator = "="};
    if (raw.n == 0)
        return;
    struct vd_str rest = vd_fold(arena, raw);
    ret->raw = raw;
    ret->condition = condition_of(raw);
    ret->each = vd_str_find(rest, VD_S(" en cada ")) >= 0 || vd_str_find(rest, VD_S(" por cada ")) >= 0;
    for (size_t i = 0; i < VD_COUNT(comparators); i++) {
        if (eat(&rest, comparators[i].words)) {
            ret->comparator = comparators[i].comparator;
            break;
        }
    }
    enum number found = quantity(&rest, &u6);
    ret->contradictory = found == NUMBER_DOUBTFUL;
    ret->unit_kind = "boolean-product";
    if (found == NUMBER_READ) {
        ret->qty_u6 = vd_some(u6);
        ret->unit_kind = is_percent(rest) ? "percent" : "count";
    }
}

struct vd_str plan_target_reading(struct vd_arena *arena, const struct plan_target *target)
{
    if (!target->qty_u6.has)
        return (struct vd_str){0};
    const char *comparator = strcmp(target->comparator, "=") == 0 ? "" : target->comparator;
    const char *unit = strcmp(target->unit_kind, "percent") == 0 ? " %" : "";
    int64_t whole = target->qty_u6.v / UNIT, part = target->qty_u6.v % UNIT;
    struct vd_str number = vd_str_printf(arena, "%" PRId64, whole);
    if (part) {
        number = vd_str_printf(arena, "%" PRId64 ",%06" PRId64, whole, part);
        while (vd_str_ends(number, VD_S("0")))
            number.n--;
    }
    return vd_str_printf(arena, "%s%s%.*s%s", comparator, *comparator ? " " : "", VD_SARG(number), unit);
}
