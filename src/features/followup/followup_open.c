/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_open.h"
#include "features/followup/followup.h"

static enum vd_err find_head(struct vd_req *rq, const struct vd_entity *entity, struct shown_plan_row *ret)
{
    const struct followup_page_input *in = rq->input;
    plan_heads heads = {0};
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity->id, in->familia, &heads));
    VD_EACH(head, &heads)
        if (head->vigencia == in->vigencia.v) {
            *ret = *head;
            return VD_OK;
        }
    rq->problem = vd_str_printf(rq->arena, "%.*s no muestra ningún %s de %" PRId64 ".", VD_SARG(entity->name), plan_family_words_of(in->familia).one, in->vigencia.v);
    return VD_NOT_FOUND;
}

enum vd_err followup_open_plan(struct vd_req *rq, struct followup_opened *ret)
{
    const struct followup_page_input *in = rq->input;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    VD_TRY(find_head(rq, &ret->entity, &ret->head));
    ret->plan = plan_head_url(rq->arena, ret->entity.slug, &ret->head);
    VD_TRY(followup_cuts_of(rq->db, rq->arena, &(struct followup_cuts_asked){ret->entity.id, &ret->head, rq->today}, &ret->cuts));
    ret->at = ret->head.created_at;
    VD_EACH(cut, &ret->cuts)
        if (cut->published_at > ret->at)
            ret->at = cut->published_at;
    rq->last_changed = ret->at;
    return VD_OK;
}

static struct vd_str known_days(struct vd_arena *arena, const followup_cuts *cuts)
{
    struct vd_str days = {0};
    VD_EACH(cut, cuts)
        if (followup_cut_is_there(cut))
            days = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(days), days.n ? ", " : "", VD_SARG(vd_es_date_long(arena, cut->cut_on)));
    return days.n ? vd_str_printf(arena, "Los publicados son: %.*s.", VD_SARG(days)) : VD_S("Todavía no ha publicado ninguno.");
}

/* Why there is nothing to show of a day. */
static enum vd_err refuse_day(struct vd_req *rq, const struct followup_opened *opened, struct vd_date day)
{
    rq->query_is_wrong = true;
    struct vd_str said = vd_str_printf(rq->arena, "Este plan no tiene un corte del %.*s", VD_SARG(vd_es_date_long(rq->arena, day)));
    VD_EACH(cut, &opened->cuts)
        if (vd_date_days(cut->cut_on) == vd_date_days(day))
            said = vd_str_printf(rq->arena, "Corte del %.*s. %.*s", VD_SARG(vd_es_date_long(rq->arena, day)), VD_SARG(followup_cut_said(rq->arena, cut)));
    rq->problem = vd_str_printf(rq->arena, "%.*s. %.*s", VD_SARG(said), VD_SARG(known_days(rq->arena, &opened->cuts)));
    return VD_NOT_FOUND;
}

enum vd_err followup_open(struct vd_req *rq, struct followup_opened *ret)
{
    const struct followup_page_input *in = rq->input;
    struct vd_date day = {0};
    VD_TRY(followup_open_plan(rq, ret));
    if (in->corte.n && !vd_date_from_iso(in->corte, &day)) {
        rq->query_is_wrong = true;
        rq->problem = VD_S("Escriba el día del corte como año-mes-día, por ejemplo 2026-04-30.");
        return VD_INVALID;
    }
    const struct followup_which which = {.entity_id = ret->entity.id, .vigencia = in->vigencia.v, .family = in->familia, .shown = true, .cut_on = day};
    VD_TRY(followup_sheet_get(rq->db, rq->arena, &which, &ret->sheet));
    if (day.year && !ret->sheet.there)
        return refuse_day(rq, ret, day);
    const struct followup_question all = {.entity_name = ret->entity.name, .slug = ret->entity.slug, .vigencia = in->vigencia.v,
        .methods = FOLLOWUP_EVERY_METHOD, .bases = FOLLOWUP_EVERY_BASIS};
    ret->doc = followup_document_of(rq->arena, &ret->sheet, &all);
    return VD_OK;
}
