/* SPDX-License-Identifier: Apache-2.0 */
/* People, and how they sign in. A person is known by an e-mail address, in lower case; the password is argon2id (19 MiB, two rounds,
 * one at a time in the whole process: OWASP's least, and all that a small machine can give). A session is 32 random bytes in a cookie,
 * kept as their hash. Whether an address has an account cannot be told from outside: not by words, not by time, not by locking. */
#ifndef VD_PEOPLE_H
#define VD_PEOPLE_H
#include "core/core.h"
#include "core/rights.h"

enum {
    VD_PASSWORD_LEAST = 12, VD_PASSWORD_MOST = 128,          /* characters; bytes are bounded too */
    VD_EMAIL_MOST = 254,
    VD_SESSION_HEX = 64
};
extern const vd_us VD_SESSION_IDLE, VD_SESSION_WHOLE;        /* without being used; from the sign-in on */

struct vd_person {
    int64_t id;
    struct vd_str email, name;
    bool active;
    struct vd_str password;   /* argon2id; absent: none set yet */
    struct vd_str totp;       /* sealed; absent: no second factor */
};
/* Lower case, without space around. VD_INVALID: not an address of mail. */
VD_MUST enum vd_err vd_email_read(struct vd_arena *arena, struct vd_str typed, struct vd_str *ret);
VD_MUST enum vd_err vd_person_by_email(struct vd_db *db, struct vd_arena *arena, struct vd_str email, struct vd_person *ret);
VD_MUST enum vd_err vd_person_get(struct vd_db *db, struct vd_arena *arena, int64_t id, struct vd_person *ret);
/* Inside a change of entity 0 (event persona.creada). VD_CONFLICT: the address has a person. */
VD_MUST enum vd_err vd_person_create(struct vd_change *change, struct vd_str email, struct vd_str name, int64_t *ret_id);

/* Inside a change of entity 0 (event persona.cambiada): ends links. VD_CONFLICT: the address is another person's. */
VD_MUST enum vd_err vd_person_change(struct vd_change *change, int64_t person_id, struct vd_str email, struct vd_str name);
/* Inside a change of entity 0 (events persona.desactivada, persona.activada). */
VD_MUST enum vd_err vd_person_turn(struct vd_change *change, int64_t person_id, bool active);

/* ---- passwords */
/* What is wrong with a new password, as a Spanish sentence; absent: nothing. */
struct vd_str vd_password_problem(struct vd_arena *arena, struct vd_str password, const struct vd_person *person);
/* Takes some 50 ms and 19 MiB, and waits for the one before. VD_RETRY: too many wait. */
VD_MUST enum vd_err vd_password_hash(struct vd_arena *arena, struct vd_str password, struct vd_str *ret);
/* hash absent: the same time is spent and the answer is no. */
VD_MUST enum vd_err vd_password_check(struct vd_str hash, struct vd_str password, bool *ret_right);
/* Inside a change of entity 0 (event clave.cambiada): keeps the second factor, ends links. */
VD_MUST enum vd_err vd_password_put(struct vd_change *change, int64_t person_id, struct vd_str hash, struct vd_oint shown_in);
/* The same by somebody who gave the present one: whoever was shown the first may be who changes it. */
VD_MUST enum vd_err vd_password_change(struct vd_change *change, int64_t person_id, struct vd_str hash);
VD_MUST enum vd_err vd_link_drop_shown(struct vd_db *db, int64_t person_id); /* the links of a person that an administrator was shown */
/* Inside a change of entity 0 (event clave.retirada): password, sessions and links of a person end. VD_NOT_FOUND: no password. */
VD_MUST enum vd_err vd_password_drop(struct vd_change *change, int64_t person_id);
/* Was the password set with a link that another entity's administrator was shown? Then it is not for this entity to trust. */
VD_MUST enum vd_err vd_password_of_others(struct vd_db *db, struct vd_arena *arena, int64_t person_id, int64_t entity_id, bool *ret);

/* ---- sessions: operational rows, written inside a transaction of the writer without an event */
struct vd_session_token { char hex[VD_SESSION_HEX + 1]; unsigned char hash[32]; };
VD_MUST enum vd_err vd_session_token_make(struct vd_session_token *ret);
VD_MUST bool vd_session_hash(struct vd_str hex, unsigned char ret[32]);          /* false: not such a token */
struct vd_session_new { const struct vd_session_token *token; int64_t person_id; bool strong, pending; struct vd_str device; vd_us now; };
VD_MUST enum vd_err vd_session_put(struct vd_db *db, const struct vd_session_new *of);
VD_MUST enum vd_err vd_session_end(struct vd_db *db, struct vd_str token_hash);
VD_MUST enum vd_err vd_session_end_others(struct vd_db *db, int64_t person_id, struct vd_str but);
/* The same session under another token: whoever had the old cookie has nothing. strong: the second factor was given. */
VD_MUST enum vd_err vd_session_renew(struct vd_db *db, struct vd_str token_hash, const struct vd_session_token *token, bool strong);
VD_MUST enum vd_err vd_session_seen(struct vd_db *db, struct vd_str token_hash, vd_us now);
struct vd_session { int64_t person_id; struct vd_str email, name; bool strong, pending; vd_us created_at, seen_at; };
VD_MUST enum vd_err vd_session_find(struct vd_db *db, struct vd_arena *arena, struct vd_str hex, vd_us now, struct vd_session *ret, struct vd_str *ret_hash);
struct vd_session_row { struct vd_str token_hash, device; vd_us created_at, seen_at; };
typedef VD_LIST(struct vd_session_row) vd_sessions;
VD_MUST enum vd_err vd_session_list(struct vd_db *db, struct vd_arena *arena, int64_t person_id, vd_us now, vd_sessions *ret);
/* "Firefox en Linux" from a User-Agent; what is not known is not guessed: "Otro navegador". */
struct vd_str vd_device_of(struct vd_arena *arena, struct vd_str agent);

/* ---- trying to sign in */
/* Wrong ones in a row are counted in core/tries.h. */
VD_MUST enum vd_err vd_sign_in_note(struct vd_db *db, int64_t person_id, const char *outcome, struct vd_str device, vd_us now);
struct vd_sign_in_row { vd_us at; struct vd_str outcome, device; };
typedef VD_LIST(struct vd_sign_in_row) vd_sign_ins;
VD_MUST enum vd_err vd_sign_in_list(struct vd_db *db, struct vd_arena *arena, int64_t person_id, vd_sign_ins *ret);

/* ---- links that work once: to set the first password, or a new one */
extern const vd_us VD_LINK_INVITATION, VD_LINK_PASSWORD;     /* how long they are good */
/* The person's earlier links are good no more. shown_in: the entity whose administrator is shown it; absent: mail, or the operator. */
VD_MUST enum vd_err vd_link_put(struct vd_db *db, const struct vd_session_token *token, int64_t person_id, const char *purpose, struct vd_oint shown_in, vd_us now);
/* Was one for the password made after this instant? */
VD_MUST enum vd_err vd_link_recent(struct vd_db *db, int64_t person_id, vd_us after, bool *ret);
struct vd_link_found { int64_t person_id; struct vd_str purpose, email, name; struct vd_oint shown_in; };
/* VD_NOT_FOUND: none, used or too old. */
VD_MUST enum vd_err vd_link_find(struct vd_db *db, struct vd_arena *arena, struct vd_str hex, vd_us now, struct vd_link_found *ret);
#endif
