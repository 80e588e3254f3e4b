/* SPDX-License-Identifier: Apache-2.0 */
/* What was understood of a document and what is wrong with it, before anything is stored: for people, as JSON, and the findings
 * as CSV. `veedor check` prints it; `veedor import` prints its parts. */
#ifndef PLAN_REPORT_H
#define PLAN_REPORT_H
#include "features/plan/read/plan_followup_draft.h"
#include "office/dataset.h"

/* One finding, for a list; also of the batch's page and its data (plan_batch.h). */
struct plan_report_row {
    struct vd_str severity, code, place, activity, text, norm, read_text, proposal; /* place and activity: absent outside the tables */
    int64_t table_no, row_no, col_no;
};
typedef VD_LIST(struct plan_report_row) plan_report_rows;
extern const struct vd_dataset plan_findings_set;

struct plan_report {
    struct vd_arena *arena;
    const struct plan_draft *draft;
    struct vd_str file;   /* its name */
    bool asked;           /* the vigencia was typed: the document was not asked */
    bool instrument_asked; /* the same of the instrument */
};

int64_t plan_report_count(const struct plan_draft *draft, const char *severity); /* findings of this severity */
void plan_report_rows_of(const struct plan_report *report, plan_report_rows *ret); /* errors, then warnings, then notes */

void plan_report_text(const struct plan_report *report, struct vd_buf *out);
void plan_report_json(const struct plan_report *report, struct vd_buf *out);

/* ---- parts of the text */
void plan_report_components(const struct plan_report *report, struct vd_buf *out);
void plan_report_findings(const struct plan_report *report, struct vd_buf *out);

/* The words of a person: "matriz del plan", "Error". */
const char *plan_taken_for_text(struct vd_str taken_for);
#endif
