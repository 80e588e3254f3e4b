/* SPDX-License-Identifier: Apache-2.0 */
/* Below a version of a plan: what was held to build it and sent out to make it known. */
#include "features/events/events_pages.h"
#include "features/events/events_version.tpl.h"
#include "features/life/life.h"

struct version_input { struct vd_str entidad, familia; struct vd_oint vigencia, version; };

static enum vd_err fill_rows(struct vd_req *rq, const struct life_version_row *version, struct events_version_view *view)
{
    const int64_t entity = staff_who(rq)->entity.id;
    const struct events_asked asked = {.family = version->path_word, .vigencia = version->vigencia, .most = EVENTS_WHOLE};
    const struct events_proposed proposed = {.family = version->path_word, .vigencia = version->vigencia};
    events_list list = {0};
    events_pieces pieces = {0};
    events_proposals proposals = {0};
    VD_TRY(events_list_of(rq->db, rq->arena, entity, &asked, &list));
    VD_TRY(events_pieces_of(rq->db, rq->arena, entity, &asked, &pieces));
    VD_TRY(events_proposals_of(rq->db, rq->arena, entity, &proposed, &proposals));
    VD_EACH(e, &list) {
        *VD_PUSH(rq->arena, &view->events) = events_line_of(rq, e);
        view->is_public |= e->is_public && !vd_str_is(e->state, "retirado");
    }
    VD_EACH(p, &pieces) {
        *VD_PUSH(rq->arena, &view->pieces) = events_piece_line_of(rq, p);
        view->is_public |= p->is_public && !vd_str_is(p->state, "retirada");
    }
    VD_EACH(p, &proposals)
        *VD_PUSH(rq->arena, &view->proposals) = events_proposal_line_of(rq, p, view->may);
    return VD_OK;
}

static enum vd_err version_page(struct vd_req *rq)
{
    const struct version_input *in = rq->input;
    struct life_version_row version;
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    const struct vd_str query = vd_str_printf(rq->arena, "?familia=%.*s&vigencia=%" PRId64, VD_SARG(version.path_word), version.vigencia);
    const struct vd_str piece_query = vd_str_printf(rq->arena, "%.*s&version=%" PRId64, VD_SARG(query), version.no);
    struct events_version_view view = {.plan = life_title(rq->arena, &version), .may = vd_who_may(staff_who(rq), "participacion.escribir"),
        .add = vd_url_with(rq->arena, staff_url(rq, "participacion", "nuevo", NULL), query.p), .add_piece = vd_url_with(rq->arena, staff_url(rq, "piezas", "nueva", NULL), piece_query.p),
        .public_url = vd_url_with(rq->arena, plan_url(rq->arena, staff_who(rq)->entity.slug, version.path_word, version.vigencia), "/participacion")};
    VD_TRY(life_page_below(rq, &version, VD_S("Participación"), &view.page));
    VD_TRY(fill_rows(rq, &version, &view));
    tpl_events_version(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_version[] = {LIFE_ADDRESS(version_input), {.name = NULL}};

const struct vd_route events_version_routes[] = {
    STAFF_PAGE(version_input, "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}/participacion", of_version, "participacion.ver", version_page,
               "spaces, proposals and pieces of the plan of a version"),
    {.path = NULL},
};
