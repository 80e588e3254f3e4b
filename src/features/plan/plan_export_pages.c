/* SPDX-License-Identifier: Apache-2.0 */
/* The whole plan as a workbook, in Veedor's own columns or in those of its document. */
#include "features/plan/plan.h"
#include "features/plan/plan_export.h"
#include "features/plan/read/plan_law.h"
#include "features/site/site.h"

struct export_input { struct vd_str entidad, familia; struct vd_oint vigencia; };

static const enum plan_export_form own_columns = PLAN_EXPORT_BOOK, document_columns = PLAN_EXPORT_DOCUMENT;

static enum vd_err find_shown(struct vd_req *rq, const struct vd_entity *entity, struct plan_export *export)
{
    const struct export_input *in = rq->input;
    plan_heads heads = {0};
    VD_TRY(plan_shown_list(rq->db, rq->arena, entity->id, in->familia, &heads));
    VD_EACH(head, &heads) {
        bool several;
        if (head->vigencia != in->vigencia.v)
            continue;
        rq->last_changed = head->created_at;
        return plan_export_find(rq->db, rq->arena, entity->id, head->vigencia, head->instrument, head->path_word, &export->version, &several);
    }
    rq->problem = vd_str_printf(rq->arena, "%.*s no muestra ningún %s de %" PRId64 ".", VD_SARG(entity->name), plan_family_words_of(in->familia).one, in->vigencia.v);
    return VD_NOT_FOUND;
}

static enum vd_err export_xlsx(struct vd_req *rq)
{
    const struct export_input *in = rq->input;
    struct vd_entity entity;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    struct plan_export export = {.db = rq->db, .arena = rq->arena, .entity_id = entity.id, .vigencia = in->vigencia.v, .form = *(const enum plan_export_form *)rq->route->extra};
    VD_TRY(find_shown(rq, &entity, &export));
    struct vd_str stem = plan_file_stem(rq->arena, entity.slug, in->familia, in->vigencia.v);
    rq->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    rq->filename = vd_str_printf(rq->arena, "%.*s%s.xlsx", VD_SARG(stem), export.form == PLAN_EXPORT_DOCUMENT ? "-documento" : "");
    VD_TRY(vd_req_spill(rq));
    VD_TRY(plan_export_put(&export, rq->file, &rq->problem));
    return fseek(rq->file, 0, SEEK_END) ? VD_IO : VD_OK;
}

static const struct vd_param of_plan[] = {
    VD_PARAM(export_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity"),
    VD_PARAM(export_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"),
    VD_PARAM(export_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan"),
    {.name = NULL}};

#define WORKBOOK(route_path, form, about) \
    {.method = VD_GET, .path = (route_path), .access = VD_ACCESS_PUBLIC, .params = of_plan, .input_size = sizeof(struct export_input), .handler = export_xlsx, \
     .cached = true, .extra = (form), .summary = (about)}
const struct vd_route plan_export_routes[] = {
    WORKBOOK("/{entidad}/{familia}/{vigencia}.xlsx", &own_columns, "a plan whole, in Veedor's own columns, as import reads it back"),
    WORKBOOK("/{entidad}/{familia}/{vigencia}/documento.xlsx", &document_columns, "a plan in the columns of its source document"),
    {.path = NULL},
};
