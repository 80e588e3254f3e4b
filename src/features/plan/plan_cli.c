/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor import`: what the command line asks, the reading, the storing or the dry run, and the summary a person reads; and `--undo`. */
#include "features/plan/plan_cli.h"
#include "features/plan/plan_dry_run.h"
#include "features/plan/plan_understand.h"
#include "features/plan/plan_undo.h"
#include "features/plan/read/plan_report.h"

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

enum vd_err plan_cli_instrument(struct vd_arena *arena, struct vd_str typed, const struct law_instruments **ret, struct vd_str *ret_reason)
{
    const struct law_instruments *instrument = typed.n ? plan_law_instrument(typed) : NULL;
    if (typed.n && !instrument) {
        *ret_reason = vd_str_printf(arena, "no se conoce el instrumento «%.*s». Los que hay:", VD_SARG(typed));
        for (size_t i = 0; i < law_instruments_n; i++)
            *ret_reason = vd_str_printf(arena, "%.*s %.*s", VD_SARG(*ret_reason), VD_SARG(law_instruments[i].code));
        return VD_INVALID;
    }
    *ret = instrument;
    return VD_OK;
}

static enum vd_err check(const struct plan_import_options *options, struct vd_arena *arena, int *ret_vigencia, struct vd_str *ret_reason)
{
    const struct law_instruments *instrument;
    if (vd_slug_reserved(options->slug)) {
        *ret_reason = vd_str_printf(arena, "«%.*s» es una palabra reservada para las direcciones de Veedor: use otra, por ejemplo «alcaldia-%.*s».", VD_SARG(options->slug), VD_SARG(options->slug));
        return VD_INVALID;
    }
    if (!vd_slug_valid(options->slug)) {
        *ret_reason = vd_str_printf(arena, "«%.*s» no sirve como dirección de una entidad: use de 2 a 40 letras minúsculas sin acento, cifras o guiones, por ejemplo «pasto».", VD_SARG(options->slug));
        return VD_INVALID;
    }
    VD_TRY(plan_cli_vigencia(arena, options->vigencia, ret_vigencia, ret_reason));
    return plan_cli_instrument(arena, options->instrument, &instrument, ret_reason);
}

struct vd_str plan_cli_base_name(struct vd_str path)
{
    for (size_t i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/')
            return vd_str_sub(path, i, path.n);
    return path;
}

/* ---- the summary */

static const char *version_kind(bool historical) { return historical ? "plan histórico" : "borrador"; }

/* A draft is on no page: who imported it must not look for it there. */
static void put_draft(struct vd_buf *out, const char *verb, int vigencia)
{
    vd_buf_printf(out, "%s como borrador; ninguna página lo muestra, porque la vigencia %d no ha terminado. Cuando termine, impórtelo otra vez y se mostrará.\n", verb, vigencia);
}

/* Nobody said which plan it is: what was taken, why, and the way to another. */
static void put_instrument(struct vd_buf *out, struct vd_arena *arena, const struct plan_import *import, bool asked)
{
    const struct law_instruments *instrument = plan_law_instrument(vd_str_of(import->draft->instrument));
    if (asked || !instrument)
        return;
    if (instrument == plan_law_instrument_of(import->draft->vigencia))
        vd_buf_printf(out, "Se leyó como %.*s. Si es otro, diga cuál con --instrument.\n", VD_SARG(plan_law_instrument_why(arena, instrument, import->draft->vigencia)));
    else
        vd_buf_printf(out, "Se leyó como %.*s, porque el libro lo dice.\n", VD_SARG(instrument->short_name));
}

static void put_reading(struct vd_buf *out, struct vd_arena *arena, const struct plan_import *import, bool asked)
{
    put_instrument(out, arena, import, asked);
    const struct plan_report report = {.arena = arena, .draft = import->draft, .file = import->file_name, .asked = true};
    plan_report_components(&report, out);
    plan_report_findings(&report, out);
}

static void put_summary(struct vd_buf *out, struct vd_arena *arena, const struct import_job *job, const struct plan_diff *diff, bool asked)
{
    const struct plan_import_result *r = &job->result;
    vd_buf_printf(out, "%.*s — %.*s\n", VD_SARG(r->title), VD_SARG(r->entity.name));
    if (r->former_name.n)
        vd_buf_printf(out, "La entidad se llamaba «%.*s»: se cambió su nombre.\n", VD_SARG(r->former_name));
    if (r->unchanged) {
        vd_buf_printf(out, "El archivo %.*s ya estaba importado: es la versión %" PRId64 ", lote %.*s/%" PRId64 ". El plan no cambió.\n",
                      VD_SARG(job->import.file_name), r->no, VD_SARG(r->entity.slug), r->batch_no);
        if (!r->historical)
            put_draft(out, "Sigue", job->import.draft->vigencia);
        return;
    }
    vd_buf_printf(out, "Importado de %.*s como versión %" PRId64 " (%s), acto %" PRId64 ".\n", VD_SARG(job->import.file_name), r->no,
                  version_kind(r->historical), r->seq);
    if (!r->historical)
        put_draft(out, "Quedó", job->import.draft->vigencia);
    vd_buf_printf(out, "Es el lote %.*s/%" PRId64 ". Para deshacerlo: veedor import --undo %.*s/%" PRId64 "\n", VD_SARG(r->entity.slug), r->batch_no,
                  VD_SARG(r->entity.slug), r->batch_no);
    if (r->before_no)
        plan_diff_text(out, diff, r->before_no);
    put_reading(out, arena, &job->import, asked);
}

static enum vd_err print(struct vd_buf *text, FILE *out)
{
    VD_TRY(vd_buf_ok(text));
    return fwrite(text->p, 1, text->n, out) == text->n && fflush(out) == 0 ? VD_OK : VD_IO;
}

/* ---- importing */

static enum vd_err difference(struct vd_db *db, struct vd_arena *arena, const struct plan_import_result *r, struct plan_diff *ret)
{
    struct plan_diff_side before, after;
    VD_TRY(vd_db_begin(db, VD_DB_READ));
    enum vd_err err = plan_diff_stored(db, arena, r->entity.id, r->before_id, &before);
    if (err == VD_OK)
        err = plan_diff_stored(db, arena, r->entity.id, r->version_id, &after);
    vd_db_rollback(db);
    VD_TRY(err);
    plan_diff_of(arena, &before, &after, ret);
    return VD_OK;
}

static struct vd_str name_missing(struct vd_arena *arena, struct vd_str slug)
{
    return vd_str_printf(arena, "falta el nombre de la entidad «%.*s», que es nueva, o pasa de 300 letras: escriba el oficial, por ejemplo --name \"Alcaldía de Pasto\".", VD_SARG(slug));
}

static enum vd_err store(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, bool asked, struct vd_buf *text, struct vd_str *ret_reason)
{
    struct import_job job = {.job = {.run = run_job}, .arena = arena, .import = *import};
    struct plan_diff diff = {0};
    enum vd_err err = vd_writer_run_one(db, &job.job);
    if (err == VD_INVALID) { /* slug and instrument were checked: what is left is the name */
        *ret_reason = name_missing(arena, import->slug);
        return err;
    }
    if (err == VD_CONFLICT) {
        *ret_reason = VD_S("el archivo cambió mientras se leía: no se guardó nada. Espere a que nadie lo esté escribiendo y repita la orden.");
        return VD_INVALID;
    }
    if (err != VD_OK) {
        *ret_reason = vd_str_printf(arena, "el plan se leyó, pero no se pudo guardar: no quedó nada a medias (%s).", vd_db_message(db));
        return err;
    }
    if (job.result.before_no)
        VD_TRY(difference(db, arena, &job.result, &diff));
    put_summary(text, arena, &job, &diff, asked);
    return VD_OK;
}

static enum vd_err look(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, bool asked, struct vd_buf *text, struct vd_str *ret_reason)
{
    struct plan_dry_run run;
    if (db)
        VD_TRY(vd_db_begin(db, VD_DB_READ));
    enum vd_err err = plan_dry_run(db, arena, import, &run);
    if (db)
        vd_db_rollback(db);
    if (err == VD_INVALID)
        *ret_reason = name_missing(arena, import->slug);
    VD_TRY(err);
    vd_buf_printf(text, "%.*s — %.*s%s\nPrueba: no se guardó nada.\n", VD_SARG(run.title), VD_SARG(run.entity), run.new_entity ? " (entidad nueva)" : "");
    if (run.unchanged) {
        vd_buf_printf(text, "El archivo %.*s ya está importado: es la versión %" PRId64 ". Importarlo no cambiaría nada.\n", VD_SARG(import->file_name), run.before_no);
        return VD_OK;
    }
    vd_buf_printf(text, "Se guardaría de %.*s como versión %" PRId64 " (%s), lote %.*s/%" PRId64 ".\n", VD_SARG(import->file_name), run.no,
                  version_kind(run.historical), VD_SARG(import->slug), run.batch_no);
    if (!run.historical)
        put_draft(text, "Quedaría", import->draft->vigencia);
    if (run.before_no)
        plan_diff_text(text, &run.diff, run.before_no);
    put_reading(text, arena, import, asked);
    return VD_OK;
}

/* Why a file was not read, and what was not lost. */
static enum vd_err safe(struct vd_arena *arena, enum vd_err err, struct vd_str *ret_reason)
{
    if (err != VD_OK && ret_reason->n)
        *ret_reason = vd_str_printf(arena, "%.*s No se guardó nada.", VD_SARG(*ret_reason));
    return err;
}

enum vd_err plan_cli_import(struct vd_db *db, struct vd_files *files, struct vd_arena *arena, vd_us now, const struct plan_import_options *options, FILE *out, struct vd_str *ret_reason)
{
    int vigencia;
    struct plan_draft *draft;
    char *path = vd_str_c(arena, options->file);
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, SUMMARY_MOST);
    VD_TRY(check(options, arena, &vigencia, ret_reason));
    struct vd_file_ref held = {0};
    bool hashed = vd_files_hash(path, VD_DOC_MAX_FILE, &held) == VD_OK; /* what cannot be hashed, the reader refuses with its reason */
    VD_TRY(safe(arena, plan_understand(path, NULL, options->instrument, vigencia, arena, &draft, ret_reason), ret_reason));
    if (!hashed)
        return VD_IO;
    const struct plan_import import = {.files = files, .path = path, .read = held, .file_name = plan_cli_base_name(options->file), .format = vd_str_of(vd_doc_format_name(draft->format)),
        .slug = options->slug, .name = options->name, .draft = draft, .beside = options->beside, .actor = {.kind = VD_ACTOR_CLI}, .now = now};
    bool asked = options->instrument.n > 0;
    VD_TRY(options->dry_run ? look(db, arena, &import, asked, &text, ret_reason) : store(db, arena, &import, asked, &text, ret_reason));
    return print(&text, out);
}

/* ---- undoing */

struct undo_job {
    struct vd_job job;
    struct vd_arena *arena;
    struct plan_undo undo;
    struct plan_undo_result result;
};

static enum vd_err run_undo(struct vd_db *db, struct vd_job *job)
{
    struct undo_job *undo = (struct undo_job *)(void *)job;
    return plan_undo_run(db, undo->arena, &undo->undo, &undo->result);
}

enum vd_err plan_cli_undo(struct vd_db *db, struct vd_arena *arena, vd_us now, struct vd_str batch, FILE *out, struct vd_str *ret_reason)
{
    struct undo_job job = {.job = {.run = run_undo}, .arena = arena, .undo = {.actor = {.kind = VD_ACTOR_CLI}, .now = now}};
    struct vd_str no = batch;
    VD_AUTO_BUF struct vd_buf text;
    vd_buf_init(&text, SUMMARY_MOST);
    if (!vd_str_split(&no, '/', &job.undo.slug) || !vd_slug_valid(job.undo.slug) || !vd_str_i64(no, &job.undo.no) || job.undo.no < 1) {
        *ret_reason = vd_str_printf(arena, "«%.*s» no es un lote: escríbalo como lo dijo la importación, por ejemplo pasto/7.", VD_SARG(batch));
        return VD_INVALID;
    }
    enum vd_err err = vd_writer_run_one(db, &job.job);
    if (err != VD_OK) {
        *ret_reason = job.result.refused;
        return err;
    }
    const struct plan_undo_result *r = &job.result;
    vd_buf_printf(&text, "%.*s — %.*s\nLote %.*s deshecho, acto %" PRId64 ": se retiró la versión %" PRId64 ", que venía de %.*s.\n", VD_SARG(r->title),
                  VD_SARG(r->entity), VD_SARG(batch), r->seq, r->version_no, VD_SARG(r->file));
    if (r->shown_no)
        vd_buf_printf(&text, "Queda la versión %" PRId64 ".\n", r->shown_no);
    else
        vd_buf_c(&text, "El plan queda sin versiones y ya no se muestra.\n");
    vd_buf_c(&text, "El archivo, sus celdas y sus hallazgos se conservan.\n");
    return print(&text, out);
}
