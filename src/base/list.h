/* SPDX-License-Identifier: Apache-2.0 */
/* Growing array in an arena: VD_LIST(struct row) rows; struct row *r = VD_PUSH(arena, &rows); (zeroed)
 * Pointers into the list move when it grows; keep indexes while filling. */
#ifndef VD_LIST_H
#define VD_LIST_H
#include "base/arena.h"

#define VD_LIST(type) struct { type *v; size_t n, cap; }
#define VD_PUSH(arena, list) \
    (vd_list_grow((arena), (void **)&(list)->v, &(list)->n, &(list)->cap, sizeof(*(list)->v)), &(list)->v[(list)->n++])

/* for (size_t) over a list with a typed pointer: VD_EACH(row, &rows) { row->... } */
#define VD_EACH(it, list) for (__typeof__((list)->v + 0) it = (list)->v; (list)->n > 0 && it < (list)->v + (list)->n; it++)

void vd_list_grow(struct vd_arena *arena, void **v, size_t *n, size_t *cap, size_t size); /* room for one more, zeroed */
#endif
