/* SPDX-License-Identifier: Apache-2.0 */
/* What a person has to report or hand in: what is late since last year, and what falls due until the end of next month. */
#include "features/agenda/agenda_views.h"

enum vd_err agenda_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    struct vd_date after = today.month == 12 ? (struct vd_date){(int16_t)(today.year + 1), 1, 1} : (struct vd_date){today.year, (uint8_t)(today.month + 1), 1};
    const struct agenda_asked asked = {.entity_id = who->entity.id, .person_id = vd_some(who->person_id), .first = {(int16_t)(today.year - 1), 1, 1},
        .last = {after.year, after.month, (uint8_t)vd_date_last_day(after.year, after.month)}, .today = today};
    agenda_list all = {0};
    if (!vd_who_may(who, "seguimiento.reportar") && !vd_who_may(who, "entregas.escribir"))
        return VD_OK;
    VD_TRY(agenda_obligations(db, arena, &asked, &all));
    VD_EACH(o, &all) {
        struct agenda_way way = agenda_way_of(arena, who, o);
        if (way.word)
            *VD_PUSH(arena, list) = (struct staff_task){.due = o->due, .title = o->address.n ? vd_str_printf(arena, "%.*s %.*s", VD_SARG(o->address), VD_SARG(o->title)) : o->title,
                .about = agenda_meta(arena, o), .sem = agenda_sem(arena, o->state, o->due, today), .button = way.word, .url = way.act};
    }
    return VD_OK;
}
