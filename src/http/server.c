/* SPDX-License-Identifier: Apache-2.0 */
/* A request on the loop's thread. The library calls on_request once before the body, then for each piece of it, then once at
 * its end, and again after a resume. Nothing blocks here: a request is refused, answered from memory, or handed to a worker
 * (suspend first, then push: after the push it belongs to the worker). life.c starts and stops all this. */
#include "http/internal.h"

enum { SWALLOW = 4 };

/* ---- answers on the loop's thread */

static enum MHD_Result queue(struct http_exchange *ex, struct MHD_Response *response)
{
    atomic_store(&ex->phase, HTTP_SENT);
    const struct vd_http_config *c = &ex->http->config;
    http_conn_set(ex->conn, HTTP_CONN_SEND, c->send_seconds * HTTP_SECOND + (vd_us)ex->sent_bytes * HTTP_SECOND / c->send_rate);
    return response ? MHD_queue_response(ex->connection, (unsigned)ex->status, response) : MHD_NO;
}

/* With the room's own page and an end of the connection: nothing that follows on it can be trusted. */
static enum MHD_Result refuse_now(struct http_exchange *ex, int status, const char *problem)
{
    ex->refusal = (struct http_refusal){status, problem};
    ex->response = http_error_response(ex, true);
    return queue(ex, ex->response);
}

static enum MHD_Result redirect(struct http_exchange *ex, struct vd_str path)
{
    char location[HTTP_TARGET_MAX + 1];
    size_t n = path.n;
    struct vd_buf nothing = {0};
    memcpy(location, path.p, path.n);
    if (ex->raw_query.p) {
        location[n++] = '?';
        memcpy(location + n, ex->raw_query.p, ex->raw_query.n);
        n += ex->raw_query.n;
    }
    struct http_answer a = {.status = 308, .location = {location, n}, .cache_control = "no-cache", .close = atomic_load(&ex->http->draining)};
    ex->status = 308;
    ex->response = http_response(&a, &nothing);
    return queue(ex, ex->response);
}

static void use_page(void *arg, const struct http_page *page)
{
    struct http_exchange *ex = arg;
    bool same = http_etag_listed(ex->headers.etags, page->etag);
    ex->status = same ? 304 : 200;
    ex->sent_bytes = same ? 0 : page->bytes;
    ex->cache = "hit";
    if (page->filed && !same) {
        ex->filed = true; /* who reads slowly holds the file, also after the cache let go of it */
        atomic_fetch_add(&ex->http->filed, 1);
    }
    if (queue(ex, same ? page->not_modified : page->full) != MHD_YES)
        ex->refusal.status = 500;
}

static struct http_thread *loop_thread(struct vd_http *http)
{
    struct http_thread *thread = pthread_getspecific(http->loop_key);
    if (thread)
        return thread;
    thread = calloc(1, sizeof *thread);
    if (!thread)
        return NULL;
    thread->http = http;
    if (pthread_setspecific(http->loop_key, thread) == 0)
        return thread;
    free(thread);
    return NULL;
}

/* The page's parameters may need the request's arena; a route without query parameters needs none. */
static bool answer_from_cache(struct http_exchange *ex)
{
    if (ex->match.route->has_query && ex->raw_query.p)
        ex->rq.arena = vd_arena_new(ex->http->config.request_arena);
    VD_AUTO_BUF struct vd_buf key = {0};
    int64_t version;
    struct http_thread *thread = loop_thread(ex->http);
    const struct vd_http_config *c = &ex->http->config;
    struct vd_db *db = thread && !c->loops_apart ? http_thread_db(thread) : NULL;
    if ((!db && !c->loops_apart) || atomic_load(&ex->http->draining) || !http_exchange_key(ex, &key) ||
        c->version(c->version_arg, db, http_match_scope(&ex->match), &version) != VD_OK)
        return false;
    return http_cache_use(ex->http->cache, vd_buf_view(&key), version, ex->rq.today, use_page, ex);
}

/* ---- the phases of on_request */

static enum MHD_Result see_header(void *arg, enum MHD_ValueKind kind VD_UNUSED, const char *name, size_t name_n, const char *value, size_t value_n)
{
    http_head_add(arg, (struct vd_str){name, name_n}, (struct vd_str){value ? value : "", value_n});
    return MHD_YES;
}

static struct http_refusal judge(struct http_exchange *ex, const char *method, const char *version)
{
    struct vd_str target = {ex->target, ex->target_n};
    if (ex->refusal.status)
        return ex->refusal;
    http_head_init(&ex->headers);
    MHD_get_connection_values_n(ex->connection, MHD_HEADER_KIND, see_header, &ex->headers);
    struct http_refusal r = http_head_check(&ex->headers, vd_str_of(method), vd_str_of(version));
    if (!r.status && ex->http->config.only_here && !http_head_from_here(&ex->headers))
        r = (struct http_refusal){403, "Esta es una demostración: solo atiende en este equipo, por http://localhost o http://127.0.0.1."};
    if (!r.status)
        r = http_target_split(target, &ex->raw_path, &ex->raw_query);
    return r.status ? r : http_path_decode(ex->raw_path, ex->target + ex->target_n + 1, &ex->rq.path);
}

static const char *constant_method(const char *method)
{
    return !strcmp(method, "GET") ? "GET" : !strcmp(method, "HEAD") ? "HEAD" : !strcmp(method, "POST") ? "POST" : "-";
}

static bool form_type(struct vd_str type)
{
    static const char *const known[] = {"application/x-www-form-urlencoded", "multipart/form-data"};
    for (size_t i = 0; i < VD_COUNT(known); i++) {
        size_t n = strlen(known[i]);
        if (type.n >= n && strncasecmp(type.p, known[i], n) == 0 && (type.n == n || type.p[n] == ';' || type.p[n] == ' '))
            return true;
    }
    return false;
}

/* Bodies have one budget for the whole server: of memory or, with a file, of disk. What came is booked, not what was announced: who
 * announces much and sends nothing takes no room from others. */
static bool book(struct http_exchange *ex, size_t n)
{
    struct vd_http *http = ex->http;
    bool on_disk = ex->spool.is_open;
    size_t room = 3 * (on_disk ? http->config.max_upload : http->config.max_body);
    ex->reserved += n;
    return atomic_fetch_add(on_disk ? &http->spool_bytes : &http->body_bytes, n) + n <= room;
}

static enum MHD_Result expect_form(struct http_exchange *ex)
{
    struct vd_http *http = ex->http;
    size_t most = ex->match.route->form_max;
    int64_t length = ex->headers.length;
    if (atomic_load(&http->draining))
        return refuse_now(ex, 503, NULL);
    if (!http_head_same_site(&ex->headers))
        return refuse_now(ex, 403, "Este formulario llegó desde otro sitio. Ábralo de nuevo en esta página y envíelo desde aquí.");
    if ((length > 0 || ex->headers.chunked) && !form_type(ex->headers.type))
        return refuse_now(ex, 415, NULL);
    if (length > (int64_t)most) {
        if (length > (int64_t)most * SWALLOW)
            return refuse_now(ex, 413, NULL);
        ex->refusal = (struct http_refusal){413, NULL}; /* a browser reads the answer only when its body was taken */
    } else if ((ex->match.route->has_file && !http_spool_open(&ex->spool, http->config.spool)) || !book(ex, 0)) {
        return refuse_now(ex, 503, NULL);
    }
    vd_buf_init(&ex->body_in, most);
    size_t expected = length >= 0 ? (size_t)length : most;
    http_conn_set(ex->conn, HTTP_CONN_BODY, http->config.body_seconds * HTTP_SECOND + (vd_us)expected * HTTP_SECOND / http->config.body_rate);
    return MHD_YES;
}

static bool misses_slash(struct http_exchange *ex, struct vd_str *ret_path)
{
    struct http_match without;
    struct vd_str path = ex->rq.path;
    if (path.n < 2 || path.p[path.n - 1] != '/')
        return false;
    http_router_find(ex->http->router, VD_GET, vd_str_sub(path, 0, path.n - 1), &without);
    *ret_path = vd_str_sub(ex->raw_path, 0, ex->raw_path.n - 1);
    return without.allow != 0;
}

static enum MHD_Result begin(struct http_exchange *ex, const char *method, const char *version)
{
    struct vd_http *http = ex->http;
    ex->method = constant_method(method);
    ex->head = !strcmp(ex->method, "HEAD");
    ex->post = !strcmp(ex->method, "POST");
    struct http_refusal r = judge(ex, method, version);
    if (r.status)
        return refuse_now(ex, r.status, r.problem);
    ex->rq.services = http->config.services;
    ex->rq.now = vd_clock_now();
    ex->rq.today = vd_date_in_bogota(ex->rq.now);
    ex->rq.type = "text/html; charset=utf-8";
    atomic_store(&ex->phase, HTTP_TAKE_BODY);
    ex->rq.session = http_cookie(ex->headers.cookie, HTTP_COOKIE, HTTP_SESSION_HEX, http->config.secure);
    ex->rq.mark = http_cookie(ex->headers.cookie, HTTP_COOKIE_MARK, HTTP_MARK_HEX, http->config.secure);
    ex->rq.agent = ex->headers.agent;
    ex->rq.host = ex->headers.host;
    http_router_find(http->router, ex->post ? VD_POST : VD_GET, ex->rq.path, &ex->match);
    if (ex->match.route) {
        ex->rq.route = ex->match.route->route;
        ex->rq.scope = http_match_scope(&ex->match);
    } else
        ex->refusal.status = ex->match.allow ? 405 : 404;
    if (!ex->post)
        return MHD_YES;
    return ex->refusal.status ? refuse_now(ex, ex->refusal.status, NULL) : expect_form(ex);
}

static void keep_body(struct http_exchange *ex, const char *data, size_t n)
{
    if (!book(ex, n)) {
        ex->refusal = (struct http_refusal){503, "Llegan demasiados archivos a la vez. No se guardó nada; espere un minuto y vuelva a enviar."};
    } else if (!ex->spool.is_open) {
        vd_buf_put(&ex->body_in, data, n);
        if (ex->body_in.failed)
            ex->refusal = (struct http_refusal){413, NULL};
    } else if (n > ex->match.route->form_max - ex->spool.n) {
        ex->refusal = (struct http_refusal){413, NULL};
    } else if (!http_spool_put(&ex->spool, data, n)) {
        ex->refusal = (struct http_refusal){503, "No hay espacio para recibir el archivo. No se guardó nada; intente más tarde."};
    }
}

static enum MHD_Result take_body(struct http_exchange *ex, const char *data, size_t *n)
{
    ex->taken += *n;
    if (!ex->refusal.status) {
        keep_body(ex, data, *n);
    }
    *n = 0;
    return ex->taken <= ex->match.route->form_max * SWALLOW ? MHD_YES : MHD_NO;
}

static enum MHD_Result hand_over(struct http_exchange *ex)
{
    if (!ex->rq.arena)
        ex->rq.arena = vd_arena_new(ex->http->config.request_arena);
    atomic_store(&ex->phase, HTTP_IN_WORK);
    http_conn_set(ex->conn, HTTP_CONN_WORK, 0);
    MHD_suspend_connection(ex->connection);
    http_workers_push(ex->http, ex);
    return MHD_YES;
}

/* The request is whole. Answers are queued here and not in begin(): the library ends a connection whose answer comes before
 * the end of its request, even of one without a body. */
static enum MHD_Result go(struct http_exchange *ex)
{
    struct vd_str elsewhere;
    if (ex->post)
        return atomic_load(&ex->http->draining) ? refuse_now(ex, 503, NULL) : hand_over(ex);
    if (misses_slash(ex, &elsewhere))
        return redirect(ex, elsewhere);
    struct MHD_Response *file = http_files_find(ex->http->files, ex->rq.path, &ex->headers, &ex->status, &ex->sent_bytes);
    if (file)
        return queue(ex, file);
    if (ex->match.route && ex->match.route->route->cached && answer_from_cache(ex))
        return ex->refusal.status ? MHD_NO : MHD_YES;
    return hand_over(ex);
}

void http_exchange_done(struct http_exchange *ex)
{
    struct MHD_Connection *connection = ex->connection;
    atomic_store(&ex->phase, HTTP_DONE);
    MHD_resume_connection(connection);
}

static enum MHD_Result answer(struct http_exchange *ex)
{
    struct http_keep *keep = &ex->keep;
    if (!keep->good)
        return queue(ex, ex->response);
    bool same = http_etag_listed(ex->headers.etags, keep->page.etag);
    ex->status = same ? 304 : ex->status;
    ex->sent_bytes = same ? 0 : keep->page.bytes;
    enum MHD_Result result = queue(ex, same ? keep->page.not_modified : keep->page.full);
    http_cache_put(ex->http->cache, vd_buf_view(&keep->key), keep->version, &keep->page);
    keep->good = false;
    return result;
}

enum MHD_Result http_on_request(void *cls VD_UNUSED, struct MHD_Connection *connection VD_UNUSED, const char *url VD_UNUSED, const char *method,
                                const char *version, const char *data, size_t *n, void **state)
{
    struct http_exchange *ex = *state;
    if (!ex || !ex->conn)
        return MHD_NO;
    switch (atomic_load(&ex->phase)) {
    case HTTP_NEW: return begin(ex, method, version);
    case HTTP_TAKE_BODY: return *n ? take_body(ex, data, n) : go(ex);
    case HTTP_DONE: return answer(ex);
    default: return MHD_NO;
    }
}
