/* SPDX-License-Identifier: Apache-2.0 */
/* One component of a plan on a page of its own. */
#include "features/plan/plan_component.tpl.h"
#include "features/plan/plan_open.h"

static enum vd_err component_page(struct vd_req *rq)
{
    const struct plan_input *input = rq->input;
    struct plan_opened shown;
    struct plan_component_view view = {0};
    VD_TRY(plan_open(rq, &shown));
    VD_TRY(plan_filter_of(rq->arena, &shown.plan, &(struct plan_asked){.component = input->componente}, &shown.filter, &rq->problem));
    if (!shown.filter.component) {
        rq->problem = vd_str_printf(rq->arena, "El plan no tiene un componente «%.*s».", VD_SARG(input->componente));
        return VD_NOT_FOUND;
    }
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    plan_component_fill(&in, &shown.filter, &view);
    struct vd_str here = vd_str_printf(rq->arena, "Componente %.*s", VD_SARG(shown.filter.component->code));
    VD_TRY(plan_open_below(rq, &shown, vd_str_printf(rq->arena, "%.*s: %.*s", VD_SARG(here), VD_SARG(view.title)), here, &view.page));
    tpl_plan_component(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_component[] = {
    PLAN_ADDRESS, VD_PARAM(plan_input, componente, VD_FROM_PATH, VD_P_TEXT, .max = 40, .required = true, .about = "code of a component"), {.name = NULL}};

const struct vd_route plan_component_routes[] = {
    VD_PAGE(plan_input, "/{entidad}/{familia}/{vigencia}/componente/{componente}", of_component, component_page, "one component of a plan"),
    {.path = NULL},
};
