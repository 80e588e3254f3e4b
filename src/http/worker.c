/* SPDX-License-Identifier: Apache-2.0 */
/* Workers run what may wait: reading forms, the database, rendering, compressing. A step of a request runs on one worker
 * inside one read transaction; after vd_req_later the next step may run on another one. When the request's arena runs out the
 * step is unwound to run_step(), which answers 503. A step of a connection that waits holds no thread.
 * Routes that say `wide` have a queue of their own, so that pages never wait for all of them; those that say `door` another, run one at a
 * time. */
#include "http/internal.h"

enum { LANE_WAITING = 64 };

static struct http_refusal refuse(int status, const char *problem) { return (struct http_refusal){status, problem}; }

/* What goes on after a write is short, and its change is on disk: it waits for no lane and is not refused. */
static int lane_of(const struct http_exchange *ex)
{
    const struct vd_route *route = ex->match.route && !ex->refusal.status && !ex->then ? ex->match.route->route : NULL;
    return route && route->door ? HTTP_DOOR : route && route->wide ? HTTP_WIDE : HTTP_PAGES;
}

void http_workers_push(struct vd_http *http, struct http_exchange *ex)
{
    struct http_workers *w = &http->workers;
    ex->next = NULL;
    pthread_mutex_lock(&w->lock);
    if (lane_of(ex) != HTTP_PAGES && w->lanes[lane_of(ex)].waiting == LANE_WAITING)
        ex->refusal = refuse(503, NULL);
    struct http_lane *lane = &w->lanes[lane_of(ex)];
    lane->waiting++;
    *(lane->last ? &lane->last->next : &lane->first) = ex;
    lane->last = ex;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
}

/* Dear ones first while they may run: they never have all the workers, so neither waits for the other for ever. */
static struct http_lane *ready(struct http_workers *w)
{
    bool room = w->lanes[HTTP_DOOR].now + w->lanes[HTTP_WIDE].now < (w->n > 1 ? w->n - 1 : 1);
    for (int i = HTTP_DOOR; i < HTTP_LANES && room; i++)
        if (w->lanes[i].first && w->lanes[i].now < w->lanes[i].most)
            return &w->lanes[i];
    return w->lanes[HTTP_PAGES].first ? &w->lanes[HTTP_PAGES] : NULL;
}

static bool is_over(const struct http_workers *w) { return w->stop && !w->lanes[HTTP_DOOR].first && !w->lanes[HTTP_WIDE].first; }

static struct http_exchange *take(struct http_workers *w, struct http_lane **ret_lane)
{
    struct http_exchange *ex = NULL;
    pthread_mutex_lock(&w->lock);
    struct http_lane *lane;
    while (!(lane = ready(w)) && !is_over(w))
        pthread_cond_wait(&w->wake, &w->lock);
    if (lane) {
        ex = lane->first;
        lane->first = ex->next;
        if (!lane->first)
            lane->last = NULL;
        lane->now++;
        lane->waiting--;
    }
    pthread_mutex_unlock(&w->lock);
    *ret_lane = lane;
    return ex;
}

static void lane_done(struct http_workers *w, struct http_lane *lane)
{
    pthread_mutex_lock(&w->lock);
    lane->now--;
    if (lane != &w->lanes[HTTP_PAGES])
        pthread_cond_broadcast(&w->wake);
    pthread_mutex_unlock(&w->lock);
}

struct vd_db *http_thread_db(struct http_thread *thread)
{
    const struct vd_http_config *c = &thread->http->config;
    if (!thread->db && c->thread_open)
        thread->db = c->thread_open(c->services);
    return thread->db;
}

void http_thread_close(struct http_thread *thread)
{
    const struct vd_http_config *c = &thread->http->config;
    if (thread->db && c->thread_close)
        c->thread_close(c->services, thread->db);
    thread->db = NULL;
}

/* ---- later and ready: whoever comes second puts the request back to the workers, so their order does not matter */

void vd_req_later(struct vd_req *rq, enum vd_err (*then)(struct vd_req *rq))
{
    struct http_exchange *ex = (struct http_exchange *)rq;
    ex->then = then;
    ex->later_pending = true;
    atomic_store(&ex->parties, 2);
}

void vd_req_ready(struct vd_req *rq)
{
    struct http_exchange *ex = (struct http_exchange *)rq;
    if (atomic_fetch_sub(&ex->parties, 1) == 1)
        http_workers_push(ex->http, ex);
}

/* ---- one step */

static enum vd_err first_step(struct http_exchange *ex)
{
    struct vd_req *rq = &ex->rq;
    struct http_fields query = {0}, form = {0};
    void *input = vd_alloc(rq->arena, rq->route->input_size);
    if (rq->route->access != VD_ACCESS_PUBLIC) {
        VD_TRY(ex->http->config.admit ? ex->http->config.admit(rq) : VD_DENIED);
        if (rq->status)
            return VD_OK;
    }
    if (ex->match.route->has_query && ex->raw_query.p)
        VD_TRY(http_urlencoded(rq->arena, ex->raw_query, HTTP_QUERY_PARAMS, &query, &rq->problem));
    if (ex->post) {
        VD_TRY(http_form_read(ex, &form));
        rq->body_hash = http_fields_hash(rq->arena, rq->path, &form);
    }
    VD_TRY(http_params_fill(rq->arena, &ex->match, &query, ex->post ? &form : NULL, input, &rq->wrong, &rq->problem));
    rq->input = input;
    return rq->route->handler(rq);
}

static enum vd_err step(struct http_exchange *ex)
{
    enum vd_err (*then)(struct vd_req *rq) = ex->then;
    ex->then = NULL;
    return then ? then(&ex->rq) : first_step(ex);
}

static int status_of(enum vd_err err)
{
    switch (err) {
    case VD_NOT_FOUND: return 404;
    case VD_INVALID: return 400;
    case VD_CONFLICT: return 409;
    case VD_DENIED: return 403;
    case VD_TOO_BIG: return 413;
    case VD_NO_SPACE:
    case VD_NO_MEMORY:
    case VD_RETRY: return 503;
    default: return 500;
    }
}

/* ---- running steps */

enum outcome { ANSWERED, WAITS, UNWOUND };

static void log_failure(const struct http_exchange *ex, enum vd_err err)
{
    if (status_of(err) >= 500)
        vd_log(VD_LOG_ERROR, "request failed", "id", ex->id, "method", ex->method, "route", ex->rq.route->path, "err", vd_err_name(err), NULL);
}

static enum outcome guarded(struct http_exchange *ex, bool keep, bool readable)
{
    jmp_buf no_memory;
    if (setjmp(no_memory))
        return UNWOUND;
    vd_arena_guard(ex->rq.arena, &no_memory);
    if (!ex->refusal.status) {
        enum vd_err err = readable ? step(ex) : VD_RETRY;
        if (err == VD_OK && ex->later_pending)
            return WAITS;
        ex->later_pending = false;
        if (err == VD_OK)
            err = http_make_answer(ex, keep);
        if (err == VD_OK)
            return ANSWERED;
        log_failure(ex, err);
        ex->refusal = refuse(status_of(err), NULL);
    }
    ex->response = http_error_response(ex, false);
    return ANSWERED;
}

/* One read transaction a step. A connection that was lost since the last request is mended once. */
static bool begin_read(const struct vd_http_config *c, struct vd_db *db)
{
    if (!c->thread_open)
        return true;
    if (!db)
        return false;
    if (!c->read_begin || c->read_begin(db) == VD_OK)
        return true;
    if (c->recover)
        c->recover(db);
    return c->read_begin(db) == VD_OK;
}

/* The version is read before the read transaction: a page may then be newer than its number, never older. */
static bool wants_keep(struct http_exchange *ex, struct vd_db *db)
{
    struct http_keep *keep = &ex->keep;
    if (ex->refusal.status || !db || !http_exchange_key(ex, &keep->key))
        return false;
    ex->cache = "miss";
    const struct vd_http_config *c = &ex->http->config;
    return c->version(c->version_arg, db, http_match_scope(&ex->match), &keep->version) == VD_OK;
}

static void give_up(struct http_exchange *ex)
{
    vd_log(VD_LOG_ERROR, "request ran out of memory", "id", ex->id, "method", ex->method, "route", ex->rq.route ? ex->rq.route->path : "-", NULL);
    ex->refusal = refuse(503, NULL);
    ex->rq.problem = (struct vd_str){0};
    ex->then = NULL;
    if (!ex->later_pending)
        ex->response = http_error_response(ex, true);
}

static void run_step(struct http_exchange *ex, struct http_thread *thread)
{
    const struct vd_http_config *c = &ex->http->config;
    struct vd_db *db = http_thread_db(thread);
    if (!ex->rq.arena) {
        give_up(ex);
        http_exchange_done(ex);
        return;
    }
    bool keep = wants_keep(ex, db), readable = begin_read(c, db);
    ex->rq.db = readable ? db : NULL;
    enum outcome outcome = guarded(ex, keep, readable);
    vd_arena_guard(ex->rq.arena, NULL);
    if (outcome == UNWOUND) {
        give_up(ex);
        outcome = ex->later_pending ? WAITS : ANSWERED;
    }
    ex->rq.db = NULL;
    if (db && ex->refusal.status == 503 && c->recover)
        c->recover(db);
    else if (db && readable && c->read_end)
        c->read_end(db);
    if (outcome == ANSWERED) {
        http_exchange_done(ex);
        return;
    }
    ex->later_pending = false;
    vd_req_ready(&ex->rq); /* the handler's own part: from here on the request may be anybody's */
}

static void *work(void *arg)
{
    struct vd_http *http = arg;
    struct http_thread thread = {.http = http};
    struct http_lane *lane;
    for (struct http_exchange *ex; (ex = take(&http->workers, &lane));) {
        run_step(ex, &thread);
        lane_done(&http->workers, lane);
    }
    http_thread_close(&thread);
    return NULL;
}

enum vd_err http_workers_start(struct vd_http *http)
{
    struct http_workers *w = &http->workers;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wake, NULL);
    w->lanes[HTTP_DOOR].most = 1;
    w->lanes[HTTP_WIDE].most = http->config.workers > 1 ? http->config.workers / 2 : 1;
    w->threads = calloc((size_t)http->config.workers, sizeof *w->threads);
    if (!w->threads)
        return VD_NO_MEMORY;
    pthread_mutex_lock(&w->lock); /* those that began do not look before all are counted */
    int failed = 0;
    for (; w->n < http->config.workers && !failed; w->n += !failed)
        failed = pthread_create(&w->threads[w->n], NULL, work, http);
    pthread_mutex_unlock(&w->lock);
    return failed ? VD_NO_MEMORY : VD_OK;
}

void http_workers_stop(struct vd_http *http)
{
    struct http_workers *w = &http->workers;
    pthread_mutex_lock(&w->lock);
    w->stop = true;
    pthread_cond_broadcast(&w->wake);
    pthread_mutex_unlock(&w->lock);
    for (int i = 0; i < w->n; i++)
        pthread_join(w->threads[i], NULL);
    free(w->threads);
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
}
