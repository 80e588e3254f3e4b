/* SPDX-License-Identifier: Apache-2.0 */
/* Files on their way out: always to be saved, never shown inside of a page, with the type that was found in their bytes. What does not fit
 * its hash is not given out; `veedor doctor` is told. */
#include <unistd.h>
#include "core/rights.h"
#include "core/services.h"
#include "features/documents/documents_damage.h"
#include "features/documents/documents.sql.h"
#include "features/site/site.h"
#include "features/staff/staff.h"

struct file_input { struct vd_str entidad, huella; struct vd_oint archivo; };

struct found { struct vd_str name, kind, sha256, mime; int64_t size; };

/* ---- giving it out */

static struct vd_str type_of(const struct found *file)
{
    const struct documents_file_kinds *kind = documents_kind(file->kind);
    return kind ? kind->mime : file->mime;
}

static enum vd_err give(struct vd_req *rq, int64_t entity_id, const struct found *file)
{
    const struct vd_services *services = rq->services;
    char hex[65];
    int fd;
    if (file->sha256.n != 32)
        return VD_CORRUPT;
    enum vd_err err = vd_files_fetch(services->files, entity_id, (const unsigned char *)file->sha256.p, file->size, &fd);
    if (err == VD_CORRUPT || err == VD_NOT_FOUND) {
        documents_tell_doctor(rq, entity_id, file->sha256, err == VD_NOT_FOUND);
        rq->problem = VD_S("El archivo guardado no es el que se recibió, así que no se entrega. Quien administra el sistema puede verlo con «veedor doctor» y restaurarlo de un respaldo.");
        return VD_CORRUPT;
    }
    VD_TRY(err);
    VD_TRY(vd_req_send(rq, fd));
    vd_hex(hex, (const unsigned char *)file->sha256.p, 32);
    rq->validator = vd_str_dup(rq->arena, vd_str_of(hex));
    rq->type = vd_str_c(rq->arena, type_of(file));
    rq->filename = file->name.n ? file->name : VD_S("archivo");
    rq->sandbox = true;
    return VD_OK;
}

static const struct documents_reader *reader_of(struct vd_str subject_kind)
{
    for (const struct documents_reader *r = documents_readers; r->subject_kind; r++)
        if (vd_str_is(subject_kind, r->subject_kind))
            return r;
    return NULL;
}

static enum vd_err not_there(struct vd_req *rq)
{
    rq->problem = VD_S("Aquí no hay un archivo, o ya no es público.");
    return VD_NOT_FOUND;
}

/* ---- staff */

static enum vd_err may_read(struct vd_req *rq, const struct documents_file_row *file, bool *ret)
{
    const struct vd_who *who = staff_who(rq);
    const struct documents_reader *reader = reader_of(file->subject_kind);
    const struct documents_asked asked = {.db = rq->db, .arena = rq->arena, .entity_id = who->entity.id, .subject_id = file->subject_id, .attachment_id = file->id};
    *ret = reader && vd_who_may(who, reader->right);
    if (vd_str_is(file->classification, "reservada"))
        *ret = *ret && (vd_who_may(who, "documentos.reservados") || (file->added_by.has && file->added_by.v == who->person_id));
    return *ret && reader->staff ? reader->staff(&asked, who, ret) : VD_OK;
}

static enum vd_err staff_file(struct vd_req *rq)
{
    const struct file_input *in = rq->input;
    struct documents_file_row row;
    bool may;
    enum vd_err err = documents_file_one(rq->db, rq->arena, staff_who(rq)->entity.id, in->archivo.v, &row);
    if (err == VD_NOT_FOUND)
        return not_there(rq);
    VD_TRY(err);
    VD_TRY(may_read(rq, &row, &may));
    if (!may) {
        rq->problem = VD_S("Este archivo no se puede leer con sus cargos en la entidad.");
        return VD_DENIED;
    }
    return give(rq, staff_who(rq)->entity.id, &(struct found){.name = row.name, .kind = row.kind, .sha256 = row.sha256, .mime = row.mime, .size = row.size});
}

enum vd_err documents_send(struct vd_req *rq, int64_t entity_id, int64_t attachment_id)
{
    struct documents_file_row row;
    VD_TRY(documents_file_one(rq->db, rq->arena, entity_id, attachment_id, &row));
    return give(rq, entity_id, &(struct found){.name = row.name, .kind = row.kind, .sha256 = row.sha256, .mime = row.mime, .size = row.size});
}

/* ---- the public: the first of the attachments with these bytes whose subject is public */

static enum vd_err find_public(struct vd_req *rq, int64_t entity_id, struct vd_str sha256, struct found *ret)
{
    VD_LIST(struct documents_public_files_row) rows = {0};
    struct documents_public_files_row row;
    VD_AUTO_STMT struct vd_stmt *st = documents_public_files_open(rq->db, entity_id, sha256);
    while (documents_public_files_next(st, rq->arena, &row))
        *VD_PUSH(rq->arena, &rows) = row;
    VD_TRY(vd_done(st));
    VD_EACH(r, &rows) {
        const struct documents_reader *reader = reader_of(r->subject_kind);
        const struct documents_asked asked = {.db = rq->db, .arena = rq->arena, .entity_id = entity_id, .subject_id = r->subject_id, .attachment_id = r->id};
        bool is_public = false;
        if (reader && reader->is_public)
            VD_TRY(reader->is_public(&asked, &is_public));
        if (!is_public)
            continue;
        *ret = (struct found){.name = r->name, .kind = r->kind, .sha256 = r->sha256, .mime = r->mime, .size = r->size};
        return VD_OK;
    }
    return VD_NOT_FOUND;
}

static enum vd_err public_file(struct vd_req *rq)
{
    const struct file_input *in = rq->input;
    struct vd_entity entity;
    struct found file;
    unsigned char sha256[32];
    VD_TRY(site_entity(rq, in->entidad, &entity));
    if (!vd_unhex(in->huella, sha256, sizeof sha256))
        return not_there(rq);
    enum vd_err err = find_public(rq, entity.id, (struct vd_str){(const char *)sha256, sizeof sha256}, &file);
    if (err == VD_NOT_FOUND)
        return not_there(rq);
    VD_TRY(err);
    return give(rq, entity.id, &file);
}

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(file_input)
static const struct vd_param of_staff[] = {ENTITY,
    VD_PARAM(file_input, archivo, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT64_MAX / 2, .required = true, .about = "attachment"), {.name = NULL}};
static const struct vd_param of_public[] = {ENTITY,
    VD_PARAM(file_input, huella, VD_FROM_PATH, VD_P_SLUG, .max = 64, .required = true, .about = "SHA-256 of the file, 64 digits"), {.name = NULL}};

const struct vd_route documents_file_routes[] = {
    STAFF_PAGE(file_input, "/{entidad}/trabajo/archivos/{archivo}", of_staff, "trabajo.entrar", staff_file, "a file; who may read it is judged by what it is attached to"),
    {.method = VD_GET, .path = "/{entidad}/archivos/{huella}", .access = VD_ACCESS_PUBLIC, .params = of_public, .input_size = sizeof(struct file_input),
     .handler = public_file, .summary = "a public file, by its hash"},
    {.path = NULL},
};
