/* SPDX-License-Identifier: Apache-2.0 */
/* The only door to the readers. The program re-executes /proc/self/exe with one hidden argument; the child closes
 * everything, limits itself (memory, time, file size), enters Landlock (as far as the kernel's ABI goes) and seccomp,
 * reads the file from descriptor 0 and answers on descriptor 1. The parent bounds time and bytes and decodes the answer
 * as if it were hostile too. */
#ifndef VD_SANDBOX_H
#define VD_SANDBOX_H
#include "office/office.h"

#define VD_SANDBOX_ARG "--lector-aislado"

/* To be called first thing in main(): when argv says so, this process is the child and never returns. */
void vd_sandbox_child(int argc, char **argv);

struct vd_sandbox_limits {
    int64_t millis;        /* wall clock, default 2000 */
    size_t memory;         /* address space of the child, default 256 MiB; not applied under ASan */
};

/* What protects the child on this machine: for `veedor doctor` and the tests. */
struct vd_sandbox_status {
    int landlock_abi;      /* 0: kernel without Landlock */
    bool seccomp;
    bool memory_limit;     /* false under ASan */
};
void vd_sandbox_status(struct vd_sandbox_status *ret);

/* Reads the office file at path in the child. limits NULL: defaults. On any failure *ret_reason is a Spanish sentence for
 * a person (what is wrong with the file, what to do). VD_NOT_FOUND: no such file; VD_INVALID/VD_TOO_BIG: refused. */
VD_MUST enum vd_err vd_sandbox_read(const char *path, const struct vd_sandbox_limits *limits, struct vd_arena *arena,
                                    struct vd_doc **ret, struct vd_str *ret_reason);
#endif
