/* SPDX-License-Identifier: Apache-2.0 */
#include "features/monitoring/monitoring_rules.h"

enum { MILLION = 1000000, HUNDRED = 100 };

/* ---- what is measured */

static enum monitoring_asks asks_of(const struct monitoring_promise *p)
{
    if (vd_str_is(p->formula_kind, "razon"))
        return MONITORING_RATIO;
    if (vd_str_is(p->formula_kind, "entregable") || vd_str_is(p->unit_kind, "boolean-product") || vd_str_is(p->unit_kind, "none") || !p->unit_kind.n)
        return MONITORING_DONE;
    return vd_str_is(p->unit_kind, "percent") && !vd_str_is(p->formula_kind, "conteo") ? MONITORING_PERCENT : MONITORING_COUNT;
}

struct monitoring_measure monitoring_measure_of(const struct monitoring_promise *p)
{
    struct monitoring_measure m = {.asks = asks_of(p), .lower_better = p->lower_better, .target_u6 = p->qty_u6};
    m.adds = p->accumulates.has ? p->accumulates.v != 0 : m.asks == MONITORING_COUNT;
    if (m.asks == MONITORING_DONE) {
        m.adds = false;
        m.lower_better = false;
        m.target_u6 = vd_some(MILLION);
    }
    if (m.asks == MONITORING_COUNT && m.target_u6.has && p->per_n.has && __builtin_mul_overflow(p->qty_u6.v, p->per_n.v, &m.target_u6.v))
        m.target_u6 = (struct vd_oint){0};
    return m;
}

/* ---- how far it came */

static int64_t days_of(struct vd_date on) { return on.year ? vd_date_days(on) : INT64_MIN; }

static bool before(const struct monitoring_said *a, const struct monitoring_said *b)
{
    int64_t x = days_of(a->done_on), y = days_of(b->done_on);
    return x != y ? x < y : a->no < b->no;
}

static monitoring_saids in_order(struct vd_arena *arena, const monitoring_saids *saids, struct vd_date day)
{
    monitoring_saids sorted = {0};
    VD_EACH(s, saids) {
        if (days_of(s->done_on) > vd_date_days(day))
            continue;
        *VD_PUSH(arena, &sorted) = *s;
        for (size_t i = sorted.n - 1; i > 0 && before(&sorted.v[i], &sorted.v[i - 1]); i--) {
            struct monitoring_said swap = sorted.v[i];
            sorted.v[i] = sorted.v[i - 1];
            sorted.v[i - 1] = swap;
        }
    }
    return sorted;
}

static void take(struct vd_arena *arena, mpq_ptr sum, struct vd_oint u6, bool adds)
{
    mpq_ptr value = followup_ratio(arena, u6.v, MILLION);
    if (adds)
        mpq_add(sum, sum, value);
    else
        mpq_set(sum, value);
}

/* 100 × achieved / target, or of a ceiling target / achieved; never more than 100. */
static void compare(struct vd_arena *arena, const struct monitoring_measure *m, struct monitoring_progress *p)
{
    if (!m->target_u6.has || m->target_u6.v < 0 || (m->target_u6.v == 0 && !m->lower_better))
        return;
    mpq_ptr target = followup_ratio(arena, m->target_u6.v, MILLION), hundred = followup_ratio(arena, HUNDRED, 1);
    bool enough = m->lower_better ? mpq_cmp(p->achieved, target) <= 0 : mpq_cmp(p->achieved, target) >= 0;
    p->capped = !m->lower_better && mpq_cmp(p->achieved, target) > 0;
    p->percent = hundred;
    if (enough)
        return;
    p->percent = followup_number(arena);
    if (m->lower_better)
        mpq_div(p->percent, target, p->achieved);
    else
        mpq_div(p->percent, p->achieved, target);
    mpq_mul(p->percent, p->percent, hundred);
}

struct monitoring_progress monitoring_progress_of(struct vd_arena *arena, const struct monitoring_measure *m, const monitoring_saids *saids, struct vd_date day)
{
    struct monitoring_progress p = {0};
    monitoring_saids all = in_order(arena, saids, day);
    mpq_ptr n = followup_number(arena), d = followup_number(arena);
    bool valued = false;
    VD_EACH(s, &all) {
        p.reported = true;
        p.no = s->no;
        if (s->not_applicable || !s->numerator_u6.has || (m->asks == MONITORING_RATIO && !s->denominator_u6.has))
            continue;
        valued = true;
        take(arena, n, s->numerator_u6, m->adds && !s->accumulated);
        if (m->asks == MONITORING_RATIO)
            take(arena, d, s->denominator_u6, m->adds && !s->accumulated);
    }
    p.not_applicable = p.reported && (!valued || (m->asks == MONITORING_RATIO && mpq_sgn(d) == 0));
    if (!valued || p.not_applicable)
        return p;
    p.achieved = n;
    if (m->asks == MONITORING_RATIO) {
        mpq_div(n, n, d);
        mpq_mul(n, n, followup_ratio(arena, HUNDRED, 1));
    }
    compare(arena, m, &p);
    return p;
}
