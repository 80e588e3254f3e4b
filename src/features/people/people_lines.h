/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the lines of defence (MECI) do not want together. Warned and not refused, because small municipalities have
 * few people; what a person in two lines may not do with a row is refused at that row. */
#ifndef PEOPLE_LINES_H
#define PEOPLE_LINES_H
#include "core/rights.h"
#include "http/http.h"

typedef VD_LIST(struct vd_str) people_warnings;              /* Spanish sentences */
/* Of one person's appointments; person_id 0: of everybody's. */
VD_MUST enum vd_err people_lines_of(struct vd_req *rq, const vd_appointed_list *all, int64_t person_id, people_warnings *ret);
/* Activities of plans that are being written which Control Interno leads outside of its follow-up (VD-P052). */
VD_MUST enum vd_err people_third_line(struct vd_req *rq, int64_t entity_id, people_warnings *ret);
#endif
