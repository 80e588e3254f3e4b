/* SPDX-License-Identifier: Apache-2.0 */
#include "core/services.h"
#include "features/committee/committee_say.h"

struct vd_sem committee_quorum_sem(int64_t present, int64_t quorum)
{
    return committee_has_quorum(present, quorum) ? (struct vd_sem){"ok", "Con quórum"} : (struct vd_sem){"bad", "Sin quórum"};
}

struct vd_str committee_quorum_said(struct vd_arena *arena, int64_t present, int64_t members, int64_t quorum)
{
    return vd_str_printf(arena, "%s %" PRId64 " de %" PRId64 "; el quórum es %" PRId64, present == 1 ? "Asistió" : "Asistieron", present, members, quorum);
}

struct vd_str committee_day(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date date;
    return vd_date_from_iso(iso, &date) ? vd_es_date_long(arena, date) : iso;
}

/* "Aprobado" … "Sin decidir" */
static struct vd_sem decision_sem(struct vd_str decision)
{
    if (vd_str_is(decision, "aprobar"))
        return (struct vd_sem){"ok", "Aprobado"};
    if (vd_str_is(decision, "devolver"))
        return (struct vd_sem){"near", "Devuelto"};
    return vd_str_is(decision, "rechazar") ? (struct vd_sem){"bad", "Rechazado"} : (struct vd_sem){"none", "Sin decidir"};
}

struct committee_point committee_point_of(struct vd_req *rq, const struct committee_agenda_row *item)
{
    const struct life_version_row version = {.short_name = item->short_name, .path_word = item->path_word, .vigencia = item->vigencia, .no = item->no};
    struct committee_point point = {.plan = life_title(rq->arena, &version), .reason = item->reason, .state = decision_sem(item->decision),
        .url = {vd_str_printf(rq->arena, "%.*s/aprobacion", VD_SARG(life_url(rq, &version).s))}};
    if (item->decided_at.has)
        point.decided = vd_str_printf(rq->arena, "%.*s, %.*s", VD_SARG(item->decider), VD_SARG(vd_es_instant(rq->arena, item->decided_at.v)));
    return point;
}
