/* SPDX-License-Identifier: Apache-2.0 */
/* The days of the cut-offs of each plan: until when they take reports, and when Control Interno publishes. As the law or the entity set
 * them, or as a cut-off that was opened has them. */
#include "features/agenda/agenda.h"
#include "features/agenda/agenda.sql.h"

struct marking {
    struct vd_db *db;
    struct vd_arena *arena;
    const struct agenda_asked *asked;
    agenda_cutoff_rows cutoffs;
    agenda_marks *list;
};

static const struct agenda_cutoff_row *opened(const struct marking *m, int64_t plan_id, struct vd_date cut_on)
{
    VD_EACH(row, &m->cutoffs)
        if (row->plan_id == plan_id && vd_str_eq(row->cut_on, vd_date_iso(m->arena, cut_on)))
            return row;
    return NULL;
}

static void put(const struct marking *m, const struct agenda_plan_row *plan, const struct agenda_cut *cut, struct agenda_mark mark)
{
    if (!mark.due.year || vd_date_days(mark.due) < vd_date_days(m->asked->first) || vd_date_days(mark.due) > vd_date_days(m->asked->last))
        return;
    mark.plan_id = plan->plan_id;
    mark.no = cut->no;
    mark.path_word = plan->path_word;
    mark.vigencia = plan->vigencia;
    mark.about = vd_str_printf(m->arena, "%.*s %" PRId64 ", corte del %.*s", VD_SARG(plan->short_name), plan->vigencia, VD_SARG(vd_date_dmy(m->arena, cut->cut_on)));
    mark.title = vd_str_printf(m->arena, "%.*s: %s", VD_SARG(cut->name), mark.publishes ? "lo publica Control Interno" : "último día para reportar");
    mark.state = agenda_state_on(mark.due, mark.done, false, m->asked->today);
    *VD_PUSH(m->arena, m->list) = mark;
}

static enum vd_err put_plan(const struct marking *m, const struct agenda_plan_row *plan)
{
    agenda_cuts cuts = {0};
    enum vd_err err = agenda_cuts_for(m->db, m->arena, m->asked->entity_id, plan->instrument, plan->vigencia, &cuts);
    if (err == VD_NOT_FOUND || err == VD_INVALID) /* no calendar, or a year that the law of holidays does not reach */
        return VD_OK;
    VD_TRY(err);
    VD_EACH(cut, &cuts) {
        const struct agenda_cutoff_row *row = opened(m, plan->plan_id, cut->cut_on);
        struct agenda_mark report = {.due = cut->reports_until}, publish = {.due = cut->publish_by, .publishes = true};
        struct vd_date day;
        if (row && vd_date_from_iso(row->reports_until, &day))
            report.due = day;
        if (row && vd_date_from_iso(row->publish_by, &day))
            publish.due = day;
        if (row && vd_date_from_iso(row->published_on, &day))
            publish.done = day;
        put(m, plan, cut, report);
        put(m, plan, cut, publish);
    }
    return VD_OK;
}

enum vd_err agenda_marks_of(struct vd_db *db, struct vd_arena *arena, const struct agenda_asked *asked, agenda_marks *ret)
{
    struct marking m = {.db = db, .arena = arena, .asked = asked, .list = ret};
    agenda_plan_rows plans = {0};
    VD_TRY(agenda_cutoff_all(db, arena, asked->entity_id, &m.cutoffs));
    VD_TRY(agenda_plan_all(db, arena, asked->entity_id, &plans));
    VD_EACH(plan, &plans)
        if (!asked->plan_id.has || asked->plan_id.v == plan->plan_id)
            VD_TRY(put_plan(&m, plan));
    for (size_t i = 1; i < ret->n; i++) /* by day: few */
        for (size_t j = i; j > 0 && vd_date_days(ret->v[j].due) < vd_date_days(ret->v[j - 1].due); j--) {
            struct agenda_mark swap = ret->v[j];
            ret->v[j] = ret->v[j - 1];
            ret->v[j - 1] = swap;
        }
    return VD_OK;
}
