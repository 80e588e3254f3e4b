/* SPDX-License-Identifier: Apache-2.0 */
/* Rows and totals of the comparison. */
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
