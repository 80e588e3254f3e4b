/* SPDX-License-Identifier: Apache-2.0 */
/* The columns of a component's table: those of the document it came from, in their order, under their headings as long as our reader
 * takes each for what stands below it; and one more for whatever the activities say that the document had no column for. A plan
 * that came from no document has the columns of the guide («Estrategias para la construcción del PAAC», versión 2, cap. V). */
#include "features/plan/plan_docx_parts.h"
#include "features/plan/read/plan_reader.h"
#include "html/html.h"

/* The order of the guide; what is put in stands behind the one before it here. */
static const enum plan_field order[] = {PLAN_FIELD_OBJECTIVE, PLAN_FIELD_SUBCOMPONENT, PLAN_FIELD_NUMBER, PLAN_FIELD_TRAMITE_CODE, PLAN_FIELD_TRAMITE_NAME, PLAN_FIELD_TRAMITE_CURRENT,
    PLAN_FIELD_TRAMITE_IMPROVEMENT, PLAN_FIELD_TRAMITE_BENEFIT, PLAN_FIELD_TRAMITE_KIND, PLAN_FIELD_TRAMITE_ACTION, PLAN_FIELD_ACTIVITY, PLAN_FIELD_GOAL, PLAN_FIELD_PRODUCT,
    PLAN_FIELD_INDICATOR, PLAN_FIELD_FORMULA, PLAN_FIELD_RESPONSIBLE, PLAN_FIELD_START, PLAN_FIELD_END, PLAN_FIELD_MONTH, PLAN_FIELD_DATE};

static int rank(enum plan_field field)
{
    for (size_t i = 0; i < VD_COUNT(order); i++)
        if (order[i] == field)
            return (int)i;
    return -1; /* not a plan's: of a follow-up */
}

static bool has(const docx_columns *columns, enum plan_field field)
{
    VD_EACH(c, columns)
        if (c->field == field)
            return true;
    return false;
}

static void drop(docx_columns *columns, enum plan_field field)
{
    size_t n = 0;
    for (size_t i = 0; i < columns->n; i++)
        if (columns->v[i].field != field)
            columns->v[n++] = columns->v[i];
    columns->n = n;
}

/* ---- those of the source */

/* Its table has headings, or goes on with the one before that has. */
static int64_t headed_table(const struct docx_plan *p, int64_t table)
{
    int64_t found = 0;
    VD_EACH(h, &p->headings)
        if (h->table_no <= table && h->table_no > found)
            found = h->table_no;
    return found;
}

static enum plan_field field_named(struct vd_str name)
{
    for (size_t i = 0; i < VD_COUNT(order); i++)
        if (vd_str_is(name, plan_field_name(order[i])))
            return order[i];
    return PLAN_FIELD_NONE;
}

static void add_place(struct vd_arena *arena, docx_columns *columns, struct vd_str name, int64_t place)
{
    enum plan_field field = field_named(name);
    if (field != PLAN_FIELD_NONE && !has(columns, field))
        *VD_PUSH(arena, columns) = (struct docx_column){.field = field, .place = (int)place};
}

static int by_place(const void *a, const void *b)
{
    const struct docx_column *x = a, *y = b;
    return x->place != y->place ? x->place - y->place : rank(x->field) - rank(y->field);
}

static void from_source(const struct docx_plan *p, int64_t table, int64_t headed, docx_columns *columns)
{
    VD_EACH(place, &p->places)
        if (place->table_no == table)
            add_place(p->arena, columns, place->field, place->col_no);
    VD_EACH(h, &p->headings)
        if (h->table_no == headed)
            add_place(p->arena, columns, h->reading, h->col_no);
    if (columns->n)
        qsort(columns->v, columns->n, sizeof *columns->v, by_place);
}

/* ---- what the activities ask for */

static bool any_tramite(const struct docx_component *c, enum plan_field field)
{
    VD_EACH(a, &c->activities) {
        struct vd_str text = (*a)->tramite[field - PLAN_FIELD_TRAMITE];
        if (text.n && !vd_str_eq(text, (*a)->row.description)) /* the one that stands in for the activity is told there */
            return true;
    }
    return false;
}

/* A code that would not be found again in front of the text. */
static bool odd_code(struct vd_str code)
{
    struct vd_str found, rest;
    if (!code.n)
        return false;
    char text[80];
    snprintf(text, sizeof text, "%.*s. x", VD_SARG(vd_str_sub(code, 0, 70)));
    plan_activity_title(vd_str_of(text), &found, &rest);
    return !vd_str_eq(found, code);
}

/* Marks and pairs that cannot say it leave it to a cell of words. */
static bool in_words(const struct docx_plan *p, const docx_columns *columns, const struct docx_activity *a)
{
    struct vd_str starts, ends;
    bool marks[12];
    if (!a->windows.n && !a->row.schedule.n)
        return false;
    return !(has(columns, PLAN_FIELD_START) && docx_in_pair(p, a, &starts, &ends)) && !(has(columns, PLAN_FIELD_MONTH) && docx_in_marks(p, a, marks));
}

static bool asks(const struct docx_plan *p, const struct docx_component *c, const docx_columns *columns, enum plan_field field)
{
    if (field == PLAN_FIELD_ACTIVITY)
        return true;
    if (reader_is_tramite_field(field))
        return any_tramite(c, field);
    VD_EACH(one, &c->activities) {
        const struct docx_activity *a = *one;
        if ((field == PLAN_FIELD_SUBCOMPONENT && a->row.subcomponent_key.has) || (field == PLAN_FIELD_NUMBER && odd_code(a->row.code)) ||
            (field == PLAN_FIELD_GOAL && a->row.goal.n) || (field == PLAN_FIELD_PRODUCT && a->row.product.n) || (field == PLAN_FIELD_INDICATOR && a->indicator.n && !(has(columns, PLAN_FIELD_FORMULA) && vd_str_eq(a->indicator, a->formula))) ||
            (field == PLAN_FIELD_FORMULA && a->formula.n && !reader_is_formula(p->arena, a->indicator)) || (field == PLAN_FIELD_RESPONSIBLE && a->people.n) ||
            (field == PLAN_FIELD_DATE && in_words(p, columns, a)))
            return true;
    }
    return false;
}

static void put_in(struct vd_arena *arena, docx_columns *columns, enum plan_field field)
{
    size_t at = 0;
    for (size_t i = 0; i < columns->n; i++)
        if (rank(columns->v[i].field) < rank(field))
            at = i + 1;
    (void)VD_PUSH(arena, columns);
    memmove(columns->v + at + 1, columns->v + at, (columns->n - 1 - at) * sizeof *columns->v);
    columns->v[at] = (struct docx_column){.field = field};
}

static void spread_months(struct vd_arena *arena, docx_columns *columns)
{
    docx_columns all = {0};
    VD_EACH(c, columns) {
        for (int month = 1; c->field == PLAN_FIELD_MONTH && month <= 12; month++)
            *VD_PUSH(arena, &all) = (struct docx_column){.field = PLAN_FIELD_MONTH, .month = month, .place = c->place};
        if (c->field != PLAN_FIELD_MONTH)
            *VD_PUSH(arena, &all) = *c;
    }
    *columns = all;
}

/* ---- headings */

static const char *default_heading(enum plan_field field)
{
    switch (field) {
    case PLAN_FIELD_OBJECTIVE: return "Objetivo";
    case PLAN_FIELD_SUBCOMPONENT: return "Subcomponente";
    case PLAN_FIELD_NUMBER: return "N.º";
    case PLAN_FIELD_ACTIVITY: return "Actividades";
    case PLAN_FIELD_GOAL: return "Meta";
    case PLAN_FIELD_PRODUCT: return "Producto";
    case PLAN_FIELD_INDICATOR: return "Indicador";
    case PLAN_FIELD_FORMULA: return "Fórmula del indicador";
    case PLAN_FIELD_RESPONSIBLE: return "Responsable";
    case PLAN_FIELD_START: return "Fecha de inicio";
    case PLAN_FIELD_END: return "Fecha final";
    case PLAN_FIELD_DATE: return "Fecha programada";
    case PLAN_FIELD_TRAMITE_CODE: return "Código del trámite";
    case PLAN_FIELD_TRAMITE_NAME: return "Nombre del trámite";
    case PLAN_FIELD_TRAMITE_CURRENT: return "Situación actual";
    case PLAN_FIELD_TRAMITE_IMPROVEMENT: return "Mejora por implementar";
    case PLAN_FIELD_TRAMITE_BENEFIT: return "Beneficio al ciudadano";
    case PLAN_FIELD_TRAMITE_KIND: return "Tipo de racionalización";
    case PLAN_FIELD_TRAMITE_ACTION: return "Acción de racionalización";
    default: return "";
    }
}

/* Would our reader, asked for this heading, answer with this field? A trámite's column may stand in for the activity. */
static bool means(struct vd_arena *arena, struct vd_str heading, enum plan_field field)
{
    struct plan_heading read = plan_heading_read(arena, heading);
    if (read.guessed)
        return false;
    return read.field == field || (read.or_product && field == PLAN_FIELD_PRODUCT) || (field == PLAN_FIELD_ACTIVITY && reader_is_tramite_field(read.field));
}

/* The one that stands over the column; headings that stand one column off, or say something else, give way to the usual word. */
static struct vd_str heading_of(const struct docx_plan *p, int64_t headed, const struct docx_column *column)
{
    if (column->field == PLAN_FIELD_MONTH)
        return vd_str_of(vd_es_month_short(column->month));
    VD_EACH(h, &p->headings)
        if (column->place && h->table_no == headed && h->col_no == column->place && means(p->arena, h->raw, column->field))
            return vd_str_squeeze(p->arena, h->raw);
    return vd_str_of(default_heading(column->field));
}

/* ---- widths */

static int weight(enum plan_field field)
{
    switch (field) {
    case PLAN_FIELD_NUMBER: return 4;
    case PLAN_FIELD_MONTH: return 3;
    case PLAN_FIELD_START: case PLAN_FIELD_END: return 9;
    case PLAN_FIELD_TRAMITE_CODE: return 8;
    case PLAN_FIELD_DATE: return 12;
    case PLAN_FIELD_SUBCOMPONENT: case PLAN_FIELD_RESPONSIBLE: return 14;
    case PLAN_FIELD_ACTIVITY: return 30;
    default: return 18;
    }
}

static void set_widths(docx_columns *columns)
{
    int whole = 0, rest = VD_WORD_LYING;
    VD_EACH(c, columns)
        whole += weight(c->field);
    VD_EACH(c, columns) {
        c->width = VD_WORD_LYING * weight(c->field) / whole;
        rest -= c->width;
    }
    columns->v[0].width += rest;
}

void docx_columns_of(const struct docx_plan *p, const struct docx_component *component, docx_columns *ret)
{
    docx_columns columns = {0};
    int64_t table = 0;
    VD_EACH(t, &p->tables)
        if (t->component_key == component->row.key)
            table = t->table_no;
    int64_t headed = table ? headed_table(p, table) : 0;
    if (table)
        from_source(p, table, headed, &columns);
    if (!has(&columns, PLAN_FIELD_START) || !has(&columns, PLAN_FIELD_END)) {
        drop(&columns, PLAN_FIELD_START);
        drop(&columns, PLAN_FIELD_END);
    }
    if (!component->row.objective.n)
        drop(&columns, PLAN_FIELD_OBJECTIVE);
    for (size_t i = 0; i < VD_COUNT(order); i++)
        if (!has(&columns, order[i]) && asks(p, component, &columns, order[i]))
            put_in(p->arena, &columns, order[i]);
    spread_months(p->arena, &columns);
    VD_EACH(c, &columns)
        c->heading = heading_of(p, headed, c);
    set_widths(&columns);
    *ret = columns;
}
