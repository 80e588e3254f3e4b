/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of a plan beside each other, and the requests that change one (Guía del PAAC, versión 2, cap. III.10). */
#ifndef AMENDMENT_H
#define AMENDMENT_H
#include "features/amendment/amendment.sql.h"
#include "features/amendment/amendment_law.h"
#include "features/editor/editor.h"
#include "features/life/life.h"
#include "features/plan/plan.h"

extern const struct vd_route amendment_routes[];         /* public: versions, comparison */
extern const struct vd_route amendment_log_routes[];     /* public: what changed since it was published */
extern const struct vd_route amendment_draft_routes[];   /* a version at work beside another */
extern const struct vd_route amendment_request_routes[]; /* requests for changes */
extern const struct vd_route amendment_notice_routes[];  /* who was told of a modification before it is published */

/* The condition "informados" of law/plan-transitions.csv: Control Interno, servers and citizens were told of a modification. */
enum vd_err amendment_told_all(const struct life_ask *ask, struct life_met *ret);
/* For life_places: the pages of a version where that is recorded, and where it is compared. */
#define AMENDMENT_PLACE {"Qué cambia", "cambios", "plan.ver_borrador", NULL}, {"Informados", "informados", "plan.ver_borrador", NULL}

typedef amendment_version_rows amendment_versions;
typedef amendment_notice_rows amendment_notices;
/* What anybody may read of a plan: published, replaced, closed or of history; the newest first. */
VD_MUST enum vd_err amendment_versions_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str path_word, int64_t vigencia, amendment_versions *ret);
/* The one that a version changes: its base, or of history the one that was read before it. NULL: none, or it is not in the list. */
const struct amendment_version_row *amendment_base_in(const amendment_versions *versions, const struct amendment_version_row *version);
VD_MUST enum vd_err amendment_notices_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_notices *ret);
/* Two stored versions, cell by cell, also in what was read of an equal text. */
VD_MUST enum vd_err amendment_compare(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t before, int64_t after, struct plan_diff *ret);

/* For staff_task_sources: requests to review, and answers to the person's own. */
staff_tasks_fn amendment_tasks;
#endif
