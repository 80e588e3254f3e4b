/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the pages of work share. */
#ifndef EVENTS_PAGES_H
#define EVENTS_PAGES_H
#include "features/events/events_filter.h"

/* The page of an event: also when something sent to it did not pass. */
VD_MUST enum vd_err events_show_one(struct vd_req *rq, const struct event_found_row *event, struct vd_oint done, struct vd_str reason);
VD_MUST enum vd_err events_show_piece(struct vd_req *rq, const struct event_piece_row *piece, struct vd_oint done, struct vd_str reason);
struct events_proposal_line events_proposal_line_of(struct vd_req *rq, const struct event_proposal_row *proposal, bool may);
VD_MUST enum vd_err events_steps_shown(struct vd_req *rq, int64_t subject_id, events_step_lines *ret);

/* event true: of an event, else of a piece. may: this person may bring files now. */
struct events_hanging { bool event; int64_t id, no; bool may; };
VD_MUST enum vd_err events_files_of(struct vd_req *rq, const struct events_hanging *of, struct events_files_view *ret);

/* A list of work as data, at the address of its page. */
#define EVENTS_DATA_FORM(route_path, parameters, what, fn, about, ...) \
    STAFF_PAGE(events_filter, route_path, parameters, "participacion.ver", fn, about, .extra = (what), __VA_ARGS__)
#define EVENTS_DATA(route_path, parameters, what, about) \
    EVENTS_DATA_FORM(route_path ".csv", parameters, what, site_data_csv, about), \
    EVENTS_DATA_FORM(route_path ".json", parameters, what, site_data_json, about), \
    EVENTS_DATA_FORM(route_path ".xlsx", parameters, what, site_data_xlsx, about, .wide = true)
#endif
