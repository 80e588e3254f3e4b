/* SPDX-License-Identifier: Apache-2.0 */
/* What changes a consultation and its contributions. Each reads its rows fresh, inside the change: what a page showed may be old. */
#include "core/notice.h"
#include "db/tables.h"
#include "features/consultation/consultation_store.h"

static enum vd_err refuse(struct vd_str *problem, enum vd_err err, struct vd_str said)
{
    *problem = said;
    return err;
}

static struct vd_str or_absent(struct vd_str text) { return text.n ? text : (struct vd_str){0}; }

static enum vd_err row_of(struct vd_change *change, int64_t id, struct row_consultation *ret)
{
    *ret = (struct row_consultation){.entity_id = vd_change_entity(change), .id = id};
    return vd_row_get(vd_change_db(change), vd_change_arena(change), &T_consultation, ret);
}

static enum vd_err fresh(struct vd_change *change, int64_t version_id, struct consultation_found_row *ret)
{
    return consultation_of_version(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), version_id, ret);
}

/* ---- the consultation */

/* The row stands before the step is judged: the guard consulta_preparada looks for it. */
enum vd_err consultation_open(struct vd_change *change, struct consultation_opening *of)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct life_stepped stepped = {0};
    unsigned char hash[32];
    VD_TRY(life_freeze_hash(vd_change_db(change), arena, vd_change_entity(change), of->version_id, hash));
    const struct row_consultation row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .version_id = of->version_id, .opens_on = vd_date_iso(arena, of->opens),
        .closes_on = vd_date_iso(arena, of->closes), .channel = of->channel, .note = or_absent(of->note), .document_hash = {(const char *)hash, sizeof hash}, .opened_at = vd_change_now(change)};
    VD_TRY(vd_change_put(change, &T_consultation, &row));
    enum vd_err err = life_step(change, &(struct life_stepping){.version_id = of->version_id, .event = VD_S("abrir_consulta"), .person_id = of->person_id}, &stepped);
    of->problem = stepped.problem;
    return err;
}

enum vd_err consultation_extend(struct vd_change *change, struct consultation_extending *of)
{
    struct consultation_found_row found;
    struct row_consultation row;
    VD_TRY(fresh(change, of->version_id, &found));
    VD_TRY(row_of(change, found.id, &row));
    if (found.closed_at.has)
        return refuse(&of->problem, VD_CONFLICT, VD_S("La consulta ya se cerró."));
    if (!vd_str_eq(row.closes_on, of->seen))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Otra persona cambió el plazo mientras usted escribía. Vuelva a la consulta y mire el que tiene ahora."));
    struct vd_str closes = vd_date_iso(vd_change_arena(change), of->closes);
    if (vd_str_cmp(closes, row.closes_on) <= 0)
        return refuse(&of->problem, VD_INVALID, VD_S("El plazo solo se puede ampliar: escriba un día posterior al último que ya se anunció."));
    row.closes_on = closes;
    vd_change_subject(change, of->version_id);
    return vd_change_put(change, &T_consultation, &row);
}

enum vd_err consultation_close(struct vd_change *change, struct consultation_closing *of)
{
    struct consultation_found_row found;
    struct row_consultation row;
    struct life_stepped stepped = {0};
    VD_TRY(fresh(change, of->version_id, &found));
    enum vd_err err = life_step(change, &(struct life_stepping){.version_id = of->version_id, .event = VD_S("cerrar_consulta"), .person_id = of->person_id}, &stepped);
    of->problem = stepped.problem;
    VD_TRY(err);
    VD_TRY(row_of(change, found.id, &row));
    row.closed_at = vd_some(vd_change_now(change));
    return vd_change_put(change, &T_consultation, &row);
}

/* ---- what people of the entity do with a contribution */

/* Of this version, and its consultation not closed: afterwards the matrix is public and stands. */
static enum vd_err open_row(struct vd_change *change, int64_t version_id, struct contribution_no no, struct row_contribution *ret, struct vd_str *problem)
{
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct contribution_key_row key;
    struct row_consultation consultation;
    VD_TRY(contribution_key_one(db, arena, vd_change_entity(change), no.year, no.no, &key));
    *ret = (struct row_contribution){.entity_id = vd_change_entity(change), .id = key.id};
    VD_TRY(vd_row_get(db, arena, &T_contribution, ret));
    VD_TRY(row_of(change, ret->consultation_id, &consultation));
    if (consultation.version_id != version_id)
        return VD_NOT_FOUND;
    if (consultation.closed_at.has)
        return refuse(problem, VD_CONFLICT, VD_S("La consulta ya se cerró: sus respuestas son públicas y no cambian."));
    vd_change_subject(change, ret->id);
    return VD_OK;
}

enum vd_err contribution_decide(struct vd_change *change, struct contribution_deciding *of)
{
    struct row_contribution row;
    VD_TRY(open_row(change, of->version_id, of->no, &row, &of->problem));
    if (!vd_str_is(row.state, "retenido"))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Otra persona ya decidió sobre este aporte."));
    if (vd_str_is(of->decision, "soltar")) {
        row.state = VD_S("recibido");
        return vd_change_put(change, &T_contribution, &row);
    }
    row.state = VD_S("descartado");
    row.reason = of->reason;
    row.answered_by = vd_some(of->person_id);
    row.answered_at = vd_some(vd_change_now(change));
    return vd_change_put(change, &T_contribution, &row);
}

enum vd_err contribution_answer(struct vd_change *change, struct contribution_answering *of)
{
    struct row_contribution row;
    struct consulted activity;
    VD_TRY(open_row(change, of->version_id, of->no, &row, &of->problem));
    if (vd_str_is(row.state, "retenido") || vd_str_is(row.state, "descartado"))
        return refuse(&of->problem, VD_CONFLICT, VD_S("Este aporte no se responde: está retenido o se descartó."));
    if (row.rev != of->seen)
        return refuse(&of->problem, VD_CONFLICT, VD_S("Otra persona respondió este aporte mientras usted escribía."));
    if (of->change.n && consultation_activity(vd_change_db(change), vd_change_arena(change), row.entity_id, of->version_id, of->change, &activity) != VD_OK)
        return refuse(&of->problem, VD_INVALID, VD_S("El borrador no tiene esa actividad."));
    row.rev++;
    row.state = VD_S("respondido");
    row.answer = of->answer;
    row.reason = of->reason;
    row.change_address = or_absent(of->change);
    row.answered_by = vd_some(of->person_id);
    row.answered_at = vd_some(vd_change_now(change));
    return vd_change_put(change, &T_contribution, &row);
}

/* ---- what citizens do */

/* The moment is that of the change: when the request came, however long the writer took. */
static enum vd_err receives(struct vd_change *change, struct contribution_sending *of)
{
    struct consultation_found_row found;
    VD_TRY(fresh(change, of->version_id, &found));
    enum consultation_when when = consultation_when_of(&found, vd_change_now(change));
    if (found.id == of->consultation_id && when == CONSULTATION_OPEN && vd_str_is(found.version_state, "en_consulta"))
        return VD_OK;
    if (found.id == of->consultation_id && when == CONSULTATION_BEFORE)
        return refuse(&of->problem, VD_CONFLICT, VD_S("La consulta todavía no empieza: su aporte no se recibió."));
    return refuse(&of->problem, VD_CONFLICT, VD_S("El plazo de la consulta terminó antes de que llegara su aporte: no se recibió."));
}

static enum vd_err put_author(struct vd_change *change, const struct contribution_sending *of, int64_t id)
{
    if (!of->name.n && !of->email.n)
        return VD_OK;
    return vd_change_put(change, &T_contribution_author,
                         &(struct row_contribution_author){.entity_id = vd_change_entity(change), .contribution_id = id, .name = or_absent(of->name), .email = or_absent(of->email)});
}

static enum vd_err tell_planning(struct vd_change *change, int64_t version_id, struct contribution_no no)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct consultation_found_row c;
    VD_TRY(fresh(change, version_id, &c));
    struct vd_notice notice = {.entity_id = vd_change_entity(change), .said = vd_str_printf(arena, "Llegó el aporte %.*s a la consulta del %.*s %" PRId64,
        VD_SARG(contribution_no_said(arena, no)), VD_SARG(c.short_name), c.vigencia)};
    VD_TRY(vd_notice_path(vd_change_db(change), arena, notice.entity_id, vd_str_printf(arena, "planes/%.*s/%" PRId64 "/%" PRId64 "/consulta/aportes/%.*s", VD_SARG(c.path_word), c.vigencia,
        c.version_no, VD_SARG(contribution_no_said(arena, no))), &notice.path));
    return vd_notice_put_right(vd_change_db(change), arena, &notice, "plan.responder", (struct vd_oint){0}, 0, vd_change_now(change));
}

enum vd_err contribution_send(struct vd_change *change, struct contribution_sending *of)
{
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct contribution_last_row last;
    struct consulted activity = {0};
    unsigned char hash[32];
    VD_TRY(receives(change, of));
    if (of->activity.n && consultation_activity(db, arena, vd_change_entity(change), of->version_id, of->activity, &activity) != VD_OK)
        return refuse(&of->problem, VD_INVALID, VD_S("El borrador no tiene esa actividad."));
    int64_t year = vd_date_in_bogota(vd_change_now(change)).year;
    VD_TRY(contribution_last_one(db, arena, vd_change_entity(change), year, &last));
    contribution_code_hash(vd_change_entity(change), of->code, hash);
    struct row_contribution row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .consultation_id = of->consultation_id, .year = year, .no = last.no + 1,
        .at = vd_change_now(change), .kind = of->kind, .text = of->text, .activity_address = activity.address, .activity_text = activity.text,
        .publish_name = of->publish_name && of->name.n, .code_hash = {(const char *)hash, sizeof hash}, .held = or_absent(of->held),
        .state = of->held.n ? VD_S("retenido") : VD_S("recibido")};
    if (activity.key)
        row.activity_key = vd_some(activity.key);
    VD_TRY(vd_change_put(change, &T_contribution, &row));
    VD_TRY(put_author(change, of, row.id));
    VD_TRY(tell_planning(change, of->version_id, (struct contribution_no){row.year, row.no}));
    vd_change_subject(change, row.id);
    vd_change_result_set(change, contribution_no_said(arena, (struct contribution_no){row.year, row.no}));
    return VD_OK;
}

enum vd_err contribution_erase(struct vd_change *change, const struct contribution_erasing *of)
{
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    struct contribution_found_row found;
    VD_TRY(contribution_of_author(db, arena, vd_change_entity(change), of->no, of->code, &found));
    struct row_contribution row = {.entity_id = vd_change_entity(change), .id = found.id};
    struct row_contribution_author author = {.entity_id = row.entity_id, .contribution_id = row.id};
    VD_TRY(vd_row_get(db, arena, &T_contribution, &row));
    VD_TRY(vd_row_get(db, arena, &T_contribution_author, &author));
    row.publish_name = 0;
    vd_change_subject(change, row.id);
    VD_TRY(vd_change_put(change, &T_contribution, &row));
    return vd_change_remove(change, &T_contribution_author, &author);
}
