/* SPDX-License-Identifier: Apache-2.0 */
#include "features/people/people_store.h"
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

enum vd_err people_ensure(struct vd_db *db, struct vd_arena *arena, struct people_appointing *of, vd_us now)
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
    return of->with_link ? vd_link_put(db, &of->token, person.id, "invitacion", now) : VD_OK;
}

enum vd_err people_appoint(struct vd_change *change, struct people_appointing *of)
{
    int64_t id;
    VD_TRY(people_ensure(vd_change_db(change), vd_change_arena(change), of, vd_change_now(change)));
    return vd_appoint(change, &of->appoint, &id);
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
    return other ? vd_appointment_end(change, appointment_id, last) : VD_CONFLICT;
}
