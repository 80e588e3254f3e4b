/* SPDX-License-Identifier: Apache-2.0 */
/* What `veedor compliance` says of a follow-up, on both engines, to a person and to a machine. */
#include "features/followup/followup_store_testing.h"

static void the_command_explains_sopo_to_a_person(void **state)
{
    struct fixture *fx = *state;
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    const char *text = told(fx, "sopo", "2017", NULL, NULL, NULL);
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
    struct fixture *fx = *state;
    bring(fx, EXAMPLES "/sopo-2017-seguimiento.csv", "sopo", 2017);
    const char *json = told(fx, "sopo", "2017", "m2", "declared", "json");
    assert_says(json, "{\"entity\":\"sopo\",\"entity_name\":\"Alcaldía de prueba\",\"vigencia\":2017,");
    assert_says(json, "\"followup\":{\"cutoff\":\"2017-12-31\",\"sheet_date\":\"2017-12-30\",\"state\":\"importado\",\"publish_by\":null,\"published_on\":null,\"printed_mean\":87.24,\"official_basis\":\"declarado\",\"activities\":41}");
    assert_says(json, "\"figures\":[{\"method\":\"M2\",\"basis\":\"declarado\",\"percent\":86.93,\"exact\":\"3564/41\",\"numerator\":\"3564\",\"denominator\":\"41\","
                      "\"zone\":\"alta\",\"absent\":null,\"rows\":41,\"left_out\":0,\"unreported\":0,\"supposed\":0,\"zones\":{\"alta\":33,\"media\":1,\"baja\":7}}]");
    assert_says(json, "\"disagreements\":[{\"row\":12,\"activity\":\"3.f5\"");
    assert_says(json, "\"declared\":100,\"recomputed\":50}]");
    assert_silent(json, "\"M1\"");
    json = told(fx, "sopo", "2017", "M3", "all", "json");
    assert_says(json, "{\"method\":\"M3\",\"basis\":\"declarado\",\"percent\":null,\"exact\":null,\"numerator\":null,\"denominator\":null,\"zone\":null,\"absent\":\"sin_pesos\"");
    assert_says(json, "\"basis\":\"verificado\",\"percent\":null,\"exact\":null,\"numerator\":null,\"denominator\":null,\"zone\":null,\"absent\":\"sin_valores\"");
}

static void what_was_left_out_is_told_with_its_reason(void **state)
{
    struct fixture *fx = *state;
    bring(fx, sheet_file(fx, "agosto.csv", AUGUST), "pueblo", 2019);
    const char *text = told(fx, "pueblo", "2019", "M2", "all", "text");
    assert_says(text, "El corte oficial decide qué estaba vencido: 4 de 5 actividades.");
    assert_says(text, "fila 2, actividad 1.f2, «Capacitar a los funcionarios en riesgos»: «Sin reporte», cuenta 0");
    assert_says(text, "fila 3, actividad 1.f3, «Actualizar la política de riesgos»: todavía no debía estar hecha en la fecha oficial");
    assert_says(text, "fila 5, actividad 2.f2, «Publicar la carta de trato digno»: su avance no se pudo leer de una sola manera");
    assert_says(text, "225 ÷ 4 = 56,25 %");
    assert_says(text, "concuerdan en todas las actividades");
    assert_silent(text, "M1. ");
    assert_silent(text, "La hoja imprime");
}

static const char PLAN[] = "Componente 1. Riesgos;;;;\nSubcomponente;Actividades;Meta o producto;Responsable;Fecha programada\n"
    "Seguimiento;1.1. Publicar el mapa de riesgos;1 mapa publicado;Planeación;30 de abril\nSeguimiento;1.2. Revisar el mapa de riesgos;1 revisión;Planeación;30 de mayo\n";

static void a_plan_without_follow_up_has_no_datum(void **state)
{
    struct fixture *fx = *state;
    bring(fx, sheet_file(fx, "plan.csv", PLAN), "pueblo", 2020);
    assert_says(told(fx, "pueblo", "2020", "all", "all", "text"), "Sin dato: este plan no tiene seguimiento en Veedor");
    assert_says(told(fx, "pueblo", "2020", "all", "all", "json"), "\"followup\":null,\"message\":\"Sin dato\"}");
    assert_int_equal(fixture_count(fx, &T_cutoff, 1), 0);
}

static void what_cannot_be_answered_is_refused_with_a_sentence(void **state)
{
    struct fixture *fx = *state;
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
    bring(fx, sheet_file(fx, "plan.csv", PLAN), "pueblo", 2020);
    bring(fx, sheet_file(fx, "agosto.csv", AUGUST), "pueblo", 2019);
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct followup_options options = {vd_str_of(cases[i].slug), vd_str_of(cases[i].vigencia), vd_str_of(cases[i].method), vd_str_of(cases[i].basis),
            vd_str_of(cases[i].format)};
        enum vd_err err;
        const char *reason = ask(fx, &options, &err);
        assert_int_equal(err, cases[i].err);
        assert_says(reason, cases[i].says);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        SHEETS(the_command_explains_sopo_to_a_person),
        SHEETS(the_command_gives_the_same_to_a_machine),
        SHEETS(what_was_left_out_is_told_with_its_reason),
        SHEETS(a_plan_without_follow_up_has_no_datum),
        SHEETS(what_cannot_be_answered_is_refused_with_a_sentence),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("followup cli", tests, NULL, NULL);
}
