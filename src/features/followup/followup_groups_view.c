/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of the parts of a plan: how many of each were fulfilled, by zone, the mean on the official basis and recomputed beside it. */
#include "features/followup/followup_views.h"

static void say_count(struct vd_arena *arena, struct vd_str *text, int n, const char *zone)
{
    if (n)
        *text = text->n ? vd_str_printf(arena, "%.*s, %d %s", VD_SARG(*text), n, zone) : vd_str_printf(arena, "%d %s", n, zone);
}

static struct followup_group_mean mean_of(const struct followup_view_in *in, const struct followup_figure *f)
{
    if (f->absent)
        return (struct followup_group_mean){0};
    return (struct followup_group_mean){.there = true, .mean = followup_percent_text(in->arena, f->percent), .sem = followup_zone_sem(f->zone)};
}

static struct vd_str quotient(const struct followup_view_in *in, const struct followup_figure *f, const char *tail)
{
    return vd_str_printf(in->arena, "%.*s ÷ %.*s%s", VD_SARG(followup_number_text(in->arena, f->numerator)), VD_SARG(followup_number_text(in->arena, f->denominator)), tail);
}

static void fill_sums(const struct followup_view_in *in, const struct followup_figure *count, const struct followup_figure *mean, struct followup_group *row)
{
    if (!count->absent) {
        row->done = vd_str_printf(in->arena, "%.*s de %.*s", VD_SARG(followup_number_text(in->arena, count->numerator)), VD_SARG(followup_number_text(in->arena, count->denominator)));
        row->count_sum = quotient(in, count, " × 100");
        row->count = followup_percent_text(in->arena, count->percent);
        row->count_sem = followup_zone_sem(count->zone);
    }
    if (!mean->absent)
        row->mean_sum = quotient(in, mean, "");
}

static struct followup_group group_of(const struct followup_view_in *in, const struct followup_input *input, enum followup_basis shown, int g)
{
    const struct followup_side *side = &in->sides.by[in->official];
    struct followup_figure official = followup_figure_of(in->arena, input, side, FOLLOWUP_M2, g), count = followup_figure_of(in->arena, input, side, FOLLOWUP_M1, g);
    struct followup_figure again = followup_figure_of(in->arena, input, &in->sides.by[FOLLOWUP_RECOMPUTED], FOLLOWUP_M2, g);
    const struct followup_figure *f = shown == FOLLOWUP_RECOMPUTED ? &again : &official;
    struct followup_group row = {.counts = VD_S(""), .official = mean_of(in, &official), .recomputed = mean_of(in, &again), .apart = followup_apart_text(in->arena, official.percent, again.percent)};
    VD_EACH(one, &input->rows)
        row.activities += one->group == g;
    say_count(in->arena, &row.counts, f->of_zone[FOLLOWUP_ALTA], "alta");
    say_count(in->arena, &row.counts, f->of_zone[FOLLOWUP_MEDIA], "media");
    say_count(in->arena, &row.counts, f->of_zone[FOLLOWUP_BAJA], "baja");
    say_count(in->arena, &row.counts, (int)row.activities - f->counted, "sin contar");
    const struct vd_stack_part parts[] = {{f->of_zone[FOLLOWUP_ALTA], "ok"}, {f->of_zone[FOLLOWUP_MEDIA], "mid"}, {f->of_zone[FOLLOWUP_BAJA], "bad"}, {row.activities - f->counted, "none"}};
    row.svg = vd_stack_svg(in->arena, parts, VD_COUNT(parts));
    fill_sums(in, &count, &official, &row);
    return row;
}

void followup_groups_fill(const struct followup_view_in *in, enum followup_by by, struct followup_groups *ret)
{
    static const struct { const char *what, *each; } words[FOLLOWUP_BYS] = {{"Componente", "cada componente"}, {"Subcomponente", "cada subcomponente"}, {"Dependencia", "cada dependencia"}};
    struct followup_grouped grouped = followup_grouped_by(in->arena, in->sheet, by);
    enum followup_basis shown = in->sides.by[in->official].there ? in->official : FOLLOWUP_RECOMPUTED;
    *ret = (struct followup_groups){.what = words[by].what, .each = words[by].each, .basis = followup_basis_lower(shown), .made = followup_is_made(in->sheet),
        .official = vd_str_printf(in->arena, "%s (oficial)", followup_basis_word(in->official)).p};
    for (int g = 0; g < grouped.input.groups; g++) {
        struct followup_group row = group_of(in, &grouped.input, shown, g);
        row.name = grouped.names.v[g];
        *VD_PUSH(in->arena, &ret->rows) = row;
    }
}
