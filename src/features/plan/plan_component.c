/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the view of one component: its activities, its year, who answers in it, what its reading left. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"

static void add_unit(const struct plan_view_in *in, const struct plan_responsible *one, struct plan_component_view *view)
{
    struct vd_url url = plan_unit_url(in->arena, in->base, one->slug);
    VD_EACH(unit, &view->units)
        if (vd_str_eq(unit->url.s, url.s)) {
            unit->n++;
            return;
        }
    *VD_PUSH(in->arena, &view->units) = (struct plan_component_unit){.name = one->name, .url = url, .n = 1};
}

static void count(const struct plan_view_in *in, int64_t key, struct plan_component_view *view)
{
    VD_EACH(activity, &in->plan->activities) {
        if (activity->row.component_key != key)
            continue;
        view->activities++;
        view->windows += (int64_t)activity->n_windows;
        for (size_t i = 0; i < activity->n_responsibles; i++)
            add_unit(in, &in->plan->responsibles.v[activity->first_responsible + i], view);
    }
}

/* Findings of the whole plan come in the order of the plan's, one for one. */
static plan_finding_rows findings_of(const struct plan_view_in *in, const struct shown_component_row *component, const plan_finding_rows *all)
{
    plan_finding_rows rows = {0};
    for (size_t i = 0; i < all->n; i++)
        if (plan_finding_component(in->plan, &in->plan->findings.v[i]) == component)
            *VD_PUSH(in->arena, &rows) = all->v[i];
    return rows;
}

static struct plan_neighbour neighbour(const struct plan_view_in *in, const struct shown_component_row *component)
{
    return (struct plan_neighbour){.name = vd_str_printf(in->arena, "%.*s. %.*s", VD_SARG(component->code), VD_SARG(component->name)),
                                   .url = plan_component_url(in->arena, in->base, component->code)};
}

static void fill_neighbours(const struct plan_view_in *in, const struct shown_component_row *shown, struct plan_component_view *view)
{
    bool passed = false;
    VD_EACH(component, &in->plan->components) {
        if (component->parent_key.has)
            continue;
        if (component == shown) {
            passed = true;
        } else if (!passed) {
            view->previous = neighbour(in, component);
        } else {
            view->next = neighbour(in, component);
            return;
        }
    }
}

void plan_component_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_component_view *view)
{
    const struct shown_component_row *component = filter->component;
    struct plan alone = *in->plan;
    alone.components.n = 0;
    alone.components.cap = 0;
    alone.components.v = NULL;
    *VD_PUSH(in->arena, &alone.components) = *component;
    plan_page_fill(in, filter, &view->plan);
    view->eyebrow = vd_str_printf(in->arena, "Componente %.*s del %.*s", VD_SARG(component->code), VD_SARG(plan_short_title(in->arena, &in->plan->head)));
    view->title = component->name;
    view->json = vd_url_with(in->arena, plan_component_url(in->arena, in->base, component->code), ".json");
    view->plan.year = plan_year_of(in->arena, &alone, in->base, in->today);
    view->plan.findings = findings_of(in, component, &view->plan.findings);
    count(in, component->key, view);
    fill_neighbours(in, component, view);
}
