/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of backup and restore: folders, and the list of what stands in one. Paths are relative to an open folder. */
#ifndef VD_CORE_BACKUP_FOLDER_H
#define VD_CORE_BACKUP_FOLDER_H
#include "core/backup.h"

/* veedor.conf when it names a database: under its own name it would lead every order on the copy to that database. */
#define VD_BACKUP_CONF_ASIDE "veedor.conf.respaldo"

struct vd_sum { struct vd_str path; unsigned char sha256[32]; };
struct vd_sums {
    VD_LIST(struct vd_sum) files;
    VD_LIST(struct vd_verify_head) heads;
    int64_t schema;           /* migrations applied */
};

/* Copies one regular file, making the folders of its path; what it held as it went by is in *ret. Not synced. */
VD_MUST enum vd_err vd_folder_copy(int from, int to, const char *path, struct vd_file_ref *ret);
VD_MUST enum vd_err vd_folder_hash(int from, const char *path, struct vd_file_ref *ret);
VD_MUST enum vd_err vd_folder_sync(int folder);         /* all that was written on its file system */
void vd_folder_remove(int at, const char *name);        /* with all in it, as far as it can */

/* Builds the text of the list; reads one. VD_INVALID: not a list, or not whole. */
void vd_sums_text(const struct vd_sums *sums, vd_us now, struct vd_buf *out);
VD_MUST enum vd_err vd_sums_read(int folder, struct vd_arena *arena, struct vd_sums *ret);
#endif
