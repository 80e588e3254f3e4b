/* SPDX-License-Identifier: Apache-2.0 */
#include "features/life/life_inside.h"

/* An instrument that replaced another in the middle of a year stands first. */
enum vd_err life_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str path_word, int64_t vigencia, int64_t no, struct life_version_row *ret)
{
    life_versions found = {0};
    VD_TRY(life_version_all(db, arena, entity_id, 0, path_word, vigencia, no, &found));
    if (!found.n)
        return VD_NOT_FOUND;
    *ret = found.v[0];
    return VD_OK;
}

enum vd_err life_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct life_version_row *ret)
{
    return life_version_one(db, arena, entity_id, version_id, VD_S(""), 0, 0, ret);
}

enum vd_err life_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, life_versions *ret)
{
    return life_version_all(db, arena, entity_id, 0, VD_S(""), 0, 0, ret);
}

enum vd_err life_family_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str path_word, int64_t vigencia, life_family *ret)
{
    return life_family_all(db, arena, entity_id, path_word, vigencia, ret);
}

enum vd_err life_history(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, life_steps *ret)
{
    return life_step_all(db, arena, entity_id, version_id, ret);
}

enum vd_err life_right(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t person_id, vd_us now, struct vd_str right)
{
    struct vd_who who = {0};
    if (!right.n || !person_id)
        return right.n || person_id ? VD_DENIED : VD_OK;
    VD_TRY(vd_posts_of(db, arena, entity_id, person_id, vd_date_in_bogota(now), &who));
    return vd_who_may(&who, vd_str_c(arena, right)) ? VD_OK : VD_DENIED;
}

enum vd_err life_next(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, const struct life_version_row *version, vd_us now, life_ways *ret)
{
    life_ways ways = {0};
    for (size_t i = 0; i < life_plan_transitions_n; i++) {
        const struct life_plan_transitions *rule = &life_plan_transitions[i];
        if (!life_rule_is_of(rule, version))
            continue;
        const struct life_ask ask = {.db = db, .arena = arena, .version = version, .rule = rule, .person_id = who->person_id, .now = now};
        struct life_way way = {.rule = rule, .may = rule->right.n && vd_who_may(who, vd_str_c(arena, rule->right)), .ready = true};
        life_mets mets = {0};
        VD_TRY(life_guards_ask(&ask, &mets));
        VD_EACH(met, &mets) {
            *VD_PUSH(arena, &way.guards) = *met;
            way.ready &= met->met;
        }
        *VD_PUSH(arena, &ways) = way;
    }
    *ret = ways;
    return VD_OK;
}
