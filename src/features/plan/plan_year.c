/* SPDX-License-Identifier: Apache-2.0 */
/* The year of a plan: how many windows end in each month, by component. Only windows with a real end inside the year are
 * drawn; the note says how many are not. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"
#include "features/plan/plan_year.tpl.h"

enum { YEAR_BYTES = 256 << 10 };

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

static void add_line(struct vd_arena *arena, struct plan_year_view *view, const struct vd_strip_row *row)
{
    struct plan_year_line *line = VD_PUSH(arena, &view->lines);
    line->name = row->name;
    line->total = row->total;
    for (int m = 0; m < 12; m++)
        VD_PUSH(arena, &line->months)->text = row->months[m] ? vd_es_int(arena, row->months[m]) : VD_S("–");
}

struct vd_html plan_year_block(struct vd_arena *arena, const struct plan *plan, struct vd_date today)
{
    if (!plan->head.dated)
        return (struct vd_html){0};
    struct vd_strip strip = {.year = (int)plan->head.vigencia};
    struct plan_year_view view = {.vigencia = plan->head.vigencia};
    struct left_out left = {0};
    view.caption = strip.label = vd_str_printf(arena, "Obligaciones que vencen cada mes de %" PRId64 ", por componente", plan->head.vigencia);
    VD_EACH(component, &plan->components) {
        struct vd_strip_row row = {0};
        if (!component->parent_key.has)
            count_windows(plan, component, &row, &left);
        if (!row.total)
            continue;
        row.short_name = row.name = numbered(arena, component, component->short_name.n ? component->short_name : component->name);
        *VD_PUSH(arena, &strip.rows) = row;
        add_line(arena, &view, &row);
    }
    for (int m = 1; m <= 12; m++)
        *VD_PUSH(arena, &view.months) = vd_str_of(vd_es_month_short(m));
    if (today.year == plan->head.vigencia)
        strip.today = today;
    view.svg = vd_strip_svg(arena, &strip);
    view.note = note_of(arena, plan, left);
    struct vd_buf buf;
    vd_buf_init(&buf, YEAR_BYTES);
    tpl_plan_year(&(struct vd_html_out){&buf}, &view);
    struct vd_html block = {vd_buf_ok(&buf) == VD_OK ? vd_str_dup(arena, vd_buf_view(&buf)) : (struct vd_str){0}};
    vd_buf_done(&buf);
    return block;
}
