/* SPDX-License-Identifier: Apache-2.0 */
/* Where the database may be slow or silent (PostgreSQL), no loop thread asks it anything: one thread has a connection, hears of each
 * commit, and keeps the public versions of all entities. What it knows stands while the database says nothing: pages of the cache go
 * out as they were, until the day ends. A version is read before the page that gets its number, so a page may be newer than its number,
 * never older. */
#include <pthread.h>
#include "app/app.h"
#include "base/thread.h"

enum { STEP_MS = 200, ANSWER_SECONDS = 5, MEMORY = 64 << 20 };

struct app_watch {
    struct vd_thread thread;
    pthread_mutex_t lock;        /* of what follows */
    struct vd_arena *arena;      /* holds known */
    vd_entity_versions known;
    /* the thread's own */
    struct vd_db *db;
    int64_t seen;
    bool looked, silent;
};

struct reading { struct vd_db *db; struct vd_arena *arena; vd_entity_versions *ret; };

static enum vd_err read_versions(void *arg)
{
    struct reading *r = arg;
    return vd_entity_public_versions(r->db, r->arena, r->ret);
}

static enum vd_err refresh(struct app_watch *w)
{
    vd_entity_versions fresh = {0};
    struct vd_arena *arena = vd_arena_new(MEMORY);
    if (!arena)
        return VD_NO_MEMORY;
    enum vd_err err = vd_arena_try(arena, read_versions, &(struct reading){w->db, arena, &fresh});
    if (err == VD_OK) {
        pthread_mutex_lock(&w->lock);
        struct vd_arena *old = w->arena;
        w->arena = arena;
        w->known = fresh;
        pthread_mutex_unlock(&w->lock);
        arena = old;
    }
    vd_arena_free(arena);
    return err;
}

static enum vd_err look(struct app_watch *w)
{
    int64_t now;
    VD_TRY(vd_db_data_version(w->db, &now));
    if (w->looked && now == w->seen)
        return VD_OK;
    VD_TRY(refresh(w));
    w->seen = now;
    w->looked = true;
    return VD_OK;
}

static void note(struct app_watch *w, enum vd_err err)
{
    if (err != VD_OK && !w->silent)
        vd_log(VD_LOG_WARN, "database does not answer", "error", vd_err_name(err), "message", vd_db_message(w->db), NULL);
    else if (err == VD_OK && w->silent)
        vd_log(VD_LOG_INFO, "database answers again", NULL);
    w->silent = err != VD_OK;
}

static void *work(void *arg)
{
    struct app_watch *w = arg;
    while (!vd_thread_stopping(&w->thread)) {
        vd_db_wait_news(w->db, STEP_MS);
        enum vd_err err = look(w);
        note(w, err);
        if (err != VD_OK)
            vd_db_recover(w->db);
    }
    return NULL;
}

static void release(struct app_watch *w)
{
    vd_db_close(w->db);
    vd_arena_free(w->arena);
    pthread_mutex_destroy(&w->lock);
    free(w);
}

enum vd_err app_watch_start(const struct vd_db_config *db, struct app_watch **ret)
{
    struct vd_db_config config = *db;
    struct app_watch *w = calloc(1, sizeof *w);
    if (!w)
        return VD_NO_MEMORY;
    pthread_mutex_init(&w->lock, NULL);
    config.answer_seconds = ANSWER_SECONDS;
    enum vd_err err = vd_db_open(&config, VD_DB_READ, &w->db);
    if (err == VD_OK)
        err = look(w);
    if (err == VD_OK)
        err = vd_thread_start(&w->thread, work, w);
    if (err != VD_OK) {
        release(w);
        return err;
    }
    *ret = w;
    return VD_OK;
}

void app_watch_stop(struct app_watch *w)
{
    if (!w)
        return;
    vd_thread_stop(&w->thread);
    release(w);
}

static int slug_against(const void *slug, const void *one) { return vd_str_cmp(*(const struct vd_str *)slug, ((const struct vd_entity_version *)one)->slug); }

enum vd_err app_watch_version(void *watch, struct vd_db *db VD_UNUSED, struct vd_str scope, int64_t *ret)
{
    struct app_watch *w = watch;
    if (!scope.p)
        scope = VD_S("");
    pthread_mutex_lock(&w->lock);
    const struct vd_entity_version *one = bsearch(&scope, w->known.v, w->known.n, sizeof *w->known.v, slug_against);
    if (one)
        *ret = one->version;
    pthread_mutex_unlock(&w->lock);
    return one ? VD_OK : VD_NOT_FOUND;
}
