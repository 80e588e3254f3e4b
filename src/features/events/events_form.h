/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the forms of events and of pieces share. Each reader says what is wrong in rq->wrong. */
#ifndef EVENTS_FORM_H
#define EVENTS_FORM_H
#include "features/events/events_change.h"
#include "features/events/events_say.h"

#define EVENTS_BASE "/{entidad}/trabajo/participacion"
#define EVENTS_PIECES "/{entidad}/trabajo/piezas"
#define EVENTS_NO(input, member) VD_PARAM(input, member, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT32_MAX, .required = true, .about = "its number in the entity")
#define EVENTS_SEEN(input) VD_PARAM(input, visto, VD_FROM_FORM, VD_P_INT, .min = 0, .max = INT32_MAX, .about = "how many times it had been changed when it was shown")
#define EVENTS_TYPED(input, member, most, what, meaning) VD_PARAM(input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))

void events_choose(struct vd_req *rq, struct vd_choices *choices, struct vd_str value, struct vd_str text, struct vd_str chosen);
void events_choices_of_codes(struct vd_req *rq, struct vd_choices *choices, const struct vd_code *codes, struct vd_str chosen);
/* informs: channels by which something is made known; else those that convene. */
void events_choices_of_channels(struct vd_req *rq, struct vd_choices *choices, bool informs, struct vd_str chosen);
/* Units for which this person may write; every: all of them. */
VD_MUST enum vd_err events_choices_of_units(struct vd_req *rq, struct vd_choices *choices, bool every, struct vd_str chosen);

/* family and year: both or none. must: of a kind that builds a plan. */
void events_read_plan(struct vd_req *rq, struct vd_str family, struct vd_str year, bool must, struct vd_str *ret_family, struct vd_oint *ret_year);
/* "8:30" is "08:30". Empty: absent. */
void events_read_time(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret);
void events_read_date(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret_iso);
/* An address of the web, or empty. */
void events_read_link(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret);
bool events_is_code(const struct vd_code *codes, struct vd_str value);

/* A line for what is not the same now and as it was typed. */
struct events_difference { struct vd_str label, now, typed; };
typedef VD_LIST(struct events_difference) events_differences;
void events_differ(struct vd_req *rq, events_differences *list, struct vd_str label, struct vd_str now, struct vd_str typed);

VD_MUST enum vd_err events_open(struct vd_req *rq, int64_t no, struct event_found_row *ret);
VD_MUST enum vd_err events_piece_open(struct vd_req *rq, int64_t no, struct event_piece_row *ret);
/* The same for who may write it and while it was not withdrawn; else the reason stands in rq->problem. */
VD_MUST enum vd_err events_open_to_write(struct vd_req *rq, int64_t no, struct event_found_row *ret);
VD_MUST enum vd_err events_piece_open_to_write(struct vd_req *rq, int64_t no, struct event_piece_row *ret);
/* "/pasto/trabajo/participacion/7" and what follows: "/cambiar". */
struct vd_url events_url(struct vd_req *rq, int64_t no, const char *rest);
struct vd_url events_piece_url(struct vd_req *rq, int64_t no, const char *rest);
struct staff_write *events_write_of(struct vd_req *rq, const char *kind, staff_apply *apply, enum vd_err (*then)(struct vd_req *, struct staff_write *), struct events_asking asking);
#endif
