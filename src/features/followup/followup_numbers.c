/* SPDX-License-Identifier: Apache-2.0 */
/* Exact rationals in an arena, and the only place where one is rounded. */
#include "features/followup/followup_rules.h"

static void clear(void *q) { mpq_clear(q); }

mpq_ptr followup_number(struct vd_arena *arena)
{
    mpq_ptr q = vd_alloc(arena, sizeof *q);
    mpq_init(q);
    vd_arena_defer(arena, clear, q);
    return q;
}

mpq_ptr followup_ratio(struct vd_arena *arena, int64_t n, int64_t d)
{
    mpq_ptr q = followup_number(arena);
    mpz_set_si(mpq_numref(q), n);
    mpz_set_si(mpq_denref(q), d);
    mpq_canonicalize(q);
    return q;
}

static struct vd_str digits(struct vd_arena *arena, mpz_srcptr z)
{
    char *text = vd_alloc(arena, mpz_sizeinbase(z, 10) + 2);
    return vd_str_of(mpz_get_str(text, 10, z));
}

struct vd_str followup_exact(struct vd_arena *arena, mpq_srcptr value)
{
    struct vd_str n = digits(arena, mpq_numref(value)), d = digits(arena, mpq_denref(value));
    return vd_str_is(d, "1") ? n : vd_str_printf(arena, "%.*s/%.*s", VD_SARG(n), VD_SARG(d));
}

mpq_ptr followup_number_of(struct vd_arena *arena, struct vd_str exact)
{
    mpq_ptr q = followup_number(arena);
    if (mpq_set_str(q, vd_str_c(arena, exact), 10) != 0 || mpz_sgn(mpq_denref(q)) == 0)
        mpq_set_si(q, 0, 1);
    mpq_canonicalize(q);
    return q;
}

/* floor(value × 10^decimals): half goes up, as people do it with what is never negative. */
static mpz_srcptr whole_of(struct vd_arena *arena, mpq_srcptr value, int decimals, enum followup_rounding rounding)
{
    mpq_ptr scaled = followup_ratio(arena, 1, 1);
    mpz_ui_pow_ui(mpq_numref(scaled), 10, (unsigned long)decimals);
    mpq_mul(scaled, scaled, value);
    if (rounding == FOLLOWUP_HALF_UP)
        mpq_add(scaled, scaled, followup_ratio(arena, 1, 2));
    mpz_fdiv_q(mpq_numref(scaled), mpq_numref(scaled), mpq_denref(scaled));
    return mpq_numref(scaled);
}

struct vd_oint followup_u6(struct vd_arena *arena, mpq_srcptr value, int decimals, enum followup_rounding rounding)
{
    static const int64_t unit[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    int64_t u6;
    if (!value)
        return (struct vd_oint){0};
    mpz_srcptr whole = whole_of(arena, value, decimals, rounding);
    return mpz_fits_slong_p(whole) && !__builtin_mul_overflow((int64_t)mpz_get_si(whole), unit[decimals], &u6) ? vd_some(u6) : (struct vd_oint){0};
}

struct vd_str followup_rounded(struct vd_arena *arena, mpq_srcptr value, int decimals, char point)
{
    struct vd_str all = digits(arena, whole_of(arena, value, decimals, FOLLOWUP_HALF_UP));
    size_t after = (size_t)decimals;
    while (all.n <= after)
        all = vd_str_printf(arena, "0%.*s", VD_SARG(all));
    struct vd_str whole = vd_str_sub(all, 0, all.n - after), rest = vd_str_sub(all, all.n - after, all.n);
    return decimals ? vd_str_printf(arena, "%.*s%c%.*s", VD_SARG(whole), point, VD_SARG(rest)) : whole;
}
