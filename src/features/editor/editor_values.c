/* SPDX-License-Identifier: Apache-2.0 */
/* Figures and recurrences as a person types them. Pure. */
#include "features/editor/editor_form.h"

enum { DECIMALS = 6, WHOLE_MOST = 12, REPEATS_MOST = 24 };

static bool take_digits(struct vd_str text, size_t most, int64_t *ret)
{
    if (!text.n || text.n > most)
        return false;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return vd_str_i64(text, ret);
}

/* "15.000": each dot has three figures behind it. */
static bool take_whole(struct vd_arena *arena, struct vd_str text, int64_t *ret)
{
    struct vd_str digits = VD_S(""), part;
    bool first = true;
    while (vd_str_split(&text, '.', &part)) {
        if ((!first && part.n != 3) || (text.p && !part.n))
            return false;
        digits = vd_str_printf(arena, "%.*s%.*s", VD_SARG(digits), VD_SARG(part));
        first = false;
    }
    return take_digits(digits, WHOLE_MOST, ret);
}

bool editor_number(struct vd_arena *arena, struct vd_str text, int64_t *ret_u6)
{
    struct vd_str rest = vd_str_trim(text), whole;
    int64_t units = 0, part = 0;
    if (vd_str_ends(rest, VD_S("%")))
        rest = vd_str_trim(vd_str_sub(rest, 0, rest.n - 1));
    if (!vd_str_split(&rest, ',', &whole) || !take_whole(arena, whole, &units))
        return false;
    if (rest.p && !take_digits(rest, DECIMALS, &part))
        return false;
    for (size_t i = rest.p ? rest.n : DECIMALS; i < DECIMALS; i++)
        part *= 10;
    *ret_u6 = units * 1000000 + part;
    return true;
}

/* The same day of the month that many months later, or its last. */
static struct vd_date months_later(struct vd_date date, int months)
{
    int at = date.year * 12 + date.month - 1 + months;
    int last = vd_date_last_day(at / 12, at % 12 + 1);
    return (struct vd_date){.year = (int16_t)(at / 12), .month = (uint8_t)(at % 12 + 1), .day = (uint8_t)(date.day < last ? date.day : last)};
}

enum vd_err editor_repeat(struct vd_arena *arena, int every_months, struct vd_date from, struct vd_date to, struct vd_str *ret)
{
    struct vd_str text = VD_S("");
    int64_t last = vd_date_days(to);
    int n = 0;
    for (; every_months > 0 && vd_date_days(months_later(from, n * every_months)) <= last; n++) {
        struct vd_date begins = months_later(from, n * every_months);
        int64_t ends = vd_date_days(months_later(from, (n + 1) * every_months)) - 1;
        if (n == REPEATS_MOST)
            return VD_INVALID;
        text = vd_str_printf(arena, "%.*s%s%.*s a %.*s", VD_SARG(text), n ? "\n" : "", VD_SARG(vd_date_dmy(arena, begins)),
                             VD_SARG(vd_date_dmy(arena, vd_date_of_days(ends < last ? ends : last))));
    }
    if (!n)
        return VD_INVALID;
    *ret = text;
    return VD_OK;
}

/* What a choice of the form means in the rows. */
static const struct { const char *typed, *stored; } comparators[] = {{"igual", "="}, {"al_menos", ">="}, {"a_lo_sumo", "<="}};

const char *editor_comparator_stored(struct vd_str typed)
{
    for (size_t i = 0; i < VD_COUNT(comparators); i++)
        if (vd_str_is(typed, comparators[i].typed))
            return comparators[i].stored;
    return NULL;
}

struct vd_str editor_comparator_typed(struct vd_str stored)
{
    for (size_t i = 0; i < VD_COUNT(comparators); i++)
        if (vd_str_is(stored, comparators[i].stored))
            return vd_str_of(comparators[i].typed);
    return (struct vd_str){0};
}

bool editor_lower_better(const struct plan_target *target) { return target->polarity && strcmp(target->polarity, "lower-better") == 0; }

/* What was stored rules over what the text says: a person chose it. */
void editor_target_of(struct vd_arena *arena, const struct editor_one *one, struct plan_target *ret)
{
    plan_target_read_under(arena, one->row.goal_raw, editor_indicator_name(one), ret);
    if (one->indicator.key)
        ret->unit_kind = vd_str_c(arena, one->indicator.unit_kind);
    if (!one->target.key)
        return;
    ret->qty_u6 = one->target.qty_u6;
    ret->comparator = vd_str_c(arena, one->target.comparator);
    ret->per = one->target.per_label;
    ret->per_count = one->target.per_n;
}

/* ---- what a report would give */

/* a × b / c, half up; of figures that fit. */
static int64_t scaled(int64_t a, int64_t b, int64_t c) { return (int64_t)(((__int128)a * b + c / 2) / c); }

/* Whatever is reached beyond the goal counts as the goal (domain rule: compliance is capped at 100). */
static struct vd_str against_goal(struct vd_arena *arena, const struct editor_understood *u, int64_t result_u6)
{
    enum { HUNDRED = 100000000 };
    const struct plan_target *t = &u->target;
    if (!t->qty_u6.has)
        return VD_S(" La meta no dice cuánto se espera: no hay con qué compararlo.");
    if (u->lower_better || t->qty_u6.v == 0)
        return result_u6 <= t->qty_u6.v ? VD_S(" Cumple la meta.") : VD_S(" No cumple la meta: cuanto menos, mejor.");
    int64_t reached = scaled(result_u6, HUNDRED, t->qty_u6.v);
    if (reached > HUNDRED)
        return VD_S(" Pasa de la meta: cuenta como 100 %.");
    return vd_str_printf(arena, " De la meta es el %.*s %%.", VD_SARG(vd_es_qty(arena, vd_some(reached / 10000 * 10000))));
}

struct vd_str editor_trial(struct vd_arena *arena, const struct editor_understood *u, struct vd_str numerator, struct vd_str denominator)
{
    int64_t above = 0, below = 0;
    if (!editor_number(arena, numerator, &above) || (denominator.n && !editor_number(arena, denominator, &below)))
        return VD_S("Escriba las cifras con números, por ejemplo 30 y 40.");
    if (!denominator.n)
        return vd_str_printf(arena, "Se reporta %.*s.%.*s", VD_SARG(vd_es_qty(arena, vd_some(above))), VD_SARG(against_goal(arena, u, above)));
    if (!below)
        return VD_S("El denominador es 0: no hay nada que medir en ese período. No se divide; se reporta «Sin dato» y no cuenta como incumplido.");
    int64_t percent = scaled(above, INT64_C(100000000), below);
    return vd_str_printf(arena, "%.*s de %.*s es %.*s %%.%.*s", VD_SARG(vd_es_qty(arena, vd_some(above))), VD_SARG(vd_es_qty(arena, vd_some(below))),
                         VD_SARG(vd_es_qty(arena, vd_some(percent / 10000 * 10000))), VD_SARG(against_goal(arena, u, percent)));
}

/* ">= 90 %" -> "al menos 90 %" */
static struct vd_str in_words(struct vd_arena *arena, struct vd_str reading)
{
    bool least = vd_str_starts(reading, VD_S(">= ")), most = vd_str_starts(reading, VD_S("<= "));
    return least || most ? vd_str_printf(arena, "%s %.*s", least ? "al menos" : "a lo sumo", VD_SARG(vd_str_sub(reading, 3, reading.n))) : reading;
}

struct vd_str editor_goal_said(struct vd_arena *arena, const struct plan_target *target)
{
    struct vd_str said = VD_S("No dice una cantidad.");
    if (!target->raw.n && !target->qty_u6.has)
        return (struct vd_str){0};
    if (target->qty_u6.has) {
        said = vd_str_printf(arena, "Se lee: %.*s", VD_SARG(in_words(arena, plan_target_reading(arena, target))));
        if (target->per.n)
            said = vd_str_printf(arena, "%.*s por cada %.*s", VD_SARG(said), VD_SARG(target->per));
        if (target->per_count.has)
            said = vd_str_printf(arena, "%.*s; son %" PRId64, VD_SARG(said), target->per_count.v);
        said = vd_str_printf(arena, "%.*s.", VD_SARG(said));
    }
    if (target->condition.n)
        said = vd_str_printf(arena, "%.*s Solo se debe %.*s.", VD_SARG(said), VD_SARG(target->condition));
    VD_EACH(note, &target->verdict.notes)
        if (note->weight == PLAN_SUPPOSED)
            said = vd_str_printf(arena, "%.*s %.*s", VD_SARG(said), VD_SARG(note->text));
    return said;
}
