/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_filter.h"

const char *const followup_filter_zones[] = {"todas", "alta", "media", "baja", "sin-zona", NULL};
const char *const followup_filter_states[] = {"todas", "no-coinciden", "sin-reporte", "no-cuentan", "supuestas", NULL};

static const char *word_of(const char *const *codes, const char *const *words, const char *code)
{
    for (size_t i = 0; codes[i]; i++)
        if (strcmp(codes[i], code) == 0)
            return words[i];
    return code;
}

const char *followup_filter_zone_word(const char *zone)
{
    static const char *const words[] = {"Todas", "Alta", "Media", "Baja", "Sin zona"};
    return word_of(followup_filter_zones, words, zone);
}

const char *followup_filter_state_word(const char *state)
{
    static const char *const words[] = {"Todas las filas", "Solo las que no coinciden", "Solo las que no tienen reporte", "Solo las que no cuentan", "Solo las de lectura supuesta"};
    return word_of(followup_filter_states, words, state);
}

bool followup_filter_is_all(struct vd_str chosen) { return !chosen.n || vd_str_is(chosen, "todas"); }

struct vd_str followup_row_zone(const struct followup_activity_data *row)
{
    static const enum followup_basis order[] = {FOLLOWUP_VERIFIED, FOLLOWUP_RECOMPUTED, FOLLOWUP_DECLARED};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (row->zones[order[i]].n)
            return row->zones[order[i]];
    return (struct vd_str){0};
}

static bool any_place(const struct followup_activity_data *row, const char *place)
{
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        if (vd_str_is(row->places[b], place))
            return true;
    return false;
}

static bool leaves_a_basis(const struct followup_activity_data *row)
{
    for (int b = 0; b < FOLLOWUP_BASES; b++)
        if (row->places[b].n && !vd_str_is(row->places[b], "cuenta") && !vd_str_is(row->places[b], "sin_reporte"))
            return true;
    return false;
}

static bool in_state(const struct followup_activity_data *row, struct vd_str state)
{
    if (vd_str_is(state, "no-coinciden"))
        return row->differs;
    if (vd_str_is(state, "sin-reporte"))
        return any_place(row, "sin_reporte");
    if (vd_str_is(state, "no-cuentan"))
        return leaves_a_basis(row);
    return !vd_str_is(state, "supuestas") || vd_str_is(row->reading, "supuesto");
}

static bool in_zone(const struct followup_activity_data *row, struct vd_str zone)
{
    struct vd_str own = followup_row_zone(row);
    return vd_str_is(zone, "sin-zona") ? !own.n : vd_str_eq(own, zone);
}

followup_activities followup_filtered(struct vd_arena *arena, const struct followup_document *doc, const struct followup_filter *filter)
{
    followup_activities kept = {0};
    VD_EACH(row, &doc->activities) {
        bool keeps = (followup_filter_is_all(filter->component) || vd_str_eq(row->component, filter->component)) &&
                     (followup_filter_is_all(filter->zone) || in_zone(row, filter->zone)) &&
                     (followup_filter_is_all(filter->state) || in_state(row, filter->state));
        if (keeps)
            *VD_PUSH(arena, &kept) = *row;
    }
    return kept;
}
