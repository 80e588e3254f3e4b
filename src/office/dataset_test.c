/* SPDX-License-Identifier: Apache-2.0 */
#include "office/dataset.h"
#include <setjmp.h>
#include <cmocka.h>

struct row {
    struct vd_str name;
    int64_t order;
    struct vd_oint visits;
    struct vd_date due;
    struct vd_oint amount;
    bool late;
    struct vd_str state;
};
static const struct vd_code states[] = {{"open", "abierto", "Sin cerrar; aún"}, VD_CODE("cerrado", "Cerrado"), {0}};

static const struct vd_field fields[] = {
    VD_FIELD(struct row, name, VD_F_TEXT, "name", "Nombre", "Nombre."),
    VD_FIELD(struct row, order, VD_F_INT, "order", "Orden", "Orden."),
    VD_FIELD(struct row, visits, VD_F_OINT, "visits", "Visitas", "Visitas."),
    VD_FIELD(struct row, due, VD_F_DATE, "due", "Vence", "Fecha."),
    VD_FIELD(struct row, amount, VD_F_QTY, "amount", "Cantidad; total", "Cantidad."),
    VD_FIELD(struct row, late, VD_F_BOOL, "late", "Vencida", "Si venció."),
    VD_FIELD_CODE(struct row, state, states, "state", "Estado", "Cómo va."),
};
static const struct vd_dataset set = VD_DATASET(row, fields, "filas", "Filas");

static const struct row two_rows[] = {
    {VD_S("Revisión \"anual\"; a tiempo"), -7, {3, true}, {2022, 1, 31}, {1500000, true}, true, VD_S("open")},
    {{NULL, 0}, 2, {0, false}, {0, 0, 0}, {0, false}, false, {0}},
};

static void csv_is(const struct row *rows, size_t n, enum vd_csv_dialect dialect, const char *want)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 4096);
    vd_dataset_csv(&out, &set, rows, n, dialect);
    assert_int_equal(vd_buf_ok(&out), VD_OK);
    assert_string_equal(out.p, want);
}

static void csv_for_people_has_bom_semicolons_and_decimal_comma(void **state)
{
    (void)state;
    csv_is(two_rows, 2, VD_CSV_PEOPLE,
           "\xEF\xBB\xBFNombre;Orden;Visitas;Vence;\"Cantidad; total\";Vencida;Estado\r\n"
           "\"Revisión \"\"anual\"\"; a tiempo\";-7;3;2022-01-31;1,5;Sí;\"Sin cerrar; aún\"\r\n;2;;;;No;\r\n");
}

static void csv_for_machines_has_commas_and_decimal_point(void **state)
{
    (void)state;
    csv_is(two_rows, 2, VD_CSV_RFC4180,
           "Nombre,Orden,Visitas,Vence,Cantidad; total,Vencida,Estado\r\n"
           "\"Revisión \"\"anual\"\"; a tiempo\",-7,3,2022-01-31,1.5,Sí,Sin cerrar; aún\r\n,2,,,,No,\r\n");
}

static void no_rows_give_only_the_headings(void **state)
{
    (void)state;
    csv_is(NULL, 0, VD_CSV_RFC4180, "Nombre,Orden,Visitas,Vence,Cantidad; total,Vencida,Estado\r\n");
}

static void first_cell(const char *text, const char *want)
{
    struct row row = {.name = vd_str_of(text)};
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 4096);
    vd_dataset_csv(&out, &(struct vd_dataset){.fields = fields, .n_fields = 1, .row_size = sizeof row}, &row, 1, VD_CSV_RFC4180);
    assert_string_equal(out.p + strlen("Nombre\r\n"), want);
}

static void a_text_that_could_be_a_formula_gets_one_apostrophe(void **state)
{
    (void)state;
    first_cell("=1+1", "'=1+1\r\n");
    first_cell("+57 602", "'+57 602\r\n");
    first_cell("-", "'-\r\n");
    first_cell("@SUM(A1)", "'@SUM(A1)\r\n");
    first_cell("'ya", "''ya\r\n");
    first_cell("\t=1", "'\t=1\r\n");
    first_cell("=a,\"b\"", "\"'=a,\"\"b\"\"\"\r\n");
    first_cell("a=1", "a=1\r\n");
    first_cell("dos\nlíneas", "\"dos\nlíneas\"\r\n");
}

static void amount_is(int64_t millionths, const char *want)
{
    struct row row = {.amount = {millionths, true}};
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 4096);
    vd_dataset_csv(&out, &(struct vd_dataset){.fields = &fields[4], .n_fields = 1, .row_size = sizeof row}, &row, 1, VD_CSV_RFC4180);
    assert_string_equal(out.p + strlen("Cantidad; total\r\n"), want);
}

static void quantities_are_exact_to_the_millionth(void **state)
{
    (void)state;
    amount_is(0, "0\r\n");
    amount_is(1, "0.000001\r\n");
    amount_is(-1, "-0.000001\r\n");
    amount_is(33333333, "33.333333\r\n");
    amount_is(100000000, "100\r\n");
    amount_is(1050000, "1.05\r\n");
    amount_is(INT64_MIN, "-9223372036854.775808\r\n");
}

static void json_is(const struct row *rows, size_t n, const char *want)
{
    VD_AUTO_BUF struct vd_buf out;
    struct vd_json j;
    vd_buf_init(&out, 4096);
    vd_json_init(&j, &out);
    vd_dataset_json(&j, &set, rows, n);
    assert_int_equal(vd_buf_ok(&out), VD_OK);
    assert_string_equal(out.p, want);
}

static void json_walks_the_same_columns_with_null_for_what_is_missing(void **state)
{
    (void)state;
    json_is(two_rows, 2,
            "[{\"name\":\"Revisión \\\"anual\\\"; a tiempo\",\"order\":-7,\"visits\":3,\"due\":\"2022-01-31\",\"amount\":1.5,\"late\":true,\"state\":\"abierto\"},"
            "{\"name\":null,\"order\":2,\"visits\":null,\"due\":null,\"amount\":null,\"late\":false,\"state\":null}]");
    json_is(NULL, 0, "[]");
}

static void a_value_of_a_closed_set_is_a_code_in_json_and_a_word_in_a_sheet(void **state)
{
    (void)state;
    const struct row rows[] = {{.state = VD_S("open")}, {.state = VD_S("cerrado")}};
    json_is(rows, 2, "[{\"name\":null,\"order\":0,\"visits\":null,\"due\":null,\"amount\":null,\"late\":false,\"state\":\"abierto\"},"
                     "{\"name\":null,\"order\":0,\"visits\":null,\"due\":null,\"amount\":null,\"late\":false,\"state\":\"cerrado\"}]");
    csv_is(rows, 2, VD_CSV_RFC4180, "Nombre,Orden,Visitas,Vence,Cantidad; total,Vencida,Estado\r\n,0,,,,No,Sin cerrar; aún\r\n,0,,,,No,Cerrado\r\n");
    assert_string_equal(vd_code_of_word(states, VD_S("Sin cerrar; aún"))->value, "open");
    assert_null(vd_code_of_word(states, VD_S("open")));
    assert_null(vd_code_of(states, VD_S("abierto")));
    assert_null(vd_code_of(states, (struct vd_str){0}));
    assert_true(vd_str_is(vd_code_shown(states, VD_S("otro")), "otro"));
    assert_true(vd_str_is(vd_code_said(states, VD_S("otro")), "otro"));
}

struct folder {
    struct vd_str title;
    VD_LIST(struct row) rows;
    struct row first;
    const struct row *second;
};
static const struct vd_field folder_fields[] = {
    VD_FIELD(struct folder, title, VD_F_TEXT, "title", "Título", "Título."),
    VD_FIELD_OF(struct folder, rows, VD_F_LIST, &set, "rows", "Filas", "Filas."),
    VD_FIELD_OF(struct folder, first, VD_F_OBJECT, &set, "first", "Primera", "La primera."),
    {.key = "second", .label = "Segunda", .about = "La segunda, si la hay.", .type = VD_F_OBJECT, .of = &set, .maybe = true, .offset = offsetof(struct folder, second)},
};
static const struct vd_dataset folder_set = {.name = "carpeta", .title = "Carpeta", .fields = folder_fields, .n_fields = 4, .row_size = sizeof(struct folder)};

static void a_document_holds_rows_in_json_and_leaves_them_out_of_a_sheet(void **state)
{
    (void)state;
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(1u << 20);
    struct folder folder = {.title = VD_S("A"), .first = {.name = VD_S("b")}};
    VD_PUSH(arena, &folder.rows)->name = VD_S("c");
    VD_AUTO_BUF struct vd_buf out;
    struct vd_json j;
    vd_buf_init(&out, 4096);
    vd_json_init(&j, &out);
    vd_dataset_json_row(&j, &folder_set, &folder);
    assert_string_equal(out.p, "{\"title\":\"A\",\"rows\":[{\"name\":\"c\",\"order\":0,\"visits\":null,\"due\":null,\"amount\":null,\"late\":false,\"state\":null}],"
                               "\"first\":{\"name\":\"b\",\"order\":0,\"visits\":null,\"due\":null,\"amount\":null,\"late\":false,\"state\":null},\"second\":null}");
    folder.second = &folder.rows.v[0];
    vd_buf_clear(&out);
    vd_dataset_json_row(&(struct vd_json){.out = &out}, &folder_set, &folder);
    assert_non_null(strstr(out.p, "\"second\":{\"name\":\"c\","));
    vd_buf_clear(&out);
    vd_dataset_csv(&out, &folder_set, &folder, 1, VD_CSV_RFC4180);
    assert_string_equal(out.p, "Título\r\nA\r\n");
}

static void a_full_buffer_is_reported_and_stops_the_walk(void **state)
{
    (void)state;
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 60);
    vd_dataset_csv(&out, &set, two_rows, 2, VD_CSV_RFC4180);
    assert_int_equal(vd_buf_ok(&out), VD_TOO_BIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_for_people_has_bom_semicolons_and_decimal_comma),
        cmocka_unit_test(csv_for_machines_has_commas_and_decimal_point),
        cmocka_unit_test(no_rows_give_only_the_headings),
        cmocka_unit_test(a_text_that_could_be_a_formula_gets_one_apostrophe),
        cmocka_unit_test(quantities_are_exact_to_the_millionth),
        cmocka_unit_test(json_walks_the_same_columns_with_null_for_what_is_missing),
        cmocka_unit_test(a_value_of_a_closed_set_is_a_code_in_json_and_a_word_in_a_sheet),
        cmocka_unit_test(a_document_holds_rows_in_json_and_leaves_them_out_of_a_sheet),
        cmocka_unit_test(a_full_buffer_is_reported_and_stops_the_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
