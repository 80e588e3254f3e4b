/* SPDX-License-Identifier: Apache-2.0 */
/* LD_PRELOAD for the release build: the call of one kind number N fails in the whole process, libraries among it. The numbers
 * stand in a file of eight int64 that the test maps too (VEEDOR_FAULT_FILE), so that it arms a running server:
 *   0 allocations until one fails (0: none does)    1 calls of the disk until one fails (0: none does)
 *   2, 3: how many of each kind so far              4 errno of the failing call of the disk
 * The isolated reader of office files maps it too, before it confines itself. */
#undef _FILE_OFFSET_BITS /* pwrite and pwrite64 are two names here */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { MEMORY, DISK, KINDS };
static int64_t *board;

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("VEEDOR_FAULT_FILE");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    void *map = fd < 0 ? MAP_FAILED : mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (fd >= 0)
        close(fd);
    if (map != MAP_FAILED)
        board = map;
}

static int strikes(int kind)
{
    if (!board)
        return 0;
    __atomic_add_fetch(&board[KINDS + kind], 1, __ATOMIC_RELAXED);
    if (__atomic_load_n(&board[kind], __ATOMIC_RELAXED) <= 0)
        return 0;
    return __atomic_sub_fetch(&board[kind], 1, __ATOMIC_RELAXED) == 0;
}

static void *no_memory(void)
{
    errno = ENOMEM;
    return NULL;
}

void *malloc(size_t n) { return strikes(MEMORY) ? no_memory() : __libc_malloc(n); }
void *calloc(size_t n, size_t size) { return strikes(MEMORY) ? no_memory() : __libc_calloc(n, size); }
void *realloc(void *p, size_t n) { return strikes(MEMORY) ? no_memory() : __libc_realloc(p, n); }

static int disk_fails(void)
{
    if (!strikes(DISK))
        return 0;
    errno = board[4] ? (int)board[4] : EIO;
    return 1;
}

#define NEXT(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))
ssize_t pread(int fd, void *p, size_t n, off_t at) { return disk_fails() ? -1 : NEXT(pread)(fd, p, n, at); }
ssize_t pread64(int fd, void *p, size_t n, off64_t at) { return disk_fails() ? -1 : NEXT(pread64)(fd, p, n, at); }
ssize_t pwrite(int fd, const void *p, size_t n, off_t at) { return disk_fails() ? -1 : NEXT(pwrite)(fd, p, n, at); }
ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at) { return disk_fails() ? -1 : NEXT(pwrite64)(fd, p, n, at); }
int fsync(int fd) { return disk_fails() ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return disk_fails() ? -1 : NEXT(fdatasync)(fd); }
int syncfs(int fd) { return disk_fails() ? -1 : NEXT(syncfs)(fd); }
int ftruncate(int fd, off_t n) { return disk_fails() ? -1 : NEXT(ftruncate)(fd, n); }
int ftruncate64(int fd, off64_t n) { return disk_fails() ? -1 : NEXT(ftruncate64)(fd, n); }
ssize_t write(int fd, const void *p, size_t n) { return fd > 2 && disk_fails() ? -1 : NEXT(write)(fd, p, n); }
int mkdirat(int at, const char *name, mode_t mode) { return disk_fails() ? -1 : NEXT(mkdirat)(at, name, mode); }
int renameat(int a, const char *from, int b, const char *to) { return disk_fails() ? -1 : NEXT(renameat)(a, from, b, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned how) { return disk_fails() ? -1 : NEXT(renameat2)(a, from, b, to, how); }
