/* SPDX-License-Identifier: Apache-2.0 */
/* Improvement plans («planes de mejoramiento»): finding → cause → action → responsible → date → evidence → efficacy. Control Interno
 * registers a finding, by hand or from a row of a frozen follow-up; its unit writes the cause and the actions, planning accepts or sends them
 * back, the units report with evidence, Control Interno judges each action and whether it helped, and closes (Función Pública, Concepto
 * 052441 de 2024). Rights: mejora.escribir for the own unit, mejora.revisar, mejora.cerrar; who wrote or does it neither reviews nor
 * closes. What was accepted is public unless the finding is reserved (Ley 1712 de 2014, arts. 18 and 19). Files hang on IMPROVEMENT_SUBJECT.
 *
 * A link that begins one from a row: "/pasto/trabajo/mejora/nueva?plan=<id of the plan>&corte=2026-04-30&actividad=<address>". */
#ifndef IMPROVEMENT_H
#define IMPROVEMENT_H
#include "core/rights.h"
#include "features/documents/documents.h"
#include "features/improvement/improvement.sql.h"
#include "features/improvement/improvement_law.h"
#include "features/improvement/improvement_rules.h"
#include "features/staff/staff.h"
#include "http/http.h"

extern const struct vd_route improvement_routes[], improvement_finding_routes[], improvement_plan_routes[], improvement_action_routes[], improvement_progress_routes[], improvement_act_routes[],
    improvement_public_routes[];
staff_tasks_fn improvement_tasks;
#define IMPROVEMENT_SUBJECT "improvement"
enum vd_err improvement_file_is_public(const struct documents_asked *asked, bool *ret);
enum vd_err improvement_file_may(const struct documents_asked *asked, const struct vd_who *who, bool *ret);
/* Row of documents_readers. */
#define IMPROVEMENT_READER {IMPROVEMENT_SUBJECT, "mejora.ver", improvement_file_is_public, improvement_file_may}

enum { IMPROVEMENT_TITLE = 300, IMPROVEMENT_TEXT = 4000, IMPROVEMENT_WHYS = 5, IMPROVEMENT_IN_PAGE = 50, IMPROVEMENT_WHOLE = 20000 };

typedef improvement_found_rows improvement_list;
typedef improvement_act_rows improvement_acts;
typedef improvement_row_rows improvement_origins;

/* 0 and empty texts: of any. */
struct improvement_asked {
    int64_t no, before_no, most;
    struct vd_str source, state, unit;
    bool open_only, late_only, public_only;
    struct vd_date today;
};
VD_MUST enum vd_err improvement_list_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct improvement_asked *asked, improvement_list *ret);
/* VD_NOT_FOUND. */
VD_MUST enum vd_err improvement_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t no, struct vd_date today, struct improvement_found_row *ret);
/* The actions of one finding, by number. */
VD_MUST enum vd_err improvement_acts_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t improvement_id, bool public_only, improvement_acts *ret);
/* Those of all these findings in one read, to be taken finding by finding in the same order with improvement_acts_next (ret_at from 0). */
VD_MUST enum vd_err improvement_acts_among(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const improvement_list *findings, bool public_only, improvement_acts *ret);
improvement_acts improvement_acts_next(const improvement_acts *among, const struct improvement_found_row *found, size_t *ret_at);
/* What was reported of all the actions of a finding, with its evidence. */
struct improvement_reported { improvement_reports_rows reports; improvement_proofs_rows proofs; };
VD_MUST enum vd_err improvement_reported_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t improvement_id, struct improvement_reported *ret);
VD_MUST enum vd_err improvement_act_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t improvement_id, int64_t no, struct improvement_act_row *ret);
/* Rows of frozen follow-ups that do not conform; plan 0, empty texts: of any. */
VD_MUST enum vd_err improvement_origins_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t plan_id, struct vd_str cut_on, struct vd_str address, improvement_origins *ret);

/* Why this person neither reviews nor closes it, because it is the own one; absent: nothing. */
VD_MUST enum vd_err improvement_own(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, int64_t improvement_id, struct vd_str *ret);
/* A code that is gone reads as itself. */
struct vd_str improvement_source_name(struct vd_str code);
#endif
