/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/backup_folder.h"
#include "core/files.h"

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}
#define AUTO_FD __attribute__((cleanup(close_fd)))

static enum vd_err make_parents(int at, const char *path)
{
    char part[512];
    size_t n = strlen(path);
    if (n >= sizeof part)
        return VD_TOO_BIG;
    memcpy(part, path, n + 1);
    for (char *slash = part; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = 0;
        if (mkdirat(at, part, 0700) != 0 && errno != EEXIST)
            return vd_files_error(errno);
    }
    return VD_OK;
}

static enum vd_err open_regular(int at, const char *path, int *ret)
{
    struct stat st;
    int fd = openat(at, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK); /* a FIFO would wait for ever */
    if (fd < 0)
        return vd_files_error(errno);
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return VD_CORRUPT;
    }
    *ret = fd;
    return VD_OK;
}

enum vd_err vd_folder_hash(int from, const char *path, struct vd_file_ref *ret)
{
    AUTO_FD int in = -1;
    VD_TRY(open_regular(from, path, &in));
    return vd_files_stream(in, -1, INT64_MAX, ret);
}

enum vd_err vd_folder_copy(int from, int to, const char *path, struct vd_file_ref *ret)
{
    AUTO_FD int in = -1;
    VD_TRY(open_regular(from, path, &in));
    VD_TRY(make_parents(to, path));
    AUTO_FD int out = openat(to, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (out < 0)
        return vd_files_error(errno);
    return vd_files_stream(in, out, INT64_MAX, ret);
}

/* One call for thousands of files; it also tells of writes that failed since they were made (Linux 5.8). */
enum vd_err vd_folder_sync(int folder) { return syncfs(folder) == 0 ? VD_OK : vd_files_error(errno); }

void vd_folder_remove(int at, const char *name)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        if (fd >= 0)
            close(fd);
        unlinkat(at, name, 0);
        return;
    }
    for (struct dirent *e; (e = readdir(dir));)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            vd_folder_remove(fd, e->d_name);
    closedir(dir);
    unlinkat(at, name, AT_REMOVEDIR);
}
