/* SPDX-License-Identifier: Apache-2.0 */
/* One thread that asks each two seconds whether the database moved (one pragma, or a counter) and only then looks for entities
 * whose index is old. It hands them to the writer one by one and waits for each, so that filings and imports pass between. */
#include "base/thread.h"
#include "features/search/search.h"
#include "features/search/search_index.h"

enum { EACH_US = 2000000 };

struct search_keeper {
    struct vd_thread thread;
    struct vd_db *db;            /* the thread's own */
    struct vd_writer *writer;
    struct search_index_job job;
    int64_t seen;                /* data version of the last look without anything old */
    bool looked;
};

/* One that cannot be indexed is said and passed over: the others must not wait for it. */
static enum vd_err catch_up(struct search_keeper *k)
{
    int64_t entity = 0;
    enum vd_err err = VD_OK;
    while (!vd_thread_stopping(&k->thread) && (err = search_stale_next(k->db, entity, &entity)) == VD_OK) {
        k->job.entity = entity;
        err = vd_writer_wait(k->writer, &k->job.job);
        if (err != VD_OK)
            vd_log(VD_LOG_WARN, "search index", "error", vd_err_name(err), NULL);
    }
    return vd_thread_stopping(&k->thread) || err == VD_NOT_FOUND ? VD_OK : err;
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

static void *work(void *arg)
{
    struct search_keeper *k = arg;
    while (!vd_thread_stopping(&k->thread)) {
        enum vd_err err = look(k);
        if (err != VD_OK) {
            vd_log(VD_LOG_WARN, "search index", "error", vd_err_name(err), NULL);
            vd_db_recover(k->db);
        }
        vd_thread_rest(&k->thread, EACH_US);
    }
    return NULL;
}

static void release(struct search_keeper *k)
{
    vd_db_close(k->db);
    vd_arena_free(k->job.arena);
    free(k);
}

enum vd_err search_keeper_start(const struct vd_services *services, struct search_keeper **ret)
{
    struct search_keeper *k = calloc(1, sizeof *k);
    if (!k)
        return VD_NO_MEMORY;
    k->writer = services->writer;
    k->job = (struct search_index_job){.job = {.run = search_index_run}, .arena = vd_arena_new(SEARCH_INDEX_MEMORY)};
    enum vd_err err = k->job.arena ? vd_db_open(&services->db, VD_DB_READ, &k->db) : VD_NO_MEMORY;
    if (err == VD_OK)
        err = vd_thread_start(&k->thread, work, k);
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
    vd_thread_stop(&k->thread);
    release(k);
}
