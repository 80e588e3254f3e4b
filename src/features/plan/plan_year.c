/* SPDX-License-Identifier: Apache-2.0 */
/* The year of a plan: how many windows end in each month, by component. Only windows with a real end inside the year are
 * drawn; the note says how many are not. */
#include "features/plan/plan.h"

struct left_out { int64_t outside, undated; };

static void count_windows(const struct plan *plan, const struct shown_component_row *component, struct vd_strip_row *row, struct left_out *left)
{
    VD_EACH(activity, &plan->activities) {
        if (activity->row.component_key != component->key)
            continue;
        for (size_t i = 0; i < activity->n_windows; i++) {
            struct vd_date due = plan->windows.v[activity->first_window + i].due;
            if (!due.year)
                left->undated++;
            else if (due.year != plan->head.vigencia)
                left->outside++;
            else
                row->months[due.month - 1]++, row->total++;
        }
    }
}

static struct vd_str numbered(struct vd_arena *arena, const struct shown_component_row *component, struct vd_str name)
{
    return component->code.n ? vd_str_printf(arena, "%.*s. %.*s", VD_SARG(component->code), VD_SARG(name)) : name;
}

static struct vd_str note_of(struct vd_arena *arena, const struct plan *plan, struct left_out left)
{
    struct vd_str note = {0};
    if (left.undated)
        note = vd_str_printf(arena, "%" PRId64 " %s sin fecha que exista y no %s en el dibujo. ", left.undated,
                             left.undated == 1 ? "ventana está" : "ventanas están", left.undated == 1 ? "aparece" : "aparecen");
    if (left.outside)
        note = vd_str_printf(arena, "%.*s%" PRId64 " %s fuera de %" PRId64 ".", VD_SARG(note), left.outside,
                             left.outside == 1 ? "ventana termina" : "ventanas terminan", plan->head.vigencia);
    return vd_str_trim(note);
}

struct plan_year plan_year_of(struct vd_arena *arena, const struct plan *plan, struct vd_date today)
{
    struct vd_strip strip = {.year = (int)plan->head.vigencia};
    struct left_out left = {0};
    strip.label = vd_str_printf(arena, "Obligaciones que vencen cada mes de %" PRId64 ", por componente", plan->head.vigencia);
    VD_EACH(component, &plan->components) {
        struct vd_strip_row row = {0};
        if (!component->parent_key.has)
            count_windows(plan, component, &row, &left);
        if (!row.total)
            continue;
        row.name = numbered(arena, component, component->short_name.n ? component->short_name : component->name);
        *VD_PUSH(arena, &strip.rows) = row;
    }
    if (!strip.rows.n)
        return (struct plan_year){.note = note_of(arena, plan, left)};
    if (today.year == plan->head.vigencia)
        strip.today = today;
    return (struct plan_year){.there = true, .figure = vd_strip_figure(arena, &strip), .note = note_of(arena, plan, left)};
}
