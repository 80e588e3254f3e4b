/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: what changes, for the pages and for the command line alike. */
#ifndef PEOPLE_STORE_H
#define PEOPLE_STORE_H
#include "core/people.h"

/* Inside a change of the entity (event cargo.asignado). VD_CONFLICT: the person has that post already (people_has_post). Puts the mail with the link, and a notice for who can read it. A person that is new is an event of the installation inside of it, under a key
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
    bool distrusted;                      /* set: the password had been set with a link that another entity was shown; it is gone */
    bool over;                            /* set with VD_DENIED: too much mail today, of the entity or to the address */
    bool elsewhere;                       /* set: no link, another entity invited the person: its link is that entity's to give */
};
VD_MUST enum vd_err people_appoint(struct vd_change *change, struct people_appointing *of);
/* The same role for the same unit, in days that meet. A person that is not known has none. */
VD_MUST enum vd_err people_has_post(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, const struct people_appointing *of, vd_us now, bool *ret);

/* Finds or creates, with a link; in the transaction of the command line. */
VD_MUST enum vd_err people_ensure_linked(struct vd_db *db, struct vd_arena *arena, struct people_appointing *of, vd_us now);

/* The account of a person, on behalf of the entity that an appointment is of. */
struct people_account {
    int64_t entity_id, appointment_id, person_id;
    struct vd_str email, name;            /* to be */
    bool active;                          /* to be */
};
/* VD_DENIED: the person works in another entity too; VD_NOT_FOUND: the appointment is over. */
VD_MUST enum vd_err people_account_check(struct vd_db *db, struct vd_arena *arena, const struct people_account *of, vd_us now);
/* Inside a change of entity 0 (persona.cambiada), checked as above. VD_CONFLICT: the address is another person's. */
VD_MUST enum vd_err people_account_change(struct vd_change *change, const struct people_account *of);
/* Inside a change of entity 0 (persona.desactivada, persona.activada), checked as above; ends the sessions. VD_CONFLICT: nobody who can
 * sign in would administer the entity. */
VD_MUST enum vd_err people_account_turn(struct vd_change *change, const struct people_account *of);

/* Mail with links is bounded by the day (of Bogotá), so that an entity's pages cannot be made to write to others without end. In a job or a
 * change; *ret false: it was sent so often today. */
enum { PEOPLE_MAILS_ENTITY = 200, PEOPLE_MAILS_ADDRESS = 5 };
#define PEOPLE_OVER "Hoy ya se enviaron muchos correos con enlaces a esa dirección o desde esta entidad. Vuelva a intentar mañana: no se guardó nada."
VD_MUST enum vd_err people_daily_entity(struct vd_db *db, struct vd_arena *arena, const unsigned char *seal, int64_t entity_id, vd_us now, bool *ret);
VD_MUST enum vd_err people_daily_address(struct vd_db *db, struct vd_arena *arena, const unsigned char *seal, struct vd_str email, vd_us now, bool *ret);

/* In a job: the mail with a link for a new password. */
VD_MUST enum vd_err people_mail_password(struct vd_db *db, struct vd_arena *arena, const unsigned char *seal, struct vd_str url, int64_t entity_id,
                                         const struct vd_person *person, const struct vd_session_token *token, vd_us now);

/* Inside a change (event cargo.terminado); ends the sessions of who works nowhere any more. VD_CONFLICT: nobody who can sign in would administer the entity. */
VD_MUST enum vd_err people_end(struct vd_change *change, int64_t appointment_id, struct vd_str last);
#endif
