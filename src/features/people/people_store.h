/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what changes, for the pages and for the command line alike. */
#ifndef PEOPLE_STORE_H
#define PEOPLE_STORE_H
#include "core/people.h"

/* Inside a change of the entity (event cargo.asignado). Puts the mail with the link, and a notice for who can read it. A person that is new is an event of the installation inside of it, under a key
 * made from the nonce. name, email: filled with what the person has. */
struct people_appointing {
    struct vd_str email, name;
    struct vd_appoint appoint;            /* person_id is found */
    struct vd_str nonce, body_hash;
    struct vd_actor actor;
    struct vd_session_token token;        /* of the link, when the person has no password */
    const unsigned char *seal;            /* NULL: no mail is sent, whoever asks hands the link over */
    struct vd_str url;                    /* public address, for the mail */
    bool operates;                        /* whoever asks runs the server: gets a link for anybody */
    bool with_link;                       /* set: the link is stored */
    bool elsewhere;                       /* set: no link, another entity invited the person: its link is that entity's to give */
};
VD_MUST enum vd_err people_appoint(struct vd_change *change, struct people_appointing *of);

/* Finds or creates, with a link; in the transaction of the command line. */
VD_MUST enum vd_err people_ensure_linked(struct vd_db *db, struct vd_arena *arena, struct people_appointing *of, vd_us now);

/* Inside a change (event cargo.terminado). VD_CONFLICT: nobody who can sign in would administer the entity. */
VD_MUST enum vd_err people_end(struct vd_change *change, int64_t appointment_id, struct vd_str last);
#endif
