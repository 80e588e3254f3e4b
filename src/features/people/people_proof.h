/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: whoever sits at a page of the account proves again to be its person, before the password or the second factor is
 * touched. Wrong passwords and wrong codes are counted together, for the person, apart from those at the door: a session that somebody
 * else holds guesses no more than a stranger does, and does not lock the door either. */
#ifndef PEOPLE_PROOF_H
#define PEOPLE_PROOF_H
#include "features/people/people_door.h"

struct people_proof {
    struct vd_person person;
    struct vd_tries tries;
    const char *outcome;               /* what was wrong, for the history; NULL: nothing was */
    struct vd_str device;
    enum vd_err (*show)(struct vd_req *rq);
};
/* All of these say what is wrong in rq->wrong, in the field; nothing is looked at once something is wrong. */
VD_MUST enum vd_err people_proof_begin(struct vd_req *rq, const char *field, struct people_proof *ret);
VD_MUST enum vd_err people_proof_password(struct vd_req *rq, struct people_proof *proof, const char *field, struct vd_str typed);
VD_MUST enum vd_err people_proof_code(struct vd_req *rq, struct people_proof *proof, const char *field, struct vd_str typed, struct people_code *ret);
/* The form comes back by show(); what was wrong is counted before. */
VD_MUST enum vd_err people_proof_failed(struct vd_req *rq, struct people_proof *proof, enum vd_err (*show)(struct vd_req *rq));
/* In the change that follows a right one: those that were sent at once and came first may have locked the account. */
VD_MUST enum vd_err people_proof_given(struct vd_change *change, struct staff_write *write, const struct people_proof *proof);
#endif
