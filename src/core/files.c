/* SPDX-License-Identifier: Apache-2.0 */
/* Files by content: <data>/archivos/<entity>/<first 2 hex>/<sha256 hex>.
 *
 * A file is copied to a temporary name, synced, renamed into place and its folders synced, all before the COMMIT of the
 * rows that name it. A crash between the two leaves a file without rows: vd_files_sweep takes it a day later. So that the
 * sweep never takes a file that is just being stored again, storing always renames a fresh copy over the old one (a new
 * time, and a damaged file heals), and both hold a lock on the folder while they look and act. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/core.h"
#include "core/files.h"

enum { CHUNK = 64 * 1024 };

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}
#define AUTO_FD __attribute__((cleanup(close_fd)))

enum vd_err vd_files_error(int error)
{
    switch (error) {
    case ENOENT: case ENOTDIR: return VD_NOT_FOUND;
    case ENOSPC: case EDQUOT: case EROFS: return VD_NO_SPACE;
    case ENOMEM: return VD_NO_MEMORY;
    case ELOOP: return VD_CORRUPT; /* a link: the store makes none */
    default: return VD_IO;
    }
}

/* A folder inside the store. A link in its place is refused: it would lead writes elsewhere, and reads to files of others. */
static enum vd_err enter(int at, const char *name, int *ret)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return errno == ENOTDIR ? VD_CORRUPT : vd_files_error(errno);
    *ret = fd;
    return VD_OK;
}

/* The folder `name` in `at`, made when missing; a new one is made durable by syncing its parent. */
static enum vd_err make_folder(int at, const char *name)
{
    if (mkdirat(at, name, 0700) == 0) {
        if (fsync(at) != 0)
            return vd_files_error(errno);
    } else if (errno != EEXIST) {
        return vd_files_error(errno);
    }
    return VD_OK;
}

static enum vd_err open_folder(int at, const char *name, int *ret)
{
    VD_TRY(make_folder(at, name));
    return enter(at, name, ret);
}

enum vd_err vd_files_open(const char *data, struct vd_files **ret)
{
    AUTO_FD int folder = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return vd_files_error(errno);
    VD_TRY(make_folder(folder, "archivos"));
    int root = openat(folder, "archivos", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* this one may be a link: to a larger disk */
    if (root < 0)
        return vd_files_error(errno);
    struct vd_files *files = calloc(1, sizeof *files);
    if (!files) {
        close(root);
        return VD_NO_MEMORY;
    }
    files->root = root;
    *ret = files;
    return VD_OK;
}

void vd_files_close(struct vd_files *files)
{
    if (!files)
        return;
    close(files->root);
    free(files);
}

enum vd_err vd_files_lock(struct vd_files *files, int how, int *ret)
{
    int fd = openat(files->root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); /* own description: flock then works between threads */
    if (fd < 0)
        return vd_files_error(errno);
    while (flock(fd, how) != 0)
        if (errno != EINTR) {
            close(fd);
            return VD_IO;
        }
    *ret = fd;
    return VD_OK;
}

/* ---- copying */

static enum vd_err write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t w = write(fd, p, n);
        if (w < 0 && errno != EINTR)
            return vd_files_error(errno);
        if (w > 0) {
            p += w;
            n -= (size_t)w;
        }
    }
    return VD_OK;
}

static enum vd_err read_some(int fd, char *p, size_t *ret_n)
{
    ssize_t n;
    do
        n = read(fd, p, CHUNK);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return VD_IO;
    *ret_n = (size_t)n;
    return VD_OK;
}

enum vd_err vd_files_stream(int in, int out, int64_t max, struct vd_file_ref *ret)
{
    char chunk[CHUNK];
    struct vd_mime mime = {0};
    crypto_hash_sha256_state sha;
    int64_t size = 0;
    size_t n;
    crypto_hash_sha256_init(&sha);
    for (;;) {
        VD_TRY(read_some(in, chunk, &n));
        if (!n)
            break;
        if ((int64_t)n > max - size)
            return VD_TOO_BIG;
        size += (int64_t)n;
        crypto_hash_sha256_update(&sha, (const unsigned char *)chunk, n);
        vd_mime_put(&mime, (struct vd_str){chunk, n});
        if (out >= 0)
            VD_TRY(write_all(out, chunk, n));
    }
    crypto_hash_sha256_final(&sha, ret->sha256);
    ret->size = size;
    ret->mime = vd_mime_type(&mime);
    return VD_OK;
}

enum vd_err vd_files_take(struct vd_str bytes, int out, struct vd_file_ref *ret)
{
    struct vd_mime mime = {0};
    for (struct vd_str rest = bytes; rest.n;) {
        struct vd_str chunk = vd_str_sub(rest, 0, rest.n < CHUNK ? rest.n : CHUNK);
        vd_mime_put(&mime, chunk);
        rest = vd_str_sub(rest, chunk.n, rest.n);
    }
    crypto_hash_sha256(ret->sha256, (const unsigned char *)bytes.p, bytes.n);
    ret->size = (int64_t)bytes.n;
    ret->mime = vd_mime_type(&mime);
    return out < 0 ? VD_OK : write_all(out, bytes.p, bytes.n);
}

static enum vd_err open_source(const char *path, int *ret)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return vd_files_error(errno);
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return VD_INVALID;
    }
    *ret = fd;
    return VD_OK;
}

/* What is stored: a file that is open, or bytes. */
struct source { int fd; int64_t max; struct vd_str bytes; };

static enum vd_err copy_to_temp(const struct source *source, int folder, const char *temp, struct vd_file_ref *ret)
{
    AUTO_FD int out = openat(folder, temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0)
        return vd_files_error(errno);
    VD_TRY(source->fd < 0 ? vd_files_take(source->bytes, out, ret) : vd_files_stream(source->fd, out, source->max, ret));
    return fsync(out) == 0 ? VD_OK : vd_files_error(errno);
}

static enum vd_err move_into_place(struct vd_files *files, int folder, const char *temp, const unsigned char sha256[32])
{
    AUTO_FD int shelf = -1;
    AUTO_FD int lock = -1;
    char hex[65], prefix[3];
    vd_hex(hex, sha256, 32);
    vd_hex(prefix, sha256, 1);
    VD_TRY(open_folder(folder, prefix, &shelf));
    VD_TRY(vd_files_lock(files, LOCK_SH, &lock));
    if (renameat(folder, temp, shelf, hex) != 0 || fsync(shelf) != 0)
        return vd_files_error(errno);
    return VD_OK;
}

enum vd_err vd_files_hash(const char *path, int64_t max, struct vd_file_ref *ret)
{
    AUTO_FD int source = -1;
    VD_TRY(open_source(path, &source));
    return vd_files_stream(source, -1, max, ret);
}

static enum vd_err store(struct vd_files *files, int64_t entity_id, const struct source *source, struct vd_file_ref *ret)
{
    AUTO_FD int folder = -1;
    char name[32], temp[sizeof VD_FILES_TEMP + 32];
    unsigned char random[16];
    struct vd_file_ref ref = {0};
    if (getentropy(random, sizeof random) != 0)
        return VD_IO;
    memcpy(temp, VD_FILES_TEMP, sizeof VD_FILES_TEMP);
    vd_hex(temp + sizeof VD_FILES_TEMP - 1, random, sizeof random);
    snprintf(name, sizeof name, "%" PRId64, entity_id);
    VD_TRY(open_folder(files->root, name, &folder));
    enum vd_err err = copy_to_temp(source, folder, temp, &ref);
    if (err == VD_OK)
        err = move_into_place(files, folder, temp, ref.sha256);
    if (err != VD_OK) {
        unlinkat(folder, temp, 0);
        return err;
    }
    *ret = ref;
    return VD_OK;
}

enum vd_err vd_files_store(struct vd_files *files, int64_t entity_id, const char *path, int64_t max, struct vd_file_ref *ret)
{
    AUTO_FD int source = -1;
    VD_TRY(open_source(path, &source));
    return store(files, entity_id, &(struct source){.fd = source, .max = max}, ret);
}

enum vd_err vd_files_store_bytes(struct vd_files *files, int64_t entity_id, struct vd_str bytes, struct vd_file_ref *ret)
{
    return store(files, entity_id, &(struct source){.fd = -1, .bytes = bytes}, ret);
}

struct vd_str vd_files_path(const struct vd_files *files, struct vd_arena *arena, int64_t entity_id, struct vd_str sha256)
{
    char hex[65] = "";
    if (sha256.n == 32)
        vd_hex(hex, (const unsigned char *)sha256.p, 32);
    return vd_str_printf(arena, "/proc/self/fd/%d/%" PRId64 "/%.2s/%s", files->root, entity_id, hex, hex);
}

enum vd_err vd_files_fetch(struct vd_files *files, int64_t entity_id, const unsigned char sha256[32], int64_t size, int *ret_fd)
{
    AUTO_FD int folder = -1;
    AUTO_FD int shelf = -1;
    char hex[65], prefix[3], name[32];
    struct vd_file_ref found;
    struct stat st;
    vd_hex(hex, sha256, 32);
    vd_hex(prefix, sha256, 1);
    snprintf(name, sizeof name, "%" PRId64, entity_id);
    VD_TRY(enter(files->root, name, &folder));
    VD_TRY(enter(folder, prefix, &shelf));
    AUTO_FD int fd = openat(shelf, hex, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); /* a FIFO would wait for ever */
    if (fd < 0)
        return vd_files_error(errno);
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        return VD_CORRUPT;
    enum vd_err err = vd_files_stream(fd, -1, size, &found);
    if (err == VD_TOO_BIG)
        return VD_CORRUPT;
    VD_TRY(err);
    if (found.size != size || memcmp(found.sha256, sha256, 32) != 0)
        return VD_CORRUPT;
    if (lseek(fd, 0, SEEK_SET) != 0)
        return VD_IO;
    *ret_fd = fd;
    fd = -1;
    return VD_OK;
}

enum vd_err vd_files_check(struct vd_files *files, int64_t entity_id, const unsigned char sha256[32], int64_t size)
{
    AUTO_FD int fd = -1;
    return vd_files_fetch(files, entity_id, sha256, size, &fd);
}

enum vd_err vd_files_read(struct vd_files *files, struct vd_arena *arena, int64_t entity_id, const unsigned char sha256[32], int64_t size, struct vd_str *ret)
{
    AUTO_FD int fd = -1;
    size_t n = 0;
    VD_TRY(vd_files_fetch(files, entity_id, sha256, size, &fd));
    char *bytes = vd_alloc_raw(arena, (size_t)size + CHUNK);
    for (size_t some = 1; some && n <= (size_t)size; n += some)
        VD_TRY(read_some(fd, bytes + n, &some));
    if (n != (size_t)size)
        return VD_CORRUPT;
    *ret = (struct vd_str){bytes, n};
    return VD_OK;
}
