/* SPDX-License-Identifier: Apache-2.0 */
/* A follow-up as a document to publish: head, summary with drawing, how each figure was computed, the format of the guide (components,
 * programmed, fulfilled, %, remarks), every activity with its four values, what does not agree.
 * Guía «Estrategias para la construcción del PAAC», versión 2 (2015), cap. V, formato «Seguimiento al Plan Anticorrupción». */
#ifndef FOLLOWUP_REPORT_H
#define FOLLOWUP_REPORT_H
#include "features/followup/followup_views.h"

struct followup_report_about {
    struct vd_str entity_name, plan;   /* names */
    int64_t vigencia;
    vd_us made_at;                     /* when the data last changed: the same data give the same bytes */
};
/* view: as followup_page_fill left it. VD_TOO_BIG: more than out may hold. */
VD_MUST enum vd_err followup_report_pdf(const struct followup_view_in *in, const struct followup_page_view *view, const struct followup_report_about *about, struct vd_buf *out);
#endif
