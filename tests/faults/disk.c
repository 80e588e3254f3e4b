/* SPDX-License-Identifier: Apache-2.0 */
#include "faults/disk.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECTOR = 512, FILES = 16 };

struct change {                       /* of a file, not yet durable */
    struct change *next;
    bool is_write;                    /* else: cut to `at` bytes */
    sqlite3_int64 at;
    size_t n;
    unsigned char bytes[];
};

struct kept {                         /* one file by its path; outlives its handles */
    char path[512];
    unsigned char *bytes;             /* durable */
    sqlite3_int64 n;
    bool durable;                     /* its name was synced */
    bool gone;                        /* it was deleted, and may come back unless its folder was synced */
    struct change *first, **last;
};

struct handle {
    sqlite3_file base;
    struct kept *kept;
    sqlite3_file *real;               /* behind this struct */
};

static struct {
    sqlite3_vfs vfs, *real;
    sqlite3_io_methods methods;
    struct kept files[FILES];
    uint64_t random;
    unsigned long calls, cut_at, fail_at;
    int fail_code;
    bool struck, off, lies;
} disk;

static uint64_t draw(uint64_t below)
{
    disk.random ^= disk.random << 13;
    disk.random ^= disk.random >> 7;
    disk.random ^= disk.random << 17;
    return (disk.random >> 11) % below;
}

static void *must_have(void *p)
{
    if (!p)
        abort();
    return p;
}

/* ---- what is durable */

static void resize(struct kept *k, sqlite3_int64 n)
{
    k->bytes = must_have(realloc(k->bytes, (size_t)n + 1));
    if (n > k->n)
        memset(k->bytes + k->n, 0, (size_t)(n - k->n));
    k->n = n;
}

static void put(struct kept *k, sqlite3_int64 at, const unsigned char *bytes, size_t n)
{
    if (at + (sqlite3_int64)n > k->n)
        resize(k, at + (sqlite3_int64)n);
    memcpy(k->bytes + at, bytes, n);
}

static void apply(struct kept *k, const struct change *c)
{
    if (c->is_write)
        put(k, c->at, c->bytes, c->n);
    else if (c->at < k->n)
        resize(k, c->at);
}

static void forget_changes(struct kept *k)
{
    for (struct change *c = k->first, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    k->first = NULL;
    k->last = &k->first;
}

static void make_durable(struct kept *k)
{
    for (const struct change *c = k->first; c; c = c->next)
        apply(k, c);
    forget_changes(k);
    k->durable = true;
}

static void note(struct kept *k, bool is_write, sqlite3_int64 at, const void *bytes, size_t n)
{
    struct change *c = must_have(malloc(sizeof *c + n));
    *c = (struct change){.is_write = is_write, .at = at, .n = n};
    if (n)
        memcpy(c->bytes, bytes, n);
    *k->last = c;
    k->last = &c->next;
}

/* As a path that nothing was ever written to. */
static void empty(struct kept *k)
{
    forget_changes(k);
    k->n = 0;
    k->durable = k->gone = false;
}

static struct kept *file_of(const char *path)
{
    struct kept *free_one = NULL;
    for (size_t i = 0; i < FILES; i++) {
        if (strcmp(disk.files[i].path, path) == 0)
            return &disk.files[i];
        if (!free_one && !disk.files[i].path[0])
            free_one = &disk.files[i];
    }
    must_have(free_one);
    snprintf(free_one->path, sizeof free_one->path, "%s", path);
    free_one->last = &free_one->first;
    return free_one;
}

/* ---- the calls. Not SQLITE_OK: this one fails */

static int strikes(void)
{
    disk.calls++;
    if (disk.off)
        return SQLITE_IOERR;
    if (disk.calls == disk.cut_at) {
        disk.struck = disk.off = true;
        return SQLITE_IOERR;
    }
    if (disk.calls != disk.fail_at)
        return SQLITE_OK;
    disk.struck = true;
    return disk.fail_code;
}

static sqlite3_file *real_of(sqlite3_file *file) { return ((struct handle *)file)->real; }
static struct kept *kept_of(sqlite3_file *file) { return ((struct handle *)file)->kept; }

static int disk_close(sqlite3_file *f) { return real_of(f)->pMethods->xClose(real_of(f)); }
static int disk_read(sqlite3_file *f, void *out, int n, sqlite3_int64 at)
{
    return disk.off ? SQLITE_IOERR_READ : real_of(f)->pMethods->xRead(real_of(f), out, n, at);
}

static int disk_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
    int rc = strikes();
    if (rc == SQLITE_OK)
        rc = real_of(f)->pMethods->xWrite(real_of(f), bytes, n, at);
    else if (disk.struck && !disk.off && rc == SQLITE_IOERR)
        rc = SQLITE_IOERR_WRITE;
    if ((rc == SQLITE_OK || disk.calls == disk.cut_at) && kept_of(f)) /* the write that the power fails in may still arrive */
        note(kept_of(f), true, at, bytes, (size_t)n);
    return rc;
}

static int disk_truncate(sqlite3_file *f, sqlite3_int64 n)
{
    int rc = strikes();
    if (rc == SQLITE_OK)
        rc = real_of(f)->pMethods->xTruncate(real_of(f), n);
    if (rc == SQLITE_OK && kept_of(f))
        note(kept_of(f), false, n, NULL, 0);
    return rc;
}

/* The first sync of a file that SQLite made syncs its folder too: what was deleted before stays so. */
static void sync_folder(void)
{
    for (size_t i = 0; i < FILES; i++)
        if (disk.files[i].gone)
            empty(&disk.files[i]);
}

/* The real files are thrown away: what is durable stands here. */
static int disk_sync(sqlite3_file *f, int flags)
{
    (void)flags;
    int rc = strikes();
    if (rc == SQLITE_OK && kept_of(f) && !disk.lies) {
        if (!kept_of(f)->durable)
            sync_folder();
        make_durable(kept_of(f));
    }
    return rc == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : rc;
}

static int disk_size(sqlite3_file *f, sqlite3_int64 *n) { return real_of(f)->pMethods->xFileSize(real_of(f), n); }
static int disk_lock(sqlite3_file *f, int how) { return real_of(f)->pMethods->xLock(real_of(f), how); }
static int disk_unlock(sqlite3_file *f, int how) { return real_of(f)->pMethods->xUnlock(real_of(f), how); }
static int disk_check_lock(sqlite3_file *f, int *out) { return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out); }
static int disk_control(sqlite3_file *f, int op, void *arg) { return real_of(f)->pMethods->xFileControl(real_of(f), op, arg); }
static int disk_sector(sqlite3_file *f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); }
static int disk_can(sqlite3_file *f) { return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f)); }
static int disk_shm_map(sqlite3_file *f, int i, int n, int grow, void volatile **out) { return real_of(f)->pMethods->xShmMap(real_of(f), i, n, grow, out); }
static int disk_shm_lock(sqlite3_file *f, int at, int n, int how) { return real_of(f)->pMethods->xShmLock(real_of(f), at, n, how); }
static void disk_shm_barrier(sqlite3_file *f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); }
static int disk_shm_unmap(sqlite3_file *f, int gone) { return real_of(f)->pMethods->xShmUnmap(real_of(f), gone); }

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
    (void)vfs;
    struct handle *h = (struct handle *)file;
    *h = (struct handle){.real = (sqlite3_file *)(h + 1)};
    int rc = disk.off ? SQLITE_CANTOPEN : disk.real->xOpen(disk.real, path, h->real, flags, out);
    if (h->real->pMethods)
        h->base.pMethods = &disk.methods;
    if (rc == SQLITE_OK && path && flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) {
        h->kept = file_of(path);
        if (h->kept->gone)
            empty(h->kept);
    }
    return rc;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
    (void)vfs;
    int rc = strikes();
    if (rc == SQLITE_OK)
        rc = disk.real->xDelete(disk.real, path, 0);
    if (rc == SQLITE_OK && sync)
        empty(file_of(path));
    else if (rc == SQLITE_OK)
        file_of(path)->gone = true;
    return rc;
}

void disk_begin(void)
{
    static const sqlite3_io_methods methods = {
        .iVersion = 2, .xClose = disk_close, .xRead = disk_read, .xWrite = disk_write, .xTruncate = disk_truncate, .xSync = disk_sync,
        .xFileSize = disk_size, .xLock = disk_lock, .xUnlock = disk_unlock, .xCheckReservedLock = disk_check_lock, .xFileControl = disk_control,
        .xSectorSize = disk_sector, .xDeviceCharacteristics = disk_can, .xShmMap = disk_shm_map, .xShmLock = disk_shm_lock,
        .xShmBarrier = disk_shm_barrier, .xShmUnmap = disk_shm_unmap};
    disk.real = must_have(sqlite3_vfs_find(NULL));
    disk.methods = methods;
    disk.vfs = *disk.real;
    disk.vfs.pNext = NULL;
    disk.vfs.zName = "disk-of-the-test";
    disk.vfs.szOsFile = (int)sizeof(struct handle) + disk.real->szOsFile;
    disk.vfs.xOpen = disk_open;
    disk.vfs.xDelete = disk_delete;
    if (sqlite3_vfs_register(&disk.vfs, 1) != SQLITE_OK)
        abort();
}

void disk_start(uint64_t seed)
{
    for (size_t i = 0; i < FILES; i++) {
        struct kept *k = &disk.files[i];
        forget_changes(k);
        free(k->bytes);
        *k = (struct kept){.last = &k->first};
    }
    disk.random = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    disk.calls = disk.cut_at = disk.fail_at = 0;
    disk.struck = disk.off = disk.lies = false;
}

unsigned long disk_calls(void) { return disk.calls; }
void disk_cut_at(unsigned long call) { disk.cut_at = call ? disk.calls + call : 0; }
void disk_fail_at(unsigned long call, int code) { disk.struck = false, disk.fail_at = call ? disk.calls + call : 0, disk.fail_code = code; }
bool disk_struck(void) { return disk.struck; }
void disk_ignore_syncs(bool ignore) { disk.lies = ignore; }

/* ---- the power comes back */

static void apply_torn(struct kept *k, const struct change *c)
{
    for (size_t from = 0; from < c->n;) {
        size_t until = (size_t)((c->at + (sqlite3_int64)from) / SECTOR + 1) * SECTOR - (size_t)c->at;
        until = until < c->n ? until : c->n;
        if (draw(2))
            put(k, c->at + (sqlite3_int64)from, c->bytes + from, until - from);
        from = until;
    }
}

/* By luck nothing of it arrives, or a beginning, in order, whose last write may be torn; else each change by its own, in any order. */
static void lose(struct kept *k)
{
    struct change *all[8192];
    size_t n = 0;
    for (struct change *c = k->first; c && n < sizeof all / sizeof *all; c = c->next)
        all[n++] = c;
    uint64_t luck = draw(6);
    size_t arrived = luck == 0 ? 0 : luck <= 2 ? draw(n + 1) : n;
    for (size_t i = 0; luck > 2 && i < n; i++) {
        size_t other = draw(n);
        struct change *one = all[i];
        all[i] = all[other];
        all[other] = one;
    }
    for (size_t i = 0; i < arrived; i++) {
        uint64_t fate = luck > 2 || i + 1 == arrived ? draw(3) : 0;
        if (fate == 0)
            apply(k, all[i]);
        else if (fate == 1 && all[i]->is_write)
            apply_torn(k, all[i]);
    }
}

static void save(const struct kept *k, const char *path)
{
    FILE *f = must_have(fopen(path, "wb"));
    if (fwrite(k->bytes ? k->bytes : (unsigned char *)"", 1, (size_t)k->n, f) != (size_t)k->n || fclose(f) != 0)
        abort();
}

void disk_after(const char *from, const char *to)
{
    size_t n = strlen(from);
    for (size_t i = 0; i < FILES; i++) {
        struct kept *k = &disk.files[i];
        char path[1024];
        bool lost = (k->gone && draw(2)) || (!k->durable && (!k->first || draw(2)));
        if (lost || strncmp(k->path, from, n) != 0 || k->path[n] != '/')
            continue;
        lose(k);
        snprintf(path, sizeof path, "%s%s", to, k->path + n);
        save(k, path);
    }
}
