/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_store_testing.h"
#include <fcntl.h>
#include <unistd.h>

const char AUGUST[] = "31 de Agosto de 2019;;;;;;;;\n" HEADINGS
    "Riesgos;Publicar el mapa de riesgos de corrupción;Número de mapas publicados;1;30 de Abril;Planeación;1;100,00;Publicado\n"
    ";Capacitar a los funcionarios en riesgos;Número de capacitaciones;4;30 de Junio;Planeación;;;\n"
    ";Actualizar la política de riesgos;Número de políticas;1;15 de Noviembre;Planeación;0;0,00;Está en curso\n"
    "Servicio;Realizar encuestas de satisfacción;Número de encuestas;200;30 de Julio;Atención al Ciudadano;150;75,00;Va bien\n"
    ";Publicar la carta de trato digno;Número de cartas;1;30 de Marzo;Atención al Ciudadano;en trámite;50,00;Falta la firma\n";

struct job {
    struct vd_job job;
    struct vd_arena *arena;
    const struct plan_import *import; /* NULL: only the start */
};

static enum vd_err run_job(struct vd_db *db, struct vd_job *job)
{
    struct job *j = (struct job *)(void *)job;
    struct plan_import_result result;
    if (j->import)
        return plan_import_run(db, j->arena, j->import, &result);
    return plan_law_load(db, j->arena, IMPORTED_AT);
}

enum vd_err sheet_run(struct vd_db *db, struct fixture *fx, const struct plan_import *import)
{
    struct job j = {.job = {.run = run_job}, .arena = fx->arena, .import = import};
    return vd_writer_run_one(db, &j.job);
}

int sheet_store_open(void **state)
{
    fixture_setup(state);
    struct fixture *fx = *state;
    assert_int_equal(sheet_run(fx->db, fx, NULL), VD_OK);
    return 0;
}

struct plan_import sheet_import(struct fixture *fx, const char *path, const char *slug, int vigencia)
{
    struct vd_doc *doc = NULL;
    struct plan_draft *draft = NULL;
    struct vd_str reason = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    if (vd_doc_read(fd, fx->arena, &doc, &reason) != VD_OK || plan_read(doc, "paac-v2", vigencia, fx->arena, &draft, &reason) != VD_OK)
        fail_msg("%s: %.*s", path, VD_SARG(reason));
    close(fd);
    struct vd_file_ref read = {0};
    assert_int_equal(vd_files_hash(path, VD_DOC_MAX_FILE, &read), VD_OK);
    return (struct plan_import){.files = fx->files, .path = path, .read = read, .file_name = VD_S("seguimiento.csv"), .format = VD_S("csv"), .slug = vd_str_of(slug),
        .name = VD_S("Alcaldía de prueba"), .draft = draft, .beside = followup_import_put, .actor = {.kind = VD_ACTOR_CLI}, .now = IMPORTED_AT};
}

void bring(struct fixture *fx, const char *path, const char *slug, int vigencia)
{
    struct plan_import import = sheet_import(fx, path, slug, vigencia);
    enum vd_err err = sheet_run(fx->db, fx, &import);
    if (err != VD_OK)
        fail_msg("%s: %s", vd_err_name(err), vd_db_message(fx->db));
}

const char *sheet_file(struct fixture *fx, const char *name, const char *text)
{
    char *path = vd_str_c(fx->arena, vd_str_printf(fx->arena, "%s/%s", fx->data, name));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
    return path;
}

struct followup_sheet sheet_of(struct fixture *fx, const char *slug, int vigencia)
{
    struct vd_entity entity;
    struct followup_sheet sheet;
    assert_int_equal(vd_entity_get(fx->db, fx->arena, vd_str_of(slug), &entity), VD_OK);
    assert_int_equal(followup_sheet_get(fx->db, fx->arena, &(struct followup_which){.entity_id = entity.id, .vigencia = vigencia}, &sheet), VD_OK);
    return sheet;
}

struct vd_str percent_of(struct fixture *fx, const struct followup_sheet *sheet, enum followup_method method, enum followup_basis basis)
{
    struct followup_side side = followup_side_of(fx->arena, &sheet->input, basis);
    struct followup_figure f = followup_figure_of(fx->arena, &sheet->input, &side, method, -1);
    return f.absent ? VD_S("–") : followup_rounded(fx->arena, f.percent, 2, ',');
}

const char *ask(struct fixture *fx, const struct followup_options *options, enum vd_err *ret_err)
{
    char *text = NULL;
    size_t n = 0;
    struct vd_str reason = {0};
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    *ret_err = followup_cli_compliance(fx->db, fx->arena, options, out, &reason);
    assert_int_equal(fclose(out), 0);
    const char *kept = vd_str_c(fx->arena, reason.n ? reason : (struct vd_str){text, n});
    free(text);
    assert_true(*ret_err == VD_OK || reason.n > 0);
    return kept;
}

const char *told(struct fixture *fx, const char *slug, const char *vigencia, const char *method, const char *basis, const char *format)
{
    struct followup_options options = {vd_str_of(slug), vd_str_of(vigencia), vd_str_of(method), vd_str_of(basis), vd_str_of(format)};
    enum vd_err err;
    const char *text = ask(fx, &options, &err);
    assert_int_equal(err, VD_OK);
    return text;
}

void assert_says(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("«%s» is not in:\n%s", part, text ? text : "(nothing)");
}

void assert_silent(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("«%s» is in:\n%s", part, text ? text : "(nothing)");
}
