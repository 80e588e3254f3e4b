/* SPDX-License-Identifier: Apache-2.0 */
/* Cut-offs, what is asked of the reports for one, and what was signed, noted and requested of it. */
#include "calendar/calendar.h"
#include "features/verification/verification_store.h"

/* What planning says of a report that came in time counts whenever it says so, until the cut-off is frozen. */
struct verification_asked verification_asked_of(int64_t entity_id, const struct verification_cutoff *c, vd_us now)
{
    vd_us until = c->reports_until.year ? vd_day_ends(c->reports_until) : now;
    return (struct verification_asked){.entity_id = entity_id, .plan_id = c->plan_id, .version_id = c->version_id, .cut_on = c->cut_on, .at = now < until ? now : until, .reviewed_at = now};
}

static enum vd_err cutoff_of(const struct verification_cutoff_row *row, struct verification_cutoff *ret)
{
    struct verification_cutoff c = {.id = row->id, .plan_id = row->plan_id, .version_id = row->version_id, .no = row->no, .state = row->state, .opened_at = row->opened_at,
        .frozen_at = row->frozen_at, .published_at = row->published_at, .frozen_head = row->frozen_head, .unverified_reason = row->unverified_reason, .published_proof = row->published_proof};
    const struct { struct vd_str iso; struct vd_date *ret; } days[] = {{row->cut_on, &c.cut_on}, {row->reports_until, &c.reports_until}, {row->publish_by, &c.publish_by},
        {row->published_on, &c.published_on}};
    for (size_t i = 0; i < VD_COUNT(days); i++)
        if (days[i].iso.p && !vd_date_from_iso(days[i].iso, days[i].ret))
            return VD_CORRUPT;
    c.late = c.publish_by.year && c.published_on.year && vd_date_days(c.published_on) > vd_date_days(c.publish_by);
    *ret = c;
    return VD_OK;
}

enum vd_err verification_cutoffs_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, verification_cutoffs *ret)
{
    verification_cutoff_rows rows = {0};
    verification_cutoffs out = {0};
    VD_TRY(verification_cutoff_all(db, arena, entity_id, plan_id, &rows));
    VD_EACH(row, &rows)
        VD_TRY(cutoff_of(row, VD_PUSH(arena, &out)));
    *ret = out;
    return VD_OK;
}

enum vd_err verification_cutoff_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, struct verification_cutoff *ret)
{
    struct verification_followed_row followed;
    verification_cutoffs all = {0};
    VD_TRY(verification_followed_one(db, arena, entity_id, cutoff_id, &followed));
    VD_TRY(verification_cutoffs_of(db, arena, entity_id, followed.plan_id, &all));
    VD_EACH(c, &all)
        if (c->id == cutoff_id) {
            *ret = *c;
            return VD_OK;
        }
    return VD_NOT_FOUND;
}

/* Newest first in the list: the last that was published on or before the day is the one in force. */
const struct life_version_row *verification_version_on(const life_versions *all, int64_t plan_id, struct vd_date day)
{
    VD_EACH(v, all) {
        struct vd_date on;
        if (v->plan_id == plan_id && vd_date_from_iso(v->published_on, &on) && vd_date_days(on) <= vd_date_days(day))
            return v;
    }
    return NULL;
}

enum vd_err verification_signs_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, verification_sign_rows *ret)
{
    return verification_sign_all(db, arena, entity_id, cutoff_id, ret);
}

enum vd_err verification_notes_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, verification_note_rows *ret)
{
    return verification_note_all(db, arena, entity_id, cutoff_id, ret);
}

enum vd_err verification_requests_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, int64_t activity_key, verification_request_rows *ret)
{
    return verification_request_all(db, arena, entity_id, cutoff_id, activity_key, ret);
}
