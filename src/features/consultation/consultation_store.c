/* SPDX-License-Identifier: Apache-2.0 */
#include "features/consultation/consultation_store.h"

enum vd_err consultation_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, consultations *ret)
{
    return consultation_found_all(db, arena, entity_id, VD_S(""), 0, 0, ret);
}

static enum vd_err newest(const consultations *list, struct consultation_found_row *ret)
{
    if (!list->n)
        return VD_NOT_FOUND;
    *ret = list->v[0];
    return VD_OK;
}

enum vd_err consultation_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct consultation_found_row *ret)
{
    consultations list = {0};
    VD_TRY(consultation_found_all(db, arena, entity_id, family, vigencia, 0, &list));
    return newest(&list, ret);
}

enum vd_err consultation_of_version(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct consultation_found_row *ret)
{
    consultations list = {0};
    VD_TRY(consultation_found_all(db, arena, entity_id, VD_S(""), 0, version_id, &list));
    return newest(&list, ret);
}

enum vd_err contribution_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t consultation_id, struct contribution_no after, int64_t most, contributions *ret)
{
    return contribution_found_all(db, arena, entity_id, consultation_id, after.year, after.no, most, ret);
}

enum vd_err contribution_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct contribution_no no, struct contribution_found_row *ret)
{
    contributions list = {0};
    VD_TRY(contribution_list(db, arena, entity_id, 0, (struct contribution_no){no.year, no.no - 1}, 1, &list));
    if (!list.n || list.v[0].year != no.year || list.v[0].no != no.no)
        return VD_NOT_FOUND;
    *ret = list.v[0];
    return VD_OK;
}

static enum vd_err opened_by(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct contribution_no no, struct vd_str code, int64_t *ret_id)
{
    struct contribution_key_row key;
    unsigned char hash[32];
    contribution_code_hash(entity_id, code, hash);
    VD_TRY(contribution_key_one(db, arena, entity_id, no.year, no.no, &key));
    if (!vd_str_eq(key.code_hash, (struct vd_str){(const char *)hash, sizeof hash}))
        return VD_NOT_FOUND;
    *ret_id = key.id;
    return VD_OK;
}

enum vd_err contribution_of_author(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct contribution_no no, struct vd_str code, struct contribution_found_row *ret)
{
    int64_t id;
    VD_TRY(opened_by(db, arena, entity_id, no, code, &id));
    return contribution_get(db, arena, entity_id, no, ret);
}

enum vd_err consultation_draft(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct plan *ret)
{
    struct life_version_row version;
    VD_TRY(life_get(db, arena, entity_id, version_id, &version));
    const struct shown_plan_row head = {.entity_id = entity_id, .plan_id = version.plan_id, .version_id = version_id, .instrument = version.instrument,
        .instrument_name = version.instrument_name, .short_name = version.short_name, .path_word = version.path_word, .vigencia = version.vigencia,
        .title = version.title, .no = version.no, .state = version.state, .created_at = version.created_at, .activities = version.activities};
    return plan_version_read(db, arena, &head, ret);
}

enum vd_err consultation_activity(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct vd_str address, struct consulted *ret)
{
    struct consulted_activity_row row;
    VD_TRY(consulted_activity_one(db, arena, entity_id, version_id, address, &row));
    *ret = (struct consulted){.key = row.key, .address = vd_str_dup(arena, address), .text = row.description};
    return VD_OK;
}

enum vd_err consultation_activities(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, consulted_list *ret)
{
    return consulted_addresses_all(db, arena, entity_id, version_id, ret);
}
