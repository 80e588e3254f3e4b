/* SPDX-License-Identifier: Apache-2.0 */
/* What joins the moments of a cell, and what each leaves out and its neighbours say: the day gets its month («22 al 27 de enero»),
 * the month its year («abril, agosto y diciembre de 2021»), and those that still have none the vigencia. */
#include "features/plan/cells/plan_terms.h"

static bool look_between(const struct reading *r, size_t from, size_t to, bool any_before, struct moment *m)
{
    bool between = false, listed = false;
    for (size_t i = from; i < to; i++) {
        const struct term *t = &r->terms.v[i];
        if (t->kind == TERM_RANGE && any_before) {
            m->range = true;
            m->dash = t->dash;
        }
        m->slash = m->slash || (t->kind == TERM_LIST && t->slash);
        listed = listed || t->kind == TERM_LIST;
        m->begins = m->begins || t->kind == TERM_FROM;
        m->before = m->before || t->kind == TERM_BEFORE;
        between = between || t->kind == TERM_BETWEEN;
        m->ends = m->ends || t->kind == TERM_UNTIL;
    }
    m->begins = m->begins || between;
    return listed;
}

/* «desde A hasta B», «entre A y B» are ranges; «hasta B» alone is an end. */
static void join(const struct reading *r, moments *all)
{
    for (size_t i = 0; i < all->n; i++) {
        struct moment *m = &all->v[i];
        size_t from = i ? all->v[i - 1].last + 1 : 0;
        bool listed = look_between(r, from, m->first, i > 0, m);
        bool opened = i > 0 && all->v[i - 1].begins && !all->v[i - 1].range;
        if (i > 0 && m->ends && (opened || !listed) && !all->v[i - 1].range) {
            m->range = true;
            m->ends = false;
        }
        bool entre = false;
        for (size_t k = i > 1 ? all->v[i - 2].last + 1 : 0; i > 0 && k < all->v[i - 1].first; k++)
            entre = entre || term_is(r, k, TERM_BETWEEN);
        if (entre && opened)
            m->range = true;
    }
}

static void drop(moments *all, size_t i)
{
    memmove(all->v + i, all->v + i + 1, (all->n - i - 1) * sizeof *all->v);
    all->n--;
}

/* A number that stays without month is no date. */
static void give_months(moments *all)
{
    for (size_t i = all->n; i-- > 0;) {
        struct moment *m = &all->v[i];
        if (!m->only_day)
            continue;
        const struct moment *next = i + 1 < all->n ? m + 1 : NULL;
        if (next && next->granularity == PLAN_DAY && next->due_month && !next->business) {
            m->from_month = m->due_month = next->due_month;
            m->year = next->year;
            m->source = next->source;
            m->year_two = next->year_two;
        } else {
            drop(all, i);
        }
    }
}

/* Three dates or more joined by dashes are a list; by «a», nobody knows. */
static void undo_chains(struct reading *r, moments *all)
{
    for (size_t i = 2; i < all->n; i++) {
        if (!all->v[i].range || !all->v[i - 1].range)
            continue;
        bool dashes = true;
        size_t start = i - 2, end = i;
        while (end + 1 < all->n && all->v[end + 1].range)
            end++;
        for (size_t k = start + 1; k <= end; k++)
            dashes = dashes && all->v[k].dash;
        plan_note_add(r->arena, &r->out->verdict, dashes ? "chain" : "chain-words", r->out->raw);
        for (size_t k = start + 1; k <= end; k++)
            all->v[k].range = false;
    }
}

/* «Enero a diciembre, vigencia 2021», «Vigencia 2021: marzo y junio»: a year beside months is theirs. */
static void give_donated_years(struct reading *r, moments *all)
{
    size_t others = 0;
    VD_EACH(m, all)
        others += !m->only_year;
    for (size_t i = 0; others && i < all->n;) {
        struct moment donor = all->v[i];
        if (!donor.only_year) {
            i++;
            continue;
        }
        terms_use(r, donor.first, donor.last);
        drop(all, i);
        if (i < all->n && donor.range)
            all->v[i].range = false;
        for (size_t k = 0; k < all->n; k++) {
            if (all->v[k].year == 0 && all->v[k].source == PLAN_YEAR_NONE && (k < i || i == 0)) {
                all->v[k].year = donor.year;
                all->v[k].source = donor.source;
            }
        }
    }
}

static void cross(struct reading *r, const struct moment *from, const struct moment *due)
{
    plan_note_add(r->arena, &r->out->verdict, "year-crossed", terms_text(r, from->first, due->last));
}

/* The year said behind a list or a range is of all of it. */
static void years_from_the_right(struct reading *r, moments *all)
{
    for (size_t i = all->n; i-- > 1;) {
        struct moment *m = &all->v[i - 1], *next = &all->v[i];
        if (m->source != PLAN_YEAR_NONE || next->year == 0)
            continue;
        bool crosses = next->range && m->from_month > next->due_month;
        m->year = next->year - (crosses ? 1 : 0);
        m->source = next->source;
        m->year_two = next->year_two;
        if (crosses)
            cross(r, m, next);
    }
}

static void years_from_the_left(struct reading *r, moments *all)
{
    for (size_t i = 0; i < all->n; i++) {
        struct moment *m = &all->v[i], *before = i ? m - 1 : NULL;
        if (m->source != PLAN_YEAR_NONE || m->doubt)
            continue;
        bool known = before && before->year;
        m->year = known ? before->year : r->vigencia;
        m->source = known ? before->source : r->vigencia ? PLAN_YEAR_VIGENCIA : PLAN_YEAR_NONE;
        m->year_before = known && m->source == PLAN_YEAR_EXPLICIT;
        if (m->range && known && before->from_month > m->due_month) {
            m->year++;
            cross(r, before, m);
        } else if (m->source == PLAN_YEAR_VIGENCIA) {
            plan_note_add(r->arena, &r->out->verdict, "year-from-vigencia", vd_str_printf(r->arena, "%d", r->vigencia));
        } else if (m->year_before) {
            plan_note_add(r->arena, &r->out->verdict, "year-from-before", terms_text(r, m->first, m->last));
        }
    }
}

void moments_join(struct reading *r, moments *all)
{
    join(r, all);
    give_months(all);
    undo_chains(r, all);
    give_donated_years(r, all);
    years_from_the_right(r, all);
    years_from_the_left(r, all);
}
