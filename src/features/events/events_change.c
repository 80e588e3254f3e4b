/* SPDX-License-Identifier: Apache-2.0 */
#include "features/events/events_change.h"

bool events_may_all(const struct vd_who *who) { return vd_who_may(who, "participacion.escribir_todo"); }
bool events_may_unit(const struct vd_who *who, int64_t unit_id) { return events_may_all(who) || vd_who_may_unit(who, "participacion.escribir", unit_id); }

enum vd_err events_work(struct vd_change *change, struct staff_write *write, struct events_working *ret)
{
    struct events_working w = {.change = change, .write = write, .asking = write->arg, .db = vd_change_db(change), .arena = vd_change_arena(change), .entity_id = vd_change_entity(change)};
    w.who.person_id = w.asking->person_id;
    VD_TRY(vd_posts_of(w.db, w.arena, w.entity_id, w.asking->person_id, vd_date_in_bogota(vd_change_now(change)), &w.who));
    *ret = w;
    return VD_OK;
}

enum vd_err events_may_here(const struct events_working *w, int64_t unit_id)
{
    return events_may_unit(&w->who, unit_id) ? VD_OK : staff_refuse(w->write, VD_DENIED, "Usted registra lo que lidera su dependencia; esto lo lidera otra.");
}

enum vd_err events_note(const struct events_working *w, int64_t subject_id, int64_t no, const char *what)
{
    struct event_last_row last;
    struct vd_str reason = w->asking->reason.n ? w->asking->reason : (struct vd_str){0};
    struct vd_json *data = vd_change_data(w->change);
    VD_TRY(event_last_one(w->db, w->arena, w->entity_id, subject_id, &last));
    const struct row_participation_step step = {.entity_id = w->entity_id, .subject_id = subject_id, .no = last.step_no + 1, .what = vd_str_of(what), .proposal_no = w->proposal_no,
        .reason = reason, .person_id = w->asking->person_id, .at = vd_change_now(w->change)};
    VD_TRY(vd_change_put(w->change, &T_participation_step, &step));
    VD_JSON_I64(data, "number", no);
    VD_JSON_STR(data, "reason", reason);
    vd_change_subject(w->change, subject_id);
    vd_change_result_set(w->change, vd_str_printf(w->arena, "%" PRId64, no));
    return VD_OK;
}

/* The event as it stands, when this person may write it now. */
static enum vd_err open_event(const struct events_working *w, bool compare, struct row_participation_event *ret, struct event_found_row *ret_found)
{
    enum vd_err err = events_get(w->db, w->arena, w->entity_id, w->asking->no, ret_found);
    if (err == VD_NOT_FOUND)
        return staff_refuse(w->write, VD_NOT_FOUND, "En esta entidad no hay un espacio de participación con ese número.");
    VD_TRY(err);
    VD_TRY(events_may_here(w, ret_found->unit_id));
    if (vd_str_is(ret_found->state, "retirado"))
        return staff_refuse(w->write, VD_CONFLICT, "Este espacio se retiró y ya no se cambia.");
    if (compare && ret_found->rev != w->asking->rev)
        return VD_CONFLICT;
    *ret = (struct row_participation_event){.entity_id = w->entity_id, .id = ret_found->id};
    return vd_row_get(w->db, w->arena, &T_participation_event, ret);
}

static bool has_come(const struct events_working *w, struct vd_str on)
{
    struct vd_date day;
    return vd_date_from_iso(on, &day) && vd_date_days(day) <= vd_date_days(vd_date_in_bogota(vd_change_now(w->change)));
}

enum vd_err events_save(struct vd_change *change, struct staff_write *write)
{
    struct events_working w;
    struct row_participation_event row, before = {0};
    struct event_found_row found;
    struct event_last_row last;
    VD_TRY(events_work(change, write, &w));
    row = w.asking->event;
    VD_TRY(events_may_here(&w, row.unit_id));
    row.entity_id = w.entity_id;
    if (w.asking->no) {
        VD_TRY(open_event(&w, true, &before, &found));
        row.id = before.id;
        row.no = before.no;
        row.state = before.state;
        row.minutes = before.minutes;
        if (vd_str_is(row.state, "realizado") && !has_come(&w, row.held_on))
            return staff_refuse(write, VD_INVALID, "Este espacio ya se realizó: su fecha no puede ser posterior a hoy.");
    } else {
        VD_TRY(event_last_one(w.db, w.arena, w.entity_id, 0, &last));
        row.id = vd_change_id(change);
        row.no = last.event_no + 1;
        row.state = VD_S("programado");
    }
    row.rev = before.rev + 1;
    VD_TRY(vd_change_put(change, &T_participation_event, &row));
    return events_note(&w, row.id, row.no, w.asking->no ? "cambiar" : "registrar");
}

/* ---- what came of it */

static bool keeps(const struct events_asking *asking, struct vd_str group)
{
    VD_EACH(c, &asking->counts)
        if (vd_str_eq(c->group_code, group))
            return true;
    return false;
}

static enum vd_err put_counts(const struct events_working *w, int64_t event_id, const events_counts *before)
{
    VD_EACH(b, before) {
        const struct row_participation_count gone = {.entity_id = w->entity_id, .event_id = event_id, .group_code = b->group_code, .is_extra = b->is_extra, .n = b->n};
        if (!keeps(w->asking, b->group_code))
            VD_TRY(vd_change_remove(w->change, &T_participation_count, &gone));
    }
    VD_EACH(c, &w->asking->counts) {
        struct row_participation_count row = *c;
        row.entity_id = w->entity_id;
        row.event_id = event_id;
        VD_TRY(vd_change_put(w->change, &T_participation_count, &row));
    }
    return VD_OK;
}

enum vd_err events_result(struct vd_change *change, struct staff_write *write)
{
    struct events_working w;
    struct row_participation_event row;
    struct event_found_row found;
    events_counts before = {0};
    VD_TRY(events_work(change, write, &w));
    VD_TRY(open_event(&w, true, &row, &found));
    VD_TRY(events_counts_of(w.db, w.arena, w.entity_id, row.id, &before));
    if ((row.minutes.n || before.n) && !w.asking->reason.n)
        return staff_refuse(write, VD_INVALID, "Escriba por qué se cambia lo que ya estaba registrado.");
    if (vd_str_is(row.state, "realizado") && !w.asking->event.minutes.n && !found.evidence)
        return staff_refuse(write, VD_INVALID, "Un espacio realizado conserva su acta o al menos un archivo de evidencia.");
    row.minutes = w.asking->event.minutes.n ? w.asking->event.minutes : (struct vd_str){0};
    row.rev++;
    VD_TRY(vd_change_put(change, &T_participation_event, &row));
    VD_TRY(put_counts(&w, row.id, &before));
    return events_note(&w, row.id, row.no, "resultado");
}

/* ---- states */

static enum vd_err may_be_done(const struct events_working *w, const struct event_found_row *found)
{
    if (!has_come(w, found->held_on))
        return staff_refuse(w->write, VD_INVALID, "Todavía no llega su fecha. Si se hizo antes, cambie primero la fecha.");
    if (!found->minutes.n && !found->evidence)
        return staff_refuse(w->write, VD_INVALID, "Para marcarlo como realizado hace falta el acta o al menos un archivo de evidencia. Agregue uno de los dos y vuelva a intentarlo.");
    return VD_OK;
}

enum vd_err events_turn(struct vd_change *change, struct staff_write *write)
{
    static const struct { const char *what, *from, *to; } ways[] = {{"realizar", "programado", "realizado"}, {"cancelar", "programado", "cancelado"}, {"retirar", NULL, "retirado"}};
    struct events_working w;
    struct row_participation_event row;
    struct event_found_row found;
    VD_TRY(events_work(change, write, &w));
    VD_TRY(open_event(&w, true, &row, &found));
    for (size_t i = 0; i < VD_COUNT(ways); i++) {
        if (!vd_str_is(w.asking->what, ways[i].what))
            continue;
        if (ways[i].from && !vd_str_is(row.state, ways[i].from))
            return staff_refuse(write, VD_CONFLICT, "Este espacio ya no está programado. Vuelva a abrir su página.");
        if (i == 0)
            VD_TRY(may_be_done(&w, &found));
        else if (!w.asking->reason.n)
            return staff_refuse(write, VD_INVALID, "Escriba la razón");
        row.state = vd_str_of(ways[i].to);
        row.rev++;
        VD_TRY(vd_change_put(change, &T_participation_event, &row));
        return events_note(&w, row.id, row.no, ways[i].what);
    }
    return VD_INVALID;
}

/* ---- proposals */

static bool same_oint(struct vd_oint a, struct vd_oint b) { return a.has == b.has && (!a.has || a.v == b.v); }

static enum vd_err check_activity(const struct events_working *w, const struct row_participation_event *event, struct vd_oint key, struct vd_oint before)
{
    events_activities all = {0};
    if (!key.has || same_oint(key, before))
        return VD_OK;
    VD_TRY(events_activities_of(w->db, w->arena, w->entity_id, event->family, event->vigencia.v, false, &all));
    VD_EACH(a, &all)
        if (a->key == key.v)
            return VD_OK;
    return staff_refuse(w->write, VD_INVALID, "Esa actividad ya no está en el plan. Vuelva a elegirla.");
}

/* Deciding is not for the unit that held it: what its people proposed would be judged by itself. */
static enum vd_err check_decision(const struct events_working *w, const struct row_participation_event *event, const struct row_participation_proposal *before,
                                  const struct row_participation_proposal *row, bool *ret_decides)
{
    bool was = before->state.n && !vd_str_is(before->state, "por_decidir"), is = !vd_str_is(row->state, "por_decidir");
    *ret_decides = (was || is) && (!vd_str_eq(before->state, row->state) || !vd_str_eq(before->reason, row->reason) || !same_oint(before->activity_key, row->activity_key));
    bool rewrites = was && (!vd_str_eq(before->text, row->text) || !vd_str_eq(before->by_kind, row->by_kind) || !same_oint(before->unit_id, row->unit_id) || !vd_str_eq(before->group_code, row->group_code));
    if (rewrites && !events_may_all(&w->who))
        return staff_refuse(w->write, VD_DENIED, "Sobre esta propuesta ya se decidió: su texto lo cambia quien decide.");
    if (*ret_decides && !events_may_all(&w->who))
        return staff_refuse(w->write, VD_DENIED, "Sobre las propuestas deciden la oficina de planeación y la de atención a la ciudadanía.");
    return check_activity(w, event, row->activity_key, before->activity_key);
}

enum vd_err events_propose(struct vd_change *change, struct staff_write *write)
{
    struct events_working w;
    struct row_participation_event event;
    struct event_found_row found;
    struct row_participation_proposal before = {0};
    struct event_last_row last;
    events_proposals stored = {0};
    bool decides;
    VD_TRY(events_work(change, write, &w));
    VD_TRY(open_event(&w, false, &event, &found));
    struct row_participation_proposal row = w.asking->proposal;
    if (w.asking->proposal_no) {
        VD_TRY(events_proposals_of(w.db, w.arena, w.entity_id, &(struct events_proposed){.event_id = event.id, .no = w.asking->proposal_no}, &stored));
        if (!stored.n)
            return VD_NOT_FOUND;
        before = (struct row_participation_proposal){.entity_id = w.entity_id, .id = stored.v[0].id};
        VD_TRY(vd_row_get(w.db, w.arena, &T_participation_proposal, &before));
        if (before.rev != w.asking->rev)
            return VD_CONFLICT;
    }
    VD_TRY(event_last_one(w.db, w.arena, w.entity_id, event.id, &last));
    VD_TRY(check_decision(&w, &event, &before, &row, &decides));
    row.entity_id = w.entity_id;
    row.event_id = event.id;
    row.id = before.id ? before.id : vd_change_id(change);
    row.no = before.id ? before.no : last.proposal_no + 1;
    row.rev = before.rev + 1;
    row.decided_by = decides ? vd_some(w.asking->person_id) : before.decided_by;
    row.decided_at = decides ? vd_some(vd_change_now(change)) : before.decided_at;
    VD_TRY(vd_change_put(change, &T_participation_proposal, &row));
    w.proposal_no = vd_some(row.no);
    return events_note(&w, event.id, event.no, decides ? "decision" : "propuesta");
}

/* ---- files */

enum vd_err events_bring_to(const struct events_working *w, const char *subject, int64_t id, int64_t no)
{
    int64_t attachment;
    const struct documents_attaching of = {.subject_kind = subject, .subject_id = id, .classification = w->asking->classification, .person_id = w->asking->person_id};
    VD_TRY(documents_attach(w->change, &w->asking->file, &of, &attachment));
    return events_note(w, id, no, "evidencia");
}

enum vd_err events_bring(struct vd_change *change, struct staff_write *write)
{
    struct events_working w;
    struct row_participation_event row;
    struct event_found_row found;
    VD_TRY(events_work(change, write, &w));
    VD_TRY(open_event(&w, false, &row, &found));
    return events_bring_to(&w, EVENTS_SUBJECT, row.id, row.no);
}
