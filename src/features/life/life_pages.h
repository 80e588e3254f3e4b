/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the pages share. */
#ifndef LIFE_PAGES_H
#define LIFE_PAGES_H
#include "features/life/life.h"

/* "Oficina de planeación, Líder de proceso": who has a right, in the words of the roles. */
struct vd_str life_who(struct vd_arena *arena, struct vd_str right);
/* The first step that leads on and is ready; else the first that leads on. What asks for reasons leads back or out. NULL: none. */
const struct life_way *life_way_on(const life_ways *ways);
#endif
