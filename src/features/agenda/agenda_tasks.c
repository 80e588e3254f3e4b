/* SPDX-License-Identifier: Apache-2.0 */
/* What a person has to report or hand in: what is late since last year, and what falls due until the end of next month. */
#include "features/agenda/agenda_views.h"

struct agenda_late_one { size_t task; int64_t n; };   /* its place in the list, how many dates */
typedef VD_LIST(struct agenda_late_one) agenda_late;

/* Several late dates of one activity are one thing to do; each period of a delivery is handed in by itself. */
static bool join(struct vd_arena *arena, const struct agenda_obligation *o, struct vd_url act, agenda_late *late, staff_tasks *list)
{
    struct agenda_late_one *found = NULL;
    if (o->state != AGENDA_OVERDUE || o->delivery_id.has)
        return false;
    VD_EACH(l, late)
        if (vd_str_eq(list->v[l->task].url.s, act.s))
            found = l;
    if (!found) {
        *VD_PUSH(arena, late) = (struct agenda_late_one){list->n, 1};
        return false;
    }
    struct staff_task *t = &list->v[found->task];
    t->about = vd_str_printf(arena, "%" PRId64 " fechas vencidas, la primera el %.*s", ++found->n, VD_SARG(vd_es_date_long(arena, t->due)));
    return true;
}

enum vd_err agenda_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    struct vd_date after = today.month == 12 ? (struct vd_date){(int16_t)(today.year + 1), 1, 1} : (struct vd_date){today.year, (uint8_t)(today.month + 1), 1};
    const struct agenda_asked asked = {.entity_id = who->entity.id, .person_id = vd_some(who->person_id), .first = {(int16_t)(today.year - 1), 1, 1},
        .last = {after.year, after.month, (uint8_t)vd_date_last_day(after.year, after.month)}, .today = today};
    agenda_list all = {0};
    agenda_late late = {0};
    if (!vd_who_may(who, "seguimiento.reportar") && !vd_who_may(who, "entregas.escribir"))
        return VD_OK;
    VD_TRY(agenda_obligations(db, arena, &asked, &all));
    VD_EACH(o, &all) {
        struct agenda_way way = agenda_way_of(arena, who, o);
        if (way.word && !o->returned && !join(arena, o, way.act, &late, list)) /* what came back is the report's to say */
            *VD_PUSH(arena, list) = (struct staff_task){.due = o->due, .title = o->address.n ? vd_str_printf(arena, "%.*s %.*s", VD_SARG(o->address), VD_SARG(o->title)) : o->title,
                .about = agenda_meta(arena, o), .sem = agenda_sem(arena, o->state, o->due, today), .button = way.word, .url = way.act};
    }
    return VD_OK;
}

enum vd_err agenda_goings_of(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_goings *list)
{
    agenda_goings all = {0};
    if (!vd_who_may(who, "entregas.escribir"))
        return VD_OK;
    VD_TRY(agenda_deliveries(db, arena, who->entity.id, today, &all));
    VD_EACH(g, &all)
        if (!g->row.ended_reason.n && vd_who_may_unit(who, "entregas.escribir", g->row.unit_id))
            *VD_PUSH(arena, list) = (struct staff_going){.title = g->row.title, .expected = g->count.expected, .done = g->count.delivered, .late = g->count.late,
                .url = vd_url_path(arena, vd_str_c(arena, who->entity.slug), "trabajo", "entregas", vd_str_printf(arena, "%" PRId64, g->row.id).p, NULL)};
    return VD_OK;
}
