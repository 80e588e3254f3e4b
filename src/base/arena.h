/* SPDX-License-Identifier: Apache-2.0 */
/* Memory of one request, one job or one command: everything is released together, features never call free().
 *
 * An allocation never returns NULL. When the byte ceiling or the process is exhausted the arena *unwinds the request*:
 * it jumps to the point registered with vd_arena_guard(), whose owner answers 503 and goes on. Without a guard the
 * program ends with a log line. After an unwind, handles must be recovered by their owner (vd_db_recover). */
#ifndef VD_ARENA_H
#define VD_ARENA_H
#include <setjmp.h>
#include <stddef.h>
#include "base/err.h"

struct vd_arena;

/* ceiling: bytes this arena may hold in all. NULL when the process itself has no memory. */
VD_MUST struct vd_arena *vd_arena_new(size_t ceiling);
void vd_arena_free(struct vd_arena *arena);            /* runs the clean-ups, newest first; NULL is allowed */
void vd_arena_reset(struct vd_arena *arena);           /* clean-ups, then empty (kept memory is poisoned under ASan) */
void vd_arena_guard(struct vd_arena *arena, jmp_buf *guard); /* where to go when memory ends; NULL removes it */
/* fn(arg) with a guard of its own: VD_NO_MEMORY when it unwinds. The guard before comes back. A job of the writer runs so. */
VD_MUST enum vd_err vd_arena_try(struct vd_arena *arena, enum vd_err (*fn)(void *arg), void *arg);
void vd_arena_defer(struct vd_arena *arena, void (*fn)(void *), void *arg); /* runs fn(arg) at reset or free */
/* For memory outside of the arena that ended: the same jump as a failed allocation. */
_Noreturn void vd_arena_unwind(struct vd_arena *arena);
size_t vd_arena_used(const struct vd_arena *arena);

__attribute__((malloc, alloc_size(2), returns_nonnull)) void *vd_alloc(struct vd_arena *arena, size_t size); /* zeroed, 16-byte aligned */
__attribute__((malloc, alloc_size(2), returns_nonnull)) void *vd_alloc_raw(struct vd_arena *arena, size_t size); /* not zeroed: for bytes written at once */
__attribute__((returns_nonnull)) void *vd_alloc_array(struct vd_arena *arena, size_t count, size_t size);    /* overflow-checked */

/* Test seam: allocation number n (1-based, over all arenas of this thread) fails; 0 switches it off. */
void vd_arena_fail_at(unsigned long n);

#define VD_NEW(arena, type) ((type *)vd_alloc((arena), sizeof(type)))

static inline void vd_arena_freep(struct vd_arena **arena) { vd_arena_free(*arena); }
#define VD_AUTO_ARENA __attribute__((cleanup(vd_arena_freep)))
#endif
