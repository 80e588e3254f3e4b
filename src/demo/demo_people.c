/* SPDX-License-Identifier: Apache-2.0 */
/* The entity, its units and processes, and who works in it. */
#include <sodium.h>
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/people/people_store.h"

#define NAME VD_S("Alcaldía de Puerto Ejemplo (demostración)")

struct vd_str demo_email(struct vd_arena *arena, const struct demo_people *person)
{
    return vd_str_printf(arena, "%.*s@" DEMO_DOMAIN, VD_SARG(person->email));
}

int64_t demo_person(const struct demo *d, const char *role)
{
    for (size_t i = 0; i < demo_people_n; i++)
        if (vd_str_is(demo_people[i].role, role))
            return d->people[i];
    return 0;
}

int64_t demo_person_known(const struct demo *d, struct vd_str email)
{
    for (size_t i = 0; i < demo_people_n; i++)
        if (vd_str_eq(demo_people[i].email, email))
            return d->people[i];
    return 0;
}

enum vd_err demo_unit(struct demo *d, struct vd_str name, struct vd_unit *ret)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(d->db, d->arena, d->entity_id, &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->name, name)) {
            *ret = *u;
            return VD_OK;
        }
    return demo_refused(d, VD_NOT_FOUND, "unit", name);
}

/* ---- */

static enum vd_err appoint(struct vd_change *change, void *arg) { return people_appoint(change, arg); }

static enum vd_err put_person(struct demo *d, size_t i)
{
    const struct demo_people *person = &demo_people[i];
    struct people_appointing of = {.email = demo_email(d->arena, person), .name = person->name, .operates = true,
        .actor = {.kind = VD_ACTOR_CLI}, .appoint = {.role = person->role, .act = VD_S("Acto de ejemplo"), .valid_from = vd_date_iso(d->arena, vd_date_in_bogota(d->at))}};
    struct vd_unit unit;
    unsigned char nonce[16], hash[32];
    randombytes_buf(nonce, sizeof nonce);
    randombytes_buf(hash, sizeof hash);
    of.nonce = (struct vd_str){(const char *)nonce, sizeof nonce};
    of.body_hash = (struct vd_str){(const char *)hash, sizeof hash};
    if (person->unit.n) {
        VD_TRY(demo_unit(d, person->unit, &unit));
        of.appoint.unit_id = vd_some(unit.id);
    }
    VD_TRY(vd_session_token_make(&of.token));
    VD_TRY(demo_act(d, 0, NULL, "cargo.asignado", appoint, &of));
    d->people[i] = of.appoint.person_id;
    return VD_OK;
}

static enum vd_err create_unit(struct vd_change *change, void *arg) { return vd_unit_create(change, arg); }
static enum vd_err put_process(struct vd_change *change, void *arg) { return vd_process_put(change, arg); }

/* Who administers the system writes them; that person is appointed on the command line before. */
static enum vd_err put_units(struct demo *d, int64_t administrator)
{
    for (size_t i = 0; i < demo_units_n; i++) {
        struct vd_unit_row unit = {.name = demo_units[i].name, .abbrev = demo_units[i].abbrev};
        struct vd_process process = {.name = demo_units[i].process};
        int64_t line;
        if (vd_str_i64(demo_units[i].line, &line))
            unit.line = vd_some(line);
        VD_TRY(demo_act(d, administrator, "unidades.administrar", "dependencia.creada", create_unit, &unit));
        process.unit_id = unit.id;
        VD_TRY(demo_act(d, administrator, "unidades.administrar", "proceso.creado", put_process, &process));
    }
    return VD_OK;
}

enum vd_err demo_entity(struct demo *d)
{
    struct vd_entity entity;
    VD_TRY(vd_entity_ensure(d->db, d->arena, VD_S(DEMO_SLUG), NAME, (struct vd_actor){.kind = VD_ACTOR_CLI}, d->at, &entity));
    d->entity_id = entity.id;
    d->people = vd_alloc_array(d->arena, demo_people_n, sizeof *d->people);
    VD_TRY(put_person(d, 0));
    VD_TRY(put_units(d, d->people[0]));
    for (size_t i = 1; i < demo_people_n; i++)
        VD_TRY(put_person(d, i));
    return VD_OK;
}
