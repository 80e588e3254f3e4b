/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

void vd_list_grow(struct vd_arena *arena, void **v, size_t *n, size_t *cap, size_t size)
{
    if (*n == *cap) {
        size_t more = *cap ? *cap * 2 : 4, bytes;
        void *bigger = vd_alloc_raw(arena, __builtin_mul_overflow(more, size, &bytes) ? SIZE_MAX : bytes); /* zeroed row by row */
        if (*n)
            memcpy(bigger, *v, *n * size);
        *v = bigger;
        *cap = more;
    }
    memset((char *)*v + *n * size, 0, size);
}
