/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include "base/thread.h"

enum vd_err vd_thread_create(pthread_t *ret, void *(*work)(void *arg), void *arg)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int rc = pthread_create(ret, NULL, work, arg);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return rc == 0 ? VD_OK : VD_NO_MEMORY;
}

static void release(struct vd_thread *t)
{
    pthread_cond_destroy(&t->wake);
    pthread_mutex_destroy(&t->lock);
}

enum vd_err vd_thread_start(struct vd_thread *t, void *(*work)(void *arg), void *arg)
{
    pthread_condattr_t clock;
    pthread_condattr_init(&clock);
    pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->wake, &clock);
    pthread_condattr_destroy(&clock);
    t->stopping = false;
    enum vd_err err = vd_thread_create(&t->id, work, arg);
    if (err != VD_OK)
        release(t);
    return err;
}

bool vd_thread_stopping(struct vd_thread *t)
{
    pthread_mutex_lock(&t->lock);
    bool is = t->stopping;
    pthread_mutex_unlock(&t->lock);
    return is;
}

void vd_thread_rest(struct vd_thread *t, vd_us us)
{
    vd_us at = vd_clock_monotonic() + us;
    const struct timespec until = {.tv_sec = at / 1000000, .tv_nsec = at % 1000000 * 1000};
    pthread_mutex_lock(&t->lock);
    while (!t->stopping && pthread_cond_timedwait(&t->wake, &t->lock, &until) == 0)
        ;
    pthread_mutex_unlock(&t->lock);
}

void vd_thread_stop(struct vd_thread *t)
{
    pthread_mutex_lock(&t->lock);
    t->stopping = true;
    pthread_cond_signal(&t->wake);
    pthread_mutex_unlock(&t->lock);
    pthread_join(t->id, NULL);
    release(t);
}
