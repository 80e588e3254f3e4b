/* SPDX-License-Identifier: Apache-2.0 */
/* A goal says how much at its beginning, perhaps after a verb and a comparator («Realizar al menos tres (3) …»): that number is
 * read. A percentage is read wherever it stands. Any other number further on is supposed when it is the only one, and doubted
 * when there are several. Numbers of laws, years, days and items count nothing (plan_figures.h). */
#include "features/plan/cells/plan_figures.h"
#include "features/plan/cells/plan_targets.h"

enum { ARTICLES_MOST = 8 }; /* in a row: each word asks, so a cell of nothing else must not cost its square */

struct comparator { const char *words, *sign; bool strict; };
static const struct comparator comparators[] = {
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
static const struct comparator trailing[] = {
    {"o mas", ">=", false}, {"como minimo", ">=", false}, {"minimo", ">=", false}, {"por lo menos", ">=", false}, {"o menos", "<=", false},
    {"como maximo", "<=", false}, {"maximo", "<=", false},
};

struct quantity {
    struct plan_figures number;
    const struct comparator *comparator;
    bool percent, numeral;
    size_t from, at, to;        /* words: with its comparator, the number itself, behind its sign */
};

static bool in(const plan_words *words, size_t i, const char *const *list, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (plan_word_is(words, i, list[k]))
            return true;
    return false;
}
#define IN(words, i, list) in((words), (i), (list), VD_COUNT(list))

static const struct comparator *comparator_at(const plan_words *words, size_t i, size_t *ret_words)
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
        if (!IN(words, i, small) && !(IN(words, i, one) && i + 1 < words->n && words->v[i + 1].kind == PLAN_FIGURES))
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
    return glued_before || glued_after || clock || money || IN(words, of, months) || IN(words, after, times) || is_year(word);
}

static bool quantity_at(const plan_words *words, size_t i, struct quantity *ret)
{
    size_t n = 0;
    struct quantity q = {.comparator = comparator_at(words, i, &n), .from = i};
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
    while (i < words->n && IN(words, i, leading))
        i++;
    while (i < words->n && (is_infinitive(&words->v[i]) || (i > 0 && IN(words, i, joins))))
        i++;
    return i;
}

typedef VD_LIST(struct quantity) quantities;

static bool is_candidate(const plan_words *words, const struct quantity *q, bool head)
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
static bool also(const plan_words *words, const struct quantity *q) { return q->numeral && q->at > 0 && plan_word_is(words, q->at - 1, "y"); }

/* Every quantity of the goal; *ret_head tells whether the first one stands at its head. */
static quantities collect(struct vd_arena *arena, const plan_words *words, bool *ret_head)
{
    quantities out = {0};
    size_t head = head_of(words);
    *ret_head = false;
    for (size_t i = head; i < words->n;) {
        struct quantity q;
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
        if (!in(words, i, list, n))
            return false;
    return true;
}

/* What joins one quantity to the next, as the code of a note; NULL: the second is of another thing. */
static const char *joint(const plan_words *words, const struct quantity *a, const struct quantity *b)
{
    static const char *const of[] = {"de", "del", "los", "las"};
    static const char *const ranges[] = {"-", "a", "al", "hasta", "y"};
    static const char *const lists[] = {"y", "e", ",", "+", "mas", "o", ";", "\n"};
    bool between = a->from > 0 && plan_word_is(words, a->from - 1, "entre");
    if (a->to < b->from && only(words, a->to, b->from, of, VD_COUNT(of)))
        return "fraction";
    if (a->to < b->from && (between || !plan_word_is(words, a->to, "y")) && only(words, a->to, b->from, ranges, VD_COUNT(ranges)))
        return "range-of-numbers";
    return b->from > 0 && IN(words, b->from - 1, lists) ? "several-numbers" : NULL;
}

static struct vd_str text_of(const plan_words *words, const struct quantity *q) { return plan_words_text(&words->v[q->at], &words->v[q->to - 1]); }

static struct vd_str texts_of(struct vd_arena *arena, const plan_words *words, const quantities *all)
{
    struct vd_str out = text_of(words, &all->v[0]);
    for (size_t i = 1; i < all->n && i < 6; i++)
        out = vd_str_printf(arena, "%.*s · %.*s", VD_SARG(out), VD_SARG(text_of(words, &all->v[i])));
    return out;
}

static bool same(const struct quantity *a, const struct quantity *b) { return a->number.u6 == b->number.u6 && a->percent == b->percent; }

/* Among percentages only they count; else all of them. A doubt is the code of a note. */
static const struct quantity *choose(const plan_words *words, const quantities *all, bool head, const char **ret_doubt)
{
    const struct quantity *first = &all->v[0];
    for (size_t i = 0; i < all->n && !first->percent; i++)
        if (all->v[i].percent && !(head && i > 0))
            first = &all->v[i];
    for (const struct quantity *q = all->v; q < all->v + all->n; q++) {
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

static struct vd_str slice(const plan_words *words, size_t from, size_t to) { return plan_words_text(&words->v[from], &words->v[to - 1]); }

/* From i to the end of its phrase. */
static size_t phrase_end(const plan_words *words, size_t i, size_t most)
{
    static const char *const ends[] = {".", ",", ";", "(", ")", "\n", ":", "y", "con", "en", "para", "que", "durante", "por", "mediante"};
    size_t start = i;
    while (i < words->n && i - start < most && !IN(words, i, ends))
        i++;
    return i;
}

static void read_condition(const plan_words *words, struct vd_str raw, struct plan_target *ret)
{
    static const char *const starts[] = {"en caso de", "en caso que", "en el caso de", "cuando se", "cuando aplique", "cuando haya lugar", "cuando sea",
                                         "cuando proceda", "si se", "si aplica", "si hay lugar", "si es", "si existe", "si existen", "segun necesidad",
                                         "segun demanda", "segun requerimiento", "de ser necesario", "de ser el caso", "a demanda", "por demanda",
                                         "siempre que", "siempre y cuando", "en los casos"};
    for (size_t i = 0; i < words->n; i++) {
        size_t end = i;
        for (size_t k = 0; k < VD_COUNT(starts); k++)
            if (plan_words_match(words, i, starts[k]))
                end = words->n;
        if (end == i)
            continue;
        for (size_t k = i; i == 0 && k < words->n && end == words->n; k++)
            if (plan_word_is(words, k, ",") || plan_word_is(words, k, ":"))
                end = k;
        ret->condition = vd_str_trim(i == 0 ? slice(words, 0, end) : vd_str_sub(raw, (size_t)(words->v[i].raw.p - raw.p), raw.n));
        if (vd_str_ends(ret->condition, VD_S(".")))
            ret->condition.n--;
        return;
    }
}

static const struct { const char *word; int in_year; } periods[] = {
    {"mes", 12}, {"bimestre", 6}, {"trimestre", 4}, {"cuatrimestre", 3}, {"semestre", 2}, {"semana", 52}, {"quincena", 24},
};
static const struct { const char *word, *noun; int in_year; } adjectives[] = {
    {"mensual", "mes", 12}, {"bimestral", "bimestre", 6}, {"trimestral", "trimestre", 4}, {"cuatrimestral", "cuatrimestre", 3},
    {"semestral", "semestre", 2}, {"quincenal", "quincena", 24}, {"semanal", "semana", 52},
};

static bool is_group_noun(const plan_words *words, size_t i)
{
    static const char *const nouns[] = {"sede", "dependencia", "secretaria", "proceso", "area", "comuna", "corregimiento", "municipio", "vereda",
                                        "barrio", "funcionario", "servidor", "persona", "tramite", "canal", "punto", "institucion", "grupo",
                                        "equipo", "oficina", "regional", "seccional", "departamento", "localidad", "unidad", "direccion", "entidad"};
    return IN(words, i, nouns);
}

/* «cada una de las 12 comunas»: which group, and how many when it is said. */
static bool group_at(const plan_words *words, size_t i, struct plan_target *ret)
{
    static const char *const ones[] = {"uno", "una", "de", "los", "las", "sus"};
    bool each = plan_word_is(words, i, "cada"), per = plan_word_is(words, i, "por") && is_group_noun(words, i + 1);
    if (!each && !per)
        return false;
    size_t at = i + 1;
    while (IN(words, at, ones))
        at++;
    struct plan_figures number;
    if (at > i + 1 && plan_figures_at(words, at, &number) && !number.doubt) {
        ret->per_count = vd_some(number.u6 / PLAN_UNIT);
        at += number.words;
    }
    size_t end = phrase_end(words, at, 4);
    if (end > at)
        ret->per = slice(words, at, end);
    return end > at;
}

static void read_group(const plan_words *words, struct plan_target *ret)
{
    for (size_t i = 0; i < words->n; i++) {
        bool by = plan_word_is(words, i, "por") || plan_word_is(words, i, "cada") || plan_word_is(words, i, "al");
        for (size_t k = 0; k < VD_COUNT(periods); k++) {
            if (by && plan_word_is(words, i + 1, periods[k].word)) {
                ret->per = words->v[i + 1].raw;
                ret->per_count = vd_some(periods[k].in_year);
                return;
            }
        }
        if (group_at(words, i, ret))
            return;
    }
    bool one = ret->qty_u6.has && ret->qty_u6.v == PLAN_UNIT; /* «12 informes mensuales» are twelve in all, «1 informe mensual» is one a month */
    for (size_t i = 0; one && i < words->n; i++) {
        for (size_t k = 0; k < VD_COUNT(adjectives); k++) {
            if (plan_word_is(words, i, adjectives[k].word)) {
                ret->per = vd_str_of(adjectives[k].noun);
                ret->per_count = vd_some(adjectives[k].in_year);
                return;
            }
        }
    }
}

static void read_coverage(const plan_words *words, struct plan_target *ret)
{
    static const char *const all[] = {"todos", "todas"}, *const before[] = {"con", "en", "a", "para", "por", "de", "ante"};
    for (size_t i = 1; i < words->n; i++) {
        if (!IN(words, i, all) || !IN(words, i - 1, before))
            continue;
        ret->coverage = slice(words, i, phrase_end(words, i + 1, 6));
        return;
    }
}

static const struct comparator *said_after(const plan_words *words, size_t i)
{
    for (; i < words->n; i++)
        for (size_t k = 0; k < VD_COUNT(trailing); k++)
            if (plan_words_match(words, i, trailing[k].words))
                return &trailing[k];
    return NULL;
}

static void doubt_number(struct vd_arena *arena, struct plan_target *ret, const char *doubt, struct vd_str what)
{
    plan_note_add(arena, &ret->verdict, doubt, what);
    plan_problem_add(arena, &ret->verdict, strcmp(doubt, "contradiction") == 0 ? "VD-P005" : "VD-P027", ret->raw, (struct vd_str){0});
}

static void take_quantity(struct vd_arena *arena, const plan_words *words, const quantities *all, bool head, struct plan_target *ret)
{
    const char *doubt = NULL;
    const struct quantity *q = choose(words, all, head, &doubt);
    if (!doubt && q->comparator && strcmp(q->comparator->words, "hasta") == 0) /* a ceiling, or how far to come */
        doubt = "up-to";
    if (!doubt && !q->percent && is_year(&words->v[q->at]) && q->number.words == 1)
        doubt = "year-or-count";
    ret->unit_kind = q->percent ? "percent" : "boolean-product";
    const struct comparator *comparator = q->comparator ? q->comparator : said_after(words, q->to);
    ret->comparator = comparator ? comparator->sign : "=";
    if (doubt) {
        doubt_number(arena, ret, doubt, strcmp(doubt, "several-numbers") == 0 ? texts_of(arena, words, all) : ret->raw);
        return;
    }
    ret->qty_u6 = vd_some(q->number.u6);
    ret->unit_kind = q->percent ? "percent" : "count";
    if (!head && !q->percent)
        plan_note_add(arena, &ret->verdict, "number-later", text_of(words, q));
    if (comparator && comparator->strict)
        plan_note_add(arena, &ret->verdict, "strict", slice(words, q->from, q->to));
    bool lower = strcmp(ret->comparator, "<=") == 0 || q->number.u6 == 0;
    ret->polarity = lower ? "lower-better" : strcmp(ret->comparator, ">=") == 0 ? "higher-better" : NULL;
}

/* No number at all: a percentage or a count that is not said, or a product. */
static void without_number(struct vd_arena *arena, const plan_words *words, struct plan_target *ret)
{
    static const char *const counted[] = {"numero", "cantidad", "no", "nro", "n"};
    bool percent = plan_word_is(words, 0, "%") || plan_word_is(words, 0, "porcentaje");
    bool count = IN(words, 0, counted) && words->n > 1;
    ret->unit_kind = percent ? "percent" : count ? "count" : "boolean-product";
    plan_note_add(arena, &ret->verdict, percent ? "no-percentage" : "no-number", ret->raw);
    plan_problem_add(arena, &ret->verdict, "VD-P004", ret->raw, (struct vd_str){0});
}

static bool says_nothing(const plan_words *words)
{
    static const char *const empty[] = {"no aplica", "n / a", "na", "por definir", "sin meta", "pendiente", "nd", "n . a"};
    size_t i = 0;
    while (i < words->n && words->v[i].kind == PLAN_MARK && !plan_word_is(words, i, "%"))
        i++;
    for (size_t k = 0; k < VD_COUNT(empty); k++)
        if (plan_words_match(words, i, empty[k]))
            return true;
    return i == words->n;
}

void plan_target_read(struct vd_arena *arena, struct vd_str text, struct plan_target *ret)
{
    struct vd_str raw = vd_str_squeeze(arena, text);
    bool head;
    *ret = (struct plan_target){.unit_kind = "none", .comparator = "="};
    plan_words words = plan_words_of(arena, raw);
    if (raw.n)
        ret->raw = raw;
    if (says_nothing(&words)) {
        if (plan_word_is(&words, 0, "por") || plan_word_is(&words, 0, "pendiente"))
            plan_note_add(arena, &ret->verdict, "no-number", raw);
        plan_problem_add(arena, &ret->verdict, "VD-P014", raw, (struct vd_str){0});
        return;
    }
    ret->unit_kind = "boolean-product";
    read_condition(&words, raw, ret);
    quantities all = collect(arena, &words, &head);
    if (all.n)
        take_quantity(arena, &words, &all, head, ret);
    else
        without_number(arena, &words, ret);
    read_group(&words, ret);
    read_coverage(&words, ret);
    if (!ret->per.p || !ret->qty_u6.has)
        return;
    if (ret->per_count.has) {
        plan_note_add(arena, &ret->verdict, "repeats-count", vd_str_printf(arena, "%" PRId64 " (%.*s)", ret->per_count.v, VD_SARG(ret->per)));
    } else {
        plan_note_add(arena, &ret->verdict, "repeats", ret->per);
        plan_problem_add(arena, &ret->verdict, "VD-P006", raw, (struct vd_str){0});
    }
}

enum indicator_unit { INDICATOR_OTHER, INDICATOR_PERCENT, INDICATOR_COUNT };

static enum indicator_unit unit_of_indicator(struct vd_arena *arena, struct vd_str indicator)
{
    static const char *const counts[] = {"numero", "no", "nro", "n", "cantidad", "#", "num"};
    plan_words words = plan_words_of(arena, indicator);
    if (plan_word_is(&words, 0, "porcentaje") || plan_word_is(&words, 0, "%"))
        return INDICATOR_PERCENT;
    return IN(&words, 0, counts) ? INDICATOR_COUNT : INDICATOR_OTHER;
}

static bool is_bare_number(const plan_words *words)
{
    struct plan_figures number;
    return plan_figures_at(words, 0, &number) && !number.doubt && (number.words == words->n || (number.words + 1 == words->n && plan_word_is(words, number.words, ".")));
}

void plan_target_read_under(struct vd_arena *arena, struct vd_str text, struct vd_str indicator, struct plan_target *ret)
{
    plan_target_read(arena, text, ret);
    plan_words words = plan_words_of(arena, ret->raw);
    if (unit_of_indicator(arena, indicator) != INDICATOR_PERCENT || !is_bare_number(&words) || !ret->qty_u6.has)
        return;
    ret->unit_kind = "percent";
    if (ret->qty_u6.v == PLAN_UNIT) {
        ret->qty_u6 = (struct vd_oint){0};
        plan_note_add(arena, &ret->verdict, "one-or-all", ret->raw);
        plan_problem_add(arena, &ret->verdict, "VD-P028", ret->raw, VD_S("100 %"));
        return;
    }
    if (ret->qty_u6.v < PLAN_UNIT)
        ret->qty_u6.v *= 100;
    plan_note_add(arena, &ret->verdict, "percent-indicator", ret->raw);
}

struct vd_str plan_target_reading(struct vd_arena *arena, const struct plan_target *target)
{
    if (!target->qty_u6.has)
        return (struct vd_str){0};
    const char *comparator = strcmp(target->comparator, "=") == 0 ? "" : target->comparator;
    const char *unit = strcmp(target->unit_kind, "percent") == 0 ? " %" : "";
    return vd_str_printf(arena, "%s%s%.*s%s", comparator, *comparator ? " " : "", VD_SARG(plan_u6_text(arena, target->qty_u6.v)), unit);
}
