/* SPDX-License-Identifier: Apache-2.0 */
/* The rows of a follow-up by whatever they are summed up by: component, subcomponent, unit that leads. */
#include "features/followup/followup_data.h"

struct part { int64_t key; struct vd_str code, name; };

static struct part part_of(const struct followup_line_row *line, enum followup_by by)
{
    if (by == FOLLOWUP_BY_UNIT)
        return line->unit_id.has ? (struct part){line->unit_id.v, {0}, line->unit_name} : (struct part){.name = VD_S("Sin dependencia que responda")};
    if (by == FOLLOWUP_BY_SUBCOMPONENT && line->subcomponent_key.has)
        return (struct part){line->subcomponent_key.v, line->subcomponent_code, line->subcomponent};
    return (struct part){line->component_key, {0}, line->component_name};
}

struct followup_grouped followup_grouped_by(struct vd_arena *arena, const struct followup_sheet *sheet, enum followup_by by)
{
    struct followup_grouped grouped = {0};
    VD_LIST(int64_t) keys = {0};
    for (size_t i = 0; i < sheet->lines.n; i++) {
        struct part part = part_of(&sheet->lines.v[i], by);
        struct followup_row row = sheet->input.rows.v[i];
        size_t g = 0;
        while (g < keys.n && keys.v[g] != part.key)
            g++;
        if (g == keys.n) {
            *VD_PUSH(arena, &keys) = part.key;
            *VD_PUSH(arena, &grouped.names) = part.code.n ? vd_str_printf(arena, "%.*s. %.*s", VD_SARG(part.code), VD_SARG(part.name)) : part.name;
        }
        row.group = (int)g;
        *VD_PUSH(arena, &grouped.input.rows) = row;
    }
    grouped.input.groups = (int)keys.n;
    return grouped;
}
