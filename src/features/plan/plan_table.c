/* SPDX-License-Identifier: Apache-2.0 */
/* The table of activities of a page: its rows by component and subcomponent, its columns, its caption. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"

int64_t plan_activities_in(const struct plan *plan, int64_t component)
{
    int64_t n = 0;
    VD_EACH(activity, &plan->activities)
        n += activity->row.component_key == component;
    return n;
}

int64_t plan_kept_of(const struct plan *plan, const struct plan_filter *filter)
{
    int64_t n = 0;
    VD_EACH(activity, &plan->activities)
        n += plan_filter_keeps(filter, plan, activity);
    return n;
}

static const char *activities_word(int64_t n) { return n == 1 ? "actividad" : "actividades"; }

static struct vd_str caption_of(const struct plan_view_in *in, const struct plan_filter *filter)
{
    const struct shown_component_row *shown = filter->component;
    int64_t all = shown ? plan_activities_in(in->plan, shown->key) : in->plan->head.activities;
    int64_t kept = plan_kept_of(in->plan, filter);
    struct vd_str of = shown ? vd_str_printf(in->arena, "Componente %.*s. %.*s. ", VD_SARG(shown->code), VD_SARG(shown->name)) : VD_S("");
    if (plan_filter_set(&filter->asked))
        return vd_str_printf(in->arena, "%.*s%" PRId64 " de %" PRId64 " %s, en el orden del plan.", VD_SARG(of), kept, all, activities_word(all));
    if (!shown)
        return vd_str_printf(in->arena, "Las %" PRId64 " actividades, en el orden del plan.", all);
    return vd_str_printf(in->arena, "%.*s%" PRId64 " %s, en el orden del plan.", VD_SARG(of), all, activities_word(all));
}

struct vd_str plan_none_of(const struct plan_view_in *in)
{
    int64_t n = in->plan->head.activities;
    return vd_str_printf(in->arena, "Ninguna actividad con esos filtros. Hay %" PRId64 " en el plan", n);
}

static struct plan_group *new_group(const struct plan_view_in *in, const struct plan_activity_row *row, bool titled, struct plan_table *table)
{
    struct plan_group *group = VD_PUSH(in->arena, &table->groups);
    group->name = row->subcomponent;
    group->columns = 4 + table->with_product + table->followed;
    if (!titled)
        return group;
    const struct shown_component_row *of = plan_component_coded(in->plan, row->component);
    group->component = vd_str_printf(in->arena, "Componente %.*s. %.*s", VD_SARG(row->component), VD_SARG(row->component_name));
    group->objective = of ? of->objective : (struct vd_str){0};
    return group;
}

/* Consecutive rows of one subcomponent stand together; with all the components, each begins with its own title. */
void plan_table_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_table *ret)
{
    plan_activity_rows rows = {0};
    const struct plan_activity_row *before = NULL;
    struct plan_group *group = NULL;
    ret->caption = caption_of(in, filter);
    ret->followed = in->plan->head.followed_on.p != NULL;
    plan_activity_rows_of(in->arena, in->plan, filter, in->base, &rows);
    VD_EACH(row, &rows)
        ret->with_product |= row->product.n > 0;
    VD_EACH(row, &rows) {
        bool turn = !before || !vd_str_eq(row->component, before->component);
        if (turn || !vd_str_eq(row->subcomponent, before->subcomponent))
            group = new_group(in, row, turn && !filter->component, ret);
        row->with_product = ret->with_product;
        *VD_PUSH(in->arena, &group->rows) = *row;
        before = row;
    }
}
