/* SPDX-License-Identifier: Apache-2.0 */
/* How one activity went, on its page: the plan shows what was promised, this section the four values of its last follow-up. */
#include "features/followup/followup.h"
#include "features/followup/followup_activity_data.h"
#include "features/followup/followup_activity.tpl.h"
#include "features/followup/followup_views.h"

enum { SECTION_MOST = 1 << 20 }; /* bytes: the remarks of one cell are the longest of it */

static enum vd_err open_sheet(struct vd_req *rq, const struct plan *plan, struct followup_sheet *ret)
{
    *ret = (struct followup_sheet){0};
    if (!plan->head.followed_on.p)
        return VD_OK;
    return followup_sheet_get(rq->db, rq->arena, &(struct followup_which){.entity_id = plan->head.entity_id, .vigencia = plan->head.vigencia, .family = plan->head.path_word, .shown = true}, ret);
}

static enum vd_err section(struct vd_req *rq, const struct plan *plan, const struct plan_activity *activity, struct vd_html *ret)
{
    const struct plan_input *input = rq->input;
    struct followup_sheet sheet;
    VD_TRY(open_sheet(rq, plan, &sheet));
    const struct followup_question asked = {.slug = input->entidad, .vigencia = plan->head.vigencia, .bases = FOLLOWUP_EVERY_BASIS};
    struct followup_document doc = followup_document_of(rq->arena, &sheet, &asked);
    const struct followup_view_in in = followup_view_in_of(rq->arena, &sheet, &doc, plan_head_url(rq->arena, input->entidad, &plan->head));
    for (size_t i = 0; i < sheet.lines.n; i++) {
        if (sheet.lines.v[i].activity_key != activity->row.key)
            continue;
        struct followup_activity_view view = {0};
        VD_AUTO_BUF struct vd_buf out = {0};
        followup_activity_fill(&in, i, &view);
        vd_buf_init(&out, SECTION_MOST);
        tpl_followup_activity(&(struct vd_html_out){&out}, &view);
        VD_TRY(vd_buf_ok(&out));
        ret->s = vd_str_dup(rq->arena, vd_buf_view(&out));
        return VD_OK;
    }
    return VD_OK;
}

static const struct plan_activity_told told = {section};

/* The same row as the section, as data. */
static enum vd_err document(struct vd_req *rq, const void **ret)
{
    const struct plan_input *input = rq->input;
    struct followup_activity_document *whole = VD_NEW(rq->arena, struct followup_activity_document);
    const struct plan *plan;
    const struct plan_activity *activity;
    struct followup_sheet sheet;
    VD_TRY(plan_activity_whole(rq, &plan, &activity, &whole->plan));
    VD_TRY(open_sheet(rq, plan, &sheet));
    const struct followup_question asked = {.slug = input->entidad, .vigencia = plan->head.vigencia, .bases = FOLLOWUP_EVERY_BASIS};
    struct followup_document doc = followup_document_of(rq->arena, &sheet, &asked);
    for (size_t i = 0; i < sheet.lines.n && !whole->followup; i++) {
        if (sheet.lines.v[i].activity_key != activity->row.key)
            continue;
        struct followup_activity_cut *cut = VD_NEW(rq->arena, struct followup_activity_cut);
        *cut = (struct followup_activity_cut){.cutoff = doc.about.cutoff, .sheet_date = doc.about.sheet_date, .official_basis = doc.about.official_basis, .row = doc.activities.v[i]};
        whole->followup = cut;
    }
    *ret = whole;
    return VD_OK;
}

static const struct site_data data = {.set = &followup_activity_document_set, .document = document,
    .about = "Una actividad con sus ventanas, sus hallazgos, las celdas de donde salió y los cuatro valores de su seguimiento"};

const struct vd_route followup_activity_routes[] = {PLAN_ACTIVITY_PAGE(&told), PLAN_ACTIVITY_DOCUMENT(&data), {.path = NULL}};
