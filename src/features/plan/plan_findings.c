/* SPDX-License-Identifier: Apache-2.0 */
/* Findings of the reading as rows of a page: where, what, about which part of the plan. */
#include "features/plan/plan.h"
#include "features/plan/plan_datasets.h"
#include "features/plan/plan_import.h"
#include "features/plan/read/plan_law.h"

const struct plan_activity *plan_finding_activity(const struct plan *plan, const struct shown_finding_row *finding)
{
    if (finding->activity_key.has)
        VD_EACH(activity, &plan->activities)
            if (activity->row.key == finding->activity_key.v)
                return activity;
    return NULL;
}

/* A finding stores no component. One that was left to another document (VD-P011) is known by that document's title; of two
 * components with the same title, the findings stand in the order of the components. */
static const struct shown_component_row *left_out(const struct plan *plan, const struct shown_finding_row *finding)
{
    size_t before = 0;
    VD_EACH(other, &plan->findings) {
        if (other == finding)
            break;
        before += vd_str_is(other->code, "VD-P011") && vd_str_eq(other->read_text, finding->read_text);
    }
    VD_EACH(component, &plan->components)
        if (component->ext_title.p && vd_str_eq(component->ext_title, finding->read_text) && before-- == 0)
            return component;
    return NULL;
}

const struct shown_component_row *plan_finding_component(const struct plan *plan, const struct shown_finding_row *finding)
{
    const struct plan_activity *activity = plan_finding_activity(plan, finding);
    if (activity)
        return plan_component_of(plan, activity->row.component_key);
    return vd_str_is(finding->code, "VD-P011") ? left_out(plan, finding) : NULL;
}

struct vd_str plan_date_why(const struct plan *plan, int64_t activity_key, struct vd_str raw)
{
    VD_EACH(finding, &plan->findings)
        if (finding->activity_key.has && finding->activity_key.v == activity_key && vd_str_is(finding->code, "VD-P001") &&
            vd_str_eq(finding->read_text, raw))
            return VD_S("No existe en el calendario");
    return VD_S("No se pudo leer");
}

struct vd_str plan_finding_place(struct vd_arena *arena, const struct shown_finding_row *finding)
{
    return plan_place_name(arena, plan_import_format(finding->reader), finding->sheet, PLAN_PLACE_OF(finding));
}

static struct vd_str place_of(struct vd_arena *arena, const struct plan *plan, const struct shown_finding_row *finding)
{
    const struct shown_component_row *component = finding->activity_key.has ? NULL : plan_finding_component(plan, finding);
    struct vd_str place = VD_S("fuera de las tablas");
    if (finding->table_no)
        place = plan_finding_place(arena, finding);
    return component ? vd_str_printf(arena, "componente %.*s (%.*s), %.*s", VD_SARG(component->code), VD_SARG(component->name), VD_SARG(place)) : place;
}

static struct vd_str anchor_of(struct vd_arena *arena, const plan_finding_rows *before, struct vd_str code)
{
    int64_t n = 1;
    VD_EACH(row, before)
        n += vd_str_eq(row->code, code);
    return n == 1 ? code : vd_str_printf(arena, "%.*s-%" PRId64, VD_SARG(code), n);
}

void plan_finding_rows_of(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, struct vd_url base, plan_finding_rows *ret)
{
    plan_finding_rows rows = {0};
    VD_EACH(finding, &plan->findings) {
        if (activity && !(finding->activity_key.has && finding->activity_key.v == activity->row.key))
            continue;
        const struct plan_activity *of = plan_finding_activity(plan, finding);
        bool error = vd_str_is(finding->severity, "error"), note = vd_str_is(finding->severity, "nota");
        struct plan_finding_row row = {
            .severity = error ? VD_S("bad") : note ? VD_S("info") : VD_S("mid"),
            .word = error ? VD_S("Error") : note ? VD_S("Nota") : VD_S("Aviso"),
            .text = plan_finding_text(arena, finding->code, finding->read_text, finding->proposal),
            .place = place_of(arena, plan, finding),
            .code = finding->code,
            .anchor = anchor_of(arena, &rows, finding->code),
            .activity = of ? of->row.address : (struct vd_str){0},
            .url = of ? plan_activity_url(arena, base, of->row.address) : (struct vd_url){{0}},
        };
        *VD_PUSH(arena, &rows) = row;
    }
    *ret = rows;
}
