/* SPDX-License-Identifier: Apache-2.0 */
/* What a follow-up sheet adds to the rows of its plan: the value achieved, the percentage declared, remarks; then the mean it
 * prints, and who signs. */
#include "features/plan/cells/plan_figures.h"
#include "features/plan/read/plan_reader.h"

/* The official cut-off nearest to a day: 30 April, 31 August, 31 December of its year or of the one before. */
static struct vd_date cutoff_of(struct vd_date day)
{
    const struct vd_date cutoffs[] = {{(int16_t)(day.year - 1), 12, 31}, {day.year, 4, 30}, {day.year, 8, 31}, {day.year, 12, 31}};
    struct vd_date nearest = cutoffs[0];
    for (size_t i = 1; day.year && i < VD_COUNT(cutoffs); i++)
        if (llabs(vd_date_days(cutoffs[i]) - vd_date_days(day)) < llabs(vd_date_days(nearest) - vd_date_days(day)))
            nearest = cutoffs[i];
    return day.year ? nearest : day;
}

static struct followup_draft *followup(struct reader *r)
{
    if (r->draft->followup)
        return r->draft->followup;
    struct followup_draft *sheet = r->draft->followup = VD_NEW(r->arena, struct followup_draft);
    sheet->sheet_date_raw = r->sheet_date;
    sheet->sheet_date = r->sheet_day;
    sheet->cutoff = cutoff_of(r->sheet_day);
    sheet->sheet_date_place = r->sheet_date_place;
    return sheet;
}

static struct plan_place put(struct reader *r, const struct row *row, enum plan_field field, struct vd_str reading, const char *status)
{
    const struct vd_grid_cell *cell = row->of[field];
    if (!cell)
        return (struct plan_place){0};
    reader_put_cell(r, cell, field, r->activity, reading, status);
    return reader_place(r, cell);
}

/* A goal that can be read in two ways is supposed when what was declared decides between them; else its doubt is told. */
static void settle_goal(struct reader *r, const struct followup_draft_row *line)
{
    const struct draft_activity *activity = &r->draft->activities.v[r->activity];
    struct plan_place place = activity->at[PLAN_FIELD_GOAL].table ? activity->at[PLAN_FIELD_GOAL] : activity->place;
    bool settled = !activity->target.qty_u6.has && line->achieved.target_u6.has;
    VD_EACH(problem, &activity->target.verdict.problems)
        if (activity->goal.p && !settled)
            draft_finding_add(r->draft, problem->code, place, r->activity, problem->read_text, problem->proposal);
    for (size_t i = r->draft->cells.n; settled && i > 0 && r->draft->cells.v[i - 1].activity == r->activity; i--) {
        struct draft_cell *cell = &r->draft->cells.v[i - 1];
        if (cell->field != PLAN_FIELD_GOAL)
            continue;
        cell->status = plan_certainty_name(PLAN_SUPPOSED);
        cell->reading = vd_str_printf(r->arena, "%.*s %%", VD_SARG(plan_u6_text(r->arena, line->achieved.target_u6.v)));
    }
}

void reader_followup_row(struct reader *r, const struct row *row)
{
    const struct draft_activity *activity = &r->draft->activities.v[r->activity];
    struct followup_draft *sheet = followup(r);
    struct followup_draft_row *line = VD_PUSH(r->arena, &sheet->rows);
    struct vd_str declared = row->text[PLAN_FIELD_DECLARED], remarks = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_REMARKS]);
    *line = (struct followup_draft_row){.activity = r->activity, .shifted = row->shift != 0};
    plan_achieved_read(r->arena, &activity->target, row->text[PLAN_FIELD_ACHIEVED], declared, &line->achieved);
    line->declared_raw = declared.n ? vd_str_squeeze(r->arena, declared) : (struct vd_str){0};
    line->remarks = remarks.n ? remarks : (struct vd_str){0};
    struct vd_str value = line->achieved.value_u6.has ? plan_u6_text(r->arena, line->achieved.value_u6.v) : (struct vd_str){0};
    struct vd_str percent = line->achieved.declared_u6.has ? plan_u6_text(r->arena, line->achieved.declared_u6.v) : (struct vd_str){0};
    line->achieved_place = put(r, row, PLAN_FIELD_ACHIEVED, value, plan_certainty_name(line->achieved.verdict.status));
    line->declared_place = put(r, row, PLAN_FIELD_DECLARED, percent, percent.p ? "leido" : "ambiguo");
    line->remarks_place = put(r, row, PLAN_FIELD_REMARKS, (struct vd_str){0}, "leido");
    settle_goal(r, line);
    VD_EACH(problem, &line->achieved.verdict.problems)
        draft_finding_add(r->draft, problem->code, absent(line->achieved_place) ? activity->place : line->achieved_place, r->activity, problem->read_text, problem->proposal);
}

/* ---- the foot of the sheet */

static bool has_word(struct reader *r, const struct row *row, const char *const *words, size_t n)
{
    for (size_t i = 0; i < row->n; i++) {
        struct vd_str fold = row->cells[i].text.n <= 200 ? vd_fold(r->arena, row->cells[i].text) : (struct vd_str){0};
        for (size_t k = 0; k < n; k++)
            if (vd_str_find(fold, vd_str_of(words[k])) >= 0)
                return true;
    }
    return false;
}

/* The figure of a row that sums up: alone in the row, below the declared percentages, or beside a word that says so. */
static const struct vd_grid_cell *total_of(struct reader *r, const struct row *row)
{
    static const char *const words[] = {"promedio", "total", "cumplimiento general"};
    const struct vd_grid_cell *single = reader_single(row), *declared = row->of[PLAN_FIELD_DECLARED], *achieved = row->of[PLAN_FIELD_ACHIEVED];
    if (row->of[PLAN_FIELD_ACTIVITY])
        return NULL;
    if (single)
        return reader_is_figure(vd_str_trim(single->text)) ? single : NULL;
    if (!has_word(r, row, words, VD_COUNT(words)))
        return NULL;
    return declared && reader_is_figure(vd_str_trim(declared->text)) ? declared : achieved && reader_is_figure(vd_str_trim(achieved->text)) ? achieved : NULL;
}

static void put_rest(struct reader *r, const struct row *row, const struct vd_grid_cell *but)
{
    for (size_t i = 0; i < row->n; i++)
        if (cell_says(&row->cells[i]) && &row->cells[i] != but)
            reader_put_cell(r, &row->cells[i], PLAN_FIELD_HEADER, -1, (struct vd_str){0}, "leido");
}

static void put_mean(struct reader *r, const struct row *row, const struct vd_grid_cell *cell)
{
    struct followup_draft *sheet = followup(r);
    plan_words words = plan_words_of(r->arena, reader_text(r->arena, cell));
    struct plan_figures figure;
    if (sheet->mean_raw.p) /* the one before was of some rows */
        draft_finding_add(r->draft, "VD-P012", sheet->mean_place, -1, sheet->mean_raw, (struct vd_str){0});
    sheet->mean_raw = reader_text(r->arena, cell);
    sheet->mean_place = reader_place(r, cell);
    sheet->mean_u6 = (struct vd_oint){0};
    if (words.n && plan_figures_at(&words, 0, &figure) && !figure.doubt)
        sheet->mean_u6 = vd_some(figure.u6);
    reader_put_cell(r, cell, PLAN_FIELD_DECLARED, -1, sheet->mean_u6.has ? plan_u6_text(r->arena, sheet->mean_u6.v) : (struct vd_str){0}, sheet->mean_u6.has ? "leido" : "ambiguo");
    put_rest(r, row, cell);
}

bool reader_followup_end(struct reader *r, const struct row *row)
{
    static const char *const signing[] = {"nombre:", "cargo:", "firma:", "elaboro:", "reviso:", "aprobo:", "proyecto:"};
    bool followed = r->columns.col_of[PLAN_FIELD_ACHIEVED] || r->columns.col_of[PLAN_FIELD_DECLARED];
    const struct vd_grid_cell *total = followed && r->activity >= 0 ? total_of(r, row) : NULL;
    if (total) {
        put_mean(r, row, total);
        r->done = true;
        return true;
    }
    bool planned = row->of[PLAN_FIELD_GOAL] || row->of[PLAN_FIELD_DATE] || row->of[PLAN_FIELD_START] || row->of[PLAN_FIELD_RESPONSIBLE] || row->of[PLAN_FIELD_MONTH];
    if (!planned && (r->done || has_word(r, row, signing, VD_COUNT(signing)))) {
        put_rest(r, row, NULL);
        return true;
    }
    r->done = false;
    return false;
}
