/* SPDX-License-Identifier: Apache-2.0 */
/* The only door to the readers, and to what understands a document. The program re-executes /proc/self/exe with one hidden
 * argument; the child closes everything, limits itself (memory, time, file size), enters Landlock (as far as the kernel's ABI
 * goes) and seccomp, reads the file from descriptor 0, takes the step it was asked for and answers on descriptor 1. The parent
 * bounds time and bytes and decodes the answer as if it were hostile too. */
#ifndef VD_SANDBOX_H
#define VD_SANDBOX_H
#include "office/office.h"

#define VD_SANDBOX_ARG "--lector-aislado"

/* What a feature does with a document inside of the child: pure, no file, no clock. It writes to `out`, at most 32 MiB, what its other
 * half in the parent decodes as hostile. Failing (VD_INVALID, VD_TOO_BIG, VD_INTERNAL) it says why in Spanish. */
typedef enum vd_err vd_sandbox_fn(const struct vd_doc *doc, struct vd_str input, struct vd_arena *arena, struct vd_buf *out, struct vd_str *ret_reason);
/* The same of the bytes of the file, open at fd, which is not read as a document. */
typedef enum vd_err vd_sandbox_raw(int fd, struct vd_arena *arena, struct vd_buf *out, struct vd_str *ret_reason);
struct vd_sandbox_step {
    const char *name;
    vd_sandbox_fn *run;    /* one of the two */
    vd_sandbox_raw *raw;
};

/* To be called first thing in main(): when argv says so, this process is the child and never returns. steps: those of the
 * program's features, the last without name; NULL: none. */
void vd_sandbox_child(int argc, char **argv, const struct vd_sandbox_step *steps);

struct vd_sandbox_limits {
    int64_t millis;        /* wall clock of reading and step, default 8000: a busy machine makes nobody's file too slow */
    int64_t cpu_millis;    /* of the processor, rounded up to whole seconds; default 2000; 0: as millis */
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

enum { VD_SANDBOX_NAME_MAX = 32, VD_SANDBOX_INPUT_MAX = 32 * 1024 };
/* The same, and the step of that name with its input (a text of at most VD_SANDBOX_INPUT_MAX bytes): *ret is what it wrote. */
VD_MUST enum vd_err vd_sandbox_run(const char *path, const struct vd_sandbox_limits *limits, const char *step, const char *input,
                                   struct vd_arena *arena, struct vd_str *ret, struct vd_str *ret_reason);
/* The reason when what a step wrote cannot be decoded: its child may have been taken over. */
VD_MUST enum vd_err vd_sandbox_broken(struct vd_str *ret_reason);
#endif
