/* SPDX-License-Identifier: Apache-2.0 */
#include "features/people/people_store.h"
#include "core/notice.h"
#include "core/tries.h"
#include "db/tables.h"

static enum vd_err create(struct vd_change *change, void *arg)
{
    struct people_appointing *of = arg;
    return vd_person_create(change, of->email, of->name, &of->appoint.person_id);
}

/* Its key must differ from the appointment's: one form, two acts. */
static enum vd_err create_person(struct vd_db *db, struct vd_arena *arena, struct people_appointing *of, vd_us now)
{
    static const char suffix[] = "+persona";
    char *key = vd_alloc(arena, of->nonce.n + sizeof suffix);
    memcpy(key, of->nonce.p, of->nonce.n);
    memcpy(key + of->nonce.n, suffix, sizeof suffix);
    const struct vd_change_spec spec = {.entity_id = 0, .kind = "persona.creada", .actor = of->actor, .now = now, .idem_key = {key, of->nonce.n + sizeof suffix}, .body_hash = of->body_hash,
        .apply = create, .arg = of};
    struct vd_change_result result;
    return vd_record_run(db, arena, &spec, &result);
}

static enum vd_err drop(struct vd_change *change, void *arg) { return vd_password_drop(change, ((const struct people_appointing *)arg)->appoint.person_id); }

/* Whoever was shown a link may have set the password with it. What it opened was that entity's own; here it must not open anything. */
static enum vd_err distrust(struct vd_change *change, struct people_appointing *of)
{
    static const char suffix[] = "+clave";
    struct vd_arena *arena = vd_change_arena(change);
    bool others = false;
    VD_TRY(vd_password_of_others(vd_change_db(change), arena, of->appoint.person_id, vd_change_entity(change), &others));
    if (!others)
        return VD_OK;
    char *key = vd_alloc(arena, of->nonce.n + sizeof suffix);
    memcpy(key, of->nonce.p, of->nonce.n);
    memcpy(key + of->nonce.n, suffix, sizeof suffix);
    const struct vd_change_spec spec = {.entity_id = 0, .kind = "clave.retirada", .actor = of->actor, .now = vd_change_now(change),
        .idem_key = {key, of->nonce.n + sizeof suffix}, .body_hash = of->body_hash, .apply = drop, .arg = of};
    struct vd_change_result result;
    of->with_link = of->distrusted = true;
    return vd_record_run(vd_change_db(change), arena, &spec, &result);
}

static enum vd_err ensure(struct vd_db *db, struct vd_arena *arena, struct people_appointing *of, vd_us now)
{
    struct vd_person person;
    enum vd_err err = vd_person_by_email(db, arena, of->email, &person);
    if (err == VD_NOT_FOUND) {
        VD_TRY(create_person(db, arena, of, now));
        err = vd_person_by_email(db, arena, of->email, &person);
    }
    VD_TRY(err);
    of->appoint.person_id = person.id;
    of->name = person.name;
    of->with_link = !person.password.p;
    return VD_OK;
}

enum vd_err people_ensure_linked(struct vd_db *db, struct vd_arena *arena, struct people_appointing *of, vd_us now)
{
    VD_TRY(ensure(db, arena, of, now));
    return of->with_link ? vd_link_put(db, &of->token, of->appoint.person_id, "invitacion", (struct vd_oint){0}, now) : VD_OK;
}

static enum vd_err daily(struct vd_db *db, struct vd_arena *arena, const unsigned char *seal, const char *what, struct vd_str whose, int most, vd_us now, bool *ret)
{
    struct vd_tries tries;
    vd_tries_of(seal, what, whose, (struct vd_str){0}, &tries);
    return vd_daily(db, arena, &tries, most, now, ret);
}

enum vd_err people_daily_entity(struct vd_db *db, struct vd_arena *arena, const unsigned char *seal, int64_t entity_id, vd_us now, bool *ret)
{
    return daily(db, arena, seal, "correos de la entidad", vd_str_printf(arena, "%" PRId64, entity_id), PEOPLE_MAILS_ENTITY, now, ret);
}

enum vd_err people_daily_address(struct vd_db *db, struct vd_arena *arena, const unsigned char *seal, struct vd_str email, vd_us now, bool *ret)
{
    return daily(db, arena, seal, "correos a", email, PEOPLE_MAILS_ADDRESS, now, ret);
}

static enum vd_err mail_link(struct vd_change *change, struct people_appointing *of)
{
    struct vd_arena *arena = vd_change_arena(change);
    bool entity, address;
    VD_TRY(people_daily_entity(vd_change_db(change), arena, of->seal, vd_change_entity(change), vd_change_now(change), &entity));
    VD_TRY(people_daily_address(vd_change_db(change), arena, of->seal, of->email, vd_change_now(change), &address));
    of->over = !entity || !address;
    if (of->over)
        return VD_DENIED;
    const struct vd_mail mail = {.entity_id = vd_change_entity(change), .kind = "invitacion", .to = of->email, .subject = VD_S("Su cuenta de Veedor"),
        .body = vd_str_printf(arena, "%.*s:\n\nTiene un cargo en Veedor. Escriba su clave aquí, una sola vez, en los próximos siete días:\n\n%.*s/clave/%s\n\n"
                                     "Después ingrese con este correo. Si no esperaba este mensaje, no haga nada. No responda a esta dirección.\n",
                              VD_SARG(of->name), VD_SARG(of->url), of->token.hex)};
    return vd_mail_put(vd_change_db(change), arena, of->seal, &mail, vd_change_now(change));
}

static enum vd_err tell(struct vd_change *change, const struct people_appointing *of)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct row_entity entity = {.entity_id = vd_change_entity(change)};
    VD_TRY(vd_row_get(vd_change_db(change), arena, &T_entity, &entity));
    const struct vd_notice notice = {.entity_id = entity.entity_id, .path = vd_str_printf(arena, "/%.*s/trabajo", VD_SARG(entity.slug)),
        .said = vd_str_printf(arena, "Tiene un cargo nuevo: %.*s", VD_SARG(vd_role_find(of->appoint.role)->name))};
    return vd_notice_put(vd_change_db(change), arena, &notice, of->appoint.person_id, vd_change_now(change));
}

/* A link that another entity's administrator would see opens what that person may there: it goes to the person's mail, or is not made. */
static enum vd_err give_link(struct vd_change *change, struct people_appointing *of)
{
    struct vd_db *db = vd_change_db(change);
    if (!of->with_link)
        return VD_OK;
    if (!of->seal && !of->operates)
        VD_TRY(vd_person_elsewhere(db, vd_change_arena(change), of->appoint.person_id, vd_change_entity(change), vd_date_in_bogota(vd_change_now(change)), &of->elsewhere));
    of->with_link = !of->elsewhere;
    if (of->elsewhere)
        return vd_link_drop_shown(db, of->appoint.person_id);
    VD_TRY(vd_link_put(db, &of->token, of->appoint.person_id, "invitacion", of->seal || of->operates ? (struct vd_oint){0} : vd_some(vd_change_entity(change)), vd_change_now(change)));
    return of->seal ? mail_link(change, of) : VD_OK;
}

static bool meets(const struct vd_appointed *a, const struct vd_appoint *of)
{
    bool same_unit = a->unit_id.has == of->unit_id.has && (!of->unit_id.has || a->unit_id.v == of->unit_id.v);
    bool days = (!a->valid_to.n || vd_str_cmp(a->valid_to, of->valid_from) >= 0) && (!of->valid_to.n || vd_str_cmp(a->valid_from, of->valid_to) <= 0);
    return vd_str_eq(a->role, of->role) && same_unit && days;
}

enum vd_err people_has_post(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct people_appointing *of, vd_us now, bool *ret)
{
    vd_appointed_list all = {0};
    VD_TRY(vd_appointed(db, arena, entity_id, vd_date_in_bogota(now), &all));
    *ret = false;
    VD_EACH(a, &all)
        *ret |= vd_str_eq(a->email, of->email) && meets(a, &of->appoint);
    return VD_OK;
}

enum vd_err people_appoint(struct vd_change *change, struct people_appointing *of)
{
    int64_t id;
    bool has;
    VD_TRY(people_has_post(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of, vd_change_now(change), &has));
    if (has)
        return VD_CONFLICT;
    VD_TRY(ensure(vd_change_db(change), vd_change_arena(change), of, vd_change_now(change)));
    VD_TRY(distrust(change, of));
    VD_TRY(give_link(change, of));
    VD_TRY(vd_appoint(change, &of->appoint, &id));
    return tell(change, of);
}

/* Who could give the next appointment tomorrow: in force, without an end, and able to sign in. */
static bool administers(const struct vd_appointed *a, struct vd_str today)
{
    return vd_str_is(a->role, "administrador") && a->active && a->has_password && !a->valid_to.n && vd_str_cmp(a->valid_from, today) <= 0;
}

enum vd_err people_end(struct vd_change *change, int64_t appointment_id, struct vd_str last)
{
    struct row_appointment ending = {.entity_id = vd_change_entity(change), .id = appointment_id};
    struct vd_arena *arena = vd_change_arena(change);
    const struct vd_date today = vd_date_in_bogota(vd_change_now(change));
    vd_appointed_list all = {0};
    VD_TRY(vd_row_get(vd_change_db(change), arena, &T_appointment, &ending));
    VD_TRY(vd_appointed(vd_change_db(change), arena, ending.entity_id, today, &all));
    bool other = !vd_str_is(ending.role, "administrador");
    VD_EACH(a, &all)
        other |= a->appointment_id != appointment_id && administers(a, vd_date_iso(arena, today));
    if (!other)
        return VD_CONFLICT;
    VD_TRY(vd_appointment_end(change, appointment_id, last));
    bool works = false; /* anywhere */
    VD_TRY(vd_person_elsewhere(vd_change_db(change), arena, ending.person_id, 0, today, &works));
    return works ? VD_OK : vd_session_end_others(vd_change_db(change), ending.person_id, VD_S(""));
}

/* ---- the account of another */

enum vd_err people_account_check(struct vd_db *db, struct vd_arena *arena, const struct people_account *of, vd_us now)
{
    const struct vd_date today = vd_date_in_bogota(now);
    struct row_appointment row = {.entity_id = of->entity_id, .id = of->appointment_id};
    bool elsewhere = false;
    VD_TRY(vd_row_get(db, arena, &T_appointment, &row));
    if (row.person_id != of->person_id || (row.valid_to.n && vd_str_cmp(row.valid_to, vd_date_iso(arena, today)) < 0))
        return VD_NOT_FOUND;
    VD_TRY(vd_person_elsewhere(db, arena, of->person_id, of->entity_id, today, &elsewhere));
    return elsewhere ? VD_DENIED : VD_OK;
}

enum vd_err people_account_change(struct vd_change *change, const struct people_account *of)
{
    VD_TRY(people_account_check(vd_change_db(change), vd_change_arena(change), of, vd_change_now(change)));
    return vd_person_change(change, of->person_id, of->email, of->name);
}

enum vd_err people_account_turn(struct vd_change *change, const struct people_account *of)
{
    struct vd_db *db = vd_change_db(change);
    struct vd_arena *arena = vd_change_arena(change);
    const struct vd_date today = vd_date_in_bogota(vd_change_now(change));
    vd_appointed_list all = {0};
    bool other = false, administrator = false;
    VD_TRY(people_account_check(db, arena, of, vd_change_now(change)));
    VD_TRY(vd_appointed(db, arena, of->entity_id, today, &all));
    VD_EACH(a, &all) {
        other |= a->person_id != of->person_id && administers(a, vd_date_iso(arena, today));
        administrator |= a->person_id == of->person_id && administers(a, vd_date_iso(arena, today));
    }
    if (!of->active && administrator && !other)
        return VD_CONFLICT;
    VD_TRY(vd_person_turn(change, of->person_id, of->active));
    return vd_session_end_others(db, of->person_id, VD_S(""));
}

enum vd_err people_mail_password(struct vd_db *db, struct vd_arena *arena, const unsigned char *seal, struct vd_str url, int64_t entity_id,
                                 const struct vd_person *person, const struct vd_session_token *token, vd_us now)
{
    const struct vd_mail mail = {.entity_id = entity_id, .kind = "clave", .to = person->email, .subject = VD_S("Una clave nueva para Veedor"),
        .body = vd_str_printf(arena, "%.*s:\n\nAlguien pidió cambiar su clave de Veedor. Si fue usted, escríbala aquí, una sola vez, en la próxima hora:\n\n%.*s/clave/%s\n\n"
                                     "Si no fue usted, no haga nada: su clave sigue igual. No responda a esta dirección.\n",
                              VD_SARG(person->name), VD_SARG(url), token->hex)};
    return vd_mail_put(db, arena, seal, &mail, now);
}
