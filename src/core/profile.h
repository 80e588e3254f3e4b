/* SPDX-License-Identifier: Apache-2.0 */
/* What an entity says of itself: identity, place, how to reach it, shield. A row of entity_profile, all of whose texts may be absent. */
#ifndef VD_PROFILE_H
#define VD_PROFILE_H
#include "core/core.h"
#include "core/places_law.h" /* generated: struct vd_place_departments {code, name} */
#include "db/tables.h"

struct vd_profile {
    struct row_entity_profile row;
    struct vd_str shield, shield_mime; /* SHA-256 (32 bytes) of the image, "image/png" or "image/jpeg"; absent: none */
    int64_t shield_size;               /* bytes */
};
/* An entity that has said nothing has an empty one. */
VD_MUST enum vd_err vd_profile_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_profile *ret);
/* Of the row as it was read, shield and all. */
void vd_profile_hash(const struct vd_profile *profile, unsigned char ret[32]);
/* Inside a change (event entidad.descrita): everything but the shield. VD_CONFLICT: the row is not the one that was `seen`. */
VD_MUST enum vd_err vd_profile_put(struct vd_change *change, const struct row_entity_profile *row, const unsigned char seen[32]);
/* Inside a change (event entidad.escudo_puesto): a stored image and its pixels. */
struct vd_shield { struct vd_file_ref file; struct vd_str name; int width, height; };
VD_MUST enum vd_err vd_profile_shield(struct vd_change *change, const struct vd_shield *shield);
/* Inside a change (event entidad.escudo_quitado). VD_NOT_FOUND: there is none. */
VD_MUST enum vd_err vd_profile_shield_drop(struct vd_change *change);

/* "891.280.000-3", "8912800003" -> "891280000-3". VD_INVALID: not nine or ten digits before the last; VD_CORRUPT: that one is wrong. */
VD_MUST enum vd_err vd_nit_read(struct vd_arena *arena, struct vd_str typed, struct vd_str *ret);
const struct vd_place_departments *vd_department_find(struct vd_str code); /* NULL: none */
#endif
