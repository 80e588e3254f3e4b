/* SPDX-License-Identifier: Apache-2.0 */
#include "core/proof.h"
#include "db/tables.h"
#include "features/documents/documents_store.h"

enum { SLUG_MOST = 60, SLUG_TRIES = 1000 };

const struct documents_document_kinds *documents_document_kind(struct vd_str code)
{
    for (size_t i = 0; i < documents_document_kinds_n; i++)
        if (vd_str_eq(documents_document_kinds[i].code, code))
            return &documents_document_kinds[i];
    return NULL;
}

enum vd_err documents_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, documents_rows *ret)
{
    return documents_row_all(db, arena, entity_id, 0, VD_S(""), ret);
}

enum vd_err documents_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct documents_row_row *ret)
{
    return slug.n ? documents_row_one(db, arena, entity_id, 0, slug, ret) : VD_NOT_FOUND;
}

enum vd_err documents_versions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t document_id, documents_versions *ret)
{
    return documents_version_all(db, arena, entity_id, document_id, ret);
}

enum vd_err documents_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct documents_public_version_row row;
    VD_TRY(documents_public_version_one(asked->db, asked->arena, asked->entity_id, asked->attachment_id, &row));
    *ret = row.n > 0;
    return VD_OK;
}

enum vd_err documents_titles_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, documents_titles *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = documents_title_open(db, entity_id);
    struct documents_title_row row;
    while (documents_title_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct documents_title){row.id, row.slug, row.title};
    return vd_done(st);
}

enum vd_err documents_matrix_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str slug, struct documents_matrix *ret)
{
    struct documents_matrix_row row;
    VD_TRY(documents_matrix_one(db, arena, entity_id, slug, &row));
    *ret = (struct documents_matrix){.document_id = row.id, .no = row.no, .title = row.title, .name = row.name, .file = {.size = row.size, .mime = row.mime}};
    if (row.sha256.n != sizeof ret->file.sha256)
        return VD_CORRUPT;
    memcpy(ret->file.sha256, row.sha256.p, sizeof ret->file.sha256);
    return VD_OK;
}

/* ---- the word of its address */

static struct vd_str slug_of(struct vd_arena *arena, struct vd_str title)
{
    struct vd_str fold = vd_fold(arena, title);
    char *out = vd_alloc(arena, SLUG_MOST + 1);
    size_t n = 0;
    for (size_t i = 0; i < fold.n && n < SLUG_MOST; i++) {
        char c = fold.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain)
            out[n++] = c;
        else if (n && out[n - 1] != '-')
            out[n++] = '-';
    }
    while (n && out[n - 1] == '-')
        n--;
    return n ? (struct vd_str){out, n} : VD_S("documento");
}

static enum vd_err free_slug(struct vd_change *change, struct vd_str title, struct vd_str *ret)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct vd_str slug = slug_of(arena, title), tried = slug;
    for (int i = 2; i < SLUG_TRIES; i++) {
        struct documents_row_row row;
        enum vd_err err = documents_find(vd_change_db(change), arena, vd_change_entity(change), tried, &row);
        if (err == VD_NOT_FOUND && !vd_str_is(tried, "nuevo")) {
            *ret = tried;
            return VD_OK;
        }
        if (err != VD_OK && err != VD_NOT_FOUND)
            return err;
        tried = vd_str_printf(arena, "%.*s-%d", VD_SARG(slug), i);
    }
    return VD_CONFLICT;
}

/* ---- changing */

static struct vd_str or_absent(struct vd_str s) { return s.n ? s : (struct vd_str){0}; }

static enum vd_err put_version(struct vd_change *change, int64_t document_id, int64_t no, const struct documents_edition *of, int64_t person_id)
{
    const struct documents_attaching attaching = {.subject_kind = "document", .subject_id = document_id, .person_id = person_id,
        .classification = of->is_reserved ? DOCUMENTS_RESERVADA : DOCUMENTS_CLASIFICADA};
    struct row_document_version row = {.entity_id = vd_change_entity(change), .document_id = document_id, .no = no, .changes = or_absent(of->changes),
        .act_kind = or_absent(of->act_kind), .act_no = or_absent(of->act_no), .act_on = or_absent(of->act_on), .act_signers = or_absent(of->act_signers),
        .added_at = vd_change_now(change), .added_by = person_id};
    VD_TRY(documents_attach(change, &of->file, &attaching, &row.attachment_id));
    return vd_change_put(change, &T_document_version, &row);
}

enum vd_err documents_create(struct vd_change *change, const struct documents_head *head, const struct documents_edition *first, int64_t person_id, struct vd_str *ret_slug)
{
    struct row_document row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .kind = head->kind, .title = head->title, .about = or_absent(head->about),
        .review_on = or_absent(head->review_on), .created_at = vd_change_now(change), .created_by = person_id};
    VD_TRY(free_slug(change, head->title, &row.slug));
    VD_TRY(vd_change_put(change, &T_document, &row));
    VD_TRY(put_version(change, row.id, 1, first, person_id));
    vd_change_subject(change, row.id);
    *ret_slug = row.slug;
    return VD_OK;
}

enum vd_err documents_add_version(struct vd_change *change, int64_t document_id, const struct documents_edition *edition, int64_t person_id)
{
    struct documents_row_row row;
    VD_TRY(documents_row_one(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), document_id, VD_S(""), &row));
    VD_TRY(put_version(change, document_id, row.versions + 1, edition, person_id));
    vd_change_subject(change, document_id);
    return VD_OK;
}

static enum vd_err read_row(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t document_id, struct row_document *ret, struct vd_str *ret_hex)
{
    unsigned char hash[VD_HASH_SIZE];
    char hex[2 * VD_HASH_SIZE + 1];
    *ret = (struct row_document){.entity_id = entity_id, .id = document_id};
    VD_TRY(vd_row_get(db, arena, &T_document, ret));
    vd_row_hash(&T_document, ret, hash);
    vd_hex(hex, hash, sizeof hash);
    *ret_hex = vd_str_dup(arena, vd_str_of(hex));
    return VD_OK;
}

enum vd_err documents_hash(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t document_id, struct vd_str *ret_hex)
{
    struct row_document row;
    return read_row(db, arena, entity_id, document_id, &row, ret_hex);
}

enum vd_err documents_change(struct vd_change *change, int64_t document_id, struct vd_str seen, const struct documents_head *head, bool may_publish)
{
    struct row_document row;
    struct vd_str now;
    VD_TRY(read_row(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), document_id, &row, &now));
    if (!vd_str_eq(now, seen))
        return VD_CONFLICT;
    struct documents_row_row shown;
    VD_TRY(documents_row_one(vd_change_db(change), vd_change_arena(change), row.entity_id, document_id, VD_S(""), &shown));
    if (shown.public_no.has && !may_publish)
        return VD_DENIED;
    row.title = head->title;
    row.kind = head->kind;
    row.about = or_absent(head->about);
    row.review_on = or_absent(head->review_on);
    VD_TRY(vd_change_put(change, &T_document, &row));
    vd_change_subject(change, document_id);
    return VD_OK;
}

enum vd_err documents_publish(struct vd_change *change, int64_t document_id, int64_t no, bool published, int64_t person_id)
{
    struct row_document_version row = {.entity_id = vd_change_entity(change), .document_id = document_id, .no = no};
    struct row_attachment file = {.entity_id = row.entity_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_document_version, &row));
    if (row.published_at.has == published)
        return VD_CONFLICT;
    file.id = row.attachment_id;
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_attachment, &file));
    if (vd_str_is(file.classification, "reservada"))
        return VD_INVALID;
    row.published_at = published ? vd_some(vd_change_now(change)) : (struct vd_oint){0};
    row.published_by = published ? vd_some(person_id) : (struct vd_oint){0};
    VD_TRY(vd_change_put(change, &T_document_version, &row));
    VD_TRY(documents_classify(change, row.attachment_id, published ? DOCUMENTS_PUBLICA : DOCUMENTS_CLASIFICADA));
    vd_change_subject(change, document_id);
    return VD_OK;
}
