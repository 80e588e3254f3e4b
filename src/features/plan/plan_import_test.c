/* SPDX-License-Identifier: Apache-2.0 */
/* What an import leaves in the data base, on both engines: the rows of Pasto, versions that keep identity, all or nothing. */
#include "features/plan/plan_import.h"
#include "features/plan/read/plan_testing.h"
#include <fcntl.h>
#include <ftw.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>
#include "db/tables.h"
#include "db/testing.h"
#include "features/plan/plan_diff.h"
#include "features/plan/plan_undo.h"
#include "features/plan/read/plan_cases.h"
#include "features/plan/read/plan_law.h"

static const vd_us NOW = INT64_C(1735740000000000); /* 2025-01-01 09:00 in Bogotá: 2022 is past, 2025 is not */
static bool on_postgres;

struct house {
    struct vd_testdb t;
    char folder[32];          /* of the files */
    struct vd_db *db;
    struct vd_files *files;
    struct vd_arena *arena;
};

static enum vd_err start(struct vd_db *db, struct vd_arena *arena)
{
    VD_TRY(vd_entity_ensure_installation(db, arena, NOW));
    return plan_law_load(db, arena, NOW);
}

struct job {
    struct vd_job job;
    struct vd_arena *arena;
    const struct plan_import *import; /* NULL: only the start */
    struct plan_import_result result;
};

static enum vd_err run_job(struct vd_db *db, struct vd_job *job)
{
    struct job *j = (struct job *)(void *)job;
    return j->import ? plan_import_run(db, j->arena, j->import, &j->result) : start(db, j->arena);
}

static enum vd_err run(struct vd_db *db, struct house *h, const struct plan_import *import, struct plan_import_result *ret)
{
    struct job j = {.job = {.run = run_job}, .arena = h->arena, .import = import};
    enum vd_err err = vd_writer_run_one(db, &j.job);
    if (err == VD_OK && ret)
        *ret = j.result;
    return err;
}

static int open_house(void **state)
{
    struct house *h = calloc(1, sizeof *h);
    assert_non_null(h);
    vd_testdb_begin(&h->t, on_postgres);
    assert_int_equal(vd_db_open(&h->t.config, VD_DB_WRITE, &h->db), VD_OK);
    assert_int_equal(vd_db_migrate(h->db, NOW), VD_OK);
    memcpy(h->folder, "/tmp/veedor-plan-XXXXXX", sizeof "/tmp/veedor-plan-XXXXXX");
    assert_non_null(mkdtemp(h->folder));
    assert_int_equal(vd_files_open(h->folder, &h->files), VD_OK);
    h->arena = vd_arena_new(256u << 20);
    enum vd_err err = run(h->db, h, NULL, NULL);
    if (err != VD_OK)
        fail_msg("%s: %s", vd_err_name(err), vd_db_message(h->db));
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

/* ---- looking at tables */

static void *all_rows(struct house *h, const struct vd_table *table, int64_t entity, size_t *ret_n)
{
    size_t n = 0, cap = 8;
    char *rows = vd_alloc_array(h->arena, cap, table->row_size);
    struct vd_stmt *st = vd_row_scan(h->db, table, entity);
    while (vd_row_next(st, h->arena, rows + n * table->row_size)) {
        if (++n < cap)
            continue;
        char *more = vd_alloc_array(h->arena, cap * 2, table->row_size);
        memcpy(more, rows, n * table->row_size);
        rows = more;
        cap *= 2;
    }
    assert_int_equal(vd_done(st), VD_OK);
    *ret_n = n;
    return rows;
}

#define ROWS(h, table, entity, n) ((struct row_##table *)all_rows((h), &T_##table, (entity), (n)))

static size_t count_rows(struct house *h, const struct vd_table *table, int64_t entity)
{
    size_t n;
    all_rows(h, table, entity, &n);
    return n;
}

static void assert_proven(struct house *h)
{
    struct vd_verify_report report = {0};
    assert_int_equal(vd_record_verify(h->db, h->files, h->arena, &report), VD_OK);
    VD_EACH(f, &report.faults)
        fail_msg("%.*s: %.*s", VD_SARG(f->where), VD_SARG(f->what));
}

static const struct row_activity *activity_of(const struct row_activity *rows, size_t n, int64_t version, const char *address)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].version_id == version && vd_str_is(rows[i].address, address))
            return &rows[i];
    fail_msg("no activity %s in version %" PRId64, address, version);
    return NULL;
}

/* ---- imports */

static struct plan_import import_of(struct house *h, const struct plan_draft *draft, const char *path)
{
    struct vd_file_ref read = {0};
    if (vd_files_hash(path, VD_DOC_MAX_FILE, &read) != VD_OK)
        read.size = -1; /* a test may name a file that is not there */
    return (struct plan_import){.files = h->files, .path = path, .read = read, .file_name = VD_S("plan.docx"), .format = VD_S("docx"), .slug = VD_S("pasto"),
        .name = VD_S("Alcaldía de Pasto"), .draft = draft, .actor = {.kind = VD_ACTOR_CLI}, .now = NOW};
}

static struct plan_import file_of(struct house *h, const char *path, int vigencia)
{
    struct vd_doc *doc;
    struct plan_draft *draft;
    struct vd_str reason = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(vd_doc_read(fd, h->arena, &doc, &reason), VD_OK);
    assert_int_equal(plan_read(doc, "paac-v2", vigencia, h->arena, &draft, &reason), VD_OK);
    close(fd);
    return import_of(h, draft, path);
}

static struct plan_import pasto_of(struct house *h) { return file_of(h, PASTO_DOCX, 2022); }

/* A plan drawn in text, whose file holds the drawing. */
static struct plan_import drawn_of(struct house *h, const char *text, int vigencia, int file)
{
    struct plan_draft *draft;
    struct vd_str reason = {0};
    char *path = vd_str_c(h->arena, vd_str_printf(h->arena, "%s/drawn-%d", h->folder, file));
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0 && fclose(f) == 0);
    assert_int_equal(plan_read(doc_drawn(h->arena, text), "paac-v2", vigencia, h->arena, &draft, &reason), VD_OK);
    return import_of(h, draft, path);
}

static struct plan_import_result import_now(struct house *h, const struct plan_import *import)
{
    struct plan_import_result result = {0};
    enum vd_err err = run(h->db, h, import, &result);
    if (err != VD_OK)
        fail_msg("%s: %s", vd_err_name(err), vd_db_message(h->db));
    return result;
}

static void the_law_is_loaded_once(void **state)
{
    struct house *h = *state;
    size_t events = count_rows(h, &T_event, 0);
    assert_int_equal(count_rows(h, &T_instrument, 0), law_instruments_n);
    assert_int_equal(count_rows(h, &T_instrument_part, 0), law_instrument_parts_n);
    assert_int_equal(run(h->db, h, NULL, NULL), VD_OK);
    assert_int_equal(count_rows(h, &T_event, 0), events);
    assert_proven(h);
}

static bool is_named(struct house *h, const char *where)
{
    struct vd_verify_report report = {0};
    bool named = false;
    assert_int_equal(vd_record_verify(h->db, h->files, h->arena, &report), VD_OK);
    VD_EACH(f, &report.faults)
        named |= vd_str_find(f->where, vd_str_of(where)) >= 0;
    return named;
}

static void a_changed_row_of_the_law_stays_for_verify_to_name(void **state)
{
    struct house *h = *state;
    size_t n, events = count_rows(h, &T_event, 0);
    struct row_instrument row = ROWS(h, instrument, 0, &n)[0];
    row.norm = VD_S("Ninguna");
    assert_int_equal(vd_row_put(h->db, &T_instrument, &row), VD_OK);
    assert_int_equal(run(h->db, h, NULL, NULL), VD_OK);
    assert_int_equal(count_rows(h, &T_event, 0), events);
    assert_true(vd_str_is(ROWS(h, instrument, 0, &n)[0].norm, "Ninguna"));
    assert_true(is_named(h, vd_str_c(h->arena, row.code)));
}

static void the_law_is_loaded_again_when_its_files_are_others(void **state)
{
    struct house *h = *state;
    size_t n, events = count_rows(h, &T_event, 0);
    struct row_event_detail last = ROWS(h, event_detail, 0, &n)[events - 1];
    last.body = vd_str_dup(h->arena, last.body);
    ptrdiff_t at = vd_str_find(last.body, vd_str_of(law_sha256));
    assert_true(at > 0);
    memset((char *)last.body.p + at, '0', 64); /* as if files of another content had been loaded */
    assert_int_equal(vd_row_put(h->db, &T_event_detail, &last), VD_OK);
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(plan_law_load(h->db, h->arena, NOW + 1), VD_OK);
    assert_int_equal(plan_law_load(h->db, h->arena, NOW + 2), VD_OK);
    assert_int_equal(vd_db_commit(h->db), VD_OK);
    assert_int_equal(count_rows(h, &T_event, 0), events + 1);
}

static void pasto_enters_whole_as_history_in_one_act(void **state)
{
    struct house *h = *state;
    struct plan_import import = pasto_of(h);
    struct plan_import_result result = import_now(h, &import);
    int64_t entity = result.entity.id;
    size_t n;
    assert_true(result.historical && !result.unchanged);
    assert_int_equal(result.no, 1);
    assert_true(vd_str_is(result.title, "Plan Anticorrupción y de Atención al Ciudadano 2022"));
    assert_int_equal(count_rows(h, &T_component, entity), 6 + 18);
    assert_int_equal(count_rows(h, &T_activity, entity), 77);
    assert_int_equal(count_rows(h, &T_window_, entity), 88);
    assert_int_equal(count_rows(h, &T_responsible, entity), 124);
    assert_int_equal(count_rows(h, &T_target, entity), 77);
    assert_int_equal(count_rows(h, &T_finding, entity), import.draft->findings.n);
    assert_int_equal(count_rows(h, &T_source_cell, entity), import.draft->cells.n);
    assert_int_equal(count_rows(h, &T_attachment, entity), 1);
    assert_int_equal(count_rows(h, &T_event, entity), 2); /* entidad.creada, plan.importado */
    struct row_plan_version *versions = ROWS(h, plan_version, entity, &n);
    assert_int_equal(n, 1);
    assert_true(vd_str_is(versions[0].state, "historico"));
    assert_proven(h);
}

static void a_file_that_changed_after_it_was_read_is_refused(void **state)
{
    struct house *h = *state;
    struct plan_import import = pasto_of(h);
    struct plan_import_result result;
    import.read.sha256[0] ^= 1;
    assert_int_equal(vd_db_begin(h->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(plan_import_run(h->db, h->arena, &import, &result), VD_CONFLICT);
    vd_db_rollback(h->db);
    assert_proven(h);
}

static void the_impossible_date_is_stored_raw_with_its_finding(void **state)
{
    struct house *h = *state;
    struct plan_import import = pasto_of(h);
    int64_t entity = import_now(h, &import).entity.id;
    size_t n, without = 0;
    struct row_window_ *windows = ROWS(h, window_, entity, &n);
    for (size_t i = 0; i < n; i++) {
        if (windows[i].due_on.p)
            continue;
        without++;
        assert_true(vd_str_is(windows[i].from_on, "2022-04-01") && vd_str_is(windows[i].raw, "1/04/2022 · 31/04/2022") && vd_str_is(windows[i].problem, "VD-P001"));
    }
    assert_int_equal(without, 1);
    struct row_finding *found = ROWS(h, finding, entity, &n);
    for (size_t i = 0; i < n; i++)
        if (vd_str_is(found[i].code, "VD-P001"))
            assert_true(vd_str_is(found[i].severity, "error") && vd_str_is(found[i].proposal, "30/04/2022") && vd_str_is(found[i].state, "abierto"));
}

static void abbreviations_and_full_names_are_one_unit_and_one_leads(void **state)
{
    struct house *h = *state;
    struct plan_import import = pasto_of(h);
    int64_t entity = import_now(h, &import).entity.id, opgi = 0, leads = 0, of_opgi = 0;
    size_t n_units, n;
    struct row_unit *units = ROWS(h, unit, entity, &n_units);
    for (size_t i = 0; i < n_units; i++)
        if (vd_str_is(units[i].name, "Oficina de Planeación de Gestión Institucional")) {
            assert_true(vd_str_is(units[i].abbrev, "OPGI") && opgi == 0);
            opgi = units[i].id;
        }
    assert_true(opgi != 0);
    struct row_responsible *responsibles = ROWS(h, responsible, entity, &n);
    for (size_t i = 0; i < n; i++) {
        leads += responsibles[i].is_lead;
        assert_int_equal(responsibles[i].is_lead, responsibles[i].ord == 1);
        of_opgi += responsibles[i].unit_id == opgi;
    }
    assert_int_equal(leads, 77);
    assert_int_equal(of_opgi, 23); /* counted in pasto_truth.csv */
}

static void the_same_file_again_changes_nothing(void **state)
{
    struct house *h = *state;
    struct plan_import import = pasto_of(h);
    int64_t entity = import_now(h, &import).entity.id;
    size_t events = count_rows(h, &T_event, entity);
    import.now += 1000000;
    struct plan_import_result again = import_now(h, &import);
    assert_true(again.unchanged);
    assert_int_equal(again.no, 1);
    assert_int_equal(count_rows(h, &T_event, entity), events);
}

static void a_plan_of_this_year_enters_as_a_draft(void **state)
{
    struct house *h = *state;
    struct plan_import import = drawn_of(h, "# Componente 1. Riesgos\n| Actividades | Responsable | Fecha |\n| 1.1 Uno | A | 30/04/2025 |", 2025, 1);
    struct plan_import_result result = import_now(h, &import);
    size_t n;
    assert_false(result.historical);
    assert_true(vd_str_is(ROWS(h, plan_version, result.entity.id, &n)[0].state, "borrador"));
}

#define HEADER "# Componente 1. Riesgos\n| Actividades | Meta | Responsable | Fecha Inicio | Fecha Final |\n"

static void a_second_import_is_a_new_version_that_keeps_identity(void **state)
{
    struct house *h = *state;
    struct plan_import first = drawn_of(h, HEADER
        "| 1.1 Igual | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| 1.2 Texto viejo | 1 acta | A | 01/02/2022 | 28/02/2022 |\n"
        "| 1.3 Cambia de número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| 1.4 Se retira | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import second = drawn_of(h, HEADER
        "| 1.1 Igual | 2 actas | A | 01/02/2022 | 28/02/2022 |\n|  |  |  | 01/06/2022 | 30/06/2022 |\n| 1.2 Texto nuevo | 1 acta | A | 01/02/2022 | 28/02/2022 |\n"
        "| 1.5 Cambia de número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| 1.9 Nueva | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 2);
    int64_t entity = import_now(h, &first).entity.id;
    assert_int_equal(import_now(h, &second).no, 2);
    size_t n, nv, nw, nf, supposed = 0;
    struct row_plan_version *versions = ROWS(h, plan_version, entity, &nv);
    struct row_activity *rows = ROWS(h, activity, entity, &n);
    int64_t one = versions[0].id, two = versions[1].id;
    assert_int_equal(nv, 2);
    assert_int_equal(n, 8);
    assert_int_equal(activity_of(rows, n, one, "1.1.1")->key, activity_of(rows, n, two, "1.1.1")->key);
    assert_int_equal(activity_of(rows, n, one, "1.1.2")->key, activity_of(rows, n, two, "1.1.2")->key);
    assert_int_equal(activity_of(rows, n, one, "1.1.3")->key, activity_of(rows, n, two, "1.1.3")->key); /* the address stays with its key */
    assert_true(vd_str_is(activity_of(rows, n, two, "1.1.3")->code, "1.5"));
    int64_t fresh = activity_of(rows, n, two, "1.1.9")->key;
    for (size_t i = 0; i < n; i++)
        assert_true(rows[i].version_id == two || rows[i].key != fresh);
    struct row_window_ *windows = ROWS(h, window_, entity, &nw);
    for (size_t i = 0; i < nw; i++)
        for (size_t k = 0; k < nw; k++)
            if (windows[i].version_id == one && windows[k].version_id == two && windows[i].activity_key == windows[k].activity_key && windows[i].ord == windows[k].ord)
                assert_int_equal(windows[i].key, windows[k].key);
    struct row_finding *found = ROWS(h, finding, entity, &nf);
    for (size_t i = 0; i < nf; i++) {
        supposed += vd_str_is(found[i].code, "VD-P013");
        if (vd_str_is(found[i].code, "VD-P013"))
            assert_true(vd_str_is(found[i].read_text, "Texto nuevo") && vd_str_is(found[i].proposal, "1.1.2"));
    }
    assert_int_equal(supposed, 1);
    assert_proven(h);
}

static void a_new_activity_never_takes_the_address_of_an_old_one(void **state)
{
    struct house *h = *state;
    struct plan_import first = drawn_of(h, HEADER "| Uno sin número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import second = drawn_of(h, HEADER "| Otro sin número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n| Uno sin número | 1 acta | A | 01/02/2022 | 28/02/2022 |\n", 2022, 2);
    int64_t entity = import_now(h, &first).entity.id;
    import_now(h, &second);
    size_t n, nv;
    struct row_plan_version *versions = ROWS(h, plan_version, entity, &nv);
    struct row_activity *rows = ROWS(h, activity, entity, &n);
    assert_int_equal(activity_of(rows, n, versions[0].id, "1.f1")->key, activity_of(rows, n, versions[1].id, "1.f1")->key);
    assert_true(vd_str_is(activity_of(rows, n, versions[1].id, "1.f2")->description, "Otro sin número"));
}

/* ---- indicators, objectives, trámites */

static const struct row_target *target_of(const struct row_target *rows, size_t n, int64_t indicator)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].indicator_key == indicator)
            return &rows[i];
    fail_msg("indicator %" PRId64 " has no target", indicator);
    return NULL;
}

static struct vd_str code_of(const struct row_component *rows, size_t n, int64_t key)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].key == key)
            return rows[i].code;
    return (struct vd_str){0};
}

static void indicators_are_those_of_the_truth(struct house *h, int64_t entity)
{
    size_t n, n_components, n_targets, found = 0;
    const struct row_indicator *rows = ROWS(h, indicator, entity, &n);
    const struct row_component *components = ROWS(h, component, entity, &n_components);
    const struct row_target *targets = ROWS(h, target, entity, &n_targets);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].activity_key.has)
            continue;
        size_t k = 0;
        while (k < cases_invipasto_indicators_truth_n && !vd_str_eq(rows[i].name, cases_invipasto_indicators_truth[k].name))
            k++;
        assert_true(k < cases_invipasto_indicators_truth_n);
        const struct cases_invipasto_indicators_truth *t = &cases_invipasto_indicators_truth[k];
        const struct row_target *target = target_of(targets, n_targets, rows[i].key);
        assert_true(vd_str_eq(code_of(components, n_components, rows[i].component_key.v), t->component));
        assert_true(vd_str_eq(rows[i].formula, t->formula) && vd_str_eq(rows[i].unit_kind, t->unit_kind));
        assert_int_equal(rows[i].lower_better, vd_str_is(t->lower_better, "1"));
        assert_true(vd_str_eq(rows[i].schedule_raw, t->schedule) && vd_str_eq(rows[i].responsible_raw, t->responsible));
        assert_true(vd_str_eq(target->raw, t->goal) && vd_str_eq(vd_str_printf(h->arena, "%" PRId64, target->qty_u6.v / 1000000), t->qty));
        found++;
    }
    assert_int_equal(found, cases_invipasto_indicators_truth_n);
}

static void indicators_of_components_are_stored_alike_from_three_formats(void **state)
{
    static const struct { const char *file, *slug; } files[] = {
        {EXAMPLES "/invipasto-2020.xlsx", "uno"}, {EXAMPLES "/invipasto-2020.ods", "dos"}, {EXAMPLES "/invipasto-2020-paginas.docx", "tres"}};
    struct house *h = *state;
    size_t n, with_formula = 0;
    for (size_t f = 0; f < VD_COUNT(files); f++) {
        struct plan_import import = file_of(h, files[f].file, 2020);
        import.slug = vd_str_of(files[f].slug);
        int64_t entity = import_now(h, &import).entity.id;
        indicators_are_those_of_the_truth(h, entity);
        const struct row_indicator *rows = ROWS(h, indicator, entity, &n);
        for (size_t i = 0; i < n; i++)
            with_formula += rows[i].activity_key.has && rows[i].formula.p;
        assert_int_equal(count_rows(h, &T_tramite_detail, entity), 0);
    }
    assert_int_equal(with_formula, 5 * VD_COUNT(files));
    assert_proven(h);
}

static void objectives_are_stored_with_their_strategies(void **state)
{
    struct house *h = *state;
    struct plan_import import = file_of(h, EXAMPLES "/sopo-2017-seguimiento.csv", 2017);
    size_t n;
    const struct row_component *rows = ROWS(h, component, import_now(h, &import).entity.id, &n);
    assert_int_equal(n, cases_sopo_objectives_truth_n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (vd_str_eq(rows[i].code, cases_sopo_objectives_truth[k].code))
                assert_true(vd_str_eq(rows[i].objective, cases_sopo_objectives_truth[k].objective));
}

static void a_target_is_stored_with_for_each_what_and_how_wide(void **state)
{
    struct house *h = *state;
    struct plan_import import = pasto_of(h);
    size_t n, per = 0, wide = 0;
    const struct row_target *rows = ROWS(h, target, import_now(h, &import).entity.id, &n);
    for (size_t i = 0; i < n; i++) {
        per += vd_str_is(rows[i].raw, "2 actividades cliente oculto realizadas en cada sede.") && vd_str_is(rows[i].per_label, "sede") && !rows[i].per_n.has;
        wide += vd_str_is(rows[i].raw, "4 capacitaciones realizadas con todas las dependencias.") && vd_str_is(rows[i].coverage, "todas las dependencias");
    }
    assert_int_equal(per, 1);
    assert_int_equal(wide, 1);
}

#define TRAMITES "# Componente 2. Racionalización de trámites\n" \
    "| Número | Nombre | Situación actual | Mejora por implementar | Tipo racionalización | Responsable | Fecha inicio | Fecha final |\n"
#define INDICATORS "\n---\n| Indicador | Fórmula del indicador | Meta |\n"

static struct plan_diff difference(struct house *h, const struct plan_import_result *result)
{
    struct plan_diff_side before, after;
    struct plan_diff diff;
    assert_int_equal(plan_diff_stored(h->db, h->arena, result->entity.id, result->before_id, &before), VD_OK);
    assert_int_equal(plan_diff_stored(h->db, h->arena, result->entity.id, result->version_id, &after), VD_OK);
    plan_diff_of(h->arena, &before, &after, &diff);
    return diff;
}

static void assert_field(const struct plan_diff_field *field, const char *label, const char *before, const char *after)
{
    if (!vd_str_is(field->label, label) || !vd_str_is(field->before, before) || !vd_str_is(field->after, after))
        fail_msg("%.*s: «%.*s» → «%.*s»", VD_SARG(field->label), VD_SARG(field->before), VD_SARG(field->after));
}

static void a_second_import_says_what_changed_in_tramites_and_indicators(void **state)
{
    struct house *h = *state;
    struct plan_import first = drawn_of(h, TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Normativa | Hacienda | 01/02/2022 | 28/02/2022 |\n"
        INDICATORS "| Trámites mejorados | a / total | 100% |\n| Quejas | b | 5 |\n", 2022, 1);
    struct plan_import second = drawn_of(h, TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Tecnológica | Hacienda | 01/02/2022 | 28/02/2022 |\n"
        INDICATORS "| Quejas | b | 5 |\n| Trámites mejorados | a / total | 90% |\n", 2022, 2);
    import_now(h, &first);
    struct plan_import_result result = import_now(h, &second);
    struct plan_diff diff = difference(h, &result);
    assert_int_equal(diff.changed, 1);
    assert_int_equal(diff.rows.v[0].fields.n, 1);
    assert_field(&diff.rows.v[0].fields.v[0], "Tipo de racionalización", "Normativa", "Tecnológica");
    assert_int_equal(diff.parts.n, 1);
    assert_int_equal(diff.parts.v[0].fields.n, 1);
    assert_field(&diff.parts.v[0].fields.v[0], "Indicador del componente", "Trámites mejorados: a / total. Meta: 100%", "Trámites mejorados: a / total. Meta: 90%");
    size_t n, n_targets;
    const struct row_indicator *rows = ROWS(h, indicator, result.entity.id, &n);
    assert_int_equal(n, 4); /* the SUIT format has no goal: only those of the component, two a version */
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            assert_int_equal(vd_str_eq(rows[i].name, rows[k].name), rows[i].key == rows[k].key);
    const struct row_target *targets = ROWS(h, target, result.entity.id, &n_targets);
    for (size_t i = 0; i < n_targets; i++)
        for (size_t k = 0; k < n_targets; k++)
            assert_int_equal(targets[i].indicator_key == targets[k].indicator_key, targets[i].key == targets[k].key);
    assert_proven(h);
}

static void a_tramite_is_stored_as_it_is_written(void **state)
{
    struct house *h = *state;
    struct plan_import import = drawn_of(h, TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Normativa | Hacienda | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    size_t n;
    const struct row_tramite_detail *row = ROWS(h, tramite_detail, import_now(h, &import).entity.id, &n);
    assert_int_equal(n, 1);
    assert_true(vd_str_is(row->code, "12") && vd_str_is(row->name, "Paz y salvo") && vd_str_is(row->current, "En papel"));
    assert_true(vd_str_is(row->improvement, "Pedirlo por la web") && vd_str_is(row->kind, "Normativa") && !row->benefit.p && !row->action.p);
}

/* The data base fails at its call N, for N all along an import: nothing of it is there, and the next one goes in. */
static void an_import_that_fails_anywhere_leaves_nothing(void **state)
{
    struct house *h = *state;
    struct plan_import import = drawn_of(h, HEADER "| 1.1 Uno | 1 acta | A\\B | 01/02/2022 | 31/04/2022 |\n| 1.2 Dos | Algo | C | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    static const struct vd_table *const empty[] = {&T_plan, &T_activity, &T_window_, &T_unit, &T_finding, &T_event, &T_attachment};
    unsigned long failed = 0;
    for (unsigned long at = 1; at < 5000; at++) {
        struct vd_db_config config = h->t.config;
        VD_AUTO_DB struct vd_db *faulty = NULL;
        config.fail_at = at;
        config.fail_with = VD_IO;
        if (vd_db_open(&config, VD_DB_WRITE, &faulty) != VD_OK)
            continue;
        if (run(faulty, h, &import, NULL) == VD_OK)
            break;
        failed++;
        for (size_t i = 0; i < VD_COUNT(empty); i++)
            assert_int_equal(count_rows(h, empty[i], 1), 0);
    }
    assert_true(failed > 50);
    assert_int_equal(count_rows(h, &T_activity, 1), 2);
    assert_proven(h);
}

/* ---- undoing */

struct undo_job { struct vd_job job; struct vd_arena *arena; struct plan_undo undo; struct plan_undo_result result; };

static enum vd_err undo_job(struct vd_db *db, struct vd_job *job)
{
    struct undo_job *j = (struct undo_job *)(void *)job;
    return plan_undo_run(db, j->arena, &j->undo, &j->result);
}

static enum vd_err undo(struct vd_db *db, struct house *h, struct vd_str slug, int64_t no, struct plan_undo_result *ret)
{
    struct undo_job j = {.job = {.run = undo_job}, .arena = h->arena, .undo = {.slug = slug, .no = no, .actor = {.kind = VD_ACTOR_CLI}, .now = NOW}};
    enum vd_err err = vd_writer_run_one(db, &j.job);
    *ret = j.result;
    return err;
}

static const struct vd_table *const of_versions[] = {&T_plan_version, &T_component, &T_activity, &T_tramite_detail, &T_indicator, &T_target, &T_window_, &T_responsible};
static const struct vd_table *const of_batches[] = {&T_import_batch, &T_source_table, &T_source_line, &T_source_cell, &T_finding, &T_attachment, &T_file_blob};

static void undoing_takes_the_version_and_keeps_file_cells_and_findings(void **state)
{
    struct house *h = *state;
    struct plan_import import = drawn_of(h, HEADER "| 1.1 Uno | Algo | A | 01/02/2022 | 31/04/2022 |\n"
        INDICATORS "| Quejas | b | 5 |\n---\n" TRAMITES "| 12 | Paz y salvo | En papel | Pedirlo por la web | Normativa | Hacienda | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import_result stored = import_now(h, &import);
    struct plan_undo_result undone;
    for (size_t i = 0; i < VD_COUNT(of_versions); i++)
        assert_true(count_rows(h, of_versions[i], stored.entity.id) > 0);
    size_t n, kept[VD_COUNT(of_batches)];
    for (size_t i = 0; i < VD_COUNT(of_batches); i++) {
        kept[i] = count_rows(h, of_batches[i], stored.entity.id);
        assert_true(kept[i] > 0);
    }
    assert_int_equal(undo(h->db, h, import.slug, stored.batch_no, &undone), VD_OK);
    assert_int_equal(undone.version_no, 1);
    assert_int_equal(undone.shown_no, 0);
    for (size_t i = 0; i < VD_COUNT(of_versions); i++)
        assert_int_equal(count_rows(h, of_versions[i], stored.entity.id), 0);
    for (size_t i = 0; i < VD_COUNT(of_batches); i++)
        assert_int_equal(count_rows(h, of_batches[i], stored.entity.id), kept[i]);
    assert_true(vd_str_is(ROWS(h, import_batch, stored.entity.id, &n)[0].state, "deshecho"));
    assert_int_equal(undo(h->db, h, import.slug, stored.batch_no, &undone), VD_CONFLICT);
    struct plan_import_result again = import_now(h, &import);
    assert_int_equal(again.no, 2);
    assert_int_equal(again.batch_no, 2);
    assert_proven(h);
}

static enum vd_err accept_finding(struct vd_change *change, void *arg)
{
    struct row_finding row = *(struct row_finding *)arg;
    row.state = VD_S("aceptado");
    return vd_change_put(change, &T_finding, &row);
}

struct accept_job { struct vd_job job; struct vd_arena *arena; struct row_finding *finding; };

static enum vd_err accept_job(struct vd_db *db, struct vd_job *job)
{
    struct accept_job *j = (struct accept_job *)(void *)job;
    struct vd_change_result result;
    struct vd_change_spec spec = {.entity_id = j->finding->entity_id, .kind = "plan.importado", .actor = {.kind = VD_ACTOR_CLI}, .now = NOW,
        .idem_key = VD_S("1234567890123456"), .body_hash = VD_S("12345678901234567890123456789012"), .apply = accept_finding, .arg = j->finding};
    return vd_record_run(db, j->arena, &spec, &result);
}

static void what_a_later_event_changed_is_not_undone(void **state)
{
    struct house *h = *state;
    struct plan_import import = drawn_of(h, HEADER "| 1.1 Uno | Algo | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import_result stored = import_now(h, &import);
    struct plan_undo_result undone;
    size_t n;
    struct accept_job job = {.job = {.run = accept_job}, .arena = h->arena, .finding = ROWS(h, finding, stored.entity.id, &n)};
    assert_true(n > 0);
    assert_int_equal(vd_writer_run_one(h->db, &job.job), VD_OK);
    assert_int_equal(undo(h->db, h, import.slug, 1, &undone), VD_CONFLICT);
    assert_true(vd_str_find(undone.refused, VD_S("un acto posterior")) >= 0);
    assert_int_equal(count_rows(h, &T_activity, stored.entity.id), 1);
    assert_proven(h);
}

static void an_undo_that_fails_anywhere_leaves_everything(void **state)
{
    struct house *h = *state;
    struct plan_import import = drawn_of(h, HEADER "| 1.1 Uno | Algo | A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct plan_import_result stored = import_now(h, &import);
    struct plan_undo_result undone;
    unsigned long failed = 0;
    for (unsigned long at = 1; at < 5000; at++) {
        struct vd_db_config config = h->t.config;
        VD_AUTO_DB struct vd_db *faulty = NULL;
        config.fail_at = at;
        config.fail_with = VD_IO;
        if (vd_db_open(&config, VD_DB_WRITE, &faulty) != VD_OK)
            continue;
        if (undo(faulty, h, import.slug, stored.batch_no, &undone) == VD_OK)
            break;
        failed++;
        assert_int_equal(count_rows(h, &T_activity, stored.entity.id), 1);
        assert_int_equal(count_rows(h, &T_window_, stored.entity.id), 1);
    }
    assert_true(failed > 20);
    assert_int_equal(count_rows(h, &T_activity, stored.entity.id), 0);
    assert_proven(h);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_house, close_house)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(the_law_is_loaded_once), TEST(a_changed_row_of_the_law_stays_for_verify_to_name),
        TEST(the_law_is_loaded_again_when_its_files_are_others), TEST(pasto_enters_whole_as_history_in_one_act),
        TEST(a_file_that_changed_after_it_was_read_is_refused), TEST(the_impossible_date_is_stored_raw_with_its_finding), TEST(abbreviations_and_full_names_are_one_unit_and_one_leads),
        TEST(the_same_file_again_changes_nothing), TEST(a_plan_of_this_year_enters_as_a_draft),
        TEST(a_second_import_is_a_new_version_that_keeps_identity), TEST(a_new_activity_never_takes_the_address_of_an_old_one),
        TEST(indicators_of_components_are_stored_alike_from_three_formats), TEST(objectives_are_stored_with_their_strategies),
        TEST(a_target_is_stored_with_for_each_what_and_how_wide), TEST(a_second_import_says_what_changed_in_tramites_and_indicators),
        TEST(a_tramite_is_stored_as_it_is_written),
        TEST(an_import_that_fails_anywhere_leaves_nothing),
        TEST(undoing_takes_the_version_and_keeps_file_cells_and_findings), TEST(what_a_later_event_changed_is_not_undone),
        TEST(an_undo_that_fails_anywhere_leaves_everything),
    };
    if (!vd_testdb_choose(argc, argv, &on_postgres))
        return VD_TEST_SKIPPED;
    return cmocka_run_group_tests_name(on_postgres ? "plan import on PostgreSQL" : "plan import on SQLite", tests, NULL, NULL);
}
