/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what a list is asked for, at work and in public, as page and as data. */
#ifndef EVENTS_FILTER_H
#define EVENTS_FILTER_H
#include "features/events/events_views.h"
#include "features/plan/plan.h"
#include "features/site/site.h"

enum { EVENTS_IN_PAGE = 50 };

/* Input of every list. clase: of an event, or the channel of a piece. antes: "2027-01-15.12", the last line of the page before. */
struct events_filter {
    struct site_data_input data;
    struct vd_str entidad, familia, clase, estado, dependencia, antes;
    struct vd_oint vigencia, hecho;
};
#define EVENTS_FILTER(states) \
    VD_PARAM(events_filter, familia, VD_FROM_QUERY, VD_P_CHOICE, .choices = plan_families, .about = "plan, plan-accion or plan-propio"), \
    VD_PARAM(events_filter, vigencia, VD_FROM_QUERY, VD_P_INT, .min = 1991, .max = 2199, .about = "year of the plan"), \
    VD_PARAM(events_filter, clase, VD_FROM_QUERY, VD_P_TEXT, .max = 40, .about = "kind of space, or channel of a piece"), \
    VD_PARAM(events_filter, estado, VD_FROM_QUERY, VD_P_CHOICE, .choices = (states), .about = "state"), \
    VD_PARAM(events_filter, dependencia, VD_FROM_QUERY, VD_P_SLUG, .max = 80, .about = "slug of the unit that leads")
#define EVENTS_AFTER VD_PARAM(events_filter, antes, VD_FROM_QUERY, VD_P_SLUG, .max = 24, .about = "day and number of the last line of the page before")

/* VD_INVALID: `antes` is no such place. */
VD_MUST enum vd_err events_filter_read(const struct events_filter *filter, struct events_asked *ret);
/* base with the filter. */
struct vd_url events_filter_url(struct vd_req *rq, struct vd_url base, const struct events_filter *filter);
struct vd_url events_filter_next(struct vd_req *rq, struct vd_url base, const struct events_filter *filter, struct vd_str on, int64_t no);
bool events_filter_is_set(const struct events_filter *filter);
void events_option(struct vd_req *rq, events_options *list, struct vd_str value, struct vd_str text, struct vd_str chosen);
void events_options_of(struct vd_req *rq, events_options *list, const struct vd_code *codes, struct vd_str chosen);

struct events_line events_line_of(struct vd_req *rq, const struct event_found_row *event);
struct events_piece_line events_piece_line_of(struct vd_req *rq, const struct event_piece_row *piece);

extern const struct site_data events_data, events_pieces_data, events_proposals_data;
#endif
