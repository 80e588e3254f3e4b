/* SPDX-License-Identifier: Apache-2.0 */
/* A sheet on disk becomes a closed cut-off, on both engines: the real sheet of Sopó, and small ones with what it has not. */
#include "features/followup/followup_store_testing.h"

/* ---- Sopó */

static void assert_sopo(struct fixture *fx, const char *slug)
{
    static const size_t supposed[] = {26, 29, 30, 31, 36, 37, 41};
    struct followup_sheet sheet = sheet_of(fx, slug, 2017);
    assert_true(sheet.there);
    assert_string_equal(vd_str_c(fx->arena, vd_date_iso(fx->arena, sheet.cut_on)), "2017-12-31");
    assert_string_equal(vd_str_c(fx->arena, vd_date_iso(fx->arena, sheet.sheet_on)), "2017-12-30");
    assert_true(sheet.printed_mean.has && sheet.printed_mean.v == 87240000);
    assert_int_equal(sheet.lines.n, 41);
    assert_int_equal(sheet.components.n, 10);
    assert_percent(fx, &sheet, FOLLOWUP_M1, FOLLOWUP_DECLARED, "75,61");
    assert_percent(fx, &sheet, FOLLOWUP_M1, FOLLOWUP_RECOMPUTED, "73,17");
    assert_percent(fx, &sheet, FOLLOWUP_M2, FOLLOWUP_DECLARED, "86,93");
    assert_percent(fx, &sheet, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "85,71");
    assert_percent(fx, &sheet, FOLLOWUP_M3, FOLLOWUP_DECLARED, "–");
    assert_percent(fx, &sheet, FOLLOWUP_M4, FOLLOWUP_DECLARED, "84,43");
    assert_percent(fx, &sheet, FOLLOWUP_M2, FOLLOWUP_VERIFIED, "–");
    for (size_t i = 0, k = 0; i < sheet.lines.n; i++) {
        bool wanted = k < VD_COUNT(supposed) && supposed[k] == i + 1;
        k += wanted;
        assert_true((sheet.input.rows.v[i].reading == FOLLOWUP_SUPPOSED) == wanted);
        assert_string_equal(vd_str_c(fx->arena, sheet.lines.v[i].counted), "si");
    }
    followup_disagreements all = followup_disagreements_of(fx->arena, &sheet.input);
    assert_int_equal(all.n, 1);
    assert_int_equal(all.v[0].row, 11);
}

static void sopo_enters_as_a_closed_cut_off_from_either_file(void **state)
{
    struct fixture *fx = *state;
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.xlsx", "otra", 2017);
    assert_sopo(fx, "sopo");
    assert_sopo(fx, "otra");
    fixture_proven(fx);
}

static void the_cut_off_stands_in_the_act_of_the_import(void **state)
{
    struct fixture *fx = *state;
    struct vd_entity entity;
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    assert_int_equal(vd_entity_get(fx->db, fx->arena, VD_S("sopo"), &entity), VD_OK);
    assert_int_equal(fixture_count(fx, &T_event, entity.id), 2); /* entidad.creada, plan.importado */
    assert_int_equal(fixture_count(fx, &T_cutoff, entity.id), 1);
    assert_int_equal(fixture_count(fx, &T_cutoff_row, entity.id), 41);
}

static void a_second_import_is_a_second_cut_off_and_the_later_one_counts(void **state)
{
    struct fixture *fx = *state;
    struct vd_entity entity;
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.xlsx", "sopo", 2017);
    assert_int_equal(vd_entity_get(fx->db, fx->arena, VD_S("sopo"), &entity), VD_OK);
    assert_int_equal(fixture_count(fx, &T_cutoff, entity.id), 2);
    assert_sopo(fx, "sopo");
    fixture_proven(fx);
}

static void a_fault_in_the_middle_leaves_neither_plan_nor_cut_off(void **state)
{
    struct fixture *fx = *state;
    struct plan_import import = sheet_import(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    struct vd_db_config config = fx->test.config;
    int refused = 0;
    for (unsigned long n = 800; n < 4000; n += 400) {
        struct vd_db *faulty;
        config.fail_at = n;
        config.fail_with = VD_IO;
        assert_int_equal(vd_db_open(&config, VD_DB_WRITE, &faulty), VD_OK);
        enum vd_err err = sheet_run(faulty, fx, &import);
        vd_db_close(faulty);
        if (err == VD_OK)
            break;
        refused++;
        for (int64_t entity = 0; entity < 3; entity++) {
            assert_int_equal(fixture_count(fx, &T_cutoff, entity), 0);
            assert_int_equal(fixture_count(fx, &T_cutoff_row, entity), 0);
            assert_int_equal(fixture_count(fx, &T_plan, entity), 0);
        }
    }
    assert_true(refused > 0);
    fixture_proven(fx);
}

static const char *figure_kept(struct fixture *fx, int64_t entity, const char *method, const char *basis)
{
    struct row_cutoff_figure row;
    struct vd_str said = VD_S("–");
    struct vd_stmt *st = vd_row_scan(fx->db, &T_cutoff_figure, entity);
    while (vd_row_next(st, fx->arena, &row))
        if (vd_str_is(row.method, method) && vd_str_is(row.basis, basis))
            said = vd_str_printf(fx->arena, "%" PRId64 " %.*s/%.*s %.*s %" PRId64, row.percent_u6, VD_SARG(row.numerator), VD_SARG(row.denominator), VD_SARG(row.zone), row.counted);
    assert_int_equal(vd_done(st), VD_OK);
    return said.p;
}

static void the_figures_of_a_closed_cut_off_are_kept(void **state)
{
    struct fixture *fx = *state;
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    assert_int_equal(fixture_count(fx, &T_cutoff_figure, 1), 6);
    assert_string_equal(figure_kept(fx, 1, "M1", "declared"), "75610000 31/41 media 41");
    assert_string_equal(figure_kept(fx, 1, "M1", "recomputed"), "73170000 30/41 media 41");
    assert_string_equal(figure_kept(fx, 1, "M2", "declared"), "86930000 3564/41 alta 41");
    assert_string_equal(figure_kept(fx, 1, "M2", "recomputed"), "85710000 3514/41 alta 41");
    assert_string_equal(figure_kept(fx, 1, "M4", "declared"), "84430000 2533/3/10 alta 41");
    assert_string_equal(figure_kept(fx, 1, "M3", "declared"), "–");
}

static void a_figure_changed_behind_the_back_is_worked_out_again_and_named(void **state)
{
    struct fixture *fx = *state;
    struct vd_verify_report report = {0};
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    assert_int_equal(followup_figures_verify(fx->db, fx->arena, &report), VD_OK);
    assert_int_equal(report.faults.n, 0);
    struct row_cutoff_figure row;
    struct vd_stmt *st = vd_row_scan(fx->db, &T_cutoff_figure, 1);
    assert_true(vd_row_next(st, fx->arena, &row));
    assert_int_equal(vd_done(st), VD_OK);
    row.percent_u6 = 99990000;
    assert_int_equal(vd_db_begin(fx->db, VD_DB_WRITE), VD_OK);
    assert_int_equal(vd_row_put(fx->db, &T_cutoff_figure, &row), VD_OK);
    assert_int_equal(vd_db_commit(fx->db), VD_OK);
    assert_int_equal(followup_figures_verify(fx->db, fx->arena, &report), VD_OK);
    assert_int_equal(report.faults.n, 1);
    assert_string_equal(vd_str_c(fx->arena, report.faults.v[0].entity), "sopo");
    assert_says(vd_str_c(fx->arena, report.faults.v[0].where), "cifra M1 declared del corte");
}

/* ---- what Sopó has not */

static void a_sheet_of_august_counts_what_was_due_by_then(void **state)
{
    struct fixture *fx = *state;
    bring(fx, sheet_file(fx, "agosto.csv", AUGUST), "pueblo", 2019);
    struct followup_sheet sheet = sheet_of(fx, "pueblo", 2019);
    assert_string_equal(vd_str_c(fx->arena, vd_date_iso(fx->arena, sheet.cut_on)), "2019-08-31");
    assert_int_equal(sheet.lines.n, 5);
    assert_string_equal(vd_str_c(fx->arena, sheet.lines.v[2].counted), "no_vencida");
    assert_false(sheet.input.rows.v[1].reported);
    assert_percent(fx, &sheet, FOLLOWUP_M1, FOLLOWUP_DECLARED, "25,00");    /* 1 of 4 due */
    assert_percent(fx, &sheet, FOLLOWUP_M2, FOLLOWUP_DECLARED, "56,25");    /* (100 + 0 + 75 + 50) / 4 */
    assert_percent(fx, &sheet, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "58,33");  /* (100 + 0 + 75) / 3: one says no number */
    assert_percent(fx, &sheet, FOLLOWUP_M4, FOLLOWUP_DECLARED, "56,25");
    fixture_proven(fx);
}

static const char CEILINGS[] = "31 de Diciembre de 2019;;;;;;;;\n" HEADINGS
    "Riesgos;Evitar la materialización de riesgos;Porcentaje de riesgos de corrupción materializados;0% de los riesgos de corrupción materializados;30 de Junio;Planeación;0%;100,00;Ninguno\n"
    ";Evitar la materialización de fraudes;Porcentaje de fraudes materializados;0% de los fraudes materializados;30 de Junio;Planeación;5%;90,00;Hubo uno\n"
    ";Mejorar el control;Número de planes de mejoramiento;1 plan de mejoramiento implementado en caso de materialización;30 de Octubre;Planeación;;;\n"
    "95,00;;;;;;;;\n";

static void ceilings_conditions_and_a_mean_that_fits_survive_the_store(void **state)
{
    struct fixture *fx = *state;
    bring(fx, sheet_file(fx, "topes.csv", CEILINGS), "pueblo", 2019);
    struct followup_sheet sheet = sheet_of(fx, "pueblo", 2019);
    assert_int_equal(sheet.lines.n, 3);
    assert_true(sheet.input.rows.v[0].lower_better && sheet.input.rows.v[1].lower_better && !sheet.input.rows.v[2].lower_better);
    assert_string_equal(vd_str_c(fx->arena, sheet.lines.v[2].counted), "no_aplica");
    assert_percent(fx, &sheet, FOLLOWUP_M2, FOLLOWUP_DECLARED, "95,00");
    assert_percent(fx, &sheet, FOLLOWUP_M2, FOLLOWUP_RECOMPUTED, "50,00");
    const char *text = told(fx, "pueblo", "2019", "M2", "all", NULL);
    assert_says(text, "«Mejorar el control»: no aplica: su condición no ocurrió");
    assert_says(text, "«Evitar la materialización de fraudes»: la meta era 0 y hubo casos, cuenta 0");
    assert_says(text, "La hoja imprime un promedio de 95,00 %: es el de sus filas.");
    fixture_proven(fx);
}

/* Sums over the parts are those of the whole, whatever the rows are grouped by. */
static void every_grouping_holds_each_row_once(void **state)
{
    struct fixture *fx = *state;
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    struct followup_sheet sheet = sheet_of(fx, "sopo", 2017);
    struct followup_side side = followup_side_of(fx->arena, &sheet.input, FOLLOWUP_DECLARED);
    static const int groups[FOLLOWUP_BYS] = {[FOLLOWUP_BY_COMPONENT] = 10, [FOLLOWUP_BY_SUBCOMPONENT] = 10};
    for (int by = 0; by < FOLLOWUP_BYS; by++) {
        struct followup_grouped grouped = followup_grouped_by(fx->arena, &sheet, (enum followup_by)by);
        mpq_ptr done = followup_number(fx->arena), due = followup_number(fx->arena);
        assert_true(groups[by] == 0 || grouped.input.groups == groups[by]);
        assert_int_equal(grouped.names.n, grouped.input.groups);
        for (int g = 0; g < grouped.input.groups; g++) {
            struct followup_figure f = followup_figure_of(fx->arena, &grouped.input, &side, FOLLOWUP_M1, g);
            assert_int_equal(f.absent, FOLLOWUP_THERE);
            mpq_add(done, done, f.numerator);
            mpq_add(due, due, f.denominator);
        }
        assert_string_equal(vd_str_c(fx->arena, followup_exact(fx->arena, done)), "31");
        assert_string_equal(vd_str_c(fx->arena, followup_exact(fx->arena, due)), "41");
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        SHEETS(sopo_enters_as_a_closed_cut_off_from_either_file),
        SHEETS(the_cut_off_stands_in_the_act_of_the_import),
        SHEETS(a_second_import_is_a_second_cut_off_and_the_later_one_counts),
        SHEETS(a_fault_in_the_middle_leaves_neither_plan_nor_cut_off),
        SHEETS(the_figures_of_a_closed_cut_off_are_kept),
        SHEETS(a_figure_changed_behind_the_back_is_worked_out_again_and_named),
        SHEETS(a_sheet_of_august_counts_what_was_due_by_then),
        SHEETS(ceilings_conditions_and_a_mean_that_fits_survive_the_store),
        SHEETS(every_grouping_holds_each_row_once),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("followup store", tests, NULL, NULL);
}
