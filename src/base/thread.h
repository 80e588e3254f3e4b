/* SPDX-License-Identifier: Apache-2.0 */
/* A thread that works in rounds beside the server until it is told to stop: indexes, sends, asks. Included where such a thread is. */
#ifndef VD_THREAD_H
#define VD_THREAD_H
#include <pthread.h>
#include "base/base.h"

/* Owned by who starts it, usually inside of the struct that the work gets as its argument. */
struct vd_thread {
    pthread_t id;
    pthread_mutex_t lock;        /* of stopping */
    pthread_cond_t wake;
    bool stopping;
};
/* A thread that takes no signals: they are the main thread's. VD_NO_MEMORY: there is none. */
VD_MUST enum vd_err vd_thread_create(pthread_t *ret, void *(*work)(void *arg), void *arg);
/* What work reads must be there before. VD_NO_MEMORY: nothing was started and nothing needs to be stopped. */
VD_MUST enum vd_err vd_thread_start(struct vd_thread *t, void *(*work)(void *arg), void *arg);
bool vd_thread_stopping(struct vd_thread *t);
void vd_thread_rest(struct vd_thread *t, vd_us us);   /* until then, or until it is told to stop */
void vd_thread_stop(struct vd_thread *t);             /* tells it and waits for its round; once for each start */
#endif
