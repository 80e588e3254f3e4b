/* SPDX-License-Identifier: Apache-2.0 */
#include "core/tries.h"
#include <sodium.h>
#include "core/people.sql.h"
#include "db/tables.h"

#define MINUTE (INT64_C(60) * 1000000)
static const vd_us LOCK_MOST = 24 * 60 * MINUTE, KEPT = 24 * 60 * MINUTE;

static struct vd_str key_of(const struct vd_tries *tries) { return (struct vd_str){(const char *)tries->key, sizeof tries->key}; }

void vd_tries_of(const unsigned char seal[VD_SEAL_KEY], const char *what, struct vd_str whose, struct vd_str browser, struct vd_tries *ret)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, seal, VD_SEAL_KEY, sizeof ret->key);
    crypto_generichash_update(&state, (const unsigned char *)"intentos", sizeof "intentos");
    crypto_generichash_update(&state, (const unsigned char *)what, strlen(what) + 1);
    crypto_generichash_update(&state, (const unsigned char *)whose.p, whose.n);
    crypto_generichash_update(&state, (const unsigned char *)"", 1);
    crypto_generichash_update(&state, (const unsigned char *)browser.p, browser.n);
    crypto_generichash_final(&state, ret->key, sizeof ret->key);
}

enum vd_err vd_tries_locked(struct vd_db *db, struct vd_arena *arena, const struct vd_tries *tries, vd_us now, vd_us *ret_until)
{
    struct failure_find_row row;
    enum vd_err err = failure_find_one(db, arena, key_of(tries), &row);
    if (err == VD_OK || err == VD_NOT_FOUND)
        *ret_until = err == VD_OK && row.locked_until.has && row.locked_until.v > now ? row.locked_until.v : 0;
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static vd_us lock_after(int64_t wrong)
{
    vd_us lock = MINUTE;
    for (int64_t i = VD_TRIES_MOST; i < wrong && lock < LOCK_MOST; i++)
        lock *= 2;
    return lock < LOCK_MOST ? lock : LOCK_MOST;
}

enum vd_err vd_tries_wrong(struct vd_db *db, struct vd_arena *arena, const struct vd_tries *tries, vd_us now, bool *ret_locked)
{
    struct failure_find_row known = {0};
    VD_TRY(failure_prune_run(db, now - KEPT));
    enum vd_err err = failure_find_one(db, arena, key_of(tries), &known);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    struct row_sign_in_failure row = {.entity_id = 0, .key_hash = key_of(tries), .n = known.n + 1, .last_at = now};
    if (row.n >= VD_TRIES_MOST)
        row.locked_until = vd_some(now + lock_after(row.n));
    *ret_locked = row.locked_until.has;
    return vd_row_put(db, &T_sign_in_failure, &row);
}

enum vd_err vd_tries_right(struct vd_db *db, const struct vd_tries *tries) { return failure_drop_run(db, key_of(tries)); }

enum vd_err vd_daily(struct vd_db *db, struct vd_arena *arena, const struct vd_tries *what, int most, vd_us now, bool *ret_within)
{
    const struct vd_str today = vd_date_iso(arena, vd_date_in_bogota(now));
    struct row_day_count row = {.entity_id = 0, .key_hash = key_of(what)};
    VD_TRY(day_count_prune_run(db, today));
    enum vd_err err = vd_row_get(db, arena, &T_day_count, &row);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    row.day = today;
    *ret_within = row.n < most;
    row.n += *ret_within;
    return vd_row_put(db, &T_day_count, &row);
}
