/* SPDX-License-Identifier: Apache-2.0 */
/* From left to right, at each term the first form that fits is taken: a date in figures, a day and its month, a part of a month
 * («último día hábil de»), a part of the year («segundo trimestre»), a month, a year. What the texts leave out is given afterwards
 * (plan_moments_join.c). */
#include "features/plan/cells/plan_terms.h"

static const struct term *at(const struct reading *r, size_t i) { return i < r->terms.n ? &r->terms.v[i] : NULL; }

static bool number_upto(const struct reading *r, size_t i, int most)
{
    return term_is(r, i, TERM_NUMBER) && at(r, i)->value <= most && at(r, i)->figures <= 2;
}

/* 30, «treinta», 1º, «primero»: a day of a month. */
static bool day_number(const struct reading *r, size_t i)
{
    if (number_upto(r, i, 99))
        return true;
    const struct term *t = at(r, i);
    return t && t->kind == TERM_ORDINAL && !t->plural && ((t->figures > 0 && t->figures <= 2) || (t->figures == 0 && t->value == 1));
}

static bool is_unit(const struct reading *r, size_t i, int value) { return term_is(r, i, TERM_UNIT) && at(r, i)->value == value; }

/* ---- years */

static void take_year(const struct term *t, struct moment *m)
{
    m->year = t->value;
    m->source = PLAN_YEAR_EXPLICIT;
    if (t->figures == 2) {
        m->year = 2000 + t->value;
        m->year_two = true;
    }
    if (m->year < 1990 || m->year > 2060) { /* of two figures too: 95 is no year to come */
        m->doubt = "year-doubtful";
        m->year = 0;
    }
}

/* «de 2022», «, 2022», «de la vigencia 2022», «del presente año», «de 22». */
static void year_after(struct reading *r, struct moment *m)
{
    size_t i = m->last + 1;
    bool of = term_is(r, i, TERM_OF);
    size_t k = terms_skip(r, i);
    if (term_is(r, k, TERM_LIST) && term_is_year(r, terms_skip(r, k + 1)))
        k = terms_skip(r, k + 1);
    if (is_unit(r, k, 12))
        k = terms_skip(r, k + 1);
    const struct term *t = at(r, k);
    if (!t)
        return;
    bool month_next = term_is(r, terms_skip(r, k + 1), TERM_MONTH);
    if (t->kind == TERM_THIS_YEAR || t->kind == TERM_NEXT_YEAR) {
        m->year = r->vigencia ? r->vigencia + (t->kind == TERM_NEXT_YEAR) : 0;
        m->source = PLAN_YEAR_VIGENCIA;
    } else if (term_is_year(r, k) || (t->kind == TERM_NUMBER && t->figures == 4) || (of && t->kind == TERM_NUMBER && t->figures == 2 && t->value >= 15 && !month_next)) {
        take_year(t, m);
    } else {
        return;
    }
    m->last = k;
}

/* ---- forms */

static void whole_month(struct moment *m, int month)
{
    m->from_month = m->due_month = month;
    m->granularity = PLAN_MONTH;
}

static void one_day(struct moment *m, int day, int month)
{
    *m = (struct moment){.from_month = month, .due_month = month, .from_day = day, .due_day = day, .point = true, .weekday = m->weekday,
                         .first = m->first, .last = m->last};
    if (day < 1 || day > 31)
        m->impossible = "impossible";
}

static bool in_figures(struct reading *r, size_t i, struct moment *m)
{
    const struct term *t = at(r, i);
    if (t->kind != TERM_DATE)
        return false;
    m->last = i;
    if (t->day || t->to - t->from == 4)
        one_day(m, t->day, t->month);
    else
        whole_month(m, t->month);
    if (t->month < 1 || t->month > 12)
        m->impossible = t->day >= 1 && t->day <= 12 && t->month <= 31 && t->month > 12 ? "swapped" : "impossible";
    if (t->year)
        take_year(&(struct term){.value = t->year, .figures = t->figures}, m);
    else
        year_after(r, m);
    if (t->dash && (!r->vigencia || abs(m->year - r->vigencia) > 1))
        m->doubt = "month-or-day";
    return true;
}

/* «[lunes] [día] 30 de[l mes de] abril [de 2022]» */
static bool day_of_month(struct reading *r, size_t i, struct moment *m)
{
    size_t k = i;
    if (term_is(r, k, TERM_WEEKDAY)) {
        m->weekday = at(r, k)->value;
        k++;
        while (term_is(r, k, TERM_LIST) || term_is(r, k, TERM_NOISE))
            k++;
    }
    if (is_unit(r, k, EVERY_DAY) && !at(r, k)->plural)
        k++;
    if (!day_number(r, k) || (term_is(r, k + 1, TERM_NOISE) && plan_word_is(&r->words, at(r, k + 1)->from, ".")))
        return false;
    size_t month = terms_skip(r, k + 1);
    if (is_unit(r, month, 1))
        month = terms_skip(r, month + 1);
    if (!term_is(r, month, TERM_MONTH))
        return false;
    m->last = month;
    one_day(m, at(r, k)->value, at(r, month)->value);
    year_after(r, m);
    return true;
}

/* «abril 30 de 2022»; in «30 de abril 30 de agosto» the second 30 belongs to what follows. */
static bool month_first(const struct reading *r)
{
    size_t last = 0;
    for (size_t i = 0; i < r->terms.n; i++)
        if (term_is(r, i, TERM_MONTH))
            last = i;
    return number_upto(r, last + 1, 31);
}

static bool month_then_day(struct reading *r, size_t i, struct moment *m)
{
    if (!term_is(r, i, TERM_MONTH) || !number_upto(r, i + 1, 31))
        return false;
    if (term_is(r, terms_skip(r, i + 2), TERM_MONTH) && !month_first(r))
        return false;
    m->last = i + 1;
    one_day(m, at(r, i + 1)->value, at(r, i)->value);
    year_after(r, m);
    return true;
}

/* «[los] [diez (10)] primeros [10] días [hábiles] de enero»; «último día hábil de marzo»; «quinto día hábil de mayo» */
static bool days_of_month(struct reading *r, size_t i, struct moment *m)
{
    size_t k = i;
    int count = 0;
    if (number_upto(r, k, 31))
        count = at(r, k++)->value;
    if (!term_is(r, k, TERM_ORDINAL) && !(count && is_unit(r, k, EVERY_DAY) && !at(r, k)->plural))
        return false;
    const struct term *ordinal = term_is(r, k, TERM_ORDINAL) ? at(r, k++) : NULL;
    if (ordinal && number_upto(r, k, 31))
        count = at(r, k++)->value;
    bool plural = ordinal && ordinal->plural, business = false;
    if (!is_unit(r, k, EVERY_DAY))
        return false;
    k++;
    if (term_is(r, k, TERM_BUSINESS) || term_is(r, k, TERM_CALENDAR))
        business = at(r, k++)->kind == TERM_BUSINESS;
    size_t month = terms_skip(r, k);
    if (is_unit(r, month, 1))
        month = terms_skip(r, month + 1);
    if (!term_is(r, month, TERM_MONTH) || (plural && ordinal->value != 1))
        return false;
    int n = plural ? (count ? count : 5) : ordinal ? ordinal->value : count;
    m->last = month;
    one_day(m, n == LAST ? 0 : n, at(r, month)->value);
    m->impossible = n > 31 ? "impossible" : NULL;
    m->business = business || (plural && !count) ? n : 0;
    m->point = !plural;
    m->from_day = plural ? 1 : m->from_day;
    if (plural && !count)
        plan_note_add(r->arena, &r->out->verdict, "offset-count", terms_text(r, i, month));
    year_after(r, m);
    return true;
}

/* The unit that an ordinal counts, perhaps behind other ordinals: «primer y segundo semestre». */
static size_t unit_of_ordinal(const struct reading *r, size_t i)
{
    size_t k = i + 1;
    while (k < r->terms.n && (term_is(r, k, TERM_ORDINAL) || term_is(r, k, TERM_LIST) || term_is(r, k, TERM_RANGE) || term_is(r, k, TERM_NOISE) || term_is(r, k, TERM_OF)))
        k++;
    return is_unit(r, k, EVERY_WEEK) || is_unit(r, k, EVERY_FORTNIGHT) || (term_is(r, k, TERM_UNIT) && at(r, k)->value >= 1 && at(r, k)->value <= 6) ? k : 0;
}

static void part_of_year(int ordinal, int months, struct moment *m)
{
    int parts = 12 / months, n = ordinal == LAST ? parts : ordinal;
    m->granularity = PLAN_MONTH;
    if (n < 1 || n > parts) {
        m->impossible = "impossible";
        m->from_month = m->due_month = 12;
        return;
    }
    m->due_month = n * months;
    m->from_month = m->due_month - months + 1;
}

static bool part_of_month(struct reading *r, int ordinal, int unit, size_t after, struct moment *m)
{
    size_t month = terms_skip(r, after);
    if (is_unit(r, month, 1))
        month = terms_skip(r, month + 1);
    int parts = unit == EVERY_WEEK ? 5 : 2, days = unit == EVERY_WEEK ? 7 : 15, n = ordinal == LAST ? parts : ordinal;
    if (!term_is(r, month, TERM_MONTH))
        return false;
    *m = (struct moment){.first = m->first, .last = month, .from_month = at(r, month)->value, .due_month = at(r, month)->value};
    m->from_day = ordinal == LAST && unit == EVERY_WEEK ? 22 : (n - 1) * days + 1;
    m->due_day = n == parts ? 0 : n * days;
    m->impossible = n < 1 || n > parts ? "impossible" : NULL;
    if (unit == EVERY_WEEK)
        plan_note_add(r->arena, &r->out->verdict, "week", terms_text(r, m->first, month));
    return true;
}

struct counted { size_t ordinal, unit, last; bool direct; };

static bool find_counted(const struct reading *r, size_t i, struct counted *ret)
{
    const struct term *t = at(r, i), *next = at(r, i + 1);
    size_t unit = t->kind == TERM_ORDINAL && !t->plural ? unit_of_ordinal(r, i) : 0;
    if (unit) {
        *ret = (struct counted){i, unit, unit, true};
        for (size_t k = i + 1; k < unit; k++)
            ret->direct = ret->direct && !term_is(r, k, TERM_ORDINAL) && !term_is(r, k, TERM_LIST) && !term_is(r, k, TERM_RANGE);
        return true;
    }
    if (number_upto(r, i, 12) && next && next->kind == TERM_UNIT && !next->plural && next->value >= 2 && next->value <= 6) {
        *ret = (struct counted){i, i + 1, i + 1, true};
        return true;
    }
    bool counts = t->kind == TERM_UNIT && (t->value <= EVERY_WEEK || (t->value >= 2 && t->value <= 6));
    *ret = (struct counted){i + 1, i, i + 1, true};
    return counts && (term_is(r, i + 1, TERM_ORDINAL) || number_upto(r, i + 1, 12));
}

/* «primer trimestre», «II semestre», «trimestre 3», «T1», «segunda quincena de abril» */
static bool counted_part(struct reading *r, size_t i, struct moment *m)
{
    struct counted c;
    if (!find_counted(r, i, &c))
        return false;
    int ordinal = at(r, c.ordinal)->value, unit = at(r, c.unit)->value;
    if (unit < 0) {
        bool found = part_of_month(r, ordinal, unit, c.last + 1, m);
        m->last = found && !c.direct ? i : m->last;
        return found;
    }
    m->last = c.direct ? c.last : i;
    part_of_year(ordinal, unit, m);
    if (c.direct)
        year_after(r, m);
    return true;
}

static bool bare_month(struct reading *r, size_t i, struct moment *m)
{
    if (!term_is(r, i, TERM_MONTH))
        return false;
    m->last = i;
    whole_month(m, at(r, i)->value);
    size_t before = i;
    while (before > 0 && (term_is(r, before - 1, TERM_OF) || term_is(r, before - 1, TERM_NOISE)))
        before--;
    if (before > 0 && (term_is(r, before - 1, TERM_VAGUE) || term_is(r, before - 1, TERM_WEEKDAY))) {
        m->doubt = "vague";
        m->first = before - 1;
    }
    year_after(r, m);
    return true;
}

static bool bare_year(struct reading *r, size_t i, struct moment *m)
{
    bool words = term_is(r, i, TERM_THIS_YEAR) || term_is(r, i, TERM_NEXT_YEAR);
    if (!words && !term_is_year(r, i))
        return false;
    if (term_is(r, i, TERM_THIS_YEAR) && term_is_year(r, i + 1)) { /* «durante la vigencia 2022» */
        i++;
        words = false;
    }
    m->last = i;
    m->only_year = true;
    m->from_month = 1;
    m->due_month = 12;
    m->granularity = PLAN_YEAR;
    m->year = words ? (r->vigencia ? r->vigencia + term_is(r, i, TERM_NEXT_YEAR) : 0) : at(r, i)->value;
    m->source = words ? PLAN_YEAR_VIGENCIA : PLAN_YEAR_EXPLICIT;
    return true;
}

static bool bare_day(struct reading *r, size_t i, struct moment *m)
{
    if (!day_number(r, i) || !(term_is(r, i + 1, TERM_RANGE) || term_is(r, i + 1, TERM_LIST)))
        return false;
    m->last = i;
    one_day(m, at(r, i)->value, 0);
    m->only_day = true;
    return true;
}

static bool (*const forms[])(struct reading *, size_t, struct moment *) = {
    in_figures, day_of_month, month_then_day, days_of_month, counted_part, bare_month, bare_year, bare_day,
};

static bool moment_at(struct reading *r, size_t i, struct moment *ret)
{
    for (size_t k = 0; k < VD_COUNT(forms); k++) {
        struct moment m = {.first = i, .last = i};
        if (!r->terms.v[i].used && forms[k](r, i, &m)) {
            *ret = m;
            return true;
        }
    }
    return false;
}

moments moments_read(struct reading *r)
{
    moments out = {0};
    for (size_t i = 0; i < r->terms.n;) {
        struct moment m;
        if (!moment_at(r, i, &m)) {
            i++;
            continue;
        }
        *VD_PUSH(r->arena, &out) = m;
        i = m.last + 1;
    }
    moments_join(r, &out);
    VD_EACH(m, &out)
        terms_use(r, m->first, m->last);
    return out;
}
