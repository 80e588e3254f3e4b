/* SPDX-License-Identifier: Apache-2.0 */
/* A session as it is registered, and what it decides. */
#include "core/notice.h"
#include "db/tables.h"
#include "features/committee/committee.h"

static enum vd_err refuse(struct vd_str *ret_problem, enum vd_err err, struct vd_str said)
{
    *ret_problem = said;
    return err;
}

/* The act of the head of the entity is public information (Ley 1712 de 2014, arts. 2 and 9) and is given out with the version it approves; an
 * acta tells more than that, and a person decides. */
static enum vd_err attach(struct vd_change *change, const struct documents_file *file, const char *subject_kind, int64_t subject_id, int64_t person_id, struct vd_oint *ret)
{
    const struct documents_attaching of = {.subject_kind = subject_kind, .subject_id = subject_id, .person_id = person_id,
        .classification = !strcmp(subject_kind, "plan_version") ? DOCUMENTS_PUBLICA : DOCUMENTS_CLASIFICADA};
    if (!file->kind)
        return VD_OK;
    VD_TRY(documents_attach(change, file, &of, &ret->v));
    ret->has = true;
    return VD_OK;
}

/* ---- registering */

static const struct committee_member_row *member(const committee_members *members, int64_t person)
{
    VD_EACH(m, members)
        if (m->person_id == person)
            return m;
    return NULL;
}

static enum vd_err put_people(struct vd_change *change, struct committee_registering *of, int64_t session, const committee_members *members)
{
    VD_EACH(person, &of->people) {
        const struct committee_member_row *m = member(members, *person);
        if (!m)
            return refuse(&of->problem, VD_INVALID, VD_S("Una de las personas marcadas no era del comité ese día."));
        const struct row_committee_attendance row = {.entity_id = vd_change_entity(change), .session_id = session, .person_id = *person, .role = m->role};
        VD_TRY(vd_change_put(change, &T_committee_attendance, &row));
    }
    return VD_OK;
}

/* The members and the quorum are those of the day of the session: one before the plan was brought would choose them. */
static enum vd_err met_in_time(struct vd_change *change, struct committee_registering *of, const struct life_version_row *version)
{
    struct vd_date since, held;
    VD_TRY(committee_waits_since(vd_change_db(change), vd_change_arena(change), version, &since));
    if (vd_date_from_iso(of->held_on, &held) && vd_date_days(held) >= vd_date_days(since))
        return VD_OK;
    return refuse(&of->problem, VD_INVALID, vd_str_printf(vd_change_arena(change), "%.*s llegó a aprobación el %.*s: una sesión de antes no pudo decidir sobre él.",
        VD_SARG(life_title(vd_change_arena(change), version)), VD_SARG(vd_date_dmy(vd_change_arena(change), since))));
}

static enum vd_err put_agenda(struct vd_change *change, struct committee_registering *of, int64_t session)
{
    int64_t ord = 0;
    VD_EACH(version, &of->versions) {
        struct life_version_row v;
        VD_TRY(life_get(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), *version, &v));
        if (!vd_str_is(v.state, "en_aprobacion"))
            return refuse(&of->problem, VD_INVALID, VD_S("Uno de los planes del orden del día ya no espera aprobación. Vuelva a abrir la página."));
        VD_TRY(met_in_time(change, of, &v));
        const struct row_committee_item row = {.entity_id = v.entity_id, .id = vd_change_id(change), .session_id = session, .ord = ++ord, .version_id = v.id, .step_no = v.step_no};
        VD_TRY(vd_change_put(change, &T_committee_item, &row));
    }
    return VD_OK;
}

static enum vd_err is_new(struct vd_change *change, struct committee_registering *of)
{
    committee_sessions all = {0};
    VD_TRY(committee_sessions_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), 0, &all));
    VD_EACH(s, &all)
        if (!s->withdrawn_at.has && vd_str_eq(s->held_on, of->held_on) && vd_str_eq(s->minutes_no, of->minutes_no))
            return refuse(&of->problem, VD_CONFLICT, VD_S("El acta con ese número y esa fecha ya está registrada."));
    return VD_OK;
}

static enum vd_err tell_members(struct vd_change *change, const struct row_committee_session *session, const committee_members *members)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct vd_notice notice = {.entity_id = session->entity_id, .said = vd_str_printf(arena, "Se registró la sesión del comité del acta %.*s", VD_SARG(session->minutes_no))};
    VD_TRY(vd_notice_path(vd_change_db(change), arena, session->entity_id, vd_str_printf(arena, "comite/%" PRId64, session->id), &notice.path));
    VD_EACH(m, members)
        if (m->person_id != session->recorded_by)
            VD_TRY(vd_notice_put(vd_change_db(change), arena, &notice, m->person_id, vd_change_now(change)));
    return VD_OK;
}

enum vd_err committee_register(struct vd_change *change, struct committee_registering *of)
{
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    committee_members members = {0};
    struct committee_ruled ruled;
    struct row_committee_session row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .held_on = of->held_on, .place = of->place, .minutes_no = of->minutes_no,
        .recorded_by = of->person_id, .recorded_at = vd_change_now(change)};
    VD_TRY(is_new(change, of));
    VD_TRY(committee_members_on(db, arena, row.entity_id, of->held_on, &members));
    row.members_n = (int64_t)members.n;
    VD_TRY(committee_rule_of(db, arena, row.entity_id, &ruled));
    row.quorum_n = committee_quorum(ruled.rule, row.members_n);
    VD_TRY(attach(change, &of->file, "committee_session", row.id, of->person_id, &row.attachment_id));
    VD_TRY(vd_change_put(change, &T_committee_session, &row));
    VD_TRY(put_people(change, of, row.id, &members));
    VD_TRY(put_agenda(change, of, row.id));
    VD_TRY(tell_members(change, &row, &members));
    vd_change_subject(change, row.id);
    vd_change_result_set(change, vd_str_printf(arena, "%" PRId64, row.id));
    return VD_OK;
}

enum vd_err committee_bring_minutes(struct vd_change *change, int64_t session, const struct documents_file *file, int64_t person_id)
{
    struct row_committee_session row = {.entity_id = vd_change_entity(change), .id = session};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_committee_session, &row));
    if (row.attachment_id.has)
        return VD_CONFLICT;
    VD_TRY(attach(change, file, "committee_session", session, person_id, &row.attachment_id));
    VD_TRY(vd_change_put(change, &T_committee_session, &row));
    vd_change_subject(change, session);
    return VD_OK;
}

enum vd_err committee_show_minutes(struct vd_change *change, int64_t session, bool is_public)
{
    struct row_committee_session row = {.entity_id = vd_change_entity(change), .id = session};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_committee_session, &row));
    struct row_attachment file = {.entity_id = row.entity_id, .id = row.attachment_id.v};
    if (!row.attachment_id.has)
        return VD_CONFLICT;
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_attachment, &file));
    if (vd_str_is(file.classification, "publica") == is_public)
        return VD_CONFLICT;
    vd_change_subject(change, session);
    return documents_classify(change, file.id, is_public ? DOCUMENTS_PUBLICA : DOCUMENTS_CLASIFICADA);
}

enum vd_err committee_withdraw(struct vd_change *change, struct committee_withdrawing *of)
{
    struct row_committee_session row = {.entity_id = vd_change_entity(change), .id = of->session};
    struct row_attachment file = {.entity_id = row.entity_id};
    committee_items items = {0};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_committee_session, &row));
    VD_TRY(committee_items_of(vd_change_db(change), vd_change_arena(change), row.entity_id, (struct committee_asked){.session = of->session}, &items));
    if (row.withdrawn_at.has)
        return refuse(&of->problem, VD_CONFLICT, VD_S("La sesión ya está retirada."));
    VD_EACH(item, &items)
        if (item->decision.n)
            return refuse(&of->problem, VD_CONFLICT, VD_S("Esta sesión ya decidió: no se retira."));
    row.withdrawn_by = vd_some(of->person_id);
    row.withdrawn_at = vd_some(vd_change_now(change));
    row.withdrawn_why = of->why;
    VD_TRY(vd_change_put(change, &T_committee_session, &row));
    vd_change_subject(change, row.id);
    file.id = row.attachment_id.v;
    if (row.attachment_id.has)
        VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_attachment, &file));
    return vd_str_is(file.classification, "publica") ? documents_classify(change, file.id, DOCUMENTS_CLASIFICADA) : VD_OK;
}

/* ---- deciding */

static enum vd_err attended(struct vd_change *change, int64_t session, int64_t person, bool *ret)
{
    committee_presents presents = {0};
    VD_TRY(committee_presents_of(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), session, &presents));
    *ret = false;
    VD_EACH(p, &presents)
        *ret |= p->person_id == person;
    return VD_OK;
}

static enum vd_err check_item(struct vd_change *change, struct committee_deciding *of, const struct committee_agenda_row *item)
{
    bool there;
    VD_TRY(attended(change, item->session_id, of->step.person_id, &there));
    if (item->decision.n || item->version_id != of->step.version_id)
        return refuse(&of->problem, VD_CONFLICT, VD_S("Ese punto del orden del día ya se decidió. Vuelva a abrir la página."));
    if (!committee_has_quorum(item->present, item->quorum_n))
        return refuse(&of->problem, VD_INVALID, vd_str_printf(vd_change_arena(change), "La sesión no tuvo quórum: asistieron %" PRId64 " y hacían falta %" PRId64 ". No puede decidir.", item->present, item->quorum_n));
    if (!there)
        return refuse(&of->problem, VD_DENIED, VD_S("Registra la decisión quien asistió a la sesión, y usted no figura entre los asistentes."));
    return VD_OK;
}

/* The step's act is the acta of the session. */
static enum vd_err decide_item(struct vd_change *change, struct committee_deciding *of)
{
    committee_items items = {0};
    struct row_committee_item row = {.entity_id = vd_change_entity(change), .id = of->item_id};
    VD_TRY(committee_items_of(vd_change_db(change), vd_change_arena(change), row.entity_id, (struct committee_asked){.item = of->item_id}, &items));
    if (!items.n)
        return refuse(&of->problem, VD_NOT_FOUND, VD_S("Ese punto del orden del día no existe."));
    const struct committee_agenda_row *item = &items.v[0];
    VD_TRY(check_item(change, of, item));
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_committee_item, &row));
    row.decision = of->step.event;
    row.decided_by = vd_some(of->step.person_id);
    row.decided_at = vd_some(vd_change_now(change));
    row.reason = of->step.said.reason.n ? of->step.said.reason : (struct vd_str){0};
    VD_TRY(vd_change_put(change, &T_committee_item, &row));
    struct life_said *said = &of->step.said;
    said->act_kind = VD_S("acta");
    said->act_no = item->minutes_no;
    said->act_on = item->held_on;
    said->attachment_id = item->attachment_id;
    return VD_OK;
}

enum vd_err committee_decide(struct vd_change *change, struct committee_deciding *of)
{
    struct life_stepped done = {0};
    if (of->item_id)
        VD_TRY(decide_item(change, of));
    VD_TRY(attach(change, &of->file, "plan_version", of->step.version_id, of->step.person_id, &of->step.said.attachment_id));
    enum vd_err err = life_step(change, &of->step, &done);
    of->problem = done.problem;
    return err;
}
