/* SPDX-License-Identifier: Apache-2.0 */
#include "features/amendment/amendment_request.h"

enum vd_err amendment_versions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str path_word, int64_t vigencia, amendment_versions *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = amendment_version_open(db, entity_id, path_word, vigencia);
    amendment_versions list = {0};
    struct amendment_version_row row;
    while (amendment_version_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err amendment_notices_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_notices *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = amendment_notice_open(db, entity_id, version_id);
    amendment_notices list = {0};
    struct amendment_notice_row row;
    while (amendment_notice_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err amendment_compare(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t before, int64_t after, struct plan_diff *ret)
{
    struct plan_diff_side old = {0}, now = {0};
    VD_TRY(plan_diff_stored(db, arena, entity_id, before, &old));
    VD_TRY(plan_diff_measured(db, arena, entity_id, before, &old));
    VD_TRY(plan_diff_stored(db, arena, entity_id, after, &now));
    VD_TRY(plan_diff_measured(db, arena, entity_id, after, &now));
    plan_diff_of(arena, &old, &now, ret);
    return VD_OK;
}

enum vd_err amendment_activities_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, int64_t activity, amendment_activities *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = amendment_activity_open(db, entity_id, version_id, activity);
    amendment_activities list = {0};
    struct amendment_activity_row row;
    while (amendment_activity_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err amendment_windows_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, int64_t activity, amendment_windows *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = amendment_window_open(db, entity_id, version_id, activity);
    amendment_windows list = {0};
    struct amendment_window_row row;
    while (amendment_window_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err amendment_components_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_components *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = amendment_component_open(db, entity_id, version_id);
    amendment_components list = {0};
    struct amendment_component_row row;
    while (amendment_component_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err amendment_requests_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t request, amendment_requests *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = amendment_request_open(db, entity_id, request, 0);
    amendment_requests list = {0};
    struct amendment_request_row row;
    while (amendment_request_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

enum vd_err amendment_fields_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t request, amendment_fields *ret)
{
    VD_AUTO_STMT struct vd_stmt *st = amendment_field_open(db, entity_id, request);
    amendment_fields list = {0};
    struct amendment_field_row row;
    while (amendment_field_next(st, arena, &row))
        *VD_PUSH(arena, &list) = row;
    VD_TRY(vd_done(st));
    *ret = list;
    return VD_OK;
}

const struct amendment_window_row *amendment_window_at(const amendment_windows *windows, struct vd_oint ord)
{
    VD_EACH(w, windows)
        if (!ord.has || w->ord == ord.v)
            return w;
    return NULL;
}
