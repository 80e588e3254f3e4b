/* SPDX-License-Identifier: Apache-2.0 */
/* One thread that asks each two seconds whether the database moved (one pragma, or a counter) and only then looks for entities
 * whose index is old. It hands them to the writer one by one and waits for each, so that filings and imports pass between. */
#include <pthread.h>
#include <signal.h>
#include "features/search/search.h"
#include "features/search/search_index.h"

enum { EACH_US = 2000000 };

struct search_keeper {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping, finished;     /* finished: the job that was pushed has its result */
    enum vd_err result;
    struct vd_db *db;            /* the thread's own */
    struct vd_writer *writer;
    struct keeper_job { struct search_index_job index; struct search_keeper *keeper; } job;
    int64_t seen;                /* data version of the last look without anything old */
    bool looked;
};

static void done(struct vd_job *job, enum vd_err result)
{
    struct search_keeper *k = ((struct keeper_job *)(void *)job)->keeper;
    pthread_mutex_lock(&k->lock);
    k->finished = true;
    k->result = result;
    pthread_cond_signal(&k->wake);
    pthread_mutex_unlock(&k->lock);
}

/* What was accepted is always waited for: the writer finishes its queue when it stops. */
static enum vd_err index_now(struct search_keeper *k, int64_t entity)
{
    k->finished = false;
    k->job.index.entity = entity;
    if (!vd_writer_push(k->writer, &k->job.index.job))
        return VD_RETRY;
    pthread_mutex_lock(&k->lock);
    while (!k->finished)
        pthread_cond_wait(&k->wake, &k->lock);
    enum vd_err err = k->result;
    pthread_mutex_unlock(&k->lock);
    return err;
}

static bool stopping(struct search_keeper *k)
{
    pthread_mutex_lock(&k->lock);
    bool is = k->stopping;
    pthread_mutex_unlock(&k->lock);
    return is;
}

/* One that cannot be indexed is said and passed over: the others must not wait for it. */
static enum vd_err catch_up(struct search_keeper *k)
{
    int64_t entity = 0;
    enum vd_err err = VD_OK;
    while (!stopping(k) && (err = search_stale_next(k->db, entity, &entity)) == VD_OK) {
        err = index_now(k, entity);
        if (err != VD_OK)
            vd_log(VD_LOG_WARN, "search index", "error", vd_err_name(err), NULL);
    }
    return stopping(k) || err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err look(struct search_keeper *k)
{
    int64_t now;
    VD_TRY(vd_db_data_version(k->db, &now));
    if (k->looked && now == k->seen)
        return VD_OK;
    VD_TRY(catch_up(k));
    k->seen = now; /* before the catching up: what it wrote itself is looked at once more, and found well */
    k->looked = true;
    return VD_OK;
}

static void rest(struct search_keeper *k)
{
    vd_us at = vd_clock_monotonic() + EACH_US;
    const struct timespec until = {.tv_sec = at / 1000000, .tv_nsec = at % 1000000 * 1000};
    pthread_mutex_lock(&k->lock);
    while (!k->stopping && pthread_cond_timedwait(&k->wake, &k->lock, &until) == 0)
        ;
    pthread_mutex_unlock(&k->lock);
}

static void *work(void *arg)
{
    struct search_keeper *k = arg;
    while (!stopping(k)) {
        enum vd_err err = look(k);
        if (err != VD_OK) {
            vd_log(VD_LOG_WARN, "search index", "error", vd_err_name(err), NULL);
            vd_db_recover(k->db);
        }
        rest(k);
    }
    return NULL;
}

static void release(struct search_keeper *k)
{
    vd_db_close(k->db);
    vd_arena_free(k->job.index.arena);
    pthread_cond_destroy(&k->wake);
    pthread_mutex_destroy(&k->lock);
    free(k);
}

/* The thread takes no signals: they are the main thread's. */
static int start_thread(struct search_keeper *k)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int rc = pthread_create(&k->thread, NULL, work, k);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return rc;
}

enum vd_err search_keeper_start(const struct vd_services *services, struct search_keeper **ret)
{
    struct search_keeper *k = calloc(1, sizeof *k);
    if (!k)
        return VD_NO_MEMORY;
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&k->lock, NULL);
    pthread_cond_init(&k->wake, &clock);
    pthread_condattr_destroy(&clock);
    k->writer = services->writer;
    k->job = (struct keeper_job){.index = {.job = {.run = search_index_run, .done = done}, .arena = vd_arena_new(SEARCH_INDEX_MEMORY)}, .keeper = k};
    enum vd_err err = k->job.index.arena ? vd_db_open(&services->db, VD_DB_READ, &k->db) : VD_NO_MEMORY;
    if (err == VD_OK && start_thread(k) != 0)
        err = VD_NO_MEMORY;
    if (err != VD_OK) {
        release(k);
        return err;
    }
    *ret = k;
    return VD_OK;
}

void search_keeper_stop(struct search_keeper *k)
{
    if (!k)
        return;
    pthread_mutex_lock(&k->lock);
    k->stopping = true;
    pthread_cond_signal(&k->wake);
    pthread_mutex_unlock(&k->lock);
    pthread_join(k->thread, NULL);
    release(k);
}
