/* SPDX-License-Identifier: Apache-2.0 */
#include "core/second_factor.h"
#include <liboath/oath.h>
#include <sodium.h>
#include <unistd.h>
#include "core/people.sql.h"
#include "db/tables.h"

enum { STEP_SECONDS = 30, GRACE = 1, DIGITS = 6, PAPER = 10 /* characters of a code on paper: 50 bits */ };

bool vd_second_factor_init(void) { return oath_init() == OATH_OK; }

enum vd_err vd_secret_make(unsigned char ret[VD_SECRET]) { return getentropy(ret, VD_SECRET) == 0 ? VD_OK : VD_IO; }

/* ---- sealing: for its person only */

static struct vd_str use_of(struct vd_arena *arena, int64_t person_id) { return vd_str_printf(arena, "totp %" PRId64, person_id); }

struct vd_str vd_secret_seal(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], int64_t person_id, const unsigned char secret[VD_SECRET])
{
    return vd_seal(arena, key, use_of(arena, person_id), (struct vd_str){(const char *)secret, VD_SECRET});
}

enum vd_err vd_secret_open(struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], int64_t person_id, struct vd_str sealed, unsigned char ret[VD_SECRET])
{
    struct vd_str secret;
    VD_TRY(vd_seal_open(arena, key, use_of(arena, person_id), sealed, &secret));
    if (secret.n != VD_SECRET)
        return VD_CORRUPT;
    memcpy(ret, secret.p, VD_SECRET);
    return VD_OK;
}

struct vd_str vd_secret_text(struct vd_arena *arena, const unsigned char secret[VD_SECRET])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; /* RFC 4648 §6; 160 bits need no filling */
    char *out = vd_alloc(arena, VD_SECRET * 8 / 5 + 1);
    size_t n = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < VD_SECRET; i++) {
        bits = bits << 8 | secret[i];
        for (held += 8; held >= 5; held -= 5)
            out[n++] = letters[bits >> (held - 5) & 31];
    }
    out[n] = 0;
    return (struct vd_str){out, n};
}

struct vd_str vd_secret_uri(struct vd_arena *arena, const unsigned char secret[VD_SECRET], struct vd_str email)
{
    return vd_str_printf(arena, "otpauth://totp/Veedor:%.*s?secret=%.*s&issuer=Veedor", VD_SARG(email), VD_SARG(vd_secret_text(arena, secret)));
}

/* ---- codes of the application */

struct vd_str vd_code_read(struct vd_arena *arena, struct vd_str typed)
{
    char *code = vd_alloc(arena, typed.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];
        if (c != ' ' && c != '-')
            code[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
    }
    code[n] = 0;
    return (struct vd_str){code, n};
}

bool vd_code_is_digits(struct vd_str code)
{
    int64_t number;
    return code.n == DIGITS && vd_str_i64(code, &number) && number >= 0;
}

enum vd_err vd_code_check(const unsigned char secret[VD_SECRET], struct vd_str code, vd_us now, int64_t *ret_step)
{
    const int64_t here = now / 1000000 / STEP_SECONDS;
    int64_t found = -1;
    if (!vd_code_is_digits(code))
        return VD_NOT_FOUND;
    for (int64_t step = here - GRACE; step <= here + GRACE; step++) {
        char wanted[DIGITS + 1];
        if (oath_hotp_generate((const char *)secret, VD_SECRET, (uint64_t)step, DIGITS, false, OATH_HOTP_DYNAMIC_TRUNCATION, wanted) != OATH_OK)
            return VD_IO;
        if (sodium_memcmp(wanted, code.p, DIGITS) == 0)
            found = step;
    }
    if (found < 0)
        return VD_NOT_FOUND;
    *ret_step = found;
    return VD_OK;
}

enum vd_err vd_code_use(struct vd_db *db, struct vd_arena *arena, int64_t person_id, int64_t step)
{
    struct row_code_use row = {.entity_id = 0, .person_id = person_id};
    enum vd_err err = vd_row_get(db, arena, &T_code_use, &row);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    if (err == VD_OK && row.step >= step)
        return VD_CONFLICT;
    row.step = step;
    return vd_row_put(db, &T_code_use, &row);
}

/* ---- codes on paper */

void vd_recovery_hash(const unsigned char key[VD_SEAL_KEY], int64_t person_id, struct vd_str code, unsigned char ret[32])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, VD_SEAL_KEY, 32);
    crypto_generichash_update(&state, (const unsigned char *)&person_id, sizeof person_id);
    crypto_generichash_update(&state, (const unsigned char *)code.p, code.n);
    crypto_generichash_final(&state, ret, 32);
}

enum vd_err vd_recovery_make(const unsigned char key[VD_SEAL_KEY], int64_t person_id, struct vd_recovery *ret)
{
    static const char letters[] = "23456789abcdefghijkmnpqrstuvwxyz"; /* 32, without 0, 1, l and o */
    for (size_t i = 0; i < VD_RECOVERY_CODES; i++) {
        unsigned char random[PAPER];
        char plain[PAPER];
        if (getentropy(random, sizeof random) != 0)
            return VD_IO;
        for (size_t k = 0; k < PAPER; k++)
            plain[k] = letters[random[k] & 31];
        vd_recovery_hash(key, person_id, (struct vd_str){plain, PAPER}, ret->hash[i]);
        snprintf(ret->text[i], VD_RECOVERY_TEXT, "%.5s-%.5s", plain, plain + PAPER / 2);
    }
    return VD_OK;
}

static struct vd_str hash_bytes(const unsigned char hash[32]) { return (struct vd_str){(const char *)hash, 32}; }

enum vd_err vd_recovery_find(struct vd_db *db, struct vd_arena *arena, int64_t person_id, const unsigned char hash[32], int64_t *ret_no)
{
    struct recovery_find_row row;
    VD_TRY(recovery_find_one(db, arena, person_id, hash_bytes(hash), &row));
    *ret_no = row.no;
    return VD_OK;
}

enum vd_err vd_second_factor_state(struct vd_db *db, struct vd_arena *arena, int64_t person_id, struct vd_second_factor_state *ret)
{
    struct second_factor_state_row row;
    VD_TRY(second_factor_state_one(db, arena, person_id, &row));
    *ret = (struct vd_second_factor_state){row.since.v, row.codes};
    return VD_OK;
}

enum vd_err vd_recovery_put(struct vd_change *change, int64_t person_id, const struct vd_recovery *codes)
{
    for (int i = 0; i < VD_RECOVERY_CODES; i++) {
        struct row_recovery_code row = {.entity_id = 0, .person_id = person_id, .no = i + 1, .code_hash = hash_bytes(codes->hash[i])};
        VD_TRY(vd_change_put(change, &T_recovery_code, &row));
    }
    vd_change_subject(change, person_id);
    return VD_OK;
}

enum vd_err vd_recovery_use(struct vd_change *change, int64_t person_id, const unsigned char hash[32])
{
    struct row_recovery_code row = {.entity_id = 0, .person_id = person_id};
    VD_TRY(vd_recovery_find(vd_change_db(change), vd_change_arena(change), person_id, hash, &row.no));
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_recovery_code, &row));
    row.used_at = vd_some(vd_change_now(change));
    vd_change_subject(change, person_id);
    return vd_change_put(change, &T_recovery_code, &row);
}

/* ---- having one */

static enum vd_err put_secret(struct vd_change *change, int64_t person_id, struct vd_str sealed)
{
    struct row_credential row = {.entity_id = 0, .person_id = person_id};
    VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_credential, &row));
    if (!row.totp.p == !sealed.p)
        return sealed.p ? VD_CONFLICT : VD_NOT_FOUND;
    row.totp = sealed;
    row.totp_since = sealed.p ? vd_some(vd_change_now(change)) : (struct vd_oint){0};
    vd_change_subject(change, person_id);
    return vd_change_put(change, &T_credential, &row);
}

enum vd_err vd_second_factor_put(struct vd_change *change, int64_t person_id, struct vd_str sealed, const struct vd_recovery *codes)
{
    VD_TRY(put_secret(change, person_id, sealed));
    return vd_recovery_put(change, person_id, codes);
}

enum vd_err vd_second_factor_remove(struct vd_change *change, int64_t person_id)
{
    VD_TRY(put_secret(change, person_id, (struct vd_str){0}));
    for (int i = 0; i < VD_RECOVERY_CODES; i++) {
        struct row_recovery_code row = {.entity_id = 0, .person_id = person_id, .no = i + 1};
        VD_TRY(vd_row_get(vd_change_db(change), vd_change_arena(change), &T_recovery_code, &row));
        VD_TRY(vd_change_remove(change, &T_recovery_code, &row));
    }
    return session_weaken_run(vd_change_db(change), person_id);
}

/* ---- needing one */

enum vd_err vd_second_factor_roles(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_role_list *ret)
{
    struct second_factor_roles_row row;
    VD_AUTO_STMT struct vd_stmt *st = second_factor_roles_open(db, entity_id);
    while (second_factor_roles_next(st, arena, &row))
        *VD_PUSH(arena, &ret->roles) = row.role;
    return vd_done(st);
}

enum vd_err vd_second_factor_needed(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, bool *ret)
{
    struct vd_role_list needed = {0};
    bool found = false;
    VD_TRY(vd_second_factor_roles(db, arena, who->entity.id, &needed));
    VD_EACH(role, &needed.roles)
        VD_EACH(post, &who->posts)
            found |= vd_str_eq(*role, post->role->code);
    *ret = found;
    return VD_OK;
}

enum vd_err vd_second_factor_rule(struct vd_change *change, struct vd_str role, bool needed)
{
    struct row_second_factor_role row = {.entity_id = vd_change_entity(change), .role = role};
    enum vd_err err = vd_row_get(vd_change_db(change), vd_change_arena(change), &T_second_factor_role, &row);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    if (needed == (err == VD_OK))
        return VD_CONFLICT;
    return needed ? vd_change_put(change, &T_second_factor_role, &row) : vd_change_remove(change, &T_second_factor_role, &row);
}
