/* SPDX-License-Identifier: Apache-2.0 */
/* What an activity counts, what a plan counts, in which zone it stands.
 *
 * An activity counts between 0 and 100: nobody compensates with one what another lacks. One that does not count (not due, no
 * aplica, withdrawn, without a value, ambiguous) leaves numerator and denominator alike and is named. A due one without report
 * counts 0. Norm: «Estrategias para la construcción del PAAC», version 2 (2015), ch. V; the rest is this program's own rule,
 * told beside each figure. */
#include "features/followup/followup_rules.h"

enum { MILLION = 1000000, HUNDRED = 100, ZONE_MEDIA = 60, ZONE_ALTA = 80 };

const char *followup_method_name(enum followup_method method)
{
    static const char *const names[FOLLOWUP_METHODS] = {"M1", "M2", "M3", "M4"};
    return names[method];
}

const char *followup_basis_name(enum followup_basis basis)
{
    static const char *const names[FOLLOWUP_BASES] = {"declared", "reviewed", "verified", "recomputed"};
    return names[basis];
}

const char *followup_zone_name(enum followup_zone zone)
{
    static const char *const names[FOLLOWUP_ZONES] = {"baja", "media", "alta"};
    return names[zone];
}

const char *followup_counted_name(enum followup_counted counted)
{
    static const char *const names[FOLLOWUP_COUNTED] = {"si", "no_vencida", "no_aplica", "retirada"};
    return names[counted];
}

const char *followup_reading_name(enum followup_reading reading)
{
    static const char *const names[FOLLOWUP_READINGS] = {"leido", "supuesto", "ambiguo"};
    return names[reading];
}

/* The bands of the guide (0–59, 60–79, 80–100) leave holes at 59–60 and 79–80; comparing what was not rounded closes them. */
enum followup_zone followup_zone_of(mpq_srcptr percent)
{
    if (mpq_cmp_si(percent, ZONE_MEDIA, 1) < 0)
        return FOLLOWUP_BAJA;
    return mpq_cmp_si(percent, ZONE_ALTA, 1) < 0 ? FOLLOWUP_MEDIA : FOLLOWUP_ALTA;
}

enum followup_counted followup_due_at(const struct vd_date *dues, size_t n, bool permanent, int vigencia, struct vd_date cut_on, int *ret_ended)
{
    int64_t cut = vd_date_days(cut_on);
    int known = 0, ended = 0;
    for (size_t i = 0; i < n; i++) {
        known += dues[i].year != 0;
        ended += dues[i].year && vd_date_days(dues[i]) <= cut;
    }
    struct vd_date year_end = {.year = (int16_t)vigencia, .month = 12, .day = 31};
    bool due = permanent || ended || (!known && vd_date_days(year_end) <= cut);
    *ret_ended = ended;
    return due ? FOLLOWUP_DUE : FOLLOWUP_NOT_DUE;
}

/* ---- one activity */

static void cap(struct followup_mark *mark)
{
    if (mpq_sgn(mark->percent) < 0)
        mpq_set_si(mark->percent, 0, 1);
    mark->capped = mpq_cmp_si(mark->percent, HUNDRED, 1) > 0;
    if (mark->capped)
        mpq_set_si(mark->percent, HUNDRED, 1);
}

/* A ceiling: kept, it is fulfilled; passed, it counts by how much of what happened was allowed. A ceiling of 0 allows nothing. */
static void count_ceiling(struct followup_mark *mark, mpq_srcptr achieved, mpq_srcptr target)
{
    mpq_set_si(mark->percent, HUNDRED, 1);
    if (mpq_cmp(achieved, target) <= 0)
        return;
    mpq_mul(mark->percent, mark->percent, target);
    mpq_div(mark->percent, mark->percent, achieved);
    mark->missed_zero = mpq_sgn(target) == 0;
}

static void count_floor(struct vd_arena *arena, struct followup_mark *mark, mpq_srcptr achieved, mpq_srcptr target)
{
    mpq_div(mark->percent, achieved, target);
    mpq_mul(mark->percent, mark->percent, followup_ratio(arena, HUNDRED, 1));
    cap(mark);
}

static void recompute(struct vd_arena *arena, const struct followup_row *row, struct followup_mark *mark)
{
    if (!row->achieved_u6.has || !row->target_u6.has || row->reading == FOLLOWUP_AMBIGUOUS) {
        mark->place = row->reading == FOLLOWUP_AMBIGUOUS ? FOLLOWUP_OUT_AMBIGUOUS : FOLLOWUP_OUT_NO_VALUE;
        return;
    }
    mpq_ptr achieved = followup_ratio(arena, row->achieved_u6.v, MILLION), target = followup_ratio(arena, row->target_u6.v, MILLION);
    if (row->periods > 0)
        mpq_mul(target, target, followup_ratio(arena, row->ended, row->periods));
    if (mpq_sgn(target) < 0 || (!row->lower_better && mpq_sgn(target) == 0)) {
        mark->place = FOLLOWUP_OUT_ZERO;
        return;
    }
    mark->percent = followup_number(arena);
    if (row->lower_better)
        count_ceiling(mark, achieved, target);
    else
        count_floor(arena, mark, achieved, target);
}

static void take_said(struct vd_arena *arena, struct vd_oint said, struct followup_mark *mark)
{
    if (!said.has) {
        mark->place = FOLLOWUP_OUT_NO_VALUE;
        return;
    }
    mark->percent = followup_ratio(arena, said.v, MILLION);
    cap(mark);
}

static struct followup_mark mark_of(struct vd_arena *arena, const struct followup_row *row, enum followup_basis basis)
{
    static const enum followup_place out[FOLLOWUP_COUNTED] = {FOLLOWUP_COUNTS, FOLLOWUP_OUT_NOT_DUE, FOLLOWUP_OUT_NOT_APPLICABLE, FOLLOWUP_OUT_WITHDRAWN};
    struct followup_mark mark = {.place = out[row->counted]};
    if (mark.place != FOLLOWUP_COUNTS)
        return mark;
    if (basis == FOLLOWUP_RECOMPUTED)
        recompute(arena, row, &mark);
    else
        take_said(arena, row->said_u6[basis], &mark);
    if (mark.place == FOLLOWUP_OUT_NO_VALUE && !row->reported)
        mark = (struct followup_mark){.place = FOLLOWUP_COUNTS, .percent = followup_number(arena), .unreported = true};
    return mark;
}

/* Zeros of rows without report are no figure by themselves where others reported and nobody reviewed, verified or measured. */
struct followup_side followup_side_of(struct vd_arena *arena, const struct followup_input *input, enum followup_basis basis)
{
    struct followup_side side = {.basis = basis, .marks = vd_alloc_array(arena, input->rows.n + 1, sizeof *side.marks)};
    size_t own = 0, zeros = 0, without = 0;
    for (size_t i = 0; i < input->rows.n; i++) {
        side.marks[i] = mark_of(arena, &input->rows.v[i], basis);
        own += side.marks[i].percent && !side.marks[i].unreported;
        zeros += side.marks[i].unreported;
        without += side.marks[i].place == FOLLOWUP_OUT_NO_VALUE;
    }
    side.there = own || (basis == FOLLOWUP_DECLARED && zeros && !without);
    return side;
}

/* ---- figures */

static bool fulfilled(const struct followup_row *row, const struct followup_mark *mark)
{
    return !row->lacks_evidence && mpq_cmp_si(mark->percent, HUNDRED, 1) >= 0;
}

static bool in_group(const struct followup_row *row, int group) { return group < 0 || row->group == group; }

/* Adds what one row that counts gives to numerator and denominator. */
static void add_row(struct vd_arena *arena, struct followup_figure *f, const struct followup_row *row, const struct followup_mark *mark)
{
    mpq_ptr part = followup_ratio(arena, 1, 1), whole = followup_ratio(arena, 1, 1);
    if (f->method == FOLLOWUP_M1)
        mpq_set_si(part, fulfilled(row, mark), 1);
    else
        mpq_set(part, mark->percent);
    if (f->method == FOLLOWUP_M3) {
        whole = followup_ratio(arena, row->weight_u6.v, MILLION);
        mpq_mul(part, part, whole);
    }
    mpq_add(f->numerator, f->numerator, part);
    mpq_add(f->denominator, f->denominator, whole);
}

static void tally(struct followup_figure *f, const struct followup_row *row, const struct followup_mark *mark)
{
    if (mark->place != FOLLOWUP_COUNTS) {
        f->left_out++;
        return;
    }
    f->counted++;
    f->unreported += mark->unreported;
    f->supposed += f->basis == FOLLOWUP_RECOMPUTED && row->reading == FOLLOWUP_SUPPOSED;
    f->of_zone[followup_zone_of(mark->percent)]++;
}

/* M4: the mean of those components that have rows that count. */
static void add_groups(struct vd_arena *arena, const struct followup_input *input, const struct followup_side *side, struct followup_figure *f)
{
    for (int g = 0; g < input->groups; g++) {
        struct followup_figure mean = followup_figure_of(arena, input, side, FOLLOWUP_M2, g);
        if (mean.absent)
            continue;
        mpq_add(f->numerator, f->numerator, mean.percent);
        mpq_add(f->denominator, f->denominator, followup_ratio(arena, 1, 1));
    }
}

static bool has_weights(const struct followup_input *input, const struct followup_side *side, int group)
{
    for (size_t i = 0; i < input->rows.n; i++) {
        const struct followup_row *row = &input->rows.v[i];
        bool counts = in_group(row, group) && side->marks[i].place == FOLLOWUP_COUNTS;
        if (counts && (!row->weight_u6.has || row->weight_u6.v < 0))
            return false;
    }
    return true;
}

static void sum(struct vd_arena *arena, const struct followup_input *input, const struct followup_side *side, struct followup_figure *f)
{
    for (size_t i = 0; i < input->rows.n; i++) {
        const struct followup_row *row = &input->rows.v[i];
        if (!in_group(row, f->group))
            continue;
        tally(f, row, &side->marks[i]);
        if (side->marks[i].place == FOLLOWUP_COUNTS && (f->method != FOLLOWUP_M4 || f->group >= 0))
            add_row(arena, f, row, &side->marks[i]);
    }
    if (f->method == FOLLOWUP_M4 && f->group < 0)
        add_groups(arena, input, side, f);
}

struct followup_figure followup_figure_of(struct vd_arena *arena, const struct followup_input *input, const struct followup_side *side,
                                          enum followup_method method, int group)
{
    struct followup_figure f = {.method = method, .basis = side->basis, .group = group};
    if (!side->there || (method == FOLLOWUP_M3 && !has_weights(input, side, group))) {
        f.absent = side->there ? FOLLOWUP_NO_WEIGHTS : FOLLOWUP_NO_VALUES;
        return f;
    }
    f.numerator = followup_number(arena);
    f.denominator = followup_number(arena);
    sum(arena, input, side, &f);
    if (mpq_sgn(f.denominator) == 0) { /* no row counts, or all weigh nothing: «no aplica» */
        f.absent = f.counted ? FOLLOWUP_NO_WEIGHTS : FOLLOWUP_NO_ROWS;
        f.numerator = f.denominator = NULL;
        return f;
    }
    f.percent = followup_number(arena);
    mpq_div(f.percent, f.numerator, f.denominator);
    if (method == FOLLOWUP_M1)
        mpq_mul(f.percent, f.percent, followup_ratio(arena, HUNDRED, 1));
    f.zone = followup_zone_of(f.percent);
    return f;
}

/* ---- what does not fit */

followup_disagreements followup_disagreements_of(struct vd_arena *arena, const struct followup_input *input)
{
    struct followup_side declared = followup_side_of(arena, input, FOLLOWUP_DECLARED), recomputed = followup_side_of(arena, input, FOLLOWUP_RECOMPUTED);
    followup_disagreements all = {0};
    mpq_ptr apart = followup_number(arena);
    for (size_t i = 0; i < input->rows.n; i++) {
        const struct followup_mark *said = &declared.marks[i], *done = &recomputed.marks[i];
        if (!said->percent || !done->percent)
            continue;
        mpq_sub(apart, said->percent, done->percent);
        mpq_abs(apart, apart);
        if (mpq_cmp_si(apart, 1, 2) > 0)
            *VD_PUSH(arena, &all) = (struct followup_disagreement){i, said->percent, done->percent};
    }
    return all;
}

/* What one row more must have for the mean to be `wanted`: wanted × (n + 1) − sum, kept between 0 and 100. */
static mpq_ptr row_needed(struct vd_arena *arena, const struct followup_figure *m2, mpq_srcptr wanted)
{
    mpq_ptr needed = followup_number(arena);
    mpq_add(needed, m2->denominator, followup_ratio(arena, 1, 1));
    mpq_mul(needed, needed, wanted);
    mpq_sub(needed, needed, m2->numerator);
    return needed;
}

bool followup_missing_row(struct vd_arena *arena, const struct followup_figure *m2, int64_t printed_u6, mpq_ptr *ret_least, mpq_ptr *ret_most)
{
    mpq_ptr printed = followup_ratio(arena, printed_u6, MILLION), half = followup_ratio(arena, 1, 200);
    mpq_ptr low = followup_number(arena), high = followup_number(arena);
    mpq_sub(low, printed, half);
    mpq_add(high, printed, half);
    if (m2->absent || (mpq_cmp(low, m2->percent) <= 0 && mpq_cmp(m2->percent, high) <= 0))
        return false;
    mpq_ptr least = row_needed(arena, m2, low), most = row_needed(arena, m2, high);
    if (mpq_cmp_si(most, 0, 1) < 0 || mpq_cmp_si(least, HUNDRED, 1) > 0)
        return false;
    if (mpq_sgn(least) < 0)
        mpq_set_si(least, 0, 1);
    if (mpq_cmp_si(most, HUNDRED, 1) > 0)
        mpq_set_si(most, HUNDRED, 1);
    *ret_least = least;
    *ret_most = most;
    return true;
}
