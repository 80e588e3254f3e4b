/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_docx_parts.h"

/* ---- cells */

struct tabling {
    struct docx_plan *p;
    const struct docx_component *component;
    docx_columns columns;
    bool numbered;                  /* a column of its own has the numbers */
    draft_lines objectives;
};

/* "1.1. Hacer", where no column has the number. */
static struct vd_str activity_text(const struct tabling *t, const struct docx_activity *a)
{
    return t->numbered || !a->row.code.n ? a->row.description : vd_str_printf(t->p->arena, "%.*s. %.*s", VD_SARG(a->row.code), VD_SARG(a->row.description));
}

static struct vd_str people_text(struct vd_arena *arena, const struct docx_activity *a)
{
    struct vd_str text = {0};
    VD_EACH(one, &a->people)
        text = text.n ? vd_str_printf(arena, "%.*s\n%.*s", VD_SARG(text), VD_SARG(*one)) : *one;
    return text;
}

static struct vd_str subcomponent_text(const struct tabling *t, const struct docx_activity *a)
{
    const struct docx_component *c = docx_component_with(t->p, a->row.subcomponent_key);
    return !c ? (struct vd_str){0} : c->row.raw.n ? c->row.raw : c->row.name;
}

static bool has_field(const struct tabling *t, enum plan_field field)
{
    VD_EACH(c, &t->columns)
        if (c->field == field)
            return true;
    return false;
}

static struct vd_str when_text(const struct tabling *t, const struct docx_activity *a, const struct docx_column *column)
{
    struct vd_str starts = {0}, ends = {0};
    bool marks[12] = {0};
    bool pair = has_field(t, PLAN_FIELD_START) && docx_in_pair(t->p, a, &starts, &ends);
    bool marked = !pair && has_field(t, PLAN_FIELD_MONTH) && docx_in_marks(t->p, a, marks);
    if (column->field == PLAN_FIELD_START)
        return starts;
    if (column->field == PLAN_FIELD_END)
        return ends;
    if (column->field == PLAN_FIELD_MONTH)
        return marked && marks[column->month - 1] ? VD_S("X") : (struct vd_str){0};
    return pair || marked ? (struct vd_str){0} : docx_in_words(t->p, a);
}

static struct vd_str text_of(const struct tabling *t, const struct docx_activity *a, const struct docx_column *column)
{
    switch (column->field) {
    case PLAN_FIELD_SUBCOMPONENT: return subcomponent_text(t, a);
    case PLAN_FIELD_NUMBER: return a->row.code;
    case PLAN_FIELD_ACTIVITY: return activity_text(t, a);
    case PLAN_FIELD_GOAL: return a->row.goal;
    case PLAN_FIELD_PRODUCT: return a->row.product;
    case PLAN_FIELD_INDICATOR: return a->indicator;
    case PLAN_FIELD_FORMULA: return a->formula;
    case PLAN_FIELD_RESPONSIBLE: return people_text(t->p->arena, a);
    case PLAN_FIELD_START: case PLAN_FIELD_END: case PLAN_FIELD_MONTH: case PLAN_FIELD_DATE: return when_text(t, a, column);
    default: return column->field >= PLAN_FIELD_TRAMITE && column->field < PLAN_FIELD_COUNT ? a->tramite[column->field - PLAN_FIELD_TRAMITE] : (struct vd_str){0};
    }
}

/* ---- what stands over several rows */

static bool same_part(const struct docx_activity *a, const struct docx_activity *b)
{
    return a->row.subcomponent_key.has == b->row.subcomponent_key.has && a->row.subcomponent_key.v == b->row.subcomponent_key.v;
}

static enum vd_word_merge merge_of(const struct tabling *t, size_t i)
{
    struct docx_activity *const *v = t->component->activities.v;
    if (i > 0 && same_part(v[i], v[i - 1]))
        return VD_WORD_MERGED;
    return i + 1 < t->component->activities.n && same_part(v[i], v[i + 1]) ? VD_WORD_MERGE_BEGINS : VD_WORD_ALONE;
}

/* The objectives of a component, one a line, share its rows out; the last has the rest. */
static void put_objective(const struct tabling *t, size_t i, struct vd_word_cell *cell)
{
    size_t n = t->component->activities.n, last = t->objectives.n - 1;
    cell->text = i < last ? t->objectives.v[i] : i == last ? t->objectives.v[last] : (struct vd_str){0};
    if (i >= last && last + 1 < n)
        cell->merge = i == last ? VD_WORD_MERGE_BEGINS : VD_WORD_MERGED;
}

static void put_activity(const struct tabling *t, size_t i)
{
    struct vd_word_cell cells[VD_WORD_COLUMNS] = {0};
    const struct docx_activity *a = t->component->activities.v[i];
    for (size_t c = 0; c < t->columns.n && c < VD_WORD_COLUMNS; c++) {
        const struct docx_column *column = &t->columns.v[c];
        cells[c].text = text_of(t, a, column);
        cells[c].centred = column->field == PLAN_FIELD_MONTH;
        if (column->field == PLAN_FIELD_SUBCOMPONENT)
            cells[c].merge = merge_of(t, i);
        else if (column->field == PLAN_FIELD_OBJECTIVE && t->objectives.n)
            put_objective(t, i, &cells[c]);
    }
    vd_paper_row(t->p->w, cells);
}

/* ---- a component */

/* The entity's words where they are a title that names it; else a title that does. */
static struct vd_str title_of(struct vd_arena *arena, const struct docx_component *c)
{
    struct vd_str code, name;
    if (plan_component_title(c->row.raw, &code, &name) && vd_str_eq(code, c->row.code) && vd_str_eq(name, c->row.name))
        return c->row.raw;
    return vd_str_printf(arena, "Componente %.*s: %.*s", VD_SARG(c->row.code), VD_SARG(c->row.name));
}

/* An indicator that stood in a row of the matrix without activity: its name is its goal. */
static bool is_lone(const struct tabling *t, const struct export_indicator_row *n)
{
    return t->component->activities.n && has_field(t, PLAN_FIELD_INDICATOR) && vd_str_eq(n->name, n->raw) && !n->formula.n;
}

static void put_lone(const struct tabling *t, const struct export_indicator_row *n)
{
    struct vd_word_cell cells[VD_WORD_COLUMNS] = {0};
    for (size_t c = 0; c < t->columns.n && c < VD_WORD_COLUMNS; c++) {
        enum plan_field field = t->columns.v[c].field;
        cells[c].text = field == PLAN_FIELD_INDICATOR ? n->name : field == PLAN_FIELD_RESPONSIBLE ? n->responsible : field == PLAN_FIELD_DATE ? n->schedule : (struct vd_str){0};
    }
    vd_paper_row(t->p->w, cells);
}

static void put_matrix(struct tabling *t, struct vd_str title)
{
    int widths[VD_WORD_COLUMNS];
    struct vd_str heads[VD_WORD_COLUMNS];
    size_t n = t->columns.n < VD_WORD_COLUMNS ? t->columns.n : VD_WORD_COLUMNS;
    for (size_t i = 0; i < n; i++) {
        widths[i] = t->columns.v[i].width;
        heads[i] = t->columns.v[i].heading;
    }
    vd_paper_table(t->p->w, title, widths, heads, n);
    for (size_t i = 0; i < t->component->activities.n; i++)
        put_activity(t, i);
    VD_EACH(one, &t->component->indicators)
        if (is_lone(t, one))
            put_lone(t, one);
    vd_paper_table_end(t->p->w);
}

static void put_objective_line(struct docx_plan *p, struct vd_str objective)
{
    const struct vd_word_run runs[] = {{.text = VD_S("Objetivo: "), .bold = true}, {.text = objective}};
    vd_paper_runs(p->w, VD_WORD_NORMAL, runs, VD_COUNT(runs));
}

void docx_put_component(struct docx_plan *p, const struct docx_component *component)
{
    struct tabling t = {.p = p, .component = component};
    struct vd_str title = title_of(p->arena, component);
    vd_paper_heading(p->w, 1, title);
    if (component->row.ext_title.n)
        vd_paper_text(p->w, VD_WORD_NORMAL, component->row.ext_title);
    else if (!component->activities.n)
        vd_paper_text(p->w, VD_WORD_NORMAL, VD_S("Este componente no tiene actividades."));
    docx_columns_of(p, component, &t.columns);
    t.numbered = has_field(&t, PLAN_FIELD_NUMBER);
    t.objectives = draft_lines_of(p->arena, component->row.objective);
    if (t.objectives.n && (!has_field(&t, PLAN_FIELD_OBJECTIVE) || t.objectives.n > component->activities.n))
        put_objective_line(p, component->row.objective);
    if (component->activities.n)
        put_matrix(&t, title);
    docx_indicators others = {0};
    VD_EACH(n, &component->indicators)
        if (!is_lone(&t, n))
            *VD_PUSH(p->arena, &others) = *n;
    if (others.n) {
        vd_paper_heading(p->w, 2, VD_S("Indicadores"));
        docx_put_indicators(p, vd_str_printf(p->arena, "Indicadores: %.*s", VD_SARG(title)), &others);
    }
}

/* ---- indicators that no activity has */

enum { INDICATOR_COLUMNS = 5 };

static void indicator_texts(const struct export_indicator_row *n, struct vd_str *ret)
{
    ret[0] = n->name;
    ret[1] = n->formula;
    ret[2] = n->raw;
    ret[3] = n->responsible;
    ret[4] = n->schedule;
}

void docx_put_indicators(struct docx_plan *p, struct vd_str caption, const docx_indicators *indicators)
{
    static const struct { const char *head; int weight; } all[INDICATOR_COLUMNS] = {{"Indicador", 30}, {"Fórmula del indicador", 30}, {"Meta", 16}, {"Responsable", 14}, {"Fecha programada", 12}};
    struct vd_str texts[INDICATOR_COLUMNS], heads[INDICATOR_COLUMNS];
    bool asked[INDICATOR_COLUMNS] = {true, true, true};
    int widths[INDICATOR_COLUMNS], whole = 0;
    size_t n = 0;
    VD_EACH(one, indicators) {
        indicator_texts(one, texts);
        for (int i = 0; i < INDICATOR_COLUMNS; i++)
            asked[i] |= texts[i].n > 0;
    }
    for (int i = 0; i < INDICATOR_COLUMNS; i++)
        whole += asked[i] ? all[i].weight : 0;
    for (int i = 0; i < INDICATOR_COLUMNS; i++)
        if (asked[i]) {
            heads[n] = vd_str_of(all[i].head);
            widths[n++] = VD_WORD_LYING * all[i].weight / whole;
        }
    vd_paper_table(p->w, caption, widths, heads, n);
    VD_EACH(one, indicators) {
        struct vd_word_cell cells[INDICATOR_COLUMNS] = {0};
        size_t at = 0;
        indicator_texts(one, texts);
        for (int i = 0; i < INDICATOR_COLUMNS; i++)
            if (asked[i])
                cells[at++].text = texts[i];
        vd_paper_row(p->w, cells);
    }
    vd_paper_table_end(p->w);
}
