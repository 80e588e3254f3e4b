/* SPDX-License-Identifier: Apache-2.0 */
/* The rows that name stored files, and the removal of files that no row names. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/core.h"
#include "core/core.sql.h"
#include "core/files.h"
#include "core/proof.h"
#include "db/tables.h"

static const vd_us KEPT = INT64_C(86400) * 1000000;

enum vd_err vd_attach(struct vd_change *change, const struct vd_attaching *of, int64_t *ret_attachment_id)
{
    const struct vd_file_ref *ref = of->file;
    struct row_file_blob blob = {.entity_id = vd_change_entity(change), .sha256 = vd_bytes(ref->sha256)};
    enum vd_err err = vd_row_get(vd_change_db(change), vd_change_arena(change), &T_file_blob, &blob);
    if (err == VD_NOT_FOUND) {
        blob.size = ref->size;
        blob.mime = ref->mime;
        blob.stored_at = vd_change_now(change);
        err = vd_change_put(change, &T_file_blob, &blob);
    }
    VD_TRY(err);
    struct row_attachment row = {
        .entity_id = blob.entity_id, .id = vd_change_id(change), .subject_kind = vd_str_of(of->subject_kind), .subject_id = of->subject_id,
        .sha256 = vd_bytes(ref->sha256), .name = vd_str_printable(vd_change_arena(change), of->name), .kind = of->kind,
        .classification = of->classification.n ? of->classification : VD_S("clasificada"), .added_at = vd_change_now(change), .added_by = of->added_by,
        .retain_until = of->retain_until};
    VD_TRY(vd_change_put(change, &T_attachment, &row));
    *ret_attachment_id = row.id;
    return VD_OK;
}

/* "clasificada" until a person decides: an original may name people (Ley 1581/2012); nothing serves it by default. */
enum vd_err vd_file_attach(struct vd_change *change, const struct vd_file_ref *ref, struct vd_str name, const char *subject_kind, int64_t subject_id,
                           int64_t *ret_attachment_id)
{
    const struct vd_attaching of = {.file = ref, .name = name, .subject_kind = subject_kind, .subject_id = subject_id};
    return vd_attach(change, &of, ret_attachment_id);
}

/* ---- damaged */

enum vd_err vd_files_damaged_of(struct vd_files *files, struct vd_db *db, struct vd_arena *arena, vd_files_damaged *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = file_damages_open(db);
    struct file_damages_row row;
    char hex[2 * VD_HASH_SIZE + 1];
    while (file_damages_next(st, arena, &row)) {
        if (row.sha256.n != VD_HASH_SIZE)
            continue;
        enum vd_err err = vd_files_check(files, row.entity, (const unsigned char *)row.sha256.p, row.size);
        if (err == VD_OK)
            continue;
        vd_hex(hex, (const unsigned char *)row.sha256.p, VD_HASH_SIZE);
        *VD_PUSH(arena, ret) = (struct vd_file_damaged){.entity = row.slug, .hex = vd_str_dup(arena, vd_str_of(hex)), .name = row.name, .is_gone = err == VD_NOT_FOUND};
    }
    return vd_done(st);
}

/* ---- sweep */

struct sweep {
    struct vd_files *files;
    struct vd_db *db;
    vd_us before; /* only what is older */
    int64_t entity_id, removed;
};

static void close_dir(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

static DIR *open_dir(int at, const char *name)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir && fd >= 0)
        close(fd);
    return dir;
}

static bool is_old(const struct sweep *sweep, int at, const char *name)
{
    struct stat st;
    return fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
           (vd_us)st.st_mtim.tv_sec * 1000000 + st.st_mtim.tv_nsec / 1000 < sweep->before;
}

static enum vd_err is_named(struct sweep *sweep, const char *hex, bool *ret)
{
    unsigned char sha256[VD_HASH_SIZE];
    struct file_known_row row;
    if (!vd_unhex(vd_str_of(hex), sha256, sizeof sha256)) {
        *ret = true; /* not a name of ours: not ours to remove */
        return VD_OK;
    }
    enum vd_err err = file_known_one(sweep->db, NULL, sweep->entity_id, vd_bytes(sha256), &row);
    *ret = err == VD_OK;
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err sweep_file(struct sweep *sweep, int at, const char *name)
{
    bool named = false;
    int lock;
    if (!is_old(sweep, at, name))
        return VD_OK;
    VD_TRY(vd_files_lock(sweep->files, LOCK_EX, &lock));
    enum vd_err err = VD_OK;
    if (is_old(sweep, at, name) && !vd_str_starts(vd_str_of(name), VD_S(VD_FILES_TEMP)))
        err = is_named(sweep, name, &named);
    if (err == VD_OK && !named && is_old(sweep, at, name) && unlinkat(at, name, 0) == 0)
        sweep->removed++;
    close(lock);
    return err;
}

static enum vd_err sweep_folder(struct sweep *sweep, int at, const char *name, int depth)
{
    __attribute__((cleanup(close_dir))) DIR *dir = open_dir(at, name);
    if (!dir)
        return vd_files_error(errno);
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct stat st;
        if (entry->d_name[0] == '.' || fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        if (S_ISDIR(st.st_mode) && depth < 2) {
            if (depth == 0 && !vd_str_i64(vd_str_of(entry->d_name), &sweep->entity_id))
                continue;
            VD_TRY(sweep_folder(sweep, dirfd(dir), entry->d_name, depth + 1));
        } else if (depth > 0) {
            VD_TRY(sweep_file(sweep, dirfd(dir), entry->d_name));
        }
    }
    return VD_OK;
}

enum vd_err vd_files_sweep(struct vd_files *files, struct vd_db *db, vd_us now, int64_t *ret_removed)
{
    struct sweep sweep = {.files = files, .db = db, .before = now - KEPT};
    VD_TRY(sweep_folder(&sweep, files->root, ".", 0));
    *ret_removed = sweep.removed;
    return VD_OK;
}
