/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a version: the act that approved it, what was published. */
#include "features/life/life.h"
#include "features/plan/plan.h"

enum vd_err life_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct life_public_file_row row;
    VD_TRY(life_public_file_one(asked->db, asked->arena, asked->entity_id, asked->attachment_id, &row));
    *ret = row.n > 0;
    return VD_OK;
}

/* ---- what is published */

enum { MOST = 64 << 20 };

static void close_file(void *file) { fclose(file); }

enum vd_err life_published_file(const struct life_publishing *of, struct vd_file_ref *ret, struct vd_str *ret_name, struct vd_str *ret_reason)
{
    const struct life_version_row *version = of->version;
    struct plan_export export = {.db = of->db, .arena = of->arena, .entity_id = version->entity_id, .vigencia = version->vigencia, .form = PLAN_EXPORT_BOOK};
    char path[40];
    FILE *file = tmpfile();
    if (!file)
        return VD_NO_SPACE;
    vd_arena_defer(of->arena, close_file, file);
    VD_TRY(plan_export_version(of->db, of->arena, version->entity_id, version->vigencia, version->id, &export.version));
    VD_TRY(plan_export_put(&export, file, ret_reason));
    if (fflush(file))
        return VD_NO_SPACE;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
    VD_TRY(vd_files_store(of->files, version->entity_id, path, MOST, ret));
    *ret_name = vd_str_printf(of->arena, "%.*s-v%" PRId64 ".xlsx", VD_SARG(plan_file_stem(of->arena, of->slug, version->path_word, version->vigencia)), version->no);
    return VD_OK;
}
