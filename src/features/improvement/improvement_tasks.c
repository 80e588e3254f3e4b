/* SPDX-License-Identifier: Apache-2.0 */
/* At the start of the work: findings and actions of the own unit with their days, what waits for planning and for Control Interno. */
#include "features/improvement/improvement_say.h"

enum { AHEAD = 30 }; /* days before its first one on which an action that was not begun is shown */

struct asking {
    struct vd_db *db;
    struct vd_arena *arena;
    const struct vd_who *who;
    struct vd_date today;
    staff_tasks *list;
};

static struct vd_url url_of(const struct asking *t, const struct improvement_found_row *f, const struct improvement_act_row *a, const char *word)
{
    const char *no = vd_str_printf(t->arena, "%" PRId64, f->no).p;
    if (!a)
        return vd_url_path(t->arena, vd_str_c(t->arena, t->who->entity.slug), "trabajo", "mejora", no, NULL);
    return vd_url_path(t->arena, vd_str_c(t->arena, t->who->entity.slug), "trabajo", "mejora", no, "acciones", vd_str_printf(t->arena, "%" PRId64, a->no).p, word, NULL);
}

static struct staff_task task_of(const struct asking *t, const struct improvement_found_row *f, const char *about, const char *button)
{
    return (struct staff_task){.title = vd_str_printf(t->arena, "Hallazgo %" PRId64 ". %.*s", f->no, VD_SARG(f->title)), .about = vd_str_of(about), .sem = {"info", "Pendiente"}, .button = button,
        .url = url_of(t, f, NULL, NULL)};
}

static void add_writing(const struct asking *t, const struct improvement_found_row *f)
{
    if (!vd_str_is(f->state, "por_formular") || !vd_who_may_unit(t->who, "mejora.escribir", f->unit_id))
        return;
    struct staff_task task = task_of(t, f, f->round > 1 ? "Lo que se hizo no sirvió: proponga una acción nueva" : "Escriba la causa y las acciones", "Escribir");
    task.due = improvement_day(f->plan_by);
    *VD_PUSH(t->arena, t->list) = task;
}

static enum vd_err add_judging(const struct asking *t, const struct improvement_found_row *f)
{
    const struct improvement_judging judging = {f->actions, f->open, f->reported, f->done, f->undone};
    const bool reviews = vd_str_is(f->state, "en_revision") && vd_who_may(t->who, "mejora.revisar");
    const bool closes = vd_str_is(f->state, "en_ejecucion") && improvement_may_judge(&judging) && vd_who_may(t->who, "mejora.cerrar");
    struct vd_str own;
    if (!reviews && !closes)
        return VD_OK;
    VD_TRY(improvement_own(t->db, t->arena, t->who, f->id, &own));
    if (own.n)
        return VD_OK;
    struct staff_task task = task_of(t, f, reviews ? "La dependencia envió la causa y las acciones" : "Todas las acciones están evaluadas: diga si sirvieron", reviews ? "Revisar" : "Evaluar");
    task.since = vd_date_in_bogota(f->stepped_at.v);
    *VD_PUSH(t->arena, t->list) = task;
    return VD_OK;
}

static bool begins(const struct asking *t, const struct improvement_act_row *a) { return vd_date_days(improvement_day(a->from_on)) - vd_date_days(t->today) <= AHEAD; }

static void add_action(const struct asking *t, const struct improvement_found_row *f, const struct improvement_act_row *a)
{
    struct staff_task task = {.title = vd_str_printf(t->arena, "Acción %" PRId64 " del hallazgo %" PRId64 ". %.*s", a->no, f->no, VD_SARG(a->what)),
        .about = improvement_achieved_said(t->arena, a->achieved_u6, a), .sem = improvement_standing_sem(improvement_act_stands(a, t->today))};
    if (vd_str_is(a->state, "abierta") && begins(t, a) && vd_who_may_unit(t->who, "mejora.escribir", a->unit_id)) {
        task.due = improvement_day(a->due_on);
        task.button = "Reportar";
        task.url = url_of(t, f, a, "avance");
        *VD_PUSH(t->arena, t->list) = task;
    } else if (vd_str_is(a->state, "reportada") && vd_who_may(t->who, "mejora.cerrar")) {
        task.since = improvement_day(a->reached_on);
        task.button = "Evaluar";
        task.url = url_of(t, f, a, "evaluacion");
        *VD_PUSH(t->arena, t->list) = task;
    }
}

enum vd_err improvement_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    const struct asking t = {db, arena, who, today, list};
    const struct improvement_asked asked = {.open_only = true, .today = today, .most = IMPROVEMENT_WHOLE};
    improvement_list findings = {0};
    improvement_acts among = {0};
    size_t at = 0;
    if (!vd_who_may(who, "mejora.escribir") && !vd_who_may(who, "mejora.revisar") && !vd_who_may(who, "mejora.cerrar"))
        return VD_OK;
    VD_TRY(improvement_list_of(db, arena, who->entity.id, &asked, &findings));
    VD_TRY(improvement_acts_among(db, arena, who->entity.id, &findings, false, &among));
    VD_EACH(f, &findings) {
        const improvement_acts acts = improvement_acts_next(&among, f, &at);
        add_writing(&t, f);
        VD_TRY(add_judging(&t, f));
        if (!vd_str_is(f->state, "en_ejecucion"))
            continue;
        VD_EACH(a, &acts)
            add_action(&t, f, a);
    }
    return VD_OK;
}
