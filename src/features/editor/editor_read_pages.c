/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of the plan that anybody reads, on a page of their own: the plan's page renders without them. */
#include "features/editor/editor_read.h"
#include "features/editor/editor_read.tpl.h"

struct read_input { struct vd_str entidad, familia; struct vd_oint vigencia; };

static enum vd_err open_head(struct vd_req *rq, const struct vd_entity *entity, struct shown_plan_row *ret)
{
    const struct read_input *in = rq->input;
    plan_heads heads = {0};
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity->id, in->familia, &heads));
    VD_EACH(head, &heads)
        if (head->vigencia == in->vigencia.v) {
            *ret = *head;
            return VD_OK;
        }
    rq->problem = vd_str_printf(rq->arena, "%.*s no muestra un plan de %" PRId64 " con textos.", VD_SARG(entity->name), in->vigencia.v);
    return VD_NOT_FOUND;
}

static enum vd_err fill_texts(struct vd_req *rq, const struct shown_plan_row *head, struct editor_read_view *view)
{
    editor_texts texts = {0};
    VD_TRY(editor_texts_of(rq->db, rq->arena, head->entity_id, head->version_id, 3, &texts));
    VD_EACH(text, &texts) {
        const char *anchor = vd_str_printf(rq->arena, "texto-%zu", view->texts.n + 1).p;
        *VD_PUSH(rq->arena, &view->texts) = (struct editor_read_text){anchor, text->title, text->body};
        vd_jump_add(rq->arena, &view->jump, text->title, anchor);
    }
    if (!view->texts.n)
        rq->problem = VD_S("Este plan se trajo sin los textos que van antes de sus actividades.");
    return view->texts.n ? VD_OK : VD_NOT_FOUND;
}

static enum vd_err texts_page(struct vd_req *rq)
{
    const struct read_input *in = rq->input;
    struct editor_read_view view = {0};
    struct shown_plan_row head;
    struct vd_entity entity;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(open_head(rq, &entity, &head));
    view.plan = plan_head_url(rq->arena, entity.slug, &head);
    VD_TRY(fill_texts(rq, &head, &view));
    view.title = vd_str_printf(rq->arena, "Textos del %.*s", VD_SARG(plan_short_title(rq->arena, &head)));
    view.said = vd_str_printf(rq->arena, "%.*s.", VD_SARG(plan_state_text(rq->arena, &head)));
    VD_TRY(site_page(rq, &entity, view.title, &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    site_crumb(rq, &view.page, VD_S("Participa"), view.page.nav_participate);
    site_crumb(rq, &view.page, plan_short_title(rq->arena, &head), view.plan);
    view.page.here = VD_S("Textos");
    view.page.nav_current = 3;
    tpl_editor_read(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_plan[] = {
    VD_PARAM_ENTITY(read_input),
    VD_PARAM(read_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"),
    VD_PARAM(read_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan"), {.name = NULL}};

const struct vd_route editor_read_routes[] = {
    VD_PAGE(read_input, "/{entidad}/{familia}/{vigencia}/textos", of_plan, texts_page, "texts of a plan: introduction, legal frame, glossary"),
    {.path = NULL},
};
