/* SPDX-License-Identifier: Apache-2.0 */
/* SHA256SUMS, as `sha256sum -c` reads it: "#" begins a comment there.
 *
 *   # Respaldo de Veedor 0.1.0, 2022-09-20
 *   # esquema 3
 *   # cabeza 12 9f3a… pasto
 *   9f3a…  archivos/1/9f/9f3a…
 *   # fin 77c0…                      SHA-256 of every byte above
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>
#include "core/backup_folder.h"
#include "core/files.h"

enum { SUMS_MAX = 256 << 20 };

static void put_end(struct vd_buf *out)
{
    unsigned char hash[32];
    char hex[65];
    crypto_hash_sha256(hash, (const unsigned char *)vd_buf_view(out).p, out->n);
    vd_hex(hex, hash, sizeof hash);
    vd_buf_printf(out, "# fin %s\n", hex);
}

void vd_sums_text(const struct vd_sums *sums, vd_us now, struct vd_buf *out)
{
    struct vd_date day = vd_date_in_bogota(now);
    char hex[65];
    vd_buf_printf(out, "# Respaldo de Veedor %s, %04d-%02d-%02d\n# esquema %" PRId64 "\n", VD_VERSION, day.year, day.month, day.day, sums->schema);
    VD_EACH(head, &sums->heads)
        vd_buf_printf(out, "# cabeza %" PRId64 " %.*s %.*s\n", head->events, VD_SARG(head->hex), VD_SARG(head->entity));
    VD_EACH(file, &sums->files) {
        vd_hex(hex, file->sha256, sizeof file->sha256);
        vd_buf_printf(out, "%s  %.*s\n", hex, VD_SARG(file->path));
    }
    put_end(out);
}

/* ---- reading: hostile until the whole of it is understood */

static bool digits(struct vd_str s, size_t max)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n > 0 && s.n <= max;
}

/* Only what a backup holds, so that no path leads out of the folder. */
static bool path_allowed(struct vd_str path)
{
    struct vd_str rest = path, room, entity, shelf;
    unsigned char sha256[32], first[1];
    if (vd_str_is(path, "veedor.db") || vd_str_is(path, "veedor.conf") || vd_str_is(path, VD_BACKUP_CONF_ASIDE))
        return true;
    if (!vd_str_split(&rest, '/', &room))
        return false;
    if (vd_str_is(room, "llaves"))
        return rest.n > 0 && rest.n < 128 && rest.p[0] != '.' && vd_str_find(rest, VD_S("/")) < 0;
    return vd_str_is(room, "archivos") && vd_str_split(&rest, '/', &entity) && digits(entity, 19) && vd_str_split(&rest, '/', &shelf) &&
           vd_unhex(shelf, first, 1) && vd_unhex(rest, sha256, 32) && first[0] == sha256[0];
}

static bool read_comment(struct vd_str line, struct vd_arena *arena, struct vd_sums *sums)
{
    struct vd_str word, events;
    unsigned char hash[32];
    if (!vd_str_split(&line, ' ', &word))
        return false;
    if (vd_str_is(word, "esquema"))
        return vd_str_i64(line, &sums->schema);
    if (!vd_str_is(word, "cabeza"))
        return vd_str_is(word, "Respaldo");
    struct vd_verify_head *head = VD_PUSH(arena, &sums->heads);
    if (!vd_str_split(&line, ' ', &events) || !vd_str_i64(events, &head->events) || !vd_str_split(&line, ' ', &head->hex))
        return false;
    head->entity = line;
    return vd_unhex(head->hex, hash, 32);
}

static bool read_line(struct vd_str line, struct vd_arena *arena, struct vd_sums *sums)
{
    if (vd_str_starts(line, VD_S("# ")))
        return read_comment(vd_str_sub(line, 2, line.n), arena, sums);
    struct vd_sum *file = VD_PUSH(arena, &sums->files);
    file->path = vd_str_sub(line, 66, line.n);
    return vd_unhex(vd_str_sub(line, 0, 64), file->sha256, 32) && vd_str_starts(vd_str_sub(line, 64, line.n), VD_S("  ")) && path_allowed(file->path);
}

/* Cuts the last line off when it is the hash of what stands above. */
static bool take_end(struct vd_str *text)
{
    static const size_t LENGTH = 6 + 64 + 1;
    unsigned char said[32], hash[32];
    if (text->n < LENGTH)
        return false;
    struct vd_str above = vd_str_sub(*text, 0, text->n - LENGTH), end = vd_str_sub(*text, above.n, text->n);
    if (!vd_str_starts(end, VD_S("# fin ")) || !vd_str_ends(end, VD_S("\n")) || !vd_unhex(vd_str_sub(end, 6, 70), said, 32))
        return false;
    crypto_hash_sha256(hash, (const unsigned char *)above.p, above.n);
    *text = above;
    return memcmp(hash, said, 32) == 0;
}

static enum vd_err read_text(int folder, struct vd_arena *arena, struct vd_str *ret)
{
    int fd = openat(folder, VD_BACKUP_SUMS, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT ? VD_INVALID : vd_files_error(errno);
    off_t size = lseek(fd, 0, SEEK_END);
    enum vd_err err = size < 0 || size > SUMS_MAX ? VD_INVALID : VD_OK;
    char *text = err == VD_OK ? vd_alloc(arena, (size_t)size + 1) : NULL;
    for (off_t at = 0; err == VD_OK && at < size;) {
        ssize_t n = pread(fd, text + at, (size_t)(size - at), at);
        if (n <= 0)
            err = VD_IO;
        at += n;
    }
    close(fd);
    if (err == VD_OK)
        *ret = (struct vd_str){text, (size_t)size};
    return err;
}

enum vd_err vd_sums_read(int folder, struct vd_arena *arena, struct vd_sums *ret)
{
    struct vd_sums sums = {0};
    struct vd_str text = {0}, line;
    VD_TRY(read_text(folder, arena, &text));
    if (!take_end(&text))
        return VD_INVALID;
    while (text.n && vd_str_split(&text, '\n', &line))
        if (!read_line(line, arena, &sums))
            return VD_INVALID;
    if (!sums.schema || !sums.files.n)
        return VD_INVALID;
    *ret = sums;
    return VD_OK;
}
