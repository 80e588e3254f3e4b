/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: a sheet with the reports behind its rows. */
#ifndef VERIFICATION_STORE_H
#define VERIFICATION_STORE_H
#include "features/monitoring/monitoring.h"
#include "features/verification/verification.h"
#include "features/verification/verification_rules.h"

/* Beside the line of the sheet with the same index. */
struct verification_line {
    const struct monitoring_line *of;             /* NULL: withdrawn */
    const struct monitoring_report_row *report;   /* the last that enters; NULL: none */
    const struct verification_verified_row *said; /* of Control Interno; NULL: not verified */
    bool stale;                                   /* another report entered after it was verified */
    bool late_report;                             /* something was sent after the term: it does not enter */
    int64_t value_u6;                             /* of the row before it is verified: reviewed, else declared, else 0 */
    struct verification_judging judging;          /* of that value */
};
typedef VD_LIST(struct verification_line) verification_lines;
struct verification_sheet {
    struct life_version_row version;
    struct followup_sheet sheet;
    verification_lines rows;
    monitoring_lines reports;
    agenda_promises promises;    /* of the version */
};
/* cutoff_id 0: nothing is verified. */
VD_MUST enum vd_err verification_read(struct vd_db *db, struct vd_arena *arena, const struct verification_asked *asked, int64_t cutoff_id, struct verification_sheet *ret);
/* What an open cut-off asks of the reports now. */
struct verification_asked verification_asked_of(int64_t entity_id, const struct verification_cutoff *cutoff, vd_us now);
/* One of its id. VD_NOT_FOUND. */
VD_MUST enum vd_err verification_cutoff_get(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t cutoff_id, struct verification_cutoff *ret);

/* Due, so it is verified. */
static inline bool verification_counts(const struct followup_line_row *line) { return vd_str_is(line->counted, "si") || vd_str_is(line->counted, "no_aplica"); }
static inline bool verification_is_reported(const struct followup_line_row *line) { return line->achieved_raw.n > 0; }
#endif
