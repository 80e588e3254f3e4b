/* SPDX-License-Identifier: Apache-2.0 */
#include "features/followup/followup_compare.h"

/* Of the plans of one entity the query gives first the one to compare. */
static struct followup_compared compared_of(const struct followup_compare_asked *asked, const struct followup_compared_row *row)
{
    struct followup_compared one = {
        .entity = row->slug, .entity_name = row->name, .vigencia = row->vigencia, .plan = row->title, .family = row->path_word,
        .method = vd_str_of(followup_method_name(asked->method)), .basis = row->basis.n ? row->basis : asked->official ? (struct vd_str){0} : vd_str_of(followup_basis_name(asked->basis)), .percent = row->percent, .zone = row->zone,
        .numerator = row->numerator, .denominator = row->denominator, .rows = row->counted, .left_out = row->left_out, .unreported = row->unreported, .supposed = row->supposed};
    if (!row->vigencia.has)
        one.absent = VD_S("sin_plan");
    else if (!row->cut_on.p || !vd_date_from_iso(row->cut_on, &one.cut_on))
        one.absent = VD_S("sin_seguimiento");
    else if (!row->percent.has)
        one.absent = VD_S("sin_cifra");
    return one;
}

/* Greatest first; equal ones, and those without figure, stay in the order of names, which is that of the array. */
static int by_value(const void *a, const void *b)
{
    const struct followup_compared *const *x = a, *const *y = b;
    if ((*x)->percent.has != (*y)->percent.has)
        return (*x)->percent.has ? -1 : 1;
    if ((*x)->percent.has && (*x)->percent.v != (*y)->percent.v)
        return (*x)->percent.v > (*y)->percent.v ? -1 : 1;
    return *x < *y ? -1 : *x > *y;
}

static void sort_by_value(struct vd_arena *arena, followup_compareds *list)
{
    const struct followup_compared **order = vd_alloc_array(arena, list->n + 1, sizeof(const struct followup_compared *));
    followup_compareds sorted = {0};
    for (size_t i = 0; i < list->n; i++)
        order[i] = &list->v[i];
    qsort(order, list->n, sizeof *order, by_value);
    for (size_t i = 0; i < list->n; i++)
        *VD_PUSH(arena, &sorted) = *order[i];
    *list = sorted;
}

enum vd_err followup_compare(struct vd_db *db, struct vd_arena *arena, const struct followup_compare_asked *asked, followup_compareds *ret)
{
    struct followup_compared_row row;
    followup_compareds list = {0};
    int64_t last = 0;
    VD_AUTO_STMT struct vd_stmt *st = followup_compared_open(db, vd_str_of(followup_method_name(asked->method)), asked->official ? VD_S("official") : vd_str_of(followup_basis_name(asked->basis)), asked->vigencia);
    while (followup_compared_next(st, arena, &row)) {
        if (row.entity_id == last)
            continue;
        last = row.entity_id;
        *VD_PUSH(arena, &list) = compared_of(asked, &row);
    }
    VD_TRY(vd_done(st));
    if (asked->by_value)
        sort_by_value(arena, &list);
    *ret = list;
    return VD_OK;
}

enum vd_err followup_compare_years(struct vd_db *db, struct vd_arena *arena, followup_years *ret)
{
    struct followup_compared_year_row row;
    followup_years years = {0};
    VD_AUTO_STMT struct vd_stmt *st = followup_compared_year_open(db);
    while (followup_compared_year_next(st, arena, &row))
        *VD_PUSH(arena, &years) = row.vigencia;
    VD_TRY(vd_done(st));
    *ret = years;
    return VD_OK;
}

const char *followup_compare_why(struct vd_str absent)
{
    return vd_str_is(absent, "sin_plan")       ? "no muestra un plan de esa vigencia"
           : vd_str_is(absent, "sin_seguimiento") ? "el plan no tiene seguimiento"
                                              : "el seguimiento no trae esta cifra";
}

enum followup_zone followup_zone_named(struct vd_str name)
{
    for (int z = 0; z < FOLLOWUP_ZONES; z++)
        if (vd_str_is(name, followup_zone_name((enum followup_zone)z)))
            return (enum followup_zone)z;
    return FOLLOWUP_BAJA;
}

/* ---- of one entity */

static void put_figure(const struct followup_past_row *row, struct followup_past *past)
{
    if (vd_str_is(row->method, "M1")) {
        past->m1 = row->percent;
        past->zone_m1 = row->zone;
        past->rows = row->counted;
        past->unreported = row->unreported;
        past->left_out = row->left_out;
        past->fulfilled.has = vd_str_i64(row->numerator, &past->fulfilled.v); /* of M1: a count */
    } else if (vd_str_is(row->method, "M2")) {
        past->m2 = row->percent;
        past->zone_m2 = row->zone;
    }
}

static enum vd_err past_of(const struct followup_past_row *row, struct followup_past *ret)
{
    bool made = vd_str_is(row->state, "publicado");
    *ret = (struct followup_past){.vigencia = row->vigencia, .plan_id = row->plan_id, .plan = row->title, .family = row->path_word, .state = row->state, .basis = made ? VD_S("verified") : VD_S("declared")};
    if (!vd_date_from_iso(row->cut_on, &ret->cut_on))
        return VD_CORRUPT;
    if ((row->publish_by.p && !vd_date_from_iso(row->publish_by, &ret->publish_by)) || (row->published_on.p && !vd_date_from_iso(row->published_on, &ret->published_on)))
        return VD_CORRUPT;
    if (row->published_at.has)
        ret->registered_on = vd_date_in_bogota(row->published_at.v);
    ret->proof = row->proof;
    return VD_OK;
}

enum vd_err followup_past_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, followup_pasts *ret)
{
    struct followup_past_row row;
    followup_pasts list = {0};
    int64_t plan = 0, cutoff = 0;
    bool fresh = false;           /* of two imports of one cut-off the later comes first, and counts */
    VD_AUTO_STMT struct vd_stmt *st = followup_past_open(db, entity_id, family.n ? family : VD_S(""));
    while (followup_past_next(st, arena, &row)) {
        struct followup_past past;
        VD_TRY(past_of(&row, &past));
        if (row.cutoff_id != cutoff) {
            fresh = row.plan_id != plan || vd_date_days(list.v[list.n - 1].cut_on) != vd_date_days(past.cut_on);
            plan = row.plan_id;
            cutoff = row.cutoff_id;
            if (fresh)
                *VD_PUSH(arena, &list) = past;
        }
        if (fresh)
            put_figure(&row, &list.v[list.n - 1]);
    }
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

/* ---- columns */

#define COMPARED(member, type, key, label, about) VD_FIELD(struct followup_compared, member, type, key, label, about)
#define COMPARED_CODE(member, codes, key, label, about) VD_FIELD_CODE(struct followup_compared, member, codes, key, label, about)
static const struct vd_code absent_codes[] = {
    VD_CODE("sin_plan", "Sin plan de esa vigencia"), VD_CODE("sin_seguimiento", "Sin seguimiento"), VD_CODE("sin_cifra", "El seguimiento no trae esta cifra"), {0}};

static const struct vd_field compared_fields[] = {
    COMPARED(entity, VD_F_TEXT, "entity", "Entidad", "Palabra de la entidad en las direcciones"),
    COMPARED(entity_name, VD_F_TEXT, "entity_name", "Nombre", "Nombre de la entidad"),
    COMPARED(vigencia, VD_F_OINT, "vigencia", "Vigencia", "Año del plan que se compara; vacío: la entidad no lo muestra"),
    COMPARED(plan, VD_F_TEXT, "plan", "Plan", "Título del plan"),
    COMPARED(family, VD_F_TEXT, "family", "Familia", "Palabra del plan en las direcciones"),
    COMPARED(cut_on, VD_F_DATE, "cutoff", "Corte oficial", "Último corte con seguimiento; vacío: no tiene"),
    COMPARED_CODE(method, followup_method_codes, "method", "Método", "Con qué método se calcula"),
    COMPARED_CODE(basis, followup_basis_codes, "basis", "Base", "De qué valores sale; de la base oficial, vacío sin dato"),
    COMPARED(percent, VD_F_QTY, "percent", "Porcentaje", "Con dos decimales; vacío: sin dato, que no es cero"),
    COMPARED_CODE(zone, followup_zone_codes, "zone", "Zona", "Por el valor sin redondear; vacío sin dato"),
    COMPARED(numerator, VD_F_TEXT, "numerator", "Numerador", "Lo que se divide, exacto"),
    COMPARED(denominator, VD_F_TEXT, "denominator", "Denominador", "Entre cuánto se divide, exacto"),
    COMPARED(rows, VD_F_OINT, "rows", "Actividades que cuentan", "Cuántas entran en la cifra"),
    COMPARED(left_out, VD_F_OINT, "left_out", "Actividades por fuera", "Cuántas no cuentan"),
    COMPARED(unreported, VD_F_OINT, "unreported", "Sin reporte", "Cuántas cuentan 0 porque nadie las reportó"),
    COMPARED(supposed, VD_F_OINT, "supposed", "Lecturas supuestas", "Cuántas cuentan con un avance que se supuso"),
    COMPARED_CODE(absent, absent_codes, "absent", "Por qué no hay dato", "Vacío con dato"),
};
const struct vd_dataset followup_compare_set = VD_DATASET(followup_compared, compared_fields, "comparar", "Entidades comparadas");

#define PAST(member, type, key, label, about) VD_FIELD(struct followup_past, member, type, key, label, about)
static const struct vd_field past_fields[] = {
    PAST(vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"),
    PAST(plan, VD_F_TEXT, "plan", "Plan", "Título del plan"),
    PAST(family, VD_F_TEXT, "family", "Familia", "Palabra del plan en las direcciones"),
    PAST(cut_on, VD_F_DATE, "cutoff", "Corte oficial", "Fecha del corte"),
    VD_FIELD_CODE(struct followup_past, state, followup_cutoff_codes, "state", "Estado", "Importado de una hoja, o publicado aquí por Control Interno"),
    PAST(publish_by, VD_F_DATE, "publish_by", "Debía publicarse", "Último día del término; vacío: no consta"),
    PAST(published_on, VD_F_DATE, "published_on", "Se publicó", "Día real de la publicación; vacío: no consta"),
    PAST(registered_on, VD_F_DATE, "registered_on", "Se registró", "Día en que se registró aquí la publicación; vacío: no consta"),
    PAST(proof, VD_F_TEXT, "publication_proof", "Prueba de la publicación", "De un día anterior al registro: dirección o número que la prueba; vacío: se publicó aquí"),
    VD_FIELD_CODE(struct followup_past, basis, followup_basis_codes, "basis", "Base oficial", "De qué valores salen las cifras"),
    PAST(m1, VD_F_QTY, "m1", "Conteo de cumplidas (M1)", "Sobre la base oficial, en %; vacío sin dato"),
    VD_FIELD_CODE(struct followup_past, zone_m1, followup_zone_codes, "zone_m1", "Zona del conteo", "Vacío sin dato"),
    PAST(m2, VD_F_QTY, "m2", "Promedio (M2)", "Sobre la base oficial, en %; vacío sin dato"),
    VD_FIELD_CODE(struct followup_past, zone_m2, followup_zone_codes, "zone_m2", "Zona del promedio", "Vacío sin dato"),
    PAST(rows, VD_F_OINT, "rows", "Actividades que cuentan", "Cuántas entran en el conteo"),
    PAST(fulfilled, VD_F_OINT, "fulfilled", "Cumplidas del todo", "Cuántas de ellas"),
};
const struct vd_dataset followup_past_set = VD_DATASET(followup_past, past_fields, "seguimientos", "Seguimientos de una entidad");
