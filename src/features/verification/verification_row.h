/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the page of one activity of a cut-off. */
#ifndef VERIFICATION_ROW_H
#define VERIFICATION_ROW_H
#include "features/verification/verification_say.h"

struct verification_row_of {
    struct verification_opened o;
    struct verification_sheet sheet;
    verification_request_rows requests;
    monitoring_wrote_rows wrote; /* by who looks */
    size_t i;
    const struct followup_line_row *line;
    const struct verification_line *row;
};
/* The activity of the address; VD_NOT_FOUND leaves a sentence. */
VD_MUST enum vd_err verification_row_open(struct vd_req *rq, const struct verification_input *in, struct verification_row_of *ret);
/* Evidence of the report that entered, and of those that answer what was asked. */
VD_MUST enum vd_err verification_row_pieces(struct vd_req *rq, const struct verification_row_of *r, monitoring_evidences *ret);
/* What the form offers: what was verified before, else what planning said, else what was declared; absent: it does not apply. */
struct vd_oint verification_row_offered(const struct verification_row_of *r);
struct vd_str verification_row_percent(struct vd_arena *arena, int64_t u6); /* "86,93" */
/* conflict: somebody verified it meanwhile; what was typed stays in the form. */
VD_MUST enum vd_err verification_row_show(struct vd_req *rq, const struct verification_row_of *r, const struct verification_input *in, bool conflict);
#endif
