/* SPDX-License-Identifier: Apache-2.0 */
#include "core/second_factor.h"
#include "features/people/people.h"
#include "features/people/people_store.h"
#include <sodium.h>
#include <unistd.h>

struct add_job {
    struct vd_job job;
    struct vd_arena *arena;
    const struct people_add *of;
    struct people_appointing appointing;
    struct vd_entity entity;
    bool had;                     /* the post was there: it is not given again */
    unsigned char nonce[16], hash[32];
};

static enum vd_err appoint(struct vd_change *change, void *arg) { return people_appoint(change, arg); }

/* A person who has a password gets a link for a new one: whoever runs this holds the server anyway. */
static enum vd_err add_run(struct vd_db *db, struct vd_job *job)
{
    struct add_job *add = (struct add_job *)(void *)job;
    struct people_appointing *p = &add->appointing;
    const struct vd_change_spec spec = {.entity_id = add->entity.id, .kind = "cargo.asignado", .actor = p->actor, .now = add->of->now, .idem_key = p->nonce,
        .body_hash = p->body_hash, .apply = appoint, .arg = p};
    struct vd_change_result result;
    if (add->entity.id)
        VD_TRY(people_has_post(db, add->arena, add->entity.id, p, add->of->now, &add->had));
    if (add->entity.id && !add->had)
        VD_TRY(vd_record_run(db, add->arena, &spec, &result));
    else
        VD_TRY(people_ensure_linked(db, add->arena, p, add->of->now));
    return p->with_link ? VD_OK : vd_link_put(db, &p->token, p->appoint.person_id, "clave", (struct vd_oint){0}, add->of->now);
}

static enum vd_err refuse(struct vd_str *ret_reason, enum vd_err err, struct vd_str why)
{
    *ret_reason = why;
    return err;
}

enum vd_err people_cli_add(struct vd_db *db, struct vd_arena *arena, const struct people_add *of, struct vd_str *ret_link, struct vd_str *ret_reason)
{
    struct add_job *add = VD_NEW(arena, struct add_job);
    struct people_appointing *p = &add->appointing;
    add->job.run = add_run;
    add->arena = arena;
    add->of = of;
    if (vd_email_read(arena, of->email, &p->email) != VD_OK)
        return refuse(ret_reason, VD_INVALID, VD_S("«--email» debe ser un correo completo: nombre@entidad.gov.co"));
    p->name = vd_str_squeeze(arena, of->name);
    if (!p->name.n || p->name.n > 200)
        return refuse(ret_reason, VD_INVALID, VD_S("«--name» es el nombre de la persona, de 1 a 200 letras"));
    if (of->entity.n != 0 && (!of->role.n || !vd_role_find(of->role)))
        return refuse(ret_reason, VD_INVALID, VD_S("«--role» debe ser un cargo: administrador, planeacion, lider, enlace, control_interno, comite, jefe, atencion, juridica, integridad o lector"));
    if (of->entity.n && vd_entity_get(db, arena, of->entity, &add->entity) != VD_OK)
        return refuse(ret_reason, VD_NOT_FOUND, vd_str_printf(arena, "aquí no hay ninguna entidad «%.*s»", VD_SARG(of->entity)));
    if (getentropy(add->nonce, sizeof add->nonce) != 0)
        return VD_IO;
    crypto_hash_sha256(add->hash, (const unsigned char *)p->email.p, p->email.n);
    p->nonce = (struct vd_str){(const char *)add->nonce, sizeof add->nonce};
    p->body_hash = (struct vd_str){(const char *)add->hash, sizeof add->hash};
    p->actor.kind = VD_ACTOR_CLI;
    p->operates = true;
    p->appoint.role = of->role;
    p->appoint.act = of->act.n ? of->act : (struct vd_str){0};
    p->appoint.valid_from = vd_date_iso(arena, vd_date_in_bogota(of->now));
    VD_TRY(vd_session_token_make(&p->token));
    VD_TRY(vd_writer_run_one(db, &add->job));
    *ret_link = vd_str_printf(arena, "/clave/%s", p->token.hex);
    if (add->had)
        *ret_reason = vd_str_printf(arena, "%.*s ya tenía ese cargo en %.*s: no se repitió.", VD_SARG(p->name), VD_SARG(add->entity.name));
    return VD_OK;
}

/* ---- without the telephone and without the paper, on the server itself */

struct reset_job { struct vd_job job; struct vd_arena *arena; vd_us now; int64_t person_id; unsigned char nonce[16], hash[32]; };

static enum vd_err remove_factor(struct vd_change *change, void *arg) { return vd_second_factor_remove(change, ((struct reset_job *)arg)->person_id); }

static enum vd_err reset_run(struct vd_db *db, struct vd_job *job)
{
    struct reset_job *r = (struct reset_job *)(void *)job;
    const struct vd_str nonce = {(const char *)r->nonce, sizeof r->nonce}, hash = {(const char *)r->hash, sizeof r->hash};
    const struct vd_change_spec spec = {.entity_id = 0, .kind = "factor.quitado", .actor = {.kind = VD_ACTOR_CLI}, .now = r->now, .idem_key = nonce, .body_hash = hash,
        .apply = remove_factor, .arg = r};
    struct vd_change_result result;
    return vd_record_run(db, r->arena, &spec, &result);
}

enum vd_err people_cli_reset(struct vd_db *db, struct vd_arena *arena, const struct people_reset *of)
{
    struct reset_job *r = VD_NEW(arena, struct reset_job);
    struct vd_person person;
    struct vd_str email;
    VD_TRY(vd_email_read(arena, of->email, &email));
    VD_TRY(vd_person_by_email(db, arena, email, &person));
    *r = (struct reset_job){.job = {.run = reset_run}, .arena = arena, .now = of->now, .person_id = person.id};
    crypto_hash_sha256(r->hash, (const unsigned char *)email.p, email.n);
    return getentropy(r->nonce, sizeof r->nonce) == 0 ? vd_writer_run_one(db, &r->job) : VD_IO;
}
