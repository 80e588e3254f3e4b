/* SPDX-License-Identifier: Apache-2.0 */
#include "core/core.sql.h"
#include "core/proof.h"
#include "core/record.h"

enum vd_err vd_record_head(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_chain_head *ret)
{
    struct record_head_row row;
    char hex[2 * VD_HASH_SIZE + 1];
    VD_TRY(record_head_one(db, arena, entity_id, &row));
    if (row.head.n != VD_HASH_SIZE)
        return VD_CORRUPT;
    vd_hex(hex, (const unsigned char *)row.head.p, VD_HASH_SIZE);
    *ret = (struct vd_chain_head){.seq = row.seq, .hex = vd_str_dup(arena, vd_str_of(hex)), .at = row.at.v};
    return VD_OK;
}

static struct vd_str kind_text(struct vd_str code)
{
    for (const struct vd_event_kind *kind = vd_event_kinds; kind->code; kind++)
        if (vd_str_is(code, kind->code))
            return vd_str_of(kind->text);
    return code; /* of a newer program */
}

enum vd_err vd_record_history(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const char *subject_kind, int64_t subject_id, vd_history *ret)
{
    vd_history found = {0};
    struct record_history_row row;
    VD_AUTO_STMT struct vd_stmt *st = record_history_open(db, entity_id, vd_str_of(subject_kind), subject_id);
    while (record_history_next(st, arena, &row))
        *VD_PUSH(arena, &found) = (struct vd_history_row){.seq = row.seq, .at = row.at, .actor_kind = row.actor_kind, .kind = row.kind, .text = kind_text(row.kind)};
    VD_TRY(vd_done(st));
    *ret = found;
    return VD_OK;
}
