/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

void vd_list_grow(struct vd_arena *arena, void **v, size_t *n, size_t *cap, size_t size)
{
    if (*n < *cap)
        return;
    size_t more = *cap ? *cap * 2 : 8;
    void *bigger = vd_alloc_array(arena, more, size);
    if (*n)
        memcpy(bigger, *v, *n * size);
    *v = bigger;
    *cap = more;
}
