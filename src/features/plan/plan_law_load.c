/* SPDX-License-Identifier: Apache-2.0 */
/* The instruments of law/ in the data base: loaded when the files of law/ are not those of the last load. A row of an older
 * law/ that is gone from the files stays, because plans may point to it. */
#include <sodium.h>
#include "db/tables.h"
#include "features/plan/plan_import.h"
#include "features/plan/plan_import.sql.h"
#include "features/plan/read/plan_law.h"

static struct row_instrument instrument_row(const struct law_instruments *law)
{
    return (struct row_instrument){.code = law->code, .name = law->name, .short_name = law->short_name, .path_word = law->path_word,
        .norm = law->norm, .valid_from = law->valid_from, .valid_to = law->valid_to, .mark = law->mark};
}

static struct row_instrument_part part_row(size_t i)
{
    const struct law_instrument_parts *law = &law_instrument_parts[i];
    int64_t ord = 1;
    for (size_t k = 0; k < i; k++)
        ord += vd_str_eq(law_instrument_parts[k].instrument, law->instrument) && vd_str_eq(law_instrument_parts[k].parent, law->parent);
    return (struct row_instrument_part){.instrument = law->instrument, .code = law->code, .parent = law->parent, .kind = law->kind,
        .ord = ord, .name = law->name, .short_name = law->short_name, .mark = law->mark};
}

/* The chain's own word, not the rows': a row changed from outside must stay as it was left, for `veedor verify` to name it. */
static enum vd_err is_loaded(struct vd_db *db, struct vd_arena *arena, bool *ret)
{
    struct import_last_law_row row;
    enum vd_err err = import_last_law_one(db, arena, &row);
    *ret = err == VD_OK && vd_str_starts(row.body, vd_str_printf(arena, "{\"data\":{\"sha256\":\"%s\"}", law_sha256));
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err apply(struct vd_change *change, void *arg)
{
    (void)arg;
    for (size_t i = 0; i < law_instruments_n; i++) {
        struct row_instrument row = instrument_row(&law_instruments[i]);
        VD_TRY(vd_change_put(change, &T_instrument, &row));
    }
    for (size_t i = 0; i < law_instrument_parts_n; i++) {
        struct row_instrument_part row = part_row(i);
        VD_TRY(vd_change_put(change, &T_instrument_part, &row));
    }
    VD_JSON_STR(vd_change_data(change), "sha256", vd_str_of(law_sha256));
    return VD_OK;
}

enum vd_err plan_law_load(struct vd_db *db, struct vd_arena *arena, vd_us now)
{
    bool loaded;
    unsigned char key[32], body[32];
    VD_TRY(is_loaded(db, arena, &loaded));
    if (loaded)
        return VD_OK;
    struct vd_str asked = vd_str_printf(arena, "ley.cargada|%s", law_sha256), once = vd_str_printf(arena, "%.*s|%" PRId64, VD_SARG(asked), now);
    crypto_hash_sha256(body, (const unsigned char *)asked.p, asked.n);
    crypto_hash_sha256(key, (const unsigned char *)once.p, once.n);
    struct vd_change_spec spec = {.entity_id = 0, .kind = "ley.cargada", .actor = {.kind = VD_ACTOR_SYSTEM}, .now = now,
        .idem_key = {(const char *)key, sizeof key}, .body_hash = {(const char *)body, sizeof body}, .apply = apply};
    struct vd_change_result result;
    return vd_record_run(db, arena, &spec, &result);
}
