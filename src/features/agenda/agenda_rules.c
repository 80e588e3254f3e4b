/* SPDX-License-Identifier: Apache-2.0 */
#include "features/agenda/agenda_rules.h"
#include "calendar/calendar.h"

enum { MOST_PERIODS = 600, NEAR_DAYS = 8 };

static const char *const due_names[] = {"ultimo_dia", "dia", "habil", "dia_siguiente", "habil_siguiente"};
static const char *const months[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"};
static const char *const ordinals[] = {"primer", "segundo", "tercer", "cuarto", "quinto", "sexto"};

/* Of the tables in law/, which are checked when the program is built: a cell that is no number stays 0. */
static int number_of(struct vd_str cell)
{
    int64_t n = 0;
    return vd_str_i64(cell, &n) ? (int)n : 0;
}

const char *agenda_due_name(enum agenda_due due) { return due_names[due]; }

bool agenda_due_named(struct vd_str name, enum agenda_due *ret)
{
    for (int i = 0; i < AGENDA_DUES; i++)
        if (vd_str_is(name, due_names[i])) {
            *ret = (enum agenda_due)i;
            return true;
        }
    return false;
}

const struct agenda_cadences *agenda_cadence_of(struct vd_str code)
{
    for (size_t i = 0; i < agenda_cadences_n; i++)
        if (vd_str_eq(agenda_cadences[i].code, code))
            return &agenda_cadences[i];
    return NULL;
}

/* The plural of "mes" is "meses", of the others it adds an s. */
const struct agenda_cadences *agenda_cadence_per(struct vd_str label)
{
    for (size_t i = 0; i < agenda_cadences_n; i++) {
        struct vd_str per = agenda_cadences[i].per;
        struct vd_str tail = vd_str_sub(label, per.n < label.n ? per.n : label.n, label.n);
        if (vd_str_starts(label, per) && (tail.n == 0 || vd_str_is(tail, "s") || vd_str_is(tail, "es")))
            return &agenda_cadences[i];
    }
    return NULL;
}

/* ---- periods */
static struct vd_date day_of(int year, int month, int day)
{
    int last = vd_date_last_day(year, month);
    return (struct vd_date){(int16_t)year, (uint8_t)month, (uint8_t)(day < last ? day : last)};
}

static void month_after(int *year, int *month)
{
    *year += *month == 12;
    *month = *month == 12 ? 1 : *month + 1;
}

/* A month without that many business days ends with its last one. */
static struct vd_date business(int year, int month, int n)
{
    for (; n > 0; n--) {
        struct vd_date d = vd_calendar_nth_business(year, month, n);
        if (d.year)
            return d;
    }
    return (struct vd_date){0};
}

static struct vd_date due_in(const struct agenda_rhythm *rhythm, int year, int month)
{
    if (rhythm->due == AGENDA_DAY_AFTER || rhythm->due == AGENDA_BUSINESS_AFTER)
        month_after(&year, &month);
    if (rhythm->due == AGENDA_BUSINESS || rhythm->due == AGENDA_BUSINESS_AFTER)
        return business(year, month, rhythm->n);
    return day_of(year, month, rhythm->due == AGENDA_LAST_DAY ? 31 : rhythm->n);
}

static struct vd_str label_of(struct vd_arena *arena, int size, int year, int first)
{
    if (size == 12)
        return vd_str_printf(arena, "%d", year);
    if (size == 1)
        return vd_str_printf(arena, "%s de %d", months[first - 1], year);
    const char *period = "";
    for (size_t i = 0; i < agenda_cadences_n; i++)
        if (number_of(agenda_cadences[i].months) == size)
            period = agenda_cadences[i].period.p;
    return vd_str_printf(arena, "%s %s de %d", ordinals[(first - 1) / size], period, year);
}

static bool rhythm_is(const struct agenda_rhythm *r)
{
    bool known = false;
    for (size_t i = 0; i < agenda_cadences_n; i++)
        known = known || number_of(agenda_cadences[i].months) == r->months;
    bool day = r->due == AGENDA_LAST_DAY ? r->n == 0 : r->n >= 1 && r->n <= 31;
    return known && day && vd_date_valid(r->from) && vd_date_valid(r->to) && vd_date_days(r->from) <= vd_date_days(r->to);
}

enum vd_err agenda_periods_of(struct vd_arena *arena, const struct agenda_rhythm *r, agenda_periods *ret)
{
    if (!rhythm_is(r))
        return VD_INVALID;
    agenda_periods out = {0};
    int year = r->from.year, first = (r->from.month - 1) / r->months * r->months + 1;
    for (;;) {
        struct vd_date begins = day_of(year, first, 1);
        if (vd_date_days(begins) > vd_date_days(r->to))
            break;
        if (out.n == MOST_PERIODS)
            return VD_INVALID;
        int last = first + r->months - 1;
        struct vd_date ends = day_of(year, last, 31);
        struct agenda_period *p = VD_PUSH(arena, &out);
        *p = (struct agenda_period){.no = (int)out.n, .from = begins, .to = ends, .due = due_in(r, year, last), .label = label_of(arena, r->months, year, first)};
        if (vd_date_days(p->from) < vd_date_days(r->from))
            p->from = r->from;
        if (vd_date_days(p->to) > vd_date_days(r->to))
            p->to = r->to;
        first += r->months;
        year += first > 12;
        first = first > 12 ? 1 : first;
    }
    *ret = out;
    return VD_OK;
}

/* ---- cut-offs */
static struct vd_date after(struct vd_arena *arena, struct vd_date cut, int n, struct vd_str unit, bool of_month)
{
    struct vd_term term = {0};
    struct vd_str reason;
    bool calendar = vd_str_is(unit, "calendario");
    if (of_month && !calendar) { /* «los diez primeros días hábiles de mayo» */
        int year = cut.year, month = cut.month;
        month_after(&year, &month);
        return business(year, month, n);
    }
    if (vd_calendar_due(arena, cut, n, calendar ? VD_TERM_CALENDAR : VD_TERM_BUSINESS, &term, &reason))
        return (struct vd_date){0};
    return term.date;
}

enum vd_err agenda_cuts_of(struct vd_arena *arena, struct vd_str calendar, int vigencia, agenda_cuts *ret)
{
    agenda_cuts out = {0};
    for (size_t i = 0; i < agenda_followup_calendars_n; i++) {
        const struct agenda_followup_calendars *law = &agenda_followup_calendars[i];
        if (!vd_str_eq(law->code, calendar))
            continue;
        struct agenda_cut cut = {.no = number_of(law->no), .name = law->name, .norm = law->norm, .mark = law->mark, .text = law->text};
        if (!vd_date_from_iso(vd_str_printf(arena, "%04d-%.*s", vigencia, VD_SARG(law->cut_on)), &cut.cut_on))
            return VD_INVALID;
        cut.reports_until = after(arena, cut.cut_on, number_of(law->report_n), law->report_unit, false);
        cut.publish_by = after(arena, cut.cut_on, number_of(law->publish_n), law->publish_unit, true);
        if (!cut.reports_until.year || !cut.publish_by.year)
            return VD_INVALID;
        *VD_PUSH(arena, &out) = cut;
    }
    if (out.n == 0)
        return VD_NOT_FOUND;
    *ret = out;
    return VD_OK;
}

/* ---- how it stands */
struct vd_date agenda_handed_on(struct vd_str delivered_on, struct vd_oint registered_at)
{
    struct vd_date on = {0};
    if (!vd_date_from_iso(delivered_on, &on))
        return (struct vd_date){0};
    return registered_at.has ? vd_date_in_bogota(registered_at.v) : on;
}

enum agenda_state agenda_state_on(struct vd_date due, struct vd_date delivered, bool cancelled, struct vd_date today)
{
    if (delivered.year)
        return vd_date_days(delivered) <= vd_date_days(due) ? AGENDA_DONE : AGENDA_DONE_LATE;
    if (cancelled)
        return AGENDA_CANCELLED;
    int64_t left = vd_date_days(due) - vd_date_days(today);
    return left < 0 ? AGENDA_OVERDUE : left <= NEAR_DAYS ? AGENDA_NEAR : AGENDA_PENDING;
}
