/* SPDX-License-Identifier: Apache-2.0 */
/* A goal: how much (plan_quantities.h), for each what, on which condition, how wide. */
#include "features/plan/cells/plan_quantities.h"
#include "features/plan/cells/plan_targets.h"

static struct vd_str slice(const plan_words *words, size_t from, size_t to) { return plan_words_text(&words->v[from], &words->v[to - 1]); }

/* From i to the end of its phrase. */
static size_t phrase_end(const plan_words *words, size_t i, size_t most)
{
    static const char *const ends[] = {".", ",", ";", "(", ")", "\n", ":", "y", "con", "en", "para", "que", "durante", "por", "mediante"};
    size_t start = i;
    while (i < words->n && i - start < most && !PLAN_WORD_IN(words, i, ends))
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
    return PLAN_WORD_IN(words, i, nouns);
}

/* «cada una de las 12 comunas»: which group, and how many when it is said. */
static bool group_at(const plan_words *words, size_t i, struct plan_target *ret)
{
    static const char *const ones[] = {"uno", "una", "de", "los", "las", "sus"};
    bool each = plan_word_is(words, i, "cada"), per = plan_word_is(words, i, "por") && is_group_noun(words, i + 1);
    if (!each && !per)
        return false;
    size_t at = i + 1;
    while (PLAN_WORD_IN(words, at, ones))
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
        if (!PLAN_WORD_IN(words, i, all) || !PLAN_WORD_IN(words, i - 1, before))
            continue;
        ret->coverage = slice(words, i, phrase_end(words, i + 1, 6));
        return;
    }
}

static void doubt_number(struct vd_arena *arena, struct plan_target *ret, const char *doubt, struct vd_str what)
{
    plan_note_add(arena, &ret->verdict, doubt, what);
    plan_problem_add(arena, &ret->verdict, strcmp(doubt, "contradiction") == 0 ? "VD-P005" : "VD-P027", ret->raw, (struct vd_str){0});
}

static void take_quantity(struct vd_arena *arena, const plan_words *words, const plan_quantities *all, bool head, struct plan_target *ret)
{
    const char *doubt = NULL;
    const struct plan_quantity *q = plan_quantity_choose(words, all, head, &doubt);
    if (!doubt && q->comparator && strcmp(q->comparator->words, "hasta") == 0) /* a ceiling, or how far to come */
        doubt = "up-to";
    if (!doubt && plan_quantity_may_be_year(words, q))
        doubt = "year-or-count";
    ret->unit_kind = q->percent ? "percent" : "boolean-product";
    const struct plan_comparator *comparator = q->comparator ? q->comparator : plan_comparator_after(words, q->to);
    ret->comparator = comparator ? comparator->sign : "=";
    if (doubt) {
        doubt_number(arena, ret, doubt, strcmp(doubt, "several-numbers") == 0 ? plan_quantities_text(arena, words, all) : ret->raw);
        return;
    }
    ret->qty_u6 = vd_some(q->number.u6);
    ret->unit_kind = q->percent ? "percent" : "count";
    if (!head && !q->percent)
        plan_note_add(arena, &ret->verdict, "number-later", plan_quantity_text(words, q));
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
    bool count = PLAN_WORD_IN(words, 0, counted) && words->n > 1;
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
    plan_quantities all = plan_quantities_of(arena, &words, &head);
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
    return PLAN_WORD_IN(&words, 0, counts) ? INDICATOR_COUNT : INDICATOR_OTHER;
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
