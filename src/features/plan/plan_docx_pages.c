/* SPDX-License-Identifier: Apache-2.0 */
/* The plan that everybody may read, as a Word document and as a PDF. */
#include "core/services.h"
#include "features/plan/plan_docx.h"
#include "features/plan/plan_open.h"

static enum vd_err answer(struct vd_req *rq, enum vd_err (*write)(const struct plan_docx *of, struct vd_str *ret), const char *form)
{
    const struct vd_services *services = rq->services;
    struct plan_opened opened;
    struct vd_str bytes;
    VD_TRY(plan_open(rq, &opened));
    const struct shown_plan_row *head = &opened.plan.head;
    const struct plan_docx of = {.db = rq->db, .arena = rq->arena, .files = services->files, .site = services->config.url, .entity_id = opened.entity.id, .version_id = head->version_id};
    VD_TRY(write(&of, &bytes));
    rq->last_changed = head->created_at;
    rq->filename = vd_str_printf(rq->arena, "%.*s.%s", VD_SARG(plan_file_stem(rq->arena, opened.entity.slug, head->path_word, head->vigencia)), form);
    vd_buf_str(&rq->body, bytes);
    return VD_OK;
}

static enum vd_err public_docx(struct vd_req *rq)
{
    rq->type = PLAN_DOCX_TYPE;
    return answer(rq, plan_docx, "docx");
}

static enum vd_err public_pdf(struct vd_req *rq)
{
    rq->type = "application/pdf";
    return answer(rq, plan_pdf, "pdf");
}

static const struct site_file pdf_file = {.title = "Plan en PDF", .form = SITE_PDF, .put = public_pdf,
    .about = "El plan para leer o imprimir, con etiquetas para lectores de pantalla: portada, textos, una tabla por componente y su huella"};

static const struct vd_param of_plan[] = {PLAN_ADDRESS, {.name = NULL}};

const struct vd_route plan_docx_routes[] = {
    {.method = VD_GET, .path = "/{entidad}/{familia}/{vigencia}.docx", .access = VD_ACCESS_PUBLIC, .params = of_plan, .input_size = sizeof(struct plan_input),
     .handler = public_docx, .cached = true, .wide = true, .summary = "a plan as a Word document, which import reads back"},
    SITE_FILE(plan_input, "/{entidad}/{familia}/{vigencia}.pdf", of_plan, &pdf_file, "a plan as a tagged PDF, to read or print", .wide = true),
    {.path = NULL},
};
