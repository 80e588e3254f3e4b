/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo.h"
#include <sodium.h>
#include <unistd.h>
#include "core/second_factor.h"
#include "demo/demo_acts.h"

/* ---- the entity, whole or not at all */

struct play_job { struct vd_job job; struct demo *demo; };

static enum vd_err play(struct vd_db *db VD_UNUSED, struct vd_job *job)
{
    struct demo *demo = ((struct play_job *)(void *)job)->demo;
    demo->failed = (struct vd_str){0};
    return demo_play(demo);
}

static void close_file(void *file) { close(((struct demo_file *)file)->fd); }

static enum vd_err make(struct vd_db *db, const struct vd_services *services, struct vd_arena *arena, vd_us now, struct vd_str *ret_reason)
{
    struct demo demo = {.db = db, .services = services, .arena = arena, .now = now, .year = vd_date_in_bogota(now).year};
    struct play_job job = {.job.run = play, .demo = &demo};
    struct demo_file *file = VD_NEW(arena, struct demo_file);
    file->fd = -1;
    vd_arena_defer(arena, close_file, file);
    VD_TRY(demo_history_read(&demo, file, ret_reason));
    enum vd_err err = vd_writer_run_one(db, &job.job);
    if (err != VD_OK)
        *ret_reason = demo.failed;
    return err;
}

enum vd_err demo_is_there(struct vd_db *db, struct vd_arena *arena, bool *ret)
{
    struct vd_entity entity;
    struct vd_person person;
    enum vd_err err = vd_entity_get(db, arena, VD_S(DEMO_SLUG), &entity);
    *ret = false;
    if (err == VD_OK)
        err = vd_person_by_email(db, arena, demo_email(arena, &demo_people[0]), &person);
    *ret = err == VD_OK;
    return err == VD_NOT_FOUND ? VD_OK : err;
}

/* ---- who may come in */

enum { PASSWORD_LETTERS = 19 }; /* "k7mp-29xr-vt4q-h3sd": 80 bits */

struct renewal { struct vd_person person; struct vd_str hash; };
struct renew_job {
    struct vd_job job;
    struct vd_arena *arena;
    vd_us now;
    VD_LIST(struct renewal) people;
    const struct renewal *one;
    int64_t entity_id;
};

static enum vd_err put_password(struct vd_change *change, void *arg)
{
    const struct renewal *r = ((struct renew_job *)arg)->one;
    return vd_password_put(change, r->person.id, r->hash, (struct vd_oint){0});
}

static enum vd_err drop_password(struct vd_change *change, void *arg) { return vd_password_drop(change, ((struct renew_job *)arg)->one->person.id); }
static enum vd_err remove_factor(struct vd_change *change, void *arg) { return vd_second_factor_remove(change, ((struct renew_job *)arg)->one->person.id); }
static enum vd_err activate(struct vd_change *change, void *arg) { return vd_person_turn(change, ((struct renew_job *)arg)->one->person.id, true); }

static enum vd_err run_act(struct vd_db *db, struct renew_job *j, int64_t entity_id, const char *kind, enum vd_err (*apply)(struct vd_change *, void *), void *arg)
{
    unsigned char nonce[16], hash[32];
    struct vd_change_result result;
    randombytes_buf(nonce, sizeof nonce);
    randombytes_buf(hash, sizeof hash);
    const struct vd_change_spec spec = {.entity_id = entity_id, .kind = kind, .actor = {.kind = VD_ACTOR_CLI}, .now = j->now, .idem_key = {(const char *)nonce, sizeof nonce},
        .body_hash = {(const char *)hash, sizeof hash}, .apply = apply, .arg = arg};
    return vd_record_run(db, j->arena, &spec, &result);
}

static enum vd_err let_in(struct vd_db *db, struct renew_job *j)
{
    const struct vd_person *person = &j->one->person;
    if (person->totp.p)
        VD_TRY(run_act(db, j, 0, "factor.quitado", remove_factor, j));
    if (!person->active)
        VD_TRY(run_act(db, j, 0, "persona.activada", activate, j));
    VD_TRY(run_act(db, j, 0, "clave.cambiada", put_password, j));
    return vd_session_end_others(db, person->id, VD_S(""));
}

struct free_role { struct vd_str role; };

static enum vd_err free_role(struct vd_change *change, void *arg) { return vd_second_factor_rule(change, ((struct free_role *)arg)->role, false); }

/* A rule that asks for a telephone would shut out whoever tries the demonstration. */
static enum vd_err free_roles(struct vd_db *db, struct renew_job *j)
{
    struct vd_role_list needed = {0};
    VD_TRY(vd_second_factor_roles(db, j->arena, j->entity_id, &needed));
    VD_EACH(role, &needed.roles)
        VD_TRY(run_act(db, j, j->entity_id, "entidad.configurada", free_role, &(struct free_role){*role}));
    return VD_OK;
}

static enum vd_err open_run(struct vd_db *db, struct vd_job *job)
{
    struct renew_job *j = (struct renew_job *)(void *)job;
    VD_EACH(one, &j->people) {
        j->one = one;
        VD_TRY(let_in(db, j));
    }
    return free_roles(db, j);
}

static enum vd_err shut_run(struct vd_db *db, struct vd_job *job)
{
    struct renew_job *j = (struct renew_job *)(void *)job;
    VD_EACH(one, &j->people) {
        j->one = one;
        VD_TRY(run_act(db, j, 0, "clave.retirada", drop_password, j));
    }
    return VD_OK;
}

static struct vd_str password_make(struct vd_arena *arena)
{
    static const char letters[] = "23456789abcdefghijkmnpqrstuvwxyz"; /* 32 that are not taken for one another */
    char *password = vd_alloc(arena, PASSWORD_LETTERS + 1);
    unsigned char random[PASSWORD_LETTERS];
    randombytes_buf(random, sizeof random);
    for (size_t i = 0; i < PASSWORD_LETTERS; i++)
        password[i] = i % 5 == 4 ? '-' : letters[random[i] & 31];
    password[PASSWORD_LETTERS] = 0;
    return (struct vd_str){password, PASSWORD_LETTERS};
}

/* Of the people of the example that are known by the address that they were given. */
static enum vd_err renew(struct vd_db *db, struct renew_job *j, vd_demo_people *ret)
{
    struct vd_entity entity;
    VD_TRY(vd_entity_get(db, j->arena, VD_S(DEMO_SLUG), &entity));
    j->entity_id = entity.id;
    for (size_t i = 0; i < demo_people_n; i++) {
        struct renewal one = {0};
        struct vd_str password = password_make(j->arena);
        enum vd_err err = vd_person_by_email(db, j->arena, demo_email(j->arena, &demo_people[i]), &one.person);
        if (err == VD_NOT_FOUND)
            continue;
        VD_TRY(err);
        VD_TRY(vd_password_hash(j->arena, password, &one.hash));
        *VD_PUSH(j->arena, &j->people) = one;
        const struct vd_law_roles *role = vd_role_find(demo_people[i].role);
        *VD_PUSH(j->arena, ret) = (struct vd_demo_person){one.person.name, one.person.email, role ? role->name : demo_people[i].role, demo_people[i].tries, password};
    }
    return vd_writer_run_one(db, &j->job);
}

/* ---- */

enum vd_err demo_open(struct vd_db *db, const struct vd_services *services, struct vd_arena *arena, vd_us now, vd_demo_people *ret, struct vd_str *ret_reason)
{
    struct renew_job job = {.job.run = open_run, .arena = arena, .now = now};
    struct vd_entity entity;
    bool there;
    VD_TRY(demo_is_there(db, arena, &there));
    if (!there) {
        if (vd_entity_get(db, arena, VD_S(DEMO_SLUG), &entity) == VD_OK) {
            *ret_reason = VD_S("aquí ya hay otra entidad «" DEMO_SLUG "»: elija otra carpeta con --data");
            return VD_CONFLICT;
        }
        VD_TRY(make(db, services, arena, now, ret_reason));
    }
    return renew(db, &job, ret);
}

enum vd_err demo_shut(struct vd_db *db, struct vd_arena *arena, vd_us now)
{
    struct renew_job job = {.job.run = shut_run, .arena = arena, .now = now};
    bool there;
    VD_TRY(demo_is_there(db, arena, &there));
    for (size_t i = 0; there && i < demo_people_n; i++) {
        struct renewal one = {0};
        enum vd_err err = vd_person_by_email(db, arena, demo_email(arena, &demo_people[i]), &one.person);
        if (err != VD_OK && err != VD_NOT_FOUND)
            return err;
        if (err == VD_OK && one.person.password.p)
            *VD_PUSH(arena, &job.people) = one;
    }
    return job.people.n ? vd_writer_run_one(db, &job.job) : VD_OK;
}
