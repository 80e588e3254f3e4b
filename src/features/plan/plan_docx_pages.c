/* SPDX-License-Identifier: Apache-2.0 */
/* The plan that everybody may read, as a Word document. */
#include "core/services.h"
#include "features/plan/plan_docx.h"
#include "features/plan/plan_open.h"

static enum vd_err public_docx(struct vd_req *rq)
{
    const struct vd_services *services = rq->services;
    struct plan_opened opened;
    struct vd_str bytes;
    VD_TRY(plan_open(rq, &opened));
    const struct shown_plan_row *head = &opened.plan.head;
    const struct plan_docx of = {.db = rq->db, .arena = rq->arena, .files = services->files, .entity_id = opened.entity.id, .version_id = head->version_id};
    VD_TRY(plan_docx(&of, &bytes));
    rq->last_changed = head->created_at;
    rq->type = PLAN_DOCX_TYPE;
    rq->filename = vd_str_printf(rq->arena, "%.*s.docx", VD_SARG(plan_file_stem(rq->arena, opened.entity.slug, head->path_word, head->vigencia)));
    vd_buf_str(&rq->body, bytes);
    return VD_OK;
}

static const struct vd_param of_plan[] = {PLAN_ADDRESS, {.name = NULL}};

const struct vd_route plan_docx_routes[] = {
    {.method = VD_GET, .path = "/{entidad}/{familia}/{vigencia}.docx", .access = VD_ACCESS_PUBLIC, .params = of_plan, .input_size = sizeof(struct plan_input),
     .handler = public_docx, .cached = true, .wide = true, .summary = "a plan as a Word document, which import reads back"},
    {.path = NULL},
};
