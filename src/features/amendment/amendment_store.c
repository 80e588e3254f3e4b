/* SPDX-License-Identifier: Apache-2.0 */
#include "features/amendment/amendment.h"

enum vd_err amendment_versions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str path_word, int64_t vigencia, amendment_versions *ret)
{
    return amendment_version_all(db, arena, entity_id, path_word, vigencia, ret);
}

const struct amendment_version_row *amendment_base_in(const amendment_versions *versions, const struct amendment_version_row *version)
{
    bool history = vd_str_is(version->state, "historico");
    VD_EACH(v, versions) {
        if (version->base_no.has ? v->no == version->base_no.v : history && v->no < version->no && vd_str_eq(v->short_name, version->short_name))
            return v;
    }
    return NULL;
}

enum vd_err amendment_notices_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_notices *ret)
{
    return amendment_notice_all(db, arena, entity_id, version_id, ret);
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
