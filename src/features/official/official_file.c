/* SPDX-License-Identifier: Apache-2.0 */
/* The report of the day of its publication, kept for ever. */
#include "features/official/official_data.h"

enum vd_err official_file_make(const struct official_of *of, struct documents_file *ret)
{
    const struct documents_file_kinds *kind = documents_kind(VD_S("pdf"));
    struct documents_file file = {.kind = kind};
    struct official_cutoff_row head;
    struct vd_str bytes;
    VD_TRY(official_cutoff_one(of->db, of->arena, of->entity_id, of->cutoff_id, &head));
    VD_TRY(official_pdf(of, &bytes));
    VD_TRY(vd_files_store_bytes(of->files, of->entity_id, bytes, &file.ref));
    file.name = vd_str_printf(of->arena, "%.*s-seguimiento-%.*s.pdf", VD_SARG(plan_file_stem(of->arena, head.slug, head.path_word, head.vigencia)), VD_SARG(head.cut_on));
    file.ref.mime = kind->mime;
    *ret = file;
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
