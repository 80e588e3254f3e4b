/* SPDX-License-Identifier: Apache-2.0 */
/* A plan of 2022 checked as of 2024 has all its dates outside the vigencia. That is one thing to say, not one a date: the year that
 * was asked for is wrong, or the whole plan was copied from another vigencia. */
#include "features/plan/plan_check.h"

enum { DATES_LEAST = 4 };

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

void plan_check_year(struct plan_draft *draft)
{
    int64_t n, all;
    int year = usual_year(draft, &n, &all);
    size_t kept = 0;
    if (!draft->vigencia || !year || year == draft->vigencia || n < DATES_LEAST || n * 2 <= all)
        return;
    for (size_t i = 0; i < draft->findings.n; i++) {
        const struct draft_finding *f = &draft->findings.v[i];
        if (strcmp(f->code, "VD-P021") != 0 || !is_of_year(draft, f, year))
            draft->findings.v[kept++] = *f;
    }
    draft->findings.n = kept;
    draft_finding_add(draft, "VD-P075", (struct plan_place){0}, -1, vd_str_printf(draft->arena, "%d", year), vd_str_printf(draft->arena, "%d", draft->vigencia));
}
