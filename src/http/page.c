/* SPDX-License-Identifier: Apache-2.0 */
/* From what a handler left in the request to the response: a page for the cache, one of its own, or an error page; and the
 * key under which a page is kept. */
#include <errno.h>
#include <sodium.h>
#include <unistd.h>
#include "http/internal.h"

const struct vd_route *const *vd_req_routes(const struct vd_req *rq) { return ((const struct http_exchange *)rq)->http->config.routes; }

static const char *allow_of(unsigned methods)
{
    bool get = methods & 1u << VD_GET, post = methods & 1u << VD_POST;
    return get && post ? "GET, HEAD, POST" : post ? "POST" : "GET, HEAD";
}

struct MHD_Response *http_error_response(struct http_exchange *ex, bool plain)
{
    struct vd_req *rq = &ex->rq;
    int status = ex->refusal.status;
    struct http_answer a = {.status = status, .cache_control = "no-store", .session = rq->new_session, .mark = rq->new_mark, .secure = ex->http->config.secure, .allow = status == 405 ? allow_of(ex->match.allow) : NULL,
                            .close = atomic_load(&ex->http->draining) || plain, .retry_after = status == 503 ? 5 : 0};
    if (ex->refusal.problem)
        rq->problem = vd_str_of(ex->refusal.problem);
    rq->problem_is_general = !rq->problem.n;
    if (rq->problem_is_general)
        rq->problem = vd_str_of(http_status_problem(status));
    vd_buf_done(&rq->body);
    vd_buf_init(&rq->body, HTTP_PAGE_MAX);
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
                                .session = rq->new_session, .mark = rq->new_mark, .secure = ex->http->config.secure, .scripted = ex->match.route && ex->match.route->route->scripted, .last_changed = rq->last_changed, .sandbox = rq->sandbox, .close = atomic_load(&ex->http->draining)};
}

/* What only some may see stays in nobody's cache: not in the browser's either, where the next person could go back to it. */
static bool is_private(const struct http_exchange *ex) { return ex->match.route && ex->match.route->route->access != VD_ACCESS_PUBLIC; }

/* Into ex->keep, from which they reach the cache once the answer is queued. `a` is what the page was sent with. */
static bool keep_page(struct http_exchange *ex, struct http_answer *a, struct MHD_Response *full)
{
    struct vd_req *rq = &ex->rq;
    struct http_keep *keep = &ex->keep;
    struct vd_buf nothing = {0};
    a->type = NULL, a->gzip = false, a->filename = (struct vd_str){0};
    keep->page.from = rq->today;
    keep->page.until = rq->valid_until.year ? rq->valid_until : rq->today;
    keep->page.full = full;
    keep->page.not_modified = full ? http_response(a, &nothing) : NULL;
    keep->good = keep->page.not_modified != NULL;
    if (full && !keep->good)
        MHD_destroy_response(full);
    return keep->good;
}

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
    return keep_page(ex, &a, http_response(&a, &rq->body));
}

/* ---- answers in a file */

static void close_file(void *arg)
{
    FILE **file = arg;
    if (*file)
        fclose(*file);
}

/* Where the file is to stand, so that it is closed with the request. */
static enum vd_err book_file(struct vd_req *rq, FILE ***ret)
{
    struct http_exchange *ex = (struct http_exchange *)rq;
    FILE **file = VD_NEW(rq->arena, FILE *);
    ex->filed = true;
    if (atomic_fetch_add(&ex->http->filed, 1) >= HTTP_FILED_MAX)
        return VD_RETRY; /* slow readers of long answers hold descriptors and disk */
    vd_arena_defer(rq->arena, close_file, file); /* before there is anything to lose */
    *ret = file;
    return VD_OK;
}

static enum vd_err open_file(struct vd_req *rq)
{
    FILE **file;
    VD_TRY(book_file(rq, &file));
    *file = rq->file = tmpfile();
    return rq->file ? VD_OK : errno == ENOSPC ? VD_NO_SPACE : errno == ENOMEM ? VD_NO_MEMORY : VD_IO;
}

enum vd_err vd_req_spill(struct vd_req *rq)
{
    VD_TRY(rq->body.failed ? VD_NO_MEMORY : VD_OK);
    if (!rq->file)
        VD_TRY(open_file(rq));
    struct vd_str held = vd_buf_view(&rq->body);
    if (fwrite(held.p, 1, held.n, rq->file) != held.n)
        return VD_NO_SPACE;
    vd_buf_clear(&rq->body);
    return VD_OK;
}

enum vd_err vd_req_send(struct vd_req *rq, int fd)
{
    FILE **file;
    enum vd_err err = book_file(rq, &file);
    if (err == VD_OK)
        *file = rq->file = fdopen(fd, "r");
    if (!rq->file)
        close(fd);
    if (err != VD_OK || !rq->file)
        return err != VD_OK ? err : VD_NO_MEMORY;
    return fseek(rq->file, 0, SEEK_END) ? VD_IO : VD_OK;
}

/* An answer in a file that is kept has a validator as random as its file: reading it all again to hash it would cost what is spared. */
static bool keep_filed(struct http_exchange *ex, struct http_answer *a, size_t n)
{
    unsigned char name[16];
    struct http_page *page = &ex->keep.page;
    randombytes_buf(name, sizeof name);
    http_etag(page->etag, (struct vd_str){(const char *)name, sizeof name}, false);
    a->etag = page->etag;
    page->filed = true;
    page->bytes = n;
    return keep_page(ex, a, http_response_file(a, fileno(ex->rq.file), n));
}

static enum vd_err make_filed(struct http_exchange *ex, bool keep)
{
    struct vd_req *rq = &ex->rq;
    struct http_answer a = answer_of(ex);
    char etag[2 + 64 + 1];
    a.cache_control = is_private(ex) ? "no-store" : "public, no-cache";
    if (rq->validator.n && rq->validator.n <= 64) {
        snprintf(etag, sizeof etag, "\"%.*s\"", VD_SARG(rq->validator));
        a.etag = etag;
    }
    if (a.etag && http_etag_listed(ex->headers.etags, etag)) {
        ex->status = a.status = 304;
        a.type = NULL, a.filename = (struct vd_str){0};
        ex->response = http_response(&a, &rq->body);
        return ex->response ? VD_OK : VD_NO_MEMORY;
    }
    if (rq->body.n)
        VD_TRY(vd_req_spill(rq));
    long n = fflush(rq->file) ? -1 : ftell(rq->file);
    if (n < 0)
        return VD_NO_SPACE;
    ex->sent_bytes = (size_t)n;
    if (keep && n <= HTTP_FILED_KEPT_BYTES)
        return keep_filed(ex, &a, (size_t)n) ? VD_OK : VD_NO_MEMORY;
    ex->response = http_response_file(&a, fileno(rq->file), (uint64_t)n);
    return ex->response ? VD_OK : VD_NO_MEMORY;
}

static bool make_own(struct http_exchange *ex)
{
    struct vd_req *rq = &ex->rq;
    struct http_answer a = answer_of(ex);
    char etag[40];
    bool stored = !ex->has_token && !ex->post && !is_private(ex);
    a.cache_control = stored ? "private, no-cache" : "no-store";
    if (stored && ex->status == 200) {
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

enum vd_err http_make_answer(struct http_exchange *ex, bool keep)
{
    struct vd_req *rq = &ex->rq;
    VD_TRY(rq->body.failed ? VD_NO_MEMORY : VD_OK);
    ex->status = rq->status ? rq->status : 200;
    keep = keep && ex->status == 200 && !ex->has_token && !atomic_load(&ex->http->draining);
    if (rq->file)
        return make_filed(ex, keep);
    if (keep)
        return make_kept(ex) ? VD_OK : VD_NO_MEMORY;
    return make_own(ex) ? VD_OK : VD_NO_MEMORY;
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
