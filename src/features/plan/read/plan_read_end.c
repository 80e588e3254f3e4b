/* SPDX-License-Identifier: Apache-2.0 */
/* What only the whole plan tells: which numbers repeat, what each activity lacks. What all the rows of a table lack, because it
 * has no such column, is said once. */
#include "features/plan/read/plan_reader.h"

struct address { struct vd_str text; int activity; };

static int compare_addresses(const void *a, const void *b)
{
    const struct address *x = a, *y = b;
    int order = vd_str_cmp(x->text, y->text);
    return order ? order : x->activity - y->activity;
}

static struct vd_str address_of(struct reader *r, const struct draft_activity *activity, int order)
{
    struct vd_str component = r->draft->components.v[activity->component].code;
    if (order)
        return vd_str_printf(r->arena, "%.*s.f%d", VD_SARG(component), order);
    return vd_str_printf(r->arena, "%.*s.%.*s", VD_SARG(component), VD_SARG(activity->code));
}

static int activities_of(const struct plan_draft *draft, int table)
{
    int n = 0;
    VD_EACH(a, &draft->activities)
        n += a->table == table;
    return n;
}

/* One finding an activity where its neighbours have numbers; one a matrix where none has. */
static void find_numberless(struct plan_draft *draft)
{
    int *numbered = vd_alloc_array(draft->arena, draft->tables.n + 1, sizeof *numbered);
    bool *told = vd_alloc_array(draft->arena, draft->tables.n + 1, sizeof *told);
    VD_EACH(a, &draft->activities)
        numbered[a->table] += a->code.p != NULL;
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        if (a->code.p || told[a->table])
            continue;
        int of_table = activities_of(draft, a->table);
        bool none = numbered[a->table] == 0 && of_table > 1;
        told[a->table] = none;
        draft_finding_add(draft, none ? "VD-P039" : "VD-P009", a->place, none ? -1 : (int)i, none ? vd_str_printf(draft->arena, "%d", of_table) : a->description, (struct vd_str){0});
    }
}

/* Where no number is, or another activity of the component has it already, the order in the component stands in. */
static void give_addresses(struct reader *r)
{
    struct plan_draft *draft = r->draft;
    struct address *all = vd_alloc_array(r->arena, draft->activities.n + 1, sizeof *all);
    int *order = vd_alloc_array(r->arena, draft->components.n + 1, sizeof *order);
    for (size_t i = 0; i < draft->activities.n; i++) {
        struct draft_activity *a = &draft->activities.v[i];
        a->order = ++order[a->component];
        a->address = address_of(r, a, a->code.p ? 0 : a->order);
        all[i] = (struct address){a->address, (int)i};
    }
    qsort(all, draft->activities.n, sizeof *all, compare_addresses);
    for (size_t i = 1; i < draft->activities.n; i++) {
        struct draft_activity *a = &draft->activities.v[all[i].activity];
        if (!vd_str_eq(all[i].text, all[i - 1].text))
            continue;
        a->address = address_of(r, a, a->order);
        draft_finding_add(draft, "VD-P010", a->place, all[i].activity, a->code, (struct vd_str){0});
    }
}

/* ---- what is missing */

struct lack { const char *each, *table; };

static bool lacks(const struct draft_activity *a, enum plan_field field)
{
    return field == PLAN_FIELD_RESPONSIBLE ? !a->responsibles : field == PLAN_FIELD_GOAL ? !a->goal.p && !draft_is_tramite(a) : /* the SUIT format asks for none */
           !a->windows && strcmp(a->schedule_kind, "none") == 0;
}

/* All activities of the table lack it, and no cell of theirs was of that field. */
static bool no_column(const struct plan_draft *draft, int table, enum plan_field field)
{
    VD_EACH(a, &draft->activities)
        if (a->table == table && (!lacks(a, field) || !absent(a->at[field])))
            return false;
    return activities_of(draft, table) > 1;
}

static struct vd_str above(const struct plan_draft *draft, size_t i, enum plan_field field)
{
    const struct draft_activity *a = &draft->activities.v[i];
    if (i == 0 || draft->activities.v[i - 1].component != a->component || field == PLAN_FIELD_GOAL)
        return (struct vd_str){0};
    const struct draft_activity *before = a - 1;
    if (field == PLAN_FIELD_DATE)
        return before->schedule;
    VD_EACH(person, &draft->responsibles)
        if (person->activity == (int)i - 1)
            return person->raw;
    return (struct vd_str){0};
}

static void find_gaps_of(struct plan_draft *draft, enum plan_field field, struct lack codes)
{
    enum { NOT_SEEN, EACH, ONCE, TOLD };
    int *how = vd_alloc_array(draft->arena, draft->tables.n + 1, sizeof *how);
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        if (!lacks(a, field) || how[a->table] == TOLD)
            continue;
        if (how[a->table] == NOT_SEEN)
            how[a->table] = no_column(draft, a->table, field) ? ONCE : EACH;
        if (how[a->table] == EACH) {
            draft_finding_add(draft, codes.each, a->place, (int)i, a->description, above(draft, i, field));
            continue;
        }
        how[a->table] = TOLD;
        if (!draft->followup) /* the official follow-up form has neither dates nor responsibles */
            draft_finding_add(draft, codes.table, a->place, -1, vd_str_printf(draft->arena, "%d", activities_of(draft, a->table)), (struct vd_str){0});
    }
}

/* In the order in which a person reads the file; what stands outside of the tables comes first. */
static int compare_findings(const void *a, const void *b)
{
    const struct draft_finding *x = a, *y = b;
    const int px[] = {x->place.table, x->place.row, x->place.col, x->place.part}, py[] = {y->place.table, y->place.row, y->place.col, y->place.part};
    for (size_t i = 0; i < VD_COUNT(px); i++)
        if (px[i] != py[i])
            return px[i] < py[i] ? -1 : 1;
    int order = strcmp(x->code, y->code);
    return order ? order : vd_str_cmp(x->read_text, y->read_text);
}

static void find_gaps(struct plan_draft *draft)
{
    find_gaps_of(draft, PLAN_FIELD_GOAL, (struct lack){"VD-P014", "VD-P040"});
    find_gaps_of(draft, PLAN_FIELD_RESPONSIBLE, (struct lack){"VD-P007", "VD-P041"});
    find_gaps_of(draft, PLAN_FIELD_DATE, (struct lack){"VD-P008", "VD-P042"});
}

/* «Nota: las fechas pueden cambiar» in the column of the subcomponents: a name with nothing below it. */
static void find_empty_parts(struct plan_draft *draft)
{
    bool *used = vd_alloc_array(draft->arena, draft->components.n + 1, sizeof *used);
    VD_EACH(a, &draft->activities)
        if (a->subcomponent >= 0)
            used[a->subcomponent] = true;
    for (size_t i = 0; i < draft->components.n; i++) {
        const struct draft_component *c = &draft->components.v[i];
        if (c->parent >= 0 && !used[i] && !absent(c->place))
            draft_finding_add(draft, "VD-P085", c->place, -1, c->raw, (struct vd_str){0});
    }
}

void draft_findings_find(struct plan_draft *draft)
{
    find_numberless(draft);
    find_gaps(draft);
    find_empty_parts(draft);
    plan_check(draft);
    if (draft->findings.n)
        qsort(draft->findings.v, draft->findings.n, sizeof *draft->findings.v, compare_findings);
}

void reader_end(struct reader *r)
{
    give_addresses(r);
    draft_findings_find(r->draft);
}
