/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of a plan show the same columns on the page, as CSV and as JSON; a part of it is a document of its own. */
#include "features/plan/plan_show_testing.h"
#include "features/plan/plan_activity.tpl.h"
#include "features/plan/plan_page.tpl.h"

static void fill_row(struct vd_arena *arena, const struct vd_dataset *set, void *row)
{
    for (size_t i = 0; i < set->n_fields; i++) {
        char *at = (char *)row + set->fields[i].offset;
        switch (set->fields[i].type) {
        case VD_F_TEXT: *(struct vd_str *)(void *)at = vd_str_printf(arena, "texto%zuq", i); break;
        case VD_F_INT: *(int64_t *)(void *)at = 700 + (int64_t)i; break;
        case VD_F_OINT: *(struct vd_oint *)(void *)at = vd_some(700 + (int64_t)i); break;
        case VD_F_QTY: *(struct vd_oint *)(void *)at = vd_some((700 + (int64_t)i) * 1000000); break;
        case VD_F_DATE: *(struct vd_date *)(void *)at = (struct vd_date){2022, (uint8_t)(1 + i % 12), 17}; break;
        case VD_F_CODE: *(struct vd_str *)(void *)at = vd_str_of(set->fields[i].codes[0].value); break;
        case VD_F_BOOL: fail_msg("%s: a column of yes and no has no value of its own", set->fields[i].key); break;
        case VD_F_LIST:
        case VD_F_OBJECT: fail_msg("%s: a list has no rows within a cell", set->fields[i].key);
        }
    }
}

enum form { IN_PAGE, IN_SHEET, IN_JSON };

static struct vd_str shown(struct vd_arena *arena, const struct vd_field *field, size_t i, enum form form)
{
    if (field->type == VD_F_CODE)
        return vd_str_of(form == IN_JSON ? field->codes[0].code : field->codes[0].word);
    if (field->type == VD_F_TEXT)
        return vd_str_printf(arena, "texto%zuq", i);
    if (field->type != VD_F_DATE)
        return vd_str_printf(arena, "%zu", 700 + i);
    return form == IN_PAGE ? vd_str_printf(arena, "17/%02zu/2022", 1 + i % 12) : vd_str_printf(arena, "2022-%02zu-17", 1 + i % 12);
}

static void every_column_is_in(struct desk *d, const struct vd_dataset *set, const char *name, enum form form)
{
    for (size_t i = 0; i < set->n_fields; i++)
        if (!has(d, shown(d->arena, &set->fields[i], i, form)))
            fail_msg("%s of %s does not show %s", name, set->name, set->fields[i].key);
}

static void csv_and_json_show_every_column(struct desk *d, const struct vd_dataset *set, const void *row)
{
    vd_dataset_csv(&d->out, set, row, 1, VD_CSV_PEOPLE);
    every_column_is_in(d, set, "CSV", IN_SHEET);
    for (size_t i = 0; i < set->n_fields; i++)
        assert_true(has_c(d, set->fields[i].label));
    vd_buf_clear(&d->out);
    struct vd_json json;
    vd_json_init(&json, &d->out);
    vd_dataset_json(&json, set, row, 1);
    every_column_is_in(d, set, "JSON", IN_JSON);
    vd_buf_clear(&d->out);
}

static void the_activities_show_the_same_columns_on_the_page_in_csv_and_in_json(void **state)
{
    struct desk *d = *state;
    struct plan_activity_row row = {0};
    fill_row(d->arena, &plan_activities_set, &row);
    *VD_PUSH(d->arena, &row.windows) = (struct plan_window_row){.ord = 1, .from = row.starts, .due = row.ends, .pair = true};
    row.several = row.with_product = row.followed = true;
    row.state = plan_state_sem(row.progress);
    row.compared = vd_code_shown(plan_comparator_codes, row.comparator);
    csv_and_json_show_every_column(d, &plan_activities_set, &row);

    struct plan_page_view view = {0};
    struct plan_group *group = VD_PUSH(d->arena, &view.table.groups);
    group->component = vd_str_printf(d->arena, "Componente %.*s. %.*s", VD_SARG(row.component), VD_SARG(row.component_name));
    group->name = row.subcomponent;
    *VD_PUSH(d->arena, &group->rows) = row;
    tpl_plan_page(&(struct vd_html_out){&d->out}, &view);
    every_column_is_in(d, &plan_activities_set, "the page", IN_PAGE);
}

static void the_windows_show_the_same_columns_on_the_page_in_csv_and_in_json(void **state)
{
    struct desk *d = *state;
    struct plan_window_row row = {0};
    fill_row(d->arena, &plan_windows_set, &row);
    csv_and_json_show_every_column(d, &plan_windows_set, &row);
    struct plan_activity_view view = {.eyebrow = row.component, .code = row.code, .description = row.description};
    *VD_PUSH(d->arena, &view.chips) = (struct plan_chip){.name = row.responsible, .lead = true};
    *VD_PUSH(d->arena, &view.windows) = row;
    VD_PUSH(d->arena, &view.supposed)->text = row.supposed;
    tpl_plan_activity(&(struct vd_html_out){&d->out}, &view);
    every_column_is_in(d, &plan_windows_set, "the page", IN_PAGE);
}

static void the_lists_of_a_tab_are_those_of_its_component(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "href=\"/pasto/plan/2022/actividades.csv?componente=1\">CSV<"));
    assert_true(has_c(d, "href=\"/pasto/plan/2022/actividades.json?componente=1\">JSON<"));
    vd_buf_clear(&d->out);
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "href=\"/pasto/plan/2022/actividades.csv\">CSV<"));
}

static void a_part_of_a_plan_is_a_document_with_its_own_findings(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    const struct plan_document_in in = {.arena = d->arena, .plan = &plan, .entity_slug = VD_S("pasto"), .entity_name = VD_S("Alcaldía de Pasto")};
    struct plan_activity_document activity;
    struct plan_component_document component;
    plan_cells cells = {0};
    *VD_PUSH(d->arena, &cells) = (struct shown_cell_row){.table_no = 1, .row_no = 25, .col_no = 7, .part = 2, .raw = VD_S("31/08/2022"),
                                                         .field = VD_S("end"), .reading = VD_S("2022-08-31"), .status = VD_S("leido")};
    struct vd_json j;
    vd_json_init(&j, &d->out);
    plan_activity_document_of(&in, plan_activity_at(&plan, VD_S("1.4.1")), &cells, &activity);
    vd_dataset_json_row(&j, &plan_activity_document_set, &activity);
    assert_true(has_c(d, "\"component\":\"1\""));
    assert_true(has_c(d, "\"activity\":{\"code\":\"1.4.1\""));
    assert_true(has_c(d, "\"cells\":[{\"place\":\"tabla 1, fila 25, columna 7, línea 2\",\"field\":\"end\",\"text\":\"31/08/2022\",\"reading\":\"2022-08-31\",\"status\":\"leido\"}]"));
    assert_true(has_c(d, "VD-P001"));
    assert_false(has_c(d, "VD-P011"));
    vd_buf_clear(&d->out);
    vd_json_init(&j, &d->out);
    plan_component_document_of(&in, plan_component_coded(&plan, VD_S("2")), &component);
    vd_dataset_json_row(&j, &plan_component_document_set, &component);
    assert_true(has_c(d, "\"component\":{\"code\":\"2\",\"name\":\"Trámites\",\"external_document\":\"Ver documento anexo\""));
    assert_true(has_c(d, "VD-P011"));
    assert_false(has_c(d, "VD-P001"));
    assert_false(has_c(d, "9870"));
}

static void no_form_shows_an_internal_id(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    write_activity(d, &plan, "1.4.1");
    write_document(d, &plan);
    assert_true(has_c(d, "\"windows\":[{\"order\":1,\"starts\":\"2022-04-01\",\"ends\":null"));
    assert_true(has_c(d, "\"target\":{\"quantity\":3,\"unit\":\"conteo\",\"comparator\":\">=\",\"condition\":null,\"per\":null,\"per_count\":null,\"coverage\":null}"));
    assert_true(has_c(d, "\"external_document\":\"Ver documento anexo\",\"objective\":null,\"indicators\":[],\"activities\":[]"));
    assert_false(has_c(d, "9870"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(the_activities_show_the_same_columns_on_the_page_in_csv_and_in_json),
        DESK(the_windows_show_the_same_columns_on_the_page_in_csv_and_in_json),
        DESK(the_lists_of_a_tab_are_those_of_its_component),
        DESK(a_part_of_a_plan_is_a_document_with_its_own_findings),
        DESK(no_form_shows_an_internal_id),
    };
    return cmocka_run_group_tests_name("plan forms", tests, NULL, NULL);
}
