/* SPDX-License-Identifier: Apache-2.0 */
/* What is searched for: an entity's public pages as documents of the index, and the addresses of the search itself. */
#ifndef SEARCH_GATHER_H
#define SEARCH_GATHER_H
#include "core/core.h"
#include "features/search/search_store.h"
#include "html/html.h"

/* Every document that the entity shows: itself, its plans, who answers for them, their activities. Drafts are not shown. */
VD_MUST enum vd_err search_gather(struct vd_db *db, struct vd_arena *arena, int64_t entity, struct vd_str slug, struct vd_str name, search_blocks *ret);
/* "/buscar?q=…&entidad=…&tipo=…", what is empty left out. */
struct vd_url search_url(struct vd_arena *arena, struct vd_str text, struct vd_str slug, const char *kind_word);
extern const char *const search_kind_words[]; /* values of «tipo», by enum search_kind; ends with NULL */
#endif
