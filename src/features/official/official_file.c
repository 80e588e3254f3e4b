/* SPDX-License-Identifier: Apache-2.0 */
/* The report of the day of its publication, kept for ever. */
#include "features/official/official_data.h"

/* In a memory of its own: a report of a thousand activities asks for as much as a request has. */
enum { FILE_MEMORY = 256 << 20 };
struct making { struct official_of of; struct vd_str name; struct vd_file_ref ref; };

static enum vd_err make(void *arg)
{
    struct making *m = arg;
    struct official_read *read = VD_NEW(m->of.arena, struct official_read);
    struct vd_str bytes;
    VD_TRY(official_data_read(&m->of, read));
    VD_TRY(official_draw(&m->of, read, &bytes));
    m->name = vd_str_printf(m->of.arena, "%.*s-seguimiento-%.*s.pdf", VD_SARG(plan_file_stem(m->of.arena, read->head.slug, read->head.path_word, read->head.vigencia)), VD_SARG(read->head.cut_on));
    return vd_files_store_bytes(m->of.files, m->of.entity_id, bytes, &m->ref);
}

enum vd_err official_file_make(const struct official_of *of, struct documents_file *ret)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(FILE_MEMORY);
    const struct documents_file_kinds *kind = documents_kind(VD_S("pdf"));
    struct making m = {.of = *of};
    if (!arena)
        return VD_NO_MEMORY;
    m.of.arena = arena;
    VD_TRY(vd_arena_try(arena, make, &m));
    *ret = (struct documents_file){.ref = m.ref, .kind = kind, .name = vd_str_dup(of->arena, m.name)};
    ret->ref.mime = kind->mime;
    return VD_OK;
}

enum vd_err official_file_put(struct vd_change *change, int64_t cutoff_id, const struct documents_file *file, int64_t person_id, int64_t *ret_attachment_id)
{
    const struct documents_attaching of = {.subject_kind = "cutoff", .subject_id = cutoff_id, .classification = DOCUMENTS_PUBLICA, .person_id = person_id};
    return documents_attach(change, file, &of, ret_attachment_id);
}

enum vd_err official_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct official_file_row row;
    VD_TRY(official_file_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, asked->attachment_id, &row));
    *ret = row.n > 0;
    return VD_OK;
}
