/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of this room share. Nothing outside src/http includes it; nothing of libmicrohttpd leaves the room.
 *
 * The way of a request: exchange.c takes it from the library (on_target), then server.c (on_request); guard.c judges it
 * before its body, route.c finds its route, cache.c may answer it at once on the loop's thread; else the connection is
 * suspended and worker.c runs it: form.c, multipart.c and params.c fill the input, the handler leaves an answer, page.c and answer.c
 * make the response; the connection is resumed and the response queued. deadline.c closes whoever is too slow in any phase. */
#ifndef VD_HTTP_INTERNAL_H
#define VD_HTTP_INTERNAL_H
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include "http/http.h"

enum {
    HTTP_TARGET_MAX = 4096,      /* bytes of a request target */
    HTTP_HEADERS_MAX = 12 * 1024, /* bytes of names and values; the library itself ends at about 30 KiB */
    HTTP_HEADER_COUNT = 100,
    HTTP_SEGMENTS = 16,
    HTTP_QUERY_PARAMS = 64,
    HTTP_FORM_FIELDS = 2100, /* a box for each activity of the largest plan (PLAN_MAX_ACTIVITIES) */
    HTTP_KEY_MAX = 2048,         /* a longer cache key is not cached */
    HTTP_PAGE_MAX = 64 << 20,
    HTTP_FILED_MAX = 256,        /* requests at once whose answer is in a file: two descriptors and its bytes of disk each */
    HTTP_FILED_KEPT = 16,        /* such answers in the cache … */
    HTTP_FILED_KEPT_BYTES = 32 << 20, /* … and the bytes of one */
    HTTP_ID_SIZE = 15,           /* "8f2c-71aa-0d94" and NUL */
    HTTP_SESSION_HEX = 64,
    HTTP_MARK_HEX = 112,         /* of token.c */
    HTTP_MARK_DAYS = 183
};

#define HTTP_SECOND ((vd_us)1000000)
#define HTTP_COOKIE "veedor"
#define HTTP_COOKIE_MARK "veedor-equipo"
#define HTTP_COOKIE_PREFIX "__Host-"      /* browsers take this name over https only, from this host only (RFC 6265bis §4.1.3.2) */

/* ---- guard.c: pure judgement of a request's head */
struct http_refusal {
    int status;             /* 0: nothing to refuse */
    const char *problem;    /* Spanish sentence */
};
struct http_head {
    unsigned count, hosts, lengths, codings, types;
    size_t bytes;
    bool malformed, chunked, gzip, cross_site; /* cross_site: the browser says that another origin sends the form */
    bool handed_on;         /* a proxy says that it passes it on */
    int64_t length;         /* of the body; -1: no Content-Length */
    struct vd_str etags, type, host, origin, cookie, agent, forwarded; /* If-None-Match, Content-Type, Host, Origin, Cookie, User-Agent,
                               X-Forwarded-For; the library's memory, good until the request ends */
};
void http_head_init(struct http_head *head);
void http_head_add(struct http_head *head, struct vd_str name, struct vd_str value);
/* Asked for as localhost, 127.x.x.x or [::1], and not handed on by a proxy: neither another machine nor a name that was turned to here. */
bool http_head_from_here(const struct http_head *head);
/* False for a form that a page of another site sent (Origin, Sec-Fetch-Site); programs that send neither are let in: the
 * signed token is what they must bring. */
bool http_head_same_site(const struct http_head *head);
struct http_refusal http_head_check(const struct http_head *head, struct vd_str method, struct vd_str version);
/* Percent-decodes a path into out (as many bytes as raw suffice). Refuses what two programs could read differently. */
struct http_refusal http_path_decode(struct vd_str raw, char *out, struct vd_str *ret_path);
/* The value of our cookie of this name in a Cookie header: so many hexadecimal digits; absent: none, or none that could be ours. */
struct vd_str http_cookie(struct vd_str cookies, const char *name, size_t digits, bool secure);
/* Splits a raw target into path and query (absent without '?'), after refusing what is not an origin-form of visible ASCII. */
struct http_refusal http_target_split(struct vd_str target, struct vd_str *ret_path, struct vd_str *ret_query);
/* One %XX text; plus: '+' is a space. False: malformed, NUL, or not UTF-8. out needs in.n bytes. */
bool http_unescape(struct vd_str in, bool plus, char *out, struct vd_str *ret);

/* ---- route.c */
struct http_route {
    const struct vd_route *route;
    const char *const *names;    /* of the {parameters}, in order */
    int n_names, entity;         /* entity: which of them is {entidad}; -1: none */
    bool has_query, has_file;
    size_t form_max;             /* bytes a form of this route may have */
};
struct http_match {
    const struct http_route *route; /* NULL: none for the method */
    unsigned allow;              /* bits 1 << enum vd_method of all routes of the path; 0: no such path */
    int n;
    struct vd_str values[HTTP_SEGMENTS];
};
struct http_router;
VD_MUST struct http_router *http_router_new(const struct vd_route *const *tables, size_t max_body, size_t max_upload);
void http_router_free(struct http_router *router);
void http_router_find(const struct http_router *router, enum vd_method method, struct vd_str path, struct http_match *ret);

/* ---- params.c, multipart.c */
struct http_field {
    struct vd_str name, value, filename; /* filename absent: not a file */
};
struct http_fields { VD_LIST(struct http_field) list; };
/* problem: Spanish sentence in the arena. Decoded copies live in the arena; multipart bytes stay in the body. */
VD_MUST enum vd_err http_urlencoded(struct vd_arena *arena, struct vd_str text, size_t most, struct http_fields *ret, struct vd_str *ret_problem);
VD_MUST enum vd_err http_multipart(struct vd_arena *arena, struct vd_str type, struct vd_str body, size_t most, struct http_fields *ret, struct vd_str *ret_problem);
/* Fills the route's input. NOT_FOUND: a value of the path does not fit; INVALID or TOO_BIG: another one. "token" is skipped. */
VD_MUST enum vd_err http_params_fill(struct vd_arena *arena, const struct http_match *match, const struct http_fields *query,
                                     const struct http_fields *form, void *input, vd_wrongs *ret_wrong /* of routes that keep their form */, struct vd_str *ret_problem);
/* The canonical text of path and declared query parameters. False: too long or a value that no page has. */
bool http_params_key(const struct http_match *match, struct vd_str path, const struct http_fields *query, struct vd_buf *key);
struct vd_str http_fields_hash(struct vd_arena *arena, struct vd_str path, const struct http_fields *form); /* SHA-256 of where it goes and of all but the token */

/* ---- token.c */
/* bound: the session the form belongs to; absent: of a public page. */
struct vd_str http_token_make(struct vd_arena *arena, const unsigned char key[32], const char *route, struct vd_str bound, vd_us now);
enum http_token_state { HTTP_TOKEN_OK, HTTP_TOKEN_BAD, HTTP_TOKEN_EARLY, HTTP_TOKEN_LATE };
enum http_token_state http_token_read(const unsigned char key[32], const char *route, struct vd_str bound, struct vd_str token, vd_us now,
                                      vd_us least, vd_us most, unsigned char ret_nonce[16]);
vd_us http_token_at(struct vd_str token); /* when it was made, whoever made it; 0: it is no token */

/* ---- spool.c: the body of a form that brings a file, on the disk */
struct http_spool { int fd; bool is_open; size_t n; void *map; };
bool http_spool_open(struct http_spool *spool, const char *folder);   /* false: there is no room, or no such folder */
bool http_spool_put(struct http_spool *spool, const char *p, size_t n); /* false: the disk is full or broken */
bool http_spool_view(struct http_spool *spool, struct vd_str *ret);   /* all of it, good until it is closed; false: no memory */
void http_spool_close(struct http_spool *spool);

/* ---- deadline.c: one entry a connection; the reaper shuts sockets, the library closes them */
enum http_conn_state { HTTP_CONN_IDLE, HTTP_CONN_BODY, HTTP_CONN_WORK, HTTP_CONN_SEND };
struct http_conn {
    struct http_conn *prev, *next;
    int fd;
    _Atomic vd_us deadline;      /* monotonic; INT64_MAX: none */
    atomic_int state;
};
struct http_reaper {
    pthread_mutex_t lock;
    pthread_t thread;
    struct http_conn head;       /* ring */
    unsigned count;
    atomic_bool stop;
};
VD_MUST enum vd_err http_reaper_start(struct http_reaper *reaper);
void http_reaper_stop(struct http_reaper *reaper);
VD_MUST struct http_conn *http_conn_add(struct http_reaper *reaper, int fd, vd_us deadline);
void http_conn_remove(struct http_reaper *reaper, struct http_conn *conn);
void http_conn_set(struct http_conn *conn, enum http_conn_state state, vd_us from_now); /* 0: without deadline */
unsigned http_conn_count(struct http_reaper *reaper);
void http_conn_shut(struct http_reaper *reaper, bool idle_only); /* all but those in work */

/* ---- answer.c */
struct http_answer {
    int status;
    const char *type, *cache_control, *etag, *allow;
    struct vd_str session, mark; /* vd_req.new_session, new_mark */
    bool secure, scripted;       /* scripted: vd_route.scripted */
    struct vd_str location, filename;
    vd_us last_changed;
    bool gzip, close, vary, sandbox;
    int retry_after;             /* seconds; 0: none */
};
/* Takes `body` (malloc'ed; left empty). NULL: no memory. */
struct MHD_Response *http_response(const struct http_answer *answer, struct vd_buf *body);
struct MHD_Response *http_response_fixed(const struct http_answer *answer, const void *p, size_t n); /* the bytes outlive the server */
struct MHD_Response *http_response_file(const struct http_answer *answer, int fd, uint64_t n); /* keeps a descriptor of its own */
void http_plain_page(struct vd_buf *out, int status, struct vd_str problem, struct vd_str id);
const char *http_status_problem(int status);   /* Spanish sentence */
bool http_gzip(struct vd_buf *body);           /* false: left as it was */
void http_etag(char out[40], struct vd_str body, bool gzip);
bool http_etag_listed(struct vd_str list, const char *etag);
bool http_compressible(const char *type);

/* ---- limit.c: how often somebody did something lately, without knowing who */
struct http_limits;
VD_MUST struct http_limits *http_limits_new(void);
void http_limits_free(struct http_limits *limits);
bool http_limit(struct http_limits *limits, const char *what, struct vd_str who, int most, int seconds, vd_us now);
/* Who sent it: the address of the connection, or, when that is one of the proxies, the last address of `forwarded` that is not. IPv6
 * is cut to /64. */
struct vd_str http_client(struct vd_arena *arena, struct vd_str peer, struct vd_str forwarded, struct vd_str proxies);

/* ---- static.c */
struct http_file;
VD_MUST struct http_file *http_files_new(const struct vd_asset *assets);
void http_files_free(struct http_file *files);
/* NULL: no such file. The response belongs to the table. */
struct MHD_Response *http_files_find(const struct http_file *files, struct vd_str path, const struct http_head *head, int *ret_status, size_t *ret_bytes);

/* ---- cache.c */
struct http_cache;
struct http_page {               /* what is kept of a page; the cache owns one reference to each response */
    struct MHD_Response *full, *not_modified;
    char etag[40];
    size_t bytes;
    bool filed;                  /* its bytes are in a file */
    struct vd_date from, until;  /* days in Bogotá it stands */
};
VD_MUST struct http_cache *http_cache_new(size_t bytes);
void http_cache_free(struct http_cache *cache);
/* Calls use() under the lock with the page that is good for this version and day, if there is one. */
bool http_cache_use(struct http_cache *cache, struct vd_str key, int64_t version, struct vd_date today,
                    void (*use)(void *arg, const struct http_page *page), void *arg);
void http_cache_put(struct http_cache *cache, struct vd_str key, int64_t version, const struct http_page *page); /* takes the responses */

/* ---- the server */
struct http_thread { struct vd_http *http; struct vd_db *db; };
enum http_phase { HTTP_NEW, HTTP_TAKE_BODY, HTTP_IN_WORK, HTTP_DONE, HTTP_SENT };
struct http_exchange {
    struct vd_req rq;            /* first: the handler's vd_req is the exchange */
    struct vd_http *http;
    struct MHD_Connection *connection;
    struct http_conn *conn;
    atomic_int phase;
    bool head, post;
    struct http_head headers;
    struct http_match match;
    struct http_refusal refusal; /* answered with an error page instead of the handler */
    char id[HTTP_ID_SIZE];
    const char *method;          /* constant, for the log */
    struct vd_str raw_path, raw_query;
    struct vd_buf body_in;
    struct http_spool spool;     /* instead of body_in, for forms that bring a file */
    size_t taken, reserved;      /* bytes of the body that came; bytes booked in the server's budget (memory or, with a spool, disk) */
    vd_us began;                 /* monotonic */
    bool has_token, later_pending, filed;
    enum vd_err (*then)(struct vd_req *rq);
    atomic_int parties;          /* of a vd_req_later: the handler's return and vd_req_ready */
    struct http_exchange *next;  /* in the workers' queue */
    struct MHD_Response *response; /* to be queued; NULL when `keep` has it */
    struct http_keep { struct vd_buf key; int64_t version; struct http_page page; bool good; } keep; /* goes to the cache once queued */
    int status;                  /* of the response */
    size_t sent_bytes;
    const char *cache;           /* "hit", "miss" or NULL, for the log */
    size_t target_n;
    char target[];               /* the raw target, NUL, and as much again for the decoded path */
};
enum { HTTP_PAGES, HTTP_DOOR, HTTP_WIDE, HTTP_LANES }; /* whose requests a worker takes: struct vd_route says so */
struct http_workers {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct http_lane { struct http_exchange *first, *last; int now, most, waiting; } lanes[HTTP_LANES]; /* now: being run */
    bool stop;
    int n;
    pthread_t *threads;
};
struct vd_http {
    struct vd_http_config config; /* with the defaults filled in */
    struct MHD_Daemon *daemon;
    struct http_router *router;
    struct http_cache *cache;
    struct http_file *files;
    struct http_limits *limits;
    struct http_reaper reaper;
    struct http_workers workers;
    pthread_key_t loop_key;      /* struct http_thread of each loop thread */
    int listen_fd, port;
    atomic_bool draining;
    atomic_size_t body_bytes, spool_bytes; /* held by all bodies together, in memory and on the disk */
    atomic_uint filed;           /* requests whose answer is in a file */
    atomic_uint_fast64_t ids;
    void (*on_drained)(void *);
    void *on_drained_arg;
};

/* form.c: the fields of a POST, once its token is good. On the worker; DENIED: the token is not, INVALID or TOO_BIG: the fields, and
 * rq.problem says so. The fields stay as long as the arena and the body. */
VD_MUST enum vd_err http_form_read(struct http_exchange *ex, struct http_fields *ret);
VD_MUST enum vd_err http_workers_start(struct vd_http *http);
void http_workers_stop(struct vd_http *http);
void http_workers_push(struct vd_http *http, struct http_exchange *ex);
void http_thread_close(struct http_thread *thread);
struct vd_db *http_thread_db(struct http_thread *thread);   /* opened at first need; NULL: no database now */
struct vd_str http_match_scope(const struct http_match *match);
bool http_exchange_key(struct http_exchange *ex, struct vd_buf *key); /* cache key with the form; false: not cached */
VD_MUST enum vd_err http_make_answer(struct http_exchange *ex, bool keep); /* of what the handler left; keep: for the cache */
struct MHD_Response *http_error_response(struct http_exchange *ex, bool plain); /* of ex->refusal; plain: without the application's page */
void http_exchange_done(struct http_exchange *ex);          /* the response is there: wake the connection */

/* exchange.c and server.c: the library's callbacks */
void http_on_connection(void *cls, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode code);
void *http_on_target(void *cls, const char *uri, struct MHD_Connection *connection);
size_t http_keep_escaped(void *cls, struct MHD_Connection *connection, char *text);
enum MHD_Result http_on_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                                const char *data, size_t *n, void **state);
void http_on_completed(void *cls, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code);
#endif
