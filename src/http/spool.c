/* SPDX-License-Identifier: Apache-2.0 */
/* Bodies of forms that bring a file. They go to the disk while they arrive, into a file without a name, and are read from there through
 * a mapping: an upload that is cut in the middle is gone with its descriptor, whatever ends the process, and the largest one costs none of its
 * memory. Nobody else can reach the file to cut it short under the mapping. */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include "http/internal.h"

/* Not every file system has files without a name (O_TMPFILE): there it has one for a moment. */
static int open_nameless(const char *folder)
{
    char path[4096];
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR))
        return fd;
    if ((size_t)snprintf(path, sizeof path, "%s/tmp-XXXXXX", folder) >= sizeof path)
        return -1;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

bool http_spool_open(struct http_spool *spool, const char *folder)
{
    spool->fd = open_nameless(folder);
    spool->is_open = spool->fd >= 0;
    return spool->is_open;
}

bool http_spool_put(struct http_spool *spool, const char *p, size_t n)
{
    while (n) {
        ssize_t w = write(spool->fd, p, n);
        if (w < 0 && errno != EINTR)
            return false;
        if (w > 0) {
            p += w;
            n -= (size_t)w;
            spool->n += (size_t)w;
        }
    }
    return true;
}

bool http_spool_view(struct http_spool *spool, struct vd_str *ret)
{
    if (spool->n && !spool->map) {
        void *map = mmap(NULL, spool->n, PROT_READ, MAP_PRIVATE, spool->fd, 0);
        if (map == MAP_FAILED)
            return false;
        spool->map = map;
    }
    *ret = (struct vd_str){spool->map ? spool->map : "", spool->n};
    return true;
}

void http_spool_close(struct http_spool *spool)
{
    if (spool->map)
        munmap(spool->map, spool->n);
    if (spool->is_open)
        close(spool->fd);
    *spool = (struct http_spool){0};
}
