/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what the pages of work share. Each reader says what is wrong in rq->wrong. */
#ifndef IMPROVEMENT_FORM_H
#define IMPROVEMENT_FORM_H
#include "features/improvement/improvement_change.h"
#include "features/improvement/improvement_say.h"

#define IMPROVEMENT_BASE "/{entidad}/trabajo/mejora"
#define IMPROVEMENT_ONE IMPROVEMENT_BASE "/{numero}"
#define IMPROVEMENT_ACT IMPROVEMENT_ONE "/acciones/{accion}"
#define IMPROVEMENT_NO(input) VD_PARAM(input, numero, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT32_MAX, .required = true, .about = "number of the finding in the entity")
#define IMPROVEMENT_ACT_NO(input) VD_PARAM(input, accion, VD_FROM_PATH, VD_P_INT, .min = 1, .max = INT32_MAX, .required = true, .about = "number of the action in its finding")
#define IMPROVEMENT_SEEN(input) VD_PARAM(input, visto, VD_FROM_FORM, VD_P_INT, .min = 0, .max = INT32_MAX, .about = "how many times it had been changed when it was shown")
#define IMPROVEMENT_TYPED(input, member, most, what, meaning) VD_PARAM(input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))

void improvement_choose(struct vd_req *rq, struct vd_choices *choices, struct vd_str value, struct vd_str text, struct vd_str hint, struct vd_str chosen);
VD_MUST enum vd_err improvement_choose_unit(struct vd_req *rq, struct vd_choices *choices, struct vd_str chosen);

/* must: said when it is not there, NULL: it may be absent. */
void improvement_read_day(struct vd_req *rq, const char *field, struct vd_str typed, const char *must, struct vd_str *ret_iso);
static inline struct vd_str improvement_or_absent(struct vd_str s) { return s.n ? s : (struct vd_str){0}; }

/* A line for what is not the same now and as it was typed; said absent: nobody changed anything. */
struct improvement_difference { struct vd_str label, now, typed; };
struct improvement_conflict_view { struct vd_str said; VD_LIST(struct improvement_difference) differences; };
void improvement_differ(struct vd_req *rq, struct improvement_conflict_view *view, struct vd_str label, struct vd_str now, struct vd_str typed);

VD_MUST enum vd_err improvement_open(struct vd_req *rq, int64_t no, struct improvement_found_row *ret);
VD_MUST enum vd_err improvement_open_act(struct vd_req *rq, int64_t no, int64_t action_no, struct improvement_found_row *ret, struct improvement_act_row *ret_act);
/* VD_DENIED, VD_CONFLICT with a sentence: it is not of the units of who is signed in, or no longer in this state. */
VD_MUST enum vd_err improvement_may_write(struct vd_req *rq, const struct improvement_found_row *found, int64_t unit_id, const char *state);

/* "/pasto/trabajo/mejora/7" and what follows: "/causa". */
struct vd_url improvement_url(struct vd_req *rq, int64_t no, const char *rest);
struct vd_url improvement_act_url(struct vd_req *rq, int64_t no, int64_t action_no, const char *rest);
/* Of the public page of the follow-up that it was taken from; empty: of none, or it is not public yet. */
struct vd_url improvement_origin_url(struct vd_req *rq, struct vd_str slug, const struct improvement_found_row *found);
typedef enum vd_err improvement_then(struct vd_req *rq, struct staff_write *write);
struct staff_write *improvement_write_of(struct vd_req *rq, const char *kind, staff_apply *apply, improvement_then *then, struct improvement_asking asking);
/* Somebody changed it since it was seen, and nothing else is wrong. */
static inline bool improvement_clashed(const struct staff_write *write) { return write->err == VD_CONFLICT && !write->problem.n; }
#endif
