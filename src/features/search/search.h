/* SPDX-License-Identifier: Apache-2.0 */
/* Search over everything public: what other features and the edge may use.
 *
 * The index is a copy of what is shown, made again from it seconds after a change and never inside it (docs/adr/0016). A document
 * is anything with a title, a text and a page; features that have more kinds of them add lines to search_gather.c.
 *
 * `at` orders all the documents of the installation as the answers stand: entities first, then the newest vigencia.
 *   at    = place << 16 | kind << 12 | number in its block
 *   place = (9999 - vigencia) << 33 | entity << 11 | block of the entity, from 0 */
#ifndef SEARCH_H
#define SEARCH_H
#include "core/services.h"
#include "http/http.h"

extern const struct vd_route search_routes[];

/* Indexes one entity when the index holds another version of it, or other rules made it. In its own transaction. */
VD_MUST enum vd_err search_index_entity(struct vd_db *db, struct vd_arena *arena, struct vd_str slug);
/* How many entities the index does not hold as they are shown. */
VD_MUST enum vd_err search_stale(struct vd_db *db, int64_t *ret);

/* While serving: looks each few seconds for what changed, by whomever, and has the writer index it. */
struct search_keeper;
VD_MUST enum vd_err search_keeper_start(const struct vd_services *services, struct search_keeper **ret);
void search_keeper_stop(struct search_keeper *keeper); /* before the writer stops; NULL allowed */
#endif
