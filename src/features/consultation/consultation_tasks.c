/* SPDX-License-Identifier: Apache-2.0 */
/* Consultations of which the person answers the contributions, or that end soon. */
#include "features/consultation/consultation.h"
#include "features/consultation/consultation_store.h"

static struct vd_str said_of(struct vd_arena *arena, const struct consultation_found_row *c, int64_t open)
{
    if (!open)
        return c->received ? vd_str_printf(arena, "Todo está respondido (%" PRId64 ")", c->received) : VD_S("No ha llegado ningún aporte");
    struct vd_str said = vd_str_printf(arena, "%" PRId64 " %s por responder", open, open == 1 ? "aporte" : "aportes");
    return c->held ? vd_str_printf(arena, "%.*s; %" PRId64 " %s", VD_SARG(said), c->held, c->held == 1 ? "está retenido" : "están retenidos") : said;
}

enum vd_err consultation_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    consultations all = {0};
    if (!vd_who_may(who, "plan.responder"))
        return VD_OK;
    VD_TRY(consultation_list(db, arena, who->entity.id, &all));
    VD_EACH(c, &all) {
        struct vd_date closes;
        if (c->closed_at.has || !vd_date_from_iso(c->closes_on, &closes))
            continue;
        int64_t open = c->received - c->answered + c->held, left = vd_date_days(closes) - vd_date_days(today);
        if (!open && left > STAFF_TASK_SOON)
            continue;
        *VD_PUSH(arena, list) = (struct staff_task){.due = closes, .about = said_of(arena, c, open), .sem = {"info", "En consulta"}, .button = open ? "Responder" : left < 0 ? "Cerrar" : "Ver",
            .title = vd_str_printf(arena, "%s del %.*s %" PRId64, left < 0 ? "Cerrar la consulta" : "Consulta", VD_SARG(c->short_name), c->vigencia),
            .url = life_task_url(arena, who, c->path_word, c->vigencia, c->version_no, "consulta")};
    }
    return VD_OK;
}
