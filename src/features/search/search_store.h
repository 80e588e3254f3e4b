/* SPDX-License-Identifier: Apache-2.0 */
/* The index, written and asked. */
#ifndef SEARCH_STORE_H
#define SEARCH_STORE_H
#include "db/db.h"
#include "features/search/search_rules.h"

enum search_kind { SEARCH_ENTITY, SEARCH_PLAN, SEARCH_UNIT, SEARCH_ACTIVITY, SEARCH_KINDS };

/* ---- what is put in */
struct search_doc {
    enum search_kind kind;
    struct vd_str title, body;   /* shown and found */
    struct vd_str words;         /* only found; may be absent */
    struct vd_str path;
};
struct search_block {            /* documents of one vigencia, in their order; 0: of none */
    int64_t vigencia;
    VD_LIST(struct search_doc) docs;
};
typedef VD_LIST(struct search_block) search_blocks;
/* Puts these documents in the place of all that the index has of the entity. Inside a write transaction. */
VD_MUST enum vd_err search_put(struct vd_db *db, struct vd_arena *arena, int64_t entity, const search_blocks *blocks);

/* ---- what is found */
struct search_hits { int64_t *v; size_t n; }; /* `at`, ascending: 8 bytes each */
/* entity 0: of all. Documents that have every word; none without a term. */
VD_MUST enum vd_err search_find(struct vd_db *db, struct vd_arena *arena, const struct search_terms *terms, int64_t entity, struct search_hits *ret);
void search_count(const struct search_hits *hits, int64_t ret[SEARCH_KINDS]);
void search_keep(struct search_hits *hits, enum search_kind kind); /* only these */
size_t search_after(const struct search_hits *hits, int64_t at);   /* index of the first one after it */

struct search_shown { struct vd_str entity, slug, title, body, path; enum search_kind kind; int64_t vigencia; };
/* VD_NOT_FOUND: the index was made anew meanwhile. */
VD_MUST enum vd_err search_show(struct vd_db *db, struct vd_arena *arena, int64_t at, struct search_shown *ret);
#endif
