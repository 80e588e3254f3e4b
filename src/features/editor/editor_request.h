/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: rows of a draft that planning sends to the units that lead them, and what became of each request. */
#ifndef EDITOR_REQUEST_H
#define EDITOR_REQUEST_H
#include "features/editor/editor.sql.h"
#include "features/editor/editor_write.h"

/* struct editor_request_row of editor.sql: {id, no, unit_id, state "pedida" "devuelta" "retirada", due_on, said, person, at, answered_by,
 * answered_at, answer, activities}. */
typedef VD_LIST(struct editor_request_row) editor_requests;
VD_MUST enum vd_err editor_requests_read(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, editor_requests *ret);

/* An activity of a request as it stands; row NULL: somebody removed it. */
struct editor_asked { const struct row_activity *row; bool written; /* since it was sent */ };
typedef VD_LIST(struct editor_asked) editor_asked_list;
VD_MUST enum vd_err editor_asked_read(struct vd_db *db, struct vd_arena *arena, const struct editor_rows *rows, int64_t entity_id, int64_t request_id, editor_asked_list *ret);

/* May somebody, by an appointment in force, write the rows that this unit leads? */
bool editor_unit_has_people(const vd_appointed_list *people, int64_t unit_id);

/* staff_write.arg */
struct editor_sending {
    int64_t version_id, person_id;
    vd_ints keys;                 /* of the activities */
    struct vd_str due_on;         /* ISO */
    struct vd_str said;
    struct vd_str page;           /* "/pasto/trabajo/planes/plan/2027/1/pedidos": where the notice leads */
};
/* A request for each unit that leads one of them, with a notice to its people; those of a unit with an open request join it. */
enum vd_err editor_send(struct vd_change *change, struct staff_write *write);

struct editor_answering { int64_t version_id, person_id, no; struct vd_str answer, page; bool withdraw; };
/* Handed back by the unit's people, or taken back by planning. VD_CONFLICT: it is not open any more. */
enum vd_err editor_answer(struct vd_change *change, struct staff_write *write);
#endif
