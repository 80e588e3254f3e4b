/* SPDX-License-Identifier: Apache-2.0 */
/* A backup is a data folder at one moment: the database as one SQLite file, whatever engine it came from, the originals that
 * its rows name, the keys and veedor.conf; and SHA256SUMS, which `sha256sum -c` reads: a line a file, and in its comments
 * the version of the schema, the head of every chain and, last, the hash of all that stands above (docs/adr/0014).
 *
 * It is built beside its place under another name, synced, and only then renamed: what bears the name is complete. */
#ifndef VD_CORE_BACKUP_H
#define VD_CORE_BACKUP_H
#include "core/core.h"

#define VD_BACKUP_SUMS "SHA256SUMS"
#define VD_BACKUP_MARK "ultimo-respaldo" /* in the data folder: when the last one was made, as microseconds in digits */

struct vd_backup_result {
    struct vd_verify_report verify; /* of the copy */
    int64_t files, bytes;           /* all that was copied */
    bool conf_aside;                /* veedor.conf names a database, and stands there as veedor.conf.respaldo */
};

/* Every row of every table, entity by entity, into a database that has the tables and no rows. Inside the caller's transactions. */
VD_MUST enum vd_err vd_record_copy(struct vd_db *from, struct vd_db *to, struct vd_arena *scratch);

/* `db` reads the database of the folder `data`; `to` must not exist. *ret_reason is a Spanish sentence, absent when only the
 * error says why. VD_INVALID: the place is taken. A fault that the record already had is copied too and stands in the report. */
VD_MUST enum vd_err vd_backup_make(struct vd_db *db, const char *data, const char *to, vd_us now, struct vd_arena *arena,
                                   struct vd_backup_result *ret, struct vd_str *ret_reason);

/* Into the folder to->data, made when missing, which must be empty, and when to->url is given into that database, which must
 * hold no rows. VD_INVALID: not empty, or no complete backup; VD_CONFLICT: of a newer version; VD_CORRUPT: damaged since it was made. */
VD_MUST enum vd_err vd_backup_restore(const char *from, const struct vd_db_config *to, vd_us now, struct vd_arena *arena,
                                      struct vd_backup_result *ret, struct vd_str *ret_reason);

/* When the last backup of this folder was made. VD_NOT_FOUND: none that is known. */
VD_MUST enum vd_err vd_backup_last(const char *data, vd_us *ret);
#endif
