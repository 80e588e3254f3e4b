/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include "db/db.h"

struct waited {
    struct vd_job job;
    struct vd_job *inner;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool finished;
    enum vd_err result;
};

static enum vd_err run(struct vd_db *db, struct vd_job *job)
{
    struct waited *w = (struct waited *)(void *)job;
    return w->inner->run(db, w->inner);
}

static void done(struct vd_job *job, enum vd_err result)
{
    struct waited *w = (struct waited *)(void *)job;
    pthread_mutex_lock(&w->lock);
    w->finished = true;
    w->result = result;
    pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
}

/* What was accepted is always waited for: the writer finishes its queue when it stops. */
enum vd_err vd_writer_wait(struct vd_writer *writer, struct vd_job *job)
{
    struct waited w = {.job = {.run = run, .done = done}, .inner = job, .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER, .result = VD_RETRY};
    if (vd_writer_push(writer, &w.job)) {
        pthread_mutex_lock(&w.lock);
        while (!w.finished)
            pthread_cond_wait(&w.wake, &w.lock);
        pthread_mutex_unlock(&w.lock);
    }
    pthread_cond_destroy(&w.wake);
    pthread_mutex_destroy(&w.lock);
    return w.result;
}
