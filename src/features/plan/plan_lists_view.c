/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the views of the two lists of a plan, each in one table. */
#include "features/plan/plan.h"
#include "features/plan/plan_views.h"

static void open_list(const struct plan_view_in *in, const struct plan_filter *filter, const char *word, struct vd_str what, struct plan_rows_view *view)
{
    struct vd_url page = vd_url_with(in->arena, in->base, word);
    view->filters = plan_filters_of(in->arena, in->plan, filter, page);
    view->spelled = plan_spelled(in->arena, &in->plan->head);
    view->forms = vd_forms_of(in->arena, plan_filter_url(in->arena, page, &filter->asked), what);
}

void plan_activities_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_rows_view *view)
{
    open_list(in, filter, "/actividades", VD_S("estas actividades"), view);
    plan_table_fill(in, filter, &view->table);
    if (!view->table.groups.n)
        view->none = plan_none_of(in);
}

void plan_windows_fill(const struct plan_view_in *in, const struct plan_filter *filter, struct plan_rows_view *view)
{
    open_list(in, filter, "/ventanas", VD_S("estas ventanas"), view);
    plan_window_rows_of(in->arena, in->plan, filter, &view->windows);
    VD_EACH(row, &view->windows)
        row->url = plan_activity_url(in->arena, in->base, row->code);
    view->calendar = vd_url_with(in->arena, in->base, "/calendario");
    int64_t all = in->plan->head.dated + in->plan->head.undated;
    view->caption = vd_str_printf(in->arena, "%zu de %" PRId64 " %s, en el orden del plan.", view->windows.n, all, all == 1 ? "ventana" : "ventanas");
    if (!view->windows.n)
        view->none = vd_str_printf(in->arena, "Ninguna ventana con esos filtros. Hay %" PRId64 " en el plan", all);
}
