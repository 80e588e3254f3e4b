/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the record: the bytes that are hashed. Whoever writes and whoever proves must make the same ones, so they
 * stand here once.
 *
 * An event is hashed in two steps, so that its public half is enough to check the chain (docs/SECURITY.md has the recipe):
 *   seal = SHA-256( seal_salt || {"entity":N,"actor_kind":"cli","actor":N,"rule":N,"subject_kind":"plan_version","subject":N} )
 *   hash = SHA-256( {"seq":N,"at":N,"kind":"plan.importado","seal":"<64 hex>","detail_hash":"<64 hex>","prev":"<64 hex>"} )
 *
 * Detail body, canonical JSON (compact, keys in this order), also the text that a stranger needs to prove a row by hand:
 *   {"data":{…},"next_id":N,"public_version":N,"rows":[["activity",[1,7,12],"<64 hex>"],["unit",[1,9],null]]}
 * A row is its table, its primary key in column order (blobs as hex) and its hash; null stands for a removed row. When a
 * change puts a row twice it is listed twice and the last one counts. */
#ifndef VD_CORE_PROOF_H
#define VD_CORE_PROOF_H
#include "base/base.h"
#include "base/json.h"
#include "db/db.h"

struct row_event;

enum { VD_HASH_SIZE = 32, VD_SALT_SIZE = 16 };

/* Who acted and on which row, salted: the part of an event that is proven without being told. */
VD_MUST enum vd_err vd_event_seal(const struct row_event *event, unsigned char ret[VD_HASH_SIZE]);
VD_MUST enum vd_err vd_event_hash(const struct row_event *event, unsigned char ret[VD_HASH_SIZE]);
void vd_detail_hash(struct vd_str salt, struct vd_str body, unsigned char ret[VD_HASH_SIZE]);
void vd_pk_json(struct vd_json *json, const struct vd_table *table, const void *row); /* [1,7,12] */

static inline const void *vd_column_at(const struct vd_column *column, const void *row) { return (const char *)row + column->offset; }
static inline struct vd_str vd_bytes(const unsigned char hash[VD_HASH_SIZE]) { return (struct vd_str){(const char *)hash, VD_HASH_SIZE}; }

/* ---- reading a body back. Slices point into the body; nothing is allocated. */
struct vd_detail {
    int64_t next_id, public_version;
    struct vd_str rows; /* what is left to read of the list */
};
struct vd_detail_row {
    struct vd_str table, pk;  /* pk as it stands: "[1,7,12]" */
    bool removed;
    unsigned char hash[VD_HASH_SIZE];
};
bool vd_detail_open(struct vd_str body, struct vd_detail *ret);            /* false: not a body of ours */
int vd_detail_next(struct vd_detail *detail, struct vd_detail_row *ret);   /* 1: a row, 0: the end, -1: damaged */
#endif
