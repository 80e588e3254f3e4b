/* SPDX-License-Identifier: Apache-2.0 */
/* The year of a plan: how many windows end in each month, by component. Only windows with a real end inside the year are
 * drawn; the note says what counts and how many are not. */
#include "features/plan/plan.h"

struct left_out { int64_t outside, impossible, unread; };

static void count_windows(const struct plan *plan, const struct shown_component_row *component, struct vd_strip_row *row, struct left_out *left)
{
    VD_EACH(activity, &plan->activities) {
        if (activity->row.component_key != component->key)
            continue;
        for (size_t i = 0; i < activity->n_windows; i++) {
            const struct plan_shown_window *window = &plan->windows.v[activity->first_window + i];
            struct vd_date due = window->due;
            if (!due.year && vd_str_is(window->problem, "VD-P001"))
                left->impossible++;
            else if (!due.year)
                left->unread++;
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
    struct vd_str note = VD_S("Cada ventana de fechas es una obligación y cuenta en el mes en que termina.");
    if (left.impossible)
        note = vd_str_printf(arena, "%.*s %" PRId64 " %s", VD_SARG(note), left.impossible,
                             left.impossible == 1 ? "ventana sin fecha final válida no aparece aquí." : "ventanas sin fecha final válida no aparecen aquí.");
    if (left.unread)
        note = vd_str_printf(arena, "%.*s %" PRId64 " %s", VD_SARG(note), left.unread,
                             left.unread == 1 ? "ventana cuya fecha no se pudo leer no aparece aquí." : "ventanas cuya fecha no se pudo leer no aparecen aquí.");
    if (left.outside)
        note = vd_str_printf(arena, "%.*s %" PRId64 " %s fuera de %" PRId64 ".", VD_SARG(note), left.outside,
                             left.outside == 1 ? "ventana termina" : "ventanas terminan", plan->head.vigencia);
    return note;
}

struct plan_year plan_year_of(struct vd_arena *arena, const struct plan *plan, struct vd_url base, struct vd_date today)
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
        row.months_url = vd_url_with(arena, plan_filter_url(arena, base, &(struct plan_asked){.component = component->code}), "&mes=");
        *VD_PUSH(arena, &strip.rows) = row;
    }
    if (!strip.rows.n)
        return (struct plan_year){.note = note_of(arena, plan, left)};
    if (today.year == plan->head.vigencia)
        strip.today = today;
    return (struct plan_year){.there = true, .figure = vd_strip_figure(arena, &strip), .note = note_of(arena, plan, left)};
}
