/* SPDX-License-Identifier: Apache-2.0 */
/* Files that were brought: rows, decisions, and what each file is read as with them. */
#ifndef INTAKE_STORE_H
#define INTAKE_STORE_H
#include "core/services.h"
#include "features/documents/documents.h"
#include "features/intake/intake.sql.h"
#include "features/plan/plan.h"

struct intake {
    struct intake_numbered_row row;
    VD_LIST(struct intake_decisions_row) decisions;
};
/* VD_NOT_FOUND. */
VD_MUST enum vd_err intake_find(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct intake *ret);
typedef VD_LIST(struct intake_list_row) intake_rows;
VD_MUST enum vd_err intake_newest(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, intake_rows *ret); /* at most 50 */

/* The decision about a place: with the code of a finding, that it is accepted; with an empty one, what the cell is read as. NULL: none. */
const struct intake_decisions_row *intake_decided(const struct intake *intake, struct plan_place place, struct vd_str code);

/* What its file is read as, with the cells that people corrected and the findings that they accepted. Runs the isolated child: never on
 * a loop, nor on the writer. With an error *ret_reason is a Spanish sentence. */
VD_MUST enum vd_err intake_understand(const struct vd_services *services, struct vd_arena *arena, int64_t entity_id, const struct intake *intake,
                                      struct plan_draft **ret, struct vd_str *ret_reason);
/* The import that confirming would do: file, draft, actor and instant are in it. */
struct plan_import intake_import(const struct vd_services *services, struct vd_arena *arena, const struct vd_entity *entity, const struct intake *intake,
                                 const struct plan_draft *draft);

/* Understands bytes that came from outside and are stored nowhere yet. */
VD_MUST enum vd_err intake_look(struct vd_str bytes, struct vd_str instrument, int vigencia, struct vd_arena *arena, struct plan_draft **ret,
                                struct vd_str *ret_reason);

/* The same of a document's file, which is stored already. */
VD_MUST enum vd_err intake_look_stored(const struct vd_services *services, struct vd_arena *arena, int64_t entity_id, const struct documents_matrix *matrix, struct vd_str instrument,
                                       int vigencia, struct plan_draft **ret, struct vd_str *ret_reason);

/* ---- inside a change */
struct intake_bringing {
    struct vd_files *files;
    struct vd_str bytes, file_name, instrument;
    int64_t vigencia, person_id;
    const struct documents_matrix *document; /* its file, stored already, instead of bytes; NULL: a person brought it */
    const struct intake *again;              /* its file with another year, instead of bytes: that review is discarded; NULL: none */
};
/* VD_CONFLICT with *ret_no: the same file waits there already for the same plan. */
VD_MUST enum vd_err intake_bring(struct vd_change *change, const struct intake_bringing *of, int64_t *ret_no);

enum intake_choice { INTAKE_CORRECT = 1, INTAKE_ACCEPT, INTAKE_REOPEN };
struct intake_one { struct plan_place place; struct vd_str code, said; enum intake_choice choice; };
/* Decisions that are kept together or not at all. */
struct intake_deciding { int64_t no, rev, person_id; VD_LIST(struct intake_one) of; };
/* VD_CONFLICT: decided otherwise since `rev`, or no longer open. */
VD_MUST enum vd_err intake_decide(struct vd_change *change, const struct intake_deciding *of);
/* The decisions that the file would have with these too. */
struct intake intake_with(struct vd_arena *arena, const struct intake *intake, const struct intake_deciding *of);
/* A correction with a date that does not exist: its text, as read. Absent: there is none at this place. */
struct vd_str intake_impossible(const struct plan_draft *draft, struct plan_place place);
VD_MUST enum vd_err intake_discard(struct vd_change *change, int64_t no);
/* Beside the import (plan_import.beside): the file became this batch. arg: struct intake_confirming. */
struct intake_confirming { int64_t no, rev; };
plan_beside_fn intake_confirmed;
#endif
