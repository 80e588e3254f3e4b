/* SPDX-License-Identifier: Apache-2.0 */
#include "core/people.h"
#include "core/people.sql.h"
#include "db/tables.h"

enum { LOCAL_MOST = 64 }; /* of an address: RFC 5321 §4.5.3.1.1 */

/* Not the whole grammar of RFC 5321: what mail systems of entities give out. */
static bool is_address(struct vd_str s)
{
    ptrdiff_t at = vd_str_find(s, VD_S("@"));
    if (at <= 0 || at > LOCAL_MOST || s.n > VD_EMAIL_MOST)
        return false;
    struct vd_str domain = vd_str_sub(s, (size_t)at + 1, s.n);
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && !(c && strchr((ptrdiff_t)i < at ? "._%+-'" : ".-", c)) && (ptrdiff_t)i != at)
            return false;
    }
    return vd_str_find(domain, VD_S(".")) > 0 && domain.p[0] != '-' && domain.p[domain.n - 1] != '.' && domain.p[domain.n - 1] != '-' && vd_str_find(domain, VD_S("..")) < 0;
}

enum vd_err vd_email_read(struct vd_arena *arena, struct vd_str typed, struct vd_str *ret)
{
    struct vd_str s = vd_str_trim(typed);
    char *lower = vd_str_c(arena, s);
    for (size_t i = 0; i < s.n; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z')
            lower[i] = (char)(lower[i] + 'a' - 'A');
    struct vd_str read = {lower, s.n};
    if (!is_address(read))
        return VD_INVALID;
    *ret = read;
    return VD_OK;
}

enum vd_err vd_person_by_email(struct vd_db *db, struct vd_arena *arena, struct vd_str email, struct vd_person *ret)
{
    struct person_by_email_row row;
    VD_TRY(person_by_email_one(db, arena, email, &row));
    *ret = (struct vd_person){row.id, row.email, row.name, vd_str_is(row.state, "activa"), row.password, row.totp};
    return VD_OK;
}

enum vd_err vd_person_get(struct vd_db *db, struct vd_arena *arena, int64_t id, struct vd_person *ret)
{
    struct person_by_id_row row;
    VD_TRY(person_by_id_one(db, arena, id, &row));
    *ret = (struct vd_person){row.id, row.email, row.name, vd_str_is(row.state, "activa"), row.password, row.totp};
    return VD_OK;
}

enum vd_err vd_person_create(struct vd_change *change, struct vd_str email, struct vd_str name, int64_t *ret_id)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct vd_person known;
    enum vd_err err = vd_person_by_email(vd_change_db(change), arena, email, &known);
    if (err != VD_NOT_FOUND)
        return err == VD_OK ? VD_CONFLICT : err;
    struct row_person row = {.entity_id = 0, .id = vd_change_id(change), .email = email, .name = name, .sort_key = vd_sort_key(arena, name),
        .state = VD_S("activa"), .created_at = vd_change_now(change)};
    VD_TRY(vd_change_put(change, &T_person, &row));
    vd_change_subject(change, row.id);
    *ret_id = row.id;
    return VD_OK;
}

enum vd_err vd_person_change(struct vd_change *change, int64_t person_id, struct vd_str email, struct vd_str name)
{
    struct vd_arena *arena = vd_change_arena(change);
    struct row_person row = {.entity_id = 0, .id = person_id};
    struct vd_person known;
    VD_TRY(vd_row_get(vd_change_db(change), arena, &T_person, &row));
    enum vd_err err = vd_person_by_email(vd_change_db(change), arena, email, &known);
    if (err != VD_NOT_FOUND && (err != VD_OK || known.id != person_id))
        return err == VD_OK ? VD_CONFLICT : err;
    row.email = email;
    row.name = name;
    row.sort_key = vd_sort_key(arena, name);
    vd_change_subject(change, person_id);
    VD_TRY(link_drop_person_run(vd_change_db(change), person_id)); /* they went to the address of before */
    return vd_change_put(change, &T_person, &row);
}

enum vd_err vd_person_turn(struct vd_change *change, int64_t person_id, bool active)
{
    struct row_person row = {.entity_id = 0, .id = person_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_person, &row));
    row.state = active ? VD_S("activa") : VD_S("inactiva");
    vd_change_subject(change, person_id);
    return vd_change_put(change, &T_person, &row);
}
