/* SPDX-License-Identifier: Apache-2.0 */
/* The example entity of `veedor serve --demo`: a town that does not exist, with people of every role and a plan in each state. It is made
 * once, in one transaction, by the acts that its people would do: every one is an event of the chain, judged by the same rights and
 * conditions as on the pages, each at the instant at which it would have happened. Passwords are new at each start and stand nowhere but on the sign-in page of that server. */
#ifndef DEMO_H
#define DEMO_H
#include "core/services.h"

#define DEMO_SLUG "ejemplo"

/* The entity made when it is not there, its people with new passwords and without second factor. VD_CONFLICT: another entity has its
 * address. *ret_reason, with an error: Spanish, may be absent. */
VD_MUST enum vd_err demo_open(struct vd_db *db, const struct vd_services *services, struct vd_arena *arena, vd_us now, vd_demo_people *ret, struct vd_str *ret_reason);
/* Passwords and sessions of its people end: whoever serves the same data otherwise lets nobody in by them. Without demo: nothing. */
VD_MUST enum vd_err demo_shut(struct vd_db *db, struct vd_arena *arena, vd_us now);
VD_MUST enum vd_err demo_is_there(struct vd_db *db, struct vd_arena *arena, bool *ret);
#endif
