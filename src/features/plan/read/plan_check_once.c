/* SPDX-License-Identifier: Apache-2.0 */
/* What is wrong with most rows has one cause, and is said once. A plan of 2022 checked as of 2024 has all its dates outside the
 * vigencia: the year that was asked for is wrong, or the plan was copied from another vigencia. Starts after their ends are two
 * headings changed round; goals that are offices, beside people that are quantities, two others. Days that cannot be, because the
 * month was written first, cast doubt on the days that can. */
#include "features/plan/read/plan_check.h"

enum { LEAST = 4 }; /* fewer are slips */

static int year_of(const struct draft_window *window) { return window->due.year ? window->due.year : window->from.year; }

/* The year of most windows with a date; *ret_n of them, of *ret_all. 0: there are none. */
static int usual_year(const struct plan_draft *draft, int64_t *ret_n, int64_t *ret_all)
{
    int year = 0, n = 0;
    *ret_n = *ret_all = 0;
    VD_EACH(w, &draft->windows) { /* the majority, if there is one */
        int of = year_of(w);
        if (!of)
            continue;
        year = n == 0 ? of : year;
        n += of == year ? 1 : -1;
        ++*ret_all;
    }
    VD_EACH(w, &draft->windows)
        *ret_n += year && year_of(w) == year;
    return year;
}

static bool is_of_year(const struct plan_draft *draft, const struct draft_finding *f, int year)
{
    struct plan_schedule date;
    plan_dates_read(draft->arena, f->read_text, draft->vigencia, &date);
    VD_EACH(w, &date.windows)
        if ((w->due.year && w->due.year != year) || (w->from.year && w->from.year != year))
            return false;
    return date.windows.n > 0;
}

static void check_year(struct plan_draft *draft)
{
    int64_t n, all;
    int year = usual_year(draft, &n, &all);
    size_t kept = 0;
    if (!draft->vigencia || !year || year == draft->vigencia || n < LEAST || n * 2 <= all)
        return;
    for (size_t i = 0; i < draft->findings.n; i++) {
        const struct draft_finding *f = &draft->findings.v[i];
        if (strcmp(f->code, "VD-P021") != 0 || !is_of_year(draft, f, year))
            draft->findings.v[kept++] = *f;
    }
    draft->findings.n = kept;
    draft_finding_add(draft, "VD-P075", (struct plan_place){0}, -1, vd_str_printf(draft->arena, "%d", year), vd_str_printf(draft->arena, "%d", draft->vigencia));
}

/* ---- headings changed round */

static void check_ends(struct plan_draft *draft)
{
    const struct draft_finding *first = NULL;
    size_t kept = 0, n = 0;
    struct plan_place place = {0};
    VD_EACH(f, &draft->findings)
        if (strcmp(f->code, "VD-P023") == 0) {
            first = first ? first : f;
            n++;
        }
    if (n < LEAST || n * 2 <= draft->windows.n)
        return;
    place = first->place;
    for (size_t i = 0; i < draft->findings.n; i++)
        if (strcmp(draft->findings.v[i].code, "VD-P023") != 0)
            draft->findings.v[kept++] = draft->findings.v[i];
    draft->findings.n = kept;
    draft_finding_add(draft, "VD-P080", place, -1, vd_str_printf(draft->arena, "%zu", n), vd_str_printf(draft->arena, "%zu", draft->windows.n));
}

static void check_goals_and_people(struct plan_draft *draft)
{
    size_t n = 0, first = 0;
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        const struct draft_responsible *lead = draft_lead_of(draft, i);
        struct plan_target people;
        if (!a->goal.p || a->target.qty_u6.has || !lead)
            continue;
        plan_target_read(draft->arena, lead->raw, &people);
        first = people.qty_u6.has && !n ? i : first;
        n += people.qty_u6.has;
    }
    if (n < LEAST || n * 2 <= draft->activities.n)
        return;
    struct vd_str said = vd_str_printf(draft->arena, "%.*s · %.*s", VD_SARG(draft->activities.v[first].goal), VD_SARG(draft_lead_of(draft, first)->raw));
    plan_check_put(draft, "VD-P081", first, PLAN_FIELD_GOAL, said, (struct vd_str){0});
    draft->findings.v[draft->findings.n - 1].activity = -1;
}

/* ---- the month before the day */

/* «01/13/2022» with its proposal 13/01/2022. */
static bool month_first(const struct draft_finding *f)
{
    int64_t a, b;
    struct vd_str rest = f->read_text, one, two;
    if (strcmp(f->code, "VD-P001") != 0 || !f->proposal.n || !vd_str_split(&rest, '/', &one) || !vd_str_split(&rest, '/', &two))
        return false;
    return vd_str_i64(one, &a) && vd_str_i64(two, &b) && a >= 1 && a <= 12 && b > 12 && b <= 31;
}

static void check_order(struct plan_draft *draft)
{
    const struct draft_finding *first = NULL;
    size_t n = 0;
    VD_EACH(f, &draft->findings) {
        bool swapped = month_first(f);
        first = swapped && !first ? f : first;
        n += swapped;
    }
    if (n < LEAST)
        return;
    struct plan_place place = first->place;
    draft_finding_add(draft, "VD-P082", place, -1, first->read_text, vd_str_printf(draft->arena, "%zu", n));
}

/* ---- a column whose numbers cannot be read */

static bool is_number_of(const struct draft_finding *f, const struct draft_finding *first)
{
    return strcmp(f->code, "VD-P027") == 0 && f->place.table == first->place.table && f->place.col == first->place.col;
}

/* A program of another country wrote 90.00 for 90,00 in all the column. */
static void check_numbers(struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->findings.n; i++) {
        struct draft_finding first = draft->findings.v[i];
        size_t n = 0, kept = 0;
        if (strcmp(first.code, "VD-P027") != 0)
            continue;
        VD_EACH(f, &draft->findings)
            n += is_number_of(f, &first);
        if (n < LEAST)
            continue;
        for (size_t k = 0; k < draft->findings.n; k++)
            if (k == i || !is_number_of(&draft->findings.v[k], &first))
                draft->findings.v[kept++] = draft->findings.v[k];
        draft->findings.n = kept;
        draft->findings.v[i] = (struct draft_finding){.code = "VD-P083", .place = first.place, .activity = -1, .read_text = first.read_text, .proposal = vd_str_printf(draft->arena, "%zu", n)};
    }
}

void plan_check_once(struct plan_draft *draft)
{
    check_numbers(draft);
    check_year(draft);
    check_ends(draft);
    check_goals_and_people(draft);
    check_order(draft);
}
