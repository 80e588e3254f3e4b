/* SPDX-License-Identifier: Apache-2.0 */
#include "features/official/official_jobs.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include "base/thread.h"
#include "core/services.h"
#include "features/official/official_data.h"

enum { KEPT = 8, MEMORY = 1 << 20 };

struct slot {
    int64_t entity_id, cutoff_id;
    vd_us at;
    enum official_job_state state;
    size_t done, total;
    int fd;
    uint64_t asked;              /* greater: later */
};

struct official_jobs {
    pthread_t id;
    pthread_mutex_t lock;        /* of all below */
    pthread_cond_t wake;
    bool stopping;
    uint64_t asked;
    struct slot slots[KEPT];
    const struct vd_services *services;
    struct vd_db *db;            /* the thread's own */
    struct vd_arena *arena;      /* of the report in hand */
    struct slot *making;
    int fd;                      /* what it is written to */
};

/* ---- the thread */

static void step(void *arg, size_t done, size_t total)
{
    struct official_jobs *jobs = arg;
    pthread_mutex_lock(&jobs->lock);
    jobs->making->done = done;
    jobs->making->total = total;
    pthread_mutex_unlock(&jobs->lock);
}

static enum vd_err write_whole(int fd, struct vd_str bytes)
{
    for (size_t at = 0; at < bytes.n;) {
        ssize_t n = write(fd, bytes.p + at, bytes.n - at);
        if (n <= 0)
            return VD_NO_SPACE;
        at += (size_t)n;
    }
    return VD_OK;
}

static enum vd_err make_in(struct official_jobs *jobs)
{
    const struct official_of of = {.db = jobs->db, .arena = jobs->arena, .files = jobs->services->files, .site = jobs->services->config.url, .entity_id = jobs->making->entity_id,
        .cutoff_id = jobs->making->cutoff_id, .step = step, .step_arg = jobs};
    struct vd_str bytes;
    VD_TRY(official_pdf(&of, &bytes));
    return write_whole(jobs->fd, bytes);
}

static enum vd_err make(void *arg)
{
    struct official_jobs *jobs = arg;
    if (jobs->fd < 0)
        return VD_NO_MEMORY;
    VD_TRY(vd_db_begin(jobs->db, VD_DB_READ));
    enum vd_err err = make_in(jobs);
    vd_db_rollback(jobs->db);
    return err;
}

/* The one that was asked for first. */
static struct slot *next_waiting(struct official_jobs *jobs)
{
    struct slot *first = NULL;
    for (int i = 0; i < KEPT; i++)
        if (jobs->slots[i].state == OFFICIAL_JOB_WAITING && (!first || jobs->slots[i].asked < first->asked))
            first = &jobs->slots[i];
    return first;
}

/* NULL: stop. */
static struct slot *wait_for_one(struct official_jobs *jobs)
{
    struct slot *slot = NULL;
    pthread_mutex_lock(&jobs->lock);
    while (!jobs->stopping && !(slot = next_waiting(jobs)))
        pthread_cond_wait(&jobs->wake, &jobs->lock);
    if (jobs->stopping)
        slot = NULL;
    if (slot)
        slot->state = OFFICIAL_JOB_MAKING;
    jobs->making = slot;
    pthread_mutex_unlock(&jobs->lock);
    return slot;
}

static void *work(void *arg)
{
    struct official_jobs *jobs = arg;
    for (struct slot *slot; (slot = wait_for_one(jobs));) {
        jobs->fd = memfd_create("informe", MFD_CLOEXEC);
        enum vd_err err = vd_arena_try(jobs->arena, make, jobs);
        if (err != VD_OK) {
            if (jobs->fd >= 0)
                close(jobs->fd);
            vd_log(VD_LOG_WARN, "report", "error", vd_err_name(err), NULL);
            vd_db_recover(jobs->db);
        }
        vd_arena_reset(jobs->arena);
        pthread_mutex_lock(&jobs->lock);
        slot->state = err == VD_OK ? OFFICIAL_JOB_DONE : OFFICIAL_JOB_FAILED;
        slot->fd = err == VD_OK ? jobs->fd : -1;
        pthread_mutex_unlock(&jobs->lock);
    }
    return NULL;
}

/* ---- asking */

static struct slot *slot_of(struct official_jobs *jobs, int64_t entity_id, int64_t cutoff_id, vd_us at)
{
    for (int i = 0; i < KEPT; i++) {
        struct slot *slot = &jobs->slots[i];
        if (slot->state != OFFICIAL_JOB_NONE && slot->entity_id == entity_id && slot->cutoff_id == cutoff_id && slot->at == at)
            return slot;
    }
    return NULL;
}

static bool is_busy(const struct slot *slot) { return slot->state == OFFICIAL_JOB_WAITING || slot->state == OFFICIAL_JOB_MAKING; }

/* The one that was asked for longest ago; NULL: all are busy. */
static struct slot *slot_free(struct official_jobs *jobs)
{
    struct slot *oldest = NULL;
    for (int i = 0; i < KEPT; i++)
        if (!is_busy(&jobs->slots[i]) && (!oldest || jobs->slots[i].asked < oldest->asked))
            oldest = &jobs->slots[i];
    if (oldest && oldest->fd >= 0)
        close(oldest->fd);
    return oldest;
}

static enum vd_err ask(struct official_jobs *jobs, const struct slot *wanted, struct official_job *ret)
{
    struct slot *slot = slot_of(jobs, wanted->entity_id, wanted->cutoff_id, wanted->at);
    if (!slot) {
        if (!(slot = slot_free(jobs)))
            return VD_RETRY;
        *slot = *wanted;
    }
    *ret = (struct official_job){slot->state, slot->done, slot->total, -1};
    if (slot->state == OFFICIAL_JOB_FAILED) /* said once, and tried again */
        slot->state = OFFICIAL_JOB_WAITING;
    slot->asked = ++jobs->asked;
    pthread_cond_signal(&jobs->wake);
    if (slot->state == OFFICIAL_JOB_DONE && (ret->fd = fcntl(slot->fd, F_DUPFD_CLOEXEC, 0)) < 0)
        return VD_RETRY;
    return VD_OK;
}

enum vd_err official_jobs_ask(struct official_jobs *jobs, int64_t entity_id, int64_t cutoff_id, vd_us at, struct official_job *ret)
{
    const struct slot wanted = {.entity_id = entity_id, .cutoff_id = cutoff_id, .at = at, .state = OFFICIAL_JOB_WAITING, .fd = -1};
    pthread_mutex_lock(&jobs->lock);
    enum vd_err err = ask(jobs, &wanted, ret);
    pthread_mutex_unlock(&jobs->lock);
    return err;
}

/* ---- starting and stopping */

static void release(struct official_jobs *jobs)
{
    for (int i = 0; i < KEPT; i++)
        if (jobs->slots[i].fd >= 0)
            close(jobs->slots[i].fd);
    pthread_cond_destroy(&jobs->wake);
    pthread_mutex_destroy(&jobs->lock);
    vd_db_close(jobs->db);
    vd_arena_free(jobs->arena);
    free(jobs);
}

enum vd_err official_jobs_start(const struct vd_services *services, struct official_jobs **ret)
{
    struct official_jobs *jobs = calloc(1, sizeof *jobs);
    *ret = NULL;
    if (!jobs)
        return VD_NO_MEMORY;
    for (int i = 0; i < KEPT; i++)
        jobs->slots[i].fd = -1;
    jobs->services = services;
    pthread_mutex_init(&jobs->lock, NULL);
    pthread_cond_init(&jobs->wake, NULL);
    jobs->arena = vd_arena_new(MEMORY);
    enum vd_err err = jobs->arena ? vd_db_open(&services->db, VD_DB_READ, &jobs->db) : VD_NO_MEMORY;
    if (err == VD_OK)
        err = vd_thread_create(&jobs->id, work, jobs);
    if (err != VD_OK) {
        release(jobs);
        return err;
    }
    *ret = jobs;
    return VD_OK;
}

void official_jobs_stop(struct official_jobs *jobs)
{
    if (!jobs)
        return;
    pthread_mutex_lock(&jobs->lock);
    jobs->stopping = true;
    pthread_cond_signal(&jobs->wake);
    pthread_mutex_unlock(&jobs->lock);
    pthread_join(jobs->id, NULL);
    release(jobs);
}
