/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rowmap.h"
#include <sodium.h>

/* 128 bits of SHA-256: nobody finds two rows that meet. */
static void make_key(struct vd_str table, struct vd_str pk, unsigned char ret[16])
{
    unsigned char hash[VD_HASH_SIZE];
    crypto_hash_sha256_state sha;
    crypto_hash_sha256_init(&sha);
    crypto_hash_sha256_update(&sha, (const unsigned char *)table.p, table.n);
    crypto_hash_sha256_update(&sha, (const unsigned char *)pk.p, pk.n); /* begins with '[': no name of a table holds one */
    crypto_hash_sha256_final(&sha, hash);
    memcpy(ret, hash, 16);
}

/* The slot of the key, or the empty one where it belongs. */
static struct vd_rowmap_slot *probe(const struct vd_rowmap *map, const unsigned char key[16])
{
    uint64_t at;
    memcpy(&at, key, sizeof at);
    for (;; at++) {
        struct vd_rowmap_slot *slot = &map->slots[at & (map->cap - 1)];
        if (!slot->seq || memcmp(slot->key, key, 16) == 0)
            return slot;
    }
}

static enum vd_err grow(struct vd_rowmap *map)
{
    struct vd_rowmap bigger = {.cap = map->cap ? 2 * map->cap : 1024, .n = map->n};
    bigger.slots = calloc(bigger.cap, sizeof *bigger.slots);
    if (!bigger.slots)
        return VD_NO_MEMORY;
    for (size_t i = 0; i < map->cap; i++)
        if (map->slots[i].seq)
            *probe(&bigger, map->slots[i].key) = map->slots[i];
    free(map->slots);
    *map = bigger;
    return VD_OK;
}

enum vd_err vd_rowmap_set(struct vd_rowmap *map, const struct vd_detail_row *row, int64_t seq)
{
    unsigned char key[16];
    if (map->n >= map->cap / 4 * 3)
        VD_TRY(grow(map));
    make_key(row->table, row->pk, key);
    struct vd_rowmap_slot *slot = probe(map, key);
    if (!slot->seq)
        map->n++;
    *slot = (struct vd_rowmap_slot){.seq = seq, .removed = row->removed};
    memcpy(slot->key, key, sizeof key);
    memcpy(slot->hash, row->hash, sizeof row->hash);
    return VD_OK;
}

struct vd_rowmap_slot *vd_rowmap_get(const struct vd_rowmap *map, struct vd_str table, struct vd_str pk)
{
    unsigned char key[16];
    if (!map->cap)
        return NULL;
    make_key(table, pk, key);
    struct vd_rowmap_slot *slot = probe(map, key);
    return slot->seq ? slot : NULL;
}

bool vd_rowmap_is(const struct vd_rowmap_slot *slot, const struct vd_detail_row *row)
{
    unsigned char key[16];
    make_key(row->table, row->pk, key);
    return memcmp(slot->key, key, sizeof key) == 0;
}

void vd_rowmap_done(struct vd_rowmap *map)
{
    free(map->slots);
    *map = (struct vd_rowmap){0};
}
