/* SPDX-License-Identifier: Apache-2.0 */
/* A document of the entity whose file is a matrix, led into the same review as any file: an annex that a plan points to becomes activities. */
#include "features/intake/intake.h"
#include "features/intake/intake_annex.tpl.h"
#include "features/intake/intake_views.h"

enum { YEAR_LEAST = 2000, YEAR_MOST = 2100 };

struct annex_input { struct vd_str entidad, documento, instrumento, vigencia; };

static enum vd_err find(struct vd_req *rq, struct documents_matrix *ret)
{
    const struct annex_input *in = rq->input;
    return documents_matrix_of(rq->db, rq->arena, staff_who(rq)->entity.id, in->documento, ret);
}

static struct vd_url document_url(struct vd_req *rq, const char *word)
{
    const struct annex_input *in = rq->input;
    return staff_url(rq, "documentos", vd_str_c(rq->arena, in->documento), word, NULL);
}

static enum vd_err show(struct vd_req *rq, const struct annex_input *in)
{
    struct intake_annex_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/documentos/{documento}/traer"), .action = document_url(rq, "traer"), .back = document_url(rq, NULL),
        .wrongs = staff_wrongs(rq), .year = staff_input(rq, "vigencia", VD_S("Vigencia"), in->vigencia)};
    struct documents_matrix matrix = {0};
    enum vd_err err = find(rq, &matrix);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    view.title = matrix.title.n ? matrix.title : in->documento;
    view.file = matrix.name;
    if (err == VD_NOT_FOUND)
        view.none = VD_S("Ninguna versión de este documento es una matriz que se pueda leer: Word, Excel, LibreOffice o CSV, y que no sea reservada.");
    view.year.width = "w-s";
    view.year.inputmode = "numeric";
    intake_instruments(rq, in->instrumento.n ? in->instrumento : VD_S("propio"), &view.instrument);
    view.instrument.hint = VD_S("Un anexo se trae como plan propio, para que no sea otra versión del plan que lo nombra.");
    VD_TRY(staff_page(rq, VD_S("Traer el documento como plan"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Documentos"), staff_url(rq, "documentos", NULL));
    staff_crumb(rq, &view.page, view.title, view.back);
    view.page.here = VD_S("Traer como plan");
    tpl_intake_annex(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err annex_page(struct vd_req *rq) { return show(rq, rq->input); }

static enum vd_err annex_post(struct vd_req *rq)
{
    const struct annex_input *in = rq->input;
    struct documents_matrix *matrix = VD_NEW(rq->arena, struct documents_matrix);
    struct intake_bringing of = {.document = matrix, .person_id = staff_who(rq)->person_id};
    struct plan_draft *draft;
    struct vd_str reason = {0};
    enum vd_err err = find(rq, matrix);
    if (err == VD_NOT_FOUND)
        return show(rq, in);
    VD_TRY(err);
    intake_judge(rq, in->instrumento, in->vigencia, &of.vigencia);
    if (rq->wrong.n)
        return show(rq, in);
    err = intake_look_stored(rq->services, rq->arena, staff_who(rq)->entity.id, matrix, intake_asked(in->instrumento), (int)of.vigencia, &draft, &reason);
    if (err != VD_OK && reason.n) {
        vd_req_wrong(rq, "instrumento", "%.*s No se trajo nada", VD_SARG(reason));
        return show(rq, in);
    }
    VD_TRY(err);
    of.file_name = matrix->name;
    of.instrument = vd_str_of(draft->instrument);
    return intake_bring_it(rq, &of);
}

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(annex_input)
#define DOCUMENT VD_PARAM(annex_input, documento, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "slug of the document")
static const struct vd_param of_annex[] = {ENTITY, DOCUMENT, {.name = NULL}};
static const struct vd_param of_form[] = {ENTITY, DOCUMENT,
    VD_PARAM(annex_input, instrumento, VD_FROM_FORM, VD_P_TEXT, .max = 40, .label = "Qué plan es", .about = "code of the instrument"),
    VD_PARAM(annex_input, vigencia, VD_FROM_FORM, VD_P_TEXT, .max = 20, .label = "Vigencia", .about = "year of the plan"), {.name = NULL}};

const struct vd_route intake_annex_routes[] = {
    STAFF_PAGE(annex_input, "/{entidad}/trabajo/documentos/{documento}/traer", of_annex, "plan.crear", annex_page, "form that reads the matrix of a document as a plan"),
    STAFF_POST(annex_input, "/{entidad}/trabajo/documentos/{documento}/traer", of_form, "plan.crear", annex_post, "read the matrix of a document as a plan, for review", .wide = true),
    {.path = NULL},
};
