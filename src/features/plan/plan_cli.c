/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor import`: what the command line asks, the reading, the storing, and the summary a person reads. */
#include "features/plan/plan_import.h"
#include "features/plan/plan_law.h"
#include "sandbox/sandbox.h"

enum { YEAR_LEAST = 2000, YEAR_MOST = 2100 };

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

static enum vd_err check(const struct plan_import_options *options, struct vd_arena *arena, int *ret_vigencia, const struct law_instruments **ret_instrument, struct vd_str *ret_reason)
{
    int64_t vigencia;
    struct vd_str code = options->instrument.n ? options->instrument : VD_S("paac-v2");
    const struct law_instruments *instrument = plan_law_instrument(code);
    if (vd_slug_reserved(options->slug)) {
        *ret_reason = vd_str_printf(arena, "«%.*s» es una palabra reservada para las direcciones de Veedor: use otra, por ejemplo «alcaldia-%.*s».", VD_SARG(options->slug), VD_SARG(options->slug));
        return VD_INVALID;
    }
    if (!vd_slug_valid(options->slug)) {
        *ret_reason = vd_str_printf(arena, "«%.*s» no sirve como dirección de una entidad: use de 2 a 40 letras minúsculas sin acento, cifras o guiones, por ejemplo «pasto».", VD_SARG(options->slug));
        return VD_INVALID;
    }
    if (!vd_str_i64(options->vigencia, &vigencia) || vigencia < YEAR_LEAST || vigencia > YEAR_MOST) {
        *ret_reason = vd_str_printf(arena, "«%.*s» no es una vigencia: escriba el año, de %d a %d.", VD_SARG(options->vigencia), YEAR_LEAST, YEAR_MOST);
        return VD_INVALID;
    }
    if (!instrument) {
        *ret_reason = vd_str_printf(arena, "no se conoce el instrumento «%.*s». Los que hay:", VD_SARG(code));
        for (size_t i = 0; i < law_instruments_n; i++)
            *ret_reason = vd_str_printf(arena, "%.*s %.*s", VD_SARG(*ret_reason), VD_SARG(law_instruments[i].code));
        return VD_INVALID;
    }
    *ret_vigencia = (int)vigencia;
    *ret_instrument = instrument;
    return VD_OK;
}

static struct vd_str base_name(struct vd_str path)
{
    for (size_t i = path.n; i > 0; i--)
        if (path.p[i - 1] == '/')
            return vd_str_sub(path, i, path.n);
    return path;
}

/* ---- the summary */

static const char *count(int64_t n, const char *one, const char *many) { return n == 1 ? one : many; }

static void print_components(FILE *out, const struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->components.n; i++) {
        const struct draft_component *c = &draft->components.v[i];
        int windows = 0;
        if (c->parent >= 0)
            continue;
        VD_EACH(a, &draft->activities)
            windows += a->component == (int)i ? a->windows : 0;
        fprintf(out, "  %.*s. %.*s: ", VD_SARG(c->code), VD_SARG(c->name));
        if (c->activities || !c->ext_title.p)
            fprintf(out, "%d %s, %d %s\n", c->activities, count(c->activities, "actividad", "actividades"), windows, count(windows, "ventana", "ventanas"));
        else
            fprintf(out, "remite a otro documento\n");
    }
    fprintf(out, "  En total: %zu actividades, %zu ventanas\n", draft->activities.n, draft->windows.n);
}

static void print_finding(FILE *out, struct vd_arena *arena, const struct plan_draft *draft, const struct draft_finding *f)
{
    const struct law_findings *law = plan_law_finding(vd_str_of(f->code));
    fprintf(out, "  %.*s %s", VD_SARG(law->severity), f->code);
    if (f->place.table)
        fprintf(out, ", tabla %d, fila %d, columna %d", f->place.table, f->place.row, f->place.col);
    if (f->activity >= 0)
        fprintf(out, ", actividad %.*s", VD_SARG(draft->activities.v[f->activity].address));
    fprintf(out, "\n    %.*s\n", VD_SARG(vd_str_printable(arena, plan_finding_text(arena, law->code, f->read_text, f->proposal))));
}

static void print_findings(FILE *out, struct vd_arena *arena, const struct plan_draft *draft)
{
    static const struct { const char *severity, *one, *many; } kinds[] = {
        {"error", "error", "errores"}, {"aviso", "aviso", "avisos"}, {"nota", "nota", "notas"}};
    if (!draft->findings.n) {
        fprintf(out, "Sin hallazgos de lectura.\n");
        return;
    }
    fprintf(out, "Hallazgos de la lectura:");
    for (size_t i = 0; i < VD_COUNT(kinds); i++) {
        int n = 0;
        VD_EACH(f, &draft->findings)
            n += vd_str_is(plan_law_finding(vd_str_of(f->code))->severity, kinds[i].severity);
        fprintf(out, "%s %d %s", i ? "," : "", n, count(n, kinds[i].one, kinds[i].many));
    }
    fputc('\n', out);
    VD_EACH(f, &draft->findings)
        print_finding(out, arena, draft, f);
}

static void print_summary(FILE *out, struct vd_arena *arena, const struct import_job *job)
{
    const struct plan_import_result *r = &job->result;
    fprintf(out, "%.*s — %.*s\n", VD_SARG(r->title), VD_SARG(r->entity.name));
    if (r->former_name.n)
        fprintf(out, "La entidad se llamaba «%.*s»: se cambió su nombre.\n", VD_SARG(r->former_name));
    if (r->unchanged) {
        fprintf(out, "El archivo %.*s ya estaba importado: es la versión %" PRId64 ". El plan no cambió.\n", VD_SARG(job->import.file_name), r->no);
        return;
    }
    fprintf(out, "Importado de %.*s como versión %" PRId64 " (%s), acto %" PRId64 ".\n", VD_SARG(job->import.file_name), r->no,
            r->historical ? "plan histórico" : "borrador", r->seq);
    print_components(out, job->import.draft);
    print_findings(out, arena, job->import.draft);
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
        .import = {.files = files, .path = path, .file_name = vd_str_printable(arena, base_name(options->file)), .format = vd_str_of(vd_doc_format_name(doc->format)),
            .slug = options->slug, .name = options->name, .draft = draft, .actor = {.kind = VD_ACTOR_CLI}, .now = now}};
    enum vd_err err = vd_writer_run_one(db, &job.job);
    if (err == VD_INVALID) { /* slug and instrument were checked: what is left is the name */
        *ret_reason = vd_str_printf(arena, "falta el nombre de la entidad «%.*s», que es nueva, o pasa de 300 letras: escriba el oficial, por ejemplo --name \"Alcaldía de Pasto\".", VD_SARG(options->slug));
        return err;
    }
    if (err != VD_OK) {
        *ret_reason = vd_str_printf(arena, "el plan se leyó, pero no se pudo guardar: no quedó nada a medias (%s).", vd_db_message(db));
        return err;
    }
    print_summary(out, arena, &job);
    return VD_OK;
}
