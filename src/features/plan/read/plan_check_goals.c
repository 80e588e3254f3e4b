/* SPDX-License-Identifier: Apache-2.0 */
/* Goals: what one without number could say, by what the plan itself says elsewhere; one that depends on an event; and activities or
 * goals said twice. */
#include "features/plan/read/plan_check.h"

enum { SAME_GOAL_LEAST = 40, SAME_ACTIVITY_LEAST = 20, NAME_LEAST = 12, WORD_LEAST = 5, COMPARED = 2000 /* bytes */ };

/* The goal of the component's indicator that the activity's indicator names. */
static struct vd_str by_indicator(const struct plan_draft *draft, const struct draft_activity *a, const struct vd_str *names)
{
    struct vd_str own = vd_fold(draft->arena, a->indicator);
    for (size_t i = 0; i < draft->indicators.n; i++) {
        const struct draft_indicator *indicator = &draft->indicators.v[i];
        if (indicator->component == a->component && indicator->target.qty_u6.has && names[i].n >= NAME_LEAST && vd_str_find(own, names[i]) >= 0)
            return vd_str_printf(draft->arena, "%.*s, como dice el indicador del componente", VD_SARG(plan_target_reading(draft->arena, &indicator->target)));
    }
    return (struct vd_str){0};
}

static struct vd_str suggested(const struct plan_draft *draft, const struct draft_activity *a, const struct vd_str *indicators)
{
    struct plan_schedule goal;
    struct vd_str known = by_indicator(draft, a, indicators);
    if (known.n)
        return known;
    plan_dates_in_prose(draft->arena, a->goal, draft->vigencia, &goal);
    if (goal.windows.n > 1)
        return vd_str_printf(draft->arena, "%zu, una por cada fecha que nombra la meta", goal.windows.n);
    struct vd_oint times = plan_dates_times_a_year(draft->arena, a->goal);
    if (!times.has || times.v < 2)
        times = plan_dates_times_a_year(draft->arena, a->description);
    if (times.has && times.v > 1)
        return vd_str_printf(draft->arena, "%" PRId64 ", por las veces al año que dice su texto", times.v);
    return a->windows > 1 ? vd_str_printf(draft->arena, "%d, tantas como sus fechas", a->windows) : (struct vd_str){0};
}

static void suggest_numbers(struct plan_draft *draft)
{
    struct vd_str *indicators = vd_alloc_array(draft->arena, draft->indicators.n + 1, sizeof *indicators);
    for (size_t i = 0; i < draft->indicators.n; i++)
        indicators[i] = vd_fold(draft->arena, draft->indicators.v[i].name);
    VD_EACH(f, &draft->findings)
        if (strcmp(f->code, "VD-P004") == 0 && f->activity >= 0 && !f->proposal.n)
            f->proposal = suggested(draft, &draft->activities.v[f->activity], indicators);
}

static void check_condition(struct plan_draft *draft, size_t i)
{
    static const char *const words[] = {"en caso de ", "en caso que ", "si se presenta", "cuando se presente", "si se materializa", "cuando se materialice", "de ser necesario"};
    const struct draft_activity *a = &draft->activities.v[i];
    if (plan_says_any(vd_fold(draft->arena, a->goal), words, VD_COUNT(words)))
        plan_check_put(draft, "VD-P058", i, PLAN_FIELD_GOAL, a->goal, (struct vd_str){0});
}

static bool same_word(struct vd_str a, struct vd_str b)
{
    struct vd_str small = a.n < b.n ? a : b, large = a.n < b.n ? b : a;
    return small.n >= WORD_LEAST && large.n - small.n <= 2 && vd_str_starts(large, small);
}

/* «a todos los niveles» in the activity and «1 nivel» in the goal. */
static void check_all(struct plan_draft *draft, size_t i)
{
    const struct draft_activity *a = &draft->activities.v[i];
    plan_words text = plan_words_of(draft->arena, vd_str_sub(a->description, 0, COMPARED)), goal = plan_words_of(draft->arena, vd_str_sub(a->goal, 0, COMPARED));
    for (size_t w = 0; w + 2 < text.n; w++) {
        bool all = (plan_word_is(&text, w, "todos") && plan_word_is(&text, w + 1, "los")) || (plan_word_is(&text, w, "todas") && plan_word_is(&text, w + 1, "las"));
        for (size_t g = 0; all && g + 1 < goal.n; g++)
            if (goal.v[g].kind == PLAN_FIGURES && goal.v[g + 1].kind == PLAN_WORD && text.v[w + 2].kind == PLAN_WORD && same_word(goal.v[g + 1].fold, text.v[w + 2].fold)) {
                plan_check_put(draft, "VD-P061", i, PLAN_FIELD_GOAL, a->goal, plan_words_text(&text.v[w], &text.v[w + 2]));
                return;
            }
    }
}

struct texts { struct vd_str description, goal, lead; }; /* of one activity, folded */

/* The same text of an activity before it, with the same lead. A goal with a number may be the same by chance; one in the same long
 * words was copied. */
static void check_repeated(struct plan_draft *draft, size_t i, const struct texts *all)
{
    const struct draft_activity *a = &draft->activities.v[i];
    for (size_t k = 0; k < i; k++) {
        bool same = all[i].description.n >= SAME_ACTIVITY_LEAST && vd_str_eq(all[i].description, all[k].description);
        if (same && vd_str_eq(all[i].lead, all[k].lead)) {
            plan_check_put(draft, "VD-P060", i, PLAN_FIELD_ACTIVITY, a->description, draft->activities.v[k].address);
            return;
        }
        if (!a->target.qty_u6.has && all[i].goal.n >= SAME_GOAL_LEAST && vd_str_eq(all[i].goal, all[k].goal)) {
            plan_check_put(draft, "VD-P059", i, PLAN_FIELD_GOAL, a->goal, draft->activities.v[k].address);
            return;
        }
    }
}

void plan_check_goals(struct plan_draft *draft)
{
    struct texts *all = vd_alloc_array(draft->arena, draft->activities.n + 1, sizeof *all);
    suggest_numbers(draft);
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_responsible *lead = draft_lead_of(draft, i);
        const struct draft_activity *a = &draft->activities.v[i];
        ptrdiff_t aside = vd_str_find(a->goal, VD_S("(")); /* «(corte a: 31 de dic)» is detail */
        struct vd_str goal = aside > 0 ? vd_str_trim(vd_str_sub(a->goal, 0, (size_t)aside)) : a->goal;
        all[i] = (struct texts){vd_fold(draft->arena, a->description), vd_fold(draft->arena, goal), {0}};
        if (lead)
            all[i].lead = vd_fold(draft->arena, lead->raw);
        check_condition(draft, i);
        check_all(draft, i);
        check_repeated(draft, i, all);
    }
}
