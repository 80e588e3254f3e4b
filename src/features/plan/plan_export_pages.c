/* SPDX-License-Identifier: Apache-2.0 */
/* The whole plan as a workbook, in Veedor's own columns or in those of its document. */
#include "features/plan/plan_export.h"
#include "features/plan/plan_open.h"

static const enum plan_export_form own_columns = PLAN_EXPORT_BOOK, document_columns = PLAN_EXPORT_DOCUMENT;

static enum vd_err export_xlsx(struct vd_req *rq)
{
    struct plan_opened opened;
    bool several;
    VD_TRY(plan_open(rq, &opened));
    const struct shown_plan_row *head = &opened.plan.head;
    struct plan_export export = {.db = rq->db, .arena = rq->arena, .entity_id = opened.entity.id, .vigencia = head->vigencia,
        .form = *(const enum plan_export_form *)rq->route->extra};
    VD_TRY(plan_export_find(rq->db, rq->arena, opened.entity.id, head->vigencia, head->instrument, head->path_word, &export.version, &several));
    struct vd_str stem = plan_file_stem(rq->arena, opened.entity.slug, head->path_word, head->vigencia);
    rq->last_changed = head->created_at;
    rq->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    rq->filename = vd_str_printf(rq->arena, "%.*s%s.xlsx", VD_SARG(stem), export.form == PLAN_EXPORT_DOCUMENT ? "-documento" : "");
    VD_TRY(vd_req_spill(rq));
    VD_TRY(plan_export_put(&export, rq->file, &rq->problem));
    return fseek(rq->file, 0, SEEK_END) ? VD_IO : VD_OK;
}

static const struct vd_param of_plan[] = {PLAN_ADDRESS, {.name = NULL}};

#define WORKBOOK(route_path, form, about) \
    {.method = VD_GET, .path = (route_path), .access = VD_ACCESS_PUBLIC, .params = of_plan, .input_size = sizeof(struct plan_input), .handler = export_xlsx, \
     .cached = true, .wide = true, .extra = (form), .summary = (about)}
const struct vd_route plan_export_routes[] = {
    WORKBOOK("/{entidad}/{familia}/{vigencia}.xlsx", &own_columns, "a plan whole, in Veedor's own columns, as import reads it back"),
    WORKBOOK("/{entidad}/{familia}/{vigencia}/documento.xlsx", &document_columns, "a plan in the columns of its source document"),
    {.path = NULL},
};
