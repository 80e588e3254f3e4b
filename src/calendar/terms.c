/* SPDX-License-Identifier: Apache-2.0 */
/* Terms by the Ley 4/1913, art. 62: those in days count business days unless the norm says otherwise, those in months run by
 * the calendar and, ending on a day of rest, go to the next business day. The day that sets a term off is never counted.
 *
 * A count is a walk, one day at a time, that leaves a row for each day with the reason it counts or not; the answer is
 * where the walk stopped. There is no arithmetic beside it that could say something else than the explanation. */
#include "calendar/calendar_law.h"
#include "calendar/holidays.h"

enum { LONGEST_DAYS = 36525, LONGEST_MONTHS = 1200 };   /* a hundred years: no term is longer, a slip of the finger is */

static void add_rule(struct vd_arena *arena, struct vd_term *term, const char *code)
{
    for (size_t i = 0; i < calendar_law_terms_counting_n; i++) {
        const struct calendar_law_terms_counting *row = &calendar_law_terms_counting[i];
        if (vd_str_is(row->code, code))
            *VD_PUSH(arena, &term->rules) = (struct vd_term_rule){row->text, row->norm, row->mark};
    }
}

/* "sábado: no es hábil", "festivo: Jueves Santo (…)", "sábado y festivo: Navidad (…)" */
static struct vd_str why_rest(struct vd_arena *arena, struct vd_date d, enum vd_day_kind kind)
{
    int weekday = vd_date_weekday(d);
    if (kind != VD_DAY_HOLIDAY)
        return vd_str_printf(arena, "%s: no es hábil", vd_weekday_name(d));
    struct vd_str name = vd_holidays_on(arena, d);
    if (weekday == 0 || weekday == 6)
        return vd_str_printf(arena, "%s y festivo: %.*s", vd_weekday_name(d), VD_SARG(name));
    return vd_str_printf(arena, "festivo: %.*s", VD_SARG(name));
}

/* One more row. False with a reason when the law does not reach the day or the count has grown without sense. */
static bool add_day(struct vd_arena *arena, struct vd_term *term, int64_t day, struct vd_str *ret_reason)
{
    struct vd_date date = vd_date_of_days(day);
    enum vd_day_kind kind = vd_calendar_kind(date);
    if (kind == VD_DAY_UNKNOWN) {
        *ret_reason = vd_holidays_no_reach(arena, date.year);
        return false;
    }
    if (term->days.n > LONGEST_DAYS + 31) {
        *ret_reason = VD_S("La cuenta pasa de cien años: revise las fechas o el número de días");
        return false;
    }
    *VD_PUSH(arena, &term->days) = (struct vd_term_day){.date = date, .kind = kind};
    term->date = date;
    return true;
}

static struct vd_term_day *last(struct vd_term *term) { return &term->days.v[term->days.n - 1]; }

/* The last row as a business day of the count, or as a day that does not count. */
static void count_business(struct vd_arena *arena, struct vd_term *term)
{
    struct vd_term_day *day = last(term);
    if (day->kind == VD_DAY_BUSINESS) {
        day->number = ++term->number;
        day->why = vd_str_printf(arena, "día hábil %" PRId64, day->number);
    } else {
        day->why = why_rest(arena, day->date, day->kind);
    }
}

static bool start(struct vd_arena *arena, struct vd_term *term, struct vd_date from, struct vd_str *ret_reason)
{
    if (!add_day(arena, term, vd_date_days(from), ret_reason))
        return false;
    last(term)->why = VD_S("día de partida: no se cuenta");
    add_rule(arena, term, "dia-uno");
    return true;
}

static void add_business_rules(struct vd_arena *arena, struct vd_term *term)
{
    add_rule(arena, term, "habiles");
    add_rule(arena, term, "sabado");
}

static bool walk_business(struct vd_arena *arena, struct vd_term *term, int64_t n, struct vd_str *ret_reason)
{
    add_business_rules(arena, term);
    for (int64_t day = vd_date_days(term->date) + 1; term->number < n; day++) {
        if (!add_day(arena, term, day, ret_reason))
            return false;
        count_business(arena, term);
    }
    return true;
}

/* A day of a term that runs by the calendar: it counts, or the term only goes on because its end was a day of rest. */
static void count_calendar(struct vd_arena *arena, struct vd_term *term, int64_t day, int64_t end)
{
    struct vd_term_day *row = last(term);
    bool rests = row->kind != VD_DAY_BUSINESS;
    if (day > end) {
        row->why = rests ? why_rest(arena, row->date, row->kind) : VD_S("primer día hábil: aquí termina");
        return;
    }
    row->number = ++term->number;
    row->why = vd_str_printf(arena, "día %" PRId64, row->number);
    if (day == end && rests)
        row->why = vd_str_printf(arena, "día %" PRId64 "; %.*s; el término sigue hasta el primer día hábil", row->number,
                                 VD_SARG(why_rest(arena, row->date, row->kind)));
}

/* Every day up to `end` counts; then on to a business day. */
static bool walk_calendar(struct vd_arena *arena, struct vd_term *term, int64_t end, struct vd_str *ret_reason)
{
    for (int64_t day = vd_date_days(term->date) + 1; day <= end || last(term)->kind != VD_DAY_BUSINESS; day++) {
        if (!add_day(arena, term, day, ret_reason))
            return false;
        count_calendar(arena, term, day, end);
    }
    return true;
}

/* The day that bears the same number n months later, or the last of that month. */
static int64_t months_later(struct vd_date from, int64_t n)
{
    int64_t month = from.month - 1 + n;
    struct vd_date end = {(int16_t)(from.year + month / 12), (uint8_t)(month % 12 + 1), from.day};
    int last_day = vd_date_last_day(end.year, end.month);
    if (end.day > last_day)
        end.day = (uint8_t)last_day;
    return vd_date_days(end);
}

static bool sensible(int64_t n, int64_t most, struct vd_str *ret_reason)
{
    if (n >= 1 && n <= most)
        return true;
    *ret_reason = n < 1 ? VD_S("Un término se cuenta desde 1") : VD_S("Un término no pasa de cien años: revise el número");
    return false;
}

static bool exists(struct vd_date d, struct vd_str *ret_reason)
{
    if (vd_date_valid(d))
        return true;
    *ret_reason = VD_S("Esa fecha no existe en el calendario");
    return false;
}

enum vd_err vd_calendar_due(struct vd_arena *arena, struct vd_date from, int64_t n, enum vd_term_unit unit, struct vd_term *ret,
                            struct vd_str *ret_reason)
{
    struct vd_term term = {0};
    bool good = exists(from, ret_reason) && sensible(n, unit == VD_TERM_MONTHS ? LONGEST_MONTHS : LONGEST_DAYS, ret_reason) &&
                start(arena, &term, from, ret_reason);
    if (good && unit == VD_TERM_BUSINESS) {
        good = walk_business(arena, &term, n, ret_reason);
    } else if (good) {
        add_rule(arena, &term, unit == VD_TERM_MONTHS ? "meses" : "calendario");
        good = walk_calendar(arena, &term, unit == VD_TERM_MONTHS ? months_later(from, n) : vd_date_days(from) + n, ret_reason);
        term.number = n;
    }
    if (!good)
        return VD_INVALID;
    *ret = term;
    return VD_OK;
}

enum vd_err vd_calendar_between(struct vd_arena *arena, struct vd_date from, struct vd_date to, struct vd_term *ret, struct vd_str *ret_reason)
{
    struct vd_term term = {0};
    if (!exists(from, ret_reason) || !exists(to, ret_reason))
        return VD_INVALID;
    int64_t a = vd_date_days(from), b = vd_date_days(to);
    if (!start(arena, &term, a <= b ? from : to, ret_reason))
        return VD_INVALID;
    add_business_rules(arena, &term);
    for (int64_t day = (a <= b ? a : b) + 1; day <= (a <= b ? b : a); day++) {
        if (!add_day(arena, &term, day, ret_reason))
            return VD_INVALID;
        count_business(arena, &term);
    }
    term.date = to;
    if (b < a)
        term.number = -term.number;
    *ret = term;
    return VD_OK;
}

enum vd_err vd_calendar_nth(struct vd_arena *arena, int year, int month, int64_t n, struct vd_term *ret, struct vd_str *ret_reason)
{
    struct vd_term term = {0};
    struct vd_date first = {(int16_t)year, (uint8_t)month, 1};
    if (vd_date_last_day(year, month) == 0 || year < 1 || year > 9999) {
        *ret_reason = VD_S("Ese mes no existe en el calendario");
        return VD_INVALID;
    }
    if (!sensible(n, LONGEST_DAYS, ret_reason))
        return VD_INVALID;
    add_business_rules(arena, &term);
    for (int day = 0; term.number < n && day < vd_date_last_day(year, month); day++) {
        if (!add_day(arena, &term, vd_date_days(first) + day, ret_reason))
            return VD_INVALID;
        count_business(arena, &term);
    }
    if (term.number < n) {
        *ret_reason = vd_str_printf(arena, "%04d-%02d solo tiene %" PRId64 " días hábiles", year, month, term.number);
        return VD_INVALID;
    }
    *ret = term;
    return VD_OK;
}
