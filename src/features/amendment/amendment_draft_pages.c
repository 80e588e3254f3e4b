/* SPDX-License-Identifier: Apache-2.0 */
/* A version at work beside another of its plan: what whoever decides on it decides. */
#include "features/amendment/amendment_draft.tpl.h"
#include "features/amendment/amendment_pages.h"

struct draft_input { struct vd_str entidad, familia; struct vd_oint vigencia, version, con; };

/* The one that was asked for; else the one it modifies; else the one before it. */
static const struct life_version_row *beside(const struct draft_input *in, const struct life_version_row *version, const life_versions *all)
{
    const struct life_version_row *before = NULL;
    VD_EACH(v, all) {
        if (v->plan_id != version->plan_id || v->id == version->id)
            continue;
        if (in->con.has ? v->no == in->con.v : version->base_id.has && v->id == version->base_id.v)
            return v;
        if (!in->con.has && !before && v->no < version->no)
            before = v;
    }
    return before;
}

static enum vd_err fill(struct vd_req *rq, const struct life_version_row *version, const life_versions *all, struct amendment_draft_view *view)
{
    const struct draft_input *in = rq->input;
    const struct life_version_row *other = beside(in, version, all);
    struct plan_diff diff;
    if (!other) {
        view->said = VD_S("No hay otra versión de este plan con la cual compararla.");
        return in->con.has ? VD_NOT_FOUND : VD_OK;
    }
    VD_TRY(amendment_compare(rq->db, rq->arena, version->entity_id, other->id, version->id, &diff));
    view->said = vd_str_printf(rq->arena, "Frente a la versión %" PRId64 ". %.*s", other->no, VD_SARG(amendment_touched(rq->arena, &diff)));
    amendment_put_rows(rq->arena, &diff, &view->rows);
    VD_EACH(v, all)
        if (v->plan_id == version->plan_id && v->id != version->id)
            *VD_PUSH(rq->arena, &view->others) = (struct amendment_pick){v->no, v == other};
    return VD_OK;
}

static enum vd_err draft_page(struct vd_req *rq)
{
    const struct draft_input *in = rq->input;
    struct life_version_row version;
    life_versions all = {0};
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    VD_TRY(life_list(rq->db, rq->arena, version.entity_id, &all));
    struct amendment_draft_view view = {.title = VD_S("Qué cambia"), .action = {vd_str_printf(rq->arena, "%.*s/cambios", VD_SARG(life_url(rq, &version).s))}};
    VD_TRY(fill(rq, &version, &all, &view));
    VD_TRY(life_page_below(rq, &version, view.title, &view.page));
    tpl_amendment_draft(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_draft[] = {LIFE_ADDRESS(draft_input),
    VD_PARAM(draft_input, con, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 9999, .about = "number of the other version; absent: the one it modifies"), {.name = NULL}};
const struct vd_route amendment_draft_routes[] = {
    STAFF_PAGE(draft_input, "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/cambios", of_draft, "plan.ver_borrador", draft_page, "a version at work beside another of its plan"),
    {.path = NULL},
};
