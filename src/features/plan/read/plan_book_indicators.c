/* SPDX-License-Identifier: Apache-2.0 */
/* The sheet Indicadores: of an activity, of a component or of the whole plan. */
#include "features/plan/read/plan_book_reading.h"
#include "features/plan/read/plan_codes.h"

static enum vd_err target_of(struct plan_book_reading *b, size_t i, const struct plan_book_indicator *row, struct plan_target *ret)
{
    struct plan_target target = {0};
    const struct vd_code *unit = vd_code_of(plan_unit_codes, row->unit_kind), *comparator = vd_code_of(plan_comparator_codes, row->target.p ? row->comparator : VD_S("="));
    if (!row->name.n || !unit || !comparator)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_INDICATORS, i, "le falta el nombre, la unidad o la comparación.");
    if (!row->target.p && (row->qty.has || row->condition.p || row->per.p || row->per_n.has || row->coverage.p || row->comparator.p))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_INDICATORS, i, "trae cantidad, comparación, condición o alcance sin meta.");
    if (row->target.p)
        plan_target_read_under(b->arena, row->target, row->name, &target);
    target.raw = row->target;
    target.qty_u6 = row->qty;
    target.unit_kind = unit->value;
    target.comparator = comparator->value;
    target.polarity = row->lower_better ? "lower-better" : NULL;
    target.condition = row->condition;
    target.per = row->per;
    target.per_count = row->per_n;
    target.coverage = row->coverage;
    *ret = target;
    return VD_OK;
}

static void put_indicator_cells(struct plan_book_reading *b, const struct plan_book_hung *at, int activity, const struct plan_target *target)
{
    plan_book_cell(b, PLAN_BOOK_INDICATORS, at->row, PLAN_BOOK_COL(PLAN_BOOK_INDICATORS, indicator, name), activity, PLAN_FIELD_INDICATOR, "leido", (struct vd_str){0});
    plan_book_cell(b, PLAN_BOOK_INDICATORS, at->row, PLAN_BOOK_COL(PLAN_BOOK_INDICATORS, indicator, formula), activity, PLAN_FIELD_FORMULA, "leido", (struct vd_str){0});
    plan_book_cell(b, PLAN_BOOK_INDICATORS, at->row, PLAN_BOOK_COL(PLAN_BOOK_INDICATORS, indicator, target), activity, PLAN_FIELD_GOAL, "leido", plan_target_reading(b->arena, target));
    VD_EACH(problem, &target->verdict.problems)
        draft_finding_add(b->draft, problem->code, plan_book_place(b, PLAN_BOOK_INDICATORS, at->row), activity, problem->read_text, problem->proposal);
}

/* owner: an activity, or past them 0 for the whole plan and then the components. */
static enum vd_err read_indicator(struct plan_book_reading *b, const struct plan_book_hung *at)
{
    const struct plan_book_indicator *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_INDICATORS, indicator)[at->row];
    int part = at->owner - (int)b->draft->activities.n - 1;
    struct plan_target target;
    VD_TRY(target_of(b, at->row, row, &target));
    if (part >= -1) {
        *VD_PUSH(b->arena, &b->draft->indicators) = (struct draft_indicator){.component = part, .place = plan_book_place(b, PLAN_BOOK_INDICATORS, at->row), .name = row->name,
            .formula = row->formula, .target = target, .schedule = row->schedule, .responsible = row->responsible, .alone = row->schedule.p || row->responsible.p};
        put_indicator_cells(b, at, -1, &target);
        return VD_OK;
    }
    struct draft_activity *a = &b->draft->activities.v[at->owner];
    if (at->ord != 1)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_INDICATORS, at->row, "la actividad %.*s ya tiene un indicador.", VD_SARG(a->address));
    a->indicator = row->name;
    a->formula = row->formula;
    a->target = target;
    put_indicator_cells(b, at, at->owner, &target);
    return VD_OK;
}

enum vd_err plan_book_read_indicators(struct plan_book_reading *b)
{
    size_t n = b->rows[PLAN_BOOK_INDICATORS].n;
    int activities = (int)b->draft->activities.n;
    struct plan_book_hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct plan_book_indicator *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_INDICATORS, indicator)[i];
        rows[i] = (struct plan_book_hung){activities, row->ord, i};
        if (row->activity.n && row->component.has)
            return PLAN_BOOK_WRONG(b, PLAN_BOOK_INDICATORS, i, "un indicador es de una actividad o de un componente, no de los dos.");
        if (row->component.has && (row->component.v < 1 || row->component.v > (int64_t)b->draft->components.n))
            return PLAN_BOOK_WRONG(b, PLAN_BOOK_INDICATORS, i, "no hay un componente con el N.º %" PRId64 ".", row->component.v);
        if (row->activity.n)
            VD_TRY(plan_book_owner(b, PLAN_BOOK_INDICATORS, i, row->activity, &rows[i].owner));
        else if (row->component.has)
            rows[i].owner = activities + (int)row->component.v;
    }
    VD_TRY(plan_book_in_order(b, PLAN_BOOK_INDICATORS, rows, VD_DOC_MAX_ROWS));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_indicator(b, &rows[i]));
    return VD_OK;
}
