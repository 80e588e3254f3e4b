/* SPDX-License-Identifier: Apache-2.0 */
/* The library's time-out is about silence: a client that sends one byte a second is never ended by it. So every connection
 * has one deadline for the whole phase it is in, and a reaper that looks ten times a second. It shuts the socket, never
 * closes it: epoll sees the end, and the library, which owns the descriptor, cleans up. An entry is removed under the same
 * mutex before the library closes the descriptor, so a shut never hits a number that was given to somebody else. */
#include <sys/socket.h>
#include <unistd.h>
#include "http/internal.h"

enum { LOOK_EVERY_US = 100 * 1000 };

static void shut_late(struct http_reaper *reaper, vd_us now)
{
    pthread_mutex_lock(&reaper->lock);
    for (struct http_conn *c = reaper->head.next; c != &reaper->head; c = c->next)
        if (atomic_load_explicit(&c->deadline, memory_order_relaxed) < now)
            shutdown(c->fd, SHUT_RDWR);
    pthread_mutex_unlock(&reaper->lock);
}

static void *reap(void *arg)
{
    struct http_reaper *reaper = arg;
    while (!atomic_load(&reaper->stop)) {
        usleep(LOOK_EVERY_US);
        shut_late(reaper, vd_clock_monotonic());
    }
    return NULL;
}

enum vd_err http_reaper_start(struct http_reaper *reaper)
{
    reaper->head.prev = reaper->head.next = &reaper->head;
    pthread_mutex_init(&reaper->lock, NULL);
    return pthread_create(&reaper->thread, NULL, reap, reaper) == 0 ? VD_OK : VD_NO_MEMORY;
}

void http_reaper_stop(struct http_reaper *reaper)
{
    atomic_store(&reaper->stop, true);
    pthread_join(reaper->thread, NULL);
    pthread_mutex_destroy(&reaper->lock);
}

struct http_conn *http_conn_add(struct http_reaper *reaper, int fd, vd_us deadline)
{
    struct http_conn *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    c->fd = fd;
    atomic_init(&c->deadline, deadline);
    atomic_init(&c->state, HTTP_CONN_IDLE);
    pthread_mutex_lock(&reaper->lock);
    c->prev = reaper->head.prev;
    c->next = &reaper->head;
    c->prev->next = c->next->prev = c;
    reaper->count++;
    pthread_mutex_unlock(&reaper->lock);
    return c;
}

void http_conn_remove(struct http_reaper *reaper, struct http_conn *conn)
{
    pthread_mutex_lock(&reaper->lock);
    conn->prev->next = conn->next;
    conn->next->prev = conn->prev;
    reaper->count--;
    pthread_mutex_unlock(&reaper->lock);
    free(conn);
}

void http_conn_set(struct http_conn *conn, enum http_conn_state state, vd_us from_now)
{
    atomic_store_explicit(&conn->state, (int)state, memory_order_relaxed);
    atomic_store_explicit(&conn->deadline, from_now ? vd_clock_monotonic() + from_now : INT64_MAX, memory_order_relaxed);
}

unsigned http_conn_count(struct http_reaper *reaper)
{
    pthread_mutex_lock(&reaper->lock);
    unsigned n = reaper->count;
    pthread_mutex_unlock(&reaper->lock);
    return n;
}

void http_conn_shut(struct http_reaper *reaper, bool idle_only)
{
    pthread_mutex_lock(&reaper->lock);
    for (struct http_conn *c = reaper->head.next; c != &reaper->head; c = c->next) {
        int state = atomic_load_explicit(&c->state, memory_order_relaxed);
        if (state == HTTP_CONN_IDLE || (!idle_only && state != HTTP_CONN_WORK))
            shutdown(c->fd, SHUT_RDWR);
    }
    pthread_mutex_unlock(&reaper->lock);
}
