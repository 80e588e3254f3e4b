/* SPDX-License-Identifier: Apache-2.0 */
/* What only the whole plan tells: which numbers repeat, what each schedule comes to, what is missing. */
#include "features/plan/plan_reader.h"

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
        if (!a->code.p)
            draft_finding_add(draft, "VD-P009", a->place, (int)i, a->description, (struct vd_str){0});
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

static void summarise_schedules(struct reader *r)
{
    struct plan_draft *draft = r->draft;
    VD_EACH(a, &draft->activities)
        a->schedule_kind = "none";
    VD_EACH(w, &draft->windows) {
        struct draft_activity *a = &draft->activities.v[w->activity];
        bool paired = vd_str_find(w->raw, VD_S(" · ")) >= 0;
        a->schedule = a->schedule.p ? vd_str_printf(r->arena, "%.*s\n%.*s", VD_SARG(a->schedule), VD_SARG(w->raw)) : w->raw;
        a->schedule_kind = paired ? (a->windows > 1 ? "windows" : "window") : a->windows > 1 ? "points" : "point";
    }
}

static void find_gaps(struct plan_draft *draft)
{
    for (size_t i = 0; i < draft->activities.n; i++) {
        const struct draft_activity *a = &draft->activities.v[i];
        if (!a->responsibles)
            draft_finding_add(draft, "VD-P007", a->place, (int)i, a->description, (struct vd_str){0});
        if (!a->windows)
            draft_finding_add(draft, "VD-P008", a->place, (int)i, a->description, (struct vd_str){0});
    }
}

void reader_end(struct reader *r)
{
    give_addresses(r);
    summarise_schedules(r);
    find_gaps(r->draft);
}
