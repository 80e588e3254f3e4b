/* SPDX-License-Identifier: Apache-2.0 */
/* The third line of defence evaluates, so it does not execute what it will evaluate (Ley 87 de 1993; Decreto 648 de 2017). Its own
 * work is following up, verifying, evaluating, auditing, and the reports of that, among them the half-yearly one about petitions
 * (Ley 1474 de 2011, art. 76): nothing is said of those. */
#include "features/plan/read/plan_check.h"

bool plan_says_any(struct vd_str folded, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (vd_str_find(folded, vd_str_of(words[i])) >= 0)
            return true;
    return false;
}

static bool begins_with_any(struct vd_str folded, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (vd_str_starts(folded, vd_str_of(words[i])))
            return true;
    return false;
}

/* Is this unit the third line of defence (MIPG): the office of internal control, not that of disciplinary control? */
static bool third_line(struct vd_arena *arena, struct vd_str unit)
{
    static const char *const names[] = {"control interno", "auditoria interna"};
    struct vd_str fold = vd_fold(arena, unit);
    return plan_says_any(fold, names, VD_COUNT(names)) && vd_str_find(fold, VD_S("disciplinario")) < 0;
}

static bool is_evaluation(struct vd_arena *arena, const struct plan_led *led)
{
    static const char *const verbs[] = {"seguimiento", "realizar seguimiento", "realizar el seguimiento", "realizar un seguimiento", "hacer seguimiento",
        "efectuar seguimiento", "adelantar seguimiento", "realizar los seguimientos", "realizar evaluacion", "verificar", "evaluar", "revisar y evaluar",
        "auditar", "realizar auditoria", "monitorear", "asesorar", "realizar la evaluacion", "evaluacion"};
    static const char *const subjects[] = {"seguimiento", "monitoreo", "evaluacion", "auditoria", "pqr", "peticiones"};
    static const char *const reports[] = {"informe"};
    struct vd_str fold = vd_fold(arena, led->description);
    if (vd_str_starts(vd_fold(arena, led->subcomponent), VD_S("seguimiento")))
        return true;
    if (begins_with_any(fold, verbs, VD_COUNT(verbs)))
        return true;
    return plan_says_any(vd_str_sub(fold, 0, 50), reports, VD_COUNT(reports)) && plan_says_any(fold, subjects, VD_COUNT(subjects));
}

bool plan_evaluates_itself(struct vd_arena *arena, const struct plan_led *led)
{
    return (led->is_third_line || third_line(arena, led->unit)) && !is_evaluation(arena, led);
}

/* The unit that leads each activity, folded; absent where one alone leads it. */
static struct vd_str *groups_of(const struct plan_draft *draft)
{
    struct vd_str *groups = vd_alloc_array(draft->arena, draft->activities.n + 1, sizeof *groups);
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_responsible *lead = draft_lead_of(draft, i);
        if (lead && strcmp(lead->kind, "group") == 0)
            groups[i] = vd_fold(draft->arena, lead->raw);
    }
    return groups;
}

/* «Todas las Secretarías» leading five activities is one thing to say, of the five. */
static void check_groups(struct plan_draft *draft)
{
    enum { NAMED = 8 };
    struct vd_str *groups = groups_of(draft);
    for (size_t i = 0; i < draft->activities.n; i++) {
        struct vd_str of = draft->activities.v[i].address;
        int more = 0;
        if (!groups[i].p)
            continue;
        for (size_t k = i + 1; k < draft->activities.n; k++) {
            if (!groups[k].p || !vd_str_eq(groups[k], groups[i]))
                continue;
            groups[k] = (struct vd_str){0};
            if (++more < NAMED)
                of = vd_str_printf(draft->arena, "%.*s, %.*s", VD_SARG(of), VD_SARG(draft->activities.v[k].address));
        }
        if (more >= NAMED)
            of = vd_str_printf(draft->arena, "%.*s y %d más", VD_SARG(of), more - NAMED + 1);
        of = vd_str_printf(draft->arena, "%s %.*s", more ? "las actividades" : "la actividad", VD_SARG(of));
        plan_check_put(draft, "VD-P072", i, PLAN_FIELD_RESPONSIBLE, draft_lead_of(draft, i)->raw, of);
    }
}

void plan_check_people(struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_responsible *lead = draft_lead_of(draft, i);
        const struct draft_activity *a = &draft->activities.v[i];
        const struct plan_led led = {.unit = lead ? lead->raw : (struct vd_str){0}, .description = a->description,
            .subcomponent = a->subcomponent >= 0 ? draft->components.v[a->subcomponent].name : (struct vd_str){0}};
        if (plan_evaluates_itself(draft->arena, &led))
            plan_check_put(draft, "VD-P052", i, PLAN_FIELD_RESPONSIBLE, lead->raw, (struct vd_str){0});
    }
    check_groups(draft);
}
