/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this room: how a unit is known by its names (unit.c), for what people change (unit_change.c). */
#ifndef VD_UNIT_KEYS_H
#define VD_UNIT_KEYS_H
#include "core/core.h"

/* "Subsecretaría de Talento Humano." -> "subsecretaria talento humano"; empty when no word is left. */
struct vd_str unit_alias_key(struct vd_arena *arena, struct vd_str text);
VD_MUST enum vd_err unit_find(struct vd_change *change, struct vd_str key, int64_t *ret_id);
/* The first of slug, slug-2, slug-3 … that the entity does not use. */
VD_MUST enum vd_err unit_free_slug(struct vd_change *change, struct vd_str key, struct vd_str *ret);
#endif
