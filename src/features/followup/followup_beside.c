/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of entities as pages show them: addresses, bars, two methods beside each other. */
#include "features/followup/followup.h"

struct followup_value_view followup_value_of(struct vd_arena *arena, struct vd_oint percent_u6, struct vd_str zone, const char *why)
{
    if (!percent_u6.has)
        return (struct followup_value_view){.why = why};
    struct vd_sem sem = followup_zone_sem(followup_zone_named(zone));
    return (struct followup_value_view){.there = true, .sem = sem,
        .bar = vd_bar_of(arena, percent_u6.v / 10000, followup_percent_text(arena, followup_ratio(arena, percent_u6.v, 1000000)), sem.kind)};
}

struct vd_url followup_plan_url(struct vd_arena *arena, struct vd_str slug, struct vd_str family, int64_t vigencia)
{
    return vd_url_with(arena, plan_url(arena, slug, family, vigencia), "/seguimiento");
}

struct vd_url followup_cut_url(struct vd_arena *arena, struct vd_str slug, const struct followup_past *past)
{
    struct vd_url url = followup_plan_url(arena, slug, past->family, past->vigencia);
    return (struct vd_url){vd_str_printf(arena, "%.*s?corte=%.*s", VD_SARG(url.s), VD_SARG(vd_date_iso(arena, past->cut_on)))};
}

struct vd_url followup_compared_url(struct vd_arena *arena, const struct followup_compared *row)
{
    if (row->cut_on.year)
        return followup_plan_url(arena, row->entity, row->family, row->vigencia.v);
    return row->vigencia.has ? plan_url(arena, row->entity, row->family, row->vigencia.v) : vd_url_path(arena, vd_str_c(arena, row->entity), NULL);
}

static struct followup_value_view value_of(struct vd_arena *arena, const struct followup_compared *row)
{
    return followup_value_of(arena, row->percent, row->zone, row->percent.has ? NULL : followup_compare_why(row->absent));
}

/* Both lists have every entity once, in the order of names, in one read transaction. */
enum vd_err followup_beside_of(struct vd_db *db, struct vd_arena *arena, followup_besides *ret)
{
    followup_compareds count, mean;
    followup_besides list = {0};
    VD_TRY(followup_compare(db, arena, &(struct followup_compare_asked){.method = FOLLOWUP_M1, .official = true}, &count));
    VD_TRY(followup_compare(db, arena, &(struct followup_compare_asked){.method = FOLLOWUP_M2, .official = true}, &mean));
    for (size_t i = 0; i < count.n; i++)
        *VD_PUSH(arena, &list) = (struct followup_beside){.entity = count.v[i].entity_name, .slug = count.v[i].entity, .family = count.v[i].family, .url = followup_compared_url(arena, &count.v[i]), .vigencia = count.v[i].vigencia,
            .cut_on = vd_date_dmy(arena, count.v[i].cut_on), .m1 = value_of(arena, &count.v[i]), .m2 = value_of(arena, &mean.v[i])};
    *ret = list;
    return VD_OK;
}
