/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a version: the act that approved it, and what was published, in each form, which is made once and kept for ever. */
#include "db/tables.h"
#include "features/life/life.h"
#include "features/plan/plan.h"

static enum vd_err put_xlsx(const struct life_publishing *of, FILE *out, struct vd_str *ret_reason)
{
    struct plan_export export = {.db = of->db, .arena = of->arena, .entity_id = of->version->entity_id, .vigencia = of->version->vigencia, .form = PLAN_EXPORT_BOOK};
    VD_TRY(plan_export_version(of->db, of->arena, of->version->entity_id, of->version->vigencia, of->version->id, &export.version));
    return plan_export_put(&export, out, ret_reason);
}

static enum vd_err put_paper(const struct life_publishing *of, enum vd_err (*write)(const struct plan_docx *of, struct vd_str *ret), FILE *out)
{
    const struct plan_docx paper = {.db = of->db, .arena = of->arena, .files = of->files, .site = of->site, .entity_id = of->version->entity_id, .version_id = of->version->id,
        .published_on = vd_date_iso(of->arena, of->today)};
    struct vd_str bytes;
    VD_TRY(write(&paper, &bytes));
    return fwrite(bytes.p, 1, bytes.n, out) == bytes.n ? VD_OK : VD_NO_SPACE;
}

static enum vd_err put_docx(const struct life_publishing *of, FILE *out, struct vd_str *ret_reason)
{
    (void)ret_reason;
    return put_paper(of, plan_docx, out);
}

static enum vd_err put_pdf(const struct life_publishing *of, FILE *out, struct vd_str *ret_reason)
{
    (void)ret_reason;
    return put_paper(of, plan_pdf, out);
}

/* In which forms a plan is published. Another one is a row here: its kind (law/file-kinds.csv) and what writes it from its start; the first
 * is the one that plan_version.published_file names. */
static const struct { const char *kind; enum vd_err (*put)(const struct life_publishing *of, FILE *out, struct vd_str *ret_reason); } forms[] = {
    {"xlsx", put_xlsx},
    {"docx", put_docx},
    {"pdf", put_pdf},
};

enum vd_err life_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct life_public_file_row row;
    VD_TRY(life_public_file_one(asked->db, asked->arena, asked->entity_id, asked->attachment_id, &row));
    *ret = row.n > 0;
    return VD_OK;
}

static void close_file(void *file) { fclose(file); }

/* Each form in a memory of its own: a plan of a thousand activities asks for as much as a request has for each of them. */
enum { FORM_MEMORY = 128 << 20 };
struct making { struct life_publishing of; size_t form; FILE *file; struct vd_str reason; };

static enum vd_err put(void *arg)
{
    struct making *m = arg;
    return forms[m->form].put(&m->of, m->file, &m->reason);
}

static enum vd_err put_apart(const struct life_publishing *of, size_t form, FILE *file, struct vd_str *ret_reason)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(FORM_MEMORY);
    struct making m = {.of = *of, .form = form, .file = file};
    if (!arena)
        return VD_NO_MEMORY;
    m.of.arena = arena;
    enum vd_err err = vd_arena_try(arena, put, &m);
    if (m.reason.n)
        *ret_reason = vd_str_dup(of->arena, m.reason);
    return err;
}

static enum vd_err make(const struct life_publishing *of, size_t form, struct documents_file *ret, struct vd_str *ret_reason)
{
    const struct life_version_row *version = of->version;
    const struct documents_file_kinds *kind = documents_kind(vd_str_of(forms[form].kind));
    FILE *file = tmpfile();
    if (!file)
        return VD_NO_SPACE;
    vd_arena_defer(of->arena, close_file, file);
    VD_TRY(put_apart(of, form, file, ret_reason));
    if (fflush(file))
        return VD_NO_SPACE;
    struct vd_str name = vd_str_printf(of->arena, "%.*s-v%" PRId64 ".%s", VD_SARG(plan_file_stem(of->arena, of->slug, version->path_word, version->vigencia)), version->no, forms[form].kind);
    return documents_keep_file(of->files, version->entity_id, file, kind, name, ret);
}

enum vd_err life_published_make(const struct life_publishing *of, life_published_files *ret, struct vd_str *ret_reason)
{
    for (size_t i = 0; i < VD_COUNT(forms); i++)
        VD_TRY(make(of, i, VD_PUSH(of->arena, ret), ret_reason));
    return VD_OK;
}

enum vd_err life_published_attach(struct vd_change *change, int64_t version_id, const life_published_files *files, int64_t person_id, struct vd_oint *ret_first)
{
    const struct documents_attaching of = {.subject_kind = "plan_version", .subject_id = version_id, .classification = DOCUMENTS_PUBLICA, .person_id = person_id};
    VD_EACH(file, files) {
        struct row_plan_document row = {.entity_id = vd_change_entity(change), .version_id = version_id, .form = file->kind->code};
        VD_TRY(documents_attach(change, file, &of, &row.attachment_id));
        VD_TRY(vd_change_put(change, &T_plan_document, &row));
        if (!ret_first->has)
            *ret_first = vd_some(row.attachment_id);
    }
    return VD_OK;
}

enum vd_err life_published_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, life_published *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = life_published_open(db, entity_id, version_id);
    struct life_published_row row;
    while (life_published_next(st, arena, &row))
        *VD_PUSH(arena, ret) = row;
    return vd_done(st);
}
