/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a change does to the rows. Each reads them fresh and judges right, state and what was seen again. */
#ifndef VERIFICATION_CHANGE_H
#define VERIFICATION_CHANGE_H
#include "db/tables.h"
#include "features/documents/documents.h"
#include "features/verification/verification_store.h"

/* staff_write.arg of opening. result: the cut-off's id. */
struct verification_opening { int64_t person_id, plan_id, no; };
enum vd_err verification_open(struct vd_change *change, struct staff_write *write);

/* staff_write.arg of setting the cut-offs of an instrument and year. Without days: those of its preset again. */
struct verification_day { struct vd_date cut_on, reports_until, publish_by; };
typedef VD_LIST(struct verification_day) verification_days;
struct verification_scheduling { int64_t person_id, plan_id; verification_days days; struct vd_str norm; };
enum vd_err verification_schedule(struct vd_change *change, struct staff_write *write);

/* One piece of evidence, as Control Interno finds it. */
struct verification_piece { int64_t evidence_id; bool conforms; };
/* staff_write.arg of verifying one row. VD_CONFLICT with problem empty: somebody verified it meanwhile. */
struct verification_verifying {
    int64_t person_id, cutoff_id, activity_key;
    struct vd_str seen;            /* what was verified of the row, as the person saw it (verification_seen) */
    int64_t seen_report;           /* on which report; 0: none */
    enum verification_verdict verdict;
    struct vd_oint value_u6;       /* percent points */
    struct vd_str remarks, nonconformity, difference_reason, why_not; /* why_not: why evidence does not conform */
    VD_LIST(struct verification_piece) pieces;
};
enum vd_err verification_verify(struct vd_change *change, struct staff_write *write);

/* staff_write.arg of verifying many rows: those where declared, reviewed and recomputed agree and evidence was accepted, or those without report. */
struct verification_many { int64_t person_id, cutoff_id; bool unreported; };
enum vd_err verification_verify_many(struct vd_change *change, struct staff_write *write);
/* What a form bears of a row that was verified: another by now is another's. said NULL: empty. */
struct vd_str verification_seen(struct vd_arena *arena, const struct verification_verified_row *said);
/* Would this row be among them? */
bool verification_agrees(const struct followup_line_row *line, const struct verification_line *row, const struct vd_oint recomputed);
bool verification_is_unreported(const struct followup_line_row *line, const struct verification_line *row);
/* Of a side on the recomputed basis: percent points, cut to millionths; absent: it does not count. */
struct vd_oint verification_recomputed(struct vd_arena *arena, const struct followup_side *side, size_t i);
/* Why this person may not verify it: the own report, whoever sent it, the own review, or the own row; absent: nothing. wrote: of the person. */
struct vd_str verification_own(const struct vd_who *who, const monitoring_wrote_rows *wrote, const struct monitoring_line *line);

/* staff_write.arg of asking for more, and of the answer. report: the number of the report that answers it, of its activity; absent: none. */
struct verification_asking { int64_t person_id, cutoff_id, activity_key; struct vd_str asked; struct vd_date due; };
enum vd_err verification_ask(struct vd_change *change, struct staff_write *write);
struct verification_answering { int64_t person_id, cutoff_id, activity_key, request_id; struct vd_str answer; struct vd_oint report_id; };
enum vd_err verification_answer(struct vd_change *change, struct staff_write *write);

/* staff_write.arg of the acts on a whole cut-off. report: of a publication, made before the change and named inside of it. proof: of an earlier day, where it was published then. */
struct verification_closing { int64_t person_id, cutoff_id; struct vd_str reason; struct vd_date published_on; struct vd_str proof; struct documents_file report; };
enum vd_err verification_freeze(struct vd_change *change, struct staff_write *write);
enum vd_err verification_publish(struct vd_change *change, struct staff_write *write);
/* Why a frozen cut-off cannot have been published on the day; absent: it can. Asked before its report is made, so that what is refused keeps no file. */
struct vd_str verification_day_odd(struct vd_arena *arena, const struct verification_cutoff *cutoff, struct vd_date day, struct vd_date today);
/* The plan of a published cut-off, when something kept it open as the last one was published. */
enum vd_err verification_end(struct vd_change *change, struct staff_write *write);
/* Rows that are due and not verified, and those to verify again. */
struct verification_left { int64_t due, unverified, stale; };
struct verification_left verification_left_of(const struct verification_sheet *sheet);

struct verification_noting { int64_t person_id, cutoff_id; struct vd_str body, address; };
enum vd_err verification_note(struct vd_change *change, struct staff_write *write);

/* What every one of them begins with. */
struct verification_acting {
    struct vd_change *change;
    struct staff_write *write;
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id, person_id;
    vd_us now;
    struct vd_date today;
    struct verification_cutoff cutoff;
    struct life_version_row version;  /* that it follows */
};
/* VD_DENIED without the right today. */
VD_MUST enum vd_err verification_begin(struct vd_change *change, struct staff_write *write, int64_t person_id, const char *right, struct verification_acting *ret);
VD_MUST enum vd_err verification_begin_at(struct vd_change *change, struct staff_write *write, int64_t person_id, const char *right, int64_t cutoff_id, struct verification_acting *ret);
/* "2027-04-30" below the entity's work: the cut-off's page, or of one activity's. */
struct vd_str verification_path(const struct verification_acting *of, struct vd_str address);
/* «Seguimiento al 30 de abril de 2027, PTEP 2027» */
struct vd_str verification_said(struct vd_arena *arena, const struct life_version_row *version, struct vd_date cut_on);
/* Inside apply: a row as it is stored. */
struct row_cutoff_row verification_stored(int64_t entity_id, int64_t cutoff_id, const struct followup_line_row *line);
VD_MUST enum vd_err verification_tell(const struct verification_acting *of, struct vd_str said, struct vd_str address, const char *right, struct vd_oint unit);
#endif
