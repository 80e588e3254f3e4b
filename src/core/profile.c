/* SPDX-License-Identifier: Apache-2.0 */
#include "core/profile.h"
#include "core/core.sql.h"

enum { NIT_LEAST = 9, NIT_MOST = 10 };

const struct vd_place_departments *vd_department_find(struct vd_str code)
{
    for (size_t i = 0; i < vd_place_departments_n; i++)
        if (vd_str_eq(vd_place_departments[i].code, code))
            return &vd_place_departments[i];
    return NULL;
}

enum vd_err vd_profile_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_profile *ret)
{
    struct vd_profile profile = {.row = {.entity_id = entity_id}};
    struct entity_shield_row shield;
    enum vd_err err = vd_row_get(db, arena, &T_entity_profile, &profile.row);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    if (profile.row.shield_file.has) {
        VD_TRY(entity_shield_one(db, arena, entity_id, profile.row.shield_file.v, &shield));
        profile.shield = shield.sha256;
        profile.shield_mime = shield.mime;
        profile.shield_size = shield.size;
    }
    *ret = profile;
    return VD_OK;
}

void vd_profile_hash(const struct vd_profile *profile, unsigned char ret[32]) { vd_row_hash(&T_entity_profile, &profile->row, ret); }

static enum vd_err current(struct vd_change *change, struct vd_profile *ret)
{
    vd_change_subject(change, vd_change_entity(change));
    return vd_profile_get(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), ret);
}

enum vd_err vd_profile_put(struct vd_change *change, const struct row_entity_profile *row, const unsigned char seen[32])
{
    struct vd_profile now;
    struct row_entity_profile put = *row;
    unsigned char hash[32];
    VD_TRY(current(change, &now));
    vd_profile_hash(&now, hash);
    if (memcmp(hash, seen, sizeof hash) != 0)
        return VD_CONFLICT;
    put.entity_id = vd_change_entity(change);
    put.shield_file = now.row.shield_file;
    put.shield_width = now.row.shield_width;
    put.shield_height = now.row.shield_height;
    return vd_change_put(change, &T_entity_profile, &put);
}

enum vd_err vd_profile_shield(struct vd_change *change, const struct vd_shield *shield)
{
    struct vd_profile now;
    int64_t attachment;
    VD_TRY(current(change, &now));
    VD_TRY(vd_file_attach(change, &shield->file, shield->name, "entity", vd_change_entity(change), &attachment));
    now.row.shield_file = vd_some(attachment);
    now.row.shield_width = vd_some(shield->width);
    now.row.shield_height = vd_some(shield->height);
    return vd_change_put(change, &T_entity_profile, &now.row);
}

enum vd_err vd_profile_shield_drop(struct vd_change *change)
{
    struct vd_profile now;
    VD_TRY(current(change, &now));
    if (!now.row.shield_file.has)
        return VD_NOT_FOUND;
    now.row.shield_file = now.row.shield_width = now.row.shield_height = (struct vd_oint){0};
    return vd_change_put(change, &T_entity_profile, &now.row);
}

/* Weights of the digits from the right, modulo 11 (DIAN, Orden Administrativa 4 de 1989). */
static char check_digit(const char *digits, size_t n)
{
    static const int weights[NIT_MOST] = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43};
    int sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (digits[n - 1 - i] - '0') * weights[i];
    int rest = sum % 11;
    return (char)('0' + (rest > 1 ? 11 - rest : rest));
}

enum vd_err vd_nit_read(struct vd_arena *arena, struct vd_str typed, struct vd_str *ret)
{
    char digits[NIT_MOST + 1];
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c >= '0' && c <= '9' && n < sizeof digits)
            digits[n++] = c;
        else if (!strchr(". -", c) || !c)
            return VD_INVALID;
    }
    if (n <= NIT_LEAST)
        return VD_INVALID;
    if (check_digit(digits, n - 1) != digits[n - 1])
        return VD_CORRUPT;
    *ret = vd_str_printf(arena, "%.*s-%c", (int)n - 1, digits, digits[n - 1]);
    return VD_OK;
}
