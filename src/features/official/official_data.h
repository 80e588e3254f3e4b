/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: a report as data, the same for each form. Percentages are millionths, rounded half up to two decimals. */
#ifndef OFFICIAL_DATA_H
#define OFFICIAL_DATA_H
#include "features/official/official.h"
#include "features/official/official.sql.h"

/* A row of the guide's format. */
struct official_component {
    struct vd_str code, name;
    int64_t programmed, fulfilled;       /* the two sides of the official count (M1) */
    struct vd_oint percent;
    struct vd_str zone, remarks;         /* zone absent: no figure */
};
typedef VD_LIST(struct official_component) official_components;

struct official_row {
    int64_t row;
    struct vd_str activity, component, component_name, description, goal, responsible, unit;
    struct vd_oint target, achieved;
    struct vd_str achieved_text;
    struct vd_oint percents[FOLLOWUP_BASES];
    struct vd_oint difference;           /* points: what rules − what was declared */
    struct vd_str difference_reason, zone, counts, verdict, nonconformity, evidence, remarks;
    bool lacks_evidence, silent;         /* silent: it counts, and nobody reported it */
    int group;
};
typedef VD_LIST(struct official_row) official_rows;

struct official_signature { struct vd_str name, role, at, head; };
struct official_correction { int64_t no; struct vd_str activity, body, name, at; };

struct official_report {
    struct vd_str entity, entity_name, plan;
    int64_t vigencia, version;
    struct vd_oint no;                   /* «Seguimiento 2 OCI» */
    struct vd_date cut_on, sheet_on, reports_until, publish_by, published_on;
    struct vd_oint days_late;            /* calendar days after publish_by; absent: in time, or not published here */
    struct vd_str state, basis, method, frozen_head, frozen_at, source; /* hashes in hexadecimal; instants as ISO */
    int64_t programmed, fulfilled;
    struct vd_oint percent, mean;        /* M1 and M2 on the basis that rules */
    struct vd_str zone, mean_zone;
    official_components components;
    official_rows activities;
    VD_LIST(struct official_signature) signatures;
    VD_LIST(struct official_correction) corrections;
};
extern const struct vd_dataset official_report_set, official_components_set, official_rows_set;

/* With what the drawn form needs besides. */
struct official_read {
    struct official_report report;
    struct official_cutoff_row head;
    struct followup_sheet sheet;
    struct followup_sides sides;
    enum followup_basis basis;           /* that rules: verified, else reviewed, else declared; of imported history what was declared */
    struct vd_str path_word;
    vd_us at;                            /* when the data last changed */
};
VD_MUST enum vd_err official_data_read(const struct official_of *of, struct official_read *ret);

/* "1 actividad", "2 actividades" */
struct vd_str official_counted(struct vd_arena *arena, int64_t n, const char *one, const char *many);
struct vd_str official_role_word(struct vd_str role);

/* official_pdf.c */
VD_MUST enum vd_err official_draw(const struct official_of *of, const struct official_read *read, struct vd_str *ret);
/* official_own.c: the entity's own workbook with the follow-up in it. VD_NOT_FOUND: the plan came from no file; VD_INVALID: *ret_reason is a
 * Spanish sentence. */
VD_MUST enum vd_err official_own(const struct official_of *of, const struct official_read *read, struct vd_str *ret, struct vd_str *ret_reason);
#endif
