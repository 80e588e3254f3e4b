/* SPDX-License-Identifier: Apache-2.0 */
/* Locks the calling process in, for good: used by the child, and by the tests that try to get out. */
#ifndef VD_CONFINE_H
#define VD_CONFINE_H
#include "base/base.h"

/* Keeps descriptors 0, 1 and 2 only; bounds memory (bytes, unless under ASan), processor time (seconds), file size and
 * descriptors; no new privileges; Landlock without any right; seccomp. VD_OK: seccomp holds (Landlock: as far as the kernel
 * goes). Otherwise the process must not touch the file. */
VD_MUST enum vd_err vd_confine(size_t memory, unsigned seconds);
int vd_confine_landlock_abi(void); /* 0: kernel without Landlock */
bool vd_confine_seccomp_works(void);
bool vd_confine_limits_memory(void);
#endif
