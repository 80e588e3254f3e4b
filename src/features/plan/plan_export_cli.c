/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor export`: what was typed, the workbook, the file. The file takes its name only when it is whole. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "features/plan/plan_cli.h"
#include "features/plan/plan_export.h"

static enum vd_err refuse(struct vd_str reason, enum vd_err err, struct vd_str *ret_reason)
{
    *ret_reason = reason;
    return err;
}

static enum vd_err find(struct vd_db *db, struct vd_arena *arena, const struct plan_export_options *options, int vigencia, struct plan_export *ret, struct vd_str *ret_reason)
{
    struct vd_entity entity;
    bool several = false;
    enum vd_err err = vd_entity_get(db, arena, options->slug, &entity);
    if (err == VD_NOT_FOUND)
        return refuse(vd_str_printf(arena, "no hay una entidad «%.*s». Impórtele un plan con «veedor import».", VD_SARG(options->slug)), err, ret_reason);
    VD_TRY(err);
    struct plan_export export = {.db = db, .arena = arena, .entity_id = entity.id, .vigencia = vigencia, .form = vd_str_is(options->form, "documento") ? PLAN_EXPORT_DOCUMENT : PLAN_EXPORT_BOOK};
    err = plan_export_find(db, arena, entity.id, vigencia, options->instrument, (struct vd_str){0}, &export.version, &several);
    if (err == VD_NOT_FOUND)
        return refuse(vd_str_printf(arena, "%.*s no tiene %s de la vigencia %d.", VD_SARG(entity.name), options->instrument.n ? "plan de ese instrumento" : "plan", vigencia), err, ret_reason);
    VD_TRY(err);
    if (several)
        return refuse(vd_str_printf(arena, "%.*s tiene varios planes de %d: diga cuál con --instrument.", VD_SARG(entity.name), vigencia), VD_INVALID, ret_reason);
    *ret = export;
    return VD_OK;
}

static enum vd_err check(struct vd_arena *arena, const struct plan_export_options *options, int *ret_vigencia, struct vd_str *ret_reason)
{
    const struct law_instruments *instrument;
    if (options->form.n && !vd_str_is(options->form, "propio") && !vd_str_is(options->form, "documento"))
        return refuse(vd_str_printf(arena, "no se conoce la forma «%.*s». Use propio o documento.", VD_SARG(options->form)), VD_INVALID, ret_reason);
    if (options->instrument.n)
        VD_TRY(plan_cli_instrument(arena, options->instrument, &instrument, ret_reason));
    return plan_cli_vigencia(arena, options->vigencia, ret_vigencia, ret_reason);
}

/* Beside its place, under a name that nobody uses, then renamed. */
static enum vd_err write_file(const struct plan_export *export, const char *path, struct vd_str *ret_reason)
{
    char *beside = vd_str_c(export->arena, vd_str_printf(export->arena, "%s.XXXXXX", path));
    int fd = mkostemp(beside, O_CLOEXEC);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w+");
    if (!out) {
        if (fd >= 0)
            close(fd);
        *ret_reason = vd_str_printf(export->arena, "no se puede escribir en la carpeta de «%s».", path);
        return VD_INVALID;
    }
    enum vd_err err = plan_export_put(export, out, ret_reason);
    if (err == VD_OK && (fflush(out) || fsync(fd) || fchmod(fd, 0644)))
        err = VD_IO;
    fclose(out);
    if (err == VD_OK && rename(beside, path))
        err = VD_IO;
    if (err != VD_OK)
        unlink(beside);
    return err;
}

enum vd_err plan_cli_export(struct vd_db *db, struct vd_arena *arena, const struct plan_export_options *options, FILE *said, struct vd_str *ret_reason)
{
    int vigencia;
    struct plan_export export;
    VD_TRY(check(arena, options, &vigencia, ret_reason));
    VD_TRY(vd_db_begin(db, VD_DB_READ));
    enum vd_err err = find(db, arena, options, vigencia, &export, ret_reason);
    if (err == VD_OK)
        err = write_file(&export, vd_str_c(arena, options->file), ret_reason);
    vd_db_rollback(db);
    VD_TRY(err);
    return fprintf(said, "%.*s: %s en %.*s. Para volver a traerlo: veedor import %.*s --entity %.*s --vigencia %d --instrument %.*s\n", VD_SARG(export.version.title),
                   export.form == PLAN_EXPORT_DOCUMENT ? "en las columnas de su documento" : "completo", VD_SARG(options->file), VD_SARG(options->file), VD_SARG(options->slug),
                   vigencia, VD_SARG(export.version.instrument)) < 0 ? VD_IO : VD_OK;
}
