/* SPDX-License-Identifier: Apache-2.0 */
/* Dates that were moved stay in sight: those of each version that was in force before, where they were others. */
#include "features/plan/plan.sql.h"
#include "features/plan/plan_store.h"

static struct vd_str window_said(struct vd_arena *arena, struct vd_date from, struct vd_date due, struct vd_str raw)
{
    if (!due.year)
        return raw;
    struct vd_str end = vd_date_dmy(arena, due);
    return from.year ? vd_str_printf(arena, "%.*s a %.*s", VD_SARG(vd_date_dmy(arena, from)), VD_SARG(end)) : end;
}

static void join(struct vd_arena *arena, struct vd_str *list, struct vd_str one)
{
    *list = list->n ? vd_str_printf(arena, "%.*s; %.*s", VD_SARG(*list), VD_SARG(one)) : one;
}

static struct vd_str dates_now(struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity)
{
    struct vd_str said = {0};
    for (size_t i = 0; i < activity->n_windows; i++) {
        const struct plan_shown_window *w = &plan->windows.v[activity->first_window + i];
        join(arena, &said, window_said(arena, w->from, w->due, w->raw));
    }
    return said;
}

enum vd_err plan_earlier_dates(struct vd_db *db, struct vd_arena *arena, const struct plan *plan, const struct plan_activity *activity, plan_earliers *ret)
{
    shown_earlier_rows rows = {0};
    plan_earliers all = {0}, list = {0};
    struct vd_str later = dates_now(arena, plan, activity);
    VD_TRY(shown_earlier_all(db, arena, plan->head.entity_id, plan->head.plan_id, activity->row.key, plan->head.no, &rows));
    VD_EACH(row, &rows) {
        struct vd_date from = {0}, due = {0};
        if (!all.n || all.v[all.n - 1].no != row->no)
            *VD_PUSH(arena, &all) = (struct plan_earlier){.no = row->no, .published_on = row->published_on};
        (void)vd_date_from_iso(row->from_on, &from);
        (void)vd_date_from_iso(row->due_on, &due);
        join(arena, &all.v[all.n - 1].dates, window_said(arena, from, due, row->raw));
    }
    VD_EACH(one, &all) {
        if (!vd_str_eq(one->dates, later))
            *VD_PUSH(arena, &list) = *one;
        later = one->dates;
    }
    *ret = list;
    return VD_OK;
}
