/* SPDX-License-Identifier: Apache-2.0 */
#include "features/verification/verification_rules.h"

enum { MILLION = 1000000, HUNDRED = 100, AGREED_U6 = 5001 /* a hundredth, as it is shown and typed, half up */ };

static const char *const verdicts[VERIFICATION_VERDICTS] = {"cumplida", "cumplida_tarde", "en_ejecucion", "incumplida", "no_aplica"};

const char *verification_verdict_name(enum verification_verdict verdict) { return verdicts[verdict]; }

bool verification_verdict_named(struct vd_str name, enum verification_verdict *ret)
{
    for (int i = 0; i < VERIFICATION_VERDICTS; i++)
        if (vd_str_is(name, verdicts[i])) {
            *ret = (enum verification_verdict)i;
            return true;
        }
    return false;
}

/* ---- the row */

/* Millionths, cut: what is almost fulfilled is not. Absent: it does not fit. */
static bool multiply(struct vd_oint a, int64_t n, struct vd_oint *ret)
{
    ret->has = a.has && !__builtin_mul_overflow(a.v, n, &ret->v);
    return ret->has;
}

/* The part of the whole target that was asked by the cut-off; NULL: no target. */
static mpq_ptr asked_of(struct vd_arena *arena, const struct followup_row *row)
{
    if (!row->target_u6.has)
        return NULL;
    mpq_ptr asked = followup_ratio(arena, row->target_u6.v, MILLION);
    if (row->periods > 0)
        mpq_mul(asked, asked, followup_ratio(arena, row->ended, row->periods));
    return asked;
}

static void cap(mpq_ptr percent)
{
    if (mpq_cmp_si(percent, HUNDRED, 1) > 0)
        mpq_set_si(percent, HUNDRED, 1);
}

/* 100 × n / d, at most 100. */
static struct vd_oint percent_of(struct vd_arena *arena, mpq_srcptr n, mpq_srcptr d)
{
    if (mpq_sgn(d) == 0)
        return (struct vd_oint){0};
    mpq_ptr p = followup_number(arena);
    mpq_div(p, n, d);
    mpq_mul(p, p, followup_ratio(arena, HUNDRED, 1));
    cap(p);
    return followup_u6(arena, p, 6, FOLLOWUP_CUT);
}

static struct vd_oint declared_of(struct vd_arena *arena, const struct verification_facts *f, const struct followup_row *row)
{
    mpq_ptr asked = asked_of(arena, row);
    if (!f->reported || !f->achieved || !asked)
        return (struct vd_oint){0};
    if (!f->lower_better)
        return percent_of(arena, f->achieved, asked);
    return mpq_cmp(f->achieved, asked) <= 0 ? vd_some((int64_t)HUNDRED * MILLION) : percent_of(arena, asked, f->achieved);
}

/* Planning says its value of the whole target. Where it agrees with what was reported, hundredths aside, its value is the declared one;
 * another is taken to the part that was asked. */
static struct vd_oint reviewed_of(struct vd_arena *arena, const struct verification_facts *f, const struct followup_row *row)
{
    mpq_ptr asked = asked_of(arena, row);
    if (!f->reviewed_u6.has || !f->reported)
        return (struct vd_oint){0};
    struct vd_oint seen = followup_u6(arena, f->percent, 6, FOLLOWUP_CUT);
    int64_t apart = seen.has ? seen.v - f->reviewed_u6.v : AGREED_U6;
    if (apart < AGREED_U6 && apart > -AGREED_U6)
        return row->said_u6[FOLLOWUP_DECLARED];
    if (!asked || !f->target_u6.has || row->periods == 0)
        return f->reviewed_u6;
    mpq_ptr whole = followup_ratio(arena, f->target_u6.v, MILLION), said = followup_ratio(arena, f->reviewed_u6.v, MILLION);
    if (mpq_sgn(asked) <= 0 || mpq_sgn(whole) <= 0)
        return f->reviewed_u6;
    mpq_mul(said, said, f->lower_better ? asked : whole);
    mpq_div(said, said, f->lower_better ? whole : asked);
    cap(said);
    return followup_u6(arena, said, 6, FOLLOWUP_CUT);
}

static enum followup_counted counted_of(const struct verification_facts *f, int *ret_ended)
{
    enum followup_counted due = followup_due_at(f->dues, f->n_dues, f->permanent && !f->n_dues, f->vigencia, f->cut_on, ret_ended);
    if (f->withdrawn)
        return FOLLOWUP_WITHDRAWN;
    return due == FOLLOWUP_DUE && f->reported && f->not_applicable ? FOLLOWUP_NOT_APPLICABLE : due;
}

struct followup_row verification_row_of(struct vd_arena *arena, const struct verification_facts *f)
{
    struct followup_row row = {.reading = FOLLOWUP_READ, .reported = f->reported, .lower_better = f->lower_better, .target_u6 = f->target_u6, .weight_u6 = f->weight_u6};
    int ended = 0;
    row.counted = counted_of(f, &ended);
    if (f->adds && f->n_dues > 1) {
        row.periods = (int)f->n_dues;
        row.ended = ended;
        if (f->each_u6.has && !multiply(f->each_u6, (int64_t)f->n_dues, &row.target_u6))
            row.target_u6 = (struct vd_oint){0};
    }
    if (f->reported)
        row.achieved_u6 = followup_u6(arena, f->achieved, 6, FOLLOWUP_CUT);
    row.said_u6[FOLLOWUP_DECLARED] = declared_of(arena, f, &row);
    row.said_u6[FOLLOWUP_REVIEWED] = reviewed_of(arena, f, &row);
    bool nothing_done = f->achieved && mpq_sgn(f->achieved) == 0 && !f->lower_better;
    row.lacks_evidence = f->reported && !f->not_applicable && !nothing_done && !f->accepted;
    return row;
}

/* ---- verdicts */

enum verification_verdict verification_verdict_of(const struct verification_judging *j)
{
    if (j->value_u6 < (int64_t)HUNDRED * MILLION)
        return j->whole ? VERIFICATION_FAILED : VERIFICATION_GOING;
    if (!j->whole || !j->accepted)
        return VERIFICATION_GOING;
    return j->late ? VERIFICATION_LATE : VERIFICATION_DONE;
}

const char *verification_refuses(enum verification_verdict verdict, struct vd_oint value_u6, bool accepted, bool late)
{
    bool done = verdict == VERIFICATION_DONE || verdict == VERIFICATION_LATE;
    if (verdict == VERIFICATION_NOT_APPLICABLE)
        return value_u6.has ? "Lo que no aplica no tiene valor: deje vacío el porcentaje." : NULL;
    if (!value_u6.has)
        return "Escriba el valor verificado.";
    if (done && value_u6.v < (int64_t)HUNDRED * MILLION)
        return "Con menos de 100 % no está cumplida: elija «En ejecución» o «Incumplida».";
    if (done && !accepted)
        return "Sin evidencia aceptada no puede darse por cumplida: acepte al menos una o elija otro estado.";
    if (verdict == VERIFICATION_DONE && late)
        return "Se hizo después de su último día: elija «Cumplida tarde», o escriba en la razón por qué cuenta como a tiempo.";
    if (verdict == VERIFICATION_FAILED && value_u6.v >= (int64_t)HUNDRED * MILLION)
        return "Con 100 % no está incumplida: elija otro estado o corrija el valor.";
    return NULL;
}

bool verification_differs(struct vd_oint a, struct vd_oint b)
{
    return a.has && b.has && (a.v > b.v ? a.v - b.v : b.v - a.v) > VERIFICATION_APART_U6;
}
