/* SPDX-License-Identifier: Apache-2.0 */
#include "core/notice.h"
#include "calendar/calendar.h"
#include "core/mail.sql.h"
#include "core/people.h"
#include "db/tables.h"

#define SECOND INT64_C(1000000)
enum { MORNING = 7, BOGOTA = -5, BODY_MOST = 256 * 1024 }; /* hours */
static const vd_us KEPT = 365 * 86400 * SECOND;

enum vd_err vd_notice_put(struct vd_db *db, struct vd_arena *arena, const struct vd_notice *notice, int64_t person_id, vd_us now)
{
    struct notice_fresh_id_row fresh;
    struct notice_same_row same;
    VD_TRY(notice_same_one(db, arena, notice->entity_id, person_id, notice->path, notice->said, now, &same));
    if (same.n)
        return VD_OK;
    VD_TRY(notice_prune_run(db, now - KEPT));
    VD_TRY(notice_fresh_id_one(db, arena, notice->entity_id, &fresh));
    struct row_notice row = {.entity_id = notice->entity_id, .id = fresh.id, .person_id = person_id, .said = notice->said, .path = notice->path, .created_at = now};
    return vd_row_put(db, &T_notice, &row);
}

enum vd_err vd_notice_path(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str below, struct vd_str *ret)
{
    struct row_entity entity = {.entity_id = entity_id};
    VD_TRY(vd_row_get(db, arena, &T_entity, &entity));
    *ret = vd_str_printf(arena, "/%.*s/trabajo/%.*s", VD_SARG(entity.slug), VD_SARG(below));
    return VD_OK;
}

typedef VD_LIST(int64_t) numbers;

static bool has(const numbers *list, int64_t n)
{
    VD_EACH(it, list)
        if (*it == n)
            return true;
    return false;
}

static enum vd_err gather(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str role, struct vd_oint unit, struct vd_date today, numbers *ret)
{
    struct appointment_holders_row row;
    VD_AUTO_STMT struct vd_stmt *st = appointment_holders_open(db, entity_id, role, vd_date_iso(arena, today));
    while (appointment_holders_next(st, arena, &row))
        if ((!unit.has || !row.unit_id.has || row.unit_id.v == unit.v) && !has(ret, row.person_id))
            *VD_PUSH(arena, ret) = row.person_id;
    return vd_done(st);
}

enum vd_err vd_notice_put_right(struct vd_db *db, struct vd_arena *arena, const struct vd_notice *notice, const char *right, struct vd_oint unit, int64_t but, vd_us now)
{
    numbers people = {0};
    for (size_t i = 0; i < vd_law_role_rights_n; i++)
        if (vd_str_is(vd_law_role_rights[i].right, right))
            VD_TRY(gather(db, arena, notice->entity_id, vd_law_role_rights[i].role, unit, vd_date_in_bogota(now), &people));
    VD_EACH(person, &people)
        if (*person != but)
            VD_TRY(vd_notice_put(db, arena, notice, *person, now));
    return VD_OK;
}

enum vd_err vd_notice_read(struct vd_db *db, int64_t entity_id, int64_t person_id, int64_t upto, vd_us now)
{
    return notice_read_run(db, entity_id, person_id, upto, now);
}

enum vd_err vd_notice_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t person_id, vd_notices *ret)
{
    struct notice_list_row row;
    VD_AUTO_STMT struct vd_stmt *st = notice_list_open(db, entity_id, person_id);
    while (notice_list_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_notice_row){row.id, row.said, row.path, row.created_at, row.read_at.has};
    return vd_done(st);
}

enum vd_err vd_notice_unread(struct vd_db *db, int64_t entity_id, int64_t person_id, int64_t *ret)
{
    struct notice_unread_row row;
    VD_TRY(notice_unread_one(db, NULL, entity_id, person_id, &row));
    *ret = row.n;
    return VD_OK;
}

/* ---- what could not be sent */

enum vd_err vd_notice_bounced(struct vd_db *db, struct vd_arena *arena, const struct vd_mail_out *mail, const struct vd_mail_settled *settled, vd_us now)
{
    struct row_entity entity = {.entity_id = mail->entity_id};
    struct vd_person person = {0};
    if (!mail->entity_id)
        return VD_OK; /* of who works nowhere: nobody's to mend */
    VD_TRY(vd_row_get(db, arena, &T_entity, &entity));
    enum vd_err err = vd_person_by_email(db, arena, mail->to, &person);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    const struct vd_notice notice = {.entity_id = entity.entity_id, .path = vd_str_printf(arena, "/%.*s/trabajo/correos", VD_SARG(entity.slug)),
        .said = vd_str_printf(arena, "No se pudo entregar el correo «%.*s» a %.*s. %.*s. Revise la dirección y envíelo de nuevo", VD_SARG(mail->subject), VD_SARG(mail->to), VD_SARG(settled->error))};
    return vd_notice_put_right(db, arena, &notice, "personas.administrar", (struct vd_oint){0}, person.id, now);
}

/* ---- who wants no mail */

enum vd_err vd_notice_mailed(struct vd_db *db, struct vd_arena *arena, int64_t person_id, bool *ret)
{
    struct row_notice_choice row = {.entity_id = 0, .person_id = person_id};
    enum vd_err err = vd_row_get(db, arena, &T_notice_choice, &row);
    if (err == VD_OK || err == VD_NOT_FOUND)
        *ret = err == VD_NOT_FOUND || row.by_mail;
    return err == VD_NOT_FOUND ? VD_OK : err;
}

enum vd_err vd_notice_choose(struct vd_change *change, int64_t person_id, bool mailed)
{
    const struct row_notice_choice row = {.entity_id = 0, .person_id = person_id, .by_mail = mailed};
    vd_change_subject(change, person_id);
    return vd_change_put(change, &T_notice_choice, &row);
}

/* ---- the mail of a morning */

vd_us vd_notice_morning(vd_us now)
{
    const struct vd_date today = vd_date_in_bogota(now);
    const vd_us morning = (vd_date_days(today) * 86400 + (MORNING - BOGOTA) * 3600) * SECOND;
    return now >= morning && vd_calendar_is_business(today) ? morning : 0;
}

enum vd_err vd_notice_to_mail(struct vd_db *db, vd_us before)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(64 * 1024);
    struct notice_to_mail_row row;
    return arena ? notice_to_mail_one(db, arena, before, &row) : VD_NO_MEMORY;
}

static enum vd_err body_of(struct vd_db *db, struct vd_arena *arena, const struct notice_to_mail_row *person, struct vd_str url, vd_us before, struct vd_str *ret)
{
    struct notice_of_mail_row row;
    struct vd_str entity = {0};
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, BODY_MOST);
    vd_buf_printf(&out, "%.*s:\n\nEsto le espera en Veedor.\n", VD_SARG(person->name));
    VD_AUTO_STMT struct vd_stmt *st = notice_of_mail_open(db, person->person_id, before);
    while (notice_of_mail_next(st, arena, &row)) {
        if (!vd_str_eq(entity, row.entity))
            vd_buf_printf(&out, "\n%.*s\n", VD_SARG(row.entity));
        entity = row.entity;
        vd_buf_printf(&out, "- %.*s\n  %.*s%.*s\n", VD_SARG(row.said), VD_SARG(url), VD_SARG(row.path));
    }
    VD_TRY(vd_done(st));
    vd_buf_c(&out, "\nVeedor envía un solo correo al comienzo del día hábil, y solo si hay algo nuevo. No responda a esta dirección.\n");
    VD_TRY(vd_buf_ok(&out));
    *ret = vd_str_dup(arena, vd_buf_view(&out));
    return VD_OK;
}

enum vd_err vd_notice_mail_next(struct vd_db *db, struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], struct vd_str url, vd_us before, vd_us now)
{
    struct notice_to_mail_row person;
    VD_TRY(notice_to_mail_one(db, arena, before, &person));
    struct vd_mail mail = {.entity_id = person.entity_id, .kind = "avisos", .to = person.email, .subject = VD_S("Lo que le espera hoy en Veedor")};
    VD_TRY(body_of(db, arena, &person, url, before, &mail.body));
    if (vd_str_is(person.state, "activa"))
        VD_TRY(vd_mail_put(db, arena, key, &mail, now));
    return notice_mailed_run(db, person.person_id, before, now);
}
