/* SPDX-License-Identifier: Apache-2.0 */
/* Counting what may be tried only so often: operational rows, whose keys say of nobody who it is (keyed with the seal of the data folder),
 * so that an address that nobody has is counted like any other and cannot be told from one in a stolen database. */
#ifndef VD_TRIES_H
#define VD_TRIES_H
#include "core/core.h"
#include "core/seal.h"

enum { VD_TRIES_MOST = 5 };                                  /* wrong ones in a row before the first lock */

/* Whose tries: what ("ingreso", "cuenta"), an address or a number, and the browser where it is known (else absent). */
struct vd_tries { unsigned char key[32]; };
void vd_tries_of(const unsigned char seal[VD_SEAL_KEY], const char *what, struct vd_str whose, struct vd_str browser, struct vd_tries *ret);

/* Until when they are locked; 0: they are not. */
VD_MUST enum vd_err vd_tries_locked(struct vd_db *db, struct vd_arena *arena, const struct vd_tries *tries, vd_us now, vd_us *ret_until);

/* ---- in a job of the writer */
/* One more wrong one: after VD_TRIES_MOST in a row a minute, then twice as long each time, a day at most. Forgets those of a day ago. */
VD_MUST enum vd_err vd_tries_wrong(struct vd_db *db, struct vd_arena *arena, const struct vd_tries *tries, vd_us now, bool *ret_locked);
VD_MUST enum vd_err vd_tries_right(struct vd_db *db, const struct vd_tries *tries);

/* One more of what may be done `most` times a day (of Bogotá); false: it was done so often already. In a job of the writer. */
VD_MUST enum vd_err vd_daily(struct vd_db *db, struct vd_arena *arena, const struct vd_tries *what, int most, vd_us now, bool *ret_within);
#endif
