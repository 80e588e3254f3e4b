/* SPDX-License-Identifier: Apache-2.0 */
/* The whole plan as a workbook, in Veedor's own columns or in those of its document. */
#include "features/plan/plan_export.h"
#include "features/plan/plan_open.h"

static enum vd_err export_xlsx(struct vd_req *rq, enum plan_export_form form)
{
    struct plan_opened opened;
    bool several;
    VD_TRY(plan_open(rq, &opened));
    const struct shown_plan_row *head = &opened.plan.head;
    struct plan_export export = {.db = rq->db, .arena = rq->arena, .entity_id = opened.entity.id, .vigencia = head->vigencia,
        .form = form};
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

static enum vd_err own_xlsx(struct vd_req *rq) { return export_xlsx(rq, PLAN_EXPORT_BOOK); }
static enum vd_err document_xlsx(struct vd_req *rq) { return export_xlsx(rq, PLAN_EXPORT_DOCUMENT); }

static const struct site_file own_columns = {.title = "Plan completo en Excel", .form = SITE_XLSX, .put = own_xlsx,
    .about = "Un libro en las columnas de Veedor: componentes, actividades, ventanas, responsables e indicadores"};
static const struct site_file document_columns = {.title = "Plan en las columnas de su documento", .form = SITE_XLSX, .put = document_xlsx,
    .about = "Un libro con los encabezados y los textos del documento"};

const struct vd_route plan_export_routes[] = {
    SITE_FILE(plan_input, "/{entidad}/{familia}/{vigencia}.xlsx", of_plan, &own_columns, "a plan whole, in Veedor's own columns, as import reads it back", .wide = true),
    SITE_FILE(plan_input, "/{entidad}/{familia}/{vigencia}/documento.xlsx", of_plan, &document_columns, "a plan in the columns of its source document", .wide = true),
    {.path = NULL},
};
