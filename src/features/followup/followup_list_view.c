/* SPDX-License-Identifier: Apache-2.0 */
/* Rows, totals and drawings of the comparison and of an entity's follow-ups. */
#include "features/followup/followup.h"
#include "features/followup/followup_list_views.h"

void followup_compare_add(struct vd_arena *arena, const struct followup_compared *row, struct followup_compare_view *view)
{
    struct followup_compare_row out = {.entity = row->entity_name, .url = followup_compared_url(arena, row), .vigencia = row->vigencia, .cut_on = vd_date_dmy(arena, row->cut_on),
        .value = followup_value_of(arena, row->percent, row->zone, row->percent.has ? NULL : followup_compare_why(row->absent))};
    if (row->percent.has)
        out.sum = vd_str_printf(arena, "%.*s ÷ %.*s", VD_SARG(followup_number_text(arena, followup_number_of(arena, row->numerator))),
                                VD_SARG(followup_number_text(arena, followup_number_of(arena, row->denominator))));
    *VD_PUSH(arena, &view->rows) = out;
}

void followup_compare_totals(struct vd_arena *arena, const followup_compareds *list, struct followup_compare_view *view)
{
    int64_t of[FOLLOWUP_ZONES] = {0}, with = 0;
    VD_EACH(row, list)
        if (row->percent.has) {
            of[followup_zone_named(row->zone)]++;
            with++;
        }
    const struct vd_stack_part parts[] = {{of[FOLLOWUP_ALTA], "ok"}, {of[FOLLOWUP_MEDIA], "mid"}, {of[FOLLOWUP_BAJA], "bad"}, {(int64_t)list->n - with, "none"}};
    view->any = with > 0;
    view->counted = vd_str_printf(arena, "%.*s de %.*s %s esta cifra", VD_SARG(vd_es_int(arena, with)), VD_SARG(vd_es_int(arena, (int64_t)list->n)),
                                  with == 1 ? "tiene" : "tienen");
    view->by_zone_said = vd_str_printf(arena, "%" PRId64 " en zona alta, %" PRId64 " en media y %" PRId64 " en baja; %" PRId64 " sin dato", of[FOLLOWUP_ALTA], of[FOLLOWUP_MEDIA],
                                       of[FOLLOWUP_BAJA], (int64_t)list->n - with);
    view->stack = vd_stack_svg(arena, parts, VD_COUNT(parts));
}

void followup_past_trend(struct vd_arena *arena, const followup_pasts *list, struct followup_past_page_view *view)
{
    struct vd_trend trend = {.label = vd_str_printf(arena, "Cumplimiento declarado en cada corte, de %" PRId64 " a %" PRId64, list->v[list->n - 1].vigencia, list->v[0].vigencia), .n_series = 2};
    struct vd_oint *m1 = vd_alloc_array(arena, list->n, sizeof *m1), *m2 = vd_alloc_array(arena, list->n, sizeof *m2);
    for (size_t i = 0; i < list->n; i++) {
        const struct followup_past *past = &list->v[list->n - 1 - i];
        *VD_PUSH(arena, &trend.moments) = vd_str_printf(arena, "%s %d", vd_es_month_short(past->cut_on.month), past->cut_on.year);
        m1[i] = (struct vd_oint){past->m1.v / 10000, past->m1.has};
        m2[i] = (struct vd_oint){past->m2.v / 10000, past->m2.has};
    }
    trend.series[0].hundredths = m1;
    trend.series[1].hundredths = m2;
    view->trend = vd_trend_svg(arena, &trend);
    view->trend_label = trend.label;
}
