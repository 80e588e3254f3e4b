/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_draft.h"

void draft_cell_add(struct plan_draft *draft, const struct draft_cell *cell)
{
    *VD_PUSH(draft->arena, &draft->cells) = *cell;
}

void draft_finding_add(struct plan_draft *draft, const char *code, struct plan_place place, int activity, struct vd_str read_text, struct vd_str proposal)
{
    if (!read_text.p)
        read_text = VD_S("");
    *VD_PUSH(draft->arena, &draft->findings) = (struct draft_finding){.code = code, .place = place, .activity = activity, .read_text = read_text, .proposal = proposal};
}

draft_lines draft_lines_of(struct vd_arena *arena, struct vd_str text)
{
    draft_lines out = {0};
    struct vd_str line;
    while (vd_str_split(&text, '\n', &line)) {
        line = vd_str_squeeze(arena, line);
        if (line.n)
            *VD_PUSH(arena, &out) = line;
    }
    return out;
}

struct vd_str plan_place_name(struct vd_arena *arena, enum vd_doc_format format, struct vd_str sheet, struct plan_place place)
{
    if (!place.table)
        return (struct vd_str){0};
    struct vd_str name = vd_place_name(arena, format, place.table, place.row - 1, place.col - 1);
    if (sheet.n)
        name = vd_str_printf(arena, "%.*s!%.*s", VD_SARG(sheet), VD_SARG(name));
    return place.part ? vd_str_printf(arena, "%.*s, línea %d", VD_SARG(name), place.part) : name;
}

struct vd_str plan_place_text(struct vd_arena *arena, const struct plan_draft *draft, struct plan_place place)
{
    struct vd_str sheet = {0};
    VD_EACH(table, &draft->tables)
        if (table->number == place.table)
            sheet = table->sheet;
    place.part = 0;
    return plan_place_name(arena, draft->format, sheet, place);
}

const char *plan_granularity_name(enum plan_granularity granularity)
{
    static const char *const names[] = {"day", "month", "year"};
    return names[granularity];
}

struct draft_windows draft_windows_of(const struct plan_draft *draft, size_t activity)
{
    size_t low = 0, high = draft->windows.n, n = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (draft->windows.v[middle].activity < (int)activity)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + n < draft->windows.n && draft->windows.v[low + n].activity == (int)activity)
        n++;
    return (struct draft_windows){n ? draft->windows.v + low : NULL, n};
}

bool draft_is_tramite(const struct draft_activity *activity)
{
    for (size_t i = 0; i < PLAN_TRAMITE_FIELDS; i++)
        if (activity->tramite[i].p)
            return true;
    return false;
}

const struct draft_responsible *draft_lead_of(const struct plan_draft *draft, size_t activity)
{
    size_t low = 0, high = draft->responsibles.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (draft->responsibles.v[middle].activity < (int)activity)
            low = middle + 1;
        else
            high = middle;
    }
    return low < draft->responsibles.n && draft->responsibles.v[low].activity == (int)activity ? &draft->responsibles.v[low] : NULL;
}
