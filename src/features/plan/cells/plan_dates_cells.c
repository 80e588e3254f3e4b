/* SPDX-License-Identifier: Apache-2.0 */
/* Dates that several cells say together: a start and an end, months in columns; and the month that a heading names. */
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_terms.h"

static void append(struct vd_arena *arena, struct plan_schedule *ret, const struct plan_schedule *part)
{
    VD_EACH(n, &part->verdict.notes)
        if (!plan_note_has(&ret->verdict, n->code))
            *VD_PUSH(arena, &ret->verdict.notes) = *n;
    VD_EACH(p, &part->verdict.problems)
        *VD_PUSH(arena, &ret->verdict.problems) = *p;
    if (part->verdict.status > ret->verdict.status)
        ret->verdict.status = part->verdict.status;
    if (part->supposed.n && vd_str_find(ret->supposed, part->supposed) < 0)
        ret->supposed = ret->supposed.n ? vd_str_printf(arena, "%.*s %.*s", VD_SARG(ret->supposed), VD_SARG(part->supposed)) : part->supposed;
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
        w->supposed = due->supposed || (from && from->supposed);
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
            w->due = (struct vd_date){(int16_t)vigencia, (uint8_t)(i + 1), (uint8_t)vd_date_last_day(vigencia, (int)i + 1)};
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
