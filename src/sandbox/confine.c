/* SPDX-License-Identifier: Apache-2.0 */
/* Three fences, each enough against most things. rlimits: memory, time, no file may grow, no new descriptor. Landlock: no
 * file of the disk, no TCP, no abstract socket, no signal, whatever call is used. seccomp: only the calls that reading a
 * descriptor, writing an answer and managing memory need; everything else kills the process, except the calls with which
 * libraries look for optional files (character set tables, time zone): these are told EACCES, and the library goes on
 * without.
 *
 * Debian 12's headers know Landlock up to ABI 2; the kernel may know more, so the newer bits and the struct stand here. */
#include "sandbox/confine.h"
#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) && !defined(__SANITIZE_ADDRESS__)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
enum { UNDER_ASAN = 1 };
#else
enum { UNDER_ASAN = 0 };
#endif

/* struct landlock_ruleset_attr of ABI 6 */
struct ruleset {
    uint64_t fs, net, scoped;
};

enum { FS_ABI_1 = 13, FS_REFER = 13, FS_TRUNCATE = 14, FS_IOCTL_DEV = 15 };
#define NET_TCP_BIND_AND_CONNECT 3u
#define SCOPE_UNIX_AND_SIGNAL 3u

int vd_confine_landlock_abi(void)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return abi > 0 ? (int)abi : 0;
}

bool vd_confine_seccomp_works(void)
{
    uint32_t action = SCMP_ACT_KILL_PROCESS;
    return syscall(SYS_seccomp, 2 /* SECCOMP_GET_ACTION_AVAIL */, 0, &action) == 0;
}

bool vd_confine_limits_memory(void) { return !UNDER_ASAN; }

static bool limit(int what, rlim_t most)
{
    return setrlimit((__rlimit_resource_t)what, &(struct rlimit){most, most}) == 0;
}

static bool limit_resources(size_t memory, unsigned seconds)
{
    /* At its limit the child is ended by SIGXCPU, which says why; at the hard one, a second later, by SIGKILL. */
    bool ok = setrlimit(RLIMIT_CPU, &(struct rlimit){seconds, seconds + 1}) == 0 && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NPROC, 0) &&
              limit(RLIMIT_MEMLOCK, 0) && limit(RLIMIT_MSGQUEUE, 0);
    return ok && (UNDER_ASAN || limit(RLIMIT_AS, memory));
}

static bool enter_landlock(void)
{
    int abi = vd_confine_landlock_abi();
    if (!abi)
        return true;
    struct ruleset all = {.fs = (1u << FS_ABI_1) - 1};
    if (abi >= 2)
        all.fs |= 1u << FS_REFER;
    if (abi >= 3)
        all.fs |= 1u << FS_TRUNCATE;
    if (abi >= 5)
        all.fs |= 1u << FS_IOCTL_DEV;
    if (abi >= 4)
        all.net = NET_TCP_BIND_AND_CONNECT;
    if (abi >= 6)
        all.scoped = SCOPE_UNIX_AND_SIGNAL;
    size_t size = abi >= 6 ? sizeof all : abi >= 4 ? offsetof(struct ruleset, scoped) : offsetof(struct ruleset, net);
    long fd = syscall(SYS_landlock_create_ruleset, &all, size, 0);
    if (fd < 0)
        return false;
    bool ok = syscall(SYS_landlock_restrict_self, (int)fd, 0) == 0; /* no rule was added: nothing is allowed */
    close((int)fd);
    return ok;
}

static const int plain_calls[] = {
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(munmap), SCMP_SYS(mremap),
    SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction), SCMP_SYS(clock_gettime), SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(sched_yield), SCMP_SYS(gettid),
    SCMP_SYS(getpid), SCMP_SYS(sigaltstack), SCMP_SYS(sysinfo) /* qsort of glibc asks how much memory there is */,
};
static const int refused_calls[] = {
    SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(ioctl),
};

static bool allow_calls(scmp_filter_ctx filter)
{
    int bad = 0;
    for (size_t i = 0; i < VD_COUNT(plain_calls); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, plain_calls[i], 0);
    for (size_t i = 0; i < VD_COUNT(refused_calls); i++)
        bad |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused_calls[i], 0);
    /* Memory may be asked for, but never made executable. */
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    /* abort() and failed assertions: a signal to itself only. */
    bad |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
    return bad == 0;
}

static bool enter_seccomp(void)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (!filter)
        return false;
    bool ok = allow_calls(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}

enum vd_err vd_confine(size_t memory, unsigned seconds)
{
    if (close_range(3, ~0u, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return VD_INTERNAL;
    if (!enter_landlock() || !limit_resources(memory, seconds) || !limit(RLIMIT_NOFILE, 3) || !enter_seccomp())
        return VD_INTERNAL;
    return VD_OK;
}
