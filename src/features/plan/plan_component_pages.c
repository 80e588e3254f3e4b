/* SPDX-License-Identifier: Apache-2.0 */
/* One component of a plan on a page of its own. */
#include "features/plan/plan_component.tpl.h"
#include "features/plan/plan_open.h"

/* The filter holds the component of the address and nothing else. */
static enum vd_err open_component(struct vd_req *rq, struct plan_opened *ret)
{
    const struct plan_input *input = rq->input;
    VD_TRY(plan_open(rq, ret));
    VD_TRY(plan_filter_of(rq->arena, &ret->plan, &(struct plan_asked){.component = input->componente}, &ret->filter, &rq->problem));
    if (ret->filter.component)
        return VD_OK;
    rq->problem = vd_str_printf(rq->arena, "El plan no tiene un componente «%.*s».", VD_SARG(input->componente));
    return VD_NOT_FOUND;
}

static enum vd_err component_page(struct vd_req *rq)
{
    struct plan_opened shown;
    struct plan_component_view view = {0};
    VD_TRY(open_component(rq, &shown));
    struct plan_view_in in = plan_view_in_of(rq, &shown);
    plan_component_fill(&in, &shown.filter, &view);
    struct vd_str here = vd_str_printf(rq->arena, "Componente %.*s", VD_SARG(shown.filter.component->code));
    VD_TRY(plan_open_below(rq, &shown, vd_str_printf(rq->arena, "%.*s: %.*s", VD_SARG(here), VD_SARG(view.title)), here, &view.page));
    tpl_plan_component(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err component_document(struct vd_req *rq, const void **ret)
{
    struct plan_opened *shown = VD_NEW(rq->arena, struct plan_opened);
    struct plan_component_document *document = VD_NEW(rq->arena, struct plan_component_document);
    VD_TRY(open_component(rq, shown));
    struct plan_document_in in = plan_document_in_of(rq, shown);
    plan_component_document_of(&in, shown->filter.component, document);
    *ret = document;
    return VD_OK;
}

static const struct site_data component_data = {.set = &plan_component_document_set, .document = component_document,
    .about = "Un componente con sus indicadores, sus actividades y sus hallazgos"};

static const struct vd_param of_component[] = {
    PLAN_ADDRESS, VD_PARAM(plan_input, componente, VD_FROM_PATH, VD_P_TEXT, .max = 40, .required = true, .about = "code of a component"), {.name = NULL}};

const struct vd_route plan_component_routes[] = {
    VD_PAGE(plan_input, "/{entidad}/{familia}/{vigencia}/componente/{componente}", of_component, component_page, "one component of a plan"),
    SITE_DOCUMENT(plan_input, "/{entidad}/{familia}/{vigencia}/componente/{componente}.json", of_component, &component_data, "one component of a plan"),
    {.path = NULL},
};
