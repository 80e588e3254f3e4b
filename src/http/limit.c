/* SPDX-License-Identifier: Apache-2.0 */
/* How often somebody did something lately. Who it was is a SipHash of the address under a key that lives in memory and changes every
 * day, so that nothing here can be traced back to a person (Ley 1581 de 2012): no address is kept, written or logged. A window
 * begins with the first act and holds a count; the table has a fixed size and lets go of the oldest window. */
#include <arpa/inet.h>
#include <sodium.h>
#include "http/internal.h"

enum { BUCKETS = 1024, WAYS = 8 };
static const vd_us KEY_KEPT = 86400 * HTTP_SECOND;

struct window { uint64_t who; vd_us began; int count; };
struct http_limits {
    pthread_mutex_t lock;
    unsigned char key[crypto_shorthash_KEYBYTES];
    vd_us key_since;
    struct window windows[BUCKETS][WAYS];
};

struct http_limits *http_limits_new(void)
{
    struct http_limits *limits = calloc(1, sizeof *limits);
    if (limits)
        pthread_mutex_init(&limits->lock, NULL);
    return limits;
}

void http_limits_free(struct http_limits *limits) { free(limits); }

static void renew_key(struct http_limits *limits, vd_us now)
{
    if (limits->key_since && now - limits->key_since < KEY_KEPT)
        return;
    memset(limits->windows, 0, sizeof limits->windows);
    crypto_shorthash_keygen(limits->key);
    limits->key_since = now;
}

static uint64_t name_of(const struct http_limits *limits, const char *what, struct vd_str who)
{
    unsigned char text[256];
    uint64_t hash;
    size_t most = sizeof text - 1;
    int n = snprintf((char *)text, sizeof text, "%s %.*s", what, VD_SARG(who));
    crypto_shorthash((unsigned char *)&hash, text, (size_t)n < most ? (size_t)n : most, limits->key);
    return hash;
}

/* Its window, or the oldest of its bucket emptied for it. */
static struct window *window_of(struct http_limits *limits, uint64_t who, vd_us now, vd_us length)
{
    struct window *ways = limits->windows[who % (uint64_t)BUCKETS], *oldest = ways;
    for (int i = 0; i < WAYS; i++) {
        if (ways[i].who == who && ways[i].began && now - ways[i].began < length)
            return &ways[i];
        if (ways[i].began < oldest->began)
            oldest = &ways[i];
    }
    *oldest = (struct window){.who = who, .began = now};
    return oldest;
}

bool http_limit(struct http_limits *limits, const char *what, struct vd_str who, int most, int seconds, vd_us now)
{
    pthread_mutex_lock(&limits->lock);
    renew_key(limits, now);
    struct window *w = window_of(limits, name_of(limits, what, who), now, seconds * HTTP_SECOND);
    bool within = w->count < most;
    w->count += within;
    pthread_mutex_unlock(&limits->lock);
    return within;
}

/* ---- who sent it */

static bool listed(struct vd_str list, struct vd_str address)
{
    struct vd_str item;
    while (vd_str_split(&list, ',', &item))
        if (vd_str_eq(vd_str_trim(item), address))
            return true;
    return false;
}

/* One text for one sender: an IPv4 address inside of IPv6 is that address, any other IPv6 its /64, which one subscriber has whole. */
static struct vd_str canonical(struct vd_arena *arena, struct vd_str text)
{
    unsigned char six[16];
    char out[INET6_ADDRSTRLEN];
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    if (inet_pton(AF_INET6, vd_str_c(arena, text), six) != 1)
        return text;
    if (!memcmp(six, mapped, sizeof mapped))
        return inet_ntop(AF_INET, six + 12, out, sizeof out) ? vd_str_dup(arena, vd_str_of(out)) : text;
    memset(six + 8, 0, 8);
    return inet_ntop(AF_INET6, six, out, sizeof out) ? vd_str_dup(arena, vd_str_of(out)) : text;
}

static struct vd_str last_of(struct vd_str *list)
{
    size_t at = list->n;
    while (at > 0 && list->p[at - 1] != ',')
        at--;
    struct vd_str last = vd_str_trim(vd_str_sub(*list, at, list->n));
    list->n = at > 0 ? at - 1 : 0;
    return last;
}

struct vd_str http_client(struct vd_arena *arena, struct vd_str peer, struct vd_str forwarded, struct vd_str proxies)
{
    struct vd_str who = peer;
    while (forwarded.n && listed(proxies, who))
        who = last_of(&forwarded);
    return canonical(arena, who.n ? who : peer);
}

bool vd_req_limit(struct vd_req *rq, const char *what, int most, int seconds)
{
    struct http_exchange *ex = (struct http_exchange *)rq;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(ex->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char text[INET6_ADDRSTRLEN] = "";
    if (info && info->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr, text, sizeof text);
    else if (info && info->client_addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)info->client_addr)->sin6_addr, text, sizeof text);
    struct vd_str who = http_client(rq->arena, canonical(rq->arena, vd_str_of(text)), ex->headers.forwarded, vd_str_of(ex->http->config.proxies));
    return http_limit(ex->http->limits, what, who, most, seconds, rq->now);
}
