/* SPDX-License-Identifier: Apache-2.0 */
#include "features/events/events.h"

/* An absent text is NULL in SQL, which equals nothing. */
static struct vd_str any(struct vd_str s) { return s.p ? s : VD_S(""); }

enum vd_err events_list_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct events_asked *a, events_list *ret)
{
    return event_found_all(db, arena, entity_id, a->no, any(a->family), a->vigencia, any(a->kind), any(a->state), any(a->unit), a->public_only, any(a->before_on), a->before_no, a->most, ret);
}

enum vd_err events_pieces_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct events_asked *a, events_pieces *ret)
{
    return event_piece_all(db, arena, entity_id, a->no, any(a->family), a->vigencia, any(a->kind), any(a->state), a->public_only, any(a->before_on), a->before_no, a->most, ret);
}

enum vd_err events_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct event_found_row *ret)
{
    events_list found = {0};
    VD_TRY(events_list_of(db, arena, entity_id, &(struct events_asked){.no = no, .most = 1}, &found));
    if (!no || !found.n)
        return VD_NOT_FOUND;
    *ret = found.v[0];
    return VD_OK;
}

enum vd_err events_piece_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct event_piece_row *ret)
{
    events_pieces found = {0};
    VD_TRY(events_pieces_of(db, arena, entity_id, &(struct events_asked){.no = no, .most = 1}, &found));
    if (!no || !found.n)
        return VD_NOT_FOUND;
    *ret = found.v[0];
    return VD_OK;
}

enum vd_err events_counts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t event_id, events_counts *ret)
{
    return event_count_all(db, arena, entity_id, event_id, ret);
}

enum vd_err events_proposals_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct events_proposed *a, events_proposals *ret)
{
    return event_proposal_all(db, arena, entity_id, a->event_id, a->no, a->activity_key, any(a->family), a->vigencia, a->public_only, ret);
}

enum vd_err events_steps_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t subject_id, events_steps *ret)
{
    return event_step_all(db, arena, entity_id, subject_id, ret);
}

enum vd_err events_activities_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, bool public_only, events_activities *ret)
{
    return event_activity_all(db, arena, entity_id, any(family), vigencia, public_only, ret);
}

enum vd_err events_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct event_public_row row;
    VD_TRY(event_public_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, &row));
    *ret = row.event;
    return VD_OK;
}

enum vd_err events_piece_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct event_public_row row;
    VD_TRY(event_public_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, &row));
    *ret = row.piece;
    return VD_OK;
}

enum vd_err events_file_may(const struct documents_asked *asked, const struct vd_who *who, bool *ret)
{
    struct event_file_row row;
    VD_TRY(event_file_one(asked->db, asked->arena, asked->entity_id, asked->subject_id, asked->attachment_id, &row));
    *ret = vd_str_is(row.classification, "publica") || (row.unit_id.has && vd_who_may_unit(who, "participacion.ver_archivos", row.unit_id.v));
    return VD_OK;
}

enum vd_err events_plans_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, bool public_only, events_plans *ret)
{
    return event_plan_all(db, arena, entity_id, public_only, ret);
}
