/* SPDX-License-Identifier: Apache-2.0 */
/* A row below the headings of a matrix is one of these:
 *
 *   an activity      its activity cell says something
 *   a continuation   only responsibles and dates: more of the activity above (a second office, a second window)
 *   a cut text       first row of a table that goes on: the end of a text that the page cut
 *   a title          its only cell names a component or a subcomponent, or repeats the head of the page
 *   an indicator     it has an indicator and no activity
 *   a total          of a follow-up; below it people sign. Of a plan («TOTAL ACTIVIDADES»): left out and reported
 *   unknown          kept as cells and reported, never guessed */
#include "features/plan/cells/plan_words.h"
#include "features/plan/read/plan_reader.h"

struct row reader_row_at(const struct reader *r, int number)
{
    size_t last = (size_t)(number < r->grid->rows ? number : r->grid->rows), next = last + (number < r->grid->rows);
    size_t n = r->row_start[next] - r->row_start[last];
    return (struct row){.number = number, .cells = n ? r->grid->cells.v + r->row_start[last] : NULL, .n = n};
}

const struct vd_grid_cell *reader_single(const struct row *row)
{
    const struct vd_grid_cell *single = NULL;
    for (size_t i = 0; i < row->n; i++) {
        if (!cell_says(&row->cells[i]))
            continue;
        if (single)
            return NULL;
        single = &row->cells[i];
    }
    return single;
}

static enum plan_field field_at(const struct reader *r, const struct row *row, const struct vd_grid_cell *cell)
{
    int col = cell->col - row->shift;
    return col < 0 || col >= r->columns.n ? PLAN_FIELD_NONE : r->columns.field_of[col];
}

static bool headed(const struct reader *r, const struct row *row, const struct vd_grid_cell *cell)
{
    int col = cell->col - row->shift;
    return col >= 0 && col < r->columns.n && r->columns.headed[col];
}

void reader_collect(struct reader *r, struct row *row)
{
    memset(row->of, 0, sizeof row->of);
    memset(row->text, 0, sizeof row->text);
    for (size_t i = 0; i < row->n; i++) {
        const struct vd_grid_cell *cell = &row->cells[i];
        enum plan_field field = field_at(r, row, cell);
        bool unknown = field == PLAN_FIELD_NONE && headed(r, row, cell); /* «Presupuesto»: told once, by its heading */
        if (!cell_says(cell) || unknown)
            continue;
        struct vd_str text = reader_text(r->arena, cell);
        row->text[field] = row->of[field] && field != PLAN_FIELD_NONE ? vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(row->text[field]), VD_SARG(text)) : text;
        if (!row->of[field])
            row->of[field] = cell;
    }
}

/* How well the cells of a row stand below their headings: those of columns whose content can be told. */
static int fit(struct reader *r, const struct row *row, int shift)
{
    const struct row moved = {.shift = shift};
    int points = 0;
    for (size_t i = 0; i < row->n; i++) {
        struct vd_str text = vd_str_trim(row->cells[i].text);
        enum plan_field field = text.n ? field_at(r, &moved, &row->cells[i]) : PLAN_FIELD_NONE;
        bool dated = field == PLAN_FIELD_DATE || field == PLAN_FIELD_START || field == PLAN_FIELD_END, figure = reader_is_figure(text);
        if (dated)
            points += text.n <= 120 && reader_is_date(r->arena, text) ? 1 : -1;
        else if (field == PLAN_FIELD_ACHIEVED || field == PLAN_FIELD_DECLARED)
            points += figure ? 1 : -1;
        else if (field == PLAN_FIELD_RESPONSIBLE)
            points += figure || (shift == 0 && text.n <= 120 && reader_is_date(r->arena, text)) ? -1 : 1;
    }
    return points;
}

int reader_shift(struct reader *r, const struct row *row)
{
    bool checked = r->columns.col_of[PLAN_FIELD_ACHIEVED] || r->columns.col_of[PLAN_FIELD_DECLARED] || r->columns.col_of[PLAN_FIELD_START];
    int as_it_stands = checked ? fit(r, row, 0) : 1, moved = as_it_stands <= 0 ? fit(r, row, 1) : 0;
    return moved >= 3 && moved > as_it_stands + 2 ? 1 : 0;
}

/* ---- titles */

static void enter_subcomponent(struct reader *r, struct vd_str text, struct plan_place place)
{
    struct vd_str raw = vd_str_squeeze(r->arena, text), code, name;
    plan_subcomponent_title(raw, &code, &name);
    struct vd_str folded = vd_fold(r->arena, name);
    for (size_t i = 0; i < r->draft->components.n; i++) {
        const struct draft_component *c = &r->draft->components.v[i];
        if (c->parent == r->component && (!code.p || vd_str_eq(c->code, code)) && vd_str_eq(c->fold, folded)) {
            r->subcomponent = (int)i;
            return;
        }
    }
    struct vd_str parent = r->draft->components.v[r->component].catalogue;
    struct draft_component named = {.parent = r->component, .code = code, .name = name, .raw = raw, .place = place};
    if (parent.p)
        named.catalogue = plan_law_part(r->arena, vd_str_of(r->draft->instrument), parent, name);
    r->subcomponent = reader_add_component(r, &named);
}

static void put_subcomponent(struct reader *r, const struct vd_grid_cell *cell)
{
    enter_subcomponent(r, cell->text, reader_place(r, cell));
    const struct draft_component *c = &r->draft->components.v[r->subcomponent];
    reader_put_cell(r, cell, PLAN_FIELD_SUBCOMPONENT, -1, vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(c->code), VD_SARG(c->name)), "leido");
}

static bool is_subcomponent_title(struct reader *r, struct vd_str text)
{
    struct vd_str fold = vd_fold(r->arena, text);
    return vd_str_starts(fold, VD_S("subcomponente")) || vd_str_starts(fold, VD_S("fase "));
}

/* The only cell of a row below the headings. */
static bool title_row(struct reader *r, const struct row *row)
{
    const struct vd_grid_cell *cell = reader_single(row);
    struct vd_str code, name;
    if (!cell || cell->text.n > 300)
        return false;
    struct vd_str text = vd_str_squeeze(r->arena, cell->text);
    if (plan_component_title(text, &code, &name)) {
        reader_begin_component(r, text, code, name, reader_place(r, cell));
    } else if (r->component >= 0 && field_at(r, row, cell) != PLAN_FIELD_SUBCOMPONENT && is_subcomponent_title(r, text)) {
        put_subcomponent(r, cell);
        return true;
    } else if (!reader_known_line(r, text) || field_at(r, row, cell) == PLAN_FIELD_SUBCOMPONENT) {
        return false;
    }
    reader_put_cell(r, cell, PLAN_FIELD_HEADER, -1, (struct vd_str){0}, "leido");
    return true;
}

/* «2. Antitrámites»: the number of the component, unless it is one of a longer series («1.2 …»). */
static void component_number(struct vd_str raw, struct vd_str *ret_code, struct vd_str *ret_title)
{
    struct vd_str code, title;
    plan_activity_title(raw, &code, &title);
    if (!code.n || vd_str_find(code, VD_S(".")) >= 0)
        return;
    *ret_code = code;
    *ret_title = title;
}

/* The columns of the component and of its objective: blank cells below belong to the name above. */
static void put_component(struct reader *r, const struct row *row)
{
    const struct vd_grid_cell *name = row->of[PLAN_FIELD_COMPONENT], *objective = row->of[PLAN_FIELD_OBJECTIVE];
    if (name) {
        struct vd_str raw = vd_str_squeeze(r->arena, name->text), code = {0}, title = raw;
        if (!plan_component_title(raw, &code, &title))
            component_number(raw, &code, &title);
        reader_begin_component(r, raw, code, title, reader_place(r, name));
        const struct draft_component *c = &r->draft->components.v[r->component];
        reader_put_cell(r, name, PLAN_FIELD_COMPONENT, -1, vd_str_printf(r->arena, "%.*s %.*s", VD_SARG(c->code), VD_SARG(c->name)), "leido");
    }
    if (objective && !row->shift && r->component >= 0) {
        struct draft_component *c = &r->draft->components.v[r->component];
        struct vd_str text = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_OBJECTIVE]);
        if (!c->objective.p)
            c->objective = text;
        else if (vd_str_find(c->objective, text) < 0)
            c->objective = vd_str_printf(r->arena, "%.*s\n%.*s", VD_SARG(c->objective), VD_SARG(text));
        reader_put_cell(r, objective, PLAN_FIELD_OBJECTIVE, -1, (struct vd_str){0}, "leido");
    }
}

/* ---- rows without activity */

/* Its names of components and its objective were already used. */
static void put_unknown_row(struct reader *r, const struct row *row)
{
    const struct vd_grid_cell *first = NULL;
    for (size_t i = 0; i < row->n; i++) {
        enum plan_field field = field_at(r, row, &row->cells[i]);
        bool used = field == PLAN_FIELD_SUBCOMPONENT || field == PLAN_FIELD_COMPONENT || field == PLAN_FIELD_OBJECTIVE;
        if (!cell_says(&row->cells[i]) || used)
            continue;
        reader_put_cell(r, &row->cells[i], PLAN_FIELD_NONE, -1, (struct vd_str){0}, "sin_usar");
        first = first ? first : &row->cells[i];
    }
    if (first)
        draft_finding_add(r->draft, "VD-P012", reader_place(r, first), -1, vd_str_squeeze(r->arena, first->text), (struct vd_str){0});
}

/* Is the activity of this row the one above, whose cell is merged over it? */
static bool covered(const struct reader *r, const struct row *row)
{
    int col = r->columns.col_of[PLAN_FIELD_ACTIVITY] - 1;
    const struct vd_grid_cell *above = col < 0 ? NULL : r->cover[col];
    return r->activity >= 0 && above && above->row < row->number && above->row + above->rows > row->number;
}

static bool of_tramite(const struct row *row)
{
    for (enum plan_field field = PLAN_FIELD_TRAMITE; field < PLAN_FIELD_COUNT; field++)
        if (row->of[field])
            return true;
    return false;
}

static bool only_shared(const struct reader *r, const struct row *row)
{
    return r->activity >= 0 && !row->of[PLAN_FIELD_NONE] && !row->of[PLAN_FIELD_PRODUCT] && !row->of[PLAN_FIELD_GOAL] && !row->of[PLAN_FIELD_NUMBER] &&
           !row->of[PLAN_FIELD_INDICATOR] && !row->of[PLAN_FIELD_SUBCOMPONENT] && !row->of[PLAN_FIELD_ACHIEVED] && !row->of[PLAN_FIELD_DECLARED] &&
           !of_tramite(row);
}

/* A second goal, indicator or trámite below the first, of an activity merged over both rows: kept, and for a person to decide. */
static void put_second_goal(struct reader *r, const struct row *row)
{
    for (enum plan_field field = PLAN_FIELD_NONE; field < PLAN_FIELD_COUNT; field++) {
        const struct vd_grid_cell *cell = row->of[field];
        bool asked = field == PLAN_FIELD_PRODUCT || field == PLAN_FIELD_GOAL || field == PLAN_FIELD_INDICATOR || reader_is_tramite_field(field);
        if (!cell || !asked)
            continue;
        reader_put_cell(r, cell, field, r->activity, (struct vd_str){0}, "ambiguo");
        draft_finding_add(r->draft, "VD-P038", reader_place(r, cell), r->activity, vd_str_squeeze(r->arena, cell->text), vd_str_of(plan_field_label(field)));
    }
}

static void row_without_activity(struct reader *r, struct row *row)
{
    bool lone = row->of[PLAN_FIELD_INDICATOR] && !row->of[PLAN_FIELD_GOAL] && !row->of[PLAN_FIELD_PRODUCT] && !row->of[PLAN_FIELD_NUMBER] && !row->of[PLAN_FIELD_NONE];
    if (covered(r, row)) {
        put_second_goal(r, row);
        reader_more_of_activity(r, row);
    } else if (only_shared(r, row)) {
        reader_more_of_activity(r, row);
    } else if (lone && r->component >= 0) {
        reader_lone_indicator(r, row);
    } else {
        put_unknown_row(r, row);
    }
}

static void remember_merges(struct reader *r, const struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        for (int col = row->cells[i].col; row->cells[i].rows > 1 && col < row->cells[i].col + row->cells[i].cols && col < VD_DOC_MAX_COLS; col++)
            r->cover[col] = &row->cells[i];
}

/* «TOTAL», «TOTAL ACTIVIDADES», «Subtotal»: a short label of a row that nobody does at no time. */
static const struct vd_grid_cell *total_label(struct reader *r, const struct row *row)
{
    enum { LABEL_MOST = 40 };
    static const char *const labels[] = {"total", "totales", "subtotal", "subtotales"};
    const struct vd_grid_cell *first = NULL;
    for (size_t i = 0; i < row->n && !first; i++)
        first = cell_says(&row->cells[i]) ? &row->cells[i] : NULL;
    bool planned = row->of[PLAN_FIELD_RESPONSIBLE] || row->of[PLAN_FIELD_DATE] || row->of[PLAN_FIELD_START] || row->of[PLAN_FIELD_END] ||
                   (row->of[PLAN_FIELD_MONTH] && !reader_is_figure(vd_str_trim(row->of[PLAN_FIELD_MONTH]->text)));
    if (!first || (planned && first != reader_single(row)) || first->text.n > LABEL_MOST)
        return NULL;
    plan_words words = plan_words_of(r->arena, first->text);
    for (size_t i = 0; i < VD_COUNT(labels); i++)
        if (plan_word_is(&words, 0, labels[i]))
            return first;
    return NULL;
}

static void put_total(struct reader *r, const struct row *row, const struct vd_grid_cell *label)
{
    for (size_t i = 0; i < row->n; i++)
        if (cell_says(&row->cells[i]))
            reader_put_cell(r, &row->cells[i], PLAN_FIELD_NONE, -1, (struct vd_str){0}, "sin_usar");
    draft_finding_add(r->draft, "VD-P012", reader_place(r, label), -1, vd_str_squeeze(r->arena, label->text), (struct vd_str){0});
}

/* Below a numbered activity, a row with nothing but a text that begins in small letters: the end of the sentence above. */
static bool is_end_of_sentence(const struct reader *r, const struct row *row)
{
    const struct vd_grid_cell *cell = reader_single(row);
    struct vd_str text = cell ? vd_str_trim(cell->text) : (struct vd_str){0};
    return r->activity >= 0 && row->of[PLAN_FIELD_ACTIVITY] && r->columns.col_of[PLAN_FIELD_NUMBER] && r->draft->activities.v[r->activity].code.p &&
           text.n && text.p[0] >= 'a' && text.p[0] <= 'z';
}

/* First row of a table that goes on, without number, dates nor people: the end of a text that the page cut. */
static bool is_cut_text(const struct reader *r, const struct row *row)
{
    return r->continues && r->first_row && r->activity >= 0 && row->of[PLAN_FIELD_ACTIVITY] && !row->of[PLAN_FIELD_NUMBER] && !row->of[PLAN_FIELD_DATE] &&
           !row->of[PLAN_FIELD_START] && !row->of[PLAN_FIELD_END] && !row->of[PLAN_FIELD_MONTH] && !row->of[PLAN_FIELD_RESPONSIBLE] && !row->of[PLAN_FIELD_SUBCOMPONENT];
}

void reader_row(struct reader *r, struct row *row)
{
    remember_merges(r, row);
    row->shift = reader_shift(r, row);
    reader_collect(r, row);
    if (title_row(r, row) || reader_followup_end(r, row))
        return;
    const struct vd_grid_cell *total = total_label(r, row);
    if (total) {
        put_total(r, row, total);
        return;
    }
    put_component(r, row);
    if (r->component < 0)
        reader_begin_component(r, VD_S(""), VD_S("1"), VD_S("Sin título"), (struct plan_place){0});
    if (row->of[PLAN_FIELD_SUBCOMPONENT])
        put_subcomponent(r, row->of[PLAN_FIELD_SUBCOMPONENT]);
    if (is_cut_text(r, row) || is_end_of_sentence(r, row))
        reader_join_activity(r, row);
    else if (row->of[PLAN_FIELD_ACTIVITY])
        reader_begin_activity(r, row);
    else
        row_without_activity(r, row);
    r->first_row &= !row->of[PLAN_FIELD_ACTIVITY];
}
