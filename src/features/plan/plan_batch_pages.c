/* SPDX-License-Identifier: Apache-2.0 */
/* Public pages of an import, read-only and of history only: until people can sign in, nobody decides anything here. */
#include "features/plan/plan.h"
#include "features/plan/plan_datasets.h"
#include "features/plan/plan_batch_cells.tpl.h"
#include "features/plan/plan_batch_page.tpl.h"
#include "features/plan/plan_batch_views.h"
#include "features/plan/plan_law.h"
#include "features/site/site.h"

struct batch_input {
    struct vd_str entidad, familia, gravedad, dialect;
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
    const struct batch_view_in in = {.arena = rq->arena, .batch = &opened.batch, .plan = opened.plan, .base = opened.base};
    plan_batch_cells_fill(&in, table, &view);
    tpl_plan_batch_cells(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static enum vd_err answer(struct vd_req *rq, const struct opened *opened, const struct vd_dataset *set, const void *rows, size_t n, bool csv)
{
    const struct batch_input *input = rq->input;
    struct vd_json json;
    rq->last_changed = opened->batch.head.at;
    if (!csv) {
        rq->type = "application/json; charset=utf-8";
        vd_json_init(&json, &rq->body);
        vd_dataset_json(&json, set, rows, n);
        return VD_OK;
    }
    rq->type = "text/csv; charset=utf-8";
    struct vd_str stem = plan_file_stem(rq->arena, opened->entity.slug, input->familia, opened->batch.head.vigencia);
    rq->filename = vd_str_printf(rq->arena, "%.*s-lote-%" PRId64 "-%s.csv", VD_SARG(stem), opened->batch.head.no, set->name);
    vd_dataset_csv(&rq->body, set, rows, n, vd_str_is(input->dialect, "rfc4180") ? VD_CSV_RFC4180 : VD_CSV_PEOPLE);
    return VD_OK;
}

static enum vd_err findings_data(struct vd_req *rq, bool csv)
{
    const struct batch_input *input = rq->input;
    struct opened opened;
    plan_report_rows rows;
    VD_TRY(open_batch(rq, 0, &opened));
    plan_batch_finding_rows(rq->arena, &opened.batch, input->gravedad, &rows);
    return answer(rq, &opened, &plan_findings_set, rows.v, rows.n, csv);
}

static enum vd_err cells_data(struct vd_req *rq, bool csv)
{
    const struct batch_input *input = rq->input;
    struct opened opened;
    plan_cell_rows rows;
    VD_TRY(open_batch(rq, input->tabla.has ? input->tabla.v : 0, &opened));
    plan_batch_cell_rows(rq->arena, &opened.batch, &rows);
    return answer(rq, &opened, &plan_cells_set, rows.v, rows.n, csv);
}

static enum vd_err findings_csv(struct vd_req *rq) { return findings_data(rq, true); }
static enum vd_err findings_json(struct vd_req *rq) { return findings_data(rq, false); }
static enum vd_err cells_csv(struct vd_req *rq) { return cells_data(rq, true); }
static enum vd_err cells_json(struct vd_req *rq) { return cells_data(rq, false); }

/* ---- routes */

#define ENTITY VD_PARAM(batch_input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")
#define FAMILY VD_PARAM(batch_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio")
#define YEAR VD_PARAM(batch_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define BATCH VD_PARAM(batch_input, lote, VD_FROM_PATH, VD_P_INT, .min = 1, .max = 1000000000, .required = true, .about = "number of the batch")
#define SEVERITY VD_PARAM(batch_input, gravedad, VD_FROM_QUERY, VD_P_CHOICE, .choices = severities, .about = "findings of one severity")
#define TABLE VD_PARAM(batch_input, tabla, VD_FROM_QUERY, VD_P_INT, .min = 1, .max = 1000000, .about = "cells of one table or sheet")
#define DIALECT VD_PARAM(batch_input, dialect, VD_FROM_QUERY, VD_P_CHOICE, .choices = dialects, .about = "CSV for machines instead of people")

static const char *const dialects[] = {"rfc4180", NULL};
static const char *const severities[] = {"error", "aviso", "nota", NULL};
static const struct vd_param of_plan[] = {ENTITY, FAMILY, YEAR, {.name = NULL}};
static const struct vd_param of_findings[] = {ENTITY, FAMILY, YEAR, BATCH, SEVERITY, {.name = NULL}};
static const struct vd_param of_findings_csv[] = {ENTITY, FAMILY, YEAR, BATCH, SEVERITY, DIALECT, {.name = NULL}};
static const struct vd_param of_cells[] = {ENTITY, FAMILY, YEAR, BATCH, TABLE, {.name = NULL}};
static const struct vd_param of_cells_csv[] = {ENTITY, FAMILY, YEAR, BATCH, TABLE, DIALECT, {.name = NULL}};

const struct vd_route plan_batch_routes[] = {
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion", of_plan, latest, "leads to the latest import of a plan"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}", of_findings, findings_page, "an import: what was found in its document"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/entendido", of_cells, cells_page, "an import: each cell beside its reading"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/hallazgos.csv", of_findings_csv, findings_csv, "findings of an import"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/hallazgos.json", of_findings, findings_json, "findings of an import"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/celdas.csv", of_cells_csv, cells_csv, "cells of an import"),
    VD_PAGE(batch_input, "/{entidad}/{familia}/{vigencia}/importacion/{lote}/celdas.json", of_cells, cells_json, "cells of an import"),
    {.path = NULL},
};
