/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_dry_run.h"
#include <sodium.h>
#include "features/plan/plan_import.sql.h"
#include "features/plan/read/plan_law.h"

static enum vd_err hash_file(const char *path, unsigned char ret[32])
{
    char chunk[16384];
    size_t n;
    crypto_hash_sha256_state sha;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return VD_NOT_FOUND;
    crypto_hash_sha256_init(&sha);
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        crypto_hash_sha256_update(&sha, (const unsigned char *)chunk, n);
    bool whole = !ferror(file);
    fclose(file);
    crypto_hash_sha256_final(&sha, ret);
    return whole ? VD_OK : VD_IO;
}

static enum vd_err compare(struct vd_db *db, struct vd_arena *arena, const struct plan_draft *draft, int64_t entity, int64_t version, struct plan_diff *ret)
{
    struct plan_keys keys;
    struct plan_diff_side before, after;
    VD_TRY(plan_keys_give(&(struct plan_keys_in){.db = db, .arena = arena, .entity_id = entity}, draft, version, &keys));
    VD_TRY(plan_diff_stored(db, arena, entity, version, &before));
    plan_diff_drafted(arena, draft, &keys, &after);
    plan_diff_of(arena, &before, &after, ret);
    return VD_OK;
}

static enum vd_err look(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, struct plan_dry_run *run)
{
    const struct plan_draft *draft = import->draft;
    struct vd_str instrument = vd_str_of(draft->instrument);
    struct vd_entity entity;
    struct import_next_row next;
    struct import_last_version_row last;
    unsigned char sha256[32];
    enum vd_err err = vd_entity_get(db, arena, import->slug, &entity);
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    run->new_entity = false;
    run->entity = import->name.n ? import->name : entity.name;
    VD_TRY(import_next_one(db, arena, entity.id, instrument, draft->vigencia, &next));
    run->no = next.version_no;
    run->batch_no = next.batch_no;
    err = import_last_version_one(db, arena, entity.id, instrument, draft->vigencia, &last);
    if (err == VD_NOT_FOUND)
        return VD_OK;
    VD_TRY(err);
    VD_TRY(hash_file(import->path, sha256));
    run->before_no = last.no;
    run->unchanged = !import->corrected && plan_import_is_the_same(&last, sha256, plan_import_reader(arena, import->format), run->historical);
    return compare(db, arena, draft, entity.id, last.version_id, &run->diff);
}

enum vd_err plan_dry_run(struct vd_db *db, struct vd_arena *arena, const struct plan_import *import, struct plan_dry_run *ret)
{
    const struct law_instruments *instrument = plan_law_instrument(vd_str_of(import->draft->instrument));
    if (!instrument)
        return VD_INVALID;
    struct plan_dry_run run = {.entity = import->name.n ? import->name : import->slug, .new_entity = true, .no = 1, .batch_no = 1,
        .title = plan_import_title(arena, instrument->name, import->draft->vigencia), .historical = plan_import_is_history(import->draft->vigencia, import->now)};
    if (db)
        VD_TRY(look(db, arena, import, &run));
    if (run.new_entity && !import->name.n)
        return VD_INVALID;
    *ret = run;
    return VD_OK;
}
