/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of a plan show the same columns on the page, as CSV and as JSON; pages escape what a document says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "base/base.h"
#include "features/plan/plan_activity.tpl.h"
#include "features/plan/plan_document.h"
#include "features/plan/plan_page.tpl.h"
#include "features/plan/plan_views.h"

struct desk {
    struct vd_arena *arena;
    struct vd_buf out;
};

static int open_desk(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    d->arena = vd_arena_new(16u << 20);
    vd_buf_init(&d->out, 4u << 20);
    *state = d;
    return 0;
}

static int close_desk(void **state)
{
    struct desk *d = *state;
    vd_buf_done(&d->out);
    vd_arena_free(d->arena);
    free(d);
    return 0;
}

static bool has(const struct desk *d, struct vd_str text) { return vd_str_find(vd_buf_view(&d->out), text) >= 0; }
static bool has_c(const struct desk *d, const char *text) { return has(d, vd_str_of(text)); }

/* ---- one value of its own in each column of a row; how each form writes it */

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

static void plan_json(struct vd_buf *out, struct vd_arena *arena, struct vd_str slug, struct vd_str name, const struct plan *plan)
{
    const struct plan_document_in in = {.arena = arena, .plan = plan, .entity_slug = slug, .entity_name = name};
    struct plan_document document;
    struct vd_json json;
    plan_document_of(&in, &document);
    vd_json_init(&json, out);
    vd_dataset_json_row(&json, &plan_document_set, &document);
}

static void the_activities_show_the_same_columns_on_the_page_in_csv_and_in_json(void **state)
{
    struct desk *d = *state;
    struct plan_activity_row row = {0};
    fill_row(d->arena, &plan_activities_set, &row);
    *VD_PUSH(d->arena, &row.windows) = (struct plan_window_row){.ord = 1, .from = row.starts, .due = row.ends, .pair = true};
    row.several = row.with_product = true;
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
    tpl_plan_activity(&(struct vd_html_out){&d->out}, &view);
    every_column_is_in(d, &plan_windows_set, "the page", IN_PAGE);
}

/* ---- a small plan in memory */

static void small_plan(struct vd_arena *arena, struct plan *plan)
{
    *plan = (struct plan){.head = {.entity_id = 987001, .plan_id = 987002, .version_id = 987003, .instrument = VD_S("paac-v2"),
                                   .instrument_name = VD_S("Plan"), .short_name = VD_S("PAAC"), .norm = VD_S("Ley 1474 de 2011"), .vigencia = 2022,
                                   .title = VD_S("Plan 2022"), .no = 1, .state = VD_S("historico"), .components = 2, .activities = 2, .dated = 2,
                                   .undated = 1, .impossible = 1, .findings = 2}};
    *VD_PUSH(arena, &plan->components) = (struct shown_component_row){.key = 987010, .code = VD_S("1"), .name = VD_S("Riesgos de corrupción"), .short_name = VD_S("Riesgos")};
    *VD_PUSH(arena, &plan->components) = (struct shown_component_row){.key = 987011, .parent_key = vd_some(987010), .code = VD_S("4"), .name = VD_S("Monitoreo")};
    *VD_PUSH(arena, &plan->components) = (struct shown_component_row){.key = 987012, .code = VD_S("2"), .name = VD_S("Trámites"), .ext_title = VD_S("Ver documento anexo")};
    *VD_PUSH(arena, &plan->activities) = (struct plan_activity){
        .row = {.key = 987021, .component_key = 987010, .subcomponent_key = vd_some(987011), .address = VD_S("1.4.1"), .code = VD_S("4.1"),
                .description = VD_S("Hacer <b>seguimiento</b> & \"publicar\""), .goal = VD_S("Al menos 3 informes"), .schedule_kind = VD_S("windows")},
        .indicator = {.name = VD_S("Informes"), .formula = VD_S("a <b> / c"), .unit_kind = VD_S("count"), .qty = vd_some(3000000), .comparator = VD_S(">=")},
        .first_window = 0, .n_windows = 2, .first_responsible = 0, .n_responsibles = 2};
    *VD_PUSH(arena, &plan->activities) = (struct plan_activity){
        .row = {.key = 987022, .component_key = 987010, .address = VD_S("1.f2"), .description = VD_S("Otra"), .schedule_kind = VD_S("window")},
        .first_window = 2, .n_windows = 1};
    *VD_PUSH(arena, &plan->windows) = (struct plan_shown_window){.ord = 1, .from = {2022, 4, 1}, .raw = VD_S("1/04/2022 · 31/04/2022"), .problem = VD_S("VD-P001"), .granularity = VD_S("day")};
    *VD_PUSH(arena, &plan->windows) = (struct plan_shown_window){.ord = 2, .from = {2022, 8, 1}, .due = {2022, 8, 31}, .raw = VD_S("1/08/2022 · 31/08/2022"), .granularity = VD_S("day")};
    *VD_PUSH(arena, &plan->windows) = (struct plan_shown_window){.ord = 1, .from = {2022, 12, 1}, .due = {2023, 1, 15}, .raw = VD_S("x"), .granularity = VD_S("day")};
    *VD_PUSH(arena, &plan->responsibles) = (struct plan_responsible){.name = VD_S("Correspondencia"), .slug = VD_S("correspondencia")};
    *VD_PUSH(arena, &plan->responsibles) = (struct plan_responsible){.name = VD_S("Control Interno"), .is_lead = 1, .slug = VD_S("control-interno")};
    *VD_PUSH(arena, &plan->findings) = (struct shown_finding_row){.activity_key = vd_some(987021), .code = VD_S("VD-P001"), .severity = VD_S("error"),
        .table_no = 1, .row_no = 25, .col_no = 7, .read_text = VD_S("31/04/2022"), .proposal = VD_S("30/04/2022"), .state = VD_S("abierto")};
    *VD_PUSH(arena, &plan->findings) = (struct shown_finding_row){.code = VD_S("VD-P011"), .severity = VD_S("nota"),
        .read_text = VD_S("Ver documento anexo"), .state = VD_S("abierto")};
    plan->source = (struct shown_source_row){.import_id = 987030, .name = VD_S("plan.docx"), .size = 4096, .sha256 = VD_S("12345678901234567890123456789012"), .reader = VD_S("0.1.0 docx")};
}

static void write_page(struct desk *d, const struct plan *plan, const struct shown_component_row *component)
{
    struct plan_view_in in = {.arena = d->arena, .plan = plan, .base = {VD_S("/pasto/plan/2022")}, .today = {2022, 9, 20}};
    struct plan_page_view view = {0};
    plan_page_fill(&in, &(struct plan_filter){.component = component}, &view);
    tpl_plan_page(&(struct vd_html_out){&d->out}, &view);
}

static void write_activity(struct desk *d, const struct plan *plan, const char *address)
{
    struct plan_view_in in = {.arena = d->arena, .plan = plan, .base = {VD_S("/pasto/plan/2022")}};
    struct plan_activity_view view = {0};
    plan_cells cells = {0};
    *VD_PUSH(d->arena, &cells) = (struct shown_cell_row){.table_no = 1, .row_no = 25, .col_no = 7, .part = 2, .raw = VD_S("<i>31/08/2022"),
                                                         .field = VD_S("end"), .reading = VD_S("2022-08-31"), .status = VD_S("leido")};
    plan_activity_fill(&in, plan_activity_at(plan, vd_str_of(address)), &cells, &view);
    tpl_plan_activity(&(struct vd_html_out){&d->out}, &view);
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

static void a_page_escapes_what_the_document_says(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "Hacer &lt;b&gt;seguimiento&lt;/b&gt; &amp; "));
    assert_false(has_c(d, "<b>seguimiento"));
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "&lt;i&gt;31/08/2022"));
    assert_false(has_c(d, "<i>"));
}

static void an_impossible_date_is_shown_as_written_with_its_finding(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, ">01/04/2022 a <mark>«31/04/2022»</mark></span>"));
    assert_true(has_c(d, "La fecha «31/04/2022» no existe en el calendario"));
    assert_true(has_c(d, "<article id=\"VD-P001\""));
    assert_true(has_c(d, "Código del hallazgo: <span class=\"nowrap\">VD-P001</span>"));
    assert_true(has_c(d, "href=\"#hallazgos\""));
    assert_true(has_c(d, "id=\"hallazgos\""));
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "data-l=\"Inicio\">01/04/2022</td><td role=\"cell\" data-l=\"Fin\">No existe en el calendario</td>"));
    assert_true(has_c(d, "href=\"#VD-P001\">Vea el hallazgo</a>"));
    assert_true(has_c(d, "id=\"VD-P001\""));
}

static void what_could_not_be_read_is_quoted_and_is_not_called_impossible(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .raw = VD_S("Bimestralmente"), .problem = VD_S("VD-P002"), .granularity = VD_S("day")};
    plan.head.dated = 1, plan.head.undated = 2;
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<mark>«Bimestralmente»</mark><br>"));
    assert_false(has_c(d, "– a"));
    assert_true(has_c(d, "3 ventanas: 1 con fecha, <a href=\"#VD-P001\">1 con una fecha que no existe</a>, "
                         "<a href=\"#hallazgos\">1 con una fecha que no se pudo leer</a>."));
    assert_true(vd_str_find(plan_year_of(d->arena, &plan, (struct vd_url){VD_S("/x")}, (struct vd_date){2026, 1, 1}).note, VD_S("1 ventana cuya fecha no se pudo leer no aparece aquí.")) >= 0);
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "data-l=\"Fin\">No se pudo leer</td>"));
}

static void one_day_is_shown_without_a_beginning(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .due = {2022, 6, 30}, .raw = VD_S("30/06/2022"), .granularity = VD_S("day")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<span class=\"nowrap\">30/06/2022</span>"));
}

static void a_window_of_one_day_says_the_day_once(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .from = {2022, 6, 30}, .due = {2022, 6, 30}, .raw = VD_S("30/06/2022 · 30/06/2022"), .granularity = VD_S("day")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<span class=\"nowrap\">30/06/2022</span>"));
    assert_false(has_c(d, "30/06/2022 a 30/06/2022"));
}

static void a_month_is_shown_from_its_first_day_to_its_last(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.windows.v[2] = (struct plan_shown_window){.ord = 1, .from = {2022, 3, 1}, .due = {2022, 3, 31}, .raw = VD_S("Marzo de 2022"), .granularity = VD_S("month")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<span class=\"nowrap\">01/03/2022 a 31/03/2022</span>"));
}

static void an_abbreviation_is_spelled_out_and_a_word_is_not(void **state)
{
    struct desk *d = *state;
    struct shown_plan_row head = {.short_name = VD_S("PAAC"), .instrument_name = VD_S("Plan Anticorrupción")};
    assert_true(vd_str_is(plan_spelled(d->arena, &head), "PAAC: Plan Anticorrupción."));
    head.short_name = VD_S("Plan propio");
    assert_int_equal(plan_spelled(d->arena, &head).n, 0);
}

static void the_source_is_told_in_the_words_of_who_keeps_documents(void **state)
{
    struct desk *d = *state;
    vd_us at = INT64_C(1653041700000000); /* 2022-05-20 */
    assert_true(vd_str_is(plan_reader_text(d->arena, VD_S("0.1.0 docx"), 4096, at), "un documento de Word, 5 kB; lo leyó Veedor (versión 0.1.0) el 20 de mayo de 2022"));
    assert_true(vd_str_is(plan_reader_text(d->arena, VD_S("0.1.0 csv"), 1000, at), "una tabla en CSV, 1 kB; lo leyó Veedor (versión 0.1.0) el 20 de mayo de 2022"));
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

static void places_are_named_as_the_program_that_made_the_file_does(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, ">tabla 1, fila 25, columna 7 ·"));
    assert_true(has_c(d, ">tabla 1, fila 25, columna 7, línea 2<"));
    vd_buf_clear(&d->out);
    plan.findings.v[0].reader = VD_S("0.1.0 xlsx");
    plan.findings.v[0].sheet = VD_S("Plan & metas");
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, ">Plan &amp; metas!G25 ·"));
    plan_json(&d->out, d->arena, VD_S("pasto"), VD_S("Alcaldía de Pasto"), &plan);
    assert_true(has_c(d, "\"place\":\"Plan & metas!G25\""));
}

static void a_finding_outside_the_tables_names_its_component(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "componente 2 (Trámites), fuera de las tablas"));
    plan_json(&d->out, d->arena, VD_S("pasto"), VD_S("Alcaldía de Pasto"), &plan);
    assert_true(has_c(d, "\"component\":\"2\",\"activity\":null,\"place\":null,\"table\":null,\"row\":null,\"column\":null,\"read\":\"Ver documento anexo\""));
    assert_true(has_c(d, "\"component\":\"1\",\"activity\":\"1.4.1\",\"place\":\"tabla 1, fila 25, columna 7\",\"table\":1,\"row\":25,\"column\":7,\"read\":\"31/04/2022\",\"proposal\":\"30/04/2022\""));
}

static void a_cell_without_value_says_why(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_view_in in = {.arena = d->arena, .plan = &plan, .base = {VD_S("/pasto/plan/2022")}};
    static const struct { const char *field, *raw, *reading, *status, *shown, *said; } cells[] = {
        {"end", "31/04/2022", NULL, "ambiguo", "No existe en el calendario", ""},
        {"end", "Bimestralmente", NULL, "ambiguo", "No se pudo leer", ""},
        {"end", "30/04/2022", "2022-04-30", "ambiguo", "30/04/2022", "Ambiguo: falta decidir"},
        {"goal", "Señalética instalada", NULL, "ambiguo", "Sin número", ""},
        {"goal", "Al menos 1 campaña", ">= 1", "leido", "Al menos 1", "Leído"},
        {"goal", "Máximo 10", "<= 10", "leido", "A lo sumo 10", "Leído"},
        {"goal", "100%", "100 %", "leido", "100\u00a0%", "Leído"},
        {"product", "Informe", NULL, "leido", "Tal como está escrito", "Leído"},
    };
    for (size_t i = 0; i < VD_COUNT(cells); i++) {
        struct plan_activity_view view = {0};
        plan_cells list = {0};
        *VD_PUSH(d->arena, &list) = (struct shown_cell_row){.field = vd_str_of(cells[i].field), .raw = vd_str_of(cells[i].raw),
            .reading = cells[i].reading ? vd_str_of(cells[i].reading) : (struct vd_str){0}, .status = vd_str_of(cells[i].status)};
        plan_activity_fill(&in, plan_activity_at(&plan, VD_S("1.4.1")), &list, &view);
        if (!vd_str_is(view.cells.v[0].reading, cells[i].shown) || !vd_str_is(view.cells.v[0].status, cells[i].said))
            fail_msg("%s: %.*s, %.*s", cells[i].raw, VD_SARG(view.cells.v[0].reading), VD_SARG(view.cells.v[0].status));
    }
}

static void a_plan_without_follow_up_shows_no_progress_and_nothing_late(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "Sin seguimiento"));
    static const char *const never[] = {"encida", "umplida", "sem ok", "sem near", "Avance", "0 %", "0\u00a0%"};
    for (size_t i = 0; i < VD_COUNT(never); i++)
        if (has_c(d, never[i]))
            fail_msg("the page says «%s»", never[i]);
}

static void every_activity_can_be_reached_by_tabs_without_script(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<a href=\"/pasto/plan/2022?componente=1\" aria-current=\"page\">1. Riesgos <span>(2)</span>"));
    assert_true(has_c(d, "<a href=\"/pasto/plan/2022?componente=2\">2. Trámites <span>(anexo)</span>"));
    assert_true(has_c(d, "<a href=\"/pasto/plan/2022?componente=todas\">Todas <span>(2)</span>"));
    assert_true(has_c(d, "/pasto/plan/2022/actividad/1.4.1\""));
    assert_true(has_c(d, "/pasto/plan/2022/actividad/1.f2\""));
    assert_false(has_c(d, "<script"));
}

static void a_component_in_another_document_says_so_and_has_no_table(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, plan_component_coded(&plan, VD_S("2")));
    assert_true(has_c(d, "Este componente está en otro documento"));
    assert_true(has_c(d, "«Ver documento anexo»"));
    assert_false(has_c(d, "<table role=\"table\" class=\"table cards\"><caption>Componente 2"));
}

static void windows_outside_the_year_and_without_date_are_told_beside_the_drawing(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_year year = plan_year_of(d->arena, &plan, (struct vd_url){VD_S("/x")}, (struct vd_date){2026, 1, 1});
    assert_true(year.there);
    assert_true(vd_str_is(year.note, "Cada ventana de fechas es una obligación y cuenta en el mes en que termina. "
                                     "1 ventana sin fecha final válida no aparece aquí. 1 ventana termina fuera de 2022."));
    plan.windows.v[1].due = (struct vd_date){0};
    assert_false(plan_year_of(d->arena, &plan, (struct vd_url){VD_S("/x")}, (struct vd_date){2026, 1, 1}).there);
}

static void an_activity_stands_at_the_last_cut_off_as_its_sheet_declares(void **state)
{
    struct desk *d = *state;
    static const struct { struct shown_progress_row row; const char *state; } cases[] = {
        {{.counted = {"si", 2}, .declared = {100000000, true}, .declared_raw = {"100%", 4}}, "cumplida"},
        {{.counted = {"si", 2}, .declared = {99999999, true}, .declared_raw = {"x", 1}}, "vencida"},
        {{.counted = {"si", 2}}, "sin-reporte"},
        {{.counted = {"si", 2}, .achieved_raw = {"2", 1}}, "sin-dato"},
        {{.counted = {"no_vencida", 10}}, "programada"},
        {{.counted = {"no_aplica", 9}}, "no-aplica"},
    };
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_activity *activity = &plan.activities.v[1];
    assert_null(plan_state_of(&plan, activity).p);
    plan.windows.v[2].due = (struct vd_date){2022, 12, 31};
    plan.head.followed_on = VD_S("2022-12-31");
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        activity->progress = cases[i].row;
        assert_string_equal(vd_str_c(d->arena, plan_state_of(&plan, activity)), cases[i].state);
    }
    activity->progress = cases[1].row;
    plan.windows.v[2].due = (struct vd_date){2023, 1, 1};
    assert_true(vd_str_is(plan_state_of(&plan, activity), "en-ejecucion"));
    plan.windows.v[2].due = (struct vd_date){0};
    assert_true(vd_str_is(plan_state_of(&plan, activity), "en-ejecucion"));
}

static void every_part_of_a_filter_must_hold(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.activities.v[0].row.fold = VD_S("hacer seguimiento al informe de los veedores");
    plan.head.followed_on = VD_S("2022-12-31");
    const struct { struct plan_asked asked; bool kept; } cases[] = {
        {{.text = {0}}, true}, {{.text = VD_S("  SEGUIMIENTOS del  Informé")}, false}, {{.text = VD_S("SEGUIMIENTOS  Informés")}, true}, {{.text = VD_S("veedor")}, true},
        {{.unit = VD_S("correspondencia")}, true}, {{.month = vd_some(8)}, true}, {{.month = vd_some(4)}, false},
        {{.unit = VD_S("correspondencia"), .month = vd_some(4)}, false}, {{.state = VD_S("cumplida")}, false}, /* followed, and nothing declared */
        {{.component = VD_S("2")}, false}, {{.component = VD_S("todas")}, true}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct plan_filter filter;
        struct vd_str problem = {0};
        assert_int_equal(plan_filter_of(d->arena, &plan, &cases[i].asked, &filter, &problem), VD_OK);
        if (plan_filter_keeps(&filter, &plan, &plan.activities.v[0]) != cases[i].kept)
            fail_msg("case %zu", i);
    }
    struct plan_filter of_unit;
    struct vd_str none = {0};
    assert_int_equal(plan_filter_of(d->arena, &plan, &(struct plan_asked){.unit = VD_S("correspondencia")}, &of_unit, &none), VD_OK);
    assert_false(plan_filter_keeps(&of_unit, &plan, &plan.activities.v[1])); /* nobody answers for it */
}

static void what_a_plan_does_not_have_is_said_instead_of_finding_nothing(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    const struct { struct plan_asked asked; const char *problem; } cases[] = {
        {{.component = VD_S("9")}, "El plan no tiene un componente «9»."}, {{.unit = VD_S("otra")}, "El plan no nombra un responsable «otra»."},
        {{.state = VD_S("cumplida")}, "El plan no tiene seguimiento: ninguna de sus actividades tiene estado."}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct plan_filter filter;
        struct vd_str problem = {0};
        assert_int_equal(plan_filter_of(d->arena, &plan, &cases[i].asked, &filter, &problem), VD_NOT_FOUND);
        assert_string_equal(vd_str_c(d->arena, problem), cases[i].problem);
    }
}

static void the_lead_is_marked_wherever_it_stands(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<span class=\"chip lead\"><a href=\"/pasto/responsable/control-interno\">Control Interno</a>, líder</span>"));
    assert_true(has_c(d, "<span class=\"chip\"><a href=\"/pasto/responsable/correspondencia\">Correspondencia</a></span>"));
    plan_activity_rows rows = {0};
    plan_activity_rows_of(d->arena, &plan, NULL, (struct vd_url){VD_S("/x")}, &rows);
    assert_true(vd_str_is(rows.v[0].responsible, "Control Interno"));
    assert_true(vd_str_is(rows.v[0].others, "Correspondencia"));
    assert_null(rows.v[1].responsible.p);
}

static void a_target_reads_as_a_person_would_say_it(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<dd>Al menos 3</dd>"));
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "Se lee: al menos 3<"));
    plan.activities.v[0].indicator.unit_kind = VD_S("percent");
    plan.activities.v[0].indicator.comparator = VD_S("=");
    plan.activities.v[0].indicator.condition = VD_S("en caso de materialización");
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<dd>3\u00a0%<br>Condición: en caso de materialización</dd>"));
    vd_buf_clear(&d->out);
    plan.activities.v[1].row.goal = (struct vd_str){0};
    write_activity(d, &plan, "1.f2");
    assert_false(has_c(d, "La meta se lee así"));
    plan.activities.v[1].row.goal = VD_S("Señalética instalada");
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "<dd>Sin número</dd>"));
}

static void a_row_stands_out_for_an_error_and_only_counts_what_is_less(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    *VD_PUSH(d->arena, &plan.findings) = (struct shown_finding_row){.activity_key = vd_some(plan.activities.v[1].row.key), .code = VD_S("VD-P004"), .severity = VD_S("aviso"),
                                                                    .read_text = VD_S("Señalética")};
    plan_activity_rows rows = {0};
    plan_activity_rows_of(d->arena, &plan, NULL, (struct vd_url){VD_S("/pasto/plan/2022")}, &rows);
    assert_true(rows.v[0].flag);
    assert_int_equal(rows.v[0].errors.n, 1);
    assert_int_equal(rows.v[1].errors.n, 0);
    assert_int_equal(rows.v[1].findings_n, 1);
    assert_true(vd_str_is(rows.v[1].findings_url.s, "/pasto/plan/2022/actividad/1.f2#hallazgos"));
}

static void a_column_that_nothing_fills_is_left_out_of_the_table(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.activities.v[0].row.product = VD_S("Informes");
    write_page(d, &plan, NULL);
    assert_true(has_c(d, ">Producto</th>"));
    VD_EACH(activity, &plan.activities)
        activity->row.product = (struct vd_str){0};
    vd_buf_clear(&d->out);
    write_page(d, &plan, NULL);
    assert_false(has_c(d, ">Producto</th>"));
    assert_false(has_c(d, "data-l=\"Producto\""));
}

static void the_ends_of_the_list_have_no_dead_step(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_activity(d, &plan, "1.4.1");
    assert_false(has_c(d, "Actividad anterior"));
    assert_true(has_c(d, "Actividad siguiente: 1.f2"));
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "Actividad anterior: 1.4.1"));
    assert_false(has_c(d, "Actividad siguiente"));
    assert_false(has_c(d, "<a href=\"\""));
}

static void no_form_shows_an_internal_id(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    write_page(d, &plan, NULL);
    write_activity(d, &plan, "1.4.1");
    plan_json(&d->out, d->arena, VD_S("pasto"), VD_S("Alcaldía de Pasto"), &plan);
    assert_true(has_c(d, "\"windows\":[{\"order\":1,\"starts\":\"2022-04-01\",\"ends\":null"));
    assert_true(has_c(d, "\"target\":{\"quantity\":3,\"unit\":\"conteo\",\"comparator\":\">=\",\"condition\":null,\"per\":null,\"per_count\":null,\"coverage\":null}"));
    assert_true(has_c(d, "\"external_document\":\"Ver documento anexo\",\"objective\":null,\"indicators\":[],\"activities\":[]"));
    assert_false(has_c(d, "9870"));
}

static void an_activity_says_its_formula_for_each_what_and_how_wide(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    struct plan_indicator *one = &plan.activities.v[0].indicator;
    one->per = VD_S("comunas"), one->per_n = vd_some(12), one->coverage = VD_S("todas las dependencias"), one->lower_better = 1;
    write_activity(d, &plan, "1.4.1");
    assert_true(has_c(d, "<dd>Al menos 3<br>Por cada: comunas (12)<br>Alcance: todas las dependencias<br>Entre menos, mejor</dd>"));
    assert_true(has_c(d, "<dt class=\"muted\">Indicador</dt><dd>Informes</dd>"));
    assert_true(has_c(d, "<dt class=\"muted\">Fórmula del indicador</dt><dd>a &lt;b&gt; / c</dd>"));
    assert_false(has_c(d, "El trámite"));
    one->name = VD_S("Al menos 3 informes"); /* the goal says it already */
    vd_buf_clear(&d->out);
    write_activity(d, &plan, "1.4.1");
    assert_false(has_c(d, "Indicador</dt>"));
}

static void an_activity_of_the_suit_shows_what_is_known_of_its_tramite(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    const struct shown_tramite_row tramite = {.name = VD_S("Paz y <salvo>"), .improvement = plan.activities.v[1].row.description, .kind = VD_S("Normativa")};
    plan.activities.v[1].tramite = &tramite;
    write_activity(d, &plan, "1.f2");
    assert_true(has_c(d, "<h2>El trámite</h2>"));
    assert_true(has_c(d, "<dt>Trámite</dt><dd>Paz y &lt;salvo&gt;</dd>"));
    assert_true(has_c(d, "<dd>Normativa</dd>"));
    assert_false(has_c(d, "Mejora propuesta")); /* it is the title of the page */
    vd_buf_clear(&d->out);
    plan_json(&d->out, d->arena, VD_S("pasto"), VD_S("Pasto"), &plan);
    assert_true(has_c(d, "\"current\":null,\"improvement\":\"Otra\",\"benefit\":null,\"kind\":\"Normativa\",\"action\":null}"));
}

static void a_component_shows_its_objective_and_its_indicators_in_its_own_tab(void **state)
{
    struct desk *d = *state;
    struct plan plan;
    small_plan(d->arena, &plan);
    plan.components.v[0].objective = VD_S("Prevenir & <cuidar>");
    *VD_PUSH(d->arena, &plan.indicators) = (struct plan_indicator){.component_key = vd_some(987010), .name = VD_S("Riesgos materializados"), .formula = VD_S("a / b * 100"),
        .unit_kind = VD_S("percent"), .lower_better = 1, .raw = VD_S("0%"), .qty = vd_some(0), .comparator = VD_S("=")};
    *VD_PUSH(d->arena, &plan.indicators) = (struct plan_indicator){.component_key = vd_some(987012), .name = VD_S("Trámites en el SUIT"), .unit_kind = VD_S("count"),
        .raw = VD_S("5 trámites"), .qty = vd_some(5000000), .comparator = VD_S("=")};
    write_page(d, &plan, plan_component_first(&plan));
    assert_true(has_c(d, "<b>Objetivo:</b> Prevenir &amp; &lt;cuidar&gt;"));
    assert_true(has_c(d, "Riesgos materializados") && has_c(d, "a / b * 100") && has_c(d, "En porcentaje <span class=\"m\">Entre menos, mejor</span>"));
    assert_true(has_c(d, "data-l=\"Meta\"><span>0\u00a0%</span>"));
    assert_false(has_c(d, "Trámites en el SUIT"));
    vd_buf_clear(&d->out);
    write_page(d, &plan, NULL);
    assert_true(has_c(d, "<span class=\"m\">Objetivo: Prevenir"));
    assert_true(has_c(d, "Trámites en el SUIT <span class=\"m\">Componente 2. Trámites</span>"));
    assert_true(has_c(d, "5 trámites <span class=\"m\">Se lee: 5</span>"));
    vd_buf_clear(&d->out);
    plan_json(&d->out, d->arena, VD_S("pasto"), VD_S("Pasto"), &plan);
    assert_true(has_c(d, "\"indicators\":[{\"name\":\"Riesgos materializados\",\"formula\":\"a / b * 100\",\"lower_better\":true,\"goal\":\"0%\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, open_desk, close_desk)
        T(the_activities_show_the_same_columns_on_the_page_in_csv_and_in_json),
        T(the_windows_show_the_same_columns_on_the_page_in_csv_and_in_json),
        T(a_page_escapes_what_the_document_says),
        T(an_impossible_date_is_shown_as_written_with_its_finding),
        T(what_could_not_be_read_is_quoted_and_is_not_called_impossible),
        T(one_day_is_shown_without_a_beginning),
        T(a_window_of_one_day_says_the_day_once),
        T(an_abbreviation_is_spelled_out_and_a_word_is_not),
        T(the_source_is_told_in_the_words_of_who_keeps_documents),
        T(a_month_is_shown_from_its_first_day_to_its_last),
        T(the_lists_of_a_tab_are_those_of_its_component),
        T(places_are_named_as_the_program_that_made_the_file_does),
        T(a_finding_outside_the_tables_names_its_component),
        T(a_cell_without_value_says_why),
        T(a_plan_without_follow_up_shows_no_progress_and_nothing_late),
        T(every_activity_can_be_reached_by_tabs_without_script),
        T(a_component_in_another_document_says_so_and_has_no_table),
        T(windows_outside_the_year_and_without_date_are_told_beside_the_drawing),
        T(an_activity_stands_at_the_last_cut_off_as_its_sheet_declares),
        T(every_part_of_a_filter_must_hold),
        T(what_a_plan_does_not_have_is_said_instead_of_finding_nothing),
        T(the_lead_is_marked_wherever_it_stands),
        T(a_target_reads_as_a_person_would_say_it),
        T(a_row_stands_out_for_an_error_and_only_counts_what_is_less),
        T(a_column_that_nothing_fills_is_left_out_of_the_table),
        T(the_ends_of_the_list_have_no_dead_step),
        T(a_part_of_a_plan_is_a_document_with_its_own_findings),
        T(no_form_shows_an_internal_id),
        T(an_activity_says_its_formula_for_each_what_and_how_wide),
        T(an_activity_of_the_suit_shows_what_is_known_of_its_tramite),
        T(a_component_shows_its_objective_and_its_indicators_in_its_own_tab),
    };
    return cmocka_run_group_tests_name("plan pages", tests, NULL, NULL);
}
