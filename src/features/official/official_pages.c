/* SPDX-License-Identifier: Apache-2.0 */
/* The report of each cut-off that the public may see: PDF, workbook, CSV and JSON. What was kept at its publication is what its address serves.
 * The entity's own workbook is for who works there: the file that came in may have more than the plan (hidden sheets, comments, authors). */
#include <unistd.h>
#include "core/services.h"
#include "features/official/official_data.h"
#include "features/official/official_jobs.h"
#include "features/official/official_views.h"
#include "features/official/official_wait.tpl.h"
#include "features/site/site.h"
#include "office/workbook.h"

struct official_input {
    struct site_data_input data;
    struct vd_str entidad, familia, corte;
    struct vd_oint vigencia;
};

struct opened {
    struct vd_entity entity;
    struct official_shown_row shown;
    struct official_of of;
};

static enum vd_err open_report(struct vd_req *rq, struct opened *ret)
{
    const struct official_input *in = rq->input;
    const struct vd_services *services = rq->services;
    struct vd_date cut_on;
    VD_TRY(site_entity(rq, in->entidad, &ret->entity));
    enum vd_err err = in->corte.n && !vd_date_from_iso(in->corte, &cut_on)
        ? VD_NOT_FOUND : official_shown_one(rq->db, rq->arena, ret->entity.id, in->familia, in->vigencia.v, in->corte.n ? in->corte : VD_S(""), &ret->shown);
    if (err == VD_NOT_FOUND)
        rq->problem = VD_S("Este plan no tiene publicado un seguimiento con ese corte: no hay informe que entregar.");
    VD_TRY(err);
    ret->of = (struct official_of){.db = rq->db, .arena = rq->arena, .files = services->files, .site = services->config.url, .entity_id = ret->entity.id, .cutoff_id = ret->shown.id};
    return VD_OK;
}

static enum vd_err read_report(struct vd_req *rq, struct opened *opened, struct official_read *ret)
{
    VD_TRY(open_report(rq, opened));
    VD_TRY(official_data_read(&opened->of, ret));
    rq->last_changed = ret->at;
    return VD_OK;
}

static struct vd_str file_name(struct vd_req *rq, const struct opened *opened, const char *tail)
{
    const struct official_input *in = rq->input;
    return vd_str_printf(rq->arena, "%.*s-seguimiento-%.*s%s", VD_SARG(plan_file_stem(rq->arena, opened->entity.slug, in->familia, in->vigencia.v)), VD_SARG(opened->shown.cut_on), tail);
}

/* ---- PDF */

static struct vd_url below(struct vd_req *rq, const struct opened *opened, const char *tail)
{
    const struct official_input *in = rq->input;
    struct vd_date cut_on;
    if (!vd_date_from_iso(opened->shown.cut_on, &cut_on))
        return (struct vd_url){0};
    return official_url(rq->arena, opened->entity.slug, in->familia, in->vigencia.v, cut_on, tail);
}

static enum vd_err ask_job(struct vd_req *rq, const struct opened *opened, const struct official_size_row *size, struct official_job *ret)
{
    const struct vd_services *services = rq->services;
    return official_jobs_ask(services->reports, opened->entity.id, opened->shown.id, size->at, ret);
}

/* A long one is made apart: whoever asks for it sees how far it is. */
static enum vd_err long_pdf(struct vd_req *rq, const struct opened *opened, const struct official_size_row *size)
{
    struct official_job job;
    VD_TRY(ask_job(rq, opened, size, &job));
    if (job.state != OFFICIAL_JOB_DONE)
        return site_redirect(rq, below(rq, opened, "/informe"));
    rq->last_changed = size->at;
    return vd_req_send(rq, job.fd);
}

static enum vd_err short_pdf(struct vd_req *rq, const struct opened *opened)
{
    struct official_read *read = VD_NEW(rq->arena, struct official_read);
    struct vd_str bytes;
    VD_TRY(official_data_read(&opened->of, read));
    VD_TRY(official_draw(&opened->of, read, &bytes));
    rq->last_changed = read->at;
    vd_buf_str(&rq->body, bytes);
    return VD_OK;
}

static enum vd_err pdf(struct vd_req *rq)
{
    struct opened opened;
    struct official_size_row size;
    VD_TRY(open_report(rq, &opened));
    if (opened.shown.published_file.has)
        return documents_send(rq, opened.entity.id, opened.shown.published_file.v);
    VD_TRY(official_size_one(rq->db, rq->arena, opened.entity.id, opened.shown.id, &size));
    rq->type = "application/pdf";
    rq->filename = file_name(rq, &opened, ".pdf");
    return size.n < OFFICIAL_LONG ? short_pdf(rq, &opened) : long_pdf(rq, &opened, &size);
}

static void say_progress(struct vd_req *rq, const struct official_job *job, struct official_wait_view *view)
{
    view->ready = job->state == OFFICIAL_JOB_DONE;
    view->total = (int64_t)job->total;
    if (job->state == OFFICIAL_JOB_FAILED)
        view->said = VD_S("El informe no se pudo preparar. Se intenta otra vez; si vuelve a pasar, avise a quien administra este sitio.");
    else if (!job->total)
        view->said = VD_S("El informe se está preparando.");
    else
        view->said = vd_str_printf(rq->arena, "El informe se está preparando: van %.*s de %.*s actividades.", VD_SARG(vd_es_int(rq->arena, (int64_t)job->done)), VD_SARG(vd_es_int(rq->arena, view->total)));
    if (job->total)
        view->bar = vd_bar_of(rq->arena, (int64_t)(job->done * 10000 / job->total), vd_str_printf(rq->arena, "%zu %%", job->done * 100 / job->total), "info");
}

static enum vd_err wait_page(struct vd_req *rq)
{
    struct opened opened;
    struct official_size_row size;
    struct official_cutoff_row head;
    struct official_job job = {.state = OFFICIAL_JOB_DONE, .fd = -1};
    struct official_wait_view view = {.title = VD_S("Informe oficial de seguimiento")};
    struct vd_date cut_on;
    VD_TRY(open_report(rq, &opened));
    VD_TRY(official_size_one(rq->db, rq->arena, opened.entity.id, opened.shown.id, &size));
    VD_TRY(official_cutoff_one(rq->db, rq->arena, opened.entity.id, opened.shown.id, &head));
    if (size.n >= OFFICIAL_LONG && !opened.shown.published_file.has)
        VD_TRY(ask_job(rq, &opened, &size, &job));
    if (job.fd >= 0)
        close(job.fd);
    say_progress(rq, &job, &view);
    view.plan = head.title;
    view.cut_on = vd_date_from_iso(head.cut_on, &cut_on) ? vd_es_date_long(rq->arena, cut_on) : head.cut_on;
    view.report = below(rq, &opened, ".pdf");
    view.csv = below(rq, &opened, ".csv");
    view.xlsx = below(rq, &opened, ".xlsx");
    view.again = below(rq, &opened, "/informe");
    view.followup = followup_plan_url(rq->arena, opened.entity.slug, head.path_word, head.vigencia);
    VD_TRY(site_page(rq, &opened.entity, view.title, &view.page));
    site_crumb(rq, &view.page, VD_S("Inicio"), view.page.home);
    site_crumb(rq, &view.page, VD_S("Participa"), view.page.nav_participate);
    site_crumb(rq, &view.page, VD_S("Seguimiento"), view.followup);
    view.page.here = VD_S("Informe");
    view.page.nav_current = 3;
    tpl_official_wait(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static enum vd_err csv(struct vd_req *rq)
{
    const struct official_input *in = rq->input;
    enum vd_csv_dialect dialect = vd_str_is(in->data.dialect, "rfc4180") ? VD_CSV_RFC4180 : VD_CSV_PEOPLE;
    struct opened opened;
    struct official_read *read = VD_NEW(rq->arena, struct official_read);
    VD_TRY(read_report(rq, &opened, read));
    rq->type = "text/csv; charset=utf-8";
    rq->filename = file_name(rq, &opened, ".csv");
    vd_dataset_csv(&rq->body, &official_rows_set, read->report.activities.v, read->report.activities.n, dialect);
    return VD_OK;
}

static enum vd_err document(struct vd_req *rq, const void **ret)
{
    struct opened opened;
    struct official_read *read = VD_NEW(rq->arena, struct official_read);
    VD_TRY(read_report(rq, &opened, read));
    *ret = &read->report;
    return VD_OK;
}

static enum vd_err put_sheets(struct vd_workbook *book, const struct official_report *report)
{
    VD_TRY(vd_workbook_sheet(book, "Seguimiento", &official_report_set));
    VD_TRY(vd_workbook_rows(book, report, 1));
    VD_TRY(vd_workbook_sheet(book, "Formato", &official_components_set));
    VD_TRY(vd_workbook_rows(book, report->components.v, report->components.n));
    VD_TRY(vd_workbook_sheet(book, "Detalle", &official_rows_set));
    return vd_workbook_rows(book, report->activities.v, report->activities.n);
}

static enum vd_err xlsx(struct vd_req *rq)
{
    struct opened opened;
    struct official_read *read = VD_NEW(rq->arena, struct official_read);
    struct vd_workbook *book = NULL;
    VD_TRY(read_report(rq, &opened, read));
    rq->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    rq->filename = file_name(rq, &opened, ".xlsx");
    VD_TRY(vd_req_spill(rq));
    VD_TRY(vd_workbook_open(rq->arena, rq->file, read->report.plan, read->at, &book));
    enum vd_err err = put_sheets(book, &read->report);
    if (err == VD_TOO_BIG)
        rq->problem = VD_S("Un texto pasa de lo que cabe en una celda de Excel: descargue el informe en CSV o en JSON.");
    VD_TRY(err);
    VD_TRY(vd_workbook_close(book));
    return fseek(rq->file, 0, SEEK_END) ? VD_IO : VD_OK;
}

static enum vd_err own_xlsx(struct vd_req *rq)
{
    struct opened opened;
    struct official_read *read = VD_NEW(rq->arena, struct official_read);
    struct vd_str bytes;
    VD_TRY(read_report(rq, &opened, read));
    enum vd_err err = official_own(&opened.of, read, &bytes, &rq->problem);
    if (err == VD_NOT_FOUND) /* the plan was written here: its book is ours */
        return site_redirect(rq, below(rq, &opened, ".xlsx"));
    VD_TRY(err);
    rq->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    rq->filename = file_name(rq, &opened, "-en-su-libro.xlsx");
    vd_buf_str(&rq->body, bytes);
    return VD_OK;
}

/* ---- routes */

static const struct site_file latest_file = {.title = "Informe oficial de seguimiento", .form = SITE_PDF, .of_follow_up = true, .put = pdf,
    .about = "El informe del último corte en PDF, con etiquetas para lectores de pantalla: formato de la guía, cómo se calculó y cada actividad"};
static const struct site_data report_data = {.set = &official_report_set, .about = "El informe oficial de un corte: formato, detalle, firmas y huella", .of_follow_up = true, .document = document};

#define ADDRESS \
    VD_PARAM_ENTITY(official_input), \
    VD_PARAM(official_input, familia, VD_FROM_PATH, VD_P_CHOICE, .choices = plan_families, .required = true, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(official_input, vigencia, VD_FROM_PATH, VD_P_INT, .min = 1991, .max = 2199, .required = true, .about = "year of the plan")
#define CUT VD_PARAM(official_input, corte, VD_FROM_PATH, VD_P_SLUG, .max = 10, .required = true, .about = "official day of the cut-off, 2022-04-30")
static const struct vd_param of_latest[] = {ADDRESS, {.name = NULL}};
static const struct vd_param of_cut[] = {ADDRESS, CUT, {.name = NULL}};
static const struct vd_param of_csv[] = {ADDRESS, CUT, SITE_DIALECT(official_input), {.name = NULL}};

#define BELOW "/{entidad}/{familia}/{vigencia}/seguimiento"
const struct vd_route official_routes[] = {
    SITE_FILE(official_input, BELOW ".pdf", of_latest, &latest_file, "the official report of the last cut-off, to print or read", .wide = true),
    SITE_FORM(official_input, BELOW "/{corte}.pdf", of_cut, NULL, pdf, "the official report of a cut-off, as it was published", .wide = true),
    {.method = VD_GET, .path = BELOW "/{corte}/informe", .access = VD_ACCESS_PUBLIC, .params = of_cut, .input_size = sizeof(struct official_input), .handler = wait_page,
     .summary = "how far a long report is"},
    SITE_FORM(official_input, BELOW "/{corte}.csv", of_csv, NULL, csv, "every activity of a cut-off, in the columns of the official report"),
    SITE_FORM(official_input, BELOW "/{corte}.xlsx", of_cut, NULL, xlsx, "the official report of a cut-off as a workbook: format and detail", .wide = true),
    SITE_DOCUMENT(official_input, BELOW "/{corte}.json", of_cut, &report_data, "the official report of a cut-off whole"),
    {.method = VD_GET, .path = "/{entidad}/trabajo/seguimientos/{familia}/{vigencia}/{corte}/libro.xlsx", .access = VD_ACCESS_RIGHT, .right = "seguimiento.verificar", .params = of_cut,
     .input_size = sizeof(struct official_input), .handler = own_xlsx, .wide = true, .summary = "the workbook that the plan came from, with the follow-up of a public cut-off written into it"},
    {.path = NULL},
};
