/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: a request to change a version in force, from what a person typed to the rows of the next version. */
#ifndef AMENDMENT_REQUEST_H
#define AMENDMENT_REQUEST_H
#include "features/amendment/amendment.h"

typedef VD_LIST(struct amendment_activity_row) amendment_activities;
typedef VD_LIST(struct amendment_window_row) amendment_windows;
typedef VD_LIST(struct amendment_component_row) amendment_components;
typedef VD_LIST(struct amendment_request_row) amendment_requests;
typedef VD_LIST(struct amendment_field_row) amendment_fields;
/* activity 0: all. */
VD_MUST enum vd_err amendment_activities_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, int64_t activity, amendment_activities *ret);
VD_MUST enum vd_err amendment_windows_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, int64_t activity, amendment_windows *ret);
VD_MUST enum vd_err amendment_components_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, amendment_components *ret);
/* request 0: all, those that wait first. */
VD_MUST enum vd_err amendment_requests_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t request, amendment_requests *ret);
VD_MUST enum vd_err amendment_fields_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t request, amendment_fields *ret);
const struct amendment_window_row *amendment_window_at(const amendment_windows *windows, struct vd_oint ord); /* the first without ord; NULL: none */

struct amendment_change_to { const char *field; struct vd_str to; };  /* field: of change_request_field; responsible: name of the unit; dates ISO */
struct amendment_asking {
    int64_t person_id, version_id, activity_key; /* activity 0: one is added */
    struct vd_oint component_key, window_ord;
    struct vd_str kind, motive;
    VD_LIST(struct amendment_change_to) to;      /* as the fields should be; what is so already is left out */
    struct vd_str problem;                       /* with an error: Spanish sentence */
};
/* Inside a change. VD_DENIED: no right over that row; VD_INVALID: nothing would change; VD_CONFLICT: the version is in force no more. */
VD_MUST enum vd_err amendment_ask(struct vd_change *change, struct amendment_asking *of);

struct amendment_answering { int64_t person_id, request_id; bool accepts; struct vd_str answer, problem; };
/* Inside a change. Accepted: written into the modification on its way, which begins when there is none. VD_CONFLICT: answered meanwhile, or
 * a field says something else now; VD_INVALID: the modification cannot be written. */
VD_MUST enum vd_err amendment_answer(struct vd_change *change, struct amendment_answering *of);
/* Inside a change: who was told, once for each party; a second time replaces the first. VD_INVALID: no modification on its way. */
struct amendment_telling { int64_t person_id, version_id; struct vd_str party, channel, told_on, problem; };
VD_MUST enum vd_err amendment_tell(struct vd_change *change, struct amendment_telling *of);
/* Inside a change: the rows of a request into a version. problem as above. */
VD_MUST enum vd_err amendment_apply(struct vd_change *change, const struct amendment_request_row *request, int64_t version_id, struct vd_str *ret_problem);
#endif
