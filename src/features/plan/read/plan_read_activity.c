/* SPDX-License-Identifier: Apache-2.0 */
/* One activity: its cells read with the rules for dates, targets and people, each kept with its reading and its certainty. */
#include "features/plan/read/plan_reader.h"

/* What a spreadsheet shows for a formula without value; exported to CSV or typed by hand it is only a text. */
static bool without_value(const struct vd_grid_cell *cell)
{
    static const char *const errors[] = {"#N/D", "#N/A", "#REF!", "#¡REF!", "#VALUE!", "#¡VALOR!", "#DIV/0!", "#¡DIV/0!", "#NAME?", "#¿NOMBRE?",
                                         "#NUM!", "#¡NUM!", "#NULL!", "#¡NULO!"};
    for (size_t i = 0; i < VD_COUNT(errors); i++)
        if (vd_str_is(vd_str_trim(cell->text), errors[i]))
            return true;
    return cell->kind == VD_CELL_ERROR || cell->kind == VD_CELL_FORMULA;
}

void reader_put_cell(struct reader *r, const struct vd_grid_cell *cell, enum plan_field field, int activity, struct vd_str reading, const char *status)
{
    if (without_value(cell)) {
        draft_finding_add(r->draft, "VD-P074", reader_place(r, cell), activity, vd_str_squeeze(r->arena, cell->text), (struct vd_str){0});
        status = "ambiguo";
    }
    draft_cell_add(r->draft, &(struct draft_cell){reader_place(r, cell), reader_text(r->arena, cell), activity, field, reading, status, cell->rows, cell->cols, {0}});
    if (activity >= 0 && absent(r->draft->activities.v[activity].at[field]))
        r->draft->activities.v[activity].at[field] = reader_place(r, cell);
}

static void put_problems(struct reader *r, struct plan_place place, const struct plan_verdict *verdict)
{
    VD_EACH(problem, &verdict->problems)
        draft_finding_add(r->draft, problem->code, place, r->activity, problem->read_text, problem->proposal);
}

/* ---- responsibles */

static int cell_at(const struct plan_draft *draft, struct plan_place place)
{
    for (size_t i = draft->cells.n; i > 0; i--)
        if (memcmp(&draft->cells.v[i - 1].place, &place, sizeof place) == 0)
            return (int)i - 1;
    return -1;
}

/* What the cell says of a person: the whole line, with its final dot, where it names nobody else. «Profesionales de Comunicaciones y
 * Sistemas» are two with the same text: each goes by its own name. */
static struct vd_str text_of(const struct plan_people *people, size_t i, draft_lines lines)
{
    const struct plan_person *person = &people->list.v[i];
    if ((i > 0 && vd_str_eq(person[-1].raw, person->raw)) || (i + 1 < people->list.n && vd_str_eq(person[1].raw, person->raw)))
        return person->name;
    VD_EACH(line, &lines)
        if (vd_str_eq(*line, person->raw) || (vd_str_ends(*line, VD_S(".")) && vd_str_eq(vd_str_sub(*line, 0, line->n - 1), person->raw)))
            return *line;
    return person->raw;
}

/* `carried`: the cell is merged over several activities and was kept with the first of them. */
static void put_responsibles(struct reader *r, const struct vd_grid_cell *cell, bool carried)
{
    struct plan_people people;
    draft_lines lines = draft_lines_of(r->arena, cell->text);
    struct draft_activity *activity = &r->draft->activities.v[r->activity];
    if (without_value(cell)) { /* «#N/D» is nobody */
        if (!carried)
            reader_put_cell(r, cell, PLAN_FIELD_RESPONSIBLE, r->activity, (struct vd_str){0}, "ambiguo");
        return;
    }
    plan_people_read(r->arena, cell->text, &people);
    if (!carried)
        put_problems(r, reader_place(r, cell), &people.verdict);
    if (!people.list.n && !carried)
        reader_put_cell(r, cell, PLAN_FIELD_RESPONSIBLE, r->activity, (struct vd_str){0}, "sin_usar");
    for (size_t i = 0; i < people.list.n; i++) {
        r->too_big |= activity->responsibles >= PLAN_MAX_RESPONSIBLES;
        if (r->too_big)
            return;
        const struct plan_person *person = &people.list.v[i];
        struct plan_place place = reader_place(r, cell);
        struct vd_str text = text_of(&people, i, lines);
        place.part = people.list.n > 1 ? (int)i + 1 : 0;
        if (!carried)
            draft_cell_add(r->draft, &(struct draft_cell){place, text, r->activity, PLAN_FIELD_RESPONSIBLE, {0}, plan_certainty_name(person->status),
                cell->rows, cell->cols, i || vd_str_eq(text, cell->text) ? (struct vd_str){0} : cell->text});
        *VD_PUSH(r->arena, &r->draft->responsibles) = (struct draft_responsible){r->activity, ++activity->responsibles, text, person->name,
            person->kind, cell_at(r->draft, place), {0}};
    }
    if (absent(activity->at[PLAN_FIELD_RESPONSIBLE]))
        activity->at[PLAN_FIELD_RESPONSIBLE] = reader_place(r, cell);
}

void reader_more_of_activity(struct reader *r, struct row *row)
{
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        int col = cell->col - row->shift;
        enum plan_field field = col < 0 || col >= r->columns.n ? PLAN_FIELD_NONE : r->columns.field_of[col];
        if (!cell_says(cell))
            continue;
        if (field == PLAN_FIELD_RESPONSIBLE)
            put_responsibles(r, cell, false);
        else if (field == PLAN_FIELD_NONE)
            reader_put_cell(r, cell, PLAN_FIELD_NONE, r->activity, (struct vd_str){0}, "sin_usar");
    }
    reader_put_dates(r, row, false);
}

/* ---- a new activity */

/* A cell merged over several activities says the same of each: what this row lacks is taken from it. */
static void put_merged(struct reader *r, const struct row *row)
{
    static const enum plan_field fields[] = {PLAN_FIELD_RESPONSIBLE, PLAN_FIELD_DATE, PLAN_FIELD_START, PLAN_FIELD_END};
    struct row dates = {.number = row->number};
    for (size_t i = 0; i < VD_COUNT(fields); i++) {
        int col = r->columns.col_of[fields[i]] - 1;
        const struct vd_grid_cell *above = col < 0 ? NULL : r->cover[col];
        if (row->of[fields[i]] || !above || above->row >= row->number || above->row + above->rows <= row->number || !cell_says(above))
            continue;
        if (fields[i] == PLAN_FIELD_RESPONSIBLE) {
            if (reader_may_read(r, above->text.n))
                put_responsibles(r, above, true);
        } else if (reader_may_read(r, above->text.n)) {
            dates.of[fields[i]] = above;
            dates.text[fields[i]] = reader_text(r->arena, above);
        }
    }
    reader_put_dates(r, &dates, true);
}

struct vd_str reader_merged_text(struct reader *r, const struct row *row, enum plan_field field)
{
    int col = r->columns.col_of[field] - 1;
    const struct vd_grid_cell *above = col < 0 ? NULL : r->cover[col];
    bool over = !row->of[field] && above && above->row < row->number && above->row + above->rows > row->number;
    struct vd_str text = vd_str_squeeze(r->arena, over ? reader_text(r->arena, above) : row->text[field]);
    return text.n ? text : (struct vd_str){0};
}

static bool follows_up(const struct reader *r) { return r->columns.col_of[PLAN_FIELD_ACHIEVED] || r->columns.col_of[PLAN_FIELD_DECLARED]; }

static void read_goal(struct reader *r, const struct row *row, struct draft_activity *activity)
{
    struct plan_place place = {r->grid->number, row->number + 1, r->columns.col_of[PLAN_FIELD_GOAL] + row->shift, 0};
    plan_target_read_under(r->arena, reader_merged_text(r, row, PLAN_FIELD_GOAL), activity->indicator, &activity->target);
    activity->goal = activity->target.raw;
    if (activity->goal.p && !follows_up(r)) /* what is missing, the end tells */
        put_problems(r, place, &activity->target.verdict);
}

/* A spreadsheet's number has lost the zero of 1.10: behind 1.9 it reads 1.1. */
static bool restore_zero(struct reader *r, struct draft_activity *activity)
{
    const struct draft_activity *before = r->activity > 0 ? activity - 1 : NULL;
    struct vd_str last = before && before->component == activity->component && before->code.p ? before->code : (struct vd_str){0};
    struct vd_str tenth = vd_str_printf(r->arena, "%.*s0", VD_SARG(activity->code));
    ptrdiff_t dot = vd_str_find(tenth, VD_S(".")), dot_before = vd_str_find(last, VD_S("."));
    int64_t next = 0, ordinal = 0;
    if (dot <= 0 || dot != dot_before || memcmp(tenth.p, last.p, (size_t)dot) != 0)
        return false;
    if (!vd_str_i64(vd_str_sub(tenth, (size_t)dot + 1, tenth.n), &next) || !vd_str_i64(vd_str_sub(last, (size_t)dot + 1, last.n), &ordinal) || next != ordinal + 1)
        return false;
    activity->code = tenth;
    return true;
}

/* In a column of its own, or in the cell of the indicator. */
static struct vd_str formula_of(struct reader *r, const struct row *row, struct vd_str indicator)
{
    struct vd_str formula = reader_merged_text(r, row, PLAN_FIELD_FORMULA);
    if (!formula.p && indicator.p && reader_is_formula(r->arena, indicator))
        formula = indicator;
    return formula.p ? reader_formula(r->arena, formula) : formula;
}

/* Its number stands in front of the text or in a column of its own. */
static void read_number(struct reader *r, const struct row *row, struct draft_activity *activity)
{
    const struct vd_grid_cell *number = row->of[PLAN_FIELD_NUMBER];
    bool plain = number && plan_activity_number(r->arena, row->text[PLAN_FIELD_NUMBER], &activity->code), restored = false;
    struct vd_str text = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_ACTIVITY]);
    if (plain)
        activity->description = text;
    else
        plan_activity_title(text, &activity->code, &activity->description);
    if (plain) { /* «7 · 1.1 Hacer»: the row is counted in the column, the activity is numbered in its text */
        struct vd_str code, description;
        plan_activity_title(text, &code, &description);
        plain = !code.p;
        activity->code = plain ? activity->code : code;
        activity->description = plain ? text : description;
    }
    if (plain && number->kind == VD_CELL_NUMBER)
        restored = restore_zero(r, activity);
    if (number)
        reader_put_cell(r, number, plain ? PLAN_FIELD_NUMBER : PLAN_FIELD_NONE, r->activity, plain ? activity->code : (struct vd_str){0}, restored ? "supuesto" : plain ? "leido" : "sin_usar");
}

static void put_text_cells(struct reader *r, const struct row *row)
{
    static const enum plan_field fields[] = {PLAN_FIELD_ACTIVITY, PLAN_FIELD_PRODUCT, PLAN_FIELD_GOAL, PLAN_FIELD_INDICATOR, PLAN_FIELD_FORMULA};
    for (size_t i = 0; i < VD_COUNT(fields); i++) {
        const struct draft_activity *activity = &r->draft->activities.v[r->activity];
        const struct vd_grid_cell *cell = row->of[fields[i]];
        bool goal = fields[i] == PLAN_FIELD_GOAL;
        struct vd_str reading = goal ? plan_target_reading(r->arena, &activity->target) : fields[i] == PLAN_FIELD_ACTIVITY ? activity->code :
                                fields[i] == PLAN_FIELD_FORMULA ? activity->formula : (struct vd_str){0};
        if (cell)
            reader_put_cell(r, cell, fields[i], r->activity, reading, goal ? plan_certainty_name(activity->target.verdict.status) : "leido");
    }
}

void reader_begin_activity(struct reader *r, struct row *row)
{
    if (r->draft->activities.n >= PLAN_MAX_ACTIVITIES) {
        r->too_big = true;
        return;
    }
    struct draft_activity *activity = VD_PUSH(r->arena, &r->draft->activities);
    r->activity = (int)r->draft->activities.n - 1;
    r->draft->components.v[r->component].activities++;
    r->draft->tables.v[r->table].activities++;
    *activity = (struct draft_activity){.component = r->component, .subcomponent = r->subcomponent, .table = r->matrix, .schedule_kind = "none",
        .place = reader_place(r, row->of[PLAN_FIELD_ACTIVITY]), .product = reader_merged_text(r, row, PLAN_FIELD_PRODUCT),
        .indicator = reader_merged_text(r, row, PLAN_FIELD_INDICATOR)};
    activity->formula = formula_of(r, row, activity->indicator);
    read_number(r, row, activity);
    read_goal(r, row, activity);
    put_text_cells(r, row);
    reader_tramite_row(r, row);
    reader_more_of_activity(r, row);
    put_merged(r, row);
    if (row->shift && row->of[PLAN_FIELD_OBJECTIVE])
        reader_put_cell(r, row->of[PLAN_FIELD_OBJECTIVE], PLAN_FIELD_OBJECTIVE, r->activity, (struct vd_str){0}, "ambiguo");
    if (follows_up(r))
        reader_followup_row(r, row);
}

/* ---- a text that the page cut */

static struct vd_str joined(struct reader *r, struct vd_str before, struct vd_str after)
{
    return before.p ? vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(before), VD_SARG(after)) : after;
}

void reader_join_activity(struct reader *r, struct row *row)
{
    struct draft_activity *activity = &r->draft->activities.v[r->activity];
    const struct vd_grid_cell *cell = row->of[PLAN_FIELD_ACTIVITY];
    struct vd_str text = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_ACTIVITY]);
    activity->description = joined(r, activity->description, text);
    if (row->of[PLAN_FIELD_PRODUCT])
        activity->product = joined(r, activity->product, vd_str_squeeze(r->arena, row->text[PLAN_FIELD_PRODUCT]));
    if (row->of[PLAN_FIELD_INDICATOR])
        activity->indicator = joined(r, activity->indicator, vd_str_squeeze(r->arena, row->text[PLAN_FIELD_INDICATOR]));
    if (row->of[PLAN_FIELD_FORMULA])
        activity->formula = joined(r, activity->formula, reader_formula(r->arena, row->text[PLAN_FIELD_FORMULA]));
    else
        activity->formula = formula_of(r, row, activity->indicator);
    reader_put_cell(r, cell, PLAN_FIELD_ACTIVITY, r->activity, (struct vd_str){0}, "supuesto");
    draft_finding_add(r->draft, "VD-P035", reader_place(r, cell), r->activity, text, activity->description);
    static const enum plan_field rest[] = {PLAN_FIELD_PRODUCT, PLAN_FIELD_GOAL, PLAN_FIELD_INDICATOR, PLAN_FIELD_FORMULA};
    for (size_t i = 0; i < VD_COUNT(rest); i++)
        if (row->of[rest[i]])
            reader_put_cell(r, row->of[rest[i]], rest[i], r->activity, (struct vd_str){0}, "supuesto");
    for (enum plan_field field = PLAN_FIELD_TRAMITE; field < PLAN_FIELD_COUNT; field++) {
        struct vd_str *whole = &activity->tramite[field - PLAN_FIELD_TRAMITE];
        const struct vd_grid_cell *more = row->of[field == r->columns.activity_is ? PLAN_FIELD_ACTIVITY : field];
        if (more)
            *whole = joined(r, *whole, vd_str_squeeze(r->arena, more->text));
        if (row->of[field])
            reader_put_cell(r, row->of[field], field, r->activity, (struct vd_str){0}, "supuesto");
    }
}
