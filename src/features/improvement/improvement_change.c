/* SPDX-License-Identifier: Apache-2.0 */
/* A finding, its cause and its actions, until they are accepted. */
#include "core/notice.h"
#include "features/improvement/improvement_change.h"

enum vd_err improvement_work(struct vd_change *change, struct staff_write *write, struct improvement_working *ret)
{
    struct improvement_working w = {.change = change, .write = write, .asking = write->arg, .db = vd_change_db(change), .arena = vd_change_arena(change), .entity_id = vd_change_entity(change)};
    struct improvement_found_row found;
    struct improvement_act_row action;
    const struct vd_date today = vd_date_in_bogota(vd_change_now(change));
    w.who.person_id = w.asking->person_id;
    w.who.entity.id = w.entity_id;
    VD_TRY(vd_posts_of(w.db, w.arena, w.entity_id, w.asking->person_id, today, &w.who));
    if (w.asking->no) {
        VD_TRY(improvement_get(w.db, w.arena, w.entity_id, w.asking->no, today, &found));
        w.row = (struct row_improvement){.entity_id = w.entity_id, .id = found.id};
        VD_TRY(vd_row_get(w.db, w.arena, &T_improvement, &w.row));
    }
    if (w.asking->action_no) {
        VD_TRY(improvement_act_get(w.db, w.arena, w.entity_id, w.row.id, w.asking->action_no, &action));
        w.action = (struct row_improvement_action){.entity_id = w.entity_id, .id = action.id};
        VD_TRY(vd_row_get(w.db, w.arena, &T_improvement_action, &w.action));
    }
    *ret = w;
    return VD_OK;
}

enum vd_err improvement_not_own(const struct improvement_working *w)
{
    struct vd_str own;
    VD_TRY(improvement_own(w->db, w->arena, &w->who, w->row.id, &own));
    return own.n ? staff_refuse(w->write, VD_DENIED, "%.*s", VD_SARG(own)) : VD_OK;
}

enum vd_err improvement_may_here(const struct improvement_working *w, int64_t unit_id, const char *state)
{
    if (!vd_who_may_unit(&w->who, "mejora.escribir", unit_id))
        return staff_refuse(w->write, VD_DENIED, "Usted escribe lo de su dependencia; esto es de otra.");
    if (!vd_str_is(w->row.state, state))
        return staff_refuse(w->write, VD_CONFLICT, "El hallazgo ya pasó a otro estado. Abra otra vez su página y siga con lo que dice ahora.");
    return VD_OK;
}

enum vd_err improvement_note(const struct improvement_working *w, const char *what, struct vd_str from, struct vd_str to)
{
    struct improvement_last_row last;
    struct vd_json *data = vd_change_data(w->change);
    struct vd_str reason = w->asking->reason.n ? w->asking->reason : (struct vd_str){0};
    VD_TRY(improvement_last_one(w->db, w->arena, w->entity_id, w->row.id, 0, &last));
    const struct row_improvement_step step = {.entity_id = w->entity_id, .improvement_id = w->row.id, .no = last.step + 1, .what = vd_str_of(what),
        .action_no = w->action.id ? vd_some(w->action.no) : (struct vd_oint){0}, .from_state = from, .to_state = to, .reason = reason, .person_id = w->asking->person_id, .at = vd_change_now(w->change)};
    VD_TRY(vd_change_put(w->change, &T_improvement_step, &step));
    VD_JSON_I64(data, "number", w->row.no);
    if (w->action.id)
        VD_JSON_I64(data, "action", w->action.no);
    if (reason.n)
        VD_JSON_STR(data, "reason", reason);
    vd_change_subject(w->change, w->row.id);
    vd_change_result_set(w->change, vd_str_printf(w->arena, "%" PRId64, w->row.no));
    return VD_OK;
}

/* ---- who is told */

static struct vd_notice notice_of(const struct improvement_working *w, const char *said)
{
    return (struct vd_notice){w->entity_id, vd_str_printf(w->arena, "%s: %.*s", said, VD_SARG(w->row.title)), vd_str_printf(w->arena, "%.*s/%" PRId64, VD_SARG(w->asking->page), w->row.no)};
}

enum vd_err improvement_tell_unit(const struct improvement_working *w, int64_t unit_id, const char *said)
{
    const struct vd_notice notice = notice_of(w, said);
    return vd_notice_put_right(w->db, w->arena, &notice, "mejora.escribir", vd_some(unit_id), w->asking->person_id, vd_change_now(w->change));
}

enum vd_err improvement_tell_person(const struct improvement_working *w, int64_t person_id, const char *said)
{
    const struct vd_notice notice = notice_of(w, said);
    return vd_notice_put(w->db, w->arena, &notice, person_id, vd_change_now(w->change));
}

enum vd_err improvement_tell(const struct improvement_working *w, const char *right, const char *said)
{
    const struct vd_notice notice = notice_of(w, said);
    return vd_notice_put_right(w->db, w->arena, &notice, right, (struct vd_oint){0}, w->asking->person_id, vd_change_now(w->change));
}

/* ---- the finding */

static enum vd_err change_finding(struct improvement_working *w)
{
    const struct row_improvement *typed = &w->asking->finding;
    struct row_improvement row = *typed;
    bool begun = !vd_str_is(w->row.state, "por_formular") || w->row.round > 1;
    if (vd_str_is(w->row.state, "cerrado") || vd_str_is(w->row.state, "retirado"))
        return staff_refuse(w->write, VD_CONFLICT, "Este hallazgo ya no se cambia: está cerrado o retirado.");
    if (w->row.rev != w->asking->rev)
        return VD_CONFLICT;
    if (begun && typed->unit_id != w->row.unit_id)
        return staff_refuse(w->write, VD_CONFLICT, "La dependencia ya escribió sus acciones: no se pasa a otra. Si hace falta, retire el hallazgo y regístrelo de nuevo.");
    row.entity_id = w->entity_id;
    row.id = w->row.id;
    row.no = w->row.no;
    row.cutoff_id = w->row.cutoff_id;
    row.activity_key = w->row.activity_key;
    row.cause = w->row.cause;
    row.round = w->row.round;
    row.state = w->row.state;
    row.rev = w->row.rev + 1;
    VD_TRY(vd_change_put(w->change, &T_improvement, &row));
    w->row = row;
    return improvement_note(w, "cambiar", row.state, row.state);
}

static enum vd_err register_finding(struct improvement_working *w)
{
    struct improvement_last_row last;
    VD_TRY(improvement_last_one(w->db, w->arena, w->entity_id, 0, 0, &last));
    w->row = w->asking->finding;
    w->row.entity_id = w->entity_id;
    w->row.id = vd_change_id(w->change);
    w->row.no = last.finding + 1;
    w->row.round = 1;
    w->row.rev = 1;
    w->row.state = VD_S("por_formular");
    VD_TRY(vd_change_put(w->change, &T_improvement, &w->row));
    VD_TRY(improvement_note(w, "registrar", (struct vd_str){0}, w->row.state));
    return improvement_tell_unit(w, w->row.unit_id, "Control Interno registró un hallazgo de su dependencia");
}

enum vd_err improvement_save(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    VD_TRY(improvement_work(change, write, &w));
    return w.asking->no ? change_finding(&w) : register_finding(&w);
}

/* ---- the cause */

static enum vd_err put_whys(const struct improvement_working *w)
{
    improvement_whys_rows before = {0};
    VD_TRY(improvement_whys_all(w->db, w->arena, w->entity_id, w->row.id, &before));
    VD_EACH(b, &before) {
        const struct row_improvement_why gone = {.entity_id = w->entity_id, .improvement_id = w->row.id, .no = b->no, .why = b->why};
        if (!w->asking->whys[b->no - 1].n)
            VD_TRY(vd_change_remove(w->change, &T_improvement_why, &gone));
    }
    for (int64_t i = 0; i < IMPROVEMENT_WHYS; i++) {
        const struct row_improvement_why row = {.entity_id = w->entity_id, .improvement_id = w->row.id, .no = i + 1, .why = w->asking->whys[i]};
        if (row.why.n)
            VD_TRY(vd_change_put(w->change, &T_improvement_why, &row));
    }
    return VD_OK;
}

enum vd_err improvement_save_cause(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(improvement_may_here(&w, w.row.unit_id, "por_formular"));
    if (w.row.rev != w.asking->rev)
        return VD_CONFLICT;
    w.row.cause = w.asking->finding.cause;
    w.row.rev++;
    VD_TRY(vd_change_put(change, &T_improvement, &w.row));
    VD_TRY(put_whys(&w));
    return improvement_note(&w, "causa", w.row.state, w.row.state);
}

/* ---- the actions */

static enum vd_err open_proposed(const struct improvement_working *w)
{
    if (!vd_str_is(w->action.state, "propuesta"))
        return staff_refuse(w->write, VD_CONFLICT, "Esta acción ya se aceptó y no se cambia: se reporta su avance.");
    return w->action.rev == w->asking->rev ? VD_OK : VD_CONFLICT;
}

enum vd_err improvement_save_action(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    struct improvement_last_row last;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(improvement_may_here(&w, w.row.unit_id, "por_formular"));
    struct row_improvement_action row = w.asking->action;
    if (w.asking->action_no) {
        VD_TRY(open_proposed(&w));
        row.id = w.action.id;
        row.no = w.action.no;
    } else {
        VD_TRY(improvement_last_one(w.db, w.arena, w.entity_id, w.row.id, 0, &last));
        row.id = vd_change_id(change);
        row.no = last.action + 1;
    }
    row.entity_id = w.entity_id;
    row.improvement_id = w.row.id;
    row.round = w.row.round;
    row.state = VD_S("propuesta");
    row.rev = w.action.rev + 1;
    VD_TRY(vd_change_put(change, &T_improvement_action, &row));
    const struct vd_str before = w.action.state;
    w.action = row;
    return improvement_note(&w, "accion", before, row.state);
}

enum vd_err improvement_drop_action(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(improvement_may_here(&w, w.row.unit_id, "por_formular"));
    VD_TRY(open_proposed(&w));
    VD_TRY(vd_change_remove(change, &T_improvement_action, &w.action));
    return improvement_note(&w, "quitar", w.action.state, (struct vd_str){0});
}

enum vd_err improvement_send(struct vd_change *change, struct staff_write *write)
{
    struct improvement_working w;
    struct improvement_found_row found;
    VD_TRY(improvement_work(change, write, &w));
    VD_TRY(improvement_may_here(&w, w.row.unit_id, "por_formular"));
    if (w.row.rev != w.asking->rev)
        return VD_CONFLICT;
    VD_TRY(improvement_get(w.db, w.arena, w.entity_id, w.row.no, vd_date_in_bogota(vd_change_now(change)), &found));
    if (!w.row.cause.n)
        return staff_refuse(write, VD_INVALID, "Falta la causa: escríbala antes de enviarlo.");
    if (!found.actions)
        return staff_refuse(write, VD_INVALID, w.row.round > 1 ? "Lo que se hizo no sirvió: agregue al menos una acción nueva." : "Falta al menos una acción: agréguela antes de enviarlo.");
    w.row.state = VD_S("en_revision");
    w.row.rev++;
    VD_TRY(vd_change_put(change, &T_improvement, &w.row));
    VD_TRY(improvement_note(&w, "enviar", VD_S("por_formular"), w.row.state));
    return improvement_tell(&w, "mejora.revisar", "Una dependencia envió las acciones de un hallazgo");
}
