/* SPDX-License-Identifier: Apache-2.0 */
/* What the page of a plan says of how it was fulfilled: in plain words, of the last cut-off that is public. */
#include "features/followup/followup.h"
#include "features/followup/followup_cuts.h"
#include "features/followup/followup_plan.tpl.h"
#include "features/site/site.h"

enum { SECTION_MOST = 1 << 16 };

static const struct followup_past *last_of(const followup_pasts *pasts, int64_t plan_id)
{
    VD_EACH(past, pasts)
        if (past->plan_id == plan_id)
            return past;
    return NULL;
}

static void fill_cuts(struct vd_req *rq, const followup_cuts *cuts, struct followup_plan_view *view)
{
    VD_EACH(cut, cuts) {
        if (cut->stands == FOLLOWUP_MISSING) {
            view->missing = vd_str_printf(rq->arena, "Corte del %.*s. %.*s", VD_SARG(vd_es_date_long(rq->arena, cut->cut_on)), VD_SARG(followup_cut_said(rq->arena, cut)));
            view->missing_sem = followup_cut_sem(cut);
        } else if (!followup_cut_is_there(cut) && !view->why.n) {
            view->why = vd_str_printf(rq->arena, "todavía no se publica ningún corte. El próximo es el del %.*s.", VD_SARG(vd_es_date_long(rq->arena, cut->cut_on)));
        }
    }
    if (view->missing.n)
        view->why = VD_S("la entidad no ha publicado ningún corte de este plan.");
}

static void fill_last(struct vd_req *rq, const struct vd_entity *entity, const followup_cuts *cuts, const struct followup_past *past, struct followup_plan_view *view)
{
    view->said = followup_past_said(rq->arena, past);
    if (!view->said.n)
        view->said = VD_S("El seguimiento no trae con qué contar las actividades cumplidas.");
    view->cut = vd_es_date_long(rq->arena, past->cut_on);
    view->published = followup_past_published(rq->arena, past);
    view->url = followup_cut_url(rq->arena, entity->slug, past);
    view->report = (struct vd_url){vd_str_printf(rq->arena, "%.*s/%.*s", VD_SARG(followup_plan_url(rq->arena, entity->slug, past->family, past->vigencia).s), VD_SARG(vd_date_iso(rq->arena, past->cut_on)))};
    VD_EACH(cut, cuts)
        if (vd_date_days(cut->cut_on) == vd_date_days(past->cut_on))
            view->sem = followup_cut_sem(cut);
}

static enum vd_err section(struct vd_req *rq, const struct vd_entity *entity, const struct plan *plan, struct vd_html *ret)
{
    struct followup_plan_view view = {.url = followup_plan_url(rq->arena, entity->slug, plan->head.path_word, plan->head.vigencia)};
    followup_cuts cuts = {0};
    followup_pasts pasts = {0};
    VD_AUTO_BUF struct vd_buf out = {0};
    VD_TRY(followup_cuts_of(rq->db, rq->arena, &(struct followup_cuts_asked){entity->id, &plan->head, rq->today}, &cuts));
    VD_TRY(followup_past_of(rq->db, rq->arena, entity->id, plan->head.path_word, &pasts));
    const struct followup_past *past = last_of(&pasts, plan->head.plan_id);
    fill_cuts(rq, &cuts, &view);
    if (past)
        fill_last(rq, entity, &cuts, past, &view);
    if (!view.said.n && !view.why.n)
        return VD_OK;
    vd_buf_init(&out, SECTION_MOST);
    tpl_followup_plan(&(struct vd_html_out){&out}, &view);
    VD_TRY(vd_buf_ok(&out));
    ret->s = vd_str_dup(rq->arena, vd_buf_view(&out));
    return VD_OK;
}

static const struct plan_page_told told = {section};

const struct vd_route followup_plan_routes[] = {PLAN_PAGE(&told), {.path = NULL}};
