/* SPDX-License-Identifier: Apache-2.0 */
/* Findings of the whole plan. Rules of one subject each: numbers and parts here; texts, dates, people and follow-up in their own
 * files. A rule speaks only where a careful reader of the plan would: what the document does not lay out is said once, and
 * nothing is asked of a component that sends to another document. */
#include "features/plan/read/plan_check.h"

void plan_check_put(struct plan_draft *draft, const char *code, size_t activity, enum plan_field field, struct vd_str read_text, struct vd_str proposal)
{
    const struct draft_activity *a = &draft->activities.v[activity];
    struct plan_place place = a->at[field].table ? a->at[field] : a->place;
    draft_finding_add(draft, code, place, (int)activity, read_text, proposal);
}

/* ---- numbers in sequence: 2.2 without 2.1 */

/* "1.10" -> "1", 10; false for a code without groups. */
static bool part_code(struct vd_str code, struct vd_str *ret_group, int64_t *ret_ordinal)
{
    size_t dot = code.n;
    while (dot > 0 && code.p[dot - 1] != '.')
        dot--;
    if (dot == 0)
        return false;
    *ret_group = vd_str_sub(code, 0, dot - 1);
    return vd_str_i64(vd_str_sub(code, dot, code.n), ret_ordinal);
}

/* The ordinal of the activity before it with the same group in the component; 0: it is the first. */
static int64_t ordinal_before(const struct plan_draft *draft, size_t activity, struct vd_str group)
{
    for (size_t i = activity; i > 0; i--) {
        const struct draft_activity *before = &draft->activities.v[i - 1];
        struct vd_str other;
        int64_t ordinal;
        if (before->component != draft->activities.v[activity].component)
            return 0;
        if (before->code.p && part_code(before->code, &other, &ordinal) && vd_str_eq(other, group))
            return ordinal;
    }
    return 0;
}

static void check_sequence(struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        struct vd_str group;
        int64_t ordinal;
        if (!a->code.p || !part_code(a->code, &group, &ordinal))
            continue;
        int64_t expected = ordinal_before(draft, i, group) + 1;
        if (ordinal == expected || ordinal == expected - 1) /* repeated: another finding */
            continue;
        enum plan_field field = a->at[PLAN_FIELD_NUMBER].table ? PLAN_FIELD_NUMBER : PLAN_FIELD_ACTIVITY;
        plan_check_put(draft, "VD-P047", i, field, a->code, vd_str_printf(draft->arena, "%.*s.%" PRId64, VD_SARG(group), expected));
    }
}

/* ---- parts that the guide asks for */

static bool has_part(const struct plan_draft *draft, int parent, struct vd_str code)
{
    VD_EACH(c, &draft->components)
        if (c->parent == parent && vd_str_eq(c->catalogue, code))
            return true;
    return false;
}

/* «Responsabilidad» is the later element of the Manual Único, in place of incentives and evaluation (3.3 and 3.4). */
static bool replaced(const struct plan_draft *draft, int parent, struct vd_str code)
{
    if (!vd_str_is(code, "3.3") && !vd_str_is(code, "3.4"))
        return false;
    VD_EACH(c, &draft->components)
        if (c->parent == parent && vd_str_eq(c->fold, VD_S("responsabilidad")))
            return true;
    return false;
}

static struct vd_str listed(struct vd_arena *arena, struct vd_str list, struct vd_str name)
{
    return list.n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(list), VD_SARG(name)) : name;
}

static int parts_of(const struct plan_draft *draft, int parent)
{
    int n = 0;
    VD_EACH(c, &draft->components)
        n += c->parent == parent;
    return n;
}

/* The format of the SUIT is the third phase of its component; the two before it leave no row. */
static bool is_suit(const struct plan_draft *draft, int component)
{
    VD_EACH(a, &draft->activities)
        if (a->component == component && draft_is_tramite(a))
            return true;
    return false;
}

/* The parts of a component that the plan lacks. Those that the guide is only remembered to have (mark G) are not asked for. */
static void check_component(struct plan_draft *draft, size_t index)
{
    const struct draft_component *c = &draft->components.v[index];
    struct vd_str missing = VD_S("");
    if (is_suit(draft, (int)index))
        return;
    for (size_t i = 0; i < law_instrument_parts_n; i++) {
        const struct law_instrument_parts *part = &law_instrument_parts[i];
        bool asked = vd_str_is(part->instrument, draft->instrument) && part->parent.p && vd_str_eq(part->parent, c->catalogue) && !vd_str_is(part->mark, "G");
        if (asked && !has_part(draft, (int)index, part->code) && !replaced(draft, (int)index, part->code))
            missing = listed(draft->arena, missing, part->name);
    }
    if (missing.n)
        draft_finding_add(draft, parts_of(draft, (int)index) ? "VD-P048" : "VD-P049", c->place, -1, missing, c->name);
}

/* A plan that names none of the components of its instrument follows another format: nothing is asked of it. */
static void check_parts(struct plan_draft *draft)
{
    struct vd_str missing = VD_S("");
    int known = 0;
    for (size_t i = 0; i < draft->components.n; i++) {
        const struct draft_component *c = &draft->components.v[i];
        known += c->parent < 0 && c->catalogue.p != NULL;
        if (c->parent < 0 && c->catalogue.p && c->activities)
            check_component(draft, i);
    }
    for (size_t i = 0; i < law_instrument_parts_n; i++) {
        const struct law_instrument_parts *part = &law_instrument_parts[i];
        if (vd_str_is(part->instrument, draft->instrument) && !part->parent.p && !vd_str_is(part->words, "iniciativa") && !has_part(draft, -1, part->code))
            missing = listed(draft->arena, missing, part->name);
    }
    if (known > 1 && missing.n)
        draft_finding_add(draft, "VD-P050", (struct plan_place){0}, -1, missing, (struct vd_str){0});
}

void plan_check(struct plan_draft *draft)
{
    check_sequence(draft);
    if (!draft->followup) /* a follow-up is of a plan that was made; its form is not asked again */
        check_parts(draft);
    plan_check_texts(draft);
    plan_check_dates(draft);
    plan_check_people(draft);
    plan_check_goals(draft);
    if (draft->followup)
        plan_check_followup(draft);
    plan_check_once(draft);
}
