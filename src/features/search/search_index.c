/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping the index as what is shown. An entity is indexed whole, in one job of the writer: some milliseconds. */
#include "features/search/search.h"
#include "features/search/search.sql.h"
#include "features/search/search_gather.h"
#include "features/search/search_index.h"

/* Reads the entity inside the transaction that writes its index: what is noted as indexed is what was read. */
static enum vd_err index_entity(struct vd_db *db, struct vd_arena *arena, int64_t entity)
{
    struct index_entity_row row;
    search_blocks blocks = {0};
    VD_TRY(index_entity_one(db, arena, entity, &row));
    if (row.indexed.has && row.indexed.v == row.public_version && row.rules.v == SEARCH_RULES)
        return VD_OK;
    VD_TRY(search_gather(db, arena, entity, row.slug, row.name, &blocks));
    VD_TRY(search_put(db, arena, entity, &blocks));
    return index_put_state_run(db, entity, row.public_version, SEARCH_RULES);
}

struct attempt { struct vd_db *db; struct search_index_job *job; };

static enum vd_err guarded(void *arg)
{
    struct attempt *a = arg;
    return index_entity(a->db, a->job->arena, a->job->entity);
}

enum vd_err search_index_run(struct vd_db *db, struct vd_job *job)
{
    struct attempt a = {.db = db, .job = (struct search_index_job *)(void *)job};
    vd_arena_reset(a.job->arena); /* a job may run twice */
    return vd_arena_try(a.job->arena, guarded, &a);
}

enum vd_err search_index_entity(struct vd_db *db, struct vd_arena *arena, struct vd_str slug)
{
    struct vd_entity entity;
    VD_TRY(vd_entity_get(db, arena, slug, &entity));
    VD_AUTO_ARENA struct vd_arena *own = vd_arena_new(SEARCH_INDEX_MEMORY);
    if (!own)
        return VD_NO_MEMORY;
    struct search_index_job job = {.job = {.run = search_index_run}, .arena = own, .entity = entity.id};
    return vd_writer_run_one(db, &job.job);
}

enum vd_err search_stale(struct vd_db *db, int64_t *ret)
{
    struct index_stale_count_row row;
    VD_TRY(index_stale_count_one(db, NULL, SEARCH_RULES, &row));
    *ret = row.n;
    return VD_OK;
}

enum vd_err search_stale_next(struct vd_db *db, int64_t after, int64_t *ret)
{
    struct index_stale_row row;
    VD_TRY(index_stale_one(db, NULL, SEARCH_RULES, after, &row));
    *ret = row.entity;
    return VD_OK;
}
