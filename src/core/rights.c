/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rights.h"
#include "core/people.sql.h"
#include "db/tables.h"

const struct vd_law_roles *vd_role_find(struct vd_str code)
{
    for (size_t i = 0; i < vd_law_roles_n; i++)
        if (vd_str_eq(vd_law_roles[i].code, code))
            return &vd_law_roles[i];
    return NULL;
}

const struct vd_law_rights *vd_right_find(struct vd_str code)
{
    for (size_t i = 0; i < vd_law_rights_n; i++)
        if (vd_str_eq(vd_law_rights[i].code, code))
            return &vd_law_rights[i];
    return NULL;
}

const struct vd_law_role_rights *vd_role_may(struct vd_str role, struct vd_str right)
{
    for (size_t i = 0; i < vd_law_role_rights_n; i++)
        if (vd_str_eq(vd_law_role_rights[i].right, right) && vd_str_eq(vd_law_role_rights[i].role, role))
            return &vd_law_role_rights[i];
    return NULL;
}

bool vd_who_may(const struct vd_who *who, const char *right)
{
    VD_EACH(post, &who->posts)
        if (vd_role_may(post->role->code, vd_str_of(right)))
            return true;
    return false;
}

bool vd_who_may_unit(const struct vd_who *who, const char *right, int64_t unit_id)
{
    VD_EACH(post, &who->posts)
        if (vd_role_may(post->role->code, vd_str_of(right)) && (!post->unit_id.has || post->unit_id.v == unit_id))
            return true;
    return false;
}

bool vd_who_has_role(const struct vd_who *who, const char *role)
{
    VD_EACH(post, &who->posts)
        if (vd_str_is(post->role->code, role))
            return true;
    return false;
}

enum vd_err vd_posts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t person_id, struct vd_date on, struct vd_who *ret_who)
{
    struct appointment_posts_row row;
    struct vd_who *who = ret_who;
    VD_AUTO_STMT struct vd_stmt *st = appointment_posts_open(db, entity_id, person_id, vd_date_iso(arena, on));
    while (appointment_posts_next(st, arena, &row)) {
        const struct vd_law_roles *role = vd_role_find(row.role);
        if (role)
            *VD_PUSH(arena, &who->posts) = (struct vd_post){row.id, role, row.unit_id};
    }
    return vd_done(st);
}

enum vd_err vd_person_entities(struct vd_db *db, struct vd_arena *arena, int64_t person_id, struct vd_date on, vd_entities *ret)
{
    struct person_entities_row row;
    VD_AUTO_STMT struct vd_stmt *st = person_entities_open(db, person_id, vd_date_iso(arena, on));
    while (person_entities_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_entity){.id = row.id, .slug = row.slug, .name = row.name, .public_version = row.public_version};
    return vd_done(st);
}

enum vd_err vd_person_elsewhere(struct vd_db *db, struct vd_arena *arena, int64_t person_id, int64_t entity_id, struct vd_date on, bool *ret)
{
    struct person_elsewhere_row row;
    VD_TRY(person_elsewhere_one(db, arena, person_id, entity_id, vd_date_iso(arena, on), &row));
    *ret = row.n > 0;
    return VD_OK;
}

enum vd_err vd_appointed(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_date on, vd_appointed_list *ret)
{
    struct appointment_list_row row;
    VD_AUTO_STMT struct vd_stmt *st = appointment_list_open(db, entity_id, vd_date_iso(arena, on));
    while (appointment_list_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_appointed){.appointment_id = row.id, .person_id = row.person_id, .name = row.name, .email = row.email,
            .active = vd_str_is(row.state, "activa"), .has_password = row.has_password, .role = row.role, .unit_id = row.unit_id, .unit = row.unit,
            .valid_from = row.valid_from, .valid_to = row.valid_to, .act = row.act};
    return vd_done(st);
}

enum vd_err vd_appoint(struct vd_change *change, const struct vd_appoint *of, int64_t *ret_id)
{
    struct row_person person = {.entity_id = 0, .id = of->person_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_person, &person));
    if (!vd_role_find(of->role))
        return VD_INVALID;
    struct row_appointment row = {.entity_id = vd_change_entity(change), .id = vd_change_id(change), .person_id = of->person_id, .role = of->role,
        .unit_id = of->unit_id, .valid_from = of->valid_from, .valid_to = of->valid_to, .act = of->act};
    VD_TRY(vd_change_put(change, &T_appointment, &row));
    vd_change_subject(change, row.id);
    *ret_id = row.id;
    return VD_OK;
}

enum vd_err vd_appointment_end(struct vd_change *change, int64_t appointment_id, struct vd_str last)
{
    struct row_appointment row = {.entity_id = vd_change_entity(change), .id = appointment_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_appointment, &row));
    row.valid_to = last;
    vd_change_subject(change, row.id);
    return vd_change_put(change, &T_appointment, &row);
}
