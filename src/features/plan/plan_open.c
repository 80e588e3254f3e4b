/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_open.h"

/* A draft that may be contributed to is where somebody who looks for the plan of that year wants to go. */
static enum vd_err say_consulted(struct vd_req *rq, const struct vd_entity *entity)
{
    const struct plan_input *in = rq->input;
    struct vd_date until;
    enum vd_err err = plan_consulted_until(rq->db, rq->arena, entity->id, in->familia, in->vigencia.v, rq->today, &until);
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    rq->problem = vd_str_printf(rq->arena, "%.*s El borrador de %" PRId64 " está en consulta ciudadana hasta el %.*s: puede leerlo y opinar.", VD_SARG(rq->problem), in->vigencia.v,
        VD_SARG(vd_es_date_long(rq->arena, until)));
    rq->way_out = vd_url_with(rq->arena, plan_url(rq->arena, entity->slug, in->familia, in->vigencia.v), "/consulta").s;
    return VD_OK;
}

/* «Alcaldía de Pasto no muestra ningún plan de 2023. Muestra los de 2022 y 2021.» */
static enum vd_err say_other_years(struct vd_req *rq, const struct vd_entity *entity)
{
    const struct plan_input *in = rq->input;
    plan_heads heads = {0};
    struct vd_str years = {0};
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity->id, in->familia, &heads));
    for (size_t i = 0; i < heads.n; i++)
        years = vd_str_printf(rq->arena, "%.*s%s%" PRId64, VD_SARG(years), !i ? "" : i + 1 < heads.n ? ", " : " y ", heads.v[i].vigencia);
    rq->problem = vd_str_printf(rq->arena, "%.*s no muestra ningún %s de %" PRId64 ".", VD_SARG(entity->name), plan_family_words_of(in->familia).one, in->vigencia.v);
    if (heads.n)
        rq->problem = vd_str_printf(rq->arena, "%.*s %s %.*s.", VD_SARG(rq->problem), heads.n == 1 ? "Muestra el de" : "Muestra los de", VD_SARG(years));
    return say_consulted(rq, entity);
}

static enum vd_err open_read(struct vd_req *rq, bool part, struct plan_opened *ret)
{
    const struct plan_input *in = rq->input;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    enum vd_err err = part ? plan_shown_part(rq->db, rq->arena, ret->entity.id, in->familia, in->vigencia.v, in->componente, &ret->plan)
                           : plan_shown(rq->db, rq->arena, ret->entity.id, in->familia, in->vigencia.v, &ret->plan);
    if (err == VD_NOT_FOUND)
        VD_TRY(say_other_years(rq, &ret->entity));
    VD_TRY(err);
    ret->base = plan_head_url(rq->arena, ret->entity.slug, &ret->plan.head);
    return VD_OK;
}

enum vd_err plan_open(struct vd_req *rq, struct plan_opened *ret) { return open_read(rq, false, ret); }

struct plan_view_in plan_view_in_of(const struct vd_req *rq, const struct plan_opened *opened)
{
    return (struct plan_view_in){.arena = rq->arena, .plan = &opened->plan, .base = opened->base, .today = rq->today};
}

struct plan_document_in plan_document_in_of(struct vd_req *rq, const struct plan_opened *opened)
{
    rq->last_changed = opened->plan.head.created_at;
    return (struct plan_document_in){.arena = rq->arena, .plan = &opened->plan, .entity_slug = opened->entity.slug, .entity_name = opened->entity.name};
}

enum vd_err plan_open_page(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_str here, struct vd_page *ret)
{
    VD_TRY(site_page(rq, entity, title, ret));
    site_crumb(rq, ret, VD_S("Inicio"), ret->home);
    site_crumb(rq, ret, VD_S("Participa"), ret->nav_participate);
    ret->here = here;
    ret->nav_current = 3;
    return VD_OK;
}

enum vd_err plan_open_below(struct vd_req *rq, const struct plan_opened *opened, struct vd_str title, struct vd_str here, struct vd_page *ret)
{
    VD_TRY(plan_open_page(rq, &opened->entity, title, here, ret));
    site_crumb(rq, ret, plan_short_title(rq->arena, &opened->plan.head), opened->base);
    return VD_OK;
}

static struct plan_asked asked_of(const struct plan_input *in)
{
    return (struct plan_asked){.component = in->componente, .unit = in->responsable, .state = in->estado, .text = in->q, .month = in->mes};
}

static enum vd_err filter(struct vd_req *rq, const struct plan_asked *asked, struct plan_opened *opened)
{
    enum vd_err err = plan_filter_of(rq->arena, &opened->plan, asked, &opened->filter, &rq->problem);
    rq->query_is_wrong = err == VD_NOT_FOUND;
    return err;
}

enum vd_err plan_open_filtered(struct vd_req *rq, struct plan_opened *ret)
{
    const struct plan_asked asked = asked_of(rq->input);
    VD_TRY(plan_open(rq, ret));
    return filter(rq, &asked, ret);
}

/* Whoever looks for something looks in all; else one component is open, the first to begin with. */
enum vd_err plan_open_tab(struct vd_req *rq, struct plan_opened *ret)
{
    const struct plan_asked asked = asked_of(rq->input);
    VD_TRY(open_read(rq, !plan_filter_set(&asked) && !vd_str_is(asked.component, "todas"), ret));
    VD_TRY(filter(rq, &asked, ret));
    if (!asked.component.n && !plan_filter_set(&asked))
        ret->filter.component = plan_component_first(&ret->plan);
    return VD_OK;
}

void plan_name_list(struct vd_req *rq, const struct plan_opened *opened, const char *name, struct site_list *ret)
{
    struct vd_str stem = plan_file_stem(rq->arena, opened->entity.slug, opened->plan.head.path_word, opened->plan.head.vigencia);
    ret->name = vd_str_printf(rq->arena, "%.*s-%s", VD_SARG(stem), name);
    ret->at = opened->plan.head.created_at;
}
