/* SPDX-License-Identifier: Apache-2.0 */
/* Start and stop. The library aborts the process when it is stopped over a suspended connection, and a client with
 * keep-alive posts on for ever, so the order of the stop is fixed: take no new connection, refuse new writes and close after
 * each answer, wait until no connection is left (idle ones are shut after a second, slow ones after the drain time, those in
 * work never), then the writer, then the workers, then the library. */
#include <errno.h>
#include <netdb.h>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include "http/internal.h"

enum { PORTS_TO_TRY = 21, IDLE_GRACE_US = 1000000, CONNECTIONS = 8192, FILES_APART = 256 };

/* ---- monitors */

static enum vd_err health(struct vd_req *rq)
{
    const struct vd_http *http = ((struct http_exchange *)rq)->http;
    int64_t version;
    if (atomic_load(&http->draining))
        return VD_RETRY;
    if (rq->db && http->config.version)
        VD_TRY(http->config.version(http->config.version_arg, rq->db, VD_S(""), &version));
    rq->type = "text/plain; charset=utf-8";
    vd_buf_c(&rq->body, "ok");
    return VD_OK;
}

const struct vd_route vd_http_routes[] = {
    {.method = VD_GET, .path = "/salud", .access = VD_ACCESS_PUBLIC, .handler = health, .summary = "text for monitors: ok when pages can be read"},
    {0},
};

/* ---- listening */

static const char *split_address(const char *listen, char host[256], char port[8])
{
    const char *colon = strrchr(listen, ':');
    size_t n = colon ? (size_t)(colon - listen) : 0;
    int64_t number;
    if (!colon || n >= 256 || !colon[1] || strspn(colon + 1, "0123456789") != strlen(colon + 1))
        return "La dirección de escucha debe ser como 127.0.0.1:8080.";
    if (!vd_str_i64(vd_str_of(colon + 1), &number) || number > 65535)
        return "El puerto va de 0 a 65535: la dirección de escucha debe ser como 127.0.0.1:8080.";
    const char *from = listen;
    if (n >= 2 && from[0] == '[' && from[n - 1] == ']')
        from++, n -= 2;
    memcpy(host, from, n);
    host[n] = 0;
    snprintf(port, 8, "%d", (int)number);
    return NULL;
}

static int port_of(const struct sockaddr *a)
{
    const unsigned char *p = (const unsigned char *)a + 2; /* the same place for both families */
    return p[0] << 8 | p[1];
}

static void set_port(struct sockaddr *a, int port)
{
    unsigned char *p = (unsigned char *)a + 2;
    p[0] = (unsigned char)(port >> 8);
    p[1] = (unsigned char)port;
}

static int open_socket(struct addrinfo *at)
{
    int one = 1, fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, 1024) == 0)
        return fd;
    int saved = errno;
    close(fd);
    errno = saved;
    return -1;
}

enum { BAD_ADDRESS = -2 }; /* listen_fd when the address was not understood */

/* NULL, or a Spanish sentence. */
static const char *listen_on(struct vd_http *http)
{
    char host[256], port[8];
    const char *problem = split_address(http->config.listen, host, port);
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *at;
    if (problem) {
        http->listen_fd = BAD_ADDRESS;
        return problem;
    }
    if (getaddrinfo(host[0] ? host : NULL, port, &hints, &at) != 0)
        return "La dirección de escucha no existe.";
    int first = port_of(at->ai_addr), tries = http->config.next_free_port && first ? PORTS_TO_TRY : 1;
    for (int i = 0; i < tries && first + i <= 65535 && http->listen_fd < 0; i++) {
        set_port(at->ai_addr, first + i);
        http->listen_fd = open_socket(at);
        if (http->listen_fd < 0 && errno != EADDRINUSE)
            break;
    }
    int why = errno;
    freeaddrinfo(at);
    if (http->listen_fd < 0)
        return why == EADDRINUSE ? "El puerto ya está ocupado." : why == EACCES ? "No hay permiso para usar ese puerto." : "No se pudo escuchar en esa dirección.";
    struct sockaddr_storage bound;
    socklen_t n = sizeof bound;
    if (getsockname(http->listen_fd, (struct sockaddr *)&bound, &n) == 0)
        http->port = port_of((struct sockaddr *)&bound);
    return NULL;
}

/* A process starts with 1,024 descriptors; a thousand slow clients must not use them up. */
static unsigned connection_limit(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) != 0)
        return 512;
    rlim_t want = CONNECTIONS + FILES_APART;
    if (files.rlim_cur < want) {
        files.rlim_cur = files.rlim_max < want ? files.rlim_max : want;
        if (setrlimit(RLIMIT_NOFILE, &files) != 0 || getrlimit(RLIMIT_NOFILE, &files) != 0)
            return 512;
    }
    return files.rlim_cur > 2 * FILES_APART ? (unsigned)(files.rlim_cur < want ? files.rlim_cur - FILES_APART : CONNECTIONS) : 64;
}

/* ---- start */

static int or_default(int value, int standard) { return value ? value : standard; }

static void fill_defaults(struct vd_http_config *c)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int few = cores < 2 ? 2 : cores > 8 ? 8 : (int)cores;
    c->workers = or_default(c->workers, few);
    c->loops = or_default(c->loops, few > 4 ? 4 : few);
    c->cache_bytes = c->cache_bytes ? c->cache_bytes : 32u << 20;
    c->request_arena = c->request_arena ? c->request_arena : 16u << 20;
    c->max_body = c->max_body ? c->max_body : 22u << 20;
    c->max_upload = c->max_upload ? c->max_upload : 104u << 20;
    c->spool = c->spool ? c->spool : "/tmp";
    c->header_seconds = or_default(c->header_seconds, 10);
    c->body_seconds = or_default(c->body_seconds, 60);
    c->send_seconds = or_default(c->send_seconds, 30);
    c->body_rate = or_default(c->body_rate, 64 * 1024);
    c->send_rate = or_default(c->send_rate, 16 * 1024);
    c->keepalive_seconds = or_default(c->keepalive_seconds, 30);
    c->drain_seconds = or_default(c->drain_seconds, 10);
    c->form_max_seconds = or_default(c->form_max_seconds, 24 * 3600);
}

static void close_loop_thread(void *arg)
{
    http_thread_close(arg);
    free(arg);
}

static bool start_library(struct vd_http *http)
{
    struct MHD_OptionItem options[] = {
        {MHD_OPTION_LISTEN_SOCKET, http->listen_fd, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, connection_limit(), NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, 900, NULL}, /* a second net; deadline.c is the first */
        {MHD_OPTION_STRICT_FOR_CLIENT, 0, NULL}, /* 1 only adds its own English answer to a missing Host; guard.c has it */
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)http_on_connection, http},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)http_on_completed, http},
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)http_on_target, http},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)http_keep_escaped, NULL},
        {http->config.loops > 1 ? MHD_OPTION_THREAD_POOL_SIZE : MHD_OPTION_END, http->config.loops, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME;
    http->daemon = MHD_start_daemon(flags, 0, NULL, NULL, http_on_request, http, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
    return http->daemon != NULL;
}

static struct http_router *make_router(const struct vd_http_config *c)
{
    size_t n = 0;
    while (c->routes[n])
        n++;
    const struct vd_route **tables = calloc(n + 2, sizeof *tables);
    if (!tables)
        return NULL;
    tables[0] = vd_http_routes;
    memcpy(tables + 1, c->routes, n * sizeof *tables);
    struct http_router *router = http_router_new(tables, c->max_body, c->max_upload);
    free(tables);
    return router;
}

enum vd_err vd_http_start(const struct vd_http_config *config, struct vd_http **ret, struct vd_str *ret_reason)
{
    const char *problem = vd_routes_problem(config->routes);
    if (problem) {
        *ret_reason = vd_str_of(problem);
        return VD_INTERNAL;
    }
    struct vd_http *http = calloc(1, sizeof *http);
    if (!http || sodium_init() < 0) {
        free(http);
        return VD_NO_MEMORY;
    }
    http->config = *config;
    http->listen_fd = -1;
    fill_defaults(&http->config);
    atomic_init(&http->ids, (uint64_t)randombytes_random() << 32 | randombytes_random());
    problem = listen_on(http);
    if (problem) {
        enum vd_err err = http->listen_fd == BAD_ADDRESS ? VD_INVALID : VD_IO;
        free(http);
        *ret_reason = vd_str_of(problem);
        return err;
    }
    http->router = make_router(&http->config);
    http->cache = http_cache_new(http->config.cache_bytes);
    http->files = http_files_new(http->config.assets);
    http->limits = http_limits_new();
    if (!http->router || !http->cache || !http->files || !http->limits || pthread_key_create(&http->loop_key, close_loop_thread) != 0 || http_reaper_start(&http->reaper) != VD_OK ||
        http_workers_start(http) != VD_OK || !start_library(http)) {
        /* The process cannot serve and is about to end: what was started is left to its end. */
        *ret_reason = VD_S("No hay memoria o hilos para iniciar el servidor.");
        return VD_NO_MEMORY;
    }
    *ret = http;
    return VD_OK;
}

int vd_http_port(const struct vd_http *http) { return http->port; }

void vd_http_on_drained(struct vd_http *http, void (*fn)(void *), void *arg)
{
    http->on_drained = fn;
    http->on_drained_arg = arg;
}

/* ---- stop */

static void drain(struct vd_http *http)
{
    vd_us began = vd_clock_monotonic(), most = http->config.drain_seconds * HTTP_SECOND;
    while (http_conn_count(&http->reaper) > 0) {
        vd_us waited = vd_clock_monotonic() - began;
        if (waited > IDLE_GRACE_US)
            http_conn_shut(&http->reaper, waited < most);
        usleep(10000);
    }
}

/* libmicrohttpd 0.9.75 takes the listening socket out of each loop's epoll set twice when the loop turns just while it is told to: from
 * here and from the loop, and the second to come ends the process ("Failed to remove listen FD"). A loop without work does not turn,
 * so the last answers get a moment to leave. */
enum { CALM_US = 30000 };

void vd_http_stop(struct vd_http *http)
{
    atomic_store(&http->draining, true);
    usleep(CALM_US);
    int fd = MHD_quiesce_daemon(http->daemon);
    if (fd >= 0)
        close(fd);
    drain(http);
    if (http->on_drained)
        http->on_drained(http->on_drained_arg);
    http_workers_stop(http);
    MHD_stop_daemon(http->daemon);
    http_reaper_stop(&http->reaper);
    pthread_key_delete(http->loop_key);
    http_cache_free(http->cache);
    http_files_free(http->files);
    http_router_free(http->router);
    http_limits_free(http->limits);
    free(http);
}
