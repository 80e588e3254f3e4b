/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the report's PDF: cover, method and proof (official_pdf.c), figures and drawings (official_pdf_charts.c), the guide's format
 * and the detail (official_pdf_tables.c). */
#ifndef OFFICIAL_PDF_PARTS_H
#define OFFICIAL_PDF_PARTS_H
#include "features/official/official_data.h"
#include "office/pdf.h"

struct drawing {
    const struct official_of *of;
    const struct official_read *read;
    const struct official_report *report;
    struct vd_arena *arena;
    struct vd_pdf *pdf;
};

void official_put_summary(struct drawing *d);
void official_put_qr(struct drawing *d, struct vd_str text, struct vd_str in_words);
void official_put_format(struct drawing *d);
void official_put_detail(struct drawing *d);
void official_put_corrections(struct drawing *d);

/* "85,71 %"; «Sin dato» without figure. */
struct vd_str official_percent(struct vd_arena *arena, struct vd_oint u6, const char *without);
/* The word of a zone with its mark; without zone an empty cell with a dash. */
void official_zone_cell(struct vd_pdf_cell *cell, struct vd_str zone);
#endif
