/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1 /* clang says it in its own way */
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#define GAP 16u /* poisoned bytes between allocations: a write past the end is seen */
#else
#define POISON(p, n) ((void)0)
#define UNPOISON(p, n) ((void)0)
#define GAP 0u
#endif

enum { FIRST_BLOCK = 16 * 1024, ALIGN = 16 };

struct block {
    struct block *next;
    size_t size, used;
    _Alignas(ALIGN) unsigned char data[];
};

struct defer {
    struct defer *next;
    void (*fn)(void *);
    void *arg;
};

struct vd_arena {
    struct block *blocks; /* newest first */
    struct defer *defers; /* newest first; they live in the arena itself */
    size_t ceiling, held;
    jmp_buf *guard;
};

static _Thread_local unsigned long fail_at;

void vd_arena_fail_at(unsigned long n) { fail_at = n; }

struct vd_arena *vd_arena_new(size_t ceiling)
{
    struct vd_arena *arena = calloc(1, sizeof *arena);
    if (arena)
        arena->ceiling = ceiling;
    return arena;
}

static void run_defers(struct vd_arena *arena)
{
    while (arena->defers) {
        struct defer *d = arena->defers;
        arena->defers = d->next;
        d->fn(d->arg);
    }
}

void vd_arena_reset(struct vd_arena *arena)
{
    run_defers(arena);
    /* The first block is kept, so that a reused arena does not go back to malloc for small requests. */
    while (arena->blocks && arena->blocks->next) {
        struct block *b = arena->blocks;
        arena->blocks = b->next;
        arena->held -= b->size;
        UNPOISON(b->data, b->size);
        free(b);
    }
    if (arena->blocks) {
        arena->blocks->used = 0;
        POISON(arena->blocks->data, arena->blocks->size);
    }
}

void vd_arena_free(struct vd_arena *arena)
{
    if (!arena)
        return;
    vd_arena_reset(arena);
    if (arena->blocks) {
        UNPOISON(arena->blocks->data, arena->blocks->size);
        free(arena->blocks);
    }
    free(arena);
}

void vd_arena_guard(struct vd_arena *arena, jmp_buf *guard) { arena->guard = guard; }

enum vd_err vd_arena_try(struct vd_arena *arena, enum vd_err (*fn)(void *), void *arg)
{
    jmp_buf here;
    jmp_buf *const outer = arena->guard;
    arena->guard = &here;
    enum vd_err err;
    if (setjmp(here) == 0)
        err = fn(arg);
    else
        err = VD_NO_MEMORY;
    arena->guard = outer;
    return err;
}

size_t vd_arena_used(const struct vd_arena *arena) { return arena->held; }

_Noreturn void vd_arena_unwind(struct vd_arena *arena)
{
    if (arena->guard)
        longjmp(*arena->guard, 1);
    vd_log(VD_LOG_ERROR, "memory", "what", "arena without guard exhausted", NULL);
    abort();
}

void *vd_alloc_raw(struct vd_arena *arena, size_t size)
{
    if (fail_at && --fail_at == 0)
        vd_arena_unwind(arena);
    if (size > arena->ceiling)
        vd_arena_unwind(arena);
    size_t need = ((size ? size : 1) + (ALIGN - 1)) & ~(size_t)(ALIGN - 1);
    struct block *b = arena->blocks;
    if (!b || b->size - b->used < need + GAP) {
        size_t want = b ? b->size * 2 : FIRST_BLOCK;
        if (want > 1024 * 1024)
            want = 1024 * 1024;
        if (want < need + GAP)
            want = need + GAP;
        if (want > arena->ceiling - arena->held)
            want = need + GAP;
        if (arena->held > arena->ceiling || want > arena->ceiling - arena->held)
            vd_arena_unwind(arena);
        b = malloc(sizeof *b + want);
        if (!b)
            vd_arena_unwind(arena);
        *b = (struct block){.next = arena->blocks, .size = want};
        POISON(b->data, b->size);
        arena->blocks = b;
        arena->held += want;
    }
    void *p = b->data + b->used;
    b->used += need + GAP;
    UNPOISON(p, size);
    return p;
}

void *vd_alloc(struct vd_arena *arena, size_t size) { return memset(vd_alloc_raw(arena, size), 0, size); }

void *vd_alloc_array(struct vd_arena *arena, size_t count, size_t size)
{
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        vd_arena_unwind(arena);
    return vd_alloc(arena, total);
}

void vd_arena_defer(struct vd_arena *arena, void (*fn)(void *), void *arg)
{
    struct defer *d = VD_NEW(arena, struct defer);
    *d = (struct defer){.next = arena->defers, .fn = fn, .arg = arg};
    arena->defers = d;
}
