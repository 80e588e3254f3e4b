/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a change does to the rows. Each reads them fresh and judges right, state and what was seen again. */
#ifndef MONITORING_CHANGE_H
#define MONITORING_CHANGE_H
#include "db/tables.h"
#include "features/monitoring/monitoring.h"
#include "features/staff/staff.h"

/* One piece of evidence that is added. kind NULL: none. */
struct monitoring_piece { const char *kind; struct vd_str title, dated_on, url; struct documents_file file; enum documents_class classification; };

/* staff_write.arg of saving and sending. */
struct monitoring_saving {
    int64_t person_id, version_id, activity_key;
    struct vd_str seen;           /* what the person saw (monitoring_seen) */
    int64_t corrects;             /* a report that the new draft will replace; 0: none */
    bool send;
    struct row_report typed;      /* values, and the obligation that was chosen */
    bool chose;                   /* typed.obligation_id is what the person chose, or that it is progress in between; else the earliest that is owed */
    struct monitoring_piece pieces[3];
    int64_t drop;                 /* a piece that is taken out; 0: none */
    struct vd_str page;           /* where the notice leads */
};
/* staff_write.result: the report's id. VD_CONFLICT with problem empty: somebody wrote the draft meanwhile. */
enum vd_err monitoring_save(struct vd_change *change, struct staff_write *write);
/* What a form bears: of the draft its row, without one (NULL) the last report that was sent, if any. Another by now is another's. */
struct vd_str monitoring_seen(struct vd_arena *arena, const struct monitoring_line *line, const struct row_report *draft);

/* staff_write.arg of a review. */
struct monitoring_verdict { int64_t evidence_id; bool accepted; struct vd_str reason; };
struct monitoring_reviewing {
    int64_t person_id, version_id, report_id;
    bool accept;
    struct vd_oint reviewed_u6;   /* percent points */
    struct vd_str reason;
    VD_LIST(struct monitoring_verdict) verdicts;
    struct vd_str page;
};
enum vd_err monitoring_review(struct vd_change *change, struct staff_write *write);
/* «Marta Ruiz lo devolvió el 3 de mayo de 2027, 10:02 a. m.: «…»» of one that was reviewed; else that it was corrected. */
struct vd_str monitoring_decided_said(struct vd_arena *arena, const struct monitoring_report_row *report);
/* An earlier report of what adds up that waits too: its value enters this one's. NULL: none. */
const struct monitoring_report_row *monitoring_waits_before(const struct monitoring_line *line, int64_t no);
/* Why this person may not review it; absent: nothing. */
struct vd_str monitoring_own(const struct vd_who *who, const struct monitoring_line *line, int64_t reporter);

/* staff_write.arg of a reminder to every unit with something due by today and not reported. result: how many units. */
struct monitoring_reminding { int64_t person_id, version_id; struct vd_str page; };
enum vd_err monitoring_remind(struct vd_change *change, struct staff_write *write);
/* Has nobody reported of something that is due by this day? */
bool monitoring_lacks(const struct monitoring_line *line, struct vd_date day);
#endif
