/* SPDX-License-Identifier: Apache-2.0 */
/* Requests for changes that the person reviews, and what became of the person's own. */
#include "features/amendment/amendment_request.h"

static struct vd_str title_of(struct vd_arena *arena, const struct amendment_request_row *r)
{
    struct vd_str plan = vd_str_printf(arena, "Cambio del %.*s %" PRId64, VD_SARG(r->short_name), r->vigencia);
    return r->address.n ? vd_str_printf(arena, "%.*s: actividad %.*s", VD_SARG(plan), VD_SARG(r->address)) : vd_str_printf(arena, "%.*s: una actividad nueva", VD_SARG(plan));
}

enum vd_err amendment_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    amendment_requests all = {0};
    if (!vd_who_may(who, "plan.escribir") && !vd_who_may(who, "plan.pedir_cambio"))
        return VD_OK;
    VD_TRY(amendment_request_all(db, arena, who->entity.id, 0, 0, &all));
    VD_EACH(r, &all) {
        bool waits = vd_str_is(r->state, "pedido"), mine = r->asked_by == who->person_id;
        struct staff_task t = {.title = title_of(arena, r), .url = vd_url_path(arena, vd_str_c(arena, who->entity.slug), "trabajo", "cambios", vd_str_printf(arena, "%" PRId64, r->id).p, NULL)};
        if (waits && !mine && vd_who_may(who, "plan.escribir")) {
            t.since = vd_date_in_bogota(r->asked_at);
            t.about = vd_str_printf(arena, "%.*s lo pide: «%.*s»", VD_SARG(r->asker), VD_SARG(r->motive));
            t.sem = (struct vd_sem){"near", "Por revisar"};
            t.button = "Revisar";
        } else if (!waits && mine && r->answered_at.has && vd_date_days(today) - vd_date_days(vd_date_in_bogota(r->answered_at.v)) <= STAFF_ANSWER_KEPT) {
            t.since = vd_date_in_bogota(r->answered_at.v);
            t.about = r->answer.n ? vd_str_printf(arena, "%.*s: «%.*s»", VD_SARG(r->answerer), VD_SARG(r->answer)) : r->answerer;
            t.sem = vd_str_is(r->state, "aceptado") ? (struct vd_sem){"ok", "Aceptada"} : (struct vd_sem){"bad", "Rechazada"};
            t.button = "Ver";
            t.is_answer = true;
        } else {
            continue;
        }
        *VD_PUSH(arena, list) = t;
    }
    return VD_OK;
}
