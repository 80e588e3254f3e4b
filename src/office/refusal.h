/* SPDX-License-Identifier: Apache-2.0 */
/* Why a file was refused. The first reason wins: what is found later is a consequence of it. */
#ifndef VD_REFUSAL_H
#define VD_REFUSAL_H
#include "base/base.h"

struct vd_refusal {
    struct vd_arena *arena;
    enum vd_err err;       /* VD_OK: nothing to object */
    struct vd_str reason;  /* Spanish, for a person: what is wrong and what to do */
};

VD_PRINTF(3, 4) void vd_refuse(struct vd_refusal *why, enum vd_err err, const char *fmt, ...);
static inline bool vd_refused(const struct vd_refusal *why) { return why->err != VD_OK; }
#endif
