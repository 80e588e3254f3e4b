/* SPDX-License-Identifier: Apache-2.0 */
/* A stored plan as a workbook, on both engines: its sheets and columns, and the texts and absences that a sheet could change. */
#include "features/plan/plan_import_testing.h"
#include <unistd.h>
#include "features/plan/plan_export.h"
#include "features/plan/read/plan_book.h"
#include "office/workbook.h"

static struct vd_doc *exported(struct fixture *fx, int64_t entity, enum plan_export_form form)
{
    struct plan_export export = {.db = fx->db, .arena = fx->arena, .entity_id = entity, .vigencia = 2022, .form = form};
    struct vd_str reason = {0};
    struct vd_doc *doc = NULL;
    bool several = true;
    FILE *out = tmpfile();
    assert_non_null(out);
    assert_int_equal(vd_db_begin(fx->db, VD_DB_READ), VD_OK);
    assert_int_equal(plan_export_find(fx->db, fx->arena, entity, 2022, (struct vd_str){0}, (struct vd_str){0}, &export.version, &several), VD_OK);
    assert_false(several);
    if (plan_export_put(&export, out, &reason) != VD_OK)
        fail_msg("%.*s", VD_SARG(reason));
    vd_db_rollback(fx->db);
    assert_true(fflush(out) == 0 && lseek(fileno(out), 0, SEEK_SET) == 0);
    assert_int_equal(vd_doc_read(fileno(out), fx->arena, &doc, &reason), VD_OK);
    assert_int_equal(doc->format, VD_DOC_XLSX);
    fclose(out);
    return doc;
}

static struct vd_doc *book_of(struct fixture *fx, const char *drawn)
{
    struct plan_import import = import_drawn(fx, drawn, 2022, 1);
    return exported(fx, import_now(fx, &import).entity.id, PLAN_EXPORT_BOOK);
}

static const struct vd_grid *sheet_of(const struct vd_doc *doc, const char *name)
{
    VD_EACH(block, &doc->blocks)
        if (block->kind == VD_BLOCK_GRID && vd_str_is(block->grid->sheet, name))
            return block->grid;
    fail_msg("no sheet %s", name);
    return NULL;
}

/* row and col from 0; "" where nothing stands. */
static const char *text_at(struct fixture *fx, const struct vd_grid *grid, int row, int col)
{
    bool origin;
    const struct vd_grid_cell *cell = row < grid->rows && col < grid->cols ? vd_grid_at(grid, row, col, &origin) : NULL;
    return cell ? vd_str_c(fx->arena, cell->text) : "";
}

#define BOOK_TEXT(fx, doc, sheet, set, i, row, member) text_at((fx), sheet_of((doc), (sheet)), (i) + 1, PLAN_BOOK_COL((set), row, member))

static const char *row_of(struct fixture *fx, const struct vd_grid *grid, int row)
{
    struct vd_str out = VD_S("");
    for (int col = 0; col < grid->cols; col++)
        out = vd_str_printf(fx->arena, "%.*s%s%s", VD_SARG(out), col ? "|" : "", text_at(fx, grid, row, col));
    return vd_str_c(fx->arena, out);
}

/* A change here is a new version of the format: workbooks that people keep have these columns. */
static const struct { const char *sheet, *columns; } format[] = {
    {"Plan", "Formato|Versión del formato|Instrumento|Vigencia"},
    {"Componentes", "N.º|Dentro de|Orden|Código|Nombre|Título en el documento|Parte del instrumento|Documento anexo|Objetivo"},
    {"Actividades", "Código|Número en el documento|Componente|Subcomponente|Actividad|Producto|Meta|Fechas en el documento|Clase de fechas|Lectura de la actividad|"
                    "Lectura de la meta|Lectura de las fechas|Lectura de los responsables|Número del trámite|Nombre del trámite|Situación actual del trámite|"
                    "Mejora del trámite|Beneficio del trámite|Tipo de racionalización|Acción de racionalización"},
    {"Ventanas", "Actividad|Ventana|Inicio|Fin|Precisión|Como está escrito|Hallazgo|Suposición"},
    {"Responsables", "Actividad|Orden|Como está escrito|Dependencia"},
    {"Indicadores", "Actividad|Componente|Orden|Indicador|Fórmula|Unidad|Menos es mejor|Fechas en el documento|Responsable en el documento|Meta|Cantidad|Comparación|"
                    "Condición|Por cada|Cuántos son|Alcance"},
};

static void assert_format(struct fixture *fx, const struct vd_doc *doc)
{
    assert_int_equal(doc->blocks.n, VD_COUNT(format));
    for (size_t i = 0; i < VD_COUNT(format); i++) {
        const struct vd_grid *grid = doc->blocks.v[i].grid;
        assert_string_equal(vd_str_c(fx->arena, grid->sheet), format[i].sheet);
        assert_string_equal(row_of(fx, grid, 0), format[i].columns);
    }
}

static void sheets_and_columns_stand_in_the_order_of_the_format(void **state)
{
    struct fixture *fx = *state;
    struct vd_doc *doc = book_of(fx, HEADER "| 1.1 Uno | 1 acta | Oficina A | 01/02/2022 | 28/02/2022 |\n");
    assert_format(fx, doc);
    assert_string_equal(row_of(fx, doc->blocks.v[PLAN_BOOK_PLAN].grid, 1), "Plan en columnas de Veedor|1|paac-v2|2022");
    assert_string_equal(row_of(fx, doc->blocks.v[PLAN_BOOK_WINDOWS].grid, 1), "1.1.1|1|01/02/2022|28/02/2022|Día|01/02/2022 · 28/02/2022||");
    assert_true(plan_book_is(doc));
}

static void every_column_is_found_by_its_member(void **state)
{
    (void)state;
    for (enum plan_book_sheet s = 0; s < PLAN_BOOK_SHEETS; s++)
        for (size_t f = 0; f < plan_book_sets[s].n_fields; f++)
            assert_int_equal(plan_book_col(s, plan_book_sets[s].fields[f].offset), f);
    assert_int_equal(PLAN_BOOK_COL(PLAN_BOOK_INDICATORS, indicator, target), 9);
    assert_int_equal(PLAN_BOOK_COL(PLAN_BOOK_ACTIVITIES, activity, tramite[6]), 19);
}

static void texts_that_begin_like_a_formula_stand_as_they_are(void **state)
{
    static const char *const goals[] = {"=1+1", "'cita", "''dos", "-menos", "+más", "@arroba", "1.234,50", "31/04/2022"};
    struct fixture *fx = *state;
    struct vd_str drawn = VD_S(HEADER);
    for (size_t i = 0; i < VD_COUNT(goals); i++)
        drawn = vd_str_printf(fx->arena, "%.*s| 1.%zu Uno | %s | Oficina A | 01/02/2022 | 28/02/2022 |\n", VD_SARG(drawn), i + 1, goals[i]);
    struct plan_import import = import_drawn(fx, vd_str_c(fx->arena, drawn), 2022, 1);
    int64_t entity = import_now(fx, &import).entity.id;
    struct vd_doc *book = exported(fx, entity, PLAN_EXPORT_BOOK), *document = exported(fx, entity, PLAN_EXPORT_DOCUMENT);
    for (size_t i = 0; i < VD_COUNT(goals); i++) {
        assert_string_equal(BOOK_TEXT(fx, book, "Actividades", PLAN_BOOK_ACTIVITIES, (int)i, activity, goal), goals[i]);
        assert_string_equal(text_at(fx, document->blocks.v[0].grid, (int)i + 2, 1), goals[i]);
    }
}

static void the_columns_of_the_document_stand_below_what_it_says_above_them(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = import_drawn(fx, HEADER "| 1.1 Uno | 1 acta | Oficina A | 01/02/2022 | 28/02/2022 |\n", 2022, 1);
    struct vd_doc *doc = exported(fx, import_now(fx, &import).entity.id, PLAN_EXPORT_DOCUMENT);
    const struct vd_grid *grid = sheet_of(doc, "Tabla 1");
    assert_int_equal(doc->blocks.n, 1);
    assert_string_equal(row_of(fx, grid, 0), "Componente 1. Riesgos||||");
    assert_string_equal(row_of(fx, grid, 1), "Actividades|Meta|Responsable|Fecha Inicio|Fecha Final");
    assert_string_equal(row_of(fx, grid, 2), "1.1 Uno|1 acta|Oficina A|01/02/2022|28/02/2022");
    assert_int_equal(grid->rows, 3);
}

static void a_window_without_end_leaves_its_cell_empty_and_says_why(void **state)
{
    struct fixture *fx = *state;
    struct vd_doc *doc = book_of(fx, HEADER "| 1.1 Uno | 1 acta | Oficina A | 01/04/2022 | 31/04/2022 |\n");
    assert_string_equal(row_of(fx, sheet_of(doc, "Ventanas"), 1), "1.1.1|1|01/04/2022||Día|01/04/2022 · 31/04/2022|VD-P001|");
    assert_int_equal(sheet_of(doc, "Ventanas")->rows, 2);
}

static void an_activity_without_dates_or_responsible_has_no_rows_of_them(void **state)
{
    struct fixture *fx = *state;
    struct vd_doc *doc = book_of(fx, HEADER "| 1.1 Uno | 1 acta |  |  |  |\n");
    assert_string_equal(BOOK_TEXT(fx, doc, "Actividades", PLAN_BOOK_ACTIVITIES, 0, activity, description), "Uno");
    assert_int_equal(sheet_of(doc, "Ventanas")->rows, 1);
    assert_int_equal(sheet_of(doc, "Responsables")->rows, 1);
}

static void an_empty_plan_has_its_sheets_with_nothing_below_their_columns(void **state)
{
    struct fixture *fx = *state;
    int64_t entity = fixture_entity(fx, "vacio", "Municipio sin actividades");
    const struct row_plan plan = {.entity_id = entity, .id = 10, .instrument = VD_S("paac-v2"), .vigencia = 2022, .title = VD_S("Plan 2022")};
    const struct row_plan_version version = {.entity_id = entity, .id = 20, .plan_id = 10, .no = 1, .state = VD_S("historico"), .created_at = IMPORTED_AT};
    assert_int_equal(vd_row_put(fx->db, &T_plan, &plan), VD_OK);
    assert_int_equal(vd_row_put(fx->db, &T_plan_version, &version), VD_OK);
    struct vd_doc *doc = exported(fx, entity, PLAN_EXPORT_BOOK);
    assert_format(fx, doc);
    for (size_t i = PLAN_BOOK_COMPONENTS; i < VD_COUNT(format); i++)
        assert_int_equal(doc->blocks.v[i].grid->rows, 1);
    struct plan_draft *draft;
    struct vd_str reason = {0};
    assert_int_equal(plan_book_read(doc, NULL, 0, fx->arena, &draft, &reason), VD_INVALID);
    assert_string_equal(vd_str_c(fx->arena, reason), "La hoja «Actividades» no trae ninguna fila: no parece un plan.");
}

static void what_a_cell_cannot_hold_is_said_and_never_cut(void **state)
{
    struct fixture *fx = *state;
    char *longest = vd_alloc(fx->arena, VD_CELL_MAX + 1);
    memset(longest, 'a', VD_CELL_MAX + 1);
    const struct { struct vd_str text; enum vd_err err; const char *says; } cases[] = {
        {VD_S("Uno\ndos"), VD_OK, NULL}, {{longest, VD_CELL_MAX}, VD_OK, NULL}, {{longest, VD_CELL_MAX + 1}, VD_TOO_BIG, "pasa de 32.767 letras"},
        {VD_S("campana \a"), VD_INVALID, "(U+0007)"}, {VD_S("tabulado\tdentro"), VD_INVALID, "(U+0009)"}, {VD_S("termina "), VD_INVALID, "termina en espacios"}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct vd_str reason = {0};
        assert_int_equal(plan_export_fits(fx->arena, cases[i].text, VD_S("Actividades, 1.1.1"), &reason), cases[i].err);
        assert_int_equal(reason.n > 0, cases[i].says != NULL);
        if (cases[i].says)
            assert_true(vd_str_starts(reason, VD_S("Actividades, 1.1.1: ")) && vd_str_find(reason, vd_str_of(cases[i].says)) > 0);
    }
}

static void a_plan_that_is_not_there_is_not_found(void **state)
{
    struct fixture *fx = *state;
    struct export_version_row version;
    bool several;
    int64_t entity = fixture_entity(fx, "vacio", "Municipio sin planes");
    assert_int_equal(plan_export_find(fx->db, fx->arena, entity, 2022, (struct vd_str){0}, (struct vd_str){0}, &version, &several), VD_NOT_FOUND);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_column_is_found_by_its_member),
        STORED(sheets_and_columns_stand_in_the_order_of_the_format),
        STORED(texts_that_begin_like_a_formula_stand_as_they_are),
        STORED(the_columns_of_the_document_stand_below_what_it_says_above_them),
        STORED(a_window_without_end_leaves_its_cell_empty_and_says_why),
        STORED(an_activity_without_dates_or_responsible_has_no_rows_of_them),
        STORED(an_empty_plan_has_its_sheets_with_nothing_below_their_columns),
        STORED(what_a_cell_cannot_hold_is_said_and_never_cut),
        STORED(a_plan_that_is_not_there_is_not_found),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("plan export", tests, NULL, NULL);
}
