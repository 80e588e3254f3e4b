/* SPDX-License-Identifier: Apache-2.0 */
/* Writing a version of a plan: its activities, the parts they hang on, and the texts before them. Each change is one event; what is
 * written is judged by the same rules as a file that is read (plan/cells, plan/read). Who may: plan.escribir all rows, plan.proponer
 * those that a unit of theirs leads; and only while the version's state lets its rows be changed (life_may_write). */
#ifndef EDITOR_H
#define EDITOR_H
#include "features/life/life.h"
#include "features/plan/plan.h"
#include "features/staff/staff.h"

/* Bytes of what is typed; a form with more comes back. */
enum { EDITOR_CODE_MOST = 30, EDITOR_NAME_MOST = 400, EDITOR_TEXT_MOST = 4000, EDITOR_BODY_MOST = 16 << 10 };

extern const struct vd_route editor_routes[], editor_act_routes[], editor_finding_routes[], editor_form_routes[], editor_part_routes[], editor_request_routes[], editor_text_routes[];
extern const struct vd_route editor_read_routes[]; /* public */

/* ---- the texts before the matrix, in their order. kind: "introduccion", "marco_legal" … (migrations/0010-plan-text.sql). */
struct editor_text_shown { struct vd_str kind, title; struct vd_html body; };
typedef VD_LIST(struct editor_text_shown) editor_texts;
/* heading: the level that theirs begin at. */
VD_MUST enum vd_err editor_texts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, int heading, editor_texts *ret);

/* ---- findings of a version as it stands: the rules of plan/read over the stored rows */
struct editor_finding {
    struct vd_str code, severity;  /* law/findings.csv: "VD-P004", "aviso" */
    struct vd_str address;         /* of the activity; absent: of the whole plan */
    struct vd_str text, proposal;  /* Spanish; proposal may be absent */
};
typedef VD_LIST(struct editor_finding) editor_findings;
/* In the order of the plan, the worst of each activity first. on: the day, for the appointments in force. */
VD_MUST enum vd_err editor_findings_of(struct vd_db *db, struct vd_arena *arena, const struct life_version_row *version, struct vd_date on, editor_findings *ret);
/* Guard of life: no error among them that nobody accepted with a reason. */
VD_MUST enum vd_err editor_guard_without_errors(const struct life_ask *ask, struct life_met *ret);
#endif
