/* SPDX-License-Identifier: Apache-2.0 */
/* A date cell: its words become terms, the terms a recurrence and moments, the moments windows. What was supposed is told in a
 * note; what cannot be is a problem with its proposal and leaves the date out. */
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_terms.h"

static const struct term *at(const struct reading *r, size_t i) { return &r->terms.v[i]; }
static void note(struct reading *r, const char *code, struct vd_str what) { plan_note_add(r->arena, &r->out->verdict, code, what); }

static const char *kind_of(const struct plan_schedule *s, const moments *all)
{
    bool years = all->n > 0, spans = false, points = true;
    for (size_t i = 0; i < all->n; i++) {
        const struct moment *m = &all->v[i];
        years = years && m->only_year;
        spans = spans || m->range || m->from_month != m->due_month || (m->from_day && !m->point) || m->begins;
        points = points && (m->point || m->ends || m->before) && !m->range && !m->begins;
    }
    if (years)
        return "fiscal_year";
    if (s->windows.n == 1)
        return points ? "point" : "window";
    return spans ? "windows" : "points";
}

static bool is_bound(const moments *all)
{
    const struct moment *m = all->v;
    return (all->n == 2 && m[1].range) || (all->n == 1 && (m->begins || m->ends || m->before || m->only_year || m->from_month != m->due_month));
}

/* Due dates of a recurrence: between the bounds that are said, or in the whole vigencia. */
static void add_due(struct reading *r, const moments *all)
{
    struct plan_schedule *s = r->out;
    struct vd_date from = {(int16_t)r->vigencia, 1, 1}, to = {(int16_t)r->vigencia, 12, 31};
    enum plan_year_source source = r->vigencia ? PLAN_YEAR_VIGENCIA : PLAN_YEAR_NONE;
    if (all->n) {
        windows_add(r, all);
        struct plan_window bound = s->windows.v[0];
        s->windows.n = 0;
        if (!bound.due.year)
            return;
        from = bound.from.year ? bound.from : (struct vd_date){bound.due.year, 1, 1};
        to = bound.due;
        source = bound.year_source;
    }
    if (!from.year)
        note(r, "year-missing", s->raw);
    else if ((s->recurrence.every_months || s->recurrence.every_days) && !plan_note_has(&s->verdict, "period-two"))
        repeats_due(r, &s->recurrence, from, to, source);
}

/* «Semestral (junio y diciembre)»: the dates are the due dates, and as many as the periodicity asks for. */
static void check_count(struct reading *r)
{
    struct plan_schedule *s = r->out;
    const struct plan_recurrence *c = &s->recurrence;
    int64_t asked = c->every_months ? 12 / c->every_months : c->every_days == 7 ? 52 : c->every_days == 15 ? 24 : c->times;
    if (asked && asked != (int64_t)s->windows.n) {
        struct vd_str text = vd_str_printf(r->arena, "%zu fechas, y se esperan %" PRId64, s->windows.n, asked);
        note(r, "period-count", text);
        plan_problem_add(r->arena, &s->verdict, "VD-P022", s->raw, (struct vd_str){0});
    }
}

static void take_recurring(struct reading *r, const moments *all)
{
    struct plan_schedule *s = r->out;
    s->kind = "recurring";
    if (terms_have(r, TERM_PERMANENT))
        note(r, "period-permanent", s->raw);
    if (terms_have(r, TERM_EXTERNAL) || terms_have(r, TERM_DEMAND))
        note(r, "period-external", s->raw);
    if (all->n == 0 || is_bound(all)) {
        add_due(r, all);
    } else {
        windows_add(r, all);
        check_count(r);
    }
    VD_EACH(w, &s->windows)
        if (!w->raw.p)
            w->status = s->verdict.status;
}

/* Not fixed by this plan: due at the end of the vigencia until somebody fixes it. */
static void take_external(struct reading *r, const char *code)
{
    r->out->kind = "external";
    note(r, code, r->out->raw);
    plan_problem_add(r->arena, &r->out->verdict, "VD-P020", r->out->raw, (struct vd_str){0});
    struct plan_window *w = VD_PUSH(r->arena, &r->out->windows);
    *w = (struct plan_window){.granularity = PLAN_YEAR, .year_source = r->vigencia ? PLAN_YEAR_VIGENCIA : PLAN_YEAR_NONE,
                              .status = r->out->verdict.status, .problem = "VD-P020", .raw = r->out->raw};
    if (r->vigencia)
        w->due = (struct vd_date){(int16_t)r->vigencia, 12, 31};
}

static bool says_something(const struct reading *r)
{
    VD_EACH(t, &r->terms)
        if (t->kind != TERM_NOISE && t->kind != TERM_LIST && t->kind != TERM_RANGE)
            return true;
    return false;
}

/* The day that a spreadsheet keeps as a number (days since 30/12/1899, in its usual epoch) and shows so when its cell has no date
 * format. Only a proposal: the number may be anything else. Year 0: it is none of 2000 to 2100. */
static struct vd_date day_of_sheet(struct vd_str raw)
{
    enum { UNIX_EPOCH = 25569, DAY_LEAST = 36526, DAY_MOST = 73415 };
    int64_t days = 0;
    if (raw.n != 5 || !vd_str_i64(raw, &days) || days < DAY_LEAST || days > DAY_MOST)
        return (struct vd_date){0};
    return vd_date_of_days(days - UNIX_EPOCH);
}

static void take_undated(struct reading *r)
{
    struct plan_schedule *s = r->out;
    if (terms_have(r, TERM_DEMAND)) {
        take_external(r, "on-demand");
    } else if (terms_have(r, TERM_EXTERNAL)) {
        take_external(r, "external");
    } else if (terms_have(r, TERM_PERMANENT)) {
        s->kind = "permanent";
    } else if (terms_have(r, TERM_UNDEFINED)) {
        note(r, "undefined", s->raw);
    } else if (!terms_have(r, TERM_NOTHING) && says_something(r) && !r->prose) {
        note(r, "unread", s->raw);
        struct vd_date day = day_of_sheet(s->raw);
        plan_problem_add(r->arena, &s->verdict, day.year ? "VD-P079" : "VD-P002", s->raw, day.year ? vd_date_dmy(r->arena, day) : (struct vd_str){0});
    }
}

static void take_moments(struct reading *r, const moments *all)
{
    struct plan_schedule *s = r->out;
    windows_add(r, all);
    windows_check_list(r, all);
    s->kind = kind_of(s, all);
    if (terms_have(r, TERM_PERMANENT))
        s->kind = "permanent";
    if (terms_have(r, TERM_EXTERNAL) || terms_have(r, TERM_DEMAND))
        note(r, "external-dates", s->raw);
}

/* What a term that no rule read does to the reading, as the code of a note; NULL: nothing. */
static const char *rest_of(const struct reading *r, const struct term *t)
{
    if (t->used)
        return NULL;
    switch (t->kind) {
    case TERM_UNKNOWN: case TERM_CITATION: return "other-words";
    case TERM_NUMBER: return r->out->recurs ? "period-number" : "other-number";
    case TERM_VAGUE: return "vague";
    case TERM_BUSINESS: case TERM_TIMES: return "part-unread";
    case TERM_UNIT: return t->value != 1 && t->value != 12 ? "part-unread" : NULL; /* «semana», «trimestre», «días» */
    default: return NULL;
    }
}

static void tell_rest(struct reading *r)
{
    bool external = terms_have(r, TERM_EXTERNAL) || terms_have(r, TERM_DEMAND);
    for (size_t i = 0; i < r->terms.n; i++) {
        const char *code = rest_of(r, at(r, i));
        size_t end = i;
        while (code && at(r, i)->kind == TERM_UNKNOWN && end + 1 < r->terms.n &&
               (at(r, end + 1)->kind == TERM_UNKNOWN || at(r, end + 1)->kind == TERM_NOISE || at(r, end + 1)->kind == TERM_OF))
            end++;
        if (code && !external)
            note(r, code, terms_text(r, i, end));
        i = end;
    }
}

/* A year is a whole date only when nothing else is said: «15 de 2022» is none. */
static bool only_years(const struct reading *r, const moments *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (!all->v[i].only_year)
            return false;
    VD_EACH(t, &r->terms)
        if (rest_of(r, t))
            return true;
    return false;
}

/* What is doubted of one window is said by that window; every other note is of all of them. */
static void spread_status(struct plan_schedule *s)
{
    static const char *const of_one[] = {"impossible", "swapped", "inverted", "weekday", "year-doubtful", "year-missing", "month-or-day", "half-window",
                                         "year-from-vigencia", "year-from-before", "year-two-digits", "year-crossed", "open-start", "before"};
    enum plan_certainty all = PLAN_READ;
    VD_EACH(n, &s->verdict.notes) {
        bool one = false;
        for (size_t i = 0; i < VD_COUNT(of_one); i++)
            one = one || strcmp(n->code, of_one[i]) == 0;
        if (!one && n->weight > all)
            all = n->weight;
    }
    VD_EACH(w, &s->windows)
        if (w->status < all)
            w->status = all;
}

/* A year that goes without saying is no supposition worth a mark: half of the plans write «30 de mayo». */
static void tell_supposed(struct vd_arena *arena, struct plan_schedule *s)
{
    static const char *const of_year[] = {"year-from-vigencia", "year-from-before", "year-two-digits"};
    VD_EACH(n, &s->verdict.notes) {
        bool year = false;
        for (size_t i = 0; i < VD_COUNT(of_year); i++)
            year = year || strcmp(n->code, of_year[i]) == 0;
        if (!year && n->weight == PLAN_SUPPOSED)
            s->supposed = s->supposed.n ? vd_str_printf(arena, "%.*s %.*s", VD_SARG(s->supposed), VD_SARG(n->text)) : n->text;
    }
    VD_EACH(w, &s->windows)
        w->supposed = s->supposed.n && w->status == PLAN_SUPPOSED && w->due.year;
}

static void read_into(struct vd_arena *arena, struct vd_str text, int vigencia, bool prose, struct plan_schedule *ret)
{
    struct vd_str raw = vd_str_squeeze(arena, text);
    *ret = (struct plan_schedule){.kind = "none"};
    if (raw.n == 0)
        return;
    ret->raw = raw;
    struct reading r = {.arena = arena, .vigencia = vigencia, .prose = prose, .words = plan_words_of(arena, text), .out = ret};
    terms_read(&r);
    ret->recurs = !prose && repeats_read(&r, &ret->recurrence);
    moments all = moments_read(&r);
    if (!ret->recurs && !prose && only_years(&r, &all))
        all.n = 0;
    for (size_t i = 0; prose && i < all.n;)
        if (all.v[i].only_year)
            memmove(&all.v[i], &all.v[i + 1], (--all.n - i) * sizeof *all.v);
        else
            i++;
    if (ret->recurs)
        take_recurring(&r, &all);
    else if (all.n)
        take_moments(&r, &all);
    else
        take_undated(&r);
    if ((ret->recurs || all.n) && !prose)
        tell_rest(&r);
    spread_status(ret);
    tell_supposed(arena, ret);
}

void plan_dates_read(struct vd_arena *arena, struct vd_str text, int vigencia, struct plan_schedule *ret)
{
    read_into(arena, text, vigencia, false, ret);
}

void plan_dates_in_prose(struct vd_arena *arena, struct vd_str text, int vigencia, struct plan_schedule *ret)
{
    read_into(arena, text, vigencia, true, ret);
}
