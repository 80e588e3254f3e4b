/* SPDX-License-Identifier: Apache-2.0 */
#include "core/backup.h"
#include "core/core.sql.h"
#include "db/tables.h"

enum { ROWS_BETWEEN_RESETS = 256 };

static enum vd_err copy_table(struct vd_db *from, struct vd_db *to, struct vd_arena *scratch, const struct vd_table *table, int64_t entity_id)
{
    vd_arena_reset(scratch);
    void *row = calloc(1, table->row_size);
    if (!row)
        return VD_NO_MEMORY;
    enum vd_err err = VD_OK;
    VD_AUTO_STMT struct vd_stmt *st = vd_row_scan(from, table, entity_id);
    for (int n = 1; err == VD_OK && vd_row_next(st, scratch, row); n++) {
        err = vd_row_put(to, table, row);
        if (n % ROWS_BETWEEN_RESETS == 0)
            vd_arena_reset(scratch);
    }
    free(row);
    return err == VD_OK ? vd_done(st) : err;
}

/* Parents stand before their children: in vd_tables, and the installation's rows before the entities'. */
static enum vd_err copy_entity(struct vd_db *from, struct vd_db *to, struct vd_arena *scratch, int64_t entity_id)
{
    for (const struct vd_table *const *table = vd_tables; *table; table++)
        VD_TRY(copy_table(from, to, scratch, *table, entity_id));
    return VD_OK;
}

enum vd_err vd_record_copy(struct vd_db *from, struct vd_db *to, struct vd_arena *scratch)
{
    struct verify_entities_row row;
    VD_AUTO_STMT struct vd_stmt *st = verify_entities_open(from);
    while (verify_entities_next(st, scratch, &row))
        VD_TRY(copy_entity(from, to, scratch, row.id));
    return vd_done(st);
}
