/* SPDX-License-Identifier: Apache-2.0 */
/* One act: right, event, rows. */
#include <sodium.h>
#include "demo/demo_acts.h"
#include "core/rights.h"

static const vd_us SECOND = 1000000;
enum { DAY_SECONDS = 86400, NINE_IN_BOGOTA = 14 * 3600, ACT_SECONDS = 60 };

void demo_day(struct demo *d, struct vd_date day) { d->at = (vd_date_days(day) * DAY_SECONDS + NINE_IN_BOGOTA) * SECOND; }
void demo_on(struct demo *d, int64_t days_before) { demo_day(d, vd_date_of_days(vd_date_days(vd_date_in_bogota(d->now)) - days_before)); }

enum vd_err demo_refused(struct demo *d, enum vd_err err, const char *doing, struct vd_str why)
{
    if (err != VD_OK && (!d->failed.n || why.n))
        d->failed = vd_str_printf(d->arena, "%s, %.*s: %s. %.*s", doing, VD_SARG(vd_us_iso(d->arena, d->at)), vd_err_name(err), VD_SARG(why));
    return err;
}

static enum vd_err may(struct demo *d, int64_t person_id, const char *right)
{
    struct vd_who who = {.person_id = person_id};
    VD_TRY(vd_posts_of(d->db, d->arena, d->entity_id, person_id, vd_date_in_bogota(d->at), &who));
    return vd_who_may(&who, right) ? VD_OK : VD_DENIED;
}

static enum vd_err run(struct demo *d, int64_t person_id, const char *kind, demo_apply *apply, void *arg)
{
    unsigned char nonce[16], hash[32];
    randombytes_buf(nonce, sizeof nonce);
    randombytes_buf(hash, sizeof hash);
    struct vd_actor actor = {.kind = VD_ACTOR_CITIZEN};
    if (person_id)
        actor = (struct vd_actor){.kind = VD_ACTOR_PERSON, .id = person_id};
    else if (strcmp(kind, "cargo.asignado") == 0)
        actor.kind = VD_ACTOR_CLI;
    const struct vd_change_spec spec = {.entity_id = d->entity_id, .kind = kind, .now = d->at, .idem_key = {(const char *)nonce, sizeof nonce},
        .body_hash = {(const char *)hash, sizeof hash}, .actor = actor, .apply = apply, .arg = arg};
    struct vd_change_result result;
    return vd_record_run(d->db, d->arena, &spec, &result);
}

enum vd_err demo_act(struct demo *d, int64_t person_id, const char *right, const char *kind, demo_apply *apply, void *arg)
{
    enum vd_err err = right ? may(d, person_id, right) : VD_OK;
    if (err == VD_OK)
        err = run(d, person_id, kind, apply, arg);
    d->at += ACT_SECONDS * SECOND;
    return demo_refused(d, err, kind, (struct vd_str){0});
}

static enum vd_err written(struct vd_change *change, void *arg)
{
    struct staff_write *write = arg;
    return write->apply(change, write);
}

enum vd_err demo_write_act(struct demo *d, int64_t person_id, const char *kind, struct staff_write *write)
{
    return demo_refused(d, demo_act(d, person_id, "plan.ver_borrador", kind, written, write), kind, write->problem);
}
