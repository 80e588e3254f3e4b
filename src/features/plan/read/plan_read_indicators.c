/* SPDX-License-Identifier: Apache-2.0 */
/* Indicators that are of a component and not of one activity: tables «Indicador · Fórmula · Meta», and the row of a matrix that has an
 * indicator and no activity. */
#include "features/plan/read/plan_reader.h"

void reader_indicator_row(struct reader *r, struct row *row)
{
    static const enum plan_field fields[] = {PLAN_FIELD_INDICATOR, PLAN_FIELD_FORMULA, PLAN_FIELD_GOAL};
    reader_collect(r, row);
    const struct vd_grid_cell *name = row->of[PLAN_FIELD_INDICATOR];
    if (!name)
        return;
    struct draft_indicator *indicator = VD_PUSH(r->arena, &r->draft->indicators);
    *indicator = (struct draft_indicator){.component = r->component, .place = reader_place(r, name), .name = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_INDICATOR])};
    if (row->of[PLAN_FIELD_FORMULA])
        indicator->formula = reader_formula(r->arena, row->text[PLAN_FIELD_FORMULA]);
    plan_target_read_under(r->arena, row->text[PLAN_FIELD_GOAL], indicator->name, &indicator->target);
    for (size_t i = 0; i < VD_COUNT(fields); i++) {
        struct vd_str reading = fields[i] == PLAN_FIELD_GOAL ? plan_target_reading(r->arena, &indicator->target) : fields[i] == PLAN_FIELD_FORMULA ? indicator->formula : (struct vd_str){0};
        if (row->of[fields[i]])
            reader_put_cell(r, row->of[fields[i]], fields[i], -1, reading, fields[i] == PLAN_FIELD_GOAL ? plan_certainty_name(indicator->target.verdict.status) : "leido");
    }
    VD_EACH(problem, &indicator->target.verdict.problems)
        draft_finding_add(r->draft, problem->code, indicator->place, -1, problem->read_text, problem->proposal);
    r->draft->tables.v[r->table].indicators++;
}

void reader_lone_indicator(struct reader *r, const struct row *row)
{
    static const enum plan_field fields[] = {PLAN_FIELD_INDICATOR, PLAN_FIELD_DATE, PLAN_FIELD_RESPONSIBLE};
    const struct vd_grid_cell *cell = row->of[PLAN_FIELD_INDICATOR];
    struct draft_indicator *indicator = VD_PUSH(r->arena, &r->draft->indicators);
    *indicator = (struct draft_indicator){.component = r->component, .place = reader_place(r, cell), .alone = true,
        .name = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_INDICATOR]), .schedule = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_DATE]),
        .responsible = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_RESPONSIBLE])};
    plan_target_read(r->arena, indicator->name, &indicator->target);
    for (size_t i = 0; i < VD_COUNT(fields); i++)
        if (row->of[fields[i]])
            reader_put_cell(r, row->of[fields[i]], fields[i], -1, i ? (struct vd_str){0} : plan_target_reading(r->arena, &indicator->target), "leido");
    r->draft->tables.v[r->table].indicators++;
    draft_finding_add(r->draft, "VD-P037", indicator->place, -1, indicator->name, (struct vd_str){0});
}
