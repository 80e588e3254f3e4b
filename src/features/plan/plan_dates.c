/* SPDX-License-Identifier: Apache-2.0 */
/* A date cell: its words become terms, the terms a recurrence and moments, the moments windows. What was supposed is told in a
 * note; what cannot be is a problem with its proposal and leaves the date out. */
#include "features/plan/plan_dates.h"
#include "calendar/calendar.h"
#include "features/plan/plan_terms.h"

static const struct term *at(const struct reading *r, size_t i) { return &r->terms.v[i]; }
static void note(struct reading *r, const char *code, struct vd_str what) { plan_note_add(r->arena, &r->out->verdict, code, what); }

/* `what` are the words that are doubted. */
static void doubt_window(struct reading *r, struct plan_window *w, struct vd_str what, const char *code, const char *problem, struct vd_str proposal)
{
    note(r, code, what);
    w->status = PLAN_AMBIGUOUS;
    if (!problem)
        return;
    w->problem = problem;
    plan_problem_add(r->arena, &r->out->verdict, problem, what, proposal);
}

/* ---- one end of a window */

static struct vd_date last_day(int year, int month) { return (struct vd_date){(int16_t)year, (uint8_t)month, (uint8_t)vd_date_last_day(year, month)}; }

struct vd_date business_day(int year, int month, int n)
{
    if (n != LAST)
        return vd_calendar_nth_business(year, month, n);
    struct vd_date day = last_day(year, month);
    while (!vd_calendar_is_business(day)) /* every month of the law's table has one */
        day.day--;
    return day;
}

struct vd_date moment_from(const struct moment *m)
{
    return (struct vd_date){(int16_t)m->year, (uint8_t)m->from_month, (uint8_t)(m->from_day ? m->from_day : 1)};
}

struct vd_date moment_due(const struct moment *m)
{
    if (m->business)
        return business_day(m->year, m->due_month, m->business);
    if (m->due_day)
        return (struct vd_date){(int16_t)m->year, (uint8_t)m->due_month, (uint8_t)m->due_day};
    return last_day(m->year, m->due_month);
}

/* The day that was perhaps meant by one that does not exist. */
static struct vd_date proposal_for(const struct moment *m)
{
    if (m->impossible && strcmp(m->impossible, "swapped") == 0)
        return (struct vd_date){(int16_t)m->year, (uint8_t)m->due_day, (uint8_t)m->due_month};
    if (m->due_month < 1 || m->due_month > 12 || m->due_day < 1)
        return (struct vd_date){0};
    return last_day(m->year, m->due_month);
}

static bool exists(const struct moment *m)
{
    if (m->impossible)
        return false;
    return vd_date_valid(moment_from(m)) && vd_date_valid(moment_due(m));
}

static void check_weekday(struct reading *r, const struct moment *m, struct plan_window *w)
{
    static const char *const names[] = {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"};
    struct vd_date day = moment_due(m);
    int real = vd_date_weekday(day);
    if (m->weekday && m->weekday != real + 1)
        doubt_window(r, w, terms_text(r, m->first, m->last), "weekday", "VD-P025", vd_str_printf(r->arena, "%s %.*s", names[real], VD_SARG(vd_date_dmy(r->arena, day))));
}

/* Whether the moment gives a day; if not, the window says why. */
static bool usable(struct reading *r, const struct moment *m, struct plan_window *w)
{
    struct vd_str what = terms_text(r, m->first, m->last);
    if (m->doubt) {
        bool unread = strcmp(m->doubt, "vague") == 0;
        doubt_window(r, w, what, m->doubt, unread || strcmp(m->doubt, "year-doubtful") == 0 ? "VD-P002" : NULL, (struct vd_str){0});
        return false;
    }
    if (m->year == 0) {
        doubt_window(r, w, what, "year-missing", NULL, (struct vd_str){0});
        return false;
    }
    if (!exists(m)) {
        struct vd_date better = proposal_for(m);
        bool sure = vd_date_valid(better);
        doubt_window(r, w, what, m->impossible && strcmp(m->impossible, "swapped") == 0 ? "swapped" : "impossible", "VD-P001", sure ? vd_date_dmy(r->arena, better) : (struct vd_str){0});
        return false;
    }
    return true;
}

static void suppose(struct plan_window *w)
{
    if (w->status < PLAN_SUPPOSED)
        w->status = PLAN_SUPPOSED;
}

static void tell_year(struct reading *r, const struct moment *m, struct plan_window *w)
{
    if (m->year_two)
        note(r, "year-two-digits", vd_str_printf(r->arena, "%d", m->year));
    if (m->year_two || m->year_before || (m->source == PLAN_YEAR_VIGENCIA && plan_note_has(&r->out->verdict, "year-from-vigencia")))
        suppose(w);
    if (w->year_source != PLAN_YEAR_VIGENCIA)
        w->year_source = m->source;
}

/* ---- windows */

static void check_window(struct reading *r, struct plan_window *w)
{
    bool both = w->from.year && w->due.year;
    if (both && vd_date_days(w->due) < vd_date_days(w->from)) {
        w->from = w->due = (struct vd_date){0};
        doubt_window(r, w, w->raw, "inverted", "VD-P023", (struct vd_str){0});
        return;
    }
    bool outside = r->vigencia && ((w->due.year && w->due.year != r->vigencia) || (w->from.year && w->from.year != r->vigencia));
    if (outside && w->year_source == PLAN_YEAR_EXPLICIT && !w->problem) {
        w->problem = "VD-P021";
        plan_problem_add(r->arena, &r->out->verdict, "VD-P021", w->raw, (struct vd_str){0});
    }
}

static void add_range(struct reading *r, const struct moment *a, const struct moment *b)
{
    struct plan_window *w = VD_PUSH(r->arena, &r->out->windows);
    w->raw = terms_text(r, a->first, b->last);
    w->granularity = a->granularity < b->granularity ? a->granularity : b->granularity;
    tell_year(r, a, w);
    tell_year(r, b, w);
    bool from = usable(r, a, w), due = usable(r, b, w);
    if (from) {
        w->from = moment_from(a);
        check_weekday(r, a, w);
    }
    if (due) {
        w->due = moment_due(b);
        check_weekday(r, b, w);
    }
    if (from != due && a->due_month && b->due_month)
        note(r, "half-window", w->raw);
    if (a->year + 1 == b->year && plan_note_has(&r->out->verdict, "year-crossed"))
        suppose(w);
    check_window(r, w);
}

static void add_one(struct reading *r, const struct moment *m)
{
    struct plan_window *w = VD_PUSH(r->arena, &r->out->windows);
    w->raw = terms_text(r, m->first, m->last);
    w->granularity = m->granularity;
    tell_year(r, m, w);
    if (!usable(r, m, w))
        return;
    check_weekday(r, m, w);
    w->due = moment_due(m);
    if (!m->point && !m->ends)
        w->from = moment_from(m);
    if (m->begins) {
        w->from = moment_from(m);
        w->due = (struct vd_date){(int16_t)m->year, 12, 31};
        note(r, "open-start", w->raw);
        suppose(w);
    } else if (m->before) {
        w->due = vd_date_of_days(vd_date_days(moment_from(m)) - 1);
        w->from = (struct vd_date){0};
        w->granularity = PLAN_DAY;
        note(r, "before", w->raw);
        suppose(w);
    }
    check_window(r, w);
}

static void add_all(struct reading *r, const moments *all)
{
    for (size_t i = 0; i < all->n; i++) {
        bool range = i + 1 < all->n && all->v[i + 1].range;
        if (range)
            add_range(r, &all->v[i], &all->v[i + 1]);
        else
            add_one(r, &all->v[i]);
        i += range ? 1 : 0;
    }
}

/* «30 de abril, agosto y diciembre»: is the 30th of all of them? */
static void check_list(struct reading *r, const moments *all)
{
    bool day_first = all->n > 1 && all->v[0].point && !all->v[0].business, months = false, slash = false;
    for (size_t i = 1; i < all->n; i++) {
        const struct moment *m = &all->v[i];
        months = months || (m->granularity == PLAN_MONTH && !m->range && m->from_month == m->due_month);
        slash = slash || (m->slash && !m->range);
    }
    if (day_first && months && !all->v[1].range)
        note(r, "mixed-list", r->out->raw);
    if (all->n == 2 && slash && all->v[0].granularity == PLAN_MONTH)
        note(r, "slash-list", r->out->raw);
}

/* ---- kinds */

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
        add_all(r, all);
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
        add_all(r, all);
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
    add_all(r, all);
    check_list(r, all);
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
}

void plan_dates_read(struct vd_arena *arena, struct vd_str text, int vigencia, struct plan_schedule *ret)
{
    read_into(arena, text, vigencia, false, ret);
}

void plan_dates_in_prose(struct vd_arena *arena, struct vd_str text, int vigencia, struct plan_schedule *ret)
{
    read_into(arena, text, vigencia, true, ret);
}

/* ---- two cells, months in columns, headings */

static void append(struct vd_arena *arena, struct plan_schedule *ret, const struct plan_schedule *part)
{
    VD_EACH(n, &part->verdict.notes)
        if (!plan_note_has(&ret->verdict, n->code))
            *VD_PUSH(arena, &ret->verdict.notes) = *n;
    VD_EACH(p, &part->verdict.problems)
        *VD_PUSH(arena, &ret->verdict.problems) = *p;
    if (part->verdict.status > ret->verdict.status)
        ret->verdict.status = part->verdict.status;
}

static const struct plan_window *only_window(const struct plan_schedule *s) { return s->windows.n == 1 ? &s->windows.v[0] : NULL; }

/* A start and an end, each read by itself. */
static void pair_one(struct vd_arena *arena, struct vd_str start, struct vd_str end, int vigencia, int part, struct plan_schedule *ret)
{
    struct plan_schedule a, b;
    plan_dates_read(arena, start, vigencia, &a);
    plan_dates_read(arena, end, vigencia, &b);
    append(arena, ret, &a);
    append(arena, ret, &b);
    const struct plan_window *from = only_window(&a), *due = only_window(&b);
    struct plan_window *w = VD_PUSH(arena, &ret->windows);
    w->part = part;
    w->raw = vd_str_printf(arena, "%.*s · %.*s", VD_SARG(a.raw), VD_SARG(b.raw));
    w->status = a.verdict.status > b.verdict.status ? a.verdict.status : b.verdict.status;
    if (from) {
        w->from = from->from.year ? from->from : from->due;
        w->year_source = from->year_source;
        w->granularity = from->granularity;
        w->problem = from->problem;
    }
    if (due) {
        w->due = due->due;
        w->year_source = due->year_source > w->year_source ? due->year_source : w->year_source;
        w->granularity = due->granularity < w->granularity ? due->granularity : w->granularity;
        w->problem = due->problem ? due->problem : w->problem;
    }
    if (w->from.year && w->due.year && vd_date_days(w->due) < vd_date_days(w->from)) {
        w->problem = "VD-P023";
        w->status = PLAN_AMBIGUOUS;
        plan_note_add(arena, &ret->verdict, "inverted", w->raw);
        plan_problem_add(arena, &ret->verdict, "VD-P023", w->raw, (struct vd_str){0});
    }
}

typedef VD_LIST(struct vd_str) lines;

static lines lines_of(struct vd_arena *arena, struct vd_str text)
{
    lines out = {0};
    struct vd_str line;
    while (vd_str_split(&text, '\n', &line))
        if (vd_str_trim(line).n)
            *VD_PUSH(arena, &out) = vd_str_trim(line);
    return out;
}

void plan_dates_read_pair(struct vd_arena *arena, struct vd_str start, struct vd_str end, int vigencia, struct plan_schedule *ret)
{
    lines starts = lines_of(arena, start), ends = lines_of(arena, end);
    struct vd_str raw = vd_str_squeeze(arena, vd_str_printf(arena, "%.*s · %.*s", VD_SARG(start), VD_SARG(end)));
    *ret = (struct plan_schedule){.kind = "none"};
    if (starts.n == 0 && ends.n == 0)
        return;
    ret->raw = raw;
    if (starts.n != ends.n) {
        plan_note_add(arena, &ret->verdict, "pairs", raw);
        plan_problem_add(arena, &ret->verdict, "VD-P003", raw, (struct vd_str){0});
        *VD_PUSH(arena, &ret->windows) = (struct plan_window){.raw = raw, .status = PLAN_AMBIGUOUS, .problem = "VD-P003"};
    }
    for (size_t i = 0; starts.n == ends.n && i < starts.n; i++)
        pair_one(arena, starts.v[i], ends.v[i], vigencia, starts.n > 1 ? (int)i + 1 : 0, ret);
    ret->kind = ret->windows.n > 1 ? "windows" : "window";
}

void plan_dates_read_marks(struct vd_arena *arena, const bool *marks, size_t n, int vigencia, struct plan_schedule *ret)
{
    *ret = (struct plan_schedule){.kind = "none"};
    size_t extra = 0;
    for (size_t i = 0; i < n; i++) {
        extra += marks[i] && i >= 12;
        if (!marks[i] || i >= 12)
            continue;
        struct plan_window *w = VD_PUSH(arena, &ret->windows);
        *w = (struct plan_window){.granularity = PLAN_MONTH, .year_source = vigencia ? PLAN_YEAR_VIGENCIA : PLAN_YEAR_NONE,
                                  .status = vigencia ? PLAN_READ : PLAN_AMBIGUOUS};
        if (vigencia) {
            w->from = (struct vd_date){(int16_t)vigencia, (uint8_t)(i + 1), 1};
            w->due = last_day(vigencia, (int)i + 1);
        }
    }
    ret->kind = ret->windows.n == 0 ? "none" : ret->windows.n == 1 ? "window" : "points";
    if (!vigencia && ret->windows.n)
        plan_note_add(arena, &ret->verdict, "year-missing", VD_S("X"));
    if (extra) {
        struct vd_str text = vd_str_printf(arena, extra == 1 ? "una marca" : "%zu marcas", extra);
        plan_note_add(arena, &ret->verdict, "extra-marks", text);
        plan_problem_add(arena, &ret->verdict, "VD-P024", text, (struct vd_str){0});
    }
}

int plan_dates_month(struct vd_arena *arena, struct vd_str text)
{
    struct vd_str letters = {0};
    plan_words words = plan_words_of(arena, text);
    VD_EACH(w, &words) {
        if (w->kind == PLAN_FIGURES)
            return 0;
        if (w->kind == PLAN_WORD)
            letters = vd_str_printf(arena, "%.*s%.*s", VD_SARG(letters), VD_SARG(w->fold));
    }
    struct plan_schedule scratch = {0};
    struct reading r = {.arena = arena, .words = plan_words_of(arena, letters), .out = &scratch};
    terms_read(&r);
    return r.terms.n == 1 && r.terms.v[0].kind == TERM_MONTH ? r.terms.v[0].value : 0;
}

struct vd_str plan_dates_reading(struct vd_arena *arena, const struct plan_schedule *schedule)
{
    enum { WINDOW_BYTES = 32 }; /* two dates and their marks */
    char *out = vd_alloc_array(arena, schedule->windows.n + 1, WINDOW_BYTES);
    size_t n = 0;
    VD_EACH(w, &schedule->windows) {
        struct vd_str from = vd_date_iso(arena, w->from), due = vd_date_iso(arena, w->due);
        if (from.p || due.p)
            n += (size_t)snprintf(out + n, WINDOW_BYTES, "%s%.*s%s%.*s", n ? " " : "", VD_SARG(from), from.p ? "/" : "", VD_SARG(due));
    }
    return n ? (struct vd_str){out, n} : (struct vd_str){0};
}
