/* SPDX-License-Identifier: Apache-2.0 */
/* The page cache: hash table and one list in the order of use, bounded in bytes. A page is good while its scope's public
 * version is the one it was rendered from and the day lies in its span. The version is read before the page's read
 * transaction begins, so a page may be newer than its number, never older. Responses are counted by the library: a page that
 * is dropped while it is being sent lives on until it is sent. */
#include <sodium.h>
#include "http/internal.h"

enum { BUCKETS = 4096 };

struct entry {
    struct entry *chain;         /* same bucket */
    struct entry *newer, *older;
    uint64_t hash;
    int64_t version;
    struct http_page page;
    size_t cost;
    size_t key_n;
    char key[];
};
struct http_cache {
    pthread_mutex_t lock;
    size_t most, held;
    int filed;                   /* pages whose bytes are in a file */
    unsigned char seed[crypto_shorthash_KEYBYTES];
    struct entry *newest, *oldest;
    struct entry *buckets[BUCKETS];
};

struct http_cache *http_cache_new(size_t bytes)
{
    struct http_cache *cache = calloc(1, sizeof *cache);
    if (!cache)
        return NULL;
    cache->most = bytes;
    crypto_shorthash_keygen(cache->seed);
    pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

static uint64_t hash_of(const struct http_cache *cache, struct vd_str key)
{
    uint64_t hash;
    crypto_shorthash((unsigned char *)&hash, (const unsigned char *)key.p, key.n, cache->seed);
    return hash;
}

static void unlink_use(struct http_cache *cache, struct entry *e)
{
    *(e->newer ? &e->newer->older : &cache->newest) = e->older;
    *(e->older ? &e->older->newer : &cache->oldest) = e->newer;
}

static void link_newest(struct http_cache *cache, struct entry *e)
{
    e->newer = NULL;
    e->older = cache->newest;
    *(e->older ? &e->older->newer : &cache->oldest) = e;
    cache->newest = e;
}

static void release(const struct http_page *page)
{
    MHD_destroy_response(page->full);
    MHD_destroy_response(page->not_modified);
}

static void drop(struct http_cache *cache, struct entry *e)
{
    struct entry **at = &cache->buckets[e->hash % BUCKETS];
    while (*at != e)
        at = &(*at)->chain;
    *at = e->chain;
    unlink_use(cache, e);
    cache->held -= e->cost;
    cache->filed -= e->page.filed;
    release(&e->page);
    free(e);
}

void http_cache_free(struct http_cache *cache)
{
    if (!cache)
        return;
    while (cache->newest)
        drop(cache, cache->newest);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

static struct entry *find(struct http_cache *cache, struct vd_str key, uint64_t hash)
{
    struct entry *e = cache->buckets[hash % BUCKETS];
    while (e && !(e->hash == hash && e->key_n == key.n && memcmp(e->key, key.p, key.n) == 0))
        e = e->chain;
    return e;
}

static bool stands(const struct entry *e, int64_t version, struct vd_date today)
{
    int64_t day = vd_date_days(today);
    return e->version == version && vd_date_days(e->page.from) <= day && day <= vd_date_days(e->page.until);
}

bool http_cache_use(struct http_cache *cache, struct vd_str key, int64_t version, struct vd_date today,
                    void (*use)(void *arg, const struct http_page *page), void *arg)
{
    uint64_t hash = hash_of(cache, key);
    pthread_mutex_lock(&cache->lock);
    struct entry *e = find(cache, key, hash);
    bool good = e && stands(e, version, today);
    if (good) {
        if (cache->newest != e) {
            unlink_use(cache, e);
            link_newest(cache, e);
        }
        use(arg, &e->page);
    } else if (e) {
        drop(cache, e);
    }
    pthread_mutex_unlock(&cache->lock);
    return good;
}

static void drop_oldest_filed(struct http_cache *cache)
{
    struct entry *e = cache->oldest;
    while (!e->page.filed)
        e = e->newer;
    drop(cache, e);
}

void http_cache_put(struct http_cache *cache, struct vd_str key, int64_t version, const struct http_page *page)
{
    size_t cost = sizeof(struct entry) + key.n + (page->filed ? 0 : page->bytes) + 2048; /* headers of both responses */
    struct entry *e = cost <= cache->most / 4 ? malloc(sizeof *e + key.n) : NULL;
    if (!e) {
        release(page);
        return;
    }
    *e = (struct entry){.hash = hash_of(cache, key), .version = version, .page = *page, .cost = cost, .key_n = key.n};
    memcpy(e->key, key.p, key.n);
    pthread_mutex_lock(&cache->lock);
    struct entry *old = find(cache, key, e->hash);
    if (old)
        drop(cache, old);
    while (cache->held + cost > cache->most)
        drop(cache, cache->oldest);
    if (page->filed && cache->filed == HTTP_FILED_KEPT)
        drop_oldest_filed(cache);
    e->chain = cache->buckets[e->hash % BUCKETS];
    cache->buckets[e->hash % BUCKETS] = e;
    link_newest(cache, e);
    cache->held += cost;
    cache->filed += page->filed;
    pthread_mutex_unlock(&cache->lock);
}
