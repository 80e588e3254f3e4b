/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: consultations and contributions as they are read and as they change. What changes runs inside a change of the
 * entity; with an error it leaves a Spanish sentence in `problem`. The columns of the rows are those of consultation.sql. */
#ifndef CONSULTATION_STORE_H
#define CONSULTATION_STORE_H
#include "core/record.h"
#include "features/consultation/consultation_rules.h"
#include "features/consultation/consultation.sql.h"
#include "features/life/life.h"
#include "features/plan/plan.h"

typedef consultation_found_rows consultations;
typedef contribution_found_rows contributions;

/* ---- reading */
VD_MUST enum vd_err consultation_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, consultations *ret); /* newest first */
/* The newest of a family and year. VD_NOT_FOUND. */
VD_MUST enum vd_err consultation_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str family, int64_t vigencia, struct consultation_found_row *ret);
/* The newest of a version. VD_NOT_FOUND: it was never consulted. */
VD_MUST enum vd_err consultation_of_version(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct consultation_found_row *ret);
/* At most `most` after a number; consultation_id 0: of all. */
VD_MUST enum vd_err contribution_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t consultation_id, struct contribution_no after, int64_t most, contributions *ret);
VD_MUST enum vd_err contribution_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct contribution_no no, struct contribution_found_row *ret);
/* The same for its author. VD_NOT_FOUND: no such number, or another code: which of them is not told. */
VD_MUST enum vd_err contribution_of_author(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct contribution_no no, struct vd_str code, struct contribution_found_row *ret);
/* The draft that is consulted, whole. */
VD_MUST enum vd_err consultation_draft(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct plan *ret);
struct consulted { int64_t key; struct vd_str address, text; };
/* VD_NOT_FOUND: the draft has no such activity. */
VD_MUST enum vd_err consultation_activity(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, struct vd_str address, struct consulted *ret);
typedef consulted_addresses_rows consulted_list;
VD_MUST enum vd_err consultation_activities(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t version_id, consulted_list *ret);
static inline enum consultation_when consultation_when_of(const struct consultation_found_row *c, vd_us now)
{
    return consultation_when(c->opens_on, c->closes_on, c->closed_at.has, now);
}

/* ---- changing, by who works on the plan */
struct consultation_opening { int64_t version_id, person_id; struct vd_date opens, closes; struct vd_str channel, note, problem; };
VD_MUST enum vd_err consultation_open(struct vd_change *change, struct consultation_opening *of);       /* consulta.abierta */
struct consultation_extending { int64_t version_id; struct vd_date closes; struct vd_str seen, problem; }; /* seen: the last day that the person saw, ISO */
VD_MUST enum vd_err consultation_extend(struct vd_change *change, struct consultation_extending *of);   /* consulta.ampliada */
struct consultation_closing { int64_t version_id, person_id; struct vd_str problem; };
VD_MUST enum vd_err consultation_close(struct vd_change *change, struct consultation_closing *of);      /* consulta.cerrada */
/* decision "soltar": it is a contribution like the others; "descartar": it is none, with the reason. */
struct contribution_deciding { int64_t version_id, person_id; struct contribution_no no; struct vd_str decision, reason, problem; };
VD_MUST enum vd_err contribution_decide(struct vd_change *change, struct contribution_deciding *of);    /* aporte.soltado, aporte.descartado */
/* seen: the rev that the person saw. change: address of an activity, may be empty. */
struct contribution_answering { int64_t version_id, person_id; struct contribution_no no; struct vd_str answer, reason, change; int64_t seen; struct vd_str problem; };
VD_MUST enum vd_err contribution_answer(struct vd_change *change, struct contribution_answering *of);   /* aporte.respondido */

/* ---- changing, by citizens */
struct contribution_sending {
    int64_t consultation_id, version_id;
    struct vd_str kind, text, activity, name, email, code, held; /* activity: address, empty: the whole draft; held empty: nobody has to look first */
    bool publish_name;
    struct contribution_no no;    /* it got; also on a repetition, by the result */
    struct vd_str problem;
};
/* aporte.recibido. VD_CONFLICT: at this moment (of the change) the consultation receives nothing. Its result is the number. */
VD_MUST enum vd_err contribution_send(struct vd_change *change, struct contribution_sending *of);
struct contribution_erasing { struct contribution_no no; struct vd_str code; };
VD_MUST enum vd_err contribution_erase(struct vd_change *change, const struct contribution_erasing *of); /* aporte.datos_borrados */
#endif
