/* SPDX-License-Identifier: Apache-2.0 */
/* From a sheet on disk to what `veedor compliance` says, on both engines: the real sheet of Sopó, and small ones with what it has not. */
#include "features/followup/followup.h"
#include <fcntl.h>
#include <ftw.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>
#include "db/tables.h"
#include "db/testing.h"

static const vd_us NOW = INT64_C(1735740000000000); /* 2025-01-01 09:00 in Bogotá */
static bool on_postgres;

struct house {
    struct vd_testdb t;
    char folder[40];          /* of the files */
    struct vd_db *db;
    struct vd_files *files;
    struct vd_arena *arena;
};

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
    VD_TRY(vd_entity_ensure_installation(db, j->arena, NOW));
    return plan_law_load(db, j->arena, NOW);
}

static enum vd_err run(struct house *h, struct vd_db *db, const struct plan_import *import)
{
    struct job j = {.job = {.run = run_job}, .arena = h->arena, .import = import};
    return vd_writer_run_one(db, &j.job);
}

static int open_house(void **state)
{
    struct house *h = calloc(1, sizeof *h);
    assert_non_null(h);
    vd_testdb_begin(&h->t, on_postgres);
    assert_int_equal(vd_db_open(&h->t.config, VD_DB_WRITE, &h->db), VD_OK);
    assert_int_equal(vd_db_migrate(h->db, NOW), VD_OK);
    memcpy(h->folder, "/tmp/veedor-followup-XXXXXX", sizeof "/tmp/veedor-followup-XXXXXX");
    assert_non_null(mkdtemp(h->folder));
    assert_int_equal(vd_files_open(h->folder, &h->files), VD_OK);
    h->arena = vd_arena_new(256u << 20);
    assert_int_equal(run(h, h->db, NULL), VD_OK);
    *state = h;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static int close_house(void **state)
{
    struct house *h = *state;
    vd_db_close(h->db);
    vd_files_close(h->files);
    vd_arena_free(h->arena);
    vd_testdb_end(&h->t);
    assert_int_equal(nftw(h->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
    free(h);
    return 0;
}

/* ---- sheets */

static struct plan_import import_of(struct house *h, const char *path, const char *slug, int vigencia)
{
    struct vd_doc *doc = NULL;
    struct plan_draft *draft = NULL;
    struct vd_str reason = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    if (vd_doc_read(fd, h->arena, &doc, &reason) != VD_OK || plan_read(doc, "paac-v2", vigencia, h->arena, &draft, &reason) != VD_OK)
        fail_msg("%s: %.*s", path, VD_SARG(reason));
    close(fd);
    struct vd_file_ref read = {0};
    assert_int_equal(vd_files_hash(path, VD_DOC_MAX_FILE, &read), VD_OK);
    return (struct plan_import){.files = h->files, .path = path, .read = read, .file_name = VD_S("seguimiento.csv"), .format = VD_S("csv"), .slug = vd_str_of(slug),
        .name = VD_S("Alcaldía de prueba"), .draft = draft, .beside = followup_import_put, .actor = {.kind = VD_ACTOR_CLI}, .now = NOW};
}

static void bring(struct house *h, const char *path, const char *slug, int vigencia)
{
    struct plan_import import = import_of(h, path, slug, vigencia);
    enum vd_err err = run(h, h->db, &import);
    if (err != VD_OK)
        fail_msg("%s: %s", vd_err_name(err), vd_db_message(h->db));
}

static const char *sheet_file(struct house *h, const char *name, const char *text)
{
    char *path = vd_str_c(h->arena, vd_str_printf(h->arena, "%s/%s", h->folder, name));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
    return path;
}

/* ---- looking */

static struct followup_sheet sheet_of(struct house *h, const char *slug, int vigencia)
{
    struct vd_entity entity;
    struct followup_sheet sheet;
    assert_int_equal(vd_entity_get(h->db, h->arena, vd_str_of(slug), &entity), VD_OK);
    assert_int_equal(followup_sheet_get(h->db, h->arena, &(struct followup_which){.entity_id = entity.id, .vigencia = vigencia}, &sheet), VD_OK);
    return sheet;
}

static struct vd_str percent_of(struct house *h, const struct followup_sheet *sheet, enum followup_method method, enum followup_basis basis)
{
    struct followup_side side = followup_side_of(h->arena, &sheet->input, basis);
    struct followup_figure f = followup_figure_of(h->arena, &sheet->input, &side, method, -1);
    return f.absent ? VD_S("–") : followup_rounded(h->arena, f.percent, 2, ',');
}

#define assert_percent(h, sheet, method, basis, wanted) \
    assert_string_equal(vd_str_c((h)->arena, percent_of((h), (sheet), (method), (basis))), (wanted))

static void assert_proven(struct house *h)
{
    struct vd_verify_report report = {0};
    assert_int_equal(vd_record_verify(h->db, h->files, h->arena, &report), VD_OK);
    VD_EACH(f, &report.faults)
        fail_msg("%.*s: %.*s", VD_SARG(f->where), VD_SARG(f->what));
}

static size_t count_rows(struct house *h, const struct vd_table *table, int64_t entity)
{
    size_t n = 0;
    void *row = vd_alloc(h->arena, table->row_size);
    struct vd_stmt *st = vd_row_scan(h->db, table, entity);
    while (vd_row_next(st, h->arena, row))
        n++;
    assert_int_equal(vd_done(st), VD_OK);
    return n;
}

/* What the command prints, or the reason it gives; *ret_err says which. */
static const char *ask(struct house *h, const struct followup_options *options, enum vd_err *ret_err)
{
    char *text = NULL;
    size_t n = 0;
    struct vd_str reason = {0};
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    *ret_err = followup_cli_compliance(h->db, h->arena, options, out, &reason);
    assert_int_equal(fclose(out), 0);
    const char *kept = vd_str_c(h->arena, reason.n ? reason : (struct vd_str){text, n});
    free(text);
    assert_true(*ret_err == VD_OK || reason.n > 0);
    return kept;
}

static const char *told(struct house *h, const char *slug, const char *vigencia, const char *method, const char *basis, const char *format)
{
    struct followup_options options = {vd_str_of(slug), vd_str_of(vigencia), vd_str_of(method), vd_str_of(basis), vd_str_of(format)};
    enum vd_err err;
    const char *text = ask(h, &options, &err);
    assert_int_equal(err, VD_OK);
    return text;
}

static void assert_says(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("«%s» is not in:\n%s", part, text ? text : "(nothing)");
}

static void assert_silent(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("«%s» is in:\n%s", part, text ? text : "(nothing)");
}

/* ---- Sopó */

static void assert_sopo(struct house *h, const char *slug)
{
    static const size_t supposed[] = {26, 29, 30, 31, 36, 37, 41};
    struct followup_sheet sheet = sheet_of(h, slug, 2017);
    assert_true(sheet.there);
    assert_string_equal(vd_str_c(h->arena, vd_date_iso(h->arena, sheet.cut_on)), "2017-12-31");
    assert_string_equal(vd_str_c(h->arena, vd_date_iso(h->arena, sheet.sheet_on)), "2017-12-30");
    assert_true(sheet.printed_mean.has && sheet.printed_mean.v == 87240000);
    assert_int_equal(sheet.lines.n, 41);
    assert_int_equal(sheet.components.n, 10);
    assert_percent(h, &sheet, FOLLOWUP_M1, FOLLOWUP_DECLARED, "75,61");
    assert_percent(h, &sheet, FOLLOWUP_M1, FOLLOWUP_RECOMPUTED, "73,17");
    assert_percent(h, &sheet, FOLLOWUP_M2, FOLLOWUP_DECLARED, "86,93");
    assert_percent(h, &sheet, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "85,71");
    assert_percent(h, &sheet, FOLLOWUP_M3, FOLLOWUP_DECLARED, "–");
    assert_percent(h, &sheet, FOLLOWUP_M4, FOLLOWUP_DECLARED, "84,43");
    assert_percent(h, &sheet, FOLLOWUP_M2, FOLLOWUP_VERIFIED, "–");
    for (size_t i = 0, k = 0; i < sheet.lines.n; i++) {
        bool wanted = k < VD_COUNT(supposed) && supposed[k] == i + 1;
        k += wanted;
        assert_true((sheet.input.rows.v[i].reading == FOLLOWUP_SUPPOSED) == wanted);
        assert_string_equal(vd_str_c(h->arena, sheet.lines.v[i].counted), "si");
    }
    followup_disagreements all = followup_disagreements_of(h->arena, &sheet.input);
    assert_int_equal(all.n, 1);
    assert_int_equal(all.v[0].row, 11);
}

static void sopo_enters_as_a_closed_cut_off_from_either_file(void **state)
{
    struct house *h = *state;
    bring(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    bring(h, EXAMPLES "/sopo-2017-seguimiento.xlsx", "otra", 2017);
    assert_sopo(h, "sopo");
    assert_sopo(h, "otra");
    assert_proven(h);
}

static void the_cut_off_stands_in_the_act_of_the_import(void **state)
{
    struct house *h = *state;
    struct vd_entity entity;
    bring(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    assert_int_equal(vd_entity_get(h->db, h->arena, VD_S("sopo"), &entity), VD_OK);
    assert_int_equal(count_rows(h, &T_event, entity.id), 2); /* entidad.creada, plan.importado */
    assert_int_equal(count_rows(h, &T_cutoff, entity.id), 1);
    assert_int_equal(count_rows(h, &T_cutoff_row, entity.id), 41);
}

static void a_second_import_is_a_second_cut_off_and_the_later_one_counts(void **state)
{
    struct house *h = *state;
    struct vd_entity entity;
    bring(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    bring(h, EXAMPLES "/sopo-2017-seguimiento.xlsx", "sopo", 2017);
    assert_int_equal(vd_entity_get(h->db, h->arena, VD_S("sopo"), &entity), VD_OK);
    assert_int_equal(count_rows(h, &T_cutoff, entity.id), 2);
    assert_sopo(h, "sopo");
    assert_proven(h);
}

static void a_fault_in_the_middle_leaves_neither_plan_nor_cut_off(void **state)
{
    struct house *h = *state;
    struct plan_import import = import_of(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    struct vd_db_config config = h->t.config;
    int refused = 0;
    for (unsigned long n = 800; n < 4000; n += 400) {
        struct vd_db *faulty;
        config.fail_at = n;
        config.fail_with = VD_IO;
        assert_int_equal(vd_db_open(&config, VD_DB_WRITE, &faulty), VD_OK);
        enum vd_err err = run(h, faulty, &import);
        vd_db_close(faulty);
        if (err == VD_OK)
            break;
        refused++;
        for (int64_t entity = 0; entity < 3; entity++) {
            assert_int_equal(count_rows(h, &T_cutoff, entity), 0);
            assert_int_equal(count_rows(h, &T_cutoff_row, entity), 0);
            assert_int_equal(count_rows(h, &T_plan, entity), 0);
        }
    }
    assert_true(refused > 0);
    assert_proven(h);
}

static const char *figure_kept(struct house *h, int64_t entity, const char *method, const char *basis)
{
    struct row_cutoff_figure row;
    struct vd_str said = VD_S("–");
    struct vd_stmt *st = vd_row_scan(h->db, &T_cutoff_figure, entity);
    while (vd_row_next(st, h->arena, &row))
        if (vd_str_is(row.method, method) && vd_str_is(row.basis, basis))
            said = vd_str_printf(h->arena, "%" PRId64 " %.*s/%.*s %.*s %" PRId64, row.percent_u6, VD_SARG(row.numerator), VD_SARG(row.denominator), VD_SARG(row.zone), row.counted);
    assert_int_equal(vd_done(st), VD_OK);
    return said.p;
}

static void the_figures_of_a_closed_cut_off_are_kept(void **state)
{
    struct house *h = *state;
    bring(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    assert_int_equal(count_rows(h, &T_cutoff_figure, 1), 6);
    assert_string_equal(figure_kept(h, 1, "M1", "declared"), "75610000 31/41 media 41");
    assert_string_equal(figure_kept(h, 1, "M1", "recomputed"), "73170000 30/41 media 41");
    assert_string_equal(figure_kept(h, 1, "M2", "declared"), "86930000 3564/41 alta 41");
    assert_string_equal(figure_kept(h, 1, "M2", "recomputed"), "85710000 3514/41 alta 41");
    assert_string_equal(figure_kept(h, 1, "M4", "declared"), "84430000 2533/3/10 alta 41");
    assert_string_equal(figure_kept(h, 1, "M3", "declared"), "–");
}

static void a_figure_changed_behind_the_back_is_worked_out_again_and_named(void **state)
{
    struct house *h = *state;
    struct vd_verify_report report = {0};
    bring(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    assert_int_equal(followup_figures_verify(h->db, h->arena, &report), VD_OK);
    assert_int_equal(report.faults.n, 0);
    struct row_cutoff_figure row;
    struct vd_stmt *st = vd_row_scan(h->db, &T_cutoff_figure, 1);
    assert_true(vd_row_next(st, h->arena, &row));
    assert_int_equal(vd_done(st), VD_OK);
    row.percent_u6 = 99990000;
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(vd_row_put(h->db, &T_cutoff_figure, &row), VD_OK);
    assert_int_equal(vd_db_commit(h->db), VD_OK);
    assert_int_equal(followup_figures_verify(h->db, h->arena, &report), VD_OK);
    assert_int_equal(report.faults.n, 1);
    assert_string_equal(vd_str_c(h->arena, report.faults.v[0].entity), "sopo");
    assert_says(vd_str_c(h->arena, report.faults.v[0].where), "cifra M1 declared del corte");
}

/* ---- what Sopó has not */

#define HEADINGS "Estrategia, mecanismo, medida, etc.;Actividades;Indicador;Meta;Fecha de cumplimiento;Responsable;Cumplimiento del indicador;Cumplimiento;Observaciones\n"
static const char AUGUST[] = "31 de Agosto de 2019;;;;;;;;\n" HEADINGS
    "Riesgos;Publicar el mapa de riesgos de corrupción;Número de mapas publicados;1;30 de Abril;Planeación;1;100,00;Publicado\n"
    ";Capacitar a los funcionarios en riesgos;Número de capacitaciones;4;30 de Junio;Planeación;;;\n"
    ";Actualizar la política de riesgos;Número de políticas;1;15 de Noviembre;Planeación;0;0,00;Está en curso\n"
    "Servicio;Realizar encuestas de satisfacción;Número de encuestas;200;30 de Julio;Atención al Ciudadano;150;75,00;Va bien\n"
    ";Publicar la carta de trato digno;Número de cartas;1;30 de Marzo;Atención al Ciudadano;en trámite;50,00;Falta la firma\n";

static void a_sheet_of_august_counts_what_was_due_by_then(void **state)
{
    struct house *h = *state;
    bring(h, sheet_file(h, "agosto.csv", AUGUST), "pueblo", 2019);
    struct followup_sheet sheet = sheet_of(h, "pueblo", 2019);
    assert_string_equal(vd_str_c(h->arena, vd_date_iso(h->arena, sheet.cut_on)), "2019-08-31");
    assert_int_equal(sheet.lines.n, 5);
    assert_string_equal(vd_str_c(h->arena, sheet.lines.v[2].counted), "no_vencida");
    assert_false(sheet.input.rows.v[1].reported);
    assert_percent(h, &sheet, FOLLOWUP_M1, FOLLOWUP_DECLARED, "25,00");    /* 1 of 4 due */
    assert_percent(h, &sheet, FOLLOWUP_M2, FOLLOWUP_DECLARED, "56,25");    /* (100 + 0 + 75 + 50) / 4 */
    assert_percent(h, &sheet, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "58,33");  /* (100 + 0 + 75) / 3: one says no number */
    assert_percent(h, &sheet, FOLLOWUP_M4, FOLLOWUP_DECLARED, "56,25");
    assert_proven(h);
}

static void what_was_left_out_is_told_with_its_reason(void **state)
{
    struct house *h = *state;
    bring(h, sheet_file(h, "agosto.csv", AUGUST), "pueblo", 2019);
    const char *text = told(h, "pueblo", "2019", "M2", "all", "text");
    assert_says(text, "El corte oficial decide qué estaba vencido: 4 de 5 actividades.");
    assert_says(text, "fila 2, actividad 1.f2, «Capacitar a los funcionarios en riesgos»: «Sin reporte», cuenta 0");
    assert_says(text, "fila 3, actividad 1.f3, «Actualizar la política de riesgos»: no estaba vencida en la fecha oficial");
    assert_says(text, "fila 5, actividad 2.f2, «Publicar la carta de trato digno»: su avance no se pudo leer de una sola manera");
    assert_says(text, "225 ÷ 4 = 56,25 %");
    assert_says(text, "concuerdan en todas las actividades");
    assert_silent(text, "M1. ");
    assert_silent(text, "La hoja imprime");
}

static const char CEILINGS[] = "31 de Diciembre de 2019;;;;;;;;\n" HEADINGS
    "Riesgos;Evitar la materialización de riesgos;Porcentaje de riesgos de corrupción materializados;0% de los riesgos de corrupción materializados;30 de Junio;Planeación;0%;100,00;Ninguno\n"
    ";Evitar la materialización de fraudes;Porcentaje de fraudes materializados;0% de los fraudes materializados;30 de Junio;Planeación;5%;90,00;Hubo uno\n"
    ";Mejorar el control;Número de planes de mejoramiento;1 plan de mejoramiento implementado en caso de materialización;30 de Octubre;Planeación;;;\n"
    "95,00;;;;;;;;\n";

static void ceilings_conditions_and_a_mean_that_fits_survive_the_store(void **state)
{
    struct house *h = *state;
    bring(h, sheet_file(h, "topes.csv", CEILINGS), "pueblo", 2019);
    struct followup_sheet sheet = sheet_of(h, "pueblo", 2019);
    assert_int_equal(sheet.lines.n, 3);
    assert_true(sheet.input.rows.v[0].lower_better && sheet.input.rows.v[1].lower_better && !sheet.input.rows.v[2].lower_better);
    assert_string_equal(vd_str_c(h->arena, sheet.lines.v[2].counted), "no_aplica");
    assert_percent(h, &sheet, FOLLOWUP_M2, FOLLOWUP_DECLARED, "95,00");
    assert_percent(h, &sheet, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "50,00");
    const char *text = told(h, "pueblo", "2019", "M2", "all", NULL);
    assert_says(text, "«Mejorar el control»: no aplica: su condición no ocurrió");
    assert_says(text, "«Evitar la materialización de fraudes»: la meta era 0 y hubo casos, cuenta 0");
    assert_says(text, "La hoja imprime un promedio de 95,00 %: es el de sus filas.");
    assert_proven(h);
}

/* ---- the command */

static void the_command_explains_sopo_to_a_person(void **state)
{
    struct house *h = *state;
    bring(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    const char *text = told(h, "sopo", "2017", NULL, NULL, NULL);
    assert_says(text, "corte oficial al 31 de diciembre de 2017, importado de una hoja que lleva la fecha 30 de diciembre de 2017");
    assert_says(text, "Declarado: 86,93 %, zona alta\n      3564 ÷ 41 = 86,93 %");
    assert_says(text, "Recalculado: 85,71 %, zona alta\n      3514 ÷ 41 = 85,71 %");
    assert_says(text, "Declarado: 75,61 %, zona media\n      100 × 31 ÷ 41 = 75,61 %");
    assert_says(text, "sin redondear, 3100/41 no es menor que 60 y es menor que 80");
    assert_says(text, "Recalculado: 73,17 %, zona media");
    assert_says(text, "844,33 (exacto: 2533/3) ÷ 10 = 84,43 %");
    assert_says(text, "33 en zona alta, 1 en media, 7 en baja; 0 no cuentan");
    assert_says(text, "Verificado: Sin dato");
    assert_says(text, "el plan no trae pesos aprobados");
    assert_says(text, "El conteo (M1) queda en zona media y el promedio (M2) en zona alta");
    assert_says(text, "fila 12, actividad 3.f5");
    assert_says(text, "declara 100,00 %; alcanzó 1 de 2, que es 50,00 %");
    assert_says(text, "«5,0» se leyó como 5 % de 50 %");
    assert_says(text, "imprime un promedio de 87,24 %, pero el de sus 41 filas que cuentan es 86,93 %. Con una fila más, de entre 99,87 y 100,00 %");
}

static void the_command_gives_the_same_to_a_machine(void **state)
{
    struct house *h = *state;
    bring(h, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    const char *json = told(h, "sopo", "2017", "m2", "declared", "json");
    assert_says(json, "{\"entity\":\"sopo\",\"entity_name\":\"Alcaldía de prueba\",\"vigencia\":2017,");
    assert_says(json, "\"followup\":{\"cutoff\":\"2017-12-31\",\"sheet_date\":\"2017-12-30\",\"printed_mean\":87.24,\"official_basis\":\"declarado\",\"activities\":41}");
    assert_says(json, "\"figures\":[{\"method\":\"M2\",\"basis\":\"declarado\",\"percent\":86.93,\"exact\":\"3564/41\",\"numerator\":\"3564\",\"denominator\":\"41\","
                      "\"zone\":\"alta\",\"absent\":null,\"rows\":41,\"left_out\":0,\"unreported\":0,\"supposed\":0,\"zones\":{\"alta\":33,\"media\":1,\"baja\":7}}]");
    assert_says(json, "\"disagreements\":[{\"row\":12,\"activity\":\"3.f5\"");
    assert_says(json, "\"declared\":100,\"recomputed\":50}]");
    assert_silent(json, "\"M1\"");
    json = told(h, "sopo", "2017", "M3", "all", "json");
    assert_says(json, "{\"method\":\"M3\",\"basis\":\"declarado\",\"percent\":null,\"exact\":null,\"numerator\":null,\"denominator\":null,\"zone\":null,\"absent\":\"sin_pesos\"");
    assert_says(json, "\"basis\":\"verificado\",\"percent\":null,\"exact\":null,\"numerator\":null,\"denominator\":null,\"zone\":null,\"absent\":\"sin_valores\"");
}

static const char PLAN[] = "Componente 1. Riesgos;;;;\nSubcomponente;Actividades;Meta o producto;Responsable;Fecha programada\n"
    "Seguimiento;1.1. Publicar el mapa de riesgos;1 mapa publicado;Planeación;30 de abril\nSeguimiento;1.2. Revisar el mapa de riesgos;1 revisión;Planeación;30 de mayo\n";

static void a_plan_without_follow_up_has_no_datum(void **state)
{
    struct house *h = *state;
    bring(h, sheet_file(h, "plan.csv", PLAN), "pueblo", 2020);
    assert_says(told(h, "pueblo", "2020", "all", "all", "text"), "Sin dato: este plan no tiene seguimiento en Veedor");
    assert_says(told(h, "pueblo", "2020", "all", "all", "json"), "\"followup\":null,\"message\":\"Sin dato\"}");
    assert_int_equal(count_rows(h, &T_cutoff, 1), 0);
}

static void what_cannot_be_answered_is_refused_with_a_sentence(void **state)
{
    struct house *h = *state;
    static const struct { const char *slug, *vigencia, *method, *basis, *format; enum vd_err err; const char *says; } cases[] = {
        {"nadie", "2017", NULL, NULL, NULL, VD_NOT_FOUND, "no hay una entidad «nadie»"},
        {"pueblo", "2016", NULL, NULL, NULL, VD_NOT_FOUND, "no tiene plan de la vigencia 2016. Los hay de: 2019 2020"},
        {"pueblo", "mil", NULL, NULL, NULL, VD_INVALID, "«mil» no es una vigencia"},
        {"pueblo", "1999", NULL, NULL, NULL, VD_INVALID, "«1999» no es una vigencia"},
        {"pueblo", "2101", NULL, NULL, NULL, VD_INVALID, "«2101» no es una vigencia"},
        {"pueblo", "2020", "M5", NULL, NULL, VD_INVALID, "no se conoce el método «M5». Use M1, M2, M3, M4 o all."},
        {"pueblo", "2020", NULL, "dicho", NULL, VD_INVALID, "no se conoce la base «dicho». Use declared"},
        {"pueblo", "2020", NULL, NULL, "xml", VD_INVALID, "no se conoce el formato «xml». Use text o json."},
    };
    bring(h, sheet_file(h, "plan.csv", PLAN), "pueblo", 2020);
    bring(h, sheet_file(h, "agosto.csv", AUGUST), "pueblo", 2019);
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct followup_options options = {vd_str_of(cases[i].slug), vd_str_of(cases[i].vigencia), vd_str_of(cases[i].method), vd_str_of(cases[i].basis),
            vd_str_of(cases[i].format)};
        enum vd_err err;
        const char *reason = ask(h, &options, &err);
        assert_int_equal(err, cases[i].err);
        assert_says(reason, cases[i].says);
    }
}

int main(int argc, char **argv)
{
    if (!vd_testdb_choose(argc, argv, &on_postgres))
        return VD_TEST_SKIPPED;
#define T(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        T(sopo_enters_as_a_closed_cut_off_from_either_file), T(the_cut_off_stands_in_the_act_of_the_import),
        T(the_figures_of_a_closed_cut_off_are_kept), T(a_figure_changed_behind_the_back_is_worked_out_again_and_named),
        T(a_second_import_is_a_second_cut_off_and_the_later_one_counts), T(a_fault_in_the_middle_leaves_neither_plan_nor_cut_off),
        T(a_sheet_of_august_counts_what_was_due_by_then), T(what_was_left_out_is_told_with_its_reason),
        T(ceilings_conditions_and_a_mean_that_fits_survive_the_store), T(the_command_explains_sopo_to_a_person),
        T(the_command_gives_the_same_to_a_machine), T(a_plan_without_follow_up_has_no_datum), T(what_cannot_be_answered_is_refused_with_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
