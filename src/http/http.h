/* SPDX-License-Identifier: Apache-2.0 */
/* The web server. libmicrohttpd is hidden wholly inside this room. A feature gives a const table of routes; the room guards
 * the request, routes it, parses the declared parameters into a typed struct, answers from the page cache on the loop
 * thread, or runs the handler on a worker, and writes the security headers, ETag, compression, HEAD and error pages. */
#ifndef VD_HTTP_H
#define VD_HTTP_H
#include "base/base.h"

struct vd_req;
struct vd_db;
struct vd_asset;

enum vd_method { VD_GET = 1, VD_POST };   /* HEAD is answered from GET */
enum vd_access {
    VD_ACCESS_UNSET = 0,   /* a route with it stops the start-up */
    VD_ACCESS_PUBLIC,      /* anybody, without account */
    VD_ACCESS_PERSON,      /* whoever signed in */
    VD_ACCESS_RIGHT        /* who has the route's `right`, in the entity of {entidad} or, without one, in the installation */
};

enum vd_param_from { VD_FROM_PATH = 1, VD_FROM_QUERY, VD_FROM_FORM };
enum vd_param_kind {
    VD_P_TEXT = 1,  /* struct vd_str, valid UTF-8, trimmed, at most max bytes; from a query, max characters */
    VD_P_INT,       /* struct vd_oint, min..max */
    VD_P_INTS,      /* vd_ints: each min..max, in the order they came; form only: the boxes that were ticked */
    VD_P_SLUG,      /* struct vd_str of a-z 0-9 - . , at most max */
    VD_P_CHOICE,    /* struct vd_str, one of choices */
    VD_P_FILE       /* struct vd_upload, at most max bytes (multipart, form only). The bytes lie on the disk, mapped: good until the
                       request ends */
};
typedef VD_LIST(int64_t) vd_ints;
static inline bool vd_ints_has(const vd_ints *list, int64_t n)
{
    VD_EACH(i, list)
        if (*i == n)
            return true;
    return false;
}
struct vd_upload { struct vd_str name; struct vd_str bytes; };

struct vd_param {
    const char *name;
    enum vd_param_from from;
    enum vd_param_kind kind;
    size_t offset;               /* in the route's input struct */
    int64_t min, max;
    const char *const *choices;  /* NULL-terminated */
    bool required;               /* a missing one: 404 in a path, 400 elsewhere */
    bool secret;                 /* a password or a code: vd_req_typed gives it to nobody */
    const char *label;           /* Spanish: what the form calls it, for messages; NULL: its name */
    const char *about;           /* English, for `veedor routes` and the description */
};
#define VD_PARAM(input, member, source, type, ...) \
    {.name = #member, .from = (source), .kind = (type), .offset = offsetof(struct input, member), __VA_ARGS__}
/* The {entidad} of the path, which is the scope of the request. */
#define VD_PARAM_ENTITY(input) VD_PARAM(input, entidad, VD_FROM_PATH, VD_P_SLUG, .max = 40, .required = true, .about = "slug of the entity")

struct vd_route {
    enum vd_method method;
    const char *path;            /* "/{entidad}/plan/{vigencia}/actividades.csv"; a {name} takes one segment, may have a literal tail */
    enum vd_access access;
    const char *right;           /* with VD_ACCESS_RIGHT, and only then: code of the right (core/rights.h) */
    const struct vd_param *params; /* ends with name NULL; may be NULL. Undeclared query parameters do not exist; in forms they are refused */
    size_t input_size;
    enum vd_err (*handler)(struct vd_req *rq);
    bool cached;                 /* GET only: bytes kept while the scope's public version stands (scope: the first {entidad}, else all) */
    bool keeps_form;             /* POST: a field that does not fit comes to the handler, with vd_req.wrong, instead of ending the request */
    bool scripted;               /* its pages bring a script of ours (web/): the policy lets it run and ask this server */
    bool wide;                   /* costs much more than a page, whoever asks: only half of the workers run such at once */
    bool door;                   /* hashes a password, one at a time: a queue of its own, so that neither pages nor costly addresses wait for a guesser */
    const void *extra;           /* what the handler needs to know of its route: a handler that serves several */
    const char *summary;         /* English, one line */
};

/* Row of a table: a public page or list, kept in the cache. */
#define VD_PAGE(input, route_path, parameters, fn, about) \
    {.method = VD_GET, .path = (route_path), .access = VD_ACCESS_PUBLIC, .params = (parameters), .input_size = sizeof(struct input), \
     .handler = (fn), .cached = true, .summary = (about)}

/* What is wrong with a field of a form. */
struct vd_wrong { struct vd_str field, said; }; /* name of the parameter; Spanish sentence */
typedef VD_LIST(struct vd_wrong) vd_wrongs;

/* A request as a handler sees it. Input is checked; the answer is what the handler leaves here. */
struct vd_req {
    struct vd_arena *arena;
    struct vd_db *db;            /* this worker's read connection, inside one read transaction */
    void *services;              /* the application's (app/): writer, files, settings */
    const struct vd_route *route;
    const void *input;           /* the route's input struct */
    vd_us now;
    struct vd_date today;        /* in Bogotá */
    struct vd_str id;            /* "8f2c-71aa-0d94": on every log line and error page */
    struct vd_str path;          /* decoded, valid UTF-8 */
    struct vd_str scope;         /* value of {entidad}; empty: the route has none */
    struct vd_str session;       /* the browser's session cookie, 64 hexadecimal digits; absent: none */
    struct vd_str mark;          /* the cookie of a browser that somebody signed in with before; absent: none. Read it with vd_req_marked */
    const void *who;             /* routes that are not public: what `admit` found of the person */
    struct vd_str agent;         /* User-Agent, as it came; absent: none */
    struct vd_str host;          /* Host, well formed but whatever was asked: good only to say an address back to who asked; absent: none */
    vd_wrongs wrong;             /* keeps_form: fields that do not fit, in the order of the route's parameters */
    struct vd_str nonce;         /* POST: 16 bytes of the form's signed token: the idempotency key */
    vd_us form_at;               /* POST: when its form was given out */
    bool stale;                  /* keeps_form: its form was given out to another session, or long ago. `wrong` says so, and what it asks must
                                    not be done: it is shown again, to be looked at and sent */
    struct vd_str body_hash;     /* POST: SHA-256 of the path and the parsed fields */
    void *errand;                /* what waits for the writer, between vd_req_later and `then`: the handler's */
    /* the answer */
    int status;                  /* 200 unless set */
    const char *type;            /* "text/html; charset=utf-8" unless set */
    struct vd_buf body;
    FILE *file;                  /* vd_req_spill or vd_req_send made it: the answer is what it holds, then body */
    struct vd_str location;      /* with 302/303/308 */
    struct vd_str filename;      /* Content-Disposition: attachment */
    struct vd_str problem;       /* with an error: one Spanish sentence for the person */
    bool problem_is_general;     /* nobody said one: it is that of the status */
    struct vd_str way_out;       /* with an error: address of ours, percent-encoded, worth offering; may be empty */
    bool query_is_wrong;         /* with an error: the page stands, what its query asks for does not */
    struct vd_str new_session;   /* 64 hexadecimal digits: the browser gets this session cookie; empty but present: it loses the one it has */
    struct vd_str new_mark;      /* vd_req_mark made it: the browser is known from now on */
    struct vd_date valid_until;  /* a cached page stands at most until this day; no date: the day of today */
    vd_us last_changed;          /* Last-Modified; 0: none */
    struct vd_str validator;     /* with vd_req_send: ETag of what is sent, hexadecimal digits, at most 64; absent: none */
    bool sandbox;                /* what somebody brought: a browser that opens it all the same runs and loads nothing (CSP sandbox) */
};

/* Handlers return VD_OK with an answer, or an error that becomes a page: NOT_FOUND 404, INVALID 400, CONFLICT 409, DENIED 403,
 * TOO_BIG 413, NO_SPACE and NO_MEMORY and RETRY 503, the rest 500. */

/* Puts what body holds to the end of the answer's file, made at the first call, without a name and closed with the request, and
 * empties body: for answers of any length in constant memory. A few such answers are kept in the cache, with their files, but never
 * compressed. VD_NO_SPACE; VD_RETRY: too many are on their way. */
VD_MUST enum vd_err vd_req_spill(struct vd_req *rq);

/* The answer is this open file, from its begin to its end, streamed. Takes fd, also when it fails. VD_RETRY: too many are on their way. */
VD_MUST enum vd_err vd_req_send(struct vd_req *rq, int fd);

/* Every route of the server: NULL-terminated list of tables that end with path NULL. */
const struct vd_route *const *vd_req_routes(const struct vd_req *rq);

/* ---- writing: the handler prepares a job for the writer, says how to go on, pushes the job and returns VD_OK; the job's
 * done() calls vd_req_ready, and `then` runs on a worker and leaves the answer. Exactly one vd_req_ready for each vd_req_later.
 * vd_req_ready may come before the handler has returned. A handler that returns an error takes its vd_req_later back, and must
 * not have pushed (a full queue: return VD_RETRY). Allocate nothing between vd_req_later and the return: an arena that runs out
 * in there waits for the vd_req_ready, because the job may still use the request's memory. */
void vd_req_later(struct vd_req *rq, enum vd_err (*then)(struct vd_req *rq));
void vd_req_ready(struct vd_req *rq);

/* Signed token of a form (route, time, 128-bit nonce), for a hidden field named "token". Pages with one are not cached. In a page that
 * is not public it is good for this session only, and only for routes that are not public either. */
struct vd_str vd_form_token(struct vd_req *rq, const char *route_path);

/* A browser that somebody signed in with is known by a signed cookie of its own, for half a year (OWASP, "device cookies"): it opens nothing;
 * its wrong tries are counted apart, so that a stranger who guesses does not lock the person out of it. */
void vd_req_mark(struct vd_req *rq, struct vd_str whose);                               /* gives it one */
/* False: the browser has none, or another person's. ret: 16 bytes that tell this browser from others. */
bool vd_req_marked(struct vd_req *rq, struct vd_str whose, struct vd_str *ret);

/* What a form brought in declared fields that are no secret, whatever its token and its values are worth: to be shown to who sent it. Of a
 * file: its name. VD_INVALID, VD_TOO_BIG: it is no form. */
struct vd_typed { const struct vd_param *param; struct vd_str value; };
typedef VD_LIST(struct vd_typed) vd_typed_fields;
VD_MUST enum vd_err vd_req_typed(struct vd_req *rq, vd_typed_fields *ret);
/* The address of the request as it came: path and query, visible ASCII. */
struct vd_str vd_req_target(const struct vd_req *rq);

/* One more thing wrong with a field; handlers add what they find themselves. */
VD_PRINTF(3, 4) void vd_req_wrong(struct vd_req *rq, const char *field, const char *fmt, ...);

/* False when whoever sent the request did this more than `most` times in the last `seconds`; each call counts. Who that is (an
 * address, of IPv6 its /64; of a trusted proxy the one it names) is kept as a keyed hash in memory, with a key that changes every day.
 * When the table is full the oldest makes room. */
bool vd_req_limit(struct vd_req *rq, const char *what, int most, int seconds);

/* ---- the server */
struct vd_http_config {
    const char *listen;              /* "127.0.0.1:8080"; port 0: any */
    bool next_free_port;             /* try the following 20 ports when taken */
    const struct vd_route *const *routes; /* NULL-terminated list of tables that end with path NULL */
    const struct vd_asset *assets;   /* embedded files (html/assets.h), ends with path NULL; may be NULL */
    void *services;
    int workers, loops;              /* threads; 0: defaults */
    size_t cache_bytes;              /* 0: default 32 MiB */
    size_t request_arena;            /* bytes; 0: default 16 MiB */
    size_t max_body;                 /* bytes of a form without file; 0: default 22 MiB */
    size_t max_upload;               /* bytes of a form with one; 0: default 104 MiB */
    const char *spool;               /* folder in which forms with a file are kept while they arrive, without a name; NULL: /tmp */
    int header_seconds, body_seconds, keepalive_seconds, drain_seconds; /* 0: defaults 10, 60, 30, 10 */
    int send_seconds;                /* to take an answer; 0: default 30; and one second more for each send_rate bytes */
    int body_rate, send_rate;        /* bytes/s a client must at least reach; 0: defaults 64 and 16 KiB/s */
    unsigned char form_key[32];
    int form_min_seconds, form_max_seconds; /* age of a form's token; 0: no least age, at most 24 h */
    bool quiet;                      /* no access log (benches); problems are still logged */
    /* Per-thread context: a read connection. Called on each loop and worker thread. */
    struct vd_db *(*thread_open)(void *services);
    void (*thread_close)(void *services, struct vd_db *db);
    enum vd_err (*read_begin)(struct vd_db *db);   /* one read transaction a request */
    void (*read_end)(struct vd_db *db);
    void (*recover)(struct vd_db *db);             /* after an arena unwind or a lost connection */
    /* Public version; cheap, and it blocks for nothing: loop threads ask it. db: this thread's, or NULL on the loops with loops_apart. */
    enum vd_err (*version)(void *arg, struct vd_db *db, struct vd_str scope, int64_t *ret);
    void *version_arg;
    bool loops_apart;                /* the loops have no connection: a database that is silent must not stop them */
    /* May this request have its route? Asked, in the read transaction, before anything of a route that is not public is read. Leaves
     * rq->who. With another answer than VD_OK that answer is given; with rq->status set it is an answer of its own (303 to the sign-in, 401
     * with a page that keeps what was typed). */
    enum vd_err (*admit)(struct vd_req *rq);
    bool secure;                     /* browsers come by https: the cookie is for https only, and they are told to stay there (HSTS) */
    bool only_here;                  /* answers who asks for this machine by its own name or address and straight: a demonstration shows passwords */
    const char *proxies;             /* addresses whose X-Forwarded-For is believed, separated by commas; NULL: none */
    /* Body of an error page (HTML); the room's own plain page is used when it is NULL or fails. */
    void (*error_page)(struct vd_req *rq, int status);
};
struct vd_http;
/* VD_INVALID: the address is no address; VD_IO: it cannot be used. */
VD_MUST enum vd_err vd_http_start(const struct vd_http_config *config, struct vd_http **ret, struct vd_str *ret_reason /* Spanish, static or leaked once */);
int vd_http_port(const struct vd_http *http);
void vd_http_stop(struct vd_http *http);   /* quiesce, refuse new writes (503), drain, then stop; the caller stops the writer via on_drained */
/* Order of stop (life.c): connections drained → writer stopped → daemon stopped. */
void vd_http_on_drained(struct vd_http *http, void (*fn)(void *), void *arg);

/* What the room itself answers beside the tables of the features: GET /salud, and the embedded files. */
extern const struct vd_route vd_http_routes[];
const char *vd_http_asset_path(const struct vd_asset *assets, size_t i); /* NULL past the last */

/* Start-up check of a route table: access set, parameters declared, patterns well formed. Returns NULL or an English reason. */
const char *vd_routes_problem(const struct vd_route *const *routes);
#endif
