/* SPDX-License-Identifier: Apache-2.0 */
/* Public pages of an import, read-only and of history only: until people can sign in, nobody decides anything here. */
#include "features/plan/plan.h"
#include "features/plan/plan_batch_cells.tpl.h"
#include "features/plan/plan_batch_page.tpl.h"
#include "features/plan/plan_batch_views.h"
#include "features/plan/plan_datasets.h"
#include "features/plan/read/plan_law.h"
#include "features/site/site.h"

struct batch_input {
    struct site_data_input data;
    struct vd_str entidad, familia, gravedad, estado;
    struct vd_oint vigencia, lote, tabla;
};

struct opened {
    struct vd_entity entity;
    struct plan_batch batch;
    struct vd_url plan, base;
};

static struct vd_url batch_url(struct vd_req *rq, struct vd_url plan, int64_t no)
{
    return vd_url_with(rq->arena, plan, vd_str_printf(rq->arena, "/importacion/%" PRId64, no).p);
}

static enum vd_err open_batch(struct vd_req *rq, int64_t table, struct opened *ret)
{
    const struct batch_input *in = rq->input;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    const struct plan_batch_asked asked = {.family = in->familia, .vigencia = in->vigencia.v, .no = in->lote.v, .table = table};
    enum vd_err err = plan_batch_read(rq->db, rq->arena, ret->entity.id, &asked, &ret->batch);
    if (err == VD_NOT_FOUND)
        rq->problem = vd_str_printf(rq->arena, "%.*s no muestra esa importación de un %s de %" PRId64 ".", VD_SARG(ret->entity.name),
                                    plan_family_words_of(in->familia).one, in->vigencia.v);
    VD_TRY(err);
    ret->plan = plan_url(rq->arena, ret->entity.slug, in->familia, in->vigencia.v);
    ret->base = batch_url(rq, ret->plan, ret->batch.head.no);
    return VD_OK;
}

static enum vd_err open_page(struct vd_req *rq, const struct opened *opened, struct vd_page *ret)
{
    const struct batch_head_row *head = &opened->batch.head;
    struct vd_str plan = vd_str_printf(rq->arena, "%.*s %" PRId64, VD_SARG(head->short_name), head->vigencia);
    VD_TRY(site_page(rq, &opened->entity, vd_str_printf(rq->arena, "Cómo se leyó el %.*s, lote %" PRId64, VD_SARG(plan), head->no), ret));
    site_crumb(rq, ret, VD_S("Inicio"), ret->home);
    site_crumb(rq, ret, VD_S("Participa"), ret->nav_participate);
    site_crumb(rq, ret, plan, opened->plan);
    ret->here = vd_str_printf(rq->arena, "Lote %" PRId64, head->no);
    ret->nav_current = 3;
    return VD_OK;
}

static enum vd_err latest(struct vd_req *rq)
{
    struct opened opened;
    VD_TRY(open_batch(rq, 0, &opened));
    return site_redirect(rq, opened.base);
}

static enum vd_err findings_page(struct vd_req *rq)
{
    const struct batch_input *input = rq->input;
    struct opened opened;
    struct batch_page_view view = {0};
    VD_TRY(open_batch(rq, 0, &opened));
    VD_TRY(open_page(rq, &opened, &view.head.page));
    const struct batch_view_in in = {.arena = rq->arena, .batch = &opened.batch, .plan = opened.plan, .base = opened.base, .severity = input->gravedad};
    plan_batch_page_fill(&in, &view);
    tpl_plan_batch_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err cells_page(struct vd_req *rq)
{
    const struct batch_input *input = rq->input;
    struct opened opened;
    struct batch_cells_view view = {0};
    int64_t table = input->tabla.has ? input->tabla.v : 1;
    bool there = false;
    VD_TRY(open_batch(rq, table, &opened));
    VD_EACH(one, &opened.batch.tables)
        there |= one->table_no == table;
    if (!there) {
        rq->problem = vd_str_printf(rq->arena, "El archivo no tiene una tabla %" PRId64 ".", table);
        return VD_NOT_FOUND;
    }
    VD_TRY(open_page(rq, &opened, &view.head.page));
    const struct batch_view_in in = {.arena = rq->arena, .batch = &opened.batch, .plan = opened.plan, .base = opened.base, .status = input->estado};
    plan_batch_cells_fill(&in, table, &view);
    tpl_plan_batch_cells(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static void name_list(struct vd_req *rq, const struct opened *opened, const struct vd_dataset *set, struct site_list *ret)
{
    const struct batch_input *input = rq->input;
    struct vd_str stem = plan_file_stem(rq->arena, opened->entity.slug, input->familia, opened->batch.head.vigencia);
    ret->name = vd_str_printf(rq->arena, "%.*s-lote-%" PRId64 "-%s", VD_SARG(stem), opened->batch.head.no, set->name);
    ret->at = opened->batch.head.at;
}

static enum vd_err findings_list(struct vd_req *rq, struct site_list *ret)
{
    const struct batch_input *input = rq->input;
    struct opened opened;
    plan_report_rows rows;
    VD_TRY(open_batch(rq, 0, &opened));
    plan_batch_finding_rows(rq->arena, &opened.batch, input->gravedad, &rows);
    name_list(rq, &opened, &plan_findings_set, ret);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static enum vd_err cells_list(struct vd_req *rq, struct site_list *ret)
{
    const struct batch_input *input = rq->input;
    struct opened opened;
    plan_cell_rows rows;
    VD_TRY(open_batch(rq, input->tabla.has ? input->tabla.v : 0, &opened));
    plan_batch_cell_rows(rq->arena, &opened.batch, input->estado, &rows);
    name_list(rq, &opened, &plan_cells_set, ret);
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static const struct site_data findings_data = {.set = &plan_findings_set, .list = findings_list, .about = "Cada observación que dejó la lectura del documento, con su celda"};
static const struct site_data cells_data = {.set = &plan_cells_set, .list = cells_list, .about = "Cada celda del documento y lo que se leyó en ella"};

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(batch_input)
#define FAMILY VD_PARAM(batch_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio")
#define YEAR VD_PARAM(batch_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define BATCH VD_PARAM(batch_input, lote, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the batch")
#define SEVERITY VD_PARAM(batch_input, gravedad, VD_FROM_QUERY, VD_P_CHOICE, .choices = severities, .about = "findings of one severity")
#define TABLE VD_PARAM(batch_input, tabla, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000000, .about = "cells of one table or sheet")
#define STATUS VD_PARAM(batch_input, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = statuses, .about = "cells of one status")

static const char *const severities[] = {"error", "aviso", "nota", NULL};
static const char *const statuses[] = {"leido", "supuesto", "ambiguo", "corregido", "sin_usar", NULL};
static const struct vd_param of_plan[] = {ENTITY, FAMILY, YEAR, {.name = NULL}};
static const struct vd_param of_findings[] = {ENTITY, FAMILY, YEAR, BATCH, SEVERITY, {.name = NULL}};
static const struct vd_param of_findings_data[] = {ENTITY, FAMILY, YEAR, BATCH, SEVERITY, SITE_DIALECT(batch_input), {.name = NULL}};
static const struct vd_param of_cells[] = {ENTITY, FAMILY, YEAR, BATCH, TABLE, STATUS, {.name = NULL}};
static const struct vd_param of_cells_data[] = {ENTITY, FAMILY, YEAR, BATCH, TABLE, STATUS, SITE_DIALECT(batch_input), {.name = NULL}};

const struct vd_route plan_batch_routes[] = {
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion", of_plan, latest, "leads to the latest import of a plan"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}", of_findings, findings_page, "an import: what was found in its document"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/entendido", of_cells, cells_page, "an import: each cell beside its reading"),
    SITE_LIST(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/hallazgos", of_findings_data, &findings_data, "findings of an import"),
    SITE_LIST(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/celdas", of_cells_data, &cells_data, "cells of an import"),
    {.path = NULL},
};
