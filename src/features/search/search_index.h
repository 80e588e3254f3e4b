/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the index only: it follows what entities show, one entity a job of the writer (search_keeper.c asks for them). */
#ifndef SEARCH_INDEX_H
#define SEARCH_INDEX_H
#include "db/db.h"

enum { SEARCH_INDEX_MEMORY = 256 << 20 }; /* ceiling for one entity; some MiB are used */

struct search_index_job {
    struct vd_job job;
    struct vd_arena *arena;      /* the job's own: emptied at each run */
    int64_t entity;
};
VD_MUST enum vd_err search_index_run(struct vd_db *db, struct vd_job *job);
/* The first entity after this number that the index does not hold as it is shown. VD_NOT_FOUND: none. */
VD_MUST enum vd_err search_stale_next(struct vd_db *db, int64_t after, int64_t *ret);
#endif
