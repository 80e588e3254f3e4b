/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: a request to change a version in force, from what a person typed to the rows of the next version. What a field
 * says is text as the editor's form has it, and is understood, judged and written by the editor. */
#ifndef AMENDMENT_REQUEST_H
#define AMENDMENT_REQUEST_H
#include "features/amendment/amendment.h"

typedef amendment_activity_rows amendment_activities;
typedef amendment_request_rows amendment_requests;
typedef amendment_field_rows amendment_fields;

/* Generated from law/plan-changes.csv: struct amendment_plan_changes {code "reprogramar", text "Mover sus fechas", word "Reprogramada", hint, fields (separated by spaces), norm, mark}. */
const struct amendment_plan_changes *amendment_kind_of(struct vd_str code);   /* NULL: none */
bool amendment_kind_has(const struct amendment_plan_changes *kind, struct vd_str field);
/* The same text, whatever its white space. */
bool amendment_same(struct vd_arena *arena, struct vd_str a, struct vd_str b);

/* ---- asking */
struct amendment_asking {
    int64_t person_id, version_id, activity_key; /* activity 0: one is added */
    struct vd_str kind, motive;
    struct editor_typed typed;                   /* the whole form; what is so already is left out */
    struct vd_str problem;                       /* with an error: Spanish sentence */
};
struct amendment_judged {
    amendment_fields fields;                     /* what would change: field, old, new */
    editor_wrongs wrongs;                        /* empty: it can be asked for. field: of the form; "clase": the kind */
    bool is_late;                                /* it moves a window that has ended */
};
/* VD_NOT_FOUND: the version has no such activity. */
VD_MUST enum vd_err amendment_judge(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct amendment_asking *of, struct vd_date today, struct amendment_judged *ret);
/* Inside a change. VD_DENIED: no right over that row; VD_INVALID: judged wrong; VD_CONFLICT: the version is in force no more. */
VD_MUST enum vd_err amendment_ask(struct vd_change *change, struct amendment_asking *of);

/* ---- answering */
struct amendment_answering { int64_t person_id, request_id; bool accepts; struct vd_str answer, problem; };
/* Inside a change. Accepted: written into the modification on its way of the version in force, which begins when there is none, also when
 * another version was published since it was asked for. VD_DENIED: it is the person's own request; VD_CONFLICT: answered meanwhile, or a
 * field says something else now; VD_INVALID: the modification cannot be written; VD_NOT_FOUND: the activity is there no more. */
VD_MUST enum vd_err amendment_answer(struct vd_change *change, struct amendment_answering *of);
/* Inside a change: a request into the rows of a version. ret_key: of the activity. */
struct amendment_applying { const struct amendment_request_row *request; int64_t version_id, person_id, key; struct vd_str problem; };
VD_MUST enum vd_err amendment_apply(struct vd_change *change, struct amendment_applying *of);

/* Inside a change: who was told, once for each party; a second time replaces the first. VD_CONFLICT: no modification on its way. */
struct amendment_telling { int64_t person_id, version_id; struct vd_str party, channel, told_on, problem; };
VD_MUST enum vd_err amendment_tell(struct vd_change *change, struct amendment_telling *of);
#endif
