/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/cells/plan_cells_testing.h"

static struct vd_str join(struct vd_arena *arena, struct vd_str out, const char *sep, struct vd_str more)
{
    return vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(out), out.n ? sep : "", VD_SARG(more));
}

struct vd_str testing_notes(struct vd_arena *arena, const struct plan_verdict *verdict)
{
    struct vd_str out = {0};
    VD_EACH(note, &verdict->notes)
        out = join(arena, out, " ", vd_str_of(note->code));
    return out;
}

struct vd_str testing_problems(struct vd_arena *arena, const struct plan_verdict *verdict)
{
    struct vd_str out = {0};
    VD_EACH(p, &verdict->problems)
        out = join(arena, out, " ", vd_str_printf(arena, "%s%s%.*s", p->code, p->proposal.n ? "=" : "", VD_SARG(p->proposal)));
    return out;
}

struct vd_str testing_windows(struct vd_arena *arena, const struct plan_schedule *schedule)
{
    struct vd_str out = {0};
    VD_EACH(w, &schedule->windows) {
        struct vd_str from = vd_date_iso(arena, w->from), due = w->due.year ? vd_date_iso(arena, w->due) : VD_S("?");
        out = join(arena, out, " ", vd_str_printf(arena, "%.*s%s%.*s%c%c", VD_SARG(from), from.n ? "/" : "", VD_SARG(due), "dmy"[w->granularity], "nev"[w->year_source]));
    }
    return out;
}

struct vd_str testing_recurrence(struct vd_arena *arena, const struct plan_schedule *schedule)
{
    const struct plan_recurrence *c = &schedule->recurrence;
    if (!schedule->recurs)
        return (struct vd_str){0};
    struct vd_str out = c->every_months ? vd_str_printf(arena, "%dm", c->every_months) : c->every_days ? vd_str_printf(arena, "%dd", c->every_days)
                      : c->times ? vd_str_printf(arena, "%dx%d", c->times, c->per_months) : VD_S("?");
    if (c->offset_days)
        out = vd_str_printf(arena, "%.*s+%d%c%s%s", VD_SARG(out), c->offset_days, "?ch"[c->offset_unit], c->offset_after ? ">" : "", c->offset_supposed ? "!" : "");
    return c->day_of_month ? vd_str_printf(arena, "%.*s@%d", VD_SARG(out), c->day_of_month) : out;
}

struct vd_str testing_people(struct vd_arena *arena, const struct plan_people *people)
{
    struct vd_str out = {0};
    VD_EACH(p, &people->list)
        out = join(arena, out, " | ", vd_str_printf(arena, "%s:%.*s%s%.*s", p->kind, VD_SARG(p->name), p->alias.n ? "=" : "", VD_SARG(p->alias)));
    return out;
}
