/* SPDX-License-Identifier: Apache-2.0 */
/* How often something repeats, and the due dates that follow from it inside the vigencia: at the end of each period, or in the
 * first days of the month after it. Days whose kind is not said are taken as business days (Ley 4 de 1913, art. 62), a count
 * that is not said as five; both are told. */
#include "features/plan/cells/plan_terms.h"

enum { USUAL_DAYS = 5 };

static const struct term *at(const struct reading *r, size_t i) { return i < r->terms.n ? &r->terms.v[i] : NULL; }
static void note(struct reading *r, const char *code, struct vd_str what) { plan_note_add(r->arena, &r->out->verdict, code, what); }

/* A unit or a periodicity as a recurrence. */
static void every(struct plan_recurrence *ret, int unit)
{
    ret->every_months = unit > 0 ? unit : 0;
    ret->every_days = unit < 0 ? -unit : 0;
    ret->times = 0;
}

static bool same_pace(const struct plan_recurrence *a, const struct plan_recurrence *b)
{
    return a->every_months == b->every_months && a->every_days == b->every_days && a->times == b->times;
}

static void set(struct reading *r, const struct plan_recurrence *found, bool *has, struct plan_recurrence *ret, size_t from, size_t to)
{
    if (*has && !same_pace(found, ret))
        note(r, "period-two", r->out->raw);
    else
        *ret = *found;
    *has = true;
    terms_use(r, from, to);
}

/* n days: «cada 8 días» is each week, «cada 15» twice a month, 30, 60, 90 … are months. */
static bool every_n_days(struct reading *r, int n, struct plan_recurrence *ret)
{
    int unit = n == 1 ? EVERY_DAY : n == 7 || n == 8 ? EVERY_WEEK : n == 15 ? EVERY_FORTNIGHT : n % 30 == 0 && 360 % n == 0 ? n / 30 : 0;
    if (unit == 0)
        return false;
    every(ret, unit);
    if (n > 7)
        note(r, unit == EVERY_FORTNIGHT ? "days-fortnight" : "days-months", r->out->raw);
    return true;
}

/* «cada mes», «cada cuatro (4) meses», «todos los viernes» */
static bool each_unit(struct reading *r, size_t i, struct plan_recurrence *ret, size_t *ret_last)
{
    size_t k = i + 1;
    int n = 1;
    if (term_is(r, k, TERM_NUMBER))
        n = at(r, k++)->value;
    *ret_last = k;
    if (term_is(r, k, TERM_WEEKDAY)) {
        every(ret, EVERY_WEEK);
        return true;
    }
    if (!term_is(r, k, TERM_UNIT) || n < 1 || n > 360)
        return false;
    int unit = at(r, k)->value;
    if (unit < 0)
        return every_n_days(r, -unit * n, ret);
    every(ret, unit * n);
    return true;
}

static void times_in(struct reading *r, int n, int months, struct plan_recurrence *ret)
{
    bool divides = months % n == 0, twice_a_month = n == 2 && months == 1;
    *ret = (struct plan_recurrence){0};
    if (divides || twice_a_month)
        every(ret, divides ? months / n : EVERY_FORTNIGHT);
    else
        *ret = (struct plan_recurrence){.times = n, .per_months = months};
    if (n > 1)
        note(r, divides || twice_a_month ? "spread" : "times-undated", r->out->raw);
}

/* «dos veces al año», «3 veces en la vigencia», «una por trimestre», «2 al año» */
static bool times_per(struct reading *r, size_t i, struct plan_recurrence *ret, size_t *ret_last)
{
    if (!term_is(r, i, TERM_NUMBER) || at(r, i)->value < 1 || at(r, i)->value > 366 || at(r, i)->figures > 3)
        return false;
    size_t k = i + 1;
    while (term_is(r, k, TERM_NOISE) && k - i < 3)
        k++;
    bool times = term_is(r, k, TERM_TIMES), per = false;
    size_t last = times ? k++ : i;
    for (; k < r->terms.n && (term_is(r, k, TERM_PER) || term_is(r, k, TERM_RANGE) || term_is(r, k, TERM_EVERY) || ((times || per) && (term_is(r, k, TERM_NOISE) || term_is(r, k, TERM_OF)))); k++)
        per = per || !(term_is(r, k, TERM_NOISE) || term_is(r, k, TERM_OF) || (term_is(r, k, TERM_RANGE) && at(r, k)->dash));
    const struct term *unit = at(r, k);
    bool year = unit && unit->kind == TERM_THIS_YEAR;
    if ((times || per) && unit && ((unit->kind == TERM_UNIT && unit->value > 0 && !unit->plural) || year)) {
        times_in(r, at(r, i)->value, year ? 12 : unit->value, ret);
        *ret_last = k;
        return true;
    }
    if (times && per && unit && unit->kind == TERM_UNIT) { /* «dos veces por semana»: no months */
        note(r, "times-undated", r->out->raw);
        *ret = (struct plan_recurrence){0};
        *ret_last = k;
        return true;
    }
    if (times)
        times_in(r, at(r, i)->value, 12, ret);
    *ret_last = last;
    return times;
}

/* ---- in which days: «cinco (5) primeros días hábiles del mes siguiente», «el 15 de cada mes», «último día hábil de cada mes» */

static int count_beside(struct reading *r, size_t day)
{
    for (size_t k = day; k-- > 0 && day - k <= 3;) {
        struct term *t = &r->terms.v[k];
        if (t->kind == TERM_NUMBER && t->value <= 31 && !t->used) {
            t->used = true;
            return t->value;
        }
        if (t->kind == TERM_ORDINAL && !t->plural && !t->used) {
            t->used = true;
            return t->value;
        }
        if (t->kind != TERM_ORDINAL && t->kind != TERM_NOISE && t->kind != TERM_OF)
            break;
    }
    return 0;
}

static bool read_days(struct reading *r, struct plan_recurrence *ret)
{
    for (size_t i = 0; i < r->terms.n; i++) {
        if (r->terms.v[i].used || !term_is(r, i, TERM_UNIT) || at(r, i)->value != EVERY_DAY)
            continue;
        int n = count_beside(r, i);
        bool after = term_is(r, i + 1, TERM_BUSINESS) || term_is(r, i + 1, TERM_CALENDAR);
        ret->offset_unit = term_is(r, i + 1, TERM_BUSINESS) ? PLAN_DAYS_BUSINESS : term_is(r, i + 1, TERM_CALENDAR) ? PLAN_DAYS_CALENDAR : PLAN_DAYS_NONE;
        terms_use(r, i, i + (after ? 1 : 0));
        ret->offset_days = n;
        if (n == LAST && ret->offset_unit != PLAN_DAYS_BUSINESS) { /* the last day: the end of the period itself */
            ret->offset_days = 0;
            return false;
        }
        return true;
    }
    return false;
}

static void suppose_days(struct reading *r, struct plan_recurrence *ret)
{
    if (ret->offset_days == 0) {
        ret->offset_days = USUAL_DAYS;
        ret->offset_unit = PLAN_DAYS_BUSINESS;
        ret->offset_supposed = true;
        note(r, "offset-count", r->out->raw);
    } else if (ret->offset_unit == PLAN_DAYS_NONE) {
        ret->offset_unit = PLAN_DAYS_BUSINESS;
        ret->offset_supposed = true;
        note(r, "offset-unit", r->out->raw);
    }
}

/* «el 15 de cada mes», «día 5 de cada mes»: the day just before «de cada». */
static void read_day_of_month(struct reading *r, size_t each, struct plan_recurrence *ret)
{
    size_t k = each;
    while (k > 0 && (term_is(r, k - 1, TERM_OF) || term_is(r, k - 1, TERM_NOISE)))
        k--;
    if (k == each || k == 0 || !term_is(r, k - 1, TERM_NUMBER) || at(r, k - 1)->value < 1 || at(r, k - 1)->value > 31 || at(r, k - 1)->used)
        return;
    ret->day_of_month = at(r, k - 1)->value;
    terms_use(r, k - 1, k - 1);
    if (k > 1 && term_is(r, k - 2, TERM_UNIT))
        terms_use(r, k - 2, k - 2);
}

static void read_offset(struct reading *r, size_t each, bool has_each, struct plan_recurrence *ret)
{
    bool next = terms_have(r, TERM_NEXT) || terms_have(r, TERM_OVERDUE);
    if (has_each && ret->every_months == 1)
        read_day_of_month(r, each, ret);
    if (ret->every_months == 0 || ret->day_of_month)
        return;
    bool days = read_days(r, ret);
    if (!days && !next)
        return;
    ret->offset_after = next;
    if (ret->offset_days != LAST)
        suppose_days(r, ret);
    VD_EACH(t, &r->terms)
        t->used = t->used || t->kind == TERM_NEXT || t->kind == TERM_OVERDUE;
}

bool repeats_read(struct reading *r, struct plan_recurrence *ret)
{
    bool has = false, has_each = false;
    size_t each = 0, last;
    *ret = (struct plan_recurrence){0};
    for (size_t i = 0; i < r->terms.n; i++) {
        struct plan_recurrence found = {0};
        const struct term *t = at(r, i);
        if (t->kind == TERM_PERIODIC) {
            every(&found, t->value);
            set(r, &found, &has, ret, i, i);
        } else if (t->kind == TERM_TWOFOLD) {
            note(r, "period-meaning", terms_text(r, i, i));
            set(r, &found, &has, ret, i, i);
        } else if (t->kind == TERM_EVERY && each_unit(r, i, &found, &last)) {
            each = i;
            has_each = true;
            set(r, &found, &has, ret, i, last);
        } else if (times_per(r, i, &found, &last)) {
            set(r, &found, &has, ret, i, last);
            i = last;
        }
    }
    if (has)
        read_offset(r, each, has_each, ret);
    return has;
}

/* ---- due dates */

static struct plan_window *add(struct reading *r, struct vd_date from, struct vd_date due, enum plan_year_source source, bool days)
{
    struct plan_window *w = VD_PUSH(r->arena, &r->out->windows);
    *w = (struct plan_window){.from = from, .due = due, .granularity = days ? PLAN_DAY : PLAN_MONTH, .year_source = source};
    return w;
}

static struct vd_date day_in(int year, int month, int day)
{
    int last = vd_date_last_day(year, month);
    return (struct vd_date){(int16_t)year, (uint8_t)month, (uint8_t)(day == 0 || day > last ? last : day)};
}

static struct vd_date offset_due(const struct plan_recurrence *c, int year, int month)
{
    if (c->offset_unit == PLAN_DAYS_BUSINESS)
        return business_day(year, month, c->offset_days);
    return day_in(year, month, c->offset_days);
}

/* One period, its months counted from January of year 0. */
static void add_period(struct reading *r, const struct plan_recurrence *c, int start, int end, struct vd_date to, enum plan_year_source source)
{
    struct vd_date first = day_in(start / 12, start % 12 + 1, 1), last = day_in(end / 12, end % 12 + 1, c->day_of_month);
    if (c->offset_days) {
        int month = c->offset_after ? end + 1 : c->offset_days == LAST ? end : start;
        first = c->offset_after ? day_in(month / 12, month % 12 + 1, 1) : first;
        add(r, first, offset_due(c, month / 12, month % 12 + 1), source, true);
        if (month / 12 > to.year)
            note(r, "offset-late", r->out->raw);
        return;
    }
    if (vd_date_days(last) > vd_date_days(to))
        last = to;
    add(r, first, last, source, c->day_of_month != 0);
}

static void due_by_months(struct reading *r, const struct plan_recurrence *c, struct vd_date from, struct vd_date to, enum plan_year_source source)
{
    int start = from.year * 12 + from.month - 1, stop = to.year * 12 + to.month - 1, n = c->every_months;
    if (n > 12)
        note(r, "period-long", r->out->raw);
    if (start % 12 != 0 && n > 1)
        note(r, "period-from", vd_date_iso(r->arena, from));
    if (n <= 12 && start + n - 1 > stop) { /* one period, cut by its bounds: «Anual de marzo a mayo» */
        add(r, from, to, source, false);
        return;
    }
    for (; n <= 12 && start + n - 1 <= stop; start += n)
        add_period(r, c, start, start + n - 1, to, source);
    if (start <= stop && n <= 12)
        note(r, "period-partial", r->out->raw);
}

static void due_by_days(struct reading *r, int days, struct vd_date from, struct vd_date to, enum plan_year_source source)
{
    int64_t first = vd_date_days(from), last = vd_date_days(to);
    if (days == 1)
        note(r, "daily", r->out->raw);
    if (days == 7)
        note(r, "weekly", r->out->raw);
    for (int64_t day = first; days > 1 && day <= last; day++) {
        struct vd_date d = vd_date_of_days(day);
        if (days == 7 && vd_date_weekday(d) == 5)
            add(r, vd_date_of_days(day - 4 < first ? first : day - 4), d, source, true);
        if (days == 15 && (d.day == 15 || d.day == vd_date_last_day(d.year, d.month)))
            add(r, (struct vd_date){d.year, d.month, d.day == 15 ? 1 : 16}, d, source, true);
    }
}

void repeats_due(struct reading *r, const struct plan_recurrence *c, struct vd_date from, struct vd_date to, enum plan_year_source source)
{
    size_t before = r->out->windows.n;
    if (c->every_months)
        due_by_months(r, c, from, to, source);
    else
        due_by_days(r, c->every_days, from, to, source);
    if (r->out->windows.n > before && !c->offset_days && !c->day_of_month && c->every_months)
        note(r, "period-end", r->out->raw);
}

struct vd_oint plan_dates_times_a_year(struct vd_arena *arena, struct vd_str text)
{
    struct plan_schedule scratch = {.raw = text};
    struct reading r = {.arena = arena, .prose = true, .out = &scratch, .words = plan_words_of(arena, text)};
    struct plan_recurrence found;
    terms_read(&r);
    /* «dos capacitaciones al año»: what is counted stands between */
    size_t kept = 0;
    for (size_t i = 0; i < r.terms.n; i++) {
        const struct term *last = kept ? &r.terms.v[kept - 1] : NULL, *t = &r.terms.v[i];
        bool counted = last && last->kind == TERM_NUMBER && t->kind == TERM_UNKNOWN && i + 1 < r.terms.n && t->from - last->to <= 4;
        if (!counted)
            r.terms.v[kept++] = *t;
    }
    r.terms.n = kept;
    bool has = repeats_read(&r, &found);
    if (!has || plan_note_has(&scratch.verdict, "period-two") || plan_note_has(&scratch.verdict, "period-meaning"))
        return (struct vd_oint){0};
    int64_t n = found.every_months && found.every_months <= 12 ? 12 / found.every_months : found.every_days == 7 ? 52 : found.every_days == 15 ? 24
              : found.times ? (int64_t)found.times * 12 / found.per_months : 0;
    return n ? vd_some(n) : (struct vd_oint){0};
}
