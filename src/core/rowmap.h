/* SPDX-License-Identifier: Apache-2.0 */
/* What the chain says of each row of one entity: the hash its last event gave it. 64 bytes a row, and nothing more is
 * held, so an entity of a million rows is proved in some 130 MB; names of rows are read again from the event when needed. */
#ifndef VD_CORE_ROWMAP_H
#define VD_CORE_ROWMAP_H
#include "core/proof.h"

struct vd_rowmap_slot {
    unsigned char key[16], hash[VD_HASH_SIZE];
    int64_t seq;          /* of the last event that touched it; 0: an empty slot */
    bool removed, seen;   /* seen: found in its table */
};
struct vd_rowmap {
    struct vd_rowmap_slot *slots;
    size_t cap, n;        /* cap is a power of two, or 0 */
};

VD_MUST enum vd_err vd_rowmap_set(struct vd_rowmap *map, const struct vd_detail_row *row, int64_t seq);
struct vd_rowmap_slot *vd_rowmap_get(const struct vd_rowmap *map, struct vd_str table, struct vd_str pk); /* NULL: no event touched it */
bool vd_rowmap_is(const struct vd_rowmap_slot *slot, const struct vd_detail_row *row);
void vd_rowmap_done(struct vd_rowmap *map); /* empty and reusable */
#endif
