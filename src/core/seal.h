/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes that the database holds and must not show: sealed (XChaCha20-Poly1305) with a key of the data folder, each for one use only. */
#ifndef VD_SEAL_H
#define VD_SEAL_H
#include "base/base.h"

enum { VD_SEAL_KEY = 32 };
/* use: what it is and whose, "totp 12"; it must be the same to open it. Different bytes each time. */
struct vd_str vd_seal(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], struct vd_str use, struct vd_str plain);
/* VD_CORRUPT: sealed with another key or for another use, or changed. */
VD_MUST enum vd_err vd_seal_open(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], struct vd_str use, struct vd_str sealed, struct vd_str *ret);
#endif
