/* SPDX-License-Identifier: Apache-2.0 */
/* The writer: one thread takes everything that waits and commits it in one transaction, so that N callers pay one fsync.
 *
 *   BEGIN · for each job: SAVEPOINT, run, RELEASE (or ROLLBACK TO when it was refused) · COMMIT · only then done()
 *
 * What can go wrong, and what is done:
 *   a job refuses            only its savepoint is undone; the others go on
 *   the engine drops the     (disk full, I/O error in the middle) nothing of the batch is there: the jobs run again one by
 *   whole transaction        one, so that only the guilty one fails
 *   COMMIT finds no space    everybody gets VD_NO_SPACE: on a full disk every job said OK and only COMMIT failed (tried)
 *   COMMIT fails otherwise   again one by one, once
 *   VD_RETRY                 busy, connection lost, deadlock: the batch again, with growing pauses, for at most RETRY_US.
 *                            A COMMIT whose answer was lost may have happened: jobs carry an idempotency key (core)
 * This is why a job is a pure function of its input and tells nobody anything before done(). */
#include <pthread.h>
#include <unistd.h>
#include "base/thread.h"
#include "db/db.h"

enum { QUEUE_MAX = 4096, BATCH_MAX = 256, TRIES = 8, PAUSE_US = 10000, RETRY_US = 10000000 };

struct vd_writer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct vd_job *first, **last; /* waiting, oldest first */
    size_t waiting;
    bool stopping;
    struct vd_db *db;             /* the thread's own after the start */
};

/* Runs one job in its savepoint. The job's result is set; an error means that the transaction cannot go on. */
static enum vd_err run_job(struct vd_db *db, struct vd_job *job)
{
    enum vd_err err = vd_db_savepoint(db);
    job->result = err == VD_OK ? job->run(db, job) : err;
    if (err == VD_OK && job->result == VD_OK)
        job->result = vd_db_release(db);
    if (err == VD_OK && job->result != VD_OK && vd_db_in_transaction(db))
        err = vd_db_rollback_to(db);
    if (err == VD_OK && !vd_db_in_transaction(db))
        err = job->result;
    return err;
}

/* VD_OK: committed, and each job has its result. Otherwise nothing of it is in the database (but see VD_RETRY above). */
static enum vd_err try_batch(struct vd_db *db, struct vd_job *jobs, bool *ret_at_commit)
{
    *ret_at_commit = false;
    VD_TRY(vd_db_begin(db, VD_DB_WRITE));
    for (struct vd_job *job = jobs; job; job = job->next)
        VD_TRY(run_job(db, job));
    *ret_at_commit = true;
    return vd_db_commit(db);
}

static void settle(struct vd_db *db, struct vd_job *jobs);

static void settle_alone(struct vd_db *db, struct vd_job *job)
{
    struct vd_job *next = job->next;
    job->next = NULL;
    settle(db, job);
    job->next = next;
}

static bool may_try_again(int *attempt, vd_us began)
{
    if (*attempt + 1 >= TRIES || vd_clock_monotonic() - began > RETRY_US)
        return false;
    usleep((useconds_t)PAUSE_US << (*attempt)++);
    return true;
}

/* Gives every job of the batch its final result. */
static void settle(struct vd_db *db, struct vd_job *jobs)
{
    vd_us began = vd_clock_monotonic();
    enum vd_err err;
    bool at_commit;
    int attempt = 0;
    do {
        err = try_batch(db, jobs, &at_commit);
        if (err != VD_OK)
            vd_db_recover(db);
    } while ((err == VD_RETRY || (err == VD_OK && !jobs->next && jobs->result == VD_RETRY)) && may_try_again(&attempt, began));
    bool apart = err != VD_OK && err != VD_RETRY && jobs->next && !(at_commit && err == VD_NO_SPACE);
    for (struct vd_job *job = jobs; job; job = job->next) {
        if (apart || (err == VD_OK && jobs->next && job->result == VD_RETRY))
            settle_alone(db, job);
        else if (err != VD_OK)
            job->result = err;
    }
}

enum vd_err vd_writer_run_one(struct vd_db *db, struct vd_job *job)
{
    job->next = NULL;
    settle(db, job);
    enum vd_err result = job->result;
    if (job->done)
        job->done(job, result); /* may free it */
    return result;
}

/* Waits for work; NULL when the writer stops and nothing waits. */
static struct vd_job *take(struct vd_writer *w)
{
    pthread_mutex_lock(&w->lock);
    while (!w->first && !w->stopping)
        pthread_cond_wait(&w->wake, &w->lock);
    struct vd_job *jobs = w->first, **end = &w->first;
    for (size_t n = 0; *end && n < BATCH_MAX; n++, w->waiting--)
        end = &(*end)->next;
    struct vd_job *rest = *end;
    *end = NULL;
    w->first = rest;
    if (!rest)
        w->last = &w->first;
    pthread_mutex_unlock(&w->lock);
    return jobs;
}

static void *work(void *arg)
{
    struct vd_writer *w = arg;
    for (struct vd_job *jobs; (jobs = take(w));) {
        settle(w->db, jobs);
        for (struct vd_job *job = jobs, *next; job; job = next) {
            next = job->next;
            job->done(job, job->result);
        }
    }
    return NULL;
}

enum vd_err vd_writer_start(const struct vd_db_config *config, struct vd_writer **ret)
{
    struct vd_writer *w = calloc(1, sizeof *w);
    if (!w)
        return VD_NO_MEMORY;
    w->last = &w->first;
    enum vd_err err = vd_db_open(config, VD_DB_WRITE, &w->db);
    if (err != VD_OK) {
        free(w);
        return err;
    }
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->wake, NULL);
    err = vd_thread_create(&w->thread, work, w);
    if (err != VD_OK) {
        vd_db_close(w->db);
        free(w);
        return err;
    }
    *ret = w;
    return VD_OK;
}

bool vd_writer_push(struct vd_writer *w, struct vd_job *job)
{
    pthread_mutex_lock(&w->lock);
    bool taken = !w->stopping && w->waiting < QUEUE_MAX;
    if (taken) {
        job->next = NULL;
        *w->last = job;
        w->last = &job->next;
        w->waiting++;
        pthread_cond_signal(&w->wake);
    }
    pthread_mutex_unlock(&w->lock);
    return taken;
}

void vd_writer_stop(struct vd_writer *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    vd_db_close(w->db);
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
    free(w);
}
