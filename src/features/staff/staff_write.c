/* SPDX-License-Identifier: Apache-2.0 */
/* A change on its way: handler, writer, commit, answer. The job has an arena of its own, because an arena that runs out unwinds to a
 * guard of its own thread; it is freed with the request, so that `then` can read what apply left. */
#include "core/services.h"
#include "features/staff/staff.h"

enum { JOB_MEMORY = 64 << 20 };

struct errand {
    struct vd_job job;            /* first: the writer's */
    struct vd_arena *arena;
    struct staff_write *write;     /* one of the two */
    struct staff_job *plain;
    struct vd_req *rq;
};

static void free_arena(void *arena) { vd_arena_free(arena); }

static enum vd_err apply(struct vd_change *change, void *arg)
{
    struct staff_write *write = arg;
    return write->apply(change, write);
}

struct guarded { struct vd_db *db; struct errand *errand; };

static enum vd_err run_change(struct vd_db *db, struct errand *e)
{
    struct staff_write *w = e->write;
    const struct vd_who *who = e->rq->who;
    const struct vd_change_spec spec = {.entity_id = w->entity_id, .kind = w->kind, .now = e->rq->now, .idem_key = e->rq->nonce,
        .actor = w->actor.kind ? w->actor : (struct vd_actor){.kind = VD_ACTOR_PERSON, .id = who ? who->person_id : 0},
        .body_hash = e->rq->body_hash, .apply = apply, .arg = w};
    struct vd_change_result result;
    w->problem = (struct vd_str){0};
    VD_TRY(vd_record_run(db, e->arena, &spec, &result));
    w->seq = result.seq;
    w->result = result.result;
    w->repeated = result.repeated;
    return VD_OK;
}

static enum vd_err run_guarded(void *arg)
{
    struct guarded *g = arg;
    struct errand *e = g->errand;
    return e->write ? run_change(g->db, e) : e->plain->run(g->db, e->arena, e->plain);
}

static enum vd_err run(struct vd_db *db, struct vd_job *job)
{
    struct errand *e = (struct errand *)(void *)job;
    struct guarded g = {db, e};
    vd_arena_reset(e->arena);
    return vd_arena_try(e->arena, run_guarded, &g);
}

static void done(struct vd_job *job, enum vd_err result)
{
    struct errand *e = (struct errand *)(void *)job;
    *(e->write ? &e->write->err : &e->plain->err) = result;
    vd_req_ready(e->rq);
}

/* The step after the commit: which errand it was stands in the request's own hands. */
static enum vd_err after_write(struct vd_req *rq) { struct staff_write *w = rq->errand; return w->then(rq, w); }
static enum vd_err after_job(struct vd_req *rq) { struct staff_job *j = rq->errand; return j->then(rq, j); }

static enum vd_err send(struct vd_req *rq, struct staff_write *write, struct staff_job *plain)
{
    const struct vd_services *services = rq->services;
    if (rq->stale) { /* a page that does not look at what is wrong with its form */
        rq->problem = VD_S("La página estuvo abierta en otra sesión y no se guardó nada. Vuelva a abrirla y repita lo que hacía.");
        return VD_DENIED;
    }
    struct errand *e = VD_NEW(rq->arena, struct errand);
    *e = (struct errand){.job = {.run = run, .done = done}, .arena = vd_arena_new(JOB_MEMORY), .write = write, .plain = plain, .rq = rq};
    if (!e->arena)
        return VD_NO_MEMORY;
    vd_arena_defer(rq->arena, free_arena, e->arena);
    rq->errand = write ? (void *)write : (void *)plain;
    vd_req_later(rq, write ? after_write : after_job);
    return vd_writer_push(services->writer, &e->job) ? VD_OK : VD_RETRY;
}

enum vd_err staff_write(struct vd_req *rq, struct staff_write *write) { return send(rq, write, NULL); }

enum vd_err staff_do(struct vd_req *rq, struct staff_job *job)
{
    job->now = rq->now;
    return send(rq, NULL, job);
}

enum vd_err staff_refuse(struct staff_write *write, enum vd_err err, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(write->said, sizeof write->said, fmt, args);
    va_end(args);
    write->problem = vd_str_of(write->said);
    return err;
}

enum vd_err staff_failed(struct vd_req *rq, const struct staff_write *write)
{
    rq->problem = write->problem;
    if (!rq->problem.n && write->err == VD_CONFLICT)
        rq->problem = VD_S("Este formulario ya se había enviado con otros datos. Vuelva a abrir la página: lo que escribió sigue en la anterior.");
    return write->err;
}
