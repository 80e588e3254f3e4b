/* SPDX-License-Identifier: Apache-2.0 */
/* The documents that the entity publishes, with their public versions. */
#include "features/documents/documents_public.tpl.h"
#include "features/documents/documents_public_list.tpl.h"
#include "features/documents/documents_views.h"
#include "features/site/site.h"

struct public_input { struct site_data_input data; struct vd_str entidad, documento; };

static const struct vd_field fields[] = {
    VD_FIELD(struct documents_public_row, title, VD_F_TEXT, "title", "Documento", "Título del documento"),
    VD_FIELD(struct documents_public_row, kind, VD_F_TEXT, "kind", "Clase", "Clase de documento: política, manual, anexo…"),
    VD_FIELD(struct documents_public_row, version, VD_F_INT, "version", "Versión", "Número de la última versión pública"),
    VD_FIELD(struct documents_public_row, act, VD_F_TEXT, "act", "Acto", "Acto que adopta esa versión, con su número y fecha; vacío si ninguno"),
    VD_FIELD(struct documents_public_row, published, VD_F_TEXT, "published", "Publicación", "Día en que se publicó esa versión"),
    VD_FIELD(struct documents_public_row, review, VD_F_DATE, "review", "Próxima revisión", "Día en que el documento se debe revisar; vacío si nadie lo ha dicho"),
    VD_FIELD(struct documents_public_row, file, VD_F_TEXT, "file", "Archivo", "Nombre del archivo"),
    VD_FIELD(struct documents_public_row, hash, VD_F_TEXT, "sha256", "Huella SHA-256", "Huella del archivo, 64 dígitos"),
    VD_FIELD(struct documents_public_row, url_text, VD_F_TEXT, "url", "Dirección", "De dónde se descarga el archivo"),
};
static const struct vd_dataset documents_set = VD_DATASET(documents_public_row, fields, "documentos", "Documentos públicos");

/* ---- rows */

static struct vd_str kind_name(struct vd_str code)
{
    const struct documents_document_kinds *kind = documents_document_kind(code);
    return kind ? kind->name : code;
}

static void put_row(struct vd_req *rq, const struct vd_entity *entity, const struct documents_row_row *d, const struct documents_version_row *v, documents_public_rows *ret)
{
    char hex[65];
    struct documents_public_row row = {.title = d->title, .kind = kind_name(d->kind), .version = v->no, .act = documents_act(rq->arena, v), .file = v->name,
        .published = vd_es_date_long(rq->arena, vd_date_in_bogota(v->published_at.v)),
        .url = vd_url_path(rq->arena, vd_str_c(rq->arena, entity->slug), "documentos", vd_str_c(rq->arena, d->slug), NULL),
        .url_text = site_absolute(rq, documents_public_url(rq->arena, entity->slug, v->sha256)).s};
    if (v->sha256.n == 32) {
        vd_hex(hex, (const unsigned char *)v->sha256.p, 32);
        row.hash = vd_str_dup(rq->arena, vd_str_of(hex));
    }
    struct vd_date review;
    if (d->review_on.n && vd_date_from_iso(d->review_on, &review))
        row.review = review;
    *VD_PUSH(rq->arena, ret) = row;
}

static enum vd_err rows_of(struct vd_req *rq, const struct vd_entity *entity, documents_public_rows *ret, vd_us *ret_at)
{
    documents_rows rows = {0};
    VD_TRY(documents_of(rq->db, rq->arena, entity->id, &rows));
    *ret_at = 0;
    VD_EACH(d, &rows) {
        documents_versions versions = {0};
        if (!d->public_no.has)
            continue;
        VD_TRY(documents_versions_of(rq->db, rq->arena, entity->id, d->id, &versions));
        VD_EACH(v, &versions)
            if (v->no == d->public_no.v) {
                put_row(rq, entity, d, v, ret);
                *ret_at = v->published_at.v > *ret_at ? v->published_at.v : *ret_at;
            }
    }
    return VD_OK;
}

/* ---- pages */

static enum vd_err fill_page(struct vd_req *rq, const struct vd_entity *entity, struct vd_str title, struct vd_page *ret)
{
    VD_TRY(site_page(rq, entity, title, ret));
    site_crumb(rq, ret, VD_S("Inicio"), ret->home);
    ret->here = title;
    ret->nav_current = 1;
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct public_input *in = rq->input;
    struct vd_entity entity;
    struct documents_public_list_view view = {0};
    vd_us at;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(fill_page(rq, &entity, VD_S("Documentos"), &view.page));
    VD_TRY(rows_of(rq, &entity, &view.rows, &at));
    view.of_entity = vd_es_of(rq->arena, entity.name);
    view.forms = vd_forms_of(rq->arena, site_url(rq, &entity, "documentos"), VD_S("estos documentos"));
    tpl_documents_public_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err find_public(struct vd_req *rq, const struct vd_entity *entity, struct documents_row_row *ret)
{
    const struct public_input *in = rq->input;
    enum vd_err err = documents_find(rq->db, rq->arena, entity->id, in->documento, ret);
    if (err == VD_OK && ret->public_no.has)
        return VD_OK;
    rq->problem = vd_str_printf(rq->arena, "%.*s no publica un documento con esa dirección.", VD_SARG(entity->name));
    rq->way_out = site_url(rq, entity, "documentos").s;
    return err == VD_OK ? VD_NOT_FOUND : err;
}

static enum vd_err one_page(struct vd_req *rq)
{
    const struct public_input *in = rq->input;
    struct vd_entity entity;
    struct documents_row_row d;
    documents_versions versions = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(find_public(rq, &entity, &d));
    VD_TRY(documents_versions_of(rq->db, rq->arena, entity.id, d.id, &versions));
    struct documents_public_view view = {.title = d.title, .kind = kind_name(d.kind), .about = d.about, .review = documents_day(rq->arena, d.review_on)};
    view.overdue = vd_str_is(vd_str_of(documents_due(rq->arena, d.review_on, rq->today).kind), "bad");
    documents_editions_fill(rq, entity.slug, &versions, true, &view.editions);
    VD_TRY(fill_page(rq, &entity, d.title, &view.page));
    site_crumb(rq, &view.page, VD_S("Documentos"), site_url(rq, &entity, "documentos"));
    tpl_documents_public(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- data */

static enum vd_err list_data(struct vd_req *rq, struct site_list *ret)
{
    const struct public_input *in = rq->input;
    struct vd_entity entity;
    documents_public_rows rows = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(rows_of(rq, &entity, &rows, &ret->at));
    ret->name = vd_str_printf(rq->arena, "%.*s-documentos", VD_SARG(entity.slug));
    ret->rows = vd_rows_of(rq->arena, rows.v, rows.n);
    return VD_OK;
}

static const struct site_data documents_data = {.set = &documents_set, .list = list_data, .about = "Cada documento que la entidad publica, en su última versión pública"};

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(public_input)
static const struct vd_param of_list[] = {ENTITY, {.name = NULL}};
static const struct vd_param of_data[] = {ENTITY, SITE_DIALECT(public_input), {.name = NULL}};
static const struct vd_param of_one[] = {ENTITY, VD_PARAM(public_input, documento, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "slug of the document"), {.name = NULL}};

const struct vd_route documents_public_routes[] = {
    VD_PAGE(public_input, "/{entidad}/documentos", of_list, list_page, "public documents of an entity"),
    SITE_LIST(public_input, "/{entidad}/documentos", of_data, &documents_data, "public documents of an entity"),
    VD_PAGE(public_input, "/{entidad}/documentos/{documento}", of_one, one_page, "a public document: its versions, acts and files"),
    {.path = NULL},
};
