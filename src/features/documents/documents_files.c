/* SPDX-License-Identifier: Apache-2.0 */
/* Files on their way in, and the lines that show them. */
#include "core/services.h"
#include "db/tables.h"
#include "features/documents/documents_store.h"
#include "features/staff/staff.h"

enum { NAME_MOST = 150 };

struct vd_str documents_size(struct vd_arena *arena, int64_t bytes)
{
    if (bytes < 1000)
        return vd_str_printf(arena, "%" PRId64 " bytes", bytes);
    if (bytes < 1000000)
        return vd_str_printf(arena, "%" PRId64 " KB", (bytes + 500) / 1000);
    struct vd_str mb = vd_es_qty(arena, vd_some((bytes + 50000) / 100000 * 100000));
    return vd_str_printf(arena, "%.*s MB", VD_SARG(mb));
}

/* ---- in */

/* One line, without what a system or a person could misread in the name of a file. */
static struct vd_str clean_name(struct vd_arena *arena, struct vd_str name)
{
    struct vd_str line = vd_str_squeeze(arena, vd_str_printable(arena, name));
    char *out = vd_alloc(arena, line.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        out[n++] = strchr("/\\:*?\"<>|", line.p[i]) ? '-' : line.p[i];
    struct vd_str clean = {out, n};
    while (clean.n && (clean.p[0] == '.' || clean.p[0] == ' '))
        clean = vd_str_sub(clean, 1, clean.n);
    if (clean.n <= NAME_MOST)
        return clean;
    size_t dot = clean.n; /* the end has the extension */
    while (dot > 0 && clean.p[dot - 1] != '.' && clean.n - dot < 8)
        dot--;
    size_t keep = NAME_MOST - (clean.n - dot);
    while (keep > 0 && ((unsigned char)clean.p[keep] & 0xC0) == 0x80)
        keep--;
    return vd_str_printf(arena, "%.*s.%.*s", (int)keep, clean.p, (int)(clean.n - dot), clean.p + dot);
}

static struct vd_str first_extension(const struct documents_file_kinds *kind)
{
    struct vd_str rest = kind->extensions, first = {0};
    vd_str_split(&rest, ' ', &first);
    return first;
}

static const struct documents_file_kinds *judge(struct vd_req *rq, const char *field, const struct vd_upload *upload)
{
    const char *why;
    const struct documents_file_kinds *kind = documents_kind_of(upload->bytes, upload->name, &why);
    if (!kind) {
        vd_req_wrong(rq, field, "%s. No se guardó nada", why ? why : "No se recibe esa clase de archivo");
        return NULL;
    }
    if (!documents_kind_has_extension(kind, upload->name)) {
        struct vd_str extension = first_extension(kind);
        vd_req_wrong(rq, field, "Por su contenido el archivo es %.*s, y su nombre no termina en .%.*s. Guárdelo con su programa y envíelo de nuevo. No se guardó nada",
                     VD_SARG(kind->name), VD_SARG(extension));
        return NULL;
    }
    if ((int64_t)upload->bytes.n > documents_kind_most(kind)) {
        vd_req_wrong(rq, field, "El archivo pesa %zu MB; el máximo de %.*s es %.*s MB. Divídalo o baje la calidad de las imágenes. No se guardó nada",
                     (upload->bytes.n + 999999) / 1000000, VD_SARG(kind->name), VD_SARG(kind->most_mb));
        return NULL;
    }
    return kind;
}

enum vd_err documents_keep(const void *services, int64_t entity_id, struct vd_str bytes, const struct documents_file_kinds *kind, struct vd_str name, struct documents_file *ret)
{
    const struct vd_services *s = services;
    struct documents_file file = {.kind = kind, .name = name};
    VD_TRY(vd_files_store_bytes(s->files, entity_id, bytes, &file.ref));
    file.ref.mime = kind->mime;
    *ret = file;
    return VD_OK;
}

enum vd_err documents_keep_file(struct vd_files *files, int64_t entity_id, FILE *from, const struct documents_file_kinds *kind, struct vd_str name, struct documents_file *ret)
{
    struct documents_file file = {.kind = kind, .name = name};
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(from));
    VD_TRY(vd_files_store(files, entity_id, path, INT64_MAX, &file.ref));
    file.ref.mime = kind->mime;
    *ret = file;
    return VD_OK;
}

enum vd_err documents_take(struct vd_req *rq, const char *field, const struct vd_upload *upload, struct documents_file *ret)
{
    *ret = (struct documents_file){0};
    if (staff_wrong_of(rq, field).p || (!upload->bytes.n && !upload->name.n))
        return VD_OK;
    if (!upload->bytes.n) {
        vd_req_wrong(rq, field, "El archivo está vacío. Elija otro");
        return VD_OK;
    }
    const struct documents_file_kinds *kind = judge(rq, field, upload);
    if (!kind)
        return VD_OK;
    struct vd_entity entity;
    VD_TRY(vd_entity_get(rq->db, rq->arena, rq->scope, &entity));
    return documents_keep(rq->services, entity.id, upload->bytes, kind, clean_name(rq->arena, upload->name), ret);
}

struct vd_str documents_class_code(enum documents_class class)
{
    return class == DOCUMENTS_PUBLICA ? VD_S("publica") : class == DOCUMENTS_RESERVADA ? VD_S("reservada") : VD_S("clasificada");
}

static struct vd_str years_on(struct vd_change *change, int64_t years)
{
    if (!years)
        return (struct vd_str){0};
    struct vd_date day = vd_date_in_bogota(vd_change_now(change));
    day.year = (int16_t)(day.year + years);
    if (day.day > vd_date_last_day(day.year, day.month)) /* 29 February */
        day.day = (uint8_t)vd_date_last_day(day.year, day.month);
    return vd_date_iso(vd_change_arena(change), day);
}

enum vd_err documents_attach(struct vd_change *change, const struct documents_file *file, const struct documents_attaching *of, int64_t *ret_attachment_id)
{
    struct vd_attaching attaching = {.file = &file->ref, .name = file->name, .kind = file->kind->code, .subject_kind = of->subject_kind,
        .subject_id = of->subject_id, .classification = documents_class_code(of->classification), .retain_until = years_on(change, of->retain_years)};
    if (of->person_id)
        attaching.added_by = vd_some(of->person_id);
    return vd_attach(change, &attaching, ret_attachment_id);
}

enum vd_err documents_classify(struct vd_change *change, int64_t attachment_id, enum documents_class classification)
{
    struct row_attachment row = {.entity_id = vd_change_entity(change), .id = attachment_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_attachment, &row));
    row.classification = documents_class_code(classification);
    return vd_change_put(change, &T_attachment, &row);
}

/* ---- shown */

struct vd_url documents_url(struct vd_arena *arena, struct vd_str slug, int64_t attachment_id)
{
    return vd_url_path(arena, vd_str_c(arena, slug), "trabajo", "archivos", vd_str_printf(arena, "%" PRId64, attachment_id).p, NULL);
}

static struct vd_str hex_of(struct vd_arena *arena, struct vd_str sha256)
{
    char hex[65] = "";
    if (sha256.n == 32)
        vd_hex(hex, (const unsigned char *)sha256.p, 32);
    return vd_str_dup(arena, vd_str_of(hex));
}

struct vd_url documents_public_url(struct vd_arena *arena, struct vd_str slug, struct vd_str sha256)
{
    return vd_url_path(arena, vd_str_c(arena, slug), "archivos", hex_of(arena, sha256).p, NULL);
}

/* An original has no kind of ours: what the store saw in it. */
static struct vd_str kind_name(struct vd_str code, struct vd_str mime)
{
    const struct documents_file_kinds *kind = documents_kind(code);
    for (size_t i = 0; !kind && i < documents_file_kinds_n; i++)
        if (vd_str_eq(documents_file_kinds[i].mime, mime))
            kind = &documents_file_kinds[i];
    return kind ? kind->name : VD_S("Archivo");
}

struct vd_file_line documents_line(struct vd_arena *arena, struct vd_str slug, const struct documents_files_row *row, bool is_public)
{
    struct vd_file_line line = {.id = row->id, .name = row->name, .kind = kind_name(row->kind, row->mime), .size = documents_size(arena, row->size),
        .hash = hex_of(arena, row->sha256), .at = vd_es_date_long(arena, vd_date_in_bogota(row->added_at)),
        .url = is_public ? documents_public_url(arena, slug, row->sha256) : documents_url(arena, slug, row->id)};
    if (!is_public)
        line.classification = vd_str_is(row->classification, "publica") ? VD_S("Pública") : vd_str_is(row->classification, "reservada") ? VD_S("Reservada") : VD_S("Clasificada");
    return line;
}

static enum vd_err list(struct vd_req *rq, int64_t entity_id, struct vd_str slug, const char *subject_kind, int64_t subject_id, bool is_public, struct vd_files_shown *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = documents_files_open(rq->db, entity_id, vd_str_of(subject_kind), subject_id);
    struct documents_files_row row;
    while (documents_files_next(st, rq->arena, &row))
        if (!is_public || vd_str_is(row.classification, "publica"))
            *VD_PUSH(rq->arena, &ret->lines) = documents_line(rq->arena, slug, &row, is_public);
    return vd_done(st);
}

enum vd_err documents_links(struct vd_req *rq, int64_t entity_id, struct vd_str slug, const char *subject_kind, int64_t subject_id, struct vd_files_shown *ret)
{
    return list(rq, entity_id, slug, subject_kind, subject_id, false, ret);
}

enum vd_err documents_public_links(struct vd_req *rq, int64_t entity_id, struct vd_str slug, const char *subject_kind, int64_t subject_id, struct vd_files_shown *ret)
{
    return list(rq, entity_id, slug, subject_kind, subject_id, true, ret);
}

enum vd_err documents_one(struct vd_req *rq, int64_t entity_id, struct vd_str slug, int64_t attachment_id, bool is_public, struct vd_file_line *ret)
{
    struct documents_file_row f;
    VD_TRY(documents_file_one(rq->db, rq->arena, entity_id, attachment_id, &f));
    if (is_public && !vd_str_is(f.classification, "publica"))
        return VD_NOT_FOUND;
    const struct documents_files_row row = {.id = f.id, .name = f.name, .kind = f.kind, .classification = f.classification, .added_at = f.added_at,
        .sha256 = f.sha256, .size = f.size, .mime = f.mime};
    *ret = documents_line(rq->arena, slug, &row, is_public);
    return VD_OK;
}

enum documents_class documents_class_of(struct vd_str typed)
{
    return vd_str_is(typed, "publica") ? DOCUMENTS_PUBLICA : vd_str_is(typed, "reservada") ? DOCUMENTS_RESERVADA : DOCUMENTS_CLASIFICADA;
}

struct vd_choices documents_class_choices(struct vd_req *rq, struct vd_str typed, const char *public_said, const char *classified_said)
{
    const struct { const char *code, *name, *said; enum documents_class is; } classes[] = {{"publica", "Pública", public_said, DOCUMENTS_PUBLICA},
        {"clasificada", "Clasificada", classified_said, DOCUMENTS_CLASIFICADA}, {"reservada", "Reservada", "una norma la reserva; usted y quienes tienen ese permiso", DOCUMENTS_RESERVADA}};
    struct vd_choices choices = {.name = "clase", .label = VD_S("Quién puede ver el archivo"), .as_list = true, .error = staff_wrong_of(rq, "clase")};
    for (size_t i = 0; i < VD_COUNT(classes); i++)
        *VD_PUSH(rq->arena, &choices.of) = (struct vd_choice){.value = vd_str_of(classes[i].code), .text = vd_str_printf(rq->arena, "%s: %s", classes[i].name, classes[i].said),
            .chosen = documents_class_of(typed) == classes[i].is};
    return choices;
}

struct vd_input documents_input(const struct vd_req *rq, const char *name, struct vd_str label)
{
    struct vd_input input = staff_input(rq, name, label, (struct vd_str){0});
    input.type = "file";
    input.accept = "image/jpeg,image/png,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.csv,.txt,.png,.jpg,.jpeg,.mp4,.mp3";
    input.hint = VD_S("PDF, Word, Excel, PowerPoint, LibreOffice, CSV, texto, foto, audio MP3 o video MP4, sin macros. Un documento, hasta 20 MB; PDF y audio, hasta 50; video, hasta 100.");
    return input;
}
