/* SPDX-License-Identifier: Apache-2.0 */
/* Rows that a unit of the person was asked to write, and those that were handed back to who sent them. */
#include "features/editor/editor.h"
#include "features/editor/editor.sql.h"

static struct vd_url url_of(struct vd_arena *arena, const struct vd_who *who, const struct editor_task_row *row)
{
    struct vd_url list = life_task_url(arena, who, row->path_word, row->vigencia, row->version, "pedidos");
    return (struct vd_url){vd_str_printf(arena, "%.*s/%" PRId64, VD_SARG(list.s), row->no)};
}

static bool is_asked_of(const struct vd_who *who, const struct editor_task_row *row)
{
    return vd_str_is(row->state, "pedida") && vd_who_may_unit(who, "plan.proponer", row->unit_id);
}

static bool was_answered(const struct vd_who *who, const struct editor_task_row *row, struct vd_date today)
{
    return vd_str_is(row->state, "devuelta") && row->sender == who->person_id && row->answered_at.has &&
        vd_date_days(today) - vd_date_days(vd_date_in_bogota(row->answered_at.v)) <= STAFF_ANSWER_KEPT;
}

enum vd_err editor_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    VD_AUTO_STMT struct vd_stmt *st = editor_task_open(db, who->entity.id);
    struct editor_task_row row;
    VD_LIST(struct editor_task_row) all = {0};
    while (editor_task_next(st, arena, &row)) {
        const struct life_version_row version = {.state = row.version_state};
        if (life_may_write(&version) && (is_asked_of(who, &row) || was_answered(who, &row, today)))
            *VD_PUSH(arena, &all) = row;
    }
    VD_TRY(vd_done(st));
    VD_EACH(r, &all) {
        struct vd_str unit;
        VD_TRY(vd_unit_name(db, arena, who->entity.id, r->unit_id, &unit));
        struct staff_task t = {.url = url_of(arena, who, r)};
        if (vd_str_is(r->state, "pedida")) {
            if (!vd_date_from_iso(r->due_on, &t.due))
                return VD_INTERNAL;
            t.title = vd_str_printf(arena, "Escribir %" PRId64 " %s del %.*s %" PRId64, r->activities, r->activities == 1 ? "actividad" : "actividades", VD_SARG(r->short_name), r->vigencia);
            t.about = r->said.n ? vd_str_printf(arena, "%.*s. Planeación dice: «%.*s»", VD_SARG(unit), VD_SARG(r->said)) : unit;
            t.sem = (struct vd_sem){"info", "Por escribir"};
            t.button = "Escribir";
        } else {
            t.title = vd_str_printf(arena, "%.*s devolvió sus actividades del %.*s %" PRId64, VD_SARG(unit), VD_SARG(r->short_name), r->vigencia);
            t.about = r->answer.n ? vd_str_printf(arena, "«%.*s»", VD_SARG(r->answer)) : r->answer;
            t.since = vd_date_in_bogota(r->answered_at.v);
            t.sem = (struct vd_sem){"info", "Devuelta"};
            t.button = "Ver";
            t.is_answer = true;
        }
        *VD_PUSH(arena, list) = t;
    }
    return VD_OK;
}
