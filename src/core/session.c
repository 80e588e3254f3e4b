/* SPDX-License-Identifier: Apache-2.0 */
#include "core/people.h"
#include <sodium.h>
#include <unistd.h>
#include "core/people.sql.h"
#include "db/tables.h"

#define MINUTE (INT64_C(60) * 1000000)
const vd_us VD_SESSION_IDLE = 120 * MINUTE, VD_SESSION_WHOLE = 12 * 60 * MINUTE;
const vd_us VD_LINK_INVITATION = 7 * 24 * 60 * MINUTE, VD_LINK_PASSWORD = 60 * MINUTE;
static const vd_us HISTORY_KEPT = INT64_C(365) * 24 * 60 * MINUTE;

static struct vd_str hash_bytes(const unsigned char hash[32]) { return (struct vd_str){(const char *)hash, 32}; }

/* ---- tokens: the browser has the bytes, the database their hash */

bool vd_session_hash(struct vd_str hex, unsigned char ret[32])
{
    unsigned char bytes[VD_SESSION_HEX / 2];
    if (!vd_unhex(hex, bytes, sizeof bytes))
        return false;
    crypto_hash_sha256(ret, bytes, sizeof bytes);
    return true;
}

enum vd_err vd_session_token_make(struct vd_session_token *ret)
{
    unsigned char bytes[VD_SESSION_HEX / 2];
    if (getentropy(bytes, sizeof bytes) != 0)
        return VD_IO;
    vd_hex(ret->hex, bytes, sizeof bytes);
    crypto_hash_sha256(ret->hash, bytes, sizeof bytes);
    return VD_OK;
}

/* ---- sessions */

enum vd_err vd_session_put(struct vd_db *db, const struct vd_session_new *of)
{
    struct row_session row = {.entity_id = 0, .token_hash = hash_bytes(of->token->hash), .person_id = of->person_id, .is_strong = of->strong,
        .is_pending = of->pending, .device = of->device, .created_at = of->now, .seen_at = of->now,
        .expires_at = of->now + (of->pending ? 10 * MINUTE : VD_SESSION_IDLE)};
    VD_TRY(session_prune_run(db, of->now));
    return vd_row_put(db, &T_session, &row);
}

enum vd_err vd_session_end(struct vd_db *db, struct vd_str token_hash) { return session_end_run(db, token_hash); }

enum vd_err vd_session_end_others(struct vd_db *db, int64_t person_id, struct vd_str but) { return session_end_others_run(db, person_id, but); }

enum vd_err vd_session_renew(struct vd_db *db, struct vd_str token_hash, const struct vd_session_token *token, bool strong)
{
    return session_renew_run(db, token_hash, hash_bytes(token->hash), strong);
}

enum vd_err vd_session_seen(struct vd_db *db, struct vd_str token_hash, vd_us now)
{
    return session_seen_run(db, token_hash, now, now + VD_SESSION_IDLE, VD_SESSION_WHOLE);
}

enum vd_err vd_session_find(struct vd_db *db, struct vd_arena *arena, struct vd_str hex, vd_us now, struct vd_session *ret, struct vd_str *ret_hash)
{
    unsigned char hash[32];
    struct session_find_row row;
    if (!hex.p || !vd_session_hash(hex, hash))
        return VD_NOT_FOUND;
    struct vd_str key = vd_str_dup(arena, hash_bytes(hash));
    VD_TRY(session_find_one(db, arena, key, now, &row));
    *ret = (struct vd_session){row.person_id, row.email, row.name, row.is_strong, row.is_pending, row.created_at, row.seen_at};
    *ret_hash = key;
    return VD_OK;
}

enum vd_err vd_session_list(struct vd_db *db, struct vd_arena *arena, int64_t person_id, vd_us now, vd_sessions *ret)
{
    struct session_list_row row;
    VD_AUTO_STMT struct vd_stmt *st = session_list_open(db, person_id, now);
    while (session_list_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_session_row){row.token_hash, row.device, row.created_at, row.seen_at};
    return vd_done(st);
}

struct vd_str vd_device_of(struct vd_arena *arena, struct vd_str agent)
{
    static const struct { const char *mark, *name; } browsers[] = {
        {"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Chromium/", "Chromium"}, {"Safari/", "Safari"}},
        systems[] = {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "Mac"}, {"Linux", "Linux"}};
    const char *browser = NULL, *system = NULL;
    for (size_t i = 0; i < VD_COUNT(browsers) && !browser; i++)
        browser = vd_str_find(agent, vd_str_of(browsers[i].mark)) >= 0 ? browsers[i].name : NULL;
    for (size_t i = 0; i < VD_COUNT(systems) && !system; i++)
        system = vd_str_find(agent, vd_str_of(systems[i].mark)) >= 0 ? systems[i].name : NULL;
    if (!system)
        return browser ? vd_str_of(browser) : VD_S("Otro navegador");
    return vd_str_printf(arena, "%s en %s", browser ? browser : "Otro navegador", system);
}

/* ---- what was tried */

enum vd_err vd_sign_in_note(struct vd_db *db, int64_t person_id, const char *outcome, struct vd_str device, vd_us now)
{
    struct row_sign_in row = {.entity_id = 0, .person_id = person_id, .at = now, .outcome = vd_str_of(outcome), .device = device};
    VD_TRY(sign_in_prune_run(db, person_id, now - HISTORY_KEPT));
    return vd_row_put(db, &T_sign_in, &row);
}

enum vd_err vd_sign_in_list(struct vd_db *db, struct vd_arena *arena, int64_t person_id, vd_sign_ins *ret)
{
    struct sign_in_list_row row;
    VD_AUTO_STMT struct vd_stmt *st = sign_in_list_open(db, person_id);
    while (sign_in_list_next(st, arena, &row))
        *VD_PUSH(arena, ret) = (struct vd_sign_in_row){row.at, row.outcome, row.device};
    return vd_done(st);
}

/* ---- links */

enum vd_err vd_link_put(struct vd_db *db, const struct vd_session_token *token, int64_t person_id, const char *purpose, struct vd_oint shown_in, vd_us now)
{
    struct row_one_time_link row = {.entity_id = 0, .token_hash = hash_bytes(token->hash), .person_id = person_id, .purpose = vd_str_of(purpose),
        .shown_in = shown_in, .created_at = now, .expires_at = now + (strcmp(purpose, "clave") ? VD_LINK_INVITATION : VD_LINK_PASSWORD)};
    VD_TRY(link_prune_run(db, now));
    VD_TRY(link_drop_person_run(db, person_id));
    return vd_row_put(db, &T_one_time_link, &row);
}

enum vd_err vd_link_drop_shown(struct vd_db *db, int64_t person_id) { return link_drop_shown_run(db, person_id); }

enum vd_err vd_link_recent(struct vd_db *db, int64_t person_id, vd_us after, bool *ret)
{
    struct link_recent_row row;
    VD_TRY(link_recent_one(db, NULL, person_id, after, &row));
    *ret = row.n > 0;
    return VD_OK;
}

enum vd_err vd_link_find(struct vd_db *db, struct vd_arena *arena, struct vd_str hex, vd_us now, struct vd_link_found *ret)
{
    unsigned char hash[32];
    struct link_find_row row;
    if (!vd_session_hash(hex, hash))
        return VD_NOT_FOUND;
    VD_TRY(link_find_one(db, arena, hash_bytes(hash), now, &row));
    *ret = (struct vd_link_found){row.person_id, row.purpose, row.email, row.name, row.shown_in};
    return VD_OK;
}
