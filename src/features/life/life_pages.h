/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the pages share. */
#ifndef LIFE_PAGES_H
#define LIFE_PAGES_H
#include "features/life/life.h"

/* "Oficina de planeación, Líder de proceso": who has a right, in the words of the roles. */
struct vd_str life_who(struct vd_arena *arena, struct vd_str right);
#endif
