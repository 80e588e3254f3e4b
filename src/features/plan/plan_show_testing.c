/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_show_testing.h"
#include "features/plan/plan_activity.tpl.h"
#include "features/plan/plan_page.tpl.h"

int desk_open(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    d->arena = vd_arena_new(16u << 20);
    vd_buf_init(&d->out, 4u << 20);
    *state = d;
    return 0;
}

int desk_close(void **state)
{
    struct desk *d = *state;
    vd_buf_done(&d->out);
    vd_arena_free(d->arena);
    free(d);
    return 0;
}

bool has(const struct desk *d, struct vd_str text) { return vd_str_find(vd_buf_view(&d->out), text) >= 0; }
bool has_c(const struct desk *d, const char *text) { return has(d, vd_str_of(text)); }

void small_plan(struct vd_arena *arena, struct plan *plan)
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

void write_page(struct desk *d, const struct plan *plan, const struct shown_component_row *component)
{
    struct plan_view_in in = {.arena = d->arena, .plan = plan, .base = {VD_S("/pasto/plan/2022")}, .today = {2022, 9, 20}};
    struct plan_page_view view = {0};
    plan_page_fill(&in, &(struct plan_filter){.component = component}, &view);
    tpl_plan_page(&(struct vd_html_out){&d->out}, &view);
}

void write_activity(struct desk *d, const struct plan *plan, const char *address)
{
    struct plan_view_in in = {.arena = d->arena, .plan = plan, .base = {VD_S("/pasto/plan/2022")}};
    struct plan_activity_view view = {0};
    plan_cells cells = {0};
    *VD_PUSH(d->arena, &cells) = (struct shown_cell_row){.table_no = 1, .row_no = 25, .col_no = 7, .part = 2, .raw = VD_S("<i>31/08/2022"),
                                                         .field = VD_S("end"), .reading = VD_S("2022-08-31"), .status = VD_S("leido")};
    plan_activity_fill(&in, plan_activity_at(plan, vd_str_of(address)), &cells, &view);
    tpl_plan_activity(&(struct vd_html_out){&d->out}, &view);
}

void write_document(struct desk *d, const struct plan *plan)
{
    const struct plan_document_in in = {.arena = d->arena, .plan = plan, .entity_slug = VD_S("pasto"), .entity_name = VD_S("Alcaldía de Pasto")};
    struct plan_document document;
    struct vd_json json;
    plan_document_of(&in, &document);
    vd_json_init(&json, &d->out);
    vd_dataset_json_row(&json, &plan_document_set, &document);
}
