/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_units.h"
#include "features/plan/plan.h"
#include "features/plan/plan_datasets.h"

static const struct vd_code role_codes[] = {VD_CODE("lider", "Líder"), VD_CODE("participa", "Participa"), {0}};

static const struct vd_field unit_fields[] = {
    VD_FIELD(struct plan_unit_row, slug, VD_F_TEXT, "slug", "Dirección", "Palabra de la dependencia en las direcciones; no cambia"),
    VD_FIELD(struct plan_unit_row, name, VD_F_TEXT, "name", "Dependencia", "Nombre, como lo escribe el primer plan que la nombra completa"),
    VD_FIELD(struct plan_unit_row, abbrev, VD_F_TEXT, "abbreviation", "Sigla", "Sigla que usan los planes; vacía si no usan ninguna"),
    VD_FIELD(struct plan_unit_row, plans, VD_F_INT, "plans", "Planes", "En cuántos planes de la entidad aparece"),
    VD_FIELD(struct plan_unit_row, activities, VD_F_INT, "activities", "Actividades", "En cuántas actividades responde, como líder o no"),
    VD_FIELD(struct plan_unit_row, leads, VD_F_INT, "leads", "Lidera", "Cuántas de ellas lidera: es la primera que nombra el plan"),
};
const struct vd_dataset plan_units_set = VD_DATASET(plan_unit_row, unit_fields, "responsables", "Responsables de la entidad");

static const struct vd_field duty_fields[] = {
    VD_FIELD(struct plan_duty_row, vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD(struct plan_duty_row, plan, VD_F_TEXT, "plan", "Plan", "Nombre corto del plan"),
    VD_FIELD(struct plan_duty_row, component, VD_F_TEXT, "component", "Componente", "Número del componente en el plan"),
    VD_FIELD(struct plan_duty_row, code, VD_F_TEXT, "code", "Código", "Código de la actividad"),
    VD_FIELD(struct plan_duty_row, description, VD_F_TEXT, "description", "Actividad", "Texto de la actividad"),
    VD_FIELD(struct plan_duty_row, goal, VD_F_TEXT, "goal", "Meta", "Meta, como la escribe el plan"),
    VD_FIELD_CODE(struct plan_duty_row, role, role_codes, "role", "Papel", "Si la lidera o participa en ella"),
    VD_FIELD(struct plan_duty_row, windows, VD_F_INT, "windows", "Ventanas", "Cuántas ventanas de fechas tiene la actividad"),
    VD_FIELD(struct plan_duty_row, starts, VD_F_DATE, "starts", "Inicio", "Primer día de la primera ventana con fecha"),
    VD_FIELD(struct plan_duty_row, ends, VD_F_DATE, "ends", "Fin", "Último día de la última ventana con fecha"),
};
const struct vd_dataset plan_duties_set = VD_DATASET(plan_duty_row, duty_fields, "responsable", "Actividades de un responsable");

enum vd_err plan_shown_all(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, plan_all *ret)
{
    plan_heads heads = {0};
    plan_all plans = {0};
    VD_TRY(plan_shown_list(db, arena, entity_id, (struct vd_str){0}, &heads));
    VD_EACH(head, &heads)
        VD_TRY(plan_shown(db, arena, entity_id, head->path_word, head->vigencia, VD_PUSH(arena, &plans)));
    *ret = plans;
    return VD_OK;
}

/* ---- the units */

static struct plan_unit_row *unit_at(struct vd_arena *arena, plan_unit_rows *rows, const struct plan_responsible *one)
{
    VD_EACH(row, rows)
        if (vd_str_eq(row->slug, one->slug))
            return row;
    struct plan_unit_row *row = VD_PUSH(arena, rows);
    *row = (struct plan_unit_row){.slug = one->slug, .name = one->name, .abbrev = one->abbrev, .last_plan = -1};
    return row;
}

struct sorted { struct vd_str key; struct plan_unit_row row; };

static int by_key(const void *a, const void *b) { return vd_str_cmp(((const struct sorted *)a)->key, ((const struct sorted *)b)->key); }

static void sort_units(struct vd_arena *arena, plan_unit_rows *rows)
{
    struct sorted *all = vd_alloc_array(arena, rows->n + 1, sizeof *all);
    for (size_t i = 0; i < rows->n; i++)
        all[i] = (struct sorted){vd_sort_key(arena, rows->v[i].name), rows->v[i]};
    qsort(all, rows->n, sizeof *all, by_key);
    for (size_t i = 0; i < rows->n; i++)
        rows->v[i] = all[i].row;
}

void plan_unit_rows_of(struct vd_arena *arena, const plan_all *plans, struct vd_url entity, plan_unit_rows *ret)
{
    plan_unit_rows rows = {0};
    for (size_t p = 0; p < plans->n; p++)
        VD_EACH(one, &plans->v[p].responsibles) {
            struct plan_unit_row *row = unit_at(arena, &rows, one);
            row->activities++;
            row->leads += one->is_lead != 0;
            row->plans += row->last_plan != (int64_t)p;
            row->last_plan = (int64_t)p;
        }
    VD_EACH(row, &rows)
        row->url = plan_unit_url(arena, entity, row->slug);
    sort_units(arena, &rows);
    *ret = rows;
}

/* ---- the duties of one */

static const struct plan_responsible *part_of(const struct plan *plan, const struct plan_activity *activity, struct vd_str slug)
{
    for (size_t i = 0; i < activity->n_responsibles; i++)
        if (vd_str_eq(plan->responsibles.v[activity->first_responsible + i].slug, slug))
            return &plan->responsibles.v[activity->first_responsible + i];
    return NULL;
}

void plan_duty_rows_of(struct vd_arena *arena, const plan_all *plans, struct vd_url entity, struct vd_str slug, plan_duty_rows *ret)
{
    plan_duty_rows rows = {0};
    VD_EACH(plan, plans) {
        struct vd_url base = vd_url_with(arena, entity, vd_str_printf(arena, "/%.*s/%" PRId64, VD_SARG(plan->head.path_word), plan->head.vigencia).p);
        plan_activity_rows activities = {0};
        plan_activity_rows_of(arena, plan, &(struct plan_filter){.asked = {.unit = slug}}, base, &activities);
        VD_EACH(a, &activities) {
            struct vd_str role = part_of(plan, plan_activity_at(plan, a->code), slug)->is_lead ? VD_S("lider") : VD_S("participa");
            *VD_PUSH(arena, &rows) = (struct plan_duty_row){
                .vigencia = plan->head.vigencia, .plan = plan_short_title(arena, &plan->head), .component = a->component, .code = a->code,
                .description = a->description, .goal = a->goal, .role = role, .windows = a->windows_n,
                .starts = a->starts, .ends = a->ends, .role_word = vd_code_shown(role_codes, role), .url = a->url};
        }
    }
    *ret = rows;
}
