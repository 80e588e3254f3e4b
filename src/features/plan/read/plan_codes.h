/* SPDX-License-Identifier: Apache-2.0 */
/* The closed sets of a plan as data: what the data base holds, what JSON says, what a person reads in a sheet. One table a set, for
 * every dataset that has such a column. */
#ifndef PLAN_CODES_H
#define PLAN_CODES_H
#include "office/dataset.h"

extern const struct vd_code plan_state_codes[];         /* plan_version.state */
extern const struct vd_code plan_schedule_codes[];      /* activity.schedule_kind */
extern const struct vd_code plan_granularity_codes[];   /* window_.granularity */
extern const struct vd_code plan_unit_codes[];          /* indicator.unit_kind: of a target */
extern const struct vd_code plan_comparator_codes[];    /* target.comparator */
extern const struct vd_code plan_reading_codes[];       /* how surely something was read: leido, supuesto, ambiguo */
extern const struct vd_code plan_doubt_codes[];         /* the same of a workbook's activity: supuesto, ambiguo, corregido; absent without doubt */
extern const struct vd_code plan_status_codes[];        /* source_cell.status: all of them */
extern const struct vd_code plan_severity_codes[];      /* finding.severity */
extern const struct vd_code plan_finding_state_codes[]; /* finding.state */
extern const struct vd_code plan_counted_codes[];       /* cutoff_row.counted */
#endif
