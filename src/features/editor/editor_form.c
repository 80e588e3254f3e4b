/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_form.h"

#define FIELD(member, most, label, about) {#member, label, offsetof(struct editor_typed, member)},
const struct editor_field editor_fields[] = {EDITOR_FIELDS(FIELD) {NULL, NULL, 0}};

struct vd_str *editor_field_in(struct editor_typed *typed, const struct editor_field *field) { return (struct vd_str *)(void *)((char *)typed + field->offset); }

/* ---- from the rows */

struct vd_str editor_indicator_name(const struct editor_one *one)
{
    const struct row_indicator *n = &one->indicator;
    bool own = n->key && !vd_str_eq(n->name, one->row.product) && !vd_str_eq(n->name, one->row.goal_raw) && !vd_str_eq(n->name, n->formula);
    return own ? n->name : (struct vd_str){0};
}

static const struct vd_unit *unit_at(const vd_units *units, int64_t id)
{
    VD_EACH(u, units)
        if (u->id == id)
            return u;
    return NULL;
}

static void fill_people(struct vd_arena *arena, const struct editor_one *one, const vd_units *units, struct editor_typed *typed)
{
    VD_EACH(r, &one->responsibles) {
        const struct vd_unit *unit = unit_at(units, r->unit_id);
        if (!unit)
            continue;
        if (r->is_lead)
            typed->lider = unit->slug;
        else
            typed->otros = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(typed->otros), typed->otros.n ? "\n" : "", VD_SARG(unit->name));
    }
}

static bool same_number(struct vd_oint a, struct vd_oint b) { return a.has == b.has && (!a.has || a.v == b.v); }

static void fill_target(struct vd_arena *arena, const struct row_target *stored, const struct plan_target *read, struct editor_typed *typed)
{
    if (stored->qty_u6.has && !same_number(stored->qty_u6, read->qty_u6))
        typed->cantidad = vd_es_qty(arena, stored->qty_u6);
    if (!vd_str_is(stored->comparator, read->comparator))
        typed->comparador = editor_comparator_typed(stored->comparator);
    if (stored->per_label.n && !vd_str_eq(stored->per_label, read->per))
        typed->por = stored->per_label;
    if (stored->per_n.has && !same_number(stored->per_n, read->per_count))
        typed->cuantos = vd_str_printf(arena, "%" PRId64, stored->per_n.v);
}

/* What differs from what the goal says was chosen by a person. */
static void fill_choices(struct vd_arena *arena, const struct editor_one *one, struct editor_typed *typed)
{
    struct plan_target read;
    const struct row_indicator *n = &one->indicator;
    if (!n->key)
        return;
    plan_target_read_under(arena, typed->meta, typed->indicador, &read);
    if (!vd_str_is(n->unit_kind, read.unit_kind))
        typed->unidad = n->unit_kind;
    if (n->lower_better != editor_lower_better(&read))
        typed->sentido = n->lower_better ? VD_S("menor") : VD_S("mayor");
    if (one->target.key)
        fill_target(arena, &one->target, &read, typed);
    typed->tipo = n->formula_kind;
    typed->numerador = n->numerator;
    typed->denominador = n->denominator;
    if (n->accumulates.has)
        typed->acumula = n->accumulates.v ? VD_S("si") : VD_S("no");
}

static void fill_tramite(const struct row_tramite_detail *t, struct editor_typed *typed)
{
    typed->tramite_codigo = t->code;
    typed->tramite_nombre = t->name;
    typed->tramite_actual = t->current;
    typed->tramite_mejora = t->improvement;
    typed->tramite_beneficio = t->benefit;
    typed->tramite_clase = t->kind;
    typed->tramite_accion = t->action;
}

struct editor_typed editor_typed_of(struct vd_arena *arena, const struct editor_one *one, const vd_units *units)
{
    struct editor_typed typed = {.parte = vd_str_printf(arena, "%" PRId64, editor_part_of(&one->row)), .codigo = one->row.code,
        .descripcion = one->row.description, .producto = one->row.product, .meta = one->row.goal_raw, .indicador = editor_indicator_name(one),
        .formula = one->indicator.formula, .fechas = editor_dates_text(arena, one)};
    fill_people(arena, one, units, &typed);
    fill_choices(arena, one, &typed);
    if (one->row.weight_u6.has)
        typed.peso = vd_es_qty(arena, one->row.weight_u6);
    if (one->tramite.activity_key)
        fill_tramite(&one->tramite, &typed);
    return typed;
}
