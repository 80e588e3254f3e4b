/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/cells/plan_quantities.h"

enum { ARTICLES_MOST = 8 }; /* in a row: each word asks, so a cell of nothing else must not cost its square */

static const struct plan_comparator comparators[] = {
    {"> =", ">=", false}, {">=", ">=", false}, {"<=", "<=", false}, {"< =", "<=", false}, {"= >", ">=", false}, {"= <", "<=", false}, {"mayor o igual", ">=", false},
    {"mayor igual", ">=", false}, {"igual o mayor", ">=", false}, {"igual o superior", ">=", false}, {"superior o igual", ">=", false},
    {"no menos", ">=", false}, {"no menor", ">=", false}, {"no inferior", ">=", false}, {"al menos", ">=", false},
    {"por lo menos", ">=", false}, {"como minimo", ">=", false}, {"minimo", ">=", false}, {"minima", ">=", false},
    {"no mas", "<=", false}, {"no mayor", "<=", false}, {"no superior", "<=", false}, {"no superar", "<=", false},
    {"no supere", "<=", false}, {"no exceder", "<=", false}, {"menor o igual", "<=", false}, {"igual o menor", "<=", false},
    {"igual o inferior", "<=", false}, {"inferior o igual", "<=", false}, {"a lo sumo", "<=", false}, {"como maximo", "<=", false},
    {"maximo", "<=", false}, {"hasta", "=", false}, {"mas", ">=", true}, {"superior", ">=", true}, {"mayor", ">=", true}, {">", ">=", true},
    {"menos", "<=", true}, {"inferior", "<=", true}, {"menor", "<=", true}, {"<", "<=", true},
};

/* Said after the quantity: «3 informes como mínimo», «90 % o más». */
static const struct plan_comparator trailing[] = {
    {"o mas", ">=", false}, {"como minimo", ">=", false}, {"minimo", ">=", false}, {"por lo menos", ">=", false}, {"o menos", "<=", false},
    {"como maximo", "<=", false}, {"maximo", "<=", false},
};

static const struct plan_comparator *comparator_at(const plan_words *words, size_t i, size_t *ret_words)
{
    for (size_t k = 0; k < VD_COUNT(comparators); k++) {
        size_t n = plan_words_match(words, i, comparators[k].words);
        if (n > 0) {
            *ret_words = n;
            return &comparators[k];
        }
    }
    return NULL;
}

/* «al menos un 90%», «hasta el 50%»: an article before figures counts nothing. */
static size_t skip_articles(const plan_words *words, size_t i)
{
    static const char *const small[] = {"el", "la", "los", "las", "de", "del", "al", "a", "que", "en", ":", "="};
    static const char *const one[] = {"un", "una"};
    for (size_t n = 0; n < ARTICLES_MOST && i < words->n; n++, i++)
        if (!PLAN_WORD_IN(words, i, small) && !(PLAN_WORD_IN(words, i, one) && i + 1 < words->n && words->v[i + 1].kind == PLAN_FIGURES))
            break;
    return i;
}

/* A year of a plan, rather than two thousand of something. */
static bool is_year(const struct plan_word *word) { return plan_is_year(word) && word->value >= 2010 && word->value <= 2040; }

/* Part of a date, a code, a clock: T1, 1er, 30 de abril, 8:00, 24/7, $ 5.000. */
static bool counts_nothing(const plan_words *words, size_t i, const struct plan_figures *number)
{
    static const char *const months[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
                                         "noviembre", "diciembre", "ene", "feb", "abr", "ago", "sep", "sept", "oct", "nov", "dic"};
    static const char *const times[] = {"horas", "hora", "dias", "dia", "minutos", "semanas", "meses", "anos"};
    size_t after = i + number->words, of = plan_word_is(words, after, "de") ? after + 1 : after;
    const struct plan_word *word = &words->v[i];
    bool glued_before = word->glued && i > 0 && words->v[i - 1].kind == PLAN_WORD;
    bool glued_after = after < words->n && words->v[after].kind == PLAN_WORD && words->v[after].glued;
    bool clock = (plan_word_is(words, after, ":") && words->v[after].glued) || (word->glued && i > 0 && plan_word_is(words, i - 1, ":"));
    bool money = i > 0 && plan_word_is(words, i - 1, "$");
    return glued_before || glued_after || clock || money || PLAN_WORD_IN(words, of, months) || PLAN_WORD_IN(words, after, times) || is_year(word);
}

static bool quantity_at(const plan_words *words, size_t i, struct plan_quantity *ret)
{
    size_t n = 0;
    struct plan_quantity q = {.comparator = comparator_at(words, i, &n), .from = i};
    size_t at = skip_articles(words, i + n);
    if (!plan_figures_at(words, at, &q.number))
        return false;
    q.numeral = words->v[at].kind == PLAN_WORD;
    q.at = at;
    q.to = at + q.number.words;
    q.percent = plan_percent_at(words, q.to, &n);
    q.to += q.percent ? n : 0;
    q.from = q.comparator ? i : at;
    *ret = q;
    return true;
}

static bool is_infinitive(const struct plan_word *word)
{
    return word->kind == PLAN_WORD && word->fold.n >= 4 &&
           (vd_str_ends(word->fold, VD_S("ar")) || vd_str_ends(word->fold, VD_S("er")) || vd_str_ends(word->fold, VD_S("ir")));
}

/* Where the quantity of a goal stands: after «Meta:», after verbs («Elaborar y publicar un informe»). */
static size_t head_of(const plan_words *words)
{
    static const char *const leading[] = {"meta", "total", ":", "(", "\"", "-", "\n", "*"};
    static const char *const joins[] = {"y", "e", ",", "/", "o"};
    size_t i = 0;
    while (i < words->n && PLAN_WORD_IN(words, i, leading))
        i++;
    while (i < words->n && (is_infinitive(&words->v[i]) || (i > 0 && PLAN_WORD_IN(words, i, joins))))
        i++;
    return i;
}

static bool is_candidate(const plan_words *words, const struct plan_quantity *q, bool head)
{
    bool idle = counts_nothing(words, q->at, &q->number);
    if (q->percent || (head && q->comparator))
        return true;
    if (head)
        return !idle || (is_year(&words->v[q->at]) && q->to < words->n);
    bool telephone = words->v[q->at].kind == PLAN_FIGURES && words->v[q->at].raw.n >= 7;
    bool twice = q->numeral && plan_word_is(words, q->to - 1, ")");
    return (!q->numeral || twice) && !q->number.doubt && !idle && !telephone;
}

/* «Un plan y un informe»: a second thing, counted in words. */
static bool also(const plan_words *words, const struct plan_quantity *q) { return q->numeral && q->at > 0 && plan_word_is(words, q->at - 1, "y"); }

plan_quantities plan_quantities_of(struct vd_arena *arena, const plan_words *words, bool *ret_head)
{
    plan_quantities out = {0};
    size_t head = head_of(words);
    *ret_head = false;
    for (size_t i = head; i < words->n;) {
        struct plan_quantity q;
        bool at_head = i == head;
        size_t cited = plan_citation_at(words, i);
        if (cited > 0 || !quantity_at(words, i, &q)) {
            i += cited ? cited : 1;
            continue;
        }
        if (is_candidate(words, &q, at_head) || (*ret_head && also(words, &q))) {
            *ret_head = *ret_head || at_head;
            *VD_PUSH(arena, &out) = q;
        }
        i = q.to;
    }
    return out;
}

static bool only(const plan_words *words, size_t from, size_t to, const char *const *list, size_t n)
{
    for (size_t i = from; i < to; i++)
        if (!plan_word_in(words, i, list, n))
            return false;
    return true;
}

/* What joins one quantity to the next, as the code of a note; NULL: the second is of another thing. */
static const char *joint(const plan_words *words, const struct plan_quantity *a, const struct plan_quantity *b)
{
    static const char *const of[] = {"de", "del", "los", "las"};
    static const char *const ranges[] = {"-", "a", "al", "hasta", "y"};
    static const char *const lists[] = {"y", "e", ",", "+", "mas", "o", ";", "\n"};
    bool between = a->from > 0 && plan_word_is(words, a->from - 1, "entre");
    if (a->to < b->from && only(words, a->to, b->from, of, VD_COUNT(of)))
        return "fraction";
    if (a->to < b->from && (between || !plan_word_is(words, a->to, "y")) && only(words, a->to, b->from, ranges, VD_COUNT(ranges)))
        return "range-of-numbers";
    return b->from > 0 && PLAN_WORD_IN(words, b->from - 1, lists) ? "several-numbers" : NULL;
}

struct vd_str plan_quantity_text(const plan_words *words, const struct plan_quantity *q) { return plan_words_text(&words->v[q->at], &words->v[q->to - 1]); }

struct vd_str plan_quantities_text(struct vd_arena *arena, const plan_words *words, const plan_quantities *all)
{
    struct vd_str out = plan_quantity_text(words, &all->v[0]);
    for (size_t i = 1; i < all->n && i < 6; i++)
        out = vd_str_printf(arena, "%.*s · %.*s", VD_SARG(out), VD_SARG(plan_quantity_text(words, &all->v[i])));
    return out;
}

static bool same(const struct plan_quantity *a, const struct plan_quantity *b) { return a->number.u6 == b->number.u6 && a->percent == b->percent; }

const struct plan_quantity *plan_quantity_choose(const plan_words *words, const plan_quantities *all, bool head, const char **ret_doubt)
{
    const struct plan_quantity *first = &all->v[0];
    for (size_t i = 0; i < all->n && !first->percent; i++)
        if (all->v[i].percent && !(head && i > 0))
            first = &all->v[i];
    for (const struct plan_quantity *q = all->v; q < all->v + all->n; q++) {
        if (q == first || (first->percent && !q->percent && q > first))
            continue;
        const char *how = q > first ? joint(words, q - 1, q) : "several-numbers";
        if (same(q, first) && (q->percent || !how))
            continue;
        if (how || !head || q->percent)
            *ret_doubt = how ? how : "several-numbers";
        if (*ret_doubt)
            return first;
    }
    *ret_doubt = first->number.doubt;
    return first;
}

const struct plan_comparator *plan_comparator_after(const plan_words *words, size_t i)
{
    for (; i < words->n; i++)
        for (size_t k = 0; k < VD_COUNT(trailing); k++)
            if (plan_words_match(words, i, trailing[k].words))
                return &trailing[k];
    return NULL;
}

bool plan_quantity_may_be_year(const plan_words *words, const struct plan_quantity *q)
{
    return !q->percent && is_year(&words->v[q->at]) && q->number.words == 1;
}
