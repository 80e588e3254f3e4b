/* SPDX-License-Identifier: Apache-2.0 */
/* Workers run what may wait: reading forms, the database, rendering, compressing. A step of a request runs on one worker
 * inside one read transaction; after vd_req_later the next step may run on another one. When the request's arena runs out the
 * step is unwound to run_step(), which answers 503. A step of a connection that waits holds no thread. */
#include "http/internal.h"

enum { PAGE_MAX = 64 << 20 };

void http_workers_push(struct vd_http *http, struct http_exchange *ex)
{
    struct http_workers *w = &http->workers;
    ex->next = NULL;
    pthread_mutex_lock(&w->lock);
    *(w->last ? &w->last->next : &w->first) = ex;
    w->last = ex;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
}

static struct http_exchange *take(struct http_workers *w)
{
    pthread_mutex_lock(&w->lock);
    while (!w->first && !w->stop)
        pthread_cond_wait(&w->wake, &w->lock);
    struct http_exchange *ex = w->first;
    if (ex) {
        w->first = ex->next;
        if (!w->first)
            w->last = NULL;
    }
    pthread_mutex_unlock(&w->lock);
    return ex;
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

struct vd_str vd_form_token(struct vd_req *rq, const char *route_path)
{
    struct http_exchange *ex = (struct http_exchange *)rq;
    ex->has_token = true;
    return http_token_make(rq->arena, ex->http->config.form_key, route_path, rq->now);
}

/* ---- one step */

static struct http_refusal refuse(int status, const char *problem) { return (struct http_refusal){status, problem}; }

static enum vd_err read_form(struct http_exchange *ex, struct http_fields *ret)
{
    struct vd_req *rq = &ex->rq;
    struct vd_str body = vd_buf_view(&ex->body_in), type = ex->headers.type;
    if (body.n == 0)
        return VD_OK;
    if (type.n >= 19 && strncasecmp(type.p, "multipart/form-data", 19) == 0)
        return http_multipart(rq->arena, type, body, HTTP_FORM_FIELDS, ret, &rq->problem);
    return http_urlencoded(rq->arena, body, HTTP_FORM_FIELDS, ret, &rq->problem);
}

static enum vd_err check_token(struct http_exchange *ex, const struct http_fields *form)
{
    const struct vd_http_config *c = &ex->http->config;
    struct vd_str token = {0};
    unsigned char nonce[16];
    VD_EACH(f, &form->list)
        if (vd_str_is(f->name, "token"))
            token = f->value;
    switch (http_token_read(c->form_key, ex->rq.route->path, token, ex->rq.now, c->form_min_seconds * (vd_us)1000000,
                            c->form_max_seconds * (vd_us)1000000, nonce)) {
    case HTTP_TOKEN_OK:
        ex->rq.nonce = vd_str_dup(ex->rq.arena, (struct vd_str){(const char *)nonce, sizeof nonce});
        return VD_OK;
    case HTTP_TOKEN_EARLY: ex->rq.problem = VD_S("El formulario se envió demasiado pronto. Espere unos segundos y envíelo de nuevo."); break;
    case HTTP_TOKEN_LATE: ex->rq.problem = VD_S("El formulario venció. Vuelva a abrir la página y envíelo de nuevo."); break;
    case HTTP_TOKEN_BAD: ex->rq.problem = VD_S("El formulario no se reconoce. Vuelva a abrir la página y envíelo de nuevo."); break;
    }
    return VD_DENIED;
}

static enum vd_err first_step(struct http_exchange *ex)
{
    struct vd_req *rq = &ex->rq;
    struct http_fields query = {0}, form = {0};
    void *input = vd_alloc(rq->arena, rq->route->input_size);
    if (ex->match.route->has_query && ex->raw_query.p)
        VD_TRY(http_urlencoded(rq->arena, ex->raw_query, HTTP_QUERY_PARAMS, &query, &rq->problem));
    if (ex->post) {
        VD_TRY(read_form(ex, &form));
        VD_TRY(check_token(ex, &form));
        rq->body_hash = http_fields_hash(rq->arena, &form);
    }
    VD_TRY(http_params_fill(rq->arena, &ex->match, &query, ex->post ? &form : NULL, input, &rq->problem));
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

/* ---- answers */

static const char *allow_of(unsigned methods)
{
    bool get = methods & 1u << VD_GET, post = methods & 1u << VD_POST;
    return get && post ? "GET, HEAD, POST" : post ? "POST" : "GET, HEAD";
}

struct MHD_Response *http_error_response(struct http_exchange *ex, bool plain)
{
    struct vd_req *rq = &ex->rq;
    int status = ex->refusal.status;
    struct http_answer a = {.status = status, .cache_control = "no-store", .allow = status == 405 ? allow_of(ex->match.allow) : NULL,
                            .close = atomic_load(&ex->http->draining) || plain, .retry_after = status == 503 ? 5 : 0};
    if (ex->refusal.problem)
        rq->problem = vd_str_of(ex->refusal.problem);
    else if (!rq->problem.n)
        rq->problem = vd_str_of(http_status_problem(status));
    vd_buf_done(&rq->body);
    vd_buf_init(&rq->body, PAGE_MAX);
    rq->status = status;
    rq->type = "text/html; charset=utf-8";
    if (!plain && ex->http->config.error_page)
        ex->http->config.error_page(rq, status);
    if (rq->body.n == 0 || rq->body.failed) {
        vd_buf_done(&rq->body);
        rq->type = "text/html; charset=utf-8";
        http_plain_page(&rq->body, status, rq->problem, rq->id);
    }
    a.type = rq->type;
    ex->status = status;
    ex->sent_bytes = rq->body.n;
    return http_response(&a, &rq->body);
}

static struct http_answer answer_of(const struct http_exchange *ex)
{
    const struct vd_req *rq = &ex->rq;
    return (struct http_answer){.status = ex->status, .type = rq->type, .location = rq->location, .filename = rq->filename,
                                .last_changed = rq->last_changed, .close = atomic_load(&ex->http->draining)};
}

/* A page for the cache: its responses go to ex->keep and reach the cache once the answer is queued. */
static bool make_kept(struct http_exchange *ex)
{
    struct vd_req *rq = &ex->rq;
    struct http_keep *keep = &ex->keep;
    struct http_answer a = answer_of(ex);
    a.gzip = ex->headers.gzip && http_compressible(rq->type);
    http_etag(keep->page.etag, vd_buf_view(&rq->body), a.gzip);
    if (a.gzip && !http_gzip(&rq->body)) {
        a.gzip = false;
        keep->page.etag[33] = '"', keep->page.etag[34] = 0;
    }
    a.etag = keep->page.etag;
    a.cache_control = "public, max-age=0, must-revalidate";
    a.vary = true;
    keep->page.bytes = rq->body.n;
    keep->page.from = rq->today;
    keep->page.until = rq->valid_until.year ? rq->valid_until : rq->today;
    struct vd_buf nothing = {0};
    keep->page.full = http_response(&a, &rq->body);
    a.type = NULL, a.gzip = false, a.filename = (struct vd_str){0};
    keep->page.not_modified = keep->page.full ? http_response(&a, &nothing) : NULL;
    if (!keep->page.not_modified) {
        if (keep->page.full)
            MHD_destroy_response(keep->page.full);
        return false;
    }
    keep->good = true;
    return true;
}

static bool make_own(struct http_exchange *ex)
{
    struct vd_req *rq = &ex->rq;
    struct http_answer a = answer_of(ex);
    char etag[40];
    a.cache_control = ex->has_token || ex->post ? "no-store" : "private, no-cache";
    if (!ex->has_token && !ex->post && ex->status == 200) {
        http_etag(etag, vd_buf_view(&rq->body), false);
        a.etag = etag;
        if (http_etag_listed(ex->headers.etags, etag)) {
            ex->status = 304;
            a.type = NULL, a.filename = (struct vd_str){0};
            vd_buf_done(&rq->body);
        }
    }
    ex->sent_bytes = rq->body.n;
    ex->response = http_response(&a, &rq->body);
    return ex->response != NULL;
}

static enum vd_err make_answer(struct http_exchange *ex, bool keep)
{
    struct vd_req *rq = &ex->rq;
    VD_TRY(rq->body.failed ? VD_NO_MEMORY : VD_OK);
    ex->status = rq->status ? rq->status : 200;
    if (keep && ex->status == 200 && !ex->has_token && !atomic_load(&ex->http->draining))
        return make_kept(ex) ? VD_OK : VD_INTERNAL;
    return make_own(ex) ? VD_OK : VD_INTERNAL;
}

bool http_exchange_key(struct http_exchange *ex, struct vd_buf *key)
{
    struct vd_req *rq = &ex->rq;
    const struct http_route *route = ex->match.route;
    struct http_fields query = {0};
    struct vd_str unused;
    vd_buf_init(key, HTTP_KEY_MAX);
    if (!route || !route->route->cached || !ex->http->config.version)
        return false;
    vd_buf_char(key, ex->headers.gzip ? 'z' : 'i');
    if (!route->has_query || !ex->raw_query.p)
        return http_params_key(&ex->match, rq->path, NULL, key);
    jmp_buf no_memory;
    if (!rq->arena || setjmp(no_memory))
        return false;
    vd_arena_guard(rq->arena, &no_memory);
    bool good = http_urlencoded(rq->arena, ex->raw_query, HTTP_QUERY_PARAMS, &query, &unused) == VD_OK &&
                http_params_key(&ex->match, rq->path, &query, key);
    vd_arena_guard(rq->arena, NULL);
    return good;
}

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
            err = make_answer(ex, keep);
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
    return ex->http->config.version(db, http_match_scope(&ex->match), &keep->version) == VD_OK;
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
    for (struct http_exchange *ex; (ex = take(&http->workers));)
        run_step(ex, &thread);
    http_thread_close(&thread);
    return NULL;
}

enum vd_err http_workers_start(struct vd_http *http)
{
    struct http_workers *w = &http->workers;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wake, NULL);
    w->threads = calloc((size_t)http->config.workers, sizeof *w->threads);
    if (!w->threads)
        return VD_NO_MEMORY;
    for (; w->n < http->config.workers; w->n++)
        if (pthread_create(&w->threads[w->n], NULL, work, http) != 0)
            return VD_NO_MEMORY;
    return VD_OK;
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
