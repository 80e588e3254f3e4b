/* SPDX-License-Identifier: Apache-2.0 */
/* How the file of a version was read, for who works in the entity: also of a draft, whose import has no public page. */
#include "features/intake/intake.h"
#include "features/intake/intake_batch.tpl.h"
#include "features/intake/intake_views.h"
#include "features/life/life.h"

struct batch_input { struct vd_str entidad, familia, estado; struct vd_oint vigencia, version, tabla; };

static enum vd_err read_page(struct vd_req *rq)
{
    const struct batch_input *in = rq->input;
    struct life_version_row version;
    struct plan_batch batch;
    struct batch_cells_view cells = {0};
    struct intake_batch_view view = {0};
    VD_TRY(life_open(rq, in->familia, in->vigencia.v, in->version.v, &version));
    VD_TRY(life_page_below(rq, &version, VD_S("Lectura del archivo"), &view.page));
    int64_t table = in->tabla.has ? in->tabla.v : 1;
    const struct plan_batch_asked asked = {.family = in->familia, .vigencia = in->vigencia.v, .of_version = version.id, .table = table};
    enum vd_err err = plan_batch_read(rq->db, rq->arena, staff_who(rq)->entity.id, &asked, &batch);
    if (err == VD_OK) {
        const struct batch_view_in of = {.arena = rq->arena, .batch = &batch, .status = in->estado, .unstored = true,
            .base = vd_url_with(rq->arena, life_url(rq, &version), "/lectura")};
        plan_batch_cells_fill(&of, table, &cells);
        view.sub = cells.head.sub;
        view.cells = plan_batch_read_html(rq->arena, &cells);
    } else if (err != VD_NOT_FOUND) {
        return err;
    }
    tpl_intake_batch(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

#define VERSION "/{entidad}/trabajo/planes/{familia}/{vigencia}/{version}"
static const char *const statuses[] = {"leido", "supuesto", "ambiguo", "corregido", "sin_usar", NULL};
static const struct vd_param of_batch[] = {LIFE_ADDRESS(batch_input),
    VD_PARAM(batch_input, tabla, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000000, .about = "cells of one table or sheet"),
    VD_PARAM(batch_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = statuses, .about = "cells of one status"), {.name = NULL}};

const struct vd_route intake_batch_routes[] = {
    STAFF_PAGE(batch_input, VERSION "/lectura", of_batch, "plan.ver_borrador", read_page, "how the file of a version was read"),
    STAFF_PAGE(batch_input, VERSION "/lectura/entendido", of_batch, "plan.ver_borrador", read_page, "the same, with a table or a status chosen"),
    {.path = NULL},
};
