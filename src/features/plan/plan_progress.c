/* SPDX-License-Identifier: Apache-2.0 */
/* How an activity stood at the last cut-off: by what Control Interno verified; in a follow-up that was imported by what the sheet
 * declares, which is the official figure of history. A plan without follow-up has no states: nothing in it is ever «vencida sin cumplir». */
#include "features/plan/plan_filter.h"

enum { WHOLE_U6 = 100000000 };

const char *const plan_states[] = {"cumplida", "cumplida-tarde", "en-ejecucion", "vencida", "incumplida", "sin-reporte", "sin-dato", "programada", "no-aplica", NULL};

const struct vd_code plan_progress_codes[] = {
    VD_CODE("cumplida", "Cumplida"), VD_CODE("cumplida-tarde", "Cumplida tarde"), VD_CODE("en-ejecucion", "En ejecución"), VD_CODE("vencida", "Vencida sin cumplir"),
    VD_CODE("incumplida", "Incumplida"), VD_CODE("sin-reporte", "Sin reporte"),
    VD_CODE("sin-dato", "Sin dato"), VD_CODE("programada", "Programada"), VD_CODE("no-aplica", "No aplica"), {0}};
static const char *const kinds[] = {"ok", "near", "mid", "bad", "bad", "none", "none", "none", "none"};

/* Every window ended by the cut-off; one without date keeps the activity open. */
static bool ended(const struct plan *plan, const struct plan_activity *activity)
{
    struct vd_date cut;
    if (!activity->n_windows || !vd_date_from_iso(plan->head.followed_on, &cut))
        return false;
    for (size_t i = 0; i < activity->n_windows; i++) {
        struct vd_date due = plan->windows.v[activity->first_window + i].due;
        if (!due.year || vd_date_days(due) > vd_date_days(cut))
            return false;
    }
    return true;
}

/* What Control Interno concluded rules: only it says «incumplida». */
static struct vd_str verdict_of(struct vd_str verdict)
{
    static const struct { const char *verdict, *state; } all[] = {{"cumplida", "cumplida"}, {"cumplida_tarde", "cumplida-tarde"}, {"en_ejecucion", "en-ejecucion"},
        {"incumplida", "incumplida"}, {"no_aplica", "no-aplica"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (vd_str_is(verdict, all[i].verdict))
            return vd_str_of(all[i].state);
    return (struct vd_str){0};
}

struct vd_str plan_state_of(const struct plan *plan, const struct plan_activity *activity)
{
    const struct shown_progress_row *row = &activity->progress;
    if (!row->counted.p)
        return (struct vd_str){0};
    if (row->verdict.n)
        return verdict_of(row->verdict);
    if (vd_str_is(row->counted, "no_aplica"))
        return VD_S("no-aplica");
    if (vd_str_is(row->counted, "no_vencida"))
        return VD_S("programada");
    if (!row->declared_raw.n && !row->achieved_raw.n)
        return VD_S("sin-reporte");
    if (!row->official.has)
        return VD_S("sin-dato");
    if (row->official.v >= WHOLE_U6)
        return VD_S("cumplida");
    return ended(plan, activity) ? VD_S("vencida") : VD_S("en-ejecucion");
}

struct vd_sem plan_state_sem(struct vd_str state)
{
    for (size_t i = 0; plan_progress_codes[i].value; i++)
        if (vd_str_is(state, plan_progress_codes[i].value))
            return (struct vd_sem){kinds[i], plan_progress_codes[i].word};
    return (struct vd_sem){"info", "Sin seguimiento"};
}
