/* SPDX-License-Identifier: Apache-2.0 */
/* Every row against the last event that touched it. A row is changed, extra (no event made it) or missing. */
#include "core/verify.h"
#include "core/core.sql.h"
#include "db/tables.h"

enum { ROWS_BETWEEN_RESETS = 256 };

/* activity and [1,7,12] -> "fila activity (1, 7, 12)" */
static struct vd_str row_name(struct vd_arena *arena, struct vd_str table, struct vd_str pk)
{
    char *key = vd_alloc(arena, 2 * pk.n + 1);
    size_t n = 0;
    bool quoted = false;
    for (size_t i = 1; i + 1 < pk.n; i++) {
        quoted ^= pk.p[i] == '"' && pk.p[i - 1] != '\\';
        key[n++] = pk.p[i];
        if (pk.p[i] == ',' && !quoted)
            key[n++] = ' ';
    }
    return vd_str_printf(arena, "fila %.*s (%.*s)", VD_SARG(table), (int)n, key);
}

static void check_row(struct vd_verify *verify, const struct vd_table *table, const void *row, struct vd_str pk, int64_t *extra)
{
    struct vd_str name = vd_str_of(table->name);
    struct vd_rowmap_slot *slot = vd_rowmap_get(&verify->map, name, pk);
    unsigned char hash[VD_HASH_SIZE];
    if (!slot) {
        ++*extra;
        if (!verify->unreadable)
            vd_verify_fault_add(verify, row_name(verify->scratch, name, pk), "Sobra: ningún acto la registró.");
        return;
    }
    slot->seen = true;
    vd_row_hash(table, row, hash);
    if (slot->removed)
        vd_verify_fault_add(verify, row_name(verify->scratch, name, pk), "Sobra: el acto %" PRId64 " la retiró.", slot->seq);
    else if (memcmp(slot->hash, hash, sizeof hash) != 0)
        vd_verify_fault_add(verify, row_name(verify->scratch, name, pk), "Fue cambiada: no es como la dejó el acto %" PRId64 ".", slot->seq);
}

static void check_file(struct vd_verify *verify, const struct row_file_blob *row)
{
    char hex[2 * VD_HASH_SIZE + 1];
    if (row->sha256.n != VD_HASH_SIZE)
        return; /* no row of ours: named as extra or changed */
    const unsigned char *sha256 = (const unsigned char *)row->sha256.p;
    vd_hex(hex, sha256, VD_HASH_SIZE);
    struct vd_str name = vd_str_printf(verify->scratch, "archivo %s", hex);
    enum vd_err err = vd_files_check(verify->files, verify->entity_id, sha256, row->size);
    if (err == VD_NOT_FOUND)
        vd_verify_fault_add(verify, name, "Falta: no está en la carpeta de archivos.");
    else if (err == VD_CORRUPT)
        vd_verify_fault_add(verify, name, "Fue cambiado: su contenido no es el que se guardó.");
    else if (err != VD_OK)
        vd_verify_fault_add(verify, name, "No se pudo leer (%s).", vd_err_name(err));
    verify->report.files++;
}

static enum vd_err check_table(struct vd_verify *verify, const struct vd_table *table, void *row, int64_t *extra)
{
    struct vd_json json;
    VD_AUTO_STMT struct vd_stmt *st = vd_row_scan(verify->db, table, verify->entity_id);
    for (int64_t n = 1; vd_row_next(st, verify->scratch, row); n++) {
        vd_buf_clear(&verify->pk);
        vd_json_init(&json, &verify->pk);
        vd_pk_json(&json, table, row);
        VD_TRY(vd_buf_ok(&verify->pk));
        check_row(verify, table, row, vd_buf_view(&verify->pk), extra);
        if (table == &T_file_blob)
            check_file(verify, row);
        verify->report.rows++;
        if (n % ROWS_BETWEEN_RESETS == 0)
            vd_arena_reset(verify->scratch);
    }
    return vd_done(st);
}

/* ---- rows that the chain knows and their table does not */

static enum vd_err name_missing(struct vd_verify *verify, const struct vd_rowmap_slot *slot)
{
    struct verify_detail_row event;
    struct vd_detail detail;
    struct vd_detail_row row;
    vd_arena_reset(verify->scratch);
    VD_TRY(verify_detail_one(verify->db, verify->scratch, verify->entity_id, slot->seq, &event));
    if (!vd_detail_open(event.body, &detail))
        return VD_INTERNAL; /* it was read a moment ago, in this snapshot */
    while (vd_detail_next(&detail, &row) == 1)
        if (vd_rowmap_is(slot, &row)) {
            vd_verify_fault_add(verify, row_name(verify->scratch, row.table, row.pk), "Falta: el acto %" PRId64 " la registró y ya no está.", slot->seq);
            return VD_OK;
        }
    return VD_INTERNAL;
}

static enum vd_err check_missing(struct vd_verify *verify)
{
    for (size_t i = 0; i < verify->map.cap && !verify->report.truncated; i++) {
        const struct vd_rowmap_slot *slot = &verify->map.slots[i];
        if (slot->seq && !slot->seen && !slot->removed)
            VD_TRY(name_missing(verify, slot));
    }
    return VD_OK;
}

static enum vd_err check_attachments(struct vd_verify *verify)
{
    struct verify_attachments_row row;
    VD_AUTO_STMT struct vd_stmt *st = verify_attachments_open(verify->db, verify->entity_id);
    while (verify_attachments_next(st, verify->scratch, &row))
        vd_verify_fault_add(verify, vd_str_printf(verify->scratch, "fila attachment (%" PRId64 ", %" PRId64 ")", verify->entity_id, row.id),
                            "El adjunto «%.*s» nombra un archivo que no está registrado.", VD_SARG(row.name));
    return vd_done(st);
}

enum vd_err vd_verify_rows(struct vd_verify *verify)
{
    int64_t extra = 0;
    for (const struct vd_table *const *table = vd_tables; *table; table++) {
        if ((*table)->operational)
            continue;
        vd_arena_reset(verify->scratch);
        enum vd_err err = check_table(verify, *table, vd_alloc(verify->arena, (*table)->row_size), &extra);
        if (err != VD_CORRUPT)
            VD_TRY(err);
        else
            vd_verify_fault_add(verify, vd_str_printf(verify->scratch, "tabla %s", (*table)->name), "No se puede leer completa: %s", vd_db_message(verify->db));
    }
    VD_TRY(check_missing(verify));
    /* One sentence, not one a row: what an unreadable import wrote cannot be told from what somebody slipped in. */
    if (extra && verify->unreadable)
        vd_verify_fault_add(verify, VD_S("filas sin prueba"), "Hay %" PRId64 " que no se %s probar, porque falta o fue cambiado el detalle de algún acto.", extra,
                            extra == 1 ? "puede" : "pueden");
    vd_arena_reset(verify->scratch);
    return check_attachments(verify);
}
