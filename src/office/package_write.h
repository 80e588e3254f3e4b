/* SPDX-License-Identifier: Apache-2.0 */
/* A zip of named parts, made in memory. The same parts in the same order give the same bytes: no clock, no names of users. */
#ifndef VD_PACKAGE_WRITE_H
#define VD_PACKAGE_WRITE_H
#include "base/base.h"

struct vd_part { const char *name; struct vd_str bytes; };
/* VD_NO_MEMORY, VD_INTERNAL. */
VD_MUST enum vd_err vd_package_write(struct vd_arena *arena, const struct vd_part *parts, size_t n, struct vd_str *ret);
#endif
