/* SPDX-License-Identifier: Apache-2.0 */
/* The door of every route that is not public. The right is looked up in the entity of the address, so an account of one entity opens
 * nothing in another; a person without any post there is told that the page does not exist, like anybody from outside. */
#include <sodium.h>
#include "core/second_factor.h"
#include "core/services.h"
#include "features/site/site.h"
#include "features/staff/staff.h"

static const vd_us SEEN_EVERY = INT64_C(5) * 60 * 1000000;

/* ---- the session was used: noted at most every five minutes, without making the person wait */

struct seen {
    struct vd_job job;
    unsigned char hash[32];
    vd_us now;
};

static enum vd_err note_seen(struct vd_db *db, struct vd_job *job)
{
    struct seen *seen = (struct seen *)(void *)job;
    return vd_session_seen(db, (struct vd_str){(const char *)seen->hash, sizeof seen->hash}, seen->now);
}

static void forget(struct vd_job *job, enum vd_err result VD_UNUSED) { free(job); }

static void was_seen(struct vd_req *rq, struct vd_str hash)
{
    const struct vd_services *services = rq->services;
    struct seen *seen = calloc(1, sizeof *seen);
    if (!seen)
        return;
    seen->job = (struct vd_job){.run = note_seen, .done = forget};
    seen->now = rq->now;
    memcpy(seen->hash, hash.p, sizeof seen->hash);
    if (!vd_writer_push(services->writer, &seen->job))
        free(seen);
}

/* ---- */

/* What was to be opened is opened after the sign-in. A form with fields is not sent again unseen: 401, and the page that keeps it. */
static enum vd_err ask_to_sign_in(struct vd_req *rq)
{
    VD_AUTO_BUF struct vd_buf to = {0};
    if (rq->route->keeps_form) {
        rq->status = 401;
        return VD_OK;
    }
    vd_buf_init(&to, 4096);
    vd_buf_c(&to, "/ingreso");
    if (rq->route->method == VD_GET) {
        vd_buf_c(&to, "?volver=");
        vd_url_encode(&to, vd_req_target(rq).n <= STAFF_BACK_MOST ? vd_req_target(rq) : rq->path);
    }
    rq->status = 303;
    rq->location = vd_str_dup(rq->arena, vd_buf_ok(&to) == VD_OK ? vd_buf_view(&to) : VD_S("/ingreso"));
    return VD_OK;
}

static enum vd_err check_right(struct vd_req *rq, struct vd_who *who)
{
    VD_TRY(vd_posts_of(rq->db, rq->arena, who->entity.id, who->person_id, rq->today, who));
    if (!who->posts.n) {
        rq->problem = VD_S("Esta página no existe, o usted no trabaja en esa entidad.");
        return VD_NOT_FOUND;
    }
    bool must = false;
    if (!who->strong && who->entity.id)
        VD_TRY(vd_second_factor_needed(rq->db, rq->arena, who, &must));
    if (must)
        return staff_go(rq, (struct vd_url){vd_str_printf(rq->arena, "/cuenta/segundo-factor?entidad=%.*s", VD_SARG(who->entity.slug))}, 0);
    if (vd_who_may(who, rq->route->right))
        return VD_OK;
    const struct vd_law_rights *right = vd_right_find(vd_str_of(rq->route->right));
    rq->problem = vd_str_printf(rq->arena, "Sus cargos no le permiten esto: %.*s. La página «Quién puede qué» dice quién sí.",
                                VD_SARG(right ? right->about : VD_S("hacer este cambio")));
    return VD_DENIED;
}

enum vd_err staff_admit(struct vd_req *rq)
{
    struct vd_who *who = VD_NEW(rq->arena, struct vd_who);
    struct vd_session session;
    enum vd_err err = vd_session_find(rq->db, rq->arena, rq->session, rq->now, &session, &who->session_hash);
    if (err == VD_NOT_FOUND || (err == VD_OK && session.pending))
        return ask_to_sign_in(rq);
    VD_TRY(err);
    who->person_id = session.person_id;
    who->name = session.name;
    who->email = session.email;
    who->strong = session.strong;
    rq->who = who;
    if (rq->now - session.seen_at > SEEN_EVERY)
        was_seen(rq, who->session_hash);
    if (rq->scope.n)
        VD_TRY(site_entity(rq, rq->scope, &who->entity));
    return rq->route->access == VD_ACCESS_RIGHT ? check_right(rq, who) : VD_OK;
}
