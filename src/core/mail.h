/* SPDX-License-Identifier: Apache-2.0 */
/* Mail. A job puts a message into the outbox with the rows it is about; app/sender.c takes it from there, tries, and notes what
 * became of it. A message goes at least once: after a crash between the sending and the note it goes again, with the same Message-ID. */
#ifndef VD_MAIL_H
#define VD_MAIL_H
#include "core/seal.h"
#include "db/db.h"

enum { VD_MAIL_TRIES = 8 };   /* 15 seconds after the first, then four times as long each time, six hours at most: some nineteen hours */

struct vd_mail {
    int64_t entity_id;         /* whose administrator sees it */
    const char *kind;          /* "invitacion", "clave", "avisos" */
    struct vd_str to, subject; /* to: read by vd_email_read */
    struct vd_str body;        /* plain text, lines end with \n */
};
/* In a job or a change. */
VD_MUST enum vd_err vd_mail_put(struct vd_db *db, struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], const struct vd_mail *mail, vd_us now);

/* ---- for the sender */
VD_MUST enum vd_err vd_mail_due(struct vd_db *db, vd_us now);              /* VD_NOT_FOUND: nothing is */
struct vd_mail_out { int64_t entity_id, id, tries; struct vd_str to, subject, body; vd_us created_at; };
/* In a job: the next one that is due, which nobody else takes for five minutes. VD_NOT_FOUND. */
VD_MUST enum vd_err vd_mail_take(struct vd_db *db, struct vd_arena *arena, const unsigned char key[VD_SEAL_KEY], vd_us now, struct vd_mail_out *ret);
/* In a job. error absent: it was sent. for_good: to try again is of no use. given_up: set, when nobody will try again (vd_notice_bounced). */
struct vd_mail_settled { int64_t entity_id, id; struct vd_str error; bool for_good, given_up; };
VD_MUST enum vd_err vd_mail_settle(struct vd_db *db, struct vd_arena *arena, struct vd_mail_settled *of, vd_us now);

/* ---- for the page */
struct vd_mail_row { int64_t id, tries; struct vd_str kind, to, subject, state, error; vd_us created_at, next_at; struct vd_oint sent_at; };
typedef VD_LIST(struct vd_mail_row) vd_mails;
VD_MUST enum vd_err vd_mail_list(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, vd_mails *ret);
/* In a job: at once. VD_NOT_FOUND: no such message, or it does not wait after a try that failed (one that is on its way would go twice). */
VD_MUST enum vd_err vd_mail_again(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t id, vd_us now);
VD_MUST enum vd_err vd_mail_failed(struct vd_db *db, int64_t *ret);        /* how many were given up */

/* The whole message as it goes to the server (RFC 5322, text/plain in UTF-8). from: an address. */
struct vd_str vd_mail_text(struct vd_arena *arena, const struct vd_mail_out *mail, struct vd_str from, vd_us now);
#endif
