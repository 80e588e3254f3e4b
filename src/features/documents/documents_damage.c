/* SPDX-License-Identifier: Apache-2.0 */
#include "core/services.h"
#include "db/tables.h"
#include "features/documents/documents_damage.h"

struct damaged { struct vd_job job; int64_t entity_id; unsigned char sha256[32]; vd_us now; bool is_gone; };

static enum vd_err note(struct vd_db *db, struct vd_job *job)
{
    struct damaged *d = (struct damaged *)(void *)job;
    const struct row_file_damage row = {.entity_id = d->entity_id, .sha256 = {(const char *)d->sha256, sizeof d->sha256}, .seen_at = d->now, .is_gone = d->is_gone};
    return vd_row_put(db, &T_file_damage, &row);
}

static void forget(struct vd_job *job, enum vd_err result VD_UNUSED) { free(job); }

void documents_tell_doctor(struct vd_req *rq, int64_t entity_id, struct vd_str sha256, bool is_gone)
{
    const struct vd_services *services = rq->services;
    struct damaged *d = calloc(1, sizeof *d);
    if (!d)
        return;
    *d = (struct damaged){.job = {.run = note, .done = forget}, .entity_id = entity_id, .now = rq->now, .is_gone = is_gone};
    memcpy(d->sha256, sha256.p, sizeof d->sha256);
    if (!vd_writer_push(services->writer, &d->job))
        free(d);
}
