/* SPDX-License-Identifier: Apache-2.0 */
/* Everything is copied into one folder inside of the new data folder, proved there, and only then moved up, the database last:
 * a restore that was cut short leaves no veedor.db. Rows for PostgreSQL are committed after that. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "core/backup_folder.h"
#include "core/core.sql.h"
#include "core/files.h"

static const char STAGE[] = "restaurando";
enum { SCRATCH = 256 << 20 };

struct restore {
    const struct vd_db_config *config;
    struct vd_arena *arena, *scratch;
    int from, data, stage;
    const char *stage_path;     /* NULL while it was not made by us */
    struct vd_db *copy, *target; /* target: PostgreSQL */
    struct vd_files *files;
    vd_us now;
    struct vd_sums sums;
    struct vd_backup_result result;
    struct vd_str *reason;
};

static void close_databases(struct restore *r)
{
    vd_db_close(r->copy);
    vd_files_close(r->files);
    r->copy = NULL, r->files = NULL;
}

static void release(void *arg)
{
    struct restore *r = arg;
    close_databases(r);
    vd_db_close(r->target);
    vd_arena_free(r->scratch);
    if (r->stage_path)
        vd_folder_remove(r->data, STAGE);
    const int fds[] = {r->from, r->data, r->stage};
    for (size_t i = 0; i < VD_COUNT(fds); i++)
        if (fds[i] >= 0)
            close(fds[i]);
    r->target = NULL, r->scratch = NULL, r->stage_path = NULL, r->from = r->data = r->stage = -1;
}

VD_PRINTF(3, 4) static enum vd_err refuse(struct restore *r, enum vd_err err, const char *fmt, ...)
{
    va_list ap;
    char line[1024];
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    *r->reason = vd_str_dup(r->arena, vd_str_of(line));
    return err;
}

/* ---- the two places */

static enum vd_err open_backup(struct restore *r, const char *from)
{
    int known = 0;
    r->from = open(from, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (r->from < 0 && (errno == ENOENT || errno == ENOTDIR))
        return refuse(r, VD_INVALID, "%s no es la carpeta de un respaldo", from);
    if (r->from < 0)
        return vd_files_error(errno);
    enum vd_err err = vd_sums_read(r->from, r->arena, &r->sums);
    if (err == VD_INVALID)
        return refuse(r, err, "%s no es un respaldo completo: su lista " VD_BACKUP_SUMS " falta, está cortada o fue cambiada. Use otro respaldo", from);
    VD_TRY(err);
    while (vd_migrations[known].number)
        known++;
    if (r->sums.schema > known)
        return refuse(r, VD_CONFLICT, "el respaldo es de una versión más nueva de Veedor. Instale esa versión, o una posterior, y repita la orden");
    return VD_OK;
}

static enum vd_err open_data(struct restore *r)
{
    const char *data = r->config->data;
    if (mkdir(data, 0700) != 0 && errno != EEXIST)
        return vd_files_error(errno);
    r->data = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int list = r->data < 0 ? -1 : openat(r->data, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = list < 0 ? NULL : fdopendir(list);
    if (!dir)
        return vd_files_error(errno);
    bool empty = true;
    for (struct dirent *e; empty && (e = readdir(dir));)
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || strcmp(e->d_name, "lost+found") == 0;
    closedir(dir);
    if (!empty)
        return refuse(r, VD_INVALID, "la carpeta %s no está vacía. Un respaldo se restaura en una carpeta nueva: dé otra con --data", data);
    if (mkdirat(r->data, STAGE, 0700) != 0)
        return vd_files_error(errno);
    r->stage_path = vd_str_printf(r->arena, "%s/%s", data, STAGE).p;
    r->stage = openat(r->data, STAGE, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    return r->stage < 0 ? vd_files_error(errno) : VD_OK;
}

/* ---- files */

static enum vd_err copy_file(struct restore *r, const struct vd_sum *sum)
{
    const char *path = vd_str_c(r->arena, sum->path);
    struct vd_file_ref ref;
    enum vd_err err = vd_folder_copy(r->from, r->stage, path, &ref);
    if (err == VD_NOT_FOUND)
        return refuse(r, VD_CORRUPT, "al respaldo le falta %s. Use otro respaldo", path);
    if (err == VD_OK && memcmp(ref.sha256, sum->sha256, sizeof ref.sha256) != 0)
        err = VD_CORRUPT;
    if (err == VD_CORRUPT)
        return refuse(r, err, "%s no es como se guardó en el respaldo: está dañado o fue cambiado. Use otro respaldo", path);
    VD_TRY(err);
    r->result.files++;
    r->result.bytes += ref.size;
    r->result.conf_aside |= vd_str_is(sum->path, VD_BACKUP_CONF_ASIDE);
    return VD_OK;
}

/* ---- the database */

static enum vd_err open_copy(struct restore *r)
{
    struct vd_db_status status;
    VD_TRY(vd_db_open(&(const struct vd_db_config){.data = r->stage_path}, VD_DB_WRITE, &r->copy));
    VD_TRY(vd_db_status(r->copy, &status));
    if (status.newer || status.changed)
        return refuse(r, VD_CONFLICT, "la base de datos del respaldo es de otra versión de Veedor. Use la versión del programa que la creó");
    VD_TRY(vd_db_migrate(r->copy, r->now));
    return vd_files_open(r->stage_path, &r->files);
}

static enum vd_err fill_target(struct restore *r)
{
    struct verify_entities_row row;
    VD_TRY(vd_db_open(r->config, VD_DB_WRITE, &r->target));
    VD_TRY(vd_db_migrate(r->target, r->now));
    VD_TRY(vd_db_begin(r->target, VD_DB_WRITE));
    enum vd_err err = verify_entities_one(r->target, r->arena, &row);
    if (err == VD_OK)
        return refuse(r, VD_INVALID, "la base de datos de --db ya tiene un registro. Un respaldo se restaura en una base de datos vacía");
    if (err != VD_NOT_FOUND)
        return err;
    VD_TRY(vd_db_begin(r->copy, VD_DB_READ));
    err = vd_record_copy(r->copy, r->target, r->scratch);
    vd_db_rollback(r->copy);
    return err;
}

static bool heads_agree(const struct restore *r)
{
    size_t same = 0;
    VD_EACH(said, &r->sums.heads)
        VD_EACH(found, &r->result.verify.heads)
            same += said->events == found->events && vd_str_eq(said->hex, found->hex) && vd_str_eq(said->entity, vd_str_printable(r->arena, found->entity));
    return same == r->sums.heads.n && same == r->result.verify.heads.n;
}

static enum vd_err prove(struct restore *r)
{
    VD_TRY(vd_record_verify(r->target ? r->target : r->copy, r->files, r->arena, &r->result.verify));
    if (!heads_agree(r))
        return refuse(r, VD_CORRUPT, "las cabezas del registro no son las que anotó el respaldo. Use otro respaldo");
    return VD_OK;
}

/* ---- all */

static enum vd_err move_up(struct restore *r, const char *name)
{
    if (renameat2(r->stage, name, r->data, name, RENAME_NOREPLACE) != 0 && errno != ENOENT)
        return vd_files_error(errno);
    return VD_OK;
}

static const char *const parts[] = {"archivos", "llaves", "veedor.conf", VD_BACKUP_CONF_ASIDE, "veedor.db"}; /* the database last */

static enum vd_err move_all(struct restore *r)
{
    VD_TRY(vd_folder_sync(r->stage));
    for (size_t i = 0; i < VD_COUNT(parts); i++) {
        VD_TRY(move_up(r, parts[i]));
        if (fsync(r->data) != 0)
            return vd_files_error(errno);
    }
    return VD_OK;
}

/* Rows of PostgreSQL whose COMMIT got no answer may be there: then the files stay too. */
static enum vd_err settle(struct restore *r)
{
    close_databases(r);
    if (r->target)
        vd_folder_remove(r->stage, "veedor.db");
    enum vd_err err = move_all(r);
    if (err == VD_OK && r->target)
        err = vd_db_commit(r->target);
    for (size_t i = 0; err != VD_OK && err != VD_RETRY && i < VD_COUNT(parts); i++)
        vd_folder_remove(r->data, parts[i]); /* the folder was empty: all in it is ours */
    return err;
}

static enum vd_err run(struct restore *r, const char *from)
{
    VD_TRY(open_backup(r, from));
    VD_TRY(open_data(r));
    VD_EACH(sum, &r->sums.files)
        VD_TRY(copy_file(r, sum));
    VD_TRY(open_copy(r));
    if (r->config->url)
        VD_TRY(fill_target(r));
    VD_TRY(prove(r));
    return settle(r);
}

enum vd_err vd_backup_restore(const char *from, const struct vd_db_config *to, vd_us now, struct vd_arena *arena,
                              struct vd_backup_result *ret, struct vd_str *ret_reason)
{
    struct restore *r = VD_NEW(arena, struct restore);
    *r = (struct restore){.config = to, .arena = arena, .from = -1, .data = -1, .stage = -1, .now = now, .reason = ret_reason};
    vd_arena_defer(arena, release, r); /* also when the arena unwinds */
    if (!(r->scratch = vd_arena_new(SCRATCH)))
        return VD_NO_MEMORY;
    enum vd_err err = run(r, from);
    if (err == VD_OK)
        *ret = r->result;
    release(r);
    return err;
}
