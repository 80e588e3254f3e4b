/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/backup_folder.h"
#include "core/core.sql.h"
#include "core/files.h"
#include "db/tables.h"

enum { SCRATCH = 256 << 20, SUMS_MAX = 256 << 20 };

struct backup {
    struct vd_db *db;           /* of the running installation */
    struct vd_arena *arena;
    struct vd_arena *scratch;   /* emptied every few rows */
    const char *part;           /* being built; NULL once it bears its name */
    int from, to;               /* the data folder, and part */
    struct vd_db *copy;         /* part/veedor.db */
    struct vd_files *files;     /* part/archivos */
    struct vd_buf text;
    vd_us now;
    struct vd_sums sums;
    struct vd_backup_result result;
    struct vd_str *reason;
};

static void release(void *arg)
{
    struct backup *b = arg;
    vd_db_close(b->copy);
    vd_files_close(b->files);
    vd_arena_free(b->scratch);
    vd_buf_done(&b->text);
    if (b->from >= 0)
        close(b->from);
    if (b->to >= 0)
        close(b->to);
    if (b->part)
        vd_folder_remove(AT_FDCWD, b->part);
    b->copy = NULL, b->files = NULL, b->scratch = NULL, b->part = NULL, b->from = b->to = -1;
}

/* ---- the database */

/* From PostgreSQL the rows go through a database of their own, of which the snapshot leaves one plain file. */
static enum vd_err copy_rows(struct backup *b, struct vd_db *rows)
{
    VD_TRY(vd_db_migrate(rows, b->now));
    VD_TRY(vd_db_begin(b->db, VD_DB_READ));
    VD_TRY(vd_db_begin(rows, VD_DB_WRITE));
    VD_TRY(vd_record_copy(b->db, rows, b->scratch));
    vd_db_rollback(b->db);
    return vd_db_commit(rows);
}

static enum vd_err snapshot_of_rows(struct backup *b, const char *path)
{
    const char *folder = vd_str_printf(b->arena, "%s/filas", b->part).p;
    struct vd_db *rows = NULL;
    if (mkdir(folder, 0700) != 0)
        return vd_files_error(errno);
    VD_TRY(vd_db_open(&(const struct vd_db_config){.data = folder}, VD_DB_WRITE, &rows));
    enum vd_err err = copy_rows(b, rows);
    if (err == VD_OK)
        err = vd_db_snapshot(rows, path);
    vd_db_close(rows);
    vd_folder_remove(AT_FDCWD, folder);
    return err;
}

static void add_sum(struct backup *b, const char *path, const struct vd_file_ref *ref)
{
    struct vd_sum *sum = VD_PUSH(b->arena, &b->sums.files);
    sum->path = vd_str_dup(b->arena, vd_str_of(path));
    memcpy(sum->sha256, ref->sha256, sizeof sum->sha256);
    b->result.files++;
    b->result.bytes += ref->size;
}

static enum vd_err take_database(struct backup *b)
{
    const char *path = vd_str_printf(b->arena, "%s/veedor.db", b->part).p;
    struct vd_file_ref ref;
    struct vd_db_status status;
    VD_TRY(vd_db_is_postgres(b->db) ? snapshot_of_rows(b, path) : vd_db_snapshot(b->db, path));
    VD_TRY(vd_folder_hash(b->to, "veedor.db", &ref));
    add_sum(b, "veedor.db", &ref);
    VD_TRY(vd_db_open(&(const struct vd_db_config){.data = b->part}, VD_DB_READ, &b->copy));
    VD_TRY(vd_db_status(b->copy, &status));
    b->sums.schema = status.applied;
    return VD_OK;
}

/* ---- the files: those that the rows of the copy name, so all were there before the moment of the copy */

/* A file that is gone is no reason for having no backup: the report of the copy names it. */
static enum vd_err take_file(struct backup *b, const char *path)
{
    struct vd_file_ref ref;
    enum vd_err err = vd_folder_copy(b->from, b->to, path, &ref);
    if (err == VD_NOT_FOUND || err == VD_CORRUPT)
        return VD_OK;
    VD_TRY(err);
    add_sum(b, path, &ref);
    return VD_OK;
}

static enum vd_err take_originals(struct backup *b, int64_t entity_id)
{
    struct row_file_blob row;
    VD_AUTO_STMT struct vd_stmt *st = vd_row_scan(b->copy, &T_file_blob, entity_id);
    for (vd_arena_reset(b->scratch); vd_row_next(st, b->scratch, &row); vd_arena_reset(b->scratch)) {
        char hex[65], path[128];
        if (row.sha256.n != 32)
            continue; /* no row of ours: the report names it */
        vd_hex(hex, (const unsigned char *)row.sha256.p, 32);
        snprintf(path, sizeof path, "archivos/%" PRId64 "/%.2s/%s", entity_id, hex, hex);
        VD_TRY(take_file(b, path));
    }
    return vd_done(st);
}

static enum vd_err take_all_originals(struct backup *b)
{
    struct verify_entities_row row;
    VD_AUTO_STMT struct vd_stmt *st = verify_entities_open(b->copy);
    while (verify_entities_next(st, b->arena, &row))
        VD_TRY(take_originals(b, row.id));
    return vd_done(st);
}

static enum vd_err take_keys(struct backup *b)
{
    int fd = openat(b->from, "llaves", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    enum vd_err err = VD_OK;
    if (!dir && fd >= 0)
        close(fd);
    if (!dir)
        return errno == ENOENT ? VD_OK : vd_files_error(errno); /* never served: no keys yet */
    for (struct dirent *e; err == VD_OK && (e = readdir(dir));) {
        char path[300];
        snprintf(path, sizeof path, "llaves/%s", e->d_name);
        if (e->d_name[0] != '.' && strlen(e->d_name) < 128)
            err = take_file(b, path);
    }
    closedir(dir);
    return err;
}

static bool names_database(const char *path)
{
    char line[1024];
    bool found = false;
    FILE *f = fopen(path, "re");
    while (f && !found && fgets(line, sizeof line, f)) {
        struct vd_str text = vd_str_of(line), key;
        found = vd_str_split(&text, '=', &key) && vd_str_is(vd_str_trim(key), "db");
    }
    if (f)
        fclose(f);
    return found;
}

static enum vd_err take_settings(struct backup *b)
{
    static const char name[] = "veedor.conf";
    struct vd_file_ref ref;
    enum vd_err err = vd_folder_copy(b->from, b->to, name, &ref);
    if (err == VD_NOT_FOUND)
        return VD_OK; /* optional */
    VD_TRY(err);
    b->result.conf_aside = names_database(vd_str_printf(b->arena, "%s/%s", b->part, name).p);
    if (b->result.conf_aside && renameat(b->to, name, b->to, VD_BACKUP_CONF_ASIDE) != 0)
        return vd_files_error(errno);
    add_sum(b, b->result.conf_aside ? VD_BACKUP_CONF_ASIDE : name, &ref);
    return VD_OK;
}

/* ---- all */

static enum vd_err write_sums(struct backup *b)
{
    vd_sums_text(&b->sums, b->now, &b->text);
    VD_TRY(vd_buf_ok(&b->text));
    int fd = openat(b->to, VD_BACKUP_SUMS, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return vd_files_error(errno);
    enum vd_err err = VD_OK;
    for (size_t at = 0; err == VD_OK && at < b->text.n;) {
        ssize_t n = write(fd, b->text.p + at, b->text.n - at);
        if (n < 0)
            err = vd_files_error(errno);
        else
            at += (size_t)n;
    }
    close(fd);
    return err;
}

static enum vd_err take_all(struct backup *b)
{
    VD_TRY(take_database(b));
    VD_TRY(take_all_originals(b));
    VD_TRY(take_keys(b));
    VD_TRY(take_settings(b));
    VD_TRY(vd_files_open(b->part, &b->files));
    VD_TRY(vd_record_verify(b->copy, b->files, b->arena, &b->result.verify));
    VD_EACH(head, &b->result.verify.heads) {
        *VD_PUSH(b->arena, &b->sums.heads) = *head;
        b->sums.heads.v[b->sums.heads.n - 1].entity = vd_str_printable(b->arena, head->entity);
    }
    return write_sums(b);
}

static enum vd_err parent_sync(struct vd_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *parent = !slash ? "." : slash == path ? "/" : vd_str_printf(arena, "%.*s", (int)(slash - path), path).p;
    int fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return vd_files_error(errno);
    enum vd_err err = fsync(fd) == 0 ? VD_OK : vd_files_error(errno);
    close(fd);
    return err;
}

static enum vd_err taken(struct backup *b, const char *path, const char *advice)
{
    *b->reason = vd_str_printf(b->arena, "%s ya existe. %s", path, advice);
    return VD_INVALID;
}

static enum vd_err begin(struct backup *b, const char *data, const char *to)
{
    struct stat st;
    const char *part = vd_str_printf(b->arena, "%s.part", to).p;
    if (lstat(to, &st) == 0)
        return taken(b, to, "Un respaldo no se escribe sobre otro: dé otro nombre.");
    if ((b->from = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
        return vd_files_error(errno);
    if (mkdir(part, 0700) != 0)
        return errno == EEXIST ? taken(b, part, "Es de un respaldo que no terminó: si ninguno está en curso, bórrela.") : vd_files_error(errno);
    b->part = part;
    b->to = open(part, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    return b->to < 0 ? vd_files_error(errno) : VD_OK;
}

static enum vd_err finish(struct backup *b, const char *to)
{
    VD_TRY(vd_folder_sync(b->to));
    if (renameat2(AT_FDCWD, b->part, AT_FDCWD, to, RENAME_NOREPLACE) != 0)
        return errno == EEXIST ? taken(b, to, "Otro respaldo tomó ese nombre: dé otro.") : vd_files_error(errno);
    b->part = NULL;
    return parent_sync(b->arena, to);
}

/* What `veedor doctor` reads. A data folder that may only be read gets no mark, and that is no fault of the backup. */
static void leave_mark(const struct backup *b)
{
    char line[32];
    int n = snprintf(line, sizeof line, "%" PRId64 "\n", b->now);
    int fd = openat(b->from, VD_BACKUP_MARK ".tmp", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return;
    bool whole = write(fd, line, (size_t)n) == n;
    close(fd);
    if (!whole || renameat(b->from, VD_BACKUP_MARK ".tmp", b->from, VD_BACKUP_MARK) != 0)
        unlinkat(b->from, VD_BACKUP_MARK ".tmp", 0);
}

enum vd_err vd_backup_make(struct vd_db *db, const char *data, const char *to, vd_us now, struct vd_arena *arena,
                           struct vd_backup_result *ret, struct vd_str *ret_reason)
{
    struct backup *b = VD_NEW(arena, struct backup);
    *b = (struct backup){.db = db, .arena = arena, .from = -1, .to = -1, .now = now, .reason = ret_reason};
    vd_buf_init(&b->text, SUMS_MAX);
    vd_arena_defer(arena, release, b); /* also when the arena unwinds: nothing half made stays */
    if (!(b->scratch = vd_arena_new(SCRATCH)))
        return VD_NO_MEMORY;
    enum vd_err err = begin(b, data, to);
    if (err == VD_OK)
        err = take_all(b);
    if (err == VD_OK)
        err = finish(b, to);
    if (err == VD_OK) {
        leave_mark(b);
        *ret = b->result;
    }
    vd_db_rollback(db);
    release(b);
    return err;
}

enum vd_err vd_backup_last(const char *data, vd_us *ret)
{
    char line[32] = "";
    int folder = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int fd = folder < 0 ? -1 : openat(folder, VD_BACKUP_MARK, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    ssize_t n = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
    if (fd >= 0)
        close(fd);
    if (folder >= 0)
        close(folder);
    return n > 0 && vd_str_i64(vd_str_trim((struct vd_str){line, (size_t)n}), ret) ? VD_OK : VD_NOT_FOUND;
}
