/* SPDX-License-Identifier: Apache-2.0 */
/* Follow-up by Control Interno (third line) of a plan in force: what a cut-off says while it is live, what was verified of it row by row,
 * freezing, signing, publishing, and notes afterwards. Only what was sent within the term of a cut-off enters it; what was done after its
 * day does not count for it. Closed ones are read with followup_store.h. Norm: Estrategias para la construcción del PAAC, versión 2
 * (2015), cap. V; lines of defence of the MECI. Who: seguimiento.verificar, seguimiento.publicar; requests are answered with
 * seguimiento.reportar. */
#ifndef VERIFICATION_H
#define VERIFICATION_H
#include "features/agenda/agenda.h"
#include "features/followup/followup.h"
#include "features/life/life.h"
#include "features/monitoring/monitoring.h"
#include "features/staff/staff.h"
#include "features/verification/verification.sql.h"
#include "http/http.h"

/* ---- live */
struct verification_asked {
    int64_t entity_id, plan_id, version_id;
    int64_t activity_key;        /* only its row; 0: every row */
    struct vd_date cut_on;       /* what had ended by then is due; what was done after it does not count */
    vd_us at;                    /* reports that had been sent and stood then */
    vd_us reviewed_at;           /* what planning had said by then; 0: by `at` */
};
/* A plan as it stands, worked out from its reports. */
struct verification_live {
    struct followup_sheet sheet; /* state "abierto", there = true, nothing verified; a row that an earlier version had and this one withdrew is «retirada» */
    monitoring_lines lines;      /* behind its first rows, in the same order */
    agenda_promises promises;    /* of the version */
};
/* VD_NOT_FOUND: no such version. */
VD_MUST enum vd_err verification_live(struct vd_db *db, struct vd_arena *arena, const struct verification_asked *asked, struct verification_live *ret);

/* ---- cut-offs that are or were followed */
struct verification_cutoff {
    int64_t id, plan_id, version_id;
    struct vd_oint no;           /* in its calendar; absent: it was imported */
    struct vd_date cut_on, reports_until, publish_by, published_on; /* absent: no date */
    struct vd_str state;         /* "importado" "abierto" "congelado" "publicado" */
    struct vd_oint opened_at, frozen_at, published_at;
    struct vd_str frozen_head;   /* 32 bytes */
    struct vd_str unverified_reason, published_proof; /* proof: where it was published, of a day before that of published_at */
    bool late;                   /* published after its last day; of one that is not published: verification_late */
};
typedef VD_LIST(struct verification_cutoff) verification_cutoffs;
/* By day. */
VD_MUST enum vd_err verification_cutoffs_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, verification_cutoffs *ret);
static inline bool verification_is_public(const struct verification_cutoff *c) { return vd_str_is(c->state, "publicado") || vd_str_is(c->state, "importado"); }
/* Published after its last day, or not yet although it has passed. */
static inline bool verification_late(const struct verification_cutoff *c, struct vd_date today)
{
    return c->late || (!verification_is_public(c) && c->publish_by.year && vd_date_days(today) > vd_date_days(c->publish_by));
}
/* The version that a cut-off follows, of those of life_list: the one in force on its day. NULL: none was published by then. */
const struct life_version_row *verification_version_on(const life_versions *all, int64_t plan_id, struct vd_date day);

/* Rows as they are stored, oldest first: struct verification_sign_row {name, role, at, head}, verification_note_row {no, activity_key?,
 * address?, body, name, at}, verification_request_row. */
VD_MUST enum vd_err verification_signs_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, verification_sign_rows *ret);
VD_MUST enum vd_err verification_notes_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, verification_note_rows *ret);
/* activity_key 0: of every row. */
VD_MUST enum vd_err verification_requests_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, int64_t activity_key, verification_request_rows *ret);

/* ---- conditions of «cerrar» (law/plan-transitions.csv) */
life_guard_fn verification_year_over, verification_all_published;

staff_tasks_fn verification_tasks;
extern const struct vd_route verification_list_routes[], verification_routes[]; /* list, cut-off */
extern const struct vd_route verification_schedule_routes[]; /* the cut-offs of a year */
extern const struct vd_route verification_row_routes[];     /* one activity of it */
extern const struct vd_route verification_request_routes[]; /* what is asked for, and its answer */
extern const struct vd_route verification_close_routes[];   /* freezing, publishing, notes */
#endif
