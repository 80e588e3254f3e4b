/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what changes, for the pages and for the command line alike. */
#ifndef PEOPLE_STORE_H
#define PEOPLE_STORE_H
#include "core/people.h"

/* Inside a change of the entity (event cargo.asignado). A person that is new is an event of the installation inside of it, under a key
 * made from the nonce. name, email: filled with what the person has. */
struct people_appointing {
    struct vd_str email, name;
    struct vd_appoint appoint;            /* person_id is found */
    struct vd_str nonce, body_hash;
    struct vd_actor actor;
    struct vd_session_token token;        /* of the link, when the person has no password */
    bool with_link;                       /* set: the link is stored */
};
VD_MUST enum vd_err people_appoint(struct vd_change *change, struct people_appointing *of);

/* Finds or creates; in the transaction of a change or of the command line. */
VD_MUST enum vd_err people_ensure(struct vd_db *db, struct vd_arena *arena, struct people_appointing *of, vd_us now);

/* Inside a change (event cargo.terminado). VD_CONFLICT: nobody who can sign in would administer the entity. */
VD_MUST enum vd_err people_end(struct vd_change *change, int64_t appointment_id, struct vd_str last);
#endif
