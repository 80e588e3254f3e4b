/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor import`: what the command line asks, the reading, the storing, and the summary a person reads. */
#include "features/plan/plan_cli.h"
#include "features/plan/plan_law.h"
#include "features/plan/plan_report.h"
#include "sandbox/sandbox.h"

enum { YEAR_LEAST = 2000, YEAR_MOST = 2100, SUMMARY_MOST = 64 << 20 };

struct import_job {
    struct vd_job job;
    struct vd_arena *arena;
    struct plan_import import;
    struct plan_import_result result;
};

static enum vd_err run_job(struct vd_db *db, struct vd_job *job)
{
    struct import_job *import = (struct import_job *)(void *)job;
    return plan_import_run(db, import->arena, &import->import, &import->result);
}

/* ---- what was typed */

enum vd_err plan_cli_vigencia(struct vd_arena *arena, struct vd_str typed, int *ret, struct vd_str *ret_reason)
{
    int64_t vigencia;
    if (!vd_str_i64(typed, &vigencia) || vigencia < YEAR_LEAST || vigencia > YEAR_MOST) {
        *ret_reason = vd_str_printf(arena, "«%.*s» no es una vigencia: escriba el año, de %d a %d.", VD_SARG(typed), YEAR_LEAST, YEAR_MOST);
        return VD_INVALID;
    }
    *ret = (int)vigencia;
    return VD_OK;
}

static enum vd_err check(const struct plan_import_options *options, struct vd_arena *arena, int *ret_vigencia, const struct law_instruments **ret_instrument, struct vd_str *ret_reason)
{
    int vigencia;
    struct vd_str code = options->instrument.n ? options->instrument : VD_S("paac-v2");
    const struct law_instruments *instrument = plan_law_instrument(code);
    if (!vd_slug_valid(options->slug)) {
        *ret_reason = vd_str_printf(arena, "«%.*s» no sirve como dirección de una entidad: use de 2 a 40 letras minúsculas sin acento, cifras o guiones, por ejemplo «pasto».", VD_SARG(options->slug));
        return VD_INVALID;
    }
    VD_TRY(plan_cli_vigencia(arena, options->vigencia, &vigencia, ret_reason));
    if (!instrument) {
        *ret_reason = vd_str_printf(arena, "no se conoce el instrumento «%.*s». Los que hay:", VD_SARG(code));
        for (size_t i = 0; i < law_instruments_n; i++)
            *ret_reason = vd_str_printf(arena, "%.*s %.*s", VD_SARG(*ret_reason), VD_SARG(law_instruments[i].code));
        return VD_INVALID;
    }
    *ret_vigencia = vigencia;
    *ret_instrument = instrument;
    return VD_OK;
}

struct vd_str plan_cli_base_name(struct vd_str path)
{
    for (size_t i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/')
            return vd_str_sub(path, i, path.n);
    return path;
}

/* ---- the summary */

static void print_summary(FILE *out, struct vd_arena *arena, const struct import_job *job)
{
    const struct plan_import_result *r = &job->result;
    fprintf(out, "%.*s — %.*s\n", VD_SARG(r->title), VD_SARG(r->entity.name));
    if (r->unchanged) {
        fprintf(out, "El archivo %.*s ya estaba importado: es la versión %" PRId64 ". No se cambió nada.\n", VD_SARG(job->import.file_name), r->no);
        return;
    }
    fprintf(out, "Importado de %.*s como versión %" PRId64 " (%s), acto %" PRId64 ".\n", VD_SARG(job->import.file_name), r->no,
            r->historical ? "plan histórico" : "borrador", r->seq);
    const struct plan_report report = {.arena = arena, .draft = job->import.draft, .file = job->import.file_name, .asked = true};
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, SUMMARY_MOST);
    plan_report_components(&report, &text);
    plan_report_findings(&report, &text);
    fwrite(text.p, 1, text.n, out);
}

enum vd_err plan_cli_import(struct vd_db *db, struct vd_files *files, struct vd_arena *arena, vd_us now, const struct plan_import_options *options, FILE *out, struct vd_str *ret_reason)
{
    int vigencia;
    const struct law_instruments *instrument;
    struct vd_doc *doc;
    struct plan_draft *draft;
    char *path = vd_str_c(arena, options->file);
    VD_TRY(check(options, arena, &vigencia, &instrument, ret_reason));
    VD_TRY(vd_sandbox_read(path, NULL, arena, &doc, ret_reason));
    VD_TRY(plan_read(doc, instrument->code.p, vigencia, arena, &draft, ret_reason));
    struct import_job job = {.job = {.run = run_job}, .arena = arena,
        .import = {.files = files, .path = path, .file_name = plan_cli_base_name(options->file), .format = vd_str_of(vd_doc_format_name(doc->format)),
            .slug = options->slug, .name = options->name, .draft = draft, .beside = options->beside, .actor = {.kind = VD_ACTOR_CLI}, .now = now}};
    enum vd_err err = vd_writer_run_one(db, &job.job);
    if (err == VD_INVALID) { /* slug and instrument were checked: what is left is the name */
        *ret_reason = VD_S("el nombre de la entidad es demasiado largo o no es texto: escriba el nombre oficial, por ejemplo «Alcaldía de Pasto».");
        return err;
    }
    if (err != VD_OK) {
        *ret_reason = vd_str_printf(arena, "el plan se leyó, pero no se pudo guardar: no quedó nada a medias (%s).", vd_db_message(db));
        return err;
    }
    print_summary(out, arena, &job);
    return VD_OK;
}
