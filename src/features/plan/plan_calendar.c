/* SPDX-License-Identifier: Apache-2.0 */
/* The year of a plan day by day: each window in the month in which it ends, on the page and as a calendar file. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"
#include "office/ics.h"

enum { OUTSIDE = 13, UNDATED = 14, SECTIONS = 15 };

struct due { const struct plan_activity *activity; const struct plan_shown_window *window; };
typedef VD_LIST(struct due) dues;

static int by_day(const void *a, const void *b)
{
    const struct due *x = a, *y = b;
    int64_t dx = x->window->due.year ? vd_date_days(x->window->due) : INT64_MAX, dy = y->window->due.year ? vd_date_days(y->window->due) : INT64_MAX;
    if (dx != dy)
        return (dx > dy) - (dx < dy);
    return (x->activity->row.ord > y->activity->row.ord) - (x->activity->row.ord < y->activity->row.ord);
}

static dues dues_of(struct vd_arena *arena, const struct plan *plan, const struct plan_filter *filter)
{
    dues all = {0};
    VD_EACH(activity, &plan->activities)
        for (size_t i = 0; plan_filter_keeps(filter, plan, activity) && i < activity->n_windows; i++)
            if (plan_filter_keeps_window(filter, &plan->windows.v[activity->first_window + i]))
                *VD_PUSH(arena, &all) = (struct due){activity, &plan->windows.v[activity->first_window + i]};
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, by_day);
    return all;
}

static const struct plan_responsible *lead_of(const struct plan *plan, const struct plan_activity *activity)
{
    for (size_t i = 0; i < activity->n_responsibles; i++)
        if (plan->responsibles.v[activity->first_responsible + i].is_lead)
            return &plan->responsibles.v[activity->first_responsible + i];
    return NULL;
}

static int section_of(const struct plan *plan, const struct due *due)
{
    struct vd_date day = due->window->due;
    return !day.year ? UNDATED : day.year != plan->head.vigencia ? OUTSIDE : day.month;
}

/* ---- the page */

static struct vd_str range_of(struct vd_arena *arena, const struct plan_shown_window *window)
{
    if (!window->due.year)
        return vd_str_printf(arena, "El plan dice: «%.*s».", VD_SARG(window->raw));
    if (!window->from.year || vd_date_days(window->from) == vd_date_days(window->due))
        return (struct vd_str){0};
    return vd_str_printf(arena, "Empieza el %.*s.", VD_SARG(vd_es_date_long(arena, window->from)));
}

static struct plan_due due_row(const struct plan_view_in *in, const struct due *due)
{
    const struct shown_activity_row *activity = &due->activity->row;
    const struct plan_responsible *lead = lead_of(in->plan, due->activity);
    struct vd_date day = due->window->due;
    struct plan_due row = {
        .title = vd_str_printf(in->arena, "%.*s %.*s", VD_SARG(activity->address), VD_SARG(plan_heading(activity->description))),
        .url = plan_activity_url(in->arena, in->base, activity->address), .from = range_of(in->arena, due->window), .supposed = due->window->supposed};
    if (due->activity->n_windows > 1)
        row.title = vd_str_printf(in->arena, "%.*s, ventana %" PRId64 " de %zu", VD_SARG(row.title), due->window->ord, due->activity->n_windows);
    if (day.year) {
        row.iso = vd_date_iso(in->arena, day);
        row.day = vd_str_printf(in->arena, "%u", (unsigned)day.day);
        row.month = vd_str_of(vd_es_month_short(day.month));
    }
    if (lead) {
        row.responsible = lead->name;
        row.responsible_url = plan_unit_url(in->arena, in->base, lead->slug);
    }
    return row;
}

static struct plan_month section(const struct plan_view_in *in, const dues *all, int number)
{
    static const char *const initial[] = {"", "Enero", "Febrero", "Marzo", "Abril", "Mayo", "Junio", "Julio", "Agosto", "Septiembre", "Octubre", "Noviembre", "Diciembre"};
    struct plan_month month = {.anchor = vd_str_printf(in->arena, "mes-%d", number)};
    month.name = number == UNDATED ? VD_S("Sin fecha final válida") : number == OUTSIDE ? vd_str_printf(in->arena, "Fuera de %" PRId64, in->plan->head.vigencia) : vd_str_of(initial[number]);
    VD_EACH(due, all)
        if (section_of(in->plan, due) == number)
            *VD_PUSH(in->arena, &month.rows) = due_row(in, due);
    month.said = vd_str_printf(in->arena, "%zu %s", month.rows.n, month.rows.n == 1 ? "obligación" : "obligaciones");
    return month;
}

void plan_calendar_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_calendar_view *view)
{
    dues all = dues_of(in->arena, in->plan, filter);
    view->spelled = plan_spelled(in->arena, &in->plan->head);
    view->lead = vd_str_printf(in->arena, "%zu %s, en el orden en que vencen. Cada una vence el día en que termina su ventana de fechas.", all.n, all.n == 1 ? "obligación" : "obligaciones");
    view->filters = plan_filters_of(in->arena, in->plan, filter, vd_url_with(in->arena, in->base, "/calendario"));
    view->filters.with_text = view->filters.with_months = false;
    view->filters.states.n = 0;
    view->ics = plan_filter_url(in->arena, vd_url_with(in->arena, in->base, "/ventanas.ics"), &filter->asked);
    view->windows = plan_filter_url(in->arena, vd_url_with(in->arena, in->base, "/ventanas"), &filter->asked);
    for (int number = 1; number < SECTIONS; number++) {
        struct plan_month one = section(in, &all, number);
        if (one.rows.n)
            *VD_PUSH(in->arena, &view->months) = one;
    }
    for (size_t i = 0; view->months.n > 1 && i < view->months.n; i++) {
        const struct plan_month *month = &view->months.v[i];
        vd_jump_add(in->arena, &view->jump, vd_str_printf(in->arena, "%.*s (%zu)", VD_SARG(month->name), month->rows.n), vd_str_c(in->arena, month->anchor));
    }
    if (!all.n)
        view->none = view->filters.set ? plan_none_of(in) : VD_S("El plan no trae fechas");
}

/* ---- the calendar file: what has a day */

void plan_calendar_ics(struct vd_buf *out, const struct plan_view_in *in, const struct plan_filter *filter, struct vd_str entity_slug, struct vd_str entity_name)
{
    const struct shown_plan_row *head = &in->plan->head;
    dues all = dues_of(in->arena, in->plan, filter);
    struct vd_str stem = plan_file_stem(in->arena, entity_slug, head->path_word, head->vigencia);
    vd_ics_begin(out, vd_str_printf(in->arena, "%.*s: %.*s", VD_SARG(entity_name), VD_SARG(plan_short_title(in->arena, head))));
    VD_EACH(due, &all) {
        if (!due->window->due.year)
            continue;
        const struct shown_activity_row *activity = &due->activity->row;
        const struct plan_responsible *lead = lead_of(in->plan, due->activity);
        struct vd_str who = lead ? vd_str_printf(in->arena, "Responsable: %.*s", VD_SARG(lead->name)) : VD_S("");
        struct vd_str range = range_of(in->arena, due->window);
        struct vd_str about = vd_str_printf(in->arena, "%.*s%s%.*s%s%.*s", VD_SARG(who), range.n ? "\n" : "", VD_SARG(range),
                                            activity->goal.n ? "\nMeta: " : "", VD_SARG(activity->goal));
        if (due->window->supposed.n)
            about = vd_str_printf(in->arena, "%.*s\nFecha supuesta: %.*s", VD_SARG(about), VD_SARG(due->window->supposed));
        vd_ics_event(out, &(struct vd_ics_event){
            .uid = vd_str_printf(in->arena, "%.*s-%.*s-%" PRId64 "@veedor", VD_SARG(stem), VD_SARG(activity->address), due->window->ord),
            .summary = vd_str_printf(in->arena, "Vence %.*s %.*s", VD_SARG(activity->address), VD_SARG(plan_heading(activity->description))),
            .description = vd_str_trim(about), .first = due->window->due, .last = due->window->due, .stamp = head->created_at});
    }
    vd_ics_end(out);
}
