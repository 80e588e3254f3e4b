/* SPDX-License-Identifier: Apache-2.0 */
/* Connections and requests as they come and go. on_target gets the raw request target before the library cut or decoded
 * anything; with it a request begins. */
#include "http/internal.h"

static struct http_conn *conn_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

void http_on_connection(void *cls, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code)
{
    struct vd_http *http = cls;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (*context)
            http_conn_remove(&http->reaper, *context);
        *context = NULL;
        return;
    }
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    *context = info ? http_conn_add(&http->reaper, info->connect_fd, vd_clock_monotonic() + (vd_us)http->config.header_seconds * HTTP_SECOND) : NULL;
}

/* 48 bits that differ for each request: a Weyl sequence from a random start, mixed (splitmix64). Not a secret. */
static void make_id(struct vd_http *http, char id[HTTP_ID_SIZE])
{
    uint64_t z = (atomic_fetch_add_explicit(&http->ids, 1, memory_order_relaxed)) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    z ^= z >> 31;
    unsigned char b[6];
    char hex[13];
    for (int i = 0; i < 6; i++)
        b[i] = (unsigned char)(z >> (8 * i));
    vd_hex(hex, b, sizeof b);
    snprintf(id, HTTP_ID_SIZE, "%.4s-%.4s-%.4s", hex, hex + 4, hex + 8);
}

/* libmicrohttpd 0.9 splits and unescapes the query once more, into 32 KiB a connection. Some 500 parameters do not fit: it then
 * neither answers nor lets the connection go, and a stop waits for it (docs/adr/0009). The text is the library's own read
 * buffer, so with the query cut off there it has nothing to split. */
static void spare_the_library(const char *uri)
{
    char *query = strncmp(MHD_get_version(), "0.", 2) ? NULL : strchr((char *)(uintptr_t)uri, '?');
    if (query)
        query[1] = 0;
}

void *http_on_target(void *cls, const char *uri, struct MHD_Connection *connection)
{
    struct vd_http *http = cls;
    size_t n = strlen(uri), keep = n <= HTTP_TARGET_MAX ? n : 0;
    struct http_exchange *ex = calloc(1, sizeof *ex + 2 * keep + 2);
    if (!ex)
        return NULL;
    ex->http = http;
    ex->connection = connection;
    ex->conn = conn_of(connection);
    ex->began = vd_clock_monotonic();
    ex->method = "-";
    ex->target_n = keep;
    memcpy(ex->target, uri, keep);
    make_id(http, ex->id);
    ex->rq.id = vd_str_of(ex->id);
    vd_buf_init(&ex->rq.body, HTTP_PAGE_MAX);
    if (n > keep)
        ex->refusal = (struct http_refusal){414, "La dirección es demasiado larga."};
    spare_the_library(uri);
    if (ex->conn)
        http_conn_set(ex->conn, HTTP_CONN_IDLE, (vd_us)http->config.header_seconds * HTTP_SECOND);
    return ex;
}

/* Paths are decoded in guard.c from the raw target; the library's own way would cut them at %00. */
size_t http_keep_escaped(void *cls VD_UNUSED, struct MHD_Connection *connection VD_UNUSED, char *text) { return strlen(text); }

/* A link that works once is as good as a password until it is used: its digits stay out of the log. */
static void hide_tokens(char *path)
{
    enum { TOKEN = 64, SHOWN = 6 };
    for (size_t n; *path; path += n ? n : 1) {
        n = strspn(path, "0123456789abcdefABCDEF");
        if (n >= TOKEN)
            memset(path + SHOWN, '*', n - SHOWN);
    }
}

static void log_request(const struct http_exchange *ex)
{
    bool health = ex->match.route && ex->match.route->route == vd_http_routes;
    if (ex->http->config.quiet && ex->status < 500)
        return;
    char status[16], bytes[24], us[24];
    snprintf(status, sizeof status, "%d", ex->status);
    snprintf(bytes, sizeof bytes, "%zu", ex->sent_bytes);
    snprintf(us, sizeof us, "%" PRId64, vd_clock_monotonic() - ex->began);
    char path[512];
    size_t n = strcspn(ex->target, "?"); /* queries may hold personal data */
    snprintf(path, sizeof path, "%.*s", (int)(n < 500 ? n : 500), ex->target);
    hide_tokens(path);
    vd_log(health && ex->status == 200 ? VD_LOG_DEBUG : VD_LOG_INFO, "request", "id", ex->id, "method", ex->method, "path", path,
           "status", status, "bytes", bytes, "us", us, ex->cache ? "cache" : NULL, ex->cache, NULL);
}

void http_on_completed(void *cls, struct MHD_Connection *connection VD_UNUSED, void **state, enum MHD_RequestTerminationCode code VD_UNUSED)
{
    struct vd_http *http = cls;
    struct http_exchange *ex = *state;
    *state = NULL;
    if (!ex)
        return;
    if (ex->status)
        log_request(ex);
    if (ex->conn)
        http_conn_set(ex->conn, HTTP_CONN_IDLE, (vd_us)http->config.keepalive_seconds * HTTP_SECOND);
    if (ex->response)
        MHD_destroy_response(ex->response);
    if (ex->keep.good) {
        MHD_destroy_response(ex->keep.page.full);
        MHD_destroy_response(ex->keep.page.not_modified);
    }
    atomic_fetch_sub(ex->spool.is_open ? &http->spool_bytes : &http->body_bytes, ex->reserved);
    http_spool_close(&ex->spool);
    atomic_fetch_sub(&http->filed, ex->filed);
    vd_buf_done(&ex->keep.key);
    vd_buf_done(&ex->body_in);
    vd_buf_done(&ex->rq.body);
    vd_arena_free(ex->rq.arena);
    free(ex);
}
